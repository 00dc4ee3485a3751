"""Whether two conditions are true for exactly the same answers: decided, never guessed.

They are taken to differ unless it is proved, for all answers that can be given, that they do not:
in the old form and in the new one, and also where what is required has not been answered yet. A
wrong answer, which a form refuses, is none that can be given.
"""

from collections.abc import Iterator
from typing import Final

from builder.changes.kinds import Change, Kind
from builder.changes.values import condition_in_text
from builder.forms import NEVER, Analysis
from builder.forms.answer import values_of
from builder.forms.condition import leaves_of
from builder.message import Message, tell
from builder.model import WIRE, Condition, Form, Question
from builder.package import Route

_SHAPE: Final = ("type", "min", "max", "step", "min_choices", "max_choices")
"""What decides, beside its choices and rows, which answers a question has."""


def _either_not_both(one: Condition, other: Condition) -> Condition:
    """Return the condition that is true where just one of two is."""
    return _group("any", _group("all", one, _not(other)), _group("all", _not(one), other))


def _not(condition: Condition) -> Condition:
    return Condition.model_validate({"not": condition}, context=WIRE)


def _group(key: str, *parts: Condition) -> Condition:
    return Condition.model_validate({key: parts}, context=WIRE)


class Conditions:
    """Compares the conditions of two versions of a form."""

    def __init__(self, old: Form, new: Form) -> None:
        self._analyses = [Analysis(_unfinished(form)) for form in (old, new)]
        self._kept: list[Condition] = []
        """An analysis knows conditions by where they are in memory, so they must stay there."""

    def compare(
        self, old: Condition | None, new: Condition | None, subject: Route, kind: Kind
    ) -> Iterator[Change]:
        """Yield what differs between the conditions of a question or a flag; None is always so."""
        if old == new:
            return
        before, after = (condition_in_text(one) if one else "" for one in (old, new))
        if self.are_equal(old, new, subject[-1] if subject[-2] == "question" else None):
            message = tell(
                "the condition is written otherwise; it is proved that it is true "
                "for exactly the same answers"
            )
            yield Change(Kind.FORMATTING, subject, message, before, after, key="when")
        else:
            yield Change(kind, subject, _difference(before, after), before, after, key="when")

    def are_equal(self, old: Condition | None, new: Condition | None, asked_at: str | None) -> bool:
        """Tell whether two conditions are proved to be true for the same answers in both forms.

        `asked_at` is the question that they show, or None for a flag.
        """
        unlike = unlike_of(old, new)
        if unlike is None or not self._is_about_the_same(unlike):
            return unlike is None
        self._kept.append(unlike)
        return all(one.can_be(unlike, asked_at) == NEVER for one in self._analyses)

    def _is_about_the_same(self, condition: Condition) -> bool:
        """Tell whether the questions that a condition names have the same answers in both forms."""
        before, after = (
            {name: _answers_of(one.names.questions[name]) for name in _named(one, condition)}
            for one in self._analyses
        )
        return before == after


def _named(analysis: Analysis, condition: Condition) -> set[str]:
    """Return the questions that a condition speaks of, itself or by what its scores count."""
    leaves = [leaf.condition for leaf in leaves_of((), condition)]
    return {name for leaf in leaves for name in analysis.names.asked_by(leaf)}


def _answers_of(question: Question) -> tuple[object, ...]:
    """Return what decides which answers a question can have."""
    shape = tuple(getattr(question, name, None) for name in _SHAPE)
    rows = tuple(row.id for row in getattr(question, "rows", ()))
    return (*shape, rows, frozenset(values_of(question)))


def _difference(old: str, new: str) -> Message:
    if not old:
        return tell("it is shown only when {new}; before, it was always shown", new=new)
    if not new:
        return tell("it is always shown; before, only when {old}", old=old)
    return tell("the condition is {new} instead of {old}", old=old, new=new)


def unlike_of(old: Condition | None, new: Condition | None) -> Condition | None:
    """Return the condition that is true where two differ; None where there is nothing to differ."""
    if old is None or new is None:
        one = old or new
        return _not(one) if one else None
    return _either_not_both(old, new)


def _unfinished(form: Form) -> Form:
    """Return a form in which everything may be left unanswered, as it is before one is done."""
    pages = tuple(
        page.model_copy(
            update={
                "questions": tuple(
                    one if one.type == "info" else one.model_copy(update={"required": False})
                    for one in page.questions
                )
            }
        )
        for page in form.pages
    )
    return form.model_copy(update={"pages": pages})
