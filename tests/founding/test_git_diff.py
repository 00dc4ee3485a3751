"""The diff driver, called by real git."""

import subprocess
import sys
from pathlib import Path
from random import Random

import base
import pytest

from builder.cli import app
from builder.founding.plan import Wishes, plan
from builder.founding.put import put
from builder.founding.repository import set_up_git
from builder.report import driver
from builder.report.driver import NOWHERE
from builder.terminal import run
from builder.tree import read_folder

ROOT = Path(__file__).parent.parent.parent
PAGE = "# Start {#start}\n\nTa 2 tabletter, inte fler.\n"


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small library in a repository that `moment init` has set up, with our driver in English."""
    root = base.put(tmp_path / "bibliotek å")
    put(root, plan(root, Wishes()))
    set_up_git(root, "main")
    git(root, "config", "diff.moment.command", f'"{sys.executable}" -m builder --lang en git-diff')
    commit(root)
    return root


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "En ändring")


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / base.MOMENT / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


EDITS = [
    ("modules/start.md", "Text.", "Text, inte mer.", "CHG071", "module/start"),
    ("welcome.md", "Text.", "Ring 112.", "CHG07", "welcome"),
    ("forms/enkat.yaml", "type: yes-no", "type: text", "CHG042", "form/enkat/question/oro"),
    ("moment.yaml", "starts: at-once", "starts: by-staff", "CHG012", "module/start"),
    ("moment.yaml", "messages: false", "messages: true", "CHG002", "settings/functions"),
    ("media/media.yaml", "licence: CC0-1.0", "licence: Eget", "CHG064", "medium/bild"),
    ("media/media.yaml", "file: bild.png", "file: annan.png", "CHG062", "medium/bild"),
]


@pytest.mark.parametrize(("name", "old", "new", "code", "subject"), EDITS)
def test_git_diff_shows_what_a_change_means(
    root: Path, name: str, old: str, new: str, code: str, subject: str
) -> None:
    edit(root, name, old, new)
    shown = git(root, "diff")
    path = f"{base.MOMENT}/{name}"
    assert shown.startswith(f"moment diff a/{path} b/{path}\n")
    assert f"{code}" in shown
    assert f"{subject}" in shown
    assert "@@" not in shown
    codes = [line for line in shown.splitlines() if "CHG" in line]
    whole = {"moment.yaml", "media/media.yaml"}
    assert name in whole or all(f" {subject}" in line for line in codes)


def test_git_log_shows_it_too_and_the_lines_on_demand(root: Path) -> None:
    edit(root, "modules/start.md", "Text.", "Text, inte mer.")
    commit(root)
    assert "CHG071" in git(root, "log", "-p", "--ext-diff", "-1")
    assert "CHG071" in git(root, "show", "--ext-diff")
    assert "+Text, inte mer." in git(root, "log", "-p", "-1")
    edit(root, "modules/start.md", "Text, inte mer.", "Text.")
    assert "-Text, inte mer." in git(root, "diff", "--no-ext-diff")


def test_the_line_is_that_of_the_file(root: Path) -> None:
    edit(root, "forms/enkat.yaml", "type: yes-no", "type: text")
    line = git(root, "diff").splitlines()
    assert any(one.strip() == "line 10" for one in line)


def test_formatting_and_comments_say_nothing(root: Path) -> None:
    edit(root, "forms/enkat.yaml", "title: Enkät", "title: 'Enkät' # titeln")
    edit(root, "moment.yaml", "owner: Provenheten", "owner: En annan enhet")
    shown = git(root, "diff")
    assert shown.count("no change in what this file says") == 2
    assert "CHG" not in shown


def test_new_files_removed_files_and_others_are_shown_line_by_line(root: Path) -> None:
    (root / base.MOMENT / "staff.md").write_text("# Personal\n\nText.\n")
    (root / base.MOMENT / "forms/enkat.yaml").unlink()
    edit(root, "welcome.md", "Text.", "Text.\n\n# Två")
    git(root, "add", "-A")
    shown = git(root, "diff", "--cached")
    assert "  the file is new\n--- /dev/null\n+++ b/content/moments/prov/prov/staff.md\n" in shown
    assert "+# Personal" in shown
    assert "  the file was removed\n" in shown
    assert "-id: enkat" in shown
    assert "+# Två" in shown
    assert "CHG" not in shown


def test_a_rename_is_compared_with_what_it_was(root: Path) -> None:
    git(root, "mv", f"{base.MOMENT}/modules/start.md", f"{base.MOMENT}/modules/ny.md")
    edit(root, "modules/ny.md", "Text.", "Text, inte mer.")
    git(root, "add", "-A")
    shown = git(root, "diff", "--cached", "-M10%")
    assert "moment diff a/" in shown
    assert "modules/start.md b/" in shown
    assert "CHG071" in shown


def test_a_conflict_is_told(root: Path) -> None:
    git(root, "checkout", "-qb", "gren")
    edit(root, "welcome.md", "Text.", "Ett.")
    commit(root)
    git(root, "checkout", "-q", "main")
    edit(root, "welcome.md", "Text.", "Två.")
    commit(root)
    subprocess.run(["git", "merge", "-q", "gren"], cwd=root, capture_output=True, check=False)
    assert "welcome.md is not merged yet" in git(root, "diff", "--cached")


def call(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    capsys.readouterr()
    status = run(app, "moment", ["--lang", "en", "git-diff", *map(str, arguments)])
    given = capsys.readouterr()
    return status, given.out, given.err


def pair(folder: Path, name: str, old: bytes, new: bytes) -> tuple[str | Path, ...]:
    """Return what git would give for two versions of a file."""
    before, after = folder / "a", folder / "b"
    before.write_bytes(old)
    after.write_bytes(new)
    return name, before, OLD, "100644", after, OLD, "100644"


OLD = "1" * 40


@pytest.fixture(autouse=True)
def _as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setattr("builder.terminal._use_utf8", lambda: None)


def test_every_real_file_against_damage_never_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Cut, doubled, scrambled: the driver shows something and says that all is well to git."""
    dice = base.dice(5)
    tree = read_folder(ROOT)
    names = [name for name in tree if name.endswith((".md", ".yaml"))]
    for name in dice.sample(names, 25):
        for damage in (_cut, _doubled, _scrambled):
            damaged = damage(tree[name], dice)
            status, out, err = call(capsys, *pair(tmp_path, name, tree[name], damaged))
            assert (status, err) == (0, ""), name
            assert out.startswith(f"moment diff a/{name} b/{name}\n")


def _cut(data: bytes, dice: Random) -> bytes:
    return data[: dice.randrange(len(data))]


def _doubled(data: bytes, dice: Random) -> bytes:
    return data + data


def _scrambled(data: bytes, dice: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    dice.shuffle(lines)
    return b"".join(lines)


def test_a_file_against_itself_says_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = read_folder(ROOT)
    alone = r"(modules|forms)/[^/]+$|(welcome|open|staff)\.md$|(moment|media)\.yaml$"
    names = [name for name in tree if driver.re.search(alone, name)]
    assert len(names) > 40
    for name in names:
        _, out, _ = call(capsys, *pair(tmp_path, name, tree[name], tree[name]))
        assert out.splitlines()[1:] == ["  no change in what this file says"], name


def test_a_fault_of_ours_is_told_and_the_lines_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("[bold]x[/]")

    monkeypatch.setattr("builder.report.driver.compare", fail)
    given = pair(tmp_path, "content/moments/a/b/modules/c.md", PAGE.encode(), b"# S {#s}\n\nT.\n")
    status, out, err = call(capsys, *given)
    assert status == 0
    assert "+# S {#s}" in out
    assert "RuntimeError: [bold]x[/]" in err
    monkeypatch.setenv("MOMENT_DEBUG", "1")
    with pytest.raises(RuntimeError):
        call(capsys, *given)


def test_what_is_no_text_is_said_to_be_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = pair(tmp_path, "content/moments/a/b/welcome.md", b"\xff\xfe", b"# A\n")
    assert "  the file is no text\n" in call(capsys, *given)[1]


def test_line_ends_of_windows_are_no_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = pair(
        tmp_path,
        "content/moments/a/b/modules/c.md",
        PAGE.encode(),
        PAGE.replace("\n", "\r\n").encode(),
    )
    assert "no change in what this file says" in call(capsys, *given)[1]


@pytest.mark.parametrize("n", [2, 6, 8, 10])
def test_arguments_that_git_does_not_give(capsys: pytest.CaptureFixture[str], n: int) -> None:
    assert call(capsys, *[NOWHERE] * n)[0] == 2
