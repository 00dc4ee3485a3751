"""JPEG: its segments from the start to the end of the picture, and what they say (ITU-T T.81).

The coded picture itself is only passed over: bytes that went wrong within it, or rows that are
left out, are not seen.
"""

import re
from collections.abc import Iterator
from typing import Final

from builder.media.chunks import MAX_PARTS, Chunks, Part, Picture, ended
from builder.media.exif import exif_traces
from builder.media.facts import Damage, Trace
from builder.media.metadata import photoshop_traces, xmp_traces
from builder.message import Message, mark, tell

SIGNATURE: Final = b"\xff\xd8\xff"
EXIF: Final = b"Exif\0\0"
_XMP: Final = b"http://ns.adobe.com/x"
_PHOTOSHOP: Final = b"Photoshop 3.0\0"
_SEVERAL: Final = b"MPF\0"
_START, _END, _SCAN = b"\xd8", b"\xd9", b"\xda"
_LENGTH: Final = 2
"""The bytes that give a segment's length, and are counted in it."""
_HEADER: Final = 6
"""The bytes of a frame's header before its components: depth, height, width, how many."""
_DEPTH: Final = 8
"""Bits of each colour that browsers show."""
_ALONE: Final = frozenset(bytes([byte]) for byte in (0x01, *range(0xD0, 0xD8)))
"""Markers without content."""
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SHOWN: Final = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive; lossless and arithmetic coding no browser shows."""
_FILL: Final = re.compile(rb"\xff*")
_NEXT: Final = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""The marker that ends a scan; restarts, and 255 followed by 0, belong to the scan."""


def read_segments(data: bytes) -> Chunks:
    """Follow the segments to the end of the picture; a scan holds its coded data."""
    parts: list[Part] = []
    at = 2
    while len(parts) < MAX_PARTS:
        if at + 1 >= len(data):
            return Chunks.broken(parts, Damage.cut())
        part = _segment(data, at)
        if part is None:
            return Chunks.broken(parts, Damage.at(at))
        if part.kind == _END:
            kinds = {one.kind for one in parts}
            if _SCAN not in kinds or not any(kind[0] in _FRAMES for kind in kinds):
                return Chunks.broken(parts, Damage.at(at))
            return ended(data, [*parts, part], part.end)
        if part.end > len(data):
            return Chunks.broken(parts, Damage.cut())
        parts.append(part)
        at = part.end
    return Chunks.broken(parts, Damage.at(at))


def _segment(data: bytes, at: int) -> Part | None:
    """Return the segment at a byte; its end lies beyond the file's where it is cut off."""
    filled = _FILL.match(data, at)
    marker = filled.end() if filled else at
    kind = data[marker : marker + 1]
    body = marker + 1 + _LENGTH
    if marker == at or kind in (b"\0", _START):
        return None
    if kind in _ALONE or kind == _END:
        return Part(kind, at, marker + 1, marker + 1)
    length = int.from_bytes(data[marker + 1 : body], "big")
    if body > len(data):
        return Part(kind, at, body, body)
    if length < _LENGTH:
        return None
    end = marker + 1 + length
    if kind == _SCAN:
        following = _NEXT.search(data, end)
        return Part(kind, at, body, following.start() if following else len(data) + 1)
    return Part(kind, at, body, end)


def read_jpeg(data: bytes) -> Picture:
    """Return what the segments say."""
    segments = read_segments(data)
    frame = next((part for part in segments.parts if part.kind[0] in _FRAMES), None)
    header = data[frame.body : frame.end] if frame else b""
    return Picture(
        int.from_bytes(header[3:5], "big"),
        int.from_bytes(header[1:3], "big"),
        _damage(data, segments, header),
        colours=_colours(frame.kind[0], header) if frame and len(header) >= _HEADER else None,
        traces=tuple(_traces(data, segments)),
    )


def _damage(data: bytes, segments: Chunks, header: bytes) -> Damage | None:
    if not segments.can_be_followed:
        return segments.damage
    if not (any(header[1:3]) and any(header[3:5]) and header[5:6] > b"\0"):
        return Damage.at(2)
    if segments.damage and data[segments.end : segments.end + 2] == SIGNATURE[:2]:
        message = tell(
            "a second picture of {n} bytes, which is never shown, follows after the first",
            n=len(data) - segments.end,
        )
        return Damage(message, can_be_cut=True)
    return segments.damage


_PRINT: Final = mark(
    "the colours are stored for print (CMYK): export the picture for screens (RGB)"
)


def _colours(kind: int, header: bytes) -> Message | None:
    depth, components = header[0], header[5]
    if depth != _DEPTH:
        return tell(
            "each colour has {depth} bits: export the picture with 8 bits per colour", depth=depth
        )
    if kind not in _SHOWN:
        return tell("this kind of JPEG is not shown in browsers: export the picture anew")
    if components not in (1, 3):
        return tell(_PRINT)
    return None


def _traces(data: bytes, segments: Chunks) -> Iterator[Trace]:
    for body in segments.bodies(data, b"\xe1"):
        if body.startswith(EXIF):
            yield from exif_traces(body[len(EXIF) :])
        elif body.startswith(_XMP):
            yield from xmp_traces(body)
    resources = [
        body.removeprefix(_PHOTOSHOP)
        for body in segments.bodies(data, b"\xed")
        if body.startswith(_PHOTOSHOP)
    ]
    yield from photoshop_traces(b"".join(resources))
