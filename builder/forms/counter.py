"""How one score is counted while all answers are gone through at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from typing import Final, TypeAlias

from builder.forms.options import Option
from builder.forms.score import SCALE, Tally, divided, in_decimals, ratio_of, whole_value_of
from builder.model import Score

DEAD: Final = -1
"""The count of a score that so many answers are missing from that it has no value any more."""

Known: TypeAlias = dict[tuple[int, int, int], Decimal | None]
"""Values of one score that were worked out: by answers given, points and items left."""


class Keeps(Enum):
    """What must be remembered of how many answers a score has been given."""

    ALL = auto()
    ANY = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Counter:
    """How one score is counted during a walk.

    It adds if it is a sum that matters, and not an extreme or how many there are. `stride` and
    `span` place its sum within the bits: index `(bits // stride) % span`, each of `unit` points
    above `lowest`, in points times SCALE.
    """

    score: Score
    items: int
    adds: bool
    keeps: Keeps
    known: Known = field(repr=False)
    lowest: int = 0
    unit: int = 1
    span: int = 1
    stride: int = 1

    @classmethod
    def of(cls, score: Score, items: int, known: Known, stride: int) -> "Counter":
        """Return how a score of so many items is counted; its place is still to be laid out."""
        adds = score.method in {"sum", "mean"}
        return cls(score, items, adds, _keeps(score), known, stride=stride)

    @property
    def is_tracked(self) -> bool:
        """Tell whether more is kept of each answer than what it adds."""
        return self.keeps is not Keeps.NONE or not self.adds

    @property
    def most_missing(self) -> int:
        """How many answers may be missing while there is still a value."""
        at_most = self.score.missing.at_most
        if self.score.missing.policy == "no-score":
            return 0
        return self.items if at_most is None else at_most

    def gives(self, option: Option) -> int | None:
        """Return the points of an answer times SCALE; None for what is missing."""
        if self.score.method == "count":
            return None if option.answer is None else SCALE
        return option.points

    def count(self, given: int, option: Option, left: int) -> int:
        """Return the count after one more item, when so many are still left to ask."""
        has_points = self.gives(option) is not None
        match self.keeps:
            case Keeps.NONE:
                return given
            case Keeps.ANY:
                return int(given or has_points)
            case _ if given == DEAD:
                return DEAD
            case _:
                given += has_points
                return given if self.items - given - left <= self.most_missing else DEAD

    def extreme(self, before: int | None, option: Option) -> int | None:
        """Return the least or the most points after one more item."""
        if self.score.method not in {"min", "max"}:
            return None
        points = self.gives(option)
        if points is None and self.score.missing.policy == "count-as-zero":
            points = 0
        if points is None or before is None:
            return points if before is None else before
        return min(before, points) if self.score.method == "min" else max(before, points)

    def value(self, given: int, extreme: int | None, index: int, left: int) -> Decimal | None:
        """Return the value after so many answers, with the sums of an index and items left."""
        key = (given, index if extreme is None else extreme, left)
        if key not in self.known:
            whole = self.whole_value(given, extreme, index, left)
            self.known[key] = in_decimals(self.score, whole)
        return self.known[key]

    def whole_value(self, given: int, extreme: int | None, index: int, left: int) -> int | None:
        """Return the same, counted in the last of the score's decimals."""
        if given == DEAD:
            return None
        amount = self._points(index) if extreme is None else extreme
        return whole_value_of(
            self.score, Tally(self.items, self._given(given, left), amount, amount, amount)
        )

    def whole_values(
        self, given: int, extreme: int | None, indices: Iterable[int], left: int
    ) -> set[int | None]:
        """Return the values of many sums at once."""
        if given == DEAD or not self.adds:
            return {self.whole_value(given, extreme, 0, left)}
        ratio = ratio_of(self.score, self.items, self._given(given, left))
        if ratio is None:
            return {None}
        return {divided(self._points(index), *ratio) for index in indices}

    def _points(self, index: int) -> int:
        return self.lowest + self.unit * (index // self.stride % self.span)

    def _given(self, count: int, left: int) -> int:
        """Return for how many items points were given, as far as it matters."""
        match self.keeps:
            case Keeps.NONE:
                return self.items - left
            case Keeps.ANY:
                return self.items if count else 0
            case _:
                return count


def _keeps(score: Score) -> Keeps:
    """Return what of the number of given answers can change a score's value."""
    policy, method = score.missing.policy, score.method
    if method == "count" or policy == "no-score" or score.missing.at_most is not None:
        return Keeps.ALL
    if policy == "count-as-zero":
        return Keeps.NONE
    divides = method == "mean" or (method == "sum" and policy == "mean-of-answered")
    return Keeps.ALL if divides else Keeps.ANY
