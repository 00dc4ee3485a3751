"""Seeded faults in who answers for a moment, in what is private, and in waivers."""

from typing import Final

from seeding import (
    DAILY,
    DIARY,
    HABITS,
    NORRVIK,
    PAIN,
    SLEEP,
    SODERVIK,
    STRESS,
    SURGERY,
    TRIAL,
    TROUBLE,
    Change,
    Fault,
    drop,
    end,
    fault,
    paragraph,
    remove,
    replace,
    rework,
)

_CUES: Final = f"{PAIN}/media/andning.sv.vtt"
_HOLDER: Final = "{holder: Söderviks centrum för egenvård på nätet, licence: CC0-1.0}"


def _number(day: str) -> str:
    """Return ten digits that pass as a personal number: a day, the serial 980 and the check digit.

    The serials from 980 were set aside for numbers that are nobody's.
    """
    digits = f"{day}980"
    doubled = (int(one) * (2 - n % 2) for n, one in enumerate(digits))
    return f"{digits}{-sum(one // 10 + one % 10 for one in doubled) % 10}"


_BORN, _LATER, _COORDINATION = _number("900118"), _number("011231"), _number("850463")


def _only_forms(data: bytes) -> bytes:
    return data.replace(
        b"  - file: modules/borja-har.md\n    starts: at-once\n"
        b"  - file: modules/ga-vidare.md\n    starts: after-previous\n",
        b"  - file: modules/ga-vidare.md\n    starts: at-once\n",
    )


def _waiver(folder: str, code: str, place: str, until: str) -> Change:
    written = f"code: {code}, place: {place}, reason: Vi har prövat och vill ha det så, who: Samordnaren, until: {until}"
    return end(f"{folder}/moment.yaml", f"waivers:\n  - {{{written}}}\n")


GOVERNANCE: Final[tuple[Fault, ...]] = (
    fault(
        "review-day-passed",
        "the day of review passed three weeks ago",
        "GOV001",
        replace(f"{SLEEP}/moment.yaml", "review-by: 2027-10-01", "review-by: 2026-11-01"),
        rules="E25",
    ),
    fault(
        "review-day-yesterday",
        "the day of review was yesterday",
        "GOV001",
        replace(f"{PAIN}/moment.yaml", "review-by: 2027-11-01", "review-by: 2026-11-21"),
        rules="E25",
    ),
    fault(
        "review-day-last-year",
        "the day of review was last year",
        "GOV001",
        replace(f"{SURGERY}/moment.yaml", "review-by: 2027-05-15", "review-by: 2025-05-15"),
        rules="E25",
    ),
    fault(
        "no-risk-analysis",
        "there is no risk analysis",
        "GOV002",
        drop(f"{STRESS}/moment.yaml", "risk-analysis:", 3),
        at="id: hantera-stress",
    ),
    fault(
        "no-risk-analysis-of-open-moment",
        "an open moment has no risk analysis",
        "GOV002",
        drop(f"{PAIN}/moment.yaml", "risk-analysis:", 3),
        at="id: leva-med-smarta",
    ),
    fault(
        "risk-analysis-by-designer",
        "the designer made the risk analysis alone",
        "GOV003",
        replace(
            f"{SLEEP}/moment.yaml",
            "participants: Två psykologer och en sjuksköterska från vårdcentral, en läkare, en patientföreträdare och en designer",
            "participants: En designer",
        ),
    ),
    fault(
        "risk-analysis-by-one-role",
        "one doctor made the risk analysis alone",
        "GOV003",
        replace(
            f"{SURGERY}/moment.yaml",
            "participants: En kirurg, en narkosläkare, två sjuksköterskor från mottagning och avdelning, en fysioterapeut, en patientföreträdare och en designer",
            "participants: Verksamhetschefen",
        ),
    ),
    fault(
        "risk-analysis-next-year",
        "the risk analysis is dated next year",
        "GOV004",
        replace(f"{STRESS}/moment.yaml", "date: 2026-09-22", "date: 2027-09-22"),
    ),
    fault(
        "risk-analysis-tomorrow",
        "the risk analysis is dated tomorrow",
        "GOV004",
        replace(f"{PAIN}/moment.yaml", "date: 2026-10-06", "date: 2026-11-23"),
    ),
    fault(
        "publisher-of-one",
        "a publisher unit is one person",
        "GOV005",
        drop(NORRVIK, "  - id: designer-somn", 12),
        path=NORRVIK,
        at="- id: utgivare-2",
    ),
    fault(
        "publisher-of-one-again",
        "another publisher unit is one person",
        "GOV005",
        drop(SODERVIK, "  - id: designer-operation", 12),
        path=SODERVIK,
        at="- id: designer-smarta",
    ),
    fault(
        "no-guidance-for-flags",
        "flags go to staff and the guidance for staff is deleted",
        "GOV006",
        remove(f"{SURGERY}/staff.md"),
    ),
    fault(
        "no-guidance-for-messages",
        "messages are on and the guidance for staff is deleted",
        "GOV006",
        remove(f"{STRESS}/staff.md"),
    ),
    fault(
        "no-intended-use-for-flag",
        "a flag is shown to the resident and no intended use is stated",
        "GOV007",
        drop(f"{STRESS}/moment.yaml", "intended-use:"),
        at="id: hantera-stress",
    ),
    fault(
        "no-intended-use-for-score",
        "a score is shown to the resident and no intended use is stated",
        "GOV007",
        drop(f"{SLEEP}/moment.yaml", "intended-use:"),
        at="id: battre-somn",
    ),
    fault(
        "only-a-form",
        "all that is left of a moment is its form",
        "GOV008",
        rework(f"{TRIAL}/moment.yaml", _only_forms),
        remove(f"{TRIAL}/modules/borja-har.md"),
        remove(f"{TRIAL}/media/luftballong.jpg"),
        remove(f"{TRIAL}/media/media.yaml"),
        rework(
            f"{TRIAL}/modules/ga-vidare.md",
            lambda _: (
                "# Gå vidare {#ga-vidare}\n\n[Första intrycket](../forms/forsta-intrycket.yaml)\n".encode()
            ),
        ),
        at="id: prova-pa",
    ),
    fault(
        "rights-unknown",
        "a picture's rights are okänd",
        "GOV009",
        replace(
            f"{PAIN}/media/media.yaml",
            "file: stig.jpg\n    rights: {holder: Söderviks centrum för egenvård på nätet,",
            "file: stig.jpg\n    rights: {holder: okänd,",
        ),
        rules="E10",
    ),
    fault(
        "rights-from-google",
        "a picture comes from Google",
        "GOV009",
        replace(
            f"{SURGERY}/media/media.yaml",
            f"file: vaska.png\n    rights: {_HOLDER}",
            "file: vaska.png\n    rights: {holder: Google, licence: CC0-1.0}",
        ),
        rules="E10",
    ),
    fault(
        "licence-not-known",
        "nobody knows a form's licence",
        "GOV009",
        replace(DIARY, "licence: CC0-1.0", "licence: vet ej"),
        rules="E10",
    ),
    fault(
        "licence-to-be-decided",
        "a library form's licence is TBD",
        "GOV009",
        replace(DAILY, "licence: CC0-1.0", "licence: TBD"),
        rules="E10",
    ),
    fault(
        "holder-question-mark",
        "a form's holder is a question mark",
        "GOV009",
        replace(HABITS, "  holder: Söderviks centrum för egenvård på nätet", '  holder: "?"'),
        rules="E10",
    ),
)

PRIVACY: Final[tuple[Fault, ...]] = (
    fault(
        "number-in-text",
        "a personal number stands in a text",
        "PRV001",
        paragraph(
            f"{SURGERY}/modules/operationsdagen.md",
            "Kom till den tid",
            f"Säg ditt namn och ditt personnummer, som 19{_BORN[:6]}-{_BORN[6:]}.",
        ),
        rules="E26",
    ),
    fault(
        "number-without-century",
        "a personal number without its century stands in the guidance for staff",
        "PRV001",
        paragraph(
            f"{STRESS}/staff.md",
            "Deltagaren ska känna igen",
            f"Prova med deltagaren {_BORN[:6]}-{_BORN[6:]}.",
        ),
        rules="E26",
    ),
    fault(
        "number-without-hyphen",
        "a personal number in twelve digits stands in a question",
        "PRV001",
        replace(HABITS, "text: Vilken dag svarar du?", f"text: Vilken dag svarar du, 20{_LATER}?"),
        rules="E26",
    ),
    fault(
        "number-in-ten-digits",
        "a personal number in ten digits stands in a help text",
        "PRV001",
        replace(
            DIARY,
            "help: Skriv gärna om det som hjälpte dig",
            f"help: Skriv som {_BORN} gärna om det som hjälpte dig",
        ),
        rules="E26",
    ),
    fault(
        "number-of-coordination",
        "a coordination number stands in a reminder",
        "PRV001",
        replace(
            f"{SLEEP}/moment.yaml",
            "Skicka ett meddelande och fråga hur det går.",
            f"Skicka ett meddelande till {_COORDINATION[:6]}-{_COORDINATION[6:]}.",
        ),
        rules="E26",
    ),
    fault(
        "number-in-captions",
        "a personal number stands in a caption",
        "PRV001",
        replace(_CUES, "Sitt bekvämt och följ cirkeln.", f"Sitt bekvämt, {_BORN[:6]}-{_BORN[6:]}."),
        rules="E26",
    ),
    fault(
        "number-with-plus",
        "the personal number of somebody over a hundred stands in a text",
        "PRV001",
        paragraph(
            f"{TRIAL}/staff.md",
            "Använd bara övningsenheten.",
            f"Deltagaren {_number('180118')[:6]}+{_number('180118')[6:]} är påhittad.",
        ),
        rules="E26",
    ),
    fault(
        "telephone-for-staff",
        "a mobile number stands in the guidance for staff",
        "PRV002",
        paragraph(
            f"{SLEEP}/staff.md", "Deltagaren får samtidigt", "Ring samordnaren på 070-174 06 05."
        ),
        rules="E26",
    ),
    fault(
        "telephone-in-text",
        "a mobile number stands in a text for residents",
        "PRV002",
        replace(
            f"{SURGERY}/modules/hemma-igen.md",
            "eller fråga oss i ett meddelande.",
            "eller ring 0701740612.",
        ),
        rules="E26",
    ),
    fault(
        "telephone-in-flag",
        "a mobile number with +46 stands in a flag",
        "PRV002",
        replace(
            TROUBLE,
            "how: Ringer deltagaren inom två vardagar, bedömer",
            "how: Ringer på +46 70 174 06 33 inom två vardagar, bedömer",
        ),
        rules="E26",
    ),
    fault(
        "email-of-contact",
        "the contact is a private address",
        "PRV003",
        replace(
            f"{STRESS}/moment.yaml", "stress@norrvik.example", "stressgruppen.norrvik@gmail.com"
        ),
        rules="E26",
    ),
    fault(
        "email-in-text",
        "a colleague's own address stands in a text for residents",
        "PRV003",
        paragraph(
            f"{PAIN}/welcome.md",
            "Utbildningen har fem",
            "Skriv till maja.pahittad@sodervik.example.",
        ),
        rules="E26",
    ),
    fault(
        "email-for-staff",
        "a private address stands in the guidance for staff",
        "PRV003",
        paragraph(
            f"{SURGERY}/staff.md",
            "Planen bevakas inte",
            "Frågor går till kirurgen.sodervik@hotmail.com.",
        ),
        rules="E26",
    ),
)

WAIVERS: Final[tuple[Fault, ...]] = (
    fault(
        "waiver-unused",
        "a waiver is left though the film is short now",
        "WVR001",
        _waiver(PAIN, "MED004", "media/andning.mp4", "2027-05-01"),
        at="code: MED004",
    ),
    fault(
        "waiver-unused-in-form",
        "a waiver is left though the word is gone",
        "WVR001",
        _waiver(SLEEP, "WRD006", "forms/somnbesvar.yaml", "2027-05-01"),
        at="code: WRD006",
    ),
    fault(
        "waiver-expired",
        "a waiver's day has passed",
        "WVR002",
        _waiver(STRESS, "WRD007", "welcome.md", "2026-11-01"),
        at="code: WRD007",
    ),
    fault(
        "waiver-expired-yesterday",
        "a waiver's day was yesterday",
        "WVR002",
        _waiver(SURGERY, "ACC006", "welcome.md", "2026-11-21"),
        at="code: ACC006",
    ),
    fault(
        "waiver-of-no-rule",
        "a waiver is for a rule that is none",
        "WVR003",
        _waiver(TRIAL, "WRD999", "welcome.md", "2027-05-01"),
        at="code: WRD999",
    ),
    fault(
        "waiver-of-error",
        "a waiver is for an error",
        "WVR003",
        _waiver(SLEEP, "REF003", "modules/vidare.md", "2027-05-01"),
        at="code: REF003",
    ),
    fault(
        "waiver-of-no-place",
        "a waiver is for a file that is not there",
        "WVR003",
        _waiver(PAIN, "MED004", "media/filmen.mp4", "2027-05-01"),
        at="code: MED004",
    ),
)

FAULTS: Final = (*GOVERNANCE, *PRIVACY, *WAIVERS)
