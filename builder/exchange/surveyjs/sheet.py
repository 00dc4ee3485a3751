"""What is answered in a form, and the points it gives, as calculated values of SurveyJS.

SurveyJS hides a question but lets what comes after it see an answer that was given before. So
every condition and every score asks calculated values: one that says whether a question is shown,
one whether it has an answer that counts, and one what that answer gives.
"""

from collections.abc import Callable, Iterator

from builder.exchange.surveyjs.expression import (
    TRUE,
    all_of,
    any_of,
    called,
    decimals_of,
    first_of,
    given,
    number,
    quoted,
)
from builder.exchange.surveyjs.limits import limits_of
from builder.exchange.surveyjs.names import calculated, path_of
from builder.forms import Item
from builder.forms.answer import is_number, steps_of
from builder.forms.score import points_of_values
from builder.model.form import Form, MultipleChoiceQuestion, Question, ScaleQuestion


class Sheet:
    """A form with its calculated values, each made when something first asks for it."""

    def __init__(self, form: Form) -> None:
        self.questions = {question.id: question for _, question in form.walk()}
        self.places = {name: place for place, name in enumerate(self.questions)}
        self.scores = {score.id: score for score in form.scores}
        self.calculated: dict[str, str] = {}

    def define(self, name: str, expression: Callable[[], str]) -> str:
        """Return `{name}`, a calculated value that is made if it is new."""
        if name not in self.calculated:
            self.calculated[name] = expression()
        return f"{{{name}}}"

    def shown(self, question: Question) -> str:
        """Return whether a question is shown; the value is defined with its condition."""
        if question.when is None:
            return TRUE
        return f"{{{calculated('shown', question.id)}}} = true"

    def answered(self, item: Item) -> str:
        """Return whether an item has an answer that counts."""
        parts = [part for part in self._answered(item) if part != TRUE]
        if len(parts) == 1:
            return parts[0]
        name = calculated("answered", item.question.id, item.row)
        return self.define(name, lambda: all_of(parts)) + " = true"

    def _answered(self, item: Item) -> Iterator[str]:
        yield self.shown(item.question)
        yield _there(item)
        if item.row is None:
            yield from (limit.expression for limit in limits_of(item.question))

    def wrong(self, question: Question) -> str | None:
        """Return whether an answer is none that its question takes; None if none can be."""
        if not any(limits_of(question)):
            return None
        item = Item(question)
        parts = (self.shown(question), _there(item), f"!({self.answered(item)})")
        return self.define(calculated("wrong", question.id), lambda: all_of(parts)) + " = true"

    def points(self, item: Item) -> str:
        """Return the points of an item; without a value where it gives none."""
        name = calculated("points", item.question.id, item.row)
        return self.define(name, lambda: _points(item, self.answered(item)))


def amount_of(item: Item) -> str:
    """Return the answer to a number or a scale; a slider's answer is only near its step."""
    amount = f"{{{path_of(item)}}}"
    if not isinstance(item.question, ScaleQuestion):
        return amount
    decimals = decimals_of(*steps_of(item.question))
    return f"round({amount}, {decimals})" if decimals else amount


def _there(item: Item) -> str:
    path = path_of(item)
    if item.question.type in {"text", "long-text"}:
        return f"{{#{path}}} != ''"  # blanks are no answer
    return f"{{#{path}}} notempty"


def _points(item: Item, answered: str) -> str:
    question, path = item.question, path_of(item)
    if is_number(question):
        return given(answered, amount_of(item))
    points = [
        (quoted(value), number(one))
        for value, one in points_of_values(question).items()
        if one is not None
    ]
    if not isinstance(question, MultipleChoiceQuestion):
        chosen = first_of((f"{{#{path}}} = {value}", one) for value, one in points)
        return given(answered, chosen)
    held = [(f"{{#{path}}} contains {value}", one) for value, one in points]
    there = all_of((answered, any_of(condition for condition, _ in held)))
    return given(there, called("sum", (given(condition, one) for condition, one in held)))
