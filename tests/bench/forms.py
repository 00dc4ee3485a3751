"""Measure the analysis of made-up forms of twenty questions, beside SurveyJS's linter.

python tests/bench/forms.py [FORMS]    medians of five runs, and the ratio in one process

Ours runs in two processes, as `moment check` does, and then in one; the linter in one process of
Node, over the first hundred forms, for it is slow on many conditions. Own clocks are read, so that
no start-up counts. They do not find the same: the linter knows no scores,
bands and flags, for which nearly all of our time is spent (docs/seeded-faults.md).
"""

import gc
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from library import dice, form_text

from builder.checks import bands, conditions, flags, forms, safety, scores
from builder.content import Sources
from builder.exchange.surveyjs import to_surveyjs
from builder.model import Form
from builder.model.scalars import WIRE
from builder.source import parse_yaml
from builder.tree import Tree

FEW = 100
FORMS = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
QUESTIONS, RUNS, BUDGET = 20, 5, 10.0
LINTER = "survey-core@3.1.1"
RULES = [
    rule for family in (forms, conditions, scores, bands, flags, safety) for rule in family.RULES
]
_LINT = """
const { lintSurvey } = require("survey-core/linter");
const forms = JSON.parse(require("fs").readFileSync(0, "utf8"));
const begun = process.hrtime.bigint();
let findings = 0;
for (const form of forms) findings += lintSurvey(form).findings.length;
console.log(JSON.stringify({ seconds: Number(process.hrtime.bigint() - begun) / 1e9, findings }));
"""


def plain(seed: int) -> Form:
    """Return a form as the benchmark's library has them (design: two in each of 1,000 moments)."""
    text = form_text(seed, dice(seed))
    return Form.model_validate(parse_yaml("form.yaml", text).data)


def made(seed: int) -> Form:
    """Return a form of twenty questions, some of them follow-ups, with two scores and two flags."""
    chance = dice(seed)
    questions: list[dict[str, Any]] = []
    for n in range(QUESTIONS):
        question = _question(chance, f"q{n}")
        if n > 1 and chance.random() < 0.3:
            question["when"] = _condition(chance, chance.choice(questions))
        questions.append(question)
    names = [question["id"] for question in questions]
    some = {"to": "staff", "priority": "high", "text": "Text", "who-acts": "Roll", "how": "Ringer"}
    judged = {"score": "alla", "at-least": "12"}
    return Form.model_validate(
        {
            "id": f"form-{seed}",
            "title": "Formulär",
            "type": "single",
            "rights": {"holder": "Enheten", "licence": "CC0-1.0"},
            "pages": [{"id": "sida", "title": "Sida", "questions": questions}],
            "scores": [_score(chance, "alla", names), _score(chance, "halften", names[10:])],
            "flags": [
                {"id": "hog", "when": judged, **some},
                {
                    "id": "nagot",
                    "when": {"any": [judged, _condition(chance, questions[0])]},
                    **some,
                },
            ],
        },
        context=WIRE,
    )


def _question(chance: random.Random, name: str) -> dict[str, Any]:
    kind = chance.choice(["single-choice"] * 8 + ["scale", "yes-no", "number", "multiple-choice"])
    more: dict[str, Any] = {
        "scale": {"min": "0", "max": "10", "min-text": "Lågt", "max-text": "Högt"},
        "number": {"min": "0", "max": "20"},
        "yes-no": {"yes-score": "1", "no-score": "0"},
    }.get(kind) or {
        "choices": [{"value": f"v{n}", "text": f"Val {n}", "score": str(n)} for n in range(4)]
    }
    return {
        "id": name,
        "type": kind,
        "text": f"Fråga {name}?",
        "required": chance.random() < 0.6,
        **more,
    }


def _condition(chance: random.Random, question: dict[str, Any]) -> dict[str, Any]:
    asked = {"question": question["id"]}
    match question["type"]:
        case "yes-no":
            return {**asked, "is": "yes"}
        case "scale" | "number":
            return {**asked, "at-least": str(chance.randint(1, 9))}
        case _:
            return {**asked, "any-of": ["v1", "v2"]}


def _score(chance: random.Random, name: str, of: Sequence[str]) -> dict[str, Any]:
    policy = chance.choice(["no-score", "leave-out", "count-as-zero", "mean-of-answered"])
    return {
        "id": name,
        "title": "Summa",
        "method": "sum",
        "of": list(of),
        "missing": {"policy": policy},
        "visible-to": ["staff"],
        **({"decimals": 0} if policy == "mean-of-answered" else {}),
        "bands": [
            {"id": "lag", "from": "0", "to": "10", "text": "Låg"},
            {"id": "hog", "from": "11", "to": "400", "text": "Hög"},
        ],
    }


def analysed(seeds: Sequence[int], make: Callable[[int], Form] = made) -> float:
    """Return the seconds that the rules take over some forms, made before."""
    sources = Sources(Tree.of({}))
    sources.forms = {form.id: form for form in map(make, seeds)}
    gc.collect()
    gc.freeze()  # `moment check` holds one moment's forms at a time, not thousands
    begun = time.perf_counter()
    for rule in RULES:
        for _ in rule.check(sources):
            pass
    return time.perf_counter() - begun


def _medians(run: Callable[[], float]) -> tuple[float, float, float]:
    seconds = [run() for _ in range(RUNS)]
    return statistics.median(seconds), min(seconds), max(seconds)


def _ours(make: Callable[[int], Form]) -> tuple[float, float, float]:
    halves = [range(0, FORMS, 2), range(1, FORMS, 2)]
    with ProcessPoolExecutor(2) as pool:
        return _medians(lambda: max(pool.map(analysed, halves, [make, make])))


def _theirs(every: Sequence[Form], folder: Path) -> tuple[float, float, float]:
    install = ["npm", "install", "--silent", "--no-save", "--prefix", str(folder), LINTER]
    subprocess.run(install, check=True, capture_output=True)
    (folder / "lint.js").write_text(_LINT)
    given = json.dumps([to_surveyjs(form).data for form in every])

    def run() -> float:
        done = subprocess.run(
            ["node", "lint.js"], cwd=folder, input=given, capture_output=True, text=True, check=True
        )
        return float(json.loads(done.stdout)["seconds"])

    return _medians(run)


def main() -> None:
    """Make the forms, and measure."""
    sys.stdout.write(f"{FORMS} forms of {QUESTIONS} questions; {os.cpu_count()} cores\n")
    row = "{:<44} {:6.2f} s  ({:.2f}–{:.2f})  {}\n"
    for what, make in (("the library's forms", plain), ("mixed forms", made)):
        ours = _ours(make)
        verdict = f"budget {BUDGET:.0f}  {'within' if ours[0] <= BUDGET else 'OVER'}"
        sys.stdout.write(row.format(f"our rules, two processes, {what}", *ours, verdict))
    alone = _medians(lambda: analysed(range(FEW)))
    sys.stdout.write(row.format(f"our rules, one process, {FEW} forms", *alone, ""))
    with tempfile.TemporaryDirectory() as folder:
        theirs = _theirs([made(seed) for seed in range(FEW)], Path(folder))
    sys.stdout.write(row.format(f"{LINTER}'s linter, {FEW} forms", *theirs, ""))
    sys.stdout.write(f"ratio {alone[0] / theirs[0]:.2f}\n")


if __name__ == "__main__":
    main()
