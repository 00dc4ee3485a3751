"""Forms and patterns that would take for ever are decided another way, or said to be too large."""

from typing import Any

import pytest
from test_evaluate import form_of

from builder.forms import ALWAYS, Analysis, compiled
from builder.model import Form


def _many(name: str, count: int) -> dict[str, Any]:
    choices = [{"value": f"v{n}", "text": f"V{n}"} for n in range(count)]
    return {"id": name, "type": "multiple-choice", "text": f"{name}?", "choices": choices}


def _flagged(when: dict[str, Any], *questions: dict[str, Any]) -> Form:
    flag = {"id": "f", "when": when, "to": "resident", "priority": "high", "text": "T"}
    pages = [{"id": "sida", "title": "Sida", "questions": list(questions)}]
    return form_of({"type": "info"}, flags=[flag], pages=pages)


def test_what_grows_without_end_is_said_to_be_too_large() -> None:
    pairs = [
        {"all": [{"question": "a", "is": f"v{n}"}, {"question": "b", "is": f"v{n}"}]}
        for n in range(14)
    ]
    form = _flagged({"any": pairs}, _many("a", 14), _many("b", 14))
    analysis = Analysis(form)
    assert analysis.can_be(form.flags[0].when) is None
    assert analysis.undecided == (("flags", 0, "when"),)


def test_one_comparison_with_many_values_is_two_cases() -> None:
    when = {"question": "a", "any-of": [f"v{n}" for n in range(28)]}
    form = _flagged(when, _many("a", 30))
    assert Analysis(form).can_be(form.flags[0].when) == {True, False}


def test_one_answer_that_decides_needs_no_walk() -> None:
    yes = {"type": "yes-no", "text": "?"}
    others = [{"id": f"q{n}", **yes} for n in range(40)]
    all_of = {"all": [{"question": one["id"], "is": "yes"} for one in others]}
    when = {"any": [{"question": "h", "is": "yes"}, all_of]}
    form = _flagged(when, {"id": "h", **yes}, *others)
    assert Analysis(form).always(form.flags[0].when, {"h": "yes"}) is True


def test_hundred_numbers_in_fine_steps_end_soon_and_say_nothing_wrong() -> None:
    questions = [
        {"id": f"q{n}", "type": "number", "text": "?", "min": "0", "max": "10", "step": "0.01"}
        for n in range(100)
    ]
    score = {
        "id": "s", "title": "S", "method": "mean", "of": [one["id"] for one in questions],
        "missing": {"policy": "leave-out"}, "decimals": 4, "visible-to": ["staff"],
        "bands": [{"id": "b", "from": "0", "to": "10", "text": "B"}],
    }  # fmt: skip
    form = form_of(
        {"type": "info"}, pages=[{"id": "s", "title": "S", "questions": questions}], scores=[score]
    )
    analysis = Analysis(form)
    assert analysis.values(form.scores[0]) is None
    assert analysis.undecided == (("scores", 0, "of"),)


@pytest.mark.parametrize(
    "pattern",
    [
        "a*a*a*b", "[a-z]*[a-z ]*[a-z-]*[0-9]", "(a+)+", "(a|a)+", "a?" * 40 + "a" * 40, "(a?|b?){9}",
        "(" * 40 + "a" + ")" * 40, "[a-", "a{3,1}", "\\w+", "^a$", "(?:a)", "a**", "(", ")", "a)(b",
    ],
)  # fmt: skip
def test_a_pattern_that_could_explode_or_is_none_of_ours_is_refused(pattern: str) -> None:
    assert compiled(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "least", "good", "bad"),
    [
        ("[0-9]{4}", 4, "1234", "123"),
        ("0[0-9]{1,3}-?[0-9]{5,8}", 7, "08-123456", "8123"),
        ("[a-zåäö]+ [a-zåäö]+", 3, "åsa öberg", "åsa"),
        ("(ja|nej)", 2, "nej", "kanske"),
        ("A(B)?", 1, "A", "B"),
        ("", 0, "", "x"),
    ],
)
def test_a_pattern_that_people_need_is_taken(pattern: str, least: int, good: str, bad: str) -> None:
    ours = compiled(pattern)
    assert ours is not None
    assert ours.least == least
    assert ours.follows(good)
    assert not ours.follows(bad)


def test_a_pattern_that_fits_no_answer_leaves_what_rests_on_it_alone() -> None:
    code = {
        "id": "k",
        "type": "text",
        "text": "?",
        "required": True,
        "pattern": "[0-9]{5}",
        "max-characters": 3,
    }
    info = {"id": "i", "type": "info", "text": "!", "when": {"question": "k", "answered": True}}
    form = form_of({"type": "info"}, pages=[{"id": "s", "title": "S", "questions": [code, info]}])
    when = form.pages[0].questions[1].when
    assert when is not None
    assert Analysis(form).can_be(when, "i") is None
    assert Analysis(form).can_be(when, "i") != ALWAYS
