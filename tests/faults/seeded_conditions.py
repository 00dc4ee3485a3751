"""Seeded faults in what questions ask for and when they are shown, written before their analysis.

Expected are FRM001, FRM002 and FRM011 at the name, FRM006 at the value, FRM007 at the operator, all
others at the condition; FRM008 of an `any` at the part that is dead.
"""

from typing import Final

from seeding import DAILY, DIARY, HABITS, Fault, after, fault
from workbench import bench, flag, question, questions, score

_NOTE: Final = "        help: Skriv gärna om det som hjälpte dig eller störde dig."
"""The last line of the diary's last question."""
_LAST: Final = "        text: Är det något mer du vill att vi ska veta?"
"""The same of the form before the operation."""
_DAY: Final = "        help: Du väljer själv. Din behandlare kan läsa det du skriver."
"""The same of the form about stress."""

_NAMES: Final[tuple[Fault, ...]] = (
    bench(
        "condition-row-misspelt",
        "a condition names a row that the matrix does not have",
        "FRM001",
        ("row: somna, is: ofta}", "row: somnar, is: ofta}"),
    ),
    bench(
        "score-named-as-question",
        "a flag names a score as if it were a question",
        "FRM001",
        flag("vila", "{question: belastning, at-least: 5}"),
        at="{question: belastning",
    ),
    bench(
        "question-named-as-score",
        "a condition names a question as if it were a score",
        "FRM001",
        question(
            "kroppen",
            "tabletter",
            "yes-no",
            "Har du tagit något mot det onda?",
            "when: {score: vark, at-least: 4}",
        ),
        at="{score: vark",
    ),
    bench(
        "score-counts-row",
        "a score counts a row of a matrix by the row's own name",
        "FRM001",
        score("insomning", "sum", "somna", "policy: no-score"),
        at="of: [somna]",
    ),
    bench(
        "condition-misspelt-deep-down",
        "a name is misspelt two groups down, within a not",
        "FRM001",
        flag(
            "vila",
            "all:",
            "  - {question: vark, at-least: 7}",
            "  - any:",
            "      - {question: ork, is: jamt}",
            "      - not: {question: humoor, is: aldrig}",
        ),
        at="humoor",
    ),
)

_PLACES: Final[tuple[Fault, ...]] = (
    bench(
        "condition-on-score-of-later-page",
        "a question waits for a score whose questions come on the next page",
        "FRM002",
        question(
            "kroppen", "stod", "yes-no", "Vill du ha stöd?", "when: {score: kraft, at-most: 4}"
        ),
        at="{score: kraft, at-most: 4}",
        rules="E22",
    ),
    bench(
        "condition-on-score-half-asked",
        "a question waits for a score whose last question comes after it",
        "FRM002",
        (
            "      - id: trygg\n",
            (
                "      - id: varfor-trott\n        type: text\n        text: Vad har tagit din kraft?\n"
                "        when: {score: kraft-snitt, at-most: 2}\n      - id: trygg\n"
            ),
        ),
        at="{score: kraft-snitt, at-most: 2}",
        rules="E22",
    ),
    bench(
        "follow-up-elsewhere-in-any",
        "one of two ways to a follow-up is an answer on another page",
        "FRM002",
        ("            - {question: vark, more-than: 8}", "            - {question: ork, is: jamt}"),
        rules="E22",
    ),
    bench(
        "follow-up-elsewhere-in-not",
        "a question is left out when an answer on another page says so",
        "FRM002",
        question(
            "kroppen",
            "sittande",
            "yes-no",
            "Sitter du mycket?",
            "when: {not: {question: arbetar, is: no}}",
        ),
        at="{not: {question: arbetar, is: no}}",
        rules="E22",
    ),
    bench(
        "follow-up-of-row-on-next-page",
        "a follow-up of a matrix's row stands on the next page",
        "FRM002",
        question(
            "tankarna",
            "natt-tankar",
            "yes-no",
            "Tänker du mycket om natten?",
            "when: {question: natt, row: sova, is: ofta}",
        ),
        at="{question: natt, row: sova, is: ofta}",
        rules="E22",
    ),
    bench(
        "info-on-page-after",
        "a text that belongs to an answer stands on the page after it",
        "FRM002",
        question(
            "tankarna",
            "varme",
            "info",
            "Värme kan lindra.",
            "when: {question: vark, at-least: 5}",
        ),
        at="{question: vark, at-least: 5}",
        rules="E22",
    ),
)

_RANGES: Final[tuple[Fault, ...]] = (
    bench(
        "dates-upside-down",
        "a date's first and last day have changed places",
        "FRM003",
        (
            "min: 2020-01-01\n        max: 2030-12-31",
            "min: 2030-12-31\n        max: 2020-01-01",
        ),
        rules="E23",
    ),
    bench(
        "date-range-typed-wrong",
        "a date's last day has the wrong year",
        "FRM003",
        ("max: 2030-12-31", "max: 2003-12-31"),
        at="min: 2020-01-01",
        rules="E23",
    ),
    bench(
        "times-over-midnight",
        "a time may be given from the evening until after midnight",
        "FRM003",
        ("max: 23:59", "max: 02:00"),
        at="min: 18:00",
        rules="E23",
    ),
    bench(
        "scale-step-past-the-end",
        "a scale's steps do not end at its last value",
        "FRM003",
        (
            "        min-text: Inte alls ont\n        max-text: Så ont",
            "        step: 4\n        min-text: Inte alls ont\n        max-text: Så ont",
        ),
        rules="E23",
    ),
)

_VALUES: Final[tuple[Fault, ...]] = (
    bench(
        "value-yes-in-swedish",
        "a follow-up waits for ja, which is stored as yes",
        "FRM006",
        question(
            "vardagen",
            "kollegor",
            "yes-no",
            "Träffar du andra på arbetet?",
            "when: {question: arbetar, is: ja}",
        ),
        at="{question: arbetar, is: ja}",
    ),
    fault(
        "value-yes-in-swedish-in-diary",
        "a follow-up in the diary waits for Ja, with a capital",
        "FRM006",
        after(
            DIARY,
            _NOTE,
            "      - id: tupplur-sang\n        type: yes-no\n        text: Låg du i sängen då?\n"
            "        when: {question: tupplur, is: Ja}",
        ),
        at="{question: tupplur, is: Ja}",
    ),
    bench(
        "value-misspelt",
        "a flag misspells the answer it waits for",
        "FRM006",
        flag("nedstamd", "{question: humor, any-of: [oftta, jamt]}"),
        at="oftta",
    ),
    bench(
        "value-written-as-text",
        "a condition names the text of an answer and not its value",
        "FRM006",
        ("{question: ledig, is: sjuk}", "{question: ledig, is: Jag är sjukskriven}"),
    ),
    bench(
        "value-renamed",
        "the value of an answer that a condition names is changed",
        "FRM006",
        (
            "{value: annat, text: På ett annat ställe}",
            "{value: annanstans, text: På ett annat ställe}",
        ),
        ("any-of: [kontor, annat]", "any-of: [kontor, annanstans]"),
        at="{question: arbetsplats, is: annat}",
    ),
    bench(
        "value-unknown-in-none-of",
        "a condition rules out an answer that cannot be given",
        "FRM006",
        question(
            "kroppen",
            "andra-besvar",
            "text",
            "Har du andra besvär?",
            "when: {question: besvar, none-of: [yrsel, svimning]}",
        ),
        at="svimning",
    ),
    bench(
        "value-unknown-in-is-not",
        "a condition is about any answer but one that cannot be given",
        "FRM006",
        question(
            "vardagen",
            "plan",
            "text",
            "Vad planerar du framåt?",
            "when: {question: ledig, is-not: pensionar}",
        ),
        at="is-not: pensionar",
    ),
    bench(
        "value-unknown-in-row",
        "a condition names an answer that the matrix does not have",
        "FRM006",
        question(
            "kroppen",
            "sover-vad",
            "text",
            "Vad väcker dig?",
            "when: {question: natt, row: sova, is: alltid}",
        ),
        at="is: alltid",
    ),
    fault(
        "value-unknown-in-dropdown",
        "a follow-up waits for an answer of another question",
        "FRM006",
        after(
            HABITS,
            _LAST,
            "      - id: mindre-alkohol\n        type: yes-no\n"
            "        text: Vill du ha stöd för att dricka mindre?\n"
            "        when: {question: alkohol, any-of: [varje-vecka, ja-nu]}",
        ),
        at="[varje-vecka, ja-nu]",
    ),
    bench(
        "value-word-for-number",
        "a scale is compared with a word",
        "FRM006",
        flag("mycket-ont", "{question: vark, is: mycket}"),
        at="is: mycket",
    ),
    bench(
        "value-band-for-total",
        "a score is compared with the name of its band",
        "FRM006",
        flag("hog", "{score: belastning, is: hog}"),
        at="is: hog}",
    ),
)

_COMPARISONS: Final[tuple[Fault, ...]] = (
    bench(
        "choice-at-least",
        "an answer in words is compared by size",
        "FRM007",
        flag("trott", "{question: ork, at-least: 2}"),
        at="{question: ork, at-least: 2}",
    ),
    bench(
        "yes-no-at-least",
        "yes or no is compared by its points",
        "FRM007",
        flag("ror-sig", "{question: motion, at-least: 1}"),
        at="{question: motion, at-least: 1}",
    ),
    bench(
        "time-is",
        "a time of day is compared with one minute",
        "FRM007",
        flag("sen-kvall", "{question: laggdags, is: 23:00}"),
        at="is: 23:00",
    ),
    bench(
        "date-is",
        "a date is compared with one day",
        "FRM007",
        flag("nyar", "{question: sjuk-sedan, is-not: 2026-01-01}"),
        at="is-not: 2026-01-01",
    ),
    bench(
        "long-text-is",
        "words of the resident's own are compared with a word",
        "FRM007",
        flag("inget-mer", "{question: mer, is: nej}"),
        at="{question: mer, is: nej}",
    ),
    bench(
        "matrix-without-row",
        "a matrix is compared as a whole",
        "FRM007",
        question(
            "kroppen",
            "sover-daligt",
            "yes-no",
            "Har du sovit dåligt länge?",
            "when: {question: natt, is: ofta}",
        ),
        at="{question: natt, is: ofta}",
    ),
    bench(
        "matrix-row-at-least",
        "a row of a matrix is compared by its points",
        "FRM007",
        flag("vaknar", "{question: natt, row: vakna, at-least: 2}"),
        at="row: vakna, at-least: 2",
    ),
    bench(
        "row-of-no-matrix",
        "a row is named of a question that is no matrix",
        "FRM007",
        flag("ensamhet", "{question: ensam, row: somna, is: jamt}"),
        at="{question: ensam, row: somna, is: jamt}",
    ),
    bench(
        "info-answered",
        "a question waits until a text has been answered",
        "FRM007",
        question(
            "kroppen",
            "last-raden",
            "yes-no",
            "Har du läst rådet?",
            "when: {question: natt-rad, answered: true}",
        ),
        at="{question: natt-rad, answered: true}",
    ),
    bench(
        "multiple-choice-more-than",
        "several answers are compared by how many they are",
        "FRM007",
        flag("flera-besvar", "{question: besvar, more-than: 2}"),
        at="{question: besvar, more-than: 2}",
    ),
    fault(
        "dropdown-at-least-in-habits",
        "a list of answers in words is compared by size",
        "FRM007",
        after(
            HABITS,
            _LAST,
            "      - id: alkohol-mer\n        type: text\n        text: Vill du berätta mer om det?\n"
            "        when: {question: alkohol, at-least: 2}",
        ),
        at="{question: alkohol, at-least: 2}",
    ),
)

_NEVER: Final[tuple[Fault, ...]] = (
    bench(
        "never-above-scale",
        "a follow-up waits for eleven on a scale to ten",
        "FRM008",
        question(
            "kroppen",
            "akut-vard",
            "yes-no",
            "Har du fått vård för det onda?",
            "when: {question: vark, at-least: 11}",
        ),
        at="{question: vark, at-least: 11}",
    ),
    bench(
        "never-more-than-the-most",
        "a follow-up waits for more than the scale's last value",
        "FRM008",
        question(
            "kroppen",
            "varst",
            "text",
            "Vad gör mest ont?",
            "when: {question: vark, more-than: 10}",
        ),
        at="{question: vark, more-than: 10}",
    ),
    fault(
        "never-above-scale-in-stress",
        "a follow-up on a scale from nought to ten waits for more than ten",
        "FRM008",
        after(
            DAILY,
            _DAY,
            "      - id: vem-hjalper\n        type: text\n        text: Vem kan hjälpa dig?\n"
            "        when: {question: stressniva, more-than: 10}",
        ),
        at="{question: stressniva, more-than: 10}",
    ),
    bench(
        "never-below-least",
        "a follow-up waits for fewer hours than can be given",
        "FRM008",
        question(
            "vardagen",
            "lite-tid",
            "text",
            "Varför arbetade du så lite?",
            "when: {question: arbetstid, less-than: 1}",
        ),
        at="{question: arbetstid, less-than: 1}",
    ),
    bench(
        "never-off-step",
        "a follow-up waits for a number between two steps",
        "FRM008",
        question(
            "kroppen", "puls-vila", "yes-no", "Var det i vila?", "when: {question: puls, is: 72}"
        ),
        at="{question: puls, is: 72}",
    ),
    bench(
        "never-half-on-scale",
        "a follow-up waits for four and a half on a scale of whole numbers",
        "FRM008",
        question("kroppen", "mitt", "text", "Vad lindrar?", "when: {question: vark, is: 4.5}"),
        at="{question: vark, is: 4.5}",
    ),
    bench(
        "never-two-answers-at-once",
        "one question is to have two answers at once",
        "FRM008",
        question(
            "vardagen",
            "bada",
            "text",
            "Hur fördelar du tiden?",
            "when: {all: [{question: arbetsplats, is: hemma}, {question: arbetsplats, is: kontor}]}",
        ),
        at="{all: [{question: arbetsplats",
    ),
    bench(
        "never-two-answers-in-lines",
        "one question is to have two answers at once, written line by line",
        "FRM008",
        question(
            "vardagen",
            "bada",
            "text",
            "Vad gör dig både trött och nedstämd?",
            "when:",
            "  all:",
            "    - {question: ensam, is: ofta}",
            "    - {question: ensam, is: jamt}",
        ),
        at="          all:",
    ),
    bench(
        "never-between-the-wrong-ends",
        "a range's two ends have changed signs",
        "FRM008",
        question(
            "kroppen",
            "lagom",
            "text",
            "Vad hjälper när det gör lagom ont?",
            "when: {all: [{question: vark, less-than: 4}, {question: vark, more-than: 7}]}",
        ),
        at="{all: [{question: vark, less-than: 4}",
    ),
    bench(
        "never-between-two-steps",
        "a range holds no number that can be given",
        "FRM008",
        question(
            "kroppen",
            "hog-puls",
            "yes-no",
            "Hade du rört på dig?",
            "when: {all: [{question: puls, more-than: 120}, {question: puls, less-than: 125}]}",
        ),
        at="{all: [{question: puls, more-than: 120}",
    ),
    bench(
        "never-dead-branch",
        "one of two ways to a follow-up is beyond the scale",
        "FRM008",
        (
            "            - {question: vark, more-than: 8}",
            "            - {question: vark, at-least: 80}",
        ),
    ),
    bench(
        "never-dead-group-in-any",
        "one of two ways to a follow-up asks for two answers at once",
        "FRM008",
        (
            "            - {question: vark, more-than: 8}",
            "            - {all: [{question: vark, is: 9}, {question: vark, is: 10}]}",
        ),
    ),
    bench(
        "never-answered-but-no-number",
        "a follow-up waits for an answer that is not even the least that can be given",
        "FRM008",
        question(
            "kroppen",
            "ingen-puls",
            "text",
            "Varför fick du ingen puls?",
            "when: {all: [{question: puls, answered: true}, {not: {question: puls, at-least: 40}}]}",
        ),
        at="{all: [{question: puls, answered: true}",
    ),
    bench(
        "never-chosen-and-not",
        "a follow-up waits for an answer that is both chosen and not",
        "FRM008",
        question(
            "kroppen",
            "bara-rygg",
            "text",
            "Hur länge har du haft ont?",
            "when: {all: [{question: vark-var, is: rygg}, {question: vark-var, none-of: [rygg, ben]}]}",
        ),
        at="{all: [{question: vark-var, is: rygg}",
    ),
    bench(
        "never-above-total",
        "a question waits for more points than the score can have",
        "FRM008",
        question(
            "tankarna",
            "stod",
            "yes-no",
            "Vill du ha mer stöd?",
            "when: {score: belastning, at-least: 10}",
        ),
        at="{score: belastning, at-least: 10}",
    ),
    bench(
        "never-between-totals",
        "a question waits for a total that lies between two that can come",
        "FRM008",
        question(
            "tankarna",
            "stod",
            "yes-no",
            "Vill du ha mer stöd?",
            "when: {score: belastning, is: 6.5}",
        ),
        at="{score: belastning, is: 6.5}",
    ),
    bench(
        "never-two-totals-apart",
        "a question waits for a low sum and a high mean of the same answers",
        "FRM008",
        question(
            "tankarna",
            "stod",
            "yes-no",
            "Vill du ha mer stöd?",
            "when: {all: [{score: kraft, at-most: 6}, {score: kraft-snitt, at-least: 3}]}",
        ),
        at="{all: [{score: kraft, at-most: 6}",
    ),
    bench(
        "never-left-out",
        "a follow-up waits until a question that must be answered is not",
        "FRM008",
        question(
            "tankarna",
            "varfor-inte",
            "text",
            "Varför vill du inte svara?",
            "when: {question: skada, answered: false}",
        ),
        at="{question: skada, answered: false}",
    ),
)

_ALWAYS: Final[tuple[Fault, ...]] = (
    bench(
        "always-answered",
        "a follow-up waits for any answer to a question that must be answered",
        "FRM009",
        question(
            "vardagen",
            "arbete-mer",
            "text",
            "Vill du berätta mer om arbetet?",
            "when: {question: arbetar, answered: true}",
        ),
        at="{question: arbetar, answered: true}",
    ),
    bench(
        "always-every-answer",
        "a follow-up waits for any of all the answers there are",
        "FRM009",
        question(
            "vardagen",
            "ork-mer",
            "text",
            "Vad tar din ork?",
            "when: {question: ork, any-of: [aldrig, ibland, ofta, jamt]}",
        ),
        at="{question: ork, any-of: [aldrig, ibland, ofta, jamt]}",
    ),
    bench(
        "always-from-the-least",
        "a follow-up waits for the scale's first value or more",
        "FRM009",
        question(
            "kroppen",
            "ont-mer",
            "text",
            "Hur känns det onda?",
            "when: {question: vark, at-least: 0}",
        ),
        at="{question: vark, at-least: 0}",
    ),
    bench(
        "always-above-or-below",
        "the two ways to a follow-up leave no answer out",
        "FRM009",
        question(
            "kroppen",
            "ont-mer",
            "text",
            "Hur känns det onda?",
            "when: {any: [{question: vark, at-least: 4}, {question: vark, less-than: 6}]}",
        ),
        at="{any: [{question: vark, at-least: 4}, {question: vark, less-than: 6}]}",
    ),
    bench(
        "always-so-or-not",
        "a follow-up waits for an answer, or for that it is not given",
        "FRM009",
        question(
            "kroppen",
            "puls-mer",
            "yes-no",
            "Mätte du själv?",
            "when: {any: [{question: puls, at-least: 60}, {not: {question: puls, at-least: 100}}]}",
        ),
        at="{any: [{question: puls, at-least: 60}",
    ),
    bench(
        "always-not-the-impossible",
        "a question is left out for more than a scale has",
        "FRM009",
        question(
            "kroppen",
            "ont-mer",
            "text",
            "Hur känns det onda?",
            "when: {not: {question: vark, more-than: 10}}",
        ),
        at="{not: {question: vark, more-than: 10}}",
    ),
    bench(
        "always-a-total",
        "a question waits for a score that is nought or more whatever is answered",
        "FRM009",
        question(
            "tankarna",
            "mal",
            "text",
            "Vad vill du göra mer?",
            "when: {score: vanor, at-least: 0}",
        ),
        at="{score: vanor, at-least: 0}",
    ),
    bench(
        "always-either-follow-up",
        "one of two questions is always hidden, and one of them must be left out",
        "FRM009",
        question(
            "vardagen",
            "utan-svar",
            "info",
            "Det går bra att hoppa över frågor.",
            "when: {any: [{question: ledig, answered: false}, {question: arbetsplats, answered: false}]}",
        ),
        at="{any: [{question: ledig, answered: false}",
    ),
)

_PARENTS: Final[tuple[Fault, ...]] = (
    bench(
        "against-parent",
        "a follow-up of a follow-up takes back the answer that shows the first",
        "FRM010",
        question(
            "vardagen",
            "kontor-ledig",
            "text",
            "Hur ofta är du där?",
            "when: {all: [{question: arbetsplats, is: kontor}, {question: arbetar, is: no}]}",
        ),
        at="{question: arbetar, is: no}]}",
    ),
    bench(
        "against-grandparent",
        "a follow-up contradicts the question two steps above it",
        "FRM010",
        question(
            "vardagen",
            "lang-resa",
            "text",
            "Vad tar tid på resan?",
            "when: {all: [{question: resa, any-of: [lang, tung]}, {question: arbetar, is-not: yes}]}",
        ),
        at="{question: arbetar, is-not: yes}]}",
    ),
    bench(
        "against-parent-range",
        "a follow-up is for little pain, and its question for much",
        "FRM010",
        question(
            "kroppen",
            "lite-ont",
            "text",
            "Vad gör du åt det?",
            "when: {all: [{question: vark-var, any-of: [huvud, nacke]}, {question: vark, at-most: 3}]}",
        ),
        at="{question: vark, at-most: 3}",
    ),
    bench(
        "against-parent-by-not",
        "a follow-up is for an answer that cannot be there when its question is",
        "FRM010",
        question(
            "kroppen",
            "sokt-vard",
            "text",
            "Vilken vård fick du?",
            "when: {all: [{question: vard, is: yes}, {not: {question: vark, at-least: 4}}]}",
        ),
        at="{not: {question: vark, at-least: 4}}",
    ),
    bench(
        "against-two-parents",
        "a question follows two that are never shown together",
        "FRM010",
        question(
            "vardagen",
            "bade-och",
            "text",
            "Hur går det ihop?",
            "when: {all: [{question: ledig, is: annat}, {question: arbetsplats, is: hemma}]}",
        ),
        at="{all: [{question: ledig, is: annat}",
    ),
    bench(
        "against-parent-by-choice",
        "a follow-up of the trip to work is for those who work at home",
        "FRM010",
        question(
            "vardagen",
            "resa-hemma",
            "text",
            "Varför reser du?",
            "when: {all: [{question: resa, answered: true}, {question: arbetsplats, is: hemma}]}",
        ),
        at="{all: [{question: resa, answered: true}",
    ),
    bench(
        "against-parent-by-score",
        "a follow-up is for a low total, and its question for a high one",
        "FRM010",
        questions(
            "tankarna",
            question(
                "tankarna",
                "samtal",
                "yes-no",
                "Vill du ha ett samtal?",
                "when: {score: belastning, at-least: 6}",
            ),
            question(
                "tankarna",
                "samtal-senare",
                "text",
                "När passar det?",
                "when: {all: [{question: samtal, is: yes}, {score: belastning, less-than: 6}]}",
            ),
        ),
        at="{all: [{question: samtal, is: yes}",
    ),
)

_CIRCLES: Final[tuple[Fault, ...]] = (
    bench(
        "waits-for-itself",
        "a question waits for its own answer",
        "FRM011",
        question(
            "kroppen",
            "allergi",
            "yes-no",
            "Har du någon allergi?",
            "when: {question: allergi, is: yes}",
        ),
        at="{question: allergi, is: yes}",
    ),
    bench(
        "waits-for-itself-in-group",
        "a copied condition still names the question it was copied to",
        "FRM011",
        question(
            "kroppen",
            "allergi",
            "yes-no",
            "Har du någon allergi?",
            "when: {any: [{question: vark, at-least: 4}, {question: allergi, answered: false}]}",
        ),
        at="{any: [{question: vark, at-least: 4}, {question: allergi",
    ),
    bench(
        "waits-for-its-own-score",
        "a question waits for a score that counts it",
        "FRM011",
        question(
            "tankarna",
            "sjunger",
            "yes-no",
            "Har du sjungit?",
            "when: {score: gladje, at-least: 1}",
            "yes-score: 1",
            "no-score: 0",
        ),
        score("gladje", "sum", "motion, sjunger", "policy: count-as-zero"),
        at="{score: gladje, at-least: 1}",
    ),
    bench(
        "wait-for-each-other",
        "two questions wait for each other",
        "FRM011",
        questions(
            "kroppen",
            question(
                "kroppen",
                "medicin",
                "yes-no",
                "Tar du någon medicin?",
                "when: {question: medicin-namn, answered: true}",
            ),
            question(
                "kroppen",
                "medicin-namn",
                "text",
                "Vilken medicin tar du?",
                "when: {question: medicin, is: yes}",
            ),
        ),
        at="{question: medicin-namn, answered: true}",
    ),
    bench(
        "wait-in-a-ring",
        "three questions wait for each other in a ring",
        "FRM011",
        questions(
            "kroppen",
            question(
                "kroppen",
                "medicin",
                "yes-no",
                "Tar du någon medicin?",
                "when: {question: medicin-tid, answered: true}",
            ),
            question(
                "kroppen",
                "medicin-namn",
                "text",
                "Vilken medicin tar du?",
                "when: {question: medicin, is: yes}",
            ),
            question(
                "kroppen",
                "medicin-tid",
                "time",
                "När tar du den?",
                "when: {question: medicin-namn, answered: true}",
            ),
        ),
        at="{question: medicin-tid, answered: true}",
    ),
)

_UNREACHABLE: Final[tuple[Fault, ...]] = (
    bench(
        "follows-the-unreachable",
        "a follow-up of a question that waits for more than the scale has",
        "FRM012",
        questions(
            "kroppen",
            question(
                "kroppen",
                "lakare",
                "yes-no",
                "Har du träffat en läkare?",
                "when: {question: vark, at-least: 11}",
            ),
            question(
                "kroppen", "lakare-nar", "date", "När var det?", "when: {question: lakare, is: yes}"
            ),
        ),
        at="{question: lakare, is: yes}",
        beside=(("FRM008", "{question: vark, at-least: 11}"),),
    ),
    bench(
        "many-follow-the-unreachable",
        "three follow-ups of a question that contradicts the one above it: one is told",
        "FRM012",
        questions(
            "vardagen",
            question(
                "vardagen",
                "vikarie",
                "yes-no",
                "Har du en vikarie?",
                "when: {all: [{question: arbetsplats, is: kontor}, {question: arbetar, is: no}]}",
            ),
            question(
                "vardagen",
                "vikarie-nar",
                "date",
                "Sedan när?",
                "when: {question: vikarie, is: yes}",
            ),
            question(
                "vardagen",
                "vikarie-mer",
                "text",
                "Hur fungerar det?",
                "when: {question: vikarie, answered: true}",
            ),
            question(
                "vardagen",
                "vikarie-varfor",
                "text",
                "Varför inte?",
                "when: {question: vikarie, is: no}",
            ),
        ),
        at="{question: vikarie, is: yes}",
        beside=(("FRM010", "{all: [{question: arbetsplats, is: kontor}"),),
    ),
    bench(
        "follows-the-follower-of-the-unreachable",
        "a follow-up, and a follow-up of that, hang on a question that is never shown: one is told",
        "FRM012",
        questions(
            "kroppen",
            question(
                "kroppen",
                "matt-hemma",
                "yes-no",
                "Mätte du hemma?",
                "when: {question: puls, is: 72}",
            ),
            question(
                "kroppen",
                "matare",
                "yes-no",
                "Har du en egen mätare?",
                "when: {question: matt-hemma, is: yes}",
            ),
            question(
                "kroppen",
                "matare-typ",
                "text",
                "Vilken mätare?",
                "when: {question: matare, is: yes}",
            ),
        ),
        at="{question: matt-hemma, is: yes}",
        beside=(("FRM008", "{question: puls, is: 72}"),),
    ),
)

_PATTERNS: Final[tuple[Fault, ...]] = (
    bench(
        "pattern-bracket-left-open",
        "a pattern's bracket is left open",
        "FRM027",
        ('"[0-9]{3}-[0-9]{2}"', '"[0-9{3}-[0-9]{2}"'),
    ),
    bench(
        "pattern-parenthesis-left-open",
        "a pattern's parenthesis is left open",
        "FRM027",
        ('"[0-9]{3}-[0-9]{2}"', '"([0-9]{3}-[0-9]{2}"'),
    ),
    bench(
        "pattern-like-a-file-name",
        "a pattern begins with a star, as when files are searched for",
        "FRM027",
        ('"[0-9]{3}-[0-9]{2}"', '"*-[0-9]{2}"'),
    ),
    bench(
        "pattern-counts-backwards",
        "a pattern asks for at least five and at most three",
        "FRM027",
        ('"[0-9]{3}-[0-9]{2}"', '"[0-9]{5,3}-[0-9]{2}"'),
    ),
    fault(
        "pattern-range-backwards",
        "a pattern's letters are in the wrong order",
        "FRM027",
        after(
            HABITS, _LAST, '        pattern: "[ö-a]+"\n        pattern-help: Bara små bokstäver.'
        ),
    ),
)

_PICTURES: Final[tuple[Fault, ...]] = (
    bench(
        "question-picture-missing",
        "the picture at a question is not there",
        "REF003",
        question(
            "kroppen",
            "bild",
            "yes-no",
            "Känner du igen det här?",
            "picture: {file: ../media/ballong.jpg, alt: En ballong.}",
        ),
        at="../media/ballong.jpg",
    ),
    bench(
        "question-picture-alt-without-stop",
        "the alt text of the picture at a question does not end in a full stop",
        "ACC003",
        question(
            "kroppen",
            "bild",
            "yes-no",
            "Känner du igen det här?",
            "picture: {file: ../media/luftballong.jpg, alt: En luftballong}",
        ),
        at="alt: En luftballong}",
    ),
)

FAULTS: Final[tuple[Fault, ...]] = (
    *_NAMES,
    *_PLACES,
    *_RANGES,
    *_VALUES,
    *_COMPARISONS,
    *_NEVER,
    *_ALWAYS,
    *_PARENTS,
    *_CIRCLES,
    *_UNREACHABLE,
    *_PATTERNS,
    *_PICTURES,
)
