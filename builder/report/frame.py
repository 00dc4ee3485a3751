"""A line of a source file with a mark under what is meant, as wide as the window allows."""

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from builder.checks.page import visible
from builder.problem import Span

_GUTTER: Final = 7
_BEFORE: Final = 16
"""Characters shown before the mark where the line is too long to be shown whole."""


def frame(span: Span, lines: Sequence[str], style: str, width: int) -> list[Text]:
    """Return two lines of at most `width`: the source and a mark; none where nothing is marked."""
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    if not line.strip(" \t") or (span.line, span.column) == (span.end_line, span.end_column):
        return []
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    end = max(start + 1, min(end, len(line)))
    shown, start, end = _window(line, start, end, width - _GUTTER - 3)
    shown = visible(shown)  # only now, for a line can be as long as a file
    mark = " " * cell_len(shown[:start]) + "^" * max(1, cell_len(shown[start:end]))
    return [_beside(str(span.line), shown, ""), _beside("", mark, style)]


def _beside(number: str, text: str, style: str) -> Text:
    return Text.assemble((f"{number:>{_GUTTER}} │ ", "dim"), (text, style))


def _window(line: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """Return the part of a line that is shown, and where the mark begins and ends in it."""
    if len(line) <= room:
        return line, start, end
    first = 0 if end < room else max(0, min(start - _BEFORE, len(line) - room + 1))
    last = first + room - (first > 0)
    last -= last < len(line)
    before, after = "…" if first else "", "…" if last < len(line) else ""
    shown = f"{before}{line[first:last]}{after}"
    shift = len(before) - first
    return shown, start + shift, min(end + shift, len(shown))
