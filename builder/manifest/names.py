"""How versions and bytes are named, and where they stand in a catalogue."""

import re
from dataclasses import dataclass
from typing import Final, Self

from builder.errors import CatalogueError, IntegrityError
from builder.manifest.wire import Json, digest
from builder.message import tell

METADATA_PATH: Final = "metadata/development.json"
_DIGITS: Final = re.compile(r"[0-9]{1,9}")


def index_path(moment: str) -> str:
    """Return where the history of `<publisher>/<moment>` stands in a catalogue."""
    return f"index/{moment}.json"


def people_path(publisher: str) -> str:
    """Return where the roll of a publisher unit stands; no moment's id has an underscore."""
    return f"index/{publisher}/_people.json"


def package_path(sha256: str) -> str:
    """Return where a package or a rendition stands in a catalogue."""
    return f"packages/{sha256}.json"


def blob_path(sha256: str) -> str:
    """Return where a medium stands in a catalogue."""
    return f"blobs/{sha256}"


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A version of a moment: MAJOR.MINOR."""

    major: int
    minor: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `1.0`; raise CatalogueError for anything else."""
        major, point, minor = text.partition(".")
        if not (point and _DIGITS.fullmatch(major) and _DIGITS.fullmatch(minor)):
            raise CatalogueError(tell("“{text}” is not a version", text=text))
        return cls(int(major), int(minor))

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


@dataclass(frozen=True, slots=True, order=True)
class Blob:
    """Some bytes, by digest and length."""

    sha256: str
    length: int

    @classmethod
    def of(cls, data: bytes) -> Self:
        """Describe `data`."""
        return cls(digest(data), len(data))

    def verify(self, data: bytes, name: str) -> None:
        """Raise IntegrityError unless `data` is what this describes."""
        if len(data) != self.length or digest(data) != self.sha256:
            raise IntegrityError(
                tell("{name} is not what the catalogue announced: its bytes differ", name=name)
            )

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {"sha256": self.sha256, "length": self.length}
