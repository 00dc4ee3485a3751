"""Looking at a media file: what it really is, whatever its name claims. Total on any bytes.

Nothing is decoded that need not be: pictures and films are followed part by part, and a sound is
listened to until something is heard.
"""

import io
import warnings
from dataclasses import replace
from typing import Final

from builder.manifest import digest
from builder.media.boxes import looks_like_boxes, read_boxes
from builder.media.captions import read_captions
from builder.media.chunks import Picture
from builder.media.facts import Damage, MediaFacts
from builder.media.film_traces import told
from builder.media.frames import read_mp3
from builder.media.jpeg import SIGNATURE as JPEG_SIGNATURE
from builder.media.jpeg import read_jpeg
from builder.media.kind import JPEG, M4A, MP3, MP4, PNG, VTT, WEBP, MediaKind, MediaType
from builder.media.png import SIGNATURE as PNG_SIGNATURE
from builder.media.png import read_png
from builder.media.stream import read_stream
from builder.media.webp import is_webp, read_webp
from builder.message import Message, mark, tell

MAX_PIXELS: Final = 100_000_000
"""More than this in one picture is a decompression bomb; a 48-megapixel photograph is not."""
_EMPTY: Final = mark("the file is empty: fetch it or export it again")
_STILLS: Final = {b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIF", b"avif": "AVIF"}
"""What telephones call a picture that stands in boxes as a film does."""


def inspect(data: bytes, claimed: MediaType) -> MediaFacts:
    """Return what `data` really is; `claimed` decides only where `data` itself does not."""
    facts = MediaFacts(digest(data), len(data), None)
    if claimed.kind is MediaKind.TEXT:
        return _text(facts, data, claimed)
    if not data:
        return replace(facts, type=claimed, damage=Damage(tell(_EMPTY)))
    if known := _known_picture(data):
        return _picture(facts, *known)
    if looks_like_boxes(data):
        return _boxes(facts, data, claimed)
    return _frames(facts, data) or replace(facts, fault=_fault(data, claimed))


def _known_picture(data: bytes) -> tuple[MediaType, Picture] | None:
    if data.startswith(PNG_SIGNATURE):
        return PNG, read_png(data)
    if data.startswith(JPEG_SIGNATURE):
        return JPEG, read_jpeg(data)
    return (WEBP, read_webp(data)) if is_webp(data) else None


def _text(facts: MediaFacts, data: bytes, claimed: MediaType) -> MediaFacts:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return replace(facts, fault=tell("the file is not text in UTF-8"))
    if claimed is not VTT:
        return replace(facts, type=claimed)
    captions = read_captions(text.replace("\r\n", "\n").replace("\r", "\n"))
    return replace(facts, type=VTT, captions=captions)


def _picture(facts: MediaFacts, kind: MediaType, picture: Picture) -> MediaFacts:
    return replace(
        facts,
        type=kind,
        width=picture.width,
        height=picture.height,
        damage=picture.damage,
        is_animated=picture.is_animated,
        colours=picture.colours,
        traces=tuple(sorted(set(picture.traces))),
    )


_UNREADABLE: Final = mark("the file is not a film or sound that can be read")


def _boxes(facts: MediaFacts, data: bytes, claimed: MediaType) -> MediaFacts:
    if name := _STILLS.get(data[8:12]):
        return replace(facts, fault=_unused_picture(name))
    boxes = read_boxes(data)
    if boxes.damage and not boxes.damage.can_be_cut:
        kind = claimed if claimed in (MP4, M4A) else MP4
        return replace(facts, type=kind, damage=boxes.damage)
    stream = read_stream(data)
    if stream is None or not (stream.has_picture or stream.has_sound):
        return replace(facts, fault=tell(_UNREADABLE))
    return replace(
        facts,
        type=MP4 if stream.has_picture else M4A,
        width=stream.width,
        height=stream.height,
        seconds=stream.seconds,
        damage=boxes.damage,
        codec=stream.codec,
        traces=tuple(sorted({one.trace for one in told(data, boxes)})),
        is_streamable=boxes.is_streamable,
        has_sound=stream.has_sound,
        is_silent=stream.is_silent,
    )


def _frames(facts: MediaFacts, data: bytes) -> MediaFacts | None:
    sound = read_mp3(data)
    if sound is None:
        return None
    stream = read_stream(data) if sound.damage is None else None
    return replace(
        facts,
        type=MP3,
        seconds=sound.seconds,
        damage=sound.damage,
        traces=sound.traces,
        has_sound=True,
        is_silent=stream is not None and stream.is_silent,
    )


def _fault(data: bytes, claimed: MediaType) -> Message:
    """Return why a file that is none of ours cannot be used, with its type where that is known."""
    if claimed.kind is MediaKind.PICTURE:
        return _picture_fault(data)
    stream = read_stream(data)
    if stream is None:
        return tell(_UNREADABLE)
    name = stream.containers[0]
    return _unused(stream.sound if name == "mp3" else name)


def _picture_fault(data: bytes) -> Message:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of damage: it is refused in any case
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                return _unused_picture(image.format or "?")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return tell("the picture has more pixels than can be opened safely")
    except (OSError, SyntaxError, ValueError):  # what Pillow raises for a file it cannot read
        return tell("the file is not a picture that can be read")


def _unused(name: str) -> Message:
    return tell("the file is of the type {type}, which is not used", type=name)


def _unused_picture(name: str) -> Message:
    return tell("the picture is of the type {type}, which is not used", type=name)
