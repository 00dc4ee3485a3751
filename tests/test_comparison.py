"""Compare content with the catalogue, with release tags and with a revision, with real git."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import base
import pytest

from builder import snapshot
from builder.catalogue import Catalogue
from builder.comparison import (
    against_catalogue,
    against_revision,
    against_tags,
    has_release_tags,
)
from builder.errors import SourceError
from builder.publication import publish
from builder.release import Draft
from builder.snapshot import Snapshot

OTHER = "content/moments/prov/annat"
SHARED = base.FORM.replace("id: enkat", "id: delat\nowner: prov")
MODULE = "# Start {#start}\n\n## Ett {#ett}\n\nText ett.\n\n[Delat](../../../../forms/delat.yaml)\n"


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=root, check=True, capture_output=True, text=True
    ).stdout


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "En ändring")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two moments: `prov` shows the library's form, `annat` its own; both are published."""
    other = {
        f"{OTHER}/moment.yaml": base.ONE_MODULE.replace("id: prov", "id: annat"),
        f"{OTHER}/welcome.md": "# Välkommen\n\nText.\n",
        f"{OTHER}/modules/start.md": "# Start {#start}\n\nText.\n",
    }
    shared = {"content/forms/delat.yaml": SHARED, "modules/start.md": MODULE}
    root = base.put(tmp_path / "library", {**other, **shared})
    git(tmp_path, "init", "-q", "-b", "main", str(root))
    (root / ".gitignore").write_text("published/\n.moment-cache/\n")
    commit(root)
    done = publish(root, root / "published", [], base.DAY)
    assert done.findings == ()
    return root


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new))


def told(drafts: Sequence[Draft]) -> dict[str, str]:
    return {draft.moment: draft.word for draft in drafts if draft.changes or not draft.base}


def catalogue_says(root: Path) -> dict[str, str]:
    return told(against_catalogue(Snapshot.on_disk(root), Catalogue(root / "published")).drafts)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that are read, in order."""
    folders: list[str] = []
    real = snapshot.read_moment

    def spy(tree: Any, folder: str, library: Any) -> Any:
        folders.append(folder)
        return real(tree, folder, library)

    monkeypatch.setattr(snapshot, "read_moment", spy)
    return folders


def test_untouched_folders_are_not_read(root: Path, read: list[str]) -> None:
    assert catalogue_says(root) == {}
    assert read == []
    edit(root, f"{OTHER}/welcome.md", "Text", "Nu 5 gånger")
    assert catalogue_says(root) == {"prov/annat": "decide"}
    assert read == [OTHER]
    commit(root)
    assert catalogue_says(root) == {"prov/annat": "decide"}


def test_a_draft_names_the_version_it_calls_for(root: Path) -> None:
    edit(root, f"{OTHER}/modules/start.md", "{#start}", "{#borjan}")
    (draft,) = against_catalogue(Snapshot.on_disk(root), Catalogue(root / "published")).drafts
    assert draft.base
    assert (str(draft.base.version), str(draft.version)) == ("1.0", "2.0")


def test_the_same_bytes_again_is_no_change(root: Path) -> None:
    edit(root, f"{OTHER}/welcome.md", "Text", "Annan text")
    commit(root)
    edit(root, f"{OTHER}/welcome.md", "Annan text", "Text")
    commit(root)
    assert catalogue_says(root) == {}
    assert told(against_tags(Snapshot.on_disk(root)).drafts) == {}


def test_line_ends_comments_and_key_order_are_no_change(root: Path) -> None:
    path = root / OTHER / "moment.yaml"
    lines = path.read_text().splitlines()
    path.write_text("\r\n".join(["# Ny kommentar", lines[1], lines[0], *lines[2:], ""]))
    assert catalogue_says(root) == {}


def test_a_library_form_reaches_the_moments_that_show_it(root: Path) -> None:
    edit(root, "content/forms/delat.yaml", "id: oro,", "id: lugn,")
    expected = {"prov/prov": "major"}
    assert catalogue_says(root) == expected
    assert told(against_revision(Snapshot.on_disk(root), "HEAD").drafts) == expected
    assert told(against_tags(Snapshot.on_disk(root)).drafts) == expected


def test_a_renamed_folder_is_the_same_moment(root: Path) -> None:
    git(root, "mv", OTHER, "content/moments/prov/nytt-namn")
    for _ in range(2):
        assert catalogue_says(root) == {}
        assert told(against_tags(Snapshot.on_disk(root)).drafts) == {}
        assert told(against_revision(Snapshot.on_disk(root), "main").drafts) == {}
        commit(root) if git(root, "status", "--short") else None


def test_another_id_is_another_moment(root: Path) -> None:
    edit(root, f"{OTHER}/moment.yaml", "id: annat", "id: eget")
    expected = {"prov/eget": "first"}
    assert catalogue_says(root) == expected
    assert told(against_tags(Snapshot.on_disk(root)).drafts) == expected
    assert told(against_revision(Snapshot.on_disk(root), "HEAD").drafts) == expected


def test_a_new_and_a_removed_moment(root: Path) -> None:
    git(root, "rm", "-rq", OTHER)
    assert catalogue_says(root) == {}
    assert told(against_revision(Snapshot.on_disk(root), "HEAD").drafts) == {}
    new = root / "content/moments/prov/nytt"
    (new / "modules").mkdir(parents=True)
    (new / "moment.yaml").write_text(base.SETTINGS.replace("id: prov", "id: nytt"))
    (new / "welcome.md").write_text("# Välkommen\n\nText.\n")
    (new / "modules/start.md").write_text("# Start {#start}\n\nText.\n")
    assert told(against_revision(Snapshot.on_disk(root), "HEAD").drafts) == {"prov/nytt": "first"}
    assert catalogue_says(root) == {"prov/nytt": "first"}


def test_a_revision_is_compared_with_what_is_on_disk(root: Path, read: list[str]) -> None:
    first = git(root, "rev-parse", "HEAD").strip()
    assert against_revision(Snapshot.on_disk(root), first).drafts == ()
    edit(root, f"{OTHER}/welcome.md", "Text", "Nu 5 gånger")
    commit(root)
    edit(root, f"{OTHER}/welcome.md", "Nu 5 gånger", "Nu 6 gånger")
    read.clear()
    (draft,) = against_revision(Snapshot.on_disk(root), first).drafts
    assert (draft.word, draft.base.version if draft.base else "", draft.version) == (
        *("decide", None, None),
    )
    assert "number-changed" in {change.kind.title for change in draft.changes}
    assert {change.new for change in draft.changes} == {"Nu 6 gånger."}
    assert set(read) == {OTHER}


@pytest.mark.parametrize("revision", ["nowhere", "release/prov/annat/9.0", "", "-1"])
def test_an_unknown_revision(root: Path, revision: str) -> None:
    with pytest.raises(SourceError, match="there is no revision"):
        against_revision(Snapshot.on_disk(root), revision)


def test_the_latest_tag_is_the_greatest_version(root: Path) -> None:
    assert has_release_tags(Snapshot.on_disk(root))
    edit(root, f"{OTHER}/welcome.md", "Text", "Nu 5 gånger")
    commit(root)
    for version in ("1.9", "1.10"):
        git(root, "tag", f"release/prov/annat/{version}")
    by_moment = {one.moment: one for one in against_tags(Snapshot.on_disk(root)).drafts}
    base_ = by_moment["prov/annat"].base
    assert str(base_.version if base_ else "") == "1.10"
    assert told(against_tags(Snapshot.on_disk(root)).drafts) == {}


@pytest.mark.parametrize("name", ["release/x", "release/prov/annat/latest", "release/prov/annat/1"])
def test_a_tag_that_somebody_else_made(root: Path, name: str) -> None:
    git(root, "tag", name)
    assert told(against_tags(Snapshot.on_disk(root)).drafts) == {}


def test_without_tags_or_git(root: Path, tmp_path: Path) -> None:
    base.put(tmp_path / "plain")
    assert not has_release_tags(Snapshot.on_disk(tmp_path / "plain"))
    assert told(
        against_catalogue(Snapshot.on_disk(tmp_path / "plain"), Catalogue(tmp_path / "none")).drafts
    ) == {"prov/prov": "first"}
    with pytest.raises(SourceError):
        against_revision(Snapshot.on_disk(tmp_path / "plain"), "main")
    git(root, "tag", "-d", "release/prov/prov/1.0", "release/prov/annat/1.0")
    assert not has_release_tags(Snapshot.on_disk(root))
    assert told(against_tags(Snapshot.on_disk(root)).drafts) == {
        "prov/prov": "first",
        "prov/annat": "first",
    }


def test_a_catalogue_that_another_clone_published(root: Path, tmp_path: Path) -> None:
    clone = base.put(tmp_path / "clone")
    git(tmp_path, "init", "-q", "-b", "main", str(clone))
    commit(clone)
    drafts = against_catalogue(Snapshot.on_disk(clone), Catalogue(root / "published")).drafts
    assert [(one.moment, one.word) for one in drafts] == [("prov/prov", "major")]


def test_what_cannot_be_read_is_left_out(root: Path) -> None:
    (root / OTHER / "moment.yaml").write_text("id: [")
    assert catalogue_says(root) == {}
    assert told(against_revision(Snapshot.on_disk(root), "HEAD").drafts) == {}


def test_training_moments_are_only_compared_with_a_revision(root: Path) -> None:
    edit(root, "content/publishers/prov.yaml", "kind: production", "kind: training")
    edit(root, f"{OTHER}/welcome.md", "Text", "Nu 5 gånger")
    assert catalogue_says(root) == {}
    assert told(against_tags(Snapshot.on_disk(root)).drafts) == {}
    assert told(against_revision(Snapshot.on_disk(root), "HEAD").drafts) == {"prov/annat": "decide"}
