"""What all moments share: profile, publishers and library forms; and which moments there are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from builder.content.sources import Sources
from builder.model import Form, Profile, Publisher
from builder.tree import CONTENT, Tree, normal

PROFILE: Final = f"{CONTENT}/profile.yaml"
PUBLISHERS: Final = f"{CONTENT}/publishers"
FORMS: Final = f"{CONTENT}/forms/"
MOMENTS: Final = f"{CONTENT}/moments"
MOMENT_DEPTH: Final = 4  # content/moments/<publisher>/<slug>


@dataclass(frozen=True, slots=True)
class MomentKey:
    """Which moment a folder holds; `id` is None where `moment.yaml` does not say.

    `line` of `moment.yaml` says so. `forms` are the normal paths of the library forms that it
    leads to; None where a fault hides that.
    """

    folder: str
    publisher: str
    id: str | None
    line: int = 1
    forms: tuple[str, ...] | None = ()

    @property
    def name(self) -> str:
        """`<publisher>/<id>`."""
        return f"{self.publisher}/{self.id}"


@dataclass(slots=True)
class Library(Sources):
    """The shared sources. `stray` are files that stand where nothing is looked for."""

    profile: Profile | None = None
    publishers: dict[str, Publisher] = field(default_factory=dict)
    """By the name of the file, which is also the folder of the publisher's moments."""
    folders: Mapping[str, None] = field(default_factory=dict)
    """The folders that hold moments, in order."""
    stray: tuple[str, ...] = ()
    keys: tuple[MomentKey, ...] = ()
    """Filled in by whoever has read the moments."""

    def folder_of(self, path: str) -> str | None:
        """Return the moment folder that `path` lies in, or None."""
        folder = moment_folder(path)
        return folder if folder in self.folders else None

    def has_publisher(self, name: str) -> bool:
        """Tell whether there is a publisher's file of that name, read or not."""
        return bool(self.spelt(f"{PUBLISHERS}/{name}.yaml"))

    def is_training(self, publisher: str) -> bool:
        """Tell whether a publisher is a training unit, which can never publish."""
        return publisher in self.publishers and self.publishers[publisher].kind == "training"


def moment_folder(path: str) -> str:
    """Return the first folders of a path, as many as a moment's folder has."""
    return "/".join(path.split("/")[:MOMENT_DEPTH])


def read_library(tree: Tree) -> Library:
    """Read what all moments share. Moments are only listed."""
    shared = {path: size for path, size in tree.sizes.items() if not path.startswith(f"{MOMENTS}/")}
    folders = dict.fromkeys(sorted(_moment_folders(tree)))
    links = frozenset(path for path in tree.links if moment_folder(path) not in folders)
    empty = frozenset(path for path in tree.empty_folders if moment_folder(path) not in folders)
    library = Library(Tree(shared, tree.read, links, empty, tree.times))
    library.folders = folders
    stray = [
        path for path in tree if path.startswith(f"{MOMENTS}/") and not library.folder_of(path)
    ]
    for path in shared:
        parent, name = str(PurePosixPath(path).parent), PurePosixPath(path)
        if path == PROFILE:
            library.profile = library.read_part(path, Profile)
        elif parent == PUBLISHERS and name.suffix == ".yaml":
            publisher = library.read_part(path, Publisher)
            if publisher:
                library.publishers[name.stem] = publisher
        elif f"{parent}/" == FORMS and name.suffix == ".yaml":
            form = library.read_part(path, Form)
            if form:
                library.forms[normal(path)] = form
        else:
            stray.append(path)
    library.stray = tuple(stray)
    for path in stray:
        library.keep_text(path, tree)
    return library


def _moment_folders(tree: Tree) -> set[str]:
    files = {
        "/".join(path.split("/")[:MOMENT_DEPTH]) for path in tree if path.count("/") >= MOMENT_DEPTH
    }
    folders = {path for path in tree.empty_folders if path.count("/") == MOMENT_DEPTH - 1}
    return {folder for folder in files | folders if folder.startswith(f"{MOMENTS}/")}
