"""What `activations.lock` says: which version of each moment runs in this unit."""

import json
from dataclasses import dataclass, replace
from typing import Final, Self

from builder.errors import BuilderError, TrustError
from builder.manifest import Blob, Json, Version, readable
from builder.message import tell

FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One active version: a moment has at most one row for each of its majors."""

    moment: str
    version: Version
    title: str
    package: Blob
    since: str
    """When this version was activated, in UTC: 2026-11-22T04:00:00Z."""
    by: str
    new_starts: bool
    """Whether the unit has chosen this major for new starts; true for one row of each moment.

    Whether a new start may happen there now, `safety.may_start` tells.
    """

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {
            "moment": self.moment,
            "major": self.version.major,
            "version": str(self.version),
            "title": self.title,
            "package": self.package.to_json(),
            "since": self.since,
            "by": self.by,
            "new-starts": self.new_starts,
        }

    @classmethod
    def from_json(cls, data: Json) -> Self:
        """Read what `to_json` wrote; raise ValueError or CatalogueError for anything else."""
        match data:
            case {
                "moment": str(moment),
                "version": str(version),
                "title": str(title),
                "package": {"sha256": str(sha256), "length": int(length)},
                "since": str(since),
                "by": str(by),
                "new-starts": bool(new_starts),
            }:
                package = Blob(sha256, length)
                return cls(moment, Version.parse(version), title, package, since, by, new_starts)
            case _:
                raise ValueError(data)


@dataclass(frozen=True, slots=True)
class Lock:
    """All active versions, in the order of their moments and majors."""

    rows: tuple[Row, ...] = ()

    @property
    def moments(self) -> tuple[str, ...]:
        """The ids of the active moments, each once and sorted."""
        return tuple(sorted({row.moment for row in self.rows}))

    def of(self, moment: str) -> tuple[Row, ...]:
        """Return the rows of one moment, the lowest major first."""
        return tuple(row for row in self.rows if row.moment == moment)

    def row(self, moment: str, major: int) -> Row | None:
        """Return the row of one major of a moment, or None."""
        return next((row for row in self.of(moment) if row.version.major == major), None)

    def with_row(self, new: Row) -> Self:
        """Return a lock where `new` stands in the place of the same moment's same major.

        When `new` takes the new starts, the moment's other majors lose them.
        """
        key = (new.moment, new.version.major)
        kept = (
            replace(row, new_starts=False) if new.new_starts and row.moment == new.moment else row
            for row in self.rows
            if (row.moment, row.version.major) != key
        )
        return type(self)(tuple(sorted((*kept, new), key=lambda row: (row.moment, row.version))))

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {"format": FORMAT, "active": [row.to_json() for row in self.rows]}

    def to_bytes(self) -> bytes:
        """Return the file that holds this."""
        return readable(self.to_json())

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read the file; raise TrustError when it is damaged."""
        try:
            return cls._read(json.loads(data))
        except (ValueError, KeyError, TypeError, RecursionError, BuilderError) as error:
            raise TrustError(
                tell(
                    "activations.lock is damaged and nothing is done: bring it back from a backup "
                    "or from git, and try again"
                )
            ) from error

    @classmethod
    def _read(cls, value: Json) -> Self:
        """Read what `to_json` wrote; raise ValueError, KeyError or the like for anything else."""
        lock = cls(tuple(Row.from_json(raw) for raw in value["active"]))
        if lock.to_json() != value or not lock._is_whole():
            raise ValueError(value)
        return lock

    def _is_whole(self) -> bool:
        """Tell whether the rows are sorted, each major once, and new starts have one major."""
        keys = [(row.moment, row.version.major) for row in self.rows]
        starts = [row.moment for row in self.rows if row.new_starts]
        return keys == sorted(set(keys)) and starts == sorted({row.moment for row in self.rows})
