"""update: minors are taken, majors are asked for."""

from collections.abc import Callable

import pytest

from builder.errors import FetchError, IntegrityError, RefusedError
from builder.manifest import blob_path, package_path
from builder.message import Message
from builder.unit.client import Unit
from tests.unit.simulator import OTHER_PROVIDER, SLEEP, STRESS, Catalogue

Refuses = Callable[..., object]


@pytest.fixture
def active(unit: Unit) -> Unit:
    """A unit with two moments active at 1.0."""
    unit.activate(SLEEP, by="Kim")
    unit.activate(STRESS, by="Kim")
    return unit


def versions(unit: Unit) -> list[str]:
    return [f"{row.moment} {row.version} {row.new_starts}" for row in unit.store.lock().rows]


def test_update_takes_the_minors_of_all(active: Unit, catalogue: Catalogue) -> None:
    catalogue.publish(SLEEP, "1.1")
    catalogue.publish(SLEEP, "1.2")
    catalogue.publish(STRESS, "1.1")
    result = active.update(by="Alex")
    assert [(str(one.old.version), str(one.new.version)) for one in result.taken] == [
        ("1.0", "1.2"),
        ("1.0", "1.1"),
    ]
    assert versions(active) == [f"{SLEEP} 1.2 True", f"{STRESS} 1.1 True"]
    assert active.store.lock().rows[0].by == "Alex"


def test_update_of_one_moment(active: Unit, catalogue: Catalogue) -> None:
    catalogue.publish(SLEEP, "1.1")
    catalogue.publish(STRESS, "1.1")
    active.update(STRESS, by="Kim")
    assert versions(active) == [f"{SLEEP} 1.0 True", f"{STRESS} 1.1 True"]


def test_update_with_nothing_new_writes_nothing(active: Unit) -> None:
    before = (active.home / "activations.lock").stat().st_mtime_ns
    assert active.update(by="Kim").taken == ()
    assert (active.home / "activations.lock").stat().st_mtime_ns == before


def test_a_major_waits_until_it_is_asked_for(active: Unit, catalogue: Catalogue) -> None:
    catalogue.publish(SLEEP, "1.1")
    catalogue.publish(SLEEP, "2.0")
    result = active.update(by="Kim")
    (waiting,) = result.waiting
    assert (waiting.row.moment, str(waiting.release.version)) == (SLEEP, "2.0")
    assert str(waiting.row.version) == "1.1"
    assert versions(active) == [f"{SLEEP} 1.1 True", f"{STRESS} 1.0 True"]
    assert active.update_major(SLEEP, by="Kim").changed
    assert versions(active) == [f"{SLEEP} 1.1 False", f"{SLEEP} 2.0 True", f"{STRESS} 1.0 True"]
    assert active.update(by="Kim").waiting == ()
    again = active.update_major(SLEEP, by="Kim")
    assert not again.changed
    assert str(again.row.version) == "2.0"


def test_an_old_major_still_gets_its_minors(active: Unit, catalogue: Catalogue) -> None:
    catalogue.publish(SLEEP, "2.0")
    active.update_major(SLEEP, by="Kim")
    catalogue.publish(SLEEP, "1.1")
    catalogue.publish(SLEEP, "2.1")
    result = active.update(by="Kim")
    assert [str(one.new.version) for one in result.taken] == ["1.1", "2.1"]
    assert versions(active) == [f"{SLEEP} 1.1 False", f"{SLEEP} 2.1 True", f"{STRESS} 1.0 True"]
    catalogue.publish(SLEEP, "1.2")
    active.activate(SLEEP, "1.2", by="Kim")
    assert versions(active)[0] == f"{SLEEP} 1.2 False"


def test_update_major_skips_a_major(active: Unit, catalogue: Catalogue, refuses: Refuses) -> None:
    catalogue.publish(SLEEP, "2.0")
    catalogue.publish(SLEEP, "3.0")
    active.update_major(SLEEP, by="Kim")
    assert versions(active)[:2] == [f"{SLEEP} 1.0 False", f"{SLEEP} 3.0 True"]
    with refuses(RefusedError, r"the older 2\.0 is not activated beside it"):
        active.activate(SLEEP, "2.0", by="Kim")


def test_only_what_is_active_is_updated(unit: Unit, refuses: Refuses) -> None:
    for act in (unit.update, unit.update_major):
        with refuses(RefusedError, f"{SLEEP} is not active.*moment-unit activate {SLEEP}"):
            act(SLEEP, by="Kim")


def test_a_moment_that_is_no_longer_available_stays(
    active: Unit, catalogue: Catalogue, refuses: Refuses
) -> None:
    catalogue.publish(SLEEP, "1.1")
    catalogue.publish(SLEEP, "2.0")
    catalogue.offer(SLEEP, [OTHER_PROVIDER])
    catalogue.publish(STRESS, "1.1")
    result = active.update(by="Kim")
    assert [row.moment for row in result.held] == [SLEEP]
    assert result.waiting == ()
    assert versions(active) == [f"{SLEEP} 1.0 True", f"{STRESS} 1.1 True"]
    assert active.verify().rows[0][1] == ()
    assert not active.status().active[0].available
    with refuses(RefusedError, "not available"):
        active.update_major(SLEEP, by="Kim")


@pytest.mark.parametrize("fault", ["altered package", "missing medium", "altered history"])
def test_an_update_is_all_or_nothing(
    active: Unit, catalogue: Catalogue, refuses: Refuses, fault: str
) -> None:
    catalogue.publish(SLEEP, "1.1")
    release = catalogue.publish(STRESS, "1.1")
    kind: type[Exception] = IntegrityError
    if fault == "altered package":
        catalogue.flip(package_path(release.package.sha256))
    elif fault == "missing medium":
        del catalogue.files[blob_path(release.media[0].sha256)]
        kind = FetchError
    else:
        catalogue.files[f"index/{STRESS}.json"] = b"{}"
    with refuses(kind):
        active.update(by="Kim")
    assert versions(active) == [f"{SLEEP} 1.0 True", f"{STRESS} 1.0 True"]


def test_update_offline_says_so(
    active: Unit, catalogue: Catalogue, notes: list[Message], refuses: Refuses
) -> None:
    catalogue.publish(SLEEP, "2.0")
    active.refresh()
    catalogue.reachable = False
    result = active.update(by="Kim")
    assert len(result.waiting) == 1
    assert len(notes) == 2
    with refuses(FetchError):
        active.update_major(SLEEP, by="Kim")
