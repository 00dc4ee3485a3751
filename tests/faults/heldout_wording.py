"""Held-out faults in Swedish wording, governance, privacy and forms.

Written by somebody who had seen neither the rules nor the seeded faults, to measure honest recall.
"""

from typing import Final

from seeding import (
    DAILY,
    DIARY,
    HABITS,
    PAIN,
    SLEEP,
    STRESS,
    SURGERY,
    TROUBLE,
    TROUBLE_AFTER,
    Fault,
    after,
    drop,
    fault,
    paragraph,
    replace,
)

_SUBTITLES: Final = f"{PAIN}/media/andning.sv.vtt"
_WAKINGS: Final = (
    "      - id: antal-uppvak\n"
    "        type: number\n"
    "        text: Ungefär hur många gånger vaknade du?\n"
    "        when: {question: vaknade, is: yes}\n"
    "        min: 1\n"
    "        max: 30\n"
    "        step: 1\n"
    "        unit: gånger"
)

_WORDING: Final[tuple[Fault, ...]] = (
    fault(
        "held-date-with-slash",
        "A reminder's date is written with a slash",
        "WRD001",
        replace(f"{SURGERY}/moment.yaml", "Det tar ungefär tio minuter.", "Svara senast 14/12."),
        rules="E11",
    ),
    fault(
        "held-date-without-year",
        "A date has no year",
        "WRD001",
        replace(
            f"{SURGERY}/welcome.md",
            "Vi svarar på vardagar.",
            "Vi svarar på vardagar, men inte den 24 december.",
        ),
        rules="E11",
    ),
    fault(
        "held-time-in-caption",
        "A time in the text below a picture is written with a colon",
        "WRD002",
        replace(
            f"{SURGERY}/modules/operationsdagen.md",
            "anmäl dig i receptionen.",
            "anmäl dig i receptionen senast kl. 7:00.",
        ),
        rules="E12",
    ),
    fault(
        "held-abbreviation-in-question",
        "A question has an abbreviation, though a well-formed one",
        "WRD003",
        replace(HABITS, "något mer du vill", "något mer, t.ex. allergier, du vill"),
        rules="E13",
    ),
    fault(
        "held-abbreviation-in-subtitles",
        "A film's caption has an abbreviation",
        "WRD003",
        replace(_SUBTITLES, "Sitt bekvämt och", "Sitt bekvämt, sänk axlarna m.m. och"),
        rules="E13",
    ),
    fault(
        "held-migraine-with-capital",
        "A disease is written with a capital within a sentence",
        "WRD004",
        paragraph(
            f"{PAIN}/modules/om-smarta.md",
            "Vid långvarig smärta har",
            "Samma sak kan hända vid Migrän.",
        ),
        rules="E14",
    ),
    fault(
        "held-polite-your",
        "A point in a list is copied from the invitation, which says Er",
        "WRD005",
        replace(
            f"{SURGERY}/modules/operationsdagen.md",
            "- legitimation och din kallelse",
            "- legitimation och Er kallelse",
        ),
        rules="E15",
    ),
    fault(
        "held-patient-is-spoken-of",
        "A form's introduction speaks of the patient, as the routine for the staff does",
        "WRD005",
        replace(
            HABITS, "Svara så som det är för dig just nu.", "Patienten svarar så som det är nu."
        ),
        rules="E15",
    ),
    fault(
        "held-bank-id",
        "The page before the start says bank-id for e-legitimation",
        "WRD006",
        replace(
            f"{PAIN}/open.md", "En e-legitimation för att logga", "Ett mobilt bank-id för att logga"
        ),
        rules="E16",
    ),
    fault(
        "held-perhaps-in-subtitles",
        "A film's caption says kanske",
        "WRD007",
        replace(_SUBTITLES, "Vila en stund.", "Kanske vilar du en stund."),
        rules="E21",
    ),
    fault(
        "held-strong-man",
        "A piece of advice tells of a man where anybody would do",
        "WRD008",
        replace(
            f"{SURGERY}/modules/fore-operationen.md",
            "- Fråga någon om hjälp de första dagarna.",
            "- Be en stark man bära det som är tungt.",
        ),
        rules="E18",
    ),
    fault(
        "held-postoperative",
        "A word of the profession stands in the resident's text, inflected",
        "WRD009",
        paragraph(
            f"{SURGERY}/modules/hemma-igen.md",
            "Det är normalt att ha ont",
            "Den postoperativa vården planerar vi med dig.",
        ),
        rules="E20",
    ),
    fault(
        "held-long-sentence-in-reminder",
        "A reminder is one single sentence of forty-odd words",
        "WRD010",
        replace(
            f"{SLEEP}/moment.yaml",
            "Hej! Det har gått två dagar sedan du skrev i din sömndagbok. Fyll gärna i för natten "
            "som gick. Det gör inget att du har missat en dag.",
            "Nu har det gått två dagar sedan du skrev i din dagbok och därför vill vi be dig att "
            "fylla i den för natten som gick, så att du och den som hjälper dig kan se hur du sover "
            "och prata om vad du vill prova härnäst.",
        ),
        rules="E17",
    ),
    fault(
        "held-step-of-officialese",
        "A step is pasted from an agreement, in the longest of words",
        "WRD012",
        paragraph(
            f"{SURGERY}/modules/uppfoljning.md",
            "När tre månader har gått",
            "### Samverkan {#samverkan}\n\n"
            "Ansvarsfördelningen framgår av överenskommelsen mellan kommunerna och regionen. "
            "Hemtjänstens arbetsuppgifter beskrivs i biståndsbeslutet. "
            "Sjukhusets verksamhetsområden samarbetar kring utskrivningsplaneringen. "
            "Vårdcentralens rehabiliteringspersonal erbjuder hembesök enligt samarbetsavtalet. "
            "Kommunens biståndshandläggare ansvarar för hjälpmedelsförskrivningen.",
        ),
        at="{#samverkan}",
    ),
)

_GOVERNANCE: Final[tuple[Fault, ...]] = (
    fault(
        "held-review-was-yesterday",
        "The review was due yesterday",
        "GOV001",
        replace(f"{STRESS}/moment.yaml", "review-by: 2027-09-01", "review-by: 2026-11-21"),
        rules="E25",
    ),
    fault(
        "held-risk-analysis-of-one",
        "One specialist alone has made the risk analysis",
        "GOV003",
        replace(
            f"{SLEEP}/moment.yaml",
            "Två psykologer och en sjuksköterska från vårdcentral, en läkare, "
            "en patientföreträdare och en designer",
            "Läkare (specialist i allmänmedicin)",
        ),
    ),
    fault(
        "held-risk-analysis-next-month",
        "The risk analysis is dated next month: a slip of the key",
        "GOV004",
        replace(f"{PAIN}/moment.yaml", "date: 2026-10-06", "date: 2026-12-06"),
    ),
    fault(
        "held-picture-from-google",
        "A picture's holder is the search engine where it was found",
        "GOV009",
        replace(
            f"{STRESS}/media/media.yaml",
            "holder: Norrviks enhet för digital vård",
            "holder: Google Bilder",
            nth=1,
        ),
        rules="E10",
    ),
    fault(
        "held-licence-not-known",
        "The licence of a shared form says that nobody knows",
        "GOV009",
        replace(DAILY, "licence: CC0-1.0", "licence: vet inte"),
        rules="E10",
    ),
)

_PRIVACY: Final[tuple[Fault, ...]] = (
    fault(
        "held-personal-number-as-model",
        "A help text shows how to write a personal number by a real one",
        "PRV001",
        after(
            HABITS,
            "        text: Är det något mer",
            "        help: Skriv ditt personnummer så här, 19121212-1212.",
        ),
        rules="E26",
    ),
    fault(
        "held-coordination-number-in-routine",
        "The staff's page names a patient by a coordination number without hyphen",
        "PRV001",
        paragraph(
            f"{SURGERY}/staff.md",
            "Planen bevakas inte",
            "Prova rutinen med patienten 191212721219.",
        ),
        rules="E26",
    ),
    fault(
        "held-mobile-from-abroad",
        "A mobile number is written with +46 and a nought in brackets",
        "PRV002",
        replace(
            f"{STRESS}/welcome.md",
            "Vänta inte. Kontakta",
            "Vänta inte. Ring mig på +46 (0)70-174 06 47. Kontakta",
        ),
        rules="E26",
    ),
    fault(
        "held-colleague-in-reminder",
        "A reminder asks the resident to write to a colleague by name",
        "PRV003",
        replace(
            f"{SURGERY}/moment.yaml",
            "Det tar ungefär tio minuter.",
            "Mejla maja.exempelsson@sodervik.example om något är oklart.",
        ),
        rules="E26",
    ),
)

_FORMS: Final[tuple[Fault, ...]] = (
    fault(
        "held-question-half-renamed",
        "A question gets another id; its follow-up still asks for the old one",
        "FRM001",
        replace(DIARY, "- id: tupplur\n", "- id: tupplur-i-gar\n"),
        at="question: tupplur,",
    ),
    fault(
        "held-follow-up-moved-above",
        "A follow-up is dragged above the question that it follows",
        "FRM002",
        drop(DIARY, "      - id: antal-uppvak", 8),
        after(DIARY, "        help: Tiden då du släckte", _WAKINGS),
        at=24,
        rules="E22",
    ),
    fault(
        "held-more-choices-than-there-are",
        "A question demands five choices of four",
        "FRM003",
        after(HABITS, "        text: Har du märkt något av det här?", "        min-choices: 5"),
        rules="E23",
    ),
    fault(
        "held-top-band-begins-late",
        "The highest band begins one too high",
        "FRM004",
        replace(TROUBLE_AFTER, "from: 12", "from: 13"),
        rules="E23",
    ),
    fault(
        "held-bands-share-a-number",
        "The number where one band ends is the one where the next begins",
        "FRM005",
        replace(TROUBLE, "from: 12", "from: 11"),
        rules="E23",
    ),
)

FAULTS: Final = (*_WORDING, *_GOVERNANCE, *_PRIVACY, *_FORMS)
