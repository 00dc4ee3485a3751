"""WebVTT as the W3C writes it: cues, and every fault with its place. Total on any text.

https://www.w3.org/TR/webvtt1/, section 4. What stands in STYLE blocks is not read as CSS.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from builder.media.cue import MAX_FAULTS, Captions, Cue, Fault, Line, read_time, shown
from builder.media.cue_settings import cue_setting_faults, is_placed, region_faults
from builder.media.cue_text import cue_text_faults
from builder.message import Message, tell

ARROW: Final = "-->"
_SIGNATURE: Final = re.compile(r"WEBVTT(?:[ \t].*)?")
_COMMA: Final = re.compile(r"(?:[0-9]{2,9}:)?[0-5][0-9]:[0-5][0-9],[0-9]{3}")
_BLANK: Final = re.compile(r"[ \t]+")
_SPACES: Final = " \t"


def read_captions(text: str) -> Captions:
    """Read WebVTT in lines that end with LF; what is no WebVTT at all has one fault."""
    lines = text.split("\n")
    if not _SIGNATURE.fullmatch(lines[0]):
        message = tell("a WebVTT file begins with the word WEBVTT")
        return Captions(faults=(Fault(1, 1, len(lines[0]) + 1, message),))
    reader = _Reader(lines)
    reader.read()
    return Captions(tuple(reader.cues), tuple(reader.faults[:MAX_FAULTS]))


@dataclass(slots=True)
class _Reader:
    """One pass over the lines, block by block; `at` is the index of the next line."""

    lines: list[str]
    at: int = 1
    cues: list[Cue] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    has_cue: bool = False
    ids: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)

    def read(self) -> None:
        """Read all blocks."""
        self._read_header()
        while self.at < len(self.lines) and len(self.faults) < MAX_FAULTS:
            line = self.lines[self.at]
            if line == "" or _BLANK.fullmatch(line):
                self.at += 1
            elif self._is_start(self.at):
                self._read_cue()
            else:
                self._read_other(line)
        if not self.has_cue and not self.faults:
            self._tell(Line(1, self.lines[0]), tell("there is no cue: nothing is ever shown"))

    def _has_times(self, at: int) -> bool:
        return at < len(self.lines) and ARROW in self.lines[at]

    def _is_start(self, at: int) -> bool:
        """Tell whether a cue begins at a line: with its times, or with its id above them."""
        return self._has_times(at) or self._has_times(at + 1)

    def _tell(self, line: Line, message: Message, mending: str | None = None) -> None:
        self.faults.append(Fault(line.number, 1, len(line.text) + 1, message, mending))

    def _take(self) -> Line:
        self.at += 1
        return Line(self.at, self.lines[self.at - 1])

    def _take_block(self) -> Iterator[Line]:
        """Yield lines until one is empty or holds the times of the next cue."""
        while self.at < len(self.lines) and self.lines[self.at] and not self._has_times(self.at):
            yield self._take()

    def _read_header(self) -> None:
        if self._has_times(self.at):
            message = tell("an empty line must stand after the first line")
            self._tell(Line(2, self.lines[1]), message)
            return
        for line in self._take_block():
            if _BLANK.fullmatch(line.text):
                self._tell_blank(line)
                return
            message = tell(
                "only an empty line may stand after the first line: “{line}”", line=shown(line.text)
            )
            self._tell(line, message)

    def _tell_blank(self, line: Line) -> None:
        message = tell("the line looks empty but holds spaces, so the cue goes on after it")
        at = line.number
        goes_on = at < len(self.lines) and self.lines[at] and not self._is_start(at)
        self._tell(line, message, None if goes_on else "")

    def _read_other(self, line: str) -> None:
        name = line.rstrip(" \t")
        if name == "NOTE" or line.startswith(("NOTE ", "NOTE\t")):
            self._read_note()
        elif name in ("STYLE", "REGION"):
            self._read_definition(name)
        else:
            first = next(self._take_block())
            message = tell(
                "“{line}” belongs to no cue: times must stand above it, and no empty line between",
                line=shown(first.text),
            )
            self._tell(first, message)
            for _ in self._take_block():
                pass

    def _read_note(self) -> None:
        for _ in self._take_block():
            pass
        self._refuse_times(tell("a comment may not hold --> ; an empty line must end it"))

    def _read_definition(self, name: str) -> None:
        first = self._take()
        if self.has_cue:
            message = tell(
                "{name} must stand before the first cue; here it does nothing", name=name
            )
            self._tell(first, message)
        body = list(self._take_block())
        if name == "REGION":
            self._keep(region_faults(first, body, self.regions))
        self._refuse_times(tell("an empty line must stand before the next cue"))

    def _refuse_times(self, message: Message) -> None:
        if self._has_times(self.at):
            self._tell(Line(self.at + 1, self.lines[self.at]), message)

    def _read_cue(self) -> None:
        if not self._has_times(self.at):
            self._read_id(self._take())
        self.has_cue = True
        line = self._take()
        cue = self._read_times(line)
        words, ends_blank = self._take_words()
        if not words:
            self._tell(line, tell("the cue has no words"))
        if cue:
            self.cues.append(replace(cue, words=tuple(words)))
        start, end = (cue.start, cue.end) if cue else (0, 0)
        self._keep(cue_text_faults(words, start, end))
        if not ends_blank:
            self._refuse_times(tell("an empty line must stand before the next cue"))

    def _take_words(self) -> tuple[list[Line], bool]:
        """Return the lines of a cue, and whether one ends them that only looks empty."""
        words: list[Line] = []
        for line in self._take_block():
            if not _BLANK.fullmatch(line.text):
                words.append(line)
                continue
            self._tell_blank(line)
            if self._is_start(self.at):
                return words, True
        return words, False

    def _keep(self, faults: Iterable[Fault]) -> None:
        self.faults += islice(faults, MAX_FAULTS)

    def _read_id(self, line: Line) -> None:
        if line.text in self.ids:
            self._tell(line, tell("the cue id “{id}” is already used", id=shown(line.text)))
        self.ids.add(line.text)

    def _read_times(self, line: Line) -> Cue | None:
        arrow = line.text.index(ARROW)
        left, right = line.text[:arrow], line.text[arrow + len(ARROW) :]
        first = left.strip(_SPACES)
        begin = len(left) - len(left.lstrip(_SPACES))
        gap = len(right) - len(right.lstrip(_SPACES))
        second = right[gap:].replace("\t", " ").partition(" ")[0]
        stop = arrow + len(ARROW) + gap
        if commas := [one for one in (first, second) if _COMMA.fullmatch(one)]:
            self._tell_commas(line, begin, stop + len(second), commas[0])
            return None
        start, end = self._time(line, begin, first), self._time(line, stop, second)
        if first and second and (begin + len(first) == arrow or gap == 0):
            message = tell("a space must stand before and after -->")
            place = (begin + len(first) + 1, stop + 1)
            self.faults.append(Fault(line.number, *place, message, f" {ARROW} "))
        over = stop + len(second)
        self._keep(cue_setting_faults(line, over, self.regions))
        if start is None or end is None:
            return None
        return Cue(line.number, begin + 1, over + 1, start, end, is_placed(line.text[over:]))

    def _time(self, line: Line, at: int, text: str) -> int | None:
        time = read_time(text)
        if time is None:
            message = tell(
                "“{time}” is not a time: write it as 00:01.000 or 01:00:01.000", time=shown(text)
            )
            place = (at + 1, at + max(len(text), 1) + 1)
            self.faults.append(Fault(line.number, *place, message))
        return time

    def _tell_commas(self, line: Line, first: int, last: int, time: str) -> None:
        """Tell once of a line whose times are written as in other sorts of captions."""
        message = tell("“{time}” has a comma where a full stop must stand", time=time)
        mending = line.text[first:last].replace(",", ".")
        self.faults.append(Fault(line.number, first + 1, last + 1, message, mending))
