"""Pages and questions as SurveyJS draws them."""

import html
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Final

from builder.exchange.surveyjs.expression import decimals_of
from builder.exchange.surveyjs.limits import limits_of
from builder.exchange.surveyjs.names import calculated, name_of
from builder.forms.answer import steps_of
from builder.forms.pattern import LONGEST, compiled
from builder.message import mark, translate
from builder.model.form import (
    Choice,
    DateQuestion,
    DropdownQuestion,
    LongTextQuestion,
    MatrixQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Picture,
    Question,
    ScaleQuestion,
    SingleChoiceQuestion,
    TextQuestion,
    TimeQuestion,
    YesNoQuestion,
)

_BUTTONS: Final = 21
"""A longer scale is drawn as a slider."""
_FILLED_IN: Final = re.compile(r"\{(?=[^{}:]+\})")
_TYPES: Final = {
    "text": "text",
    "long-text": "comment",
    "number": "text",
    "date": "text",
    "time": "text",
    "yes-no": "boolean",
    "single-choice": "radiogroup",
    "multiple-choice": "checkbox",
    "dropdown": "dropdown",
    "matrix": "matrix",
}


def plain(text: str) -> str:
    """Return an author's text so that SurveyJS fills in nothing where it has braces."""
    return _FILLED_IN.sub("{\N{WORD JOINER}", text)


def paragraphs(text: str) -> str:
    """Return an author's text as HTML."""
    parts = (html.escape(part.strip()) for part in re.split(r"\n\s*\n", plain(text)))
    return "".join(f"<p>{part}</p>" for part in parts)


def elements_of(question: Question, language: str) -> Iterator[dict[str, Any]]:
    """Yield a question, and before it its picture."""
    shown = question.when and {"visibleIf": f"{{{calculated('shown', question.id)}}} = true"}
    if question.type == "info":
        text = {"type": "html", "html": paragraphs(question.text)}
        yield {"name": name_of(question.id), **text, **(shown or {})}
        return
    if question.picture:
        picture = {"type": "html", "html": _picture(question.picture)}
        yield {"name": calculated("picture", question.id), **picture, **(shown or {})}
    yield {
        "type": _TYPES.get(question.type, ""),
        "name": name_of(question.id),
        "title": plain(question.text),
        **({"description": plain(question.help)} if question.help else {}),
        **({"isRequired": True} if question.required else {}),
        **_own(question, language),
        **(shown or {}),
    }


def _picture(picture: Picture) -> str:
    return f'<img src="{html.escape(picture.file)}" alt="{html.escape(plain(picture.alt or ""))}">'


def _own(question: Question, language: str) -> dict[str, Any]:
    """Return what only this type of question has."""
    if isinstance(question, YesNoQuestion):
        return _yes_no(language)
    own = _OWN[question.type](question)
    name = name_of(question.id)
    limits = [
        {
            "type": "expression",
            "text": limit.said(language),
            "expression": f"{{{name}}} empty or {limit.expression}",
        }
        for limit in limits_of(question)
        if limit.text
    ]
    validators = [*own.pop("validators", ()), *limits]
    return own | ({"validators": validators} if validators else {})


def _text(question: TextQuestion) -> dict[str, Any]:
    pattern = question.pattern if question.pattern and compiled(question.pattern) else None
    longest = question.max_characters
    if pattern is None:
        return {"maxLength": longest} if longest else {}
    help_ = {"text": plain(question.pattern_help)} if question.pattern_help else {}
    # blanks around an answer are no part of it
    regex = {"type": "regex", "regex": rf"^\s*(?:{pattern})\s*$", **help_}
    return {"maxLength": min(longest or LONGEST, LONGEST), "validators": [regex]}


def _number(question: NumberQuestion) -> dict[str, Any]:
    start, step = steps_of(question)
    steps = {} if start % step else {"step": as_json(step)}
    unit = {"unit": question.unit, "title": _with_unit(question)} if question.unit else {}
    return {"inputType": "number", **steps, **unit}


def _with_unit(question: NumberQuestion) -> str:
    return plain(f"{question.text} ({question.unit})")


def _scale(question: ScaleQuestion) -> dict[str, Any]:
    start, step = steps_of(question)
    count = int((question.max - start) / step) + 1
    if count <= _BUTTONS:
        return {
            "type": "rating",
            "autoGenerate": False,
            "rateValues": [as_json(start + step * n) for n in range(count)],
            "minRateDescription": plain(question.min_text),
            "maxRateDescription": plain(question.max_text),
            "displayMode": "buttons",
        }
    last = start + step * (count - 1)
    labels = ((start, question.min_text), (last, question.max_text))
    return {
        "type": "slider",
        "min": as_json(start),
        "max": as_json(last),
        "step": as_json(step),
        "customLabels": [{"value": as_json(at), "text": plain(text)} for at, text in labels],
    }


def _matrix(question: MatrixQuestion) -> dict[str, Any]:
    rows = [{"value": name_of(row.id), "text": plain(row.text)} for row in question.rows]
    required = {"eachRowRequired": True} if question.required else {}
    return {"columns": _choices(question.choices), "rows": rows, **required}


def _several(question: MultipleChoiceQuestion) -> dict[str, Any]:
    most = {"maxSelectedChoices": question.max_choices} if question.max_choices else {}
    return {"choices": _choices(question.choices), **most}


def _day_or_time(question: DateQuestion | TimeQuestion) -> dict[str, Any]:
    return {"inputType": question.type}


def _long_text(question: LongTextQuestion) -> dict[str, Any]:
    return {"maxLength": question.max_characters} if question.max_characters else {}


def _one(question: SingleChoiceQuestion | DropdownQuestion) -> dict[str, Any]:
    return {"choices": _choices(question.choices)}


def _yes_no(language: str) -> dict[str, Any]:
    return {
        "valueTrue": "yes",
        "valueFalse": "no",
        "labelTrue": translate(mark("Yes"), language),
        "labelFalse": translate(mark("No"), language),
        "swapOrder": True,
        "renderAs": "radio",
    }


def _choices(choices: tuple[Choice, ...]) -> list[dict[str, Any]]:
    return [
        {"value": choice.value, "text": plain(choice.text)}
        | ({} if choice.score is None else {"score": as_json(choice.score)})
        for choice in choices
    ]


def as_json(value: Decimal) -> int | float:
    """Return a number as JSON has it."""
    return float(value) if decimals_of(value) else int(value)


_OWN: Final[dict[str, Callable[[Any], dict[str, Any]]]] = {
    "text": _text,
    "long-text": _long_text,
    "number": _number,
    "date": _day_or_time,
    "time": _day_or_time,
    "single-choice": _one,
    "multiple-choice": _several,
    "dropdown": _one,
    "scale": _scale,
    "matrix": _matrix,
}
