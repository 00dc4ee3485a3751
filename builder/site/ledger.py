"""What a site holds and what it was made from, so that the next build makes only the rest."""

import json
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final, Self

from builder import durable
from builder.manifest import Json, canonical, digest
from builder.site.entry import Entry
from builder.version import __version__

NAME: Final = ".moment-site.json"
_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Made:
    """One moment's page: what it was made from, and what the front page says of it.

    `media` are the paths of the files that it shows, from the site's root.
    """

    source: str
    entry: Entry
    media: tuple[str, ...]

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {"source": self.source, "entry": self.entry.to_json(), "media": list(self.media)}

    @classmethod
    def from_json(cls, data: Json) -> Self:
        """Read what `to_json` wrote."""
        return cls(data["source"], Entry.from_json(data["entry"]), tuple(data["media"]))


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that a site holds; `frame` names what stands around every page, `front` the front page.

    `files` are the pages and assets, from the site's root; what is not listed is not ours.
    `handbook` are those of its pages that are the handbook's.
    """

    frame: str = ""
    front: str = ""
    files: frozenset[str] = frozenset()
    made: dict[str, Made] = field(default_factory=dict)
    handbook: frozenset[str] = frozenset()

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read a site's ledger; a damaged one is as none, and costs a build of everything."""
        try:
            data = json.loads((folder / NAME).read_bytes())
            made = {moment: Made.from_json(one) for moment, one in data["moments"].items()}
            files, handbook = frozenset(data["files"]), frozenset(data["handbook"])
            ledger = cls(data["frame"], data["front"], files, made, handbook)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls()
        return ledger if data["format"] == _FORMAT and ledger.stays_inside() else cls()

    def stays_inside(self) -> bool:
        """Tell whether every path lies in the site: builds remove what the ledger lists."""
        media = (path for made in self.made.values() for path in made.media)
        return all(_is_inside(path) for path in (*self.files, *media))

    def write(self, folder: Path) -> None:
        """Write the ledger, after everything that it lists."""
        moments = {moment: made.to_json() for moment, made in sorted(self.made.items())}
        data = {
            "format": _FORMAT,
            "frame": self.frame,
            "front": self.front,
            "files": sorted(self.files),
            "handbook": sorted(self.handbook),
        }
        durable.write(
            folder / NAME, json.dumps({**data, "moments": moments}, ensure_ascii=False).encode()
        )


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not {"..", "/", "\\"} & {*parts, path[:1]} and ":" not in path


def code_digest() -> str:
    """Return a name for all that shapes a page besides its content: theme, code, texts, version."""
    here = Path(__file__).parent
    files = sorted(
        path
        for folder in (here, *(here.parent / name for name in ("checks", "locale", "rendition")))
        for path in folder.rglob("*")
        if path.is_file()
    )
    parts = [
        [path.relative_to(here.parent).as_posix(), digest(path.read_bytes())]
        for path in files
        if path.suffix != ".pyc"
    ]
    return digest(canonical([__version__, parts]))
