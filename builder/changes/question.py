"""What changed in a question: its words, how it is answered, and what each answer gives."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from builder.changes.field import (
    came_and_went,
    compare_field,
    compare_fields,
    compare_order,
    compare_words,
)
from builder.changes.kinds import Change, Kind
from builder.changes.match import match
from builder.changes.values import in_text, part_in_text
from builder.message import mark, tell
from builder.model import Choice, Question
from builder.model.form import Picture
from builder.package import Route

_FURTHER_TEXTS: Final = ("help", "pattern_help", "min_text", "max_text", "unit")
_ANSWER_SCORES: Final = ("yes_score", "no_score")
_SHARED: Final = frozenset({"id", "text", "when", "picture", "sensitive"})
"""What a question has however it is answered, and what is compared however that changes."""
_COMPARED_APART: Final = _SHARED | {"choices", "rows", *_FURTHER_TEXTS, *_ANSWER_SCORES}


def compare_question(old: Question, new: Question, subject: Route) -> Iterator[Change]:
    """Yield what differs between two versions of a question, but for when it is shown."""
    yield from compare_words(old, new, "text", subject)
    yield from compare_field(old, new, "sensitive", subject, Kind.QUESTION_MARKED)
    yield from _picture(getattr(old, "picture", None), getattr(new, "picture", None), subject)
    if old.type != new.type:
        message = tell("the question changed from {old} to {new}", old=old.type, new=new.type)
        before, after = (part_in_text(one, but=_SHARED) for one in (old, new))
        yield Change(Kind.QUESTION_CHANGED, subject, message, before, after, key="type")
        return
    for name in _FURTHER_TEXTS:
        yield from compare_words(old, new, name, subject)
    for name in _ANSWER_SCORES:
        yield from compare_field(old, new, name, subject, Kind.CHOICE_SCORE_CHANGED)
    yield from compare_fields(old, new, subject, Kind.QUESTION_CHANGED, _COMPARED_APART)
    yield from _choices(getattr(old, "choices", ()), getattr(new, "choices", ()), subject)
    yield from _rows(getattr(old, "rows", ()), getattr(new, "rows", ()), subject)


def _picture(old: Picture | None, new: Picture | None, subject: Route) -> Iterator[Change]:
    """Compare what is shown at a question; another picture has an alt text of its own."""
    gone, came = (one.file if one else "" for one in (old, new))
    if old and new and gone == came:
        yield from compare_words(old, new, "alt", subject)
        return
    if came:
        message = tell("“{name}” is now shown here", name=came.removeprefix("media:"))
        yield Change(Kind.MEDIUM_MOVED, subject, message, "", came)
    if gone:
        message = tell("“{name}” is no longer shown here", name=gone.removeprefix("media:"))
        yield Change(Kind.MEDIUM_MOVED, subject, message, gone, "")


def _choices(old: Sequence[Choice], new: Sequence[Choice], subject: Route) -> Iterator[Change]:
    choices = match(old, new, "value")
    yield from came_and_went(choices, subject, "choice")
    for before, after in choices.kept:
        yield from _choice(before, after, (*subject, "choice", after.value))
    yield from compare_order("choices", old, new, subject, "value")


def _choice(old: Choice, new: Choice, subject: Route) -> Iterator[Change]:
    if old.score != new.score:
        before, after = in_text(old.score), in_text(new.score)
        template = mark("the choice “{text}” gives {new} points instead of {old}")
        if not before:
            template = mark("the choice “{text}” gives {new} points; before, it gave none")
        if not after:
            template = mark("the choice “{text}” gives no points; before, it gave {old}")
        message = tell(template, text=new.text, old=before, new=after)
        yield Change(Kind.CHOICE_SCORE_CHANGED, subject, message, before, after)
    yield from compare_words(old, new, "text", subject)


def _rows(old: Sequence[Any], new: Sequence[Any], subject: Route) -> Iterator[Change]:
    rows = match(old, new)
    yield from came_and_went(rows, subject, "row")
    for before, after in rows.kept:
        yield from compare_words(before, after, "text", (*subject, "row", after.id))
    yield from compare_order("rows", old, new, subject)
