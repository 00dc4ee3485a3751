"""`moment check`."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from builder.cli.options import TodayOption, day_of, lines_in, selection_of, terminal_of
from builder.message import mark, tell
from builder.terminal import Exit, Terminal, progress

if TYPE_CHECKING:
    from builder.checks import Finding

HELP = mark(
    "Check the content: everything that is wrong, at its line.\n\n"
    "Without a path the whole library is checked, as with one in content/forms or "
    "content/publishers; with a moment's folder only that moment, and with a publisher's folder in "
    "content/moments only that publisher's moments. "
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
    GITLAB = "gitlab"


def check(
    context: typer.Context,
    path: Annotated[
        Path,
        typer.Argument(
            help=mark("A library, a publisher's or a moment's folder, or a file in it."),
            show_default=False,
        ),
    ] = Path(),
    *,
    format_: Annotated[
        Format,
        typer.Option(
            "--format",
            "-f",
            metavar=mark("FORMAT"),
            help=mark("text for people; json, sarif, github, gitlab and junit for machines."),
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
        str | None,
        typer.Option(
            metavar=mark("error|warning|advice"),
            autocompletion=lambda: ["error", "warning", "advice"],
            help=mark(
                "Show only what weighs at least this much. Only what is shown counts for the exit "
                "status."
            ),
        ),
    ] = None,
    waived: Annotated[
        bool, typer.Option("--waived", help=mark("Show the waived warnings too."))
    ] = False,
    cache: Annotated[
        bool, typer.Option(help=mark("Remember what was found, and read only what changed."))
    ] = True,
    today: TodayOption = None,
) -> None:
    """Check the library around `path`, or the moments that `path` leads to."""
    from builder.report.findings import show_findings
    from builder.survey import survey
    from builder.tree import find_root

    terminal = terminal_of(context)
    selection = selection_of(select, severity)
    root = find_root(path)
    only = moment_folders(root, path)
    with progress(terminal, tell("Checking")) as step:
        result = survey(root, day_of(today), only, cache=cache, step=step)
    shown = [finding for finding in result.findings if selection.takes(finding)]
    if format_ is Format.TEXT:
        hidden = [finding for finding in result.findings if not selection.takes(finding)]
        lines = lines_in(root)
        show_findings(shown, result.moments, lines, terminal, waived=waived, hidden=hidden)
    else:
        _write(format_, shown, result.moments, _from_here(root), terminal)
    stops = any(finding.stops_release for finding in shown)
    raise typer.Exit(Exit.FINDINGS if stops else Exit.OK)


def _write(
    format_: Format, findings: "Sequence[Finding]", moments: int, folder: str, terminal: Terminal
) -> None:
    """Write findings for a machine."""
    from builder.report.github import annotations
    from builder.report.gitlab import code_quality
    from builder.report.junit import junit
    from builder.report.plain import findings_json
    from builder.report.sarif import sarif

    language = terminal.language
    match format_:
        case Format.SARIF:
            terminal.json(sarif(findings, language, folder))
        case Format.GITHUB:
            terminal.out.file.write(annotations(findings, language, folder))
        case Format.GITLAB:
            terminal.json(code_quality(findings, language, folder))
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


def moment_folders(root: Path, path: Path) -> list[str]:
    """Return the moment folder that a path lies in, or a publisher's; none for the whole library.

    A publisher without moments is given by its own folder, in which no moment is found.
    """
    from builder.content.library import MOMENT_DEPTH

    place = path.resolve()
    parts = place.relative_to(root).parts
    if parts[:2] != ("content", "moments") or len(parts) < MOMENT_DEPTH - 1:
        return []
    folder = "/".join(parts[:MOMENT_DEPTH])
    if len(parts) >= MOMENT_DEPTH or not place.is_dir():
        return [folder]
    inside = sorted(one.name for one in place.iterdir() if one.is_dir())
    return [f"{folder}/{name}" for name in inside] or [folder]
