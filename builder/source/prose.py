"""What a reader sees of Markdown: words without marks, and where each of them is written.

The words of `**t ex**` are `t ex`, and a line's end is a space, as on a screen.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

from markdown_it.token import Token

from builder.problem import Span
from builder.source.parser import inline_tokens

Line: TypeAlias = tuple[str, int, int]
"""A line of a block: its text, and the number and column, from 1, where the text begins."""
Piece: TypeAlias = tuple[int, int, int, int]
"""Where text is written from a place in it on: the place, line, column and width.

The width is 0 where each character stands for itself, else that of what stands for them all.
"""
_MARKS: Final = re.compile(r"[\[<*_`\\&]")
_ITEM: Final = re.compile(r"(?:[-+*]|(?P<number>[0-9]{1,9})[.)]) +(?=\S)")


class ProseKind(StrEnum):
    """What a stretch of prose is to its reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    CELL = "cell"
    CODE = "code"
    ALT = "alt"
    CAPTION = "caption"


Block: TypeAlias = tuple[ProseKind, Sequence[Line], Sequence[Token] | None]
"""A block with its lines, and its inline tokens where they have been read."""


@dataclass(frozen=True, slots=True)
class Prose:
    """The text of one block, without line ends; `code` are the stretches of it that are code."""

    path: str
    kind: ProseKind
    text: str
    pieces: tuple[Piece, ...] = field(repr=False)
    code: tuple[tuple[int, int], ...] = ()

    @property
    def line(self) -> int:
        """The line where the text begins."""
        return self.pieces[0][1]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Return where `text[start:end]` is written."""
        last = max(start, (len(self.text) if end is None else end) - 1)
        at, line, column, width = self._piece(start)
        begin = (line, column if width else column + start - at)
        at, line, column, width = self._piece(last)
        return Span(self.path, *begin, line, column + (width or last - at + 1))

    def _piece(self, at: int) -> Piece:
        return self.pieces[max(bisect_right(self.pieces, at, key=lambda piece: piece[0]) - 1, 0)]


def read_block(path: str, block: Block) -> Iterator[Prose]:
    """Yield the prose of a block, then that of its pictures."""
    kind, lines, tokens = block
    content = "\n".join([line[0] for line in lines])
    if tokens is None and (kind is ProseKind.CODE or not _MARKS.search(content)):
        yield from _plain_prose(path, kind, lines)
    else:
        tokens = inline_tokens(content) if tokens is None else tokens
        yield from _Weaver(path, lines).weave(kind, tokens, 0)


def _plain_prose(path: str, kind: ProseKind, lines: Sequence[Line]) -> Iterator[Prose]:
    text, pieces = "", list[Piece]()
    for written, number, column in lines:
        words = written.lstrip()
        if words:
            text += " " if text else ""
            pieces.append((len(text), number, column + len(written) - len(words), 0))
            text += words.rstrip()
    if text:
        yield Prose(path, kind, text, tuple(pieces))


def plain_blocks(lines: Sequence[str], first: int) -> Iterator[Block]:
    """Yield the paragraphs and items of lines at the margin, of which line `first` is the first.

    As in CommonMark, a numbered item begins a list inside a paragraph only if its number is 1.
    """
    kind, block = ProseKind.PARAGRAPH, list[Line]()
    for number, line in enumerate(lines, first):
        item = _ITEM.match(line)
        if item and block and kind is ProseKind.PARAGRAPH and int(item["number"] or 1) != 1:
            item = None
        if item and block:
            yield kind, block, None
            block = []
        kind = ProseKind.ITEM if item else kind
        start = item.end() if item else 0
        block.append((line[start:], number, start + 1))
    yield kind, block, None


@dataclass(slots=True)
class _Words:
    """Prose that is being gathered."""

    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    code: list[tuple[int, int]] = field(default_factory=list)

    def prose(self, path: str, kind: ProseKind) -> Iterator[Prose]:
        text = self.text.rstrip()
        if text:
            pieces = (piece for piece in self.pieces if piece[0] < len(text))
            yield Prose(path, kind, text, tuple(pieces), tuple(self.code))


class _Weaver:
    """Finds the text of inline tokens again in the block that they were read from.

    The tokens come in the order of the source and carry no places. Between the texts of two stand
    only marks, except for addresses, titles and HTML, whose ends are known.
    """

    def __init__(self, path: str, lines: Sequence[Line]) -> None:
        self._path = path
        self._lines = lines
        self._content = "\n".join(text for text, _, _ in lines)
        self._flat = self._content.replace("\n", " ")
        self._starts = [0]
        for text, _, _ in lines[:-1]:
            self._starts.append(self._starts[-1] + len(text) + 1)

    def weave(self, kind: ProseKind, tokens: Sequence[Token], base: int) -> Iterator[Prose]:
        """Yield prose of `tokens`, whose own places count from `base`."""
        words = _Words()
        pictures: list[Prose] = []
        cursor = link_end = base
        for token in tokens:
            if token.type == "link_open":
                link_end = base + token.meta["whole"][1]
            elif token.type == "link_close":
                cursor = link_end
            elif token.type == "html_inline":
                cursor = base + token.meta["place"][1]
            elif token.type == "image":
                pictures += self._picture(token, base)
                cursor = base + token.meta["whole"][1]
            else:
                cursor = self._take(words, token, cursor)
        yield from words.prose(self._path, kind)
        yield from pictures

    def _picture(self, token: Token, base: int) -> Iterator[Prose]:
        start, end = token.meta["whole"]
        yield from self.weave(ProseKind.ALT, token.children or [], base + start + 2)
        if title := str(token.attrGet("title") or ""):
            words = _Words()
            at = self._flat.find(title, base + token.meta["place"][1], base + end)
            if at >= 0:
                self._add(words, title, at, at + len(title))
            else:
                self._add_whole(words, title, base + start, base + end)
            yield from words.prose(self._path, ProseKind.CAPTION)

    def _take(self, words: _Words, token: Token, cursor: int) -> int:
        """Add the text of a token, and return where it ends in the content."""
        if token.type in {"softbreak", "hardbreak"}:
            words.text += " " if words.text else ""
            return self._content.find("\n", cursor) + 1
        written = token.markup if token.type == "text_special" else token.content
        if not written:
            return cursor
        if token.type == "code_inline":
            return self._take_code(words, token, cursor)
        at = self._content.find(written, cursor)
        if at < 0:
            at, written = cursor, written[: len(self._content) - cursor]
        end = at + len(written)
        (self._add if written == token.content else self._add_whole)(words, token.content, at, end)
        return end

    def _take_code(self, words: _Words, token: Token, cursor: int) -> int:
        opening = self._flat.find(token.markup, cursor) + len(token.markup)
        start = self._flat.find(token.content, opening)
        end = start + len(token.content)
        self._add(words, token.content, start, end)
        words.code.append((len(words.text) - len(token.content), len(words.text)))
        return self._flat.find(token.markup, end) + len(token.markup)

    def _add(self, words: _Words, text: str, start: int, end: int) -> None:
        """Add `text`, which is the content from `start` to `end`, with a piece for each line."""
        if not words.text:
            text = text.lstrip()
            start = end - len(text)
        offset = len(words.text) - start
        while start < end:
            row = bisect_right(self._starts, start) - 1
            line, number, column = self._lines[row]
            words.pieces.append((start + offset, number, column + start - self._starts[row], 0))
            start = self._starts[row] + len(line) + 1
        words.text += text

    def _add_whole(self, words: _Words, text: str, start: int, end: int) -> None:
        """Add `text`, for all of which there stands the content from `start` to `end`."""
        row = bisect_right(self._starts, start) - 1
        line, number, column = self._lines[row]
        first = start - self._starts[row]
        width = max(min(end - start, len(line) - first), 1)
        words.pieces.append((len(words.text), number, column + first, width))
        words.text += text
