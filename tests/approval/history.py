"""Histories for git, made from whole snapshots in one go, merges of any kind included."""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from builder.repository import Repository

Files = Mapping[str, bytes]


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


@dataclass(frozen=True)
class Snapshot:
    """A commit: all its files, the numbers of its parents, who made it, what it says."""

    files: Files
    parents: tuple[int, ...]
    author: str
    message: str = "En ändring"


@dataclass
class History:
    """Snapshots, oldest first; parents before their children."""

    snapshots: list[Snapshot] = field(default_factory=list)

    def add(
        self,
        files: Files,
        parents: Sequence[int] | None = None,
        author: str = "anna",
        message: str = "En ändring",
    ) -> int:
        """Add a commit, on the one before it unless told otherwise; return its number."""
        last = len(self.snapshots) - 1
        above = tuple(parents) if parents is not None else (last,) if last >= 0 else ()
        self.snapshots.append(Snapshot(dict(files), above, author, message))
        return last + 1

    def edit(
        self,
        changes: Mapping[str, bytes | None],
        parents: Sequence[int] | None = None,
        author: str = "anna",
        message: str = "En ändring",
    ) -> int:
        """Add a commit that is its first parent with some files changed; None: taken away."""
        parent = parents[0] if parents else len(self.snapshots) - 1
        files = {**self.snapshots[parent].files, **changes}
        kept = {path: data for path, data in files.items() if data is not None}
        return self.add(kept, parents, author, message)

    def write(self, folder: Path) -> list[str]:
        """Make a bare repository with this history on `main`; return the ids of the commits."""
        git(folder, "init", "-q", "--bare", "-b", "main", ".")
        subprocess.run(
            ["git", "fast-import", "--quiet", "--export-marks=marks"],
            cwd=folder,
            input=b"".join(self._stream()),
            check=True,
        )
        marks = dict(line.split() for line in (folder / "marks").read_text().splitlines())
        ids = [marks[f":{number + 1}"] for number in range(len(self.snapshots))]
        git(folder, "update-ref", "refs/heads/main", ids[-1])
        return ids

    def repository(self, folder: Path) -> tuple[Repository, list[str]]:
        ids = self.write(folder)
        return Repository(folder), ids

    def _stream(self):
        for number, one in enumerate(self.snapshots):
            name = f"{one.author} <{one.author}@prov.example>".encode()
            yield b"commit refs/heads/made\nmark :%d\n" % (number + 1)
            for role in (b"author", b"committer"):
                who = name if role == b"author" else b"Nattens robot <robot@prov.example>"
                yield b"%s %s %d +0000\n" % (role, who, 1_700_000_000 + number)
            yield _data(one.message.encode())
            for at, parent in enumerate(one.parents):
                yield b"%s :%d\n" % (b"merge" if at else b"from", parent + 1)
            yield b"deleteall\n"
            for path, data in sorted(one.files.items()):
                yield b"M 100644 inline %s\n" % path.encode()
                yield _data(data)
            yield b"\nreset refs/heads/made\n"  # the next commit says itself what it stands on


def _data(data: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(data), data)
