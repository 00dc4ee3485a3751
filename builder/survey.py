"""Read and check a whole library: on all processors, and only what changed since last time.

What was found is kept in `.moment-cache/` beside `content/`, by the names, sizes and times of a
moment's files, of what all moments share, and of the builder itself. It is JSON, and it is only
ever a shortcut: deleting it costs a second reading and nothing else.
"""

import datetime as dt
import gc
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache as remembered
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from builder import durable
from builder.checks import Finding, check, days_that_matter
from builder.content import Library, MomentContent, MomentKey, read_library, read_moment
from builder.content.library import MOMENT_DEPTH
from builder.manifest import digest
from builder.tree import Tree, read_folder

if TYPE_CHECKING:
    from pydantic import TypeAdapter

CACHE: Final = ".moment-cache"
_ENOUGH_FOR_PROCESSES: Final = 24
"""Starting processes takes as long as reading about this many moments."""
_CHUNK: Final = 8
_RACY_NANOSECONDS: Final = 2_000_000_000
"""A file written this recently may be written again with the same time; it is not remembered."""

_DAMAGE: Final = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What reading a cache raises that is not as it was written; it is then no cache."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found, and how many moments were looked at."""

    findings: tuple[Finding, ...]
    moments: int

    @property
    def stops_release(self) -> bool:
        """Tell whether there is an error, or a warning that nobody has answered for."""
        return any(finding.stops_release for finding in self.findings)


Step = Callable[[int], object]


def survey(
    root: Path, today: dt.date, only: Sequence[str] = (), *, cache: bool = True, step: Step = int
) -> Survey:
    """Check the library in `root`, or only the moments in the folders `only`, as of `today`.

    `step` is called with the number of moments done. Raises SourceError when there is no content.
    """
    tree = read_folder(root, only)
    library = read_library(tree)
    parts = {
        folder: part
        for folder, part in tree.split(MOMENT_DEPTH).items()
        if folder in library.folders
    }
    shelf = _Shelf.open(root, library.tree) if cache else _Shelf.closed()
    wanted = [folder for folder in parts if not only or folder in only]
    known = {
        folder: entry for folder in wanted if (entry := shelf.find(folder, parts[folder], today))
    }
    step(len(known))
    unknown = [folder for folder in wanted if folder not in known]
    for entry in each_moment(parts, library, unknown, partial(_look, today=today)):
        known[entry.key.folder] = entry
        shelf.keep(entry, parts[entry.key.folder])
        step(1)
    shelf.close(parts if not only else ())
    if not only:
        library.keys = tuple(known[folder].key for folder in wanted)
    found = [finding for entry in known.values() for finding in entry.findings]
    return Survey(tuple(sorted([*found, *check(library, today)])), len(wanted))


def each_moment(
    parts: dict[str, Tree],
    library: Library,
    folders: Sequence[str],
    work: Callable[[MomentContent], T],
) -> Iterator[T]:
    """Yield `work(content)` for each folder, in order; `work` must reach other processes."""
    if len(folders) < _ENOUGH_FOR_PROCESSES or os.cpu_count() in (None, 1):
        for folder in folders:
            yield work(read_moment(parts[folder], folder, library))
        return
    from concurrent.futures import ProcessPoolExecutor

    tasks = [(parts[folder], folder) for folder in folders]
    with ProcessPoolExecutor(initializer=_begin, initargs=(library, work)) as pool:
        yield from pool.map(_work, tasks, chunksize=_CHUNK)


_shared: dict[str, Any] = {}
"""What a worker process was given when it began."""


def _begin(library: Library, work: Callable[[MomentContent], Any]) -> None:
    gc.disable()  # a worker lives for one survey, and nothing it makes is cyclic: a sixth faster
    _shared.update(library=library, work=work)


def _work(task: tuple[Tree, str]) -> Any:
    tree, folder = task
    return _shared["work"](read_moment(tree, folder, _shared["library"]))


@dataclass(frozen=True, slots=True)
class _Entry:
    """What was found in one moment, and how the day of it stands to the days that matter."""

    key: MomentKey
    findings: tuple[Finding, ...]
    days: dict[str, int]


def _look(content: MomentContent, today: dt.date) -> _Entry:
    days = {day.isoformat(): _side(today, day) for day in days_that_matter(content)}
    return _Entry(content.key, tuple(check(content, today)), days)


def _side(today: dt.date, day: dt.date) -> int:
    """Return -1, 0 or 1 when `today` is before, on or after `day`."""
    return (today > day) - (today < day)


class _Shelf:
    """The findings that are remembered."""

    def __init__(self, path: Path | None, shared: str, entries: dict[str, Any]) -> None:
        self._path, self._shared, self._entries = path, shared, entries
        self._changed = False

    @classmethod
    def closed(cls) -> "_Shelf":
        return cls(None, "", {})

    @classmethod
    def open(cls, root: Path, shared: Tree) -> "_Shelf":
        path = root / CACHE / "check.json"
        signature = digest(f"{_signature(shared)}{_builder_signature()}".encode())
        try:
            data = json.loads(path.read_bytes())
            entries = dict(data["moments"]) if data["shared"] == signature else {}
        except (OSError, *_DAMAGE):
            entries = {}
        return cls(path, signature, entries)

    def find(self, folder: str, tree: Tree, today: dt.date) -> _Entry | None:
        try:
            entry = self._entries[folder]
            days = entry["days"]
            same = all(
                _side(today, dt.date.fromisoformat(day)) == side for day, side in days.items()
            )
            if not same or entry["signature"] != _signature(tree):
                return None
            key = _key(folder, entry)
            findings = _read_findings(entry["findings"])
            return _Entry(key, findings, days)
        except _DAMAGE:
            return None

    def keep(self, entry: _Entry, tree: Tree) -> None:
        self._changed = True
        self._entries[entry.key.folder] = {
            "signature": _signature(tree) if _is_settled(tree) else "",
            "id": entry.key.id,
            "line": entry.key.line,
            "forms": entry.key.forms,
            "days": entry.days,
            "findings": _plain_findings(entry.findings),
        }

    def close(self, folders: Iterable[str]) -> None:
        """Write what changed; a cache that cannot be written is no reason to stop."""
        there = set(folders)
        if there and self._entries.keys() - there:
            self._entries = {
                folder: entry for folder, entry in self._entries.items() if folder in there
            }
            self._changed = True
        if not (self._path and self._changed):
            return
        data = json.dumps({"shared": self._shared, "moments": self._entries}).encode()
        try:
            durable.write(self._path, data)
            durable.write_once(self._path.parent / ".gitignore", b"*\n")
        except OSError:
            return


def _signature(tree: Tree) -> str:
    parts = [f"{path}\0{size}\0{tree.times.get(path)}" for path, size in tree.sizes.items()]
    return digest(
        "\n".join([*parts, *sorted(tree.links), *sorted(tree.empty_folders)]).encode(
            "utf-8", "surrogateescape"
        )
    )


def _builder_signature() -> str:
    here = Path(__file__).parent
    code = sorted((*here.rglob("*.py"), *here.rglob("*.yaml")))  # the packs of words too
    return digest("\n".join(f"{path}\0{path.stat().st_mtime_ns}" for path in code).encode())


def _is_settled(tree: Tree) -> bool:
    return time.time_ns() - max(tree.times.values(), default=0) > _RACY_NANOSECONDS


def _key(folder: str, entry: dict[str, Any]) -> MomentKey:
    forms = None if entry["forms"] is None else tuple(entry["forms"])
    return MomentKey(folder, folder.split("/")[-2], entry["id"], entry["line"], forms)


def _plain_findings(findings: tuple[Finding, ...]) -> Any:
    return _findings_type().dump_python(findings, mode="json") if findings else []


def _read_findings(data: Any) -> tuple[Finding, ...]:
    findings = _findings_type().validate_python(data) if data else ()
    for finding in findings:
        str(finding.message)  # what cannot be told was not written by us
    return findings


@remembered
def _findings_type() -> "TypeAdapter[tuple[Finding, ...]]":
    """Return what turns findings into plain JSON and back."""
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[Finding, ...])
