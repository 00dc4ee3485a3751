"""The commands: what they say, what they write for machines, and the exit status."""

import getpass
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from builder.manifest import package_path
from builder.terminal import run
from builder.unit import cli
from tests.unit.simulator import (
    OTHER_PROVIDER,
    PAIN,
    PROVIDER,
    SLEEP,
    STRESS,
    TITLES,
    UNIT,
    Catalogue,
)

SETTINGS = ("--unit", UNIT, "--care-provider", PROVIDER, "--development")


@dataclass(frozen=True, slots=True)
class Done:
    """What one run of the program gave."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run moment-unit in this process, in English and 80 columns, with a home of its own."""
    monkeypatch.setenv("MOMENT_UNIT_HOME", str(tmp_path / "unit"))
    monkeypatch.setenv("LANGUAGE", "en")  # `run` sets it too; so it is put back
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERMINAL_WIDTH", "80")
    monkeypatch.setattr("builder.terminal._use_utf8", lambda: None)

    def call(*arguments: str) -> Done:
        capsys.readouterr()
        status = run(cli.app, "moment-unit", ["--lang", "en", *arguments])
        given = capsys.readouterr()
        return Done(status, given.out, given.err)

    return call


@pytest.fixture
def published(catalogue: Catalogue, tmp_path: Path) -> Path:
    """The catalogue in a folder; PAIN is not available to the unit."""
    catalogue.publish(PAIN, "1.0")
    catalogue.offer(PAIN, [OTHER_PROVIDER])
    folder = tmp_path / "published"
    catalogue.dump(folder)
    return folder


@pytest.fixture
def ready(program: Run, published: Path) -> Run:
    """The program, in a unit that is set up."""
    assert program("init", str(published), *SETTINGS).status == 0
    return program


def test_init(program: Run, published: Path) -> None:
    done = program("init", str(published), *SETTINGS)
    assert (done.status, done.err) == (0, "")
    assert "Catalogue “Prov”, number 4, with 3 moments." in done.out
    assert "moment-unit search" in done.out
    assert "just so already" in program("init", str(published), *SETTINGS).out


def test_init_without_development_is_refused_in_one_line(program: Run, published: Path) -> None:
    done = program("init", str(published), *SETTINGS[:-1])
    assert (done.status, done.out) == (3, "")
    assert done.err.count("\n") == 1
    assert done.err.startswith("moment-unit: the catalogue “Prov” is not signed")


def test_refresh(ready: Run, published: Path, catalogue: Catalogue) -> None:
    assert "Nothing has changed" in ready("refresh").out
    catalogue.publish(SLEEP, "1.1")
    catalogue.dump(published)
    done = ready("refresh")
    assert "New or changed:\n  norrvik/battre-somn\n" in done.out


def test_search(ready: Run) -> None:
    assert ready("search", "somn").out.split() == [
        *("Moment", "Kind", "Latest", "Active", "─" * 49),
        *("Bättre", "sömn", "Treatment", "1.0", "–", "norrvik/battre-somn"),
    ]
    assert ready("search", "finns", "inte").out == "There are no moments here.\n"
    found = json.loads(ready("search", "--json").out)
    assert [one["moment"] for one in found["moments"]] == [SLEEP, STRESS]


def test_activate(ready: Run) -> None:
    done = ready("activate", SLEEP, "--by", "Kim")
    assert (done.status, done.err) == (0, "")
    assert done.out == "Bättre sömn (norrvik/battre-somn) 1.0 is now active.\n"
    assert "is active already; nothing changes" in ready("activate", SLEEP).out
    row = json.loads(ready("activate", SLEEP, "1.0", "--json").out)
    assert (row["moment"], row["version"], row["by"]) == (SLEEP, "1.0", "Kim")
    assert row["changed"] is False


def test_activate_says_who_is_logged_in(ready: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "kim")
    assert json.loads(ready("activate", SLEEP, "--json").out)["by"] == "kim"

    def fail() -> str:
        raise KeyError

    monkeypatch.setattr(getpass, "getuser", fail)
    assert "--by" in ready("activate", STRESS).err


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["activate", "norrvik/batre-somn"], 3, "did you mean norrvik/battre-somn?"),
        (["activate", SLEEP, "7.0"], 3, "has no version 7.0; it has 1.0"),
        (["activate", PAIN], 3, "is not available to care provider"),
        (["update", SLEEP], 3, "is not active in this unit"),
        (["refresh", "--home", "/nowhere"], 3, "there is no unit in /nowhere"),
    ],
)
def test_refusals_are_one_line(ready: Run, arguments: list[str], status: int, told: str) -> None:
    done = ready(*arguments)
    assert (done.status, done.out) == (status, "")
    assert done.err.startswith("moment-unit: ")
    assert told in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["activate"],
        ["init", "x"],
        ["update", "--major"],
        ["status", "--tab", "x"],
        ["status", "--lang", "xx"],
        ["search", "--unknown"],
    ],
)
def test_wrong_use(ready: Run, arguments: list[str]) -> None:
    done = ready(*arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err


def test_update_and_what_a_major_means(ready: Run, published: Path, catalogue: Catalogue) -> None:
    ready("activate", SLEEP)
    assert "There are no new minor versions." in ready("update").out
    catalogue.publish(SLEEP, "1.1")
    catalogue.publish(SLEEP, "2.0")
    catalogue.dump(published)
    done = ready("update")
    assert (done.status, done.err) == (0, "")
    assert "Bättre sömn (norrvik/battre-somn): 1.0 → 1.1" in done.out
    assert "moment-unit update --major norrvik/battre-somn" in done.out
    means = "A major version does not reach residents who have already started"
    assert means in done.out
    assert json.loads(ready("update", "--json").out) == {
        "taken": [],
        "held": [],
        "safety": [],
        "waiting": [{"moment": SLEEP, "active": "1.1", "version": "2.0"}],
    }
    assert "run moment-unit update --major" in ready("activate", SLEEP).err
    taken = ready("update", "--major", SLEEP)
    assert "New starts of Bättre sömn (norrvik/battre-somn) now use 2.0." in taken.out
    assert means in taken.out
    assert "is the newest major; nothing changes" in ready("update", "--major", SLEEP).out


def test_update_of_what_is_no_longer_available(
    ready: Run, published: Path, catalogue: Catalogue
) -> None:
    ready("activate", SLEEP)
    catalogue.publish(SLEEP, "1.1")
    catalogue.offer(SLEEP, [OTHER_PROVIDER])
    catalogue.dump(published)
    assert "stays at 1.0: it is no longer available" in ready("update").out
    assert "no longer available" in ready("status").out
    assert json.loads(ready("update", "--json").out)["held"] == [{"moment": SLEEP, "active": "1.0"}]


def test_status(ready: Run, published: Path, catalogue: Catalogue) -> None:
    first = ready("status").out
    assert "All 3 · Available 2 · Active 0 · Withdrawn 0" in first
    assert "Nothing is active in this unit yet." in first
    ready("activate", SLEEP)
    catalogue.publish(SLEEP, "1.1")
    catalogue.publish(SLEEP, "2.0")
    catalogue.dump(published)
    ready("refresh")
    done = ready("status")
    assert "minor 1.1" in done.out
    assert "major 2.0" in done.out
    assert "moment-unit update --major MOMENT" in done.out
    assert max(map(len, done.out.splitlines())) <= 80 or "A major version" in done.out
    assert PAIN in ready("status", "--tab", "all").out
    assert PAIN not in ready("status", "--tab", "available").out
    assert "There are no moments here." in ready("status", "--tab", "withdrawn").out


def test_status_for_machines(ready: Run) -> None:
    ready("activate", SLEEP, "--by", "Kim")
    value = json.loads(ready("status", "--json").out)
    assert sorted(value) == [
        *("active", "all", "available", "care-provider", "catalogue", "safety", "unit"),
        "withdrawn",
    ]
    assert (value["unit"], value["care-provider"]) == (UNIT, PROVIDER)
    assert value["catalogue"]["serial"] == 4
    assert [one["moment"] for one in value["all"]] == [SLEEP, STRESS, PAIN]
    (row,) = value["active"]
    assert (row["version"], row["newer-minor"], row["newer-major"]) == ("1.0", None, None)
    assert (row["starts"], value["safety"]) == (True, [])


def in_one_line(text: str) -> str:
    """Return what stands in a panel, without its frame and its folds."""
    return " ".join(text.replace("│", " ").split())


def test_a_safety_release_is_told_loudly(ready: Run, published: Path, catalogue: Catalogue) -> None:
    ready("activate", SLEEP)
    catalogue.publish(SLEEP, "2.0", safety=True)
    catalogue.dump(published)
    refreshed, status, updated = ready("refresh"), ready("status"), ready("update")
    for done in (refreshed, status, updated):
        told = in_one_line(done.out)
        assert (done.status, done.err) == (0, "")
        assert f"Safety · Bättre sömn ({SLEEP})" in told
        assert "1.0 is active here since 20" in told
        assert "New starts on it are stopped: 2.0 was released for safety." in told
        assert "Fel telefonnummer Numret till jourtelefonen var fel." in told
        assert f"moment-unit show {SLEEP} 2.0" in told
        assert "Fråga vem" not in told
        assert f"moment-unit update --major {SLEEP}" in told
        assert "does not reach residents who have already started on 1.x. Staff need to" in told
    assert "no new starts" in in_one_line(status.out)
    for command in ("refresh", "status", "update"):
        (alert,) = json.loads(ready(command, "--json").out)["safety"]
        assert (alert["moment"], alert["major"], alert["version"]) == (SLEEP, 1, "1.0")
        assert (alert["starts"], alert["affects-started"]) == (False, True)
        assert (alert["safe-minor"], alert["newer-major"]) == (None, "2.0")
        assert alert["superseded-by"][0]["notes"][0]["title"] == "Fel telefonnummer"
    (row,) = json.loads(ready("status", "--json").out)["active"]
    assert (row["starts"], row["new-starts"]) == (False, True)
    ready("update", "--major", SLEEP)
    told = in_one_line(ready("status").out)
    assert "already started on 1.x" in told
    assert "--major" not in told


def test_a_safety_minor_is_taken_and_told_loudly(
    ready: Run, published: Path, catalogue: Catalogue
) -> None:
    ready("activate", SLEEP)
    catalogue.publish(SLEEP, "1.1", safety=True)
    catalogue.dump(published)
    told = in_one_line(ready("refresh").out)
    assert "1.1, which also reaches residents who have started: moment-unit update" in told
    assert "Staff need" not in told
    done = ready("update")
    told = in_one_line(done.out)
    assert f"Safety · Bättre sömn ({SLEEP})" in told
    assert "1.0 → 1.1. It was released for safety, and residents who have started" in told
    assert "stopped" not in told
    assert max(map(len, done.out.splitlines())) <= 80
    assert "Safety" not in ready("status").out


def test_safety_of_what_is_no_longer_available(
    ready: Run, published: Path, catalogue: Catalogue
) -> None:
    ready("activate", SLEEP)
    catalogue.publish(SLEEP, "1.1", safety=True)
    catalogue.offer(SLEEP, [OTHER_PROVIDER])
    catalogue.dump(published)
    told = in_one_line(ready("update").out)
    assert "no longer available to your care provider, so nothing newer" in told
    assert "Ask what applies: Enheten i norrvik, norrvik@example.se." in told
    assert "To take" not in told


def test_show(ready: Run, published: Path, catalogue: Catalogue) -> None:
    ready("activate", SLEEP)
    catalogue.publish(SLEEP, "1.1", safety=True)
    catalogue.publish(SLEEP, "1.2", safety=True)
    catalogue.dump(published)
    ready("refresh")
    done = ready("show", SLEEP)
    told = in_one_line(done.out)
    assert (done.status, done.err) == (0, "")
    for text in (
        f"Bättre sömn ({SLEEP}) 1.2 Reaches started moments · 2026-11-22",
        "Released for safety",
        "1.0 is active in this unit.",
        "Approved by Kim Ek.",
        "Fel telefonnummer Numret till jourtelefonen var fel. Ring den som har startat. Fråga",
        "Minor, touches clinical meaning start › start: the number 1 is now 2",
        "Example: Somebody who calls is answered.",
        "Decided, because: Samma jour.",
        "RDB001 modules/start.md: Måste stå ordagrant. (norrvik/utgivare-1, until 2027-01-01)",
    ):
        assert text in told
    assert "not to be started any more" not in told
    assert "1.2 was released for safety" in in_one_line(ready("show", SLEEP, "1.1").out)
    value = json.loads(ready("show", SLEEP, "1.0", "--json").out)
    assert [one["version"] for one in value["superseded-by"]] == ["1.2", "1.1"]
    assert (value["active"], value["release"]["version"]) == ("1.0", "1.0")
    assert "has no version 7.0" in ready("show", SLEEP, "7.0").err
    assert "did you mean" in ready("show", "norrvik/batre-somn").err


def test_show_says_that_nobody_has_approved(
    ready: Run, published: Path, catalogue: Catalogue
) -> None:
    release = catalogue.publish(SLEEP, "1.1", announce=False)
    catalogue.records[SLEEP].pop()
    catalogue.append(SLEEP, replace(release, approval=None))
    catalogue.dump(published)
    ready("refresh")
    assert "Nobody has approved it" in ready("show", SLEEP).out


def test_a_title_is_never_markup(
    ready: Run, published: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TITLES, "norrvik/x", "[/]Ett [bold]X")
    catalogue.publish("norrvik/x", "1.0")
    catalogue.dump(published)
    assert "[/]Ett [bold]X (norrvik/x) 1.0" in ready("activate", "norrvik/x").out
    for command in ("search", "status", "verify"):
        assert "[/]Ett [bold]X" in ready(command).out


def test_verify(ready: Run, tmp_path: Path, published: Path, catalogue: Catalogue) -> None:
    assert "Nothing is active" in ready("verify").out
    ready("activate", SLEEP)
    assert "as announced" in ready("verify").out
    release = catalogue.records[SLEEP][1]
    path = package_path(release.package.sha256)
    (tmp_path / "unit/catalogue" / path).write_bytes(b"x")
    done = ready("verify")
    assert done.status == 3
    assert "missing or damaged" in done.out
    assert done.err == (
        f"moment-unit: {SLEEP} 1.0: {path} is missing or damaged; "
        "moment-unit verify --repair brings it again\n"
    )
    machine = ready("verify", "--json")
    assert machine.status == 3
    assert json.loads(machine.out)["active"][0]["faults"] == [path]
    assert ready("verify", "--repair").status == 0


def test_offline_is_a_note_beside_the_result(ready: Run, published: Path) -> None:
    ready("activate", SLEEP)
    published.rename(published.with_name("gone"))
    done = ready("update", "--json")
    assert done.status == 0
    assert json.loads(done.out)["taken"] == []
    assert "going on with the catalogue as this unit last saw it" in done.err
    assert ready("refresh").status == 3


def test_a_damaged_lock_file(ready: Run, tmp_path: Path) -> None:
    (tmp_path / "unit/activations.lock").write_bytes(b"<<<<<<< HEAD")
    for command in ("status", "verify", "update"):
        done = ready(command)
        assert done.status == 3
        assert done.err.startswith("moment-unit: activations.lock is damaged")


def test_every_command_teaches(program: Run) -> None:
    commands = ("init", "refresh", "search", "show", "activate", "update", "status", "verify")
    overview = program("--help").out
    for command in commands:
        done = program(command, "--help")
        assert done.status == 0
        assert f"Example: moment-unit {command}" in done.out
        assert command in overview
    assert "--lang" in overview
    assert "--no-color" in overview


def test_as_a_program(published: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "MOMENT_UNIT_HOME": str(tmp_path / "unit"), "COLUMNS": "80"}

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "builder.unit", "--lang", "en", *arguments]
        return subprocess.run(
            command, env=environment, capture_output=True, encoding="utf-8", check=False
        )

    assert call("status").returncode == 3
    assert call("init").returncode == 2
    assert call("init", str(published), *SETTINGS).returncode == 0
    assert call("activate", SLEEP, "--by", "Kim").stdout.endswith("1.0 is now active.\n")
