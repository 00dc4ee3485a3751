"""What git's log says: who made each commit, with whom, and what became of which files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.repository import Repository
from builder.tree import normal

_START: Final = "\x01"
_FORM: Final = "%x01%H%x00%P%x00%an%x00%ae%x00%B"
_CO_AUTHOR: Final = re.compile(
    r"^[ \t]*co-?authored-by[ \t]*:(?P<who>.*(?:\r?\n[ \t]+\S.*)*)", re.IGNORECASE | re.MULTILINE
)
"""The rest of the line, and of lines that are folded: they begin with a space."""
_ADDRESS: Final = re.compile(r"[^\s<>,;:()\"]+@[^\s<>,;()\"]+")
_NO_BLOB: Final = re.compile(r"0+")


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a commit made of one file, or of its place: `blob` is "" where the file is gone.

    `sources` are path and blob in each parent, the same path unless it was renamed.
    """

    path: str
    blob: str
    sources: tuple[tuple[str, str], ...]

    @property
    def is_own(self) -> bool:
        """Tell whether the commit wrote this itself; a merge may only have taken it over."""
        taken = {blob for _, blob in self.sources}
        return len(self.sources) == 1 or self.blob not in taken


@dataclass(frozen=True, slots=True)
class Logged:
    """A commit; `people` are (name, e-mail) of its author and of those it says helped."""

    id: str
    parents: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    changes: tuple[FileChange, ...]


def read_log(repository: Repository, *revisions: str) -> list[Logged]:
    """Return the commits of some revisions, children before their parents, in one call of git."""
    data = repository.log(revisions, _FORM).decode(errors="replace")
    return list(_commits(_Tokens(data.split("\0")), repository))


@dataclass(slots=True)
class _Tokens:
    """What stands between the NULs of a log, in order; new lines before a token say nothing."""

    tokens: list[str]
    at: int = 0

    def peek(self) -> str:
        while self.at < len(self.tokens) and not self.tokens[self.at].strip("\n"):
            self.at += 1
        return self.tokens[self.at].lstrip("\n") if self.at < len(self.tokens) else ""

    def take(self, number: int) -> list[str]:
        self.at += number
        return self.tokens[self.at - number : self.at]


def _commits(tokens: _Tokens, repository: Repository) -> Iterator[Logged]:
    while tokens.peek().startswith(_START):
        id_, parents, name, email, message = tokens.take(5)
        changes = []
        while tokens.peek().startswith(":"):
            changes.append(_change(tokens, repository))
        yield Logged(
            id_.strip().removeprefix(_START),
            tuple(parents.split()),
            ((name, email), *_helpers(message)),
            tuple(changes),
        )


def _change(tokens: _Tokens, repository: Repository) -> FileChange:
    """Read one raw entry: modes and blobs of the parents and the result, a status, the paths."""
    fields = tokens.peek()
    parents = len(fields) - len(fields.lstrip(":"))
    words = fields.split(" ")
    *blobs, blob = ("" if _NO_BLOB.fullmatch(one) else one for one in words[parents + 1 : -1])
    tokens.take(1)
    is_renamed = parents == 1 and words[-1][0] in "RC"
    found = tokens.take(parents + 1 if parents > 1 else 1 + is_renamed)
    paths = [normal(repository.spelt(path)) for path in found]
    sources = paths[:-1] if len(paths) > 1 else paths
    return FileChange(paths[-1], blob, tuple(zip(sources, blobs, strict=True)))


def _helpers(message: str) -> Iterator[tuple[str, str]]:
    """Yield who is named as co-author anywhere in a message: every address in such a line.

    Somebody without an address is yielded too, with "": nobody knows who that is.
    """
    for found in _CO_AUTHOR.finditer(message):
        who = " ".join(found["who"].split())
        name = who.partition("<")[0].strip()
        yield from ((name, email) for email in _ADDRESS.findall(who) or [""])
