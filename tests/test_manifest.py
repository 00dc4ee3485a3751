"""The wire formats: round trips, chains, and what is refused."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.errors import BuilderError, CatalogueError, IntegrityError, RollbackError
from builder.manifest import (
    Approval,
    Blob,
    ChangeText,
    Head,
    History,
    Listing,
    Metadata,
    Note,
    People,
    Record,
    Release,
    Roll,
    Signature,
    Version,
    digest,
    record_digest,
)

texts = st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc")), max_size=20)
blobs = st.binary(max_size=8).map(Blob.of)
fingerprints = st.text("0123456789abcdef", min_size=12, max_size=12)
both_languages = st.fixed_dictionaries({"sv": texts, "en": texts})
approvals = st.none() | st.builds(
    Approval,
    st.sampled_from(["moment", "register"]).map(lambda kind: {"format": 1, "kind": kind}),
    st.lists(
        st.builds(Signature, st.just("norrvik/utgivare-1"), texts, texts, texts), max_size=2
    ).map(tuple),
)
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
        st.builds(
            ChangeText,
            code=texts,
            level=st.sampled_from(["major", "decide", "minor", "none"]),
            touches=st.sampled_from(["answers", "progress", "meaning", "text"]),
            subject=texts,
            fingerprint=fingerprints,
            text=both_languages,
            witness=st.none() | both_languages,
        ),
        max_size=2,
    ).map(tuple),
    notes=st.lists(st.builds(Note, texts, texts, texts), max_size=2).map(tuple),
    commit=st.just("a" * 40),
    date=st.just("2026-11-22T04:00:00Z"),
    builder=texts,
    source=texts,
    safety=st.booleans(),
    decisions=st.lists(
        st.fixed_dictionaries(
            {"change": fingerprints, "level": st.sampled_from(["minor", "major"]), "reason": texts}
        ),
        max_size=2,
    ).map(tuple),
    waivers=st.lists(
        st.fixed_dictionaries(
            {"code": texts, "place": texts, "reason": texts, "who": texts, "until": texts}
        ),
        max_size=2,
    ).map(tuple),
    approval=approvals,
    previous=st.none(),
)  # fmt: skip
listings = st.builds(
    Listing, texts, texts, texts, texts,
    st.none() | st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
    st.just("2030-01-01"), st.just("a" * 40), st.just("2026-11-22T04:00:00Z"), approvals, st.none(),
)  # fmt: skip
registers = st.builds(
    People, st.dictionaries(texts, texts, max_size=2), st.just("a" * 40),
    st.just("2026-11-22T04:00:00Z"), approvals, st.none(),
)  # fmt: skip


def chain(records: list[Record]) -> History:
    chained: list[Record] = []
    for record in records:
        previous = record_digest(chained[-1]) if chained else None
        chained.append(replace(record, previous=previous))
    return History("prov/prov", tuple(chained))


def roll(records: list[People]) -> Roll:
    chained: list[People] = []
    for record in records:
        previous = record_digest(chained[-1]) if chained else None
        chained.append(replace(record, previous=previous))
    return Roll("prov", tuple(chained))


histories = st.lists(releases | listings, min_size=1, max_size=5).map(chain)
rolls = st.lists(registers, min_size=1, max_size=4).map(roll)


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


@given(rolls)
def test_a_roll_is_read_as_it_was_written(roll: Roll) -> None:
    data = roll.to_bytes()
    again = Roll.from_bytes(data, "prov")
    assert again == roll
    assert again.to_bytes() == data
    with pytest.raises(IntegrityError, match="said to be that of prov"):
        Roll.from_bytes(data, "annan")


@given(rolls, registers)
def test_a_roll_only_grows(short: Roll, more: People) -> None:
    longer = roll([*short.records, more])
    longer.follows(short.head)
    assert longer.until(short.head) == short
    with pytest.raises(RollbackError, match="older"):
        short.follows(longer.head)
    with pytest.raises(IntegrityError, match="announced"):
        short.until(longer.head)


@given(rolls, st.data())
def test_any_altered_register_is_noticed(whole: Roll, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(whole.records) - 1))
    altered = replace(whole.records[n], register={"ny": "utgivare"}, commit="b" * 40)
    records = [*whole.records[:n], altered, *whole.records[n + 1 :]]
    broken = Roll("prov", tuple(records))
    if n < len(records) - 1:
        with pytest.raises(IntegrityError, match="altered"):
            Roll.from_bytes(broken.to_bytes(), "prov")
    else:
        with pytest.raises(IntegrityError, match="announced"):
            broken.until(whole.head)
    with pytest.raises(RollbackError, match="altered"):
        roll(records).follows(whole.head)


heads = st.builds(Head, st.integers(1, 99), st.binary().map(digest))


@given(
    st.dictionaries(st.sampled_from(["a/a", "a/b", "b/a"]), heads),
    st.dictionaries(st.sampled_from(["a", "b"]), heads),
)
def test_metadata_is_read_as_it_was_written(
    moments: dict[str, Head], people: dict[str, Head]
) -> None:
    metadata = Metadata("Prov", 7, moments, people)
    again = Metadata.from_bytes(metadata.to_bytes())
    assert again == metadata
    assert again.to_bytes() == metadata.to_bytes()


FIRST = Release(
    Version(1, 0), "first", None, Blob.of(b"1.0"), Blob.of(b""), (), "", "", "", "", "", False,
    (), (), "a" * 40, "2026-11-22T04:00:00Z", "",
)  # fmt: skip


def grown(plan: list[tuple[int, bool]]) -> tuple[History, dict[Version, Version]]:
    """Publish in any order: each step is on a line, or a new major that grows out of the highest.

    Returns the history and what each version grew out of.
    """
    made, parents = {FIRST.version: FIRST}, dict[Version, Version]()
    for line, is_major in plan:
        lines = {version.major: version for version in sorted(made)}
        parent = max(made) if is_major else lines[min(line, max(lines))]
        version = (
            Version(parent.major + 1, 0) if is_major else Version(parent.major, parent.minor + 1)
        )
        package = Blob.of(str(version).encode())
        base = made[parent].package.sha256
        made[version] = replace(FIRST, version=version, package=package, base=base)
        parents[version] = parent
    return chain(list(made.values())), parents


plans = st.lists(st.tuples(st.integers(1, 4), st.booleans()), max_size=10)


@given(plans)
def test_the_last_record_need_not_be_the_highest(plan: list[tuple[int, bool]]) -> None:
    history, _ = grown(plan)
    versions = [release.version for release in history.releases]
    assert history.latest.version == max(versions)
    for major in range(1, 12):
        latest = history.latest_of(major)
        same = [version for version in versions if version.major == major]
        assert (latest.version if latest else None) == max(same, default=None)


@given(plans)
def test_a_lineage_is_what_a_release_grew_out_of(plan: list[tuple[int, bool]]) -> None:
    history, parents = grown(plan)
    for release in history.releases:
        expected = [release.version]
        while expected[-1] in parents:
            expected.append(parents[expected[-1]])
        assert [one.version for one in history.lineage(release)] == expected


def test_a_lineage_goes_by_version_where_two_releases_have_the_same_package() -> None:
    """A release that goes back to an earlier package is not its own ancestor."""
    one = replace(FIRST, version=Version(1, 1), package=Blob.of(b"x"), base=FIRST.package.sha256)
    back = replace(FIRST, version=Version(1, 2), base=one.package.sha256)
    after = replace(FIRST, version=Version(1, 3), package=Blob.of(b"y"), base=back.package.sha256)
    history = chain([FIRST, one, back, after])
    told = [str(release.version) for release in history.lineage(history.releases[-1])]
    assert told == ["1.3", "1.2", "1.1", "1.0"]
