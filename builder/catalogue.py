"""The published catalogue: read it, and add to it; nothing in it is ever changed.

New bytes come first, then the histories, the metadata last, each by temporary file and rename:
whatever moment the power fails, what the metadata announces is whole. One writer at a time.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from builder import durable
from builder.errors import CatalogueError, IntegrityError, RollbackError
from builder.manifest import (
    FORMAT,
    METADATA_PATH,
    Blob,
    Head,
    History,
    Metadata,
    People,
    Record,
    Roll,
    Version,
    blob_path,
    index_path,
    package_path,
    people_path,
)
from builder.message import tell
from builder.package import Package

_SECONDS_TO_WAIT: Final = 5


@dataclass(frozen=True, slots=True)
class Addition:
    """What one publication adds to one moment: records, and the bytes they name.

    `packages` and `blobs` map a digest to the bytes; a mapping of blobs may read them when asked.
    """

    moment: str
    records: tuple[Record, ...]
    packages: Mapping[str, bytes]
    blobs: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class NewPeople:
    """A register that replaces the one that holds for a publisher unit."""

    publisher: str
    record: People


class Catalogue:
    """A catalogue in a folder; it may not be there yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def metadata(self) -> Metadata | None:
        """Return what the catalogue announces, or None before the first publication."""
        path = self.folder / METADATA_PATH
        if not path.is_file():
            return None
        data = path.read_bytes()
        try:
            raw = json.loads(data)
            if (
                raw["format"] == FORMAT
            ):  # ours: holding it to the schema takes a second for a thousand
                return Metadata.from_json(raw)
        except (ValueError, KeyError, TypeError, AttributeError):
            pass  # the schema tells better what is wrong
        return Metadata.from_bytes(data)

    def history(self, moment: str, head: Head) -> History:
        """Return the announced history of a moment; raise IntegrityError if it is another.

        Its shape was held to the schema when it was written, and the head proves that it is the
        same; holding it to the schema again would take three times as long.
        """
        name = index_path(moment)
        try:
            raw = json.loads((self.folder / name).read_bytes())
            return History.from_json(raw, moment).until(head)
        except FileNotFoundError as error:
            raise IntegrityError(tell("{name} is missing from the catalogue", name=name)) from error
        except (ValueError, KeyError, TypeError) as error:
            raise IntegrityError(
                tell("{name} is damaged: it is not JSON that can be used", name=name)
            ) from error

    def hints(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield moment, version, commit and source folder of each latest release, without proof.

        For deciding what need not be looked at; whatever matters asks for the history.
        """
        metadata = self.metadata()
        for moment, head in (metadata.heads if metadata else {}).items():
            try:
                raw = json.loads((self.folder / index_path(moment)).read_bytes())
                announced = raw["records"][: head.records]
                releases = [one for one in announced if one["type"] == "release"]
                release = max(releases, key=lambda one: Version.parse(one["version"]))
                yield moment, release["version"], release["commit"], release["source"]
            except (OSError, ValueError, KeyError, TypeError, CatalogueError):
                continue  # whoever reads the history is told what is wrong with it

    def histories(self) -> Iterator[History]:
        """Yield the history of every moment, in order."""
        metadata = self.metadata()
        for moment, head in sorted(metadata.heads.items() if metadata else ()):
            yield self.history(moment, head)

    def find(self, moment: str, metadata: Metadata | None = None) -> History | None:
        """Return a moment's history, or None when it was never published.

        `metadata` is what the catalogue announces, for one who has read it already.
        """
        metadata = metadata or self.metadata()
        head = metadata.heads.get(moment) if metadata else None
        return self.history(moment, head) if head else None

    def rolls(self, metadata: Metadata | None) -> dict[str, Roll]:
        """Return every publisher unit's registers, as `metadata` announces them."""
        rolls = {}
        for publisher, head in sorted(metadata.people.items() if metadata else ()):
            path = people_path(publisher)
            if not (self.folder / path).is_file():
                raise IntegrityError(tell("{name} is missing from the catalogue", name=path))
            data = (self.folder / path).read_bytes()
            rolls[publisher] = Roll.from_bytes(data, publisher).until(head)
        return rolls

    def package_bytes(self, blob: Blob) -> bytes:
        """Return a package or rendition, held to its digest."""
        return self._bytes(package_path(blob.sha256), blob)

    def blob_bytes(self, blob: Blob) -> bytes:
        """Return a medium, held to its digest."""
        return self._bytes(blob_path(blob.sha256), blob)

    def _bytes(self, path: str, blob: Blob) -> bytes:
        if not (self.folder / path).is_file():
            raise IntegrityError(tell("{name} is missing from the catalogue", name=path))
        data = (self.folder / path).read_bytes()
        blob.verify(data, path)
        return data

    def package(self, blob: Blob) -> Package:
        """Return a package."""
        return Package.from_bytes(self.package_bytes(blob))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the catalogue for one writer; raise CatalogueError when another holds it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder / ".lock", timeout=_SECONDS_TO_WAIT):
                yield
        except Timeout as error:
            raise CatalogueError(
                tell("someone else is publishing to {path} right now", path=str(self.folder))
            ) from error

    def add(
        self, additions: Iterable[Addition], title: str, people: Iterable[NewPeople] = ()
    ) -> None:
        """Add to the catalogue; call it while `writing`.

        Raises CatalogueError when a release would change what is published.
        """
        known = self.metadata()
        heads = dict(known.heads) if known else {}
        rolls = self.rolls(known)
        histories = []
        for addition in additions:
            history = self._extended(addition, heads)
            heads[addition.moment] = history.head
            histories.append(history)
            for sha256, data in addition.blobs.items():
                durable.write_once(self.folder / blob_path(sha256), data)
            for sha256, data in addition.packages.items():
                durable.write_once(self.folder / package_path(sha256), data)
        for history in histories:
            data = history.to_bytes()
            History.from_bytes(data, history.moment)  # held to its schema before it is kept
            durable.write(self.folder / index_path(history.moment), data)
        for new in people:
            old = rolls[new.publisher].records if new.publisher in rolls else ()
            rolls[new.publisher] = Roll(new.publisher, (*old, new.record))
            data = rolls[new.publisher].to_bytes()
            Roll.from_bytes(data, new.publisher)
            durable.write(self.folder / people_path(new.publisher), data)
        serial = known.serial + 1 if known else 1
        rolled = {publisher: roll.head for publisher, roll in rolls.items()}
        metadata = Metadata(title, serial, heads, rolled)
        durable.write(self.folder / METADATA_PATH, metadata.to_bytes())

    def _extended(self, addition: Addition, heads: Mapping[str, Head]) -> History:
        head = heads.get(addition.moment)
        old = self.history(addition.moment, head).records if head else ()
        history = History(addition.moment, (*old, *addition.records))
        versions = [release.version for release in history.releases]
        if len(set(versions)) < len(versions):
            raise CatalogueError(
                tell(
                    "{moment}: a version that is published cannot be published again",
                    moment=addition.moment,
                )
            )
        if head:
            try:
                history.follows(head)
            except RollbackError as error:
                raise CatalogueError(error.message) from error
        return history
