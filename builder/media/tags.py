"""The tags around an MP3's frames: where they stand and whom they name. Total on any bytes.

ID3v2 before the frames; ID3v1, its extension, APEv2 and Lyrics3 after them.
"""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from builder.media.facts import Telling, Trace

MAX_TAGS: Final = 50
_HEAD: Final = 10
_FOOTER, _EXTENDED = 0x10, 0x40
_SHORT_NAMES, _SEVEN_BITS = 2, 4
"""The versions of ID3v2 with frames' names of three letters, and with all sizes in seven bits."""
_SEVEN: Final = 0x7F
_PERSONS: Final = frozenset(
    b"TPE1 TPE2 TPE3 TPE4 TCOM TEXT TOLY TOPE TOWN TIPL TMCL IPLS OWNE "
    b"TP1 TP2 TP3 TP4 TCM TXT TOL TOA IPL".split()
)
_APE_PERSONS: Final = (b"Artist", b"Composer", b"Conductor", b"Author", b"Performer")
_BLANK: Final = b"\0\1\2\3 \xff\xfe"
_OLD, _OLD_EXTENDED = 128, 227


class Tag(NamedTuple):
    """A tag and where it stands."""

    kind: Literal["id3", "id3v1", "ape", "lyrics"]
    start: int
    end: int


def tag_before(data: bytes, at: int) -> Tag | None:
    """Return the ID3v2 tag at a byte; it may end beyond the file."""
    head = data[at : at + _HEAD]
    if len(head) < _HEAD or not head.startswith(b"ID3") or max(head[6:]) > _SEVEN:
        return None
    footer = _HEAD if head[5] & _FOOTER else 0
    return Tag("id3", at, at + _HEAD + _seven(head[6:]) + footer)


def tag_after(data: bytes, at: int) -> Tag | None:
    """Return the tag that stands at a byte after the frames, or None."""
    head = data[at : at + 32]
    if head.startswith(b"TAG+") and at + _OLD_EXTENDED + _OLD <= len(data):
        return Tag("id3v1", at, at + _OLD_EXTENDED)
    if head.startswith(b"TAG") and at + _OLD <= len(data):
        return Tag("id3v1", at, at + _OLD)
    if head.startswith(b"APETAGEX") and at + 32 <= len(data):
        end = at + 32 + int.from_bytes(head[12:16], "little")
        return Tag("ape", at, end) if end <= len(data) else None
    if head.startswith(b"LYRICSBEGIN"):
        end = max(data.find(b"LYRICS200", at), data.find(b"LYRICSEND", at))
        return Tag("lyrics", at, end + 9) if end > 0 else None
    return tag_before(data, at)


def tag_traces(data: bytes, tag: Tag) -> Iterator[Trace]:
    """Yield whom a tag names."""
    body = data[tag.start : tag.end]
    match tag.kind:
        case "id3":
            fields = [
                f"ID3 {name.decode()}"
                for name, text in _id3_frames(body)
                if name in _PERSONS and text.strip(_BLANK)
            ]
        case "id3v1":
            at = 64 if body.startswith(b"TAG+") else 33
            fields = ["ID3v1 artist"] if body[at : at + 30].strip(b"\0 ") else []
        case "ape":
            fields = [f"APE {name.decode()}" for name in _APE_PERSONS if name + b"\0" in body]
        case "lyrics":
            fields = ["Lyrics3 author"] if b"AUT" in body else []
    yield from (Trace(Telling.PERSON, field) for field in fields)


def _id3_frames(tag: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the frames of an ID3v2 tag: names of three letters in 2.2, of four since."""
    version, flags = tag[3], tag[5]
    letters, width, head = (3, 3, 6) if version == _SHORT_NAMES else (4, 4, 10)
    at = _HEAD
    if flags & _EXTENDED and version > _SHORT_NAMES:
        size = tag[at : at + 4]
        at += _seven(size) if version >= _SEVEN_BITS else 4 + int.from_bytes(size, "big")
    while at + head <= len(tag) and tag[at]:
        size = tag[at + letters : at + letters + width]
        length = _seven(size) if version >= _SEVEN_BITS else int.from_bytes(size, "big")
        yield tag[at : at + letters], tag[at + head : at + head + length][:256]
        at += head + length


def _seven(size: bytes) -> int:
    """Read a number of which each byte holds seven bits."""
    number = 0
    for byte in size:
        number = number << 7 | byte & _SEVEN
    return number
