"""A library with people who have real keys, real git, and the program as they run it."""

import io
import json
import os
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import base

from builder.catalogue import Catalogue
from builder.cli import app
from builder.terminal import run

PEOPLE = {
    "designer-1": "designer",
    "designer-2": "designer",
    "utgivare-1": "publisher",
    "utgivare-2": "publisher",
    "utgivare-3": "publisher",
}
FORM = base.FORM.replace("id: enkat", "id: delat\nowner: prov")
MODULE = """\
# Start {#start}

## Kvällen {#kvallen}

Dämpa ljuset en stund innan du går och lägger dig. Lyssna gärna på musik som du tycker om.

[Enkät](../../../../forms/delat.yaml)
"""
_GIT = ("-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false")


@dataclass(frozen=True, slots=True)
class Done:
    """What one run of the program gave."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Library:
    """A clone of a content library, and the keys of the people who work in it."""

    root: Path
    keys: Path

    def git(self, *arguments: str, who: str = "designer-1") -> str:
        """Run git as somebody."""
        mail = f"{who}@prov.example"
        names = {
            f"GIT_{role}_{part}": value
            for role in ("AUTHOR", "COMMITTER")
            for part, value in (("NAME", who), ("EMAIL", mail))
        }
        done = subprocess.run(
            ["git", *_GIT, *arguments],
            cwd=self.root,
            env={**os.environ, **names},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (arguments, done.stderr)
        return done.stdout

    def moment(self, *arguments: str) -> Done:
        """Run `moment` in the library."""
        out, err = io.StringIO(), io.StringIO()
        here = Path.cwd()
        os.chdir(self.root)
        try:
            with redirect_stdout(out), redirect_stderr(err):
                status = run(app, "moment", ["--lang", "en", *arguments])
        finally:
            os.chdir(here)
        return Done(status, out.getvalue(), err.getvalue())

    def write(self, name: str, text: str) -> None:
        path = self.root / (name if name.startswith("content/") else f"{self.folder}/{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.root / (name if name.startswith("content/") else f"{self.folder}/{name}")
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old)
        path.write_text(text.replace(old, new), encoding="utf-8")

    @property
    def folder(self) -> str:
        """Where the moment lies now."""
        (found,) = (self.root / "content/moments/prov").iterdir()
        return found.relative_to(self.root).as_posix()

    def note(self, slug: str, decisions: str = "", *, safety: bool = False) -> None:
        said = f"safety: {str(safety).lower()}\n{decisions}"
        above = f"---\n{said}---\n" if decisions or safety else ""
        self.write(f"changes/{slug}.md", f"{above}# En ändring\n\nNi behöver inte göra något.\n")

    def commit(self, who: str, message: str = "En ändring", *with_: str) -> str:
        """Commit everything as somebody, `with_` co-authors; return the commit."""
        helpers = "".join(f"\nCo-authored-by: {one} <{one}@prov.example>" for one in with_)
        self.git("add", "--all", who=who)
        self.git("commit", "--quiet", "--message", f"{message}\n{helpers}", who=who)
        return self.git("rev-parse", "HEAD").strip()

    def approve(self, who: str, *names: str, line: int | None = None) -> Done:
        options = ("--line", str(line)) if line else ()
        return self.moment("approve", *names, "--key", str(self.keys / who), "--yes", *options)

    def publish(self, *names: str, line: int | None = None) -> Done:
        options = ("--line", str(line)) if line else ()
        return self.moment("publish", *names, "--format", "json", *options)

    def lacks(self, name: str = "prov/prov", *options: str) -> list[str]:
        """Return what a moment, or a publisher's register, lacks."""
        done = self.moment("approvals", "--format", "json", *options)
        assert done.status == 0, done.err
        found = [one for one in done.json["waiting"] if one["name"] == name]
        return found[0]["lacks"] if found else ["nothing waits"]

    def versions(self) -> list[str]:
        history = Catalogue(self.root / "published").find("prov/prov")
        return [str(one.version) for one in history.releases] if history else []

    def register(self, *people: str) -> None:
        """Write the register with these people in it."""
        entries = "".join(self._person(one) for one in people)
        text = base.PUBLISHER
        before, after = text[: text.index("people:\n")], text[text.index("care-providers:") :]
        self.write("content/publishers/prov.yaml", f"{before}people:\n{entries}{after}")

    def _person(self, name: str) -> str:
        key = (self.keys / f"{name}.pub").read_text(encoding="utf-8").strip()
        return (
            f"  - id: {name}\n    name: {name.capitalize()}\n"
            f"    emails: [{name}@prov.example]\n    roles: [{PEOPLE[name]}]\n"
            f"    keys: [{{key: {key}}}]\n"
        )


def begin(folder: Path, keys: Path) -> Library:
    """Return a library with one moment and one library form, committed and not published."""
    library = Library(folder, keys)
    profile = base.PROFILE.replace("approvals: {minor: 0, major: 0, listing: 0}\n", "")
    changes = {
        "modules/start.md": MODULE,
        "content/forms/delat.yaml": FORM,
        "content/profile.yaml": profile,
    }
    base.put(folder, {**base.BARE, **changes})
    library.register("designer-1", "designer-2", "utgivare-1", "utgivare-2")
    (folder / ".gitignore").write_text("published/\n.moment-cache/\n")
    library.git("init", "--quiet")
    library.commit("designer-1", "Ett moment")
    return library
