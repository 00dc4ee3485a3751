"""`moment init` and `moment gate`."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from builder.cli.options import Format, FormatOption, TodayOption, day_of, terminal_of
from builder.errors import UsageError
from builder.message import mark, tell
from builder.terminal import Exit, Terminal

if TYPE_CHECKING:
    from builder.founding.forge import Guess
    from builder.founding.plan import Wishes
    from builder.founding.put import Item
    from builder.gate.push import Push
    from builder.message import Message
    from builder.repository import Repository

HELP = mark(
    "Make a content repository: profile, publisher, schemas, settings for git and the editor, and "
    "what GitHub and GitLab need to check, review and publish.\n\n"
    "Where there is one already, what is missing is added. Nothing is overwritten but a CODEOWNERS "
    "that this command has written. What you do not give becomes a place ‹fill in …›, which "
    "moment check finds.\n\n"
    'Example: [bold]moment init innehall --title "Norrviks moment" --publisher norrvik --git[/]'
)
GATE_HELP = mark(
    "Judge a push, as git's pre-receive hook: refuse content with errors or without its approvals "
    "on the protected branch, and to move or delete that branch or its proofs.\n\n"
    "Git gives the refs on standard input. moment init --hook installs the hook. "
    "Exit status: 0 the push may come in, 1 it is refused, 3 it could not be judged.\n\n"
    "Example: [bold]moment gate --branch main --catalogue published[/]"
)
_STATES: Final = {
    "written": mark("{name} written"),
    "renewed": mark("{name} written anew"),
    "same": mark("{name} is there already"),
    "other": mark("{name} is there already and is another; it is left as it is"),
}
_REHEARSED: Final = {
    **_STATES,
    "written": mark("{name} would be written"),
    "renewed": mark("{name} would be written anew"),
}
_STYLES: Final = {"written": "green", "renewed": "green", "same": "dim", "other": "yellow"}


class Unit(StrEnum):
    """What a publisher unit is for."""

    PRODUCTION = "production"
    TRAINING = "training"


class Place(StrEnum):
    """Where the repository will be looked after."""

    GITHUB = "github"
    GITLAB = "gitlab"
    ALL = "all"
    NONE = "none"


BranchOption = Annotated[str, typer.Option("--branch", help=mark("The branch that is published."))]


def init(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(help=mark("The repository's folder; it may be there already."))
    ] = Path(),
    *,
    title: Annotated[
        str | None, typer.Option(help=mark("What the library is called."), show_default=False)
    ] = None,
    publisher: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help=mark("The publisher unit's id: a–z, 0–9 and hyphens."),
            show_default=False,
        ),
    ] = None,
    publisher_title: Annotated[
        str | None,
        typer.Option(help=mark("What the publisher unit is called."), show_default=False),
    ] = None,
    kind: Annotated[
        Unit, typer.Option(help=mark("Training units can never publish."))
    ] = Unit.PRODUCTION,
    name: Annotated[
        str | None, typer.Option(help=mark("The first publisher's name."), show_default=False)
    ] = None,
    email: Annotated[
        str | None,
        typer.Option(help=mark("The first publisher's address in git."), show_default=False),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(
            metavar=mark("FILE.pub"),
            help=mark("The first publisher's public SSH key, to approve with."),
            show_default=False,
        ),
    ] = None,
    forge: Annotated[
        list[Place] | None,
        typer.Option(
            help=mark("May be given twice; otherwise the one that the remote leads to, or both."),
            show_default=False,
        ),
    ] = None,
    branch: BranchOption = "main",
    git: Annotated[
        bool,
        typer.Option(
            "--git",
            help=mark("Make a git repository if there is none, and let git diff show meaning."),
        ),
    ] = False,
    hook: Annotated[
        Path | None,
        typer.Option(
            metavar=mark("FOLDER.git"),
            help=mark("Only put the pre-receive hook in this repository, a bare one on a server."),
            show_default=False,
        ),
    ] = None,
    catalogue: Annotated[
        Path | None,
        typer.Option(help=mark("With --hook: the catalogue's folder on the server.")),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help=mark("Only tell whether CODEOWNERS is up to date."))
    ] = False,
    rehearse: Annotated[
        bool,
        typer.Option("--dry-run", help=mark("Show what would be written, and write nothing.")),
    ] = False,
    format_: FormatOption = Format.TEXT,
) -> None:
    """Found a content repository, or add to one what is missing."""
    from builder.founding.plan import Wishes, read_key
    from builder.founding.repository import install_hook

    terminal = terminal_of(context)
    if hook:
        item = install_hook(hook, branch, catalogue, rehearse=rehearse)
        _show((item,), terminal, format_, rehearsed=rehearse)
        return
    if check:
        _check_owners(folder, terminal, format_)
        return
    guessed = _forges(folder, forge)
    wishes = Wishes(
        title=title,
        publisher=publisher,
        publisher_title=publisher_title,
        kind=kind.value,
        name=name,
        email=email,
        key=read_key(key) if key else None,
        forges=guessed.forges,
        branch=branch,
        language=terminal.language,
    )
    items = _found(folder, wishes, with_git=git, rehearse=rehearse)
    _show(items, terminal, format_, rehearsed=rehearse)
    if format_ is Format.TEXT:
        _advise(items, wishes, guessed, terminal)


def _found(folder: Path, wishes: "Wishes", *, with_git: bool, rehearse: bool) -> "list[Item]":
    from builder.founding.plan import plan
    from builder.founding.put import put
    from builder.founding.repository import set_up_git

    files = plan(folder, wishes)
    if folder.exists() and not folder.is_dir():
        raise UsageError(tell("{path} is a file, not a folder", path=str(folder)))
    items = put(folder, files, rehearse=rehearse)
    return [*items, *(set_up_git(folder, wishes.branch, rehearse=rehearse) if with_git else ())]


def _forges(folder: Path, wanted: Sequence[Place] | None) -> "Guess":
    """Return the forges that were asked for, or else those that a remote speaks of."""
    from builder.founding.forge import BOTH, Forge, Guess, guess

    if not wanted:
        return guess(folder)
    if Place.NONE in wanted and len(set(wanted)) > 1:
        raise UsageError(tell("--forge: none goes with no other"))
    if Place.ALL in wanted:
        forges: tuple[Forge, ...] = BOTH
    else:
        forges = tuple(one for one in BOTH if one.value in {place.value for place in wanted})
    return Guess(forges, tell("Forge: {names}.", names=", ".join(forges) or "–"))


def _show(items: "Sequence[Item]", terminal: Terminal, format_: Format, *, rehearsed: bool) -> None:
    """Write what became of each file and setting."""
    if format_ is Format.JSON:
        told: dict[str, Any] = {
            "rehearsed": rehearsed,
            "items": [{"name": one.name, "state": one.state.value} for one in items],
        }
        terminal.json(told)
        return
    words = _REHEARSED if rehearsed else _STATES
    for one in items:
        terminal.say(tell(words[one.state.value], name=one.name), _STYLES[one.state.value])


def _advise(
    items: "Sequence[Item]", wishes: "Wishes", guessed: "Guess", terminal: Terminal
) -> None:
    """Say what was guessed and what comes next."""
    from builder.founding.plan import MADE_UP, PUBLISHERS, made_up_note

    terminal.note(guessed.reason)
    new = {one.name for one in items if one.state.is_new}
    if not wishes.publisher and f"{PUBLISHERS}/{MADE_UP}.yaml" in new:
        terminal.note(made_up_note(wishes))
    if new:
        terminal.note(
            tell(
                "Fill in what is marked ‹…›; moment check shows what is left. "
                "docs/publisher.md in moment-builder tells the way to a protected branch."
            )
        )


def _check_owners(folder: Path, terminal: Terminal, format_: Format) -> None:
    """Tell whether CODEOWNERS says what the publishers' files say."""
    from builder.founding.owners import OWNERS
    from builder.founding.plan import stale_owners

    stale = stale_owners(folder)
    if format_ is Format.JSON:
        terminal.json({"stale": stale})
    elif stale:
        terminal.say(
            tell(
                "{path} is not what content/publishers says: run moment init, and commit it",
                path=str(folder / OWNERS),
            ),
            "red",
        )
    else:
        terminal.say(tell("CODEOWNERS is up to date"), "green")
    raise typer.Exit(Exit.FINDINGS if stale else Exit.OK)


def gate(
    context: typer.Context,
    branch: BranchOption = "main",
    catalogue: Annotated[
        Path | None,
        typer.Option(
            help=mark(
                "The catalogue's folder; without one the release tags tell what is published."
            )
        ),
    ] = None,
    today: TodayOption = None,
) -> None:
    """Judge the push that git tells of on standard input."""
    from builder.gate.push import Push, read_updates, refusals

    terminal = terminal_of(context)
    push = Push(read_updates(sys.stdin), branch, catalogue, day_of(today))
    refused = refusals(Path(), push, _judge)
    for message in refused:
        terminal.note(message, "red")
    if refused:
        terminal.note(tell("Nothing of this push was taken in."), "bold red")
        raise typer.Exit(Exit.FINDINGS)


def _judge(repository: "Repository", old: str | None, new: str, push: "Push") -> "list[Message]":
    """Judge content; what that takes is loaded for the protected branch alone."""
    from builder.gate.judge import judge

    return judge(repository, old, new, push)
