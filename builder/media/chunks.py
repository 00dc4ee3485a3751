"""The parts that a picture file is built of, and how far they can be followed."""

from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from builder.media.facts import Damage, Trace
from builder.message import Message

MAX_PARTS: Final = 100_000
"""A photograph has some tens; a file of more parts than this is made to wear us out."""


class Part(NamedTuple):
    """A segment or chunk: its whole, from `start` to `end`, and where its content begins."""

    kind: bytes
    start: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class Chunks:
    """The parts of one file. `end` is where the file is over, whatever follows there."""

    parts: tuple[Part, ...]
    end: int
    damage: Damage | None

    @classmethod
    def broken(cls, parts: list[Part], damage: Damage) -> "Chunks":
        """Tell of a file that cannot be followed to its end."""
        return cls(tuple(parts), parts[-1].end if parts else 0, damage)

    @property
    def can_be_followed(self) -> bool:
        """Tell whether all of the file is known, but perhaps for what follows its end."""
        return self.damage is None or self.damage.can_be_cut

    def bodies(self, data: bytes, *kinds: bytes) -> list[bytes]:
        """Return the contents of the parts of these kinds."""
        return [data[part.body : part.end] for part in self.parts if part.kind in kinds]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as its headers say: nothing is decoded."""

    width: int
    height: int
    damage: Damage | None
    is_animated: bool = False
    colours: Message | None = None
    traces: tuple[Trace, ...] = ()


Size: TypeAlias = tuple[int, int]


def ended(data: bytes, parts: list[Part], end: int) -> Chunks:
    """Tell of a file whose end was found; what follows it is damage that can be cut off."""
    behind = len(data) - end
    return Chunks(tuple(parts), min(end, len(data)), Damage.behind(behind) if behind > 0 else None)
