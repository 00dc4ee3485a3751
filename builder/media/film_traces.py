"""What the metadata of an MP4 or M4A tell of people and places: QuickTime, 3GPP, iTunes, XMP."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from builder.media.boxes import Box, Boxes
from builder.media.facts import Telling, Trace
from builder.media.metadata import xmp_traces

_PLACES: Final = frozenset((b"\xa9xyz", b"loci", b"\xa9xpl"))
_PERSONS: Final = frozenset(
    (
        *(b"\xa9ART", b"\xa9aut", b"\xa9wrt", b"\xa9prf", b"\xa9prd", b"\xa9dir"),
        *(b"auth", b"perf", b"aART", b"ownr", b"apID"),
    )
)
_XMP: Final = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_HEAD: Final = 8
"""What stands before a list of names, and before each of them: a length and a kind."""
_KEY_WORDS: Final = (
    (b"location", Telling.PLACE),
    *((word, Telling.PERSON) for word in (b"author", b"artist", b"director", b"producer")),
    *((word, Telling.PERSON) for word in (b"performer", b"owner")),
    (b"serial", Telling.DEVICE),
)


class Told(NamedTuple):
    """A box that tells of somebody, and what."""

    box: Box
    trace: Trace


def told(data: bytes, boxes: Boxes) -> Iterator[Told]:
    """Yield the boxes that tell of people and places, each once; empty ones tell nothing."""
    keys: dict[tuple[bytes, ...], list[bytes]] = {}
    for box in boxes.boxes:
        if box.kind == b"keys":
            keys[box.path] = _keys(data, box)
        trace = _trace(data, box, keys)
        if trace and any(data[box.body : box.end]):
            yield Told(box, trace)


def _trace(data: bytes, box: Box, keys: dict[tuple[bytes, ...], list[bytes]]) -> Trace | None:
    holder = box.path[-1] if box.path else b""
    if box.kind == b"uuid" and data[box.body : box.body + 16] == _XMP:
        return min(xmp_traces(data[box.body : box.end]), default=None)
    if holder in (b"udta", b"ilst") and box.kind in _PLACES | _PERSONS:
        telling = Telling.PLACE if box.kind in _PLACES else Telling.PERSON
        return Trace(telling, box.kind.decode("latin-1"))
    if holder == b"ilst":
        named = keys.get(box.path[:-1], [])
        number = int.from_bytes(box.kind, "big")
        return _key_trace(named[number - 1]) if 1 <= number <= len(named) else None
    return None


def _key_trace(key: bytes) -> Trace | None:
    for word, telling in _KEY_WORDS:
        if word in key.lower():
            return Trace(telling, key.decode("latin-1"))
    return None


def _keys(data: bytes, box: Box) -> list[bytes]:
    """Return the names that the numbers of the items stand for."""
    names: list[bytes] = []
    at = box.body + _HEAD
    while at + _HEAD <= box.end:
        size = int.from_bytes(data[at : at + 4], "big")
        if size < _HEAD:
            break
        names.append(data[at + _HEAD : min(at + size, box.end)])
        at += size
    return names
