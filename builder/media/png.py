"""PNG: its chunks with their checksums, and what they say (W3C PNG, third edition).

Checksums show every byte that went wrong on the way; the pixels themselves are not unpacked, so
a file whose writer left rows out is not seen.
"""

import re
import zlib
from binascii import unhexlify
from collections.abc import Iterator
from itertools import islice
from typing import Final

from builder.media.chunks import MAX_PARTS, Chunks, Part, Picture, ended
from builder.media.exif import exif_traces
from builder.media.facts import Damage, Telling, Trace
from builder.media.metadata import photoshop_traces, xmp_traces

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_DEPTHS: Final = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_HEADER: Final = 13
"""The bytes of the header's content."""
_ZLIB_HEADER, _DEFLATE = 2, 8
_FRAME: Final = 12
"""The length, kind and checksum around a chunk's content."""
_MAX_TEXT, _MAX_TEXTS = 1_000_000, 100
"""So much of one text is unpacked, and so many of them: a kilobyte can hold a megabyte."""
_TEXTS: Final = (b"tEXt", b"zTXt", b"iTXt")
_NAMES: Final = (b"author", b"artist", b"creator", b"photographer")
_RAW_PROFILE: Final = re.compile(rb"raw profile type (exif|app1|iptc|xmp)")


def read_chunks(data: bytes) -> Chunks:
    """Follow the chunks to the end."""
    parts: list[Part] = []
    seen: set[bytes] = set()
    at = len(SIGNATURE)
    while at + _FRAME <= len(data) and len(parts) < MAX_PARTS:
        length = int.from_bytes(data[at : at + 4], "big")
        part = Part(data[at + 4 : at + 8], at, at + 8, at + 8 + length)
        if not part.kind.isalpha():
            return Chunks.broken(parts, Damage.at(at))
        if part.end + 4 > len(data):
            return Chunks.broken(parts, Damage.cut())
        checksum = zlib.crc32(memoryview(data)[at + 4 : part.end])
        if checksum != int.from_bytes(data[part.end : part.end + 4], "big") or not _fits(
            data, part, seen
        ):
            return Chunks.broken(parts, Damage.at(at))
        parts.append(part)
        seen.add(part.kind)
        at = part.end + 4
        if part.kind == b"IEND":
            return ended(data, parts, at)
    return Chunks.broken(parts, Damage.cut() if len(parts) < MAX_PARTS else Damage.at(at))


def _fits(data: bytes, part: Part, seen: set[bytes]) -> bool:
    """Tell whether a chunk may stand here, after those seen."""
    body = data[part.body : part.end]
    match part.kind:
        case b"IHDR":
            return not seen and _is_header(body)
        case b"PLTE":
            return bool(seen) and b"IDAT" not in seen
        case b"IDAT":
            return bool(seen) and (b"IDAT" in seen or _is_zlib(body[:_ZLIB_HEADER]))
        case b"IEND":
            return b"IDAT" in seen
        case _:
            is_needed = part.kind[:1].isupper()
            return bool(seen) and not is_needed


def _is_header(header: bytes) -> bool:
    if len(header) != _HEADER or not any(header[:4]) or not any(header[4:8]):
        return False
    depth, colour, *rest = header[8:]
    return depth in _DEPTHS.get(colour, ()) and rest in ([0, 0, 0], [0, 0, 1])


def _is_zlib(start: bytes) -> bool:
    is_cut = len(start) < _ZLIB_HEADER
    return is_cut or (start[0] & 15 == _DEFLATE and int.from_bytes(start, "big") % 31 == 0)


def read_png(data: bytes) -> Picture:
    """Return what the chunks say."""
    chunks = read_chunks(data)
    header = data[len(SIGNATURE) + 8 :]
    return Picture(
        int.from_bytes(header[:4], "big"),
        int.from_bytes(header[4:8], "big"),
        chunks.damage,
        is_animated=bool(chunks.bodies(data, b"acTL")),
        traces=tuple(_traces(data, chunks)),
    )


def _traces(data: bytes, chunks: Chunks) -> Iterator[Trace]:
    for body in chunks.bodies(data, b"eXIf"):
        yield from exif_traces(body)
    for part in islice((one for one in chunks.parts if one.kind in _TEXTS), _MAX_TEXTS):
        keyword, _, rest = data[part.body : part.end].partition(b"\0")
        yield from _text_traces(keyword, _unpacked(part.kind, rest))


def _text_traces(keyword: bytes, text: bytes) -> Iterator[Trace]:
    name = keyword.lower()
    if name in _NAMES and text.strip():
        yield Trace(Telling.PERSON, keyword.decode("latin-1"))
    if name == b"xml:com.adobe.xmp":
        yield from xmp_traces(text)
    if raw := _RAW_PROFILE.fullmatch(name):
        profile = _profile(text)
        if raw[1] == b"iptc":
            yield from photoshop_traces(profile)
        elif b"<" in profile[:200]:
            yield from xmp_traces(profile)
        else:
            yield from exif_traces(profile.removeprefix(b"Exif\0\0"))


def _unpacked(kind: bytes, text: bytes) -> bytes:
    """Return a text chunk's text without what stands between it and the keyword."""
    if kind == b"iTXt":
        is_packed, text = text[:1] == b"\1", text[2:].split(b"\0", 2)[-1]
    else:
        is_packed = kind == b"zTXt"
        text = text[1:] if is_packed else text
    if not is_packed:
        return text
    try:
        return zlib.decompressobj().decompress(text, _MAX_TEXT)
    except zlib.error:
        return b""


def _profile(text: bytes) -> bytes:
    """Return the bytes of a profile that ImageMagick wrote: a name, a length, hexadecimal lines."""
    try:
        _, _, digits = text.strip().split(b"\n", 2)
        return unhexlify(b"".join(digits.split()))
    except ValueError:  # lines are missing, or they are something else
        return b""
