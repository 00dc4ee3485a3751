"""Compare content with the catalogue, with the release tags, or with another revision."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal, TypeAlias

from builder.catalogue import Catalogue
from builder.content import Library, MomentContent, read_library, read_moment
from builder.content.library import FORMS, MOMENT_DEPTH
from builder.errors import CatalogueError, SourceError
from builder.manifest import History, Listing, Release, Version
from builder.message import tell
from builder.packing import can_be_packed, pack
from builder.release import (
    Base,
    Draft,
    ReadSources,
    Unchanged,
    base_of_sources,
    draft,
    draft_against,
    has_line,
    listing_of,
)
from builder.repository import Repository
from builder.snapshot import Snapshot
from builder.tree import Tree

_TAGS: Final = "release/"
_TEXTS: Final = (".md", ".yaml")


@dataclass(frozen=True, slots=True)
class Compared:
    """A moment beside what was published of it; `history` is None where nothing is known."""

    content: MomentContent
    draft: Draft
    history: History | None = None
    listing: Listing | None = None
    """The catalogue's entry, where only tags tell of it."""

    @property
    def damaged(self) -> str | None:
        """The first file that could not be read, so that what it held seems gone; or None."""
        paths = (path for path in self.content.tree if self.content.is_damaged(path))
        return next(paths, None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared, and what did not have to be."""

    moments: tuple[Compared, ...]
    unchanged: tuple[Unchanged, ...] = ()

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The drafts alone."""
        return tuple(one.draft for one in self.moments)


Against: TypeAlias = Literal["catalogue", "tags"]


def compare_with_past(
    here: Snapshot,
    catalogue: Catalogue,
    folders: Sequence[str] | None = None,
    line: int | None = None,
    step: Callable[[int], object] = int,
    *,
    by_tags: bool = True,
    trusted: str | None = None,
) -> tuple[Against, Comparison]:
    """Compare with the catalogue or, where there is none to be read, with the release tags."""
    is_readable = not by_tags or line is not None or catalogue.metadata() is not None
    if not is_readable and has_release_tags(here, trusted):
        return "tags", against_tags(here, folders, trusted)
    return "catalogue", against_catalogue(here, catalogue, folders, line, step)


def against_catalogue(
    here: Snapshot,
    catalogue: Catalogue,
    folders: Sequence[str] | None = None,
    line: int | None = None,
    step: Callable[[int], object] = int,
) -> Comparison:
    """Compare moments, every production moment otherwise, with their latest releases, in order.

    Where git knows that a moment's files are as they were when it was released, it is not read.
    With `line` the latest release of that major is meant, and moments without one are left out.
    """
    wanted = here.production if folders is None else folders
    unchanged = {} if line else {one.folder: one for one in _unchanged(here, wanted, catalogue)}
    metadata = catalogue.metadata()
    sources = sources_in(here.repository) if here.repository else _nowhere
    compared = []
    for folder in wanted:
        step(1)
        content = None if folder in unchanged else here.moment(folder)
        if content and can_be_packed(content):
            history = catalogue.find(content.key.name, metadata)
            if line and not has_line(history, line):
                continue
            made = draft_against(history, content, catalogue, line, sources)
            compared.append(Compared(content, made, history))
    return Comparison(tuple(compared), tuple(one for _, one in sorted(unchanged.items())))


def sources_in(repository: Repository) -> ReadSources:
    """Return what reads the texts that a release was made of, where git has them.

    They tell where things stood; media, which take long to look into, are left out.
    """

    @cache
    def library_at(commit: str) -> tuple[Library, dict[str, Tree]]:
        tree = repository.tree(commit)
        texts = tree.only([path for path in tree if path.endswith(_TEXTS)])
        return read_library(texts), texts.split(MOMENT_DEPTH)

    def sources(release: Release) -> MomentContent | None:
        try:
            library, parts = library_at(release.commit)
        except SourceError:
            return None
        folder = release.source
        return read_moment(parts[folder], folder, library) if folder in parts else None

    return sources


def _nowhere(_: Release) -> None:
    """Return None: there is no git to read from."""


def _unchanged(here: Snapshot, folders: Sequence[str], catalogue: Catalogue) -> Iterator[Unchanged]:
    """Yield the moments whose files are the same as in the commit of their latest release."""
    known = {
        source: (moment, version, commit) for moment, version, commit, source in catalogue.hints()
    }
    since = {source: commit for source, (_, _, commit) in known.items()}
    for folder in here.untouched([one for one in folders if one in known], since):
        moment, version, _ = known[folder]
        yield Unchanged(moment, folder, version)


def against_revision(here: Snapshot, revision: str) -> Comparison:
    """Compare the moments whose files differ from `revision`, training moments too.

    Raises SourceError when there is no such revision, or no git.
    """
    then = Snapshot.at(_repository(here), revision)
    touched = touched_since(here, then)
    bases = {one: base for one, (_, base) in _bases(then, touched)}
    contents = [here.moment(one) for one in sorted(touched) if one in here.library.folders]
    compared = [
        Compared(content, draft(content, pack(content), bases.get(content.key.name)))
        for content in contents
        if can_be_packed(content)
    ]
    return Comparison(tuple(compared))


def touched_since(here: Snapshot, then: Snapshot) -> set[str]:
    """Return the folders, here or then, of the moments that may differ."""
    changed = _repository(here).changed_files(then.revision or "HEAD", here.revision)
    if any(path.startswith(FORMS) for path in changed):
        return {*then.library.folders, *here.library.folders}
    folders = (here.library.folder_of(path) or then.library.folder_of(path) for path in changed)
    return {folder for folder in folders if folder}


def against_tags(
    here: Snapshot, folders: Sequence[str] | None = None, trusted: str | None = None
) -> Comparison:
    """Compare production moments with the trees that their latest release tags mark.

    Only tags in the past of `trusted` count, or of the revision itself: anybody can make a tag.
    """
    repository = _repository(here)
    bases: dict[str, Base] = {}
    listings: dict[str, Listing] = {}
    for moment, version in _latest_tags(_tags(here, trusted)).items():
        name = f"{_TAGS}{moment}/{version}"
        then = Snapshot.at(repository, name)
        for one, (content, base) in _bases(then, None):
            if one == moment:
                commit = repository.commit(name)
                bases[one] = replace(base, version=version, commit=commit.id)
                if content.publisher in content.library.publishers:
                    listings[one] = listing_of(content, commit)
    wanted = here.production if folders is None else folders
    compared = [
        Compared(
            content,
            draft(content, pack(content), bases.get(content.key.name)),
            listing=listings.get(content.key.name),
        )
        for content in map(here.moment, wanted)
        if can_be_packed(content)
    ]
    return Comparison(tuple(compared))


def latest_tagged(here: Snapshot) -> Snapshot:
    """Return the library at the latest commit that holds a release."""
    repository = _repository(here)
    commits = [repository.commit(name) for name in _tags(here)]
    latest = max(commits, key=lambda one: (one.date, one.id))
    return Snapshot.at(repository, latest.id)


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


def _bases(
    then: Snapshot, folders: set[str] | None
) -> Iterator[tuple[str, tuple[MomentContent, Base]]]:
    for folder in then.library.folders:
        if folders is None or folder in folders:
            content = then.moment(folder)
            if can_be_packed(content):
                yield content.key.name, (content, base_of_sources(content))


def _repository(here: Snapshot) -> Repository:
    if here.repository is None:
        raise SourceError(tell("the content is not in a git repository"))
    return here.repository


def has_release_tags(here: Snapshot, trusted: str | None = None) -> bool:
    """Tell whether git remembers any release of this library."""
    return bool(here.repository and _tags(here, trusted))


def _tags(here: Snapshot, trusted: str | None = None) -> list[str]:
    """Return the release tags that `trusted`, or the revision itself, stands on."""
    return _repository(here).tags(_TAGS, trusted or here.revision or "HEAD")
