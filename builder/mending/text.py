"""Edits in a file as it is on disk: its byte order mark, line ends and decomposed letters stay.

A span counts in the text that the readers see, which is composed (NFC) and has LF. All that no
edit covers keeps its bytes.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from builder.problem import Edit

_LINE_END: Final = re.compile(r"\r\n|\r|\n")


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the file with every edit made; they must not overlap.

    Those that insert at the same place do so in the order given. Raises UnicodeDecodeError for
    what is not UTF-8.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data.removeprefix(mark).decode()
    lines = _Lines(text)
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda one: (one.span.line, one.span.column)):
        start = lines.offset(edit.span.line, edit.span.column)
        parts += [text[done:start], edit.text.replace("\n", lines.end)]
        done = max(done, lines.offset(edit.span.end_line, edit.span.end_column))
    return mark + "".join([*parts, text[done:]]).encode()


class _Lines:
    """Where the lines of a text begin, and how they end."""

    def __init__(self, text: str) -> None:
        ends = list(_LINE_END.finditer(text))
        self._text = text
        self._starts = [0, *(end.end() for end in ends)]
        self._ends = [*(end.start() for end in ends), len(text)]
        self._columns: dict[int, Sequence[int]] = {}
        self.end = ends[0][0] if ends else "\n"

    def offset(self, line: int, column: int) -> int:
        """Return where a place in the composed text stands in this one; outside, the nearest."""
        if line > len(self._starts):
            return len(self._text)
        start = self._starts[line - 1]
        if line not in self._columns:
            self._columns[line] = _columns(self._text[start : self._ends[line - 1]])
        columns = self._columns[line]
        return start + columns[min(column, len(columns)) - 1]


def _columns(line: str) -> Sequence[int]:
    """Return where each letter of the composed line stands in the line, and where that ends."""
    if unicodedata.is_normalized("NFC", line):
        return range(len(line) + 1)
    columns, start = list[int](), 0
    for piece in _pieces(line):
        length = len(unicodedata.normalize("NFC", piece))
        apart = length == len(piece)
        columns += [start + n if apart else start for n in range(length)]
        start += len(piece)
    return [*columns, start]


def _pieces(line: str) -> Iterator[str]:
    """Yield the parts of a line that are composed each by itself: a letter with its marks."""
    piece = ""
    for one in line:
        alone = unicodedata.normalize("NFC", piece) + unicodedata.normalize("NFC", one)
        whole = unicodedata.normalize("NFC", piece + one)
        if piece and not unicodedata.combining(one) and whole == alone:
            yield piece
            piece = one
        else:
            piece += one
    yield piece
