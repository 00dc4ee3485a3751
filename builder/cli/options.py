"""Options that several commands have, and what they stand for."""

import datetime as dt
import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from builder.message import mark
from builder.terminal import Terminal


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
TodayOption = Annotated[
    str | None,
    typer.Option(
        "--today",
        metavar=mark("YEAR-MONTH-DAY"),
        help=mark("The day to hold review dates and waivers against; today otherwise."),
    ),
]


def day_of(option: str | None) -> dt.date:
    """Return the day that `--today` names, or the day it is; raise BadParameter for no day."""
    if option is None:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.date.fromisoformat(option)
    except ValueError:
        raise typer.BadParameter(option, param_hint="--today") from None


def terminal_of(context: typer.Context) -> Terminal:
    """Return the terminal that `builder.terminal.run` opened."""
    terminal = context.obj
    assert isinstance(terminal, Terminal)  # noqa: S101 - a fault of ours
    return terminal


def lines_in(root: Path) -> Callable[[str], Sequence[str]]:
    """Return a reader of source lines for reports; a file that is not text has none."""

    def lines(path: str) -> Sequence[str]:
        if not (root / path).is_file():
            return ()  # a pipe would wait for a writer
        try:
            text = (root / path).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return ()
        return unicodedata.normalize("NFC", text).split("\n")

    return lines


def catalogue_folder(root: Path, wanted: Path | None) -> Path:
    """Return the folder of the catalogue: as asked for, or as `profile.yaml` says."""
    from builder.content import read_library
    from builder.errors import RefusedError
    from builder.message import tell
    from builder.tree import read_folder

    if wanted:
        return wanted
    profile = read_library(read_folder(root)).profile
    if profile is None:
        raise RefusedError(tell("there is no profile.yaml that can be read"))
    return root / profile.catalogue
