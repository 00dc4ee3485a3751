"""Laws of what answers come to: of hiding, of order, of reach, and of anything at all as answers."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import all_answers, made_form

from builder.forms import Analysis, evaluate
from builder.model import Form
from builder.model.scalars import WIRE

ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["a", "b", "yes", "no", "1", "0.5", "-0", "1e3", "NaN", "2026-02-30", "٣"])
    | st.decimals(allow_nan=True),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)
SEEDS = st.integers(min_value=0, max_value=300)
NAMES = st.sampled_from(["q0", "q1", "q2", "q3", "okänd", ""])


@given(SEEDS, st.dictionaries(NAMES, ANYTHING, max_size=5))
def test_nothing_given_makes_it_fall(seed: int, answers: dict[str, Any]) -> None:
    form = made_form(seed)
    outcome = evaluate(form, answers)
    unknown = answers.keys() - {question.id for _, question in form.walk()}
    assert unknown <= {fault.question for fault in outcome.faults}
    assert set(outcome.scores) == set(outcome.bands) == {score.id for score in form.scores}


HUGE = 10**5000
"""Python refuses to write so many digits, and raises ValueError."""


@pytest.mark.parametrize("kind", ["number", "text", "yes-no", "date", "time", "matrix", "list"])
@pytest.mark.parametrize(
    "given",
    [
        pytest.param(HUGE, id="number"),
        pytest.param(-HUGE, id="below-zero"),
        pytest.param([HUGE], id="list"),
        pytest.param({"r": HUGE}, id="value"),
        pytest.param({"r": [HUGE]}, id="inner-list"),
        pytest.param({HUGE: "a"}, id="key"),
        pytest.param(Decimal(HUGE), id="decimal"),
        pytest.param(Decimal("1e-999999999"), id="tiny"),
    ],
)
def test_an_answer_that_cannot_be_written_out_is_a_fault(kind: str, given: object) -> None:
    several = {"type": "multiple-choice", "choices": CHOICES}
    form = form_of({"matrix": MATRIX, "list": several}.get(kind, {"type": kind}))
    (fault,) = evaluate(form, {"q": given}).faults
    assert fault.question == "q"
    assert 0 < len(str(fault.message)) < 200


def test_lists_in_lists_without_end_are_a_fault() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    (fault,) = evaluate(
        form_of({"type": "multiple-choice", "choices": CHOICES}), {"q": {"a": deep}}
    ).faults
    assert fault.question == "q"


@given(SEEDS, st.data())
def test_hiding_twice_is_hiding_once(seed: int, data: st.DataObject) -> None:
    form = made_form(seed, most=3)
    answers = data.draw(st.sampled_from(list(all_answers(form))))
    once = evaluate(form, answers)
    kept = {name: answer for name, answer in answers.items() if name in once.shown}
    assert evaluate(form, kept) == once


@given(SEEDS, st.data())
def test_the_order_of_answers_never_matters(seed: int, data: st.DataObject) -> None:
    form = made_form(seed, most=3)
    answers = data.draw(st.sampled_from(list(all_answers(form))))
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    assert evaluate(form, shuffled) == evaluate(form, answers)


@given(SEEDS, st.data())
def test_a_score_is_within_what_is_said_to_be_reachable(seed: int, data: st.DataObject) -> None:
    form = made_form(seed, most=3)
    outcome = evaluate(form, data.draw(st.sampled_from(list(all_answers(form)))))
    if not outcome.faults:
        for score in form.scores:
            values = Analysis(form).values(score)
            assert values is None or outcome.scores[score.id] in values


@given(SEEDS, st.data())
def test_a_wrong_answer_gives_no_score_and_is_no_answer(seed: int, data: st.DataObject) -> None:
    form = made_form(seed, most=3)
    answers = data.draw(st.sampled_from(list(all_answers(form))))
    spoiled = data.draw(st.sampled_from(sorted(answers) or [form.pages[0].questions[0].id]))
    outcome = evaluate(form, {**answers, spoiled: {"inget": ["sådant"]}})
    if spoiled in outcome.shown:
        assert spoiled in {fault.question for fault in outcome.faults}
        for score in form.scores:
            if spoiled in score.of:
                assert outcome.scores[score.id] is None


def form_of(*questions: dict[str, Any], **more: Any) -> Form:
    asked = [{"id": "q", "text": "Fråga?", **one} for one in questions]
    data = {
        "id": "form",
        "title": "Formulär",
        "type": "single",
        "rights": {"holder": "Norrvik", "licence": "CC0-1.0"},
        "pages": [{"id": "sida", "title": "Sida", "questions": asked}],
        **more,
    }
    return Form.model_validate(data, context=WIRE)


CHOICES = [{"value": "a", "text": "A"}, {"value": "b", "text": "B"}]
MATRIX = {
    "type": "matrix",
    "choices": CHOICES,
    "rows": [{"id": "r", "text": "R"}, {"id": "s", "text": "S"}],
}


@pytest.mark.parametrize(
    ("question", "given", "accepted"),
    [
        ({"type": "text"}, "ord", True),
        ({"type": "text"}, "   ", True),
        ({"type": "text"}, 7, False),
        ({"type": "text", "max-characters": 3}, "fyra", False),
        ({"type": "text", "pattern": "[0-9]{4}"}, "1234", True),
        ({"type": "text", "pattern": "[0-9]{4}"}, "12345", False),
        ({"type": "text", "pattern": "\\d+"}, "٣", False),
        ({"type": "number"}, "7", True),
        ({"type": "number"}, 7, True),
        ({"type": "number"}, Decimal("7.0"), True),
        ({"type": "number"}, "7.5", False),
        ({"type": "number", "step": "0.5"}, "7.5", True),
        ({"type": "number", "step": "0.5"}, "7.25", False),
        ({"type": "number", "step": "2", "min": "1"}, "4", False),
        ({"type": "number", "min": "1"}, "0", False),
        ({"type": "number", "max": "1"}, "2", False),
        ({"type": "number"}, "sju", False),
        ({"type": "number"}, "1e3", False),
        ({"type": "number"}, True, False),
        ({"type": "number"}, float("nan"), False),
        ({"type": "number"}, ["7"], False),
        ({"type": "date"}, "2026-02-28", True),
        ({"type": "date"}, "2026-02-30", False),
        ({"type": "date"}, "28/2 2026", False),
        ({"type": "date", "min": "2026-01-01"}, "2025-12-31", False),
        ({"type": "date", "max": "2026-01-01"}, "2026-01-02", False),
        ({"type": "time"}, "07:30", True),
        ({"type": "time"}, "7:30", False),
        ({"type": "time"}, "24:00", False),
        ({"type": "time", "min": "08:00"}, "07:30", False),
        ({"type": "yes-no"}, "yes", True),
        ({"type": "yes-no"}, "ja", False),
        ({"type": "yes-no"}, True, False),
        ({"type": "single-choice", "choices": CHOICES}, "a", True),
        ({"type": "single-choice", "choices": CHOICES}, "A", False),
        ({"type": "single-choice", "choices": CHOICES}, ["a"], False),
        ({"type": "multiple-choice", "choices": CHOICES}, ["b", "a"], True),
        ({"type": "multiple-choice", "choices": CHOICES}, "a", False),
        ({"type": "multiple-choice", "choices": CHOICES}, ["c"], False),
        ({"type": "multiple-choice", "choices": CHOICES, "max-choices": 1}, ["a", "b"], False),
        ({"type": "multiple-choice", "choices": CHOICES, "min-choices": 2}, ["a"], False),
        (MATRIX, {"r": "a"}, True),
        (MATRIX, {"t": "a"}, False),
        (MATRIX, {"r": "c"}, False),
        (MATRIX, "a", False),
        ({**MATRIX, "required": True}, {"r": "a"}, False),
        ({"type": "scale", "min": "0", "max": "10", "min-text": "a", "max-text": "b"}, "10", True),
        ({"type": "scale", "min": "0", "max": "10", "min-text": "a", "max-text": "b"}, "11", False),
        ({"type": "info"}, "ord", False),
        ({"type": "text", "required": True}, "", False),
    ],
)  # fmt: skip
def test_an_answer_is_accepted_or_refused(
    question: dict[str, Any], given: object, accepted: bool
) -> None:
    outcome = evaluate(form_of(question), {"q": given})
    assert (outcome.faults == ()) is accepted
    assert all(fault.question == "q" for fault in outcome.faults)


def _three(policy: dict[str, Any], method: str = "sum", **more: Any) -> Form:
    questions = [
        {"id": f"q{n}", "type": "scale", "text": "?", "min": "0", "max": "9", "min-text": "a", "max-text": "b"}
        for n in range(3)
    ]  # fmt: skip
    score = {
        "id": "s", "title": "S", "method": method, "of": ["q0", "q1", "q2"], "missing": policy,
        "visible-to": ["staff"], **more,
    }  # fmt: skip
    form = form_of({"type": "info"}, scores=[score]).model_dump(
        mode="json", by_alias=True, exclude_defaults=True
    )
    form["pages"][0]["questions"] = questions
    return Form.model_validate(form, context=WIRE)


@pytest.mark.parametrize(
    ("policy", "method", "more", "answers", "expected"),
    [
        ({"policy": "no-score"}, "sum", {}, ("3", "4", "5"), "12"),
        ({"policy": "no-score"}, "sum", {}, ("3", "4", None), None),
        ({"policy": "leave-out"}, "sum", {}, ("3", "4", None), "7"),
        ({"policy": "leave-out"}, "sum", {}, (None, None, None), None),
        ({"policy": "leave-out", "at-most": 1}, "sum", {}, ("3", None, None), None),
        ({"policy": "leave-out"}, "mean", {"decimals": 1}, ("3", "4", None), "3.5"),
        ({"policy": "mean-of-answered"}, "sum", {"decimals": 1}, ("3", "4", None), "10.5"),
        ({"policy": "mean-of-answered"}, "sum", {"decimals": 0}, ("3", "4", None), "11"),
        ({"policy": "mean-of-answered"}, "mean", {"decimals": 2}, ("3", "5", None), "4"),
        ({"policy": "count-as-zero"}, "sum", {}, (None, None, None), "0"),
        ({"policy": "count-as-zero"}, "mean", {"decimals": 2}, ("3", "4", None), "2.33"),
        ({"policy": "count-as-zero"}, "min", {}, ("3", "4", None), "0"),
        ({"policy": "leave-out"}, "min", {}, ("3", "4", None), "3"),
        ({"policy": "leave-out"}, "max", {}, ("3", "4", None), "4"),
        ({"policy": "leave-out"}, "count", {}, ("3", "4", None), "2"),
        ({"policy": "count-as-zero"}, "count", {}, (None, None, None), "0"),
        ({"policy": "leave-out"}, "mean", {"decimals": 0}, ("2", "3", None), "3"),
    ],
)
def test_missing_answers_do_what_the_policy_says(
    policy: dict[str, Any],
    method: str,
    more: dict[str, Any],
    answers: tuple[Any, ...],
    expected: str | None,
) -> None:
    form = _three(policy, method, **more)
    outcome = evaluate(form, {f"q{n}": answer for n, answer in enumerate(answers) if answer})
    assert outcome.scores["s"] == (None if expected is None else Decimal(expected))


def test_halves_are_rounded_away_from_zero_on_both_sides() -> None:
    def form(points: str) -> Form:
        return form_of(
            {"type": "yes-no", "yes-score": points},
            scores=[{
                "id": "s", "title": "S", "method": "sum", "of": ["q"], "decimals": 0,
                "missing": {"policy": "no-score"}, "visible-to": ["staff"],
            }],
        )  # fmt: skip

    for points, expected in (("0.5", 1), ("1.5", 2), ("-0.5", -1), ("2.4999", 2), ("-1.5", -2)):
        assert evaluate(form(points), {"q": "yes"}).scores["s"] == expected


@pytest.mark.parametrize(
    ("question", "given", "condition"),
    [
        ({"type": "single-choice", "choices": CHOICES}, "a", {"at-least": "0"}),
        ({"type": "text"}, "ord", {"is": "ord"}),
        ({"type": "text"}, "ord", {"is-not": "annat"}),
        ({"type": "date"}, "2026-01-01", {"is": "2026-01-01"}),
        ({"type": "number"}, "3", {"row": "r", "at-least": "1"}),
        (MATRIX, {"r": "a"}, {"is": "a"}),
        (MATRIX, {"r": "a"}, {"row": "s", "is-not": "a"}),
    ],
)
def test_a_comparison_that_does_not_fit_is_never_true(
    question: dict[str, Any], given: object, condition: dict[str, Any]
) -> None:
    flag = {"id": "f", "to": "resident", "priority": "normal", "text": "T"}
    form = form_of(question, flags=[{**flag, "when": {"question": "q", **condition}}])
    assert evaluate(form, {"q": given}).flags == ()
