"""Seeded faults in the language: what 1177's guidelines say, in the strings that residents read."""

from typing import Final

from seeding import (
    DAILY,
    DIARY,
    HABITS,
    PAIN,
    SLEEP,
    STRESS,
    SURGERY,
    TRIAL,
    TROUBLE,
    TROUBLE_AFTER,
    Fault,
    fault,
    paragraph,
    replace,
)

_CUES: Final = f"{PAIN}/media/andning.sv.vtt"
_LONG_SENTENCE: Final = (
    "Det är bra om du går ut en stund varje dag när det är ljust ute och du har lite tid, för då blir du lugn, "
    "och om du sedan äter en god lunch och vilar en kort stund så är det lätt att ta fram det du vill göra "
    "på kvällen, innan du går och lägger dig för att sova gott hela natten."
)
_LONG_PARAGRAPH: Final = (
    "Du kan börja i dag. Välj en liten sak. Gör den i lugn och ro. "
    "Känn efter hur det blev. Ta en paus om du vill. Drick ett glas vatten. "
    "Gå ut en stund. Titta på himlen. Lyssna på det du hör. Gå sedan in igen. "
    "Sätt dig där det är skönt. Andas som du brukar. Låt axlarna sjunka. "
    "Tänk på något du tycker om. Skriv ner det på ett papper. Lägg pappret där du ser det. "
    "Läs det i morgon. Gör en sak till då. Det blir lättare för var dag. Ge det lite tid. "
    "Snart är det en vana. Då går det av sig självt. Du kan alltid börja om. "
    "Ingen dag är den andra lik. Var snäll mot dig själv. Fråga om du undrar något. "
    "Det är aldrig fel att fråga. Ta det i din egen takt. Du har gott om tid. "
    "Det här går bra."
)
_HARD: Final = (
    "Förutsättningarna för livsstilsförändringar sammanhänger vanligtvis med individuella omständigheter. "
    "Kontinuerlig självobservation underlättar uppmärksammandet av återkommande beteendemönster. "
    "Omgivningens förväntningar påverkar motivationen betydligt. "
    "Ansvarsfördelningen mellan familjemedlemmar förtydligas lämpligen tillsammans."
)

HOW_WRITTEN: Final[tuple[Fault, ...]] = (
    fault(
        "date-as-number",
        "a date is written with hyphens",
        "WRD001",
        paragraph(
            f"{SLEEP}/welcome.md", "Programmet har sju delar.", "Programmet sågs över 2026-09-15."
        ),
        rules="E11",
    ),
    fault(
        "date-with-stroke",
        "a date is written with a stroke",
        "WRD001",
        paragraph(
            f"{SURGERY}/welcome.md", "Vårdplanen har fyra delar", "Vi har stängt den 15/5 -26."
        ),
        rules="E11",
    ),
    fault(
        "date-with-points",
        "a date is written with points",
        "WRD001",
        paragraph(f"{PAIN}/open.md", "**För vem?**", "Utbildningen kom till 15.5.2026."),
        rules="E11",
    ),
    fault(
        "date-without-year",
        "a date has no year",
        "WRD001",
        paragraph(
            f"{SURGERY}/modules/operationsdagen.md",
            "Kom till den tid",
            "Mottagningen är stängd den 15 maj.",
        ),
        rules="E11",
    ),
    fault(
        "date-in-reminder",
        "a date in a reminder is written with hyphens",
        "WRD001",
        replace(
            f"{STRESS}/moment.yaml",
            "text: Hej! Hur har de senaste dagarna varit?",
            "text: Hej! Hur har du haft det sedan 2026-11-01?",
        ),
        rules="E11",
    ),
    fault(
        "date-in-question",
        "a date in a question has no year",
        "WRD001",
        replace(HABITS, "text: Hur mår du i dag?", "text: Hur har du mått sedan 1 oktober?"),
        rules="E11",
    ),
    fault(
        "date-in-band",
        "a date in a band's text is written with a stroke",
        "WRD001",
        replace(TROUBLE_AFTER, "text: Små sömnbesvär", "text: Små sömnbesvär sedan 1/10"),
        rules="E11",
    ),
    fault(
        "time-with-colon",
        "a time is written with a colon",
        "WRD002",
        replace(f"{SLEEP}/modules/dagen-och-kvallen.md", "kl. 15.00", "kl. 15:00"),
        rules="E12",
    ),
    fault(
        "time-with-colon-morning",
        "a time in the morning is written with a colon",
        "WRD002",
        replace(f"{SLEEP}/modules/tiden-i-sangen.md", "kl. 6.45", "klockan 6:45"),
        rules="E12",
    ),
    fault(
        "time-in-help",
        "a time in a help text is written with a colon",
        "WRD002",
        replace(
            DIARY, "Uppskatta tiderna så gott du kan.", "Uppskatta tiderna, till exempel kl. 22:30."
        ),
        rules="E12",
    ),
    fault(
        "time-in-flag",
        "opening hours in a flag are written with colons",
        "WRD002",
        replace(HABITS, "Ring mottagningen i dag.", "Ring mottagningen i dag, kl. 8:00–16:00."),
        rules="E12",
    ),
    fault(
        "abbreviation-t-ex",
        "till exempel is written t ex",
        "WRD003",
        replace(f"{STRESS}/modules/hallbar-vardag.md", "Säg till exempel:", "Säg t ex:"),
        rules="E13",
    ),
    fault(
        "abbreviation-bl-a",
        "bland annat is written bl.a.",
        "WRD003",
        replace(
            f"{SURGERY}/modules/operationsdagen.md",
            "Ordna så att någon hämtar dig.",
            "Ordna bl.a. så att någon hämtar dig.",
        ),
        rules="E13",
    ),
    fault(
        "abbreviation-ca",
        "ungefär is written ca",
        "WRD003",
        replace(
            f"{SLEEP}/modules/valkommen.md",
            "Varje del tar ungefär 20 minuter",
            "Varje del tar ca 20 minuter",
        ),
        rules="E13",
    ),
    fault(
        "abbreviation-m-m",
        "med mera is written m.m.",
        "WRD003",
        replace(
            f"{PAIN}/modules/ror-pa-dig.md",
            "dansa eller arbeta i trädgården.",
            "dansa m.m. på fritiden.",
        ),
        rules="E13",
    ),
    fault(
        "abbreviation-in-question",
        "t.ex. stands in a question, where it may never",
        "WRD003",
        replace(
            HABITS,
            "text: Behöver du hjälp hemma med något som",
            "text: Behöver du hjälp hemma, t.ex. med något som",
        ),
        rules="E13",
    ),
    fault(
        "abbreviation-in-choice",
        "dvs. stands in a choice",
        "WRD003",
        replace(DAILY, "text: Rörde på mig}", "text: Rörde på mig dvs. gick ut}"),
        rules="E13",
    ),
    fault(
        "disease-covid",
        "covid-19 begins with a capital letter",
        "WRD004",
        paragraph(
            f"{SURGERY}/modules/fore-operationen.md",
            "Ring mottagningen om du blir sjuk",
            "Säg till om du har haft Covid-19 nyligen.",
        ),
        rules="E14",
    ),
    fault(
        "disease-all-capitals",
        "covid-19 is written in capitals",
        "WRD004",
        replace(
            f"{PAIN}/modules/om-smarta.md",
            "om du har feber eller",
            "om du har COVID-19, feber eller",
        ),
        rules="E14",
    ),
    fault(
        "disease-in-choice",
        "a disease in a choice begins with a capital letter",
        "WRD004",
        replace(DAILY, "text: Ont i huvudet eller magen}", "text: Ont av min Migrän}"),
        rules="E14",
    ),
    fault(
        "disease-in-list",
        "a disease within a sentence begins with a capital letter",
        "WRD004",
        replace(
            f"{SLEEP}/modules/valkommen.md",
            "- Du har känt dig nedstämd större delen",
            "- Du har haft Depression större delen",
        ),
        rules="E14",
    ),
)

WHICH_WORDS: Final[tuple[Fault, ...]] = (
    fault(
        "reader-as-ni",
        "the reader is called ni",
        "WRD005",
        replace(f"{SLEEP}/welcome.md", "Du loggar in på 1177.se", "Ni loggar in på 1177.se"),
        rules="E15",
    ),
    fault(
        "reader-as-patient",
        "the reader is called patienten",
        "WRD005",
        replace(
            f"{SURGERY}/modules/fore-operationen.md",
            "Ta en rask promenad varje dag om du kan.",
            "Patienten ska gå ut varje dag.",
        ),
        rules="E15",
    ),
    fault(
        "reader-as-patient-in-question",
        "a question speaks of the patient",
        "WRD005",
        replace(HABITS, "text: Är du redan opererad?", "text: Är patienten redan opererad?"),
        rules="E15",
    ),
    fault(
        "reader-as-er",
        "the reader is called er",
        "WRD005",
        replace(
            f"{STRESS}/moment.yaml",
            "Ta två minuter och fyll i Dagens stress när det passar dig.",
            "Ta två minuter och fyll i Dagens stress när det passar er.",
        ),
        rules="E15",
    ),
    fault(
        "word-internet",
        "nätet is called internet",
        "WRD006",
        replace(f"{PAIN}/open.md", "En utbildning på nätet om", "En utbildning på internet om"),
        rules="E16",
    ),
    fault(
        "word-webben",
        "nätet is called webben",
        "WRD006",
        replace(
            f"{STRESS}/modules/hallbar-vardag.md",
            "På 1177.se finns mer att läsa om stress.",
            "På webben finns mer att läsa om stress.",
        ),
        rules="E16",
    ),
    fault(
        "word-e-leg",
        "e-legitimation is called e-leg",
        "WRD006",
        replace(f"{SLEEP}/welcome.md", "med e-legitimation", "med e-leg"),
        rules="E16",
    ),
    fault(
        "word-vardguiden",
        "1177 is called by its old name",
        "WRD006",
        replace(
            f"{SURGERY}/modules/hemma-igen.md",
            "| Det är kväll eller helg | Ring telefonnummer 1177. |",
            "| Det är kväll eller helg | Ring 1177 Vårdguiden. |",
        ),
        rules="E16",
    ),
    fault(
        "word-internet-in-choice",
        "a choice speaks of internet",
        "WRD006",
        replace(DAILY, "text: Umgicks med någon}", "text: Umgicks med någon på internet}"),
        rules="E16",
    ),
    fault(
        "avoided-dessvarre",
        "a text says dessvärre",
        "WRD007",
        replace(
            f"{SURGERY}/welcome.md",
            "Vi svarar på vardagar.",
            "Vi svarar dessvärre bara på vardagar.",
        ),
        rules="E21",
    ),
    fault(
        "avoided-tyvarr-in-flag",
        "a flag says tyvärr",
        "WRD007",
        replace(TROUBLE, "Din behandlare hör av sig.", "Din behandlare är tyvärr upptagen."),
        rules="E21",
    ),
    fault(
        "avoided-borde",
        "a text says borde",
        "WRD007",
        replace(
            f"{SLEEP}/modules/dagen-och-kvallen.md",
            "Undvik helst att sova på dagen.",
            "Du borde inte sova på dagen.",
        ),
        rules="E21",
    ),
    fault(
        "avoided-kanske-in-captions",
        "a caption says kanske",
        "WRD007",
        replace(_CUES, "Vila en stund.", "Vila kanske en stund."),
        rules="E21",
    ),
    fault(
        "gendered-in-alt",
        "an alt text names a sex where none matters",
        "WRD008",
        replace(
            f"{SLEEP}/modules/valkommen.md",
            "Ett sovrum på natten med månen utanför fönstret.",
            "En kvinna sover i ett sovrum med månen utanför.",
        ),
        rules="E18",
    ),
    fault(
        "gendered-in-text",
        "a text names a sex where none matters",
        "WRD008",
        replace(
            f"{PAIN}/welcome.md",
            "övningar som har hjälpt många till",
            "övningar som har hjälpt många kvinnor till",
        ),
        rules="E18",
    ),
    fault(
        "gendered-in-form",
        "a choice names a sex where none matters",
        "WRD008",
        replace(DAILY, "text: Umgicks med någon}", "text: Umgicks med en pojke}"),
        rules="E18",
    ),
    fault(
        "hard-word-contraindication",
        "a medical word is not explained",
        "WRD009",
        replace(
            f"{PAIN}/modules/ror-pa-dig.md",
            "Det är inte farligt.",
            "Det är ingen kontraindikation.",
        ),
        rules="E20",
    ),
    fault(
        "hard-word-in-help",
        "a medical word stands in a help text",
        "WRD009",
        replace(
            HABITS,
            "help: Räkna promenader, cykling, trädgårdsarbete och annat.",
            "help: Räkna promenader och annat om du har hypertoni.",
        ),
        rules="E20",
    ),
    fault(
        "hard-word-in-transcript",
        "a medical word stands in a transcript",
        "WRD009",
        replace(
            f"{PAIN}/media/avslappning.md",
            "Blunda om du vill.",
            "Blunda om du inte har en kontraindikation.",
        ),
        rules="E20",
    ),
)

HOW_LONG: Final[tuple[Fault, ...]] = (
    fault(
        "sentence-of-sixty-words",
        "a sentence has sixty words",
        "WRD010",
        paragraph(f"{STRESS}/modules/aterhamtning.md", "Ta en paus på fem minuter", _LONG_SENTENCE),
        rules="E17",
    ),
    fault(
        "sentence-long-in-summary",
        "a flag is one sentence of sixty words",
        "WRD010",
        replace(
            DAILY,
            "text: I dag har varit en tung dag. Ta det lugnt i kväll och prova gärna en andningsövning.",
            f"text: {_LONG_SENTENCE}",
        ),
        rules="E17",
    ),
    fault(
        "sentence-long-in-list",
        "an item of a list is a sentence of sixty words",
        "WRD010",
        replace(f"{TRIAL}/modules/borja-har.md", "- Håll dem korta.", f"- {_LONG_SENTENCE}"),
        rules="E17",
    ),
    fault(
        "paragraph-without-end",
        "a paragraph has thirty sentences",
        "WRD011",
        paragraph(f"{SLEEP}/modules/varva-ner.md", "Hoppa över delar", _LONG_PARAGRAPH),
        rules="E17",
    ),
    fault(
        "paragraph-without-end-in-welcome",
        "the welcome text is one paragraph",
        "WRD011",
        paragraph(f"{PAIN}/welcome.md", "Utbildningen har fem", _LONG_PARAGRAPH),
        rules="E17",
    ),
    fault(
        "step-hard-to-read",
        "a step is written as an authority writes",
        "WRD012",
        replace(
            f"{PAIN}/modules/vardag-och-stod.md",
            "Ofta går det att göra små ändringar, som fler pauser, en annan stol eller andra uppgifter. Prata med din chef. Företagshälsan kan också hjälpa till.",
            _HARD,
        ),
        rules="E17",
        at="### På arbetet",
    ),
    fault(
        "section-hard-to-read",
        "a section is written as an authority writes",
        "WRD012",
        replace(
            f"{STRESS}/modules/stanna-upp.md",
            "Välj en vardaglig sak, som att diska eller borsta tänderna. Gör den långsamt. Känn, lyssna och titta. När tankarna far i väg hämtar du bara tillbaka dem. Det är själva övningen.",
            _HARD,
        ),
        rules="E17",
        at="## Lägg märke till",
    ),
)

FAULTS: Final = (*HOW_WRITTEN, *WHICH_WORDS, *HOW_LONG)
