"""WebP: its chunks within RIFF, and what they say (RFC 9649)."""

from collections.abc import Iterator
from typing import Final

from builder.media.chunks import MAX_PARTS, Chunks, Part, Picture, Size, ended
from builder.media.exif import exif_traces
from builder.media.facts import Damage, Trace
from builder.media.metadata import xmp_traces

_HEADER: Final = 12
_LOSSY, _LOSSLESS, _EXTENDED = b"VP8 ", b"VP8L", b"VP8X"
_FIRST: Final = (_LOSSY, _LOSSLESS, _EXTENDED)
_IMAGES: Final = (_LOSSY, _LOSSLESS, b"ANMF")
_EXTENDED_HEADER: Final = 10
"""Its flags, three bytes that say nothing, and three each for width and height."""
_KEY_FRAME: Final = b"\x9d\x01\x2a"
_ANIMATED: Final = 0x02
"""The flag in the extended header."""


def is_webp(data: bytes) -> bool:
    """Tell whether the file begins as WebP does."""
    return data.startswith(b"RIFF") and data[8:_HEADER] == b"WEBP"


def read_riff(data: bytes) -> Chunks:
    """Follow the chunks as far as RIFF says that the file goes."""
    parts: list[Part] = []
    at, end = _HEADER, 8 + int.from_bytes(data[4:8], "little")
    while at + 8 <= min(end, len(data)) and len(parts) < MAX_PARTS:
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        part = Part(data[at : at + 4], at, at + 8, at + 8 + length)
        is_known = bool(parts) or part.kind in _FIRST
        if part.end > end or not (is_known and part.kind.strip().isalnum()):
            return Chunks.broken(parts, Damage.at(at))
        if part.end > len(data):
            return Chunks.broken(parts, Damage.cut())
        parts.append(part)
        at = part.end + length % 2
    if end > len(data) or not any(part.kind in _IMAGES for part in parts):
        return Chunks.broken(parts, Damage.cut())
    if at < end:
        return Chunks.broken(parts, Damage.at(at))
    # An odd file may be padded by a byte that its size does not count.
    return ended(data, parts, end + (end % 2 and data[end : end + 1] == b"\0"))


def read_webp(data: bytes) -> Picture:
    """Return what the chunks say."""
    chunks = read_riff(data)
    first = chunks.parts[0] if chunks.parts else None
    width, height = _size(first.kind, data[first.body : first.end]) if first else (0, 0)
    flags = data[first.body] if first and first.kind == _EXTENDED and first.end > first.body else 0
    is_unreadable = chunks.can_be_followed and not (width and height)
    return Picture(
        width,
        height,
        Damage.at(_HEADER) if is_unreadable else chunks.damage,
        is_animated=bool(flags & _ANIMATED) or bool(chunks.bodies(data, b"ANIM", b"ANMF")),
        traces=tuple(_traces(data, chunks)),
    )


def _size(kind: bytes, body: bytes) -> Size:
    if kind == _EXTENDED and len(body) >= _EXTENDED_HEADER:
        return (
            int.from_bytes(body[4:7], "little") + 1,
            int.from_bytes(body[7:10], "little") + 1,
        )
    if kind == _LOSSY and body[3:6] == _KEY_FRAME:
        return (
            int.from_bytes(body[6:8], "little") & 0x3FFF,
            int.from_bytes(body[8:10], "little") & 0x3FFF,
        )
    if kind == _LOSSLESS and body[:1] == b"\x2f":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return 0, 0


def _traces(data: bytes, chunks: Chunks) -> Iterator[Trace]:
    for body in chunks.bodies(data, b"EXIF"):
        yield from exif_traces(body.removeprefix(b"Exif\0\0"))
    for body in chunks.bodies(data, b"XMP "):
        yield from xmp_traces(body)
