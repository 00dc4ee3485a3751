"""A Markdown file as what it holds, each with its place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from typing import Final

from builder.problem import Span
from builder.source.prose import Block, Prose, plain_blocks, read_block

_ADDRESS: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
BARE_ADDRESS: Final = re.compile(
    r"(?:www\.\S+|[a-z0-9-]+\.(?:se|com|nu|org|net|eu|fi|no|dk)(?:/\S*)?)", re.IGNORECASE
)
"""A target that is an address on the web whose beginning is left out."""


class LinkKind(StrEnum):
    """What a link does with its target."""

    LINK = "link"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `text` is its Markdown without the id, `id` is None where none is written."""

    level: int
    text: str
    id: str | None
    span: Span
    first_line: int
    last_line: int
    outer: "Heading | None" = field(default=None, repr=False, compare=False)
    """The heading that it stands under."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link or a picture.

    `target` is the address as written, percent signs decoded; `span` is where it is written.
    `alone` is true where a paragraph outside lists and quotes holds nothing else.
    """

    kind: LinkKind
    target: str
    text: str
    title: str
    span: Span
    alone: bool

    @property
    def is_local(self) -> bool:
        """Tell whether it points into the library, and not at an address outside."""
        return not (_ADDRESS.match(self.target) or BARE_ADDRESS.fullmatch(self.target))

    @property
    def file(self) -> str:
        """The target without what follows a #."""
        return self.target.partition("#")[0]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its Markdown, and where it stands between its bars."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as the header."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file. `headings` are those outside lists and quotes; `html` is raw HTML."""

    path: str
    lines: tuple[str, ...] = field(repr=False)
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    html: tuple[Span, ...]
    tables: tuple[Table, ...]
    definitions: Mapping[str, tuple[str, str]]
    """Link reference definitions: label to (address, title)."""
    plain: tuple[tuple[int, str], ...] = field(repr=False, compare=False)
    """What was not parsed, since it holds no more than words: its first line, and its text."""
    blocks: tuple[Block, ...] = field(repr=False, compare=False)

    @property
    def prose(self) -> tuple[Prose, ...]:
        """What a reader reads, in the order of the file; found anew each time."""
        plain = (
            block for first, text in self.plain for block in plain_blocks(text.split("\n"), first)
        )
        found = [
            prose for block in chain(plain, self.blocks) for prose in read_block(self.path, block)
        ]
        return tuple(sorted(found, key=lambda prose: prose.pieces[0][1:3]))

    def text(self, first: int, last: int) -> str:
        """Return the lines `first` to `last`, counted from 1 and inclusive, without blank edges."""
        return "\n".join(self.lines[first - 1 : last]).strip("\n").rstrip()
