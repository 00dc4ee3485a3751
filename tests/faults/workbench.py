"""A sound form with every construct there is, for faults that would spoil a real form's examples.

It stands in the trial moment, where no examples are demanded; with its own examples it stands in
a production moment, where they are. A fault is one edit of it, or one piece put into it that is
sound but for the mistake.
"""

from dataclasses import dataclass
from typing import Final, TypeAlias

from seeding import STRESS, TRIAL, Change, Fault, add, fault, first_difference, paragraph

Edit: TypeAlias = tuple[str, str]
"""What stands in the form, once, and what is written instead."""

_QUESTIONS: Final = """\
# yaml-language-server: $schema=../../../../../schemas/form.schema.json
id: verkstad
title: Din vecka
type: single
introduction: Frågorna handlar om den senaste veckan. Svara så som det har varit för dig.
rights:
  holder: Övningsenheten
  licence: CC0-1.0
  attribution: Frågorna är skrivna för övning och är inget publicerat mätinstrument.
pages:
  - id: vardagen
    title: Vardagen
    introduction: Tänk på den senaste veckan.
    questions:
      - id: ork
        type: single-choice
        text: Hur ofta har du saknat ork?
        required: true
        choices:
          - {value: aldrig, text: Aldrig, score: 0}
          - {value: ibland, text: Ibland, score: 1}
          - {value: ofta, text: Ofta, score: 2}
          - {value: jamt, text: Nästan jämt, score: 3}
      - id: humor
        type: single-choice
        text: Hur ofta har du känt dig nedstämd?
        required: true
        choices:
          - {value: aldrig, text: Aldrig, score: 0}
          - {value: ibland, text: Ibland, score: 1}
          - {value: ofta, text: Ofta, score: 2}
          - {value: jamt, text: Nästan jämt, score: 3}
      - id: ensam
        type: dropdown
        text: Hur ofta har du känt dig ensam?
        required: true
        choices:
          - {value: aldrig, text: Aldrig, score: 0}
          - {value: ibland, text: Ibland, score: 1}
          - {value: ofta, text: Ofta, score: 2}
          - {value: jamt, text: Nästan jämt, score: 3}
      - id: arbetar
        type: yes-no
        text: Arbetar du?
        required: true
      - id: arbetstid
        type: number
        text: Hur många timmar arbetade du?
        help: Räkna i halva timmar.
        when: {question: arbetar, is: yes}
        required: true
        min: 1
        max: 80
        step: 0.5
        unit: timmar
      - id: arbetsplats
        type: single-choice
        text: Var arbetar du mest?
        when: {question: arbetar, is: yes}
        choices:
          - {value: hemma, text: Hemma}
          - {value: kontor, text: På kontor}
          - {value: annat, text: På ett annat ställe}
      - id: annan-plats
        type: text
        text: Vilket ställe är det?
        when: {question: arbetsplats, is: annat}
        max-characters: 80
      - id: resa
        type: dropdown
        text: Hur är resan till arbetet?
        when: {question: arbetsplats, any-of: [kontor, annat]}
        choices: [{value: latt, text: Lätt, score: 0}, {value: lang, text: Lång, score: 1}, {value: tung, text: Tung, score: 2}]
      - id: ledig
        type: dropdown
        text: Varför arbetar du inte?
        when: {question: arbetar, is: no}
        choices:
          - {value: sjuk, text: Jag är sjukskriven}
          - {value: pension, text: Jag har pension}
          - {value: annat, text: Något annat}
      - id: sjuk-sedan
        type: date
        text: När blev du sjukskriven?
        when: {question: ledig, is: sjuk}
        min: 2020-01-01
        max: 2030-12-31
      - id: dagarna
        type: single-choice
        text: Hur är dagarna hemma?
        when: {question: arbetar, is: no}
        choices: [{value: bra, text: Bra, score: 0}, {value: langa, text: Långa, score: 1}, {value: tunga, text: Tunga, score: 2}]
      - id: utan-arbete
        type: info
        text: Du kan få stöd även när du inte arbetar.
        when: {question: arbetstid, answered: false}
  - id: kroppen
    title: Kroppen
    questions:
      - id: vark
        type: scale
        text: Hur ont har du haft?
        required: true
        min: 0
        max: 10
        min-text: Inte alls ont
        max-text: Så ont jag kan tänka mig
      - id: vark-var
        type: multiple-choice
        text: Var har du haft ont?
        help: Välj alla som stämmer.
        when: {question: vark, at-least: 4}
        choices:
          - {value: huvud, text: I huvudet}
          - {value: nacke, text: I nacken}
          - {value: rygg, text: I ryggen}
          - {value: ben, text: I benen}
      - id: vard
        type: yes-no
        text: Har du sökt vård för det onda?
        when:
          any:
            - {question: vark-var, any-of: [rygg, ben]}
            - {question: vark, more-than: 8}
      - id: natt
        type: matrix
        text: Hur ofta har det varit svårt att sova?
        rows:
          - {id: somna, text: Att somna}
          - {id: sova, text: Att sova hela natten}
          - {id: vakna, text: Att vakna utvilad}
        choices: [{value: aldrig, text: Aldrig, score: 0}, {value: ibland, text: Ibland, score: 1}, {value: ofta, text: Ofta, score: 2}]
      - id: natt-rad
        type: info
        text: Försök att lägga dig vid samma tid varje kväll.
        when: {question: natt, row: somna, is: ofta}
      - id: laggdags
        type: time
        text: När brukar du lägga dig?
        min: 18:00
        max: 23:59
      - id: puls
        type: number
        text: Vilken puls har du i vila?
        min: 40
        max: 200
        step: 5
        unit: slag per minut
      - id: lordag
        type: number
        text: Hur många timmar gick du på lördagen?
        min: 0
        max: 10
        step: 0.1
        unit: timmar
      - id: sondag
        type: number
        text: Hur många timmar gick du på söndagen?
        min: 0
        max: 10
        step: 0.1
        unit: timmar
      - id: besvar
        type: multiple-choice
        text: Har du haft något av det här?
        choices: [{value: yrsel, text: Yrsel, score: 1}, {value: feber, text: Feber, score: 2}, {value: andnod, text: Svårt att andas, score: 4}]
      - id: kod
        type: text
        text: Vilken kod står på din kallelse?
        pattern: "[0-9]{3}-[0-9]{2}"
        pattern-help: Tre siffror, ett streck och två siffror.
  - id: tankarna
    title: Tankarna
    questions:
      - id: glad
        type: single-choice
        text: Hur ofta har du känt dig glad?
        choices: [{value: aldrig, text: Aldrig, score: 1}, {value: ibland, text: Ibland, score: 2}, {value: ofta, text: Ofta, score: 3}, {value: jamt, text: Nästan jämt, score: 4}]
      - id: lugn
        type: single-choice
        text: Hur ofta har du känt dig lugn?
        choices: [{value: aldrig, text: Aldrig, score: 1}, {value: ibland, text: Ibland, score: 2}, {value: ofta, text: Ofta, score: 3}, {value: jamt, text: Nästan jämt, score: 4}]
      - id: trygg
        type: single-choice
        text: Hur ofta har du känt dig trygg?
        choices: [{value: aldrig, text: Aldrig, score: 1}, {value: ibland, text: Ibland, score: 2}, {value: ofta, text: Ofta, score: 3}, {value: jamt, text: Nästan jämt, score: 4}]
      - id: motion
        type: yes-no
        text: Har du rört på dig?
        yes-score: 1
        no-score: 0
      - id: ute
        type: yes-no
        text: Har du varit ute?
        yes-score: 1
        no-score: 0
      - id: vila
        type: yes-no
        text: Har du tagit pauser?
        yes-score: 1
        no-score: 0
      - id: skada
        type: single-choice
        text: Har du tänkt på att skada dig själv?
        required: true
        sensitive: self-harm
        choices:
          - {value: nej, text: "Nej"}
          - {value: ibland, text: Ibland}
          - {value: ofta, text: Ofta}
      - id: hjalp-nu
        type: info
        text: Det är bra att du berättar. Ring 112 om du är i fara. Du kan alltid ringa telefonnummer 1177 för råd.
        when: {question: skada, any-of: [ibland, ofta]}
      - id: prata
        type: yes-no
        text: Vill du prata med någon?
        when: {not: {question: skada, is: nej}}
      - id: vila-mer
        type: info
        text: Du har haft en tung vecka. Försök att vila lite mer.
        when: {score: belastning, at-least: 7}
      - id: mer
        type: long-text
        text: Vill du berätta mer?
"""
_SCORES: Final = """\
scores:
  - id: belastning
    title: Belastning
    method: sum
    of: [ork, humor, ensam]
    missing: {policy: no-score}
    visible-to: [staff, resident]
    explanation: Summan går från 0 till 9. En högre summa betyder en tyngre vecka.
    bands:
      - {id: lag, from: 0, to: 3, text: Låg belastning}
      - {id: mellan, from: 4, to: 6, text: Viss belastning}
      - {id: hog, from: 7, to: 9, text: Hög belastning}
  - id: natten
    title: Sömnen
    method: sum
    of: [natt]
    missing: {policy: leave-out, at-most: 1}
    visible-to: [staff]
    bands:
      - {id: god, from: 0, to: 2, text: God sömn}
      - {id: orolig, from: 3, to: 4, text: Orolig sömn}
      - {id: dalig, from: 5, to: 6, text: Dålig sömn}
  - id: gang
    title: Timmar till fots
    method: mean
    of: [lordag, sondag]
    decimals: 1
    missing: {policy: mean-of-answered, at-most: 1}
    visible-to: [staff]
    bands:
      - {id: lite, from: 0, to: 1.9, text: Mindre än två timmar}
      - {id: mycket, from: 2.0, to: 10, text: Två timmar eller mer}
  - id: kraft
    title: Kraft
    method: sum
    of: [glad, lugn, trygg]
    missing: {policy: no-score}
    visible-to: [staff]
    bands:
      - {id: svag, from: 3, to: 6, text: Lite kraft}
      - {id: god, from: 7, to: 12, text: God kraft}
  - id: kraft-snitt
    title: Kraft i medel
    method: mean
    of: [glad, lugn, trygg]
    decimals: 1
    missing: {policy: leave-out, at-most: 1}
    visible-to: [staff]
    bands:
      - {id: svag, from: 1, to: 2.4, text: Lite kraft}
      - {id: god, from: 2.5, to: 4, text: God kraft}
  - id: kraft-ifylld
    title: Kraft med ifyllda svar
    method: sum
    of: [glad, lugn, trygg]
    decimals: 0
    missing: {policy: mean-of-answered, at-most: 1}
    visible-to: [staff]
    bands:
      - {id: svag, from: 3, to: 7, text: Lite kraft}
      - {id: god, from: 8, to: 12, text: God kraft}
  - id: basta
    title: Det bästa svaret
    method: max
    of: [glad, lugn, trygg]
    missing: {policy: leave-out}
    visible-to: [staff]
    bands:
      - {id: svag, from: 1, to: 2, text: Inget har varit bra}
      - {id: god, from: 3, to: 4, text: Något har varit bra}
  - id: vanor
    title: Goda vanor
    method: sum
    of: [motion, ute, vila]
    missing: {policy: count-as-zero}
    visible-to: [staff]
    bands:
      - {id: fa, from: 0, to: 1, text: Få goda vanor}
      - {id: flera, from: 2, to: 3, text: Flera goda vanor}
  - id: besvaren
    title: Besvären
    method: sum
    of: [besvar]
    missing: {policy: no-score}
    visible-to: [staff]
    bands:
      - {id: fa, from: 1, to: 3, text: Lindriga besvär}
      - {id: flera, from: 4, to: 7, text: Svåra besvär}
  - id: mattat
    title: Besvarade mätvärden
    method: count
    of: [puls, lordag, sondag, kod]
    missing: {policy: leave-out}
    visible-to: [staff]
"""
_FLAGS: Final = """\
flags:
  - id: tung-vecka
    when: {score: belastning, at-least: 7}
    to: staff
    priority: normal
    text: Deltagaren har haft en tung vecka.
    who-acts: Kursledare
    how: Ringer deltagaren inom en vecka.
  - id: ont-och-trott
    when:
      all:
        - {question: vark, at-least: 7}
        - {question: ork, any-of: [ofta, jamt]}
    to: staff
    priority: high
    text: Deltagaren har ont och saknar ork.
    who-acts: Kursledare
    how: Ringer deltagaren nästa vardag.
  - id: sjalvskada
    when: {question: skada, any-of: [ibland, ofta]}
    to: staff
    priority: high
    text: Deltagaren tänker på att skada sig.
    who-acts: Kursledare
    how: Ringer deltagaren samma dag.
  - id: puls-saknas
    when: {question: puls, answered: false}
    to: resident
    priority: normal
    text: Ta gärna din puls till nästa gång.
  - id: ut-och-ga
    when: {not: {question: motion, is: yes}}
    to: resident
    priority: normal
    text: Prova gärna en kort promenad.
"""
_EXAMPLES: Final = """\
examples:
  - id: latt-vecka
    title: En lätt vecka ger de lägsta nivåerna
    answers:
      ork: aldrig
      humor: ibland
      ensam: aldrig
      arbetar: yes
      arbetstid: 37.5
      arbetsplats: hemma
      vark: 2
      natt: {somna: aldrig, sova: ibland, vakna: ibland}
      puls: 60
      lordag: 0.5
      sondag: 1.5
      besvar: [yrsel]
      glad: aldrig
      lugn: ibland
      trygg: ibland
      motion: yes
      ute: no
      skada: nej
    expect:
      shown: [arbetstid]
      hidden: [vark-var, ledig, hjalp-nu]
      scores: {belastning: 1, natten: 2, gang: 1}
      bands: {belastning: lag, natten: god, gang: lite, kraft: svag, kraft-snitt: svag, kraft-ifylld: svag, basta: svag, vanor: fa, besvaren: fa}
      flags: []
  - id: tung-vecka
    title: En tung vecka ger de högsta nivåerna
    answers:
      ork: jamt
      humor: jamt
      ensam: ofta
      arbetar: no
      vark: 9
      natt: {somna: ofta, sova: ofta, vakna: ofta}
      lordag: 4
      besvar: [feber, andnod]
      glad: ofta
      lugn: ofta
      trygg: ofta
      motion: yes
      vila: yes
      skada: nej
    expect:
      shown: [vark-var, ledig, natt-rad]
      hidden: [arbetstid]
      scores: {belastning: 8, gang: 4, besvaren: 6}
      bands: {belastning: hog, natten: dalig, gang: mycket, kraft: god, kraft-snitt: god, kraft-ifylld: god, basta: god, vanor: flera, besvaren: flera}
      flags: [tung-vecka, ont-och-trott, puls-saknas]
  - id: viss-belastning
    title: Fyra poäng är viss belastning
    answers: {ork: ofta, humor: ofta, ensam: aldrig, motion: yes, puls: 60}
    expect: {bands: {belastning: mellan}}
  - id: orolig-natt
    title: Tre poäng är orolig sömn
    answers: {natt: {somna: ofta, sova: ibland}, motion: yes, puls: 60}
    expect: {bands: {natten: orolig}}
  - id: egen-skada
    title: Tankar på att skada sig ger en flagga
    answers: {skada: ibland, motion: yes, puls: 60}
    expect: {shown: [hjalp-nu, prata], flags: [sjalvskada]}
  - id: ingen-motion
    title: Den som inte rör sig får ett råd
    answers: {motion: no, puls: 60}
    expect: {flags: [ut-och-ga]}
"""


@dataclass(frozen=True, slots=True)
class Bench:
    """A sound form, where it is put and from which module it is linked, below which line."""

    text: str
    path: str
    module: str
    below: str

    def put(self, text: str) -> tuple[Change, ...]:
        """Return what puts the form there as `text`."""
        return (
            add(self.path, text),
            paragraph(self.module, self.below, "[Din vecka](../forms/verkstad.yaml)"),
        )


TRAINING: Final = Bench(
    _QUESTIONS + _SCORES + _FLAGS,
    f"{TRIAL}/forms/verkstad.yaml",
    f"{TRIAL}/modules/ga-vidare.md",
    "Bra. Nu har du sett",
)
"""Without examples, in the trial moment."""
PROVED: Final = Bench(
    _QUESTIONS + _SCORES + _FLAGS + _EXAMPLES,
    f"{STRESS}/forms/verkstad.yaml",
    f"{STRESS}/modules/hallbar-vardag.md",
    "Bra jobbat.",
)
"""With an example for every band and flag, in a production moment."""


def bench(
    name: str,
    what: str,
    code: str,
    *edits: Edit,
    at: str = "",
    rules: str = "",
    beside: tuple[tuple[str, str], ...] = (),
    where: Bench = TRAINING,
) -> Fault:
    """Write down a fault in the workbench.

    It is expected at the first line that differs from the sound form, or at the one that holds
    `at`; so is what is told beside it. Raise ValueError where an edit does not apply just once.
    """
    text = where.text
    for old, new in edits:
        if text.count(old) != 1:
            raise ValueError(f"{name}: “{old}” stands {text.count(old)} times")
        text = text.replace(old, new)
    line = line_of(text, at) if at else first_difference(where.text, text)
    places = tuple((told, line_of(text, place)) for told, place in beside)
    return fault(name, what, code, *where.put(text), at=line, rules=rules, beside=places)


def line_of(text: str, part: str) -> int:
    """Return the number of the one line that holds `part`."""
    lines = [n for n, line in enumerate(text.split("\n"), 1) if part in line]
    if len(lines) != 1:
        raise ValueError(f"“{part}” stands on {len(lines)} lines")
    return lines[0]


# ------------------------------------------------------------------------------------------- pieces

_ENDS: Final = {
    "vardagen": "  - id: kroppen\n",
    "kroppen": "  - id: tankarna\n",
    "tankarna": "scores:\n",
}
"""What comes after the last question of each page."""
_FIRST_FLAG: Final = "flags:\n"


def question(page: str, name: str, kind: str, text: str, *lines: str) -> Edit:
    """Put a question at the end of a page."""
    keys = (f"type: {kind}", f"text: {text}", *lines)
    piece = "".join(f"        {line}\n" for line in keys)
    return _ENDS[page], f"      - id: {name}\n{piece}{_ENDS[page]}"


def questions(page: str, *some: Edit) -> Edit:
    """Put several questions at the end of a page."""
    end = _ENDS[page]
    return end, "".join(new.removesuffix(end) for _, new in some) + end


def score(name: str, method: str, of: str, missing: str, *lines: str) -> Edit:
    """Put a score after the others; it is for the staff."""
    keys = (
        "title: Ny poäng",
        f"method: {method}",
        f"of: [{of}]",
        f"missing: {{{missing}}}",
        "visible-to: [staff]",
        *lines,
    )
    piece = "".join(f"    {line}\n" for line in keys)
    return _FIRST_FLAG, f"  - id: {name}\n{piece}{_FIRST_FLAG}"


def bands(*some: str) -> tuple[str, ...]:
    """Return the lines of a score's bands, each given as `0 to 3`."""
    ends = [one.split(" to ") for one in some]
    return (
        "bands:",
        *(
            f"  - {{id: niva-{n}, from: {low}, to: {high}, text: Nivå {n}}}"
            for n, (low, high) in enumerate(ends, 1)
        ),
    )


def flag(name: str, *when: str, to: str = "resident") -> Edit:
    """Put a flag before the others; `when` is its condition's line or lines."""
    condition = f"    when: {when[0]}\n" if len(when) == 1 else ""
    if not condition:
        condition = "    when:\n" + "".join(f"      {line}\n" for line in when)
    acting = "    who-acts: Kursledare\n    how: Ringer deltagaren inom en vecka.\n"
    return (
        _FIRST_FLAG,
        (
            f"{_FIRST_FLAG}  - id: {name}\n{condition}    to: {to}\n    priority: normal\n"
            f"    text: Det här är en ny flagga.\n{acting if to == 'staff' else ''}"
        ),
    )
