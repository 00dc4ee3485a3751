"""Pair the parts of two versions by id: moved is not removed and added."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from builder.changes.kinds import Change, Kind
from builder.message import tell
from builder.package import Route

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


class _Part(Protocol):
    @property
    def id(self) -> str: ...


P = TypeVar("P", bound=_Part)


def came_and_went(
    parts: Match[P],
    subject: Route,
    name: str,
    gone: tuple[Kind, str],
    new: tuple[Kind, str],
    but: Collection[str] = (),
) -> Iterator[Change]:
    """Yield a change for each part that is gone or new, but for the ids in `but`.

    `name` is what the parts are called in a route; `gone` and `new` are a kind and what it tells.
    """
    for part in parts.removed:
        if part.id not in but:
            yield Change(gone[0], (*subject, name, part.id), tell(gone[1]), _called(part))
    for part in parts.added:
        if part.id not in but:
            yield Change(new[0], (*subject, name, part.id), tell(new[1]), "", _called(part))


def _called(part: _Part) -> str:
    """Return what people call a part: its title, its text, or else its id."""
    return str(getattr(part, "title", "") or getattr(part, "text", "") or part.id)
