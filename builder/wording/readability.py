"""How hard a Swedish text is to read, by LIX: words per sentence, and the share of long words.

LIX (C.-H. Björnsson, *Läsbarhet*, 1968) is blunt: compounds make it higher. It is used for advice,
never to stop anything.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

LONG: Final = 6
"""A word with more letters than this is long."""

_WORD: Final = re.compile(r"[^\W_]+(?:[-–.,:’'/][^\W_]+)*")
_END: Final = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s+[\"”“’«(–-]*\s?[A-ZÅÄÖÉ0-9])")
_INSIDE: Final = re.compile(
    r"[(\"”“’]?(?:adj|ang|avd|bl|bl\.a|ca|dr|d\.v\.s|dvs|enl|ev|exkl|fig|f\.d|f\.n|fr|fr\.o\.m|inkl|"
    r"jfr|kap|kl|leg|mott|nr|ordf|p\.g\.a|pga|prof|resp|s|s\.k|sid|st\.f|tel|tfn|t\.ex|t\.o\.m|v|vol)",
    re.IGNORECASE,
)
"""Abbreviations, without their last stop, that something always follows."""


def words(text: str) -> list[str]:
    """Return the words of a text; a compound, a time and an address are one word each."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Divide a text into sentences.

    A stop ends one where a capital or a figure follows, unless before it stands an abbreviation
    that is always followed by something, or the number of a list.
    """
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if end[0] != "." or not _goes_on(text[start : end.start()].lstrip()):
            found.append(text[start : end.end()].strip())
            start = end.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def _goes_on(sentence: str) -> bool:
    """Tell whether a stop after this belongs to its last word."""
    begun, _, word = sentence.rpartition(" ")
    return bool(_INSIDE.fullmatch(word)) or (not begun and word.isdigit())


@dataclass(frozen=True)
class Readability:
    """What LIX is made of: the sentences, and all their words."""

    sentences: tuple[str, ...]
    words: tuple[str, ...]

    @cached_property
    def long_words(self) -> tuple[str, ...]:
        """The words with more than six letters, in order."""
        return tuple(_long(self.words))

    @property
    def lix(self) -> int:
        """LIX as a whole number, and 0 where there are no words."""
        return round(_lix(len(self.words), len(self.sentences), len(self.long_words)))

    def hardest(self, most: int = 3) -> list[str]:
        """Return the sentences that cost most: LIX falls furthest without them."""

        def without(sentence: str) -> float:
            own = words(sentence)
            return _lix(
                len(self.words) - len(own),
                len(self.sentences) - 1,
                len(self.long_words) - len(_long(own)),
            )

        return sorted(dict.fromkeys(self.sentences), key=without)[:most]


def _long(some: Sequence[str]) -> list[str]:
    return [word for word in some if len(word) > LONG and sum(map(str.isalpha, word)) > LONG]


def _lix(word_count: int, sentence_count: int, long_count: int) -> float:
    if not (word_count and sentence_count):
        return 0.0
    return word_count / sentence_count + 100 * long_count / word_count


def measure(texts: Sequence[str]) -> Readability:
    """Measure blocks of text: headings, list items and paragraphs begin a sentence of their own."""
    found = (one for text in texts for one in sentences(text) if _WORD.search(one))
    return Readability(tuple(found), tuple(words("\n".join(texts))))
