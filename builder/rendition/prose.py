"""An author's Markdown as HTML, through the very parser that the checks read it with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any, Final
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from builder.package import PackedPage
from builder.rendition.atlas import Atlas, headings_in
from builder.rendition.clean import is_outside
from builder.rendition.medium import Showing, show_medium, show_missing
from builder.rendition.words import Voice
from builder.source.parser import markdown_parser

_DEEPEST: Final = 6
_OURS: Final = "ours"
"""A token whose content is HTML of our own making."""
FORM_HERE: Final = '<p class="form-here">'
"""How a paragraph begins that says which form stands here."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: what its ids begin with, and the level of its uppermost headings.

    `shown` are the media around it, so that a transcript that shows its own film comes to an end.
    """

    prefix: str
    level: int
    shown: frozenset[str] = frozenset()


class Prose:
    """Renders the pages of one package."""

    def __init__(self, atlas: Atlas, voice: Voice) -> None:
        self._atlas = atlas
        self._voice = voice

    def html(self, page: PackedPage, place: Place) -> str:
        """Return a page as HTML, not yet cleaned."""
        return _Page(self._atlas, self._voice, page, place).html()


def plain(markdown: str) -> str:
    """Return a title without its marks."""
    tokens = _parser().parseInline(markdown)
    return _words(tokens[0].children or []) if tokens else ""


@cache
def _parser() -> MarkdownIt:
    parser = markdown_parser()
    for kind in ("html_block", "html_inline"):
        parser.add_render_rule(kind, _as_text)
    for kind in ("fence", "code_block"):
        parser.add_render_rule(kind, _as_code)
    parser.add_render_rule(_OURS, _as_it_is)
    return parser


def _as_text(_self: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    written = escape(tokens[index].content.strip("\n"))
    return f"<p>{written}</p>\n" if tokens[index].type == "html_block" else written


def _as_code(_self: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    return f"<pre><code>{escape(tokens[index].content)}</code></pre>\n"


def _as_it_is(_self: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    return tokens[index].content


def _ours(html: str, level: int = 0) -> Token:
    return Token(_OURS, "", 0, content=html, level=level)


def _words(tokens: Sequence[Token]) -> str:
    spaces = {"softbreak": " ", "hardbreak": " "}
    return "".join(
        _words(token.children) if token.children else spaces.get(token.type, token.content)
        for token in tokens
    )


class _Page:
    """Turns the tokens of one page into ours, before they are written out."""

    def __init__(self, atlas: Atlas, voice: Voice, page: PackedPage, place: Place) -> None:
        self.atlas, self.voice, self.page, self.place = atlas, voice, page, place
        self._own_headings = headings_in(page)
        self._levels: list[int] = []

    def html(self) -> str:
        parser = _parser()
        references = {
            label: {"title": one.title, "href": parser.normalizeLink(one.target)}
            for label, one in self.page.definitions.items()
        }
        env: dict[str, Any] = {"references": references}
        tokens = parser.parse(self.page.markdown, env)
        return str(parser.renderer.render(list(self._blocks(tokens)), parser.options, env))

    def _blocks(self, tokens: list[Token]) -> Iterator[Token]:
        waiting = iter(tokens)
        for token in waiting:
            if token.type == "paragraph_open":
                inline, closing = next(waiting), next(waiting)
                alone = self._alone(inline, at_top=token.level == 0)
                yield from [_ours(alone)] if alone else [token, self._inline(inline), closing]
            elif token.type in {"heading_open", "heading_close"}:
                yield self._heading(token)
            elif token.type == "inline":
                yield self._inline(token)
            elif token.type in {"th_open", "td_open"}:
                yield _cell(token)
            elif token.type == "table_open":
                yield from (_ours('<div class="table">'), token)
            elif token.type == "table_close":
                yield from (token, _ours("</div>"))
            else:
                yield token

    def _heading(self, token: Token) -> Token:
        """Put a heading where the page's outline has room for it, leaving no level out."""
        level = int(token.tag[1:])
        if token.nesting > 0:
            self._levels = [*(outer for outer in self._levels if outer < level), level]
            name = token.attrGet("id")
            token.attrs = (
                {"id": f"{self.place.prefix}_{name}"} if name and self.place.prefix else {}
            )
        token.tag = f"h{min(self.place.level + len(self._levels) - 1, _DEEPEST)}"
        return token

    def _alone(self, inline: Token, *, at_top: bool) -> str | None:
        """Return the HTML of a paragraph that holds only a medium, or only a link to a form."""
        children = inline.children or []
        if len(children) == 1 and children[0].type == "image":
            return self._medium(children[0], alone=True)
        whole = (
            len(children) > 1
            and children[0].type == "link_open"
            and children[-1].type == "link_close"
        )
        if not (at_top and whole and sum(child.type == "link_open" for child in children) == 1):
            return None
        meaning = self._meaning(str(children[0].attrGet("href") or ""))
        address = self.atlas.anchor(meaning) if meaning.startswith("form:") else None
        if address is None:
            return None
        title = escape(self.atlas.forms[meaning.removeprefix("form:")])
        return f'{FORM_HERE}<a href="{escape(address)}">{title}</a></p>\n'

    def _inline(self, token: Token) -> Token:
        token.children = list(self._children(token.children or []))
        return token

    def _children(self, children: list[Token]) -> Iterator[Token]:
        dropped = False
        for child in children:
            if child.type == "image":
                yield _ours(self._medium(child, alone=False))
            elif child.type == "link_open":
                dropped = not self._link(child)
                if not dropped:
                    yield child
            elif child.type == "link_close" and dropped:
                dropped = False
            else:
                yield child

    def _link(self, token: Token) -> bool:
        """Give a link its address; return False where it leads nowhere that a reader can go."""
        written = str(token.attrGet("href") or "")
        address = self.atlas.anchor(self._meaning(written)) or self._within(written)
        if address:
            token.attrs = {"href": address}
        elif is_outside(written):
            token.attrs = {"href": written, "rel": "noopener noreferrer"}
        else:
            return False
        return True

    def _within(self, written: str) -> str | None:
        name = unquote(written.removeprefix("#"))
        known = written.startswith("#") and self.place.prefix and name in self._own_headings
        return f"#{self.place.prefix}_{name}" if known else None

    def _meaning(self, written: str) -> str:
        return self.page.links.get(unquote(written), "")

    def _medium(self, token: Token, *, alone: bool) -> str:
        alt = _words(token.children or [])
        medium = self.atlas.medium(self._meaning(str(token.attrGet("src") or "")))
        if medium is None:
            missing = show_missing(alt, self.voice)
            return f"<p>{missing}</p>\n" if alone else missing
        transcript = ""
        if alone and medium.transcript and medium.id not in self.place.shown:
            place = Place("", min(self.place.level + 1, _DEEPEST), self.place.shown | {medium.id})
            transcript = Prose(self.atlas, self.voice).html(medium.transcript, place)
        showing = Showing(medium, alt, str(token.attrGet("title") or ""), transcript)
        return show_medium(showing, self.voice, self.atlas.language, alone=alone)


def _cell(token: Token) -> Token:
    """Say by a class how a cell is aligned, and that a heading is about its column."""
    side = str(token.attrGet("style") or "").removeprefix("text-align:")
    token.attrs = {"class": side} if side in {"right", "center"} else {}
    if token.type == "th_open":
        token.attrs["scope"] = "col"
    return token
