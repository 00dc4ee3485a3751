"""The publisher's commands: options in, one function per command, exit status out."""

import sys

import typer

from builder.cli import (
    approve,
    check,
    compare,
    create,
    driver,
    exchange,
    found,
    handbook,
    look,
    mend,
    prove,
    publish,
    review,
    status,
)
from builder.message import mark
from builder.terminal import run, show_version

app = typer.Typer(
    name="moment",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(
    help=mark(
        "Write, check, version and publish digital care programmes (“moment”).\n\n"
        "The designer's way: [bold]moment new[/], [bold]moment preview[/], "
        "[bold]moment check[/], [bold]moment diff[/]. "
        "The publisher's: [bold]moment publish[/], [bold]moment site[/]."
    )
)
def _globals(
    language: str = typer.Option(
        None,
        "--lang",
        metavar="sv|en",
        help=mark("The language of messages; the locale decides otherwise. May stand anywhere."),
    ),
    no_color: bool = typer.Option(
        False, "--no-color", help=mark("No colours. NO_COLOR=1 does the same.")
    ),
    version: bool = typer.Option(
        False,
        "--version",
        callback=show_version,
        is_eager=True,
        help=mark("Show the version and exit."),
    ),
) -> None:
    """Declare what `builder.terminal.run` has already taken from the arguments."""


new = typer.Typer(no_args_is_help=True, rich_markup_mode="rich")
app.command("check", help=check.HELP)(check.check)
app.command("fix", help=mend.HELP)(mend.fix)
app.command("test", help=prove.HELP)(prove.prove)
app.add_typer(new, name="new", help=create.HELP)
new.command("moment", help=create.MOMENT_HELP)(create.new_moment)
new.command("module", help=create.MODULE_HELP)(create.new_module)
new.command("form", help=create.FORM_HELP)(create.new_form)
new.command("note", help=create.NOTE_HELP)(create.new_note)
app.command("preview", help=look.PREVIEW_HELP)(look.preview)
app.command("diff", help=compare.HELP)(compare.diff)
app.command("review", help=review.HELP)(review.review)
app.command("approve", help=approve.APPROVE_HELP)(approve.approve)
app.command("approvals", help=approve.APPROVALS_HELP)(approve.approvals)
app.command("publish", help=publish.HELP)(publish.publish)
app.command("status", help=status.HELP)(status.status)
app.command("site", help=look.SITE_HELP)(look.site)
export = typer.Typer(no_args_is_help=True, rich_markup_mode="rich")
app.add_typer(export, name="export", help=exchange.EXPORT_HELP)
export.command("form", help=exchange.FORM_HELP)(exchange.export_form)
import_ = typer.Typer(no_args_is_help=True, rich_markup_mode="rich")
app.add_typer(import_, name="import", help=exchange.IMPORT_HELP)
import_.command("questionnaire", help=exchange.QUESTIONNAIRE_HELP)(exchange.import_questionnaire)
app.command("init", help=found.HELP)(found.init)
app.command("gate", help=found.GATE_HELP)(found.gate)
app.command("git-diff", help=driver.HELP)(driver.git_diff)
app.command("rules", help=handbook.RULES_HELP)(handbook.rules)
app.command("levels", help=handbook.LEVELS_HELP)(handbook.levels)
app.command("schemas", help=handbook.SCHEMAS_HELP)(handbook.schemas)


def main() -> int:
    """Run the program on the arguments of this process and return its exit status."""
    return run(app, "moment", sys.argv[1:])
