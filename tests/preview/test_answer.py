"""Which bytes a player gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.preview.answer import Stretch, type_of


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-", (0, 9)),
        ("bytes=3-5", (3, 5)),
        ("bytes=3-99", (3, 9)),
        ("bytes=-4", (6, 9)),
        ("bytes=-99", (0, 9)),
        ("bytes=9-", (9, 9)),
        ("bytes=0-1,4-5", (0, 9)),
        ("lines=1-2", (0, 9)),
        ("bytes=-", (0, 9)),
        ("bytes=10-", None),
        ("bytes=5-4", None),
        ("bytes=-0", None),
    ],
)
def test_ranges(header, expected):
    found = Stretch.asked(header, 10)
    assert (found and (found.first, found.last)) == expected


@given(st.text(max_size=20) | st.from_regex(r"bytes=[0-9]{0,30}-[0-9]{0,30}"), st.integers(0, 1000))
def test_a_stretch_lies_in_the_file(header, size):
    found = Stretch.asked(header, size)
    assert found is None or (found.first >= 0 and found.last < max(size, 1) and found.length >= 0)


def test_types():
    assert type_of("media/x.mp4") == "video/mp4"
    assert type_of("odd") == "application/octet-stream"
