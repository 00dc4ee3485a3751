"""`moment git-diff`."""

from typing import Annotated, Final

import typer

from builder.cli.options import terminal_of
from builder.errors import UsageError
from builder.message import mark, tell

HELP = mark(
    "Show what a change of one file means; git calls it, as the diff driver “moment”.\n\n"
    "moment init --git sets it up. git diff uses it by itself, git log and git show with "
    "--ext-diff; git diff --no-ext-diff shows the lines.\n\n"
    "Example: [bold]git log -p --ext-diff content/moments[/]"
)
_UNMERGED: Final = 1
_USUAL: Final = 7
_RENAMED: Final = 9


def git_diff(
    context: typer.Context,
    arguments: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE [NEW-PATH INFO]",
            help=mark("What git gives a driver."),
            show_default=False,
        ),
    ],
) -> None:
    """Show the change between two versions of one file."""
    from builder.report.driver import Side, show_file, show_unmerged

    terminal = terminal_of(context)
    if len(arguments) == _UNMERGED:
        show_unmerged(arguments[0], terminal)
        return
    if len(arguments) not in {_USUAL, _RENAMED}:
        raise UsageError(tell("git gives a diff driver seven arguments, or nine"))
    old_path, old_file, _, _, new_file = arguments[:5]
    new_path = arguments[_USUAL] if len(arguments) == _RENAMED else old_path
    show_file(Side.read(old_path, old_file), Side.read(new_path, new_file), terminal)
