"""What moved to where it may mean something else: under another heading, in another list or row."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.changes.prose.align import Group
from builder.changes.prose.reading import NOWHERE, Reading
from builder.changes.prose.words import read_words

_MOST_PAIRS: Final = 9
"""A group of more sentences is a long rewriting, of which nothing is known to have moved."""
_INSTRUCTIONS: Final = frozenset({"doing", "call", "up and down", "must and may"})


@dataclass(frozen=True, slots=True)
class Move:
    """Sentences that stand elsewhere; `matters` where it may change what they mean."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    matters: bool


def _pairs(group: Group) -> int:
    return len(group.old) * len(group.new)


class Moves:
    """What became of the blocks of one page, by what became of their sentences."""

    def __init__(self, old: Reading, new: Reading, groups: list[Group]) -> None:
        self._old, self._new = old, new
        self._groups = [group for group in groups if 0 < _pairs(group) <= _MOST_PAIRS]
        self._partners = defaultdict[int, set[int]](set)
        self._returns = defaultdict[int, set[int]](set)
        self._stayed: set[tuple[int, int]] = set()
        for group in self._groups:
            for a, b in self._blocks(group):
                self._partners[a].add(b)
                self._returns[b].add(a)
                if not group.is_moved:
                    self._stayed.add((a, b))
        self._left, self._reached = {a for a, _ in self._stayed}, {b for _, b in self._stayed}
        self._begun: dict[int, bool] = {}
        self._members = defaultdict[int, list[int]](list)
        for n, one in enumerate(old.sentences):
            self._members[one.block].append(n)

    def find(self) -> Iterator[Move]:
        """Yield what moved, each block or sentence once."""
        told = defaultdict[tuple[object, ...], list[Group]](list)
        for group in self._groups:
            a, b = next(self._blocks(group))
            if self._is_elsewhere(a, b):
                told["elsewhere", self._old.blocks[a].homes, self._new.blocks[b].homes].append(
                    group
                )
            elif group.is_moved:
                told["moved", a, b].append(group)
        for reason, found in told.items():
            olds = tuple(n for group in found for n in group.old)
            news = tuple(n for group in found for n in group.new)
            yield Move(olds, news, reason[0] == "elsewhere" or self._matters(found[0]))

    def _blocks(self, group: Group) -> Iterator[tuple[int, int]]:
        for n in group.old:
            for m in group.new:
                yield self._old.sentences[n].block, self._new.sentences[m].block

    def _is_elsewhere(self, a: int, b: int) -> bool:
        """Tell whether a block hangs from another heading, lead-in or cell than before."""
        homes = self._old.blocks[a].homes, self._new.blocks[b].homes
        return len(homes[0]) == len(homes[1]) and any(
            not self._is_same_home(*pair) for pair in zip(*homes, strict=True)
        )

    def _is_same_home(self, before: int, after: int) -> bool:
        if NOWHERE in (before, after):
            # A heading that is new or gone is told as itself.
            other, partners = (
                (after, self._returns) if before == NOWHERE else (before, self._partners)
            )
            return other == NOWHERE or not partners[other]
        new_or_gone = not self._partners[before] or not self._returns[after]
        return new_or_gone or after in self._partners[before]

    def _matters(self, group: Group) -> bool:
        """Tell whether a moved group means something else, under the heading that it had."""
        a, b = next(self._blocks(group))
        if self._old.blocks[a].ordered or self._new.blocks[b].ordered:
            return True
        another = (a in self._left or b in self._reached) and (a, b) not in self._stayed
        return another or self._is_in_order(group)

    def _is_in_order(self, group: Group) -> bool:
        """Tell whether a sentence says when it comes, or is one instruction among others."""
        words = [word for n in group.old for word in read_words(self._old.sentences[n].text)]
        if any(word.meaning.family == "in time" for word in words):
            return True
        others = self._members[self._old.sentences[group.old[0]].block]
        return self._instructs(group.old[0]) and sum(map(self._instructs, others)) > 1

    def _instructs(self, number: int) -> bool:
        if number not in self._begun:
            words = read_words(self._old.sentences[number].text)
            self._begun[number] = bool(words) and words[0].meaning.family in _INSTRUCTIONS
        return self._begun[number]
