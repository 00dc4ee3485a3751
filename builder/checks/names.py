"""NAM: names of files and folders that fail somewhere on their way to the resident."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from builder.checks.rule import rule
from builder.content import Library, MomentContent, Sources
from builder.message import Message, tell
from builder.model.slug import numbered, plain_letters
from builder.problem import Problem, Rename, Span
from builder.tree import CONTENT, places, spoken

_NAME: Final = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
_SUFFIX: Final = re.compile(r"\.[a-z0-9]+\Z")
_BETWEEN: Final = re.compile(r"[^a-z0-9]+")
_PUBLISHERS: Final = f"{CONTENT}/publishers"
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names that Windows keeps for devices, whatever suffix they carry."""


@rule("NAM001", "file-name", Sources)
def file_name(sources: Sources) -> Iterator[Problem]:
    """The name of a file or folder holds something else than a–z, 0–9, hyphen, _ and full stop.

    Why: å, ä and ö make uploads fail on the platform, spaces break links, and upper case makes
    a link work on one computer and not on the next.

    Bad, in `changes/Ny Text.md`:

        # Ny text

        Vi har skrivit om inledningen.

    Good, in `changes/ny-text.md`:

        # Ny text

        Vi har skrivit om inledningen.
    """
    clashing, answered_for = clashes(sources.tree), _places(sources)
    taken = {spoken(path) for path in answered_for}
    for path in answered_for:
        fault = name_fault(path.rpartition("/")[2])
        if fault and path not in clashing:  # which of them is the right one comes first
            fix = _rename(sources, path, taken - {spoken(path)})
            taken |= {spoken(f"{path.rpartition('/')[0]}/{fix.name}")} if fix else set()
            yield Problem(path, Span(path), fault, fix=fix)


def name_fault(name: str) -> Message | None:
    """Return what is wrong with the name of a file or folder, or None."""
    if name == "README.md" or (
        _NAME.fullmatch(name) and name.split(".", maxsplit=1)[0] not in _RESERVED
    ):
        return None
    if name.split(".", maxsplit=1)[0].casefold() in _RESERVED:
        return tell("“{name}” is a name that Windows does not allow", name=name)
    composed = unicodedata.normalize("NFC", name)
    letters = sorted({one for one in composed if one.isalpha() and not one.isascii()})
    if letters:
        return tell(
            "“{name}” has {letters} in its name: use a–z", name=composed, letters=", ".join(letters)
        )
    if " " in name:
        return tell("“{name}” has a space in its name: use a hyphen", name=name)
    if name != name.lower():
        return tell("“{name}” has capital letters in its name: use small ones", name=name)
    return tell(
        "“{name}” may only hold a–z and 0–9, with single -, _ or . between them",
        name=name,
    )


def mended_name(name: str) -> str:
    """Return the name that a file or folder gets, or nothing where no letter of it can be kept.

    `Sömn Bild (1).PNG` becomes `somn-bild-1.png`.
    """
    plain = plain_letters(name).rstrip()
    found = _SUFFIX.search(plain)
    suffix = found[0] if found else ""
    stem = _BETWEEN.sub(lambda one: one[0] if one[0] in "._-" else "-", plain.removesuffix(suffix))
    stem = stem.strip("._-")
    first, *rest = stem.split(".")
    stem = ".".join([f"{first}-1" if first in _RESERVED else first, *rest])
    return f"{stem}{suffix}" if stem else ""


def _rename(sources: Sources, path: str, taken: set[str]) -> Rename | None:
    """Return the fix of a name: its own, or one with a number; nothing where it is not certain."""
    folder, _, old = path.rpartition("/")
    new = mended_name(old)
    stem, suffix = PurePosixPath(new).stem, PurePosixPath(new).suffix
    if not new or (folder == _PUBLISHERS and not _is_publisher(sources, old, stem)):
        return None
    if path not in sources.tree:
        return None if spoken(f"{folder}/{new}") in taken else Rename(path, new)
    others = {one.removesuffix(suffix) for one in taken if one.endswith(suffix)}
    unique = numbered(spoken(f"{folder}/{stem}"), others)
    return Rename(path, f"{unique.rpartition('/')[2]}{suffix}")


def _is_publisher(sources: Sources, old: str, new: str) -> bool:
    """Tell whether the publisher in the file `old` is called `new`, as its file must be."""
    publishers = sources.publishers if isinstance(sources, Library) else {}
    publisher = publishers.get(PurePosixPath(old).stem)
    return PurePosixPath(old).stem == new or (publisher is not None and publisher.id == new)


def _places(sources: Sources) -> list[str]:
    """Return every file, and every folder that holds one, that these sources answer for."""
    top = sources.folder.rpartition("/")[0] if isinstance(sources, MomentContent) else CONTENT
    found = places((*sources.tree, *sources.tree.empty_folders)) - places((top,))
    if isinstance(sources, Library):
        found = {place for place in found if not sources.folder_of(place)}
    return sorted(found)


@rule("NAM002", "case-clash", Sources)
def case_clash(sources: Sources) -> Iterator[Problem]:
    """Two files have names that differ only in capital letters or in how å, ä and ö are stored.

    Why: on Windows and macOS they are one and the same file, and one of them is lost.
    """
    for path, others in clashes(sources.tree).items():
        if others[0] != path:
            message = tell(
                "this name is the same as “{other}” on Windows and macOS",
                other=others[0].rpartition("/")[2],
            )
            yield Problem(path, Span(path), message)


def clashes(paths: Iterable[str]) -> dict[str, list[str]]:
    """Return the paths that are one file on Windows and macOS, each with all that are the same."""
    same: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        same[spoken(path)].append(path)
    return {path: group for group in same.values() if len(group) > 1 for path in group}


@rule("NAM003", "not-a-file", Sources)
def not_a_file(sources: Sources) -> Iterator[Problem]:
    """A symbolic link stands where a file should.

    Why: a link can point out of the library, and does not survive on every system.
    """
    for path in sorted(sources.tree.links):
        yield Problem(
            path, Span(path), tell("this is a link to another place; put the file itself here")
        )


RULES = (file_name, case_clash, not_a_file)
