"""Scores and their bands as calculated values of SurveyJS.

`given_x` is how many items gave points, `total_x` the sum, least or most of them, `score_x` the
value and `band_x` the id of its band.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from builder.exchange.surveyjs.expression import (
    all_of,
    called,
    decimals_of,
    first_of,
    given,
    negated,
    number,
    quoted,
    times,
)
from builder.exchange.surveyjs.limits import FAR
from builder.exchange.surveyjs.names import calculated
from builder.exchange.surveyjs.sheet import Sheet
from builder.forms import Item
from builder.forms.answer import steps_of
from builder.forms.score import items_of, points_of_values
from builder.model import NumberQuestion, ScaleQuestion, Score
from builder.model.scalars import MAX_DECIMALS

EXACT: Final = 2**49
"""Whole numbers up to this, products of numbers with decimals too, SurveyJS computes exactly."""


def score_of(score: Score, sheet: Sheet, place: int) -> str:
    """Return `{name}` of a score as it is to a question at `place`."""
    counted = Counted.of(score, sheet, place)
    return sheet.define(calculated("score", counted.name), counted.value)


def band_of(score: Score, sheet: Sheet) -> str:
    """Return `{name}` of the id of the band that a score falls in, the first if in several."""
    value = score_of(score, sheet, len(sheet.places))
    cases = [
        (f"{value} >= {number(band.from_)} and {value} <= {number(band.to)}", quoted(band.id))
        for band in score.bands
    ]
    return sheet.define(calculated("band", score.id), lambda: first_of(cases))


@dataclass(frozen=True, slots=True)
class Counted:
    """A score, what it counts, and what of that has been asked by now."""

    score: Score
    sheet: Sheet
    name: str
    items: int
    there: tuple[Item, ...]

    @classmethod
    def of(cls, score: Score, sheet: Sheet, place: int) -> "Counted":
        """Look at a score from a question at `place`; what stands later is missing to it."""
        items = tuple(items_of(score, sheet.questions))
        there = tuple(item for item in items if sheet.places[item.question.id] < place)
        asker = "" if there == items else f"_before_{list(sheet.places)[place]}"
        return cls(score, sheet, score.id + asker, len(items), there)

    def value(self) -> str:
        """Return the expression of the value; without one where the policy gives none."""
        wrong = (self.sheet.wrong(item.question) for item in self.there)
        least = self._least_given()
        enough = [f"{self._given()} >= {least}"] if least else []
        right = [negated(one) for one in wrong if one is not None]
        return given(all_of([*enough, *right]), self._rounded())

    def _least_given(self) -> int:
        """Return how many items must give points for there to be a value."""
        missing = self.score.missing
        may_miss = self.items if missing.at_most is None else missing.at_most
        if missing.policy == "no-score":
            may_miss = 0
        needs_one = self.score.method != "count" and missing.policy != "count-as-zero"
        return max(self.items - may_miss, 1 if needs_one else 0)

    def _given(self) -> str:
        name = calculated("given", self.name)
        if self.score.method == "count":
            ones = (given(self.sheet.answered(item), "1") for item in self.there)
            return self.sheet.define(name, lambda: called("count", ones))
        points = (self.sheet.points(item) for item in self.there)
        return self.sheet.define(name, lambda: called("count", points))

    def _total(self) -> str:
        """Return the sum, the least or the most of the points, still without rounding."""
        points = [self.sheet.points(item) for item in self.there]
        is_zero = self.score.missing.policy == "count-as-zero"
        if self.score.method in {"min", "max"}:
            zeros = [given(f"{self._given()} < {self.items}", "0")] if is_zero else []
            return called(self.score.method, [*points, *zeros])
        return called("sum", points)

    def _rounded(self) -> str:
        """Return the value, rounded half away from zero if it can have too many decimals.

        With whole numbers only, for a quotient that is not finite is not exact in SurveyJS. The
        value is `total` * scale / (2 * divisor) of its last decimal: one half more is added, as
        `halves` has it, and what is left over when that is divided is taken away.
        """
        if self.score.method == "count":
            return self._given()
        if not self._rounds():
            return self._total()
        total = self.sheet.define(calculated("total", self.name), self._total)
        sign = f" * iif({total} < 0, -1, 1)" if self._can_be_negative() else ""
        scaled = f"{total}{sign} * {self._scale()}"
        if self._decimals():
            scaled = f"round({scaled})"
        part = 10 ** max(self._decimals() - self._places(), 0)
        one, both = times(self._divisor(), part), times(self._divisor(), 2 * part)
        halves = self.sheet.define(calculated("halves", self.name), lambda: f"{scaled} + {one}")
        whole = f"({halves} - {halves} % {both}) / {both}{sign}"
        return f"{whole} / {10 ** self._places()}" if self._places() else whole

    def _rounds(self) -> bool:
        return self._divisor() != 1 or self._decimals() > self._places()

    def _places(self) -> int:
        """Return how many decimals the value may have."""
        decimals = self.score.decimals
        return MAX_DECIMALS if decimals is None else decimals

    def _decimals(self) -> int:
        """Return how many decimals the points can have."""
        return max((decimals_of(*_points_within(item)) for item in self.there), default=0)

    def _divisor(self) -> str | int:
        policy = self.score.missing.policy
        if self.score.method == "mean":
            return self.items if policy == "count-as-zero" else self._given()
        is_mean = self.score.method == "sum" and policy == "mean-of-answered"
        return self._given() if is_mean else 1

    def _scale(self) -> int:
        """Return what the total is multiplied by, to be compared with twice the divisor."""
        is_mean = self.score.method == "sum" and self.score.missing.policy == "mean-of-answered"
        tens: int = 10 ** max(self._places(), self._decimals())
        return (self.items if is_mean else 1) * 2 * tens

    def _can_be_negative(self) -> bool:
        return any(one < 0 for item in self.there for one in _points_within(item))

    def is_exact(self) -> bool:
        """Tell whether nothing that SurveyJS computes here can become too large to be exact."""
        if self.score.method == "count":
            return True
        total = sum(max(abs(one) for one in _points_within(item)) for item in self.there)
        return total * (self._scale() if self._rounds() else 10 ** self._decimals()) < EXACT


def _points_within(item: Item) -> Iterator[Decimal]:
    """Yield points of an item that none go beyond and that have as many decimals as any."""
    question = item.question
    if isinstance(question, NumberQuestion | ScaleQuestion):
        yield from steps_of(question)
        for end in (question.min, question.max):
            yield Decimal(-FAR) if end is None else end
    else:
        points = [one for one in points_of_values(question).values() if one is not None]
        yield from (*points, sum(map(abs, points), Decimal(0)), Decimal(0))
