"""What was published, and what waits, as text for people and JSON for machines."""

from typing import Any, TypeAlias

from builder.message import Message, tell
from builder.publication import Publication
from builder.release import Draft
from builder.report.drafts import REACH, drafts_json, headline
from builder.terminal import Terminal

Json: TypeAlias = Any


def show_publication(done: Publication, terminal: Terminal, *, rehearsed: bool) -> None:
    """Write what was published, what that means for started moments, and what waits."""
    for one in done.outcomes:
        if one.version:
            text = headline(one.draft, terminal)
            text.append("\n  ")
            text.append(terminal.text(_reach(one.draft)), "dim")
            terminal.out.print(text, soft_wrap=True)
        elif one.addition:
            terminal.say(tell("{moment}: only the catalogue entry is new", moment=one.draft.moment))
    for publisher in done.people:
        terminal.say(tell("{publisher}: the register of people is new", publisher=publisher))
    _show_sum(done, terminal, rehearsed=rehearsed)
    for waiting in done.waiting:
        terminal.note(tell("{name} waits:", name=waiting.name), "yellow")
        for reason in waiting.reasons:
            terminal.note(tell("  {reason}", reason=reason), "")


def _reach(draft: Draft) -> Message:
    if draft.line is not None:
        return tell("Reaches started moments of {line}.x when units take it.", line=draft.line)
    return tell(REACH[draft.word])


def _show_sum(done: Publication, terminal: Terminal, *, rehearsed: bool) -> None:
    released = sum(one.version is not None for one in done.outcomes)
    entries = sum(one.addition is not None and one.version is None for one in done.outcomes)
    if not (released or entries or done.people):
        if not done.waiting:
            terminal.say(
                tell("Nothing has changed since the last publication; nothing was published.")
            )
    elif rehearsed:
        terminal.say(
            tell(
                "A rehearsal: nothing was written. "
                "Versions: {released}. Catalogue entries only: {entries}.",
                released=released,
                entries=entries,
            )
        )
    else:
        terminal.say(
            tell(
                "Published. Versions: {released}. Catalogue entries only: {entries}.",
                released=released,
                entries=entries,
            ),
            "green",
        )


def publication_json(done: Publication, language: str) -> Json:
    """Return a publication as plain JSON."""
    comparison = drafts_json((one.draft for one in done.outcomes), "catalogue", language)
    published = {one.draft.moment: str(one.version) for one in done.outcomes if one.version}
    entries = [one.draft.moment for one in done.outcomes if one.addition and not one.version]
    waiting = {
        one.name: [reason.in_language(language) for reason in one.reasons] for one in done.waiting
    }
    return {
        "published": published,
        "entries": entries,
        "people": list(done.people),
        "waiting": waiting,
        **comparison,
    }
