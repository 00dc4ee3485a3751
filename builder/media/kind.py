"""The types of media that are used, and the type that a file's name claims."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final


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


JPEG: Final = MediaType("jpeg", MediaKind.PICTURE, "image/jpeg")
PNG: Final = MediaType("png", MediaKind.PICTURE, "image/png")
WEBP: Final = MediaType("webp", MediaKind.PICTURE, "image/webp")
MP4: Final = MediaType("mp4", MediaKind.FILM, "video/mp4")
MP3: Final = MediaType("mp3", MediaKind.SOUND, "audio/mpeg")
M4A: Final = MediaType("m4a", MediaKind.SOUND, "audio/mp4")
VTT: Final = MediaType("vtt", MediaKind.TEXT, "text/vtt")
MARKDOWN: Final = MediaType("markdown", MediaKind.TEXT, "text/markdown")

TYPE_BY_SUFFIX: Final = {
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".png": PNG,
    ".webp": WEBP,
    ".mp4": MP4,
    ".mp3": MP3,
    ".m4a": M4A,
    ".vtt": VTT,
    ".md": MARKDOWN,
}


def type_of_name(path: str) -> MediaType | None:
    """Return the type that a file's name claims, or None for a suffix that is not ours."""
    return TYPE_BY_SUFFIX.get(PurePosixPath(path).suffix.lower())
