"""Conditions in plain words: what makes a question appear or a flag rise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from builder.message import mark, tell
from builder.model import Condition, Form, NumberQuestion, Question
from builder.rendition.words import Voice

_COMPARISONS: Final = {
    "is_": mark("{subject} is {value}"),
    "is_not": mark("{subject} is not {value}"),
    "any_of": mark("{subject} is {value}"),
    "none_of": mark("{subject} is not {value}"),
    "at_least": mark("{subject} is at least {value}"),
    "at_most": mark("{subject} is at most {value}"),
    "more_than": mark("{subject} is more than {value}"),
    "less_than": mark("{subject} is less than {value}"),
}
_OF_SEVERAL: Final = {
    "is_": mark("{subject} holds {value}"),
    "is_not": mark("{subject} does not hold {value}"),
    "any_of": mark("{subject} holds {value}"),
    "none_of": mark("{subject} does not hold {value}"),
}
"""A question with several answers is compared by what its answer holds."""
_ANSWERED: Final = {
    (False, True): mark("{subject} is given"),
    (False, False): mark("{subject} is missing"),
    (True, True): mark("{subject} is answered"),
    (True, False): mark("{subject} is not answered"),
}
"""Whether it is about a row, and what is said of it."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A condition in words; a group has a first line and parts."""

    text: str
    parts: tuple["Spoken", ...] = ()


class ConditionSpeaker:
    """Says the conditions of one form; `numbers` maps a question's id to its number."""

    def __init__(self, form: Form, numbers: Mapping[str, int], voice: Voice) -> None:
        self._questions = {question.id: question for _, question in form.walk()}
        self._scores = {score.id: score for score in form.scores}
        self._numbers = numbers
        self._voice = voice

    def say(self, condition: Condition) -> Spoken:
        """Return a condition in words, without a capital letter or full stop."""
        if condition.all_ is not None:
            return self._group(mark("all of this is true:"), condition.all_)
        if condition.any_ is not None:
            return self._group(mark("at least one of these is true:"), condition.any_)
        if condition.not_ is not None:
            return self._group(mark("this is not true:"), (condition.not_,))
        return Spoken(self._comparison(condition))

    def _group(self, text: str, parts: tuple[Condition, ...]) -> Spoken:
        if len(parts) == 1 and text != "this is not true:":
            return self.say(parts[0])
        return Spoken(self._voice.word(text), tuple(self.say(part) for part in parts))

    def _comparison(self, condition: Condition) -> str:
        subject = self._subject(condition)
        if condition.answered is not None:
            template = _ANSWERED[bool(condition.row), condition.answered]
            return self._voice.say(tell(template, subject=subject))
        question = self._questions.get(condition.question or "")
        several = question is not None and question.type == "multiple-choice"
        for operator, template in _COMPARISONS.items():
            value = getattr(condition, operator)
            if value is not None:
                chosen = _OF_SEVERAL.get(operator, template) if several else template
                words = self._voice.one_of(self._values(value, question))
                return self._voice.say(tell(chosen, subject=subject, value=words))
        return subject

    def _subject(self, condition: Condition) -> str:
        if condition.score:
            score = self._scores.get(condition.score)
            title = score.title if score else condition.score
            return self._voice.say(tell("the score “{title}”", title=title))
        name = condition.question or ""
        question = self._questions.get(name)
        text = question.text if question else name
        number = self._numbers.get(name, 0)
        if condition.row:
            rows = {row.id: row.text for row in getattr(question, "rows", ())}
            row = rows.get(condition.row, condition.row)
            words = tell("the row “{row}” in question {n} (“{text}”)", row=row, n=number, text=text)
            return self._voice.say(words)
        return self._voice.say(tell("the answer to question {n} (“{text}”)", n=number, text=text))

    def _values(
        self, value: str | Decimal | tuple[str, ...], question: Question | None
    ) -> Iterator[str]:
        values = value if isinstance(value, tuple) else (value,)
        texts = {choice.value: choice.text for choice in getattr(question, "choices", ())}
        if question is not None and question.type == "yes-no":
            texts = {name: self._voice.words[name] for name in ("yes", "no")}
        unit = f" {question.unit}" if isinstance(question, NumberQuestion) and question.unit else ""
        for one in values:
            if isinstance(one, Decimal):
                yield self._voice.number(one) + unit
            elif one in texts:
                yield self._voice.quoted(texts[one])
            else:
                yield f"{one}{unit}"
