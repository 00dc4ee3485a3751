"""`moment check`."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from builder.cli.options import TodayOption, day_of, lines_in, terminal_of
from builder.message import mark, tell
from builder.terminal import Exit, Terminal, progress

if TYPE_CHECKING:
    from builder.checks import Finding
    from builder.report.selection import Selection

HELP = mark(
    "Check the content: everything that is wrong, at its line.\n\n"
    "Without a path the whole library is checked; with a moment's folder only that moment. "
    "Exit status: 0 nothing to mend, 1 findings, 2 wrong use, 3 it could not be checked.\n\n"
    "Example: [bold]moment check content/moments/norrvik/battre-somn[/]"
)


class Format(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    JUNIT = "junit"


class Least(StrEnum):
    """The mildest severity that is shown; the values are those of `builder.checks.Severity`."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


def check(  # noqa: PLR0913 - Typer makes options of parameters
    context: typer.Context,
    path: Annotated[
        Path,
        typer.Argument(
            help=mark("A library, a moment's folder, or a file in it."), show_default=False
        ),
    ] = Path(),
    *,
    format_: Annotated[
        Format,
        typer.Option(
            "--format",
            "-f",
            metavar=mark("FORMAT"),
            help=mark("text for people; json, sarif, github and junit for machines."),
        ),
    ] = Format.TEXT,
    select: Annotated[
        str | None,
        typer.Option(
            metavar=mark("CODES"),
            help=mark(
                "Show only these codes or families, as in WRD,MED003. Everything is checked, but "
                "only what is shown counts for the exit status."
            ),
        ),
    ] = None,
    severity: Annotated[
        Least,
        typer.Option(
            help=mark(
                "Show only what weighs at least this much. Only what is shown counts for the exit "
                "status."
            )
        ),
    ] = Least.ADVICE,
    waived: Annotated[
        bool, typer.Option("--waived", help=mark("Show the waived warnings too."))
    ] = False,
    cache: Annotated[
        bool, typer.Option(help=mark("Remember what was found, and read only what changed."))
    ] = True,
    today: TodayOption = None,
) -> None:
    """Check the library around `path`, or the one moment that `path` lies in."""
    from builder.report.findings import show_findings
    from builder.survey import survey
    from builder.tree import find_root

    terminal = terminal_of(context)
    selection = _selection(select, severity, terminal)
    root = find_root(path)
    only = moment_folder(root, path)
    with progress(terminal, tell("Checking")) as step:
        result = survey(root, day_of(today), only, cache=cache, step=step)
    shown = [finding for finding in result.findings if selection.takes(finding)]
    if format_ is Format.TEXT:
        hidden = len(result.findings) - len(shown)
        lines = lines_in(root)
        show_findings(shown, result.moments, lines, terminal, waived=waived, hidden=hidden)
    else:
        _write(format_, shown, result.moments, _from_here(root), terminal)
    stops = any(finding.stops_release for finding in shown)
    raise typer.Exit(Exit.FINDINGS if stops else Exit.OK)


def _selection(select: str | None, least: Least, terminal: Terminal) -> "Selection":
    """Read what is asked for; raise BadParameter for a code that no rule has."""
    from builder.checks import Severity
    from builder.errors import RefusedError
    from builder.report.selection import Selection, read_words

    try:
        return Selection(read_words(select or ""), Severity(least))
    except RefusedError as error:
        message = terminal.text(error.message)
        raise typer.BadParameter(message, param_hint="--select") from None


def _write(
    format_: Format, findings: "Sequence[Finding]", moments: int, folder: str, terminal: Terminal
) -> None:
    """Write findings for a machine."""
    from builder.report.github import annotations
    from builder.report.junit import junit
    from builder.report.plain import findings_json
    from builder.report.sarif import sarif

    language = terminal.language
    match format_:
        case Format.SARIF:
            terminal.json(sarif(findings, language, folder))
        case Format.GITHUB:
            terminal.out.file.write(annotations(findings, language, folder))
        case Format.JUNIT:
            terminal.out.file.write(junit(findings, moments, language))
        case _:
            terminal.json(findings_json(findings, moments, language))


def _from_here(root: Path) -> str:
    """Return the library's folder as seen from where the command runs, with a slash, or nothing.

    Review systems count paths from the checkout, where they run the command.
    """
    here = Path.cwd().resolve()
    inside = root.resolve().is_relative_to(here) and root.resolve() != here
    return f"{root.resolve().relative_to(here).as_posix()}/" if inside else ""


def moment_folder(root: Path, path: Path) -> list[str]:
    """Return the moment folder that a path lies in, or nothing for the whole library."""
    from builder.content.library import MOMENT_DEPTH

    parts = path.resolve().relative_to(root).parts
    inside = parts[:2] == ("content", "moments") and len(parts) >= MOMENT_DEPTH
    return ["/".join(parts[:MOMENT_DEPTH])] if inside else []
