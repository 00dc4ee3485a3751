"""The table of changes as a manual page: code, level, whom it touches, and why."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from rich.table import Table

from builder.changes import Kind
from builder.message import mark, tell, translate
from builder.report.drafts import LEVEL_STYLE, LEVEL_WORD
from builder.terminal import Terminal

Json: TypeAlias = Any
HEADS = (mark("Code"), mark("Level"), mark("Touches"), mark("Change"), mark("Why"))


def show_kinds(kinds: Sequence[Kind], terminal: Terminal) -> None:
    """Write the table."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in HEADS:
        table.add_column(translate(head, terminal.language))
    for kind in kinds:
        cells = _cells(kind, terminal.language)
        table.add_row(*cells[:1], f"[{LEVEL_STYLE[kind.level.word]}]{cells[1]}[/]", *cells[2:])
    terminal.out.print(table)
    terminal.say(
        tell("“To decide” is published as MAJOR unless a change note decides otherwise."), "dim"
    )


def kinds_json(kinds: Sequence[Kind], language: str) -> Json:
    """Return the table as plain JSON."""
    return {
        "changes": [
            {
                "code": kind.code,
                "name": kind.title,
                "level": kind.level.word,
                "touches": kind.touches.word,
                "reason": translate(kind.reason, language),
            }
            for kind in kinds
        ]
    }


def kinds_markdown(language: str) -> Iterator[str]:
    """Yield the table's lines in Markdown."""
    yield f"| {' | '.join(translate(head, language) for head in HEADS)} |"
    yield f"|{'---|' * len(HEADS)}"
    for kind in Kind:
        yield f"| {' | '.join(_cells(kind, language))} |"


def _cells(kind: Kind, language: str) -> tuple[str, ...]:
    return (
        kind.code,
        translate(LEVEL_WORD[kind.level.word], language),
        translate(kind.touches.value, language),
        kind.title,
        translate(kind.reason, language),
    )
