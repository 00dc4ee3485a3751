"""Which folders have held which moment: its id in `moment.yaml` says so, under every name."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from builder.approval.past import Commits, Past
from builder.repository import Repository
from builder.tree import CONTENT

_FOLDER: Final = re.compile(rf"{CONTENT}/moments/([^/]+)/[^/]+(?=/)")
_ID: Final = re.compile(
    rb"^(?:\xef\xbb\xbf)?id[ \t]*:[ \t]+[\"']?([a-z0-9-]+)[\"']?[ \t]*(?:#.*)?\r?$", re.MULTILINE
)
_UNKNOWN: Final = ""


@dataclass(slots=True)
class Folder:
    """A folder that held a moment at some time: its files, and when it held which."""

    publisher: str
    paths: list[str] = field(default_factory=list)
    held: dict[str, Commits] = field(default_factory=dict)
    """By id, the commits that touched a `moment.yaml` with it; "" for one that cannot be read."""

    def may_hold(self, moment: str, scope: Commits) -> bool:
        """Tell whether it held a moment in `scope`; if no id was ever legible it may be any."""
        publisher, _, id_ = moment.partition("/")
        if self.held.keys() == {_UNKNOWN}:
            return self.publisher == publisher and bool(self.held[_UNKNOWN] & scope)
        return self.publisher == publisher and bool(self.held.get(id_, 0) & scope)


@dataclass(frozen=True, slots=True)
class Holding:
    """Every folder that ever was a moment's, by its path."""

    folders: Mapping[str, Folder]
    by_id: Mapping[str, set[str]]

    @classmethod
    def of(cls, past: Past) -> Self:
        """Read the id in every `moment.yaml` that a commit has touched, each file once."""
        folders: dict[str, Folder] = {}
        for path in past.touches:
            if found := _FOLDER.match(path):
                folders.setdefault(found[0], Folder(found[1])).paths.append(path)
        ids = _Ids(past.repository)
        for name, folder in folders.items():
            for number, blob in _settings(past, name):
                for id_ in ids.of(blob):
                    folder.held[id_] = folder.held.get(id_, 0) | 1 << number
        by_id: dict[str, set[str]] = defaultdict(set)
        for name, folder in folders.items():
            for id_ in folder.held:
                by_id[id_].add(name)
        return cls(folders, by_id)

    def paths(self, moment: str, folders: frozenset[str], scope: Commits) -> Iterator[str]:
        """Yield every file that ever lay in `folders`, or in one that held a moment in `scope`."""
        id_ = moment.partition("/")[2]
        for name in {*folders, *self.by_id.get(id_, ()), *self.by_id.get(_UNKNOWN, ())}:
            folder = self.folders.get(name)
            if folder and (name in folders or folder.may_hold(moment, scope)):
                yield from folder.paths


def _settings(past: Past, folder: str) -> Iterator[tuple[int, str]]:
    """Yield what `moment.yaml` held before and after each commit that touched it."""
    for touch in past.touches.get(f"{folder}/moment.yaml", ()):
        for blob in {touch.change.blob, *(blob for _, blob in touch.change.sources)} - {""}:
            yield touch.number, blob


@dataclass(frozen=True, slots=True)
class _Ids:
    """What a `moment.yaml` may say the id is, each blob read once."""

    repository: Repository
    known: dict[str, frozenset[str]] = field(default_factory=dict)

    def of(self, blob: str) -> frozenset[str]:
        """Return the ids; "" where none is said plainly."""
        if blob not in self.known:
            found = (one.decode() for one in _ID.findall(self.repository.blob(blob)))
            self.known[blob] = frozenset(found) or frozenset((_UNKNOWN,))
        return self.known[blob]
