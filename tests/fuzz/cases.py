"""Libraries with something wrong in them, each known by its kind, seed and number alone."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from random import Random
from typing import Final, TypeAlias

from mutate import Palette, mutate
from palettes import WORDS
from seeds import Files, libraries, media, real_media

from builder.content.library import moment_folder
from builder.tree import is_hidden

_SUFFIXES: Final = {"yaml": ".yaml", "markdown": ".md", "webvtt": ".vtt"}
_MEDIA_SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".webp", ".mp4", ".mp3", ".m4a", ".md", ".vtt")
_NEEDED: Final = ("profile.yaml", "moment.yaml", "welcome.md", "media.yaml", ".vtt")
_UNREADABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u2060\ufeff]"
)
_RIGHTS: Final = "rights: {holder: Prov, licence: CC0-1.0}"
_Files: TypeAlias = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Case:
    """One try. `heavy` cases may hold the real media, which take a hundred times as long."""

    kind: str
    seed: int
    number: int
    heavy: bool = False

    def files(self) -> Files:
        """Return the library to try."""
        chance = Random(repr(self))  # noqa: S311 - to be repeated, not to be secret
        files = _thinned(chance.choice(_libraries(self.kind)), chance)
        for _ in range(chance.choice((1, 1, 1, 2, 4))):
            _CHANGES[self.kind](files, chance, self)
        return files


def _thinned(files: Files, chance: Random) -> _Files:
    """Return a library without some of its files: it is read faster, and something is missing."""
    kept = chance.choice((0.2, 0.4, 1.0))
    return {
        path: data
        for path, data in files.items()
        if path.endswith(_NEEDED) or chance.random() < kept
    }


def _libraries(kind: str) -> list[Files]:
    suffix = _SUFFIXES.get(kind, "")
    return [one for one in libraries() if any(path.endswith(suffix) for path in one)]


def _change_text(files: _Files, chance: Random, case: Case) -> None:
    """Change a text file, with parts of others of its kind, and now and then of any kind."""
    suffix = _SUFFIXES[case.kind]
    kin = [path for path in files if path.endswith(suffix)]
    path = chance.choice(kin)
    others = [files[one] for one in (kin if chance.random() < 0.9 else files)]
    data = mutate(files[path], chance, Palette(WORDS[case.kind], others))
    files[path] = data if chance.random() < 0.15 else _legible(data)


def _legible(data: bytes) -> bytes:
    """Return text that is not refused before it is read."""
    return _UNREADABLE.sub("", data.decode(errors="ignore")).encode()


def _change_medium(files: _Files, chance: Random, case: Case) -> None:
    """Add a damaged medium that is listed and shown, mostly under a name that suits it."""
    known = media()
    name = chance.choice(sorted(known))
    data = known[name]
    if case.heavy and chance.random() < 0.1:
        data = chance.choice(real_media())
    suffix = PurePosixPath(name).suffix
    if suffix not in _MEDIA_SUFFIXES or chance.random() < 0.15:
        suffix = chance.choice(_MEDIA_SUFFIXES)
    palette = Palette(WORDS["media"], list(known.values()))
    folder, number = _moment(files), len(files)
    files[f"{folder}/media/prov-{number}{suffix}"] = mutate(data, chance, palette)
    entry = f"  - {{id: prov-{number}, file: prov-{number}{suffix}, {_RIGHTS}}}\n"
    files[f"{folder}/media/media.yaml"] += entry.encode()
    files[f"{folder}/welcome.md"] += f"\n![Prov.](media/prov-{number}{suffix})\n".encode()


def _change_names(files: _Files, chance: Random, case: Case) -> None:
    """Rename, move, swap, copy or drop a file, or put any bytes where a file may be."""
    path, other = chance.choice(sorted(files)), chance.choice(sorted(files))
    match chance.randrange(6):
        case 0:
            files[path], files[other] = files[other], files[path]
        case 1 if len(files) > 1:
            del files[path]
        case 2:
            files[path] = chance.randbytes(int(2 ** chance.uniform(0, 12)))
        case 3:
            _put(files, path + chance.choice(("~", "/x", "/README.md", ".md", "e\u0301")), b"x")
        case _:
            parts = path.split("/")
            n = chance.randrange(1, len(parts))
            palette = Palette(WORDS["names"], [*map(os.fsencode, other.split("/"))])
            name = mutate(os.fsencode(parts[n]), chance, palette)
            parts[n] = os.fsdecode(name[:255])
            _put(files, "/".join(parts), files[path] if n == 3 else files.pop(path))


def _put(files: _Files, path: str, data: bytes) -> None:
    """Add a file where a disk could have one."""
    parts = path.split("/")
    folders = {"/".join(parts[:n]) for n in range(len(parts))}
    possible = all(part not in {"", ".", ".."} and not is_hidden(part) for part in parts)
    if possible and "\0" not in path and not folders & files.keys():
        for inside in [one for one in files if one.startswith(f"{path}/")]:
            del files[inside]
        files[path] = data


def _moment(files: _Files) -> str:
    return next(moment_folder(path) for path in files if path.endswith("/moment.yaml"))


_CHANGES: Final[dict[str, Callable[[_Files, Random, Case], None]]] = {
    "yaml": _change_text,
    "markdown": _change_text,
    "webvtt": _change_text,
    "media": _change_medium,
    "names": _change_names,
}
KINDS: Final = tuple(_CHANGES)
