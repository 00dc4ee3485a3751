"""YAML as plain data with places: held to another reader, and to everything it must refuse."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from builder.problem import Pointer
from builder.scalar import Plain, Reading, read_plain
from builder.source.yaml import MAX_BYTES, MAX_DEPTH, Document, parse_yaml

CONTENT = sorted((Path(__file__).parent.parent / "content").rglob("*.yaml"))
WORDS = st.text("abåö😀xyz #:-'\"\\{}[]&*!|>%@`,?~\t01.\n", max_size=8)
PLAIN = st.sampled_from(["no", "yes", "12:30", "1.10", "0123", "~", "null", "True", "0x1F", "1e3"])
DATA = st.recursive(
    WORDS | PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def _nodes(node: yaml.Node, at: Pointer = ()) -> Iterator[tuple[Pointer, bool, yaml.Node]]:
    """Yield every value (and key: True) of a composed document."""
    yield at, False, node
    if isinstance(node, yaml.SequenceNode):
        for n, inner in enumerate(node.value):
            yield from _nodes(inner, (*at, n))
    elif isinstance(node, yaml.MappingNode):
        for key, inner in node.value:
            yield (*at, key.value), True, key
            yield from _nodes(inner, (*at, key.value))


def _written(node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return [_written(inner) for inner in node.value]
    if isinstance(node, yaml.MappingNode):
        return {key.value: _written(inner) for key, inner in node.value}
    return node.value


def _hold_to_composer(text: str) -> None:
    document = parse_yaml("x.yaml", text)
    assert document.problems == ()
    top = yaml.compose(text, Loader=yaml.SafeLoader)
    assert document.data == _written(top)
    values: dict[Pointer, Any] = {}
    keys: dict[Pointer, Any] = {}
    for at, is_key, node in _nodes(top):
        start, end = node.start_mark, node.end_mark
        place = (start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        (keys if is_key else values)[at] = place
    assert document.keys == keys
    assert document.values.keys() == values.keys()
    for at, place in values.items():
        assert document.values[at][:2] == place[:2], at
        if isinstance(_at(document.data, at), str):
            assert document.values[at] == place, at


def _at(data: Any, pointer: Pointer) -> Any:
    for step in pointer:
        data = data[step]
    return data


@settings(max_examples=150)
@given(DATA, st.sampled_from([None, True, False]), st.sampled_from([2, 4]), st.booleans())
@example({"å😀": {"å": ["😀", "x"]}}, True, 2, True)
def test_every_place_is_that_of_pyyamls_composer(
    data: Any, flow: bool | None, indent: int, unicode: bool
) -> None:
    text = yaml.dump(
        data, Dumper=_Dumper, default_flow_style=flow, indent=indent, allow_unicode=unicode
    )
    _hold_to_composer(text)


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_every_place_in_the_real_content(path: Path) -> None:
    _hold_to_composer(path.read_text(encoding="utf-8"))


def test_a_place_is_found_by_pointer() -> None:
    document = parse_yaml("x.yaml", "å:\n  - {b: 'c d', 😀: e}\n")
    assert str(document.locate(("å", 0, "b"))) == "x.yaml:2:9"
    assert document.locate(("å", 0, "b")).end_column == 14
    assert document.locate(("å", 0, "😀"), on_key=True).column == 16
    assert document.locate(("å", 0, "😀")).column == 19
    assert document.locate(("å", 0, "missing")) == document.locate(("å", 0))
    assert document.locate(("nowhere", "b"), on_key=True) == document.locate(())


WRITTEN = {
    "no": None,
    "yes": None,
    "12:30": None,
    "2026-01-01": None,
    "0,5": None,
    "1_000": None,
    "0b11": None,
    "+.5x": None,
    "1.10": Reading.NUMBER,
    "1e3": Reading.NUMBER,
    "-.inf": Reading.NUMBER,
    ".NaN": Reading.NUMBER,
    "1.": Reading.NUMBER,
    "0123": Reading.INTEGER,
    "0x1F": Reading.INTEGER,
    "0o17": Reading.INTEGER,
    "+7": Reading.INTEGER,
    "true": Reading.BOOLEAN,
    "FALSE": Reading.BOOLEAN,
    "~": Reading.NULL,
    "null": Reading.NULL,
    "": Reading.NULL,
}


@pytest.mark.parametrize(("text", "reading"), WRITTEN.items())
def test_scalars_are_kept_as_written(text: str, reading: Reading | None) -> None:
    value = parse_yaml("x.yaml", f"a: {text}\n").data["a"]
    assert value == text
    assert (value.reading if isinstance(value, Plain) else None) == reading
    for quoted in (f"'{text}'", f'"{text}"'):
        again = parse_yaml("x.yaml", f"a: {quoted}\n").data["a"]
        assert (again, type(again)) == (text, str)


TAB = "a tab stands here; YAML wants spaces"
NOT_A_SPACE = "this only looks like a space; delete it and write a real one"
COLON = "a text that holds “: ” must stand in quotes"
MUST_BE_QUOTED = "a text that begins with this character must stand in quotes"
NOT_ALLOWED = "the file holds a character that YAML does not allow"
SHORTCUT, ODD, UNREADABLE = "yaml-shortcut", "odd-character", "unreadable"
FOOT_GUNS = [
    ("a: 1\nb: 2\na: 3\n", 3, 1, "the key “a” already stands on line 1", "duplicate-key"),
    ("a:\n  - {b: 1, b: 2}\n", 2, 12, "the key “b” already stands on line 2", "duplicate-key"),
    ("a:\n\tb: 1\n", 2, 1, TAB, ODD),
    ("a:\n  b: c\n \td: e\n", 3, 2, TAB, ODD),
    ("-\ta: b\n-\tc: d\n", 1, 2, TAB, ODD),
    (
        "a:\tb\nc: @d\n",
        2,
        4,
        "a text that begins with this character must stand in quotes",
        UNREADABLE,
    ),
    ("a: 1\nb:\u00a0c\n", 2, 3, NOT_A_SPACE, ODD),
    ("a:\u00a0\n  b: c\n", 1, 3, NOT_A_SPACE, ODD),
    ("a: 'b'\u00a0\n", 1, 7, NOT_A_SPACE, ODD),
    ("a: b\n\u00a0\nc: d\n", 2, 1, NOT_A_SPACE, ODD),
    ("a:\n\u00a0 b: c\n", 2, 1, "in the key “\u00a0 b” something only looks like a space", ODD),
    ("a:\n  b: 1\n \u00a0c: d\n", 3, 2, NOT_A_SPACE, ODD),
    ("a: {b:\u00a0c}\n", 1, 5, "in the key “b:\u00a0c” something only looks like a space", ODD),
    ("“a”: b\n", 1, 1, "“a” is written in the wrong sort of quotes", "smart-quotes"),
    ("a:\n  - ”b”: c\n", 2, 5, "“b” is written in the wrong sort of quotes", "smart-quotes"),
    ("a: @b\n", 1, 4, "a text that begins with this character must stand in quotes", UNREADABLE),
    ("a: &x b\n", 1, 4, "an anchor (&x) may not be used", SHORTCUT),
    ("a: *x\n", 1, 4, "an alias (*x) may not be used; write the text out", SHORTCUT),
    ("a:\n  <<: {b: c}\n", 2, 3, "merge keys (<<) may not be used; write the keys out", SHORTCUT),
    ("a: !!str 1\n", 1, 4, "a tag (!…) may not be used", SHORTCUT),
    ("a: !x {b: c}\n", 1, 4, "a tag (!…) may not be used", SHORTCUT),
    ("a: 1\n---\nb: 2\n", 2, 1, "a second YAML document begins here; a file holds one", SHORTCUT),
    ('a: "b\nc: d\n', 1, 4, "a quotation mark or bracket is never closed", UNREADABLE),
    ("a: [b\n", 1, 4, "a bracket [ is never closed", UNREADABLE),
    ("a: {b: c\n", 1, 4, "a bracket { is never closed", UNREADABLE),
    ("a: b: c\n", 1, 5, COLON, "unquoted-colon"),
    ("a: b\n c: d\n", 2, 3, COLON, "unquoted-colon"),
    ("a:\n  - {b: c: d}\n", 2, 10, COLON, "unquoted-colon"),
    ("a: b\nc\nd: e\n", 2, 1, "a key must be followed by a colon and a space", UNREADABLE),
    ('a: "C:\\map"\n', 1, 7, "a backslash inside double quotes must be written twice", UNREADABLE),
    ("- a\nb: c\n", 2, 1, "this line is not indented like the list it stands in", UNREADABLE),
    ("a: {b:", 1, 7, "a value or a closing bracket is missing here", UNREADABLE),
    ("a: - b\n", 1, 4, "a list begins on a line of its own", UNREADABLE),
    ("a: *\n", 1, 5, MUST_BE_QUOTED, UNREADABLE),
    ("a: >b\n", 1, 5, MUST_BE_QUOTED, UNREADABLE),
    ("? [a]\n: b\n", 1, 3, "a key must be a plain word", UNREADABLE),
    ("", 1, 1, "the file is empty", UNREADABLE),
    ("\n\n", 1, 1, "the file is empty", UNREADABLE),
    ("# bara en kommentar\n", 1, 1, "the file is empty", UNREADABLE),
    ("a: \x01\n", 1, 1, NOT_ALLOWED, ODD),
    ("a: \ud800\n", 1, 1, NOT_ALLOWED, ODD),
    (
        "a: " + "[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2) + "\n",
        1,
        MAX_DEPTH + 3,
        "the file is nested deeper than 40 levels",
        "too-large",
    ),
    (
        "x" * (MAX_BYTES + 1),
        1,
        1,
        "the file has 1000001 characters; at most 1000000 are read",
        "too-large",
    ),
]


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "kind"),
    FOOT_GUNS,
    ids=[gun[0][:12] for gun in FOOT_GUNS],
)
def test_foot_guns(text: str, line: int, column: int, message: str, kind: str) -> None:
    document = parse_yaml("x.yaml", text)
    assert document.data is None
    found = [
        (one.at.line, one.at.column, one.message.in_language("en"), one.kind)
        for one in document.problems
    ]
    assert found == [(line, column, message, kind)]


MENDED = [
    ("a: b: c\nd: e\n", {"a": "b: c", "d": "e"}),
    ("- a:  b: c  \n  d: e\n", [{"a": "b: c", "d": "e"}]),
    ("a:\n  b: Kvällen: när då?\n\nc: d\n", {"a": {"b": "Kvällen: när då?"}, "c": "d"}),
    ("a: “b: c”\n", {"a": "b: c"}),
    ("a: 1\nb:\u00a0c\n", {"a": "1", "b": "c"}),
    ("a:\u202f\n  b: c\n", {"a": {"b": "c"}}),
    ("a: 'b'\u00a0\n", {"a": "b"}),
    ("a:\n\u00a0\u00a0b: c\n", {"a": {"b": "c"}}),
    ("a:\n  b: 1\n\u00a0\u00a0c: d\n", {"a": {"b": "1", "c": "d"}}),
    ("a\u00a0: {b:\u00a0c}\n", {"a": {"b": "c"}}),
    ("“a”: 1\n”b”: c\n", {"a": "1", "b": "c"}),
]
"""What all fixes together make of a text."""


@pytest.mark.parametrize(("text", "data"), MENDED, ids=[one[0] for one in MENDED])
def test_a_fix_gives_what_was_meant(text: str, data: Any) -> None:
    edits = [edit for one in parse_yaml("x.yaml", text).problems for edit in one.fix.edits]
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        assert edit.span.line == edit.span.end_line
        line = lines[edit.span.line - 1]
        before, after = line[: edit.span.column - 1], line[edit.span.end_column - 1 :]
        lines[edit.span.line - 1] = before + edit.text + after
    document = parse_yaml("x.yaml", "\n".join(lines))
    assert (document.problems, document.data) == ((), data)


@pytest.mark.parametrize(
    "text",
    [
        "a: b: c # d\n",
        'a: Han sa: "nej"\n',
        "a: b: c\n  mer text\n",
        "a: b: c\n\n  mer text\n",
        "a: b\n c: d\n",
        "a: {b: c: d}\n",
        "a: b\\c: d\n",
        "a:\n\tb: c\n",
    ],
)
def test_what_is_not_certain_has_no_fix(text: str) -> None:
    (problem,) = parse_yaml("x.yaml", text).problems
    assert problem.fix is None


def test_a_key_in_quotes_is_as_it_is_meant() -> None:
    text = "\"a\u00a0b\": 1\n'“c”': 2\n"
    assert parse_yaml("x.yaml", text).data == {"a\u00a0b": "1", "“c”": "2"}


def test_everything_that_can_be_told_is_told_at_once() -> None:
    document = parse_yaml("x.yaml", "a: &x 1\na: !!int 2\n<<: {b: 1}\n")
    assert [one.at.line for one in document.problems] == [1, 2, 2, 3]


@pytest.mark.parametrize("bomb", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "a: " * 9])
def test_a_bomb_is_one_problem(bomb: str) -> None:
    assert len(parse_yaml("x.yaml", bomb).problems) == 1


def _never_raises(text: str) -> Document:
    document = parse_yaml("x.yaml", text)
    assert (document.data is None) == bool(document.problems)
    lines = text.split("\n")
    for problem in document.problems:
        problem.message.in_language("sv")
        problem.message.in_language("en")
        if not set(text) & set("\r\x85\u2028\u2029"):  # line ends of YAML 1.1: none reach this
            assert 1 <= problem.at.line <= len(lines)
            assert 1 <= problem.at.column <= len(lines[problem.at.line - 1]) + 1
    return document


@settings(max_examples=300)
@given(st.text(max_size=60) | st.text("ab: -[]{}'\"\n\t#&*!|>%?,~\\\r", max_size=60))
@example("\ufeff")
@example("%YAML 9.9\n---\n")
@example("a: \ufeffb")
@example("!<")
def test_no_text_makes_it_raise(text: str) -> None:
    _never_raises(text)


@settings(max_examples=60)
@given(st.sampled_from(CONTENT), st.data())
def test_no_mangled_content_makes_it_raise(path: Path, data: st.DataObject) -> None:
    mangled = bytearray(path.read_bytes()[:3000])
    for _ in range(data.draw(st.integers(1, 6))):
        mangled[data.draw(st.integers(0, len(mangled) - 1))] = data.draw(st.integers(0, 255))
    _never_raises(mangled.decode("utf-8", "replace"))


READS = {Reading.NULL: type(None), Reading.BOOLEAN: bool, Reading.INTEGER: int}
_RUAMEL = YAML(typ="safe", pure=True)


@settings(max_examples=400)
@given(
    st.sampled_from(list(WRITTEN))
    | st.from_regex(r"\A[-+]?[0-9.]{1,6}([eE][-+]?[0-9]{1,2})?\Z")
    | st.from_regex(r"\A[-+]?\.(inf|Inf|INF|nan|NaN|iNf)\Z")
    | st.from_regex(r"\A0[ox][0-9a-fA-F_]{1,4}\Z")
    | st.text("0123456789.eE+-xoabtrufalsenIN~_:", min_size=1, max_size=7)
)
def test_plain_scalars_are_read_as_yaml_1_2_does(text: str) -> None:
    document = parse_yaml("x.yaml", f"a: {text}\n")
    if document.problems or document.data["a"] != text or not _is_core(text):
        return
    other = _RUAMEL.load(f"a: {text}\n")["a"]
    mine = read_plain(text)
    assert _kind(other) == (mine.reading if isinstance(mine, Plain) else None)


def _is_core(text: str) -> bool:
    """Leave out where ruamel.yaml reads YAML 1.1's or its own: 1_000, 12:30, 0b1, +0x1F, .5e3."""
    other = r".*[_:].*|[-+]?0b.*|[-+]0[ox].*|[-+]?\.[0-9]+[eE].*|[0-9]{4}-.*"
    return not re.fullmatch(other, text)


def _kind(value: object) -> Reading | None:
    for kind, reading in (
        (type(None), Reading.NULL),
        (bool, Reading.BOOLEAN),
        (int, Reading.INTEGER),
        (float, Reading.NUMBER),
    ):
        if isinstance(value, kind):
            return reading
    return None


def test_json_is_yaml() -> None:
    data = {"a": ["b", {"c": "\u00e5\u2028\n\t\"'"}], "d": ""}
    assert parse_yaml("x.yaml", json.dumps(data)).data == data
