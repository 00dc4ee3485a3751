"""Seeded faults in Markdown's marks, which a fresh reader found to be published without a word.

They came with their rule, not before it.
"""

from typing import Final

from seeding import PAIN, SLEEP, STRESS, SURGERY, TRIAL, Fault, fault, paragraph, replace

FAULTS: Final[tuple[Fault, ...]] = (
    fault(
        "form-link-with-space",
        "a form's file is written with a space",
        "STR019",
        replace(
            f"{SLEEP}/modules/somn-och-dagbok.md",
            "(../forms/somndagbok.yaml)",
            "(../forms/somn dagbok.yaml)",
        ),
    ),
    fault(
        "picture-bracket-left-open",
        "a picture's last bracket is left out",
        "STR019",
        replace(
            f"{STRESS}/modules/forsta-stress.md",
            "(../media/brygga.jpg",
            "(../media/brygga.jpg och så",
        ),
    ),
    fault(
        "link-brackets-apart",
        "a space stands between a link's brackets",
        "STR019",
        paragraph(
            f"{PAIN}/welcome.md", "# ", "Läs mer på [1177 om smärta] (https://www.1177.se/smarta)."
        ),
    ),
    fault(
        "link-brackets-swapped",
        "a link's brackets are swapped",
        "STR019",
        paragraph(
            f"{PAIN}/welcome.md", "# ", "Läs mer hos (Smärtskolan)[https://smarta.example/skola]."
        ),
    ),
    fault(
        "bold-never-ends",
        "bold text is never ended",
        "STR019",
        paragraph(f"{SURGERY}/welcome.md", "# ", "**Viktigt: ta med dig en legitimation."),
    ),
    fault(
        "list-without-space",
        "a list's hyphens have no space after them",
        "STR019",
        paragraph(f"{TRIAL}/welcome.md", "# ", "-Penna\n-Papper"),
    ),
    fault(
        "list-with-bullets-from-word",
        "a list is pasted with Word's bullets",
        "STR019",
        paragraph(f"{TRIAL}/welcome.md", "# ", "• Penna\n• Papper"),
    ),
    fault(
        "table-without-second-line",
        "a table's second line is left out",
        "STR019",
        replace(f"{SLEEP}/modules/tankar-och-oro.md", "| --- | --- |\n", ""),
        at="| Tanken som dyker upp |",
    ),
)
