"""Histories that only grow, and what a catalogue announces of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, Self, TypeVar

from builder.errors import IntegrityError, RollbackError
from builder.manifest.names import METADATA_PATH, Version, index_path, people_path
from builder.manifest.records import Listing, People, Record, Release, record_digest
from builder.manifest.wire import FORMAT, Json, read_json, readable
from builder.message import tell


@dataclass(frozen=True, slots=True)
class Head:
    """How far a history goes: the number of its records and the digest of the last."""

    records: int
    sha256: str


R = TypeVar("R", Release | Listing, People)


@dataclass(frozen=True, slots=True)
class Chain(Generic[R]):
    """Records of one moment or one publisher unit, oldest first."""

    moment: str
    """`<publisher>/<moment>`, or the publisher unit alone."""
    records: tuple[R, ...]

    @property
    def head(self) -> Head:
        """How far this chain goes."""
        return Head(len(self.records), record_digest(self.records[-1]))

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
        """Raise RollbackError unless this chain only adds to what was `seen`."""
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


@dataclass(frozen=True, slots=True)
class History(Chain[Record]):
    """All records of one moment, oldest first."""

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

    def release(self, version: Version) -> Release | None:
        """Return the release of `version`, or None."""
        return next((release for release in self.releases if release.version == version), None)

    def latest_of(self, major: int) -> Release | None:
        """Return the latest release of one major, or None."""
        same = (one for one in self.releases if one.version.major == major)
        return max(same, key=lambda release: release.version, default=None)

    def lineage(self, release: Release) -> tuple[Release, ...]:
        """Return a release and those it grew out of, the latest first: each one's base in turn."""
        line = [release]
        while line[-1].base:
            older = [one for one in self.releases if one.version < line[-1].version]
            bases = [one for one in older if one.package.sha256 == line[-1].base]
            if not bases:
                break
            line.append(max(bases, key=lambda one: one.version))
        return tuple(line)

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
        records = _chained(json_["records"], _record, moment)
        _refuse_another(json_["moment"], moment)
        return cls(moment, records)


@dataclass(frozen=True, slots=True)
class Roll(Chain[People]):
    """Every register of one publisher unit that was ever released, oldest first."""

    def to_bytes(self) -> bytes:
        """Return the file that holds this roll."""
        records = [record.to_json() for record in self.records]
        return readable({"format": FORMAT, "publisher": self.moment, "records": records})

    @classmethod
    def from_bytes(cls, data: bytes, publisher: str) -> Self:
        """Read a roll; raise IntegrityError unless it is whole and about `publisher`."""
        json_ = read_json(data, people_path(publisher), "people")
        records = _chained(json_["records"], People.from_json, publisher)
        _refuse_another(json_["publisher"], publisher)
        return cls(publisher, records)


def _record(raw: Json) -> Record:
    return Release.from_json(raw) if raw["type"] == "release" else Listing.from_json(raw)


def _chained(raws: Iterable[Json], read: Callable[[Json], R], name: str) -> tuple[R, ...]:
    """Read records; raise IntegrityError unless each holds the digest of the one before it."""
    records: list[R] = []
    previous: str | None = None
    for raw in raws:
        if raw["previous"] != previous:
            raise IntegrityError(
                tell("{moment}: a record of the history has been altered", moment=name)
            )
        record = read(raw)
        records.append(record)
        previous = record_digest(record)
    return tuple(records)


def _refuse_another(said: str, name: str) -> None:
    if said != name:
        raise IntegrityError(
            tell("the history of {moment} is said to be that of {other}", moment=name, other=said)
        )


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a catalogue announces: its serial number and the head of every history.

    In this first cut it is not signed, and says so: `development` is always true.
    """

    title: str
    serial: int
    heads: Mapping[str, Head]
    people: Mapping[str, Head] = field(default_factory=dict)
    """The head of each publisher unit's roll."""

    def to_bytes(self) -> bytes:
        """Return the file that holds this."""
        return readable(
            {
                "format": FORMAT,
                "development": True,
                "title": self.title,
                "serial": self.serial,
                "moments": _heads_json(self.heads),
                "people": _heads_json(self.people),
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
        people = {publisher: Head(**head) for publisher, head in json_["people"].items()}
        return cls(json_["title"], json_["serial"], heads, people)


def _heads_json(heads: Mapping[str, Head]) -> Json:
    return {
        name: {"records": head.records, "sha256": head.sha256}
        for name, head in sorted(heads.items())
    }
