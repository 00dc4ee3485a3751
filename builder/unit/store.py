"""The unit's folder: its settings, its own copy of the catalogue, and `activations.lock`.

    unit.json                   which unit this is, and where its catalogue stands
    activations.lock            what is active
    state.json                  when the catalogue was brought, and the digests of checked histories
    catalogue/                  metadata/ index/ packages/ blobs/, as in `builder.manifest`

What is named by other files is written before them and metadata last, so whatever moment the power
fails, what was there before is whole.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from builder import durable
from builder.errors import IntegrityError, RefusedError, TrustError
from builder.manifest import (
    FORMAT,
    METADATA_PATH,
    Blob,
    Head,
    History,
    Json,
    Listing,
    Metadata,
    Release,
    digest,
    index_path,
    readable,
)
from builder.message import tell
from builder.unit.lock import Lock
from builder.unit.trust import accept_history

PATIENCE: Final = 2.0
"""Seconds to wait for another moment-unit that writes in the same folder."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Which unit this is, and where its catalogue stands."""

    catalogue: str
    """A folder, or an address that begins with file://, http:// or https://."""
    unit: str
    care_provider: str
    development: bool
    """Whether the unit takes a catalogue that is not signed."""

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {
            "format": FORMAT,
            "catalogue": self.catalogue,
            "unit": self.unit,
            "care-provider": self.care_provider,
            "development": self.development,
        }

    @classmethod
    def from_json(cls, data: Json) -> Self:
        """Read what `to_json` wrote; raise ValueError for anything else."""
        match data:
            case {
                "format": 1,
                "catalogue": str(catalogue),
                "unit": str(unit),
                "care-provider": str(provider),
                "development": bool(development),
            }:
                return cls(catalogue, unit, provider, development)
            case _:
                raise ValueError(data)


@dataclass(frozen=True, slots=True)
class State:
    """When the catalogue was brought, and the files of its histories that have been checked.

    Checking a history takes milliseconds; with the digest of its file it is done once, not at
    every command. A state of another serial number than the metadata's says nothing.
    """

    serial: int
    refreshed: str | None
    histories: Mapping[str, str]
    """The SHA-256 of the file of each moment's history."""

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {
            "serial": self.serial,
            "refreshed": self.refreshed,
            "histories": dict(self.histories),
        }


@dataclass(frozen=True, slots=True)
class Store:
    """The files in one unit's folder."""

    home: Path

    @property
    def catalogue(self) -> Path:
        """The folder of the unit's own copy of the catalogue."""
        return self.home / "catalogue"

    @contextmanager
    def writer(self) -> Iterator[None]:
        """Let one process at a time write here; raise RefusedError when another one does."""
        from filelock import FileLock, Timeout

        self.home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.home / "writer.lock", timeout=PATIENCE)
        try:
            lock.acquire()
        except Timeout as error:
            raise RefusedError(
                tell(
                    "another moment-unit is at work in {home}; try again when it is done",
                    home=str(self.home),
                )
            ) from error
        try:
            yield
        finally:
            lock.release()

    def find_settings(self) -> Settings | None:
        """Return the settings, or None where there is no unit; raise TrustError when damaged."""
        path = self.home / "unit.json"
        try:
            return Settings.from_json(json.loads(path.read_bytes()))
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise TrustError(
                tell(
                    "{path} is damaged: bring it back from a backup, or remove it and run "
                    "moment-unit init",
                    path=str(path),
                )
            ) from error

    def settings(self) -> Settings:
        """Return the settings; raise RefusedError where there is no unit."""
        settings = self.find_settings()
        if settings is None:
            raise RefusedError(
                tell("there is no unit in {home}; begin with moment-unit init", home=str(self.home))
            )
        return settings

    def lock(self) -> Lock:
        """Return what is active; raise TrustError when the file is damaged."""
        try:
            data = (self.home / "activations.lock").read_bytes()
        except FileNotFoundError:
            return Lock()
        return Lock.from_bytes(data)

    def find_metadata(self) -> Metadata | None:
        """Return the metadata seen last, or None; raise IntegrityError when it is damaged."""
        path = self.catalogue / METADATA_PATH
        try:
            return Metadata.from_bytes(path.read_bytes())
        except FileNotFoundError:
            return None
        except IntegrityError as error:
            raise IntegrityError(
                tell(
                    "{path} is damaged, or was written by an earlier moment-builder: bring it "
                    "back from a backup, or remove it and run moment-unit refresh",
                    path=str(path),
                )
            ) from error

    def metadata(self) -> Metadata:
        """Return the metadata seen last; raise IntegrityError when it is missing or damaged."""
        metadata = self.find_metadata()
        if metadata is None:
            raise IntegrityError(
                tell("this unit's copy of the catalogue is missing; run moment-unit refresh")
            )
        return metadata

    def state(self, metadata: Metadata | None) -> State:
        """Return the state that belongs to `metadata`; an empty one when there is none."""
        if metadata is None:
            return State(0, None, {})
        try:
            value = json.loads((self.home / "state.json").read_bytes())
            if value["serial"] == metadata.serial:
                return State(metadata.serial, value["refreshed"], dict(value["histories"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            pass  # it only saves time; without it every history is checked in full
        return State(metadata.serial, None, {})

    def history(self, moment: str, head: Head, state: State) -> History:
        """Return a history as `head` announces it; raise IntegrityError when it is damaged."""
        try:
            data = (self.catalogue / index_path(moment)).read_bytes()
            if digest(data) == state.histories.get(moment):
                return _checked(data, moment)
            return accept_history(data, moment, head)
        except (FileNotFoundError, IntegrityError) as error:
            raise IntegrityError(
                tell(
                    "this unit's copy of the history of {moment} is missing or damaged; "
                    "run moment-unit refresh",
                    moment=moment,
                )
            ) from error

    def has_history(self, moment: str, state: State) -> bool:
        """Tell whether the file of a history is the one that has been checked."""
        try:
            data = (self.catalogue / index_path(moment)).read_bytes()
        except FileNotFoundError:
            return False
        return digest(data) == state.histories.get(moment)

    def find(self, path: str, blob: Blob) -> bytes | None:
        """Return a file of the catalogue when it is here and what `blob` says, otherwise None."""
        try:
            data = (self.catalogue / path).read_bytes()
            blob.verify(data, path)
        except (FileNotFoundError, IntegrityError):
            return None
        return data

    def keep(self, path: str, data: bytes) -> None:
        """Write a file of the catalogue that is named by its content."""
        durable.write_once(self.catalogue / path, data)

    def save_catalogue(
        self, metadata: Metadata, new: Mapping[str, History], state: State, refreshed: str
    ) -> None:
        """Write the histories that are `new`, then the metadata; `state` vouches for the others."""
        files = dict(state.histories)
        for moment, history in sorted(new.items()):
            data = history.to_bytes()
            durable.write(self.catalogue / index_path(moment), data)
            files[moment] = digest(data)
        files = {moment: files[moment] for moment in metadata.heads}
        checked = State(metadata.serial, refreshed, files)
        durable.write(self.home / "state.json", readable(checked.to_json()))
        durable.write_once(self.catalogue / METADATA_PATH, metadata.to_bytes())

    def save_lock(self, lock: Lock) -> None:
        """Write what is active."""
        durable.write(self.home / "activations.lock", lock.to_bytes())

    def save_settings(self, settings: Settings) -> None:
        """Write the settings: from now on there is a unit here."""
        durable.write(self.home / "unit.json", readable(settings.to_json()))


def _checked(data: bytes, moment: str) -> History:
    """Read a history that has been checked before."""
    records = (
        Release.from_json(raw) if raw["type"] == "release" else Listing.from_json(raw)
        for raw in json.loads(data)["records"]
    )
    return History(moment, tuple(records))
