"""Which sentence of a page became which: kept, moved, divided, joined, reworded, gone or new."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.changes.prose.subsequence import common

_WORD: Final = re.compile(r"\w+")
_STEM: Final = 5
"""Letters of a word that tell it from others, whatever its ending."""
_ALIKE: Final = 0.4
"""Sentences in the same place with less in common than this are not the same one reworded."""
_ALIKE_ELSEWHERE: Final = 0.65
_SHARE_OF_PART: Final = 0.5
_MAX_CELLS: Final = 12_000
_STILL: Final = 10_000
_SHAPES: Final = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of the old text that became those of the new one, by their numbers.

    `is_moved` where they stand elsewhere among the others, `is_rewritten` where they only stand in
    the same place. One side is empty where they are gone or new.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    is_moved: bool = False
    is_rewritten: bool = False


def align(
    old: Sequence[str], new: Sequence[str], still: Collection[str] = frozenset()
) -> list[Group]:
    """Return what became of every sentence; the same, turned, for the other way round.

    Where either of two may be taken to have moved, it is not the one among the texts `still`.
    """
    if tuple(new) < tuple(old):
        turned = align(new, old, still)
        return [Group(one.new, one.old, one.is_moved, one.is_rewritten) for one in turned]
    return _Aligner(old, new, still).align()


class _Aligner:
    """Finds groups; `_before` and `_after` are the sentences that have none yet."""

    def __init__(self, old: Sequence[str], new: Sequence[str], still: Collection[str]) -> None:
        self._old, self._new, self._still = old, new, still
        self._groups: list[Group] = []
        self._before = set(range(len(old)))
        self._after = set(range(len(new)))
        self._profiles = [[_profile(text) for text in side] for side in (old, new)]
        self._cells = 0

    def align(self) -> list[Group]:
        """Return all groups."""
        pairs = common(self._old, self._new, self._weigh)
        for a, b in pairs:
            self._add(Group((a,), (b,)))
        self._find_equal()
        start = begin = 0
        for a, b in [*pairs, (len(self._old), len(self._new))]:
            olds = [n for n in range(start, a) if n in self._before]
            news = [n for n in range(begin, b) if n in self._after]
            if olds and news:
                self._fill_gap(olds, news)
            start, begin = a + 1, b + 1
        self._find_alike()
        self._groups += [Group((n,), ()) for n in sorted(self._before)]
        self._groups += [Group((), (n,)) for n in sorted(self._after)]
        return self._groups

    def _weigh(self, text: str) -> int:
        return len(text) + 1 + (_STILL if text in self._still else 0)

    def _add(self, group: Group) -> None:
        self._groups.append(group)
        self._before -= set(group.old)
        self._after -= set(group.new)

    def _find_equal(self) -> None:
        """Pair what stands word for word in another place."""
        places = defaultdict[str, list[int]](list)
        for n in sorted(self._after, reverse=True):
            places[self._new[n]].append(n)
        for n in sorted(self._before):
            if places[self._old[n]]:
                self._add(Group((n,), (places[self._old[n]].pop(),), is_moved=True))

    def _find_alike(self) -> None:
        """Pair what was moved and reworded as well."""
        if len(self._before) * len(self._after) > _MAX_CELLS - self._cells:
            return
        likes = [(self._likeness((a,), (b,)), a, b) for a in self._before for b in self._after]
        for like, a, b in sorted(likes, key=lambda one: (-one[0], one[1:])):
            if like >= _ALIKE_ELSEWHERE and a in self._before and b in self._after:
                self._add(Group((a,), (b,), is_moved=True))

    # ---- between two sentences that are kept -----------------------------------------------------

    def _fill_gap(self, olds: list[int], news: list[int]) -> None:
        """Pair what stands between the same neighbours; a long gap is one rewriting."""
        self._cells += len(olds) * len(news)
        if self._cells > _MAX_CELLS:
            self._add(Group(tuple(olds), tuple(news), is_rewritten=True))
            return
        for group in list(self._best(olds, news)):
            self._add(group)
        olds = [n for n in olds if n in self._before]
        news = [n for n in news if n in self._after]
        if len(olds) == len(news) == 1:
            self._add(Group((olds[0],), (news[0],), is_rewritten=True))

    def _best(self, olds: list[int], news: list[int]) -> Iterator[Group]:
        """Yield the groups, in order, that have most words in common."""
        table = [[(0.0, (0, 0))] * (len(news) + 1) for _ in range(len(olds) + 1)]
        for a in range(len(olds) - 1, -1, -1):
            for b in range(len(news) - 1, -1, -1):
                table[a][b] = max(self._ways(table, olds, news, a, b), key=lambda way: way[0])
        a = b = 0
        while a < len(olds) and b < len(news):
            down, right = table[a][b][1]
            if down and right:
                yield Group(tuple(olds[a : a + down]), tuple(news[b : b + right]))
            a, b = a + down, b + right

    def _ways(
        self,
        table: list[list[tuple[float, tuple[int, int]]]],
        olds: list[int],
        news: list[int],
        a: int,
        b: int,
    ) -> Iterator[tuple[float, tuple[int, int]]]:
        yield table[a + 1][b][0], (1, 0)
        yield table[a][b + 1][0], (0, 1)
        for down, right in _SHAPES:
            if a + down <= len(olds) and b + right <= len(news):
                group = tuple(olds[a : a + down]), tuple(news[b : b + right])
                worth = self._worth(*group)
                if worth:
                    yield worth + table[a + down][b + right][0], (down, right)

    def _worth(self, olds: tuple[int, ...], news: tuple[int, ...]) -> float:
        """Return the number of words that both have, or 0 for what is not the same reworded."""
        if self._likeness(olds, news) < _ALIKE:
            return 0
        parts, whole = (news, olds) if len(olds) == 1 else (olds, news)
        sides = (1, 0) if len(olds) == 1 else (0, 1)
        left = self._together(whole, sides[1])
        for part in parts if len(parts) > 1 else ():
            profile = self._profiles[sides[0]][part]
            shared = left & profile
            if shared.total() < _SHARE_OF_PART * profile.total():
                return 0
            left -= shared
        common_words = (self._together(olds, 0) & self._together(news, 1)).total()
        return 2 * common_words - (len(parts) - 1) / 2

    def _together(self, numbers: tuple[int, ...], side: int) -> Counter[str]:
        return sum((self._profiles[side][n] for n in numbers), Counter[str]())

    def _likeness(self, olds: tuple[int, ...], news: tuple[int, ...]) -> float:
        before, after = self._together(olds, 0), self._together(news, 1)
        total = before.total() + after.total()
        return 2 * (before & after).total() / total if total else 0.0


def _profile(text: str) -> Counter[str]:
    return Counter(word.lower()[:_STEM] for word in _WORD.findall(text))
