"""A witness to a change: one concrete example of whom it touches, and how. Never invented.

Who answers a form was put to both versions of it; who goes through the moment was followed
through both. Where nobody is found there is no witness.
"""

from collections.abc import Callable, Mapping
from typing import Final

from builder.changes.kinds import Change, Kind
from builder.changes.witness.asking import (
    question_changed,
    question_gone,
    shown_otherwise,
    value_gone,
)
from builder.changes.witness.example import Witness
from builder.changes.witness.flag import flag_differs
from builder.changes.witness.flow import flow_witness
from builder.changes.witness.score import choice_counts, score_changed, score_gone
from builder.changes.witness.trial import Trials, trials_of
from builder.package import Package

__all__ = ["Witness", "witness"]

_SEEKERS: Final[Mapping[Kind, Callable[[Change, Trials], Witness | None]]] = {
    Kind.QUESTION_ADDED: question_gone,
    Kind.QUESTION_REMOVED: question_gone,
    Kind.QUESTION_CHANGED: question_changed,
    Kind.CONDITION_CHANGED: shown_otherwise,
    Kind.CHOICE_ADDED: value_gone,
    Kind.CHOICE_REMOVED: value_gone,
    Kind.CHOICE_SCORE_CHANGED: choice_counts,
    Kind.SCORE_ADDED: score_gone,
    Kind.SCORE_REMOVED: score_gone,
    Kind.SCORE_CHANGED: score_changed,
    Kind.FLAG_ADDED: flag_differs,
    Kind.FLAG_REMOVED: flag_differs,
    Kind.FLAG_CHANGED: flag_differs,
}
"""Who finds somebody that a change within a form touches; the route begins within the form."""


def witness(change: Change, old: Package, new: Package) -> Witness | None:
    """Return an example of somebody whom a change touches, if one is found."""
    seek = _SEEKERS.get(change.kind)
    if seek is None:
        return flow_witness(change, old, new)
    name = change.subject[1]
    before, after = (
        next((form for form in one.forms if form.id == name), None) for one in (old, new)
    )
    if before is None or after is None:
        return None
    return seek(change, trials_of(before, after))
