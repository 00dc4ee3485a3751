"""Questions as items of a FHIR Questionnaire."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from builder.exchange.fhir import names as fhir
from builder.exchange.fhir.names import Json, control, extension, number
from builder.exchange.fhir.paths import anchored, is_whole, link_of, on_step
from builder.forms.answer import steps_of
from builder.forms.score import Item
from builder.message import tell
from builder.model import (
    Choice,
    DateQuestion,
    DropdownQuestion,
    Info,
    MatrixQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    ScaleQuestion,
    SingleChoiceQuestion,
    TextQuestion,
    TimeQuestion,
    exact,
)
from builder.model.form import LongTextQuestion

_SIMPLE: Final = {
    "text": "string",
    "long-text": "text",
    "date": "date",
    "time": "time",
    "yes-no": "boolean",
    "info": "display",
}


def item_of(question: Question, language: str) -> Json:
    """Return a question as an item, without its condition; texts of ours are in `language`."""
    item: Json = {"linkId": question.id, "text": question.text, **_body(question, language)}
    if isinstance(question, Info):
        return item
    if question.required and not isinstance(question, MatrixQuestion):
        item["required"] = True
    if question.help:
        help_ = text_item("help", question.id, question.help, "help")
        item["item"] = [help_, *item.get("item", ())]
    return item


def text_item(kind: str, link: str, text: str, shown: str = "") -> Json:
    """Return a text as an item; `shown` is the code of how it belongs to the item around it."""
    extensions = {"extension": [control(shown)]} if shown else {}
    return {"linkId": fhir.link_of_text(kind, link), **extensions, "text": text, "type": "display"}


def _body(question: Question, language: str) -> Json:
    """Return the type of an item and what goes with it."""
    match question:
        case SingleChoiceQuestion() | DropdownQuestion():
            shown = "radio-button" if question.type == "single-choice" else "drop-down"
            return _choice(question.choices, shown)
        case MultipleChoiceQuestion():
            return _several(question, language)
        case MatrixQuestion():
            return _matrix(question)
        case NumberQuestion():
            return _number(question, language)
        case ScaleQuestion():
            return _scale(question, language)
        case _:
            return _simple(question)


def _simple(question: Question) -> Json:
    body: Json = {"type": _SIMPLE[question.type]}
    match question:
        case TextQuestion() | LongTextQuestion():
            if (most := _counted(question.max_characters)) is not None:
                body["maxLength"] = most
            return {**body, **_extended(_pattern(question))}
        case DateQuestion():
            ends = _ends("Date", *(one and str(one) for one in (question.min, question.max)))
        case TimeQuestion():
            ends = _ends("Time", *(one and f"{one}:00" for one in (question.min, question.max)))
        case _:
            return body
    return {**body, **_extended(ends)}


def _counted(number: int | None) -> int | None:
    """Return a number that FHIR's integers hold, or None."""
    return number if number is not None and number <= fhir.LARGEST_INTEGER else None


def _pattern(question: TextQuestion | LongTextQuestion) -> Iterator[Json]:
    if isinstance(question, TextQuestion) and question.pattern:
        yield extension(fhir.REGEX, "String", anchored(question.pattern))
    if isinstance(question, TextQuestion) and question.pattern_help:
        yield extension(fhir.ENTRY_FORMAT, "String", question.pattern_help)


def _extended(extensions: Iterator[Json] | Sequence[Json]) -> Json:
    there = list(extensions)
    return {"extension": there} if there else {}


def _ends(kind: str, least: Any, most: Any) -> list[Json]:
    ends = ((fhir.MIN_VALUE, least), (fhir.MAX_VALUE, most))
    return [extension(url, kind, end) for url, end in ends if end is not None]


def _options(choices: Sequence[Choice]) -> list[Json]:
    options: list[Json] = []
    for choice in choices:
        option: Json = {"valueCoding": {"code": choice.value, "display": choice.text}}
        if choice.score is not None:
            option["extension"] = [extension(fhir.ORDINAL, "Decimal", number(choice.score))]
        options.append(option)
    return options


def _choice(choices: Sequence[Choice], shown: str) -> Json:
    return {"type": "choice", "extension": [control(shown)], "answerOption": _options(choices)}


def _several(question: MultipleChoiceQuestion, language: str) -> Json:
    body = {**_choice(question.choices, "check-box"), "repeats": True}
    least, most = _counted(question.min_choices), _counted(question.max_choices)
    if least is not None and (question.required or least == 0):
        body["extension"].append(extension(fhir.MIN_OCCURS, "Integer", least))
    elif least is not None:  # minOccurs is for what must be answered
        path = f"answer.empty() or answer.count() >= {least}"
        human = tell("At least {n} are to be chosen.", n=least)
        body["extension"].append(_constraint(fhir.MIN_CHOICES, path, human.in_language(language)))
    if most is not None:
        body["extension"].append(extension(fhir.MAX_OCCURS, "Integer", most))
    return body


def _matrix(question: MatrixQuestion) -> Json:
    rows: list[Json] = []
    for row in question.rows:
        item = {"linkId": link_of(Item(question, row.id)), "text": row.text, "type": "choice"}
        required = {"required": True} if question.required else {}
        rows.append({**item, **required, "answerOption": _options(question.choices)})
    return {"type": "group", "extension": [control("table")], "item": rows}


def _number(question: NumberQuestion, language: str) -> Json:
    extensions = _range(question)
    if question.unit:
        extensions.append(extension(fhir.UNIT, "Coding", {"display": question.unit}))
    if question.step is not None or not is_whole(question):
        extensions.append(step_constraint(question, language))
    return {"type": _kind(question).lower(), **_extended(extensions)}


def _scale(question: ScaleQuestion, language: str) -> Json:
    extensions = [control("slider"), *_range(question)]
    if not is_whole(question):
        extensions.append(step_constraint(question, language))
    elif question.step is not None:
        extensions.append(extension(fhir.SLIDER_STEP, "Integer", number(question.step)))
    ends = [
        text_item("lower", question.id, question.min_text, "lower"),
        text_item("upper", question.id, question.max_text, "upper"),
    ]
    return {"type": _kind(question).lower(), "extension": extensions, "item": ends}


def _kind(question: NumberQuestion | ScaleQuestion) -> str:
    return "Integer" if is_whole(question) else "Decimal"


def _range(question: NumberQuestion | ScaleQuestion) -> list[Json]:
    ends = [None if one is None else number(one) for one in (question.min, question.max)]
    return _ends(_kind(question), *ends)


def step_constraint(question: NumberQuestion | ScaleQuestion, language: str) -> Json:
    """Return the extension that holds a number to its steps, which R4 has no other word for."""
    start, step = steps_of(question)
    human = tell(
        "The number is given in steps of {step}, counted from {start}.",
        step=exact(step),
        start=exact(start),
    )
    path = f"answer.value.all({on_step(question)})"
    key = fhir.STEP if question.step is not None else fhir.WHOLE_STEPS
    return _constraint(key, path, human.in_language(language))


def _constraint(key: str, path: str, human: str) -> Json:
    return {
        "url": fhir.CONSTRAINT,
        "extension": [
            extension("key", "Id", key),
            extension("severity", "Code", "error"),
            extension("expression", "String", path),
            extension("human", "String", human),
        ],
    }
