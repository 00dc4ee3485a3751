"""What somebody tried who wanted more let through than was approved."""

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import base
import pytest
from told import Library, begin

MODULE = "modules/start.md"


@pytest.fixture
def library(tmp_path: Path, keys: Path) -> Library:
    """A library whose 1.0 is out, and a rewording that a designer has written."""
    library = begin(tmp_path / "library", keys)
    library.publish()
    for who in ("utgivare-1", "utgivare-2"):
        library.approve(who, "prov/prov")
    assert library.publish().json["published"] == {"prov/prov": "1.0"}
    library.edit(MODULE, "Lyssna gärna", "Hör gärna")
    library.note("ord")
    library.commit("designer-1")
    return library


def test_a_unit_that_nobody_let_in_publishes_nothing(library: Library) -> None:
    """Even where its own change of the profile asks for no approvals."""
    profile = library.root / "content/profile.yaml"
    profile.write_text(profile.read_text() + "approvals: {minor: 0, major: 0, listing: 0}\n")
    evil = base.PUBLISHER.replace("id: prov", "id: evil")
    library.write("content/publishers/evil.yaml", evil)
    shutil.copytree(library.root / library.folder, library.root / "content/moments/evil/prov")
    shutil.rmtree(library.root / "content/moments/evil/prov/changes")
    library.git("add", "--all")
    library.git("commit", "--quiet", "--message", "En enhet till")
    done = library.publish()
    assert done.json["published"] == {}
    assert "moment approve evil" in done.json["waiting"]["evil/prov"][0]


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_what_git_overlooks_is_not_published(library: Library, flag: str) -> None:
    library.git("update-index", flag, f"{library.folder}/{MODULE}")
    library.edit(MODULE, "Hör gärna", "Hör du gärna")
    assert library.git("status", "--short") == ""
    refused = library.approve("utgivare-1", "prov/prov")
    assert refused.status == 3
    assert "overlook" in refused.err
    assert library.publish("prov/prov").status == 3


def test_what_git_ignores_is_not_published(library: Library) -> None:
    with (library.root / ".gitignore").open("a") as file:
        file.write("content/moments/prov/prov/staff.md\n")
    library.commit("designer-1")
    library.write("staff.md", "# Till personalen\n\nEn text som ingen har skrivit i git.\n")
    assert library.git("status", "--short") == ""
    refused = library.approve("utgivare-1", "prov/prov")
    assert refused.status == 3
    assert "ignored by git" in refused.err


def test_a_commit_is_not_swapped_for_another(library: Library) -> None:
    library.edit(MODULE, "en stund innan", "en liten stund innan")
    mine = library.commit("utgivare-1")
    tree, parent = f"{mine}^{{tree}}", f"{mine}^"
    other = library.git("commit-tree", tree, "-p", parent, "-m", "x", who="designer-1").strip()
    library.git("replace", mine, other)
    assert library.approve("utgivare-1", "prov/prov").status == 3
    grafts = library.root / ".git/info/grafts"
    grafts.parent.mkdir(exist_ok=True)
    library.git("replace", "--delete", mine)
    grafts.write_text(f"{mine} \n")
    assert library.approve("utgivare-1", "prov/prov").status == 3


def test_another_day_on_the_command_line_revives_no_key(library: Library) -> None:
    path = library.root / "content/publishers/prov.yaml"
    key = (library.keys / "utgivare-1.pub").read_text().strip()
    past = (dt.datetime.now(dt.UTC) - dt.timedelta(days=9)).date().isoformat()
    path.write_text(path.read_text().replace(f"key: {key}", f"key: {key}, until: {past}"))
    library.commit("designer-2")
    refused = library.approve("utgivare-1", "prov/prov")
    assert refused.status == 3
    assert "counted until" in refused.err
    done = library.moment("publish", "prov/prov", "--today", "2026-01-20", "--format", "json")
    assert done.status == 3


def test_a_release_tag_of_ones_own_making_is_no_register(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A designer tags a commit in which she is a publisher, and pushes the tag first."""
    monkeypatch.setenv("LANGUAGE", "en")
    server = tmp_path / "server.git"
    library.git("clone", "--quiet", "--bare", ".", str(server))
    library.git("--git-dir", str(server), "update-ref", "refs/heads/main", "release/prov/prov/1.0")
    library.git("remote", "add", "origin", str(server))
    assert library.moment("init", "--hook", str(server)).status == 0
    path = library.root / "content/publishers/prov.yaml"
    path.write_text(path.read_text().replace("roles: [designer]", "roles: [publisher]"))
    library.commit("designer-2")
    library.git("tag", "release/prov/prov/9.9")
    library.git("push", "--quiet", "origin", "refs/tags/release/prov/prov/9.9")
    shutil.move(library.root / "published", tmp_path / "published")
    approved = library.approve("designer-1", "prov/prov")
    tags = library.git("tag", "--list", "approval/*").split()
    done = subprocess.run(
        ["git", "push", "origin", "main", *tags],
        cwd=library.root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0, approved
    assert "approval" in done.stderr


@pytest.mark.parametrize(
    "trailer",
    [
        "Co-authored-by: Utgivare-1 <utgivare-1@prov.example>",
        "Co-authored-by: utgivare-1@prov.example",
        "Co-authored-by: Utgivare-1\n  <utgivare-1@prov.example>",
        "Co-authored-by: D <designer-2@prov.example>, U <utgivare-1@prov.example>",
        "co-authored-by : U <<UTGIVARE-1@prov.example>>",
        "Co-authored-by: U <a <utgivare-1@prov.example>",
    ],
)
def test_a_coauthor_is_an_author_however_it_is_written(library: Library, trailer: str) -> None:
    library.edit(MODULE, "Hör gärna", "Lyssna du gärna")
    library.git("commit", "--all", "--quiet", "--message", f"Ord\n\n{trailer}\n", who="designer-1")
    done = library.approve("utgivare-1", "prov/prov")
    assert done.status == 3
    assert "author" in done.err


def test_a_repository_within_the_content_hides_nobody(library: Library, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    shutil.copytree(library.root / library.folder, inner)
    inside = Library(inner, library.keys)
    inside.git("init", "--quiet", who="utgivare-1")
    inside.git("add", "--all", who="utgivare-1")
    inside.git("commit", "--quiet", "--message", "Mitt", who="utgivare-1")
    library.git("rm", "-r", "--quiet", library.folder)
    library.git(
        "-c", "protocol.file.allow=always",
        "submodule", "--quiet", "add", str(inner), "content/moments/prov/prov",
    )  # fmt: skip
    library.git("commit", "--quiet", "--message", "Annat", who="designer-1")
    done = library.publish("prov/prov")
    assert done.status == 3
    assert "a repository of its own" in done.err


def test_whoever_writes_who_gets_it_does_not_approve_that_alone(library: Library) -> None:
    library.edit("moment.yaml", "available-to: [all]", "available-to: [norr]")
    library.commit("designer-1")
    for who in ("utgivare-1", "utgivare-2"):
        library.approve(who, "prov/prov")
    assert library.publish("prov/prov").status == 0
    library.edit("content/publishers/prov.yaml", "SE0000000009-NORR", "SE0000000666-EVIL")
    library.commit("utgivare-1")
    shown = library.approve("utgivare-1", "prov/prov")
    assert shown.status == 3
    assert "SE0000000666-EVIL" in shown.out
    assert library.approve("utgivare-2", "prov/prov").status == 0
    assert library.publish().json["entries"] == ["prov/prov"]


def test_a_publisher_that_is_gone_a_tag_on_nothing_and_a_tag_on_a_blob(library: Library) -> None:
    tags = library.root / ".git/refs/tags"
    (tags / "approval").mkdir(parents=True, exist_ok=True)
    (tags / "approval/missing").write_text("0" * 39 + "7\n")
    blob = library.git("hash-object", "-w", ".gitignore").strip()
    library.git("update-ref", "refs/tags/release/prov/prov/1.1", blob)
    assert library.moment("approvals").status == 0
    assert library.approve("utgivare-1", "prov/prov").status == 0
    refused = library.publish("prov/prov")
    assert refused.status == 3
    assert "already marks another commit" in refused.err
    (library.root / "content/publishers/prov.yaml").unlink()
    library.git("commit", "--all", "--quiet", "--message", "Bort")
    for command in ("review", "approvals", "publish"):
        done = library.moment(command)
        assert done.status == 3
        assert "content/publishers/prov.yaml cannot be read" in done.err
        assert len(done.err.strip().splitlines()) == 1


def test_to_approve_again_only_says_so(library: Library) -> None:
    assert library.approve("utgivare-1", "prov/prov").status == 0
    again = library.approve("utgivare-1", "prov/prov")
    assert again.status == 0
    assert "Approved already" in again.out


def test_what_is_approved_is_what_is_committed(library: Library) -> None:
    """A filter of this clone makes git see nothing where the file on disk says something else."""
    (library.root / ".git/info").mkdir(exist_ok=True)
    (library.root / ".git/info/attributes").write_text("*.md filter=x\n")
    library.git("config", "filter.x.clean", "sed 's/Dansa glatt/Hör gärna/'")
    library.edit(MODULE, "Hör gärna", "Dansa glatt")
    assert library.git("status", "--short") == ""
    shown = library.approve("utgivare-1", "prov/prov")
    assert shown.status == 0
    assert "Dansa" not in shown.out
    assert library.publish("prov/prov").json["published"] == {"prov/prov": "1.1"}
    packages = (library.root / "published/packages").glob("*.json")
    assert not any("Dansa" in path.read_text(encoding="utf-8") for path in packages)


def test_rules_that_are_new_hold_once_they_are_approved(library: Library) -> None:
    library.edit(
        MODULE, "en stund innan du går och lägger dig", "när du är klar med allt och vill vila"
    )
    profile = library.root / "content/profile.yaml"
    profile.write_text(profile.read_text() + "approvals: {rewritten-percent: 100}\n")
    library.commit("designer-1")
    refused = library.approve("utgivare-1", "prov/prov")
    assert refused.status == 3
    assert "moment approve prov" in refused.err
    assert library.lacks("prov") == ["2 more approvals are needed"]


def test_more_approvals_than_there_are_people_is_no_tightening(library: Library) -> None:
    profile = library.root / "content/profile.yaml"
    profile.write_text(profile.read_text() + "approvals: {minor: 50, major: 50, listing: 50}\n")
    library.commit("designer-1")
    assert library.lacks("prov") == ["2 more approvals are needed"]


def test_two_folders_with_one_id_publish_nothing(library: Library) -> None:
    first = library.root / library.folder
    shutil.copytree(first, first.with_name("kopia"))
    library.git("add", "--all")
    library.git("commit", "--quiet", "--message", "En kopia", who="designer-1")
    done = library.moment("publish")
    assert done.status == 1
    assert "IDN004" in done.out
