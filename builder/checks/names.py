"""NAM: names of files and folders that fail somewhere on their way to the resident."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from builder.checks.rule import rule
from builder.content import Library, MomentContent, Sources
from builder.message import Message, tell
from builder.problem import Problem, Span
from builder.tree import CONTENT, normal

_NAME: Final = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names that Windows keeps for devices, whatever suffix they carry."""


@rule("NAM001", "file-name", Sources)
def file_name(sources: Sources) -> Iterator[Problem]:
    """The name of a file or folder holds something else than a–z, 0–9, hyphen and full stop.

    Why: å, ä and ö make uploads fail on the platform, spaces break links, and upper case makes
    a link work on one computer and not on the next.

    Bad, in `changes/Ny Text.md`:

        # Ny text

        Vi har skrivit om inledningen.

    Good, in `changes/ny-text.md`:

        # Ny text

        Vi har skrivit om inledningen.
    """
    for path in _places(sources):
        fault = name_fault(path.rpartition("/")[2])
        if fault:
            yield Problem(path, Span(path), fault)


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
    return tell("“{name}” may only hold a–z, 0–9, hyphens and full stops between them", name=name)


def _places(sources: Sources) -> list[str]:
    """Return every file, and every folder that holds one, that these sources answer for."""
    top = sources.folder.rpartition("/")[0] if isinstance(sources, MomentContent) else CONTENT
    places: set[str] = set()
    for path in (*sources.tree, *sources.tree.empty_folders):
        while len(path) > len(top):
            places.add(path)
            path = path.rpartition("/")[0]  # noqa: PLW2901 - climbing up
    if isinstance(sources, Library):
        places -= {place for place in places if sources.folder_of(place)}
    return sorted(places)


@rule("NAM002", "case-clash", Sources)
def case_clash(sources: Sources) -> Iterator[Problem]:
    """Two files have names that differ only in capital letters or in how å, ä and ö are stored.

    Why: on Windows and macOS they are one and the same file, and one of them is lost.
    """
    first: dict[str, str] = {}
    for path in sources.tree:
        same = normal(path).casefold()
        if same in first:
            message = tell(
                "this name is the same as “{other}” on Windows and macOS",
                other=first[same].rpartition("/")[2],
            )
            yield Problem(path, Span(path), message)
        first.setdefault(same, path)


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
