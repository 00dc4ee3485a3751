"""The entries of packs made ready to be searched for, known by the words that make it worth it.

A moment has the words of a few among some hundred entries; the other searches are never made.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from builder.wording.pack import Entry, Guideline, read_pack

_WORD: Final = re.compile(r"[^\W\d_]+")
_FIGURE: Final = re.compile(r"\d[^\n]*")
_STEM: Final = 5
"""How many letters a word with any ending is known by."""
_COMMON: Final = frozenset({"i", "en", "eller", "på", "via", "över"})


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """An entry with its pattern."""

    guideline: Guideline
    entry: Entry
    months: Sequence[str]
    pattern: re.Pattern[str]
    excuse: re.Pattern[str] | None
    """Words that make it right when they stand in the same passage."""

    @property
    def is_numeral(self) -> bool:
        """Whether only a text with figures can hold it."""
        return r"\d" in (self.entry.pattern or "")


@dataclass(frozen=True, slots=True)
class Plan:
    """The searches in one language, by a word or a stem that must be there, or only by figures."""

    words: Mapping[str, Sequence[Search]]
    stems: Mapping[str, Sequence[Search]]
    figures: Sequence[Search]

    def searches(self, texts: Sequence[str]) -> Iterator[tuple[int, list[Search]]]:
        """Yield what may find something in each of `texts`."""
        lowered = "\n".join(texts).lower()
        with_figures = {lowered.count("\n", 0, one.start()) for one in _FIGURE.finditer(lowered)}
        found: dict[int, dict[Search, None]] = defaultdict(dict)
        for part, searches in self._met(_words(lowered)):
            for n, text in enumerate(lowered.split("\n")):
                if part in text:
                    is_numeral = n in with_figures
                    found[n] |= {one: None for one in searches if is_numeral or not one.is_numeral}
        for n in with_figures:
            found[n] |= dict.fromkeys(self.figures)
        yield from ((n, list(searches)) for n, searches in sorted(found.items()))

    def _met(self, words: set[str]) -> Iterator[tuple[str, Sequence[Search]]]:
        yield from ((word, self.words[word]) for word in self.words.keys() & words)
        stems = {word[:_STEM] for word in words}
        yield from ((stem, self.stems[stem]) for stem in self.stems.keys() & stems)


def _words(text: str) -> set[str]:
    """Return the words of a text; most stand between spaces, and need no pattern."""
    tokens = set(text.split())
    words = {token for token in tokens if token.isalpha()}
    return words.union(_WORD.findall(" ".join(tokens - words)))


@cache
def plans(names: tuple[str, ...]) -> Mapping[str, Plan]:
    """Return what the packs called `names` search for, by language."""
    found: dict[str, list[Search]] = defaultdict(list)
    for pack in map(read_pack, names):
        found[pack.language] += (
            Search(guideline, entry, pack.months, _compile(entry), _compile_excuse(entry))
            for guideline in pack.guidelines
            for entry in guideline.entries
        )
    return {language: _plan(searches) for language, searches in found.items()}


def _plan(searches: Sequence[Search]) -> Plan:
    words: dict[str, list[Search]] = defaultdict(list)
    stems: dict[str, list[Search]] = defaultdict(list)
    figures: list[Search] = []
    for search in searches:
        phrases = search.entry.words or search.entry.about
        if not phrases:
            figures.append(search)
        for phrase in phrases:
            word = _rarest_word(phrase)
            if phrase == f"{word}*":
                stems[word[:_STEM]].append(search)
            else:
                words[word].append(search)
    return Plan(words, stems, figures)


def _rarest_word(phrase: str) -> str:
    """Return what a phrase is known by: its longest word that is not in every text."""
    words: list[str] = _WORD.findall(phrase.lower())
    return max(words, key=lambda word: (word not in _COMMON, len(word)))


def _compile(entry: Entry) -> re.Pattern[str]:
    if entry.pattern:
        return re.compile(entry.pattern)
    longest_first = sorted(entry.words, key=len, reverse=True)
    pattern = "|".join(_word_pattern(word, capital=entry.capital) for word in longest_first)
    return re.compile(pattern, 0 if entry.capital else re.IGNORECASE)


def _compile_excuse(entry: Entry) -> re.Pattern[str] | None:
    words = "|".join(re.escape(word) for word in entry.unless)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE) if words else None


def _word_pattern(word: str, *, capital: bool) -> str:
    stem = word.removesuffix("*")
    stem = stem[0].upper() + stem[1:] if capital else stem
    ending = r"[^\W\d_]*" if word.endswith("*") else ""
    is_short = "." in word and not word.endswith(".")  # “t.ex” is not what stands in “t.ex.”
    return re.escape(stem) + ending + (r"(?![\w.-])" if is_short else r"(?![\w-])")
