"""Whatever moment the power fails, and whoever else writes: what was there before is whole."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builder import durable
from builder.errors import RefusedError
from builder.unit import store
from builder.unit.client import Unit
from tests.unit.conftest import lock_bytes
from tests.unit.simulator import PAIN, PROVIDER, SLEEP, STRESS, UNIT, Catalogue


class PowerFailureError(Exception):
    """The power fails here."""


class Power:
    """Lets `durable.write` through a number of times, and then fails."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = 10**9
        self.write = durable.write
        self.written: list[str] = []
        monkeypatch.setattr(durable, "write", self)

    def __call__(self, path: Path, data: bytes) -> None:
        if self.left == 0:
            raise PowerFailureError
        self.left -= 1
        self.written.append(path.name)
        self.write(path, data)


@pytest.fixture
def power(monkeypatch: pytest.MonkeyPatch) -> Power:
    return Power(monkeypatch)


def failing_everywhere(power: Power, act: Callable[[], object], check: Callable[[], None]) -> int:
    """Do an act that fails at its first write, then at its second, until it succeeds."""
    for writes in range(100):
        power.left = writes
        try:
            act()
        except PowerFailureError:
            power.left = 10**9
            check()
        else:
            power.left = 10**9
            return writes
    raise AssertionError


def test_refresh(unit: Unit, catalogue: Catalogue, power: Power) -> None:
    unit.activate(SLEEP, by="Kim")
    before = lock_bytes(unit)
    catalogue.publish(SLEEP, "1.1")
    catalogue.publish(PAIN, "1.0")

    def check() -> None:
        assert lock_bytes(unit) == before
        view = unit.status()
        assert (view.serial, len(view.moments)) == (2, 2)
        unit.verify().refuse_faults()

    assert failing_everywhere(power, unit.refresh, check) >= 4
    assert unit.status().serial == 4


def test_activate(unit: Unit, catalogue: Catalogue, power: Power) -> None:
    catalogue.publish(SLEEP, "1.1")
    unit.refresh()
    before = lock_bytes(unit)

    def check() -> None:
        assert lock_bytes(unit) == before
        assert unit.status().active == ()

    failing_everywhere(power, lambda: unit.activate(SLEEP, by="Kim"), check)
    unit.verify().refuse_faults()


def test_update(unit: Unit, catalogue: Catalogue, power: Power) -> None:
    for moment in (SLEEP, STRESS):
        unit.activate(moment, by="Kim")
    for moment in (SLEEP, STRESS):
        catalogue.publish(moment, "1.1")
    before = lock_bytes(unit)

    def check() -> None:
        assert lock_bytes(unit) == before
        unit.verify().refuse_faults()

    failing_everywhere(power, lambda: unit.update(by="Kim"), check)
    assert [str(row.version) for row in unit.store.lock().rows] == ["1.1", "1.1"]
    unit.verify().refuse_faults()


def test_init(bare: Unit, power: Power) -> None:
    def check() -> None:
        with pytest.raises(RefusedError, match="begin with moment-unit init"):
            bare.status()

    def act() -> None:
        bare.init("/catalogue", UNIT, PROVIDER, development=True)

    failing_everywhere(power, act, check)
    assert len(bare.status().moments) == 2


def test_the_order_of_writing(unit: Unit, catalogue: Catalogue, power: Power) -> None:
    release = catalogue.publish(SLEEP, "1.1", media=[b"film"])
    unit.activate(SLEEP, by="Kim")
    assert power.written == [
        "battre-somn.json",
        "state.json",
        "development.json",
        release.media[0].sha256,
        f"{release.html.sha256}.json",
        f"{release.package.sha256}.json",
        "activations.lock",
    ]


def test_a_failed_write_leaves_no_temporary_file(
    unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="No space"):
        unit.activate(SLEEP, by="Kim")
    assert [path.name for path in unit.home.rglob(".*")] == []


HOLD = """
import sys, pathlib
from builder.unit.store import Store
with Store(pathlib.Path(sys.argv[1])).writer():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_process_is_at_work(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.1)
    before = lock_bytes(unit)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(unit.home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdin
        assert other.stdout.readline() == b"held\n"
        for act in (
            unit.refresh,
            lambda: unit.activate(SLEEP, by="Kim"),
            lambda: unit.update(by="Kim"),
            lambda: unit.verify(repair=True),
        ):
            with pytest.raises(RefusedError, match="another moment-unit is at work"):
                act()
        assert unit.status().active == ()  # looking is always possible
        assert unit.verify().rows == ()
        assert lock_bytes(unit) == before
        other.stdin.close()
        other.wait(10)
    assert unit.activate(SLEEP, by="Kim").changed
