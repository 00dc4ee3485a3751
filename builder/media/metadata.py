"""What a picture's metadata tell of people and places: EXIF, XMP and IPTC. Total on any bytes."""

import re
from collections.abc import Iterator
from typing import Final

from builder.media.exif import exif_traces
from builder.media.facts import Telling, Trace

_XMP_NAMES: Final = {
    Telling.PLACE: ("GPSLatitude", "GPSLongitude", "GPSPosition", "GPSCoordinates"),
    Telling.PERSON: (
        "creator",
        "Artist",
        "CameraOwnerName",
        "OwnerName",
        "Owner",
        "CaptionWriter",
        "CreatorContactInfo",
        "PersonInImage",
        "PersonInImageName",
        "PersonDisplayName",
        "RegionInfo",
        "Photographer",
    ),
    Telling.DEVICE: (
        "SerialNumber",
        "BodySerialNumber",
        "CameraSerialNumber",
        "LensSerialNumber",
    ),
}
_TELLING: Final = {
    name.encode(): telling for telling, names in _XMP_NAMES.items() for name in names
}
_XMP_PROPERTY: Final = re.compile(
    rb"[<\s][\w.-]{1,40}:(" + b"|".join(sorted(_TELLING, reverse=True)) + rb")"
    rb"""(?:\s{0,9}=\s{0,9}(?:"[^"]|'[^'])|(?:\s[^<>]{0,300})?(?<!/)>)"""
)
"""A property with a value: an attribute that is not empty, or an element that opens."""
_EMPTY_ELEMENT: Final = re.compile(rb"\s{0,99}</")

_IPTC_FIELDS: Final = {
    (2, 80): (Telling.PERSON, "By-line"),
    (2, 118): (Telling.PERSON, "Contact"),
    (2, 122): (Telling.PERSON, "Writer"),
}
"""By record and field."""
_IPTC_RESOURCE, _EXIF_RESOURCE = 0x0404, 0x0422


def xmp_traces(text: bytes) -> Iterator[Trace]:
    """Yield what XMP tells; it is searched and not read as XML, which could be a trap."""
    for found in _XMP_PROPERTY.finditer(text):
        is_element = found[0].endswith(b">")
        if not (is_element and _EMPTY_ELEMENT.match(text, found.end())):
            yield Trace(_TELLING[found[1]], f"XMP {found[1].decode()}")


def photoshop_traces(resources: bytes) -> Iterator[Trace]:
    """Yield what Photoshop's image resources (8BIM) tell: IPTC, and EXIF once more."""
    at = 0
    while resources[at : at + 4] == b"8BIM":
        kind = int.from_bytes(resources[at + 4 : at + 6], "big")
        named = at + 7 + (resources[at + 6] if at + 6 < len(resources) else 0)
        start = named + (named - at) % 2
        size = int.from_bytes(resources[start : start + 4], "big")
        body = resources[start + 4 : start + 4 + size]
        if kind == _IPTC_RESOURCE:
            yield from iptc_traces(body)
        elif kind == _EXIF_RESOURCE:
            yield from exif_traces(body)
        at = start + 4 + size + size % 2


def iptc_traces(records: bytes) -> Iterator[Trace]:
    """Yield what IPTC's records tell (IIM 4.2, record 2)."""
    at = 0
    while records[at : at + 1] == b"\x1c" and at + 5 <= len(records):
        field = records[at + 1], records[at + 2]
        size = int.from_bytes(records[at + 3 : at + 5], "big")
        if field in _IPTC_FIELDS and size:
            telling, name = _IPTC_FIELDS[field]
            yield Trace(telling, f"IPTC {name}")
        at += 5 + size
