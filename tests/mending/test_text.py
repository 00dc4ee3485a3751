"""Edits in files as they are on disk: only what is edited changes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.content.sources import plain_text
from builder.mending.text import edited
from builder.problem import Edit, Span

_LETTERS = st.sampled_from(
    ["a", "ö", "o\u0308", "a\u030a", "\u0323", "e\u0301\u0323", "각", "가\u11a8", "😀", " ", "#"]
)
_LINES = st.lists(st.lists(_LETTERS, max_size=6).map("".join), min_size=1, max_size=4)
_ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def _cases(draw: st.DrawFn) -> tuple[bytes, Edit]:
    lines, end = draw(_LINES), draw(_ENDS)
    mark = draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    data = mark + end.join(lines).encode()
    seen = plain_text(data).split("\n")
    places = sorted(draw(st.lists(_places(seen), min_size=2, max_size=2)))
    text = draw(st.text(st.sampled_from("xö \n"), max_size=4))
    return data, Edit(Span("a.md", *places[0], *places[1]), text)


@st.composite
def _places(draw: st.DrawFn, lines: list[str]) -> tuple[int, int]:
    """Return a place between two letters, not between a letter and its mark."""
    line = draw(st.integers(1, len(lines)))
    columns = [
        n for n, one in enumerate(f"{lines[line - 1]} ", 1) if not unicodedata.combining(one)
    ]
    return line, draw(st.sampled_from(columns))


def _offset(lines: list[str], line: int, column: int) -> int:
    return sum(len(one) + 1 for one in lines[: line - 1]) + column - 1


@given(_cases())
def test_an_edit_does_to_the_file_what_it_does_to_the_text(case: tuple[bytes, Edit]) -> None:
    data, edit = case
    seen = plain_text(data)
    lines = seen.split("\n")
    start = _offset(lines, edit.span.line, edit.span.column)
    end = _offset(lines, edit.span.end_line, edit.span.end_column)
    expected = unicodedata.normalize("NFC", seen[:start] + edit.text + seen[end:])
    assert plain_text(edited(data, [edit])) == expected


@given(_cases())
def test_all_around_an_edit_keeps_its_bytes(case: tuple[bytes, Edit]) -> None:
    data, edit = case
    new = edited(data, [edit])
    assert new.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")
    before = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    after = new.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    assert after[: edit.span.line - 1] == before[: edit.span.line - 1]
    below = len(before) - edit.span.end_line
    assert after[len(after) - below :] == before[len(before) - below :]


@given(_cases())
def test_no_edit_changes_nothing(case: tuple[bytes, Edit]) -> None:
    assert edited(case[0], []) == case[0]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_new_lines_end_as_the_others_do(end: str) -> None:
    data = f"ett{end}två{end}".encode()
    new = edited(data, [Edit(Span("a.md", 1, 4, 1, 4), "\n\nny")])
    assert new == f"ett{end}{end}ny{end}två{end}".encode()


def test_insertions_at_one_place_keep_their_order() -> None:
    place = Span("a.md", 1, 2, 1, 2)
    assert edited(b"ab", [Edit(place, "1"), Edit(place, "2")]) == b"a12b"


def test_a_place_outside_the_text_is_its_end() -> None:
    assert edited(b"a", [Edit(Span("a.md", 1, 9, 1, 9), "b")]) == b"ab"
    assert edited(b"a", [Edit(Span("a.md", 7, 1, 7, 1), "b")]) == b"ab"


def test_decomposed_letters_stay_as_they_are() -> None:
    data = "a\u030a bild o\u0308".encode()
    new = edited(data, [Edit(Span("a.md", 1, 3, 1, 7), "film")])
    assert new == "a\u030a film o\u0308".encode()
