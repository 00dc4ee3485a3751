"""Weekdays and months that stand together: “måndag till fredag” is more than its two ends."""

from collections.abc import Sequence
from typing import Final

from builder.changes.prose.lexicon import Meaning, Sort, read_lexicon

_SPANNED: Final = frozenset({"weekday", "month"})
_JOINERS: Final = frozenset({",", "/", "&", "+", "och", "eller", "and", "or"})
_UNTIL: Final = (
    ("t", ".", "o", ".", "m", "."),
    ("t", "o", "m"),
    ("till", "och", "med"),
    *((word,) for word in ("-", "–", "—", "till", "to")),
)


def days_at(pieces: Sequence[str], at: int) -> tuple[Meaning, int] | None:
    """Return the range or short weekday that stands at a place, and of how many pieces it is."""
    if "-" in pieces[at]:
        first, _, last = pieces[at].partition("-")
        return _range(first, last, 1)
    if not _day(pieces[at]) and pieces[at] not in read_lexicon().short_days:
        return None
    for until in _UNTIL:
        end = at + 1 + len(until)
        if end < len(pieces) and tuple(pieces[at + 1 : end]) == until:
            return _range(pieces[at], pieces[end], len(until) + 2)
    return _listed(pieces, at)


def _range(first: str, last: str, count: int) -> tuple[Meaning, int] | None:
    """Return what two days make; “to” is a day only beside another that is no word but a day."""
    short = read_lexicon().short_days
    days = [_day(one) or short.get(one) for one in (first, last)]
    if not (days[0] and days[1] and days[0].family == days[1].family):
        return None
    concept = f"{days[0].concept}–{days[1].concept}"
    return Meaning(concept, Sort.NUMBER, "number", "time"), count


def _listed(pieces: Sequence[str], at: int) -> tuple[Meaning, int] | None:
    """Return a short weekday that stands beside another: “ti, to”."""
    short = read_lexicon().short_days
    for joiner, other in ((at + 1, at + 2), (at - 1, at - 2)):
        if 0 <= other < len(pieces) and pieces[joiner] in _JOINERS and pieces[other] in short:
            return (short[pieces[at]], 1) if pieces[at] in short else None
    return None


def _day(word: str) -> Meaning | None:
    meaning = read_lexicon().phrases.get((word,))
    return meaning if meaning and meaning.family in _SPANNED else None
