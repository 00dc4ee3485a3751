"""What a unit's acts give back, as values and as JSON for machines."""

from dataclasses import dataclass
from typing import Protocol

from builder.errors import IntegrityError
from builder.manifest import Json, Release, Version
from builder.message import tell_number
from builder.unit.lock import Row
from builder.unit.safety import Alert, summary


class Result(Protocol):
    """What an act gives back."""

    def to_json(self) -> Json:
        """Return this as plain JSON."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A catalogue that has been brought and believed."""

    title: str
    serial: int
    moments: int
    changed: tuple[str, ...]
    """The moments that are new or have new records, sorted."""
    alerts: tuple[Alert, ...] = ()
    """What is active and superseded for safety."""

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {
            "catalogue": {"title": self.title, "serial": self.serial},
            "moments": self.moments,
            "changed": list(self.changed),
            "safety": [alert.to_json() for alert in self.alerts],
        }


@dataclass(frozen=True, slots=True)
class Activated:
    """A version that is active; `changed` is false when it was active before."""

    row: Row
    changed: bool

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {**self.row.to_json(), "changed": self.changed}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A new major version that waits to be asked for."""

    row: Row
    """What new starts use now."""
    release: Release

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        active, version = str(self.row.version), str(self.release.version)
        return {"moment": self.row.moment, "active": active, "version": version}


@dataclass(frozen=True, slots=True)
class Taken:
    """A row before and after an update, with the safety releases that it came past or to."""

    old: Row
    new: Row
    safety: tuple[Release, ...] = ()
    """The highest first."""

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {
            "moment": self.new.moment,
            "from": str(self.old.version),
            "to": str(self.new.version),
            "safety": [summary(release) for release in self.safety],
        }


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update took, and what it left."""

    taken: tuple[Taken, ...]
    waiting: tuple[Waiting, ...]
    held: tuple[Row, ...]
    """Rows with a newer minor that the care provider may no longer take."""
    alerts: tuple[Alert, ...]
    """What is superseded for safety all the same."""

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {
            "taken": [one.to_json() for one in self.taken],
            "waiting": [one.to_json() for one in self.waiting],
            "held": [{"moment": row.moment, "active": str(row.version)} for row in self.held],
            "safety": [alert.to_json() for alert in self.alerts],
        }


@dataclass(frozen=True, slots=True)
class Described:
    """One version of a moment, and what it is to this unit."""

    moment: str
    release: Release
    active: Version | None
    """What is active of the same major."""
    superseding: tuple[Release, ...]
    """The safety releases above it, the highest first."""

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {
            "moment": self.moment,
            "active": str(self.active) if self.active else None,
            "superseded-by": [summary(release) for release in self.superseding],
            "release": self.release.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Verified:
    """The active versions, each with the paths of its files that are missing or damaged."""

    rows: tuple[tuple[Row, tuple[str, ...]], ...]

    def refuse_faults(self) -> None:
        """Raise IntegrityError, about the first of them, when any file is wrong."""
        for row, faults in self.rows:
            if faults:
                raise IntegrityError(
                    tell_number(
                        "{moment} {version}: {path} is missing or damaged; "
                        "moment-unit verify --repair brings it again",
                        "{moment} {version}: {n} files are missing or damaged, the first is "
                        "{path}; moment-unit verify --repair brings them again",
                        len(faults),
                        moment=row.moment,
                        version=str(row.version),
                        path=faults[0],
                    )
                )

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {
            "active": [
                {"moment": row.moment, "version": str(row.version), "faults": list(faults)}
                for row, faults in self.rows
            ]
        }
