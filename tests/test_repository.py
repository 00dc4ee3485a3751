"""The git repository around a library, with real git."""

import subprocess
from pathlib import Path

import pytest

from builder.errors import RefusedError, SourceError
from builder.repository import Repository
from builder.tree import read_folder

ODD = ("å ö.md", "två\nrader.md", 'citat".md', "-n.md", "tab\there.md")


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


def put(root: Path, *names: str) -> None:
    for name in names:
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def commit(folder: Path) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "En ändring")
    return git(folder, "rev-parse", "HEAD").strip()


@pytest.fixture(params=[".", "bibliotek å/inre"])
def root(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A library with a commit: a repository of its own, or a folder in a bigger one."""
    git(tmp_path, "init", "-q", "-b", "main", ".")
    root = tmp_path / request.param
    put(root, "a.md", "moments/p/m/moment.yaml")
    (tmp_path / "outside.md").write_text("x")
    commit(tmp_path)
    return root


def test_the_commit_that_is_checked_out(root: Path) -> None:
    head = Repository(root).head()
    assert head.id == git(root, "rev-parse", "HEAD").strip()
    assert head.date.endswith("Z")
    assert len(head.date) == len("2026-11-22T04:00:00Z")


def test_dates_are_in_utc(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-01-01T00:30:00+0200")
    put(root, "b.md")
    commit(root)
    assert Repository(root).head().date == "2025-12-31T22:30:00Z"


def test_nothing_is_changed(root: Path) -> None:
    repository = Repository(root)
    assert repository.changed_files() == []
    repository.refuse_unsaved()
    (root / "beside.md").write_text("not content")
    assert repository.changed_files() == []


def test_changed_removed_staged_untracked_and_ignored(root: Path) -> None:
    put(root, "staged.md", "new/untracked.md", "ignored.md", "renamed.md")
    git(root, "add", "content/staged.md", "content/renamed.md")
    (root / ".gitignore").write_text("ignored.md\n")
    (root / "content/a.md").write_text("other")
    (root / "content/moments/p/m/moment.yaml").unlink()
    repository = Repository(root)
    assert repository.changed_files() == [
        "content/a.md",
        "content/moments/p/m/moment.yaml",
        "content/new/untracked.md",
        "content/renamed.md",
        "content/staged.md",
    ]
    with pytest.raises(RefusedError, match="5 files in content differ"):
        repository.refuse_unsaved()


def test_a_rename_is_both_names(root: Path) -> None:
    git(root, "mv", "content/a.md", "content/b.md")
    assert Repository(root).changed_files() == ["content/a.md", "content/b.md"]
    assert Repository(root).changed_files("main") == ["content/a.md", "content/b.md"]


def test_odd_names_come_back_as_they_are(root: Path) -> None:
    put(root, *ODD)
    expected = sorted(f"content/{name}" for name in ODD)
    assert Repository(root).changed_files() == expected
    first = git(root, "rev-parse", "HEAD").strip()
    commit(root)
    assert Repository(root).changed_files(first) == expected
    tree = Repository(root).tree("HEAD")
    assert dict(tree) == dict(read_folder(root))
    assert tree["content/å ö.md"] == "å ö.md".encode()


def test_the_tree_at_a_revision(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD").strip()
    (root / "content/a.md").write_text("nytt")
    put(root, ".hidden/x.md", "b.md~", "Thumbs.db")
    (root / "content/link.md").symlink_to("a.md")
    commit(root)
    tree = Repository(root).tree("HEAD")
    then = Repository(root).tree(first)
    assert then["content/a.md"] == b"a.md"
    assert tree["content/a.md"] == b"nytt"
    assert tree.links == {"content/link.md"}
    now = read_folder(root)
    assert (set(tree), dict(tree.sizes)) == (set(now), dict(now.sizes))


@pytest.mark.parametrize(
    "revision", ["nowhere", "HEAD~9", "", "-1", "--all", "main:content", "0" * 40, "HEAD^{tree}"]
)
def test_unknown_revisions(root: Path, revision: str) -> None:
    for ask in (Repository(root).tree, Repository(root).changed_files):
        with pytest.raises(SourceError, match="there is no revision"):
            ask(revision)


def test_a_revision_without_content(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", ".")
    (tmp_path / "x").write_text("x")
    commit(tmp_path)
    put(tmp_path, "a.md")
    with pytest.raises(SourceError, match="has no folder named content"):
        Repository(tmp_path).tree("main")


def test_content_that_was_a_file(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", ".")
    (tmp_path / "content").write_text("x")
    commit(tmp_path)
    with pytest.raises(SourceError, match="has no folder named content"):
        Repository(tmp_path).tree("main")


def test_before_the_first_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", ".")
    put(tmp_path, "a.md")
    repository = Repository(tmp_path)
    with pytest.raises(SourceError, match="no commit yet"):
        repository.head()
    for ask in (repository.changed_files, repository.refuse_unsaved):
        with pytest.raises(SourceError):
            ask()
    assert repository.tags("release/") == []


def test_outside_any_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(SourceError, match="not in a git repository"):
            Repository(folder)


def test_tags(root: Path) -> None:
    repository = Repository(root)
    names = ["release/p/m/1.0", "release/p/m/1.10", "release/p/m/1.9"]
    repository.tag(names)
    repository.tag(names)
    assert repository.tags("release/p/m/") == sorted(names)
    assert repository.tags("approval/") == []
    repository.refuse_other_tags(names)
    put(root, "b.md")
    commit(root)
    with pytest.raises(RefusedError, match=r"release/p/m/1\.0 already marks another commit"):
        Repository(root).refuse_other_tags(names[:1])
    Repository(root).refuse_other_tags(["release/p/m/2.0"])
    assert set(Repository(root).tree("release/p/m/1.0")) == {
        *("content/a.md", "content/moments/p/m/moment.yaml"),
    }


def test_a_branch_that_is_named_like_a_file(root: Path) -> None:
    git(root, "branch", "content")
    assert Repository(root).changed_files("content") == []
