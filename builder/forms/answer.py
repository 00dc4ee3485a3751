"""Answers: what was given to a question, read as what the question asks for."""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from builder.forms.pattern import compiled
from builder.message import Message, tell
from builder.model import (
    DateQuestion,
    MatrixQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    ScaleQuestion,
    TimeQuestion,
    exact,
)
from builder.model.scalars import MAX_DECIMALS

Answer: TypeAlias = Decimal | str | frozenset[str] | Mapping[str, str]
"""A number; words, a day, a time or the value that was chosen; several values; row by row."""

_NUMBER: Final = re.compile(rf"-?[0-9]{{1,12}}(\.[0-9]{{1,{MAX_DECIMALS}}})?")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an answer, or its absence, cannot be accepted."""

    question: str
    message: Message
    row: str | None = None
    is_missing: bool = False


class UnfitError(Exception):
    """An answer is not what its question asks for; it carries the message and the row."""

    def __init__(self, message: Message, row: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.row = row


def values_of(question: Question) -> tuple[str, ...]:
    """Return the values that a question, or each row of a matrix, lets choose among."""
    if question.type == "yes-no":
        return ("yes", "no")
    return tuple(choice.value for choice in getattr(question, "choices", ()))


def is_chosen(question: Question) -> bool:
    """Tell whether one value is chosen among some (a matrix: in each row)."""
    return question.type in {"yes-no", "single-choice", "dropdown", "matrix"}


def is_number(question: Question) -> bool:
    """Tell whether the answer is a number."""
    return question.type in {"number", "scale"}


def steps_of(question: NumberQuestion | ScaleQuestion) -> tuple[Decimal, Decimal]:
    """Return the number that steps are counted from and the distance between two of them.

    Without a step the answers are whole numbers; a step that is not above zero counts as none.
    """
    step = question.step if question.step and question.step > 0 else Decimal(1)
    return (question.min if question.min is not None else Decimal(0)), step


def read_answer(question: Question, given: object) -> Answer | None:
    """Return an answer, or None where nothing was answered; raise UnfitError for anything else."""
    if _is_nothing(given):
        return None
    match question:
        case MultipleChoiceQuestion():
            return _several(question, given)
        case MatrixQuestion():
            return _rows(question, given)
        case NumberQuestion() | ScaleQuestion():
            return _number(question, given)
        case DateQuestion() | TimeQuestion():
            return _moment(question, given)
        case _:
            return _words(question, given)


def _is_nothing(given: object) -> bool:
    if isinstance(given, str):
        return not given.strip()
    return given is None or (isinstance(given, Collection) and not given)


def _shown(given: object) -> str:
    """Return how something begins, as text; “…” alone where Python will not write it out."""
    try:
        text = str(given)
    except (ValueError, RecursionError):  # thousands of digits, or lists in lists in lists
        text = "…"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _words(question: Question, given: object) -> str:
    if question.type == "info":
        raise UnfitError(tell("there is nothing to answer here"))
    if not isinstance(given, str):
        raise UnfitError(_one_value(given))
    if is_chosen(question):
        return _value(question, given)
    words = given.strip()
    most = getattr(question, "max_characters", None)
    if most is not None and len(words) > most:
        raise UnfitError(
            tell("the answer has {n} characters; at most {most} fit", n=len(words), most=most)
        )
    pattern = getattr(question, "pattern", None)
    ours = compiled(pattern) if pattern is not None else None
    if ours is not None and not ours.follows(words):
        raise UnfitError(
            tell(
                "“{given}” does not follow the pattern {pattern}",
                given=_shown(words),
                pattern=str(pattern),
            )
        )
    return words


def _one_value(given: object) -> Message:
    if isinstance(given, Collection) and not isinstance(given, str):
        return tell("one answer is expected here, not several")
    return tell("“{given}” is no answer in words", given=_shown(given))


def _value(question: Question, given: object) -> str:
    values = values_of(question)
    if not isinstance(given, str):
        raise UnfitError(_one_value(given))
    if given not in values:
        raise UnfitError(
            tell("“{given}” is none of {values}", given=_shown(given), values=", ".join(values))
        )
    return given


def _several(question: MultipleChoiceQuestion, given: object) -> frozenset[str]:
    if isinstance(given, str | Mapping) or not isinstance(given, Collection):
        raise UnfitError(
            tell("several answers are given as a list: [{given}]", given=_shown(given))
        )
    chosen = frozenset(_value(question, one) for one in given)
    least, most = question.min_choices or 0, question.max_choices
    if len(chosen) < least:
        raise UnfitError(tell("{n} chosen; at least {least} must be", n=len(chosen), least=least))
    if most is not None and len(chosen) > most:
        raise UnfitError(tell("{n} chosen; at most {most} may be", n=len(chosen), most=most))
    return chosen


def _rows(question: MatrixQuestion, given: object) -> Mapping[str, str] | None:
    if not isinstance(given, Mapping):
        raise UnfitError(tell("the answer is given row by row: the row's id and a value"))
    rows = {row.id for row in question.rows}
    answers: dict[str, str] = {}
    for row, value in given.items():
        if row not in rows:
            raise UnfitError(tell("there is no row “{row}”", row=_shown(row)))
        if value is None or value == "":
            continue
        try:
            answers[row] = _value(question, value)
        except UnfitError as error:
            raise UnfitError(error.message, row) from None
    return answers or None


def _number(question: NumberQuestion | ScaleQuestion, given: object) -> Decimal:
    if isinstance(given, bool) or not isinstance(given, str | int | float | Decimal):
        raise UnfitError(_one_value(given))
    text = _digits(given)
    if not _NUMBER.fullmatch(text):
        raise UnfitError(tell("“{given}” is not a number that can be used", given=_shown(given)))
    number = Decimal(text)
    if question.min is not None and number < question.min:
        raise UnfitError(
            tell("{given} is less than {least}", given=exact(number), least=exact(question.min))
        )
    if question.max is not None and number > question.max:
        raise UnfitError(
            tell("{given} is more than {most}", given=exact(number), most=exact(question.max))
        )
    start, step = steps_of(question)
    if (number - start) % step:
        raise UnfitError(
            tell(
                "{given} lies between two steps: they are {step} apart, from {start}",
                given=exact(number),
                step=exact(step),
                start=exact(start),
            )
        )
    return number


def _digits(given: str | float | Decimal) -> str:
    """Return a number as it is written; what is too long or too small to be one as it is shown."""
    if isinstance(given, Decimal) and abs(given.adjusted()) < _SHOWN:
        return exact(given)
    return given.strip() if isinstance(given, str) else _shown(given)


def _moment(question: DateQuestion | TimeQuestion, given: object) -> str:
    if not isinstance(given, str):
        raise UnfitError(_one_value(given))
    if question.type == "time":
        if not _CLOCK.fullmatch(given):
            raise UnfitError(tell("“{given}” is not a time of day like 07:30", given=_shown(given)))
    elif not _is_day(given):
        raise UnfitError(tell("“{given}” is not a day like 2026-05-15", given=_shown(given)))
    least, most = (None if end is None else str(end) for end in (question.min, question.max))
    if least is not None and given < least:
        raise UnfitError(tell("{given} is before {least}", given=given, least=least))
    if most is not None and given > most:
        raise UnfitError(tell("{given} is after {most}", given=given, most=most))
    return given


def _is_day(given: str) -> bool:
    if not _DAY.fullmatch(given):
        return False
    try:
        dt.date.fromisoformat(given)
    except ValueError:
        return False
    return True
