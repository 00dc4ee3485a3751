"""A problem, where it stands, and how it is mended where that is certain."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

from builder.message import Message

Pointer: TypeAlias = tuple[str | int, ...]
"""A path of keys and indices: pydantic's `loc`, jsonschema's `absolute_path`."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a source file; lines and columns count from 1, in characters.

    The end is exclusive: a span of one character on line 3 is `Span(path, 3, 5, 3, 6)`.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in the place of what stands in `span`; an empty span only inserts."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Edits:
    """A mending of text: edits that belong together and do not overlap."""

    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Rename:
    """A new last part, `name`, for the path of a file or folder; what points at it follows."""

    path: str
    name: str


class Work(StrEnum):
    """What can be done to a medium without changing what it shows."""

    STRIP = "strip"
    STREAM = "stream"
    SHRINK = "shrink"


@dataclass(frozen=True, slots=True)
class Rework:
    """A medium made anew: without metadata, streamable, or within the profile's limits."""

    path: str
    work: Work


Fix: TypeAlias = Edits | Rename | Rework

Kind: TypeAlias = Literal[
    "",
    "unreadable",
    "duplicate-key",
    "unquoted-colon",
    "yaml-shortcut",
    "odd-character",
    "too-large",
    "smart-quotes",
    "shape",
    "unknown-key",
    "missing-key",
    "unstated-policy",
    "unstated-audience",
    "unknown-word",
    "unquoted-text",
    "structure",
    "unfilled",
]
"""What a reader met, by which a rule claims it; empty for what a rule finds itself."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one value of one file.

    `at` is a pointer into a YAML file, or the very span in a Markdown file. With `on_key` the
    pointer's key is meant, not its value. `fix` is given only where it is certain.
    """

    path: str
    at: Pointer | Span
    message: Message
    on_key: bool = False
    fix: Fix | None = None
    kind: Kind = ""
