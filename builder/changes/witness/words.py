"""What was answered and what came of it, in the author's words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from builder.forms import Names, Outcome
from builder.forms.boundary import Given
from builder.forms.condition import leaves_of
from builder.forms.score import band_of
from builder.message import Message, tell, tell_number
from builder.model import Condition, Form, MatrixQuestion, Question, Score, exact

_SHOWN: Final = 4
"""Answers that are told; the others are counted."""
_LONGEST: Final = 80
_WORDS: Final = 20
"""Characters up to which an answer in words is told; nobody wrote it."""


def whoever(answers: Mapping[str, Given], matter: Sequence[str], *forms: Form) -> Message:
    """Return who answered so: first what matters; what there is no room for is counted.

    The words are those of the first of `forms` that asks the question.
    """
    questions = {q.id: q for form in reversed(forms) for _, q in form.walk()}
    names = [name for name in dict.fromkeys((*matter, *answers)) if name in questions]
    told = [_answered(questions[name], answers.get(name)) for name in names[:_SHOWN]]
    more = len([name for name in names[_SHOWN:] if name in answers])
    if not told:
        return tell("whoever fills in “{form}”", form=forms[0].title)
    if more:
        told.append(tell_number("{n} more question", "{n} more questions", more))
    return tell("whoever answered {answers}", answers=joined(told))


def _answered(question: Question, given: Given | None) -> Message:
    if given is None:
        return tell("nothing to “{question}”", question=short(question.text))
    answer = joined(list(_said(question, given)))
    return tell("{answer} to “{question}”", answer=answer, question=short(question.text))


def _said(question: Question, given: Given) -> Iterator[Message]:
    texts = {choice.value: choice.text for choice in getattr(question, "choices", ())}
    if isinstance(question, MatrixQuestion) and isinstance(given, Mapping):
        rows = {row.id: row.text for row in question.rows}
        for row, value in given.items():
            yield tell(
                "“{row}”: “{answer}”", row=rows.get(row, row), answer=texts.get(value, value)
            )
        return
    for value in (given,) if isinstance(given, str) else tuple(given):
        if question.type == "yes-no":
            yield tell("“{text}”", text=tell("Yes") if value == "yes" else tell("No"))
        elif question.type in {"number", "scale"}:
            yield _with_unit(Decimal(value), getattr(question, "unit", None))
        elif question.type in {"text", "long-text"} and len(value) > _WORDS:
            yield tell("{n} characters", n=len(value))
        else:
            yield tell("“{text}”", text=short(texts.get(value, value)))


def _with_unit(number: Decimal, unit: str | None) -> Message:
    """Return a number with its unit, as people write it."""
    return (
        tell("{number} {unit}", number=_in_digits(number), unit=unit)
        if unit
        else _in_digits(number)
    )


def _in_digits(number: Decimal) -> Message:
    """Return a number as people write it: with a comma in Swedish."""
    whole, _, part = exact(number).replace("-", "\N{MINUS SIGN}").partition(".")
    if part:
        return tell("{whole}.{decimals}", whole=whole, decimals=part)
    return tell("{number}", number=whole)


def joined(parts: Sequence[Message]) -> Message:
    """Return messages as `a, b and c`."""
    *first, last = parts
    if not first:
        return last
    before = first[0]
    for one in first[1:]:
        before = tell("{first}, {last}", first=before, last=one)
    return tell("{first} and {last}", first=before, last=last)


def asked_by(condition: Condition | None, form: Form) -> list[str]:
    """Return the questions that a condition speaks of, itself or by what its scores count."""
    names, leaves = Names(form), leaves_of((), condition) if condition else ()
    return [name for leaf in leaves for name in names.asked_by(leaf.condition)]


def short(text: str) -> str:
    """Return how a text begins."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def come_to(form: Form, outcome: Outcome, scores: Iterable[str], flags: Iterable[str]) -> Message:
    """Return what answers come to: one score or more, and which of some flags are raised."""
    said = [_score(one, outcome) for one in form.scores if one.id in {*scores}]
    raised = [one for one in form.flags if one.id in {*flags} & {*outcome.flags}]
    said += [tell("the flag “{text}” is raised", text=short(flag.text)) for flag in raised]
    return joined(said)


def _score(score: Score, outcome: Outcome) -> Message:
    value = outcome.scores[score.id]
    if value is None:
        return tell("“{score}” has no value", score=score.title)
    number, band = _in_digits(value), band_of(score, value)
    if band is None:
        return tell("“{score}” is {value}", score=score.title, value=number)
    text = short(band.text)
    return tell("“{score}” is {value} (“{level}”)", score=score.title, value=number, level=text)
