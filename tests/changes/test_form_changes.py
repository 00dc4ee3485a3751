"""What any two forms differ by: told completely, the same from both sides, and by name."""

from itertools import combinations

import base
import pytest
from altering import altered, read, written
from made import made_form

from builder.changes import Change, Kind
from builder.changes.form import compare_forms
from builder.model import Form

SUBJECT = ("form", "f")
OPPOSITES = {
    Kind.QUESTION_REMOVED: Kind.QUESTION_ADDED,
    Kind.CHOICE_REMOVED: Kind.CHOICE_ADDED,
    Kind.SCORE_REMOVED: Kind.SCORE_ADDED,
    Kind.FLAG_REMOVED: Kind.FLAG_ADDED,
}
OPPOSITES |= {new: gone for gone, new in OPPOSITES.items()}
TEXTS = {
    Kind.TITLE_REWORDED, Kind.FORM_TEXT_REWORDED, Kind.NUMBER_CHANGED, Kind.NEGATION_CHANGED, Kind.KEY_WORD_CHANGED,
    Kind.TELEPHONE_CHANGED, Kind.MEDICINE_CHANGED, Kind.LINK_CHANGED,
}  # fmt: skip
"""How a text is told apart has tests of its own."""
FAMILIES = 50


def changes(old: Form, new: Form) -> list[Change]:
    return list(compare_forms(old, new, SUBJECT))


def family(seed: int) -> list[Form]:
    """Return a form and some that differ from it by an alteration or two."""
    dice, form = base.dice(seed), made_form(seed, 3)
    forms = [form, *(altered(form, dice) for _ in range(5))]
    return [*forms, altered(forms[1], dice), altered(forms[2], dice)]


def prints(found: list[Change]) -> set[str]:
    return {change.fingerprint for change in found}


@pytest.mark.parametrize("part", range(5))
def test_unequal_forms_differ_and_by_what_no_others_do(part: int) -> None:
    for seed in range(part, FAMILIES, 5):
        first, *forms = family(seed)
        assert changes(first, first) == []
        for form in forms:
            found = changes(first, form)
            assert bool(found) is (first != form)
            assert len(prints(found)) == len(found), (seed, found)
        for one, other in combinations(forms, 2):
            between = {change.kind for change in changes(one, other)}
            same = prints(changes(first, one)) == prints(changes(first, other))
            # Where something new stands among the rest is no part of its name.
            assert between <= {Kind.FORM_ORDER_CHANGED} if same else one != other, seed


@pytest.mark.parametrize("part", range(5))
def test_what_leads_back_is_what_led_there_turned_round(part: int) -> None:
    def told(found: list[Change], *, turned: bool) -> set[tuple[object, ...]]:
        return {
            (OPPOSITES.get(c.kind, c.kind), c.subject, c.new, c.old, c.key)
            if turned
            else (c.kind, c.subject, c.old, c.new, c.key)
            for c in found
            if c.kind not in TEXTS
        }

    for seed in range(part, FAMILIES, 5):
        for one, other in combinations(family(seed), 2):
            there, back = changes(one, other), changes(other, one)
            assert told(there, turned=True) == told(back, turned=False), seed


def test_every_change_says_what_stood_and_what_stands() -> None:
    for seed in range(FAMILIES):
        first, *forms = family(seed)
        for change in (change for form in forms for change in changes(first, form)):
            assert change.old != change.new, change
            assert "None" not in str(change.message), change
            assert change.subject[:2] == SUBJECT


def paged(*pages: str) -> Form:
    """Return a form of pages; `a b` is a page with the questions a and b."""
    data = written(made_form(1)) | {"scores": [], "flags": []}
    data["pages"] = [
        {
            "id": f"p{n}",
            "title": f"Sida {n}",
            "questions": [{"id": one, "type": "yes-no", "text": one} for one in page.split()],
        }
        for n, page in enumerate(pages)
    ]
    return read(data)


# Old pages, new pages, and all that it is: (subject after the form's, old, new)
ORDERS = [
    (["a b c"], ["c a b"], [(("page", "p0"), "a, b, c", "c, a, b")]),
    (["a b", "c d"], ["a", "b c d"], [(("question", "b"), "p0/a", "p1")]),
    (["a b", "c d"], ["a", "c d b"], [(("question", "b"), "p0/a", "p1/d")]),
    (["a b", "c d"], ["a d", "c b"], [(("question", "b"), "p0/a", "p1/c"), (("question", "d"), "p1/c", "p0/a")]),
    (["a b"], ["a", "b"], [(("page", "p1"), "", "Sida 1"), (("question", "b"), "p0/a", "p1")]),
    (["a", "b"], ["a b"], [(("page", "p1"), "Sida 1", ""), (("question", "b"), "p1", "p0/a")]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), ORDERS)
def test_what_moved_is_told_once_and_is_not_removed_and_added(
    old: list[str], new: list[str], expected: list[tuple[tuple[str, ...], str, str]]
) -> None:
    found = changes(paged(*old), paged(*new))
    assert sorted((c.subject[2:], c.old, c.new) for c in found) == sorted(expected)


def test_pages_that_change_places_are_one_change() -> None:
    old = paged("a b", "c d")
    new = old.model_copy(update={"pages": old.pages[::-1]})
    (change,) = changes(old, new)
    assert (change.kind, change.old, change.new) == (Kind.FORM_ORDER_CHANGED, "p0, p1", "p1, p0")


def one(**fields: object) -> Form:
    """Return a form of one question."""
    data = written(made_form(1)) | {"scores": [], "flags": []}
    question = {"id": "q", "type": "number", "text": "Hur länge?", **fields}
    data["pages"] = [{"id": "p", "title": "P", "questions": [question]}]
    return read(data)


def test_the_same_value_in_two_fields_is_two_changes() -> None:
    found = changes(one(min="0", max="0"), one(min="1", max="1"))
    assert sorted(change.key for change in found) == ["max", "min"]
    assert len(prints(found)) == 2


def test_a_mark_for_the_checks_asks_for_nothing() -> None:
    (change,) = changes(one(), one(sensitive="self-harm"))
    assert (change.kind, change.old, change.new) == (Kind.QUESTION_MARKED, "", "self-harm")


def test_a_question_that_is_answered_otherwise_is_one_change_with_all_that_belongs_to_it() -> None:
    scale = {"type": "scale", "min": "0", "max": "4", "min-text": "inte alls", "max-text": "mycket"}
    (change,) = changes(one(min="0", unit="timmar"), one(**scale))
    assert change.kind is Kind.QUESTION_CHANGED
    assert change.old == "type: number, min: 0, unit: timmar"
    assert change.new == 'type: scale, min: 0, max: 4, min-text: "inte alls", max-text: mycket'


def test_a_list_without_order_in_another_order_is_no_change_of_meaning() -> None:
    data = written(made_form(1))
    data["flags"] = []
    data["scores"] = [
        {"id": "s", "title": "S", "method": "count", "of": ["q0", "q1"], "missing": {"policy": "leave-out"}, "visible-to": ["staff", "resident"]}
    ]  # fmt: skip
    turned = [data["scores"][0] | {"of": ["q1", "q0"], "visible-to": ["resident", "staff"]}]
    found = changes(read(data), read(data | {"scores": turned}))
    assert [(c.kind, c.key) for c in found] == [
        (Kind.FORMATTING, "of"),
        (Kind.FORMATTING, "visible-to"),
    ]
