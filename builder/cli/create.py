"""`moment new moment`, `moment new module`, `moment new form`."""

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from builder.cli.options import (
    CatalogueOption,
    LineOption,
    RootOption,
    catalogue_folder,
    terminal_of,
)
from builder.message import mark, tell
from builder.terminal import Terminal

if TYPE_CHECKING:
    from builder.skeleton import Written

HELP = mark("Write the beginning of a moment, a module or a form.")
MOMENT_HELP = mark(
    "Write the beginning of a moment; the places to fill in are marked ‹fill in …›.\n\n"
    'Example: [bold]moment new moment norrvik/sova-gott --title "Sova gott"[/]'
)
MODULE_HELP = mark(
    "Write the beginning of a module, and list it last in moment.yaml.\n\n"
    "Example: [bold]moment new module norrvik/sova-gott kvallen[/]"
)
FORM_HELP = mark(
    "Write the beginning of a form, and tell how to show it in a module.\n\n"
    "Example: [bold]moment new form norrvik/sova-gott dagbok --type calendar[/]"
)


NOTE_HELP = mark(
    "Write the beginning of a change note, with what is to be decided about the changes.\n\n"
    "Example: [bold]moment new note norrvik/sova-gott tydligare-ovning[/]"
)


class Kind(StrEnum):
    """What sort of moment it is."""

    TREATMENT = "treatment"
    SUPPORT = "support"
    EDUCATION = "education"
    CARE_PLAN = "care-plan"
    ASSESSMENT = "assessment"


class FormType(StrEnum):
    """What sort of form it is."""

    SINGLE = "single"
    TABBED = "tabbed"
    CALENDAR = "calendar"


TitleOption = Annotated[
    str | None,
    typer.Option("--title", help=mark("What the resident reads; otherwise a place to fill in.")),
]
MomentArgument = Annotated[
    str, typer.Argument(help=mark("publisher/id, or the moment's folder."), show_default=False)
]


def new_moment(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="PUBLISHER/ID",
            help=mark("The publisher and the new moment's id."),
            show_default=False,
        ),
    ],
    title: TitleOption = None,
    kind: Annotated[Kind, typer.Option(help=mark("What sort of moment it is."))] = Kind.SUPPORT,
    root: RootOption = Path(),
) -> None:
    """Write a skeleton of a moment."""
    from builder.skeleton import new_moment as write
    from builder.tree import find_root

    terminal = terminal_of(context)
    today = dt.datetime.now(dt.UTC).date()
    _tell(write(find_root(root), name, title, str(kind), terminal.language, today), terminal)


def new_module(
    context: typer.Context,
    moment: MomentArgument,
    module: Annotated[
        str, typer.Argument(metavar="ID", help=mark("The new module's id."), show_default=False)
    ],
    title: TitleOption = None,
    root: RootOption = Path(),
) -> None:
    """Write a skeleton of a module."""
    from builder.skeleton import new_module as write
    from builder.tree import find_root

    terminal = terminal_of(context)
    _tell(write(find_root(root), moment, module, title, terminal.language), terminal)


def new_form(
    context: typer.Context,
    moment: MomentArgument,
    form: Annotated[
        str, typer.Argument(metavar="ID", help=mark("The new form's id."), show_default=False)
    ],
    title: TitleOption = None,
    type_: Annotated[
        FormType, typer.Option("--type", help=mark("What sort of form it is."))
    ] = FormType.SINGLE,
    root: RootOption = Path(),
) -> None:
    """Write a skeleton of a form."""
    from builder.skeleton import new_form as write
    from builder.tree import find_root

    terminal = terminal_of(context)
    _tell(write(find_root(root), moment, form, title, str(type_), terminal.language), terminal)
    terminal.say(
        tell(
            "Show it in a module with a paragraph of its own: [{title}](../forms/{form}.yaml)",
            title=title or form,
            form=form,
        )
    )


def new_note(
    context: typer.Context,
    moment: MomentArgument,
    note: Annotated[
        str, typer.Argument(metavar="ID", help=mark("The new note's id."), show_default=False)
    ],
    title: TitleOption = None,
    line: LineOption = None,
    catalogue: CatalogueOption = None,
    root: RootOption = Path(),
) -> None:
    """Write a skeleton of a change note."""
    from builder.catalogue import Catalogue
    from builder.comparison import compare_with_past
    from builder.proposal import undecided_in
    from builder.skeleton import find_moment
    from builder.skeleton import new_note as write
    from builder.snapshot import Snapshot
    from builder.tree import find_root

    terminal = terminal_of(context)
    top = find_root(root)
    folder = find_moment(top, moment)
    here, known = Snapshot.on_disk(top), Catalogue(catalogue_folder(top, catalogue))
    _, compared = compare_with_past(here, known, [folder], line)
    undecided = {
        change.fingerprint: f"{change.message.in_language(terminal.language)}: "
        f"{change.old} → {change.new}"
        for draft in compared.drafts
        for change in undecided_in(draft)
    }
    _tell(write(top, folder, note, title, undecided, terminal.language), terminal)


def _tell(written: "Written", terminal: Terminal) -> None:
    for path in written.paths:
        terminal.say(tell("{path} written", path=path))
    terminal.note(tell("Fill in what is marked ‹…›; moment check shows what is left."))
