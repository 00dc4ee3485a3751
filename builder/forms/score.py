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


def points_of(question: Question, answer: Answer | None) -> Decimal | None:
    """Return the points of an answer, of a row's answer; None where it gives none."""
    match answer:
        case Decimal():
            return answer
        case str():
            return points_of_values(question).get(answer)
        case frozenset():
            points = points_of_values(question)
            there = [one for value in answer if (one := points.get(value)) is not None]
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
    missing = tally.items - tally.given
    policy, at_most = score.missing.policy, score.missing.at_most
    if missing and policy == "no-score":
        return None
    if at_most is not None and missing > at_most:
        return None
    if score.method == "count":
        return Decimal(tally.given)
    if not tally.given and policy != "count-as-zero":
        return None
    decimals = MAX_DECIMALS if score.decimals is None else score.decimals
    return _quotient(*_value(score, tally), decimals)


def _value(score: Score, tally: Tally) -> tuple[int, int]:
    """Return the value times SCALE, as a numerator and a denominator."""
    policy, missing = score.missing.policy, tally.items - tally.given
    zero = (0,) if policy == "count-as-zero" and missing else ()
    there = (tally.given > 0) * 1
    match score.method:
        case "sum" if policy == "mean-of-answered":
            return tally.sum * tally.items, tally.given
        case "mean":
            return tally.sum, (tally.items if policy == "count-as-zero" else tally.given) or 1
        case "min":
            return min((*zero, *(tally.least,) * there), default=0), 1
        case "max":
            return max((*zero, *(tally.most,) * there), default=0), 1
        case _:
            return tally.sum, 1


def _quotient(points: int, count: int, decimals: int) -> Decimal:
    """Return points, times SCALE, divided by a count and rounded half away from zero."""
    divisor = count * 10 ** (MAX_DECIMALS - decimals)
    away = (2 * abs(points) + divisor) // (2 * divisor)
    return Decimal(away if points >= 0 else -away).scaleb(-decimals)


def band_of(score: Score, value: Decimal | None) -> Band | None:
    """Return the band that a value falls in, the first where bands overlap."""
    if value is None:
        return None
    return next((band for band in score.bands if band.from_ <= value <= band.to), None)
