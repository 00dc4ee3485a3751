"""Scores: which answers are counted, what each gives, and what they come to.

Numbers are exact. A value is rounded half away from zero to the score's decimals, or to four
where it states none, before anything compares it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from builder.forms.answer import Answer
from builder.model import Band, MatrixQuestion, Question, Score
from builder.model.scalars import MAX_DECIMALS

SCALE: Final = 10**MAX_DECIMALS
"""Points times this are whole numbers."""


@dataclass(frozen=True, slots=True)
class Item:
    """One answer that a score counts: a question's, or that of one row of a matrix."""

    question: Question
    row: str | None = None

    def answer(self, answers: Mapping[str, Answer]) -> Answer | None:
        """Return the answer that was given, if any."""
        answer = answers.get(self.question.id)
        if self.row is None or answer is None:
            return answer
        return answer.get(self.row) if isinstance(answer, Mapping) else None


def items_of(score: Score, questions: Mapping[str, Question]) -> Iterator[Item]:
    """Yield what a score counts; names that no question has are passed over."""
    for name in score.of:
        match questions.get(name):
            case None:
                continue
            case MatrixQuestion() as matrix:
                yield from (Item(matrix, row.id) for row in matrix.rows)
            case question:
                yield Item(question)


def points_of_values(question: Question) -> Mapping[str, Decimal | None]:
    """Return the points of each value that can be chosen."""
    if question.type == "yes-no":
        return {"yes": question.yes_score, "no": question.no_score}
    return {choice.value: choice.score for choice in getattr(question, "choices", ())}


def points_of(answer: Answer | None, of_values: Mapping[str, Decimal | None]) -> Decimal | None:
    """Return the points of an answer, or a row's, by those of each value; None if it has none."""
    match answer:
        case Decimal():
            return answer
        case str():
            return of_values.get(answer)
        case frozenset():
            there = [one for value in answer if (one := of_values.get(value)) is not None]
            return sum(there, Decimal(0)) if there else None
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Tally:
    """What has been counted: of how many items, how many gave points, their sum and extremes.

    Points are times SCALE. `least` and `most` are 0 where nothing gave points.
    """

    items: int
    given: int
    sum: int
    least: int = 0
    most: int = 0

    @classmethod
    def of(cls, points: Sequence[Decimal | None]) -> "Tally":
        """Count the points of all items, None for what is missing."""
        there = [int(one * SCALE) for one in points if one is not None]
        return cls(
            len(points), len(there), sum(there), min(there, default=0), max(there, default=0)
        )


def value_of(score: Score, tally: Tally) -> Decimal | None:
    """Return what a score comes to, or None where its policy gives no value."""
    return in_decimals(score, whole_value_of(score, tally))


def in_decimals(score: Score, whole: int | None) -> Decimal | None:
    """Return a value that is counted in the last of a score's decimals as the number it is."""
    return None if whole is None else Decimal(whole).scaleb(-_decimals(score))


def _decimals(score: Score) -> int:
    return MAX_DECIMALS if score.decimals is None else score.decimals


def whole_value_of(score: Score, tally: Tally) -> int | None:
    """Return what a score comes to, counted in the last of its decimals, or None for no value."""
    ratio = ratio_of(score, tally.items, tally.given)
    if ratio is None:
        return None
    match score.method:
        case "count":
            points = tally.given * SCALE
        case "min" | "max":
            points = _extreme(score, tally)
        case _:
            points = tally.sum
    return divided(points, *ratio)


def ratio_of(score: Score, items: int, given: int) -> tuple[int, int] | None:
    """Return what points are multiplied and divided by to be the value; None for no value."""
    missing, policy, at_most = items - given, score.missing.policy, score.missing.at_most
    if missing and (policy == "no-score" or (at_most is not None and missing > at_most)):
        return None
    last = 10 ** (MAX_DECIMALS - _decimals(score))
    if score.method == "count":
        return 1, last
    if not given and policy != "count-as-zero":
        return None
    if score.method == "sum" and policy == "mean-of-answered":
        return items, given * last
    if score.method == "mean":
        return 1, ((items if policy == "count-as-zero" else given) or 1) * last
    return 1, last


def divided(points: int, times: int, divisor: int) -> int:
    """Return points multiplied and divided, rounded half away from zero."""
    whole = points * times
    away = (2 * abs(whole) + divisor) // (2 * divisor)
    return away if whole >= 0 else -away


def _extreme(score: Score, tally: Tally) -> int:
    zero = (0,) if score.missing.policy == "count-as-zero" and tally.items > tally.given else ()
    if score.method == "min":
        return min((*zero, *((tally.least,) if tally.given else ())), default=0)
    return max((*zero, *((tally.most,) if tally.given else ())), default=0)


def band_of(score: Score, value: Decimal | None) -> Band | None:
    """Return the band that a value falls in, the first where bands overlap."""
    if value is None:
        return None
    return next((band for band in score.bands if band.from_ <= value <= band.to), None)
