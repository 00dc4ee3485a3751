"""Who is an author: cases that people meet, with real git."""

import subprocess
from pathlib import Path

import pytest
from history import History, git

from builder.approval import Author, Authorship, Inputs, register_inputs
from builder.errors import RefusedError, SourceError
from builder.repository import Repository

HOME = "content/moments/norrvik/battre-somn"
NEW_HOME = "content/moments/norrvik/sova-gott"
FORM = "content/forms/dagbok.yaml"
SETTINGS = b"id: battre-somn\ntitle: B\xc3\xa4ttre s\xc3\xb6mn\n"
INPUTS = Inputs("norrvik/battre-somn", frozenset({HOME}), frozenset({FORM}))
START = {
    f"{HOME}/moment.yaml": SETTINGS,
    f"{HOME}/welcome.md": b"# V\xc3\xa4lkommen\n",
    FORM: b"id: dagbok\n",
    "content/profile.yaml": b"title: Prov\n",
    "content/publishers/norrvik.yaml": b"id: norrvik\n",
}


def text(word: str) -> bytes:
    """Return a file that is like no other word's."""
    return "".join(f"{word} rad {n} {word}\n" for n in range(8)).encode()


def authors(
    repository: Repository, base: str | None, inputs: Inputs, head: str = "HEAD"
) -> tuple[Author, ...]:
    """Return who wrote the inputs of one package."""
    return Authorship.read(repository, head, (base,)).authors(base, inputs)


def names(
    history: History,
    folder: Path,
    base: int | None = 0,
    inputs: Inputs = INPUTS,
) -> set[str]:
    repository, ids = history.repository(folder)
    found = authors(repository, None if base is None else ids[base], inputs)
    assert [one.email for one in found] == sorted({one.email for one in found})
    return {one.email.partition("@")[0] for one in found}


@pytest.fixture
def history() -> History:
    history = History()
    history.add(START, author="first")
    return history


def test_nothing_has_changed(history: History, tmp_path: Path) -> None:
    assert names(history, tmp_path) == set()


def test_everybody_who_changed_an_input_since_the_base(history: History, tmp_path: Path) -> None:
    history.edit({f"{HOME}/welcome.md": text("bo")}, author="bo")
    history.edit({f"{HOME}/modules/x.md": text("cecilia")}, author="cecilia")
    history.edit({FORM: text("david")}, author="david")
    history.edit({"content/moments/norrvik/annat/welcome.md": text("x")}, author="utanfor")
    history.edit({"README.md": text("y")}, author="utanfor")
    assert names(history, tmp_path) == {"bo", "cecilia", "david"}


def test_the_base_itself_is_not_counted(history: History, tmp_path: Path) -> None:
    history.edit({f"{HOME}/welcome.md": text("bo")}, author="bo")
    history.edit({f"{HOME}/welcome.md": text("cecilia")}, author="cecilia")
    assert names(history, tmp_path, base=1) == {"cecilia"}


def test_a_first_release_counts_everything(history: History, tmp_path: Path) -> None:
    history.edit({f"{HOME}/welcome.md": text("bo")}, author="bo")
    assert names(history, tmp_path, base=None) == {"first", "bo"}


def test_the_committer_is_no_author(history: History, tmp_path: Path) -> None:
    history.edit({f"{HOME}/welcome.md": text("bo")}, author="bo")
    assert "robot" not in names(history, tmp_path, base=None)


def test_who_took_a_file_away_or_put_it_back_is_an_author(history: History, tmp_path: Path) -> None:
    history.edit({f"{HOME}/welcome.md": None}, author="bo")
    history.edit({f"{HOME}/welcome.md": START[f"{HOME}/welcome.md"]}, author="cecilia")
    assert names(history, tmp_path) == {"bo", "cecilia"}


@pytest.mark.parametrize(
    "line",
    [
        "Co-authored-by: Dag <dag@prov.example>",
        "co-authored-by:Dag<dag@prov.example>",
        "  CO-AUTHORED-BY :   Dag   < dag@prov.example >  ",
        "Coauthored-by: <dag@prov.example>",
        "Co-authored-by: Dag <dag@prov.example>\n\nSigned-off-by: X <x@prov.example>\n\nEn rad till",
        "Co-authored-by: Dag <dag@prov.example>\r",
    ],
)
def test_co_authors(history: History, tmp_path: Path, line: str) -> None:
    message = f"Slagen samman\n\n{line}\nCo-authored-by: Eva <eva@prov.example>\n"
    history.edit({f"{HOME}/welcome.md": text("bo")}, author="bo", message=message)
    assert names(history, tmp_path) == {"bo", "dag", "eva"}


def test_a_message_cannot_pass_for_a_commit(history: History, tmp_path: Path) -> None:
    message = f"\x01{'0' * 40}\n:100644 100644 {'1' * 40} {'2' * 40} M\t{HOME}/welcome.md\n"
    history.edit({"README.md": text("y")}, author="bo", message=message)
    assert names(history, tmp_path) == set()


def test_an_ordinary_merge_makes_no_author(history: History, tmp_path: Path) -> None:
    one = history.edit({f"{HOME}/welcome.md": text("bo")}, parents=[0], author="bo")
    two = history.edit({FORM: text("cecilia")}, parents=[0], author="cecilia")
    history.edit({FORM: text("cecilia")}, parents=[one, two], author="publisher")
    assert names(history, tmp_path) == {"bo", "cecilia"}


def test_a_merge_that_writes_makes_an_author(history: History, tmp_path: Path) -> None:
    one = history.edit({f"{HOME}/welcome.md": text("bo")}, parents=[0], author="bo")
    two = history.edit({FORM: text("cecilia")}, parents=[0], author="cecilia")
    evil = {FORM: text("cecilia"), f"{HOME}/staff.md": text("smuggled")}
    history.edit(evil, parents=[one, two], author="publisher")
    assert names(history, tmp_path) == {"bo", "cecilia", "publisher"}


def test_a_merge_that_takes_a_file_away_makes_an_author(history: History, tmp_path: Path) -> None:
    one = history.edit({"README.md": text("bo")}, parents=[0], author="bo")
    two = history.edit({"LICENSE": text("cecilia")}, parents=[0], author="cecilia")
    history.edit({f"{HOME}/welcome.md": None}, parents=[one, two], author="publisher")
    assert names(history, tmp_path) == {"publisher"}


def test_a_merge_that_brings_back_what_the_release_had_left(tmp_path: Path) -> None:
    history = History()
    history.add(START, author="first")
    branch = history.edit({"README.md": text("branch")}, author="bo")
    base = history.edit({f"{HOME}/welcome.md": text("mended")}, parents=[0], author="cecilia")
    old = history.snapshots[branch].files
    history.add(old, parents=[base, branch], author="publisher")
    assert names(history, tmp_path, base=base) == {"publisher"}


def test_an_old_branch_that_is_merged_as_it_should_makes_no_author(tmp_path: Path) -> None:
    history = History()
    history.add(START, author="first")
    branch = history.edit({FORM: text("bo")}, author="bo")
    base = history.edit({f"{HOME}/welcome.md": text("mended")}, parents=[0], author="cecilia")
    history.edit({FORM: text("bo")}, parents=[base, branch], author="publisher")
    assert names(history, tmp_path, base=base) == {"bo"}


def move(files: dict[str, bytes], old: str, new: str) -> dict[str, bytes]:
    return {path.replace(old, new): data for path, data in files.items()}


def test_a_folder_under_another_name_in_between(history: History, tmp_path: Path) -> None:
    there = move(START, HOME, NEW_HOME)
    history.add(there, author="bo")
    history.edit({f"{NEW_HOME}/welcome.md": text("cecilia")}, author="cecilia")
    back = move(history.snapshots[-1].files, NEW_HOME, HOME)
    history.add(back, author="david")
    assert names(history, tmp_path) == {"bo", "cecilia", "david"}


def test_a_folder_under_another_name_and_all_rewritten(history: History, tmp_path: Path) -> None:
    away = {path: data for path, data in START.items() if HOME not in path}
    history.add(away, author="bo")
    settings = b"# om\n" + text("eva") + b"title: x\nid: 'battre-somn' # samma\n"
    history.edit({f"{NEW_HOME}/moment.yaml": settings}, author="cecilia")
    history.edit({f"{NEW_HOME}/welcome.md": text("david")}, author="david")
    history.add(START, author="eva")
    assert names(history, tmp_path) == {"bo", "cecilia", "david", "eva"}


def test_a_moment_whose_id_cannot_be_read_may_be_any(history: History, tmp_path: Path) -> None:
    history.edit({f"{NEW_HOME}/moment.yaml": b"{id: battre-somn"}, author="bo")
    history.edit({f"{NEW_HOME}/welcome.md": text("cecilia")}, author="cecilia")
    history.edit({f"{NEW_HOME}/moment.yaml": None, f"{NEW_HOME}/welcome.md": None}, author="bo")
    other = f"{NEW_HOME}/moment.yaml".replace("norrvik", "sodervik")
    history.edit({other: b"{id: battre-somn"}, author="utanfor")
    assert names(history, tmp_path) == {"bo", "cecilia"}


def test_another_moment_in_between_is_not_this_one(history: History, tmp_path: Path) -> None:
    history.edit({f"{NEW_HOME}/moment.yaml": b"id: sova-gott\n"}, author="bo")
    history.edit({f"{NEW_HOME}/welcome.md": text("cecilia")}, author="cecilia")
    assert names(history, tmp_path) == set()


def test_a_library_form_that_was_renamed_and_edited(history: History, tmp_path: Path) -> None:
    history.edit({"content/forms/mellan.yaml": text("f"), FORM: None}, author="bo")
    history.edit({"content/forms/mellan.yaml": text("f") + b"mer\n"}, author="cecilia")
    last = "content/forms/ny.yaml"
    history.edit(
        {last: text("f") + b"mer\nmera\n", "content/forms/mellan.yaml": None}, author="dag"
    )
    inputs = Inputs("norrvik/battre-somn", frozenset({HOME}), frozenset({last}))
    assert names(history, tmp_path, inputs=inputs) == {"bo", "cecilia", "dag"}


def test_what_was_copied_brings_its_writer(history: History, tmp_path: Path) -> None:
    elsewhere = "content/moments/norrvik/annat/staff.md"
    history.edit({elsewhere: text("bo")}, author="bo")
    history.edit({f"{HOME}/staff.md": text("bo")}, author="cecilia")
    history.edit({elsewhere: text("david")}, author="david")
    assert names(history, tmp_path) == {"bo", "cecilia"}


def test_what_happens_to_stand_elsewhere_too_brings_nobody(
    history: History, tmp_path: Path
) -> None:
    elsewhere = "content/moments/norrvik/annat/staff.md"
    history.edit({elsewhere: text("skeleton")}, author="bo")
    history.edit({elsewhere: text("filled in")}, author="bo")
    history.edit({f"{HOME}/staff.md": text("skeleton")}, author="cecilia")
    history.edit({"content/moments/norrvik/annat/empty.md": b""}, author="bo")
    history.edit({f"{HOME}/empty.md": b""}, author="cecilia")
    assert names(history, tmp_path) == {"cecilia"}


def test_what_was_copied_from_the_side_of_a_merge_that_kept_it(
    history: History, tmp_path: Path
) -> None:
    elsewhere = "content/moments/norrvik/annat/staff.md"
    kept = history.edit({elsewhere: text("bo")}, author="bo")
    one = history.edit({elsewhere: text("eva")}, parents=[kept], author="eva")
    two = history.edit({"README.md": text("x")}, parents=[kept], author="utanfor")
    merged = history.add(history.snapshots[two].files, parents=[one, two], author="publisher")
    history.edit({f"{HOME}/staff.md": text("bo")}, parents=[merged], author="cecilia")
    assert names(history, tmp_path) == {"bo", "eva", "cecilia"}


def test_a_merge_of_a_renaming_and_an_edit_makes_no_author(
    history: History, tmp_path: Path
) -> None:
    renamed = "content/forms/ny.yaml"
    base = history.edit({FORM: text("form")}, author="first")
    one = history.edit({FORM: None, renamed: text("form")}, parents=[base], author="bo")
    edited = text("form") + b"mer\n"
    two = history.edit({FORM: edited}, parents=[base], author="cecilia")
    history.edit({renamed: edited}, parents=[one, two], author="publisher")
    inputs = Inputs("norrvik/battre-somn", frozenset({HOME}), frozenset({renamed, FORM}))
    assert names(history, tmp_path, base=base, inputs=inputs) == {"bo", "cecilia"}


def test_the_authors_of_a_register(history: History, tmp_path: Path) -> None:
    history.edit({"content/publishers/norrvik.yaml": text("bo")}, author="bo")
    history.edit({"content/profile.yaml": text("cecilia")}, author="cecilia")
    history.edit({"content/publishers/sodervik.yaml": text("david")}, author="david")
    assert names(history, tmp_path, inputs=register_inputs("norrvik")) == {"bo", "cecilia"}


def test_odd_names_of_files(history: History, tmp_path: Path) -> None:
    history.edit({f"{HOME}/media/å ö\t”x”.webp": text("bo")}, author="bo")
    assert names(history, tmp_path) == {"bo"}


def test_an_author_is_told_with_a_commit_and_a_file(history: History, tmp_path: Path) -> None:
    history.edit({f"{HOME}/welcome.md": text("bo")}, author="bo")
    repository, ids = history.repository(tmp_path)
    (author,) = authors(repository, ids[0], INPUTS)
    assert (author.name, author.email) == ("bo", "bo@prov.example")
    assert (author.commit, author.path) == (ids[1], f"{HOME}/welcome.md")


def test_many_bases_from_one_reading(history: History, tmp_path: Path) -> None:
    for name in ("bo", "cecilia", "david"):
        history.edit({f"{HOME}/welcome.md": text(name)}, author=name)
    repository, ids = history.repository(tmp_path)
    read = Authorship.read(repository, "main", [*ids, None])
    for base in (*ids, None):
        assert read.authors(base, INPUTS) == authors(repository, base, INPUTS)


def test_a_base_that_is_not_here(history: History, tmp_path: Path) -> None:
    repository, _ = history.repository(tmp_path)
    with pytest.raises(RefusedError) as refused:
        authors(repository, "a" * 40, INPUTS)
    assert str(refused.value) == (
        "the last release was made from commit aaaaaaaaaaaa, which is not in this clone: "
        "fetch it, with git fetch or from whoever published it"
    )


def test_a_head_that_does_not_descend_from_the_base(history: History, tmp_path: Path) -> None:
    history.edit({"README.md": b"x"}, parents=[0])
    history.edit({"README.md": b"y"}, parents=[0])
    repository, ids = history.repository(tmp_path)
    for bases in ((ids[1],), (ids[1], ids[0], None)):
        with pytest.raises(RefusedError) as refused:
            Authorship.read(repository, "main", bases).authors(ids[1], INPUTS)
        assert str(refused.value) == (
            f"commit {ids[2][:12]} does not descend from {ids[1][:12]}, which the last release "
            "was made from: merge or rebase onto it first"
        )
    with pytest.raises(RefusedError, match="does not descend"):
        authors(repository, ids[1], INPUTS, head=ids[0])


def test_a_head_that_is_not_there(history: History, tmp_path: Path) -> None:
    repository, _ = history.repository(tmp_path)
    with pytest.raises(SourceError, match="there is no revision"):
        authors(repository, None, INPUTS, head="nowhere")


def shallow(source: Path, folder: Path, depth: int) -> Repository:
    url = f"file://{source}"
    subprocess.run(
        ["git", "clone", "-q", "--bare", f"--depth={depth}", url, str(folder)], check=True
    )
    return Repository(folder)


def test_a_shallow_clone_is_refused_only_where_it_must(tmp_path: Path) -> None:
    history = History()
    history.add(START, author="first")
    for name in ("bo", "cecilia", "david"):
        history.edit({f"{HOME}/welcome.md": text(name)}, author=name)
    (tmp_path / "whole").mkdir()
    ids = history.write(tmp_path / "whole")
    three = shallow(tmp_path / "whole", tmp_path / "three", 3)
    assert [one.name for one in authors(three, ids[2], INPUTS)] == ["david"]
    assert [one.name for one in authors(three, ids[1], INPUTS)] == ["cecilia", "david"]
    for base in (ids[0], None):
        with pytest.raises(RefusedError) as refused:
            authors(three, base, INPUTS)
        assert str(refused.value) == (
            "this clone is shallow and does not reach back to the last release, so who wrote "
            "what cannot be told: git fetch --unshallow"
        )


@pytest.mark.parametrize(
    "setting",
    [
        "log.showSignature=true", "log.mailmap=true", "log.showRoot=false", "diff.renames=false",
        "color.ui=always", "log.follow=true", "diff.noprefix=true", "log.decorate=full",
        "core.abbrev=7", "log.diffMerges=first-parent", "diff.ignoreSubmodules=all",
        "core.quotePath=true", "format.pretty=oneline", "log.date=relative", "notes.displayRef=*",
    ],
)  # fmt: skip
def test_what_the_user_has_configured_changes_nothing(
    history: History, tmp_path: Path, setting: str
) -> None:
    one = history.edit({f"{HOME}/welcome.md": text("bo")}, parents=[0], author="bo")
    two = history.edit(
        {FORM: None, "content/forms/x.yaml": text("f")}, parents=[0], author="cecilia"
    )
    history.edit({f"{HOME}/staff.md": text("evil")}, parents=[one, two], author="david")
    repository, _ = history.repository(tmp_path)
    git(tmp_path, "config", *setting.split("="))
    found = authors(repository, None, INPUTS)
    assert [author.name for author in found] == ["bo", "cecilia", "david", "first"]
