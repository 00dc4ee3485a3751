"""`moment fix`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from builder.cli.check import moment_folders
from builder.cli.options import (
    Format,
    FormatOption,
    TodayOption,
    day_of,
    selection_of,
    terminal_of,
)
from builder.errors import UsageError
from builder.message import mark, tell, tell_number
from builder.terminal import Exit, Terminal, progress

if TYPE_CHECKING:
    from builder.mending import Plan

HELP = mark(
    "Mend what is certain: names of files and all that points at them, missing ids, quotes, forms "
    "inside a sentence, metadata and size of media.\n\n"
    "Everything is shown first, and nothing is written before you say yes. Comments, order and "
    "quotes stay as they are. What only a person can mend is listed. "
    "Exit status: 0 nothing is left, 1 something is left or nothing was written, 2 wrong use, "
    "3 it could not be mended.\n\n"
    "Example: [bold]moment fix content/moments/norrvik/battre-somn[/]"
)
_YES = frozenset({"y", "yes", "j", "ja"})


def fix(
    context: typer.Context,
    path: Annotated[
        Path,
        typer.Argument(
            help=mark("A library, a publisher's or a moment's folder, or a file in it."),
            show_default=False,
        ),
    ] = Path(),
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=mark("Write without asking."))] = False,
    rehearse: Annotated[
        bool, typer.Option("--dry-run", "--diff", help=mark("Only show, and write nothing."))
    ] = False,
    select: Annotated[
        str | None,
        typer.Option(
            metavar=mark("CODES"),
            help=mark("Mend only these codes or families, as in NAM,IDN001."),
        ),
    ] = None,
    keep: Annotated[
        Path | None,
        typer.Option(
            "--keep-originals",
            metavar=mark("FOLDER"),
            help=mark("Where to copy pictures before they are made smaller; not in content/."),
        ),
    ] = None,
    format_: FormatOption = Format.TEXT,
    today: TodayOption = None,
) -> None:
    """Mend the library around `path`, or the moments that `path` leads to."""
    from builder.mending import Wish, make_plan, write_plan
    from builder.tree import find_root, read_folder

    terminal = terminal_of(context)
    chosen = selection_of(select).takes
    root = find_root(path)
    _refuse_inside(root / "content", keep)
    with progress(terminal, tell("Checking")) as step:
        wish = Wish(day_of(today), moment_folders(root, path), chosen)
        plan = make_plan(read_folder(root), wish, step)
    if format_ is Format.TEXT:
        _show(plan, terminal, keeps=keep is not None)
    is_agreed = not (rehearse or plan.is_empty) and (yes or _agreed(plan, format_, terminal))
    if is_agreed:
        write_plan(root, plan, keep)
    _conclude(plan, format_, terminal, written=is_agreed)
    is_clean = not plan.left and (is_agreed or plan.is_empty)
    raise typer.Exit(Exit.OK if is_clean else Exit.FINDINGS)


def _refuse_inside(content: Path, keep: Path | None) -> None:
    """Raise UsageError where the originals would be published, or checked."""
    if keep and keep.resolve().is_relative_to(content.resolve()):
        raise UsageError(
            tell(
                "--keep-originals: {path} lies in content/, where everything is published",
                path=str(keep),
            )
        )


def _show(plan: "Plan", terminal: Terminal, *, keeps: bool) -> None:
    from builder.problem import Work
    from builder.report.mending import show_plan

    show_plan(plan, terminal)
    if not keeps and any(one.work is Work.SHRINK for one in plan.remade):
        terminal.note(
            tell("Pictures made smaller cannot be made larger again: --keep-originals copies them.")
        )


def _agreed(plan: "Plan", format_: Format, terminal: Terminal) -> bool:
    """Ask, where there is somebody to ask."""
    if format_ is not Format.TEXT or not (terminal.out.is_terminal and sys.stdin.isatty()):
        return False
    question = tell_number(
        "This mends {n} finding. Write it? [y/N]",
        "This mends {n} findings. Write it? [y/N]",
        len(plan.mended),
    )
    terminal.out.print(
        terminal.text(question), end=" ", style="bold", markup=False, highlight=False
    )
    return sys.stdin.readline().strip().casefold() in _YES


def _conclude(plan: "Plan", format_: Format, terminal: Terminal, *, written: bool) -> None:
    """Say what was done, and what is left."""
    from builder.report.mending import plan_json, show_left

    if format_ is Format.JSON:
        terminal.json(plan_json(plan, terminal.language, written=written))
        return
    if plan.is_empty:
        terminal.say(tell("There is nothing that can be mended with certainty."))
    elif written:
        message = tell_number("{n} finding mended.", "{n} findings mended.", len(plan.mended))
        terminal.say(message, "green")
    else:
        terminal.say(tell("Nothing is written. moment fix --yes writes it."), "bold")
    show_left(plan, terminal)
