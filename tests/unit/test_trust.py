"""What a unit believes and may do, as pure decisions."""

from dataclasses import replace

import pytest

from builder.errors import IntegrityError, RefusedError, RollbackError
from builder.manifest import Blob, Head, History, Metadata, Version
from builder.unit import trust
from builder.unit.lock import Lock, Row
from tests.unit.simulator import (
    OTHER_PROVIDER,
    PAIN,
    PROVIDER,
    SLEEP,
    STRESS,
    Catalogue,
    package_of,
)

HEAD, LATER = Head(2, "a" * 64), Head(3, "b" * 64)


def metadata(serial: int, **heads: Head) -> Metadata:
    return Metadata("Prov", serial, heads)


def history(*versions: str, available_to: tuple[str, ...] | None = None) -> History:
    catalogue = Catalogue()
    for version in versions:
        catalogue.publish(SLEEP, version)
    catalogue.offer(SLEEP, available_to)
    return History(SLEEP, tuple(catalogue.records[SLEEP]))


def row(version: str, *, new_starts: bool = True) -> Row:
    package = Blob.of(package_of(SLEEP, version))
    return Row(SLEEP, Version.parse(version), "Sömn", package, "", "", new_starts)


def lock(*versions: str) -> Lock:
    made = Lock()
    for version in versions:
        made = made.with_row(row(version))
    return made


def with_people(serial: int, **people: Head) -> Metadata:
    return replace(metadata(serial, a=HEAD), people=people)


@pytest.mark.parametrize(
    ("new", "seen"),
    [
        (with_people(2, p=HEAD), metadata(1, a=HEAD)),
        (with_people(2, p=LATER, q=HEAD), with_people(1, p=HEAD)),
        (metadata(1, a=HEAD), None),
        (metadata(1, a=HEAD), metadata(1, a=HEAD)),
        (metadata(2, a=HEAD, b=LATER), metadata(1, a=HEAD)),
    ],
)
def test_a_later_catalogue_is_accepted(new: Metadata, seen: Metadata | None) -> None:
    trust.accept_metadata(new, seen, development=True)


@pytest.mark.parametrize(
    ("new", "seen"),
    [
        (metadata(1, a=HEAD), metadata(2, a=HEAD)),
        (metadata(2, a=LATER), metadata(2, a=HEAD)),
        (metadata(3, b=HEAD), metadata(2, a=HEAD, b=HEAD)),
        (with_people(2, p=LATER), with_people(2, p=HEAD)),
        (metadata(2, a=HEAD), with_people(2, p=HEAD)),
        (with_people(3, q=HEAD), with_people(2, p=HEAD)),
        (with_people(3, p=HEAD), with_people(2, p=LATER)),
        (with_people(3, p=Head(2, "c" * 64)), with_people(2, p=HEAD)),
    ],
    ids=[
        "lower serial",
        "same serial, other heads",
        "a moment vanished",
        "same serial, other people",
        "same serial, no people",
        "a roll vanished",
        "a roll is shorter",
        "a roll is another",
    ],
)
def test_an_older_catalogue_is_refused(new: Metadata, seen: Metadata) -> None:
    with pytest.raises(RollbackError):
        trust.accept_metadata(new, seen, development=True)


def test_an_unsigned_catalogue_is_refused_unless_asked_for() -> None:
    with pytest.raises(RefusedError, match=r"not signed.*init --development"):
        trust.accept_metadata(metadata(1), None, development=False)


def test_a_history_is_accepted_as_far_as_it_is_announced() -> None:
    whole = history("1.0", "1.1")
    before = History(SLEEP, whole.records[:2])
    assert trust.accept_history(whole.to_bytes(), SLEEP, before.head) == before
    assert trust.accept_history(whole.to_bytes(), SLEEP, whole.head, before.head) == whole


def test_a_shorter_head_than_seen_is_refused_though_the_records_are_there() -> None:
    whole = history("1.0", "1.1")
    before = History(SLEEP, whole.records[:2])
    with pytest.raises(RollbackError):
        trust.accept_history(whole.to_bytes(), SLEEP, before.head, whole.head)


def test_a_history_without_release_or_listing_is_refused() -> None:
    whole = history("1.0")
    for records in (whole.records[:1], (replace(whole.records[1], previous=None),)):
        part = History(SLEEP, records)
        with pytest.raises(IntegrityError, match="no release or no listing"):
            trust.accept_history(part.to_bytes(), SLEEP, part.head)


def test_a_version_that_is_published_twice_is_refused() -> None:
    twice = history("1.0", "1.0")
    with pytest.raises(IntegrityError, match=r"1\.0 is published twice"):
        trust.accept_history(twice.to_bytes(), SLEEP, twice.head)


def test_what_is_active_must_be_in_the_history_as_it_was() -> None:
    known = {SLEEP: history("1.0")}
    trust.accept_active([row("1.0")], known)
    for wrong in (row("1.1"), replace(row("1.0"), package=Blob.of(b"other"))):
        with pytest.raises(RollbackError, match="is active in this unit"):
            trust.accept_active([wrong], known)
    with pytest.raises(RollbackError):
        trust.accept_active([row("1.0")], {})


def test_a_package_is_of_the_moment_it_is_listed_under() -> None:
    data = package_of(STRESS, "1.0")
    trust.accept_package(data, STRESS, Blob.of(data))
    with pytest.raises(IntegrityError, match="is said to be that of norrvik/hantera-stress"):
        trust.accept_package(data, SLEEP, Blob.of(data))


def test_a_package_is_held_to_its_schema() -> None:
    data = package_of(SLEEP, "1.0").replace(b'"modules":[],', b"")
    with pytest.raises(IntegrityError, match="'modules' is a required property"):
        trust.accept_package(data, SLEEP, Blob.of(data))
    for nonsense in (b"", b"[]", b"{", b"<html>"):
        with pytest.raises(IntegrityError, match="is damaged"):
            trust.accept_package(nonsense, SLEEP, Blob.of(nonsense))


def test_a_file_of_any_size_is_not_believed() -> None:
    trust.accept_size(Blob("a" * 64, 1000), "x")
    with pytest.raises(IntegrityError, match="larger than"):
        trust.accept_size(Blob("a" * 64, 10**13), "x")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("norrvik/battre-som", SLEEP), ("battre-somn", SLEEP), ("norvik/hantera-stres", STRESS)],
)
def test_an_unknown_moment_is_refused_with_what_was_meant(asked: str, meant: str) -> None:
    with pytest.raises(RefusedError, match=f"there is no {asked}; did you mean {meant}"):
        trust.refuse_unknown(asked, {SLEEP, STRESS, PAIN})


def test_an_unknown_moment_that_resembles_nothing() -> None:
    with pytest.raises(RefusedError, match="moment-unit search"):
        trust.refuse_unknown("../../etc/passwd", {SLEEP, STRESS})


def test_the_latest_version_is_chosen() -> None:
    whole = history("1.0", "1.9", "1.10")
    assert str(trust.choose(whole, None).version) == "1.10"
    assert str(trust.choose(whole, "1.9").version) == "1.9"


@pytest.mark.parametrize("version", ["1.2", "1", "x", "", "01.0"])
def test_an_unknown_version_is_refused_with_those_there_are(version: str) -> None:
    with pytest.raises(RefusedError, match=r"it has 1\.0, 1\.1"):
        trust.choose(history("1.0", "1.1"), version)


def test_only_named_care_providers_may_activate() -> None:
    whole = history("1.0", available_to=(PROVIDER,))
    trust.refuse_unavailable(whole, PROVIDER.lower())
    with pytest.raises(RefusedError, match=f"{SLEEP} is not available to .*{OTHER_PROVIDER}"):
        trust.refuse_unavailable(whole, OTHER_PROVIDER)


@pytest.mark.parametrize(
    ("active", "wanted"),
    [([], "1.0"), ([], "2.3"), (["1.0"], "1.1"), (["1.0"], "1.0"), (["1.0", "2.0"], "1.1")],
)
def test_a_first_version_and_a_later_minor_may_be_activated(active: list[str], wanted: str) -> None:
    trust.refuse_step(lock(*active), SLEEP, history(wanted).latest)


@pytest.mark.parametrize(
    ("active", "wanted", "told"),
    [
        (["1.1"], "1.0", "does not go back"),
        (["1.0"], "2.0", "update --major norrvik/battre-somn"),
        (["1.0", "3.0"], "2.0", "not activated beside it"),
        (["2.0"], "1.5", "not activated beside it"),
    ],
)
def test_other_steps_are_refused(active: list[str], wanted: str, told: str) -> None:
    with pytest.raises(RefusedError, match=told):
        trust.refuse_step(lock(*active), SLEEP, history(wanted).latest)


def test_what_is_newer() -> None:
    whole = history("1.0", "1.1", "2.0", "2.1")
    minor = trust.newer_minor(whole, row("1.0"))
    major = trust.newer_major(whole, [row("1.0")])
    assert minor
    assert str(minor.version) == "1.1"
    assert major
    assert str(major.version) == "2.1"
    assert trust.newer_minor(whole, row("2.1")) is None
    assert trust.newer_major(whole, [row("1.0"), row("2.0")]) is None


def test_an_hsa_id() -> None:
    assert trust.hsa_id("se0000000001-norrvik") == PROVIDER
    for wrong in ("", "SE1-X", "197001011234", "SE0000000001-", "SE0000000001-Å"):
        with pytest.raises(RefusedError, match="is not an HSA-id"):
            trust.hsa_id(wrong)
