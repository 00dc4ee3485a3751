"""One library through its life: who wrote, who approved, and what was let through."""

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
    """A library whose 1.0 is out."""
    library = begin(tmp_path / "library", keys)
    assert library.publish().json["waiting"]["prov/prov"] == ["2 more approvals are needed"]
    assert library.versions() == []
    for who in ("utgivare-1", "utgivare-2"):
        done = library.approve(who, "prov/prov")
        assert done.status == 0, done.err
    done = library.publish()
    assert done.status == 0, done.err
    assert done.json["published"] == {"prov/prov": "1.0"}
    return library


def reword(library: Library, n: int = 1) -> None:
    """Change a wording that nobody acts on, and tell of it."""
    library.edit(
        MODULE, "Lyssna gärna" if n == 1 else "Hör gärna", "Hör gärna" if n == 1 else "Lyssna gärna"
    )
    library.note(f"ord-{n}")


def new_section(library: Library, name: str = "paus") -> None:
    """Make a MAJOR change, with all that it asks for."""
    library.edit(
        MODULE,
        "[Enkät]",
        f"Mer om det i nästa del.\n\n## En del till {{#{name}}}\n\nStanna upp en stund.\n\n[Enkät]",
    )
    library.note(name)
    today = dt.datetime.now(dt.UTC).date().isoformat()
    text = (library.root / library.folder / "moment.yaml").read_text()
    if "date: 2026-01-15" in text:
        library.edit("moment.yaml", "date: 2026-01-15", f"date: {today}")


def test_a_branch_and_a_merge(library: Library) -> None:
    library.git("switch", "--quiet", "--create", "ordet")
    reword(library)
    library.commit("designer-2")
    library.git("switch", "--quiet", "main")
    library.git("merge", "--quiet", "--no-ff", "ordet", "--message", "Slå ihop", who="utgivare-1")
    assert library.lacks() == ["1 more approval is needed"]
    assert library.approve("designer-2", "prov/prov").status == 3
    assert library.approve("utgivare-1", "prov/prov").status == 0  # to merge is not to write
    assert library.publish("prov/prov").json["published"] == {"prov/prov": "1.1"}
    assert library.publish().json["published"] == {}


def test_a_squash_merge_with_a_coauthor(library: Library) -> None:
    library.git("switch", "--quiet", "--create", "ordet")
    reword(library)
    library.commit("designer-1")
    library.git("switch", "--quiet", "main")
    library.git("merge", "--quiet", "--squash", "ordet")
    library.commit("designer-1", "Ordet", "utgivare-1", "designer-2")
    refused = library.approve("utgivare-1", "prov/prov")
    assert refused.status == 3
    assert len(refused.err.strip().splitlines()) == 1
    assert library.approve("utgivare-2", "prov/prov").status == 0
    assert library.publish("prov/prov").json["published"] == {"prov/prov": "1.1"}


def test_a_rebase_keeps_the_bytes_and_the_approval(library: Library) -> None:
    library.git("switch", "--quiet", "--create", "ordet")
    reword(library)
    library.commit("designer-1")
    assert library.approve("utgivare-1", "prov/prov").status == 0
    library.git("switch", "--quiet", "main")
    (library.root / "README.md").write_text("Läs mig.\n")
    library.commit("designer-2")
    library.git("rebase", "--quiet", "main", "ordet")
    library.git("switch", "--quiet", "main")
    library.git("merge", "--quiet", "--ff-only", "ordet")
    assert library.publish("prov/prov").json["published"] == {"prov/prov": "1.1"}


def test_another_byte_and_the_approval_lapses(library: Library) -> None:
    reword(library)
    library.commit("designer-1")
    assert library.approve("utgivare-1", "prov/prov").status == 0
    library.edit(MODULE, "som du tycker om", "du tycker om")
    library.commit("designer-1")
    missing, lapsed = library.lacks()
    assert missing == "1 more approval is needed"
    assert "Utgivare-1" in lapsed
    assert library.publish("prov/prov").status == 3
    assert library.versions() == ["1.0"]
    assert library.approve("utgivare-1", "prov/prov").status == 0
    assert library.publish("prov/prov").status == 0


def test_a_renamed_folder_hides_no_author(library: Library) -> None:
    reword(library)
    library.commit("utgivare-1")
    library.git("mv", library.folder, "content/moments/prov/nytt-namn")
    library.commit("designer-2", "Byt namn på mappen")
    assert library.approve("utgivare-1", "prov/prov").status == 3
    assert library.approve("utgivare-2", "prov/prov").status == 0
    assert library.publish("prov/prov").json["published"] == {"prov/prov": "1.1"}


def test_who_edits_a_library_form_is_an_author_of_the_moments_that_show_it(
    library: Library,
) -> None:
    library.edit("content/forms/delat.yaml", "Känner du oro?", "Känner du någon oro?")
    library.commit("utgivare-2")
    library.note("fragan")
    today = dt.datetime.now(dt.UTC).date().isoformat()
    library.edit("moment.yaml", "date: 2026-01-15", f"date: {today}")
    library.commit("designer-1")
    assert library.approve("utgivare-2", "prov/prov").status == 3
    assert library.approve("utgivare-1", "prov/prov").status == 0
    assert library.lacks()[0] == "1 more approval is needed"
    assert library.publish("prov/prov").status == 3
    assert library.versions() == ["1.0"]


def test_a_publisher_who_joins_counts_once_the_register_is_approved(library: Library) -> None:
    library.register("designer-1", "designer-2", "utgivare-1", "utgivare-2", "utgivare-3")
    library.commit("designer-1", "En utgivare till")
    reword(library)
    library.commit("designer-1")
    too_early = library.approve("utgivare-3", "prov/prov")
    assert too_early.status == 3
    assert "approved and published" in too_early.err
    assert library.approve("utgivare-3", "prov").status == 3, "nobody lets themselves in"
    for who in ("utgivare-1", "utgivare-2"):
        assert library.approve(who, "prov").status == 0
    done = library.publish()
    assert done.json["people"] == ["prov"]
    assert done.json["published"] == {}
    assert library.approve("utgivare-3", "prov/prov").status == 0
    assert library.publish().json["published"] == {"prov/prov": "1.1"}


def test_a_designer_does_not_make_herself_a_publisher(library: Library) -> None:
    text = (library.root / "content/publishers/prov.yaml").read_text()
    (library.root / "content/publishers/prov.yaml").write_text(
        text.replace("roles: [designer]", "roles: [designer, publisher]")
    )
    reword(library)
    library.commit("designer-1")
    refused = library.approve("designer-2", "prov/prov")
    assert refused.status == 3
    assert library.approve("designer-2", "prov").status == 3
    assert library.publish("prov/prov").status == 3


def test_fewer_approvals_is_itself_for_others_to_approve(library: Library) -> None:
    path = library.root / "content/profile.yaml"
    path.write_text(path.read_text() + "approvals: {minor: 0, major: 0, listing: 0}\n")
    reword(library)
    library.commit("designer-1")
    assert library.publish("prov/prov").status == 3
    assert library.versions() == ["1.0"]
    assert "2 more approvals are needed" in library.lacks("prov")


def test_a_revocation_counts_at_once(library: Library) -> None:
    reword(library)
    library.commit("designer-1")
    assert library.approve("utgivare-1", "prov/prov").status == 0
    library.register("designer-1", "designer-2", "utgivare-2", "utgivare-3")
    library.commit("designer-2", "Utgivare-1 har slutat, utgivare-3 har börjat")
    assert library.publish("prov/prov").status == 3
    assert any("no longer" in one for one in library.lacks())
    assert library.approve("utgivare-2", "prov/prov").status == 0
    assert library.publish("prov/prov").json["published"] == {"prov/prov": "1.1"}


def test_a_fix_on_line_1_after_2_0(library: Library) -> None:
    reword(library)
    library.commit("designer-1")
    library.approve("utgivare-1", "prov/prov")
    library.publish()
    new_section(library)
    library.commit("designer-1")
    for who in ("utgivare-1", "utgivare-2"):
        assert library.approve(who, "prov/prov").status == 0
    assert library.publish().json["published"] == {"prov/prov": "2.0"}

    library.register("designer-1", "designer-2", "utgivare-1", "utgivare-2", "utgivare-3")
    library.commit("designer-1", "En utgivare till")
    for who in ("utgivare-1", "utgivare-2"):
        assert library.approve(who, "prov").status == 0
    assert library.publish().json["people"] == ["prov"]

    library.git("switch", "--quiet", "--create", "rätta-1", "release/prov/prov/1.1")
    library.edit(MODULE, "som du tycker om", "du tycker om")
    library.note("rattat")
    library.commit("designer-2")
    assert library.publish("prov/prov", line=2).status == 3
    assert library.lacks("prov/prov", "--line", "1") == ["1 more approval is needed"]
    assert library.approve("utgivare-3", "prov/prov", line=1).status == 0
    done = library.publish("prov/prov", line=1)
    assert done.json["published"] == {"prov/prov": "1.2"}, done.out
    assert library.versions() == ["1.0", "1.1", "2.0", "1.2"]

    library.git("switch", "--quiet", "main")
    library.edit(MODULE, "som du tycker om", "du tycker om")
    library.note("rattat")
    library.commit("designer-2")
    assert library.approve("utgivare-2", "prov/prov").status == 0
    assert library.publish().json["published"] == {"prov/prov": "2.1"}


def test_an_older_line_takes_no_major(library: Library) -> None:
    new_section(library)
    library.commit("designer-1")
    for who in ("utgivare-1", "utgivare-2"):
        library.approve(who, "prov/prov")
    library.publish()
    library.git("switch", "--quiet", "--create", "rätta-1", "release/prov/prov/1.0")
    new_section(library, "annat")
    library.commit("designer-1")
    refused = library.publish("prov/prov", line=1)
    assert refused.status == 3
    assert "MINOR" in refused.err


def test_what_does_not_descend_from_the_last_release_is_refused(library: Library) -> None:
    library.git("switch", "--quiet", "--orphan", "annan")
    library.git("checkout", "--quiet", "main", "--", ".")
    reword(library)
    library.commit("designer-1")
    refused = library.publish("prov/prov")
    assert refused.status == 3
    assert library.versions() == ["1.0"]


def test_a_shallow_clone_does_not_guess_who_wrote(library: Library, tmp_path: Path) -> None:
    reword(library)
    library.commit("designer-1")
    library.edit(MODULE, "som du tycker om", "du tycker om")
    library.commit("designer-2")
    library.git(
        "clone", "--quiet", "--depth", "1", f"file://{library.root}", str(tmp_path / "grund")
    )
    shallow = Library(tmp_path / "grund", library.keys)
    shutil.copytree(library.root / "published", shallow.root / "published")
    refused = shallow.publish("prov/prov")
    assert refused.status == 3
    assert "shallow" in refused.out
    shallow.git("fetch", "--quiet", "--unshallow")
    assert shallow.lacks() == ["1 more approval is needed"]


def test_unsaved_and_unknown_authors(library: Library) -> None:
    reword(library)
    assert library.publish("prov/prov").status == 3
    assert library.approve("utgivare-1", "prov/prov").status == 3
    library.commit("okand")
    assert library.approve("utgivare-1", "prov/prov").status == 0
    refused = library.publish("prov/prov")
    assert refused.status == 3
    assert "okand@prov.example" in refused.out
    assert library.versions() == ["1.0"]


def test_a_decision_that_lowers_asks_as_many_as_a_major(library: Library) -> None:
    library.edit(MODULE, "en stund innan", "20 minuter innan")
    library.commit("designer-1")
    (change,) = library.moment("diff", "--format", "json").json["changes"]
    assert (change["level"], change["decided"]) == ("decide", None)
    library.note(
        "tid",
        f"decisions:\n  - change: {change['fingerprint']}\n    level: minor\n    reason: Det är så länge som vi har menat.\n",
    )
    library.commit("designer-1")
    (change,) = library.moment("diff", "--format", "json").json["changes"]
    assert change["decided"] == "minor"
    assert library.lacks() == ["2 more approvals are needed"]
    for who in ("utgivare-1", "utgivare-2"):
        assert library.approve(who, "prov/prov").status == 0
    assert library.publish("prov/prov").json["published"] == {"prov/prov": "1.1"}


def test_the_entry_alone_wants_one_publisher(library: Library) -> None:
    library.edit("moment.yaml", "available-to: [all]", "available-to: [norr]")
    library.commit("designer-1")
    assert library.lacks() == ["1 more approval is needed"]
    assert library.approve("utgivare-2", "prov/prov").status == 0
    done = library.publish()
    assert (done.json["published"], done.json["entries"]) == ({}, ["prov/prov"])


def test_the_proofs_travel_with_the_release(library: Library) -> None:
    from builder.approval import verify
    from builder.catalogue import Catalogue
    from builder.manifest import canonical

    history = Catalogue(library.root / "published").find("prov/prov")
    assert history
    approval = history.latest.approval
    assert approval
    assert [one.person for one in approval.by] == ["prov/utgivare-1", "prov/utgivare-2"]
    assert approval.statement["package"] == history.latest.package.sha256
    for one in approval.by:
        assert verify(canonical(approval.statement), one.signature, one.key) is None
    assert history.latest.source == base.MOMENT


@pytest.fixture
def server(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bare repository that holds what was released, with the hook in it."""
    monkeypatch.setenv("LANGUAGE", "en")
    server = tmp_path / "server.git"
    library.git("clone", "--quiet", "--bare", ".", str(server))
    library.git("remote", "add", "origin", str(server))
    done = library.moment("init", "--hook", str(server))
    assert done.status == 0, done.err
    return server


def pushed(library: Library, *what: str) -> str:
    """Push, and return what the server said; empty where it took it in."""
    done = subprocess.run(
        ["git", "push", "--quiet", "origin", *what],
        cwd=library.root,
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if done.returncode == 0 else done.stderr


def test_a_bare_repository_takes_in_what_is_approved(library: Library, server: Path) -> None:
    reword(library)
    library.commit("designer-1")
    assert pushed(library, "main:ordet") == ""
    assert "1 more approval is needed" in pushed(library, "main")
    assert (
        library.moment(
            "approve", "--key", str(library.keys / "utgivare-1"), "--yes", "--push"
        ).status
        == 0
    )
    assert pushed(library, "main") == ""
    assert library.git("--git-dir", str(server), "rev-parse", "main") == library.git(
        "rev-parse", "main"
    )


def test_an_approval_may_come_with_the_push_that_it_is_for(library: Library, server: Path) -> None:
    reword(library)
    library.commit("utgivare-1")
    assert library.approve("utgivare-2", "prov/prov").status == 0
    tag = library.git("tag", "--list", "approval/prov/prov/*").split()[-1]
    library.git(
        "tag",
        "approval/prov/prov/000000000000/prov.utgivare-1",
        library.git("rev-parse", tag).strip(),
    )
    refused = pushed(library, "main", "approval/prov/prov/000000000000/prov.utgivare-1")
    assert "1 more approval is needed" in refused
    assert "Traceback" not in refused
    newest = library.moment("approvals", "--format", "json").json["waiting"][0]["statement"][:12]
    assert pushed(library, "main", f"approval/prov/prov/{newest}/prov.utgivare-2") == ""


def test_the_bare_repository_without_the_release_tags_still_asks(
    library: Library, server: Path
) -> None:
    library.git("--git-dir", str(server), "tag", "--delete", "release/prov/prov/1.0")
    reword(library)
    library.commit("designer-1")
    assert "2 more approvals are needed" in pushed(library, "main")
