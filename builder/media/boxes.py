"""MP4 and M4A: the boxes they are built of (ISO 14496-12), and what these say.

The coded pictures and sounds are only passed over: bytes that went wrong among them are not seen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from builder.media.facts import Damage

MAX_BOXES: Final = 100_000
"""A film has some hundreds; a file of more boxes than this is made to wear us out."""
MAX_DEPTH: Final = 12
FILE_TYPE: Final = b"ftyp"
_TOP: Final = frozenset(
    b"ftyp styp moov moof mdat free skip wide uuid meta mfra sidx ssix pdin udta".split()
)
_HOLDERS: Final = frozenset(b"moov trak mdia minf stbl edts udta ilst".split())
"""Boxes that hold nothing but boxes; `meta` is one with a head of its own."""
_NEEDED: Final = _HOLDERS - {b"udta", b"ilst"}
"""What a player must be able to follow; of the others it skips what it does not understand."""
_LARGE, _UNTIL_THE_END = 1, 0
_HEAD: Final = 8


class Box(NamedTuple):
    """A box: its kind, where it and its content begin, where it ends, and the kinds around it."""

    kind: bytes
    start: int
    body: int
    end: int
    path: tuple[bytes, ...] = ()


@dataclass(slots=True)
class _Walk:
    """A walk through the boxes; `damage` is the first fault met, and ends it."""

    data: bytes
    boxes: list[Box] = field(default_factory=list)
    damage: Damage | None = None

    def enter(self, start: int, end: int, path: tuple[bytes, ...]) -> int:
        """Follow the boxes that stand from one byte to another; return where they stop."""
        at = start
        while at + _HEAD <= end and self.damage is None:
            box = _box(self.data, at, end, path)
            if box is None or len(self.boxes) >= MAX_BOXES:
                return at
            self.boxes.append(box)
            self._look_into(box)
            at = box.end
        return at

    def _look_into(self, box: Box) -> None:
        inner = _inner(self.data, box)
        if inner is None or len(box.path) >= MAX_DEPTH:
            return
        stop = self.enter(inner, box.end, (*box.path, box.kind))
        if box.kind in _NEEDED and self.damage is None and stop < box.end:
            self.damage = Damage.at(stop)


def _box(data: bytes, at: int, end: int, path: tuple[bytes, ...]) -> Box | None:
    """Return the box at a byte, or None where none fits before `end`."""
    size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + _HEAD]
    body = at + _HEAD
    if size == _LARGE:
        size, body = int.from_bytes(data[body : body + 8], "big"), body + 8
    elif size == _UNTIL_THE_END and not path and kind == b"mdat":
        size = end - at
    if at + size > end or at + size < body:
        return None
    return Box(kind, at, body, at + size, path)


def _inner(data: bytes, box: Box) -> int | None:
    """Return where the boxes within a box begin, or None where it holds none."""
    if box.kind == b"meta":
        # QuickTime's has no version before its first box.
        is_bare = data[box.body + 4 : box.body + 8] == b"hdlr"
        return box.body if is_bare else min(box.body + 4, box.end)
    return box.body if box.kind in _HOLDERS else None


@dataclass(frozen=True, slots=True)
class Boxes:
    """All boxes of one file in their order; each is followed by those within it."""

    boxes: tuple[Box, ...]
    end: int
    damage: Damage | None

    def top(self, kind: bytes) -> Box | None:
        """Return the first outermost box of a kind."""
        return next((box for box in self.boxes if box.kind == kind and not box.path), None)

    def find(self, kind: bytes) -> Iterator[Box]:
        """Yield the boxes of a kind, wherever they stand."""
        return (box for box in self.boxes if box.kind == kind)

    @property
    def is_streamable(self) -> bool:
        """Tell whether the index (`moov`) stands before what it is of (`mdat`)."""
        index, content = self.top(b"moov"), self.top(b"mdat")
        return not (index and content) or index.start < content.start


def looks_like_boxes(data: bytes) -> bool:
    """Tell whether a file begins as a film or sound in boxes does."""
    return data[4:8] == FILE_TYPE or data[4:8] in (b"moov", b"mdat", b"wide")


def read_boxes(data: bytes) -> Boxes:
    """Follow the boxes to the end of the file."""
    walk = _Walk(data)
    stop = walk.enter(0, len(data), ())
    boxes = Boxes(tuple(walk.boxes), stop, None)
    damage = walk.damage or _outer_damage(data, boxes)
    if damage is None or damage.can_be_cut:
        damage = _lost_chunk(data, boxes) or damage
    return Boxes(boxes.boxes, stop, damage)


def _outer_damage(data: bytes, boxes: Boxes) -> Damage | None:
    has_index = boxes.top(b"moov") is not None
    has_content = bool(boxes.top(b"mdat") or boxes.top(b"moof"))
    rest = data[boxes.end :]
    if not rest and has_index and has_content:
        return None
    if len(boxes.boxes) >= MAX_BOXES:
        return Damage.at(boxes.end)
    if rest[4:8] in _TOP or not (has_index and has_content):
        return Damage.cut()
    return Damage.behind(len(rest))


def chunk_offsets(data: bytes, table: Box) -> Iterator[int]:
    """Yield where the samples stand, by a table of offsets (`stco`, `co64`)."""
    width = 8 if table.kind == b"co64" else 4
    count = int.from_bytes(data[table.body + 4 : table.body + 8], "big")
    start = table.body + 8
    stop = min(start + count * width, table.end - width + 1)
    return (int.from_bytes(data[at : at + width], "big") for at in range(start, stop, width))


def _lost_chunk(data: bytes, boxes: Boxes) -> Damage | None:
    """Return damage where the index points beyond the last box."""
    for kind in (b"stco", b"co64"):
        for table in boxes.find(kind):
            if max(chunk_offsets(data, table), default=0) >= boxes.end:
                return Damage.cut()
    return None
