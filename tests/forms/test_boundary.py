"""Boundary examples stand on both sides of each cut-off, and their answers can be given."""

from decimal import Decimal

import pytest
from made import made_form
from test_evaluate import form_of

from builder.forms import Analysis, Boundary, boundaries, evaluate
from builder.model import Form

SCALE = {"type": "scale", "min": "0", "max": "10", "min-text": "låg", "max-text": "hög"}
SUM = {
    "id": "s", "title": "Summa", "method": "sum", "of": ["q"], "missing": {"policy": "no-score"},
    "visible-to": ["staff"],
}  # fmt: skip


def _values(form: Form, subject: str) -> list[tuple[Decimal, Decimal]]:
    found = boundaries(Analysis(form))
    return [(one.cut, one.value) for one in found if one.subject == subject]


def test_a_band_is_shown_from_both_sides() -> None:
    bands = [
        {"id": "lag", "from": "0", "to": "4", "text": "Låg"},
        {"id": "hog", "from": "5", "to": "10", "text": "Hög"},
    ]
    form = form_of(SCALE, scores=[{**SUM, "bands": bands}])
    assert _values(form, "score") == [(5, 4), (5, 5), (5, 6)]
    assert [one.outcome.bands["s"] for one in boundaries(Analysis(form))] == ["lag", "hog", "hog"]


def test_a_flag_on_a_number_is_shown_from_both_sides() -> None:
    flag = {
        "id": "f", "when": {"question": "q", "at-least": "7"}, "to": "resident", "priority": "high", "text": "T",
    }  # fmt: skip
    form = form_of(SCALE, flags=[flag])
    assert _values(form, "question") == [(7, 6), (7, 7), (7, 8)]
    assert [one.outcome.flags for one in boundaries(Analysis(form))] == [(), ("f",), ("f",)]


def test_a_cut_off_at_the_end_has_one_side() -> None:
    flag = {
        "id": "f", "when": {"score": "s", "at-least": "10"}, "to": "resident", "priority": "high", "text": "T",
    }  # fmt: skip
    assert _values(form_of(SCALE, scores=[SUM], flags=[flag]), "score") == [(10, 9), (10, 10)]


@pytest.mark.parametrize("seed", range(120))
def test_the_answers_can_be_given_and_come_to_what_is_said(seed: int) -> None:
    form = made_form(seed)
    for one in boundaries(Analysis(form)):
        assert one.outcome == evaluate(form, one.answers)
        if one.subject == "score":
            assert not one.outcome.faults
            assert one.outcome.scores[one.name] == one.value


def test_made_forms_have_boundaries() -> None:
    found: list[Boundary] = [
        one for seed in range(120) for one in boundaries(Analysis(made_form(seed)))
    ]
    assert len([one for one in found if one.subject == "score"]) > 50
    assert len([one for one in found if one.subject == "question"]) > 50


def test_what_is_filled_in_beside_raises_no_flag() -> None:
    """Neither a question about self-harm nor a low mark is answered so that it alone is flagged."""
    harm = {"id": "h", "type": "yes-no", "text": "F?", "required": True, "sensitive": "self-harm"}
    when = [{"question": "h", "is": "yes"}, {"question": "l", "at-most": "3"}]
    flags = [
        {"id": "f", "when": {"question": "q", "at-least": "7"}},
        *({"id": f"g{n}", "when": one} for n, one in enumerate(when)),
    ]
    told = {"to": "resident", "priority": "high", "text": "T"}
    low = {**SCALE, "id": "l", "text": "F?", "required": True}
    form = form_of(SCALE, harm, low, flags=[{**one, **told} for one in flags])
    found = [one for one in boundaries(Analysis(form)) if one.name == "q"]
    assert [one.outcome.flags for one in found] == [(), ("f",), ("f",)]
    assert all(one.answers["h"] == "no" and one.answers["l"] == "10" for one in found)


def test_another_way_to_the_same_flag_is_left_unused() -> None:
    """The number decides: what would raise the flag whatever the number is, is not answered."""
    parts = [{"question": "h", "is": "yes"}, {"question": "q", "at-least": "7"}]
    flag = {
        "id": "f", "when": {"any": parts}, "to": "resident", "priority": "high", "text": "T",
    }  # fmt: skip
    form = form_of({"id": "h", "type": "yes-no", "text": "F?"}, SCALE, flags=[flag])
    found = [one for one in boundaries(Analysis(form)) if one.subject == "question"]
    assert [one.outcome.flags for one in found] == [(), ("f",), ("f",)]
    assert not any("h" in one.answers for one in found)


def test_what_the_number_needs_to_decide_is_kept() -> None:
    """Though another flag is raised by the number alone."""
    both = [{"question": "h", "is": "yes"}, {"question": "q", "at-least": "7"}]
    told = {"to": "resident", "priority": "high", "text": "T"}
    flags = [{"id": "f", "when": {"all": both}, **told}, {"id": "g", "when": both[1], **told}]
    form = form_of({"id": "h", "type": "yes-no", "text": "F?"}, SCALE, flags=flags)
    found = [one for one in boundaries(Analysis(form)) if one.subject == "question"]
    assert [one.outcome.flags for one in found] == [(), ("f", "g"), ("f", "g")]
