"""Seeded faults in what a form means: conditions, ranges and bands."""

from typing import Final

from seeding import (
    DAILY,
    DIARY,
    HABITS,
    TRIAL,
    TROUBLE,
    TROUBLE_AFTER,
    Fault,
    after,
    drop,
    fault,
    replace,
)

_FIRST: Final = f"{TRIAL}/forms/forsta-intrycket.yaml"

FAULTS: Final[tuple[Fault, ...]] = (
    fault(
        "condition-question-misspelt",
        "a condition misspells its question",
        "FRM001",
        replace(DIARY, "when: {question: tupplur, is: yes}", "when: {question: tuplur, is: yes}"),
    ),
    fault(
        "condition-question-renamed",
        "a question that a condition names gets another id",
        "FRM001",
        replace(_FIRST, "- id: fel\n", "- id: fann-fel\n"),
        at="when:",
    ),
    fault(
        "condition-question-deleted",
        "a question that a condition names is deleted",
        "FRM001",
        drop(HABITS, "      - id: hjalpmedel", 4),
        at="{question: hjalpmedel",
    ),
    fault(
        "flag-score-misspelt",
        "a flag misspells its score",
        "FRM001",
        replace(
            TROUBLE, "{score: besvar-summa, at-least: 12}", "{score: besvarsumma, at-least: 12}"
        ),
    ),
    fault(
        "score-question-misspelt",
        "a score counts a question that is not there",
        "FRM001",
        replace(TROUBLE_AFTER, "ork, oro, nara-somna]", "orken, oro, nara-somna]"),
    ),
    fault(
        "flag-on-group-misspelt",
        "a flag's second condition misspells its question",
        "FRM001",
        replace(HABITS, "- {question: smarta, at-least: 7}", "- {question: smart, at-least: 7}"),
    ),
    fault(
        "follow-up-on-next-page",
        "a follow-up stands on the page after its question",
        "FRM002",
        replace(HABITS, "when: {question: roker, is: yes}", "when: {question: opererad, is: yes}"),
        rules="E22",
    ),
    fault(
        "follow-up-in-diary",
        "a follow-up in the diary stands on the next page",
        "FRM002",
        after(
            DIARY,
            "        text: Vill du berätta något mer",
            "        when: {question: vaknade, is: yes}",
        ),
        rules="E22",
    ),
    fault(
        "follow-up-on-page-before",
        "a follow-up stands on the page before its question",
        "FRM002",
        after(
            TROUBLE,
            "        text: Hur ofta har du vaknat tidigare",
            "        when: {question: ork, is: de-flesta}",
        ),
        rules="E22",
    ),
    fault(
        "follow-up-before-its-question",
        "a follow-up stands above its question",
        "FRM002",
        after(
            DIARY, "        text: När lade du dig?", "        when: {question: vaknade, is: yes}"
        ),
        rules="E22",
    ),
    fault(
        "range-upside-down",
        "a scale's ends have changed places",
        "FRM003",
        replace(DIARY, "min: 0\n        max: 10", "min: 10\n        max: 0"),
        rules="E23",
    ),
    fault(
        "range-of-one",
        "the smallest number is also the largest",
        "FRM003",
        replace(DAILY, "min: 1\n        max: 600", "min: 600\n        max: 600"),
        rules="E23",
    ),
    fault(
        "step-zero",
        "a number's step is nothing",
        "FRM003",
        replace(HABITS, "step: 5", "step: 0"),
        rules="E23",
    ),
    fault(
        "step-larger-than-range",
        "a number's step is larger than its range",
        "FRM003",
        replace(DIARY, "max: 30\n        step: 1", "max: 30\n        step: 60"),
        rules="E23",
    ),
    fault(
        "choices-upside-down",
        "at least four and at most two may be chosen",
        "FRM003",
        after(
            DAILY,
            "        help: Välj alla som stämmer.",
            "        min-choices: 4\n        max-choices: 2",
        ),
        rules="E23",
    ),
    fault(
        "choices-more-than-there-are",
        "more may be chosen than there are",
        "FRM003",
        after(HABITS, "        help: Välj alla som stämmer.", "        max-choices: 9"),
        rules="E23",
    ),
    fault(
        "band-gap",
        "a total between two bands belongs to none",
        "FRM004",
        replace(TROUBLE, "from: 6, to: 11", "from: 7, to: 11"),
        rules="E23",
    ),
    fault(
        "band-gap-at-top",
        "the highest total belongs to no band",
        "FRM004",
        replace(TROUBLE_AFTER, "from: 12, to: 18", "from: 12, to: 17"),
        rules="E23",
    ),
    fault(
        "band-gap-at-bottom",
        "the total nought belongs to no band",
        "FRM004",
        replace(TROUBLE, "from: 0, to: 5", "from: 1, to: 5"),
        rules="E23",
    ),
    fault(
        "band-overlap",
        "a total belongs to two bands",
        "FRM005",
        replace(TROUBLE, "from: 6, to: 11", "from: 5, to: 11"),
        rules="E23",
    ),
    fault(
        "band-overlap-at-twelve",
        "the bands overlap at twelve, as in a published table",
        "FRM005",
        replace(TROUBLE_AFTER, "from: 12, to: 18", "from: 11, to: 18"),
        rules="E23",
    ),
)
