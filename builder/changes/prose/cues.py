"""What differs between two versions of captions: who says what, and in which order."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby
from typing import Final

from builder.changes.kinds import Change, Kind
from builder.changes.prose.pages import compare_readings
from builder.changes.prose.reading import Block, Reading, Sentence
from builder.changes.prose.texts import DEFAULT_PERCENT
from builder.media.captions import read_captions
from builder.media.cue import Captions
from builder.message import tell
from builder.package import Route
from builder.wording import sentences

_VOICE: Final = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]*)>")
_TAG: Final = re.compile(r"<[^<>]*>")


def compare_cues(old: str, new: str, subject: Route) -> Iterator[Change]:
    """Yield what differs between two texts in WebVTT; other times alone are another wording."""
    if old == new:
        return
    before, after = read_captions(old), read_captions(new)
    if not (before.cues and after.cues):
        message = tell("the captions cannot be compared, since one of them shows nothing")
        yield Change(Kind.MEDIUM_TEXT_CHANGED, subject, message)
        return
    spoken = _Spoken(before).read(), _Spoken(after).read()
    found = list(compare_readings(*spoken, subject, DEFAULT_PERCENT))
    if found:
        yield from found
    elif before.cues != after.cues:
        message = tell("the same words are shown at other times, or in another place or manner")
        yield Change(Kind.TEXT_REWORDED, subject, message)
    else:
        yield Change(Kind.FORMATTING, subject, tell("written otherwise, reads the same"))


class _Spoken:
    """Captions as a page: what one voice says in one go is a paragraph under its name."""

    def __init__(self, captions: Captions) -> None:
        self._cues = sorted(captions.cues, key=lambda cue: cue.start)
        self._reading = Reading()

    def read(self) -> Reading:
        """Return the spoken words."""
        for voice, parts in groupby(self._parts(), lambda part: part[0]):
            said = list(parts)
            self._add(voice, " ".join(text for _, text, _ in said), said[0][2])
        return self._reading

    def _parts(self) -> Iterator[tuple[str, str, int]]:
        """Yield a voice, words and their line, counted from 0, in the order of time."""
        for cue in self._cues:
            voice = ""
            for line in cue.words:
                pieces = _VOICE.split(line.text)
                for at, piece in enumerate(pieces):
                    if at % 2:
                        voice = unescape(piece).strip()
                    elif text := " ".join(unescape(_TAG.sub("", piece)).split()):
                        yield voice, text, line.number - 1

    def _add(self, voice: str, text: str, line: int) -> None:
        blocks = self._reading.blocks
        heading = next(
            (n for n, one in enumerate(blocks) if one.kind == f"voice {voice}"), len(blocks)
        )
        if heading == len(blocks):
            blocks.append(Block(f"voice {voice}", line, ()))
            if voice:
                self._reading.sentences.append(Sentence(voice, heading, line))
        number = len(blocks)
        blocks.append(Block("paragraph", line, (heading if voice else -1,)))
        self._reading.sentences += [Sentence(one, number, line) for one in sentences(text)]
