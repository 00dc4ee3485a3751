"""Publish with real git: versions, refusals, two times the same, and whatever moment the power fails."""

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from filecmp import dircmp
from pathlib import Path

import base
import pytest

from builder import durable
from builder.catalogue import Addition, Catalogue
from builder.errors import BuilderError, CatalogueError, RefusedError, SourceError
from builder.manifest import METADATA_PATH, Version, record_digest
from builder.model.slug import slug
from builder.publication import Publication, publish

MODULE = "# Start {#start}\n\n![Ett rum.](../media/rum.png)\n\nDämpa ljuset.\n\n[Enkät](../forms/enkat.yaml)\n"


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=root, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = base.put(tmp_path / "library", {"modules/start.md": MODULE})
    git(root.parent, "init", "-q", "-b", "main", str(root))
    (root / ".gitignore").write_text("published/\n.moment-cache/\n")
    commit(root)
    return root


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "En ändring")


def edit(root: Path, old: str, new: str, file: str = "modules/start.md", note: str = "") -> None:
    """Change a text and commit it; `note` is the title of a change note that tells of it."""
    path = root / base.MOMENT / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    if note:
        told = root / base.MOMENT / f"changes/{slug(note)}.md"
        told.parent.mkdir(exist_ok=True)
        told.write_text(f"# {note}\n\nVi har ändrat en sak. Ni behöver inte göra något.\n")
    commit(root)


def run(root: Path, *names: str, **options: bool | int) -> Publication:
    return publish(root, root / "published", names, base.DAY, **options)


def redo_risk_analysis(root: Path) -> None:
    today = dt.datetime.now(dt.UTC).date().isoformat()
    edit(root, "date: 2026-01-15", f"date: {today}", "moment.yaml")


def versions(root: Path) -> list[str]:
    history = Catalogue(root / "published").find("prov/prov")
    return [str(release.version) for release in history.releases] if history else []


def test_first_unchanged_minor_and_major(root: Path) -> None:
    run(root)
    assert versions(root) == ["1.0"]
    assert git(root, "tag") == "release/prov/prov/1.0\n"
    serial = Catalogue(root / "published").metadata()
    assert run(root).outcomes == ()
    assert Catalogue(root / "published").metadata() == serial
    edit(root, "Dämpa ljuset.", "Dämpa ljusen.", note="Ljus")
    run(root)
    redo_risk_analysis(root)
    edit(root, "enkat.yaml)\n", "enkat.yaml)\n\n## Nytt {#nytt}\n\nMer text.\n", note="Nytt")
    run(root)
    assert versions(root) == ["1.0", "1.1", "2.0"]
    history = Catalogue(root / "published").find("prov/prov")
    assert history
    assert [release.level for release in history.releases] == ["first", "minor", "major"]
    assert [change.code for change in history.releases[2].changes] == ["CHG013"]
    assert history.releases[2].changes[0].text["sv"]


def test_an_undecided_change_is_published_as_major(root: Path) -> None:
    run(root)
    redo_risk_analysis(root)
    edit(root, "Dämpa ljuset.", "Dämpa ljuset kl. 21.00.", note="Tid")
    run(root)
    assert versions(root) == ["1.0", "2.0"]


def test_the_catalogue_entry_changes_without_a_version(root: Path) -> None:
    run(root)
    edit(root, "owner: Provenheten", "owner: Den nya enheten", "moment.yaml")
    (outcome,) = run(root).outcomes
    assert outcome.version is None
    assert versions(root) == ["1.0"]
    history = Catalogue(root / "published").find("prov/prov")
    assert history
    assert history.listing.owner == "Den nya enheten"


def test_a_change_that_reads_the_same_publishes_nothing(root: Path) -> None:
    run(root)
    edit(root, "Dämpa ljuset.", "Dämpa\nljuset.")
    assert run(root).outcomes == ()


def test_a_change_note_travels_with_the_release_that_brings_it(root: Path) -> None:
    run(root)
    edit(root, "Dämpa ljuset.", "Dämpa ljusen.", note="Våren")
    run(root)
    edit(root, "Dämpa ljusen.", "Dämpa ljuset.", note="Hösten")
    run(root)
    history = Catalogue(root / "published").find("prov/prov")
    assert history
    assert [[note.title for note in release.notes] for release in history.releases] == [
        [],
        ["Våren"],
        ["Hösten"],
    ]


def test_a_change_that_nobody_tells_of_waits(root: Path) -> None:
    run(root)
    edit(root, "Dämpa ljuset.", "Dämpa ljusen.")
    (waiting,) = run(root).waiting
    assert waiting.name == "prov/prov"
    assert "moment new note" in str(waiting.reasons[0])
    assert [finding.code for finding in run(root, "prov/prov").findings] == ["REL001"]
    assert versions(root) == ["1.0"]


def test_a_new_major_wants_the_risks_gone_through_anew(root: Path) -> None:
    run(root)
    edit(root, "Dämpa ljuset.", "Dämpa ljuset kl. 21.00.", note="Tid")
    assert [finding.code for finding in run(root, "prov/prov").findings] == ["REL005"]
    redo_risk_analysis(root)
    run(root, "prov/prov")
    assert versions(root) == ["1.0", "2.0"]


def same(one: Path, other: Path) -> bool:
    compared = dircmp(one, other)
    here = not (
        compared.left_only or compared.right_only or compared.diff_files or compared.funny_files
    )
    return here and all(same(one / name, other / name) for name in compared.common_dirs)


def test_two_publications_of_one_commit_are_the_same(root: Path, tmp_path: Path) -> None:
    run(root)
    edit(root, "Dämpa ljuset.", "Dämpa ljusen.", note="Ljus")
    run(root)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(root), str(clone))
    git(clone, "checkout", "-q", "HEAD~1")
    run(clone)
    git(clone, "checkout", "-q", "main")
    run(clone)
    for part in ("packages", "blobs", "index", "metadata"):
        assert same(root / "published" / part, clone / "published" / part)


@pytest.mark.parametrize(
    ("break_it", "error"),
    [
        (lambda root: (root / base.MOMENT / "welcome.md").write_text("# Annat\n\nText.\n"), RefusedError),
        (lambda root: (root / base.MOMENT / "staff.md").write_text("# Ny\n\nText.\n"), RefusedError),
        (lambda root: shutil.rmtree(root / ".git"), SourceError),
        (lambda root: git(root, "tag", "release/prov/prov/1.0", git(root, "commit-tree", "HEAD^{tree}", "-m", "annan").strip()), RefusedError),
    ],
    ids=["changed", "untracked", "no-git", "tag-elsewhere"],
)  # fmt: skip
def test_what_is_refused_leaves_no_trace(
    root: Path, break_it: Callable[[Path], object], error: type[BuilderError]
) -> None:
    break_it(root)
    with pytest.raises(error):
        run(root)
    assert not (root / "published/metadata").exists()


def test_errors_stop_it(root: Path) -> None:
    edit(root, "../forms/enkat.yaml", "../forms/enkta.yaml")
    assert [finding.code for finding in run(root).findings] == ["REF003"]
    assert versions(root) == []


def test_a_warning_stops_it_until_somebody_answers_for_it(root: Path) -> None:
    (root / base.MOMENT / "modules/kvar.md").write_text("# Kvar {#kvar}\n\nText.\n")
    commit(root)
    assert [finding.code for finding in run(root).findings] == ["REF002"]
    assert versions(root) == []
    waiver = "code: REF002, place: modules/kvar.md, reason: Snart., who: Vi, until: "
    (root / base.MOMENT / "moment.yaml").write_text(
        base.SETTINGS + f"waivers: [{{{waiver}{base.DAY}}}]\n"
    )
    commit(root)
    tomorrow = base.DAY + dt.timedelta(days=1)
    late = publish(root, root / "published", [], tomorrow)
    assert {finding.code for finding in late.findings} == {"REF002", "WVR002"}
    assert run(root).findings == ()
    assert versions(root) == ["1.0"]


def test_a_training_unit_never_publishes(root: Path) -> None:
    path = root / "content/publishers/prov.yaml"
    path.write_text(path.read_text().replace("kind: production", "kind: training"))
    commit(root)
    assert run(root).outcomes == ()
    with pytest.raises(RefusedError, match="training"):
        run(root, "prov/prov")
    with pytest.raises(RefusedError):
        run(root, "prov/finns-inte")


def test_a_rehearsal_writes_nothing(root: Path) -> None:
    (outcome,) = run(root, rehearse=True).outcomes
    assert str(outcome.version) == "1.0"
    assert versions(root) == []
    assert git(root, "tag") == ""


def test_one_writer_at_a_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from filelock import FileLock

    monkeypatch.setattr("builder.catalogue._SECONDS_TO_WAIT", 0.1)
    (root / "published").mkdir()
    with FileLock(root / "published/.lock"), pytest.raises(CatalogueError, match="right now"):
        run(root)


def test_an_altered_catalogue_is_not_added_to(root: Path) -> None:
    run(root)
    index = root / "published/index/prov/prov.json"
    index.write_text(index.read_text().replace('"title": "Prov"', '"title": "Annat"', 1))
    edit(root, "Dämpa ljuset.", "Dämpa ljusen.")
    with pytest.raises(BuilderError):
        run(root)


class PowerFailureError(Exception):
    """What the test raises where the power would fail."""


@pytest.mark.parametrize("moment_of_failure", range(12))
def test_whatever_moment_the_power_fails_the_old_catalogue_is_whole(
    root: Path, moment_of_failure: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(root)
    redo_risk_analysis(root)
    edit(root, "Dämpa ljuset.", "Dämpa ljusen.\n\n## Nytt {#nytt}\n\nText.", note="Nytt")
    written = 0
    real = durable.write

    def failing(path: Path, data: bytes) -> None:
        nonlocal written
        if "published" in path.parts:
            written += 1
            if written > moment_of_failure:
                raise PowerFailureError
        real(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(durable, "write", failing)
        try:
            run(root)
            assert versions(root) == ["1.0", "2.0"]
        except PowerFailureError:
            assert versions(root) == ["1.0"]
    assert not list((root / "published").rglob(".*.json.*"))
    run(root)
    assert versions(root) == ["1.0", "2.0"]
    catalogue = Catalogue(root / "published")
    history = catalogue.find("prov/prov")
    assert history
    for release in history.releases:
        assert catalogue.package(release.package).moment == "prov/prov"
        assert all(catalogue.blob_bytes(blob) for blob in release.media)


def test_metadata_is_written_last(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    real = durable.write
    monkeypatch.setattr(
        durable,
        "write",
        lambda path, data: (
            order.append(path.relative_to(root).parts[1] if "published" in path.parts else ""),
            real(path, data),
        )[1],
    )
    run(root)
    kinds = list(dict.fromkeys(kind for kind in order if kind))
    assert kinds == ["blobs", "packages", "index", "metadata"]
    assert (root / "published" / METADATA_PATH).is_file()


def test_a_full_disk_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    durable.write(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        durable.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]


def test_a_version_that_exists_is_never_published_with_other_bytes(root: Path) -> None:
    run(root)
    catalogue = Catalogue(root / "published")
    before = (root / "published/index/prov/prov.json").read_bytes()
    history = catalogue.find("prov/prov")
    assert history
    other = replace(history.latest, title="Annat", previous=record_digest(history.records[-1]))
    with catalogue.writing(), pytest.raises(CatalogueError, match="cannot be published again"):
        catalogue.add([Addition("prov/prov", (other,), {}, {})], "Prov")
    assert (root / "published/index/prov/prov.json").read_bytes() == before
    unchained = replace(history.latest, version=Version(9, 0), previous="0" * 64)
    with catalogue.writing(), pytest.raises(BuilderError):
        catalogue.add([Addition("prov/prov", (unchained,), {}, {})], "Prov")
    assert (root / "published/index/prov/prov.json").read_bytes() == before
