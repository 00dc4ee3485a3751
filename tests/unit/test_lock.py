"""`activations.lock`: written one way, read strictly."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.errors import TrustError
from builder.manifest import Blob, Version
from builder.unit.lock import Lock, Row
from tests.unit.simulator import PAIN, SLEEP, STRESS


def row(moment: str = SLEEP, version: str = "1.0", *, new_starts: bool = True) -> Row:
    package = Blob.of(b"x")
    since = "2026-11-22T04:00:00Z"
    return Row(moment, Version.parse(version), "Sömn", package, since, "Kim", new_starts)


LOCK = Lock().with_row(row(STRESS)).with_row(row()).with_row(row(version="2.0"))


def test_rows_are_sorted_and_one_per_major() -> None:
    lock = LOCK.with_row(row(version="2.1"))
    assert [(one.moment, str(one.version)) for one in lock.rows] == [
        (SLEEP, "1.0"),
        (SLEEP, "2.1"),
        (STRESS, "1.0"),
    ]
    assert lock.moments == (SLEEP, STRESS)


def test_a_new_major_takes_the_new_starts() -> None:
    assert [one.new_starts for one in LOCK.of(SLEEP)] == [False, True]


def test_a_minor_of_an_old_major_leaves_the_new_starts() -> None:
    lock = LOCK.with_row(row(version="1.1", new_starts=False))
    assert [one.new_starts for one in lock.of(SLEEP)] == [False, True]
    assert lock.row(SLEEP, 1) == row(version="1.1", new_starts=False)
    assert lock.row(SLEEP, 3) is None


def test_the_file_can_be_read_and_diffed() -> None:
    text = Lock((row(),)).to_bytes().decode()
    assert text == (
        "{\n"
        '  "active": [\n'
        "    {\n"
        '      "by": "Kim",\n'
        '      "major": 1,\n'
        '      "moment": "norrvik/battre-somn",\n'
        '      "new-starts": true,\n'
        '      "package": {\n'
        '        "length": 1,\n'
        '        "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"\n'
        "      },\n"
        '      "since": "2026-11-22T04:00:00Z",\n'
        '      "title": "Sömn",\n'
        '      "version": "1.0"\n'
        "    }\n"
        "  ],\n"
        '  "format": 1\n'
        "}\n"
    )


@given(
    st.lists(
        st.tuples(st.sampled_from([SLEEP, STRESS, PAIN]), st.integers(1, 4), st.integers(0, 9)),
        max_size=12,
    )
)
def test_what_is_written_is_read(steps: list[tuple[str, int, int]]) -> None:
    lock = Lock()
    for moment, major, minor in steps:
        old = lock.row(moment, major)
        new_starts = old.new_starts if old else True
        lock = lock.with_row(row(moment, f"{major}.{minor}", new_starts=new_starts))
    assert Lock.from_bytes(lock.to_bytes()) == lock


def damaged(**changes: object) -> bytes:
    value = Lock((row(),)).to_json()
    value["active"][0].update(changes)
    return json.dumps(value).encode()


TWICE = {"format": 1, "active": [row().to_json(), row().to_json()]}
NO_STARTS = {"format": 1, "active": [row(new_starts=False).to_json()]}
TWO_STARTS = {"format": 1, "active": [row().to_json(), row(version="2.0").to_json()]}
UNSORTED = {"format": 1, "active": [row(STRESS).to_json(), row().to_json()]}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b"null",
        b"{}",
        b'{"format": 2, "active": []}',
        b'{"format": 1, "active": [], "more": 1}',
        b'{"format": 1, "active": [1]}',
        b"[" * 100_000,
        b"<<<<<<< HEAD\n" + LOCK.to_bytes(),
        LOCK.to_bytes()[:-20],
        damaged(version="1"),
        damaged(version="2.0"),
        damaged(major=2),
        damaged(more=1),
        damaged(moment=1),
        damaged(package="x"),
        *[json.dumps(value).encode() for value in (TWICE, NO_STARTS, TWO_STARTS, UNSORTED)],
    ],
)
def test_a_damaged_file_is_told_with_what_to_do(data: bytes) -> None:
    with pytest.raises(TrustError, match=r"activations\.lock is damaged.*backup or from git"):
        Lock.from_bytes(data)
