"""Comparisons and publications as text for people and JSON for machines."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from rich.text import Text

from builder.changes import Change, Level
from builder.message import mark, tell, tell_number
from builder.release import Draft, Unchanged
from builder.terminal import Terminal

Json: TypeAlias = Any
LEVEL_STYLE: Final = {
    "major": "bold red",
    "decide": "bold yellow",
    "minor": "bold green",
    "none": "dim",
    "first": "bold cyan",
}
_MARGIN: Final = "\n             "
LEVEL_WORD: Final = {
    "first": mark("first release"),
    "major": mark("MAJOR"),
    "decide": mark("to decide"),
    "minor": mark("MINOR"),
    "none": mark("no change"),
}


SAFETY: Final = mark("SAFETY")
REACH: Final = {
    "first": mark("The first release: units can activate it."),
    "major": mark("Does not reach started moments: close and start anew to get it."),
    "decide": mark(
        "Published as MAJOR, since nobody has decided that it is MINOR. "
        "Does not reach started moments."
    ),
    "minor": mark("Reaches started moments when units take it."),
    "none": mark("Nothing to release."),
}


def show_drafts(drafts: Sequence[Draft], terminal: Terminal, untouched: int = 0) -> None:
    """Write what changed in each moment, and the version it calls for.

    `untouched` counts the moments that did not have to be compared.
    """
    for draft in drafts:
        if draft.base and not draft.changes:
            continue
        show_draft(draft, terminal)
    unchanged = untouched + sum(not draft.changes and draft.base is not None for draft in drafts)
    if unchanged or not drafts:
        message = tell_number("{n} moment unchanged", "{n} moments unchanged", unchanged)
        terminal.say(message, "dim")


def show_draft(draft: Draft, terminal: Terminal) -> None:
    """Write what changed in one moment, and the version it calls for."""
    terminal.out.print(headline(draft, terminal), soft_wrap=True)
    for change in draft.changes:
        terminal.out.print(_change(draft, change, terminal), soft_wrap=True)


def headline(draft: Draft, terminal: Terminal) -> Text:
    """Return a moment's name, the level of what changed, and the versions."""
    text = Text(draft.moment, "bold")
    text.append("  ")
    text.append(terminal.text(tell(LEVEL_WORD[draft.word])), LEVEL_STYLE[draft.word])
    if draft.base and draft.base.version:
        text.append(f"  {draft.base.version}", "dim")
        text.append(f" → {draft.version}" if draft.version else "", "bold")
    elif draft.version:
        text.append(f"  {draft.version}", "bold")
    if draft.safety:
        text.append("  ").append(terminal.text(tell(SAFETY)), "bold red")
    return text


def change_line(change: Change, level: Level, terminal: Terminal) -> Text:
    """Return what a change is called, at a level, of what, and what it says."""
    text = Text("  ")
    text.append(terminal.text(tell(LEVEL_WORD[level.word])).ljust(12), LEVEL_STYLE[level.word])
    text.append(f"{change.kind.code}  ", "dim")
    text.append(f"{'/'.join(change.subject)}: ", "cyan")
    text.append(terminal.text(change.message))
    return text


def _change(draft: Draft, change: Change, terminal: Terminal) -> Text:
    decision = draft.decision_on(change)
    text = change_line(change, draft.level_of(change), terminal)
    for sign, said, style in (("−", change.old, "red"), ("+", change.new, "green")):
        if said:
            text.append(f"{_MARGIN}{sign} {_short(said)}", style)
    touched = tell(
        "touches {what}: {reason}",
        what=tell(change.kind.touches.value),
        reason=tell(change.kind.reason),
    )
    text.append(f"{_MARGIN}{terminal.text(touched)}", "dim")
    if decision:
        decided = tell("decided: {reason}", reason=decision.reason)
        text.append(f"{_MARGIN}{terminal.text(decided)}", "italic")
    elif change.level is Level.DECIDE:
        wanted = tell("decide about {change} in a change note", change=change.fingerprint)
        text.append(f"{_MARGIN}{terminal.text(wanted)}", "yellow")
    places = (draft.old_place(change), draft.packed.place(change.subject, change.line))
    shown = " → ".join(dict.fromkeys(f"{one.path}:{one.line}" for one in places if one))
    text.append(f"{_MARGIN}{shown}" if shown else "", "dim")
    return text


def _short(text: str) -> str:
    most = 200
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def drafts_json(
    drafts: Iterable[Draft], base: str, language: str, unchanged: Iterable[Unchanged] = ()
) -> Json:
    """Return comparisons as plain JSON (schemas/changes.schema.json)."""
    drafts = list(drafts)
    return {
        "base": base,
        "moments": sorted(
            [*map(_draft_json, drafts), *map(_unchanged_json, unchanged)],
            key=lambda moment: str(moment["moment"]),
        ),
        "changes": [
            _change_json(draft, change, language) for draft in drafts for change in draft.changes
        ],
    }


def _draft_json(draft: Draft) -> Mapping[str, Json]:
    return {
        "moment": draft.moment,
        "path": draft.folder,
        "level": draft.level.word,
        "first": draft.base is None,
        "base-version": str(draft.base.version) if draft.base and draft.base.version else None,
        "version": str(draft.version) if draft.version else None,
        "line": draft.line,
        "safety": draft.safety,
    }


def _unchanged_json(one: Unchanged) -> Mapping[str, Json]:
    return {
        "moment": one.moment,
        "path": one.folder,
        "level": Level.NONE.word,
        "first": False,
        "base-version": one.version,
        "version": None,
        "line": None,
        "safety": False,
    }


def _change_json(draft: Draft, change: Change, language: str) -> Mapping[str, Json]:
    place, was = draft.packed.place(change.subject, change.line), draft.old_place(change)
    decision = draft.decision_on(change)
    return {
        "moment": draft.moment,
        "code": change.kind.code,
        "name": change.kind.title,
        "level": change.level.word,
        "decided": decision.level if decision else None,
        "touches": change.kind.touches.word,
        "fingerprint": change.fingerprint,
        "subject": "/".join(change.subject),
        "path": place.path if place else f"{draft.folder}/moment.yaml",
        "line": place.line if place else 1,
        "column": place.column if place else 1,
        "old-path": was.path if was else None,
        "old-line": was.line if was else None,
        "message": change.message.in_language(language),
        "reason": tell(change.kind.reason).in_language(language),
        "old": change.old,
        "new": change.new,
    }
