"""The little moment, its media, and the old/new pairs that are edits of it.

The moment stands in `moment/` as its authors would write it, but for pictures and film, which
are made here. A pair in `pairs/*.yaml` is one or several edits of it, with all their changes.
"""

import io
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import made_media
from PIL import Image, ImageDraw
from ruamel.yaml import YAML

from builder.changes import Change, Files, compare
from builder.content import Library, MomentContent, read_library, read_moment
from builder.packing import Packed, pack
from builder.tree import Tree

HERE = Path(__file__).parent
FOLDER = "content/moments/havsvik/lugnare-kvallar"
PERCENT = 30
"""The share of a step's words beyond which it is rewritten, as the profile has it."""
_NIGHT, _LAMP, _WOOD, _WALL = (18, 42, 66), (250, 214, 120), (120, 84, 60), (226, 220, 206)

Told = tuple[str, str, str, str]
"""Code, level, whom it touches, and the subject with slashes."""


# ---------------------------------------------------------------------------- media


def _room() -> Image.Image:
    image = Image.new("RGB", (320, 200), _WALL)
    draw = ImageDraw.Draw(image)
    draw.rectangle((30, 20, 120, 100), fill=_NIGHT)
    draw.rectangle((0, 160, 320, 200), fill=_WOOD)
    draw.rectangle((150, 110, 310, 160), fill=(60, 110, 130))
    draw.ellipse((250, 30, 290, 70), fill=_LAMP)
    return image


def _garden() -> Image.Image:
    image = Image.new("RGB", (320, 200), (170, 210, 235))
    draw = ImageDraw.Draw(image)
    draw.polygon([(0, 200), (0, 150), (160, 90), (320, 170), (320, 200)], fill=(60, 120, 60))
    draw.polygon([(200, 130), (230, 20), (260, 130)], fill=(20, 70, 40))
    draw.ellipse((20, 10, 80, 70), fill=(255, 240, 180))
    return image


def _note() -> Image.Image:
    image = Image.new("RGB", (240, 320), (236, 236, 232))
    draw = ImageDraw.Draw(image)
    draw.rectangle((60, 80, 180, 210), fill=(250, 230, 120))
    for y in range(105, 195, 22):
        draw.line((75, y, 165, y), fill=_NIGHT, width=5)
    return image


def _pillow() -> Image.Image:
    image = Image.new("RGB", (320, 180), _NIGHT)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((40, 80, 200, 150), 30, fill=_WALL)
    draw.polygon([(230, 90), (290, 90), (275, 40), (245, 40)], fill=_LAMP)
    return image


def _saved(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _film_repacked() -> bytes:
    return made_media.repacked(made_media.film(6), streamable=True, tags={"title": "Andas"})


_MADE = {
    "sovrum": lambda: _saved(_room()),
    "sovrum-omkodat": lambda: _saved(_room(), compress_level=1),
    "sovrum-jpeg": lambda: _saved(_room(), "JPEG", quality=90),
    "tradgard": lambda: _saved(_garden()),
    "lapp": lambda: _saved(_note()),
    "kudde": lambda: _saved(_pillow()),
    "film": lambda: made_media.film(6),
    "film-ompackad": _film_repacked,
    "film-langre": lambda: made_media.film(10, kind="noise"),
}
_SHOWN = {
    "media/sovrum.png": "sovrum",
    "media/lapp.png": "lapp",
    "media/kudde.png": "kudde",
    "media/andning.mp4": "film",
}


@cache
def made(name: str) -> bytes:
    """Return a picture or film by name; the same bytes each time it is asked for."""
    return _MADE[name]()


# ---------------------------------------------------------------------------- the moment


def full(name: str) -> str:
    """Return the path of a file that is named as in a pair."""
    return name if name.startswith("content/") else f"{FOLDER}/{name}"


@cache
def base_files() -> Mapping[str, bytes]:
    """Return the files of the little library, media and all."""
    root = HERE / "moment"
    written = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
    return {**written, **{full(name): made(what) for name, what in _SHOWN.items()}}


def read(files: Mapping[str, bytes]) -> tuple[Library, MomentContent]:
    """Read the library and its one moment."""
    tree = Tree.of(dict(files))
    library = read_library(tree)
    folder = next(path for path in tree if path.endswith("/moment.yaml")).rpartition("/")[0]
    moment = read_moment(tree, folder, library)
    library.keys = (moment.key,)
    return library, moment


@dataclass(frozen=True)
class Side:
    """One side of a pair: its files, and what they are packed into."""

    files: Mapping[str, bytes]
    packed: Packed

    def medium(self, sha256: str) -> bytes | None:
        """Return a medium's bytes by digest."""
        path = self.packed.blobs.get(sha256)
        return self.files[path] if path else None

    def lines(self, path: str) -> list[str]:
        """Return a file's lines."""
        return self.files[path].decode().splitlines()


def side(files: Mapping[str, bytes]) -> Side:
    """Read and pack; the sources must hold no mistake in how they are written."""
    library, content = read(files)
    problems = {**content.problems, **library.problems}
    assert not any(problems.values()), problems
    return Side(files, pack(content))


def changes(old: Side, new: Side) -> list[Change]:
    """Return every change that leads from `old` to `new`."""
    return compare(old.packed.package, new.packed.package, Files(old.medium, new.medium), PERCENT)


def told(found: Iterable[Change]) -> list[Told]:
    """Return what a pair lists of each change, in order."""
    rows = [
        (c.kind.code, c.level.word, c.kind.touches.word, "/".join(map(str, c.subject)))
        for c in found
    ]
    return sorted(rows)


# ---------------------------------------------------------------------------- pairs

Edit = Mapping[str, Any]


class NotThereError(Exception):
    """What an edit changes does not stand there, or not just once."""


def edited(files: Mapping[str, bytes], edits: Iterable[Edit]) -> dict[str, bytes]:
    """Return the files with the edits made; raise NotThereError where one cannot be."""
    after = dict(files)
    for edit in edits:
        _make(after, edit)
    return after


def _make(files: dict[str, bytes], edit: Edit) -> None:
    if "folder" in edit:
        _rename_folder(files, edit["folder"])
        return
    path = full(edit["file"])
    if "add" in edit or "made" in edit:
        files[path] = edit["add"].encode() if "add" in edit else made(edit["made"])
        return
    if path not in files:
        raise NotThereError(path)
    if "rename" in edit:
        files[full(edit["rename"])] = files.pop(path)
    elif "remove" in edit:
        del files[path]
    else:
        files[path] = _rewritten(files[path].decode(), edit).encode()


def _rename_folder(files: dict[str, bytes], name: str) -> None:
    new = f"{FOLDER.rpartition('/')[0]}/{name}"
    for path in [path for path in files if path.startswith(f"{FOLDER}/")]:
        files[new + path.removeprefix(FOLDER)] = files.pop(path)


def _rewritten(text: str, edit: Edit) -> str:
    if edit.get("crlf"):
        return text.replace("\n", "\r\n")
    if edit.get("nfd"):
        return unicodedata.normalize("NFD", text)
    if text.count(edit["old"]) != 1:
        raise NotThereError(f"{edit['file']}: {text.count(edit['old'])} × {edit['old']!r}")
    return text.replace(edit["old"], edit["new"])


@dataclass(frozen=True)
class Pair:
    """Edits of the moment with all the changes they are, one way and the other.

    `given` are edits of both sides, so that the pair stands on another ground than the moment. An
    edit is of one `file`, named in the moment's folder or from `content/`: `old` and `new` text,
    `add`, `made` (a medium by name), `rename`, `remove`, `crlf` or `nfd`; or of the `folder`.
    """

    part: str
    id: str
    why: str
    given: tuple[Edit, ...]
    edits: tuple[Edit, ...]
    forward: tuple[Edit, ...]
    back: tuple[Edit, ...]

    @property
    def old(self) -> dict[str, bytes]:
        """The files before the edits."""
        return edited(base_files(), self.given)

    @property
    def new(self) -> dict[str, bytes]:
        """The files after the edits."""
        return edited(self.old, self.edits)

    @property
    def files(self) -> set[str]:
        """The paths, of both sides, of all that is edited."""
        return {
            full(name)
            for edit in self.edits
            for name in (edit.get("file"), edit.get("rename"))
            if name
        }


def listed(rows: Iterable[Edit]) -> list[Told]:
    """Return the changes of a pair as `told` gives them."""
    return sorted((r["code"], r["level"], r["touches"], r["subject"]) for r in rows)


def pairs() -> list[Pair]:
    """Return every pair, in the order of the files."""
    reader = YAML(typ="safe")
    return [
        Pair(
            path.stem,
            row["id"],
            row["why"],
            tuple(row.get("given", ())),
            tuple(row["edits"]),
            tuple(row["changes"]),
            tuple(row.get("back", row["changes"])),
        )
        for path in sorted((HERE / "pairs").glob("*.yaml"))
        for row in reader.load(path)
    ]
