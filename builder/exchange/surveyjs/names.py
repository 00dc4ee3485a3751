"""What things are called in SurveyJS: by their ids, where those are free to use there."""

from collections.abc import Mapping
from typing import Any, Final

from builder.forms import Item
from builder.model import Form, MatrixQuestion, Question
from builder.model.scalars import Answer

_TAKEN: Final = frozenset(
    {
        *("locale", "pageno", "pagecount", "questioncount"),
        *("correctanswers", "correctedanswers", "correctedanswercount"),
        *("incorrectanswers", "incorrectedanswers", "incorrectedanswercount"),
        *("self", "panel", "row", "item", "choice", "length", "constructor"),
    }
)
"""What SurveyJS 2.5.38 reads as something else than a question, or a row, in an expression.

So are whole numbers: as the place in a list.
"""
_TAKEN_ENDING: Final = "-unwrapped"


def name_of(part: str) -> str:
    """Return the name of the question or the row with this id.

    An underscore sets it apart from what is taken; no id has one, so names never meet.
    """
    is_taken = part in _TAKEN or part.endswith(_TAKEN_ENDING) or part.isdigit()
    return f"{part}_" if is_taken else part


def path_of(item: Item) -> str:
    """Return the name by which an expression asks for an item's answer."""
    name = name_of(item.question.id)
    return name if item.row is None else f"{name}.{name_of(item.row)}"


def calculated(kind: str, *ids: str | None) -> str:
    """Return the name of a calculated value, such as `points_sleep_monday`."""
    return "_".join([kind, *(part for part in ids if part)])


def to_answers(form: Form, answers: Mapping[str, Answer]) -> dict[str, Any]:
    """Return answers as SurveyJS keeps them, by its names and with numbers as numbers.

    What is not a number, where one is asked for, stays as it is; so do unknown questions and rows.
    """
    questions = {question.id: question for _, question in form.walk()}
    return {
        name_of(name): _as_kept(questions.get(name), answer) for name, answer in answers.items()
    }


def _as_kept(question: Question | None, answer: Answer) -> Any:
    if isinstance(question, MatrixQuestion) and isinstance(answer, Mapping):
        return {name_of(row): value for row, value in answer.items()}
    if question and question.type in {"number", "scale"} and isinstance(answer, str):
        try:
            number = float(answer)
        except ValueError:
            return answer
        return int(number) if number.is_integer() else number
    return list(answer) if isinstance(answer, tuple) else answer
