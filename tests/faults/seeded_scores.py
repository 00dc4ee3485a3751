"""Seeded faults in scores and bands, written before their analysis.

Expected are FRM004, FRM005 and FRM013 at the band, FRM015 and FRM032 at the name in `of`, FRM020 at
the choices, FRM024 at the condition, FRM025 at `missing`; FRM014 and what is lacking (FRM019, FRM021
to FRM023) at the first line of the score.
"""

from typing import Final

from seeding import TROUBLE, TROUBLE_AFTER, Fault, drop, fault, replace
from workbench import bands, bench, flag, question, questions, score

_ITEMS: Final = "glad, lugn, trygg"
_GLAD: Final = "        text: Hur ofta har du känt dig glad?\n        choices: [{value: aldrig, text: Aldrig, score: "
_CALM: Final = "        text: Hur ofta har du känt dig lugn?\n        choices: [{value: aldrig, text: Aldrig, score: "

_GAPS: Final[tuple[Fault, ...]] = (
    bench(
        "gap-of-two-decimals",
        "a mean has two decimals and its bands one: 1.95 is in none",
        "FRM004",
        (
            "decimals: 1\n    missing: {policy: mean-of",
            "decimals: 2\n    missing: {policy: mean-of",
        ),
        at="{id: mycket, from: 2.0",
        rules="E23",
    ),
    bench(
        "gap-of-a-tenth",
        "the band of a mean begins a tenth too late",
        "FRM004",
        ("{id: mycket, from: 2.0,", "{id: mycket, from: 2.1,"),
        rules="E23",
    ),
    bench(
        "gap-when-an-answer-is-left-out",
        "the bands are those of complete answers, and one answer may be left out",
        "FRM004",
        score("ny", "sum", _ITEMS, "policy: leave-out, at-most: 1", *bands("3 to 7", "8 to 12")),
        at="{id: niva-1, from: 3, to: 7",
        rules="E23",
    ),
    bench(
        "gap-when-missing-is-nought",
        "the bands are those of complete answers, and missing ones count as nought",
        "FRM004",
        score("ny", "sum", _ITEMS, "policy: count-as-zero", *bands("3 to 7", "8 to 12")),
        at="{id: niva-1, from: 3, to: 7",
        rules="E23",
    ),
    bench(
        "gap-of-a-filled-in-half",
        "an answer that is filled in makes a half, and no band holds that half",
        "FRM004",
        ("    decimals: 0\n", "    decimals: 1\n"),
        at="{id: god, from: 8, to: 12",
        rules="E23",
    ),
    bench(
        "gap-among-added-choices",
        "one of several answers alone gives a total in no band",
        "FRM004",
        ("{id: flera, from: 4, to: 7", "{id: flera, from: 5, to: 7"),
        rules="E23",
    ),
    bench(
        "gap-above-after-more-points",
        "the points of a matrix are raised and the highest band is left",
        "FRM004",
        (
            "{value: ofta, text: Ofta, score: 2}]\n      - id: natt-rad",
            "{value: ofta, text: Ofta, score: 3}]\n      - id: natt-rad",
        ),
        at="{id: dalig, from: 5, to: 6",
        rules="E23",
    ),
    bench(
        "gap-of-half-hours",
        "a number has halves, and the bands go from whole to whole",
        "FRM004",
        score("ny", "sum", "arbetstid", "policy: no-score", *bands("1 to 40", "41 to 80")),
        at="{id: niva-2, from: 41",
        rules="E23",
    ),
    bench(
        "gap-when-follow-up-is-hidden",
        "the bands are those of who gets the follow-up, and without it the total is lower",
        "FRM004",
        question(
            "tankarna",
            "glad-lange",
            "single-choice",
            "Hur länge har du känt dig glad?",
            "when: {question: glad, any-of: [ofta, jamt]}",
            "choices: [{value: dagar, text: Några dagar, score: 1}, {value: veckor, text: Flera veckor, score: 2}]",
        ),
        score("ny", "sum", "glad, glad-lange", "policy: leave-out", *bands("3 to 4", "5 to 6")),
        at="{id: niva-1, from: 3, to: 4",
        rules="E23",
    ),
    bench(
        "gap-of-the-largest",
        "the largest of the answers is in no band when it is the third",
        "FRM004",
        ("{id: god, from: 3, to: 4, text: Något", "{id: god, from: 4, to: 4, text: Något"),
        rules="E23",
    ),
    bench(
        "gap-after-one-more-question",
        "a question is added to a score and the bands are left as they were",
        "FRM004",
        ("of: [ork, humor, ensam]", "of: [ork, humor, ensam, vark]"),
        at="{id: hog, from: 7, to: 9",
        rules="E23",
    ),
)

_OVERLAPS: Final[tuple[Fault, ...]] = (
    bench(
        "overlap-of-a-mean",
        "two bands of a mean share their end",
        "FRM005",
        ("{id: lite, from: 0, to: 1.9,", "{id: lite, from: 0, to: 2.0,"),
        at="{id: mycket, from: 2.0",
        rules="E23",
    ),
    bench(
        "band-upside-down",
        "a band's two ends have changed places",
        "FRM005",
        ("{id: mellan, from: 4, to: 6,", "{id: mellan, from: 6, to: 4,"),
        rules="E23",
    ),
)

_UNREACHABLE: Final[tuple[Fault, ...]] = (
    bench(
        "band-lost-with-points",
        "the highest band needs an answer that has lost its points",
        "FRM013",
        score("ny", "sum", "motion, dagarna", "policy: no-score", *bands("0 to 2", "3 to 3")),
        ("{value: tunga, text: Tunga, score: 2}", "{value: tunga, text: Tunga}"),
        at="{id: niva-2, from: 3, to: 3",
    ),
    bench(
        "band-above-the-total",
        "a band is kept from a longer form",
        "FRM013",
        (
            "text: Hög belastning}\n",
            (
                "text: Hög belastning}\n"
                "      - {id: mycket-hog, from: 10, to: 12, text: Mycket hög belastning}\n"
            ),
        ),
    ),
    bench(
        "band-below-the-least",
        "a band for less than one, and the answers begin at one",
        "FRM013",
        score(
            "ny",
            "mean",
            _ITEMS,
            "policy: no-score",
            "decimals: 1",
            *bands("0 to 0.9", "1 to 2.4", "2.5 to 4"),
        ),
        at="{id: niva-1, from: 0, to: 0.9",
    ),
    bench(
        "band-between-totals",
        "a band lies between two totals that follow each other",
        "FRM013",
        question(
            "kroppen",
            "feber-nu",
            "single-choice",
            "Har du feber?",
            "choices: [{value: ingen, text: Ingen, score: 0}, {value: lite, text: Lite, score: 5}, {value: hog, text: Hög, score: 10}]",
        ),
        score("ny", "sum", "feber-nu", "policy: no-score", *bands("0 to 0", "1 to 4", "5 to 10")),
        at="{id: niva-2, from: 1, to: 4",
    ),
    bench(
        "band-lost-by-rounding",
        "a band lies between two whole numbers, and the mean is rounded to whole ones",
        "FRM013",
        score(
            "ny",
            "mean",
            _ITEMS,
            "policy: no-score",
            "decimals: 0",
            *bands("1 to 2", "2.1 to 2.9", "3 to 4"),
        ),
        at="{id: niva-2, from: 2.1",
    ),
    bench(
        "band-needs-a-hidden-follow-up",
        "a band for nought, but a no hides the follow-up and then there is no total at all",
        "FRM013",
        questions(
            "kroppen",
            question("kroppen", "roker", "yes-no", "Röker du?", "yes-score: 1", "no-score: 0"),
            question(
                "kroppen",
                "roker-mycket",
                "single-choice",
                "Hur mycket röker du?",
                "when: {question: roker, is: yes}",
                "choices: [{value: lite, text: Lite, score: 1}, {value: mycket, text: Mycket, score: 2}]",
            ),
        ),
        score(
            "ny",
            "sum",
            "roker, roker-mycket",
            "policy: no-score",
            *bands("0 to 0", "1 to 2", "3 to 3"),
        ),
        at="{id: niva-1, from: 0, to: 0",
    ),
    bench(
        "band-below-the-largest",
        "a band for nought, and one of the answers is always at least one",
        "FRM013",
        score("ny", "max", "ork, glad", "policy: no-score", *bands("0 to 0", "1 to 2", "3 to 4")),
        at="{id: niva-1, from: 0, to: 0",
    ),
    bench(
        "band-below-least-choices",
        "a band for one answer, and at least two must be chosen",
        "FRM013",
        question(
            "kroppen",
            "stod",
            "multiple-choice",
            "Vilka två ger dig mest stöd?",
            "min-choices: 2",
            "choices: [{value: familj, text: Familj, score: 1}, {value: vanner, text: Vänner, score: 2}, {value: arbete, text: Arbete, score: 3}]",
        ),
        score("ny", "sum", "stod", "policy: no-score", *bands("1 to 2", "3 to 6")),
        at="{id: niva-1, from: 1, to: 2",
    ),
    bench(
        "band-of-both-follow-ups",
        "a band for the points of two follow-ups of which only one is ever shown",
        "FRM013",
        score("ny", "sum", "resa, dagarna", "policy: leave-out", *bands("0 to 2", "3 to 4")),
        at="{id: niva-2, from: 3, to: 4",
    ),
    bench(
        "band-of-too-few-answers",
        "a band for few answers, and with so many missing there is no count",
        "FRM013",
        score(
            "ny",
            "count",
            "puls, lordag, sondag, kod",
            "policy: leave-out, at-most: 2",
            *bands("0 to 1", "2 to 4"),
        ),
        at="{id: niva-1, from: 0, to: 1",
    ),
    bench(
        "band-between-steps",
        "a band lies between two steps of a number",
        "FRM013",
        score(
            "ny",
            "sum",
            "puls",
            "policy: no-score",
            *bands("40 to 60", "61 to 64", "65 to 200"),
        ),
        at="{id: niva-2, from: 61",
    ),
)

_NEVER: Final[tuple[Fault, ...]] = (
    bench(
        "never-complete-exclusive",
        "a sum needs two follow-ups of which only one is ever shown",
        "FRM014",
        score("ny", "sum", "resa, dagarna", "policy: no-score"),
        at="- id: ny",
    ),
    bench(
        "never-complete-at-most-none",
        "a mean allows no missing answer, and one is always hidden",
        "FRM014",
        score("ny", "mean", "ork, resa, dagarna", "policy: leave-out, at-most: 0", "decimals: 1"),
        at="- id: ny",
    ),
    bench(
        "never-complete-points-hide-it",
        "the one answer that gives points hides the other question",
        "FRM014",
        questions(
            "kroppen",
            question("kroppen", "tranar", "yes-no", "Tränar du?", "yes-score: 2"),
            question(
                "kroppen",
                "hinder",
                "single-choice",
                "Vad hindrar dig?",
                "when: {question: tranar, is: no}",
                "choices: [{value: tid, text: Tiden, score: 0}, {value: ork, text: Orken, score: 1}]",
            ),
        ),
        score("ny", "sum", "tranar, hinder", "policy: no-score"),
        at="- id: ny",
    ),
    bench(
        "never-complete-count",
        "a count needs answers about work and about being without it",
        "FRM014",
        score("ny", "count", "annan-plats, sjuk-sedan", "policy: no-score"),
        at="- id: ny",
    ),
    bench(
        "never-complete-three-ways",
        "one of three may be missing, and only one of the three is ever shown",
        "FRM014",
        questions(
            "vardagen",
            question(
                "vardagen",
                "ro-hemma",
                "scale",
                "Hur lugnt är det hemma?",
                "when: {question: arbetsplats, is: hemma}",
                "min: 0",
                "max: 5",
                "min-text: Inte lugnt",
                "max-text: Lugnt",
            ),
            question(
                "vardagen",
                "ro-kontor",
                "scale",
                "Hur lugnt är det på kontoret?",
                "when: {question: arbetsplats, is: kontor}",
                "min: 0",
                "max: 5",
                "min-text: Inte lugnt",
                "max-text: Lugnt",
            ),
            question(
                "vardagen",
                "ro-annat",
                "scale",
                "Hur lugnt är det där?",
                "when: {question: arbetsplats, is: annat}",
                "min: 0",
                "max: 5",
                "min-text: Inte lugnt",
                "max-text: Lugnt",
            ),
        ),
        score(
            "ny",
            "sum",
            "ro-hemma, ro-kontor, ro-annat",
            "policy: mean-of-answered, at-most: 1",
            "decimals: 0",
        ),
        at="- id: ny",
    ),
)

_POINTLESS: Final[tuple[Fault, ...]] = (
    bench(
        "no-points-in-text",
        "a score counts a question that is answered in words",
        "FRM015",
        score("ny", "sum", "ork, annan-plats", "policy: no-score"),
        at="of: [ork, annan-plats]",
    ),
    bench(
        "no-points-in-date",
        "a score counts a date",
        "FRM015",
        score("ny", "max", "sjuk-sedan", "policy: leave-out"),
        at="of: [sjuk-sedan]",
    ),
    bench(
        "no-points-in-time",
        "a score is the mean of a time of day",
        "FRM015",
        score("ny", "mean", "puls, laggdags", "policy: leave-out", "decimals: 1"),
        at="of: [puls, laggdags]",
    ),
    bench(
        "no-points-in-info",
        "a score counts a text that nobody answers",
        "FRM015",
        score("ny", "sum", "ork, utan-arbete", "policy: leave-out"),
        at="of: [ork, utan-arbete]",
    ),
    bench(
        "no-points-in-yes-no",
        "a score counts a yes-or-no that has no points",
        "FRM015",
        score("ny", "sum", "motion, vard", "policy: count-as-zero"),
        at="of: [motion, vard]",
    ),
    bench(
        "no-points-in-choices",
        "a score counts a list of answers without points",
        "FRM015",
        score("ny", "sum", "humor, ledig", "policy: no-score"),
        at="of: [humor, ledig]",
    ),
    bench(
        "no-points-in-several-choices",
        "a score is to count how many answers were chosen, and they have no points",
        "FRM015",
        score("ny", "sum", "vark-var", "policy: leave-out"),
        at="of: [vark-var]",
    ),
    bench(
        "points-taken-away",
        "the points of all answers to a question that is counted are taken away",
        "FRM015",
        score("ny", "sum", "vark, resa", "policy: leave-out", *bands("0 to 4", "5 to 10")),
        (
            "{value: latt, text: Lätt, score: 0}, {value: lang, text: Lång, score: 1}, {value: tung, text: Tung, score: 2}",
            "{value: latt, text: Lätt}, {value: lang, text: Lång}, {value: tung, text: Tung}",
        ),
        at="of: [vark, resa]",
    ),
)

_LACKING: Final[tuple[Fault, ...]] = (
    bench(
        "resident-sees-unexplained",
        "a score is opened to residents and nobody explains it",
        "FRM019",
        (
            "of: [natt]\n    missing: {policy: leave-out, at-most: 1}\n    visible-to: [staff]",
            "of: [natt]\n    missing: {policy: leave-out, at-most: 1}\n    visible-to: [staff, resident]",
        ),
        at="- id: natten",
    ),
    bench(
        "only-resident-sees-unexplained",
        "a score is for residents alone, without a word",
        "FRM019",
        ("    visible-to: [staff]\nflags:", "    visible-to: [resident]\nflags:"),
        at="- id: mattat",
    ),
    fault(
        "explanation-deleted",
        "the explanation of a score that residents see is deleted",
        "FRM019",
        drop(TROUBLE, "    explanation:"),
        at="  - id: besvar-summa",
    ),
    bench(
        "policy-unstated",
        "a score does not say what missing answers do",
        "FRM021",
        ("    missing: {policy: count-as-zero}\n", ""),
        at="- id: vanor",
    ),
    fault(
        "policy-deleted",
        "what missing answers do is deleted from a score",
        "FRM021",
        drop(TROUBLE, "    missing:"),
        at="  - id: besvar-summa",
    ),
    bench(
        "audience-unstated",
        "a score does not say who sees it",
        "FRM022",
        ("    visible-to: [staff]\nflags:", "flags:"),
        at="- id: mattat",
    ),
    fault(
        "audience-deleted",
        "who sees a score is deleted",
        "FRM022",
        drop(TROUBLE_AFTER, "    visible-to:"),
        at="  - id: besvar-summa",
    ),
    bench(
        "rounding-unstated-mean",
        "a mean does not say how it is rounded",
        "FRM023",
        ("    decimals: 1\n    missing: {policy: leave-out", "    missing: {policy: leave-out"),
        at="- id: kraft-snitt",
    ),
    bench(
        "rounding-unstated-filled-in",
        "a sum with filled-in answers does not say how it is rounded",
        "FRM023",
        score("ny", "sum", _ITEMS, "policy: mean-of-answered, at-most: 1"),
        at="- id: ny",
    ),
)

_POINTS: Final[tuple[Fault, ...]] = (
    bench(
        "points-swapped",
        "two answers have each other's points",
        "FRM020",
        (
            f"{_GLAD}1}}, {{value: ibland, text: Ibland, score: 2}}, {{value: ofta, text: Ofta, score: 3}}",
            f"{_GLAD}1}}, {{value: ibland, text: Ibland, score: 3}}, {{value: ofta, text: Ofta, score: 2}}",
        ),
    ),
    bench(
        "points-half-turned",
        "the first and the last answer have each other's points, those between are left",
        "FRM020",
        (
            f"{_CALM}1}}, {{value: ibland, text: Ibland, score: 2}}, {{value: ofta, text: Ofta, score: 3}}, {{value: jamt, text: Nästan jämt, score: 4}}",
            f"{_CALM}4}}, {{value: ibland, text: Ibland, score: 2}}, {{value: ofta, text: Ofta, score: 3}}, {{value: jamt, text: Nästan jämt, score: 1}}",
        ),
    ),
    bench(
        "points-swapped-in-matrix",
        "two answers of a matrix have each other's points",
        "FRM020",
        (
            "{value: ibland, text: Ibland, score: 1}, {value: ofta, text: Ofta, score: 2}]\n      - id: natt-rad",
            "{value: ibland, text: Ibland, score: 2}, {value: ofta, text: Ofta, score: 1}]\n      - id: natt-rad",
        ),
    ),
)

_COUNTING: Final[tuple[Fault, ...]] = (
    fault(
        "idle-beside-no-score",
        "a score allows two missing answers, and gives no value when one is missing",
        "FRM025",
        replace(TROUBLE, "missing: {policy: no-score}", "missing: {policy: no-score, at-most: 2}"),
    ),
    bench(
        "idle-all-may-be-missing",
        "a score of three questions allows three missing answers",
        "FRM025",
        (
            "decimals: 1\n    missing: {policy: leave-out, at-most: 1}",
            "decimals: 1\n    missing: {policy: leave-out, at-most: 3}",
        ),
    ),
    bench(
        "idle-all-rows-may-be-missing",
        "a score of a matrix with three rows allows four missing answers",
        "FRM025",
        (
            "of: [natt]\n    missing: {policy: leave-out, at-most: 1}",
            "of: [natt]\n    missing: {policy: leave-out, at-most: 4}",
        ),
    ),
    bench(
        "counted-twice-for-another",
        "a question stands twice in a score, instead of another",
        "FRM032",
        ("of: [ork, humor, ensam]", "of: [ork, humor, ork]"),
    ),
    bench(
        "counted-twice-at-the-end",
        "a question is added to a score that has it already",
        "FRM032",
        score("ny", "sum", "motion, ute, vila, ute", "policy: count-as-zero"),
        at="of: [motion, ute, vila, ute]",
    ),
    bench(
        "matrix-counted-twice",
        "a matrix stands twice in a score",
        "FRM032",
        score("ny", "mean", "natt, vark, natt", "policy: no-score", "decimals: 1"),
        at="of: [natt, vark, natt]",
    ),
)

_WEIGHTS: Final = tuple(round(n * 9876.5432 + n**3 * 1.0007, 4) for n in range(1, 61))
"""Sixty numbers that rise and have no step in common: which of their sums come is hard to tell."""
_MANY: Final = ", ".join(
    f"{{value: vara-{n}, text: Vara {n}, score: {weight:.4f}}}"
    for n, weight in enumerate(_WEIGHTS, 1)
)
_TOO_LARGE: Final[tuple[Fault, ...]] = (
    bench(
        "undecided-many-choices",
        "a flag waits for one of all the sums that sixty weights can give",
        "FRM024",
        question("kroppen", "varor", "multiple-choice", "Vad har du köpt?", f"choices: [{_MANY}]"),
        score("ny", "sum", "varor", "policy: count-as-zero"),
        flag("jamn-summa", "{score: ny, is: 7654321.9876}"),
        at="{score: ny, is: 7654321.9876}",
    ),
    bench(
        "undecided-many-questions",
        "a flag waits for one of all the sums that forty weighted questions can give",
        "FRM024",
        questions(
            "kroppen",
            *(
                question(
                    "kroppen",
                    f"vikt-{n}",
                    "yes-no",
                    f"Stämmer påstående {n}?",
                    f"yes-score: {weight:.4f}",
                    "no-score: 0",
                )
                for n, weight in enumerate(_WEIGHTS[:40], 1)
            ),
        ),
        score(
            "ny",
            "sum",
            ", ".join(f"vikt-{n}" for n in range(1, 41)),
            "policy: count-as-zero",
        ),
        flag("jamn-summa", "{score: ny, is: 4321987.6543}"),
        at="{score: ny, is: 4321987.6543}",
    ),
)

FAULTS: Final[tuple[Fault, ...]] = (
    *_GAPS,
    *_OVERLAPS,
    *_UNREACHABLE,
    *_NEVER,
    *_POINTLESS,
    *_LACKING,
    *_POINTS,
    *_COUNTING,
    *_TOO_LARGE,
)
