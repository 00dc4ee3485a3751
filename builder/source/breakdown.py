"""Why YAML cannot be read, in words for authors, where the mistake begins."""

import re
from typing import Final

import yaml

from builder.message import Message, mark, tell
from builder.problem import Edit, Edits, Problem, Span

_SPACES: Final = "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"
"""Look like a space and are none to YAML; they come with text pasted from a web page or Word."""
_ODD: Final = re.compile(f"[\t{_SPACES}]")
_STRUCTURE: Final = re.compile(r"^\s*(?:-\s+)*(?:[^\s:#\"'][^:#]*:[^\S\t])?[^\S\t]*")
"""What YAML itself reads of a line: the indentation, the dashes of lists, a key (and no tab then,
which YAML allows there)."""
QUOTED: Final = re.compile("[“”„»«](?P<inside>[^“”„»«]*)[“”„»«]")
SINGLE_QUOTED: Final = re.compile("[’‘](?P<inside>[^’‘]+)[’‘]")
_SMART: Final = frozenset("“”„»«")
_WRONG_QUOTES: Final = mark("“{key}” is written in the wrong sort of quotes")
_COLON_LINE: Final = re.compile(
    r"(?P<indent>\s*(?:- +)*)[\w-]+: +(?P<text>[^\s\"'#\[{&*!|>%@`][^\"\\#{}\[\]]*?)\s*"
)

_COLON: Final = mark("a text that holds “: ” must stand in quotes")
_REASONS: Final = (
    ("cannot start any token", mark("a text that begins with this character must stand in quotes")),
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


def explain(path: str, error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[Problem, int]:
    """Return the problem that made libyaml give up, and the line on which it did."""
    place, reason = _begun_at(error, lines), _reason(error.problem or "")
    if odd := _odd_character(lines, place):
        return _odd_space(path, *odd, lines), place[0]
    if colon := _colon_in_braces(error, lines):
        return Problem(path, _one(path, *colon), tell(_COLON), kind="unquoted-colon"), place[0]
    if reason.template == _COLON:
        fix = _quote_line(path, place, lines)
        return Problem(path, _one(path, *place), reason, fix=fix, kind="unquoted-colon"), place[0]
    if _FOLLOWED.fullmatch(lines[place[0] - 1]):
        reason = tell("something follows the closing quote or bracket: quote the whole text")
    return Problem(path, _one(path, *place), reason, kind="unreadable"), place[0]


def key_fault(key: str, span: Span) -> Problem | None:
    """Return what is wrong with a key that only looks like one of ours."""
    if not _SMART.isdisjoint(key):
        quoted = QUOTED.fullmatch(key)
        message = tell(_WRONG_QUOTES, key=quoted["inside"] if quoted else key)
        fix = Edits((Edit(span, quoted["inside"]),)) if quoted else None
        return Problem(span.path, span, message, fix=fix, kind="smart-quotes")
    if _ODD.search(key):
        message = tell("in the key “{key}” something only looks like a space", key=key)
        fix = Edits((Edit(span, _ODD.sub(" ", key)),))
        return Problem(span.path, span, message, fix=fix, kind="odd-character")
    return None


def _one(path: str, line: int, column: int) -> Span:
    return Span(path, line, column, line, column + 1)


def _odd_space(path: str, line: int, column: int, lines: list[str]) -> Problem:
    span = _one(path, line, column)
    if lines[line - 1][column - 1] == "\t":
        message, fix = tell("a tab stands here; YAML wants spaces"), None
    else:
        message = tell("this only looks like a space; delete it and write a real one")
        fix = Edits((Edit(span, " "),))
    return Problem(path, span, message, fix=fix, kind="odd-character")


def _odd_character(lines: list[str], place: tuple[int, int]) -> tuple[int, int] | None:
    """Return where an odd space is: in what YAML reads of the line, or of the one before; there."""
    line, column = place
    for number in (line - 1, line):
        text = lines[number - 1] if number else ""
        structure = _STRUCTURE.match(text)
        odd = _ODD.search(text, 0, structure.end()) if structure else None
        if odd:
            return number, odd.start() + 1
    return (line, column) if _ODD.match(lines[line - 1], column - 1) else None


def _quote_line(path: str, place: tuple[int, int], lines: list[str]) -> Edits | None:
    """Return the edit that quotes all that follows a line's key, where that is what is meant."""
    number, column = place
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


def _begun_at(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, int]:
    """Return where a mistake begins; libyaml counts one line more where the last has no end."""
    begun_earlier = any(part in str(error.problem) for part in _BEGUN_EARLIER)
    mark_ = error.context_mark if begun_earlier and error.context_mark else error.problem_mark
    line, column = (mark_.line, mark_.column) if mark_ else (0, 0)
    if line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    return line + 1, column + 1


def _colon_in_braces(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, int] | None:
    """Return the place of the second `: ` of `{text: Ja: ofta}`, if that is what is wrong."""
    at = error.problem_mark
    if "',' or '}'" not in str(error.problem) or not at or at.line >= len(lines):
        return None
    is_colon = lines[at.line][at.column : at.column + 2] == ": "
    return (at.line + 1, at.column + 1) if is_colon else None


_FOLLOWED: Final = re.compile(r"[^#]*?[:-] +(?:\"[^\"]*\"|'[^']*'|\[[^\[\]]*\]) *[^\s#,\]}].*")
"""A value in quotes or brackets with something after it."""


def _reason(problem: str) -> Message:
    for part, reason in _REASONS:
        if part in problem:
            return tell(reason)
    return tell("this is not YAML that can be read ({reason})", reason=problem)
