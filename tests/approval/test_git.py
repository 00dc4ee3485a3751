"""What approvals ask of git, from a bare repository too: trees, logs, tags on blobs."""

from pathlib import Path

import pytest
from history import History, git

from builder.errors import RefusedError, SourceError
from builder.repository import BlobTag, Repository

FILES = {"content/a.md": b"a", "content/moments/p/m/moment.yaml": b"id: m", "README.md": b"x"}


@pytest.fixture
def bare(tmp_path: Path) -> tuple[Repository, list[str]]:
    history = History()
    history.add(FILES)
    history.edit({"content/a.md": b"nytt"})
    return history.repository(tmp_path)


def test_a_bare_repository_has_trees_and_no_files(bare: tuple[Repository, list[str]]) -> None:
    repository, ids = bare
    assert repository.is_bare
    assert repository.head() == repository.commit("main")
    assert [repository.commit(one).id for one in ("main", "main~1", ids[0][:10])] == [
        *(ids[1], ids[0], ids[0]),
    ]
    assert dict(repository.tree("main~1")) == {
        path: data for path, data in FILES.items() if path.startswith("content/")
    }
    for ask in (repository.changed_files, repository.refuse_unsaved):
        with pytest.raises(SourceError, match="is a bare repository: it has no files on disk"):
            ask()
    assert [repository.has_commit(one) for one in (ids[0], ids[0][:10], "f" * 40, "main")] == [
        *(True, False, False, False),
    ]


def test_the_blobs_below_a_path(bare: tuple[Repository, list[str]]) -> None:
    repository, ids = bare
    blob = git(repository.root, "rev-parse", "main:content/a.md").strip()
    assert repository.blobs("main", "content/a.md") == {"content/a.md": blob}
    assert repository.blob(blob) == b"nytt"
    assert set(repository.blobs(ids[0], "content")) == {
        *("content/a.md", "content/moments/p/m/moment.yaml"),
    }
    assert repository.blobs("main", "content/moments/q") == {}
    assert repository.blobs("main", "content/a.md/x") == {}


def test_paths_of_a_library_inside_a_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", ".")
    (tmp_path / "bibliotek/content").mkdir(parents=True)
    (tmp_path / "bibliotek/content/a.md").write_bytes(b"a")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "x")
    repository = Repository(tmp_path / "bibliotek")
    assert not repository.is_bare
    assert set(repository.blobs("HEAD", "content")) == {"content/a.md"}
    assert repository.spelt("bibliotek/content/a.md") == "content/a.md"
    assert repository.spelt("README.md") == "/README.md"


def test_tags_on_blobs(bare: tuple[Repository, list[str]]) -> None:
    repository, _ = bare
    repository.add_blob_tag("approval/b", b"\0\xff bytes")
    repository.add_blob_tag("approval/a/b", b"")
    repository.add_blob_tag("approvals", b"other")
    git(repository.root, "tag", "approval/c", "main")
    assert repository.blob_tags("approval/", 100) == [
        BlobTag("approval/a/b", b""),
        BlobTag("approval/b", b"\0\xff bytes"),
        BlobTag("approval/c", None),
    ]
    assert repository.blob_tags("approval/b", 5) == [BlobTag("approval/b", None)]
    assert repository.tags("approval/") == ["approval/a/b", "approval/b", "approval/c"]
    with pytest.raises(RefusedError, match="git does not take the tag approval/b: fatal: "):
        repository.add_blob_tag("approval/b", b"again")
    with pytest.raises(RefusedError, match=r"git does not take the tag x\.lock: fatal: "):
        repository.add_blob_tag("x.lock", b"x")
    assert repository.blob_tags("approval/b", 100)[0].data == b"\0\xff bytes"
