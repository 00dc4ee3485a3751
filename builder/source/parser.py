"""The parser of our Markdown: CommonMark 0.31.2 with tables, and `{#id}` at the end of a heading.

Its links, pictures and HTML know where they are written, which markdown-it's own do not.
"""

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, autolink, html_inline, image, link
from markdown_it.token import Token

_ID = re.compile(r"(?P<before>.*?)(?P<slashes>\\*)\{#(?P<id>[^{}\s]*)\}[ \t]*$", re.DOTALL)


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
def block_parser() -> MarkdownIt:
    """Return the one parser that leaves what stands inside of blocks for later."""
    return markdown_parser().disable(["inline", "text_join"])


def inline_tokens(content: str, env: dict[str, Any] | None = None) -> list[Token]:
    """Return the tokens of what stands inside of a block; `env` has the page's references."""
    parser, tokens = block_parser(), list[Token]()
    parser.inline.parse(content, parser, {} if env is None else env, tokens)
    return tokens


def _take_heading_ids(state: StateCore) -> None:
    """Move `{#id}` from the end of a heading's text to the heading, unless a backslash precedes."""
    for opening, inline in pairwise(state.tokens):
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
            whole = (start, state.pos)
            token.meta = {"place": _address(state, label + 1) or whole, "whole": whole}
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
            place, whole = (start + margin, state.pos - margin), (start, state.pos)
            token.meta = {"place": place, "whole": whole}
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
