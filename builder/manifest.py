"""The wire formats: what a catalogue says about its moments, and how bytes are named.

Canonical JSON is RFC 8785; a digest is the SHA-256 of bytes, in lower-case hexadecimal.
The history of one moment is an append-only list of records. Each record holds the digest of the
one before it, and the catalogue's metadata holds how many records there are and the digest of the
last: whoever has seen a history can tell whether a later one only adds to it. A history that is
longer than the metadata says is a publication on its way; the records that are announced stand.

    metadata/development.json            serial, and for each moment the head of its history
    index/<publisher>/<moment>.json      the history: releases and listings
    packages/<sha256>.json               packages and renditions
    blobs/<sha256>                       media
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Self, TypeAlias

import rfc8785

from builder.errors import CatalogueError, IntegrityError, RollbackError
from builder.message import tell

FORMAT: Final = 1
METADATA_PATH: Final = "metadata/development.json"
EVERYONE: Final = "all"
"""The word in `available-to` that means every care provider."""

_CONTROL: Final = re.compile(rb"(?<!\\)(?:\\\\)*\\(?:u00[01]|[bf])|\x7f|\xc2[\x80-\x9f]")
"""Characters that steer a terminal, as JSON writes them."""
_DIGITS: Final = re.compile(r"[0-9]{1,9}")

Json: TypeAlias = Any
"""Plain JSON: dict, list, str, int, bool or None."""


def canonical(value: Json) -> bytes:
    """Return the one way to write `value` in bytes (RFC 8785)."""
    return rfc8785.dumps(value)


def digest(data: bytes) -> str:
    """Return the name of `data`: its SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def index_path(moment: str) -> str:
    """Return where the history of `<publisher>/<moment>` stands in a catalogue."""
    return f"index/{moment}.json"


def package_path(sha256: str) -> str:
    """Return where a package or a rendition stands in a catalogue."""
    return f"packages/{sha256}.json"


def blob_path(sha256: str) -> str:
    """Return where a medium stands in a catalogue."""
    return f"blobs/{sha256}"


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A version of a moment: MAJOR.MINOR."""

    major: int
    minor: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `1.0`; raise CatalogueError for anything else."""
        major, point, minor = text.partition(".")
        if not (point and _DIGITS.fullmatch(major) and _DIGITS.fullmatch(minor)):
            raise CatalogueError(tell("“{text}” is not a version", text=text))
        return cls(int(major), int(minor))

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


@dataclass(frozen=True, slots=True, order=True)
class Blob:
    """Some bytes, by digest and length."""

    sha256: str
    length: int

    @classmethod
    def of(cls, data: bytes) -> Self:
        """Describe `data`."""
        return cls(digest(data), len(data))

    def verify(self, data: bytes, name: str) -> None:
        """Raise IntegrityError unless `data` is what this describes."""
        if len(data) != self.length or digest(data) != self.sha256:
            raise IntegrityError(
                tell("{name} is not what the catalogue announced: its bytes differ", name=name)
            )

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {"sha256": self.sha256, "length": self.length}


@dataclass(frozen=True, slots=True)
class ChangeText:
    """One change of a release, as units read it; the texts are by language."""

    code: str
    level: str
    subject: str
    text: Mapping[str, str]


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
            "changes": [
                {"code": c.code, "level": c.level, "subject": c.subject, "text": dict(c.text)}
                for c in self.changes
            ],
            "notes": [{"id": n.id, "title": n.title, "markdown": n.markdown} for n in self.notes],
            "commit": self.commit,
            "date": self.date,
            "builder": self.builder,
            "source": self.source,
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
            **{
                key: data[key]
                for key in (
                    "title", "kind", "language", "summary", "audience", "open",
                    "commit", "date", "builder", "source", "previous",
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
            previous=data["previous"],
        )


Record: TypeAlias = Release | Listing


def record_digest(record: Record) -> str:
    """Return the digest of a record's canonical JSON."""
    return digest(canonical(record.to_json()))


@dataclass(frozen=True, slots=True)
class Head:
    """How far a history goes: the number of its records and the digest of the last."""

    records: int
    sha256: str


@dataclass(frozen=True, slots=True)
class History:
    """All records of one moment, oldest first."""

    moment: str
    records: tuple[Record, ...]

    @property
    def releases(self) -> tuple[Release, ...]:
        """The releases, oldest first."""
        return tuple(record for record in self.records if isinstance(record, Release))

    @property
    def latest(self) -> Release:
        """The release with the highest version."""
        return max(self.releases, key=lambda release: release.version)

    @property
    def listing(self) -> Listing:
        """The listing that holds now."""
        return next(record for record in reversed(self.records) if isinstance(record, Listing))

    @property
    def head(self) -> Head:
        """How far this history goes."""
        return Head(len(self.records), record_digest(self.records[-1]))

    def release(self, version: Version) -> Release | None:
        """Return the release of `version`, or None."""
        return next((release for release in self.releases if release.version == version), None)

    def until(self, head: Head) -> Self:
        """Return the records that `head` announces; raise IntegrityError unless they are there."""
        announced = self.records[: head.records]
        if len(announced) < head.records or record_digest(announced[-1]) != head.sha256:
            raise IntegrityError(
                tell(
                    "{moment}: the history is not the one that the catalogue announced",
                    moment=self.moment,
                )
            )
        return type(self)(self.moment, announced)

    def follows(self, seen: Head) -> None:
        """Raise RollbackError unless this history only adds to what was `seen`."""
        if len(self.records) < seen.records:
            raise RollbackError(
                tell(
                    "{moment}: the catalogue is older than what was seen before", moment=self.moment
                )
            )
        if record_digest(self.records[seen.records - 1]) != seen.sha256:
            raise RollbackError(
                tell(
                    "{moment}: a release that was seen before has been altered", moment=self.moment
                )
            )

    def to_bytes(self) -> bytes:
        """Return the file that holds this history."""
        records = [record.to_json() for record in self.records]
        return readable({"format": FORMAT, "moment": self.moment, "records": records})

    @classmethod
    def from_bytes(cls, data: bytes, moment: str) -> Self:
        """Read a history; raise IntegrityError unless it is whole and about `moment`."""
        return cls.from_json(read_json(data, index_path(moment), "index"), moment)

    @classmethod
    def from_json(cls, json_: Json, moment: str) -> Self:
        """Read a history that is known to have the right shape, and prove its chain."""
        records: list[Record] = []
        previous: str | None = None
        for raw in json_["records"]:
            if raw["previous"] != previous:
                raise IntegrityError(
                    tell("{moment}: a record of the history has been altered", moment=moment)
                )
            record = Release.from_json(raw) if raw["type"] == "release" else Listing.from_json(raw)
            records.append(record)
            previous = record_digest(record)
        if json_["moment"] != moment:
            raise IntegrityError(
                tell(
                    "the history of {moment} is said to be that of {other}",
                    moment=moment,
                    other=json_["moment"],
                )
            )
        return cls(moment, tuple(records))


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a catalogue announces: its serial number and the head of every history.

    In this first cut it is not signed, and says so: `development` is always true.
    """

    title: str
    serial: int
    heads: Mapping[str, Head]

    def to_bytes(self) -> bytes:
        """Return the file that holds this."""
        heads = {
            moment: {"records": head.records, "sha256": head.sha256}
            for moment, head in sorted(self.heads.items())
        }
        return readable(
            {
                "format": FORMAT,
                "development": True,
                "title": self.title,
                "serial": self.serial,
                "moments": heads,
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read the metadata; raise IntegrityError unless it is whole."""
        return cls.from_json(read_json(data, METADATA_PATH, "catalogue"))

    @classmethod
    def from_json(cls, json_: Json) -> Self:
        """Read metadata that is known to have the right shape."""
        heads = {moment: Head(**head) for moment, head in json_["moments"].items()}
        return cls(json_["title"], json_["serial"], heads)


def read_json(data: bytes, name: str, schema: str) -> Json:
    """Return JSON held to `schemas/<schema>.schema.json`; raise IntegrityError if it is not."""
    try:
        value = json.loads(data, parse_float=_refuse_fraction, parse_int=_small_integer)
        # What has no canonical bytes has no digest, and control characters steer a terminal.
        if _CONTROL.search(json.dumps(value, ensure_ascii=False).encode()):
            raise ValueError  # noqa: TRY301 - told as all other damage
    except (ValueError, RecursionError) as error:
        raise IntegrityError(
            tell("{name} is damaged: it is not JSON that can be used", name=name)
        ) from error
    if isinstance(value, dict) and value.get("format", FORMAT) != FORMAT:
        raise CatalogueError(
            tell(
                "{name} has format {format}; a newer moment-builder is needed",
                name=name,
                format=str(value["format"]),
            )
        )
    fault = next(iter(_validator(schema).iter_errors(value)), None)
    if fault:
        raise IntegrityError(
            tell(
                "{name} is damaged: {place}: {reason}",
                name=name,
                place=fault.json_path,
                reason=fault.message[:200],
            )
        )
    return value


def _refuse_fraction(text: str) -> None:
    """Raise ValueError: nothing on the wire is a fraction; exact numbers are text."""
    raise ValueError(text)


def _small_integer(text: str) -> int:
    """Return an integer; raise ValueError for one that canonical JSON cannot hold (RFC 8785)."""
    number = int(text)
    if abs(number) >= 1 << 53:
        raise ValueError(text)
    return number


def schema_folder() -> Path:
    """Return the folder of the JSON Schemas, in a wheel or in the repository."""
    packed = Path(str(files("builder"))) / "json_schemas"
    return packed if packed.is_dir() else Path(__file__).parent.parent / "schemas"


@cache
def _validator(schema: str) -> Any:
    from jsonschema import Draft202012Validator

    text = (schema_folder() / f"{schema}.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def readable(value: Json) -> bytes:
    """Return JSON that people can read and git can diff: sorted keys, two spaces."""
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
