"""`moment rules` and `moment schemas`."""

from pathlib import Path
from typing import Annotated

import typer

from builder.cli.options import Format, FormatOption, terminal_of
from builder.errors import UsageError
from builder.message import mark, tell
from builder.terminal import Exit

RULES_HELP = mark(
    "List the rules, or show the page of one: what is wrong, why, and how to write instead.\n\n"
    "The same pages stand in the catalogue's site.\n\n"
    "Example: [bold]moment rules REF003[/]"
)
LEVELS_HELP = mark(
    "List every kind of change: whether it is MAJOR or MINOR, whom it touches, and why.\n\n"
    "Example: [bold]moment levels CHG045[/]"
)
SCHEMAS_HELP = mark(
    "Write the JSON Schemas that editors complete and check by.\n\n"
    "With --check nothing is written; the exit status is 1 when a schema is not up to date."
)


def rules(
    context: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(
            help=mark("The code of a rule, like REF003, or of a family, like REF."),
            show_default=False,
        ),
    ] = None,
    format_: FormatOption = Format.TEXT,
) -> None:
    """List the rules or a family of them, or show the page of one."""
    from builder.checks import ALL_RULES
    from builder.report.handbook import rules_json, show_page, show_rules
    from builder.report.selection import read_word

    terminal = terminal_of(context)
    word = read_word(code) if code else ""
    chosen = [rule for rule in ALL_RULES if rule.code.startswith(word)]
    if format_ is Format.JSON:
        terminal.json(rules_json(chosen, terminal.language))
    elif word == chosen[0].code:
        show_page(chosen[0], terminal)
    else:
        show_rules(chosen, terminal)


def levels(
    context: typer.Context,
    code: Annotated[
        str,
        typer.Argument(help=mark("How the codes begin, like CHG045 or CHG04."), show_default=False),
    ] = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """List the kinds of changes whose codes begin so."""
    from builder.changes import Kind
    from builder.report.levels import kinds_json, show_kinds

    terminal = terminal_of(context)
    chosen = [kind for kind in Kind if kind.code.startswith(code.upper())]
    if not chosen:
        raise UsageError(tell("no change has a code that begins with {code}", code=code))
    if format_ is Format.JSON:
        terminal.json(kinds_json(chosen, terminal.language))
    else:
        show_kinds(chosen, terminal)


def schemas(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help=mark("Where to."))] = Path("schemas"),
    check: Annotated[
        bool, typer.Option("--check", help=mark("Only tell whether they are up to date."))
    ] = False,
) -> None:
    """Write the generated schemas, or tell which have drifted."""
    from builder import durable
    from builder.schemas import schemas as generate

    terminal = terminal_of(context)
    for name, text in generate():
        path = folder / name
        same = path.is_file() and path.read_bytes() == text.encode()
        if not same and check:
            terminal.say(
                tell("{path} is not up to date: run moment schemas", path=str(path)), "red"
            )
            raise typer.Exit(Exit.FINDINGS)
        if not same:
            durable.write(path, text.encode())
            terminal.say(tell("{path} written", path=str(path)))
