"""One thing that differs and that a reader acts on, and how it is told."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Self

from builder.changes.kinds import Kind
from builder.changes.prose.lexicon import Sort
from builder.changes.prose.words import Word
from builder.message import Message, mark, tell

_KINDS: Final = {
    Sort.NUMBER: Kind.NUMBER_CHANGED,
    Sort.TELEPHONE: Kind.TELEPHONE_CHANGED,
    Sort.NEGATION: Kind.NEGATION_CHANGED,
    Sort.KEY_WORD: Kind.KEY_WORD_CHANGED,
    Sort.NAME: Kind.KEY_WORD_CHANGED,
    Sort.MEDICINE: Kind.MEDICINE_CHANGED,
    Sort.ADDRESS: Kind.LINK_CHANGED,
}
_CALLED: Final = {
    "number": mark("number"),
    "dose": mark("amount"),
    "time": mark("time"),
    "span": mark("length of time"),
    "telephone": mark("telephone number"),
    "negation": mark("negation"),
    "key-word": mark("key word"),
    "name": mark("name"),
    "medicine": mark("what the dose is of"),
    "item": mark("enumeration"),
    "address": mark("address"),
    "clause": mark("part of the sentence"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that became others; one side is empty where there is none.

    `place` tells findings with the same words in one sentence apart.
    """

    what: str
    sort: Sort
    old: str
    new: str
    is_moved: bool = False
    place: int = 0
    concept: str = ""

    @classmethod
    def of(cls, old: Word | None, new: Word | None) -> Self:
        """Make one of the words that went and came."""
        meanings = [word.meaning for word in (new, old) if word]
        what = next((one.what for one in meanings if one.what), meanings[0].sort.value)
        texts = [word.text if word else "" for word in (old, new)]
        return cls(what, meanings[0].sort, texts[0], texts[1], concept=meanings[0].concept)

    @property
    def kind(self) -> Kind:
        """What kind of change it is."""
        if self.what == "clause":
            return Kind.SENTENCE_ADDED if len(self.new) > len(self.old) else Kind.SENTENCE_REMOVED
        return _KINDS[self.sort]

    @property
    def key(self) -> str:
        """What tells it from the others in its sentence."""
        return f"{self.old}→{self.new}" + (f" {self.place}" if self.place else "")

    @property
    def message(self) -> Message:
        """Say what became what."""
        what = tell(_CALLED[self.what])
        if self.is_moved:
            return tell("{what}: “{old}” stands elsewhere in the sentence", what=what, old=self.old)
        if self.old and self.new:
            return tell("{what}: “{old}” became “{new}”", what=what, old=self.old, new=self.new)
        if self.new:
            return tell("{what}: “{new}” is new", what=what, new=self.new)
        return tell("{what}: “{old}” is gone", what=what, old=self.old)

    def turned(self) -> "Finding":
        """Return what it is the other way."""
        return replace(self, old=self.new, new=self.old)

    def is_within(self, names: str) -> bool:
        """Tell whether a key word or name only came or went, and in what a link is called."""
        said = self.old or self.new
        return (
            self.sort in (Sort.KEY_WORD, Sort.NAME)
            and not (self.old and self.new)
            and re.search(rf"\b{re.escape(said)}\b", names) is not None
        )

    def is_the_place_of(self, other: "Finding") -> bool:
        """Tell whether what went here came there, or the other way."""
        return (
            self.concept == other.concept != ""
            and not (self.is_moved or other.is_moved)
            and (not self.old) == (not other.new)
            and (not self.new) == (not other.old)
            and not (self.old and self.new)
        )

    def moved(self, other: "Finding") -> "Finding":
        """Return one finding for what went in one place and came in another."""
        return replace(self, old=self.old or other.old, new=self.new or other.new, is_moved=True)


def told_apart(found: Iterable[Finding]) -> Iterator[Finding]:
    """Number what has the same words."""
    seen = Counter[tuple[Kind, str]]()
    for one in found:
        yield replace(one, place=seen[one.kind, one.key])
        seen[one.kind, one.key] += 1
