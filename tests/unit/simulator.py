"""A catalogue in memory: tests publish in it, tamper with it, and let a unit read it."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from builder.errors import FetchError
from builder.manifest import (
    METADATA_PATH,
    Approval,
    Blob,
    ChangeText,
    Head,
    History,
    Listing,
    Metadata,
    Note,
    Record,
    Release,
    Signature,
    Version,
    blob_path,
    canonical,
    index_path,
    package_path,
    record_digest,
)
from builder.message import tell

SLEEP = "norrvik/battre-somn"
STRESS = "norrvik/hantera-stress"
PAIN = "sodervik/leva-med-smarta"
TITLES = {SLEEP: "Bättre sömn", STRESS: "Hantera stress", PAIN: "Leva med smärta"}

UNIT = "SE0000000001-MOTTAGNING"
PROVIDER = "SE0000000001-NORRVIK"
OTHER_PROVIDER = "SE0000000009-ANNAN"

_COMMIT = "0" * 40
_DATE = "2026-11-22T04:00:00Z"

NOTE = Note(
    "fel-nummer",
    "Fel telefonnummer",
    "Numret till jourtelefonen var fel.\n\nRing den som har startat.\n\nFråga vem som har ringt.",
)
CHANGE = ChangeText(
    "CHG077",
    "minor",
    "meaning",
    "module/start/step/start",
    "c3f2a9c1b7d0",
    {"sv": "numret 1 är nu 2", "en": "the number 1 is now 2"},
    {"sv": "Den som ringer når jouren.", "en": "Somebody who calls is answered."},
)
DECISION = {"change": CHANGE.fingerprint, "level": "minor", "reason": "Samma jour."}
WAIVER = {
    "code": "RDB001",
    "place": "modules/start.md",
    "reason": "Måste stå ordagrant.",
    "who": "norrvik/utgivare-1",
    "until": "2027-01-01",
}
SIGNATURE = Signature("norrvik/utgivare-1", "Kim Ek", "ssh-ed25519 AAAA", "-----BEGIN")


@dataclass(slots=True)
class Catalogue:
    """A catalogue that can be published in, and broken in every way a real one can."""

    files: dict[str, bytes] = field(default_factory=dict)
    records: dict[str, list[Record]] = field(default_factory=dict)
    serial: int = 0
    reachable: bool = True
    people: dict[str, Head] = field(default_factory=dict)
    """The heads of the rolls; no unit reads what they announce."""
    reads: list[str] = field(default_factory=list)
    """The paths that have been read since the test last cleared them."""

    def read(self, path: str, limit: int) -> bytes:
        """Be a `Source`."""
        self.reads.append(path)
        if not self.reachable or path not in self.files:
            raise FetchError(tell("{where} cannot be read: {reason}", where=path, reason="gone"))
        return self.files[path][:limit]

    def publish(
        self,
        moment: str,
        version: str,
        *,
        media: Iterable[bytes] = (),
        package: bytes | None = None,
        safety: bool = False,
        announce: bool = True,
    ) -> Release:
        """Publish a version, after a first listing when there is none."""
        if moment not in self.records:
            self.offer(moment, announce=False)
        content = package or package_of(moment, version)
        html = canonical({"html": f"<h1>{moment} {version}</h1>"})
        blobs = list(media) or [f"film {moment} {version}".encode(), b"a picture all share"]
        release = Release(
            version=Version.parse(version),
            level=_level(version),
            base=self._base(moment, Version.parse(version)),
            package=self._store(package_path, content),
            html=self._store(package_path, html),
            media=tuple(self._store(blob_path, data) for data in blobs),
            title=TITLES.get(moment, moment),
            kind="treatment",
            language="sv",
            summary="Ett program för dig som sover dåligt." if moment == SLEEP else "Ett program.",
            audience="Vuxna",
            open=False,
            changes=(CHANGE,) if version != "1.0" else (),
            notes=(NOTE,) if safety else (),
            commit=_COMMIT,
            date=_DATE,
            builder="0.1.0",
            safety=safety,
            decisions=(DECISION,) if version != "1.0" else (),
            waivers=(WAIVER,),
            approval=Approval({"format": 1, "kind": "moment"}, (SIGNATURE,)),
        )
        self.append(moment, release, announce=announce)
        return release

    def offer(
        self, moment: str, available_to: Iterable[str] | None = None, *, announce: bool = True
    ) -> None:
        """Say to whom a moment is available; None means every care provider."""
        providers = None if available_to is None else tuple((one, one) for one in available_to)
        publisher = moment.partition("/")[0]
        owner, mail = f"Enheten i {publisher}", f"{publisher}@example.se"
        listing = Listing(
            publisher, owner, "Samordnare", mail, providers, "2027-10-01", _COMMIT, _DATE
        )
        self.append(moment, listing, announce=announce)

    def append(self, moment: str, record: Record, *, announce: bool = True) -> None:
        """Add a record to a history; `announce` writes metadata that says so."""
        history = self.records.setdefault(moment, [])
        previous = record_digest(history[-1]) if history else None
        history.append(replace(record, previous=previous))
        self.write(moment)
        if announce:
            self.announce()

    def rewrite(self, moment: str, records: list[Record]) -> None:
        """Put another history in the place of a moment's, with a chain that holds in itself."""
        del self.records[moment]
        for record in records:
            self.append(moment, record, announce=False)

    def write(self, moment: str) -> None:
        """Write the file of one history."""
        history = History(moment, tuple(self.records[moment]))
        self.files[index_path(moment)] = history.to_bytes()

    def announce(self) -> None:
        """Write metadata, one number higher, that announces every history as it is."""
        self.serial += 1
        heads = {moment: History(moment, tuple(all_)).head for moment, all_ in self.records.items()}
        metadata = Metadata("Prov", self.serial, heads, dict(self.people))
        self.files[METADATA_PATH] = metadata.to_bytes()

    def flip(self, path: str) -> None:
        """Alter the last byte of a file."""
        data = self.files[path]
        self.files[path] = data[:-1] + bytes([data[-1] ^ 1])

    def dump(self, folder: Path) -> str:
        """Write all files into a folder, and return its address."""
        for path, data in self.files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        return str(folder)

    def _base(self, moment: str, version: Version) -> str | None:
        """Return the digest of the package that a version grew out of: the one below it."""
        history = History(moment, tuple(self.records[moment]))
        below = [release for release in history.releases if release.version < version]
        return max(below, key=lambda one: one.version).package.sha256 if below else None

    def _store(self, where: Callable[[str], str], data: bytes) -> Blob:
        blob = Blob.of(data)
        self.files[where(blob.sha256)] = data
        return blob


def _level(version: str) -> str:
    if version == "1.0":
        return "first"
    return "major" if version.endswith(".0") else "minor"


def package_of(moment: str, version: str) -> bytes:
    """Return the bytes of a small package; `version` only makes them differ."""
    functions = {"messages": True, "contacts": False, "planning": False, "activity-plan": False}
    page = {"title": "Välkommen", "markdown": f"Som i {version}."}
    return canonical(
        {
            "format": 1,
            "moment": moment,
            "title": TITLES.get(moment, moment),
            "kind": "treatment",
            "language": "sv",
            "summary": "Ett program.",
            "audience": "Vuxna",
            "functions": functions,
            "welcome": page,
            "modules": [],
        }
    )


def altered(data: bytes, old: str, new: str) -> bytes:
    """Return a JSON file where a text has been replaced, which it must hold."""
    text = json.dumps(json.loads(data), ensure_ascii=False)
    assert old in text
    return text.replace(old, new).encode()
