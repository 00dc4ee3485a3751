"""Options that several commands have, and what they stand for."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from builder.errors import RefusedError, UsageError
from builder.message import mark, tell
from builder.terminal import Terminal

if TYPE_CHECKING:
    from builder.report.selection import Selection

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
"""Python itself takes 20261122 and 2026-W10-1 for days too."""
_MOST_BYTES: Final = 1_000_000
"""Texts larger than this are a finding of their own; their lines are not shown."""


class Format(StrEnum):
    """How a result is written."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[
    Format, typer.Option("--format", "-f", help=mark("text for people, json for machines."))
]
RootOption = Annotated[
    Path,
    typer.Option(
        "--root",
        help=mark("The folder that holds content/, or any folder in it."),
        show_default=False,
    ),
]
CatalogueOption = Annotated[
    Path | None,
    typer.Option(
        "--catalogue", help=mark("The catalogue's folder; profile.yaml says where it is otherwise.")
    ),
]
LineOption = Annotated[
    int | None,
    typer.Option(
        "--line",
        min=1,
        help=mark("An older major to mend: 1 makes the next 1.x, though 2.0 is out."),
        show_default=False,
    ),
]
TodayOption = Annotated[
    str | None,
    typer.Option(
        "--today",
        metavar=mark("YEAR-MONTH-DAY"),
        help=mark("The day to hold review dates and waivers against; today otherwise."),
    ),
]


def day_of(option: str | None) -> dt.date:
    """Return the day that `--today` names, or the day it is; raise UsageError for no day."""
    if option is None:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.date.fromisoformat(option if _DAY.fullmatch(option) else "")
    except ValueError:
        raise UsageError(
            tell("--today: “{day}” is not a day: year-month-day, like 2026-05-15", day=option)
        ) from None


def selection_of(codes: str | None, severity: str | None = None) -> "Selection":
    """Return what `--select` and `--severity` ask for; raise UsageError for unknown words."""
    from builder.checks import Severity
    from builder.report.selection import Selection, read_severity, read_words

    try:
        least = read_severity(severity) if severity is not None else Severity.ADVICE
        return Selection(read_words(codes or ""), least)
    except RefusedError as error:
        raise UsageError(error.message) from None


def terminal_of(context: typer.Context) -> Terminal:
    """Return the terminal that `builder.terminal.run` opened."""
    terminal = context.obj
    assert isinstance(terminal, Terminal)  # noqa: S101 - a fault of ours
    return terminal


def lines_in(root: Path) -> Callable[[str], Sequence[str]]:
    """Return a reader of source lines for reports; one that is no text, or too large, has none."""

    def lines(path: str) -> Sequence[str]:
        file = root / path
        try:
            if not file.is_file() or file.stat().st_size > _MOST_BYTES:
                return ()  # a pipe would wait for a writer
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return ()
        return unicodedata.normalize("NFC", text).split("\n")

    return lines


def catalogue_folder(root: Path, wanted: Path | None) -> Path:
    """Return the folder of the catalogue: as asked for, or as `profile.yaml` says."""
    from builder.content import read_library
    from builder.tree import read_folder

    if wanted:
        return wanted
    profile = read_library(read_folder(root)).profile
    if profile is None:
        raise RefusedError(tell("there is no profile.yaml that can be read"))
    return root / profile.catalogue
