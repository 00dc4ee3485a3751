"""How every moment stands: as a table for people, and as JSON for machines."""

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from builder.message import Message, mark, tell, tell_number
from builder.rendition.words import Voice
from builder.report.blocks import Block, Cell, Line, Table
from builder.report.drafts import LEVEL_WORD, SAFETY
from builder.standing import MomentStanding, Status, Waiting

Json: TypeAlias = Any
_HEADS: Final = (
    mark("Moment"),
    mark("Published"),
    mark("Waiting"),
    mark("Left to do"),
    mark("To be reviewed by"),
    mark("Older lines"),
)
_NARROW_HEADS: Final = (
    mark("Moment"),
    mark("Version"),
    mark("Left to do"),
    mark("To be reviewed by"),
    mark("Older lines"),
)
"""The last column is left out where no moment has any."""


def status_blocks(status: Status, language: str, *, narrow: bool = False) -> Iterator[Block]:
    """Yield the sum of it, and a table with what needs work first.

    A `narrow` one leaves out what can be reckoned: the day of each version, and the days left.
    """
    voice = Voice(language)
    yield Line(voice.say(_sum(status, voice)), style="bold")
    if status.against == "tags":
        said = tell("Compared with the release tags, since there is no catalogue here.")
        yield Line(voice.say(said), style="dim")
    if not status.moments:
        return
    rows = _narrow_rows(status, voice) if narrow else _rows(status, voice)
    heads = _NARROW_HEADS if narrow else _HEADS
    width = len(heads) if any(one.lines for one in status.moments) else len(heads) - 1
    cut = tuple(row[:width] for row in rows)
    yield Table(tuple(map(voice.word, heads[:width])), cut)


def _rows(status: Status, voice: Voice) -> Iterator[tuple[Cell, ...]]:
    for one in status.moments:
        yield (
            Cell(one.moment),
            Cell(_published(one)),
            Cell(_waits(one.waiting, voice)),
            _left(one, voice),
            Cell(_days(one, status, voice), is_new=one.is_overdue),
            _lines(one),
        )


def _narrow_rows(status: Status, voice: Voice) -> Iterator[tuple[Cell, ...]]:
    for one in status.moments:
        waits = _waits(one.waiting, voice)
        versions = f"{one.released or '–'}{f' → {waits}' if waits else ''}"
        day = one.review_by.isoformat() if one.review_by else "–"
        yield (
            Cell(one.moment),
            Cell(versions),
            _left(one, voice),
            Cell(day, is_new=one.is_overdue),
            _lines(one),
        )


def _left(one: MomentStanding, voice: Voice) -> Cell:
    return Cell("; ".join(map(voice.say, _lacks(one.waiting))))


def _lines(one: MomentStanding) -> Cell:
    return Cell(", ".join(map(str, one.lines)))


def _published(one: MomentStanding) -> str:
    day = one.released_on.isoformat() if one.released_on else ""
    return f"{one.released or '–'} {day}".rstrip()


def _waits(waiting: Waiting | None, voice: Voice) -> str:
    """Return the version that would come, and its level."""
    if waiting is None:
        return ""
    if waiting.draft.version is None:
        return voice.word(mark("the catalogue's entry"))
    word = voice.word(LEVEL_WORD[waiting.draft.word])
    safety = f" · {voice.say(tell(SAFETY))}" if waiting.draft.safety else ""
    return f"{waiting.draft.version} {word}{safety}"


def _lacks(waiting: Waiting | None) -> Iterator[Message]:
    """Yield what is missing before it can be published."""
    if waiting is None:
        return
    if waiting.is_ready:
        yield tell("ready to be published")
        return
    if waiting.undecided:
        yield tell_number("{n} to decide", "{n} to decide", waiting.undecided)
    if waiting.lacks_note:
        yield tell("a change note")
    others = waiting.stops - waiting.lacks_note
    if others > 0:
        yield tell_number("{n} finding", "{n} findings", others)
    verdict = waiting.verdict
    if verdict and verdict.missing:
        yield tell_number(
            "{there} of {n} approval", "{there} of {n} approvals", verdict.needed,
            there=len(verdict.counted),
        )  # fmt: skip
    if verdict and verdict.blocks:
        yield tell("authors whom nobody knows")


def _days(one: MomentStanding, status: Status, voice: Voice) -> str:
    if one.review_by is None or one.days_left is None:
        return "–"
    day = one.review_by.isoformat()
    if one.is_overdue:
        said = tell_number("{n} day late", "{n} days late", -one.days_left)
    elif one.is_soon(status.within):
        said = tell_number("in {n} day", "in {n} days", one.days_left)
    else:
        return day
    return f"{day} ({voice.say(said)})"


def _sum(status: Status, voice: Voice) -> Message:
    """Return what a hand-out could hold, and what stands in its way, in one line."""
    waiting = [one.waiting for one in status.moments if one.waiting]
    levels: dict[str, int] = {}
    for one in waiting:
        word = one.draft.word if one.draft.version else "none"
        levels[word] = levels.get(word, 0) + 1
    parts = [
        f"{levels[word]} {voice.word(LEVEL_WORD[word])}"
        for word in ("first", "major", "decide", "minor")
        if word in levels
    ]
    return tell(
        "{moments}: {waiting} waiting ({levels}), {ready} ready to be published; "
        "{overdue} overdue for review, {soon} more within {days} days",
        moments=tell_number("{n} moment", "{n} moments", len(status.moments)),
        waiting=len(waiting),
        levels=", ".join(parts) or "–",
        ready=sum(one.is_ready for one in waiting),
        overdue=sum(one.is_overdue for one in status.moments),
        soon=sum(one.is_soon(status.within) and not one.is_overdue for one in status.moments),
        days=status.within,
    )


def status_json(status: Status, language: str) -> Json:
    """Return the same as plain JSON (schemas/status.schema.json)."""
    voice = Voice(language)
    return {
        "today": status.today.isoformat(),
        "against": status.against,
        "within": status.within,
        "summary": voice.say(_sum(status, voice)),
        "moments": [_plain(one, status, voice) for one in status.moments],
    }


def _plain(one: MomentStanding, status: Status, voice: Voice) -> Json:
    return {
        "moment": one.moment,
        "title": one.title,
        "version": str(one.released) if one.released else None,
        "date": one.released_on.isoformat() if one.released_on else None,
        "lines": [str(version) for version in one.lines],
        "review-by": one.review_by.isoformat() if one.review_by else None,
        "days-left": one.days_left,
        "overdue": one.is_overdue,
        "soon": one.is_soon(status.within) and not one.is_overdue,
        "waiting": _waiting_json(one.waiting, voice) if one.waiting else None,
    }


def _waiting_json(waiting: Waiting, voice: Voice) -> Json:
    draft, verdict = waiting.draft, waiting.verdict
    return {
        "level": draft.level.word,
        "first": draft.base is None,
        "version": str(draft.version) if draft.version else None,
        "safety": draft.safety,
        "changes": len(draft.changes),
        "listing": waiting.is_listed,
        "undecided": waiting.undecided,
        "note-missing": waiting.lacks_note,
        "needed": verdict.needed if verdict else 0,
        "approvals": len(verdict.counted) if verdict else 0,
        "ready": waiting.is_ready,
        "left": [voice.say(message) for message in _lacks(waiting)],
    }
