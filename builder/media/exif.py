"""EXIF: what it tells of people and places, and which way up the picture is. Total on any bytes.

Exif 3.0 (CIPA DC-008), in the frame of TIFF 6.0: directories of fields of twelve bytes each.
"""

import struct
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from builder.media.facts import Telling, Trace

_ORIENTATION: Final = 0x0112
_EXIF_DIRECTORY, _GPS_DIRECTORY = 0x8769, 0x8825
_FIELDS: Final = {
    0x013B: (Telling.PERSON, "Artist"),
    0x9C9D: (Telling.PERSON, "XPAuthor"),
    0xA430: (Telling.PERSON, "CameraOwnerName"),
    0xA437: (Telling.PERSON, "Photographer"),
    0xA438: (Telling.PERSON, "ImageEditor"),
    0xA431: (Telling.DEVICE, "BodySerialNumber"),
    0xA435: (Telling.DEVICE, "LensSerialNumber"),
    0xC62F: (Telling.DEVICE, "CameraSerialNumber"),
    0x927C: (Telling.HIDDEN, "MakerNote"),
}
_GPS_VERSION: Final = 0
"""A GPS directory with nothing but its version tells no place; some programs always write one."""
_SIZES: Final = (0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8)
_ROOM: Final = 4
"""Bytes within a field; a longer value stands elsewhere."""
_ENOUGH: Final = 256
"""So many bytes of a value show whether it is empty; fields may all point at the same megabytes."""
_SHORT: Final = 3
"""The kind of a number of two bytes; it stands first in its four."""
_UPRIGHT: Final = 1
_TURNS: Final = range(1, 9)
"""The ways up that the standard knows."""
_BLANK: Final = b"\0 \t\r\n"


class _Field(NamedTuple):
    tag: int
    number: int
    value: bytes


def exif_traces(tiff: bytes) -> Iterator[Trace]:
    """Yield what the fields tell of people and places; empty fields tell nothing."""
    for tag, _, value in _fields(tiff):
        if tag in _FIELDS and value.strip(_BLANK):
            yield Trace(*_FIELDS[tag])
    if any(tag != _GPS_VERSION for tag, *_ in _directory(tiff, _pointer(tiff, _GPS_DIRECTORY))):
        yield Trace(Telling.PLACE, "GPS")


def orientation(tiff: bytes) -> int:
    """Return which way up the picture is shown, from 1 (upright) to 8."""
    found = _pointer(tiff, _ORIENTATION)
    return found if found in _TURNS else _UPRIGHT


def bare_exif(tiff: bytes) -> bytes:
    """Return EXIF with the orientation alone, or nothing where the picture is upright."""
    turned = orientation(tiff)
    if turned == _UPRIGHT:
        return b""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, _SHORT, 1, turned, 0, 0)


def _fields(tiff: bytes) -> Iterator[_Field]:
    """Yield the fields of the picture and of its exposure, not those of its thumbnail."""
    yield from _directory(tiff, _first(tiff))
    yield from _directory(tiff, _pointer(tiff, _EXIF_DIRECTORY))


def _pointer(tiff: bytes, tag: int) -> int:
    return next((field.number for field in _directory(tiff, _first(tiff)) if field.tag == tag), 0)


def _first(tiff: bytes) -> int:
    return int.from_bytes(tiff[4:8], _order(tiff))


def _order(tiff: bytes) -> Literal["little", "big"]:
    return "little" if tiff.startswith(b"II") else "big"


def _directory(tiff: bytes, at: int) -> Iterator[_Field]:
    """Yield the fields of the directory at a byte; there is none at 0, where the header stands."""
    order = _order(tiff)
    count = int.from_bytes(tiff[at : at + 2], order) if at else 0
    for start in range(at + 2, min(at + 2 + 12 * count, len(tiff) - 11), 12):
        kind = int.from_bytes(tiff[start + 2 : start + 4], order)
        size = (_SIZES[kind] if kind < len(_SIZES) else 1) * int.from_bytes(
            tiff[start + 4 : start + 8], order
        )
        inside = start + 8
        wide = 2 if kind == _SHORT else _ROOM
        number = int.from_bytes(tiff[inside : inside + wide], order)
        place = inside if size <= _ROOM else number
        yield _Field(
            int.from_bytes(tiff[start : start + 2], order),
            number,
            tiff[place : place + min(size, _ENOUGH)],
        )
