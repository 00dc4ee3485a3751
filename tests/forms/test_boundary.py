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
