"""activate, verify, status and search: one moment from the catalogue into the unit."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from builder.errors import FetchError, IntegrityError, RefusedError, RollbackError, TrustError
from builder.manifest import METADATA_PATH, blob_path, package_path
from builder.message import Message
from builder.unit.client import Unit
from tests.unit.conftest import NOW
from tests.unit.simulator import (
    OTHER_PROVIDER,
    PAIN,
    PROVIDER,
    SLEEP,
    STRESS,
    Catalogue,
    package_of,
)

Refuses = Callable[..., object]


def test_activate_takes_the_latest_version(unit: Unit, catalogue: Catalogue) -> None:
    release = catalogue.publish(SLEEP, "1.1")
    result = unit.activate(SLEEP, by="Kim")
    assert result.changed
    (row,) = unit.store.lock().rows
    assert row == result.row
    assert (row.moment, str(row.version), row.title) == (SLEEP, "1.1", "Bättre sömn")
    assert (row.since, row.by, row.new_starts) == ("2026-11-22T04:00:00Z", "Kim", True)
    assert row.package == release.package


def test_every_file_is_here_afterwards(unit: Unit, catalogue: Catalogue) -> None:
    release = catalogue.publish(SLEEP, "1.1")
    unit.activate(SLEEP, by="Kim")
    paths = [package_path(release.package.sha256), package_path(release.html.sha256)]
    paths += [blob_path(medium.sha256) for medium in release.media]
    for path in paths:
        assert (unit.home / "catalogue" / path).read_bytes() == catalogue.files[path]


def test_what_is_here_is_not_brought_again(unit: Unit, catalogue: Catalogue) -> None:
    unit.activate(STRESS, by="Kim")
    catalogue.reads.clear()
    unit.activate(SLEEP, by="Kim")
    shared = catalogue.publish(PAIN, "1.0").media[1]
    assert blob_path(shared.sha256) not in catalogue.reads
    assert len(catalogue.reads) == 4


def test_activate_a_named_version(unit: Unit, catalogue: Catalogue) -> None:
    catalogue.publish(SLEEP, "1.1")
    assert str(unit.activate(SLEEP, "1.0", by="Kim").row.version) == "1.0"


def test_activate_again_changes_nothing(unit: Unit) -> None:
    unit.activate(SLEEP, by="Kim")
    before = (unit.home / "activations.lock").read_bytes()
    result = replace(unit, now=NOW.replace(year=2027)).activate(SLEEP, by="Alex")
    assert not result.changed
    assert result.row.by == "Kim"
    assert (unit.home / "activations.lock").read_bytes() == before


def test_activate_a_later_minor(unit: Unit, catalogue: Catalogue, refuses: Refuses) -> None:
    unit.activate(SLEEP, by="Kim")
    catalogue.publish(SLEEP, "1.1")
    unit.activate(SLEEP, by="Alex")
    (row,) = unit.store.lock().rows
    assert (str(row.version), row.by) == ("1.1", "Alex")
    with refuses(RefusedError, r"1\.1 is active; a unit does not go back to 1\.0"):
        unit.activate(SLEEP, "1.0", by="Kim")


def test_a_new_major_is_not_activated_by_chance(
    unit: Unit, catalogue: Catalogue, refuses: Refuses
) -> None:
    unit.activate(SLEEP, by="Kim")
    catalogue.publish(SLEEP, "2.0")
    with refuses(RefusedError, f"new major version.*update --major {SLEEP}"):
        unit.activate(SLEEP, by="Kim")


def test_not_available_to_this_care_provider(
    unit: Unit, catalogue: Catalogue, refuses: Refuses
) -> None:
    catalogue.offer(SLEEP, [OTHER_PROVIDER])
    with refuses(RefusedError, f"{SLEEP} is not available to care provider {PROVIDER}"):
        unit.activate(SLEEP, by="Kim")
    catalogue.offer(SLEEP, [OTHER_PROVIDER, PROVIDER.lower()])
    assert unit.activate(SLEEP, by="Kim").changed


def test_unknown_moment_and_version(unit: Unit, refuses: Refuses) -> None:
    with refuses(RefusedError, f"did you mean {SLEEP}"):
        unit.activate("norrvik/batre-somn", by="Kim")
    with refuses(RefusedError, "there is no"):
        unit.activate("../../../etc/passwd", by="Kim")
    with refuses(RefusedError, r"has no version 1\.7; it has 1\.0"):
        unit.activate(SLEEP, "1.7", by="Kim")


def test_offline_after_a_refresh(
    unit: Unit, catalogue: Catalogue, notes: list[Message], refuses: Refuses
) -> None:
    unit.activate(SLEEP, by="Kim")
    catalogue.reachable = False
    assert not unit.activate(SLEEP, by="Kim").changed
    assert "cannot be read" in str(notes[0])
    assert "as this unit last saw it" in str(notes[1])
    assert str(unit.status().active[0].row.version) == "1.0"
    assert unit.verify().rows[0][1] == ()
    assert [one.moment for one in unit.search().moments] == [SLEEP, STRESS]
    with refuses(FetchError):  # its package was never brought
        unit.activate(STRESS, by="Kim")


def test_only_the_announcement_cannot_be_reached(
    unit: Unit, catalogue: Catalogue, notes: list[Message]
) -> None:
    del catalogue.files[METADATA_PATH]
    assert unit.activate(SLEEP, by="Kim").changed
    assert len(notes) == 2


def test_an_altered_catalogue_stops_the_activation(
    unit: Unit, catalogue: Catalogue, refuses: Refuses
) -> None:
    catalogue.files[METADATA_PATH] = b"{}"
    with refuses(TrustError):
        unit.activate(SLEEP, by="Kim")


def test_a_rolled_back_catalogue_stops_the_activation(
    unit: Unit, catalogue: Catalogue, refuses: Refuses
) -> None:
    old = dict(catalogue.files)
    catalogue.publish(SLEEP, "1.1")
    unit.refresh()
    catalogue.files = old
    with refuses(RollbackError):
        unit.activate(SLEEP, by="Kim")


@pytest.mark.parametrize("which", ["package", "html", "medium", "shared medium"])
@pytest.mark.parametrize("fault", ["altered", "longer", "shorter", "empty", "missing"])
def test_a_file_is_not_as_announced(
    unit: Unit, catalogue: Catalogue, refuses: Refuses, which: str, fault: str
) -> None:
    release = catalogue.publish(SLEEP, "1.1")
    path = {
        "package": package_path(release.package.sha256),
        "html": package_path(release.html.sha256),
        "medium": blob_path(release.media[0].sha256),
        "shared medium": blob_path(release.media[1].sha256),
    }[which]
    data = catalogue.files[path]
    if fault == "altered":
        catalogue.flip(path)
    elif fault == "missing":
        del catalogue.files[path]
    else:
        catalogue.files[path] = {"longer": data + b" ", "shorter": data[:-1], "empty": b""}[fault]
    with refuses(FetchError if fault == "missing" else IntegrityError, path):
        unit.activate(SLEEP, by="Kim")
    assert unit.status().active == ()
    catalogue.files[path] = data
    assert unit.activate(SLEEP, by="Kim").changed


def test_two_packages_are_exchanged(unit: Unit, catalogue: Catalogue, refuses: Refuses) -> None:
    one = package_path(catalogue.publish(SLEEP, "1.1").package.sha256)
    other = package_path(catalogue.publish(STRESS, "1.1").package.sha256)
    catalogue.files[one], catalogue.files[other] = catalogue.files[other], catalogue.files[one]
    with refuses(IntegrityError, one):
        unit.activate(SLEEP, by="Kim")
    with refuses(IntegrityError, other):
        unit.activate(STRESS, by="Kim")


def test_a_release_with_another_moments_package(
    unit: Unit, catalogue: Catalogue, refuses: Refuses
) -> None:
    catalogue.publish(SLEEP, "1.1", package=package_of(STRESS, "1.0"))
    with refuses(IntegrityError, f"the package of {SLEEP} is said to be that of {STRESS}"):
        unit.activate(SLEEP, by="Kim")


def test_the_lock_file_is_damaged(unit: Unit, refuses: Refuses) -> None:
    unit.activate(SLEEP, by="Kim")
    path = unit.home / "activations.lock"
    path.write_bytes(path.read_bytes()[:-30])
    for act in (
        unit.status,
        unit.verify,
        unit.refresh,
        lambda: unit.activate(STRESS, by="Kim"),
        lambda: unit.update(by="Kim"),
        lambda: unit.update_major(SLEEP, by="Kim"),
    ):
        with refuses(TrustError, "activations.lock is damaged"):
            act()


def test_a_lock_file_that_claims_what_was_never_published(unit: Unit, refuses: Refuses) -> None:
    unit.activate(SLEEP, by="Kim")
    path = unit.home / "activations.lock"
    path.write_text(path.read_text().replace('"1.0"', '"1.7"'))
    for act in (unit.status, unit.verify, lambda: unit.update(by="Kim")):
        with refuses(RollbackError, r"1\.7 is active in this unit"):
            act()


@pytest.mark.parametrize("damage", ["altered", "missing"])
def test_verify_finds_every_wrong_file_and_repairs_it(
    unit: Unit, catalogue: Catalogue, damage: str
) -> None:
    release = catalogue.publish(SLEEP, "1.1")
    unit.activate(SLEEP, by="Kim")
    unit.activate(STRESS, by="Kim")
    assert [faults for _, faults in unit.verify().rows] == [(), ()]
    unit.verify().refuse_faults()
    paths = [package_path(release.package.sha256), blob_path(release.media[0].sha256)]
    for path in paths:
        file = unit.home / "catalogue" / path
        file.unlink() if damage == "missing" else file.write_bytes(b"x")
    catalogue.reachable = False
    result = unit.verify()
    assert [faults for _, faults in result.rows] == [tuple(paths), ()]
    with pytest.raises(IntegrityError, match=rf"{SLEEP} 1\.1: 2 files .*{paths[0]}.*--repair"):
        result.refuse_faults()
    catalogue.reachable = True
    unit.verify(repair=True).refuse_faults()


def test_a_repair_that_cannot_be_brought(
    unit: Unit, catalogue: Catalogue, refuses: Refuses
) -> None:
    release = catalogue.publish(SLEEP, "1.1")
    unit.activate(SLEEP, by="Kim")
    (unit.home / "catalogue" / blob_path(release.media[0].sha256)).unlink()
    catalogue.reachable = False
    with refuses(FetchError):
        unit.verify(repair=True)


def test_a_medium_that_two_share_is_told_for_both(unit: Unit, catalogue: Catalogue) -> None:
    shared = blob_path(catalogue.publish(SLEEP, "1.1").media[1].sha256)
    unit.activate(SLEEP, by="Kim")
    unit.activate(STRESS, by="Kim")
    (unit.home / "catalogue" / shared).unlink()
    assert [faults for _, faults in unit.verify().rows] == [(shared,), (shared,)]


def test_the_four_tabs(unit: Unit, catalogue: Catalogue) -> None:
    unit.activate(SLEEP, by="Kim")
    catalogue.publish(SLEEP, "1.1")
    catalogue.publish(SLEEP, "2.0")
    catalogue.publish(PAIN, "1.0")
    catalogue.offer(PAIN, [OTHER_PROVIDER])
    unit.refresh()
    view = unit.status()
    assert [one.moment for one in view.moments] == [SLEEP, STRESS, PAIN]
    assert [one.moment for one in view.available] == [SLEEP, STRESS]
    (running,) = view.active
    assert (str(running.row.version), str(running.minor), str(running.major)) == (
        "1.0",
        "1.1",
        "2.0",
    )
    assert view.withdrawn == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), [SLEEP, STRESS]),
        (("sömn",), [SLEEP]),
        (("SOMN",), [SLEEP]),
        (("so\u0308mn", "vuxna"), [SLEEP]),
        (("vuxna",), [SLEEP, STRESS]),
        (("treatment", "norrvik"), [SLEEP, STRESS]),
        (("hantera-stress",), [STRESS]),
        (("Enheten i norrvik",), [SLEEP, STRESS]),
        (("sover", "stress"), []),
        (("smarta",), []),  # not available to this care provider
    ],
)
def test_search(unit: Unit, catalogue: Catalogue, words: tuple[str, ...], found: list[str]) -> None:
    catalogue.publish(PAIN, "1.0")
    catalogue.offer(PAIN, [OTHER_PROVIDER])
    unit.refresh()
    assert [one.moment for one in unit.search(words).moments] == found


def test_search_shows_what_is_active(unit: Unit) -> None:
    unit.activate(SLEEP, by="Kim")
    sleep, stress = unit.search().moments
    assert [str(version) for version in sleep.active] == ["1.0"]
    assert stress.active == ()
