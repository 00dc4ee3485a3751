"""MP3: its tags and every one of its frames (ISO 11172-3 and 13818-3, layer III; ID3, APE)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from builder.media.facts import Damage, Trace
from builder.media.tags import MAX_TAGS, Tag, tag_after, tag_before, tag_traces

_MPEG_1, _MPEG_2, _MPEG_2_5 = 3, 2, 0
_RATES: Final = {
    _MPEG_1: (44100, 48000, 32000),
    _MPEG_2: (22050, 24000, 16000),
    _MPEG_2_5: (11025, 12000, 8000),
}
"""Samples for each second, by version."""
_KILOBITS: Final = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
_KEPT: Final = 0xFFFE0C00
"""The bits of a header that all frames of a sound have in common: version, layer, sample rate."""
_SYNC: Final = 0x7FF
"""The bits that every header begins with."""
_LAYER_III: Final = 1
_CHAIN: Final = 3
"""So many frames after each other are a sound; random bytes are not. At the start one will do."""
_SEARCH: Final = 65_536
"""How far frames are looked for where they should have begun."""
_COUNTS: Final = (b"Xing", b"Info")
_HAS_COUNT: Final = 1


class Header(NamedTuple):
    """A frame as its header says: bytes, samples, and samples for each second."""

    length: int
    samples: int
    rate: int
    kept: int


@dataclass(frozen=True, slots=True)
class Mp3:
    """A sound as its frames say; from `start` to `end` there is nothing but frames."""

    start: int
    end: int
    seconds: float
    damage: Damage | None
    traces: tuple[Trace, ...]


def read_mp3(data: bytes) -> Mp3 | None:
    """Follow the frames; None where there are none."""
    before = _tags_before(data)
    begin = before[-1].end if before else 0
    if begin > len(data):
        return Mp3(len(data), len(data), 0, Damage.cut(), ())
    start = _first_frame(data, begin)
    first = None if start is None else _header(data, start)
    if start is None or first is None:
        return None
    end, count = _walk(data, start)
    declared = _declared(data[start : start + first.length])
    if declared is not None:
        count -= 1  # the first frame holds the count and no sound
    after = _tags_after(data, end)
    over = after[-1].end if after else end
    damage = _damage_after(data, end, over) or _damage_before(data, begin, start)
    is_whole = damage is None or damage.can_be_cut
    # Some encoders count the frame with the count too.
    if is_whole and declared and declared > count + 1:
        damage = Damage.cut()
    traces = sorted({trace for tag in (*before, *after) for trace in tag_traces(data, tag)})
    return Mp3(start, end, count * first.samples / first.rate, damage, tuple(traces))


def _tags_before(data: bytes) -> list[Tag]:
    tags: list[Tag] = []
    while len(tags) < MAX_TAGS and (tag := tag_before(data, tags[-1].end if tags else 0)):
        tags.append(tag)
    return tags


def _tags_after(data: bytes, end: int) -> list[Tag]:
    tags: list[Tag] = []
    while len(tags) < MAX_TAGS and (tag := tag_after(data, tags[-1].end if tags else end)):
        tags.append(tag)
    return tags


def _header(data: bytes, at: int) -> Header | None:
    return _read_header(data[at : at + 4])


@lru_cache(maxsize=1024)  # frames have few different headers: a sound is walked five times as fast
def _read_header(header: bytes) -> Header | None:
    bits = int.from_bytes(header, "big")
    version, layer = bits >> 19 & 3, bits >> 17 & 3
    bit_rate, sample_rate, padding = bits >> 12 & 15, bits >> 10 & 3, bits >> 9 & 1
    rates, is_first = _RATES.get(version, ()), version == _MPEG_1
    kilobits = _KILOBITS[is_first][bit_rate]
    if bits >> 21 != _SYNC or layer != _LAYER_III or sample_rate >= len(rates) or not kilobits:
        return None
    rate = rates[sample_rate]
    samples = 1152 if is_first else 576
    return Header(samples // 8 * kilobits * 1000 // rate + padding, samples, rate, bits & _KEPT)


def _first_frame(data: bytes, begin: int) -> int | None:
    """Return where the frames begin: at the byte, or after bytes that do not belong there."""
    if any(_frames(data, begin)):
        return begin
    at = begin
    while (at := data.find(b"\xff", at + 1, begin + _SEARCH)) >= 0:
        if sum(1 for _ in islice(_frames(data, at), _CHAIN)) == _CHAIN:
            return at
    return None


def _frames(data: bytes, at: int) -> Iterator[Header]:
    """Yield the whole frames that follow each other."""
    first = header = _header(data, at)
    while first and header and header.kept == first.kept and at + header.length <= len(data):
        yield header
        at += header.length
        header = _header(data, at)


def _walk(data: bytes, start: int) -> tuple[int, int]:
    """Return where the frames end, and how many they are; they are all alike but for length."""
    end = start
    count = 0
    for header in _frames(data, start):
        end += header.length
        count += 1
    return end, count


def _declared(frame: bytes) -> int | None:
    """Return how many frames the encoder says that there are, or None where it does not say."""
    for name in _COUNTS:
        at = frame.find(name, 0, 64)
        if at >= 0 and len(frame) >= at + 12:
            flags, count = struct.unpack_from(">II", frame, at + 4)
            return count if flags & _HAS_COUNT else 0
    return None


def _damage_before(data: bytes, begin: int, start: int) -> Damage | None:
    return Damage.before(start - begin) if data[begin:start].strip(b"\0") else None


def _damage_after(data: bytes, end: int, over: int) -> Damage | None:
    """Return what is wrong after the frames, which end at one byte, and their tags at another."""
    rest = data[over:]
    if not rest.strip(b"\0"):
        return None
    if over > end:
        return Damage.behind(len(rest))
    header = _header(data, end)
    length = header.length if header else 4 if rest.startswith(b"\xff") else 0
    if length > len(rest):
        return Damage.cut()
    is_followed = header or _first_frame(data, end + 1) is not None
    return Damage.at(end) if is_followed else Damage.behind(len(rest))
