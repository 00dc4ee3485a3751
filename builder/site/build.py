"""Build the site of a catalogue: only what changed, and never a half-written page.

Everything is made in a folder beside the site and moved in place file by file: media first, then
the moments' pages and the handbook's, the front page, and the ledger last. Whenever a build is
killed, the site is the old one with some pages newer; the next build does the rest.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from builder.catalogue import Catalogue
from builder.errors import CatalogueError
from builder.manifest import Metadata, canonical, digest
from builder.message import tell
from builder.site.entry import Entry
from builder.site.frame import ASSETS, Frame, SitePage
from builder.site.ledger import Ledger, Made, code_digest
from builder.site.making import Maker, Task
from builder.site.media import Shelf
from builder.site.pages import FRONT_PATH, front_page
from builder.site.search import INDEX_PATH, index

_SECONDS_TO_WAIT: Final = 5


@dataclass(frozen=True, slots=True)
class BuildResult:
    """How many pages were written, and how many the site has."""

    pages_written: int
    pages_total: int


def build(catalogue: Catalogue, folder: Path, language: str) -> BuildResult:
    """Bring the site in `folder` up to date with a catalogue, in one language ("sv" or "en").

    Raises CatalogueError when there is no catalogue or another build runs, and IntegrityError
    when the catalogue is damaged; the site is then as it was.
    """
    metadata = catalogue.metadata()
    if metadata is None:
        raise CatalogueError(
            tell("{path}: nothing is published here yet", path=str(catalogue.folder))
        )
    with _alone(folder) as temporary:
        return _Build(catalogue, metadata, folder, Frame(metadata.title, language)).run(temporary)


class _Build:
    """One build: what is known of the site before, and what is to be made."""

    def __init__(
        self, catalogue: Catalogue, metadata: Metadata, folder: Path, frame: Frame
    ) -> None:
        self.catalogue, self.metadata, self.folder, self.frame = catalogue, metadata, folder, frame
        self.old = Ledger.read(folder)
        self.around = digest(canonical([code_digest(), frame.title, frame.language]))
        self.shelf = Shelf(catalogue, folder)

    def run(self, temporary: Path) -> BuildResult:
        pages: list[SitePage] = []
        made = self._moments(pages)
        entries = [one.entry for one in made.values()]
        front = self._front(entries)
        handbook = self._handbook(pages)
        moments = {entry.path for entry in entries}
        files = {FRONT_PATH, INDEX_PATH, *moments, *handbook, *_asset_paths()}
        new = Ledger(self.around, front.digest, frozenset(files), made, handbook)
        if (
            front.digest != self.old.front
            or self._is_missing(FRONT_PATH)
            or self.around != self.old.frame
        ):
            pages.append(front)
        if pages or new != self.old:
            self._write(pages, index(entries), temporary)
            self._remove(new)
            new.write(self.folder)
        return BuildResult(len(pages), len(made) + len(handbook) + 1)

    def _moments(self, pages: list[SitePage]) -> dict[str, Made]:
        """Return every moment as it is to be; the pages that must be written are put in `pages`."""
        made: dict[str, Made] = {}
        tasks = []
        for moment, head in self.metadata.heads.items():
            known = self.old.made.get(moment)
            source = digest(canonical([self.around, head.sha256]))
            if known and known.source == source and self._stands(known):
                made[moment] = known
            else:
                tasks.append(Task(moment, head, source))
        maker = Maker(self.catalogue, self.shelf, self.frame.language)
        for task, (page, new) in zip(tasks, maker.make_all(tasks), strict=True):
            pages.append(page)
            made[task.moment] = new
        return dict(sorted(made.items()))

    def _handbook(self, pages: list[SitePage]) -> frozenset[str]:
        """Return the paths of the handbook; its pages are all made anew, or none of them."""
        known = self.old.handbook
        if known and self.around == self.old.frame and not any(map(self._is_missing, known)):
            return known
        from builder.site.handbook import handbook  # all rules: a third of a second

        made = handbook(self.frame.language)
        pages.extend(made.values())
        return frozenset(made)

    def _stands(self, made: Made) -> bool:
        return not self._is_missing(made.entry.path) and not self.shelf.lacks(made.media)

    def _front(self, entries: Iterable[Entry]) -> SitePage:
        return front_page(self.frame.title, entries, self.frame.language)

    def _is_missing(self, path: str) -> bool:
        return not (self.folder / path).is_file()

    def _write(self, pages: list[SitePage], catalogue_script: str, temporary: Path) -> None:
        from builder.site.shell import write_pages

        write_pages(pages, {INDEX_PATH: catalogue_script}, self.frame, temporary)
        made = sorted(
            path.relative_to(temporary).as_posix()
            for path in temporary.rglob("*")
            if path.is_file()
        )
        os.sync()  # one for all: no page may be empty after a power cut though the ledger lists it
        for path in sorted(made, key=_moves_late):
            target = self.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            (temporary / path).replace(target)

    def _remove(self, new: Ledger) -> None:
        """Remove what only the old site had; files that no build listed are left alone."""
        kept = {path for made in new.made.values() for path in made.media}
        gone = {path for made in self.old.made.values() for path in made.media} - kept
        for path in sorted(gone | (self.old.files - new.files)):
            target = self.folder / path
            target.unlink(missing_ok=True)
            if target.parent != self.folder and not any(target.parent.iterdir()):
                target.parent.rmdir()


def _moves_late(path: str) -> tuple[bool, bool, str]:
    """Sort the front page last, after the search index that belongs to it."""
    return path == FRONT_PATH, path == INDEX_PATH, path


def _asset_paths() -> set[str]:
    return {f"{ASSETS.name}/{path.name}" for path in ASSETS.iterdir()}


@contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    """Hold the site for one build, with an empty folder beside it; clear what others left."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    start = f".{folder.name}-build-"
    try:
        with FileLock(folder.parent / f".{folder.name}.lock", timeout=_SECONDS_TO_WAIT):
            for left in folder.parent.glob(f"{start}*"):
                shutil.rmtree(left, ignore_errors=True)
            folder.mkdir(exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=start, dir=folder.parent) as temporary:
                yield Path(temporary)
    except Timeout as error:
        raise CatalogueError(
            tell("someone else is building {path} right now", path=str(folder))
        ) from error
