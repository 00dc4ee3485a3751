"""The records of a catalogue: releases, listings, and who may approve."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self, TypeAlias

from builder.manifest.names import Blob, Version
from builder.manifest.wire import Json, canonical, digest

EVERYONE: Final = "all"
"""The word in `available-to` that means every care provider."""


@dataclass(frozen=True, slots=True)
class ChangeText:
    """One change of a release, as units read it; the texts are by language.

    `level` is what the change was released as, `touches` what it touches for those who have
    started, `witness` an example of somebody whom it touches.
    """

    code: str
    level: str
    touches: str
    subject: str
    fingerprint: str
    text: Mapping[str, str]
    witness: Mapping[str, str] | None = None

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {
            "code": self.code,
            "level": self.level,
            "touches": self.touches,
            "subject": self.subject,
            "fingerprint": self.fingerprint,
            "text": dict(self.text),
            "witness": dict(self.witness) if self.witness else None,
        }


@dataclass(frozen=True, slots=True)
class Signature:
    """One person's signature: who, called what, with which open key."""

    person: str
    """`<publisher>/<person>`."""
    name: str
    key: str
    signature: str

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {
            "person": self.person,
            "name": self.name,
            "key": self.key,
            "signature": self.signature,
        }


@dataclass(frozen=True, slots=True)
class Approval:
    """What publishers have approved, and their signatures over its canonical JSON."""

    statement: Json
    by: tuple[Signature, ...]

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {"statement": self.statement, "by": [one.to_json() for one in self.by]}

    @classmethod
    def from_json(cls, data: Json) -> Self:
        """Read what `to_json` wrote."""
        return cls(data["statement"], tuple(Signature(**one) for one in data["by"]))


@dataclass(frozen=True, slots=True)
class Note:
    """What a unit should know about a release: a title and Markdown."""

    id: str
    title: str
    markdown: str


@dataclass(frozen=True, slots=True)
class Release:
    """One published version of a moment."""

    version: Version
    level: str
    """`first`, `major` or `minor`."""
    base: str | None
    """Digest of the package that this one was compared with."""
    package: Blob
    html: Blob
    """The rendition that sites show."""
    media: tuple[Blob, ...]
    title: str
    kind: str
    language: str
    summary: str
    audience: str
    open: bool
    changes: tuple[ChangeText, ...]
    notes: tuple[Note, ...]
    commit: str
    date: str
    """Of the commit, in UTC: 2026-11-22T04:00:00Z."""
    builder: str
    source: str = ""
    """The folder of the sources at that commit."""
    safety: bool = False
    """Whether units are told loudly: what is older is not to be started any more."""
    decisions: tuple[Json, ...] = ()
    """What was decided about single changes: change, level, reason."""
    waivers: tuple[Json, ...] = ()
    """The warnings that somebody answers for: code, place, reason, who, until."""
    approval: Approval | None = None
    previous: str | None = None

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {
            "type": "release",
            "previous": self.previous,
            "version": str(self.version),
            "level": self.level,
            "base": self.base,
            "package": self.package.to_json(),
            "renditions": {"html": self.html.to_json()},
            "media": [blob.to_json() for blob in self.media],
            "title": self.title,
            "kind": self.kind,
            "language": self.language,
            "summary": self.summary,
            "audience": self.audience,
            "open": self.open,
            "changes": [change.to_json() for change in self.changes],
            "notes": [{"id": n.id, "title": n.title, "markdown": n.markdown} for n in self.notes],
            "commit": self.commit,
            "date": self.date,
            "builder": self.builder,
            "source": self.source,
            "safety": self.safety,
            "decisions": list(self.decisions),
            "waivers": list(self.waivers),
            "approval": self.approval.to_json() if self.approval else None,
        }

    @classmethod
    def from_json(cls, data: Json) -> Self:
        """Read what `to_json` wrote."""
        return cls(
            version=Version.parse(data["version"]),
            level=data["level"],
            base=data["base"],
            package=Blob(**data["package"]),
            html=Blob(**data["renditions"]["html"]),
            media=tuple(Blob(**blob) for blob in data["media"]),
            changes=tuple(ChangeText(**change) for change in data["changes"]),
            notes=tuple(Note(**note) for note in data["notes"]),
            decisions=tuple(data["decisions"]),
            waivers=tuple(data["waivers"]),
            approval=Approval.from_json(data["approval"]) if data["approval"] else None,
            **{
                key: data[key]
                for key in (
                    "title", "kind", "language", "summary", "audience", "open",
                    "commit", "date", "builder", "source", "safety", "previous",
                )
            },
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listing:
    """What the catalogue says of a moment besides its content: it changes without a version."""

    publisher: str
    owner: str
    contact_role: str
    contact_email: str
    available_to: tuple[tuple[str, str], ...] | None
    """HSA-id and name of each care provider; None means every care provider."""
    review_by: str
    commit: str
    date: str
    approval: Approval | None = None
    previous: str | None = None

    def allows(self, hsa_id: str) -> bool:
        """Tell whether a care provider may activate the moment; case does not matter."""
        if self.available_to is None:
            return True
        return hsa_id.upper() in {known.upper() for known, _ in self.available_to}

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        providers = self.available_to
        return {
            "type": "listing",
            "previous": self.previous,
            "publisher": self.publisher,
            "owner": self.owner,
            "contact": {"role": self.contact_role, "email": self.contact_email},
            "available-to": EVERYONE
            if providers is None
            else [{"hsa-id": hsa_id, "title": title} for hsa_id, title in providers],
            "review-by": self.review_by,
            "commit": self.commit,
            "date": self.date,
            "approval": self.approval.to_json() if self.approval else None,
        }

    @classmethod
    def from_json(cls, data: Json) -> Self:
        """Read what `to_json` wrote."""
        providers = data["available-to"]
        return cls(
            publisher=data["publisher"],
            owner=data["owner"],
            contact_role=data["contact"]["role"],
            contact_email=data["contact"]["email"],
            available_to=None
            if providers == EVERYONE
            else tuple((one["hsa-id"], one["title"]) for one in providers),
            review_by=data["review-by"],
            commit=data["commit"],
            date=data["date"],
            approval=Approval.from_json(data["approval"]) if data["approval"] else None,
            previous=data["previous"],
        )


@dataclass(frozen=True, slots=True)
class People:
    """Who belongs to a publisher unit, and how many of them approve what: its register."""

    register: Json
    commit: str
    date: str
    approval: Approval | None = None
    """None for the first, which is set when the catalogue is created."""
    previous: str | None = None

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {
            "previous": self.previous,
            "register": self.register,
            "commit": self.commit,
            "date": self.date,
            "approval": self.approval.to_json() if self.approval else None,
        }

    @classmethod
    def from_json(cls, data: Json) -> Self:
        """Read what `to_json` wrote."""
        return cls(
            data["register"],
            data["commit"],
            data["date"],
            Approval.from_json(data["approval"]) if data["approval"] else None,
            data["previous"],
        )


Record: TypeAlias = Release | Listing


def record_digest(record: Record | People) -> str:
    """Return the digest of a record's canonical JSON."""
    return digest(canonical(record.to_json()))
