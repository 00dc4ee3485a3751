"""The words of a cue in WebVTT: tags, times within the words, and characters written in code."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.entities import html5
from typing import Final, NamedTuple

from builder.media.cue import Fault, Line, read_time, shown
from builder.message import Message, tell

_MARK: Final = re.compile(r"<[^<>]*>?|&")
_CHARACTER: Final = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|([A-Za-z][A-Za-z0-9]{1,31}));"
)
_START: Final = re.compile(r"<([a-z]+)((?:\.[^\t\n &<>.]+)*)(?:[ \t](.*))?>")
_END: Final = re.compile(r"</([a-z]*)>")
_PLAIN: Final = frozenset({"c", "i", "b", "u", "ruby", "rt"})
_NAMED: Final = frozenset({"v", "lang"})
"""Tags that say who speaks, or in which language."""


def cue_text_faults(lines: Iterable[Line], start: int, end: int) -> Iterator[Fault]:
    """Yield what is wrong in the words of a cue that is shown from `start` to `end`.

    With `end` 0 it is not known when, and the times within the words are not compared with it.
    """
    reader = _Reader(start, end)
    for line in lines:
        yield from reader.read(line)
    yield from reader.finish()


class _Open(NamedTuple):
    """A tag that is open; one voice that says all of it need not be closed (`is_all`)."""

    name: str
    line: Line
    mark: re.Match[str]
    is_all: bool


@dataclass(slots=True)
class _Reader:
    """One pass over the words; `open` are the tags that are not yet closed."""

    time: int
    end: int
    open: list["_Open"] = field(default_factory=list)
    is_begun: bool = False

    def read(self, line: Line) -> Iterator[Fault]:
        """Yield what is wrong on one line."""
        for mark in _MARK.finditer(line.text):
            text = mark[0]
            if text == "&":
                yield from _character(line, mark.start())
            elif not text.endswith(">"):
                yield _unclosed(line, mark)
            elif message := self._tag(line, mark):
                yield _fault(line, mark, message)
            self.is_begun = True
        self.is_begun = True

    def finish(self) -> Iterator[Fault]:
        """Yield the tags that are never closed."""
        for name, line, mark, is_all in self.open:
            if not is_all:
                tag = shown(mark[0])
                message = tell("{tag} is never closed: </{name}> is missing", tag=tag, name=name)
                yield _fault(line, mark, message)

    def _tag(self, line: Line, mark: re.Match[str]) -> Message | None:
        text = mark[0]
        if text[1:2].isdigit():
            return self._time(text[1:-1])
        if end := _END.fullmatch(text):
            return self._close(end[1], text)
        start = _START.fullmatch(text)
        if start is None or start[1] not in _PLAIN | _NAMED:
            return tell("{tag} is no tag that captions know", tag=shown(text))
        return self._open(line, mark, start)

    def _open(self, line: Line, mark: re.Match[str], start: re.Match[str]) -> Message | None:
        name, said, tag = start[1], (start[3] or "").strip(), shown(mark[0])
        is_all = name == "v" and not self.is_begun and not line.text[: mark.start()].strip()
        parent = self.open[-1].name if self.open else ""
        if name == parent == "v":
            self.open[-1] = _Open(name, line, mark, is_all=True)
            return tell("the voice before this one is not closed: </v> is missing")
        self.open.append(_Open(name, line, mark, is_all))
        if name in _NAMED and not said:
            return tell("{tag} must say who speaks, or which language", tag=tag)
        if name in _PLAIN and said:
            return tell("{tag} may say nothing but its name", tag=tag)
        if name == "rt" and parent != "ruby":
            return tell("<rt> may only stand within <ruby>")
        return None

    def _close(self, name: str, tag: str) -> Message | None:
        if name == "ruby" and self.open and self.open[-1].name == "rt":
            self.open.pop()
        if self.open and self.open[-1].name == name:
            self.open.pop()
            return None
        if not any(one.name == name for one in self.open):
            return tell("{tag} closes nothing", tag=shown(tag))
        inner = self.open[-1].name
        while self.open.pop().name != name:
            pass
        return tell("{tag} stands before </{name}>", tag=tag, name=inner)

    def _time(self, text: str) -> Message | None:
        time = read_time(text)
        if time is None:
            return tell(
                "“{time}” is not a time: write it as 00:01.000 or 01:00:01.000", time=shown(text)
            )
        if self.end and not self.time < time < self.end:
            return tell("the time {time} must lie within the cue, after the one before", time=text)
        self.time = max(self.time, time)
        return None


def _character(line: Line, at: int) -> Iterator[Fault]:
    found = _CHARACTER.match(line.text, at)
    if found and (found[1] is None or f"{found[1]};" in html5):
        return
    # Between spaces it can mean nothing else.
    mending = "&amp;" if line.text[at + 1 : at + 2] in ("", " ") else None
    yield Fault(line.number, at + 1, at + 2, tell("the character & is written &amp;"), mending)


def _unclosed(line: Line, mark: re.Match[str]) -> Fault:
    at = mark.start()
    mending = "&lt;" if line.text[at + 1 : at + 2] in ("", " ") else None
    return Fault(line.number, at + 1, at + 2, tell("the character < is written &lt;"), mending)


def _fault(line: Line, mark: re.Match[str], message: Message) -> Fault:
    return Fault(line.number, mark.start() + 1, mark.end() + 1, message)
