"""A document that is kept within a limit: items are left out, parts are never cut."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

_APART: Final = "\n\n"


@dataclass(frozen=True, slots=True)
class Part:
    """What stands together: a beginning, items of which some may be left out, and an end.

    `more` says, in the place of items, how many of them are left out. Parts of a lower `rank` get
    the room first.
    """

    before: str
    items: tuple[str, ...] = ()
    after: str = ""
    more: Callable[[int], str] = str
    rank: int = 0

    def text(self, shown: int) -> str:
        """Return the part with its first `shown` items."""
        left = len(self.items) - shown
        told = (self.more(left),) if left else ()
        return "\n".join(filter(None, (self.before, *self.items[:shown], *told, self.after)))


def size(text: str) -> int:
    """Return the length of a text in bytes, of which no forge counts more: not in any unit."""
    return len(text.encode())


def fit(
    head: Part, groups: Sequence[Sequence[Part]], tail: str, more: Callable[[int], str], limit: int
) -> str:
    """Return a document of at most `limit` bytes.

    Head and tail are always there. Of the groups the last are left out whole, where there is no
    room for what always stands in them; `more` then says how many. The head counts among the
    parts whose items may be left out.
    """
    room = limit - size(tail) - size(more(len(groups))) - 2 * len(_APART)
    kept: list[Sequence[Part]] = []
    used = _least(head)
    for group in groups:
        needed = sum(map(_least, group))
        if used + needed > room:
            break
        kept.append(group)
        used += needed
    parts = [head, *(part for group in kept for part in group)]
    shown = _shown(parts, room - used)
    texts = [part.text(n) for part, n in zip(parts, shown, strict=True)]
    left = len(groups) - len(kept)
    return _APART.join([*texts, *((more(left),) if left else ()), tail]) + "\n"


def _least(part: Part) -> int:
    """Return what a part takes with no item shown."""
    return size(part.text(0)) + len(_APART) + 1


def _shown(parts: Sequence[Part], room: int) -> list[int]:
    """Return how many items of each part there is room for.

    What says how many are left out keeps its place, so what is shown never takes more.
    """
    shown = [0] * len(parts)
    for at in sorted(range(len(parts)), key=lambda at: parts[at].rank):
        for item in parts[at].items:
            room -= size(item) + 1
            if room < 0:
                return shown
            shown[at] += 1
    return shown
