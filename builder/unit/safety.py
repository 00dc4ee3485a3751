"""Safety: which versions are not to be started any more, and what a unit has to do about it.

A release that is marked `safety` supersedes every lower version of its moment, whatever their
majors and whenever they were published. `Row.new_starts` is the unit's own choice among majors, and
no catalogue changes it; whether a new start may happen on that row is asked of `may_start`, from
the catalogue as the unit last saw it. Updates are another matter: they are always taken.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.errors import RefusedError
from builder.manifest import History, Json, Release, Version
from builder.message import Message, tell
from builder.unit.lock import Lock, Row
from builder.unit.trust import newer_major, newer_minor


def superseding(history: History, version: Version) -> tuple[Release, ...]:
    """Return the safety releases above a version, the highest first; each supersedes it."""
    above = (one for one in history.releases if one.safety and one.version > version)
    return tuple(sorted(above, key=lambda one: one.version, reverse=True))


def may_start(history: History, row: Row) -> bool:
    """Tell whether a new start may happen on an active version."""
    return row.new_starts and not superseding(history, row.version)


@dataclass(frozen=True, slots=True)
class Alert:
    """An active version that is superseded for safety, and what is to be done."""

    row: Row
    releases: tuple[Release, ...]
    """The safety releases above it, the highest first."""
    minor: Version | None
    """The minor of the same major that makes it safe; `update` takes it, also for the started."""
    major: Version | None
    """The new major that new starts can be moved to; None when they are elsewhere already."""
    available: bool
    contact: str
    """Whom to ask when the moment is no longer available."""

    @property
    def affects_started(self) -> bool:
        """Whether no version that is safe reaches the residents who have started."""
        return self.minor is None

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {
            "moment": self.row.moment,
            "major": self.row.version.major,
            "version": str(self.row.version),
            "title": self.row.title,
            "since": self.row.since,
            "starts": False,
            "superseded-by": [summary(release) for release in self.releases],
            "safe-minor": str(self.minor) if self.minor else None,
            "newer-major": str(self.major) if self.major else None,
            "available": self.available,
            "affects-started": self.affects_started,
        }


def summary(release: Release) -> Json:
    """Return what a unit is told of a safety release, as plain JSON."""
    notes = [{"title": note.title, "markdown": note.markdown} for note in release.notes]
    return {"version": str(release.version), "date": release.date, "notes": notes}


def alerts(lock: Lock, histories: Mapping[str, History], provider: str) -> Iterator[Alert]:
    """Yield every active version that is superseded for safety, in the order of the lock."""
    for row in lock.rows:
        history = histories.get(row.moment)
        releases = superseding(history, row.version) if history else ()
        if history and releases:
            yield _alert(history, row, lock, releases, provider)


def _alert(
    history: History, row: Row, lock: Lock, releases: tuple[Release, ...], provider: str
) -> Alert:
    available = history.listing.allows(provider)
    minor = newer_minor(history, row) if available else None
    is_safe = minor is not None and not superseding(history, minor.version)
    major = newer_major(history, lock.of(row.moment)) if available and row.new_starts else None
    return Alert(
        row,
        releases,
        minor.version if minor and is_safe else None,
        major.version if major else None,
        available,
        f"{history.listing.owner}, {history.listing.contact_email}",
    )


def refuse_superseded(history: History, release: Release, lock: Lock) -> None:
    """Raise RefusedError, with what to take instead, when a release is superseded for safety."""
    above = superseding(history, release.version)
    if above:
        raise RefusedError(
            tell(
                "{moment} {version} is not to be started any more, because {safety} was released "
                "for safety; {instead}",
                moment=history.moment,
                version=str(release.version),
                safety=str(above[0].version),
                instead=_instead(history, release.version.major, lock),
            )
        )


def _instead(history: History, major: int, lock: Lock) -> Message:
    """Say how to take a safe version: of the same major where there is one, else the highest."""
    own, moment = history.latest_of(major), history.moment
    if own and not superseding(history, own.version):
        offer = str(own.version)
        return tell("run moment-unit activate {moment} {offer}", moment=moment, offer=offer)
    offer = str(history.latest.version)
    if not lock.of(moment):
        return tell(
            "run moment-unit activate {moment}, which takes {offer}", moment=moment, offer=offer
        )
    return tell(
        "to let new starts use {offer}, run moment-unit update --major {moment}",
        moment=moment,
        offer=offer,
    )
