"""The library as it would be: changed texts, new names, nothing written yet."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from builder.problem import Rename
from builder.tree import Tree


@dataclass(frozen=True, slots=True)
class Draft:
    """A tree on disk and what would become of it.

    `written` are the bytes of the files that are not as on disk, by their path in the draft, and
    `before` what they were on disk, by their path there; `origins` tells for each file that has
    moved where it is on disk; `moves` are the renames, in the order in which they are made.
    """

    source: Tree = field(repr=False)
    tree: Tree = field(repr=False)
    written: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    before: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    origins: Mapping[str, str] = field(default_factory=dict)
    moves: tuple[Rename, ...] = ()

    @classmethod
    def of(cls, tree: Tree) -> Self:
        """Return the draft in which nothing is changed."""
        return cls(tree, tree)

    def origin(self, path: str) -> str:
        """Return where a file of the draft is on disk."""
        return self.origins.get(path, path)

    def with_files(self, files: Collection["NewBytes"]) -> Self:
        """Return a draft in which files that are there have other bytes."""
        changed = {one.path: one.new for one in files}
        before = {self.origin(one.path): one.old for one in files}
        sizes = {**self.tree.sizes, **{path: len(data) for path, data in changed.items()}}
        tree = replace(self.tree, sizes=sizes)
        draft = self._with(tree, {**self.written, **changed}, self.origins)
        return replace(draft, before={**before, **self.before})

    def with_names(self, renames: Iterable[Rename]) -> Self:
        """Return a draft in which files and folders have new names; none may be taken."""
        moves = sorted(renames, key=lambda one: (-one.path.count("/"), one.path))
        names = {move.path: move.name for move in moves}
        paths = {path: moved(path, names) for path in self.tree}
        origins = {new: self.origin(old) for old, new in paths.items()}
        tree = replace(
            self.tree,
            sizes=dict(sorted((paths[path], size) for path, size in self.tree.sizes.items())),
            links=frozenset(moved(path, names) for path in self.tree.links),
            empty_folders=frozenset(moved(path, names) for path in self.tree.empty_folders),
        )
        written = {paths[path]: data for path, data in self.written.items()}
        draft = self._with(tree, written, {new: old for new, old in origins.items() if new != old})
        return replace(draft, moves=(*self.moves, *moves))

    def _with(self, tree: Tree, written: Mapping[str, bytes], origins: Mapping[str, str]) -> Self:
        tree = replace(tree, read=_Reader(self.source.read, written, origins), times={})
        return replace(self, tree=tree, written=written, origins=origins)


@dataclass(frozen=True, slots=True)
class NewBytes:
    """What a file of a draft holds, and what it is to hold."""

    path: str
    old: bytes
    new: bytes


def moved(path: str, names: Mapping[str, str]) -> str:
    """Return what a path becomes when files and folders, by their paths, get new names."""
    parts = path.split("/")
    return "/".join(names.get("/".join(parts[: n + 1]), part) for n, part in enumerate(parts))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the draft's files; a value, so that it reaches other processes."""

    source: Callable[[str], bytes]
    written: Mapping[str, bytes]
    origins: Mapping[str, str]

    def __call__(self, path: str) -> bytes:
        if path in self.written:
            return self.written[path]
        return self.source(self.origins.get(path, path))


def narrowed(tree: Tree) -> Tree:
    """Return a tree that carries no changed file but its own, to be sent to another process."""
    if not isinstance(tree.read, _Reader):
        return tree
    written = {path: data for path, data in tree.read.written.items() if path in tree}
    origins = {path: one for path, one in tree.read.origins.items() if path in tree}
    return replace(tree, read=_Reader(tree.read.source, written, origins))
