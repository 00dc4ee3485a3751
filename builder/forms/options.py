"""What can be answered: a finite choice of answers that stand for all, as far as anyone asks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final, TypeAlias

from builder.forms.answer import Answer, steps_of, values_of
from builder.forms.condition import ORDERINGS, compare, named_values, number_in
from builder.forms.score import SCALE, Item, points_of, points_of_values
from builder.model import Condition, MultipleChoiceQuestion, NumberQuestion, ScaleQuestion

MOST: Final = 20_000
"""A question with more different answers than this is not gone through."""
_FEW: Final = 20
_FAR: Final = Decimal(10) ** 12


class TooLargeError(Exception):
    """There are too many answers, or combinations of them, to go through; tells at which item."""

    def __init__(self, item: Item | None = None) -> None:
        super().__init__()
        self.item = item


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that stands for all with the same truths and points; None for no answer.

    Bit n of `truths` says whether leaf n of those asked about is true of it. Points are times
    SCALE.
    """

    answer: Answer | None
    truths: int
    points: int | None


Asked: TypeAlias = Sequence[tuple[Condition, int]]
"""The leaves that speak of an item, each with the number of its bit."""


def options_of(item: Item, asked: Asked, *, is_counted: bool) -> tuple[Option, ...]:
    """Return what can be answered when the item is shown, no answer included unless required.

    Raise TooLargeError where that is too much to go through.
    """
    leaves = [leaf for leaf, _ in asked]
    points = points_of_values(item.question)
    found: dict[tuple[int, int | None], Option] = {}
    for answer in _answers(item, leaves, is_counted=is_counted):
        option = _option(answer, asked, points)
        found.setdefault((option.truths, option.points), option)
    if item.question.type != "info" and not item.question.required:
        return (*found.values(), nothing_to(asked))
    return tuple(found.values())


def option_of(item: Item, answer: Answer, asked: Asked) -> Option:
    """Return one answer with what is true of it."""
    return _option(answer, asked, points_of_values(item.question))


def nothing_to(asked: Asked) -> Option:
    """Return no answer, with what is true of it."""
    return _option(None, asked, {})


def _option(answer: Answer | None, asked: Asked, of_values: Mapping[str, Decimal | None]) -> Option:
    """Return an answer with what is true of it; the bit of `answered` says that it is."""
    truths = 0
    for leaf, bit in asked:
        is_so = answer is not None if leaf.answered is not None else compare(leaf, answer)
        truths |= is_so << bit
    points = points_of(answer, of_values)
    return Option(answer, truths, None if points is None else int(points * SCALE))


def _answers(
    item: Item, leaves: Sequence[Condition], *, is_counted: bool
) -> Iterator[Answer | None]:
    question = item.question
    match question:
        case MultipleChoiceQuestion():
            yield from _several(question, leaves)
        case NumberQuestion() | ScaleQuestion():
            yield from _numbers(item, question, leaves, is_counted=is_counted)
        case _ if question.type == "info":
            yield None
        case _:
            yield from values_of(question) or ("…",)


def _several(
    question: MultipleChoiceQuestion, leaves: Sequence[Condition]
) -> Iterator[frozenset[str]]:
    """Yield one set of values for each number of them, sum of points and comparisons they meet."""
    meets = {
        value: sum(1 << n for n, leaf in enumerate(leaves) if value in named_values(leaf))
        for value in values_of(question)
    }
    points = points_of_values(question)
    found: dict[tuple[int, Decimal | None, int], frozenset[str]] = {(0, None, 0): frozenset()}
    for value in values_of(question):
        for (count, total, met), chosen in list(found.items()):
            added = points[value]
            sum_ = total if added is None else added + (total or 0)
            found.setdefault((count + 1, sum_, met | meets[value]), chosen | {value})
        if len(found) > MOST:
            raise TooLargeError(Item(question))
    least, most = max(question.min_choices or 0, 1), question.max_choices
    for (count, _, _), chosen in found.items():
        if least <= count and (most is None or count <= most):
            yield chosen


def _numbers(
    item: Item,
    question: NumberQuestion | ScaleQuestion,
    leaves: Sequence[Condition],
    *,
    is_counted: bool,
) -> Iterator[Decimal]:
    """Yield every number if they are counted, else those at and between what they are held to."""
    start, step = steps_of(question)
    least = -_FAR if question.min is None else question.min
    most = _FAR if question.max is None else question.max
    first = ((least - start) / step).to_integral_value(ROUND_CEILING)
    last = ((most - start) / step).to_integral_value(ROUND_FLOOR)
    if last - first < (MOST if is_counted else _FEW):
        yield from (start + step * n for n in range(int(first), int(last) + 1))
        return
    if is_counted:
        raise TooLargeError(item)
    near: set[Decimal] = {first, last}
    for bound in (bound for leaf in leaves for bound in bounds_of(leaf)):
        whole = ((bound - start) / step).to_integral_value(ROUND_FLOOR)
        near |= {whole - 1, whole, whole + 1}
    yield from (start + step * n for n in sorted(near) if first <= n <= last)


def bounds_of(leaf: Condition) -> Iterator[Decimal]:
    """Yield the numbers that a leaf compares with."""
    operator = leaf.operator
    if operator in ORDERINGS:
        yield getattr(leaf, operator)
    for value in named_values(leaf):
        number = number_in(value)
        if number is not None:
            yield number
