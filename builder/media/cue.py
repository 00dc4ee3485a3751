"""What captions consist of: cues in time, and the faults of the file they stand in."""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from builder.message import Message

MAX_FAULTS: Final = 100
"""More faults in one file are not told: it is another kind of file, or made to wear us out."""
_TIME: Final = re.compile(r"(?:([0-9]{2,9}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})")
_SHORT: Final = 60


class Line(NamedTuple):
    """A line and its number, counted from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong on one line, from `column` to `end_column`, which is exclusive.

    Columns count from 1, in characters. `mending` is what should stand there, where it is certain.
    """

    line: int
    column: int
    end_column: int
    message: Message
    mending: str | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """Words and when they are shown, in milliseconds.

    `line` is that of the times, which stand from `column` to `end_column`. `is_placed` where its
    settings say where on the picture it stands, so that others may be shown with it. `words` are
    its lines as they are written, tags and all.
    """

    line: int
    column: int
    end_column: int
    start: int
    end: int
    is_placed: bool = False
    words: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Captions:
    """What a WebVTT file says, and what in it is not WebVTT."""

    cues: tuple[Cue, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_time(text: str) -> int | None:
    """Return a time in milliseconds, or None for what is not one."""
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds, thousandths = (int(part or 0) for part in found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def show_time(milliseconds: int) -> str:
    """Write a time as WebVTT does."""
    seconds, thousandths = divmod(milliseconds, 1000)
    hours, seconds = divmod(seconds, 3600)
    start = f"{hours:02}:" if hours else ""
    return f"{start}{seconds // 60:02}:{seconds % 60:02}.{thousandths:03}"


def shown(text: str) -> str:
    """Return what a message shows of a text: its beginning."""
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
