"""A report as headings, lines and tables: the same in a terminal and in Markdown."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from rich.segment import Segment
from rich.table import Table as Grid
from rich.text import Text

from builder.checks.page import visible
from builder.terminal import Terminal

WIDEST: Final = 120
"""Wider tables are hard to read across, however wide the window is."""
_DEPTH: Final = 2
_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|#~&])")
_GOOD, _BAD, _NOTE = "✓", "✗", "!"
_STYLES: Final = {_GOOD: "green", _BAD: "bold red", _NOTE: "bold yellow"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 or 2; `beside` is a path that follows it."""

    text: str
    beside: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or in a list an item; `sign` is what it begins with."""

    text: str
    sign: str = ""
    beside: str = ""
    style: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of the table before it."""

    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a table; what is `new` differs from the cell before it."""

    text: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; with `numbers` its last column holds numbers, with `total` its last row is a sum."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    depth: int = 0
    numbers: bool = False
    total: bool = False


Block: TypeAlias = Heading | Line | Table | Remark


def good(text: str, beside: str = "") -> Line:
    """Return a line that says that something is as it should be."""
    return Line(text, _GOOD, beside, depth=1)


def bad(text: str, beside: str = "") -> Line:
    """Return a line that says that something is wrong."""
    return Line(text, _BAD, beside, depth=1)


def note(text: str, beside: str = "") -> Line:
    """Return a line that points at something missing."""
    return Line(text, _NOTE, beside, depth=1)


def cells(*texts: str) -> tuple[Cell, ...]:
    """Return a row of a table."""
    return tuple(map(Cell, texts))


def show(blocks: Iterable[Block], terminal: Terminal) -> None:
    """Write a report to a terminal, no wider than it is."""
    width = min(terminal.out.width, WIDEST)
    before: Block | None = None
    for block in blocks:
        if _stand_apart(before, block):
            terminal.out.print()
        for line in _lines(block, width, terminal):
            line.rstrip()
            terminal.out.print(line, soft_wrap=True)
        before = block


def _stand_apart(before: Block | None, block: Block) -> bool:
    """Tell whether a blank line stands between two blocks."""
    if before is None:
        return False
    if isinstance(before, Heading):
        return isinstance(block, Heading)
    if isinstance(before, Table) or isinstance(block, Table):
        return True
    return isinstance(block, Heading) or block.depth < before.depth


def _lines(block: Block, width: int, terminal: Terminal) -> Iterator[Text]:
    match block:
        case Heading():
            yield from _heading(block, width, terminal)
        case Line():
            yield from _wrapped(block, width, terminal)
        case Remark():
            yield from _wrapped(Line(block.text, style="dim", depth=block.depth), width, terminal)
        case Table():
            yield from _grid(block, width, terminal)


def _heading(block: Heading, width: int, terminal: Terminal) -> Iterator[Text]:
    style = "bold underline" if block.level == 1 else "bold"
    yield from Text(visible(block.text), style).wrap(terminal.out, width)
    if block.beside:
        yield Text(visible(block.beside), "dim")  # a path is copied whole, however long


def _wrapped(line: Line, width: int, terminal: Terminal) -> Iterator[Text]:
    indent = " " * (_DEPTH * line.depth)
    sign = f"{line.sign} " if line.sign else ""
    text = Text(visible(line.text), line.style)
    if line.beside:
        text.append(f"  {visible(line.beside)}", "dim")
    room = max(width - len(indent) - len(sign), _DEPTH)
    for n, part in enumerate(text.wrap(terminal.out, room)):
        first = sign if n == 0 else " " * len(sign)
        yield Text.assemble(indent, (first, _STYLES.get(line.sign, "")), part)


def _grid(table: Table, width: int, terminal: Terminal) -> Iterator[Text]:
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    last = len(table.head) - 1
    for n, head in enumerate(table.head):
        is_number = table.numbers and n == last
        grid.add_column(
            Text(visible(head)), justify="right" if is_number else "left", overflow="fold"
        )
    for n, row in enumerate(table.rows):
        is_total = table.total and n == len(table.rows) - 1
        grid.add_row(*map(_cell, row), style="bold" if is_total else "")
    indent = " " * (_DEPTH * table.depth)
    options = terminal.out.options.update(width=max(width - len(indent), 1))
    for line in terminal.out.render_lines(grid, options, pad=False):
        yield Text.assemble(indent, *_pieces(line))


def _pieces(line: Iterable[Segment]) -> Iterator[Text]:
    return (Text(one.text, one.style or "") for one in line)


def _cell(cell: Cell) -> Text:
    return Text(visible(_marked(cell)), "bold yellow" if cell.is_new else "")


def _marked(cell: Cell) -> str:
    """Return a cell's text; colours alone would not reach everybody."""
    return f"▸ {cell.text}" if cell.is_new else cell.text


def markdown(blocks: Iterable[Block]) -> str:
    """Return a report as Markdown (CommonMark with GitHub's tables)."""
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        if before is not None and not (_is_item(before) and _is_item(block)):
            parts.append("")
        parts += _markdown(block)
        before = block
    return "\n".join(parts) + "\n"


def _is_item(block: Block) -> bool:
    return isinstance(block, Line) and block.depth > 0


def _markdown(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.level + 1)} {_plain(block.text)}"
            if block.beside:
                yield from ("", f"`{visible(block.beside)}`")
        case Line():
            yield _item(block)
        case Remark():
            yield f"{_inside_item(block)}{_plain(block.text)}"
        case Table():
            yield from (f"{_inside_item(block)}{line}" for line in _table(block))


def _item(line: Line) -> str:
    beside = f" ({_plain(line.beside)})" if line.beside else ""
    text = f"{line.sign} {_plain(line.text)}{beside}".strip()
    return f"{' ' * (_DEPTH * (line.depth - 1))}- {text}" if line.depth else text


def _inside_item(block: Table | Remark) -> str:
    """Return what stands before each line of a block that belongs to an item of a list."""
    return " " * (_DEPTH * max(block.depth - 1, 0))


def _table(table: Table) -> Iterator[str]:
    yield _row(map(_plain, table.head))
    rules = ["---"] * len(table.head)
    if table.numbers:
        rules[-1] = "---:"
    yield _row(rules)
    for n, row in enumerate(table.rows):
        is_total = table.total and n == len(table.rows) - 1
        yield _row(_strong(cell, is_strong=is_total or cell.is_new) for cell in row)


def _strong(cell: Cell, *, is_strong: bool) -> str:
    text = _plain(_marked(cell)).strip()
    return f"**{text}**" if is_strong and text else text


def _row(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _plain(text: str) -> str:
    """Return a text on one line that Markdown takes for nothing but text."""
    return _MARKUP.sub(r"\\\1", visible(" ".join(text.split())))
