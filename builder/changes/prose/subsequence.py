"""What two sequences have in common, in order, within bounds on time whatever they hold."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import Final, TypeVar

T = TypeVar("T", bound=Hashable)

Pairs = list[tuple[int, int]]
MAX_CELLS: Final = 60_000
"""A table of more cells than this is not filled: two sentences of 245 words each."""


def common(old: Sequence[T], new: Sequence[T], weigh: Callable[[T], int] = lambda _: 1) -> Pairs:
    """Return the places of what is kept, in order: as much weight of it as possible.

    Where a part is too long to try all ways, what is alone of its kind on both sides holds the
    rest in place; between such holds, a part that is still too long is taken for wholly different.
    """
    start = _same_start(old, new)
    end = _same_start(old[start:][::-1], new[start:][::-1])
    stop, halt = len(old) - end, len(new) - end
    middle = _middle(old[start:stop], new[start:halt], weigh)
    return [
        *((n, n) for n in range(start)),
        *((a + start, b + start) for a, b in middle),
        *((stop + n, halt + n) for n in range(end)),
    ]


def _same_start(old: Sequence[T], new: Sequence[T]) -> int:
    at, most = 0, min(len(old), len(new))
    while at < most and old[at] == new[at]:
        at += 1
    return at


def _middle(old: Sequence[T], new: Sequence[T], weigh: Callable[[T], int]) -> Pairs:
    if len(old) * len(new) <= MAX_CELLS:
        return _heaviest(old, new, weigh)
    found, last = Pairs(), (0, 0)
    for a, b in [*_unique(old, new), (len(old), len(new))]:
        part = old[last[0] : a], new[last[1] : b]
        if len(part[0]) * len(part[1]) <= MAX_CELLS:
            found += [(x + last[0], y + last[1]) for x, y in _heaviest(*part, weigh)]
        if a < len(old):
            found.append((a, b))
        last = a + 1, b + 1
    return found


def _unique(old: Sequence[T], new: Sequence[T]) -> Pairs:
    """Return the longest rising row of what stands once on either side (patience)."""
    before, after = Counter(old), Counter(new)
    places = {one: n for n, one in enumerate(new) if after[one] == 1}
    pairs = [(n, places[one]) for n, one in enumerate(old) if before[one] == 1 and one in places]
    return rising(pairs)


def rising(pairs: Sequence[tuple[int, int]]) -> Pairs:
    """Return the longest row of `pairs`, sorted by the first, whose second rises as well."""
    tails, ends, links = list[int](), list[int](), list[int]()
    for n, (_, b) in enumerate(pairs):
        low, high = 0, len(tails)
        while low < high:
            half = (low + high) // 2
            low, high = (half + 1, high) if tails[half] < b else (low, half)
        tails[low : low + 1], ends[low : low + 1] = [b], [n]
        links.append(ends[low - 1] if low else -1)
    row, at = Pairs(), ends[-1] if ends else -1
    while at >= 0:
        row.append(pairs[at])
        at = links[at]
    return row[::-1]


def _heaviest(old: Sequence[T], new: Sequence[T], weigh: Callable[[T], int]) -> Pairs:
    """Return the heaviest common subsequence, by a table of the weight of what is to come."""
    if not old or not new:
        return []
    weights = [weigh(one) for one in old]
    table = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for a in range(len(old) - 1, -1, -1):
        row, below, one, weight = table[a], table[a + 1], old[a], weights[a]
        for b in range(len(new) - 1, -1, -1):
            best = max(below[b], row[b + 1])
            if one == new[b] and below[b + 1] + weight > best:
                best = below[b + 1] + weight
            row[b] = best
    return _walk(table, old, new, weights)


def _walk(table: list[list[int]], old: Sequence[T], new: Sequence[T], weights: list[int]) -> Pairs:
    found, a, b = Pairs(), 0, 0
    while a < len(old) and b < len(new):
        if old[a] == new[b] and table[a][b] == table[a + 1][b + 1] + weights[a]:
            found.append((a, b))
            a, b = a + 1, b + 1
        elif table[a + 1][b] >= table[a][b + 1]:
            a += 1
        else:
            b += 1
    return found
