"""Seeded faults in which files there are, what they are called and how a page is built up."""

from typing import Final

from made_media import plain
from seeding import (
    DIARY,
    PAIN,
    PROFILE,
    SLEEP,
    STRESS,
    SURGERY,
    TRIAL,
    Fault,
    LinkElsewhere,
    add,
    after,
    drop,
    fault,
    move,
    paragraph,
    remove,
    rename,
    replace,
    rework,
)

FILES: Final[tuple[Fault, ...]] = (
    fault(
        "page-in-latin-1",
        "the welcome text is saved in an old encoding",
        "STR001",
        rework(f"{STRESS}/welcome.md", lambda data: data.decode().encode("latin-1")),
    ),
    fault(
        "page-in-utf-16",
        "a module is saved as “Unicode” by an old editor",
        "STR001",
        rework(f"{PAIN}/modules/om-smarta.md", lambda data: data.decode().encode("utf-16")),
        at=1,
    ),
    fault(
        "no-welcome",
        "the welcome text is deleted",
        "STR003",
        remove(f"{STRESS}/welcome.md"),
        rules="E1",
    ),
    fault(
        "welcome-in-swedish",
        "the welcome text's file has a Swedish name",
        "STR003",
        rename(f"{SURGERY}/welcome.md", "valkommen.md"),
        rules="E1",
        path=f"{SURGERY}/welcome.md",
    ),
    fault(
        "no-open-text",
        "an open moment's text before the start is deleted",
        "STR003",
        remove(f"{PAIN}/open.md"),
        rules="E3",
    ),
    fault(
        "opened-without-text",
        "a moment is opened and nobody writes what residents read first",
        "STR003",
        replace(f"{STRESS}/moment.yaml", "open: false", "open: true"),
        rules="E3",
        path=f"{STRESS}/open.md",
        at=1,
    ),
    fault(
        "settings-with-yml",
        "moment.yaml is called moment.yml",
        "STR003",
        rename(f"{TRIAL}/moment.yaml", "moment.yml"),
        rules="E1",
        path=f"{TRIAL}/moment.yaml",
        at=1,
    ),
    fault("no-profile", "the library's profile is deleted", "STR004", remove(PROFILE)),
    fault(
        "stray-note",
        "a note in plain text is left in a moment",
        "STR005",
        add(f"{SLEEP}/anteckningar.txt", "Fråga samordnaren om dagboken.\n"),
    ),
    fault(
        "stray-document",
        "a draft in Word is left among the modules",
        "STR005",
        add(f"{SURGERY}/modules/utkast.docx", b"PK\x03\x04 utkast"),
    ),
    fault(
        "stray-folder",
        "a picture lies in a folder of its own below media",
        "STR005",
        add(f"{PAIN}/media/gamla/stig.jpg", plain()),
    ),
    fault("stray-form", "a form ends with yml", "STR005", add(f"{TRIAL}/forms/ny.yml", "id: ny\n")),
    fault(
        "stray-in-library",
        "a page lies outside all moments",
        "STR005",
        add("content/att-gora.md", "# Att göra\n\nSe över bilderna.\n"),
    ),
)

PAGES: Final[tuple[Fault, ...]] = (
    fault(
        "module-emptied",
        "a module is saved empty",
        "STR006",
        rework(f"{STRESS}/modules/aterhamtning.md", lambda _: b""),
    ),
    fault(
        "module-without-title",
        "a module has lost its title",
        "STR006",
        drop(f"{PAIN}/modules/ror-pa-dig.md", "# ", 2),
    ),
    fault(
        "welcome-without-title",
        "the welcome text's title has lost its #",
        "STR006",
        replace(f"{SLEEP}/welcome.md", "# Välkommen", "Välkommen"),
    ),
    fault(
        "second-title",
        "a section is written as a second title",
        "STR006",
        replace(f"{PAIN}/modules/ror-pa-dig.md", "## Rörelse i vardagen", "# Rörelse i vardagen"),
    ),
    fault(
        "step-in-no-section",
        "the first section's heading is deleted above its step",
        "STR006",
        drop(f"{SURGERY}/modules/operationsdagen.md", "## Hemma", 2),
    ),
    fault(
        "text-before-first-step",
        "a text stands between a section and its first step",
        "STR006",
        paragraph(
            f"{SLEEP}/modules/varva-ner.md", "## Slappna av", "Här är två övningar för kroppen."
        ),
    ),
    fault(
        "step-without-text",
        "a step has lost its text",
        "STR006",
        drop(f"{PAIN}/modules/lagom-takt.md", "Byt ofta mellan", 2),
        at="### Växla",
    ),
    fault(
        "heading-without-space",
        "there is no space between ## and the heading",
        "STR006",
        replace(f"{SLEEP}/modules/varva-ner.md", "## Lugn andning", "##Lugn andning"),
    ),
    fault(
        "page-with-front-matter",
        "the welcome text begins as another tool wants it",
        "STR006",
        rework(
            f"{TRIAL}/welcome.md",
            lambda data: "---\nförfattare: kursledaren\n---\n\n".encode() + data,
        ),
    ),
    fault(
        "html-line-break",
        "a line is broken with <br>",
        "STR007",
        replace(f"{PAIN}/welcome.md", "Det är inte ditt fel,", "Det är inte ditt fel,<br>"),
    ),
    fault(
        "html-underline",
        "a word is underlined with <u>",
        "STR007",
        replace(f"{SURGERY}/modules/hemma-igen.md", "Lyft inte tungt", "Lyft <u>inte</u> tungt"),
    ),
    fault(
        "html-comment",
        "a remark to a colleague is hidden in a comment",
        "STR007",
        paragraph(
            f"{STRESS}/staff.md",
            "Deltagaren ska känna igen",
            "<!-- Stämmer det här fortfarande? -->",
        ),
    ),
    fault(
        "html-film",
        "a film from elsewhere is embedded",
        "STR007",
        paragraph(
            f"{SLEEP}/modules/varva-ner.md",
            "Sätt dig bekvämt.",
            '<iframe src="https://film.example/1"></iframe>',
        ),
    ),
    fault(
        "place-in-welcome",
        "the skeleton's place is left in the welcome text",
        "STR008",
        paragraph(f"{PAIN}/welcome.md", "Att ha ont", "‹fyll i vem utbildningen är till för›"),
    ),
    fault(
        "place-in-settings",
        "the skeleton's place is left in the contact",
        "STR008",
        replace(
            f"{SURGERY}/moment.yaml", "role: Vårdplanssamordnare, kirurgi", "role: ‹fyll i rollen›"
        ),
        rules="E2",
    ),
    fault(
        "place-in-staff-guidance",
        "the skeleton's place is left in the guidance for staff",
        "STR008",
        replace(
            f"{SLEEP}/staff.md",
            "Programmet tar sex till åtta veckor.",
            "Programmet tar ‹fyll i antal› veckor.",
        ),
    ),
)

NAMES: Final[tuple[Fault, ...]] = (
    fault(
        "name-with-letter",
        "a picture's name holds an ö",
        "NAM001",
        rename(f"{STRESS}/media/andetag.png", "sömn.png", linked="sömn.png"),
        rules="E5",
    ),
    fault(
        "name-with-space",
        "a picture's name holds a space",
        "NAM001",
        rename(f"{SURGERY}/media/hemma.jpg", "hemma igen.jpg", linked="hemma%20igen.jpg"),
        rules="E5",
    ),
    fault(
        "name-with-capitals",
        "a picture keeps its name from the camera",
        "NAM001",
        rename(f"{SLEEP}/media/morgon.jpg", "IMG_2044.JPG", linked="IMG_2044.JPG"),
        rules="E5",
    ),
    fault(
        "name-decomposed",
        "a picture from a Mac holds an å in two characters",
        "NAM001",
        rename(f"{PAIN}/media/stig.jpg", "ga\u030angstig.jpg", linked="gångstig.jpg"),
        rules="E5",
    ),
    fault(
        "name-of-form",
        "a form's name holds an ö",
        "NAM001",
        rename(DIARY, "sömndagbok.yaml", linked="sömndagbok.yaml"),
        rules="E5",
    ),
    fault(
        "name-of-module",
        "a module's name holds an ä",
        "NAM001",
        rename(f"{STRESS}/modules/aterhamtning.md", "återhämtning.md", linked="återhämtning.md"),
        rules="E5",
    ),
    fault(
        "name-of-captions",
        "the captions' name holds a space",
        "NAM001",
        rename(f"{PAIN}/media/andning.sv.vtt", "andning svenska.vtt", linked="andning svenska.vtt"),
        rules="E5",
    ),
    fault(
        "name-of-moment",
        "a moment's folder has a capital letter",
        "NAM001",
        move(STRESS, STRESS.replace("hantera-stress", "Hantera-stress")),
    ),
    fault(
        "name-of-device",
        "a picture is called what Windows keeps for itself",
        "NAM001",
        rename(f"{SLEEP}/media/sovrum.jpg", "con.jpg", linked="con.jpg"),
    ),
    fault(
        "names-alike",
        "a second picture's name differs only by a capital",
        "NAM002",
        add(f"{STRESS}/media/Brygga.jpg", plain()),
        path=f"{STRESS}/media/brygga.jpg",
    ),
    fault(
        "link-elsewhere",
        "a symbolic link stands where a file should",
        "NAM003",
        add(f"{SLEEP}/media/gemensam.jpg", LinkElsewhere()),
    ),
)

IDS: Final[tuple[Fault, ...]] = (
    fault(
        "step-without-id",
        "a new step has no id",
        "IDN001",
        replace(
            f"{SLEEP}/modules/dagen-och-kvallen.md", "### Sovrummet {#sovrummet}", "### Sovrummet"
        ),
    ),
    fault(
        "section-without-id",
        "a section has lost its id",
        "IDN001",
        replace(f"{STRESS}/modules/hallbar-vardag.md", " {#saga-nej}", ""),
    ),
    fault(
        "module-without-id",
        "a module's title has lost its id",
        "IDN001",
        replace(f"{PAIN}/modules/om-smarta.md", " {#om-smarta}", ""),
    ),
    fault(
        "id-without-sign",
        "the # is left out of an id",
        "IDN001",
        replace(f"{SURGERY}/modules/fore-operationen.md", "{#rok-inte}", "{rok-inte}"),
    ),
    fault(
        "linked-heading-without-id",
        "a heading that another page links to has lost its id",
        "IDN001",
        replace(f"{SLEEP}/modules/tiden-i-sangen.md", " {#samma-tid}", ""),
    ),
    fault(
        "id-with-letter",
        "an id holds an å",
        "IDN002",
        replace(f"{SLEEP}/modules/dagen-och-kvallen.md", "{#pa-dagen}", "{#på-dagen}"),
    ),
    fault(
        "id-with-underscore",
        "an id holds an underscore",
        "IDN002",
        replace(f"{SURGERY}/modules/hemma-igen.md", "{#rorelse-och-vila}", "{#rorelse_och_vila}"),
    ),
    fault(
        "id-with-capital",
        "an id begins with a capital letter",
        "IDN002",
        replace(f"{TRIAL}/modules/ga-vidare.md", "{#klart}", "{#Klart}"),
    ),
    fault(
        "heading-id-twice",
        "a copied step keeps the id of the first",
        "IDN003",
        replace(f"{STRESS}/modules/aterhamtning.md", "{#langre-stund}", "{#sma-pauser}"),
    ),
    fault(
        "module-id-twice",
        "two modules have the same id",
        "IDN003",
        replace(f"{SLEEP}/modules/vidare.md", "{#vidare}", "{#varva-ner}"),
    ),
    fault(
        "question-id-twice",
        "two questions have the same id",
        "IDN003",
        replace(DIARY, "- id: slackte", "- id: sangdags"),
    ),
    fault(
        "choice-value-twice",
        "two choices have the same value",
        "IDN003",
        replace(
            f"{SURGERY}/forms/halsa-och-levnadsvanor.yaml", "{value: ja-senare,", "{value: ja-nu,"
        ),
    ),
    fault(
        "band-id-twice",
        "two bands have the same id",
        "IDN003",
        replace(f"{SLEEP}/forms/somnbesvar.yaml", "{id: stora, from", "{id: tydliga, from"),
    ),
    fault(
        "occasion-id-twice",
        "two tabs have the same id",
        "IDN003",
        replace(
            f"{SURGERY}/forms/halsa-och-levnadsvanor.yaml", "{id: tre-manader", "{id: tva-veckor"
        ),
    ),
    fault(
        "medium-id-twice",
        "two pictures have the same id",
        "IDN003",
        replace(f"{SURGERY}/media/media.yaml", "- id: hemma", "- id: entre"),
    ),
    fault(
        "result-id-twice",
        "two result views have the same id",
        "IDN003",
        replace(f"{STRESS}/moment.yaml", "- id: stund-minuter", "- id: stress-over-tid"),
    ),
    fault(
        "module-listed-twice",
        "a module is listed twice",
        "IDN003",
        after(
            f"{TRIAL}/moment.yaml",
            "    starts: after-previous",
            "  - file: modules/borja-har.md\n    starts: by-staff",
        ),
    ),
    fault(
        "person-id-twice",
        "two people of a publisher have the same id",
        "IDN003",
        replace("content/publishers/ovning.yaml", "- id: kursdeltagare", "- id: kursledare"),
    ),
    fault(
        "form-copied-with-id",
        "a form is copied for another module and keeps its id",
        "IDN003",
        add(
            f"{TRIAL}/forms/sista-intrycket.yaml",
            "id: forsta-intrycket\ntitle: Sista intrycket\ntype: single\n"
            "rights: {holder: Övningsenheten, licence: CC0-1.0}\npages:\n  - id: fragor\n    title: Dina svar\n"
            "    questions:\n      - {id: fel, type: yes-no, text: Hittade du något fel?}\n",
        ),
        paragraph(
            f"{TRIAL}/modules/ga-vidare.md",
            "Bra. Nu har du sett",
            "[Sista intrycket](../forms/sista-intrycket.yaml)",
        ),
    ),
    fault(
        "moment-id-twice",
        "a copied moment keeps its id",
        "IDN004",
        replace(f"{STRESS}/moment.yaml", "id: hantera-stress\n", "id: battre-somn\n"),
    ),
    fault(
        "publisher-id-misspelt",
        "a publisher's id is not its file's name",
        "IDN005",
        replace("content/publishers/sodervik.yaml", "id: sodervik\n", "id: sodervick\n"),
    ),
    fault(
        "publisher-folder-misspelt",
        "a moment lies in a folder that is no publisher's",
        "IDN005",
        move(TRIAL, "content/moments/ovningen/prova-pa"),
        path="content/moments/ovningen/prova-pa/moment.yaml",
    ),
)

FAULTS: Final = (*FILES, *PAGES, *NAMES, *IDS)
