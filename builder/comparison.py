"""Compare the working tree with the catalogue, or with another revision of the sources."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.catalogue import Catalogue
from builder.content import Library, MomentContent, read_library, read_moment
from builder.content.library import FORMS, MOMENT_DEPTH
from builder.errors import CatalogueError, SourceError
from builder.manifest import Version
from builder.package import Package
from builder.packing import pack
from builder.release import Draft, Unchanged, draft, draft_against
from builder.repository import Repository
from builder.tree import Tree, read_folder

_TAGS: Final = "release/"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared, and what did not have to be."""

    drafts: tuple[Draft, ...]
    unchanged: tuple[Unchanged, ...] = ()


def against_catalogue(root: Path, catalogue: Catalogue) -> Comparison:
    """Compare every production moment with its latest release, in order.

    Where git knows that a moment's files are as they were when it was released, it is not read.
    """
    tree = read_folder(root)
    library = read_library(tree)
    parts = tree.split(MOMENT_DEPTH)
    metadata = catalogue.metadata()
    unchanged = {one.folder: one for one in _unchanged(root, catalogue)}
    drafts = []
    for folder in _production(library):
        if folder in unchanged:
            continue
        content = read_moment(parts[folder], folder, library)
        if _can_be_packed(content):
            history = catalogue.find(content.key.name, metadata)
            drafts.append(draft_against(history, content, catalogue))
    there = [one for folder, one in sorted(unchanged.items()) if folder in library.folders]
    return Comparison(tuple(drafts), tuple(there))


def _unchanged(root: Path, catalogue: Catalogue) -> Iterator[Unchanged]:
    """Yield the moments whose files are the same as in the commit of their latest release."""
    by_commit: dict[str, list[Unchanged]] = defaultdict(list)
    for moment, version, commit, source in catalogue.hints():
        by_commit[commit].append(Unchanged(moment, source, version))
    for commit, moments in by_commit.items():
        try:
            changed = Repository(root).changed_files(commit)
        except SourceError:
            continue  # another clone published it; what git cannot judge is compared
        if not any(path.startswith(FORMS) for path in changed):
            touched = {"/".join(path.split("/")[:MOMENT_DEPTH]) for path in changed}
            yield from (one for one in moments if one.folder not in touched)


def against_revision(root: Path, revision: str) -> Comparison:
    """Compare the moments whose files differ from `revision`, training moments too.

    Raises SourceError when there is no such revision.
    """
    repository = Repository(root)
    changed = repository.changed_files(revision)
    old_tree, new_tree = repository.tree(revision), read_folder(root)
    old_library, new_library = read_library(old_tree), read_library(new_tree)
    touched = {
        folder
        for path in changed
        if (folder := new_library.folder_of(path) or old_library.folder_of(path))
    }
    if any(path.startswith(FORMS) for path in changed):
        touched = {*old_library.folders, *new_library.folders}
    old = dict(_packages(old_tree, old_library, touched))
    parts = new_tree.split(MOMENT_DEPTH)
    contents = [
        read_moment(parts[one], one, new_library) for one in sorted(touched) if one in parts
    ]
    drafts = (
        draft(content, pack(content), old.get(content.key.name), None)
        for content in contents
        if _can_be_packed(content)
    )
    return Comparison(tuple(drafts))


def against_tags(root: Path) -> Comparison:
    """Compare every production moment with the tree that its latest release tag marks."""
    repository = Repository(root)
    tree = read_folder(root)
    library = read_library(tree)
    latest = _latest_tags(repository.tags(_TAGS))
    packages: dict[str, tuple[Package | None, Version | None]] = {}
    for moment, version in latest.items():
        then = repository.tree(f"{_TAGS}{moment}/{version}")
        for name, package in _packages(then, read_library(then), None):
            if name == moment:
                packages[name] = (package, version)
    drafts = []
    for folder in _production(library):
        content = read_moment(tree, folder, library)
        if _can_be_packed(content):
            old, released = packages.get(content.key.name, (None, None))
            drafts.append(draft(content, pack(content), old, released))
    return Comparison(tuple(drafts))


def _latest_tags(names: Sequence[str]) -> dict[str, Version]:
    latest: dict[str, Version] = {}
    for name in names:
        moment, _, text = name.removeprefix(_TAGS).rpartition("/")
        try:
            version = Version.parse(text)
        except CatalogueError:
            continue  # a tag of somebody else's making
        latest[moment] = max(version, latest.get(moment, version))
    return latest


def _packages(
    tree: Tree, library: Library, folders: set[str] | None
) -> Iterator[tuple[str, Package]]:
    parts = tree.split(MOMENT_DEPTH)
    for folder in library.folders:
        if folders is None or folder in folders:
            content = read_moment(parts[folder], folder, library)
            if _can_be_packed(content):
                yield content.key.name, pack(content).package


def _production(library: Library) -> list[str]:
    return [folder for folder in library.folders if not library.is_training(folder.split("/")[-2])]


def _can_be_packed(content: MomentContent) -> bool:
    return content.moment is not None and content.welcome is not None


def has_release_tags(root: Path) -> bool:
    """Tell whether git remembers any release of this library."""
    try:
        return bool(Repository(root).tags(_TAGS))
    except SourceError:
        return False
