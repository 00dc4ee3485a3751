"""Safety releases, told so that nobody misses them: what they say, and what is to be done."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from builder.manifest import Note, Release
from builder.message import Message, tell
from builder.terminal import Terminal
from builder.unit.result import Taken
from builder.unit.safety import Alert

if TYPE_CHECKING:
    from rich.text import Text

_LINES: Final = 3
"""Of a note, before it is cut."""
_CHARACTERS: Final = 400


def show_alerts(terminal: Terminal, alerts: Iterable[Alert]) -> None:
    """Tell of each active version that is not safe, and what to do about it."""
    for alert in alerts:
        row, highest = alert.row, alert.releases[0].version
        what = tell(
            "{version} is active here since {day}. New starts on it are stopped: {safety} was "
            "released for safety.",
            version=str(row.version),
            day=row.since[:10],
            safety=str(highest),
        )
        _show(terminal, row.title, row.moment, what, alert.releases, _to_do(alert))


def show_taken(terminal: Terminal, taken: Iterable[Taken]) -> None:
    """Tell of each update that came to, or past, a safety release."""
    for one in taken:
        if one.safety:
            what = tell(
                "{old} → {new}. It was released for safety, and residents who have started meet "
                "it from now on.",
                old=str(one.old.version),
                new=str(one.new.version),
            )
            _show(terminal, one.new.title, one.new.moment, what, one.safety, ())


def show_superseded(
    terminal: Terminal, title: str, moment: str, releases: tuple[Release, ...]
) -> None:
    """Tell that a version is not to be started any more."""
    what = tell(
        "This version is not to be started any more: {safety} was released for safety.",
        safety=str(releases[0].version),
    )
    _show(terminal, title, moment, what, releases, ())


def _to_do(alert: Alert) -> Iterator[Message]:
    """Yield what is to be done about an active version that is not safe."""
    moment, major = alert.row.moment, alert.row.version.major
    if not alert.available:
        yield tell(
            "The moment is no longer available to your care provider, so nothing newer can be "
            "taken here. Ask what applies: {contact}.",
            contact=alert.contact,
        )
    if alert.minor:
        yield tell(
            "To take {version}, which also reaches residents who have started: moment-unit update",
            version=str(alert.minor),
        )
        return
    if alert.major:
        yield tell(
            "To let new starts use {version}: moment-unit update --major {moment}",
            version=str(alert.major),
            moment=moment,
        )
    yield tell(
        "{version} does not reach residents who have already started on {major}.x. Staff need to "
        "follow up each of them, and decide whether to go on, to close, or to start anew.",
        version=str(alert.releases[0].version),
        major=major,
    )


def _show(
    terminal: Terminal,
    title: str,
    moment: str,
    what: Message,
    releases: Iterable[Release],
    to_do: Iterable[Message],
) -> None:
    """Write a red panel: what has happened, the notes of the releases, and what to do."""
    from rich.panel import Panel
    from rich.text import Text

    notes = [_note(terminal, moment, release) for release in releases]
    parts = [Text(terminal.text(what)), *notes, *(Text(terminal.text(one)) for one in to_do)]
    heading = Text(terminal.text(tell("Safety · {title} ({moment})", title=title, moment=moment)))
    terminal.out.print(
        Panel(
            Text("\n\n").join(parts),
            title=heading,
            title_align="left",
            border_style="bold red",
        )
    )


def _note(terminal: Terminal, moment: str, release: Release) -> "Text":
    """Return what a safety release says of itself: each note's title and first lines."""
    from rich.text import Text

    told = Text("\n").join(_lines(release.notes))
    if any(_first_lines(note.markdown) != note.markdown.strip() for note in release.notes):
        version = str(release.version)
        more = tell(
            "All of it: moment-unit show {moment} {version}", moment=moment, version=version
        )
        told.append(f"\n{terminal.text(more)}", "dim")
    return told


def _lines(notes: Iterable[Note]) -> Iterator["Text"]:
    from rich.text import Text

    for note in notes:
        yield Text(note.title, "bold")
        if note.markdown.strip():
            yield Text(_first_lines(note.markdown))


def _first_lines(markdown: str) -> str:
    """Return the beginning of a note, which says that it goes on when it does."""
    lines = markdown.strip().splitlines()
    text = "\n".join(lines[:_LINES]).rstrip()
    if len(lines) > _LINES or len(text) > _CHARACTERS:
        return f"{text[:_CHARACTERS].rstrip()} …"
    return text
