"""What a media file is: its real type, size and length, whatever it is called. Knows no moment."""

import io
import warnings
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final

from builder.manifest import digest
from builder.message import Message, tell


class MediaKind(StrEnum):
    """What a medium is to the one who meets it."""

    PICTURE = "picture"
    FILM = "film"
    SOUND = "sound"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class MediaType:
    """A type of file, with its name in `profile.yaml` and on the web."""

    name: str
    kind: MediaKind
    mime: str


_JPEG = MediaType("jpeg", MediaKind.PICTURE, "image/jpeg")
_PNG = MediaType("png", MediaKind.PICTURE, "image/png")
_WEBP = MediaType("webp", MediaKind.PICTURE, "image/webp")
_MP4 = MediaType("mp4", MediaKind.FILM, "video/mp4")
_MP3 = MediaType("mp3", MediaKind.SOUND, "audio/mpeg")
_M4A = MediaType("m4a", MediaKind.SOUND, "audio/mp4")
_VTT = MediaType("vtt", MediaKind.TEXT, "text/vtt")
_MARKDOWN = MediaType("markdown", MediaKind.TEXT, "text/markdown")

TYPE_BY_SUFFIX: Final = {
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".png": _PNG,
    ".webp": _WEBP,
    ".mp4": _MP4,
    ".mp3": _MP3,
    ".m4a": _M4A,
    ".vtt": _VTT,
    ".md": _MARKDOWN,
}
_TYPE_BY_PILLOW: Final = {"JPEG": _JPEG, "MPO": _JPEG, "PNG": _PNG, "WEBP": _WEBP}
MAX_PIXELS: Final = 100_000_000
"""More than this in one picture is a decompression bomb; a 48-megapixel photograph is not."""


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """A media file as it is. `type` is None, and `fault` says why, where it is none of ours."""

    sha256: str
    length: int
    type: MediaType | None
    width: int = 0
    height: int = 0
    seconds: float = 0
    fault: Message | None = None


def type_of_name(path: str) -> MediaType | None:
    """Return the type that a file's name claims, or None for a suffix that is not ours."""
    return TYPE_BY_SUFFIX.get(PurePosixPath(path).suffix.lower())


def inspect(data: bytes, claimed: MediaType) -> MediaFacts:
    """Return what `data` really is; `claimed` only decides which library is asked."""
    if claimed.kind is MediaKind.TEXT:
        return _inspect_text(data, claimed)
    if claimed.kind is MediaKind.PICTURE or _looks_like_picture(data):
        return _inspect_picture(data)
    return _inspect_stream(data)


def _inspect_text(data: bytes, claimed: MediaType) -> MediaFacts:
    sha256, length = digest(data), len(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return MediaFacts(sha256, length, None, fault=tell("the file is not text in UTF-8"))
    if claimed is _VTT and not text.startswith("WEBVTT"):
        return MediaFacts(
            sha256, length, None, fault=tell("a WebVTT file begins with the word WEBVTT")
        )
    return MediaFacts(sha256, length, claimed)


def _looks_like_picture(data: bytes) -> bool:
    webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    return webp or data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n"))


def _inspect_picture(data: bytes) -> MediaFacts:
    from PIL import Image

    sha256, length = digest(data), len(data)
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                found, (width, height) = _TYPE_BY_PILLOW.get(image.format or ""), image.size
                name = image.format or ""
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return MediaFacts(
            sha256,
            length,
            None,
            fault=tell("the picture has more pixels than can be opened safely"),
        )
    except (OSError, SyntaxError, ValueError):  # what Pillow raises for a file it cannot read
        return MediaFacts(
            sha256, length, None, fault=tell("the file is not a picture that can be read")
        )
    if found is None:
        return MediaFacts(
            sha256,
            length,
            None,
            fault=tell("the picture is of the type {type}, which is not used", type=name),
        )
    return MediaFacts(sha256, length, found, width, height)


def _inspect_stream(data: bytes) -> MediaFacts:
    import av

    av.logging.set_level(None)
    sha256, length = digest(data), len(data)
    try:
        with av.open(io.BytesIO(data), "r") as container:
            seconds = (container.duration or 0) / 1_000_000
            pictures = [
                s
                for s in container.streams.video
                if hasattr(s, "width")  # not where the codec is none that FFmpeg knows
                and not s.disposition & av.stream.Disposition.attached_pic
            ]
            sounds = container.streams.audio
            names = container.format.name.split(",")
    except (av.error.FFmpegError, ValueError):
        return MediaFacts(
            sha256, length, None, fault=tell("the file is not a film or sound that can be read")
        )
    if "mp4" in names and pictures:
        return MediaFacts(sha256, length, _MP4, pictures[0].width, pictures[0].height, seconds)
    if "mp4" in names and sounds:
        return MediaFacts(sha256, length, _M4A, seconds=seconds)
    if "mp3" in names and sounds:
        return MediaFacts(sha256, length, _MP3, seconds=seconds)
    return MediaFacts(
        sha256,
        length,
        None,
        fault=tell("the file is of the type {type}, which is not used", type=names[0]),
    )
