"""Find what packs say of passages, and leave alone what only looks like it."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from builder.content.passages import Passage
from builder.source.prose import ProseKind
from builder.wording.pack import Entry, Guideline
from builder.wording.plan import Search, plans

_NEARBY: Final = 100
"""How many characters before a word are looked at; what stands further away is not about it."""
_LAST_DAY: Final = 31
_QUOTE: Final = re.compile('["”“»«][^"”“»«]*["”“«»]')
_ADDRESS: Final = re.compile(r"@|://|www\.|\w\.(?:se|com|nu|org|net|eu|example)(?:[/:?#)\W]|$)")
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?:…][\"”’»)]*\s+)[\"”“’«(–-]*\s*$")
_EXPLAINED_AFTER: Final = re.compile(
    r"[\"”]?(?: \(|[^.!?]*\b(?:betyder|innebär|det vill säga|alltså|är när|är ett annat ord)\b)"
)
_EXPLAINED_BEFORE: Final = re.compile(r"(?:\(|\b(?:kalla[rst]?|heter|så kalla[dt]\w*)\b)[^.!?]*$")
_NAMES: Final = re.compile(
    r"\b(?:delen|avsnittet|steget|formuläret|modulen|fliken|sidan|momentet|programmet|kursen|"
    r"utbildningen|kapitlet|rubriken|under|heter|välj|klicka på|i) $",
    re.IGNORECASE,
)
"""What the name of a page or a form follows on, which begins with a capital."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words of a passage that an entry is about; `write` is what they are to be replaced by."""

    passage: Passage
    start: int
    end: int
    guideline: Guideline
    entry: Entry
    write: str | None

    @property
    def text(self) -> str:
        """The words as they are written."""
        return self.passage.text[self.start : self.end]


def find(names: Sequence[str], passages: Iterable[Passage]) -> Iterator[Match]:
    """Yield what the packs called `names` say of passages in their own language."""
    readable = [one for one in passages if one.kind is not ProseKind.CODE]
    unsure: list[Match] = []
    for language, plan in plans(tuple(names)).items():
        own = [one for one in readable if one.language == language]
        for n, searches in plan.searches([_with_plain_spaces(one.text) for one in own]):
            for match in _apart(match for search in searches for match in _look(search, own[n])):
                if match.guideline.explained:
                    unsure.append(match)
                else:
                    yield match
    yield from _unexplained(unsure)


def _look(search: Search, passage: Passage) -> Iterator[Match]:
    guideline, entry = search.guideline, search.entry
    if passage.audience not in guideline.readers or passage.kind in guideline.not_in:
        return
    if entry.only_in and passage.kind not in entry.only_in:
        return
    text = _with_plain_spaces(passage.text)
    if search.excuse and search.excuse.search(text):
        return
    for found in search.pattern.finditer(text):
        if _is_meant(search, passage, *found.span()):
            try:
                write = _replacement(search, found, passage.text)
            except ValueError:
                continue
            if _is_quoted(text, found.start()):
                write = None  # a name or what somebody said: only its author may change it
            yield Match(passage, *found.span(), guideline, entry, write)


def _with_plain_spaces(text: str) -> str:
    """Return a text of the same length on one line: `&#10;` in Markdown is a line end."""
    return text.replace("\u00a0", " ").replace("\n", " ")


def _is_meant(search: Search, passage: Passage, start: int, end: int) -> bool:
    """Tell whether words are what an entry means, and not an address, code, a name or an excuse."""
    text, entry = passage.text, search.entry
    excused = (
        _is_inside_word(text, start, hyphens=bool(entry.words))
        or any(first <= start < last for first, last in passage.code)
        or (not search.guideline.whole and len(text) == end - start)
        or (bool(entry.words) and _is_abbreviation(text[start:end]))
        or (not entry.address and _is_address(text, start, end))
        or (not search.guideline.quoted and _is_quoted(text, start))
        or (entry.capital and _is_name(text, start, end))
    )
    return not excused


def _is_abbreviation(word: str) -> bool:
    """Tell whether a word is all capitals: CA 125 is a blood test."""
    return len(word) > 1 and word.isupper()


def _is_quoted(text: str, at: int) -> bool:
    quotes = _quotes(text)
    last = bisect_left(quotes, (at, 0)) - 1  # the last that begins before
    return last >= 0 and at < quotes[last][1]


@lru_cache(maxsize=16)
def _quotes(text: str) -> list[tuple[int, int]]:
    return [quote.span() for quote in _QUOTE.finditer(text)]


def _is_inside_word(text: str, start: int, *, hyphens: bool) -> bool:
    before = text[start - 1 : start]
    return before.isalnum() or before == "_" or (hyphens and before == "-")


def _is_address(text: str, start: int, end: int) -> bool:
    first = text.rfind(" ", 0, start) + 1
    last = text.find(" ", end)
    return _ADDRESS.search(text[first : len(text) if last < 0 else last]) is not None


def _is_name(text: str, start: int, end: int) -> bool:
    """Tell whether a capital is in its place: first in a sentence, or in a longer name."""
    before = text[max(0, start - _NEARBY) : start].rpartition(" ")[0].rpartition(" ")
    follows = text[end : end + 2].strip()
    return (
        _begins_sentence(text, start)
        or _NAMES.search(text, max(0, start - _NEARBY), start) is not None
        or (before[2][:1].isupper() and not _begins_sentence(text, start - len(before[2]) - 1))
        or follows[:1].isupper()
    )


def _begins_sentence(text: str, at: int) -> bool:
    return _SENTENCE_START.search(text, max(0, at - _NEARBY), at) is not None


def _replacement(search: Search, found: re.Match[str], text: str) -> str | None:
    """Return what to write, or None where that is not certain; raise ValueError for no date."""
    values = {name: _value(name, value, search.months) for name, value in found.groupdict().items()}
    start, end = found.span()
    written, write = text[start:end], search.entry.write
    if write is None:
        return None
    new = written.lower() if write == "lower" else write.format_map(values)
    if search.entry.ends_sentence and written.endswith("."):
        rest = text[end:].lstrip()
        new += "." if not rest or rest[0].isupper() else ""
    is_capital = written[:1].isupper() and _begins_sentence(text, start)
    return new[0].upper() + new[1:] if is_capital else new


def _value(name: str, value: str, months: Sequence[str]) -> str:
    """Return a part of a date or a time as it is written in a text."""
    if name == "day":
        if not 1 <= int(value) <= _LAST_DAY:
            raise ValueError(value)
        return str(int(value))
    if name == "month" and value.isdigit():
        if not 1 <= int(value) <= len(months):
            raise ValueError(value)
        return months[int(value) - 1]
    if name == "month":
        return next((month for month in months if month.startswith(value)), value)
    return value


def _apart(found: Iterable[Match]) -> Iterator[Match]:
    """Yield matches in order, of those that overlap under one code the first and longest."""
    ends: dict[str, int] = {}
    for match in sorted(found, key=lambda one: (one.start, -one.end)):
        if match.start >= ends.get(match.guideline.code, 0):
            ends[match.guideline.code] = match.end
            yield match


def _unexplained(found: list[Match]) -> Iterator[Match]:
    """Yield the first match of each entry in a file, unless the file explains the word."""
    files: dict[tuple[str, int], list[Match]] = defaultdict(list)
    for match in found:
        files[match.passage.path, id(match.entry)].append(match)
    for matches in files.values():
        if not any(_is_explained(match) for match in matches):
            yield min(matches, key=lambda match: match.passage.span(match.start, match.end))


def _is_explained(match: Match) -> bool:
    text = match.passage.text
    plain = match.entry.suggest
    return bool(
        (plain and plain in text.lower())
        or _EXPLAINED_AFTER.match(text, match.end)
        or _EXPLAINED_BEFORE.search(text, max(0, match.start - 2 * _NEARBY), match.start)
    )
