"""What a seeded fault is, and the few words in which one is written down.

A fault is one mistake of a designer in the real content: `Change`s of its files, the code that
is to be found, and where. Each change insists on what it finds there, so that a fault cannot
quietly turn into none when the content changes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

from builder.tree import read_folder

ROOT: Final = Path(__file__).parents[2]
_MOMENTS: Final = "content/moments"
SLEEP: Final = f"{_MOMENTS}/norrvik/battre-somn"
STRESS: Final = f"{_MOMENTS}/norrvik/hantera-stress"
PAIN: Final = f"{_MOMENTS}/sodervik/leva-med-smarta"
SURGERY: Final = f"{_MOMENTS}/sodervik/infor-operation"
TRIAL: Final = f"{_MOMENTS}/ovning/prova-pa"
DIARY: Final = f"{SLEEP}/forms/somndagbok.yaml"
TROUBLE: Final = f"{SLEEP}/forms/somnbesvar.yaml"
TROUBLE_AFTER: Final = f"{SLEEP}/forms/somnbesvar-slut.yaml"
HABITS: Final = f"{SURGERY}/forms/halsa-och-levnadsvanor.yaml"
DAILY: Final = "content/forms/dagens-stress.yaml"
PROFILE: Final = "content/profile.yaml"
NORRVIK: Final = "content/publishers/norrvik.yaml"
SODERVIK: Final = "content/publishers/sodervik.yaml"

Files: TypeAlias = Mapping[str, bytes]
Change: TypeAlias = Callable[[dict[str, bytes]], str]
"""Changes the files in place, and returns the path at which it did so."""


class LinkElsewhere(bytes):
    """What stands for a symbolic link among the files."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """The whole library with one fault in it, and where the finding is expected.

    `beside` are the codes and lines of what else is told of that file for the same mistake.
    """

    files: dict[str, bytes]
    path: str
    line: int
    beside: tuple[tuple[str, int], ...] = ()

    def expected(self, code: str) -> list[tuple[str, str, int]]:
        """Return all that is to be told, as code, path and line, from the top of the file."""
        told = [(code, self.line), *self.beside]
        return [(one, self.path, line) for one, line in sorted(told, key=lambda one: one[1])]


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake, and the one finding it is to give.

    It is expected where its first change begins, if nothing else is said: `at` is the number of
    the line, or a text that stands on it and on no other; `path` is another file than the first
    one that was changed. `rules` are those of domain.md section 9 (E1 to E26) that it breaks.
    `beside` is what one mistake gives besides, as codes and lines: nothing, but for what follows
    from a question that is never shown.
    """

    name: str
    what: str
    code: str
    changes: tuple[Change, ...]
    rules: str
    at: str | int
    path: str
    beside: tuple[tuple[str, int], ...] = ()

    def seeded(self) -> Seeded:
        """Return the library with the fault; raise ValueError where a change does not apply."""
        files = dict(content())
        paths = [change(files) for change in self.changes]
        if files == content():
            raise ValueError("nothing is changed")
        path = self.path or paths[0]
        if isinstance(self.at, int):
            return Seeded(files, path, self.at or _first_change(path, files), self.beside)
        return Seeded(files, path, _line(files[path], self.at), self.beside)


@cache
def content() -> Files:
    """Return the real content by path."""
    tree = read_folder(ROOT)
    return MappingProxyType({path: tree[path] for path in tree})


def fault(
    name: str,
    what: str,
    code: str,
    *changes: Change,
    rules: str = "",
    at: str | int = 0,
    path: str = "",
    beside: tuple[tuple[str, int], ...] = (),
) -> Fault:
    """Write down a fault."""
    return Fault(name, what, code, changes, rules, at, path, beside)


def _line(data: bytes, text: str) -> int:
    lines = [n for n, line in enumerate(data.split(b"\n"), 1) if text.encode() in line]
    if len(lines) != 1:
        raise ValueError(f"“{text}” stands on {len(lines)} lines")
    return lines[0]


def _first_change(path: str, files: Files) -> int:
    """Return the first line that differs; 1 for a file that came, went or is no text."""
    old, new = content().get(path), files.get(path)
    if old is None or new is None or b"\0" in old[:1000]:
        return 1
    return first_difference(old.decode("latin-1"), new.decode("latin-1"))


def first_difference(old: str, new: str) -> int:
    """Return the number of the first line that differs; 1 if none does."""
    pairs = zip_longest(old.split("\n"), new.split("\n"))
    return next((n for n, (before, after) in enumerate(pairs, 1) if before != after), 1)


def rework(path: str, work: Callable[[bytes], bytes]) -> Change:
    """Put what `work` makes of the bytes in their place."""

    def change(files: dict[str, bytes]) -> str:
        old = files[path]
        files[path] = work(old)
        if files[path] == old:
            raise ValueError(f"{path}: nothing is changed")
        return path

    return change


def replace(path: str, old: str, new: str, nth: int = 0) -> Change:
    """Write `new` where `old` stands: once in the whole file, or its `nth` occurrence."""

    def work(data: bytes) -> bytes:
        parts = data.split(old.encode())
        if len(parts) - 1 < max(nth, 1) or (not nth and len(parts) != 2):
            raise ValueError(f"{path}: “{old}” stands {len(parts) - 1} times")
        n = nth or 1
        return old.encode().join(parts[:n]) + new.encode() + old.encode().join(parts[n:])

    return rework(path, work)


def replace_everywhere(path: str, old: str, new: str) -> Change:
    """Write `new` wherever `old` stands in a file."""
    return rework(path, lambda data: data.replace(old.encode(), new.encode()))


def after(path: str, line: str, new: str) -> Change:
    """Add lines after the one line that begins with `line`."""

    def work(data: bytes) -> bytes:
        lines = data.decode().split("\n")
        places = [n for n, text in enumerate(lines) if text.startswith(line)]
        if len(places) != 1:
            raise ValueError(f"{path}: {len(places)} lines begin with “{line}”")
        lines[places[0] + 1 : places[0] + 1] = new.split("\n")
        return "\n".join(lines).encode()

    return rework(path, work)


def paragraph(path: str, line: str, text: str) -> Change:
    """Add a paragraph after the one line that begins with `line`."""
    return after(path, line, f"\n{text}")


def end(path: str, more: str | bytes) -> Change:
    """Add text or bytes at the end of a file."""
    return rework(path, lambda data: data + (more.encode() if isinstance(more, str) else more))


def drop(path: str, first: str, count: int = 1) -> Change:
    """Take away `count` lines, from the one that begins with `first`."""

    def work(data: bytes) -> bytes:
        lines = data.decode().split("\n")
        places = [n for n, text in enumerate(lines) if text.startswith(first)]
        if len(places) != 1:
            raise ValueError(f"{path}: {len(places)} lines begin with “{first}”")
        del lines[places[0] : places[0] + count]
        return "\n".join(lines).encode()

    return rework(path, work)


def add(path: str, data: bytes | str) -> Change:
    """Add a file."""

    def change(files: dict[str, bytes]) -> str:
        if path in files:
            raise ValueError(f"{path} is there already")
        files[path] = data.encode() if isinstance(data, str) else data
        return path

    return change


def remove(path: str) -> Change:
    """Take a file away."""

    def change(files: dict[str, bytes]) -> str:
        del files[path]
        return path

    return change


def rename(path: str, new: str, *, linked: str = "") -> Change:
    """Give a file another name; with `linked` that is what its moment's files now call it."""
    target = f"{path.rpartition('/')[0]}/{new}"

    def change(files: dict[str, bytes]) -> str:
        files[target] = files.pop(path)
        folder, old = "/".join(path.split("/")[:4]), path.rpartition("/")[2].encode()
        for one, data in files.items():
            if linked and one.startswith(f"{folder}/") and one.endswith((".md", ".yaml")):
                written = linked if one.endswith(".md") else new
                files[one] = data.replace(b"/" + old, b"/" + written.encode()).replace(
                    b" " + old, b" " + new.encode()
                )
        return target

    return change


def move(folder: str, target: str) -> Change:
    """Move a whole folder."""

    def change(files: dict[str, bytes]) -> str:
        inside = [path for path in files if path.startswith(f"{folder}/")]
        if not inside:
            raise ValueError(f"{folder}: no such folder")
        for path in inside:
            files[target + path.removeprefix(folder)] = files.pop(path)
        return target

    return change
