"""What the demo is told with: its scratch copy, its people's keys, and how a command is run.

The keys belong to made-up people, have no passphrase and live in `demo/keys`: they are for this
story, and for nothing else. The committed content has no keys.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.rule import Rule

from builder.message import choose_language

ROOT = Path(__file__).resolve().parents[2]
SCRATCH = ROOT / "demo"
LIBRARY = SCRATCH / "library"
KEYS = SCRATCH / "keys"
UNIT = SCRATCH / "unit"
PUBLISHED = ROOT / "published"
MADE_BY_DEMO = PUBLISHED / ".made-by-demo"

LANGUAGE = choose_language(os.environ)
console = Console(soft_wrap=True, highlight=False)


def say(sv: str, en: str) -> None:
    """Write a heading of the story."""
    console.print()
    console.print(Rule(sv if LANGUAGE == "sv" else en, align="left", style="cyan"))


def tell(sv: str, en: str) -> None:
    """Write a sentence of the story."""
    console.print(sv if LANGUAGE == "sv" else en, style="dim")


def run(
    *command: str, expect: int = 0, show: bool = True, brief: bool = False, who: str = ""
) -> str:
    """Run a command in the library as someone would, and stop the story if it ends otherwise.

    `brief` shows no more than its last line, or its error: the rest has been shown already.
    `who` is the e-mail address of the made-up person that git knows it by.
    """
    if show:
        console.print(f"$ {shlex.join(command)}", style="bold", markup=False)
    program = (
        [str(Path(sys.executable).with_name(command[0])), *command[1:]]
        if command[0].startswith("moment")
        else [*command]
    )
    done = subprocess.run(
        program, cwd=LIBRARY, env=_surroundings(who), capture_output=True, text=True, check=False
    )
    if done.returncode != expect:
        sys.exit(
            f"{done.stdout}{done.stderr}\n{command}: exit status {done.returncode}, expected {expect}"
        )
    if show:
        last = done.stdout.splitlines(keepends=True)[-1:] if expect == 0 else [done.stderr]
        sys.stdout.write("".join(last) if brief else done.stdout + done.stderr)
        sys.stdout.flush()
    return done.stdout


def _surroundings(who: str) -> dict[str, str]:
    given = {"MOMENT_UNIT_HOME": str(UNIT), "COLUMNS": str(console.width)}
    for role in ("AUTHOR", "COMMITTER") if who else ():
        given |= {f"GIT_{role}_NAME": who.partition("@")[0], f"GIT_{role}_EMAIL": who}
    if console.is_terminal:
        given["FORCE_COLOR"] = "1"
    return {**os.environ, **given}


def commit(message: str, who: str) -> None:
    """Commit everything as a made-up person of the register."""
    run("git", "add", "--all", show=False)
    run(
        "git",
        "commit",
        "--quiet",
        "--author",
        f"{who.partition('@')[0]} <{who}>",
        "--message",
        message,
        who=who,
    )


def merge(branch: str, who: str) -> None:
    """Take a branch into main, as a made-up person who does not become an author by it."""
    run("git", "switch", "--quiet", "main", show=False)
    run("git", "merge", "--quiet", "--no-ff", "--message", branch, branch, who=who)


def approve(publisher: str, person: str, *more: str, expect: int = 0, brief: bool = True) -> None:
    """Approve what waits, with a person's key."""
    key = f"../keys/{publisher}.{person}"
    run("moment", "approve", *more, "--key", key, "--yes", expect=expect, brief=brief)


def edit(path: str, old: str, new: str) -> None:
    """Change a text in the library."""
    text = read(path)
    if text.count(old) != 1:
        sys.exit(f"{path}: the story expects “{old}” once")
    write(path, text.replace(old, new))


def read(path: str) -> str:
    """Return a text of the library."""
    return (LIBRARY / path).read_text(encoding="utf-8")


def write(path: str, text: str) -> None:
    """Write a text of the library."""
    file = LIBRARY / path
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def begin() -> None:
    """Make the scratch copy, and clear what an earlier demo left; never a catalogue of someone's."""
    if (PUBLISHED / "metadata").exists() and not MADE_BY_DEMO.exists():
        sys.exit(f"{PUBLISHED} holds a catalogue that the demo did not make; move it away first")
    if shutil.which("ssh-keygen") is None:
        sys.exit("the story needs ssh-keygen (OpenSSH): its publishers sign what they approve")
    shutil.rmtree(SCRATCH, ignore_errors=True)
    for part in ("metadata", "index", "packages", "blobs", "site"):
        shutil.rmtree(PUBLISHED / part, ignore_errors=True)
    LIBRARY.mkdir(parents=True)
    KEYS.mkdir()
    PUBLISHED.mkdir(exist_ok=True)
    MADE_BY_DEMO.touch()
    shutil.copytree(ROOT / "content", LIBRARY / "content")
    shutil.copytree(ROOT / "schemas", LIBRARY / "schemas")
    edit("content/profile.yaml", "catalogue: published", "catalogue: ../../published")
    write(".gitignore", ".moment-cache/\n")
    run("git", "init", "--quiet", "--initial-branch", "main", show=False)


def give_keys(publisher: str, people: Iterable[str]) -> None:
    """Make a key for each of a publisher unit's people, and write its open half beside them."""
    for person in people:
        key = KEYS / f"{publisher}.{person}"
        make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", person, "-f", str(key)]
        subprocess.run(make, check=True)
        line = key.with_suffix(f"{key.suffix}.pub").read_text(encoding="utf-8").strip()
        path = f"content/publishers/{publisher}.yaml"
        entry = rf"(  - id: {re.escape(person)}\n(?:    .*\n)*)"
        text, found = re.subn(entry, rf"\g<1>    keys:\n      - key: {line}\n", read(path))
        if found != 1:
            sys.exit(f"{path}: the story expects {person} once")
        write(path, text)
