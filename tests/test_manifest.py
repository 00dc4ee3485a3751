"""The wire formats: round trips, chains, and what is refused."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.errors import BuilderError, CatalogueError, IntegrityError, RollbackError
from builder.manifest import (
    Blob,
    ChangeText,
    Head,
    History,
    Listing,
    Metadata,
    Note,
    Record,
    Release,
    Version,
    record_digest,
)

texts = st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc")), max_size=20)
blobs = st.binary(max_size=8).map(Blob.of)
releases = st.builds(
    Release,
    version=st.builds(Version, st.integers(1, 9), st.integers(0, 9)),
    level=st.sampled_from(["first", "major", "minor"]),
    base=st.none() | blobs.map(lambda blob: blob.sha256),
    package=blobs,
    html=blobs,
    media=st.lists(blobs, max_size=3).map(tuple),
    title=texts, kind=texts, language=texts, summary=texts, audience=texts,
    open=st.booleans(),
    changes=st.lists(
        st.builds(ChangeText, texts, st.sampled_from(["major", "decide", "minor", "none"]), texts, st.fixed_dictionaries({"sv": texts, "en": texts})),
        max_size=2,
    ).map(tuple),
    notes=st.lists(st.builds(Note, texts, texts, texts), max_size=2).map(tuple),
    commit=st.just("a" * 40),
    date=st.just("2026-11-22T04:00:00Z"),
    builder=texts,
    source=texts,
    previous=st.none(),
)  # fmt: skip
listings = st.builds(
    Listing, texts, texts, texts, texts,
    st.none() | st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
    st.just("2030-01-01"), st.just("a" * 40), st.just("2026-11-22T04:00:00Z"), st.none(),
)  # fmt: skip


def chain(records: list[Record]) -> History:
    chained: list[Record] = []
    for record in records:
        previous = record_digest(chained[-1]) if chained else None
        chained.append(replace(record, previous=previous))
    return History("prov/prov", tuple(chained))


histories = st.lists(releases | listings, min_size=1, max_size=5).map(chain)


@given(histories)
def test_a_history_is_read_as_it_was_written(history: History) -> None:
    data = history.to_bytes()
    again = History.from_bytes(data, history.moment)
    assert again == history
    assert again.to_bytes() == data


@given(histories, st.data())
def test_any_altered_record_is_noticed(history: History, data: st.DataObject) -> None:
    seen = history.head
    n = data.draw(st.integers(0, len(history.records) - 1))
    altered = replace(history.records[n], commit="b" * 40)
    records = [*history.records[:n], altered, *history.records[n + 1 :]]
    broken = History(history.moment, tuple(records))
    if n < len(records) - 1:
        with pytest.raises(IntegrityError, match="altered"):
            History.from_bytes(broken.to_bytes(), history.moment)
    else:
        with pytest.raises(IntegrityError, match="announced"):
            broken.until(seen)
    with pytest.raises(RollbackError):
        chain(records).follows(seen)


@given(histories, releases)
def test_a_longer_history_follows_and_still_holds_the_announced_part(
    history: History, more: Release
) -> None:
    longer = chain([*history.records, more])
    longer.follows(history.head)
    assert longer.until(history.head) == history


@given(histories)
def test_a_shorter_history_is_a_rollback(history: History) -> None:
    longer = Head(len(history.records) + 1, history.head.sha256)
    with pytest.raises(RollbackError):
        history.follows(longer)
    with pytest.raises(IntegrityError):
        history.until(longer)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"[", b"[" * 100_000, b"\xff", b'{"format": 1.5}', b'{"a": 99999999999999999999}', b'{"a": "\\ud800"}',
        b'{"a": "\\u001b[2J"}', b'{"format": 1, "moment": "x", "records": []}', b"null", b"3",
    ],
)  # fmt: skip
def test_damaged_bytes_are_told_as_damage(data: bytes) -> None:
    with pytest.raises(IntegrityError, match="damaged"):
        History.from_bytes(data, "prov/prov")
    with pytest.raises(IntegrityError, match="damaged"):
        Metadata.from_bytes(data)


@given(
    st.binary(max_size=60)
    | st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ).map(lambda value: json.dumps(value).encode())
)
def test_nothing_but_our_own_errors_comes_out(data: bytes) -> None:
    with pytest.raises(BuilderError):
        Metadata.from_bytes(data)


def test_a_newer_format_is_told_as_such() -> None:
    with pytest.raises(CatalogueError, match="newer"):
        Metadata.from_bytes(b'{"format": 2}')


@pytest.mark.parametrize("text", ["", "1", "1.", ".1", "a.b", "1.0.0", "-1.0", "1.0\n", "١.٠"])
def test_what_is_no_version(text: str) -> None:
    with pytest.raises(CatalogueError):
        Version.parse(text)


def test_versions_are_ordered_as_numbers() -> None:
    assert Version.parse("1.10") > Version.parse("1.9") < Version.parse("2.0")


@pytest.mark.parametrize(
    ("hsa_id", "allowed"), [("SE0000000009-norr", True), ("SE0000000009-SYD", False)]
)
def test_a_listing_names_care_providers_whatever_the_case(hsa_id: str, allowed: bool) -> None:
    listing = Listing(
        "P", "O", "R", "e@p.example", (("SE0000000009-NORR", "Norr"),), "2030-01-01", "a", "d"
    )
    assert listing.allows(hsa_id) is allowed
    assert replace(listing, available_to=None).allows(hsa_id)


def test_bytes_that_differ_are_refused() -> None:
    blob = Blob.of(b"a")
    blob.verify(b"a", "x")
    for other in (b"b", b"aa", b""):
        with pytest.raises(IntegrityError, match="x"):
            blob.verify(other, "x")
