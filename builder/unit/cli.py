"""The care unit's commands: options in, one function per command, exit status out."""

import getpass
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from builder.errors import RefusedError
from builder.message import mark, tell
from builder.terminal import Terminal, run, show_version
from builder.unit.options import (
    AsJson,
    By,
    Home,
    Language,
    MaybeMoment,
    MaybeVersion,
    Moment,
    Tab,
)

if TYPE_CHECKING:
    from builder.unit.client import Unit
    from builder.unit.result import Result

app = typer.Typer(
    name="moment-unit",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

R = TypeVar("R", bound="Result")


@app.callback(
    help=mark(
        "Activate moments in a care unit, and keep them up to date. What runs is what was "
        "approved: every byte is held against the catalogue before it is activated."
    )
)
def program(
    *,
    lang: Annotated[
        Language | None,
        typer.Option(
            help=mark("The language of messages; the locale decides otherwise. May stand anywhere.")
        ),
    ] = None,
    no_color: Annotated[
        bool, typer.Option("--no-color", help=mark("No colours. NO_COLOR=1 does the same."))
    ] = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=show_version,
            is_eager=True,
            help=mark("Show the version and exit."),
        ),
    ] = False,
) -> None:
    """Show the options that `terminal.run` takes out of the arguments before they come here."""


@app.command(
    help=mark(
        "Set up a unit: where its catalogue stands, and for which care provider it is.\n\n"
        "Example: [bold]moment-unit init https://moments.example/published "
        "--unit SE0000000001-UNIT --care-provider SE0000000001-REGION --development[/]"
    )
)
def init(
    context: typer.Context,
    address: Annotated[
        str,
        typer.Argument(
            metavar="ADDRESS", help=mark("A folder, or an address that begins with https://.")
        ),
    ],
    *,
    unit: Annotated[str, typer.Option(metavar="HSA-ID", help=mark("The unit's HSA-id."))],
    care_provider: Annotated[
        str, typer.Option(metavar="HSA-ID", help=mark("The care provider's HSA-id."))
    ],
    development: Annotated[
        bool, typer.Option("--development", help=mark("Take a catalogue that is not signed."))
    ] = False,
    home: Home = None,
) -> None:
    """Set up a unit."""
    from builder.unit import show as told

    terminal, client = _open(context, home)
    refreshed = client.init(address, unit, care_provider, development=development)
    told.show_set_up(terminal, client.home, refreshed)


@app.command(
    help=mark(
        "Bring what is new in the catalogue; nothing that is active changes.\n\n"
        "Example: [bold]moment-unit refresh[/]"
    )
)
def refresh(context: typer.Context, *, as_json: AsJson = False, home: Home = None) -> None:
    """Bring what is new in the catalogue."""
    from builder.unit import show as told

    terminal, unit = _open(context, home)
    _report(terminal, unit.refresh(), told.show_refreshed, as_json=as_json)


@app.command(
    help=mark(
        "Find moments that this unit may activate; without words, all of them.\n\n"
        "Example: [bold]moment-unit search sömn vuxna[/]"
    )
)
def search(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS", help=mark("Words that all stand in the moment's description.")
        ),
    ] = None,
    *,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Find moments that this unit may activate."""
    from builder.unit import show as told

    terminal, unit = _open(context, home)
    found = unit.search(tuple(words or ()), terminal.language)
    _report(terminal, found, told.show_found, as_json=as_json)


@app.command(
    help=mark(
        "Show one version of a moment: what changed, whom that touches, and who approved it.\n\n"
        "Example: [bold]moment-unit show norrvik/battre-somn[/]"
    )
)
def show(
    context: typer.Context,
    moment: Moment,
    version: MaybeVersion = None,
    *,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Show one version of a moment."""
    from builder.unit.show_release import show_described

    terminal, unit = _open(context, home)
    _report(terminal, unit.describe(moment, version), show_described, as_json=as_json)


@app.command(
    help=mark(
        "Activate a moment, at its latest version or at the one you name.\n\n"
        "Example: [bold]moment-unit activate norrvik/battre-somn[/]"
    )
)
def activate(
    context: typer.Context,
    moment: Moment,
    version: MaybeVersion = None,
    *,
    by: By = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Activate a moment."""
    from builder.unit import show as told

    terminal, unit = _open(context, home)
    result = unit.activate(moment, version, by=by or _user())
    _report(terminal, result, told.show_activated, as_json=as_json)


@app.command(
    help=mark(
        "Take the new minor versions of what is active. With --major, let new starts of one moment "
        "use its new major version; residents who have started stay on theirs.\n\n"
        "Example: [bold]moment-unit update[/]\n\n"
        "Example: [bold]moment-unit update --major norrvik/battre-somn[/]"
    )
)
def update(
    context: typer.Context,
    moment: MaybeMoment = None,
    *,
    major: Annotated[
        bool, typer.Option("--major", help=mark("Take the moment's new major version."))
    ] = False,
    by: By = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Take new versions of what is active."""
    from builder.unit import show as told

    terminal, unit = _open(context, home)
    if not major:
        updated = unit.update(moment, by=by or _user())
        _report(terminal, updated, told.show_updated, as_json=as_json)
    elif moment:
        activated = unit.update_major(moment, by=by or _user())
        _report(terminal, activated, told.show_major, as_json=as_json)
    else:
        raise typer.BadParameter(terminal.text(tell("--major needs the id of a moment")))


@app.command(
    help=mark(
        "Show what is active and what is newer, from the unit's own copy of the catalogue.\n\n"
        "Example: [bold]moment-unit status --tab available[/]"
    )
)
def status(
    context: typer.Context,
    *,
    tab: Annotated[Tab, typer.Option(help=mark("Which moments to list."))] = Tab.ACTIVE,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Show the four tabs."""
    from builder.unit import show as told

    terminal, unit = _open(context, home)
    view = unit.status()
    _report(terminal, view, lambda out, it: told.show_overview(out, it, tab.value), as_json=as_json)


@app.command(
    help=mark(
        "Compute the checksum of every file of what is active anew; needs no network.\n\n"
        "Example: [bold]moment-unit verify[/]"
    )
)
def verify(
    context: typer.Context,
    *,
    repair: Annotated[
        bool, typer.Option("--repair", help=mark("Bring what is missing or damaged again."))
    ] = False,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Verify every file of what is active."""
    from builder.unit import show as told

    terminal, unit = _open(context, home)
    result = unit.verify(repair=repair)
    _report(terminal, result, told.show_verified, as_json=as_json)
    result.refuse_faults()


def main() -> int:
    """Run the program on this process's arguments and return its exit status."""
    return run(app, "moment-unit", sys.argv[1:])


def _open(context: typer.Context, home: Path | None) -> tuple[Terminal, "Unit"]:
    """Return the terminal and the unit of this run, with the time that it is."""
    from platformdirs import user_data_dir

    from builder.unit.client import Unit

    terminal: Terminal = context.obj
    folder = home or Path(user_data_dir("moment-unit"))
    return terminal, Unit(folder, now=datetime.now(UTC), note=terminal.note)


def _report(
    terminal: Terminal, result: R, show: Callable[[Terminal, R], None], *, as_json: bool
) -> None:
    """Write a result for machines or for people."""
    if as_json:
        terminal.json(result.to_json())
    else:
        show(terminal, result)


def _user() -> str:
    """Return the name of who is logged in; raise RefusedError when the system has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:  # which of them differs between versions of Python
        raise RefusedError(
            tell("say who does this with --by, for this system has no user name")
        ) from error
