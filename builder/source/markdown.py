"""Markdown as headings, links and pictures with their places.

CommonMark 0.31.2 with tables; the one thing of our own is `{#id}` at the end of a heading. What
can hold no heading, link, picture or HTML is not parsed: that is all a check needs.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, Final, TypeAlias
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, autolink, html_inline, image, link
from markdown_it.token import Token

from builder.problem import Span

_ID = re.compile(r"(?P<before>.*?)(?P<slashes>\\*)\{#(?P<id>[^{}\s]*)\}[ \t]*$", re.DOTALL)
_INLINE_MARKS = ("[", "<")
_PLAIN_PROSE: Final = re.compile(
    r"(?:\A|(?<=\n\n))"
    r"(?:(?:(?:[-+*]|[0-9]{1,9}[.)])[ ]{1,4})?[^\W\d_][^\n\[<]*\n)+"
    r"(?=\n+\S|\n*\Z)"
)


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


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file. `headings` are those outside lists and quotes; `html` is raw HTML."""

    path: str
    lines: tuple[str, ...] = field(repr=False)
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    html: tuple[Span, ...]
    definitions: Mapping[str, tuple[str, str]]
    """Link reference definitions: label to (address, title)."""

    def text(self, first: int, last: int) -> str:
        """Return the lines `first` to `last`, counted from 1 and inclusive, without blank edges."""
        return "\n".join(self.lines[first - 1 : last]).strip("\n").rstrip()


def parse_markdown(path: str, text: str) -> Page:
    """Read Markdown `text` that came from `path`. Every text is Markdown; nothing is refused."""
    env: dict[str, Any] = {}
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = tuple(text.split("\n"))
    found = _Findings(path, lines)
    parser = _block_parser()
    for token, block in _with_blocks(parser.parse(_blank_plain_prose(text), env)):
        if token.type == "html_block":
            found.add_html_block(token)
        elif token.type == "inline":
            found.add_inline(token, block, parser, env)
    references: Mapping[str, Any] = env.get("references", {})
    return Page(
        path,
        lines,
        tuple(found.headings),
        tuple(found.links),
        tuple(found.html),
        {label: (unquote(one["href"]), one["title"]) for label, one in references.items()},
    )


def markdown_parser() -> MarkdownIt:
    """Return a new parser of our Markdown, for those who render it."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.after("block", "heading_ids", _take_heading_ids)
    parser.inline.ruler.at("link", _placed(link, 0))
    parser.inline.ruler.at("image", _placed(image, 1))
    parser.inline.ruler.at("autolink", _bounded(autolink, 1))
    parser.inline.ruler.at("html_inline", _bounded(html_inline, 0))
    return parser


@cache
def _block_parser() -> MarkdownIt:
    return markdown_parser().disable(["inline", "text_join"])


def _blank_plain_prose(text: str) -> str:
    """Return `text` with paragraphs and lists that hold nothing to find as blank lines.

    A block between blank lines, at the margin, of words or list items without a bracket or a
    less-than sign has no link, picture, heading at the top level or HTML in it, and neither what
    comes before nor what follows at the margin reads otherwise without it. Where a fence or HTML
    could be open, nothing is left out. It takes a module of 2.3 kB from 1.4 to 0.6 ms.
    """
    if "<" in text or "```" in text or "~~~" in text:
        return text
    return _PLAIN_PROSE.sub(lambda block: "\n" * block[0].count("\n"), text)


def _take_heading_ids(state: StateCore) -> None:
    """Move `{#id}` from the end of a heading's text to the heading, unless a backslash precedes."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type != "heading_open":
            continue
        match = _ID.match(inline.content)
        if match and len(match["slashes"]) % 2 == 0:
            inline.content = (match["before"] + match["slashes"]).rstrip()
            opening.attrSet("id", match["id"])


_Rule: TypeAlias = Callable[[StateInline, bool], bool]


def _placed(rule: _Rule, marks: int) -> _Rule:
    """Wrap the rule of links or pictures so that its token knows where the address is written."""

    def placed(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            # Only for what is a link: at every bracket this would take quadratic time.
            label = state.md.helpers.parseLinkLabel(state, start + marks, disableNested=not marks)
            token = next(t for t in state.tokens[count:] if t.type in {"link_open", "image"})
            token.meta = {"place": _address(state, label + 1) or (start, state.pos)}
        return True

    return placed


def _bounded(rule: _Rule, margin: int) -> _Rule:
    """Wrap a rule whose token is written in one piece: `<https://…>` or a tag of HTML."""

    def bounded(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            token = next(t for t in state.tokens[count:] if t.type in {"link_open", "html_inline"})
            token.meta = {"place": (start + margin, state.pos - margin)}
        return True

    return bounded


def _address(state: StateInline, at: int) -> tuple[int, int] | None:
    """Return where the address of an inline link stands, or None for a reference."""
    if state.src[at : at + 1] != "(" or state.pos <= at:
        return None
    at += 1
    while state.src[at : at + 1] in {" ", "\n", "\t"}:
        at += 1
    parsed = state.md.helpers.parseLinkDestination(state.src, at, len(state.src))
    bracket = state.src[at : at + 1] == "<"
    return (at + bracket, parsed.pos - bracket) if parsed.ok else None


@dataclass(slots=True)
class _Block:
    """The block that an inline token belongs to."""

    opening: Token
    first: int
    last: int


def _with_blocks(tokens: list[Token]) -> Iterator[tuple[Token, _Block]]:
    """Pair each token with the innermost block that knows its lines."""
    block = _Block(Token("", "", 0), 0, 0)
    for token in tokens:
        if token.map and token.nesting >= 0:
            first, last = token.map
            block = _Block(token if token.nesting else block.opening, first, last)
        elif token.nesting > 0:
            block = _Block(token, block.first, block.last)
        yield token, block


class _Findings:
    """What one page holds, gathered block by block."""

    def __init__(self, path: str, lines: tuple[str, ...]) -> None:
        self.path = path
        self.lines = lines
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.html: list[Span] = []
        self._cursor = (0, 0)

    def add_html_block(self, token: Token) -> None:
        first, last = token.map or (0, 1)
        self.html.append(
            self._span(
                _Block(token, first, last), token.content.lstrip(), 0, len(token.content.strip())
            )
        )

    def add_inline(
        self, token: Token, block: _Block, parser: MarkdownIt, env: dict[str, Any]
    ) -> None:
        written = token.content.split("\n", 1)[0]
        block = self._from_first_line(block, written)
        if block.opening.type == "heading_open" and block.opening.level == 0:
            self._add_heading(token, block)
        if any(character in token.content for character in _INLINE_MARKS):
            children: list[Token] = []
            parser.inline.parse(token.content, parser, env, children)
            self._add_links(token, block, children)
        self._cursor = (block.first, self._origin(block.first, written) + len(written))

    def _from_first_line(self, block: _Block, written: str) -> _Block:
        """Leave out the lines of no-break spaces that markdown-it strips off a paragraph."""
        lines = range(block.first, min(block.last, len(self.lines)))
        first = next((n for n in lines if written in self.lines[n]), block.first)
        return _Block(block.opening, first, block.last)

    def _add_heading(self, token: Token, block: _Block) -> None:
        opening = block.opening
        name = opening.attrGet("id")
        span = self._span(block, token.content.split("\n")[0], 0, len(token.content.split("\n")[0]))
        self.headings.append(
            Heading(
                int(opening.tag[1:]),
                token.content,
                None if name is None else str(name),
                span,
                block.first + 1,
                opening.map[1] if opening.map else block.last,  # with the line under it
            )
        )

    def _add_links(self, token: Token, block: _Block, children: list[Token]) -> None:
        alone = block.opening.type == "paragraph_open" and block.opening.level == 0
        for index, child in enumerate(children):
            if child.type == "html_inline":
                self.html.append(self._span(block, token.content, *child.meta["place"]))
            elif child.type == "link_open":
                closing = next(
                    i for i, t in enumerate(children) if i > index and t.type == "link_close"
                )
                only = alone and index == 0 and closing == len(children) - 1
                self._add_link(
                    token, block, child, _plain(children[index + 1 : closing]), only=only
                )
            elif child.type == "image":
                self._add_link(
                    token,
                    block,
                    child,
                    _plain(child.children or []),
                    only=alone and len(children) == 1,
                )

    def _add_link(
        self, token: Token, block: _Block, child: Token, text: str, *, only: bool
    ) -> None:
        image_ = child.type == "image"
        start, end = child.meta.get("place", (0, len(token.content)))
        self.links.append(
            Link(
                LinkKind.IMAGE if image_ else LinkKind.LINK,
                unquote(str(child.attrGet("src" if image_ else "href") or "")),
                text,
                str(child.attrGet("title") or ""),
                self._span(block, token.content, start, end),
                only,
            )
        )

    def _span(self, block: _Block, content: str, start: int, end: int) -> Span:
        """Return where `content[start:end]` stands, `content` being the text of `block`."""
        row = content.count("\n", 0, start)
        line_start = content.rfind("\n", 0, start) + 1
        written = content[line_start:].split("\n", 1)[0]
        line = min(block.first + row, len(self.lines) - 1)
        origin = self._origin(line, written)
        column = origin + start - line_start + 1
        length = len(content[start:end].split("\n", 1)[0])
        return Span(self.path, line + 1, column, line + 1, column + length)

    def _origin(self, line: int, written: str) -> int:
        """Return the column, from 0, where `written` begins on a source line.

        The cells of a table share a line, so the search goes on where the last one ended.
        """
        last_line, last_end = self._cursor
        source = self.lines[line]
        origin = source.find(written, last_end if line == last_line else 0)
        return origin if origin >= 0 else max(source.find(written), 0)


def _plain(tokens: list[Token]) -> str:
    """Return the text of inline tokens without their marks."""
    parts: Final = {"softbreak": " ", "hardbreak": " "}
    return "".join(
        _plain(token.children) if token.children else parts.get(token.type, token.content)
        for token in tokens
        if token.type != "html_inline"
    )
