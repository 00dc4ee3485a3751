"""Long texts beside each other, cut down to what differs; a cut is always shown."""

from itertools import takewhile
from typing import Final

_CUT: Final = "…"


def excerpts(old: str, new: str, most: int, around: int = 60) -> tuple[str, str]:
    """Return two texts without most of what they begin and end alike with, each at most `most`.

    Cuts fall between words, where there are any.
    """
    if max(len(old), len(new)) <= most:
        return old, new
    if old and new:
        start = _start(old, new, around)
        end = _start(old[::-1], new[::-1], around)
        old, new = (_within(text, start, end) for text in (old, new))
    return shortened(old, most), shortened(new, most)


def _start(old: str, new: str, around: int) -> int:
    """Return how much of the common beginning can be left out."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    alike = max(sum(1 for _ in same) - around, 0)
    return old.rfind(" ", 0, alike + 1) + 1 if alike else 0


def _within(text: str, start: int, end: int) -> str:
    kept = text[start : max(len(text) - end, start)]
    return f"{_CUT if start else ''}{kept}{_CUT if end else ''}"


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many characters, cut between words where it can be."""
    if len(text) <= most:
        return text
    kept, _, _ = text[: most - 1].rpartition(" ")
    return f"{(kept or text[: most - 1]).rstrip()}{_CUT}"
