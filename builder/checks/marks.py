"""STR: Markdown that would be shown to the resident as it is written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from builder.checks.rule import rule
from builder.content import MomentContent
from builder.content.marks import broken_link, is_code
from builder.content.passages import Passage, TextKind, passages
from builder.message import mark, tell
from builder.problem import Edit, Edits, Problem, Span
from builder.source import Page
from builder.source.prose import Prose, ProseKind


class Meant(StrEnum):
    """What the marks were to make of the words."""

    LINK = "link"
    BOLD = "bold"
    TABLE = "table"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class BrokenMark:
    """A stretch of a passage that is shown with its marks."""

    passage: Passage
    start: int
    end: int
    meant: Meant


_PATTERNS: Final = (
    (Meant.BOLD, re.compile(r"\*\*(?=[^\s*])|(?<=[^\s*])\*\*")),
    (Meant.TABLE, re.compile(r"^\|[^|]+\|.*\|$")),
    (Meant.LIST, re.compile(r"^(?:[-*](?=[^\W\d_])|[•·▪◦])")),
)
_HINTS: Final = ("](", "] (", ")[", "**")
_MESSAGES: Final = {
    Meant.LINK: mark("“{text}” is shown as it is written: a link is written [text](address)"),
    Meant.BOLD: mark("“{text}” is shown as it is written: ** stands right before and after words"),
    Meant.TABLE: mark("“{text}” is not read as a table: its second line is | --- | --- |"),
    Meant.LIST: mark("“{text}” is not read as a list: it is written with a hyphen and a space"),
}
_SPACED: Final = re.compile(r"\]\((?P<target>[^()<>\"]*[^()<>\"\s])(?: \"[^\"]*\")?\)$")
_ITEM: Final = re.compile(r"[ >]*-[^\W\d_]")
_SHOWN: Final = 40


@rule("STR019", "broken-mark", MomentContent)
def broken_mark(content: MomentContent) -> Iterator[Problem]:
    """A link, a table, a list or bold text is not written so that it is read as one.

    Why: the resident would see brackets, asterisks and file names in the text, and no picture or
    form. An address with a space in it stands between < and >, or better, loses its space.

    Bad, in `welcome.md`:

        # Välkommen

        ![Ett ljust rum.](media/stort rum.png)

    Good, in `welcome.md`:

        # Välkommen

        ![Ett ljust rum.](media/rum.png)
    """
    for one in _broken_marks(content):
        passage = one.passage
        text = passage.text[one.start :][:_SHOWN] + (
            "…" if len(passage.text) - one.start > _SHOWN else ""
        )
        end = one.end if one.meant is Meant.LINK else max(one.end, one.start + 1)
        message = tell(_MESSAGES[one.meant], text=text)
        yield Problem(passage.path, passage.span(one.start, end), message, fix=_fix(content, one))


def _broken_marks(content: MomentContent) -> Iterator[BrokenMark]:
    """Yield the first marks in each text that its reader would see."""
    for passage in passages(content):
        if passage.prose is None or passage.kind in {ProseKind.CODE, ProseKind.ALT}:
            continue
        if passage.text[:1].isalnum() and not any(one in passage.text for one in _HINTS):
            continue
        found = next(_meant(passage.prose, is_spoken=passage.kind is TextKind.CUE), None)
        if found:
            match, meant = found
            yield BrokenMark(passage, *match.span(), meant)


def _meant(prose: Prose, *, is_spoken: bool) -> Iterator[tuple[re.Match[str], Meant]]:
    """Yield marks; in captions a hyphen stands before what another person says."""
    if link := broken_link(prose):
        yield link, Meant.LINK
    for meant, pattern in _PATTERNS:
        match = pattern.search(prose.text)
        if match and not is_code(prose, match.start()) and not (is_spoken and meant is Meant.LIST):
            yield match, meant


def _fix(content: MomentContent, one: BrokenMark) -> Edits | None:
    """Return the edit that makes the marks work, where it is clear which."""
    passage = one.passage
    if one.meant is Meant.LIST and passage.text[one.start] == "-":
        return _spaces(content.pages[passage.path], passage.span(one.start).line)
    written = passage.text[one.start : one.end]
    spaced = _SPACED.search(written) if one.meant is Meant.LINK else None
    if not spaced or " " not in spaced["target"]:
        return None
    if not content.leads_somewhere(content.resolve(passage.path, spaced["target"])):
        return None
    start, end = (one.start + at for at in spaced.span("target"))
    return Edits((Edit(passage.span(start, end), f"<{spaced['target']}>"),))


def _spaces(page: Page, first: int) -> Edits | None:
    """Return the edits that put a space after the hyphens of lines from `first` on."""
    edits: list[Edit] = []
    for number, line in enumerate(page.lines[first - 1 :], first):
        if not _ITEM.match(line):
            break
        at = line.index("-") + 2
        edits.append(Edit(Span(page.path, number, at, number, at), " "))
    return Edits(tuple(edits)) if edits else None


RULES = (broken_mark,)
