"""`moment approve` and `moment approvals`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from builder.cli.options import (
    CatalogueOption,
    Format,
    FormatOption,
    LineOption,
    RootOption,
    catalogue_folder,
    day_of,
    terminal_of,
)
from builder.errors import UsageError
from builder.message import mark, tell
from builder.terminal import Terminal, progress

if TYPE_CHECKING:
    from builder.proposal import Proposals
    from builder.repository import Repository

APPROVE_HELP = mark(
    "Approve what waits: sign, with your SSH key, the very bytes that would be published.\n\n"
    "The signature becomes a git tag under approval/; --push sends it. It holds for these bytes: "
    "one changed word, and it lapses; a rebase with the same bytes keeps it. "
    "Nobody approves what they have written themselves.\n\n"
    "A publisher's name alone means its register of people.\n\n"
    "Example: [bold]moment approve norrvik/battre-somn --key ~/.ssh/id_ed25519 --push[/]"
)
APPROVALS_HELP = mark(
    "Show who has approved what waits, whose approval does not count and why, "
    "and what is missing.\n\n"
    "Example: [bold]moment approvals --fetch[/]"
)
_YES: Final = frozenset({"y", "yes", "j", "ja"})
RemoteOption = Annotated[str, typer.Option("--remote", help=mark("The name of that place in git."))]
MomentsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        help=mark("Moments as publisher/id, or a publisher for its people; all that wait, else."),
        show_default=False,
    ),
]


def approve(
    context: typer.Context,
    names: MomentsArgument = None,
    key: Annotated[
        Path | None,
        typer.Option(
            "--key",
            help=mark("Your secret key, or the .pub of a key that an agent or a stick holds."),
            envvar="MOMENT_KEY",
            show_default=False,
        ),
    ] = None,
    who: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="PUBLISHER/PERSON",
            help=mark("Who you are, where several in the register have the same key."),
            show_default=False,
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=mark("Do not ask."))] = False,
    push: Annotated[
        bool, typer.Option("--push", help=mark("Send the approvals to where main is kept."))
    ] = False,
    remote: RemoteOption = "origin",
    line: LineOption = None,
    catalogue: CatalogueOption = None,
    root: RootOption = Path(),
) -> None:
    """Sign what waits for approvals."""
    from builder.endorsement import approve as sign
    from builder.endorsement import approver, earlier_tag, items
    from builder.report.approvals import show_item
    from builder.repository import Repository
    from builder.tree import find_root

    if key is None:
        raise UsageError(tell("--key names your SSH key, like ~/.ssh/id_ed25519"))
    terminal, top = terminal_of(context), find_root(root)
    repository = Repository(top)
    repository.refuse_unsaved()
    found = _proposals(top, catalogue, line, terminal)
    person = approver(found.registers, key.expanduser(), who)
    chosen = items(found, names or [], person)
    if not chosen:
        terminal.say(tell("Nothing waits for your approval."))
    signed: list[str] = []
    for item in chosen:
        earlier = earlier_tag(item, person)
        if earlier:
            terminal.say(tell("Approved already: {tag}", tag=earlier), "dim")
            signed.append(earlier)
            continue
        show_item(item, terminal)
        if yes or _agreed(terminal):
            signed.append(sign(repository, item, person, key.expanduser()).tag)
            terminal.say(tell("Approved: {tag}", tag=signed[-1]), "green")
    if signed:
        _send(signed, repository, terminal, remote, now=push)


def _send(
    signed: list[str], repository: "Repository", terminal: Terminal, remote: str, *, now: bool
) -> None:
    """Send approvals to a remote, or tell how."""
    from builder.approval import tags

    if now:
        tags.push(repository, signed, remote)
        terminal.say(tell("Sent to {remote}.", remote=remote), "green")
    else:
        sent = " ".join(signed)
        terminal.note(tell("Send it: git push {remote} {tags}", remote=remote, tags=sent))


def approvals(
    context: typer.Context,
    names: MomentsArgument = None,
    fetch: Annotated[
        bool, typer.Option("--fetch", help=mark("First bring the approvals that others sent."))
    ] = False,
    remote: RemoteOption = "origin",
    format_: FormatOption = Format.TEXT,
    line: LineOption = None,
    catalogue: CatalogueOption = None,
    root: RootOption = Path(),
) -> None:
    """Show who has approved what."""
    from builder.approval import tags
    from builder.endorsement import waiting
    from builder.report.approvals import approvals_json, show_approvals
    from builder.repository import Repository
    from builder.tree import find_root

    terminal, top = terminal_of(context), find_root(root)
    if fetch:
        tags.fetch(Repository(top), remote)
    chosen = waiting(_proposals(top, catalogue, line, terminal), names or [])
    if format_ is Format.JSON:
        terminal.json(approvals_json(chosen, terminal.language))
    else:
        show_approvals(chosen, terminal)


def _proposals(
    root: Path, folder: Path | None, line: int | None, terminal: Terminal
) -> "Proposals":
    from builder.catalogue import Catalogue
    from builder.proposal import Scope, propose
    from builder.repository import Repository
    from builder.snapshot import Snapshot

    catalogue = Catalogue(catalogue_folder(root, folder))
    with progress(terminal, tell("Comparing")) as step:
        repository = Repository(root)
        here = Snapshot.at(repository, repository.head().id)
        return propose(here, catalogue, day_of(None), Scope(line=line), step)


def _agreed(terminal: Terminal) -> bool:
    """Ask, where there is somebody to ask."""
    if not (terminal.out.is_terminal and sys.stdin.isatty()):
        raise UsageError(tell("nobody is here to answer: --yes approves without asking"))
    question = terminal.text(tell("Do you approve this? [y/N]"))
    terminal.out.print(question, end=" ", style="bold", markup=False, highlight=False)
    return sys.stdin.readline().strip().casefold() in _YES
