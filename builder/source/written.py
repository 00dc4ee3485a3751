"""How a link is written, `[text](address "title")`, and which block of the page it stands in."""

import re
from dataclasses import dataclass
from typing import Final

from builder.problem import Span
from builder.source.page import Link, Page
from builder.source.parser import block_parser

_BEFORE: Final = re.compile(r"\[(?P<text>(?:[^\[\]\\]|\\.)*)\](?P<address>\(\s*<?)$")
_AFTER: Final = re.compile(
    r">?(?:\s+(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?\s*\)"
)
_LONGEST: Final = 2_000
"""A link's text is a few words; on a line of brackets nobody looks further back than this."""


@dataclass(frozen=True, slots=True)
class Written:
    """A link on one line: `text` stands between its brackets, `address` is all of `(…)`.

    `span` is the whole, from the first bracket to the last.
    """

    text: str
    address: str
    span: Span


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A block at the margin: what it is to the parser, its first and its last line."""

    kind: str
    first: int
    last: int


def written_link(page: Page, link: Link) -> Written | None:
    """Return how a link is written, or None for one that names its address elsewhere."""
    number, start, end = link.span.line, link.span.column - 1, link.span.end_column - 1
    line = page.lines[number - 1]
    before, after = _BEFORE.search(line, max(0, start - _LONGEST), start), _AFTER.match(line, end)
    if before is None or after is None:
        return None
    span = Span(page.path, number, before.start() + 1, number, after.end() + 1)
    return Written(before["text"], line[before.start("address") : after.end()], span)


def blocks(page: Page) -> list[Surroundings]:
    """Return the blocks at the margin of a page, in order, without blank lines at their ends."""
    tokens = block_parser().parse("\n".join(page.lines))
    found: list[Surroundings] = []
    for token in tokens:
        if token.level == 0 and token.map:
            first, last = token.map
            while last > first + 1 and not page.lines[last - 1].strip():
                last -= 1
            found.append(Surroundings(token.type, first + 1, last))
    return found
