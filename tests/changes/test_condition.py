"""Conditions are no change just where trying every answer finds no difference."""

import base
import made
import pytest
import yaml
from rewriting import Written, rewritten

from builder.changes import Kind
from builder.changes.condition import Conditions
from builder.changes.form import compare_forms
from builder.forms import Analysis, evaluate
from builder.model import WIRE, Condition, Form

SEEDS = 160


def written(form: Form) -> Written:
    return form.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def read(condition: Written) -> Condition:
    return Condition.model_validate(condition, context=WIRE)


def pair(seed: int) -> tuple[Form, Condition, Condition]:
    """Return a form, and two conditions that may stand at its end."""
    dice, form = base.dice(seed), made.made_form(seed, 3)
    data = written(form)
    questions = data["pages"][0]["questions"]
    one = made.condition(dice, questions, data.get("scores", []))
    if dice.random() < 0.2:
        return form, read(one), read(made.condition(dice, questions, data.get("scores", [])))
    return form, read(one), read(rewritten(dice, one))


def differ(form: Form, one: Condition, other: Condition) -> bool:
    """Try every answer that can be given, whatever is required."""
    flag = form.flags[0]
    flags = tuple(
        flag.model_copy(update={"id": name, "when": when})
        for name, when in (("one", one), ("other", other))
    )
    both = form.model_copy(update={"flags": flags})
    outcomes = [evaluate(both, answers) for answers in made.all_answers(both)]
    valid = [one for one in outcomes if all(fault.is_missing for fault in one.faults)]
    assert valid
    return any(len(outcome.flags) == 1 for outcome in valid)


@pytest.mark.parametrize("part", range(4))
def test_two_conditions_are_equal_just_where_every_answer_says_so(part: int) -> None:
    found = {True: 0, False: 0}
    for seed in range(part, SEEDS, 4):
        form, one, other = pair(seed)
        decided = [Analysis(form).can_be(condition) for condition in (one, other)]
        expected = None not in decided and not differ(form, one, other)
        assert Conditions(form, form).are_equal(one, other, None) is expected, (seed, one, other)
        found[expected] += one != other
    assert min(found.values()) > SEEDS // 40, found


def test_the_proof_holds_in_both_forms() -> None:
    told = 0
    for seed in range(SEEDS):
        form, one, other = pair(seed)
        later = made.made_form(seed + 1, 3)
        if Conditions(form, later).are_equal(one, other, None):
            told += 1
            assert not differ(form, one, other)
            assert not differ(later, one, other)
    assert told


FORM = """\
id: f
title: F
type: single
rights: {holder: A, licence: CC0-1.0}
pages:
  - id: p
    title: P
    questions:
      - {id: oro, type: yes-no, text: Oro, required: true}
      - {id: niva, type: scale, text: Nivå, min: 0, max: 4, min-text: låg, max-text: hög, when: WHEN_LEVEL}
      - {id: ork, type: single-choice, text: Ork, choices: [{value: a, text: A}, {value: b, text: B}, {value: c, text: C}]}
      - {id: rad, type: info, text: Råd.}
      - {id: sist, type: info, text: Sist., when: WHEN_LAST}
"""
YES = "{question: oro, is: yes}"
# What the last question hangs on: before, after, and whether that is the same
SAME = [
    ("{question: ork, is-not: a}", "{question: ork, any-of: [b, c]}", True),
    ("{question: ork, is-not: a}", "{not: {question: ork, is: a}}", False),  # without an answer
    ("{question: oro, is-not: yes}", "{not: {question: oro, is: yes}}", False),  # before it is given
    ("{question: niva, at-least: 3}", "{question: niva, more-than: 2}", True),
    ("{question: niva, at-least: 3}", "{question: niva, any-of: [3, 4]}", True),
    ("{question: niva, is: 3}", "{question: niva, is: 3.0}", True),
    ("{question: niva, at-least: 3}", f"{{all: [{YES}, {{question: niva, at-least: 3}}]}}", True),  # shown to no others
    ("{question: niva, answered: false}", "{not: {question: niva, answered: true}}", True),
    ("{question: niva, at-least: 0}", "{question: niva, answered: true}", True),
    ("{question: niva, at-least: 3}", "{question: niva, at-least: 2}", False),
    ("{any: [{question: ork, is: a}, {question: ork, is: b}]}", "{question: ork, any-of: [b, a]}", True),
    ("{question: ork, is: a}", "{question: borta, is: a}", False),  # there is no such question
]  # fmt: skip


def form_of(last: str, level: str = YES, more: str = "") -> Form:
    text = FORM.replace("WHEN_LEVEL", level).replace("WHEN_LAST", last) + more
    return Form.model_validate(_typed(yaml.BaseLoader(text).get_data()), context=WIRE)


def _typed(value: object) -> object:
    if isinstance(value, dict):
        return {key: _typed(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_typed(one) for one in value]
    return {"true": True, "false": False}.get(str(value), value)


@pytest.mark.parametrize(("old", "new", "same"), SAME)
def test_what_is_proved_is_formatting_and_all_else_a_change(old: str, new: str, same: bool) -> None:
    for one, other in ((old, new), (new, old)):
        (change,) = compare_forms(form_of(one), form_of(other), ("form", "f"))
        assert change.kind is (Kind.FORMATTING if same else Kind.CONDITION_CHANGED)
        assert change.subject == ("form", "f", "question", "sist")
        assert change.old
        assert change.new
        assert change.old != change.new


def test_a_flag_is_compared_by_its_condition_too() -> None:
    flags = "flags:\n  - {id: h, when: %s, to: resident, priority: normal, text: T}\n"
    before = form_of(YES, more=flags % "{question: niva, at-least: 3}")
    same = form_of(YES, more=flags % "{question: niva, any-of: [4, 3]}")
    other = form_of(YES, more=flags % "{question: niva, any-of: [4, 2]}")
    (change,) = compare_forms(before, same, ("form", "f"))
    assert change.kind is Kind.FORMATTING
    (change,) = compare_forms(before, other, ("form", "f"))
    assert change.kind is Kind.FLAG_CHANGED
    assert (change.old, change.new) == ("niva at-least 3", "niva any-of (4, 2)")


def test_a_condition_that_is_always_true_is_none() -> None:
    always = "{any: [{question: oro, answered: true}, {question: oro, answered: false}]}"
    without = form_of(always)
    (*_, last) = without.pages[0].questions
    bare = without.model_copy(
        update={
            "pages": (
                without.pages[0].model_copy(
                    update={
                        "questions": (
                            *without.pages[0].questions[:-1],
                            last.model_copy(update={"when": None}),
                        )
                    }
                ),
            )
        }
    )
    for old, new in ((without, bare), (bare, without)):
        assert [c.kind for c in compare_forms(old, new, ("form", "f"))] == [Kind.FORMATTING]
    real = form_of(YES)
    for old, new in ((real, bare), (bare, real)):
        assert [c.kind for c in compare_forms(old, new, ("form", "f"))] == [Kind.CONDITION_CHANGED]


def test_what_is_the_same_only_among_other_answers_is_a_change() -> None:
    old = form_of("{question: niva, at-least: 3}")
    new = form_of("{question: niva, any-of: [3, 4]}")
    longer = Form.model_validate(
        written(new) | {"pages": [_with_most(written(new)["pages"][0], "6")]}, context=WIRE
    )
    kinds = {change.kind for change in compare_forms(old, longer, ("form", "f"))}
    assert kinds == {Kind.QUESTION_CHANGED, Kind.CONDITION_CHANGED}


def _with_most(page: Written, most: str) -> Written:
    questions = [one | ({"max": most} if one["id"] == "niva" else {}) for one in page["questions"]]
    return page | {"questions": questions}


def test_what_is_too_much_to_go_through_is_a_change() -> None:
    many = "".join(f"      - {{id: n{n}, type: number, text: N}}\n" for n in range(2))
    names = "n0, n1"
    text = f"scores:\n  - {{id: s, title: S, method: sum, of: [{names}], missing: {{policy: no-score}}, visible-to: [staff]}}\n"
    flags = "flags:\n  - {id: h, when: %s, to: resident, priority: normal, text: T}\n"
    old, new = (
        form_of(YES, more=many + text + flags % when)
        for when in ("{score: s, at-least: 3}", "{not: {not: {score: s, at-least: 3}}}")
    )
    (change,) = compare_forms(old, new, ("form", "f"))
    assert change.kind is Kind.FLAG_CHANGED
