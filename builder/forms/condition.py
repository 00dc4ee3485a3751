"""Whether a condition holds, given the answers and scores that are there."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from builder.forms.answer import Answer, is_chosen, is_number
from builder.model import Condition, Question
from builder.problem import Pointer

AskedFor: TypeAlias = Callable[[Condition], Answer | None]
"""Gives what a leaf of a condition speaks of: an answer, a row's answer or a score."""
Truth: TypeAlias = bool | None
"""True, false, or not decided yet."""

ORDERINGS = frozenset({"at_least", "at_most", "more_than", "less_than"})
_CHOSEN = frozenset({"is_", "is_not", "any_of", "none_of", "answered"})
_ASKED = frozenset({"answered"})


def operators_for(question: Question, *, row: bool) -> frozenset[str]:
    """Return the operators that a question, or a row of it, can be compared by."""
    if question.type == "matrix" and not row:
        return _ASKED
    if is_chosen(question) or question.type == "multiple-choice":
        return _CHOSEN
    if is_number(question):
        return _CHOSEN | ORDERINGS
    return _ASKED if question.type != "info" else frozenset()


def named_values(leaf: Condition) -> tuple[str, ...]:
    """Return the values that a leaf is compared with by `is`, `is-not`, `any-of` or `none-of`."""
    one = leaf.is_ if leaf.is_ is not None else leaf.is_not
    return (one,) if one is not None else leaf.any_of or leaf.none_of or ()


def number_in(value: str) -> Decimal | None:
    """Return a value of a condition as the number it is, if it is one."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


@dataclass(frozen=True, slots=True)
class Walked:
    """A condition within another one, and where it stands."""

    at: Pointer
    condition: Condition

    @property
    def is_leaf(self) -> bool:
        """Tell whether it speaks of a question or a score itself."""
        return bool(self.condition.question or self.condition.score)


def parts_of(at: Pointer, condition: Condition) -> Iterator[Walked]:
    """Yield the conditions that a group holds directly."""
    for key, group in (("all", condition.all_), ("any", condition.any_)):
        for n, inner in enumerate(group or ()):
            yield Walked((*at, key, n), inner)
    if condition.not_:
        yield Walked((*at, "not"), condition.not_)


def leaves_of(at: Pointer, condition: Condition) -> Iterator[Walked]:
    """Yield every leaf of a condition, in the order they are written."""
    here = Walked(at, condition)
    if here.is_leaf:
        yield here
    for part in parts_of(at, condition):
        yield from leaves_of(part.at, part.condition)


def holds(condition: Condition, asked_for: AskedFor) -> bool:
    """Tell whether a condition is true; what has no answer makes no comparison true."""
    if condition.all_ is not None:
        return all(holds(part, asked_for) for part in condition.all_)
    if condition.any_ is not None:
        return any(holds(part, asked_for) for part in condition.any_)
    if condition.not_ is not None:
        return not holds(condition.not_, asked_for)
    return compare(condition, asked_for(condition))


def truth_of(condition: Condition, known: Callable[[Condition], Truth]) -> Truth:
    """Return whether a condition is true, as far as it is known which of its comparisons are."""
    if condition.all_ is not None:
        return least(truth_of(part, known) for part in condition.all_)
    if condition.any_ is not None:
        return opposite(least(opposite(truth_of(part, known)) for part in condition.any_))
    if condition.not_ is not None:
        return opposite(truth_of(condition.not_, known))
    return known(condition)


def least(truths: Iterable[Truth]) -> Truth:
    """Return whether all are true: false as soon as one is, undecided if one is."""
    undecided = False
    for truth in truths:
        if truth is False:
            return False
        undecided = undecided or truth is None
    return None if undecided else True


def opposite(truth: Truth) -> Truth:
    """Return the other truth; what is undecided stays so."""
    return None if truth is None else not truth


def compare(leaf: Condition, value: Answer | None) -> bool:
    """Tell whether an answer, or a score, is as a leaf says."""
    if leaf.answered is not None:
        return (value is not None) is leaf.answered
    match value:
        case None | Mapping():
            return False
        case Decimal():
            return _number_is(leaf, value)
        case str():
            return _is_named(leaf, {value})
        case frozenset():
            return _is_named(leaf, value)


def _is_named(leaf: Condition, chosen: frozenset[str] | set[str]) -> bool:
    named = not chosen.isdisjoint(named_values(leaf))
    return named if leaf.operator in {"is_", "any_of"} else not named


def _number_is(leaf: Condition, number: Decimal) -> bool:
    match leaf.operator, getattr(leaf, leaf.operator):
        case "at_least", least:
            return bool(number >= least)
        case "at_most", most:
            return bool(number <= most)
        case "more_than", bound:
            return bool(number > bound)
        case "less_than", bound:
            return bool(number < bound)
        case operator, _:
            named = number in {number_in(value) for value in named_values(leaf)}
            return named if operator in {"is_", "any_of"} else not named
