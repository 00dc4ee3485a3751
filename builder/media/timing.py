"""When cues are shown: each after the one before, and all of them before the film is over."""

from collections.abc import Iterator, Sequence
from typing import Final

from builder.media.cue import Cue, Fault, show_time
from builder.message import Message, tell, tell_number

TOLERANCE: Final = 500
"""Milliseconds that a cue may last longer than its film: programs round their times."""


def timing_faults(cues: Sequence[Cue]) -> Iterator[Fault]:
    """Yield the cues that end before they begin, come too early, or lie over the one before."""
    before: Cue | None = None
    for cue in cues:
        message = _fault(cue, before)
        if message:
            yield _at(cue, message)
        # What comes after is held against the last cue that stands as it should.
        if cue.end > cue.start and (before is None or cue.start >= before.start):
            before = cue


def _fault(cue: Cue, before: Cue | None) -> Message | None:
    if cue.end <= cue.start:
        return tell(
            "the cue ends at {end}, not after it begins at {start}",
            start=show_time(cue.start),
            end=show_time(cue.end),
        )
    if before is None:
        return None
    if cue.start < before.start:
        return tell(
            "the cue begins at {start}, before the cue above it, which begins at {other}",
            start=show_time(cue.start),
            other=show_time(before.start),
        )
    if cue.start < before.end and not (cue.is_placed or before.is_placed):
        return tell(
            "the cue begins at {start}, while the cue above it is shown until {other}",
            start=show_time(cue.start),
            other=show_time(before.end),
        )
    return None


def late_fault(cues: Sequence[Cue], seconds: float) -> Fault | None:
    """Return the first cue that lasts longer than a film of so many seconds, or None."""
    over = round(seconds * 1000)
    late = [cue for cue in cues if cue.end > over + TOLERANCE and cue.end > cue.start]
    if not late:
        return None
    message = tell_number(
        "the cue ends at {end}, but the film is over at {over}",
        "{n} cues from here on end after the film, which is over at {over}",
        len(late),
        end=show_time(late[0].end),
        over=show_time(over),
    )
    return _at(late[0], message)


def _at(cue: Cue, message: Message) -> Fault:
    return Fault(cue.line, cue.column, cue.end_column, message)
