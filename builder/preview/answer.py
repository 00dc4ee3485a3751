"""What the preview answers: bytes of a known kind, or a part of a file. Knows no HTTP server."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

_RANGE: Final = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".vtt": "text/vtt; charset=utf-8",
    ".webp": "image/webp",
}


def type_of(path: str) -> str:
    """Return the type that a path is served as."""
    return TYPES.get(Path(path).suffix, "application/octet-stream")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The bytes `first` to `last`, inclusive, of a file of `size` bytes."""

    first: int
    last: int
    size: int

    @classmethod
    def asked(cls, header: str, size: int) -> Self | None:
        """Read a Range header; None where it asks for bytes that are not there.

        More than one stretch, or another unit, may be ignored (RFC 9110): the whole is returned.
        """
        match = _RANGE.fullmatch(header.strip())
        if match is None or not any(match.groups()):
            return cls(0, size - 1, size)
        first, last = match.groups()
        if not first:
            return cls(max(size - int(last), 0), size - 1, size) if int(last) and size else None
        end = min(int(last), size - 1) if last else size - 1
        return cls(int(first), end, size) if int(first) <= end else None

    @property
    def length(self) -> int:
        """The number of bytes."""
        return self.last - self.first + 1

    @property
    def content_range(self) -> str:
        """The Content-Range header."""
        return f"bytes {self.first}-{self.last}/{self.size}"
