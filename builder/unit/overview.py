"""What a unit can see: the tabs all, available, active and withdrawn, and the search in them."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from builder.manifest import History, Json, Version
from builder.message import mark, translate
from builder.unit.lock import Lock, Row
from builder.unit.safety import Alert, may_start
from builder.unit.trust import newer_major, newer_minor

KINDS: Final[Mapping[str, str]] = {
    "treatment": mark("Treatment"),
    "support": mark("Support"),
    "education": mark("Education"),
    "care-plan": mark("Care plan"),
    "assessment": mark("Assessment"),
}
"""What people call each kind of moment."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One moment of the catalogue, as its latest release and its listing describe it."""

    moment: str
    title: str
    kind: str
    language: str
    summary: str
    audience: str
    owner: str
    version: Version
    available: bool
    """Whether the unit's care provider may activate it."""
    active: tuple[Version, ...]

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {
            "moment": self.moment,
            "title": self.title,
            "kind": self.kind,
            "language": self.language,
            "summary": self.summary,
            "audience": self.audience,
            "owner": self.owner,
            "version": str(self.version),
            "available": self.available,
            "active": [str(version) for version in self.active],
        }


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, sorted by moment."""

    moments: tuple[Entry, ...]

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {"moments": [entry.to_json() for entry in self.moments]}


@dataclass(frozen=True, slots=True)
class Running:
    """One active version, and what the catalogue has that is newer."""

    row: Row
    starts: bool
    """Whether a new start may happen on it: it is chosen for that, and not superseded."""
    available: bool
    minor: Version | None
    """The latest minor of the same major, when it is newer."""
    major: Version | None
    """The latest version, when its major is higher than every active one; where new starts go."""

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {
            **self.row.to_json(),
            "starts": self.starts,
            "available": self.available,
            "newer-minor": str(self.minor) if self.minor else None,
            "newer-major": str(self.major) if self.major else None,
        }


@dataclass(frozen=True, slots=True)
class Overview:
    """The catalogue as one unit sees it, from its own copy."""

    unit: str
    """HSA-id, as is `care_provider`."""
    care_provider: str
    title: str
    serial: int
    refreshed: str | None
    """When the catalogue was last brought, in UTC: 2026-11-22T04:00:00Z; None when not known."""
    moments: tuple[Entry, ...]
    active: tuple[Running, ...]
    alerts: tuple[Alert, ...]
    """What is active and superseded for safety."""

    @property
    def available(self) -> tuple[Entry, ...]:
        """The moments that the unit's care provider may activate."""
        return tuple(entry for entry in self.moments if entry.available)

    @property
    def withdrawn(self) -> tuple[Entry, ...]:
        """The moments that have been withdrawn; catalogues cannot say so yet."""
        return ()

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {
            "unit": self.unit,
            "care-provider": self.care_provider,
            "catalogue": {"title": self.title, "serial": self.serial, "refreshed": self.refreshed},
            "all": [entry.to_json() for entry in self.moments],
            "available": [entry.to_json() for entry in self.available],
            "active": [one.to_json() for one in self.active],
            "withdrawn": [entry.to_json() for entry in self.withdrawn],
            "safety": [alert.to_json() for alert in self.alerts],
        }


def entries(histories: Mapping[str, History], lock: Lock, provider: str) -> tuple[Entry, ...]:
    """Return all moments as a unit of care provider `provider` sees them, sorted."""
    return tuple(_entry(histories[moment], lock, provider) for moment in sorted(histories))


def running(histories: Mapping[str, History], lock: Lock, provider: str) -> tuple[Running, ...]:
    """Return what is active, in the order of the lock."""
    return tuple(_running(histories[row.moment], row, lock, provider) for row in lock.rows)


def search(moments: tuple[Entry, ...], words: tuple[str, ...], language: str) -> Found:
    """Return the moments where every word stands in some text; case and accents do not matter.

    A kind is found by its name in `language` too.
    """
    wanted = [_plain(word) for word in words]
    texts = ((entry, _plain(_texts(entry, language))) for entry in moments)
    return Found(tuple(entry for entry, text in texts if all(word in text for word in wanted)))


def _entry(history: History, lock: Lock, provider: str) -> Entry:
    latest, listing = history.latest, history.listing
    return Entry(
        history.moment,
        latest.title,
        latest.kind,
        latest.language,
        latest.summary,
        latest.audience,
        listing.owner,
        latest.version,
        listing.allows(provider),
        tuple(row.version for row in lock.of(history.moment)),
    )


def _running(history: History, row: Row, lock: Lock, provider: str) -> Running:
    minor = newer_minor(history, row)
    major = newer_major(history, lock.of(row.moment)) if row.new_starts else None
    return Running(
        row,
        may_start(history, row),
        history.listing.allows(provider),
        minor.version if minor else None,
        major.version if major else None,
    )


def _texts(entry: Entry, language: str) -> str:
    kind = translate(KINDS.get(entry.kind, ""), language)
    words = (
        entry.moment,
        entry.title,
        entry.summary,
        entry.audience,
        entry.kind,
        kind,
        entry.owner,
    )
    return "\n".join(words)


def _plain(text: str) -> str:
    """Return a text without case and accents: “Sömn” and “somn” are the same."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
