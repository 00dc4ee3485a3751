"""Writing: whatever stops it, nothing is lost and the next run comes to the same end."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import base
import pytest
from faulty import put
from filelock import FileLock
from mended import DAY, codes, files, mend
from nobody import as_nobody, open_folder

from builder.errors import RefusedError
from builder.mending import Plan, Wish, make_plan, write, write_plan
from builder.problem import Rename
from builder.tree import read_folder


class KilledError(BaseException):
    """The process ends here."""


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put(tmp_path_factory.mktemp("felaktigt"))


@pytest.fixture(scope="module")
def mended(faulty: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file after one undisturbed run."""
    root = shutil.copytree(faulty, tmp_path_factory.mktemp("rättat") / "x")
    mend(root)
    return files(root)


def _plan(root: Path) -> Plan:
    return make_plan(read_folder(root), Wish(DAY))


def test_everything_is_mended_at_once(faulty: Path, tmp_path: Path) -> None:
    root = shutil.copytree(faulty, tmp_path / "x")
    assert len(set(codes(root))) > 3
    mend(root)
    assert codes(root) == []
    assert mend(root).is_empty


_STEPS = 20
"""More than the steps that the faulty library needs, so that none is left out."""


@pytest.mark.parametrize("stop", range(_STEPS))
@pytest.mark.parametrize("half", [False, True])
def test_a_run_that_is_killed_anywhere_is_finished_by_the_next(
    faulty: Path,
    mended: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stop: int,
    half: bool,
) -> None:
    root = shutil.copytree(faulty, tmp_path / "x")
    plan = _plan(root)
    assert len(list(write.steps_of(plan))) < _STEPS
    taken = []

    def carry_out(root: Path, step: write.Step) -> None:
        if len(taken) == stop:
            if half:
                monkeypatch.setattr(os, "fsync", _kill)  # in the middle of a file
                real(root, step)
            raise KilledError
        taken.append(step)
        real(root, step)

    real = write.carry_out
    monkeypatch.setattr(write, "carry_out", carry_out)
    with suppress(KilledError):
        write_plan(root, plan)
    monkeypatch.undo()
    mend(root)
    assert codes(root) == []
    assert files(root) == mended


def _kill(_: int) -> None:
    raise KilledError


def test_references_are_written_before_the_names(faulty: Path) -> None:
    steps = list(write.steps_of(_plan(faulty)))
    first = next(n for n, step in enumerate(steps) if isinstance(step, Rename))
    assert all(isinstance(step, Rename) for step in steps[first:])


CHANGES = {
    "a text that is mended": lambda root: (root / base.MOMENT / "welcome.md").write_text(
        "# Å\n\nB\n"
    ),
    "a text that is not": lambda root: (root / base.MOMENT / "modules/start.md").write_text(
        "# Å\n"
    ),
    "a new file": lambda root: (root / base.MOMENT / "media/ny.md").write_text("# Ny\n\nText\n"),
    "a file that is gone": lambda root: (root / base.MOMENT / "media/bild.png").unlink(),
    "a link": lambda root: (root / base.MOMENT / "media/x.png").symlink_to("bild.png"),
}
COLON = {"moment.yaml": base.SETTINGS.replace("title: Prov", "title: Prov: ett")}


@pytest.mark.parametrize("what", CHANGES)
def test_what_has_changed_meanwhile_is_not_overwritten(tmp_path: Path, what: str) -> None:
    root = base.put(tmp_path, COLON)
    plan = _plan(root)
    CHANGES[what](root)
    before = files(root)
    with pytest.raises(RefusedError):
        write_plan(root, plan)
    assert files(root) == before


def test_other_bytes_of_the_same_size_and_time_are_not_overwritten(tmp_path: Path) -> None:
    root = base.put(tmp_path, COLON)
    plan = _plan(root)
    path = root / base.MOMENT / "moment.yaml"
    facts, changed = path.stat(), path.read_bytes().replace(b"Ingen.", b"Alla !")
    path.write_bytes(changed)
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    with pytest.raises(RefusedError):
        write_plan(root, plan)
    assert path.read_bytes() == changed


def test_one_at_a_time(tmp_path: Path) -> None:
    root = base.put(tmp_path, COLON)
    plan, before = _plan(root), files(root)
    (root / ".moment-cache").mkdir()
    with FileLock(root / ".moment-cache/fix.lock"), pytest.raises(RefusedError):
        write_plan(root, plan)
    assert files(root) == before
    write_plan(root, plan)
    assert codes(root) == []


@pytest.mark.parametrize("name", ["moment.yaml", "", "media"])
def test_what_may_not_be_written_stops_it_before_anything_is(name: str) -> None:
    with open_folder() as root:
        base.put(root, {**COLON, "media/Ny.md": "# Ny\n\nText.\n"})
        (root / ".moment-cache").mkdir()
        for path in (root, *root.rglob("*")):
            path.chmod(0o777)
        plan, before = _plan(root), files(root)
        (root / base.MOMENT / name).chmod(0o555)
        with as_nobody(), pytest.raises(PermissionError):
            write_plan(root, plan)
        assert files(root) == before
        (root / base.MOMENT / name).chmod(0o777)


def test_the_permissions_of_a_file_stay(tmp_path: Path) -> None:
    root = base.put(tmp_path, COLON)
    path = root / base.MOMENT / "moment.yaml"
    path.chmod(0o664)
    mend(root)
    assert path.stat().st_mode & 0o777 == 0o664


def test_originals_are_kept_where_they_are_asked_for(tmp_path: Path) -> None:
    picture = base.picture("JPEG", (2600, 40))
    root = base.put(
        tmp_path / "x",
        {
            "media/bild.png": None,
            "media/bild.jpg": picture,
            "media/media.yaml": base.MEDIA_LIST.replace("bild.png", "bild.jpg"),
            "modules/grund.md": base.GROUND.replace("bild.png", "bild.jpg"),
        },
    )
    kept = root / "original/moments/prov/prov/media/bild.jpg"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"something else")
    mend(root, keep=root / "original")
    assert codes(root) == []
    assert kept.read_bytes() == b"something else"
    assert kept.with_name("bild-2.jpg").read_bytes() == picture


def test_git_does_not_see_the_originals(faulty: Path, tmp_path: Path) -> None:
    root = shutil.copytree(faulty, tmp_path / "x")
    mend(root, keep=root / "original")
    assert (root / "original/.gitignore").read_text() == "*\n"
    assert [one.name for one in (root / "original").rglob("*.jpg")] == ["Stor Bild.jpg"]


def test_a_disk_that_takes_both_names_for_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = base.put(tmp_path, {"media/Ny.md": "# Ny\n\nText.\n"})
    path = root / base.MOMENT / "media/Ny.md"
    names = []
    rename = Path.rename
    monkeypatch.setattr(os.path, "lexists", lambda one: str(one).casefold() == str(path).casefold())
    monkeypatch.setattr(Path, "samefile", lambda one, other: True)
    monkeypatch.setattr(
        Path, "rename", lambda one, new: (names.append(new.name), rename(one, new))[1]
    )
    write.carry_out(root, Rename(f"{base.MOMENT}/media/Ny.md", "ny.md"))
    assert names == ["ny-.md", "ny.md"]
    assert (root / base.MOMENT / "media/ny.md").is_file()


def test_a_name_that_is_taken_after_all(tmp_path: Path) -> None:
    root = base.put(tmp_path)
    with pytest.raises(RefusedError):
        write.carry_out(root, Rename(f"{base.MOMENT}/media/rum.png", "bild.png"))
    assert codes(root) == []
