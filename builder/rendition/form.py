"""A form to read: its questions, how each is answered, and when it is shown."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from builder.message import mark, tell, tell_number
from builder.model import (
    DateQuestion,
    Form,
    FormPage,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    ScaleQuestion,
    TimeQuestion,
)
from builder.rendition.atlas import Atlas, form_anchor
from builder.rendition.condition import ConditionSpeaker, Spoken
from builder.rendition.medium import Showing, show_medium, show_missing, templates
from builder.rendition.score import flag_views, score_views
from builder.rendition.words import Voice

_MOST_SCALE_STEPS: Final = 21
"""A longer scale is shown by its ends only."""

TYPES: Final = {
    "single": mark("Form"),
    "tabbed": mark("Form with tabs"),
    "calendar": mark("Calendar form"),
}
_ANSWERS: Final = {
    "text": mark("A short answer in words"),
    "long-text": mark("An answer in words"),
    "number": mark("A number"),
    "yes-no": mark("Yes or no"),
    "single-choice": mark("One answer"),
    "multiple-choice": mark("One or more answers"),
    "dropdown": mark("One answer, from a list"),
    "matrix": mark("One answer in each row"),
}
_DATES: Final = {
    (False, False): mark("A date"),
    (True, False): mark("A date, {low} or later"),
    (False, True): mark("A date, {high} or earlier"),
    (True, True): mark("A date from {low} to {high}"),
}
_TIMES: Final = {
    (False, False): mark("A time of day"),
    (True, False): mark("A time of day, {low} or later"),
    (False, True): mark("A time of day, {high} or earlier"),
    (True, True): mark("A time of day from {low} to {high}"),
}
"""How a range is said, by whether it has a beginning and an end."""


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with all that is said about it; `number` is None for information."""

    question: Question
    number: int | None
    answer: str
    pattern: str
    when: Spoken | None
    steps: tuple[str, ...] = ()
    """The numbers of a scale, where there is room for them."""


@dataclass(frozen=True, slots=True)
class PageView:
    """One page of a form; `place` says which of how many it is, where there are several."""

    page: FormPage
    place: str
    questions: tuple[QuestionView, ...]


def numbers_of(form: Form) -> dict[str, int]:
    """Return the number of each question that can be answered, by id, counted through the form."""
    ids = [question.id for _, question in form.walk() if question.type != "info"]
    return {name: number for number, name in enumerate(ids, 1)}


def type_in_words(form: Form, voice: Voice) -> str:
    """Return what kind of form it is, and how long."""
    count = voice.say(tell_number("{n} question", "{n} questions", len(numbers_of(form))))
    return f"{voice.word(TYPES[form.type])} · {count}"


def show_form(form: Form, level: int, voice: Voice, atlas: Atlas) -> str:
    """Return a form as HTML, not yet cleaned; its title is a heading of `level`."""
    numbers = numbers_of(form)
    speaker = ConditionSpeaker(form, numbers, voice)
    return (
        templates()
        .get_template("form.html")
        .render(
            form=form,
            anchor=form_anchor(form.id),
            level=level,
            kind=type_in_words(form, voice),
            pages=tuple(_pages(form, numbers, speaker, voice)),
            pictures=dict(_pictures(form, voice, atlas)),
            scores=score_views(form, numbers, voice),
            flags=flag_views(form, speaker),
            points=lambda score: voice.say(tell("{points} pts", points=voice.number(score))),
            number=voice.number,
            words=voice.words,
            shown_when=voice.word(mark("Shown when")),
        )
    )


def _pictures(form: Form, voice: Voice, atlas: Atlas) -> Iterator[tuple[str, str]]:
    """Yield the pictures at questions as HTML, by the questions' ids."""
    for _, question in form.walk():
        if question.type == "info" or not question.picture:
            continue
        picture = question.picture
        medium = atlas.medium(picture.file)
        if medium is None:
            yield question.id, f"<p>{show_missing(picture.alt or picture.file, voice)}</p>"
        else:
            showing = Showing(medium, picture.alt or "", "", "")
            yield question.id, show_medium(showing, voice, atlas.language, alone=True)


def _pages(
    form: Form, numbers: dict[str, int], speaker: ConditionSpeaker, voice: Voice
) -> Iterator[PageView]:
    many = len(form.pages)
    for n, page in enumerate(form.pages, 1):
        place = voice.say(tell("Page {n} of {many}", n=n, many=many)) if many > 1 else ""
        questions = tuple(
            _question(question, numbers, speaker, voice) for question in page.questions
        )
        yield PageView(page, place, questions)


def _question(
    question: Question, numbers: dict[str, int], speaker: ConditionSpeaker, voice: Voice
) -> QuestionView:
    when = speaker.say(question.when) if question.when else None
    number = numbers.get(question.id)
    steps = tuple(_steps(question, voice)) if question.type == "scale" else ()
    answer, pattern = _answer(question, voice), _pattern(question, voice)
    return QuestionView(question, number, answer, pattern, when, steps)


def _answer(question: Question, voice: Voice) -> str:
    """Say how a question is answered."""
    match question.type:
        case "info":
            said = ""
        case "number":
            said = _number_answer(question, voice)
        case "scale":
            low, high = voice.number(question.min), voice.number(question.max)
            said = voice.say(tell("A scale from {low} to {high}", low=low, high=high))
        case "date" | "time":
            said = _range_answer(question, voice)
        case "multiple-choice":
            said = _several_answer(question, voice)
        case "text" | "long-text" if question.max_characters:
            words, most = voice.word(_ANSWERS[question.type]), question.max_characters
            said = voice.say(tell("{answer}, at most {n} characters", answer=words, n=most))
        case _:
            said = voice.word(_ANSWERS[question.type])
    return said


def _range_answer(question: DateQuestion | TimeQuestion, voice: Voice) -> str:
    low, high = (_point(point, voice) for point in (question.min, question.max))
    ranges = _DATES if question.type == "date" else _TIMES
    return voice.say(tell(ranges[bool(low), bool(high)], low=low, high=high))


def _point(point: dt.date | str | None, voice: Voice) -> str:
    if point is None:
        return ""
    return voice.clock(point) if isinstance(point, str) else voice.day(point)


def _pattern(question: Question, voice: Voice) -> str:
    """Say how a short answer has to be written; in the author's words, where there are any."""
    if question.type != "text" or not question.pattern:
        return ""
    if question.pattern_help:
        return voice.say(
            tell(
                "Has to be written in one way. Otherwise the resident reads: “{text}”",
                text=question.pattern_help,
            )
        )
    return voice.say(tell("Has to follow the pattern {pattern}", pattern=question.pattern))


def _number_answer(question: NumberQuestion, voice: Voice) -> str:
    low, high = question.min, question.max
    unit = f" {question.unit}" if question.unit else ""
    if low is not None and high is not None:
        words = tell(
            "A number from {low} to {high}", low=voice.number(low), high=voice.number(high) + unit
        )
    elif low is not None:
        words = tell("A number, at least {low}", low=voice.number(low) + unit)
    elif high is not None:
        words = tell("A number, at most {high}", high=voice.number(high) + unit)
    else:
        words = (
            tell("A number in {unit}", unit=question.unit) if question.unit else tell("A number")
        )
    said = voice.say(words)
    if question.step is None or question.step == 1:
        return said
    return said + voice.say(tell(", in steps of {step}", step=voice.number(question.step)))


def _several_answer(question: MultipleChoiceQuestion, voice: Voice) -> str:
    least, most = question.min_choices, question.max_choices
    if least and most:
        return voice.say(tell("From {least} to {most} answers", least=least, most=most))
    if most:
        return voice.say(tell_number("At most {n} answer", "At most {n} answers", most))
    if least:
        return voice.say(tell_number("At least {n} answer", "At least {n} answers", least))
    return voice.word(_ANSWERS[question.type])


def _steps(question: ScaleQuestion, voice: Voice) -> Iterator[str]:
    step = question.step or Decimal(1)
    count = int((question.max - question.min) / step) + 1 if step > 0 else 0
    if count <= _MOST_SCALE_STEPS:
        yield from (voice.number(question.min + step * n) for n in range(count))
