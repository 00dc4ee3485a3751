"""The words that steer what a reader does: what each means, and how much its change matters."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from builder.changes.prose.numerals import number_in_words
from builder.model.part import Part
from builder.model.scalars import Flag
from builder.source import parse_yaml


class Sort(StrEnum):
    """What a difference in a word is called."""

    NUMBER = "number"
    TELEPHONE = "telephone"
    NEGATION = "negation"
    KEY_WORD = "key-word"
    MEDICINE = "medicine"
    ADDRESS = "address"
    NAME = "name"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word or phrase means.

    Words with the same `concept` say the same. With `always` it matters that it comes or goes;
    without, only that another word of the same `family` stands there instead.
    """

    concept: str
    sort: Sort = field(default=Sort.PLAIN, compare=False)
    family: str = field(default="", compare=False)
    what: str = field(default="", compare=False)
    always: bool = field(default=True, compare=False)
    heads: bool = field(default=False, compare=False)


class _Units(Part):
    what: str
    words: dict[str, tuple[str, ...]]


class _Family(Part):
    family: str
    sort: Sort
    words: dict[str, tuple[str, ...]]
    what: str = ""
    counts: Literal["always", "replaced"] = "always"
    forms: Literal["noun", "verb", "adjective", ""] = ""
    heads: Flag = False


class _Salience(Part):
    units: tuple[_Units, ...]
    numbers: dict[str, tuple[str, ...]]
    families: tuple[_Family, ...]
    rates: dict[str, str]
    short_days: dict[str, str]
    asking: tuple[str, ...]
    telephones: tuple[str, ...]
    calling: tuple[str, ...]
    conditional: tuple[str, ...]
    subjects: tuple[str, ...]
    courtesies: tuple[str, ...]
    fillers: tuple[str, ...]
    function_words: tuple[str, ...]


Phrase = tuple[str, ...]

_ENDINGS: Final = {
    "noun": ("n", "en", "et", "ar", "er", "or", "r", "na", "arna", "erna", "orna", "s", "ens",
             "ets", "ns", "es"),
    "verb": ("a", "ar", "er", "ade", "at", "ad", "ande", "ende", "te", "t", "de", "it", "r",
             "s", "ed", "ing"),
    "adjective": ("t", "a", "e"),
    "more": ("are", "er"),
    "most": ("ast", "aste", "est"),
}  # fmt: skip
"""What is put on a word or, where it ends in a vowel, on the word without that vowel."""
_RATED: Final = "how often"
_SHORTEST_HEAD: Final = 4
_SHORTEST_BEGINNING: Final = 3
_LONGEST_COMPOUND: Final = 60


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words of `salience.yaml` in all their forms."""

    phrases: Mapping[Phrase, Meaning]
    units: Mapping[str, Meaning]
    numbers: Mapping[Phrase, str]
    rates: Mapping[Meaning, Meaning]
    """What words that say how often mean beside an amount."""
    short_days: Mapping[str, Meaning]
    """Weekdays as they are written beside another only, as “to” in “må–to”."""
    asking: frozenset[str]
    telephones: frozenset[str]
    calling: frozenset[str]
    conditional: frozenset[str]
    subjects: frozenset[str]
    courtesies: frozenset[str]
    fillers: frozenset[str]
    function_words: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]
    """By its first word, how many words the phrases have that begin with it, longest first."""

    def word(self, word: str) -> Meaning:
        """Return what one word means; of a compound, what its last part makes of it."""
        return self.phrases.get((word,)) or self._compound(word) or Meaning(word)

    def beginning(self, word: str) -> Meaning:
        """Return what a compound means beside another that ends alike: högläge and lågläge.

        So is a number: tvåveckorskur and treveckorskur.
        """
        for at in range(min(len(word) - _SHORTEST_HEAD, _LONGEST_COMPOUND), 1, -1):
            head = self.phrases.get((word[:at],))
            if (head and head.sort is Sort.KEY_WORD) or number_in_words(word[:at]):
                return Meaning(word, Sort.KEY_WORD, f"-{word[at:]}", always=False)
        return Meaning(word)

    def _compound(self, word: str) -> Meaning | None:
        if len(word) > _LONGEST_COMPOUND:
            return None
        for at in range(_SHORTEST_BEGINNING, len(word) - _SHORTEST_HEAD + 1):
            head = self.phrases.get((word[at:],))
            if head and head.heads:
                concept = f"{word[:at].rstrip('-')}-{head.concept}"
                return Meaning(concept, head.sort, head.family, head.what, head.always)
        return None


@cache
def read_lexicon() -> Lexicon:
    """Read the words that come with the builder."""
    name = "salience.yaml"
    text = (files("builder.changes.prose") / name).read_text(encoding="utf-8")
    said = _Salience.model_validate(parse_yaml(name, text).data)
    phrases = _meanings(said.families)
    numbers = {
        tuple(one.split()): value.replace(",", ".")
        for value, words in said.numbers.items()
        for one in words
    }
    units = {
        word: Meaning(concept, Sort.NUMBER, "unit", group.what, always=False)
        for group in said.units
        for concept, words in group.words.items()
        for word in words
    }
    return Lexicon(
        phrases,
        units,
        numbers,
        _rates(said.rates, phrases.values()),
        {short: phrases[day,] for short, day in said.short_days.items()},
        frozenset(said.asking),
        frozenset(said.telephones),
        frozenset(said.calling),
        frozenset(said.conditional),
        frozenset(said.subjects),
        frozenset(said.courtesies),
        frozenset(said.fillers),
        frozenset(said.function_words),
        _lengths([*phrases, *numbers]),
    )


def _rates(rates: Mapping[str, str], meanings: Iterable[Meaning]) -> dict[Meaning, Meaning]:
    named = {one.concept: one for one in meanings if one.family == _RATED}
    return {named[f"{_RATED}: {a}"]: named[f"{_RATED}: {b}"] for a, b in rates.items()}


def _lengths(phrases: Iterable[Phrase]) -> dict[str, tuple[int, ...]]:
    found = defaultdict[str, set[int]](set)
    for phrase in phrases:
        found[phrase[0]].add(len(phrase))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}


def _meanings(families: tuple[_Family, ...]) -> dict[Phrase, Meaning]:
    """Return every form; a form as it is written goes before one with an ending put on."""
    written, inflected = dict[Phrase, Meaning](), dict[Phrase, Meaning]()
    for family in families:
        for concept, words in family.words.items():
            meaning = Meaning(
                f"{family.family}: {concept}",
                family.sort,
                family.family,
                family.what,
                family.counts == "always",
                bool(family.heads),
            )
            for one in words:
                phrase = tuple(one.split())
                written.setdefault(phrase, meaning)
                if family.forms and len(phrase) == 1:
                    for form, said in _inflected(one, family.forms, meaning):
                        inflected.setdefault((form,), said)
    return {**inflected, **written}


def _inflected(word: str, forms: str, meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    """Yield a word's forms; “varmare” and “varmast” say something else than “varm”."""
    for form in _forms(word, _ENDINGS[forms]):
        yield form, meaning
    for degree in ("more", "most") if forms == "adjective" else ():
        compared = replace(meaning, concept=f"{meaning.concept}, {degree}")
        for form in _forms(word, _ENDINGS[degree]):
            yield form, compared


def _forms(word: str, endings: tuple[str, ...]) -> Iterator[str]:
    stems = [word, word[:-1]] if word[-1] in "aey" and len(word) > _SHORTEST_HEAD else [word]
    for stem in stems:
        yield from (stem + ending for ending in endings)
