"""The sixteen defects that SurveyJS's linter was tried with (survey-core 3.1.1, November 2026).

It found ten of them and missed six. Each is written here as a form of ours has it; what our
conditions cannot say at all stands in INEXPRESSIBLE, with the nearest that can be said seeded.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from seeding import Fault
from workbench import bench, question, questions, score

_WORDS: Final = "choices: [{value: aldrig, text: Aldrig}, {value: ibland, text: Ibland}, {value: ofta, text: Ofta}]"
_FIGURES: Final = 'choices: [{value: "0", text: Aldrig}, {value: "1", text: Ibland}, {value: "2", text: Ofta}, {value: "3", text: Jämt}]'
_ASKED: Final = question("kroppen", "yrsel", "single-choice", "Hur ofta är du yr?", _FIGURES)

FAULTS: Final[tuple[Fault, ...]] = (
    bench(
        "probe-unknown-reference",
        "a condition names a question that is not there",
        "FRM001",
        ("when: {question: arbetsplats, is: annat}", "when: {question: arbetsplatsen, is: annat}"),
    ),
    bench(
        "probe-duplicate-name",
        "two questions have the same id",
        "IDN003",
        question("kroppen", "puls", "yes-no", "Har du tagit pulsen?"),
    ),
    bench(
        "probe-value-outside-choices",
        "a condition waits for 5 where the answers are 0 to 3",
        "FRM006",
        questions(
            "kroppen",
            _ASKED,
            question(
                "kroppen", "yrsel-mer", "text", "När är du yr?", 'when: {question: yrsel, is: "5"}'
            ),
        ),
        at='{question: yrsel, is: "5"}',
    ),
    bench(
        "probe-two-values-at-once",
        "a condition waits for 1 and 2 at once",
        "FRM008",
        questions(
            "kroppen",
            _ASKED,
            question(
                "kroppen",
                "yrsel-mer",
                "text",
                "När är du yr?",
                'when: {all: [{question: yrsel, is: "1"}, {question: yrsel, is: "2"}]}',
            ),
        ),
        at='{all: [{question: yrsel, is: "1"}',
    ),
    bench(
        "probe-empty-range",
        "a condition waits for a number above 100 and below 50",
        "FRM008",
        question(
            "kroppen",
            "puls-mer",
            "text",
            "När var det?",
            "when: {all: [{question: puls, more-than: 100}, {question: puls, less-than: 50}]}",
        ),
        at="{all: [{question: puls, more-than: 100}",
    ),
    bench(
        "probe-source-never-shown",
        "a question can never be shown, for the one it follows never is",
        "FRM012",
        questions(
            "kroppen",
            question(
                "kroppen",
                "kramp",
                "yes-no",
                "Har du haft kramp?",
                "when: {all: [{question: vark, is: 2}, {question: vark, is: 3}]}",
            ),
            question(
                "kroppen",
                "kramp-var",
                "text",
                "Var hade du kramp?",
                "when: {question: kramp, is: yes}",
            ),
        ),
        at="{question: kramp, is: yes}",
        beside=(("FRM008", "{all: [{question: vark, is: 2}"),),
    ),
    bench(
        "probe-unknown-property",
        "a question has a key that there is none of",
        "STR014",
        ("        max-characters: 80\n", "        max-charcters: 80\n"),
    ),
    bench(
        "probe-least-above-most",
        "a number's least is more than its most",
        "FRM003",
        ("min: 40\n        max: 200", "min: 200\n        max: 40"),
    ),
    bench(
        "probe-above-choices",
        "a condition waits for more than 5 where the answers are 0 to 3",
        "FRM008",
        questions(
            "kroppen",
            question(
                "kroppen",
                "trott",
                "scale",
                "Hur trött är du?",
                "min: 0",
                "max: 3",
                "min-text: Inte alls",
                "max-text: Mycket",
            ),
            question(
                "kroppen",
                "trott-mer",
                "text",
                "Vad gör dig trött?",
                "when: {question: trott, more-than: 5}",
            ),
        ),
        at="{question: trott, more-than: 5}",
    ),
    bench(
        "probe-above-choices-as-choices",
        "the same of a question whose answers are chosen, not numbers",
        "FRM007",
        questions(
            "kroppen",
            _ASKED,
            question(
                "kroppen",
                "yrsel-mer",
                "text",
                "När är du yr?",
                "when: {question: yrsel, more-than: 5}",
            ),
        ),
        at="{question: yrsel, more-than: 5}",
    ),
    bench(
        "probe-above-words",
        "a condition waits for more than 5 where the answers are words",
        "FRM007",
        questions(
            "kroppen",
            question("kroppen", "kramp", "single-choice", "Hur ofta har du kramp?", _WORDS),
            question(
                "kroppen",
                "kramp-var",
                "text",
                "Var har du kramp?",
                "when: {question: kramp, more-than: 5}",
            ),
        ),
        at="{question: kramp, more-than: 5}",
    ),
    bench(
        "probe-above-total",
        "a condition waits for more than 7 points of a score that reaches 6",
        "FRM008",
        question(
            "tankarna",
            "somn-hjalp",
            "yes-no",
            "Vill du ha hjälp?",
            "when: {score: natten, more-than: 7}",
        ),
        at="{score: natten, more-than: 7}",
    ),
    bench(
        "probe-later-question",
        "a condition names a question that comes later",
        "FRM002",
        questions(
            "kroppen",
            question(
                "kroppen", "hosta-mer", "text", "När hostar du?", "when: {question: hosta, is: yes}"
            ),
            question("kroppen", "hosta", "yes-no", "Hostar du?"),
        ),
        at="{question: hosta, is: yes}",
    ),
    bench(
        "probe-contradicts-parent",
        "a condition contradicts that of the question it follows",
        "FRM010",
        question(
            "vardagen",
            "sjuk-kollega",
            "text",
            "Vem arbetar för dig?",
            "when: {all: [{question: ledig, is: sjuk}, {question: arbetar, is: yes}]}",
        ),
        at="{all: [{question: ledig, is: sjuk}",
    ),
    bench(
        "probe-broken-condition",
        "the nearest to an expression that cannot be read: a comparison that there is none of",
        "STR014",
        ("when: {question: arbetsplats, is: annat}", "when: {question: arbetsplats, iss: annat}"),
    ),
    bench(
        "probe-score-of-score",
        "the nearest to values that are calculated from each other: a score that counts a score",
        "FRM001",
        score("ny", "sum", "ork, belastning", "policy: no-score"),
        at="of: [ork, belastning]",
    ),
    bench(
        "probe-reads-itself",
        "the nearest to an expression question that reads itself: it waits for its own answer",
        "FRM011",
        question(
            "kroppen", "hosta", "yes-no", "Hostar du?", "when: {question: hosta, answered: true}"
        ),
        at="{question: hosta, answered: true}",
    ),
)

PROBES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "unknown reference": ("probe-unknown-reference",),
        "duplicate name": ("probe-duplicate-name",),
        "syntax error": ("probe-broken-condition",),
        "= 5 when choices are 0-3": ("probe-value-outside-choices",),
        "{q1}=1 and {q1}=2": ("probe-two-values-at-once",),
        "{n}>10 and {n}<5": ("probe-empty-range",),
        "cycle between calculated values": ("probe-score-of-score",),
        "never shown because its source is never shown": ("probe-source-never-shown",),
        "unknown property": ("probe-unknown-property",),
        "min > max": ("probe-least-above-most",),
        "{q1} > 5 with choices 0-3": ("probe-above-choices", "probe-above-choices-as-choices"),
        "{q1} > 5 with text choices": ("probe-above-words",),
        "sum > 7 when the sum cannot exceed 6": ("probe-above-total",),
        "expression question that reads itself": ("probe-reads-itself",),
        "reference to a later question": ("probe-later-question",),
        "child contradicts its parent panel": ("probe-contradicts-parent",),
    }
)
"""All sixteen, as that linter was given them, and the faults that they are here."""
FOUND_THERE: Final = 10
"""So many of them, the first, SurveyJS's linter found; the others it missed."""
INEXPRESSIBLE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "syntax error": "our conditions are data and have no syntax of their own: what is written "
        "wrong is a key that there is none of, or not YAML at all",
        "cycle between calculated values": "a score counts questions only and can name no other "
        "score, so no two can wait for each other",
        "expression question that reads itself": "there are no questions that calculate; only a "
        "question's condition could read itself",
        "child contradicts its parent panel": "pages and groups of questions have no conditions; "
        "a question's parent is the question that it follows",
    }
)
"""What cannot be said in our forms, and why; the faults named above are then the nearest."""
