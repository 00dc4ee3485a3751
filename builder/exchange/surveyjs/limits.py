"""What an answer must fulfil that somebody could type against."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from builder.exchange.surveyjs.expression import all_of, decimals_of, number, quoted
from builder.exchange.surveyjs.names import name_of
from builder.forms.answer import steps_of
from builder.message import mark, tell
from builder.model.form import (
    DateQuestion,
    LongTextQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    TextQuestion,
    TimeQuestion,
)

FAR: Final = 10**12
"""Every number is nearer to zero."""
_AT_LEAST: Final = mark("At least {least}")
_AT_MOST: Final = mark("At most {most}")


@dataclass(frozen=True, slots=True)
class Limit:
    """An expression that is true of a right answer, and what is said of a wrong one.

    No `text` where SurveyJS says as much by itself.
    """

    expression: str
    text: str = ""
    values: tuple[tuple[str, Decimal | str], ...] = ()

    def said(self, language: str) -> str:
        """Return what a resident is told."""
        comma = "," if language == "sv" else "."
        words = {
            key: number(value).replace(".", comma) if isinstance(value, Decimal) else value
            for key, value in self.values
        }
        return tell(self.text, **words).in_language(language)


def limits_of(question: Question) -> Iterator[Limit]:
    """Yield the limits of what can be typed as the answer to a question."""
    name = name_of(question.id)
    match question:
        case TextQuestion() | LongTextQuestion() if question.max_characters:
            text = mark("No more characters than {most}")
            most = Decimal(question.max_characters)
            yield Limit(f"{{{name}.length}} <= {most}", text, (("most", most),))
        case NumberQuestion():
            yield from _of_number(question, name)
        case DateQuestion():
            days = (None if end is None else str(end) for end in (question.min, question.max))
            yield from _of_moment(name, *days)
        case TimeQuestion():
            yield from _of_moment(name, question.min, question.max)
        case MultipleChoiceQuestion():
            yield from _of_several(question, name)
        case _:
            pass


def _of_number(question: NumberQuestion, name: str) -> Iterator[Limit]:
    """Yield limits of our own: with its own least and most SurveyJS keeps the answer before."""
    start, step = steps_of(question)
    has_least, has_most = question.min is not None, question.max is not None
    least = question.min if question.min is not None else Decimal(-FAR)
    most = question.max if question.max is not None else Decimal(FAR)
    yield Limit(
        f"{{{name}}} {'>=' if has_least else '>'} {number(least)}",
        _AT_LEAST if has_least else mark("More than {least}"),
        (("least", least),),
    )
    yield Limit(
        f"{{{name}}} {'<=' if has_most else '<'} {number(most)}",
        _AT_MOST if has_most else mark("Less than {most}"),
        (("most", most),),
    )
    if start % step:
        text = mark("{first}, {second} and so on")
        yield Limit(_steps(question, name), text, (("first", start), ("second", start + step)))
    else:  # SurveyJS counts its steps from zero
        yield Limit(_steps(question, name))


def _steps(question: NumberQuestion, name: str) -> str:
    """Return whether a number is one of its steps, tried on whole numbers."""
    start, step = steps_of(question)
    whole = whole_of(question)
    many = f"round({{{name}}} * {whole})" if whole > 1 else f"{{{name}}}"
    parts = [f"{many} / {whole} = {{{name}}}"] if whole > 1 else []
    if whole == 1 or step * whole > 1:
        parts.append(f"({many} - {number(start * whole)}) % {number(step * whole)} = 0")
    return all_of(parts)


def whole_of(question: NumberQuestion) -> int:
    """Return what makes all right answers whole numbers when they are multiplied by it."""
    tens: int = 10 ** decimals_of(*steps_of(question))
    return tens


def _of_several(question: MultipleChoiceQuestion, name: str) -> Iterator[Limit]:
    """Yield limits of our own: SurveyJS would refuse none at all, and lets saved answers be."""
    if question.min_choices:
        least = Decimal(question.min_choices)
        text = mark("Choose at least {least}")
        yield Limit(f"{{{name}.length}} >= {least}", text, (("least", least),))
    if question.max_choices:
        most = Decimal(question.max_choices)
        text = mark("Choose at most {most}")
        yield Limit(f"{{{name}.length}} <= {most}", text, (("most", most),))


def _of_moment(name: str, least: str | None, most: str | None) -> Iterator[Limit]:
    if least is not None:
        text = mark("{least} at the earliest")
        yield Limit(f"{{#{name}}} >= {quoted(least)}", text, (("least", least),))
    if most is not None:
        text = mark("{most} at the latest")
        yield Limit(f"{{#{name}}} <= {quoted(most)}", text, (("most", most),))
