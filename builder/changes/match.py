"""Pair the parts of two versions by id: moved is not removed and added."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """What was removed, added and kept; and whether what was kept comes in another order."""

    removed: tuple[T, ...]
    added: tuple[T, ...]
    kept: tuple[tuple[T, T], ...]
    reordered: bool


def match(old: Sequence[T], new: Sequence[T], key: str = "id") -> Match[T]:
    """Pair `old` and `new` by `key`."""
    before = {getattr(one, key): one for one in old}
    after = {getattr(one, key): one for one in new}
    order = [name for name in before if name in after]
    return Match(
        tuple(one for name, one in before.items() if name not in after),
        tuple(one for name, one in after.items() if name not in before),
        tuple((before[name], after[name]) for name in after if name in before),
        order != [name for name in after if name in before],
    )
