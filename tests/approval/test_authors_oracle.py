"""The authors against a slow and simple reckoning over whole snapshots, on made-up histories."""

from pathlib import Path

import pytest
from base import dice
from history import Files, History

from builder.approval import Authorship, Inputs

SLUGS = [f"content/moments/norrvik/{name}" for name in ("a", "b", "c")]
FORMS = ["content/forms/x.yaml", "content/forms/y.yaml"]
FILES = [f"{slug}/{name}.md" for slug in SLUGS for name in ("welcome", "staff")] + FORMS
SETTINGS = [f"{slug}/moment.yaml" for slug in SLUGS]
SEEDS = range(30)


class Maker:
    """Makes histories of edits, renames, copies, and merges of every kind."""

    def __init__(self, seed: int, *, straight: bool) -> None:
        self.dice, self.count = dice(seed), 0
        self.history = History()
        self.history.add(
            {f"{SLUGS[0]}/moment.yaml": self.settings("m"), FORMS[0]: self.text()}, author="u0"
        )
        for number in range(1, 14):
            author = f"u{number}"
            if not straight and number > 2 and self.dice.random() < 0.3:
                self.merge(author)
            else:
                above = number - 1 if straight else self.dice.randrange(max(0, number - 4), number)
                files = self.change(dict(self.history.snapshots[above].files))
                self.history.add(files, parents=[above], author=author)

    def text(self) -> bytes:
        self.count += 1
        return "".join(f"{self.dice.getrandbits(64)} {self.count}\n" for _ in range(6)).encode()

    def settings(self, id_: str) -> bytes:
        return f"id: {id_}\n".encode() + self.text()

    def change(self, files: dict[str, bytes]) -> dict[str, bytes]:
        there = sorted(files)
        path, free = self.dice.choice(there), sorted({*FILES, *SETTINGS} - set(there))
        match self.dice.choice(("edit", "edit", "add", "remove", "rename", "copy", "move", "id")):
            case "add" if free:
                self.fill(files, self.dice.choice(free))
            case "remove":
                del files[path]
            case "rename" if names := [name for name in free if name in FILES]:
                files[self.dice.choice(names)] = files.pop(path)
            case "copy":
                files[self.dice.choice(FILES)] = files[path]
            case "move":
                self.move(files)
            case "id":
                files[self.dice.choice(SETTINGS)] = self.settings(self.dice.choice("mno"))
            case _:
                self.fill(files, path)
        return files or {"README.md": self.text()}

    def fill(self, files: dict[str, bytes], path: str) -> None:
        files[path] = self.settings(self.dice.choice("mno")) if path in SETTINGS else self.text()

    def move(self, files: dict[str, bytes]) -> None:
        old, new = self.dice.sample(SLUGS, 2)
        if not any(path.startswith(f"{new}/") for path in files):
            for path in sorted(files):
                if path.startswith(f"{old}/"):
                    files[path.replace(old, new)] = files.pop(path)

    def merge(self, author: str) -> None:
        snapshots = self.history.snapshots
        one, two = self.dice.sample(range(len(snapshots)), 2)
        files: dict[str, bytes] = {}
        for path in sorted({*snapshots[one].files, *snapshots[two].files}):
            chosen = snapshots[self.dice.choice((one, two))].files.get(path)
            if self.dice.random() < 0.1:
                chosen = self.settings("m") if path in SETTINGS else self.text()
            if chosen is not None and self.dice.random() < 0.95:
                files[path] = chosen
        self.history.add(files or {"README.md": self.text()}, parents=[one, two], author=author)


class Reckoning:
    """Authors by looking at whole snapshots; knows nothing of logs and sets of bits."""

    def __init__(self, history: History) -> None:
        self.all = history.snapshots
        self.has_merges = any(one.parents != (n - 1,) for n, one in enumerate(self.all) if n)
        self.above = [{number} for number in range(len(self.all))]
        for number, one in enumerate(self.all):
            for parent in one.parents:
                self.above[number] |= self.above[parent]

    def parents(self, number: int) -> list[Files]:
        return [self.all[one].files for one in self.all[number].parents] or [{}]

    def wrote(self, number: int, path: str) -> bool:
        now = self.all[number].files.get(path)
        return all(files.get(path) != now for files in self.parents(number))

    def origins(self, number: int, path: str) -> set[tuple[str, bool]]:
        """Return where what a commit wrote came from, and whether it was copied, not moved."""
        now = self.all[number].files.get(path)
        if now is None or not self.wrote(number, path):
            return set()
        alike = {
            other
            for files in self.parents(number)
            for other, data in files.items()
            if data == now and other != path
        }
        moved = {other for other in alike if other not in self.all[number].files}
        if self.has_merges:
            return set()  # that somebody more is found there is no fault
        if moved:
            name = path.rpartition("/")[2]
            same = {other for other in moved if other.endswith(f"/{name}")}
            return {(other, False) for other in same or moved}
        since = {other: self.since(number - 1, other) for other in alike}
        return {(other, True) for other in alike if since[other] == min(since.values())}

    def since(self, number: int, path: str) -> int:
        """Return the commit since which a file has been as it is at another, in a straight line."""
        while number and self.all[number - 1].files.get(path) == self.all[number].files.get(path):
            number -= 1
        return number

    def authors(self, base: int | None, folder: str, form: str) -> set[str]:
        head = len(self.all) - 1
        scope = self.above[head] - (self.above[base] if base is not None else set())
        places = {folder} | {
            slug
            for slug in SLUGS
            for number in scope
            for files in (self.all[number].files, *self.parents(number))
            if self.wrote(number, f"{slug}/moment.yaml")
            and files.get(f"{slug}/moment.yaml", b"").startswith(b"id: m\n")
        }
        paths = [form, *(path for path in FILES + SETTINGS if path.rpartition("/")[0] in places)]
        known = {(path, number) for path in paths for number in scope}
        while True:
            more = set()
            for path, number in known:
                for source, copied in self.origins(number, path):
                    reach = {n for p, n in known if p == path}
                    more |= {(source, n) for n in (reach & self.above[number] if copied else reach)}
            if more <= known:
                break
            known |= more
        found = {number for path, number in known if self.wrote(number, path)}
        if base is not None:
            found |= self.restored(
                base,
                [path for path in FILES + SETTINGS if path.startswith(f"{folder}/")] + [form],
                scope,
            )
        return {self.all[number].author for number in found}

    def restored(self, base: int, paths: list[str], scope: set[int]) -> set[int]:
        found = set()
        now, then = self.all[-1].files, self.all[base].files
        for path in paths:
            new = now.get(path)
            explained = any(
                self.wrote(n, path) and self.all[n].files.get(path) == new for n in scope
            )
            if new != then.get(path) and not explained:
                found |= {
                    n for n in scope if len({files.get(path) for files in self.parents(n)}) > 1
                }
        return found


def ask(history: History, folder: Path, bases: list[int | None]) -> list[set[str]]:
    repository, ids = history.repository(folder)
    read = Authorship.read(
        repository, "main", [None if base is None else ids[base] for base in bases]
    )
    inputs = Inputs("norrvik/m", frozenset(SLUGS[:1]), frozenset(FORMS[:1]))
    return [
        {one.name for one in read.authors(None if base is None else ids[base], inputs)}
        for base in bases
    ]


@pytest.mark.parametrize("straight", [True, False], ids=["straight", "merged"])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_authors_are_those_of_the_slow_reckoning(
    tmp_path: Path, seed: int, straight: bool
) -> None:
    history = Maker(seed, straight=straight).history
    slow = Reckoning(history)
    bases = [None, *sorted(slow.above[-1])[::3]]
    for base, found in zip(bases, ask(history, tmp_path, bases), strict=True):
        expected = slow.authors(base, SLUGS[0], FORMS[0])
        assert expected <= found, base
        if straight:
            assert found == expected, base
        if base is not None and inputs_of(slow, base) != inputs_of(slow, -1):
            assert found, base


def inputs_of(slow: Reckoning, number: int) -> dict[str, bytes]:
    files = slow.all[number].files
    return {path: files[path] for path in files if path.startswith((f"{SLUGS[0]}/", FORMS[0]))}
