"""Markdown's marks that came out as letters, since something about them is not quite right."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from builder.content.passages import Passage, passages, remembered
from builder.content.sources import Sources
from builder.source.prose import ProseKind


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


_ADDRESS: Final = r"(?:\.{0,2}/|https?:|www\.|media/|forms/)"
_PATTERNS: Final = (
    (Meant.LINK, re.compile(r"!?\[[^\[\]]*\]\([^()]*\)?")),
    (Meant.LINK, re.compile(rf"!?\[[^\[\]]*\] \({_ADDRESS}[^()]*\)?")),
    (Meant.LINK, re.compile(rf"\([^()]*\)\[{_ADDRESS}[^\[\]]*\]")),
    (Meant.BOLD, re.compile(r"\*\*(?=[^\s*])|(?<=[^\s*])\*\*")),
    (Meant.TABLE, re.compile(r"^\|[^|]+\|.*\|$")),
    (Meant.LIST, re.compile(r"^(?:[-*](?=[^\W\d_])|[•·▪◦])")),
)


@remembered
def broken_marks(sources: Sources) -> tuple[BrokenMark, ...]:
    """Return the marks in a moment's pages that a reader would see."""
    found: list[BrokenMark] = []
    for passage in passages(sources):
        if passage.prose is None or passage.kind in {ProseKind.CODE, ProseKind.ALT}:
            continue
        if passage.text[:1].isalnum() and not any(
            one in passage.text for one in ("](", "] (", ")[", "**")
        ):
            continue
        for meant, pattern in _PATTERNS:
            match = pattern.search(passage.text)
            if match and not any(first <= match.start() < last for first, last in passage.code):
                found.append(BrokenMark(passage, *match.span(), meant))
                break
    return tuple(found)
