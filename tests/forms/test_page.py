"""docs/forms.md says what forms mean: its forms are checked, its examples and tables worked out."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import base
import pytest

from builder.forms import evaluate, prove
from builder.forms.condition import ORDERINGS, operators_for
from builder.model import Example, Form, Question, Score, exact
from builder.model.form import MissingAnswers
from builder.model.scalars import NO_VALUE, WIRE

_PAGE = (Path(__file__).parents[2] / "docs/forms.md").read_text(encoding="utf-8")
_BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", _PAGE, re.MULTILINE | re.DOTALL)
_POLICIES = get_args(MissingAnswers.model_fields["policy"].annotation)
_METHODS = get_args(Score.model_fields["method"].annotation)
_KINDS = [
    get_args(kind.model_fields["type"].annotation)[0] for kind in get_args(get_args(Question)[0])
]
_NOTHING = "–"


def _changes(block: str) -> dict[str, str]:
    return {"forms/enkat.yaml": block, "staff.md": "# Till dig som är personal\n\nText.\n"}


def _form(block: str) -> Form:
    _, moment = base.read(_changes(block))
    return next(form for _, form in moment.walk_forms())


_FORMS = {form.id: form for form in map(_form, _BLOCKS)}
_EXAMPLES = [
    pytest.param(form, example, id=f"{form.id}-{example.id}")
    for form in _FORMS.values()
    for example in form.examples
]


def _table(*columns: str) -> Iterator[list[str]]:
    """Yield the cells of each row of the table that begins with these columns."""
    head = f"| {' | '.join(columns)}"
    assert _PAGE.count(head) == 1, head
    for line in _PAGE.partition(head)[2].splitlines()[2:]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip().strip("|").split("|")]


def _heading(first: str) -> list[str]:
    line = next(line for line in _PAGE.splitlines() if line.startswith(f"| {first} |"))
    return [cell.strip() for cell in line.strip("|").split("|")]


def _scored(answers: str, **keys: Any) -> str:
    """Return what a score gives for `2, –, 4`, each the answer to a scale, as the page writes it."""
    given = answers.split(", ")
    questions = [
        {"id": f"q{n}", "type": "scale", "text": "?", "min": "-9", "max": "9",
         "step": "0.0001", "min-text": "L", "max-text": "H"}
        for n in range(len(given))
    ]  # fmt: skip
    of = [question["id"] for question in questions]
    score = {"id": "s", "title": "S", "of": of, "visible-to": ["staff"], **keys}
    form = _made(questions, score)
    there = {f"q{n}": one for n, one in enumerate(given) if one != _NOTHING}
    value = evaluate(form, there).scores["s"]
    return _NOTHING if value is None else exact(value)


def _made(questions: list[dict[str, Any]], *scores: dict[str, Any]) -> Form:
    data = {
        "id": "f",
        "title": "F",
        "type": "single",
        "rights": {"holder": "H", "licence": "L"},
        "pages": [{"id": "p", "title": "P", "questions": questions}],
        "scores": scores,
    }
    return Form.model_validate(data, context=WIRE)


def _missing(heading: str) -> dict[str, Any]:
    policy, _, limit = heading.replace("`", "").partition(", at-most: ")
    return {"policy": policy, **({"at-most": int(limit)} if limit else {})}


@pytest.mark.parametrize("block", _BLOCKS, ids=list(_FORMS))
def test_a_form_of_the_page_is_clean_in_production(block: str) -> None:
    assert base.findings(_changes(block)) == []


@pytest.mark.parametrize(("form", "example"), _EXAMPLES)
def test_an_example_of_the_page_holds(form: Form, example: Example) -> None:
    assert [str(one.message) for one in prove(form, example).mismatches] == []


def _otherwise(form: Form, example: Example) -> Iterator[dict[str, Any]]:
    """Yield an example's expectation with one thing changed, in every way there is."""
    expect = example.expect
    for key, other in (("shown", "hidden"), ("hidden", "shown")):
        for name in getattr(expect, key):
            yield {key: (), other: (name,)}
    for name in expect.invalid or ():
        yield {"invalid": tuple({*(expect.invalid or ())} - {name})}
    for name, value in expect.scores.items():
        yield {"scores": {**expect.scores, name: Decimal(0) if value is None else value + 1}}
    yield from _otherwise_judged(form, example)


def _otherwise_judged(form: Form, example: Example) -> Iterator[dict[str, Any]]:
    expect = example.expect
    bands = {score.id: {band.id for band in score.bands} | {NO_VALUE} for score in form.scores}
    for name, band in expect.bands.items():
        for other in bands[name] - {band}:
            yield {"bands": {**expect.bands, name: other}}
    for flag in form.flags if expect.flags is not None else ():
        yield {"flags": tuple({*(expect.flags or ())} ^ {flag.id})}


@pytest.mark.parametrize(("form", "example"), _EXAMPLES)
def test_an_example_with_another_expectation_fails(form: Form, example: Example) -> None:
    others = list(_otherwise(form, example))
    assert others
    for other in others:
        changed = example.model_copy(update={"expect": example.expect.model_copy(update=other)})
        assert not prove(form, changed).holds, other


def test_every_policy_is_shown_at_work() -> None:
    scores = [score for form in _FORMS.values() for score in form.scores]
    assert {score.missing.policy for score in scores} == {*_POLICIES}
    assert any(score.missing.at_most is not None for score in scores)


def test_the_table_of_missing_answers_is_worked_out() -> None:
    ways = [_missing(one) for one in _heading("Svar")[3:]]
    assert {way["policy"] for way in ways} == {*_POLICIES}
    rows = list(_table("Svar", "k", "S"))
    assert len(rows) == 4
    for answers, k, total, *results in rows:
        given = [Decimal(one) for one in answers.split(", ") if one != _NOTHING]
        assert (k, total) == (str(len(given)), exact(sum(given, Decimal(0))))
        assert results == [_scored(answers, method="sum", missing=way) for way in ways]


def test_the_table_of_missing_answers_is_that_of_its_form() -> None:
    form = _FORMS["fyra-satt"]
    rows = list(_table("Svar", "k", "S"))
    for (_, _, _, *results), example in zip(rows, form.examples, strict=False):
        values = [example.expect.scores[score.id] for score in form.scores]
        assert results == [_NOTHING if one is None else exact(one) for one in values]


def test_the_table_of_methods_is_worked_out() -> None:
    ways = [_missing(one) for one in _heading("`method`")[2:]]
    rows = list(_table("`method`"))
    assert [row[0].strip("`") for row in rows] == [*_METHODS]
    for method, _, *results in rows:
        keys = {"method": method.strip("`"), "decimals": 0}
        assert results == [_scored("2, –, 4", missing=way, **keys) for way in ways]


def test_the_table_of_rounding_is_worked_out() -> None:
    exactly = {"1.6666…": "1, 2, 2", "2.25": "1, 2, 2, 4", "2.5": "2, 3", "-2.5": "-2, -3"}
    rows = list(_table("Exakt"))
    assert {row[0] for row in rows} == {*exactly}
    for number, *results in rows:
        keys = {"method": "mean", "missing": {"policy": "no-score"}}
        assert results == [_scored(exactly[number], decimals=n, **keys) for n in (0, 1)]


def test_the_table_of_comparisons_is_that_of_the_evaluator() -> None:
    rows = list(_table("Gäller"))
    assert {kind for row in rows for kind in _kinds(row[0])} == {*_KINDS}
    for about, chosen, ordered, answered in rows:
        for kind in _kinds(about):
            there = operators_for(_question(kind), row="med `row`" in about)
            assert bool(chosen) == ("is_not" in there), about
            assert bool(ordered) == (there >= ORDERINGS), about
            assert bool(answered) == ("answered" in there), about


def _kinds(about: str) -> list[str]:
    return [kind for kind in re.findall(r"`([a-z-]+)`", about) if kind not in {"row", "score"}]


def _question(kind: str) -> Question:
    keys: dict[str, Any] = {}
    if kind in {"single-choice", "dropdown", "multiple-choice", "matrix"}:
        keys["choices"] = [{"value": "a", "text": "A"}, {"value": "b", "text": "B"}]
    if kind == "matrix":
        keys["rows"] = [{"id": "r", "text": "R"}]
    if kind == "scale":
        keys = {"min": "0", "max": "1", "min-text": "L", "max-text": "H"}
    return _made([{"id": "q", "type": kind, "text": "?", **keys}]).pages[0].questions[0]
