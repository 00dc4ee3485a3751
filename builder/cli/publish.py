"""`moment publish`."""

from pathlib import Path
from typing import Annotated

import typer

from builder.cli.options import (
    CatalogueOption,
    Format,
    FormatOption,
    LineOption,
    RootOption,
    TodayOption,
    catalogue_folder,
    day_of,
    lines_in,
    terminal_of,
)
from builder.errors import UsageError
from builder.message import mark, tell
from builder.terminal import Exit, progress

HELP = mark(
    "Publish what changed to the catalogue, with the version that the changes call for.\n\n"
    "Only committed content of production publishers is published, without errors and warnings, "
    "with a change note, and once enough publishers have approved it (moment approvals). "
    "Without names everything that is ready is published, and the rest waits. "
    "What is published is never changed.\n\n"
    "Example: [bold]moment publish norrvik/battre-somn[/]"
)


def publish(
    context: typer.Context,
    moments: Annotated[
        list[str] | None,
        typer.Argument(
            help=mark("Moments as publisher/id; all production moments otherwise."),
            show_default=False,
        ),
    ] = None,
    catalogue: CatalogueOption = None,
    rehearse: Annotated[
        bool,
        typer.Option("--dry-run", help=mark("Show what would be published, and write nothing.")),
    ] = False,
    line: LineOption = None,
    format_: FormatOption = Format.TEXT,
    today: TodayOption = None,
    root: RootOption = Path(),
) -> None:
    """Publish the chosen moments, or tell what stops it."""
    from builder.publication import publish as publish_moments
    from builder.report.findings import show_findings
    from builder.report.plain import findings_json
    from builder.report.publication import publication_json, show_publication
    from builder.tree import find_root

    if line and not moments:
        raise UsageError(tell("--line mends single moments: name them"))
    terminal = terminal_of(context)
    top = find_root(root)
    with progress(terminal, tell("Publishing")) as step:
        done = publish_moments(
            top,
            catalogue_folder(top, catalogue),
            moments or [],
            day_of(today),
            line=line,
            rehearse=rehearse,
            step=step,
        )
    if done.findings:
        if format_ is Format.JSON:
            terminal.json(findings_json(done.findings, len(done.findings), terminal.language))
        else:
            show_findings(done.findings, len(done.findings), lines_in(top), terminal)
        terminal.note(tell("Nothing was published."), style="bold red")
        raise typer.Exit(Exit.FINDINGS)
    if format_ is Format.JSON:
        terminal.json(publication_json(done, terminal.language))
    else:
        show_publication(done, terminal, rehearsed=rehearse)
    if moments and done.waiting:
        terminal.note(tell("Nothing was published."), style="bold red")
        raise typer.Exit(Exit.FAILURE)
