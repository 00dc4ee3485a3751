"""Held-out faults in forms: conditions, points, scores, bands, flags, examples and self-harm.

Written by somebody who had seen neither the rules nor the seeded faults, to measure honest recall.
Many stand in a form that is added for them, `MOOD`, which is sound in itself.
"""

from typing import Final

from seeding import (
    DAILY,
    DIARY,
    HABITS,
    SLEEP,
    TRIAL,
    TROUBLE,
    TROUBLE_AFTER,
    Change,
    Fault,
    add,
    drop,
    end,
    fault,
    replace,
)

MOOD: Final = f"{SLEEP}/forms/maende.yaml"
MOOD_FORM: Final = """\
# yaml-language-server: $schema=../../../../../schemas/form.schema.json
id: maende
title: Så mår du
type: single
introduction: Frågorna handlar om de senaste två veckorna. Din behandlare läser dina svar.
rights:
  holder: Norrviks enhet för digital vård
  licence: CC0-1.0
  attribution: Frågorna är skrivna för det här programmet och är inget publicerat mätinstrument.
pages:
  - id: humoret
    title: Humöret
    questions:
      - id: humor
        type: matrix
        text: Hur ofta har du haft besvär av det här?
        rows:
          - {id: nedstamd, text: Känt dig ledsen}
          - {id: intresse, text: Haft svårt att glädjas}
          - {id: koncentration, text: Haft svårt att tänka klart}
        choices:
          - {value: inte-alls, text: Inte alls, score: 0}
          - {value: nagra-dagar, text: Några dagar, score: 1}
          - {value: halften, text: Ungefär hälften av dagarna, score: 2}
          - {value: nastan-varje, text: Nästan varje dag, score: 3}
      - id: pigg
        type: single-choice
        text: Hur ofta har du känt dig pigg?
        choices:
          - {value: inte-alls, text: Inte alls, score: 3}
          - {value: nagra-dagar, text: Några dagar, score: 2}
          - {value: halften, text: Ungefär hälften av dagarna, score: 1}
          - {value: nastan-varje, text: Nästan varje dag, score: 0}
      - id: skuld
        type: single-choice
        text: Hur ofta har du känt att du inte duger?
        choices:
          - {value: inte-alls, text: Inte alls, score: 0}
          - {value: nagra-dagar, text: Några dagar, score: 1}
          - {value: halften, text: Ungefär hälften av dagarna, score: 2}
          - {value: nastan-varje, text: Nästan varje dag, score: 3}
  - id: oron
    title: Oron
    questions:
      - id: oro-niva
        type: scale
        text: Hur orolig har du varit?
        min: 0
        max: 10
        min-text: Inte alls orolig
        max-text: Så orolig jag kan bli
      - id: oro-hindrar
        type: scale
        text: Hur mycket har oron hindrat dig?
        min: 0
        max: 10
        min-text: Inte alls
        max-text: Så mycket det går
      - id: prata
        type: info
        text: Det kan hjälpa att berätta om oron för någon du litar på.
        when: {score: oro-medel, at-least: 7}
      - id: oro-vad
        type: multiple-choice
        text: Vad har du oroat dig för?
        help: Välj alla som stämmer.
        when: {question: oro-niva, at-least: 4}
        choices:
          - {value: jobb, text: Arbetet eller skolan, score: 1}
          - {value: pengar, text: Pengar, score: 1}
          - {value: halsa, text: Hälsan, score: 1}
          - {value: annat, text: Något annat, score: 1}
      - id: oro-annat
        type: text
        text: Vad annat har du oroat dig för?
        when: {question: oro-vad, is: annat}
        max-characters: 200
  - id: tankarna
    title: Svåra tankar
    questions:
      - id: tankar
        type: single-choice
        text: Har du haft tankar på att skada dig själv?
        required: true
        sensitive: self-harm
        choices:
          - {value: aldrig, text: Aldrig}
          - {value: nagon-gang, text: Någon gång}
          - {value: ofta, text: Ofta}
      - id: stod
        type: info
        text: Ring 112 om det är akut. Råd får du på telefonnummer 1177, dygnet runt.
        when: {question: tankar, any-of: [nagon-gang, ofta]}
      - id: tankar-nu
        type: yes-no
        text: Har du sådana tankar i dag?
        required: true
        sensitive: self-harm
        when: {question: tankar, any-of: [nagon-gang, ofta]}
  - id: vanorna
    title: Dina vanor
    questions:
      - id: lakemedel
        type: yes-no
        text: Tar du något läkemedel för att sova?
      - id: kvallar
        type: number
        text: Hur många kvällar i veckan tar du det?
        when: {question: lakemedel, is: yes}
        min: 1
        max: 7
        unit: kvällar
      - id: sedan
        type: date
        text: Ungefär när började du med det?
        when: {question: lakemedel, is: yes}
        min: 1990-01-01
      - id: koffein
        type: number
        text: Hur många koppar kaffe dricker du en vanlig dag?
        required: true
        min: 0
        max: 20
        unit: koppar
      - id: sista-kopp
        type: time
        text: När dricker du den sista koppen?
        when: {question: koffein, more-than: 0}
        min: "05:00"
        max: "23:59"
      - id: telefon
        type: text
        text: På vilket telefonnummer når vi dig?
        pattern: "0[0-9]{8,9}"
        pattern-help: Skriv bara siffror. Börja med riktnumret.
scores:
  - id: nedstamdhet
    title: Nedstämdhet
    method: sum
    of: [humor, pigg, skuld]
    decimals: 0
    missing: {policy: mean-of-answered, at-most: 1}
    visible-to: [staff, resident]
    explanation: Summan går från 0 till 15. En högre summa betyder mer besvär. Den är ett stöd i samtalet och ingen diagnos.
    bands:
      - {id: lag, from: 0, to: 4, text: Lite besvär}
      - {id: medel, from: 5, to: 9, text: Tydliga besvär}
      - {id: hog, from: 10, to: 15, text: Stora besvär}
  - id: oro-medel
    title: Oro i medeltal
    method: mean
    of: [oro-niva, oro-hindrar]
    decimals: 1
    missing: {policy: no-score}
    visible-to: [staff]
    bands:
      - {id: lite, from: 0, to: 3.9, text: Lite oro}
      - {id: mattlig, from: 4, to: 6.9, text: Måttlig oro}
      - {id: mycket, from: 7, to: 10, text: Mycket oro}
  - id: bekymmer
    title: Antal bekymmer
    method: sum
    of: [oro-vad]
    missing: {policy: count-as-zero}
    visible-to: [staff]
    bands:
      - {id: fa, from: 0, to: 1, text: Få bekymmer}
      - {id: flera, from: 2, to: 4, text: Flera bekymmer}
flags:
  - id: stor-nedstamdhet
    when: {score: nedstamdhet, at-least: 10}
    to: staff
    priority: high
    text: Deltagaren har stora besvär av nedstämdhet.
    who-acts: Ansvarig behandlare
    how: Ringer deltagaren inom två vardagar och bedömer om en läkare behöver träffa deltagaren.
  - id: mycket-oro
    when: {score: oro-medel, at-least: 7}
    to: staff
    priority: normal
    text: Deltagaren har mycket oro.
    who-acts: Ansvarig behandlare
    how: Tar upp oron i nästa meddelande, inom en vecka.
  - id: svara-tankar
    when: {question: tankar, any-of: [nagon-gang, ofta]}
    to: staff
    priority: high
    text: Deltagaren har haft tankar på att skada sig under de senaste två veckorna.
    who-acts: Ansvarig behandlare, eller enhetens samordnare när behandlaren är ledig
    how: Ringer deltagaren samma vardag och bedömer risken.
  - id: tankar-i-dag
    when: {question: tankar-nu, is: yes}
    to: staff
    priority: high
    text: Deltagaren har tankar på att skada sig i dag.
    who-acts: Enhetens jour
    how: Ringer deltagaren genast och bedömer risken tillsammans med en läkare.
  - id: sok-hjalp-i-dag
    when: {question: tankar-nu, is: yes}
    to: resident
    priority: high
    text: Du behöver inte vara ensam med det här. Ring 112 om det är akut. Råd får du på telefonnummer 1177.
examples:
  - id: mar-bra
    title: Den som mår bra får inga följdfrågor
    answers: {humor: {nedstamd: inte-alls, intresse: inte-alls, koncentration: inte-alls}, pigg: nastan-varje, skuld: inte-alls, oro-niva: 2, oro-hindrar: 1, tankar: aldrig}
    expect:
      hidden: [oro-vad, stod, tankar-nu]
      scores: {nedstamdhet: 0, oro-medel: 1.5}
      bands: {nedstamdhet: lag, oro-medel: lite}
      flags: []
  - id: lite-nedstamd
    title: Fyra är den högsta summan som är lite besvär
    answers: {humor: {nedstamd: nagra-dagar, intresse: nagra-dagar, koncentration: nagra-dagar}, pigg: nastan-varje, skuld: nagra-dagar}
    expect:
      scores: {nedstamdhet: 4}
      bands: {nedstamdhet: lag}
  - id: tydligt-nedstamd
    title: Fem är den lägsta summan som är tydliga besvär
    answers: {humor: {nedstamd: halften, intresse: nagra-dagar, koncentration: nagra-dagar}, pigg: nastan-varje, skuld: nagra-dagar}
    expect:
      scores: {nedstamdhet: 5}
      bands: {nedstamdhet: medel}
  - id: mycket-nedstamd
    title: Från tio flaggas för personalen
    answers: {humor: {nedstamd: halften, intresse: halften, koncentration: halften}, pigg: inte-alls, skuld: nagra-dagar, oro-niva: 1, oro-hindrar: 1, tankar: aldrig}
    expect:
      scores: {nedstamdhet: 10}
      bands: {nedstamdhet: hog}
      flags: [stor-nedstamdhet]
  - id: ett-saknas
    title: Saknas ett svar får det medelvärdet av de andra
    answers: {humor: {nedstamd: halften, intresse: halften, koncentration: halften}, pigg: nastan-varje}
    expect:
      scores: {nedstamdhet: 8}
  - id: tva-saknas
    title: Saknas två svar ges ingen summa
    answers: {humor: {nedstamd: halften, intresse: halften, koncentration: halften}}
    expect:
      scores: {nedstamdhet: none}
  - id: mattligt-orolig
    title: Fyra är måttlig oro
    answers: {oro-niva: 4, oro-hindrar: 4, oro-vad: [jobb]}
    expect:
      scores: {oro-medel: 4}
      bands: {oro-medel: mattlig, bekymmer: fa}
  - id: mycket-orolig
    title: Sju i medeltal är mycket oro och flaggas
    answers: {oro-niva: 8, oro-hindrar: 6, oro-vad: [pengar, annat]}
    expect:
      shown: [oro-vad]
      scores: {oro-medel: 7}
      bands: {oro-medel: mycket, bekymmer: flera}
      flags: [mycket-oro]
  - id: halv-oro
    title: Med bara ett svar om oro ges ingen poäng
    answers: {oro-niva: 9}
    expect:
      scores: {oro-medel: none}
      flags: []
  - id: tankar-nagon-gang
    title: Tankar någon gång räcker för att nå personalen
    answers: {oro-niva: 1, oro-hindrar: 1, tankar: nagon-gang, tankar-nu: no}
    expect:
      shown: [tankar-nu]
      flags: [svara-tankar]
  - id: tankar-just-nu
    title: Tankar i dag når jouren, och den som svarar får numren
    answers: {oro-niva: 1, oro-hindrar: 1, tankar: ofta, tankar-nu: yes}
    expect:
      shown: [stod]
      flags: [svara-tankar, tankar-i-dag, sok-hjalp-i-dag]
  - id: vanor
    title: Läkemedel och kaffe ger följdfrågor
    answers: {lakemedel: yes, kvallar: 3, sedan: 2026-01-15, koffein: 2, sista-kopp: "15:30", telefon: "0846500412"}
    expect:
      shown: [kvallar, sedan, sista-kopp]
"""
"""A sound form of many kinds of questions, with no fault in it."""
TANKAR: Final = 85
"""The line in it that marks the first question as one of self-harm."""


def mood(*changes: Change) -> tuple[Change, ...]:
    """Add the form, show it at the end of a module, and then make the changes."""
    shown = (
        "\n## Så mår du {#sa-mar-du}\n\n"
        "Svara på frågorna, så vet din behandlare hur du har det.\n\n"
        "[Så mår du](../forms/maende.yaml)\n"
    )
    return add(MOOD, MOOD_FORM), end(f"{SLEEP}/modules/tankar-och-oro.md", shown), *changes


_CONDITIONS: Final[tuple[Fault, ...]] = (
    fault(
        "held-follow-up-under-no",
        "How many minutes is asked of the one who had no moment of rest, and not of the one who had",
        "FRM028",
        replace(
            DAILY, "when: {question: stund, is: yes}", "when: {question: stund, is: no}", nth=2
        ),
        at="hidden: [stund-vad, stund-minuter]",
        beside=(("FRM028", 77),),
    ),
    fault(
        "held-follow-up-on-itself",
        "A follow-up names its own id instead of the question before it",
        "FRM011",
        replace(
            DIARY,
            "inte kunde sova?\n        when: {question: vaknade,",
            "inte kunde sova?\n        when: {question: gick-upp,",
        ),
    ),
    fault(
        "held-occasion-as-question",
        "A question for the second occasion alone names the occasion as if it were a question",
        "FRM001",
        replace(
            HABITS,
            "brukade klara själv?\n        when: {question: opererad, is: yes}",
            "brukade klara själv?\n        when: {question: tva-veckor, is: yes}",
        ),
    ),
    fault(
        "held-matrix-without-row",
        "A follow-up wants any bad answer in a matrix, and names no row",
        "FRM007",
        replace(
            HABITS,
            "brukade klara själv?\n        when: {question: opererad, is: yes}",
            "brukade klara själv?\n        when: {question: vardagen, is: daligt}",
        ),
    ),
    fault(
        "held-condition-on-date",
        "The question of infection is to be asked from the day of the operation on",
        "FRM007",
        replace(
            HABITS,
            "help: Välj alla som stämmer.\n        when: {question: opererad, is: yes}",
            "help: Välj alla som stämmer.\n        when: {question: datum, at-least: 2026-03-10}",
        ),
    ),
    fault(
        "held-more-than-becomes-at-least",
        "The last cup is asked for also when no cup is drunk: at least 0 instead of more than 0",
        "FRM009",
        *mood(replace(MOOD, "koffein, more-than: 0", "koffein, at-least: 0")),
        at="koffein, at-least: 0",
    ),
    fault(
        "held-contradicts-parents-condition",
        "A follow-up is for little worry, while the question it follows is for much worry only",
        "FRM010",
        *mood(
            replace(
                MOOD,
                "when: {question: oro-vad, is: annat}",
                "when: {all: [{question: oro-vad, is: annat}, {question: oro-niva, less-than: 4}]}",
            )
        ),
        at="{question: oro-niva, less-than: 4}",
    ),
    fault(
        "held-score-asked-too-early",
        "A text that depends on a mean of two answers was moved up to between the two questions",
        "FRM008",
        *mood(
            replace(
                MOOD,
                "      - id: prata\n        type: info\n"
                "        text: Det kan hjälpa att berätta om oron för någon du litar på.\n"
                "        when: {score: oro-medel, at-least: 7}\n",
                "",
            ),
            replace(
                MOOD,
                "      - id: oro-hindrar\n",
                "      - id: prata\n        type: info\n"
                "        text: Det kan hjälpa att berätta om oron för någon du litar på.\n"
                "        when: {score: oro-medel, at-least: 7}\n      - id: oro-hindrar\n",
            ),
        ),
        at="        when: {score: oro-medel, at-least: 7}",
    ),
)
_QUESTIONS: Final[tuple[Fault, ...]] = (
    fault(
        "held-step-counted-from-one",
        "Minutes in steps of five, but from 1: 20 minutes cannot be answered, 21 can",
        "FRM028",
        replace(DAILY, "max: 600\n        step: 1", "max: 600\n        step: 5"),
        at="answers: {stressniva: 8,",
    ),
    fault(
        "held-scale-never-reaches-end",
        "A scale from 0 to 5 in steps of two: the end that has a text cannot be chosen",
        "FRM003",
        replace(
            f"{TRIAL}/forms/forsta-intrycket.yaml",
            "min: 1\n        max: 5",
            "min: 0\n        max: 5\n        step: 2",
        ),
        at="step: 2",
    ),
    fault(
        "held-time-over-midnight",
        "The last cup may be between 17.00 and 02.00, which no time of one day is",
        "FRM003",
        *mood(
            replace(
                MOOD, 'min: "05:00"\n        max: "23:59"', 'min: "17:00"\n        max: "02:00"'
            )
        ),
        at='max: "02:00"',
    ),
    fault(
        "held-round-brackets-in-pattern",
        "The pattern of a telephone number has round brackets where curly ones belong",
        "FRM028",
        *mood(replace(MOOD, '"0[0-9]{8,9}"', '"0[0-9](8,9)"')),
        at="answers: {lakemedel: yes,",
    ),
    fault(
        "held-third-tab-copied",
        "The third occasion was copied from the second, and only its title changed",
        "IDN003",
        replace(HABITS, "{id: tre-manader, title", "{id: tva-veckor, title"),
    ),
    fault(
        "held-time-with-a-dot",
        "The time in an example is written with a dot and without quotation marks",
        "FRM028",
        replace(
            DIARY, 'answers: {sangdags: "22:30", vaknade', "answers: {sangdags: 22.30, vaknade"
        ),
    ),
)
_SCORES: Final[tuple[Fault, ...]] = (
    fault(
        "held-one-question-counted-twice",
        "Worry (oro) is counted twice, and energy (ork) not at all",
        "FRM032",
        replace(
            TROUBLE, "tidig-morgon, ork, oro, nara-somna]", "tidig-morgon, oro, oro, nara-somna]"
        ),
    ),
    fault(
        "held-points-typed-twice",
        "The points of the last answer became 33",
        "FRM004",
        replace(
            TROUBLE_AFTER,
            "{value: de-flesta, text: De flesta dagar, score: 3}",
            "{value: de-flesta, text: De flesta dagar, score: 33}",
            nth=3,
        ),
        at="{id: stora, from: 12, to: 18",
    ),
    fault(
        "held-cut-off-of-flag-alone",
        "The flag's cut-off was moved by one, the band's was not",
        "FRM028",
        replace(
            TROUBLE_AFTER,
            "{score: besvar-summa, at-least: 12}",
            "{score: besvar-summa, at-least: 13}",
        ),
        at="      flags: [stora-besvar]",
    ),
    fault(
        "held-sum-between-bands",
        "The middle band ends one too early: eleven is in no band",
        "FRM004",
        replace(TROUBLE, "{id: tydliga, from: 6, to: 11,", "{id: tydliga, from: 6, to: 10,"),
    ),
    fault(
        "held-sum-in-two-bands",
        "The highest band begins one too early: eleven is in two bands",
        "FRM005",
        replace(TROUBLE_AFTER, "{id: stora, from: 12,", "{id: stora, from: 11,"),
    ),
    fault(
        "held-missing-left-out-of-sum",
        "A sum of six answers is given also when one of them is missing, and so comes out too low",
        "FRM028",
        replace(TROUBLE, "missing: {policy: no-score}", "missing: {policy: leave-out}"),
        at="scores: {besvar-summa: none}",
    ),
    fault(
        "held-two-points-swapped",
        "In the one question that counts backwards the two middle answers have each other's points",
        "FRM020",
        *mood(
            replace(
                MOOD,
                "{value: nagra-dagar, text: Några dagar, score: 2}\n"
                "          - {value: halften, text: Ungefär hälften av dagarna, score: 1}",
                "{value: nagra-dagar, text: Några dagar, score: 1}\n"
                "          - {value: halften, text: Ungefär hälften av dagarna, score: 2} # bytt",
            )
        ),
        at="# bytt",
    ),
    fault(
        "held-points-of-the-answer-above",
        "One answer has the points of the answer above it",
        "FRM020",
        *mood(
            replace(
                MOOD,
                "{value: halften, text: Ungefär hälften av dagarna, score: 2}",
                "{value: halften, text: Ungefär hälften av dagarna, score: 1} # lika",
                nth=2,
            )
        ),
        at="# lika",
    ),
    fault(
        "held-whole-bands-for-half-points",
        "A mean of two answers can be 3.5, but the first band ends at 3 and the next begins at 4",
        "FRM004",
        *mood(replace(MOOD, "{id: lite, from: 0, to: 3.9,", "{id: lite, from: 0, to: 3,")),
        at="{id: lite,",
    ),
    fault(
        "held-count-of-ticks",
        "The number of ticked worries is counted with count, which counts questions",
        "FRM013",
        *mood(replace(MOOD, "method: sum\n    of: [oro-vad]", "method: count\n    of: [oro-vad]")),
        at="{id: flera,",
    ),
    fault(
        "held-question-without-points-in-sum",
        "A yes-no question without points was added to a sum",
        "FRM015",
        *mood(replace(MOOD, "of: [oro-vad]", "of: [oro-vad, lakemedel]")),
        at="of: [oro-vad, lakemedel]",
    ),
    fault(
        "held-example-of-middle-band-gone",
        "The only example of the middle band was taken away",
        "FRM029",
        *mood(drop(MOOD, "  - id: tydligt-nedstamd", 5)),
        at="{id: medel,",
    ),
)
_FLAGS: Final[tuple[Fault, ...]] = (
    fault(
        "held-flag-for-every-night",
        "A flag for short nights has the question's highest number as its limit: every night is short",
        "FRM017",
        replace(
            DIARY,
            "examples:\n",
            "flags:\n"
            "  - id: kort-natt\n"
            "    when: {question: sovtid, at-most: 16}\n"
            "    to: staff\n"
            "    priority: normal\n"
            "    text: Deltagaren har sovit mycket lite.\n"
            "    who-acts: Ansvarig behandlare\n"
            "    how: Frågar i ett meddelande inom en vecka hur det går.\n"
            "examples:\n",
        ),
        replace(
            DIARY,
            "shown: [antal-uppvak, gick-upp, tupplur-minuter]\n",
            "shown: [antal-uppvak, gick-upp, tupplur-minuter]\n      flags: [kort-natt]\n",
        ),
        at="when: {question: sovtid, at-most: 16}",
    ),
    fault(
        "held-flag-of-two-that-exclude",
        "The flag for infection wants an operation still to come, and then the question is not shown",
        "FRM016",
        replace(
            HABITS,
            "  - id: tecken-pa-infektion\n    when: {question: infektion, any-of: [feber, rodnad, vatskar]}",
            "  - id: tecken-pa-infektion\n    when:\n      all:\n        - {question: opererad, is: no}\n"
            "        - {question: infektion, any-of: [feber, rodnad, vatskar]}",
        ),
        at=113,
    ),
    fault(
        "held-any-instead-of-all",
        "Much pain or an operation sets the flag, where both were meant",
        "FRM028",
        replace(
            HABITS,
            "    when:\n      all:\n        - {question: opererad, is: yes}\n        - {question: smarta,",
            "    when:\n      any:\n        - {question: opererad, is: yes}\n        - {question: smarta,",
        ),
        at=150,
        beside=(("FRM028", 163), ("FRM028", 174)),
    ),
    fault(
        "held-not-less-instead-of-at-least",
        "A flag for much worry says not less than seven, which is true without any answer too",
        "FRM028",
        *mood(
            replace(
                MOOD,
                "  - id: mycket-oro\n    when: {score: oro-medel, at-least: 7}",
                "  - id: mycket-oro\n    when: {not: {score: oro-medel, less-than: 7}}",
            )
        ),
        at=260,
    ),
    fault(
        "held-flag-for-the-worst-answer-only",
        "Staff are told of thoughts of self-harm when they are frequent, and not when they are rare",
        "FRM028",
        *mood(
            replace(
                MOOD,
                "  - id: svara-tankar\n    when: {question: tankar, any-of: [nagon-gang, ofta]}",
                "  - id: svara-tankar\n    when: {question: tankar, is: ofta}",
            )
        ),
        at="      flags: [svara-tankar]",
    ),
)
_SELF_HARM: Final[tuple[Fault, ...]] = (
    fault(
        "held-self-harm-needs-second-answer",
        "The flag for self-harm wants an answer about worry too; the examples happen to give one",
        "SAF001",
        *mood(
            replace(
                MOOD,
                "  - id: svara-tankar\n    when: {question: tankar, any-of: [nagon-gang, ofta]}",
                "  - id: svara-tankar\n    when: {all: [{question: tankar, any-of: [nagon-gang, ofta]},"
                " {question: oro-niva, at-least: 1}]}",
            )
        ),
        at=TANKAR,
    ),
    fault(
        "held-self-harm-without-112",
        "The text beside the question of self-harm has 1177 but lost 112",
        "SAF002",
        *mood(replace(MOOD, "text: Ring 112 om det är akut. Råd får", "text: Råd får")),
        at=TANKAR,
    ),
    fault(
        "held-self-harm-text-for-worst-only",
        "The numbers are shown when the thoughts are frequent, and not when they are rare",
        "SAF002",
        *mood(
            replace(
                MOOD,
                "1177, dygnet runt.\n        when: {question: tankar, any-of: [nagon-gang, ofta]}",
                "1177, dygnet runt.\n        when: {question: tankar, is: ofta}",
            )
        ),
        at=TANKAR,
    ),
    fault(
        "held-self-harm-text-on-next-page",
        "The numbers were moved to the page after the question of self-harm",
        "SAF002",
        *mood(
            replace(
                MOOD,
                "      - id: stod\n        type: info\n"
                "        text: Ring 112 om det är akut. Råd får du på telefonnummer 1177, dygnet runt.\n"
                "        when: {question: tankar, any-of: [nagon-gang, ofta]}\n",
                "",
            ),
            replace(
                MOOD,
                "      - id: lakemedel\n",
                "      - id: stod\n        type: info\n"
                "        text: Ring 112 om det är akut. Råd får du på telefonnummer 1177, dygnet runt.\n"
                "        when: {question: tankar, any-of: [nagon-gang, ofta]}\n      - id: lakemedel\n",
            ),
        ),
        at=TANKAR,
    ),
    fault(
        "held-self-harm-mark-on-neighbour",
        "The mark stands on the question of guilt instead of the one of self-harm",
        "SAF001",
        *mood(
            replace(
                MOOD,
                "        required: true\n        sensitive: self-harm\n        choices:",
                "        choices:",
            ),
            replace(
                MOOD,
                "inte duger?\n",
                "inte duger?\n        sensitive: self-harm # fel\n",
            ),
        ),
        at="# fel",
    ),
)
FAULTS: Final = (*_CONDITIONS, *_QUESTIONS, *_SCORES, *_FLAGS, *_SELF_HARM)
UNDECIDABLE: Final[tuple[Fault, ...]] = (
    # undecidable=no rule speaks of it, though a machine could see two questions with one text
    fault(
        "held-question-asked-twice",
        "A question was copied and its text not changed: the same thing is asked twice",
        "",
        replace(
            TROUBLE,
            "Hur ofta har du legat vaken mitt i natten?",
            "Hur ofta har det dröjt länge innan du somnade?",
        ),
    ),
    # undecidable=what a case is meant to show stands in its title only
    fault(
        "held-example-proves-another-limit",
        "The example of half hours gives a number that is wrong for being too great",
        "",
        replace(DIARY, "sovtid: 7.25", "sovtid: 25"),
    ),
    # undecidable=which end of a scale is which, is a matter of words
    fault(
        "held-ends-of-scale-swapped",
        "The two texts of a scale have changed places",
        "",
        replace(
            DIARY,
            "min-text: Inte alls utvilad\n        max-text: Helt utvilad",
            "min-text: Helt utvilad\n        max-text: Inte alls utvilad",
        ),
    ),
    # undecidable=band, flag and example agree; only the instrument knows the cut-off
    fault(
        "held-cut-off-moved-everywhere",
        "The highest band, the flag and the example all begin one too late",
        "",
        replace(TROUBLE, "{id: tydliga, from: 6, to: 11,", "{id: tydliga, from: 6, to: 12,"),
        replace(TROUBLE, "{id: stora, from: 12,", "{id: stora, from: 13,"),
        replace(
            TROUBLE, "{score: besvar-summa, at-least: 12}", "{score: besvar-summa, at-least: 13}"
        ),
        replace(TROUBLE, "oro: nagon, nara-somna: nagon}", "oro: varannan, nara-somna: nagon}"),
        replace(TROUBLE, "scores: {besvar-summa: 12}", "scores: {besvar-summa: 13}"),
    ),
    # undecidable=the numbers stand in running text; a machine could compare them with the reach
    fault(
        "held-explanation-of-another-sum",
        "The explanation names a highest sum that the score does not have",
        "",
        *mood(replace(MOOD, "Summan går från 0 till 15.", "Summan går från 0 till 18.")),
        at="Summan går från 0 till 18.",
    ),
    # undecidable=a unit is any word
    fault(
        "held-unit-copied",
        "The number of evenings has the unit of the next question, cups",
        "",
        *mood(replace(MOOD, "unit: kvällar", "unit: koppar # enhet")),
        at="# enhet",
    ),
    # undecidable=that “none of them” is to be ticked alone is known from its words only
    fault(
        "held-two-signs-at-least",
        "Two signs must be ticked, so “none of them” cannot be answered alone",
        "",
        replace(
            DAILY,
            "help: Välj alla som stämmer.",
            "help: Välj alla som stämmer.\n        min-choices: 2",
        ),
    ),
    # undecidable=both texts are to staff, and about the same thing
    fault(
        "held-texts-of-flags-swapped",
        "What staff are told of thoughts in the last weeks and of thoughts today has changed places",
        "",
        *mood(
            replace(
                MOOD,
                "Deltagaren har haft tankar på att skada sig under de senaste två veckorna.",
                "Deltagaren har tankar på att skada sig i dag.",
            ),
            replace(
                MOOD,
                "    text: Deltagaren har tankar på att skada sig i dag.\n    who-acts: Enhetens jour",
                "    text: Deltagaren har haft tankar på att skada sig under de senaste två veckorna.\n"
                "    who-acts: Enhetens jour",
            ),
        ),
        at="id: svara-tankar",
    ),
    # undecidable=what a question is about is in its words; a list of words could guess
    fault(
        "held-self-harm-unmarked",
        "The question of self-harm lost its mark",
        "",
        *mood(
            replace(
                MOOD,
                "att skada dig själv?\n        required: true\n        sensitive: self-harm",
                "att skada dig själv?\n        required: true",
            )
        ),
        at="text: Har du haft tankar på att skada dig själv?",
    ),
)
"""Mistakes that nothing in the form contradicts: only a human who knows what was meant sees them."""
