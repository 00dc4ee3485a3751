"""Two versions of a text beside each other: what is alike in one row, what differs in another."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Literal, TypeAlias

from builder.report.review.tree import PIECE, blocks

Fate: TypeAlias = Literal["same", "changed", "added", "removed"]
Word: TypeAlias = tuple[str, str]
"""A word and where it leads, or a medium and which one it is."""

_SHOWN: Final = re.compile(r"<(?:img|video|audio|track)\b")
_HREF: Final = re.compile(r' href="([^"]*)"')
_ALIKE: Final = 0.4
"""Two blocks with a smaller share of words in common than this are not one that was changed."""


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of a text before and after, as HTML in which changed words are marked."""

    fate: Fate
    old: str
    new: str


def rows(old: str, new: str) -> list[Row]:
    """Return two versions of a page row by row, in the order of reading."""
    return list(_joined(_rows(blocks(old), blocks(new))))


def _joined(found: Iterable[Row]) -> Iterator[Row]:
    """Yield rows, those that are new, and those that are gone, put together with their like."""
    for fate, group in groupby(found, key=lambda row: row.fate):
        if fate in {"same", "changed"}:
            yield from group
        else:
            alike = list(group)
            old, new = (row.old for row in alike), (row.new for row in alike)
            yield Row(fate, "".join(old), "".join(new))


def _rows(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    before, after = [tuple(_words(one)) for one in old], [tuple(_words(one)) for one in new]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for fate, start, end, begin, stop in matcher.get_opcodes():
        if fate == "equal":
            yield from (
                Row("same", *pair) for pair in zip(old[start:end], new[begin:stop], strict=True)
            )
        else:
            yield from _paired(old[start:end], new[begin:stop])


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    """Yield blocks that differ, each beside the one that it became, if any."""
    counts = [_counted(other) for other in new]
    at = 0
    for block in old:
        own = _counted(block)
        likeness = [_likeness(own, other) for other in counts[at:]]
        best = max(likeness, default=0.0)
        if best < _ALIKE:
            yield Row("removed", block, "")
            continue
        found = at + likeness.index(best)
        yield from (Row("added", "", other) for other in new[at:found])
        yield changed(block, new[found])
        at = found + 1
    yield from (Row("added", "", other) for other in new[at:])


def _counted(block: str) -> Counter[str]:
    """Return how often each word stands in a block; a picture counts as any other, and a film."""
    return Counter(word or tag.partition(" ")[0] for word, tag in _words(block))


def _likeness(old: Counter[str], new: Counter[str]) -> float:
    """Return the share of words that two blocks have in common, from 0 to 1."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0


def changed(old: str, new: str) -> Row:
    """Return two versions of a block with the words marked that only one of them has."""
    before, after = list(_words(old)), list(_words(new))
    gone, came = set[int](), set[int]()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for fate, start, end, begin, stop in matcher.get_opcodes():
        if fate != "equal":
            gone.update(range(start, end))
            came.update(range(begin, stop))
    return Row("changed", _marked(old, gone, "del"), _marked(new, came, "ins"))


def _words(html: str) -> Iterator[Word]:
    """Yield what is read: words, with where they lead, and media."""
    leads = ""
    for piece in PIECE.finditer(html):
        if piece["word"]:
            yield piece["word"], leads
        elif _SHOWN.match(piece[0]):
            yield "", piece[0]
        elif piece["tag"] == "a":
            leads = _href(piece[0])
        elif piece["tag"] == "/a":
            leads = ""


def _href(tag: str) -> str:
    found = _HREF.search(tag)
    return found[1] if found else ""


def _marked(html: str, chosen: set[int], tag: str) -> str:
    """Return `html` with each run of the chosen words in an element of its own."""
    parts: list[str] = []
    number, is_open, space = 0, False, ""
    for piece in PIECE.finditer(html):
        is_word = bool(piece["word"]) or bool(_SHOWN.match(piece[0]))
        if not is_word and piece["tag"] is None:
            space += piece[0]
            continue
        is_chosen = is_word and number in chosen
        if is_open and not is_chosen:
            parts.append(f"</{tag}>")
        parts.append(space)
        if is_chosen and not is_open:
            parts.append(f"<{tag}>")
        parts.append(piece[0])
        number, is_open, space = number + is_word, is_chosen, ""
    return "".join([*parts, f"</{tag}>" if is_open else "", space])


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that stand together; what is `folded` is alike, and far from what is not."""

    rows: tuple[Row, ...]
    folded: bool = False


def folded(found: Sequence[Row], near: int = 1, least: int = 2) -> list[Stretch]:
    """Return rows in stretches: those alike are folded, but for so many near what differs.

    Fewer than `least` are not worth folding.
    """
    differs = [n for n, row in enumerate(found) if row.fate != "same"]
    close = {n for at in differs for n in range(at - near, at + near + 1)}
    stretches: list[Stretch] = []
    for is_close, group in groupby(range(len(found)), key=close.__contains__):
        alike = tuple(found[n] for n in group)
        if not is_close and len(alike) >= least:
            stretches.append(Stretch(alike, folded=True))
        elif stretches and not stretches[-1].folded:
            stretches[-1] = Stretch((*stretches[-1].rows, *alike))
        else:
            stretches.append(Stretch(alike))
    return stretches
