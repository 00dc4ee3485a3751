"""A condition as an expression of SurveyJS."""

from collections.abc import Iterator
from typing import Final

from builder.exchange.surveyjs.expression import FALSE, all_of, any_of, negated, number, quoted
from builder.exchange.surveyjs.names import path_of
from builder.exchange.surveyjs.score import score_of
from builder.exchange.surveyjs.sheet import Sheet, amount_of
from builder.forms import Item
from builder.forms.answer import is_number, values_of
from builder.forms.condition import named_values, number_in, operators_for
from builder.model import Condition, Question

_ORDERINGS: Final = {"at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<"}


def expression_of(condition: Condition, sheet: Sheet, place: int) -> str:
    """Return when a condition holds to a question at `place`, by the questions before it."""
    if condition.all_ is not None:
        return all_of(expression_of(part, sheet, place) for part in condition.all_)
    if condition.any_ is not None:
        return any_of(expression_of(part, sheet, place) for part in condition.any_)
    if condition.not_ is not None:
        return negated(expression_of(condition.not_, sheet, place))
    if condition.score is not None:
        return _about_score(condition, sheet, place)
    return _about_question(condition, sheet, place)


def _about_score(leaf: Condition, sheet: Sheet, place: int) -> str:
    score = sheet.scores.get(leaf.score or "")
    if score is None:
        return _compared(leaf, FALSE, FALSE)
    value = score_of(score, sheet, place)
    return _compared(leaf, f"{value} notempty", _numbers(leaf, value))


def _about_question(leaf: Condition, sheet: Sheet, place: int) -> str:
    question = sheet.questions.get(leaf.question or "")
    if question is None or sheet.places[question.id] >= place or not _fits(leaf, question):
        return _compared(leaf, FALSE, FALSE)
    item = Item(question, leaf.row)
    return _compared(leaf, sheet.answered(item), _compares(leaf, item))


def _fits(leaf: Condition, question: Question) -> bool:
    """Tell whether a leaf asks what its question can answer; what does not is never true."""
    rows = {row.id for row in getattr(question, "rows", ())}
    is_there = leaf.row is None or leaf.row in rows
    return is_there and leaf.operator in operators_for(question, row=leaf.row is not None)


def _compared(leaf: Condition, answered: str, compares: str) -> str:
    match leaf.operator:
        case "answered":
            return answered if leaf.answered else negated(answered)
        case "is_not" | "none_of":
            return all_of((answered, negated(compares)))
        case _:
            return all_of((answered, compares))


def _compares(leaf: Condition, item: Item) -> str:
    """Return whether an answer is one of the values, or beyond the bound, that a leaf names."""
    if is_number(item.question):
        return _numbers(leaf, amount_of(item))
    sign = "contains" if item.question.type == "multiple-choice" else "="
    options = set(values_of(item.question))
    return any_of(
        f"{{#{path_of(item)}}} {sign} {quoted(value)}"
        for value in named_values(leaf)
        if value in options
    )


def _numbers(leaf: Condition, value: str) -> str:
    sign = _ORDERINGS.get(leaf.operator)
    if sign is not None:
        return f"{value} {sign} {number(getattr(leaf, leaf.operator))}"
    return any_of(f"{value} = {one}" for one in _named_numbers(leaf))


def _named_numbers(leaf: Condition) -> Iterator[str]:
    for value in named_values(leaf):
        named = number_in(value)
        if named is not None:
            yield number(named)
