"""A document stays within its limit, and says truly what it leaves out."""

import re

from hypothesis import given
from hypothesis import strategies as st

from builder.report.review.fitting import Part, fit, size

TEXT = st.text("abåäö€😀 ", min_size=1, max_size=40)
PARTS = st.lists(
    st.builds(
        lambda before, items, rank: (before, tuple(items), rank),
        TEXT, st.lists(TEXT, max_size=6), st.integers(0, 3),
    ),
    max_size=4,
)  # fmt: skip


def _part(number: int, at: int, before: str, items: tuple[str, ...], rank: int) -> Part:
    marked = tuple(f"<i{number}.{at}:{n}>{item}" for n, item in enumerate(items))
    return Part(f"<b{number}.{at}>{before}", marked, f"<e{number}.{at}>", "<more {}>".format, rank)


def _fitted(groups: list[list[tuple[str, tuple[str, ...], int]]], limit: int) -> str:
    made = [
        [_part(number, at, *part) for at, part in enumerate(group)]
        for number, group in enumerate(groups)
    ]
    return fit(Part("<head>"), made, "<tail>", "<left {}>".format, limit)


@given(st.lists(PARTS, max_size=5), st.integers(80, 2000))
def test_it_fits_and_tells_the_truth(
    groups: list[list[tuple[str, tuple[str, ...], int]]], limit: int
) -> None:
    text = _fitted(groups, limit)
    assert size(text) <= limit
    assert text.startswith("<head>")
    assert text.endswith("<tail>\n")
    assert text.count("<b") == text.count("<e")
    left = int(found[1]) if (found := re.search(r"<left (\d+)>", text)) else 0
    kept = groups[: len(groups) - left]
    written = sum(len(items) for group in kept for _, items, _ in group)
    assert text.count("<i") + sum(map(int, re.findall(r"<more (\d+)>", text))) == written


@given(st.lists(PARTS, max_size=5))
def test_nothing_is_left_out_where_there_is_room(
    groups: list[list[tuple[str, tuple[str, ...], int]]],
) -> None:
    text = _fitted(groups, 1_000_000)
    assert "<more" not in text
    assert "<left" not in text


@given(st.lists(PARTS, min_size=1, max_size=5), st.integers(80, 2000))
def test_what_is_shown_of_a_part_is_its_beginning(
    groups: list[list[tuple[str, tuple[str, ...], int]]], limit: int
) -> None:
    seen: dict[str, list[int]] = {}
    for part, n in re.findall(r"<i(\d+\.\d+):(\d+)>", _fitted(groups, limit)):
        seen.setdefault(part, []).append(int(n))
    assert all(numbers == list(range(len(numbers))) for numbers in seen.values())


def test_no_forge_counts_more_than_bytes() -> None:
    for text in ("å", "€", "😀", "a\N{COMBINING RING ABOVE}"):
        assert size(text) >= len(text.encode("utf-16-le")) // 2 >= len(text)
