"""The whole library read and checked: by shortcut or not, alone or in many processes, the same."""

import datetime as dt
import json
import os
import shutil
import time
from pathlib import Path
from typing import Any

import base
import pytest
from bench import library as bench
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import survey as module
from builder.survey import CACHE, Survey, survey

FAULT = {"welcome.md": "# Välkommen\n\n<b>Å</b> [x](nowhere.md)\n"}
MANY = 30


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return settle(base.put(tmp_path, FAULT))


def settle(root: Path, seconds: int = 60) -> Path:
    """Make every file old enough to be remembered."""
    then = time.time_ns() - seconds * 10**9
    for path in (root / "content").rglob("*"):
        os.utime(path, ns=(then, then))
    return root


def moments_read(root: Path, monkeypatch: pytest.MonkeyPatch, day: dt.date = base.DAY) -> list[str]:
    """Return the folders of the moments that a survey reads; it finds what one from scratch does."""
    read: list[str] = []
    real = module.read_moment

    def spy(tree: Any, folder: str, library: Any) -> Any:
        read.append(folder)
        return real(tree, folder, library)

    with monkeypatch.context() as patch:
        patch.setattr(module, "read_moment", spy)
        cold = survey(root, day, cache=False)
        read.clear()
        assert survey(root, day) == cold
    return read


def test_the_same_cold_and_warm(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = survey(root, base.DAY, cache=False)
    assert not (root / CACHE).exists()
    assert [one.code for one in cold.findings] == ["STR007", "REF003"]
    assert moments_read(root, monkeypatch) == [base.MOMENT]
    assert (root / CACHE / ".gitignore").read_text() == "*\n"
    assert moments_read(root, monkeypatch) == []
    assert survey(root, base.DAY) == survey(root, base.DAY, cache=False) == cold


def test_a_file_that_was_just_written_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base.put(tmp_path, FAULT)
    assert moments_read(tmp_path, monkeypatch) == [base.MOMENT]
    assert moments_read(tmp_path, monkeypatch) == [base.MOMENT]


def change(root: Path, what: str) -> bool:  # noqa: C901 - one line or two for each change
    """Change the library; tell whether the moment must be read again."""
    moment = root / base.MOMENT
    match what:
        case "edited":
            (moment / "welcome.md").write_text("# Välkommen\n\nText.\n")
        case "same size":
            text = (moment / "welcome.md").read_text().replace("nowhere", "somewhe")
            (moment / "welcome.md").write_text(text)
        case "added":
            (moment / "ny.md").write_text("x")
        case "removed":
            (moment / "media/bild.png").unlink()
        case "renamed":
            (moment / "welcome.md").rename(moment / "valkommen.md")
        case "folder renamed":
            moment.rename(moment.with_name("annat"))
        case "empty folder":
            (moment / "changes").mkdir()
        case "link":
            (moment / "changes").symlink_to("modules")
        case "profile":
            path = root / "content/profile.yaml"
            path.write_text(path.read_text().replace("2400", "20"))
        case "library form":
            (root / "content/forms").mkdir()
            (root / "content/forms/delat.yaml").write_text(base.FORM)
        case "hidden":
            (moment / ".swp").write_text("x")
            return False
    return True


CHANGES = (
    *("edited", "same size", "added", "removed", "renamed", "folder renamed", "empty folder"),
    *("link", "profile", "library form", "hidden"),
)


@pytest.mark.parametrize("what", CHANGES)
def test_what_changed_is_read_again(root: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    survey(root, base.DAY)
    must = change(root, what)
    assert bool(moments_read(root, monkeypatch)) == must
    moments_read(settle(root, 30), monkeypatch)
    assert moments_read(root, monkeypatch) == []


REVIEW = dt.date(2030, 1, 1)
"""The day of review in the base library."""
UNTIL = dt.date(2027, 5, 1)
UNLISTED = "# Kvar {#kvar}\n\nText.\n"
WAIVER = f"""\
waivers:
  - code: REF002
    place: modules/kvar.md
    reason: Den används i nästa version.
    who: Samordnare
    until: {UNTIL}
"""
ONE = dt.timedelta(days=1)


@pytest.mark.parametrize("turn", [REVIEW, UNTIL, dt.date(2026, 1, 15)], ids=str)
def test_what_was_found_before_a_day_that_matters_is_not_used_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, turn: dt.date
) -> None:
    waived = {"modules/kvar.md": UNLISTED, "moment.yaml": base.SETTINGS + WAIVER}
    root = settle(base.put(tmp_path, waived))
    days = [turn - 9 * ONE, turn - ONE, turn, turn + ONE, turn + 9 * ONE, turn - ONE]
    read = [bool(moments_read(root, monkeypatch, day)) for day in days]
    assert read == [True, False, True, True, False, True]


def test_a_waived_warning_stops_no_release_until_its_last_day(tmp_path: Path) -> None:
    root = settle(base.put(tmp_path, {"modules/kvar.md": UNLISTED}))
    assert survey(root, UNTIL).stops_release
    base.put(root, {"modules/kvar.md": UNLISTED, "moment.yaml": base.SETTINGS + WAIVER})
    settle(root, 30)
    for cache in (False, True, True):
        waived = survey(root, UNTIL, cache=cache)
        (finding,) = waived.findings
        assert finding.waiver
        assert (finding.code, finding.waiver.who) == ("REF002", "Samordnare")
        assert not waived.stops_release
        after = survey(root, UNTIL + ONE, cache=cache)
        assert {one.code for one in after.findings} == {"REF002", "WVR002"}
        assert after.stops_release


def test_a_waiver_leaves_an_error_as_it_is(tmp_path: Path) -> None:
    waiver = WAIVER.replace("REF002", "REF003").replace("modules/kvar.md", "welcome.md")
    root = base.put(tmp_path, {**FAULT, "moment.yaml": base.SETTINGS + waiver})
    found = survey(root, base.DAY).findings
    assert {one.code for one in found} == {"STR007", "REF003", "WVR003"}
    assert not any(one.waiver for one in found)


def test_another_builder_reads_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    survey(root, base.DAY)
    monkeypatch.setattr(module, "_builder_signature", lambda: "another")
    assert moments_read(root, monkeypatch) == [base.MOMENT]


def test_one_moment_keeps_what_is_known_of_the_others(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = root / "content/moments/prov/annat"
    shutil.copytree(root / base.MOMENT, other)
    (other / "moment.yaml").write_text(base.SETTINGS.replace("id: prov", "id: annat"))
    settle(root)
    whole = survey(root, base.DAY)
    assert whole.moments == 2
    (other / "ny.md").write_text("x")
    settle(root, 30)
    one = survey(root, base.DAY, [base.MOMENT])
    assert one.moments == 1
    assert {one.span.path.split("/")[3] for one in one.findings} == {"prov"}
    assert len(moments_read(root, monkeypatch)) == 1
    shutil.rmtree(other)
    assert survey(root, base.DAY).moments == 1
    assert "annat" not in (root / CACHE / "check.json").read_text()


HOSTILE = [
    b"",
    b"{",
    b"\xff\xfe",
    b"[]",
    b"null",
    b'"text"',
    b'{"shared": 1}',
    b"[" * 100_000,
]


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
def test_a_damaged_cache_is_no_cache(root: Path, data: bytes) -> None:
    cold = survey(root, base.DAY)
    (root / CACHE / "check.json").write_bytes(data)
    assert survey(root, base.DAY) == cold
    assert survey(root, base.DAY) == cold


def _replace(entry: Any, at: list[Any], value: Any) -> None:
    for step in at[:-1]:
        entry = entry[step]
    entry[at[-1]] = value


DAMAGE = [
    (["moments"], []),
    (["moments"], None),
    (["moments", base.MOMENT], []),
    (["moments", base.MOMENT], "text"),
    (["moments", base.MOMENT], {}),
    (["moments", base.MOMENT, "signature"], None),
    (["moments", base.MOMENT, "id"], 7),
    (["moments", base.MOMENT, "findings"], None),
    (["moments", base.MOMENT, "findings"], [[]]),
    (["moments", base.MOMENT, "findings", 0, 0], ["x"]),
    (["moments", base.MOMENT, "findings", 0, 0], ["x", "y", 1, 1, 1]),
    (["moments", base.MOMENT, "findings", 0, 1], None),
    (["moments", base.MOMENT, "findings", 0, 2], "fatal"),
    (["moments", base.MOMENT, "findings", 0, 3], 5),
    (["moments", base.MOMENT, "findings", 0, 3], "{unknown}"),
    (["moments", base.MOMENT, "findings", 0, 4], [["x"]]),
    (["moments", base.MOMENT, "findings", 0, 5], 5),
]


@pytest.mark.parametrize(("at", "value"), DAMAGE, ids=range(len(DAMAGE)))
def test_a_cache_of_another_shape_never_stops_a_check(
    root: Path, at: list[Any], value: Any
) -> None:
    survey(root, base.DAY)
    path = root / CACHE / "check.json"
    data = json.loads(path.read_bytes())
    _replace(data, at, value)
    path.write_text(json.dumps(data))
    result = survey(root, base.DAY)
    assert result.moments == 1
    for finding in result.findings:
        assert finding.message.in_language("sv")


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(32, 126)), max_size=4))
def test_a_mangled_cache_never_stops_a_check(
    tmp_path_factory: pytest.TempPathFactory, places: list[tuple[int, int]]
) -> None:
    root = settle(base.put(tmp_path_factory.mktemp("root"), FAULT))
    survey(root, base.DAY)
    path = root / CACHE / "check.json"
    data = bytearray(path.read_bytes())
    for at, byte in places:
        data[at % len(data)] = byte
    path.write_bytes(data)
    assert survey(root, base.DAY).moments == 1


def test_a_cache_that_cannot_be_written(root: Path) -> None:
    (root / CACHE).write_text("a file where the folder should be")
    assert survey(root, base.DAY) == survey(root, base.DAY, cache=False)
    (root / CACHE).unlink()
    (root / CACHE / "check.json").mkdir(parents=True)
    assert survey(root, base.DAY) == survey(root, base.DAY, cache=False)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("many")
    bench.make(root, MANY)
    for n, folder in enumerate(sorted((root / "content/moments").glob("*/*"))):
        if n % 3 == 0:
            (folder / "modules/modul-1.md").write_text("")
        if n % 5 == 0:
            (folder / "welcome.md").write_text("<b>x</b>\n")
    return settle(root)


def counted(root: Path, **options: Any) -> tuple[Survey, int]:
    steps: list[int] = []
    result = survey(root, base.DAY, step=steps.append, **options)
    return result, sum(steps)


def test_processes_find_the_same_in_the_same_order(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(module, "_ENOUGH_FOR_PROCESSES", MANY + 1)
    alone = counted(many, cache=False)
    monkeypatch.setattr(module, "_ENOUGH_FOR_PROCESSES", 2)
    assert counted(many, cache=False) == alone
    assert counted(many) == alone
    assert counted(many) == alone
    result, steps = alone
    assert (result.moments, steps) == (MANY, MANY)
    assert {one.code for one in result.findings} >= {"STR006", "STR007"}
    assert list(result.findings) == sorted(result.findings)
    assert result.stops_release


def test_a_library_without_moments(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    result = survey(tmp_path, base.DAY)
    assert (result.moments, [one.code for one in result.findings]) == (0, ["STR004"])


def test_a_shared_file_of_the_same_size_is_noticed(tmp_path: Path) -> None:
    root = base.put(tmp_path)
    profile = root / "content/profile.yaml"
    for path in root.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert survey(root, base.DAY).findings == ()
    profile.write_text(profile.read_text().replace("[jpeg, png, webp]", "[jpeg,     webp]"))
    os.utime(profile, (1_100_000_000, 1_100_000_000))
    assert {finding.code for finding in survey(root, base.DAY).findings} == {"MED001"}
