"""A content library at one moment in time: as it lies on disk, or at a revision in git."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from builder.content import Library, MomentContent, read_library, read_moment
from builder.content.library import FORMS, MOMENT_DEPTH, PUBLISHERS
from builder.errors import NoRepositoryError, RefusedError, SourceError
from builder.message import tell
from builder.model import Profile
from builder.repository import Repository
from builder.tree import Tree, read_folder


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What all moments share, and the files of each; `revision` is None for what lies on disk."""

    tree: Tree = field(repr=False)
    library: Library = field(repr=False)
    parts: Mapping[str, Tree] = field(repr=False)
    repository: Repository | None = None
    revision: str | None = None

    @classmethod
    def on_disk(cls, root: Path) -> Self:
        """Return the library in `root`; raise SourceError when there is none."""
        try:
            repository = Repository(root)
        except NoRepositoryError:
            repository = None
        tree = read_folder(root)
        return cls(tree, read_library(tree), tree.split(MOMENT_DEPTH), repository)

    @classmethod
    def at(cls, repository: Repository, revision: str) -> Self:
        """Return the library at a revision; raise SourceError when there is none."""
        tree = repository.tree(revision)
        return cls(tree, read_library(tree), tree.split(MOMENT_DEPTH), repository, revision)

    @property
    def profile(self) -> Profile:
        """The policy of the library; raise RefusedError where it cannot be read."""
        if self.library.profile is None:
            raise RefusedError(tell("there is no profile.yaml that can be read"))
        return self.library.profile

    @property
    def production(self) -> list[str]:
        """The folders of the moments that can be published."""
        folders = self.library.folders
        return [one for one in folders if not self.library.is_training(publisher_of(one))]

    def moment(self, folder: str) -> MomentContent:
        """Read one moment."""
        return read_moment(self.parts[folder], folder, self.library)

    def choose(self, names: Sequence[str]) -> list[str]:
        """Return the folders of the moments named, or of every production moment.

        A name is `<publisher>/<id>` or a folder. Raises RefusedError for a training unit's moment
        and for one that is not there.
        """
        if not names:
            return self.production
        by_name = {self.moment(folder).key.name: folder for folder in self.library.folders}
        return [self._choose(name, by_name) for name in names]

    def _choose(self, name: str, by_name: Mapping[str, str]) -> str:
        path = name.rstrip("/")
        folder = by_name.get(name) or (path if path in self.library.folders else None)
        if folder is None:
            raise RefusedError(tell("there is no moment “{name}”", name=name))
        if self.library.is_training(publisher_of(folder)):
            raise RefusedError(
                tell("{name} belongs to a training unit, which can never publish", name=name)
            )
        return folder

    def untouched(self, folders: Sequence[str], since: Mapping[str, str]) -> Iterator[str]:
        """Yield the folders whose release holds the very files that are here.

        `since` maps a folder to the commit of its latest release. Where git cannot judge, where a
        library form or the publisher's file has changed, a moment counts as touched.
        """
        for commit in {since[folder] for folder in folders if folder in since}:
            changed = self._changed(commit)
            if changed is None or any(path.startswith(FORMS) for path in changed):
                continue
            touched = {"/".join(path.split("/")[:MOMENT_DEPTH]) for path in changed}
            for folder in folders:
                is_same = since.get(folder) == commit and folder not in touched
                if is_same and f"{PUBLISHERS}/{publisher_of(folder)}.yaml" not in touched:
                    yield folder

    def _changed(self, commit: str) -> list[str] | None:
        if self.repository is None:
            return None
        try:
            return self.repository.changed_files(commit, self.revision)
        except SourceError:
            return None  # another clone published it


def publisher_of(folder: str) -> str:
    """Return the publisher that a moment's folder lies under."""
    return folder.split("/")[-2]
