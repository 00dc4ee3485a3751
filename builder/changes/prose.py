"""What changed in a text that people read: the words, or what they are acted on for."""

import difflib
import itertools
import operator
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, TypeAlias
from urllib.parse import unquote

from markdown_it.token import Token

from builder.changes.kinds import Change, Kind
from builder.message import mark, tell
from builder.package import PackedPage, Route
from builder.source.parser import markdown_parser

REWRITTEN_SHARE: Final = 0.3
"""A larger share of changed words than this is a rewriting, not a rewording. Our own number."""

_NUMBER: Final = re.compile(r"\d+(?:[.,:\s–-]*\d+)*")
_NEGATIONS: Final = frozenset(
    [
        "inte",
        "ej",
        "icke",
        "aldrig",
        "ingen",
        "inget",
        "inga",
        "ingenting",
        "utan",
        "varken",
        "undvik",
        "not",
        "never",
        "no",
        "none",
        "without",
        "avoid",
    ]
)
_WORD: Final = re.compile(r"\w+")
_SPACES: Final = re.compile(r"[ \t\n]+")
_WORDS_AROUND: Final = 5
_Part: TypeAlias = tuple[str, ...]


def compare_pages(old: PackedPage, new: PackedPage, subject: Route) -> Iterator[Change]:
    """Yield what differs between two versions of a page's title and Markdown."""
    if old.title != new.title:
        yield from compare_text(old.title, new.title, subject, Kind.TITLE_REWORDED)
    before, after = _Reading(old), _Reading(new)
    if before.blocks != after.blocks:
        found = [*_shown(before, after, subject), *_read(before, after, subject)]
        emphasis = Change(
            Kind.TEXT_REWORDED, subject, tell("other words are emphasised, or the layout changed")
        )
        first = _first_difference(old.markdown, new.markdown)
        yield from (replace(change, line=first) for change in found or [emphasis])
    elif old != new and old.title == new.title:
        yield Change(Kind.FORMATTING, subject, tell("written otherwise, reads the same"))


def _first_difference(old: str, new: str) -> int:
    """Return the first line of `new`, counted from 0, that is not as it was."""
    pairs = zip(old.split("\n"), new.split("\n"), strict=False)
    same = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
    return min(same, new.count("\n"))


def _read(before: "_Reading", after: "_Reading", subject: Route) -> Iterator[Change]:
    """Yield what differs in words, links and paragraphs."""
    yield from compare_text(before.text, after.text, subject, Kind.TEXT_REWORDED)
    if before.links != after.links:
        gone, came = before.links - after.links, after.links - before.links
        message = tell("a link leads somewhere else")
        yield Change(Kind.LINK_CHANGED, subject, message, ", ".join(gone), ", ".join(came))
    if before.kinds != after.kinds:
        message = tell("a paragraph, list item or heading was added or removed")
        yield Change(Kind.PARAGRAPH_CHANGED, subject, message)


def compare_text(old: str, new: str, subject: Route, otherwise: Kind) -> Iterator[Change]:
    """Yield what differs between two texts; `otherwise` is the kind when nothing salient does."""
    if old == new:
        return
    salient = False
    for kind, template, before, after in (
        (Kind.NUMBER_CHANGED, mark("a number changed"), _numbers(old), _numbers(new)),
        (Kind.NEGATION_CHANGED, mark("a negation came or went"), _negations(old), _negations(new)),
    ):
        if before != after:
            salient = True
            gone, came = (
                ", ".join((before - after).elements()),
                ", ".join((after - before).elements()),
            )
            yield Change(kind, subject, tell(template), gone, came)
    if not salient:
        rewritten = otherwise is Kind.TEXT_REWORDED and _changed_share(old, new) > REWRITTEN_SHARE
        kind = Kind.TEXT_REWRITTEN if rewritten else otherwise
        message = (
            tell("much of the text was rewritten") if rewritten else tell("the text was reworded")
        )
        yield Change(kind, subject, message, *excerpts(old, new))


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Return the parts of two texts that differ, with a few words around them."""
    before, after = old.split(), new.split()
    shorter = min(len(before), len(after))
    same = itertools.takewhile(operator.truth, map(operator.eq, before, after))
    start = sum(1 for _ in same)
    same_end = itertools.takewhile(operator.truth, map(operator.eq, before[::-1], after[::-1]))
    end = min(sum(1 for _ in same_end), shorter - start)
    return _cut(before, start, end), _cut(after, start, end)


def _cut(words: list[str], start: int, end: int) -> str:
    first, last = max(start - _WORDS_AROUND, 0), min(len(words) - end + _WORDS_AROUND, len(words))
    before, after = ("… " if first else ""), (" …" if last < len(words) else "")
    return f"{before}{' '.join(words[first:last])}{after}"


def _shown(old: "_Reading", new: "_Reading", subject: Route) -> Iterator[Change]:
    """Yield the forms and media that a page began or ceased to show."""
    for target in sorted((new.shown - old.shown).keys()):
        kind, _, name = target.partition(":")
        what = Kind.FORM_PLACED if kind == "form" else Kind.MEDIUM_MOVED
        yield Change(what, subject, tell("“{name}” is now shown here", name=name), "", target)
    for target in sorted((old.shown - new.shown).keys()):
        kind, _, name = target.partition(":")
        what = Kind.FORM_TAKEN if kind == "form" else Kind.MEDIUM_MOVED
        yield Change(what, subject, tell("“{name}” is no longer shown here", name=name), target, "")


class _Reading:
    """A page as it is read: its blocks, its words, where its links lead, what it shows."""

    def __init__(self, page: PackedPage) -> None:
        env = {
            "references": {
                label: {"href": d.target, "title": d.title} for label, d in page.definitions.items()
            }
        }
        self._page = page
        self.blocks: list[tuple[str, str, str, tuple[_Part, ...]]] = []
        self.links: Counter[str] = Counter()
        self.shown: Counter[str] = Counter()
        words: list[str] = []
        for token in markdown_parser().parse(page.markdown, env):
            self.blocks.append((token.type, token.tag, token.info, self._inline(token, words)))
        self.kinds = Counter(block[0] for block in self.blocks)
        self.text = " ".join(" ".join(words).split())

    def _inline(self, token: Token, words: list[str]) -> tuple[_Part, ...]:
        """Return what an inline token says, mark by mark; gather its words, links and media.

        Where a line is broken is formatting, so a soft break is a space in the text around it.
        """
        if token.children is None:
            words.append(token.content)
            return (("text", token.content),)
        said: list[_Part] = []
        for child in token.children:
            part = self._child(child, words)
            if part[0] == "text" and said and said[-1][0] == "text":
                said[-1] = ("text", said[-1][1] + part[1])
            else:
                said.append(part)
        words.append("\n")
        return tuple(
            ("text", _SPACES.sub(" ", part[1])) if part[0] == "text" else part for part in said
        )

    def _child(self, child: Token, words: list[str]) -> _Part:
        if child.type == "link_open":
            target = self._target(str(child.attrGet("href")))
            (self.shown if target.startswith("form:") else self.links)[target] += 1
            return (child.type, target, str(child.attrGet("title") or ""))
        if child.type == "image":
            target = self._target(str(child.attrGet("src")))
            self.shown[target] += 1
            caption = str(child.attrGet("title") or "")
            words += [child.content, " ", caption]
            return (child.type, target, child.content, caption)
        if child.type == "softbreak":
            words.append(" ")
            return ("text", " ")
        words.append(" " if child.type == "hardbreak" else child.content)
        return (child.type, child.content)

    def _target(self, address: str) -> str:
        return self._page.links.get(unquote(address), address)


def _numbers(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s+", " ", one) for one in _NUMBER.findall(text))


def _negations(text: str) -> Counter[str]:
    return Counter(word for word in _WORD.findall(text.lower()) if word in _NEGATIONS)


def _changed_share(old: str, new: str) -> float:
    before, after = _WORD.findall(old.lower()), _WORD.findall(new.lower())
    return 1 - difflib.SequenceMatcher(None, before, after, autojunk=False).ratio()
