"""A problem, and where it stands."""

from dataclasses import dataclass
from typing import TypeAlias

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
class Problem:
    """What is wrong with one value of one file.

    `at` is a pointer into a YAML file, or the very span in a Markdown file. With `on_key` the
    pointer's key is meant, not its value.
    """

    path: str
    at: Pointer | Span
    message: Message
    on_key: bool = False
