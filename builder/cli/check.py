"""`moment check`."""

from pathlib import Path
from typing import Annotated

import typer

from builder.cli.options import Format, FormatOption, lines_in, terminal_of
from builder.message import mark, tell
from builder.terminal import Exit, progress

HELP = mark(
    "Check the content: everything that is wrong, at its line.\n\n"
    "Without a path the whole library is checked; with a moment's folder only that moment. "
    "Exit status: 0 nothing to mend, 1 findings, 2 wrong use, 3 it could not be checked.\n\n"
    "Example: [bold]moment check content/moments/norrvik/battre-somn[/]"
)


def check(
    context: typer.Context,
    path: Annotated[
        Path,
        typer.Argument(
            help=mark("A library, a moment's folder, or a file in it."), show_default=False
        ),
    ] = Path(),
    format_: FormatOption = Format.TEXT,
    cache: Annotated[
        bool, typer.Option(help=mark("Remember what was found, and read only what changed."))
    ] = True,
) -> None:
    """Check the library around `path`, or the one moment that `path` lies in."""
    from builder.report.findings import findings_json, show_findings
    from builder.survey import survey
    from builder.tree import find_root

    terminal = terminal_of(context)
    root = find_root(path)
    only = _moment_folder(root, path)
    with progress(terminal, tell("Checking")) as step:
        result = survey(root, only, cache=cache, step=step)
    if format_ is Format.JSON:
        terminal.json(findings_json(result.findings, result.moments, terminal.language))
    else:
        show_findings(result.findings, result.moments, lines_in(root), terminal)
    raise typer.Exit(Exit.FINDINGS if result.stops_release else Exit.OK)


def _moment_folder(root: Path, path: Path) -> list[str]:
    """Return the moment folder that a path lies in, or nothing for the whole library."""
    from builder.content.library import MOMENT_DEPTH

    parts = path.resolve().relative_to(root).parts
    inside = parts[:2] == ("content", "moments") and len(parts) >= MOMENT_DEPTH
    return ["/".join(parts[:MOMENT_DEPTH])] if inside else []
