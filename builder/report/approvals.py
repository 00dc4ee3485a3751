"""Who has approved what, and what is missing, as text for people and JSON for machines."""

import difflib
from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias

from rich.text import Text

from builder.approval import RegisterChange
from builder.endorsement import Item, Standing
from builder.manifest import readable
from builder.message import Message, tell, tell_number
from builder.proposal import NewRegister
from builder.release import listing_changes
from builder.report.drafts import show_draft
from builder.terminal import Terminal

Json: TypeAlias = Any
_STYLES: Final = {"- ": "red", "+ ": "green"}


def show_item(item: Item, terminal: Terminal) -> None:
    """Write what somebody is about to approve."""
    if isinstance(item.proposed, NewRegister):
        terminal.say(tell("The register of people of {publisher}", publisher=item.name), "bold")
        _show_register(item.proposed.change, terminal)
    else:
        show_draft(item.proposed.draft, terminal)
        if item.proposed.is_listed:
            terminal.say(tell("  The catalogue's entry changes too."))
            for key, old, new in listing_changes(item.proposed.listed, item.proposed.listing):
                for sign, said, style in (("−", old, "red"), ("+", new, "green")):
                    if said:
                        terminal.out.print(Text(f"    {sign} {key}: {said}", style), soft_wrap=True)
        for note in item.proposed.draft.notes:
            terminal.say(tell("  Units are told: {title}", title=note.title))
    terminal.say(tell("  What is signed: {digest}", digest=item.verdict.statement.digest), "dim")


def _show_register(change: RegisterChange, terminal: Terminal) -> None:
    """Write what a register lets happen that it did not, and every line that differs."""
    for reason in change.reasons:
        terminal.say(tell("  {reason}", reason=reason))
    old, new = (
        readable(one.to_json()).decode().splitlines() if one else []
        for one in (change.old, change.new)
    )
    for line in difflib.ndiff(old, new):
        if line[:2] in _STYLES:
            terminal.out.print(Text(f"    {line}", _STYLES[line[:2]]), soft_wrap=True)


def show_approvals(standings: Sequence[Standing], terminal: Terminal) -> None:
    """Write for each thing that waits who has approved it, and what it lacks."""
    for one in standings:
        text = Text(one.name, "bold")
        style = "green" if one.is_ready else "yellow"
        text.append(f"  {terminal.text(_count(one))}", style)
        terminal.out.print(text, soft_wrap=True)
        for name in one.approvers:
            terminal.out.print(Text(f"  ✓ {name}", "green"), soft_wrap=True)
        for lack in one.lacks:
            terminal.out.print(Text(f"  ✗ {terminal.text(lack)}", "red"), soft_wrap=True)
        if one.able and not one.is_ready:
            who = tell("  Can approve: {people}", people=", ".join(one.able))
            terminal.say(who, "dim")
    if not standings:
        terminal.say(tell("Nothing waits for approval."))


def _count(one: Standing) -> Message:
    if one.is_ready:
        return tell("ready to be published")
    return tell_number(
        "{there} of {n} approval", "{there} of {n} approvals", one.needed, there=len(one.approvers)
    )


def approvals_json(standings: Sequence[Standing], language: str) -> Json:
    """Return the same as plain JSON (schemas/approvals.schema.json)."""
    return {"waiting": list(_plain(standings, language))}


def _plain(standings: Sequence[Standing], language: str) -> Iterator[Json]:
    for one in standings:
        yield {
            "name": one.name,
            "statement": one.statement,
            "needed": one.needed,
            "approved-by": list(one.approvers),
            "can-approve": list(one.able),
            "lacks": [lack.in_language(language) for lack in one.lacks],
            "ready": one.is_ready,
        }
