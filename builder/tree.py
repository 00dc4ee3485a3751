"""Source files by path: from a folder, or from values in a test. Reads nothing before it is asked.

Paths have forward slashes and are relative to the folder that holds `content/`. They are kept as
they are spelt on disk, decomposed letters and all; `normal` gives the spelling to compare by.
"""

import os
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from builder.errors import SourceError
from builder.message import tell

CONTENT: Final = "content"
_MOMENTS: Final = f"{CONTENT}/moments/"
_SLASHES_OF_A_MOMENT: Final = 3
_LEFT_BY_SYSTEMS: Final = frozenset({"Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Tree(Mapping[str, bytes]):
    """Files by path.

    `sizes` are in bytes, `links` are symbolic links and other things that are not files,
    `empty_folders` hold nothing at all, `times` are when files were last written, in nanoseconds
    (none for a tree that is not on disk).
    """

    sizes: Mapping[str, int]
    read: Callable[[str], bytes] = field(repr=False)
    links: frozenset[str] = frozenset()
    empty_folders: frozenset[str] = frozenset()
    times: Mapping[str, int] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> Self:
        """Return a tree of the given files."""
        return cls({path: len(data) for path, data in sorted(files.items())}, files.__getitem__)

    def __getitem__(self, path: str) -> bytes:
        if path not in self.sizes:
            raise KeyError(path)
        return self.read(path)

    def __iter__(self) -> Iterator[str]:
        return iter(self.sizes)

    def __len__(self) -> int:
        return len(self.sizes)

    def __contains__(self, path: object) -> bool:
        return path in self.sizes

    def under(self, folder: str) -> Self:
        """Return the part of the tree that lies in `folder`."""
        start = f"{folder}/"
        return type(self)(
            {path: size for path, size in self.sizes.items() if path.startswith(start)},
            self.read,
            frozenset(path for path in self.links if path.startswith(start)),
            frozenset(
                path for path in self.empty_folders if path == folder or path.startswith(start)
            ),
            {path: time for path, time in self.times.items() if path.startswith(start)},
        )

    def split(self, depth: int) -> dict[str, Self]:
        """Return the tree in parts, one for each folder at `depth`, in one pass."""
        paths: dict[str, list[str]] = defaultdict(list)
        for path in (*self.sizes, *self.links, *(f"{folder}/" for folder in self.empty_folders)):
            if path.count("/") >= depth:
                paths["/".join(path.split("/", depth)[:depth])].append(path)
        return {folder: self.only(inside) for folder, inside in sorted(paths.items())}

    def only(self, paths: list[str]) -> Self:
        """Return the part of the tree that `paths` name; an empty folder's ends with a slash."""
        return type(self)(
            {path: self.sizes[path] for path in paths if path in self.sizes},
            self.read,
            self.links.intersection(paths),
            frozenset(path[:-1] for path in paths if path.endswith("/")),
            {path: self.times[path] for path in paths if path in self.times},
        )


def normal(path: str) -> str:
    """Return the composed spelling (NFC) of a path, which is the one to compare by."""
    return unicodedata.normalize("NFC", path)


def spoken(path: str) -> str:
    """Return a path as it is told apart from others on Windows and macOS."""
    return normal(path).casefold()


def places(paths: Iterable[str]) -> set[str]:
    """Return the paths and every folder above them."""
    found: set[str] = set()
    for path in paths:
        place = path
        while place and place not in found:
            found.add(place)
            place = place.rpartition("/")[0]
    return found


def find_root(start: Path) -> Path:
    """Return the folder that holds `content/`, at or above `start`; raise SourceError if none."""
    if not start.exists():
        raise SourceError(tell("{path}: there is no such file or folder", path=str(start)))
    place = start.resolve()
    for folder in (place, *place.parents):
        if folder.name != CONTENT and (folder / CONTENT).is_dir():
            return folder
    raise SourceError(
        tell(
            "no folder named content in {path} or above it: is this a content library?",
            path=str(start),
        )
    )


def read_folder(root: Path, moments: Collection[str] = ()) -> Tree:
    """Return the tree of `root/content`; hidden files are left out.

    With `moments` (folders) the files of other moments are not looked at.

    Raises SourceError when there is no such folder.
    """
    if not (root / CONTENT).is_dir():
        raise SourceError(tell("{path}: there is no folder named content", path=str(root)))
    walk = _Walk(frozenset(moments))
    walk.enter(os.fspath(root / CONTENT), CONTENT)
    sizes = dict(sorted(walk.sizes.items()))
    return Tree(sizes, _Reader(root), frozenset(walk.links), frozenset(walk.empty), walk.times)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the files of one folder; a value, not a closure, so that it reaches other processes."""

    root: Path

    def __call__(self, path: str) -> bytes:
        return (self.root / path).read_bytes()


@dataclass(slots=True)
class _Walk:
    """What a walk through a folder has met; with `moments` it enters no other moment."""

    moments: frozenset[str] = frozenset()
    sizes: dict[str, int] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)
    empty: set[str] = field(default_factory=set)

    def enter(self, folder: str, path: str) -> None:
        with os.scandir(folder) as entries:
            visible = [entry for entry in entries if not is_hidden(entry.name)]
        if not visible:
            self.empty.add(path)
        for entry in visible:
            inner = f"{path}/{entry.name}"
            if entry.is_symlink():
                self.links.add(inner)
            elif entry.is_dir():
                if not self._is_left_out(inner):
                    self.enter(entry.path, inner)
            elif entry.is_file():
                facts = entry.stat()
                self.sizes[inner], self.times[inner] = facts.st_size, facts.st_mtime_ns
            else:
                self.links.add(inner)

    def _is_left_out(self, path: str) -> bool:
        is_moment = path.startswith(_MOMENTS) and path.count("/") == _SLASHES_OF_A_MOMENT
        return bool(self.moments) and is_moment and path not in self.moments


def is_hidden(name: str) -> bool:
    """Tell whether a file or folder is left by an editor or a system, or hidden by its name."""
    return name.startswith(".") or name.endswith("~") or name in _LEFT_BY_SYSTEMS
