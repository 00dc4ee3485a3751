"""Results of a unit's acts, for people: sentences and calm tables that need no colour."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.message import mark, tell, tell_number, translate
from builder.terminal import Terminal
from builder.unit.overview import KINDS, Entry, Found, Overview, Running
from builder.unit.result import Activated, Refreshed, Updated, Verified
from builder.unit.show_safety import show_alerts, show_taken

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

NOTHING: Final = "–"
"""What stands in an empty cell."""
DIGITS: Final = 12
"""Of a checksum, shown to people."""
MAJOR_MEANS: Final = tell(
    "A major version does not reach residents who have already started; it is for new starts."
)


def show_set_up(terminal: Terminal, home: Path, result: Refreshed | None) -> None:
    """Tell that the unit is set up, and what to do next; `result` is None when it was so before."""
    if result is None:
        terminal.say(
            tell("The unit in {home} is set up just so already; nothing changes.", home=str(home))
        )
        return
    terminal.say(tell("The unit is set up in {home}.", home=str(home)), "green")
    _show_catalogue(terminal, result)
    show_alerts(terminal, result.alerts)
    terminal.say(tell("moment-unit search shows what it may activate."))


def show_refreshed(terminal: Terminal, result: Refreshed) -> None:
    """Tell what a refresh brought, and at last what is not safe."""
    _show_catalogue(terminal, result)
    if result.changed:
        terminal.say(tell("New or changed:"))
    else:
        terminal.say(tell("Nothing has changed since the last refresh."))
    for moment in result.changed:
        terminal.out.print(f"  {moment}", markup=False, highlight=False)
    show_alerts(terminal, result.alerts)


def _show_catalogue(terminal: Terminal, result: Refreshed) -> None:
    terminal.say(
        tell_number(
            "Catalogue “{title}”, number {serial}, with {n} moment.",
            "Catalogue “{title}”, number {serial}, with {n} moments.",
            result.moments,
            title=result.title,
            serial=result.serial,
        )
    )


def show_activated(terminal: Terminal, result: Activated) -> None:
    """Tell what became active, or that it was so already."""
    row = result.row
    words = {"title": row.title, "moment": row.moment, "version": str(row.version)}
    if result.changed:
        terminal.say(tell("{title} ({moment}) {version} is now active.", **words), "green")
    else:
        terminal.say(
            tell("{title} ({moment}) {version} is active already; nothing changes.", **words)
        )


def show_major(terminal: Terminal, result: Activated) -> None:
    """Tell what major new starts use now, and what that means."""
    row = result.row
    words = {"title": row.title, "moment": row.moment, "version": str(row.version)}
    if not result.changed:
        terminal.say(
            tell("{title} ({moment}) {version} is the newest major; nothing changes.", **words)
        )
        return
    terminal.say(tell("New starts of {title} ({moment}) now use {version}.", **words), "green")
    terminal.say(MAJOR_MEANS)


def show_updated(terminal: Terminal, result: Updated) -> None:
    """Tell which minors were taken, and which majors wait."""
    for one in result.taken:
        words = {"title": one.new.title, "moment": one.new.moment, "old": str(one.old.version)}
        terminal.say(
            tell("{title} ({moment}): {old} → {new}", new=str(one.new.version), **words), "green"
        )
    for row in result.held:
        terminal.say(
            tell(
                "{title} ({moment}) stays at {version}: "
                "it is no longer available to your care provider.",
                title=row.title,
                moment=row.moment,
                version=str(row.version),
            )
        )
    if not result.taken:
        terminal.say(tell("There are no new minor versions."))
    if result.waiting:
        _show_waiting(terminal, result)
    show_taken(terminal, result.taken)
    show_alerts(terminal, result.alerts)


def _show_waiting(terminal: Terminal, result: Updated) -> None:
    """Tell which majors wait, what a major means and how it is taken."""
    terminal.out.print()
    for one in result.waiting:
        release, moment = one.release, one.row.moment
        version, active = str(release.version), str(one.row.version)
        terminal.say(
            tell(
                "{title} has a new major version, {version} ({active} is active).",
                title=release.title,
                version=version,
                active=active,
            )
        )
        terminal.say(tell("  To take it: moment-unit update --major {moment}", moment=moment))
    terminal.say(MAJOR_MEANS)


def show_overview(terminal: Terminal, view: Overview, tab: str) -> None:
    """Show whose unit this is, how many moments each tab has, and one tab."""
    _show_unit(terminal, view)
    terminal.say(
        tell(
            "All {all} · Available {available} · Active {active} · Withdrawn {withdrawn}",
            all=len(view.moments),
            available=len(view.available),
            active=len({one.row.moment for one in view.active}),
            withdrawn=len(view.withdrawn),
        )
    )
    show_alerts(terminal, view.alerts)
    terminal.out.print()
    tabs = {"all": view.moments, "available": view.available, "withdrawn": view.withdrawn}
    if tab == "active":
        _show_active(terminal, view.active)
    else:
        _show_entries(terminal, tabs[tab])


def _show_unit(terminal: Terminal, view: Overview) -> None:
    unit, provider = view.unit, view.care_provider
    words = tell("Unit {unit} · care provider {provider}", unit=unit, provider=provider)
    terminal.say(words, "bold")
    terminal.say(
        tell(
            "Catalogue “{title}”, number {serial}, last refreshed {when}",
            title=view.title,
            serial=view.serial,
            when=_day_and_time(view.refreshed) if view.refreshed else NOTHING,
        ),
        "dim",
    )


def show_found(terminal: Terminal, result: Found) -> None:
    """Show what a search found."""
    _show_entries(terminal, result.moments)


def _show_entries(terminal: Terminal, entries: tuple[Entry, ...]) -> None:
    """Show moments of the catalogue, with what is active of each."""
    if not entries:
        terminal.say(tell("There are no moments here."))
        return
    table = _table(terminal, mark("Moment"), mark("Kind"), mark("Latest"), mark("Active"))
    for one in entries:
        kind = translate(KINDS.get(one.kind, one.kind), terminal.language)
        active = ", ".join(map(str, one.active)) or NOTHING
        if not one.available:
            active = terminal.text(tell("not available"))
        _add(table, one.title, one.moment, kind, str(one.version), active)
    terminal.out.print(table)


def show_verified(terminal: Terminal, result: Verified) -> None:
    """Show for each active version whether all its files are as announced."""
    if not result.rows:
        terminal.say(tell("Nothing is active in this unit yet."))
        return
    table = _table(terminal, mark("Moment"), mark("Version"), mark("Files"))
    for row, faults in result.rows:
        lines = [tell("missing or damaged: {path}", path=_short(path)) for path in faults]
        told = "\n".join(map(terminal.text, lines or [tell("as announced")]))
        _add(table, row.title, row.moment, str(row.version), told)
    terminal.out.print(table)


def _show_active(terminal: Terminal, active: tuple[Running, ...]) -> None:
    if not active:
        terminal.say(tell("Nothing is active in this unit yet."))
        terminal.say(tell("moment-unit search shows what it may activate."))
        return
    table = _table(
        terminal, mark("Moment"), mark("Version"), mark("New starts"), mark("Since"), mark("Newer")
    )
    for one in active:
        row = one.row
        starts = _starts(terminal, one)
        newer = _newer(terminal, one)
        _add(table, row.title, row.moment, str(row.version), starts, row.since[:10], newer)
    terminal.out.print(table)
    if any(one.minor and one.available for one in active):
        terminal.say(tell("To take the new minor versions: moment-unit update"))
    if any(one.major and one.available for one in active):
        terminal.say(tell("To take a new major version: moment-unit update --major MOMENT"))
        terminal.say(MAJOR_MEANS)


def _starts(terminal: Terminal, one: Running) -> "Text":
    """Say whether new starts happen on an active version; loudly where they should but must not."""
    from rich.text import Text

    if one.row.new_starts and not one.starts:
        return Text(terminal.text(tell("no new starts")), "bold red")
    return Text(terminal.text(tell("yes") if one.starts else tell("no")))


def _newer(terminal: Terminal, one: Running) -> str:
    """Say what is newer than an active version, one thing to a line."""
    if not one.available:
        return terminal.text(tell("no longer available"))
    lines = []
    if one.minor:
        lines.append(tell("minor {version}", version=str(one.minor)))
    if one.major:
        lines.append(tell("major {version}", version=str(one.major)))
    return "\n".join(map(terminal.text, lines)) or NOTHING


def _short(path: str) -> str:
    """Return a path with the first digits of its checksum, which tell it from all others here."""
    return f"{path[: path.index('/') + DIGITS]}…"


def _day_and_time(timestamp: str) -> str:
    return f"{timestamp[:10]} {timestamp[11:16]} UTC"


def _table(terminal: Terminal, *headings: str) -> "Table":
    """Return an empty table with translated headings."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(translate(heading, terminal.language), overflow="fold")
    return table


def _add(table: "Table", title: str, moment: str, *cells: "str | Text") -> None:
    """Add a row that begins with a title and an id; all of it is text, never Rich's markup."""
    from rich.text import Text

    texts = (cell if isinstance(cell, Text) else Text(cell) for cell in cells)
    table.add_row(Text.assemble(title, "\n", (moment, "dim")), *texts)
