"""Make moments' pages: on all processors when there are many."""

import gc
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Final

from builder.catalogue import Catalogue
from builder.manifest import Blob, Head, package_path
from builder.rendition import read_rendition
from builder.site.entry import Entry
from builder.site.frame import SitePage
from builder.site.ledger import Made
from builder.site.media import Shelf
from builder.site.pages import moment_page
from builder.site.presented import Presented

_ENOUGH_FOR_PROCESSES: Final = 40
"""Starting processes takes as long as making about this many pages."""
_CHUNK: Final = 8


@dataclass(frozen=True, slots=True)
class Task:
    """A page to make; `source` names everything that it is made from."""

    moment: str
    head: Head
    source: str


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes pages in one language, from one catalogue, with media on one shelf."""

    catalogue: Catalogue
    shelf: Shelf
    language: str

    def make(self, task: Task) -> tuple[SitePage, Made]:
        """Make one page, and put the media that it shows on the shelf.

        Raises IntegrityError when the catalogue is damaged.
        """
        history = self.catalogue.history(task.moment, task.head)
        blob = history.latest.html
        rendition = read_rendition(self.catalogue.package_bytes(blob), package_path(blob.sha256))
        files = [(one["path"], Blob(one["sha256"], one["length"])) for one in rendition["media"]]
        media = tuple(path for file in files for path in self.shelf.put(*file))
        presented = Presented.of(history, rendition)
        page = moment_page(presented, self.language)
        return page, Made(task.source, Entry.of(presented), media)

    def make_all(self, tasks: list[Task]) -> Iterable[tuple[SitePage, Made]]:
        """Make pages, in the order of the tasks."""
        if len(tasks) < _ENOUGH_FOR_PROCESSES or (os.cpu_count() or 1) == 1:
            return map(self.make, tasks)
        return self._in_processes(tasks)

    def _in_processes(self, tasks: list[Task]) -> Iterator[tuple[SitePage, Made]]:
        with ProcessPoolExecutor(initializer=_begin, initargs=(self,)) as pool:
            yield from pool.map(_work, tasks, chunksize=_CHUNK)


_makers: list[Maker] = []
"""What a worker process was given when it began."""


def _begin(maker: Maker) -> None:
    gc.disable()  # a worker lives for one build, and makes next to nothing cyclic
    _makers[:] = [maker]


def _work(task: Task) -> tuple[SitePage, Made]:
    return _makers[0].make(task)
