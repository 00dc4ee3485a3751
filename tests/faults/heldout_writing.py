"""Held-out faults in how YAML is written, and in structure and references.

Written by somebody who had seen neither the rules nor the seeded faults, to measure honest recall.
"""

from typing import Final

from seeding import (
    DAILY,
    HABITS,
    PAIN,
    SLEEP,
    SODERVIK,
    STRESS,
    SURGERY,
    TRIAL,
    Fault,
    add,
    end,
    fault,
    paragraph,
    rename,
    replace,
)

_YAML: Final[tuple[Fault, ...]] = (
    fault(
        "held-swedish-quotes-in-flow",
        "One choice is pasted from Word, in the quotation marks that Word writes in Swedish",
        "STR018",
        replace(DAILY, "text: Var ute i naturen", "text: ”Var ute i naturen”"),
    ),
    fault(
        "held-hard-space-after-colon",
        "A help text is pasted from a web page, with a hard space after the colon",
        "STR012",
        replace(HABITS, "help: Välj alla", "help:\u00a0Välj alla"),
    ),
    fault(
        "held-line-break-from-slides",
        "An introduction is pasted from a slide, whose line break is a vertical tab",
        "STR012",
        replace(HABITS, "just nu. Det finns", "just nu.\x0bDet finns"),
    ),
    fault(
        "held-results-pasted-below",
        "A second list of results is pasted at the end of the file",
        "STR009",
        end(
            f"{SURGERY}/moment.yaml",
            "results:\n"
            "  - id: halsa-over-tid\n"
            "    title: Så mår du\n"
            "    form: halsa-och-levnadsvanor\n"
            "    question: halsa-nu\n"
            "    show: line-chart\n"
            "    visible-to: [staff, resident]\n",
        ),
    ),
    fault(
        "held-colon-in-choice",
        "A choice within braces gets a colon in its text",
        "STR010",
        replace(DAILY, "text: Något annat}", "text: Något annat: skriv själv}"),
    ),
    fault(
        "held-comma-in-choice",
        "A choice within braces gets a comma in its text, which has no quotation marks",
        "STR014",
        replace(HABITS, "text: Såret vätskar eller luktar", "text: Såret vätskar, luktar"),
    ),
    fault(
        "held-divider-between-parts",
        "Three hyphens are put between the results and the reminders, as in a text",
        "STR011",
        replace(f"{SLEEP}/moment.yaml", "reminders:\n", "---\nreminders:\n"),
    ),
    fault(
        "held-closing-quote-lost",
        "The closing quotation mark of a choice is lost",
        "STR001",
        replace(HABITS, '"Nej, inte nu"', '"Nej, inte nu'),
    ),
    fault(
        "held-no-space-after-colon",
        "There is no space after a colon",
        "STR001",
        replace(f"{STRESS}/moment.yaml", "language: sv", "language:sv"),
    ),
    fault(
        "held-number-as-end-text",
        "The text at the end of a scale is a bare number",
        "STR017",
        replace(HABITS, "max-text: Så bra jag kan tänka mig", "max-text: 10"),
    ),
    fault(
        "held-days-in-words",
        "A number of days has its unit written out",
        "STR002",
        replace(f"{SLEEP}/moment.yaml", "after-days: 7\n", "after-days: 7 dagar\n"),
    ),
    fault(
        "held-day-that-is-not",
        "A review date is the 31st of November",
        "STR002",
        replace(f"{PAIN}/moment.yaml", "2027-11-01", "2027-11-31"),
    ),
)

_STRUCTURE: Final[tuple[Fault, ...]] = (
    fault(
        "held-underscore-in-id",
        "A heading's id is written with an underscore",
        "IDN002",
        replace(f"{SURGERY}/modules/operationsdagen.md", "{#hemma-fore}", "{#hemma_fore}"),
    ),
    fault(
        "held-reminder-copied",
        "A reminder is copied, and its id is not changed",
        "IDN003",
        end(
            f"{SURGERY}/moment.yaml",
            "  - id: fragor-till-mottagningen\n"
            "    form: halsa-och-levnadsvanor\n"
            "    after-days: 20\n"
            "    to: staff\n"
            "    text: Deltagaren har inte svarat på tjugo dagar. Ta upp det vid nästa kontakt.\n",
        ),
    ),
    fault(
        "held-heading-id-renamed",
        "A heading's id is changed; the link to it from another module is not",
        "REF004",
        replace(f"{STRESS}/modules/forsta-stress.md", "{#vanliga-tecken}", "{#dina-tecken}"),
        path=f"{STRESS}/modules/hallbar-vardag.md",
        at="tecken på stress](",
    ),
    fault(
        "held-underscore-in-file-name",
        "A module's file is renamed with an underscore, and all that names it with it",
        "NAM001",
        rename(f"{TRIAL}/modules/ga-vidare.md", "ga_vidare.md", linked="ga_vidare.md"),
    ),
    fault(
        "held-link-from-moment-folder",
        "A link is written as seen from the moment's folder, not from the file",
        "REF003",
        replace(f"{SLEEP}/modules/vidare.md", "(tankar-och-oro.md)", "(modules/tankar-och-oro.md)"),
    ),
    fault(
        "held-form-link-in-plan",
        "The form is linked in the middle of a point in a list",
        "REF005",
        replace(
            f"{SLEEP}/modules/vidare.md",
            "2. För sömndagbok i",
            "2. För [sömndagbok](../forms/somndagbok.yaml) i",
        ),
    ),
    fault(
        "held-module-forgotten",
        "A new module is written, but never listed",
        "REF002",
        add(
            f"{STRESS}/modules/planera-veckan.md",
            "# Planera veckan {#planera-veckan}\n\n"
            "Ta en titt på veckan som kommer.\n\n"
            "## Ditt schema {#ditt-schema}\n\n"
            "Skriv upp vad du ska göra. Ha en stund fri varje dag.\n",
        ),
    ),
    fault(
        "held-care-provider-renamed",
        "A care provider's id is changed in the publisher's file only",
        "REF008",
        replace(SODERVIK, "id: soderviks-sjukhus", "id: sodervik-sjukhus"),
        path=f"{SURGERY}/moment.yaml",
        at="available-to:",
    ),
    fault(
        "held-result-of-no-form",
        "A result names the form as it was called in an earlier draft",
        "REF010",
        replace(f"{SLEEP}/moment.yaml", "form: somnbesvar-slut", "form: somnbesvar-efter"),
    ),
    fault(
        "held-scheme-misspelt",
        "An address begins with htpps",
        "REF014",
        paragraph(
            f"{PAIN}/modules/vardag-och-stod.md",
            "Läkemedel hjälper en del",
            "Du kan läsa om [läkemedel vid smärta](htpps://www.1177.se/lakemedel/).",
        ),
    ),
    fault(
        "held-second-module-heading",
        "The last section's heading has lost one of its two signs",
        "STR006",
        replace(f"{SLEEP}/modules/vidare.md", "## Tack för att", "# Tack för att"),
    ),
    fault(
        "held-line-break-in-cell",
        "A line break is forced in a table's cell, as one does on the intranet",
        "STR007",
        replace(
            f"{SURGERY}/modules/hemma-igen.md",
            "Ring telefonnummer 1177. |",
            "Ring telefonnummer 1177.<br>Berätta att du är opererad. |",
        ),
    ),
)


FAULTS: Final = (*_YAML, *_STRUCTURE)
