"""`moment rules` and `moment schemas`."""

from pathlib import Path
from typing import Annotated

import typer

from builder.cli.options import terminal_of
from builder.errors import RefusedError
from builder.message import mark, tell
from builder.terminal import Exit

RULES_HELP = mark(
    "List the rules, or show the page of one: what is wrong, why, and how to write instead.\n\n"
    "Example: [bold]moment rules REF003[/]"
)
SCHEMAS_HELP = mark(
    "Write the JSON Schemas that editors complete and check by.\n\n"
    "With --check nothing is written; the exit status is 1 when a schema is not up to date."
)


def rules(
    context: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(help=mark("The code of a rule, like REF003."), show_default=False),
    ] = None,
) -> None:
    """Show the rules."""
    from builder.checks import ALL_RULES

    terminal = terminal_of(context)
    if code is None:
        for rule in ALL_RULES:
            terminal.out.print(
                f"{rule.code}  {rule.severity:<8} {rule.name}", markup=False, highlight=False
            )
        return
    chosen = next((rule for rule in ALL_RULES if rule.code == code.upper()), None)
    if chosen is None:
        raise RefusedError(
            tell("there is no rule “{code}”: moment rules lists them all", code=code)
        )
    terminal.out.print(
        f"{chosen.code} {chosen.name} ({chosen.severity})\n",
        style="bold",
        markup=False,
        highlight=False,
    )
    terminal.out.print(chosen.manual, markup=False, highlight=False)


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
