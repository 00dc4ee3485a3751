"""One meaning, two engines: SurveyJS says of answers what our evaluator says."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from corpus import AWKWARD, POLICIES, TYPES, Maker
from engine import Filled, differences
from jsonschema import Draft7Validator

from builder.content import read_library, read_moment
from builder.exchange.surveyjs import to_surveyjs
from builder.forms import evaluate
from builder.model import OPERATORS, WIRE, Form, exact, kebab
from builder.tree import read_folder

REPOSITORY = Path(__file__).parents[2]
PARTS = 2
FORMS = 500
SETS = 10


def made(seed: int) -> Filled:
    """Return a made-up form with answers; only right ones where the export says what is lost."""
    maker = Maker(seed)
    form = maker.form()
    losses = to_surveyjs(form).losses
    unsure = frozenset(
        form.pages[int(loss.at[1])].questions[int(loss.at[3])].id
        for loss in losses
        if loss.at[-1] == "pattern"
    )
    return Filled.of(form, [maker.answers(unsure) for _ in range(SETS)])


@pytest.mark.parametrize("part", range(PARTS))
def test_made_up_forms(core, part):
    assert differences(core, [made(seed) for seed in range(part, FORMS, PARTS)]) == []


def test_made_up_forms_try_everything():
    corpus = [made(seed) for seed in range(FORMS)]
    assert {question.type for one in corpus for _, question in one.form.walk()} == set(TYPES)
    operators = {operator for one in corpus for leaf in leaves(one.form) for operator in leaf}
    assert operators >= {"question", "row", "score", *map(kebab, OPERATORS)}
    seen = Counter(kind for one in corpus for kind in what_came_of(one))
    for policy in POLICIES:
        for method in ("sum", "mean", "count", "min", "max"):
            for has_value in (True, False):
                assert seen[policy, method, has_value] >= 5, (policy, method, has_value)
    for kind in ("hidden", "shown", "faulty", "raised", "quiet", "in a band", "in no band"):
        assert seen[kind] >= 200, kind
    assert seen["wrong"] >= 40


def leaves(form: Form) -> Iterator[dict[str, Any]]:
    """Yield every leaf of every condition, as an author writes it."""
    conditions = [question.when for _, question in form.walk() if question.when]
    waiting = [*conditions, *(flag.when for flag in form.flags)]
    while waiting:
        one = waiting.pop()
        inner = [*(one.all_ or ()), *(one.any_ or ()), *([one.not_] if one.not_ else ())]
        waiting += inner
        if not inner:
            yield one.model_dump(by_alias=True, exclude_none=True)


def what_came_of(one: Filled) -> Iterator[Any]:
    """Yield what is seen in the outcomes of a form."""
    for answers in one.sets:
        outcome = evaluate(one.form, answers)
        for score in one.form.scores:
            has_value = outcome.scores[score.id] is not None
            yield score.missing.policy, score.method, has_value
            if any(one.is_wrong for one in outcome.contributions[score.id]):
                yield "wrong"
            yield "in a band" if outcome.bands[score.id] else "in no band"
        for _, question in one.form.walk():
            yield "shown" if question.id in outcome.shown else "hidden"
        for flag in one.form.flags:
            yield "raised" if flag.id in outcome.flags else "quiet"
        if outcome.faults:
            yield "faulty"


def test_forms_of_the_content(core):
    """Every example of every form, and no answers at all."""
    tree = read_folder(REPOSITORY)
    library = read_library(tree)
    moments = [read_moment(tree, folder, library) for folder in library.folders]
    forms = [*library.forms.values(), *(form for one in moments for form in one.forms.values())]
    assert len(forms) >= 5
    filled = [
        Filled.of(form, [{}, *(dict(example.answers) for example in form.examples)])
        for form in forms
    ]
    assert differences(core, filled) == []


def planted(search: str, replacement: str) -> Callable[[Form], Any]:
    """Return what exports a form with all its expressions changed."""

    def export(form: Form) -> Any:
        data = to_surveyjs(form).data
        for value in data["calculatedValues"]:
            value["expression"] = value["expression"].replace(search, replacement)
        return data

    return export


def treated(policy: str) -> Callable[[Form], Any]:
    """Return what exports a form as if its scores treated missing answers in another way."""

    def export(form: Form) -> Any:
        data = json.loads(form.model_dump_json(by_alias=True, exclude_none=True))
        for score in data["scores"]:
            score["missing"]["policy"] = policy
        return to_surveyjs(Form.model_validate(data, context=WIRE)).data

    return export


FAULTS = {
    "least is more": (0, planted(">= ", "> ")),
    "hidden answers count": (0, planted("{shown_", "true = true or {shown_")),
    "what is not answered is something else": (0, planted(" notempty", " != 'x'")),
    "all is any": (0, planted(" and ", " or ")),
    "rounded down": (0, planted("halves_", "total_")),
    "not is nothing": (0, planted("!(", "(")),
    "a wrong answer counts": (38, planted("{wrong_", "{nothing_")),
    "1 is 01": (None, planted("{#", "{")),
    "no-score": (0, treated("no-score")),
    "count-as-zero": (0, treated("count-as-zero")),
    "leave-out": (2, treated("leave-out")),
    "mean-of-answered": (2, treated("mean-of-answered")),
}
"""What is done to the export, and the seed of a form that shows it (None: the twins)."""


def test_faults_in_the_export_are_found(core):
    filled = []
    for name, (seed, export) in FAULTS.items():
        one = twins() if seed is None else made(seed)
        filled.append(Filled(one.form, export(one.form), one.sets, name))
    found = {difference.fault for difference in differences(core, filled)}
    assert [name for name in FAULTS if name not in found] == []


def form_of(questions: list[dict[str, Any]], **more: Any) -> Form:
    page = {"id": "sida", "title": "Sidan", "questions": questions}
    head = {"id": "form", "title": "Formulär", "type": "single"}
    rights = {"rights": {"holder": "Prov", "licence": "CC0-1.0"}}
    return Form.model_validate({**head, **rights, "pages": [page], **more}, context=WIRE)


def about(name: str) -> Form:
    """Return a form where everything goes by one name."""
    choices = [{"value": name, "text": "Ja", "score": "2"}, {"value": "x", "text": "Nej"}]
    words = {"text": "Fråga", "choices": choices}
    row = {"question": f"m-{name}", "row": name}
    return form_of(
        [
            {"id": name, "type": "single-choice", **words},
            {"id": f"m-{name}", "type": "matrix", "rows": [{"id": name, "text": "Rad"}], **words},
            {"id": f"l-{name}", "type": "multiple-choice", "min-choices": 1, **words},
            {"id": "e", "type": "text", "text": "E", "when": {"question": name, "is": name}},
            {"id": "r", "type": "text", "text": "R", "when": {**row, "is": name}},
            {"id": "n", "type": "text", "text": "N", "when": {**row, "answered": False}},
            {"id": "l", "type": "text", "text": "L", "when": {"question": f"l-{name}", "is": name}},
        ],
        scores=[
            {
                "id": name, "title": "Poäng", "method": "sum", "visible-to": ["staff"],
                "of": [name, f"m-{name}", f"l-{name}"], "missing": {"policy": "leave-out"},
            }
        ],
        flags=[
            {
                "id": name, "when": {"question": name, "answered": True}, "to": "resident",
                "priority": "high", "text": "Text",
            }
        ],
    )  # fmt: skip


def twins() -> Filled:
    """Return a form whose choices are the same number."""
    choices = [{"value": value, "text": value} for value in ("1", "01", "1e0")]
    form = form_of(
        [
            {"id": "q", "type": "single-choice", "text": "Fråga", "choices": choices},
            {"id": "f", "type": "text", "text": "F", "when": {"question": "q", "is": "01"}},
        ]
    )
    return Filled.of(form, [{"q": value} for value in ("1", "01", "1e0")])


def test_words_that_mean_something_to_surveyjs(core):
    filled = []
    for name in AWKWARD:
        answers = [
            {name: one, f"m-{name}": {name: one}, f"l-{name}": (one,)} for one in (name, "x")
        ]
        filled.append(Filled.of(about(name), [*answers, {}]))
    assert differences(core, [*filled, twins()]) == []


def mean_of(count: int, decimals: int | None, method: str = "mean") -> Form:
    names = [f"q{n}" for n in range(count)]
    number = {"type": "number", "text": "Tal", "min": "-9.999", "max": "9.999", "step": "0.001"}
    score = {
        "id": "s", "title": "Poäng", "method": method, "of": names, "visible-to": ["staff"],
        "missing": {"policy": "leave-out" if method == "mean" else "mean-of-answered"},
    }  # fmt: skip
    given = {} if decimals is None else {"decimals": decimals}
    return form_of([{"id": name, **number} for name in names], scores=[score | given])


def test_halves_are_rounded_away_from_zero(core):
    """Sums at halves of the last decimal, and one thousandth beside them."""
    filled = []
    for count, decimals in ((1, 2), (2, 2), (3, 2), (4, 1), (7, 0), (3, None), (6, 1)):
        zeros = {f"q{n}": "0" for n in range(1, count)}
        half = Decimal(count) / 2 / 10 ** (decimals or 2)
        halves = [half * times for times in (-3, -1, 0, 1, 3) if abs(half * times) < 9]
        sums = [one + Decimal(beside) / 1000 for one in halves for beside in (-1, 0, 1)]
        for method in ("mean", "sum"):
            sets = [zeros | {"q0": exact(total)} for total in sums]
            filled.append(Filled.of(mean_of(count, decimals, method), sets))
    assert differences(core, filled) == []


def test_numbers_are_exact_as_far_as_the_export_says(core):
    """The largest numbers that the export does not call too large, and some near them."""
    filled = []
    steps = (("1", 0, "mean"), ("1", 0, "sum"), ("0.1", 1, "mean"), ("0.0001", 2, "sum"))
    for most in (Decimal(10**exponent) - 1 for exponent in range(6, 13)):
        for step, decimals, method in steps:
            number = {"type": "number", "text": "Tal", "min": "0", "max": str(most), "step": step}
            score = {
                "id": "s", "title": "Poäng", "method": method, "of": ["a", "b", "c"],
                "missing": {"policy": "leave-out"}, "visible-to": ["staff"], "decimals": decimals,
            }  # fmt: skip
            form = form_of([{"id": name, **number} for name in "abc"], scores=[score])
            if not any("exactly" in str(loss.message) for loss in to_surveyjs(form).losses):
                near = [str(most - Decimal(step) * n) for n in range(4)]
                sets = [{"a": str(most), "b": one, "c": two} for one in near for two in near]
                filled.append(Filled.of(form, sets))
    assert len(filled) >= 15
    assert differences(core, filled) == []


def test_exports_follow_the_definition_of_surveyjs(package):
    definition = json.loads((package / "surveyjs_definition.json").read_text())
    validator = Draft7Validator(definition)
    for one in map(made, range(12)):
        assert [error.message for error in validator.iter_errors(one.data)] == []
