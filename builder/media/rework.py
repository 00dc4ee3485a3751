"""Making a medium anew without a change to what it shows: bytes in, bytes out, nothing decoded.

Each function returns None for a file that it cannot follow to its end.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import Final

from builder.media.boxes import Box, Boxes, chunk_offsets, looks_like_boxes, read_boxes
from builder.media.chunks import Chunks, Part
from builder.media.exif import bare_exif
from builder.media.facts import Damage
from builder.media.film_traces import told
from builder.media.frames import read_mp3
from builder.media.jpeg import EXIF, read_jpeg, read_segments
from builder.media.jpeg import SIGNATURE as JPEG_SIGNATURE
from builder.media.png import SIGNATURE as PNG_SIGNATURE
from builder.media.png import read_chunks
from builder.media.webp import is_webp, read_riff, read_webp

_JPEG_KEPT: Final = {b"\xe0": b"JFIF\0", b"\xe2": b"ICC_PROFILE\0", b"\xee": b"Adobe"}
"""What stays of the application segments: they say how the picture's colours are to be shown."""
_JPEG_EXTRA: Final = frozenset(bytes([byte]) for byte in (*range(0xE0, 0xF0), 0xFE))
_PNG_KEPT: Final = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD hIST pHYs sPLT cICP mDCV cLLI "
    b"acTL fcTL fdAT".split()
)
_WEBP_KEPT: Final = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP", b"ANIM", b"ANMF"))
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04
_OFFSETS: Final = {b"stco": ">I", b"co64": ">Q"}
_OTHER_OFFSETS: Final = (b"saio", b"iloc", b"cmov")
"""Boxes that also say where things stand, in ways that are not rewritten here."""


def strip(data: bytes) -> bytes | None:
    """Return a medium without metadata and without what follows its end.

    Of a picture its colour profile stays, and which way up it is shown. Of an MP4 or M4A only the
    fields that tell of people and places are blotted out, so that nothing else moves.
    """
    if data.startswith(PNG_SIGNATURE):
        return _strip_png(data)
    if data.startswith(JPEG_SIGNATURE):
        return _strip_jpeg(data)
    if is_webp(data):
        return _strip_webp(data)
    if looks_like_boxes(data):
        return _strip_boxes(data)
    sound = read_mp3(data)
    return data[sound.start : sound.end] if sound and not _is_broken(sound.damage) else None


def _is_broken(damage: Damage | None) -> bool:
    """Tell whether more is wrong than what stands around a file."""
    return damage is not None and not damage.can_be_cut


def _strip_jpeg(data: bytes) -> bytes | None:
    segments = read_segments(data)
    if _is_broken(read_jpeg(data).damage):
        return None
    kept = [part for part in segments.parts if _is_kept(data, part)]
    exifs = (body for body in segments.bodies(data, b"\xe1") if body.startswith(EXIF))
    exif = bare_exif(next(exifs, b"")[len(EXIF) :])
    after = 1 if kept[0].kind == b"\xe0" else 0
    parts = [data[part.start : part.end] for part in kept]
    if exif:
        size = len(EXIF) + len(exif) + 2
        parts.insert(after, b"\xff\xe1" + size.to_bytes(2, "big") + EXIF + exif)
    return data[:2] + b"".join(parts)


def _is_kept(data: bytes, part: Part) -> bool:
    if part.kind not in _JPEG_EXTRA:
        return True
    return part.kind in _JPEG_KEPT and data.startswith(_JPEG_KEPT[part.kind], part.body)


def _strip_png(data: bytes) -> bytes | None:
    chunks = read_chunks(data)
    if _is_broken(chunks.damage):
        return None
    parts = [data[part.start : part.end + 4] for part in chunks.parts if part.kind in _PNG_KEPT]
    exif = bare_exif(_first(chunks, data, b"eXIf"))
    if exif:
        body = b"eXIf" + exif
        chunk = struct.pack(">I", len(exif)) + body + struct.pack(">I", zlib.crc32(body))
        parts.insert(1, chunk)
    return PNG_SIGNATURE + b"".join(parts)


def _strip_webp(data: bytes) -> bytes | None:
    chunks = read_riff(data)
    if _is_broken(read_webp(data).damage):
        return None
    kept = [part for part in chunks.parts if part.kind in _WEBP_KEPT]
    exif = bare_exif(_first(chunks, data, b"EXIF").removeprefix(EXIF))
    parts = [(part.kind, data[part.body : part.end]) for part in kept]
    if parts and parts[0][0] == b"VP8X":
        flags = parts[0][1][:1] or b"\0"
        bare = flags[0] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if exif else 0)
        parts[0] = (b"VP8X", bytes([bare]) + parts[0][1][1:])
        parts += [(b"EXIF", exif)] if exif else []
    body = b"".join(
        kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
        for kind, content in parts
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _first(chunks: Chunks, data: bytes, kind: bytes) -> bytes:
    return next(iter(chunks.bodies(data, kind)), b"")


def _strip_boxes(data: bytes) -> bytes | None:
    boxes = read_boxes(data)
    if _is_broken(boxes.damage):
        return None
    bare = bytearray(data[: boxes.end])
    for box, _ in told(data, boxes):
        bare[box.start + 4 : box.start + 8] = b"free"
        bare[box.body : box.end] = bytes(box.end - box.body)
    return bytes(bare)


def streamable(data: bytes) -> bytes | None:
    """Return an MP4 or M4A with its index first, so that it begins before all of it is there.

    The index is moved and the places it names are moved with it; the coded film is untouched.
    """
    boxes = read_boxes(data) if looks_like_boxes(data) else None
    if boxes is None or boxes.damage:
        return None
    if boxes.is_streamable:
        return data
    index, content = boxes.top(b"moov"), boxes.top(b"mdat")
    if index is None or content is None or boxes.top(b"moof") or _has_other_offsets(boxes):
        return None
    moved = bytearray(data[index.start : index.end])
    for table in _tables(boxes, index):
        places = _moved(data, table, content.start, index)
        start = table.body + 8 - index.start
        moved[start : start + len(places)] = places
    before, between = data[: content.start], data[content.start : index.start]
    return before + bytes(moved) + between + data[index.end :]


def _has_other_offsets(boxes: Boxes) -> bool:
    return any(box.kind in _OTHER_OFFSETS for box in boxes.boxes)


def _tables(boxes: Boxes, index: Box) -> Iterator[Box]:
    return (
        box for box in boxes.boxes if box.kind in _OFFSETS and index.start < box.start < index.end
    )


def _moved(data: bytes, table: Box, start: int, index: Box) -> bytes:
    """Return a table's places once the index stands at `start`."""
    length, form = index.end - index.start, _OFFSETS[table.kind]
    return b"".join(
        struct.pack(form, place + length if start <= place < index.start else place)
        for place in chunk_offsets(data, table)
    )
