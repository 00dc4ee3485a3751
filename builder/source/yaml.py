"""YAML as plain data with the place of every key and value.

The events of libyaml are read in one pass, which is about twice as fast as composing nodes first
(and 25 times as fast as a round trip of ruamel.yaml).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import yaml

from builder.message import Message, mark, tell
from builder.problem import Edit, Edits, Fix, Kind, Pointer, Problem, Span
from builder.scalar import read_plain

MAX_BYTES: Final = 1_000_000
"""A moment's largest YAML file in use is some 20 kB; a megabyte is a mistake or an attack."""
MAX_DEPTH: Final = 40

_Place: TypeAlias = tuple[int, int, int, int]

ODD_SPACES: Final = "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"
"""Look like a space and are none to YAML; they come with text pasted from a web page or Word."""
_ODD: Final = re.compile(f"[\t{ODD_SPACES}]")
_STRUCTURE: Final = re.compile(r"^\s*(?:-\s+)*(?:[^\s:#\"'][^:#]*:[^\S\t])?[^\S\t]*")
"""What YAML itself reads of a line: the indentation, the dashes of lists, a key (and no tab then,
which YAML allows there)."""
QUOTED: Final = re.compile("[“”„»«](?P<inside>[^“”„»«]*)[“”„»«]")
SINGLE_QUOTED: Final = re.compile("[’‘](?P<inside>[^’‘]+)[’‘]")
_SMART: Final = frozenset("“”„»«")
_WRONG_QUOTES: Final = mark("“{key}” is written in the wrong sort of quotes")
_COLON_LINE: Final = re.compile(
    r"(?P<indent>\s*(?:- +)*)[\w-]+: +(?P<text>[^\s\"'#\[{&*!|>%@`][^\"\\#]*?)\s*"
)

_COLON: Final = mark("a text that holds “: ” must stand in quotes")
_REASONS: Final = (
    ("cannot start any token", mark("a line may not begin with a tab or with this character")),
    ("mapping values are not allowed", _COLON),
    ("could not find expected ':'", mark("a key must be followed by a colon and a space")),
    ("did not find expected key", mark("this line is not indented like the lines around it")),
    ("did not find expected '-'", mark("this line is not indented like the list it stands in")),
    ("unexpected end of stream", mark("a quotation mark or bracket is never closed")),
    ("did not find expected ',' or ']'", mark("a bracket [ is never closed")),
    ("did not find expected ',' or '}'", mark("a bracket {{ is never closed")),
    ("unknown escape character", mark("a backslash inside double quotes must be written twice")),
    ("expected node content", mark("a value or a closing bracket is missing here")),
    ("found a tab character", mark("a line may not begin with a tab or with this character")),
    ("block sequence entries are not", mark("a list begins on a line of its own")),
    *(
        (part, mark("a text that begins with this character must stand in quotes"))
        for part in ("expected comment or", "alphabetic or numeric", "expected whitespace or")
    ),
)


_BEGUN_EARLIER: Final = (
    "unexpected end of stream",
    "could not find expected ':'",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
)
"""Where libyaml gives up only later; what is wrong stands where it began to read."""


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file: its plain data, the place of every value, and what is wrong with its YAML.

    `data` is built of `dict`, `list` and `str` (`builder.scalar.Plain` where YAML 1.2 would not
    read text); it is None where the file cannot be read.
    """

    path: str
    data: Any
    values: dict[Pointer, _Place] = field(repr=False, default_factory=dict)
    keys: dict[Pointer, _Place] = field(repr=False, default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def locate(self, pointer: Pointer, *, on_key: bool = False) -> Span:
        """Return the span of `pointer`, or of as much of it as the file has.

        Steps that are not in the file are skipped, so a missing key is placed at its mapping.
        """
        found: Pointer = ()
        for step in pointer:
            if (*found, step) in self.values:
                found = (*found, step)
        place = self.keys.get(found) if on_key else None
        return Span(self.path, *(place or self.values.get(found, (1, 1, 1, 1))))


def parse_yaml(path: str, text: str) -> Document:
    """Read YAML `text` that came from `path`; what is wrong is told in `Document.problems`."""
    if len(text) > MAX_BYTES:
        message = tell(
            "the file has {n} characters; at most {most} are read", n=len(text), most=MAX_BYTES
        )
        problem = Problem(path, Span(path), message, kind="too-large")
        return Document(path, None, problems=(problem,))
    return _Reader(path).read(text)


def walk_texts(data: Any, at: Pointer = ()) -> Iterator[tuple[Pointer, str]]:
    """Yield every text of plain data and where it stands."""
    if isinstance(data, str):
        yield at, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from walk_texts(value, (*at, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from walk_texts(value, (*at, index))


def innermost(document: Document, span: Span) -> Pointer:
    """Return the pointer of the smallest value that holds the beginning of `span`."""
    at = (span.line, span.column)
    around = (
        pointer
        for pointer, (line, column, end_line, end_column) in document.values.items()
        if (line, column) <= at < (end_line, end_column)
    )
    return max(around, key=len, default=())


class _UnreadableError(Exception):
    """The rest of the file cannot be read."""


class _Reader:
    """One pass over the events of one file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.anchors: set[str] = set()
        self.values: dict[Pointer, _Place] = {}
        self.keys: dict[Pointer, _Place] = {}
        self.problems: list[Problem] = []
        self.next: Callable[[], Any] = lambda: None

    def read(self, text: str) -> Document:
        data: Any = None
        try:
            ended = text if text.endswith("\n") else f"{text}\n"  # or marks lie a line below
            self.next = yaml.CSafeLoader(ended).get_event
            data = self._documents()
            if ended != text:
                self._end_by(text.count("\n") + 1)
        except yaml.MarkedYAMLError as error:
            self._complain_of(error, text)
        except (yaml.YAMLError, UnicodeError):
            message = tell("the file holds a character that YAML does not allow")
            self._complain((1, 1, 1, 1), message, "odd-character")
        except _UnreadableError:
            pass
        return Document(
            self.path, None if self.problems else data, self.values, self.keys, tuple(self.problems)
        )

    def _end_by(self, last: int) -> None:
        """Let what libyaml supplies below the last line end with it."""
        below = [at for at, place in self.values.items() if place[2] > last]
        for at in below:
            line, column, *_ = self.values[at]
            line, column = min((line, column), (last, column))
            self.values[at] = (line, column, last, column + 1)

    def _documents(self) -> Any:
        self.next()
        if isinstance(self.next(), yaml.StreamEndEvent):
            self._complain((1, 1, 1, 1), tell("the file is empty"))
            return None
        data = self._value(self.next(), ())
        self.next()
        event = self.next()
        if isinstance(event, yaml.DocumentStartEvent):
            message = tell("a second YAML document begins here; a file holds one")
            self._complain(_place(event), message, "yaml-shortcut")
        return data

    def _value(self, event: Any, at: Pointer) -> Any:
        if event.__class__ is yaml.ScalarEvent:
            self.values[at] = _from_to(event, event)
            if event.anchor or event.tag:
                self._refuse_marks(event)
            return event.value if event.style else read_plain(event.value)
        if isinstance(event, yaml.AliasEvent):
            message = tell(
                "an alias (*{name}) may not be used; write the text out", name=str(event.anchor)
            )
            if event.anchor not in self.anchors:  # or telling of the anchor is enough
                self._complain(_place(event), message, "yaml-shortcut")
            raise _UnreadableError
        if len(at) >= MAX_DEPTH:
            message = tell("the file is nested deeper than {most} levels", most=MAX_DEPTH)
            self._complain(_place(event), message, "too-large")
            raise _UnreadableError
        self._refuse_marks(event)
        return (
            self._sequence(event, at)
            if isinstance(event, yaml.SequenceStartEvent)
            else self._mapping(event, at)
        )

    def _sequence(self, start: Any, at: Pointer) -> list[Any]:
        items: list[Any] = []
        while (event := self.next()).__class__ is not yaml.SequenceEndEvent:
            items.append(self._value(event, (*at, len(items))))
        self._keep(at, start, event, (*at, len(items) - 1))
        return items

    def _mapping(self, start: Any, at: Pointer) -> dict[str, Any]:
        items: dict[str, Any] = {}
        inner = at
        while (event := self.next()).__class__ is not yaml.MappingEndEvent:
            key = self._key(event)
            inner = (*at, key)
            if key in items:
                message = tell(
                    "the key “{key}” already stands on line {line}",
                    key=key,
                    line=self.keys[inner][0],
                )
                self._complain(_place(event), message, "duplicate-key")
                self._value(self.next(), (*at, f"{key} (again)"))
                continue
            self.keys[inner] = _from_to(event, event)
            items[key] = self._value(self.next(), inner)
        self._keep(at, start, event, inner)
        return items

    def _keep(self, at: Pointer, start: Any, end: Any, last: Pointer) -> None:
        """Keep the place of a group; in block style it ends with its last value, not below it."""
        place = _from_to(start, end)
        if not start.flow_style and last in self.values:
            place = (*place[:2], *self.values[last][2:])
        self.values[at] = place

    def _key(self, event: Any) -> str:
        if event.__class__ is not yaml.ScalarEvent:
            self._complain(_place(event), tell("a key must be a plain word"))
            raise _UnreadableError
        if event.anchor or event.tag:
            self._refuse_marks(event)
        key: str = event.value
        if key == "<<":
            message = tell("merge keys (<<) may not be used; write the keys out")
            self._complain(_place(event), message, "yaml-shortcut")
        elif not (event.style or key.isascii()):
            self._look_at_key(key, event)
        return key

    def _look_at_key(self, key: str, event: Any) -> None:
        """Tell of a key that only looks like one of ours."""
        span = Span(self.path, *_place(event))
        if not _SMART.isdisjoint(key):
            quoted = QUOTED.fullmatch(key)
            message = tell(_WRONG_QUOTES, key=quoted["inside"] if quoted else key)
            fix = Edits((Edit(span, quoted["inside"]),)) if quoted else None
            self._complain(_place(event), message, "smart-quotes", fix)
        elif _ODD.search(key):
            message = tell("in the key “{key}” something only looks like a space", key=key)
            fix = Edits((Edit(span, _ODD.sub(" ", key)),))
            self._complain(_place(event), message, "odd-character", fix)

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor:
            message = tell("an anchor (&{name}) may not be used", name=event.anchor)
            self._complain(_place(event), message, "yaml-shortcut")
            self.anchors.add(event.anchor)
        if event.tag:
            self._complain(_place(event), tell("a tag (!…) may not be used"), "yaml-shortcut")

    def _complain_of(self, error: yaml.MarkedYAMLError, text: str) -> None:
        """Tell where libyaml gave up, or of the odd character that made it."""
        lines = text.split("\n")
        place, reason = _place_of(error, lines), _reason(error.problem or "")
        odd = _odd_character(lines, place)
        told = {one.at.line for one in self.problems if isinstance(one.at, Span)}
        if told & {place[0], *(odd or ())[:1]}:
            return  # what was told of this line is why
        if odd:
            self._complain_of_space(*odd, lines)
        elif colon := _colon_in_braces(error, lines):
            self._complain(colon, tell(_COLON), "unquoted-colon")
        elif reason.template == _COLON:
            fix = _quote_line(self.path, place, lines)
            self._complain(place, reason, "unquoted-colon", fix)
        else:
            self._complain(place, reason)

    def _complain_of_space(self, line: int, column: int, lines: list[str]) -> None:
        span = Span(self.path, line, column, line, column + 1)
        if lines[line - 1][column - 1] == "\t":
            message, fix = tell("a tab stands here; YAML wants spaces"), None
        else:
            message = tell("this only looks like a space; delete it and write a real one")
            fix = Edits((Edit(span, " "),))
        self._complain((line, column, line, column + 1), message, "odd-character", fix)

    def _complain(
        self,
        place: _Place,
        message: Message,
        kind: Kind = "unreadable",
        fix: Fix | None = None,
    ) -> None:
        span = Span(self.path, *place)
        self.problems.append(Problem(self.path, span, message, fix=fix, kind=kind))


def _odd_character(lines: list[str], place: _Place) -> tuple[int, int] | None:
    """Return where an odd space is: in what YAML reads of the line, or of the one before; there."""
    line, column = place[:2]
    for number in (line - 1, line):
        text = lines[number - 1] if number else ""
        structure = _STRUCTURE.match(text)
        odd = _ODD.search(text, 0, structure.end()) if structure else None
        if odd:
            return number, odd.start() + 1
    return (line, column) if _ODD.match(lines[line - 1], column - 1) else None


def _quote_line(path: str, place: _Place, lines: list[str]) -> Edits | None:
    """Return the edit that quotes all that follows a line's key, where that is what is meant."""
    number, column = place[:2]
    found = _COLON_LINE.fullmatch(lines[number - 1])
    if not found or column <= found.start("text"):
        return None  # the colon is the key's own: the line is one step too far in
    following = next((line for line in lines[number:] if line.strip()), "")
    if len(following) - len(following.lstrip()) > found.end("indent"):
        return None  # the text goes on
    start, end = found.span("text")
    span = Span(path, number, start + 1, number, end + 1)
    quoted = QUOTED.fullmatch(found["text"])
    return Edits((Edit(span, f'"{quoted["inside"] if quoted else found["text"]}"'),))


def _place(event: Any) -> _Place:
    return _from_to(event, event)


def _from_to(first: Any, last: Any) -> _Place:
    start, end = first.start_mark, last.end_mark
    return (start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _place_of(error: yaml.MarkedYAMLError, lines: list[str]) -> _Place:
    """Return where a mistake begins; libyaml counts one line more where the last has no end."""
    begun_earlier = any(part in str(error.problem) for part in _BEGUN_EARLIER)
    mark_ = error.context_mark if begun_earlier and error.context_mark else error.problem_mark
    line, column = (mark_.line, mark_.column) if mark_ else (0, 0)
    if line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    return (line + 1, column + 1, line + 1, column + 2)


def _colon_in_braces(error: yaml.MarkedYAMLError, lines: list[str]) -> _Place | None:
    """Return the place of the second `: ` of `{text: Ja: ofta}`, if that is what is wrong."""
    at = error.problem_mark
    if "',' or '}'" not in str(error.problem) or not at or at.line >= len(lines):
        return None
    is_colon = lines[at.line][at.column : at.column + 2] == ": "
    return (at.line + 1, at.column + 1, at.line + 1, at.column + 2) if is_colon else None


def _reason(problem: str) -> Message:
    for part, reason in _REASONS:
        if part in problem:
            return tell(reason)
    return tell("this is not YAML that can be read ({reason})", reason=problem)
