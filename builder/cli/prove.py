"""`moment test`."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from builder.cli.options import terminal_of
from builder.errors import UsageError
from builder.message import mark, tell
from builder.terminal import Exit, Terminal

if TYPE_CHECKING:
    from builder.report.proven import Bordered, Unread

HELP = mark(
    "Try the examples of forms: do the answers give what the example says they should?\n\n"
    "Without a path the forms of the whole library are tested; with a form's file or id, or the "
    "folder of a moment or a publisher, only those. What fails is shown with what each answer "
    "gave. Exit status: 0 every example holds, 1 some do not, or a form cannot be read, 2 wrong "
    "use, 3 it could not be tested.\n\n"
    "With --boundaries nothing is tested: answers just below, at and just above every cut-off are "
    "made up, for a person to judge. With --format yaml they are examples to paste into the "
    "form.\n\n"
    "Example: [bold]moment test content/moments/norrvik/battre-somn[/]\n\n"
    "Example: [bold]moment test somnbesvar --boundaries[/]"
)


class Format(StrEnum):
    """How the result is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    YAML = "yaml"


def prove(
    context: typer.Context,
    path: Annotated[
        Path,
        typer.Argument(
            metavar=mark("FORM|FOLDER|ID"),
            help=mark("A form's file or id, or the folder of a moment, a publisher or a library."),
            show_default=False,
        ),
    ] = Path(),
    *,
    boundaries: Annotated[
        bool,
        typer.Option("--boundaries", help=mark("Show answers around every cut-off instead.")),
    ] = False,
    format_: Annotated[
        Format,
        typer.Option(
            "--format",
            "-f",
            metavar=mark("FORMAT"),
            help=mark(
                "text for people, markdown to share, json for machines; yaml with --boundaries."
            ),
        ),
    ] = Format.TEXT,
) -> None:
    """Try the examples of the forms that `path` leads to, or show answers around cut-offs."""
    if format_ is Format.YAML and not boundaries:
        raise UsageError(tell("--format yaml writes examples: it goes with --boundaries"))
    terminal = terminal_of(context)
    show = _show_boundaries if boundaries else _show_proof
    raise typer.Exit(show(path, format_, terminal))


def _show_proof(path: Path, format_: Format, terminal: Terminal) -> Exit:
    """Try the examples and write what became of them."""
    from builder.cli.asked import look_at, tested
    from builder.report.blocks import markdown, show
    from builder.report.proof import proof_blocks
    from builder.report.proof_json import proof_json

    forms, unread = look_at(path, tested, terminal)
    blocks = proof_blocks(forms, unread, terminal.language)
    match format_:
        case Format.JSON:
            terminal.json(proof_json(forms, unread, terminal.language))
        case Format.MARKDOWN:
            terminal.out.file.write(markdown(blocks))
        case _:
            show(blocks, terminal)
    holds = all(one.holds for form in forms for one in form.tried)
    return Exit.OK if holds and not unread else Exit.FINDINGS


def _show_boundaries(path: Path, format_: Format, terminal: Terminal) -> Exit:
    """Write answers around every cut-off."""
    from builder.cli.asked import bordered, look_at
    from builder.report.blocks import markdown, show
    from builder.report.boundaries import boundary_blocks, boundary_json
    from builder.report.boundary_examples import boundary_yaml

    forms, unread = look_at(path, bordered, terminal)
    blocks = boundary_blocks(forms, unread, terminal.language)
    match format_:
        case Format.JSON:
            terminal.json(boundary_json(forms, unread))
        case Format.YAML:
            terminal.out.file.write(boundary_yaml(forms, terminal.language))
            _note_what_is_left_out(forms, unread, terminal)
        case Format.MARKDOWN:
            terminal.out.file.write(markdown(blocks))
        case _:
            show(blocks, terminal)
    return Exit.FINDINGS if unread else Exit.OK


def _note_what_is_left_out(
    forms: "Sequence[Bordered]", unread: "Sequence[Unread]", terminal: Terminal
) -> None:
    """Tell on the error stream what YAML has no place for."""
    from builder.report.boundaries import unreached_said

    if not unread and not any(one.boundaries or one.unreached for one in forms):
        terminal.note(tell("There are no cut-offs to make answers around."))
    for form in forms:
        for message in unreached_said(form, terminal.language):
            terminal.note(message, "")
    for one in unread:
        terminal.note(tell("{path} cannot be read: moment check says why", path=one.path), "red")
