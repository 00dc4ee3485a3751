"""Seeded faults in how YAML is written: what a text editor lets through and no reader can."""

from typing import Final

from seeding import (
    DAILY,
    DIARY,
    HABITS,
    NORRVIK,
    PAIN,
    PROFILE,
    SLEEP,
    SODERVIK,
    STRESS,
    SURGERY,
    TRIAL,
    TROUBLE,
    TROUBLE_AFTER,
    Fault,
    after,
    drop,
    fault,
    replace,
    replace_everywhere,
    rework,
)

_STRESS: Final = f"{STRESS}/moment.yaml"
_SLEEP: Final = f"{SLEEP}/moment.yaml"
_PAIN: Final = f"{PAIN}/moment.yaml"
_SURGERY: Final = f"{SURGERY}/moment.yaml"
_TRIAL: Final = f"{TRIAL}/moment.yaml"
_FIRST: Final = f"{TRIAL}/forms/forsta-intrycket.yaml"
_NBSP, _THIN, _BOM = "\u00a0", "\u200b", "\ufeff"
_DEEP: Final = "{not: " * 45 + "{question: fel, is: yes}" + "}" * 45

UNREADABLE: Final[tuple[Fault, ...]] = (
    fault(
        "yaml-in-latin-1",
        "a form is saved in an old encoding",
        "STR001",
        rework(DIARY, lambda data: data.decode().encode("latin-1")),
    ),
    fault("yaml-empty-form", "a form is saved empty", "STR001", rework(DIARY, lambda _: b"")),
    fault(
        "yaml-empty-media-list",
        "media.yaml is saved empty",
        "STR001",
        rework(f"{STRESS}/media/media.yaml", lambda _: b""),
    ),
    fault(
        "yaml-only-comment-left",
        "everything in moment.yaml but its first line is deleted",
        "STR001",
        rework(_TRIAL, lambda data: data.split(b"\n")[0] + b"\n"),
        at=1,
    ),
    fault(
        "yaml-quote-never-closed",
        "a quotation mark is opened and never closed",
        "STR001",
        replace(_STRESS, "title: Hantera stress", 'title: "Hantera stress'),
    ),
    fault(
        "yaml-bracket-never-closed",
        "a list in brackets is never closed",
        "STR001",
        replace(_SLEEP, "available-to: [all]", "available-to: [all"),
    ),
    fault(
        "yaml-key-one-space-short",
        "a key is indented one space less than its neighbour",
        "STR001",
        replace(_SURGERY, "  email: operation", " email: operation"),
    ),
    fault(
        "yaml-list-item-too-deep",
        "a list item is indented one space more than the others",
        "STR001",
        replace(_PAIN, "  - file: modules/lagom-takt.md", "   - file: modules/lagom-takt.md"),
    ),
    fault(
        "yaml-no-space-after-colon",
        "the space after a colon is left out",
        "STR001",
        replace(_SLEEP, "title: Bättre sömn", "title:Bättre sömn"),
    ),
    fault(
        "yaml-text-begins-with-bracket",
        "a text begins with a bracket and has no quotes",
        "STR001",
        replace(DAILY, "help: Välj alla som stämmer.", "help: [Obs] Välj alla som stämmer."),
    ),
)

FOOT_GUNS: Final[tuple[Fault, ...]] = (
    fault(
        "yaml-title-twice",
        "the title is written twice in moment.yaml",
        "STR009",
        after(_SLEEP, "title:", "title: Sov bättre"),
    ),
    fault(
        "yaml-question-text-twice",
        "a question has two texts",
        "STR009",
        after(DIARY, "        text: När lade du dig?", "        text: När gick du och lade dig?"),
    ),
    fault(
        "yaml-choice-text-twice",
        "a choice in braces has two texts",
        "STR009",
        replace(
            HABITS, "{value: aldrig, text: Aldrig}", "{value: aldrig, text: Aldrig, text: Nej}"
        ),
    ),
    fault(
        "yaml-colon-in-title",
        "the title holds a colon and has no quotes",
        "STR010",
        replace(
            _SURGERY, "title: Inför din operation", "title: Inför din operation: före och efter"
        ),
    ),
    fault(
        "yaml-colon-in-question",
        "a question holds a colon and has no quotes",
        "STR010",
        replace(DIARY, "text: När lade du dig?", "text: Kvällen: när lade du dig?"),
    ),
    fault(
        "yaml-colon-in-choice",
        "a choice in braces holds a colon and has no quotes",
        "STR010",
        replace(DAILY, "text: Spänd i kroppen}", "text: Spänd: axlar eller nacke}"),
    ),
    fault(
        "yaml-colon-in-summary",
        "the summary holds a colon and has no quotes",
        "STR010",
        replace(_TRIAL, "Det visar hur text", "Det visar detta: hur text"),
    ),
    fault(
        "yaml-anchor-left-behind",
        "an anchor stands before a text",
        "STR011",
        replace(DAILY, "title: Dagens stress", "title: &rubrik Dagens stress"),
    ),
    fault(
        "yaml-anchor-and-alias",
        "the choices of one question are reused with an alias",
        "STR011",
        replace(
            HABITS,
            "        choices:\n          - {value: aldrig",
            "        choices: &ofta\n          - {value: aldrig",
        ),
        replace(
            HABITS,
            "        text: Är det något mer du vill att vi ska veta?",
            "        text: Är det något mer du vill att vi ska veta?\n        choices: *ofta",
        ),
    ),
    fault(
        "yaml-merge-key",
        "keys are merged in with <<",
        "STR011",
        after(DIARY, "      - id: uppstigning", "        <<: {required: true}"),
    ),
    fault(
        "yaml-tag-for-text",
        "a value carries a tag",
        "STR011",
        replace(_TRIAL, "title: Prova på", "title: !!str Prova på"),
    ),
    fault(
        "yaml-text-begins-with-exclamation",
        "a flag's text begins with an exclamation mark",
        "STR011",
        replace(DAILY, "text: I dag har varit", "text: !Obs I dag har varit"),
    ),
    fault(
        "yaml-divider-in-form",
        "a line of three hyphens divides a form",
        "STR011",
        replace(TROUBLE, "\nflags:", "\n---\nflags:"),
        at="---",
    ),
    fault(
        "yaml-tab-in-settings",
        "a line is indented with a tab",
        "STR012",
        replace(_STRESS, "  email: stress@", "\temail: stress@"),
    ),
    fault(
        "yaml-tab-in-form",
        "a question's key is indented with a tab",
        "STR012",
        replace(TROUBLE_AFTER, "        help: Tänk på trafiken", "\t\thelp: Tänk på trafiken"),
    ),
    fault(
        "yaml-no-break-space-after-colon",
        "a no-break space stands after a colon",
        "STR012",
        replace(_PAIN, "title: Leva", f"title:{_NBSP}Leva"),
    ),
    fault(
        "yaml-no-break-space-in-indentation",
        "a line is indented with no-break spaces",
        "STR012",
        replace(DIARY, "        step: 0.5", f"{_NBSP * 8}step: 0.5"),
    ),
    fault(
        "yaml-zero-width-in-key",
        "a key was pasted with an invisible character in it",
        "STR012",
        replace(_SURGERY, "owner: Kirurg", f"owner{_THIN}: Kirurg"),
    ),
    fault(
        "yaml-bom-inside",
        "two files were joined, with the second one's BOM between them",
        "STR012",
        replace(HABITS, "\nflags:", f"\n{_BOM}flags:"),
    ),
    fault(
        "yaml-vertical-tab",
        "a text pasted from Word holds a vertical tab",
        "STR012",
        replace(_SLEEP, "Du för sömndagbok, lär", "Du för sömndagbok,\x0b lär"),
    ),
    fault(
        "markdown-line-separator",
        "a text pasted from a layout holds a line separator",
        "STR012",
        replace(f"{PAIN}/welcome.md", "Här får du kunskap", "\u2028Här får du kunskap"),
    ),
    fault(
        "yaml-too-large",
        "a form holds a megabyte of text",
        "STR013",
        replace(_FIRST, "Tre korta frågor för övning.", "Tre korta frågor för övning. " * 40_000),
        at=1,
    ),
    fault(
        "yaml-too-deep",
        "a condition is nested in 45 others",
        "STR013",
        replace(_FIRST, "{question: fel, is: yes}", _DEEP),
    ),
    fault(
        "markdown-too-large",
        "a whole book was pasted into a module",
        "STR013",
        rework(
            f"{TRIAL}/modules/ga-vidare.md",
            lambda data: data + b"\nBra. Nu har du sett.\n" * 12_000,
        ),
        at=1,
    ),
    fault(
        "yaml-smart-quotes-round-title",
        "a title is written in Word's quotation marks",
        "STR018",
        replace(_SURGERY, "title: Inför din operation", "title: “Inför din operation”"),
    ),
    fault(
        "yaml-smart-quotes-round-key",
        "a key is written in Word's quotation marks",
        "STR018",
        replace(_STRESS, "kind: support", "“kind”: support"),
    ),
    fault(
        "yaml-smart-quotes-in-choice",
        "a choice with a comma is written in Word's quotation marks",
        "STR018",
        replace(HABITS, 'text: "Nej, inte nu"', "text: ”Nej, inte nu”"),
    ),
    fault(
        "yaml-smart-apostrophes-round-help",
        "a help text is written in single curly marks",
        "STR018",
        replace(
            DIARY,
            "help: Tiden då du släckte lampan och ville somna.",
            "help: ’Tiden då du släckte lampan och ville somna.’",
        ),
    ),
)

KEYS: Final[tuple[Fault, ...]] = (
    fault(
        "key-in-swedish",
        "a required key is written in Swedish",
        "STR014",
        replace(_STRESS, "title: Hantera", "titel: Hantera"),
    ),
    fault(
        "key-with-capital",
        "a required key begins with a capital letter",
        "STR014",
        replace(_PAIN, "audience: Vuxna", "Audience: Vuxna"),
    ),
    fault(
        "key-with-underscore",
        "a key is written with an underscore",
        "STR014",
        replace(DAILY, "        min-text: Inte alls", "        min_text: Inte alls"),
    ),
    fault(
        "key-plural",
        "an optional key is misspelt",
        "STR014",
        replace(_SLEEP, "intended-use: Behandling", "intended-uses: Behandling"),
    ),
    fault(
        "key-require",
        "a question says require for required",
        "STR014",
        replace(
            DIARY,
            "text: När gick du upp?\n        required:",
            "text: När gick du upp?\n        require:",
        ),
    ),
    fault(
        "key-decoration",
        "media.yaml says decoration for decorative",
        "STR014",
        replace(f"{PAIN}/media/media.yaml", "    decorative: true", "    decoration: true"),
    ),
    fault(
        "key-of-another-question",
        "a yes-no question has a unit",
        "STR014",
        after(DIARY, "        text: Vaknade du under natten?", "        unit: gånger"),
    ),
    fault(
        "key-in-publisher",
        "a publisher's person has an unknown key",
        "STR014",
        after(SODERVIK, "    name: Utgivare, kirurgi", "    telefon: finns i katalogen"),
    ),
    fault(
        "key-in-profile",
        "a limit in the profile is misspelt",
        "STR014",
        replace(PROFILE, "max-pixels", "max-pixel"),
    ),
    fault(
        "no-owner",
        "the moment has no owner",
        "STR015",
        drop(_SLEEP, "owner:"),
        rules="E2",
        at="id: battre-somn",
    ),
    fault(
        "no-contact",
        "the moment has no contact",
        "STR015",
        drop(_SURGERY, "contact:", 3),
        rules="E2",
        at="id: infor-operation",
    ),
    fault(
        "no-contact-address",
        "the contact has no address",
        "STR015",
        drop(_PAIN, "  email:"),
        rules="E2",
        at="  role:",
    ),
    fault(
        "no-publisher-title",
        "the publisher has no name",
        "STR015",
        drop(SODERVIK, "title: Söderviks"),
        rules="E2",
        at=2,
    ),
    fault(
        "no-modules",
        "the moment has no modules",
        "STR015",
        drop(_TRIAL, "modules:", 5),
        rules="E1",
        at="id: prova-pa",
    ),
    fault(
        "no-review-day",
        "the moment has no day of review",
        "STR015",
        drop(_STRESS, "review-by:"),
        rules="E25",
        at="id: hantera-stress",
    ),
    fault(
        "no-rights-for-picture",
        "a picture has no rights",
        "STR015",
        drop(f"{TRIAL}/media/media.yaml", "    rights:"),
        rules="E10",
        at="id: luftballong",
    ),
    fault(
        "no-licence-for-film",
        "a film's rights lack the licence",
        "STR015",
        replace(
            f"{PAIN}/media/media.yaml",
            "transcript: andning.md\n    rights: {holder: Söderviks centrum för egenvård på nätet, licence: CC0-1.0}",
            "transcript: andning.md\n    rights: {holder: Söderviks centrum för egenvård på nätet}",
        ),
        rules="E10",
    ),
    fault(
        "no-rights-for-form",
        "a form has no rights",
        "STR015",
        drop(DIARY, "rights:", 3),
        rules="E10",
        at="id: somndagbok",
    ),
    fault(
        "no-holder-for-library-form",
        "a library form's rights lack the holder",
        "STR015",
        drop(DAILY, "  holder:"),
        rules="E10",
        at="  licence:",
    ),
    fault(
        "no-visible-to-for-score",
        "a score does not say who sees it",
        "FRM022",
        drop(TROUBLE, "    visible-to:"),
        rules="E23",
        at="  - id: besvar-summa",
    ),
    fault(
        "no-visible-to-for-result",
        "a result view does not say who sees it",
        "STR015",
        drop(_SURGERY, "    visible-to: [staff]"),
        rules="E23",
        at="  - id: rorelse-over-tid",
    ),
    fault(
        "no-missing-answer-policy",
        "a score does not say what a missing answer does",
        "FRM021",
        drop(TROUBLE_AFTER, "    missing:"),
        rules="E23",
        at="  - id: besvar-summa",
    ),
    fault(
        "no-question-type",
        "a question has no type",
        "STR015",
        drop(HABITS, "        type: date"),
        at="      - id: datum",
    ),
    fault(
        "no-end-of-scale",
        "a scale has no highest value",
        "STR015",
        drop(DIARY, "        max: 10"),
        rules="E23",
        at="      - id: utvilad",
    ),
    fault(
        "no-choice-text",
        "a choice has no text",
        "STR015",
        replace(HABITS, "{value: varje-vecka, text: Varje vecka}", "{value: varje-vecka}"),
    ),
    fault(
        "no-messages-setting",
        "the functions do not say whether messages are on",
        "STR015",
        drop(_SLEEP, "  messages:"),
        at="  contacts: false",
    ),
)

WORDS: Final[tuple[Fault, ...]] = (
    fault(
        "word-kind-in-swedish",
        "the moment's kind is written in Swedish",
        "STR016",
        replace(_SLEEP, "kind: treatment", "kind: behandling"),
    ),
    fault(
        "word-question-type",
        "a question's type is written with an underscore",
        "STR016",
        replace(DIARY, "type: long-text", "type: long_text"),
    ),
    fault(
        "word-chart",
        "a chart is misspelt",
        "STR016",
        replace(_STRESS, "show: line-chart", "show: linechart"),
    ),
    fault(
        "word-start",
        "a module starts in a way that is none",
        "STR016",
        replace(
            _PAIN,
            "modules/om-smarta.md\n    starts: at-once",
            "modules/om-smarta.md\n    starts: direct",
        ),
    ),
    fault(
        "word-visible-to",
        "a result is visible to a word that is none",
        "STR016",
        replace(_SURGERY, "visible-to: [staff]", "visible-to: [personal]"),
    ),
    fault(
        "word-method",
        "a score's method is none",
        "STR016",
        replace(TROUBLE, "method: sum", "method: total"),
    ),
    fault(
        "word-priority",
        "a flag's priority is none",
        "STR016",
        replace(HABITS, "priority: normal", "priority: low"),
    ),
    fault(
        "word-form-type",
        "a form's type is none",
        "STR016",
        replace(DAILY, "type: calendar", "type: diary"),
    ),
    fault(
        "word-role",
        "a person has a role that is none",
        "STR016",
        replace(NORRVIK, "roles: [designer, publisher]", "roles: [designer, reviewer]"),
    ),
    fault(
        "word-picture-type",
        "the profile names a type of picture that is none",
        "STR016",
        replace(PROFILE, "[jpeg, png, webp]", "[jpg, png, webp]"),
    ),
    fault(
        "unquoted-year-as-title",
        "a title is a bare year",
        "STR017",
        replace(_TRIAL, "title: Prova på", "title: 2026"),
    ),
    fault(
        "unquoted-number-as-label",
        "the text at the end of a scale is a bare number",
        "STR017",
        replace(DIARY, "max-text: Helt utvilad", "max-text: 10"),
    ),
    fault(
        "unquoted-version-as-licence",
        "a licence is a bare number with a point",
        "STR017",
        replace(DAILY, "licence: CC0-1.0", "licence: 1.10"),
        rules="E10",
    ),
    fault(
        "unquoted-true-as-choice",
        "a choice's text is the bare word true",
        "STR017",
        replace(HABITS, "{value: daligt, text: Dåligt}", "{value: daligt, text: true}"),
    ),
    fault(
        "unquoted-value",
        "a choice's value is a bare number",
        "STR017",
        replace(
            TROUBLE,
            "{value: ingen, text: Ingen natt, score: 0}",
            "{value: 0, text: Ingen natt, score: 0}",
            1,
        ),
        replace_everywhere(TROUBLE, "insomning: ingen", "insomning: 0"),
    ),
)

SHAPES: Final[tuple[Fault, ...]] = (
    fault(
        "shape-comma-in-number",
        "a decimal is written with a comma",
        "STR002",
        replace(DIARY, "step: 0.5", "step: 0,5"),
        rules="E23",
    ),
    fault(
        "shape-number-in-quotes",
        "a number is written in quotes",
        "STR002",
        replace(DAILY, "max: 600", 'max: "600"'),
    ),
    fault(
        "shape-text-for-list",
        "a text stands where a list is meant",
        "STR002",
        replace(_STRESS, "available-to: [all]", "available-to: all"),
    ),
    fault(
        "shape-list-for-text",
        "a list stands where a text is meant",
        "STR002",
        replace(DAILY, "help: Välj alla som stämmer.", "help: [Välj alla, Välj minst en]"),
    ),
    fault(
        "shape-text-for-rows",
        "the rows of a matrix are written as one text",
        "STR002",
        replace(
            HABITS,
            "        rows:\n          - {id: somn, text: Sömnen}\n          - {id: matlust, text: Matlusten}\n"
            "          - {id: ork, text: Orken}\n          - {id: humor, text: Humöret}\n",
            "        rows: Sömnen\n",
        ),
    ),
    fault(
        "shape-empty-owner",
        "the owner is left empty",
        "STR002",
        replace(_PAIN, "owner: Rehabiliteringsenheten för långvarig smärta", "owner:"),
        rules="E2",
    ),
    fault(
        "shape-day-in-words",
        "the day of review is written in words",
        "STR002",
        replace(_SURGERY, "review-by: 2027-05-15", "review-by: 15 maj 2027"),
        rules="E25",
    ),
    fault(
        "shape-day-that-is-none",
        "the day of the risk analysis does not exist",
        "STR002",
        replace(_STRESS, "date: 2026-09-22", "date: 2026-09-31"),
    ),
    fault(
        "shape-hsa-id-short",
        "an HSA-id has nine digits",
        "STR002",
        replace(NORRVIK, "SE0000000002-NVVC", "SE000000002-NVVC"),
        rules="E24",
    ),
    fault(
        "shape-hsa-id-no-hyphen",
        "an HSA-id has no hyphen",
        "STR002",
        replace(SODERVIK, "SE0000000005-SVSJH", "SE0000000005SVSJH"),
        rules="E24",
    ),
    fault(
        "shape-hsa-id-letter",
        "an HSA-id holds an ö",
        "STR002",
        replace(SODERVIK, "SE0000000004-SODERVIK", "SE0000000004-SÖDERVIK"),
        rules="E24",
    ),
    fault(
        "shape-address",
        "an e-mail address has no @",
        "STR002",
        replace(_TRIAL, "kursledare@ovning.example", "kursledare.ovning.example"),
        rules="E2",
    ),
    fault(
        "shape-id-with-capital",
        "the moment's id has a capital and an underscore",
        "STR002",
        replace(_STRESS, "id: hantera-stress\n", "id: Hantera_stress\n"),
    ),
    fault(
        "shape-id-with-letter",
        "a question's id holds an å",
        "STR002",
        replace(HABITS, "- id: alkohol", "- id: ålder"),
    ),
    fault(
        "shape-no-modules-in-list",
        "the list of modules is empty",
        "STR002",
        rework(_TRIAL, lambda data: data[: data.index(b"modules:")] + b"modules: []\n"),
        rules="E1",
    ),
    fault(
        "shape-yes-for-true",
        "a switch says ja",
        "STR002",
        replace(DAILY, "required: true", "required: ja"),
    ),
    fault(
        "shape-days-in-words",
        "a number of days is a word",
        "STR002",
        replace(_STRESS, "days: 7", "days: sju"),
    ),
    fault(
        "shape-days-without-number",
        "a module starts after days, and does not say how many",
        "STR002",
        drop(_SURGERY, "    days: 14"),
        at="  - file: modules/uppfoljning.md",
    ),
    fault(
        "shape-two-comparisons",
        "a condition compares in two ways at once",
        "STR002",
        replace(
            DAILY,
            "{question: stressniva, at-least: 9}",
            "{question: stressniva, at-least: 9, at-most: 10}",
        ),
    ),
    fault(
        "shape-one-choice",
        "a question has only one choice",
        "STR002",
        replace(
            TROUBLE,
            "          - {value: nagon, text: Någon enstaka natt, score: 1}\n"
            "          - {value: varannan, text: Ungefär varannan natt, score: 2}\n"
            "          - {value: de-flesta, text: De flesta nätter, score: 3}\n      - id: uppvaknanden",
            "      - id: uppvaknanden",
        ),
        at=20,
    ),
)

FAULTS: Final = (*UNREADABLE, *FOOT_GUNS, *KEYS, *WORDS, *SHAPES)
