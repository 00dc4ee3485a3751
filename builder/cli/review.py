"""`moment review`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from builder.cli.options import (
    CatalogueOption,
    LineOption,
    RootOption,
    TodayOption,
    catalogue_folder,
    day_of,
    terminal_of,
)
from builder.message import mark, tell
from builder.terminal import Terminal, progress

if TYPE_CHECKING:
    from builder.review import Review

HELP = mark(
    "Show a publisher what would be published: each change before and after, whom it touches, "
    "how those who have started fare, what somebody has to decide, and what is missing.\n\n"
    "With a base only what differs from it is shown, as in a pull request; without, all that "
    "waits. It only tells: what it finds stops moment publish, and the exit status here is 0.\n\n"
    "Example: [bold]moment review main --format html --output review.html[/]\n\n"
    "Example: [bold]moment review origin/main --format markdown[/]"
)
_WIDTH = 100
"""Columns of a text that is written to a file."""


class Format(StrEnum):
    """How a review is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"


def review(
    context: typer.Context,
    base: Annotated[
        str | None,
        typer.Argument(
            metavar=mark("BASE"),
            help=mark("The commit, branch or tag that the proposal starts from."),
            show_default=False,
        ),
    ] = None,
    format_: Annotated[
        Format,
        typer.Option(
            "--format",
            "-f",
            metavar=mark("FORMAT"),
            help=mark(
                "text for people, markdown for a comment on a pull request, html for a page with "
                "texts beside each other, json for machines."
            ),
        ),
    ] = Format.TEXT,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help=mark("The file to write instead."), show_default=False),
    ] = None,
    line: LineOption = None,
    catalogue: CatalogueOption = None,
    today: TodayOption = None,
    root: RootOption = Path(),
) -> None:
    """Review what would be published, and write it."""
    from builder import durable
    from builder.tree import find_root

    terminal = terminal_of(context)
    top = find_root(root)
    found = _look(top, base, line, catalogue, today, terminal)
    text = _written(found, format_, terminal, is_file=output is not None)
    if output is None:
        terminal.out.file.write(text)
    else:
        durable.write(output, text.encode())
        terminal.note(tell("Written: {path}", path=str(output)))


def _look(
    root: Path,
    base: str | None,
    line: int | None,
    folder: Path | None,
    today: str | None,
    terminal: Terminal,
) -> "Review":
    """Gather what would be published, and what a check finds in it."""
    from builder.catalogue import Catalogue
    from builder.proposal import Scope, propose
    from builder.review import review as gather
    from builder.snapshot import Snapshot
    from builder.survey import survey

    day = day_of(today)
    here = Snapshot.on_disk(root)
    known = Catalogue(catalogue_folder(root, folder))
    with progress(terminal, tell("Comparing")) as step:
        proposals = propose(here, known, day_of(None), Scope(base=base, line=line), step)
    folders = [one.draft.folder for one in proposals.moments]
    findings = survey(root, day, folders).findings if folders else ()
    return gather(proposals, findings, base)


def _written(review: "Review", format_: Format, terminal: Terminal, *, is_file: bool) -> str:
    """Return a review in a format, as text."""
    import json

    from builder.report.review import markdown_review, page_review, review_json

    match format_:
        case Format.MARKDOWN:
            return markdown_review(review, terminal.language)
        case Format.HTML:
            return page_review(review, terminal.language)
        case Format.JSON:
            plain = review_json(review, terminal.language)
            return json.dumps(plain, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        case Format.TEXT:
            return _as_text(review, terminal, is_file=is_file)


def _as_text(review: "Review", terminal: Terminal, *, is_file: bool) -> str:
    """Return a review as a terminal shows it; a file has no colours and a width of its own."""
    from dataclasses import replace

    from rich.console import Console

    from builder.report.review import show_review

    console = Console(width=_WIDTH, no_color=True, emoji=False) if is_file else terminal.out
    with console.capture() as captured:
        show_review(review, replace(terminal, out=console))
    return captured.get()
