"""Scores in FHIRPath: what is missing, what they come to and how it is rounded (docs/forms.md).

Engines reckon in binary fractions, where 1.025 rounds to 1.02. Here every sum is first made whole,
and a quotient is rounded by whole division, so that the last decimal is the evaluator's.
"""

from collections.abc import Container, Iterable, Sequence
from decimal import Decimal
from itertools import chain
from typing import Final

from builder.exchange.fhir.names import CALCULATED, VARIABLE, Json, expression, number
from builder.exchange.fhir.paths import Names, wrong
from builder.exchange.yaml_form import write_on_one_line
from builder.forms.answer import is_chosen, is_number, steps_of
from builder.forms.score import Item, items_of, points_of_values
from builder.model import NumberQuestion, Question, ScaleQuestion, Score, YesNoQuestion
from builder.model.scalars import MAX_DECIMALS

_POINTS: Final = "%points"
_SUM: Final = "aggregate($this + $total, 0)"
_SUM_IF_ANY: Final = "aggregate(iif($total.empty(), $this, $total + $this))"
_NOTHING: Final = "{}"


def score_expressions(score: Score, names: Names) -> list[Json]:
    """Return the extensions that compute a score: a variable with its points, and its value."""
    items = list(items_of(score, names.questions))
    value = _value(score, items, _POINTS, _faults(items, names))
    return [
        expression(VARIABLE, _points(score, items, names), name="points"),
        expression(CALCULATED, value, description=in_words(score)),
    ]


def score_path(score: Score, names: Names, asked: Container[str]) -> str:
    """Return the value of a score as it stands when only the questions in `asked` are answered."""
    items = list(items_of(score, names.questions))
    there = [item for item in items if item.question.id in asked]
    points = f"({_points(score, there, names)})"
    return _value(score, items, points, _faults(there, names))


def _faults(items: Iterable[Item], names: Names) -> list[str]:
    found = (wrong(item, names) for item in items)
    return list(dict.fromkeys(one for one in found if one))


def in_words(score: Score) -> str:
    """Return what a score's expression computes, as it is written in our forms."""
    return write_on_one_line(score, ("method", "of", "decimals", "missing"))


def _points(score: Score, items: Iterable[Item], names: Names) -> str:
    """Return the path to the points of all items that have any."""
    runs: list[tuple[str, list[Item]]] = []
    for item in items:
        tail = _tail(score, item.question)
        if runs and runs[-1][0] == tail and _goes_with(item, runs[-1][1], names, tail):
            runs[-1][1].append(item)
        else:
            runs.append((tail, [item]))
    terms = [names.items(run) + tail for tail, run in runs]
    return terms[0] + "".join(f".combine({term})" for term in terms[1:]) if terms else _NOTHING


def _goes_with(item: Item, run: Sequence[Item], names: Names, tail: str) -> bool:
    """Tell whether an item can be asked about in one path with others."""
    if tail.endswith(_SUM_IF_ANY) or item in run:  # it would be the sum of all, or counted once
        return False
    guards = (names.guards.get(one.question.id) for one in (item, run[0]))
    return next(guards) == next(guards)


def _tail(score: Score, question: Question) -> str:
    """Return the path from an answered item to its points."""
    if score.method == "count":
        return ".where(answer.exists())"
    if isinstance(question, YesNoQuestion):
        yes, no = (_literal(one) for one in (question.yes_score, question.no_score))
        return f".answer.value.select(iif($this, {yes}, {no}))"
    if is_chosen(question):
        return ".answer.value.weight()"
    if question.type == "multiple-choice":
        return f".answer.value.weight().{_SUM_IF_ANY}"
    return ".answer.value" if is_number(question) else ".where(false)"


def _literal(points: Decimal | None) -> str:
    return _NOTHING if points is None else str(number(points))


def _value(score: Score, items: Sequence[Item], points: str, faults: Sequence[str]) -> str:
    if not items:
        return _NOTHING
    demands = [f"({' or '.join(faults)}).not()"] if faults else []
    demands += _enough(score, len(items), points)
    value = _reckoned(score, items, points)
    return f"iif({' and '.join(demands)}, {value}, {{}})" if demands else value


def _enough(score: Score, items: int, points: str) -> list[str]:
    """Return the demand that the policy makes on how many items have points."""
    policy, at_most = score.missing.policy, score.missing.at_most
    if policy == "no-score":
        return [f"{points}.count() = {items}"]
    least = 0 if at_most is None else max(items - at_most, 0)
    if score.method != "count" and policy != "count-as-zero":
        least = max(least, 1)
    return [f"{points}.count() >= {least}"] if least else []


def _reckoned(score: Score, items: Sequence[Item], points: str) -> str:
    if score.method == "count":
        return f"{points}.count()"
    places = max((_places(item.question) for item in items), default=0)
    zeros = score.missing.policy == "count-as-zero"
    total, shares = _extreme(score, len(items), points), "1"
    if total is None:
        total = f"{points}.{_SUM}"
        shares = str(len(items)) if zeros else f"{points}.count()"
    if places:
        total = f"({total} * {10**places}).round()"
    if score.method == "sum":
        if score.missing.policy == "mean-of-answered":
            total = f"{total} * {len(items)}"
        else:
            shares = "1"
    decimals = MAX_DECIMALS if score.decimals is None else score.decimals
    if shares == "1" and decimals >= places:
        return f"{total} / {10**places}" if places else total
    is_signed = any(_least(item.question) < 0 for item in items)
    return _rounded(total, shares, 10**places, decimals, is_signed=is_signed)


def _extreme(score: Score, items: int, points: str) -> str | None:
    if score.method not in {"min", "max"}:
        return None
    sign = "<" if score.method == "min" else ">"
    if score.missing.policy == "count-as-zero":
        points = f"iif({points}.count() < {items}, {points}.combine(0), {points})"
    return f"{points}.aggregate(iif($total.empty() or $this {sign} $total, $this, $total))"


def _rounded(total: str, shares: str, scale: int, decimals: int, *, is_signed: bool) -> str:
    """Return total / (shares · scale), rounded half away from zero by whole division."""
    half, whole = (_times(shares, factor * scale) for factor in (1, 2))
    value = "$this.abs()" if is_signed else f"({total})"
    rounded = f"(({value} * {2 * 10**decimals} + {half}) div ({whole}))"
    if is_signed:
        rounded = f"({total}).select(iif($this < 0, -1, 1) * {rounded})"
    return f"{rounded} / {10**decimals}" if decimals else rounded


def _times(shares: str, factor: int) -> str:
    if shares.isdigit():
        return str(int(shares) * factor)
    return f"{shares} * {factor}" if factor > 1 else shares


def _places(question: Question) -> int:
    """Return how many decimals the points of a question can have."""
    return max((-_exponent(one) for one in _numbers(question)), default=0)


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0


def _numbers(question: Question) -> Iterable[Decimal]:
    if isinstance(question, NumberQuestion | ScaleQuestion):
        return steps_of(question)
    return [one for one in points_of_values(question).values() if one is not None]


def _least(question: Question) -> Decimal:
    """Return a bound below all points of a question: only its sign matters."""
    if isinstance(question, NumberQuestion | ScaleQuestion):
        return Decimal(-1) if question.min is None else question.min
    return min(chain(_numbers(question), [Decimal(0)]))
