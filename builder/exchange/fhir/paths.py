"""FHIRPath that asks for answers: where they are, and whether they are wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from builder.exchange.fhir.names import LARGEST_INTEGER, link_of_row
from builder.forms.answer import steps_of
from builder.forms.score import Item
from builder.model import (
    DateQuestion,
    Form,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    ScaleQuestion,
    Score,
    TimeQuestion,
    exact,
)

_LONGEST_GUARD: Final = 10_000
_SCALE: Final = 1_000_000
"""A decimal times this is whole, so that binary fractions cannot blur which step it is on."""


@dataclass(frozen=True, slots=True)
class Names:
    """What FHIRPath can speak of: questions in their order, and scores.

    `guards` has the condition of each question that is hidden by FHIRPath. An engine ought to
    drop the answers of what it hides; LHC-Forms 40.1 does so only for enableWhen, so that such
    questions are asked about together with their condition.
    """

    questions: Mapping[str, Question]
    scores: Mapping[str, Score]
    guards: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, form: Form) -> "Names":
        """Gather the names of a form."""
        questions = {question.id: question for _, question in form.walk()}
        return cls(questions, {score.id: score for score in form.scores})

    def guard(self, question: str, path: str) -> None:
        """Remember the condition of a question, unless it is so long that others would burst."""
        if len(path) <= _LONGEST_GUARD:
            self.guards[question] = path

    def items(self, items: Sequence[Item]) -> str:
        """Return the path to the answered ones of some items that are shown alike."""
        guard = self.guards.get(items[0].question.id)
        path = items_at([link_of(item) for item in items])
        return f"{path}.where({guard})" if guard else path


def link_of(item: Item) -> str:
    """Return the link id of what is answered: a question, or a row of a matrix."""
    return item.question.id if item.row is None else link_of_row(item.question.id, item.row)


def quoted(text: str) -> str:
    """Return a text as FHIRPath writes it."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
    return f"'{escaped}'"


def among(values: Sequence[str]) -> str:
    """Return the comparison with one value, or with any of several."""
    return f"= {values[0]}" if len(values) == 1 else f"in ({' | '.join(values)})"


def items_at(links: Sequence[str]) -> str:
    """Return the path to the answered items with some link ids, whatever page they stand on."""
    return f"%resource.repeat(item).where(linkId {among([quoted(link) for link in links])})"


def is_whole(question: NumberQuestion | ScaleQuestion) -> bool:
    """Tell whether the answers are what FHIR calls integers: whole, in 32 bits."""
    numbers = (*steps_of(question), question.max or Decimal(0))
    return all(one == one.to_integral_value() and abs(one) <= LARGEST_INTEGER for one in numbers)


def on_step(question: NumberQuestion | ScaleQuestion, sign: str = "=") -> str:
    """Return whether a number, `$this`, is on a step; with `!=` whether it is not."""
    start, step = steps_of(question)
    value = "$this"
    if start % step:
        value = f"($this {'-' if start > 0 else '+'} {exact(abs(start))})"
    if is_whole(question):
        return f"{value} mod {exact(step)} {sign} 0"
    return f"({value} * {_SCALE}).round() mod {exact(step * _SCALE)} {sign} 0"


def wrong(item: Item, names: Names) -> str | None:
    """Return the path that is true when an answer that was given is wrong; None where none can be.

    What is chosen is always an option, so only what is written or counted can be wrong.
    """
    question = item.question
    if isinstance(question, MultipleChoiceQuestion):
        counts = _outside("answer.count()", question.min_choices, question.max_choices)
        tests = " or ".join(counts)
        return (
            f"{names.items([item])}.where(answer.exists() and ({tests})).exists()"
            if tests
            else None
        )
    tests = " or ".join(_faults(question))
    return f"{names.items([item])}.answer.value.where({tests}).exists()" if tests else None


def _faults(question: Question) -> list[str]:
    match question:
        case NumberQuestion() | ScaleQuestion():
            faults = _outside("$this", _exact(question.min), _exact(question.max))
            is_plain = is_whole(question) and steps_of(question)[1] == 1  # an integer is on a step
            return faults if is_plain else [*faults, on_step(question, "!=")]
        case DateQuestion():
            return _outside("$this", *(one and f"@{one}" for one in (question.min, question.max)))
        case TimeQuestion():
            return _outside(
                "$this", *(one and f"@T{one}:00" for one in (question.min, question.max))
            )
        case _:
            most, pattern = (
                getattr(question, name, None) for name in ("max_characters", "pattern")
            )
            faults = _outside("$this.length()", None, most)
            return (
                [*faults, f"$this.matches({quoted(anchored(pattern))}).not()"]
                if pattern
                else faults
            )


def anchored(pattern: str) -> str:
    """Return a pattern that only whole answers follow, wherever it is searched for."""
    return f"^(?:{pattern})$"


def _outside(value: str, least: object, most: object) -> list[str]:
    ends = ((least, "<"), (most, ">"))
    return [f"{value} {sign} {end}" for end, sign in ends if end is not None]


def _exact(number: Decimal | None) -> str | None:
    return None if number is None else exact(number)
