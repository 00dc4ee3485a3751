"""The people of the benchmark's library: their keys, their commits and their approvals."""

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from library import MENDED, PER_PUBLISHER

PUBLISHER = "utgivare-1"
APPROVERS = ("utgivare", "utgivare-2")
DESIGNERS = tuple(f"designer-{n}" for n in range(1, 11))
_EPOCH = 1_800_000_000  # seconds; whatever day it is, alike in every run


def git(root: Path, *arguments: str, given: bytes | None = None) -> None:
    """Run git as a designer."""
    who = ("-c", f"user.name={DESIGNERS[0]}", "-c", f"user.email={_address(DESIGNERS[0])}")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, input=given)


def commit(root: Path) -> None:
    """Commit everything."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "x")


def begin(root: Path, keys: Path) -> None:
    """Make a repository of a library whose first unit has ten designers and two keys."""
    keys.mkdir()
    path = root / f"content/publishers/{PUBLISHER}.yaml"
    text = path.read_text(encoding="utf-8")
    for person in APPROVERS:
        make = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(keys / person))
        subprocess.run(make, check=True)
        line = (keys / f"{person}.pub").read_text(encoding="utf-8").strip()
        before, found, after = text.partition(f"  - id: {person}\n")
        text = f"{before}{found}    keys: [{{key: {line}}}]\n{after}"
    more = "".join(
        f"  - id: {who}\n    name: {who}\n    emails: [{_address(who)}]\n    roles: [designer]\n"
        for who in DESIGNERS
    )
    path.write_text(text + more, encoding="utf-8")
    (root / ".gitignore").write_text("published/\n.moment-cache/\n")
    git(root, "init", "--quiet", "--initial-branch", "main")
    commit(root)


def ask_for_two(root: Path) -> None:
    """Let two publishers approve every version from now on."""
    path = root / "content/profile.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("{minor: 0, major: 0, listing: 0}", "{minor: 2, major: 2}"))
    commit(root)


def grow(root: Path, commits: int, moments: int) -> None:
    """Add commits by ten people, moment after moment: one edits, the next one takes it back."""
    told = "".join(_commits(root, commits, moments))
    git(root, "fast-import", "--quiet", given=told.encode())
    git(root, "reset", "--quiet", "--hard", "main")


def _commits(root: Path, commits: int, moments: int) -> Iterator[str]:
    for n in range(commits):
        path = welcome(n // 2 % moments + 1)
        text = (root / path).read_text(encoding="utf-8")
        text = text.replace(*MENDED) if n % 2 == 0 else text
        who = DESIGNERS[n % len(DESIGNERS)]
        yield f"commit refs/heads/main\ncommitter {who} <{_address(who)}> {_EPOCH + n} +0000\n"
        yield "data 1\nx\n" + ("from refs/heads/main^0\n" if n == 0 else "")
        yield f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n"


def change(root: Path, numbers: Iterable[int], note: str) -> None:
    """Reword a sentence of some moments, tell of it in a change note, and leave it uncommitted."""
    for n in numbers:
        path = root / welcome(n)
        path.write_text(path.read_text(encoding="utf-8").replace(*MENDED), encoding="utf-8")
        told = path.parent / f"changes/{note}.md"
        told.parent.mkdir(exist_ok=True)
        told.write_text("# En tydligare mening\n\nNi behöver inte göra något.\n", encoding="utf-8")


def _address(who: str) -> str:
    return f"{who}@{PUBLISHER}.example"


def welcome(n: int) -> str:
    """Return the path of a moment's welcome; the first fifty are PUBLISHER's."""
    return f"content/moments/utgivare-{(n - 1) // PER_PUBLISHER + 1}/moment-{n}/welcome.md"
