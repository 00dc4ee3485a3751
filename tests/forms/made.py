"""Small made-up forms of every construct, small enough to try all answers of."""

from collections.abc import Iterator
from itertools import combinations, product
from random import Random
from typing import Any

import base

from builder.model import Form
from builder.model.scalars import WIRE

_POLICIES = ("no-score", "leave-out", "mean-of-answered", "count-as-zero")
_TYPES = ("single-choice", "multiple-choice", "yes-no", "scale", "number", "matrix", "text", "info")


def made_form(seed: int, most: int = 4) -> Form:
    """Return a form; its conditions only speak of what stands before."""
    dice = base.dice(seed)
    questions: list[dict[str, Any]] = []
    scores: list[dict[str, Any]] = []
    for n in range(dice.randint(2, most)):
        question = _question(dice, f"q{n}")
        if questions and dice.random() < 0.5:
            question["when"] = condition(dice, questions, scores)
        questions.append(question)
        counted = [one["id"] for one in questions if _counts(one)]
        if counted and dice.random() < 0.5 and len(scores) < 2:
            scores.append(_score(dice, f"s{len(scores)}", counted))
    counted = [one["id"] for one in questions if _counts(one)]
    if counted and not scores:
        scores.append(_score(dice, "s0", counted))
    flags = [
        {"id": f"f{n}", "when": condition(dice, questions, scores), "to": "resident",
         "priority": "normal", "text": "Text"}
        for n in range(2)
    ]  # fmt: skip
    data = {
        "id": f"form-{seed}",
        "title": "Formulär",
        "type": "single",
        "rights": {"holder": "Norrviks enhet", "licence": "CC0-1.0"},
        "pages": [{"id": "sida", "title": "Sida", "questions": questions}],
        "scores": scores,
        "flags": flags,
    }
    return Form.model_validate(data, context=WIRE)


def _points(dice: Random) -> str:
    return dice.choice(["0", "1", "2", "3", "-1", "0.5", "1.25"])


def _choices(dice: Random) -> list[dict[str, Any]]:
    choices: list[dict[str, Any]] = []
    for value in "abc"[: dice.randint(2, 3)]:
        choice: dict[str, Any] = {"value": value, "text": value.upper()}
        if dice.random() < 0.85:
            choice["score"] = _points(dice)
        choices.append(choice)
    return choices


def _question(dice: Random, name: str) -> dict[str, Any]:
    kind = dice.choice(_TYPES)
    question: dict[str, Any] = {"id": name, "type": kind, "text": "Fråga?"}
    match kind:
        case "single-choice" | "multiple-choice":
            question["choices"] = _choices(dice)
        case "matrix":
            question["choices"] = _choices(dice)[:2]
            question["rows"] = [{"id": "r0", "text": "Rad"}, {"id": "r1", "text": "Rad"}]
        case "yes-no":
            question |= {"yes-score": _points(dice), "no-score": "0"} if dice.random() < 0.6 else {}
        case "scale":
            question |= {"min": "0", "max": "2", "min-text": "låg", "max-text": "hög"}
        case "number":
            question |= {"min": "0.5", "max": "2", "step": "0.5"}
    if kind == "multiple-choice" and dice.random() < 0.3:
        question["max-choices"] = 2
    if kind != "info":
        question["required"] = dice.random() < 0.5
    return question


def _counts(question: dict[str, Any]) -> bool:
    return question["type"] not in {"text", "info"}


def _score(dice: Random, name: str, counted: list[str]) -> dict[str, Any]:
    missing: dict[str, Any] = {"policy": dice.choice(_POLICIES)}
    if missing["policy"] != "no-score" and dice.random() < 0.4:
        missing["at-most"] = dice.randint(0, 2)
    score = {
        "id": name,
        "title": "Poäng",
        "method": dice.choice(["sum", "sum", "sum", "mean", "count", "min", "max"]),
        "of": dice.sample(counted, dice.randint(1, len(counted))),
        "missing": missing,
        "visible-to": ["staff"],
    }
    if score["method"] == "mean" or missing["policy"] == "mean-of-answered":
        score["decimals"] = dice.randint(0, 2)
    return score


def condition(
    dice: Random, questions: list[dict[str, Any]], scores: list[dict[str, Any]], depth: int = 0
) -> dict[str, Any]:
    """Return a condition, as it is written in JSON."""
    if depth < 2 and dice.random() < 0.35:
        parts = [condition(dice, questions, scores, depth + 1) for _ in range(2)]
        return dice.choice([{"all": parts}, {"any": parts}, {"not": parts[0]}])
    if scores and dice.random() < 0.35:
        return {"score": dice.choice(scores)["id"], **_comparison(dice)}
    asked = [one for one in questions if one["type"] != "info"]
    if not asked:
        return {"question": questions[0]["id"], "answered": False}
    return _about(dice, dice.choice(asked))


def _about(dice: Random, question: dict[str, Any]) -> dict[str, Any]:
    leaf: dict[str, Any] = {"question": question["id"]}
    values = ["yes", "no"] if question["type"] == "yes-no" else []
    values = values or [choice["value"] for choice in question.get("choices", [])]
    if question["type"] in {"scale", "number"}:
        return leaf | _comparison(dice)
    if question["type"] == "matrix" and dice.random() < 0.8:
        leaf["row"] = dice.choice(["r0", "r1"])
    elif question["type"] in {"matrix", "text"}:
        values = []
    if not values or dice.random() < 0.2:
        return leaf | {"answered": dice.random() < 0.6}
    operator = dice.choice(["is", "is-not", "any-of", "none-of"])
    one = dice.choice(values)
    return leaf | {operator: one if operator.startswith("is") else [one, dice.choice(values)]}


def _comparison(dice: Random) -> dict[str, Any]:
    operator = dice.choice(
        ["is", "is-not", "at-least", "at-most", "more-than", "less-than", "answered"]
    )
    if operator == "answered":
        return {operator: dice.random() < 0.6}
    return {operator: dice.choice(["0", "0.5", "1", "1.5", "2", "3"])}


def all_answers(form: Form) -> Iterator[dict[str, Any]]:
    """Yield every way to answer a small form."""
    questions = [question for _, question in form.walk() if question.type != "info"]
    for given in product(*(_ways(question) for question in questions)):
        yield {
            question.id: answer
            for question, answer in zip(questions, given, strict=True)
            if answer is not None
        }


def _ways(question: Any) -> list[Any]:
    values = [choice.value for choice in getattr(question, "choices", ())]
    ways: dict[str, list[Any]] = {
        "multiple-choice": [list(some) for n in (1, 2, 3) for some in combinations(values, n)],
        "matrix": [
            {row: value for row, value in zip(("r0", "r1"), some, strict=True) if value}
            for some in product([None, *values], repeat=2)
        ],
        "yes-no": ["yes", "no"],
        "scale": ["0", "1", "2"],
        "number": ["0.5", "1", "1.5", "2"],
        "text": ["ord"],
    }
    return [None, *ways.get(question.type, values)]
