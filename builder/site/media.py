"""The site's media: the catalogue's blobs under names that browsers understand."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from builder import durable
from builder.catalogue import Catalogue
from builder.errors import IntegrityError
from builder.manifest import Blob, blob_path
from builder.message import tell
from builder.site.captions import captions_script, is_captions, script_path

FOLDER: Final = "media"
_ADDRESS: Final = re.compile(r"media/[0-9a-f]{64}\.[a-z0-9]{2,5}")


class Shelf:
    """The media folder of one site."""

    def __init__(self, catalogue: Catalogue, site: Path) -> None:
        self._catalogue = catalogue
        self._site = site
        folder = site / FOLDER
        there = folder.iterdir() if folder.is_dir() else ()
        self._there = {f"{FOLDER}/{path.name}" for path in there}

    def lacks(self, paths: Iterable[str]) -> bool:
        """Tell whether one of the files is missing."""
        return not self._there.issuperset(paths)

    def put(self, path: str, blob: Blob) -> tuple[str, ...]:
        """Make sure that a medium is there, held to its digest; return the paths of its files.

        A hard link costs no room; where the file system has none the bytes are copied.
        """
        if not _ADDRESS.fullmatch(path):
            raise IntegrityError(tell("“{path}” is not the address of a medium", path=path))
        paths = (path, script_path(path)) if is_captions(path) else (path,)
        if self.lacks(paths):
            self._put(path, self._catalogue.blob_bytes(blob), blob)
            self._there.update(paths)
        return paths

    def _put(self, path: str, data: bytes, blob: Blob) -> None:
        target = self._site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if is_captions(path):
            script = captions_script(path, data.decode(errors="replace"))
            durable.write_once(self._site / script_path(path), script.encode())
        try:
            target.hardlink_to(self._catalogue.folder / blob_path(blob.sha256))
        except OSError:  # another file system, no links, or the file is there already
            durable.write_once(target, data)
