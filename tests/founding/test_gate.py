"""The gate of a bare repository, with real pushes through the hook that `moment init --hook` puts."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import base
import pytest

from builder.cli import app
from builder.errors import SourceError
from builder.founding.repository import install_hook
from builder.gate.push import Push, Update, read_updates
from builder.terminal import run

ZERO, OLD, NEW = "0" * 40, "1" * 40, "2" * 40
BAD = "# Start {#start}\n\n<b>Text</b>.\n"
Git = Callable[..., subprocess.CompletedProcess[str]]


def call(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def git(folder: Path, *arguments: str) -> str:
    done = call(folder, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bare repository with the hook, which speaks English."""
    monkeypatch.setenv("LANGUAGE", "en")
    server = tmp_path / "server å.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(server))
    install_hook(server, "main", None)
    return server


@pytest.fixture
def clone(tmp_path: Path, server: Path) -> Path:
    """The small library, on the server's main and in a clone."""
    clone = base.put(tmp_path / "klon")
    git(clone, "init", "-q", "-b", "main", ".")
    git(clone, "remote", "add", "origin", str(server))
    commit(clone)
    git(clone, "push", "-q", "origin", "main")
    return clone


def commit(clone: Path, name: str = "", text: str = "") -> None:
    if name:
        (clone / base.MOMENT / name).write_text(text)
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "En ändring")


def refused(clone: Path, *arguments: str) -> str:
    """Push, see that nothing came in, and return what the one who pushes reads."""
    before = git(clone, "ls-remote", "origin")
    done = call(clone, "push", "origin", *arguments)
    assert done.returncode != 0
    assert "pre-receive hook declined" in done.stderr
    assert "Traceback" not in done.stderr
    assert git(clone, "ls-remote", "origin") == before
    return "\n".join(
        line.removeprefix("remote: ").strip()
        for line in done.stderr.splitlines()
        if line.startswith("remote: ")
    )


def test_sound_content_comes_in_and_content_with_errors_does_not(clone: Path) -> None:
    commit(clone, "modules/start.md", "# Start {#start}\n\nEn annan text.\n")
    git(clone, "push", "-q", "origin", "main")
    commit(clone, "modules/start.md", BAD)
    said = refused(clone, "main")
    assert f"{base.MOMENT}/modules/start.md:3:1" in said
    assert said.endswith("Nothing of this push was taken in.")


def test_an_error_in_what_all_share_stops_too(clone: Path) -> None:
    (clone / "content/profile.yaml").write_text("title: Prov\n")
    commit(clone)
    assert "content/profile.yaml" in refused(clone, "main")


def test_an_error_that_was_there_does_not_stop_another_moment(clone: Path, server: Path) -> None:
    """Only what a push touches is judged, or nobody could mend anything."""
    other = clone / "content/moments/prov/annan"
    subprocess.run(["cp", "-r", str(clone / base.MOMENT), str(other)], check=True)
    settings = (other / "moment.yaml").read_text()
    (other / "moment.yaml").write_text(settings.replace("id: prov", "id: annan"))
    commit(clone, "modules/start.md", BAD)
    (server / "hooks/pre-receive").rename(server / "hooks/away")
    git(clone, "push", "-q", "origin", "main")
    (server / "hooks/away").rename(server / "hooks/pre-receive")
    (other / "welcome.md").write_text("# Välkommen\n\nEn ny text.\n")
    commit(clone)
    git(clone, "push", "-q", "origin", "main")
    commit(clone, "welcome.md", "# Välkommen\n\nEn ny text.\n")
    refused(clone, "main")


def test_a_first_push_is_judged_whole(tmp_path: Path, server: Path) -> None:
    clone = base.put(tmp_path / "klon", {"modules/start.md": BAD})
    git(clone, "init", "-q", "-b", "main", ".")
    git(clone, "remote", "add", "origin", str(server))
    commit(clone)
    assert "start.md" in refused(clone, "main")


def test_main_without_content_is_refused(clone: Path) -> None:
    git(clone, "rm", "-rq", "content")
    git(clone, "commit", "-qm", "Bort")
    assert "content" in refused(clone, "main")


def test_main_is_neither_forced_nor_deleted(clone: Path) -> None:
    git(clone, "commit", "-q", "--amend", "-m", "Omskriven")
    assert "main" in refused(clone, "--force", "main")
    git(clone, "checkout", "-q", "--orphan", "ny")
    git(clone, "commit", "-qm", "Utan historia")
    refused(clone, "--force", "ny:main")
    refused(clone, "--delete", "main")


def test_other_branches_come_in_whatever_they_hold(clone: Path) -> None:
    git(clone, "checkout", "-qb", "gren")
    commit(clone, "modules/start.md", BAD)
    git(clone, "push", "-q", "origin", "gren")
    git(clone, "commit", "-q", "--amend", "-m", "Omskriven")
    git(clone, "push", "-q", "--force", "origin", "gren")
    git(clone, "push", "-q", "origin", "--delete", "gren")


@pytest.mark.parametrize(
    "name", ["approval/prov/prov/0123456789ab/prov.utgivare", "release/p/m/1.0"]
)
def test_proofs_come_in_and_stay(clone: Path, name: str) -> None:
    blob = git(clone, "hash-object", "-w", "content/profile.yaml")
    git(clone, "tag", name, blob)
    git(clone, "push", "-q", "origin", name)
    git(clone, "push", "-q", "origin", name)
    git(clone, "tag", "--force", name, "HEAD")
    assert name in refused(clone, "--force", name)
    assert name in refused(clone, "--delete", name)


def test_other_tags_are_free(clone: Path) -> None:
    git(clone, "tag", "eget")
    git(clone, "push", "-q", "origin", "eget")
    git(clone, "push", "-q", "origin", "--delete", "eget")


def test_a_push_is_refused_whole(clone: Path) -> None:
    """A branch that may come in does not, beside one that may not."""
    git(clone, "branch", "gren")
    commit(clone, "modules/start.md", BAD)
    refused(clone, "main", "gren")


def test_what_stands_in_for_other_objects_is_refused(clone: Path) -> None:
    """Else the gate would judge one commit and take in another."""
    sound = git(clone, "rev-parse", "HEAD")
    commit(clone, "modules/start.md", BAD)
    git(clone, "replace", "HEAD", sound)
    assert "refs/replace/" in refused(clone, "refs/replace/*:refs/replace/*")


def test_what_stands_in_on_the_server_is_not_looked_at(clone: Path, server: Path) -> None:
    sound = git(clone, "rev-parse", "HEAD")
    commit(clone, "modules/start.md", BAD)
    git(clone, "push", "-q", "origin", "HEAD:gren")
    git(server, "replace", git(clone, "rev-parse", "HEAD"), sound)
    refused(clone, "main")


def test_the_hook_is_put_once_and_nothing_is_overwritten(
    server: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setattr("builder.terminal._use_utf8", lambda: None)
    hook = server / "hooks/pre-receive"
    assert hook.stat().st_mode & 0o111
    assert run(app, "moment", ["init", "--hook", str(server)]) == 0
    assert "is there already\n" in capsys.readouterr().out
    hook.write_text("#!/bin/sh\n")
    assert run(app, "moment", ["init", "--hook", str(server)]) == 0
    assert "is another" in capsys.readouterr().out
    assert hook.read_text() == "#!/bin/sh\n"
    hook.unlink()
    where = ("--hook", str(server), "--branch", "hu vud", "--catalogue", str(server / "kat å"))
    assert run(app, "moment", ["init", *where]) == 0
    text = hook.read_text()
    assert "--branch 'hu vud'" in text
    assert f"--catalogue '{server / 'kat å'}'" in text
    subprocess.run(["sh", "-n", str(hook)], check=True)
    assert run(app, "moment", ["init", "--hook", str(server / "hooks")]) == 3


def test_what_git_tells_is_read() -> None:
    lines = [
        f"{OLD} {NEW} refs/heads/main\n",
        f"{ZERO} {NEW} refs/tags/approval/a\n",
        f"{OLD} {'0' * 64} refs/heads/en gren\n",
    ]
    updates = read_updates(lines)
    assert updates == (
        Update("refs/heads/main", OLD, NEW),
        Update("refs/tags/approval/a", None, NEW),
        Update("refs/heads/en gren", OLD, None),
    )
    assert Push(updates, "main").new_tags == {"approval/a": NEW}
    with pytest.raises(SourceError):
        read_updates(["hej\n"])
