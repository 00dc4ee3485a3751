"""`moment status`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from builder.cli.options import (
    CatalogueOption,
    RootOption,
    TodayOption,
    catalogue_folder,
    day_of,
    terminal_of,
)
from builder.message import mark, tell
from builder.terminal import progress

HELP = mark(
    "Show how every moment stands: what is published, what waits and what it lacks, and when it "
    "is to be reviewed. What needs work comes first, so that a hand-out can be planned.\n\n"
    "Example: [bold]moment status --within 90[/]"
)

_NARROW: Final = 100
"""Columns of a window in which there is no room for everything."""


class Format(StrEnum):
    """How the result is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


def status(
    context: typer.Context,
    within: Annotated[
        int,
        typer.Option(
            "--within",
            metavar=mark("DAYS"),
            min=0,
            help=mark("How many days before its day a review is pointed out."),
        ),
    ] = 60,
    format_: Annotated[
        Format,
        typer.Option(
            "--format",
            "-f",
            metavar=mark("FORMAT"),
            help=mark("text for people, markdown to share, json for machines."),
        ),
    ] = Format.TEXT,
    catalogue: CatalogueOption = None,
    today: TodayOption = None,
    root: RootOption = Path(),
) -> None:
    """Show how every production moment stands."""
    from builder.catalogue import Catalogue
    from builder.proposal import propose
    from builder.report.blocks import markdown, show
    from builder.report.standing import status_blocks, status_json
    from builder.snapshot import Snapshot
    from builder.standing import status as stand
    from builder.tree import find_root

    terminal = terminal_of(context)
    top = find_root(root)
    here, known = Snapshot.on_disk(top), Catalogue(catalogue_folder(top, catalogue))
    with progress(terminal, tell("Comparing")) as step:
        proposals = propose(here, known, day_of(None), step=step)
    found = stand(here, known, proposals, day_of(today), within)
    match format_:
        case Format.JSON:
            terminal.json(status_json(found, terminal.language))
        case Format.MARKDOWN:
            terminal.out.file.write(markdown(status_blocks(found, terminal.language)))
        case Format.TEXT:
            narrow = terminal.out.width < _NARROW
            show(status_blocks(found, terminal.language, narrow=narrow), terminal)
