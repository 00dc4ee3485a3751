"""init and refresh: what is brought, what is believed, and what is refused."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builder.errors import FetchError, IntegrityError, RefusedError, RollbackError, TrustError
from builder.manifest import METADATA_PATH, Head, Release, index_path
from builder.message import Message
from builder.unit import bring
from builder.unit.client import Unit
from tests.unit.conftest import NOW
from tests.unit.simulator import PAIN, PROVIDER, SLEEP, STRESS, UNIT, Catalogue, altered, package_of

Refuses = Callable[..., object]


def set_up(unit: Unit, *, provider: str = PROVIDER, development: bool = True) -> object:
    return unit.init("/catalogue", UNIT, provider, development=development)


def test_init_writes_the_settings_and_a_first_catalogue(bare: Unit) -> None:
    refreshed = bare.init("/catalogue", UNIT.lower(), PROVIDER, development=True)
    assert refreshed
    assert (refreshed.title, refreshed.serial, refreshed.moments) == ("Prov", 2, 2)
    assert refreshed.changed == (SLEEP, STRESS)
    assert json.loads((bare.home / "unit.json").read_bytes()) == {
        "format": 1,
        "catalogue": "/catalogue",
        "unit": UNIT,
        "care-provider": PROVIDER,
        "development": True,
    }
    assert (bare.home / "catalogue" / METADATA_PATH).is_file()
    assert bare.store.lock().rows == ()


def test_init_again_with_the_same_settings_says_so(unit: Unit, catalogue: Catalogue) -> None:
    catalogue.reads.clear()
    assert set_up(unit) is None
    assert catalogue.reads == []


def test_init_again_with_other_settings_is_refused(unit: Unit, refuses: Refuses) -> None:
    with refuses(RefusedError, "already a unit.*with other settings.*unit.json"):
        set_up(unit, provider="SE0000000002-X")


def test_two_inits_at_once(bare: Unit, catalogue: Catalogue) -> None:
    def connect(_: str) -> Catalogue:
        set_up(bare)  # the other one is done while this one begins
        return catalogue

    slow = replace(bare, connect=connect)
    assert set_up(slow) is None
    assert bare.status().serial == 2


@pytest.mark.parametrize("fault", ["development", "hsa-id", "source", "metadata"])
def test_init_writes_nothing_when_it_refuses(bare: Unit, catalogue: Catalogue, fault: str) -> None:
    catalogue.reachable = fault != "source"
    if fault == "metadata":
        catalogue.files[METADATA_PATH] = b"{}"
    provider = "197001011234" if fault == "hsa-id" else PROVIDER
    with pytest.raises((RefusedError, FetchError, TrustError)):
        set_up(bare, provider=provider, development=fault != "development")
    assert not bare.home.exists()


def test_a_unit_is_built_anew_from_its_lock_file(unit: Unit, catalogue: Catalogue) -> None:
    unit.activate(SLEEP, by="Kim")
    anew = replace(unit, home=unit.home.with_name("anew"))
    anew.home.mkdir()
    lock = (unit.home / "activations.lock").read_bytes()
    (anew.home / "activations.lock").write_bytes(lock)
    set_up(anew)
    assert (anew.home / "activations.lock").read_bytes() == lock
    assert len(anew.verify().rows[0][1]) == 4
    assert anew.verify(repair=True).rows[0][1] == ()
    del catalogue.records[SLEEP]
    catalogue.announce()
    other = replace(unit, home=unit.home.with_name("other"))
    other.home.mkdir()
    (other.home / "activations.lock").write_bytes(lock)
    with pytest.raises(RollbackError, match="is active in this unit"):
        set_up(other)
    assert not (other.home / "unit.json").exists()


@pytest.mark.parametrize(
    "act",
    [
        lambda unit: unit.refresh(),
        lambda unit: unit.status(),
        lambda unit: unit.search(),
        lambda unit: unit.verify(),
        lambda unit: unit.activate(SLEEP, by="Kim"),
        lambda unit: unit.update(by="Kim"),
        lambda unit: unit.update_major(SLEEP, by="Kim"),
    ],
)
def test_nothing_is_done_before_init(bare: Unit, act: Callable[[Unit], object]) -> None:
    with pytest.raises(RefusedError, match="begin with moment-unit init"):
        act(bare)
    assert not bare.home.exists()


def test_damaged_settings(unit: Unit, refuses: Refuses) -> None:
    for data in (b"{", b"[]", b'{"format": 1}'):
        (unit.home / "unit.json").write_bytes(data)
        with refuses(TrustError, "unit.json is damaged"):
            unit.refresh()


def test_refresh_brings_only_what_has_changed(unit: Unit, catalogue: Catalogue) -> None:
    catalogue.publish(SLEEP, "1.1")
    catalogue.publish(PAIN, "1.0")
    catalogue.reads.clear()
    refreshed = unit.refresh()
    assert refreshed.changed == (SLEEP, PAIN)
    assert catalogue.reads == [METADATA_PATH, index_path(SLEEP), index_path(PAIN)]
    catalogue.reads.clear()
    assert unit.refresh().changed == ()
    assert catalogue.reads == [METADATA_PATH]


def test_refresh_says_when(unit: Unit) -> None:
    assert unit.status().refreshed == "2026-11-22T04:00:00Z"
    later = replace(unit, now=NOW.replace(hour=5))
    later.refresh()
    assert later.status().refreshed == "2026-11-22T05:00:00Z"


def test_a_torn_publication_is_taken_as_far_as_it_is_announced(
    unit: Unit, catalogue: Catalogue
) -> None:
    catalogue.publish(SLEEP, "1.1")
    catalogue.publish(SLEEP, "1.2", announce=False)
    catalogue.publish(PAIN, "1.0", announce=False)
    unit.refresh()
    assert str(unit.activate(SLEEP, by="Kim").row.version) == "1.1"
    assert {one.moment for one in unit.status().moments} == {SLEEP, STRESS}
    catalogue.announce()
    assert unit.refresh().changed == (SLEEP, PAIN)


def test_the_source_is_gone(unit: Unit, catalogue: Catalogue, refuses: Refuses) -> None:
    catalogue.reachable = False
    with refuses(FetchError, "cannot be read"):
        unit.refresh()
    assert unit.status().serial == 2


def test_the_serial_is_rolled_back(unit: Unit, catalogue: Catalogue, refuses: Refuses) -> None:
    old = dict(catalogue.files)
    catalogue.publish(SLEEP, "1.1")
    unit.refresh()
    catalogue.files = old
    with refuses(RollbackError, "serial number is 2, and 3 has been seen"):
        unit.refresh()
    assert unit.status().serial == 3


def test_the_history_is_shortened(unit: Unit, catalogue: Catalogue, refuses: Refuses) -> None:
    catalogue.publish(SLEEP, "1.1")
    unit.refresh()
    catalogue.records[SLEEP].pop()
    catalogue.write(SLEEP)
    catalogue.announce()
    with refuses(RollbackError, "older than what was seen"):
        unit.refresh()


def test_a_moment_vanishes(unit: Unit, catalogue: Catalogue, refuses: Refuses) -> None:
    del catalogue.records[SLEEP]
    catalogue.announce()
    with refuses(RollbackError, f"{SLEEP} was in the catalogue"):
        unit.refresh()


def test_a_record_is_altered_after_it_was_seen(
    unit: Unit, catalogue: Catalogue, refuses: Refuses
) -> None:
    catalogue.publish(SLEEP, "1.1")
    path = index_path(SLEEP)
    catalogue.files[path] = altered(catalogue.files[path], "Vuxna", "Barn")
    with refuses(IntegrityError, "a record of the history has been altered"):
        unit.refresh()


def test_a_record_is_altered_and_the_chain_made_anew(
    unit: Unit, catalogue: Catalogue, refuses: Refuses
) -> None:
    listing, release = catalogue.records[SLEEP]
    assert isinstance(release, Release)
    forged = replace(release, audience="Barn")
    catalogue.rewrite(SLEEP, [listing, forged])
    catalogue.publish(STRESS, "1.1", announce=False)
    old = catalogue.files[METADATA_PATH]
    catalogue.announce()
    with refuses(RollbackError, "a release that was seen before has been altered"):
        unit.refresh()
    catalogue.files[METADATA_PATH] = old
    fresh = replace(unit, home=unit.home.with_name("fresh"))
    with pytest.raises(IntegrityError, match="not the one that the catalogue announced"):
        set_up(fresh)


def test_metadata_of_another_time(unit: Unit, catalogue: Catalogue, refuses: Refuses) -> None:
    old = catalogue.files[index_path(SLEEP)]
    catalogue.publish(SLEEP, "1.1")
    catalogue.files[index_path(SLEEP)] = old
    with refuses(IntegrityError, "not the one that the catalogue announced"):
        unit.refresh()


def test_two_histories_are_exchanged(unit: Unit, catalogue: Catalogue, refuses: Refuses) -> None:
    catalogue.publish(SLEEP, "1.1")
    catalogue.publish(STRESS, "1.1")
    one, other = index_path(SLEEP), index_path(STRESS)
    catalogue.files[one], catalogue.files[other] = catalogue.files[other], catalogue.files[one]
    with refuses(IntegrityError, "is said to be that of"):
        unit.refresh()


@pytest.mark.parametrize("path", [METADATA_PATH, index_path(SLEEP)])
@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"<html>", b"[]", b"{}", b'{"format": 1}', b"null", b"1e999", b'"x"']
)
def test_nonsense_from_the_source(
    unit: Unit, catalogue: Catalogue, refuses: Refuses, path: str, data: bytes
) -> None:
    catalogue.publish(SLEEP, "1.1")
    catalogue.files[path] = data
    with refuses(TrustError):
        unit.refresh()


def test_an_endless_file(
    unit: Unit, catalogue: Catalogue, refuses: Refuses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bring, "LARGEST_INDEX", 1000)
    catalogue.files[METADATA_PATH] = b" " * 5000
    with refuses(IntegrityError, "larger than"):
        unit.refresh()


def test_a_damaged_history_here_is_healed_by_refresh(
    unit: Unit, catalogue: Catalogue, refuses: Refuses
) -> None:
    path = unit.home / "catalogue" / index_path(SLEEP)
    for damage in (lambda: path.write_bytes(b"x"), path.unlink):
        damage()
        with refuses(IntegrityError, f"copy of the history of {SLEEP}.*moment-unit refresh"):
            unit.status()
        catalogue.reads.clear()
        assert unit.refresh().changed == (SLEEP,)
        assert catalogue.reads == [METADATA_PATH, index_path(SLEEP)]
        assert unit.status()


def test_damaged_metadata_here(unit: Unit, refuses: Refuses) -> None:
    unit.activate(SLEEP, by="Kim")
    path = unit.home / "catalogue" / METADATA_PATH
    path.write_bytes(b"x")
    for act in (unit.status, unit.refresh, unit.verify):
        with refuses(IntegrityError, "development.json is damaged.*moment-unit refresh"):
            act()
    path.unlink()
    with refuses(IntegrityError, "copy of the catalogue is missing; run moment-unit refresh"):
        unit.status()
    unit.refresh()
    assert unit.verify().rows[0][1] == ()


def as_an_earlier_builder_wrote(unit: Unit) -> None:
    """Take what releases have said since from the unit's copy of the catalogue."""
    path = unit.home / "catalogue" / METADATA_PATH
    value = json.loads(path.read_bytes())
    del value["people"]
    path.write_text(json.dumps(value))
    path = unit.home / "catalogue" / index_path(SLEEP)
    value = json.loads(path.read_bytes())
    for record in value["records"]:
        for name in ("safety", "decisions", "waivers", "approval"):
            record.pop(name, None)
    path.write_text(json.dumps(value))


def test_a_unit_from_before_approvals_is_told_what_to_do(unit: Unit, refuses: Refuses) -> None:
    """Catalogues from then are not read: their records have other digests. The lock is kept."""
    unit.activate(SLEEP, by="Kim")
    lock = (unit.home / "activations.lock").read_bytes()
    as_an_earlier_builder_wrote(unit)
    acts = (unit.status, unit.refresh, unit.verify, lambda: unit.update(by="Kim"))
    for act in acts:
        with refuses(IntegrityError, "an earlier moment-builder.*remove it and run"):
            act()
    (unit.home / "catalogue" / METADATA_PATH).unlink()
    assert unit.refresh().changed == (SLEEP, STRESS)
    assert unit.verify().rows[0][1] == ()
    assert (unit.home / "activations.lock").read_bytes() == lock


def test_people_are_announced_and_never_read(unit: Unit, catalogue: Catalogue) -> None:
    catalogue.people = {"norrvik": Head(2, "a" * 64)}
    catalogue.announce()
    catalogue.reads.clear()
    unit.refresh()
    assert catalogue.reads == [METADATA_PATH]


@pytest.mark.parametrize(
    "people",
    [{}, {"norrvik": Head(1, "a" * 64)}, {"norrvik": Head(2, "b" * 64)}],
    ids=["gone", "shorter", "another"],
)
def test_the_people_are_rolled_back(
    unit: Unit, catalogue: Catalogue, refuses: Refuses, people: dict[str, Head]
) -> None:
    catalogue.people = {"norrvik": Head(2, "a" * 64)}
    catalogue.announce()
    unit.refresh()
    catalogue.people = people
    catalogue.announce()
    with refuses(RollbackError, "the register of people of norrvik is older"):
        unit.refresh()


def test_lost_metadata_does_not_let_an_active_version_be_replaced(
    unit: Unit, catalogue: Catalogue, refuses: Refuses
) -> None:
    unit.activate(SLEEP, by="Kim")
    (unit.home / "catalogue" / METADATA_PATH).unlink()
    listing = catalogue.records[SLEEP][0]
    catalogue.rewrite(SLEEP, [listing])
    catalogue.publish(SLEEP, "1.0", package=package_of(SLEEP, "1.9"))
    with refuses(RollbackError, "is active in this unit"):
        unit.refresh()


@pytest.mark.parametrize("data", [None, b"", b"[]", b'{"serial": 2}', b'{"serial": "x"}'])
def test_a_lost_state_costs_only_time(unit: Unit, data: bytes | None) -> None:
    path = unit.home / "state.json"
    path.unlink() if data is None else path.write_bytes(data)
    assert unit.status().refreshed is None
    assert unit.refresh().changed == (SLEEP, STRESS)
    assert unit.status().refreshed


def test_an_address_of_a_folder_is_kept_absolute(
    bare: Unit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bare.init("published", UNIT, PROVIDER, development=True)
    assert bare.store.settings().catalogue == str(tmp_path / "published")


def test_no_notes_when_all_is_well(unit: Unit, notes: list[Message]) -> None:
    unit.activate(SLEEP, by="Kim")
    assert notes == []
