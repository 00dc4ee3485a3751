"""What both programs share at the terminal: language, exit status, and errors in one line."""

import gettext
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

from builder.errors import BuilderError, UsageError
from builder.message import LANGUAGES, Message, choose_language, mark, tell, translate
from builder.version import __version__

if TYPE_CHECKING:
    import typer
    from rich.console import Console

_TYPERS_WORDS: Final = (
    mark("Arguments"),
    mark("Options"),
    mark("Commands"),
    mark("Error"),
    mark("Aborted."),
    mark("[default: {}]"),
    mark("[required]"),
    mark("Try [blue]'{command_path} {help_option}'[/] for help."),
    mark("No such command {name!r}."),
    mark("Show this message and exit."),
    mark("Usage: "),
    mark("[OPTIONS]"),
    mark("COMMAND [ARGS]..."),
    mark("Install completion for the current shell."),
    mark("Show completion for the current shell, to copy it or customize the installation."),
)
"""Texts that Typer asks gettext for, or that `_translate_help` puts in a language for it."""


_SECONDS_BEFORE_A_BAR: Final = 1


class Exit(IntEnum):
    """What the exit status says."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    FAILURE = 3
    INTERRUPTED = 130
    CLOSED = 141  # nobody reads on, as in `moment test | head`: 128 + SIGPIPE, as shells say it


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where a command writes: results to `out`, all else to `err`, in one language."""

    language: str
    out: "Console"
    err: "Console"

    def text(self, message: Message) -> str:
        """Return a message in this terminal's language."""
        return message.in_language(self.language)

    def say(self, message: Message, style: str = "") -> None:
        """Write one line of the result."""
        self.out.print(
            self.text(message), style=style, markup=False, highlight=False, soft_wrap=True
        )

    def note(self, message: Message, style: str = "dim") -> None:
        """Write one line beside the result."""
        self.err.print(
            self.text(message), style=style, markup=False, highlight=False, soft_wrap=True
        )

    def fail(self, text: str) -> None:
        """Write why a command could not do what was asked."""
        self.err.print(text, style="red", markup=False, highlight=False, soft_wrap=True)

    def json(self, value: Any) -> None:
        """Write a result for machines."""
        self.out.file.write(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n")


def open_terminal(language: str, *, color: bool = True) -> Terminal:
    """Return the terminal of this process. Rich itself heeds NO_COLOR and a pipe."""
    from rich.console import Console

    colors = None if color else False
    out = Console(no_color=not color, force_terminal=colors, emoji=False)
    return Terminal(
        language, out, Console(stderr=True, no_color=not color, force_terminal=colors, emoji=False)
    )


def run(app: "typer.Typer", name: str, arguments: Sequence[str]) -> int:
    """Run a program and return its exit status; no exception of ours becomes a traceback.

    `--lang` and `--no-color` may stand anywhere. With MOMENT_DEBUG set the traceback is shown.
    """
    wishes, color, rest = _take_globals(arguments)
    language = next((one for one in wishes if one in LANGUAGES), choose_language(os.environ))
    _use_utf8()
    _tell_typer(language)
    terminal = open_terminal(language, color=color)
    streams = tuple(one for one in (sys.stdout, sys.stderr) if one)  # None where it is closed
    try:
        status = _attempt(app, name, rest, wishes, terminal)
        for stream in streams:
            stream.flush()
    except (BrokenPipeError, SystemExit) as error:
        if not _is_of_a_closed_pipe(error):
            raise
        for stream in streams:
            _throw_away(stream)
        return Exit.CLOSED
    return status


def _is_of_a_closed_pipe(error: BaseException) -> bool:
    """Tell whether nobody reads on; Typer and Rich make an exit with status 1 of that."""
    return isinstance(error, BrokenPipeError) or isinstance(error.__context__, BrokenPipeError)


def _throw_away(stream: TextIO) -> None:
    """Let what waits to be written to a closed pipe go nowhere, or Python would try at its end."""
    try:
        stream.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _attempt(
    app: "typer.Typer",
    name: str,
    arguments: Sequence[str],
    wishes: Sequence[str],
    terminal: Terminal,
) -> int:
    """Run a program in the language wished for; tell what goes wrong in one line."""
    try:
        _refuse_languages(wishes)
        return _invoke(app, name, arguments, terminal)
    except UsageError as error:
        terminal.fail(f"{name}: {_one_line(error, terminal)}")
        return Exit.USAGE
    except BrokenPipeError:
        raise
    except Exception as error:
        if os.environ.get("MOMENT_DEBUG"):
            raise
        terminal.fail(f"{name}: {_one_line(error, terminal)}")
        return Exit.FAILURE


def _one_line(error: Exception, terminal: Terminal) -> str:
    match error:
        case BuilderError():
            return terminal.text(error.message)
        case ModuleNotFoundError() if not str(error.name).startswith("builder"):
            message = tell(
                "{module} is not installed: pip install 'moment-builder[publisher]'",
                module=str(error.name),
            )
            return terminal.text(message)
        case OSError():
            where = f"{error.filename}: " if error.filename else ""
            return f"{where}{error.strerror or error}"
        case _:
            message = tell(
                "this is a fault in moment-builder ({fault}); "
                "run again with MOMENT_DEBUG=1 and report what it shows",
                fault=f"{type(error).__name__}: {error}",
            )
            return terminal.text(message)


def _invoke(app: "typer.Typer", name: str, arguments: Sequence[str], terminal: Terminal) -> int:
    from typer.main import get_command

    command = get_command(app)
    _translate_help(command, terminal.language)
    try:
        command.main(args=list(arguments), prog_name=name, obj=terminal)
    except SystemExit as done:
        if _is_of_a_closed_pipe(done):
            raise
        return done.code if isinstance(done.code, int) else Exit.OK
    return Exit.OK


def _take_globals(arguments: Sequence[str]) -> tuple[list[str], bool, list[str]]:
    """Take the options that may stand anywhere out of the arguments.

    Returns the languages wished for, the last of them first, whether to use colours, and the rest.
    """
    wishes: list[str] = []
    color, rest = True, []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == "--no-color":
            color = False
        elif argument == "--lang":
            wishes.insert(0, next(waiting, ""))
        elif argument.startswith("--lang="):
            wishes.insert(0, argument.partition("=")[2])
        else:
            rest.append(argument)
    return wishes, color, rest


def _refuse_languages(wishes: Sequence[str]) -> None:
    """Raise UsageError for a language that our texts are not written in."""
    for wish in wishes:
        if wish not in LANGUAGES:
            raise UsageError(tell("--lang is sv or en, not “{word}”", word=wish))


def _use_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _tell_typer(language: str) -> None:
    """Let Typer's own words come from our texts, in the language of this run."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("builder", str(Path(__file__).parent / "locale"))
    gettext.textdomain("builder")


def _translate_help(command: Any, language: str, around: Any = None) -> None:
    """Put a command's help, and that of the commands in it, in a language."""
    context = command.context_class(command, parent=around, **command.context_settings)
    for part in (command, *command.params, command.get_help_option(context)):
        for name in ("help", "metavar", "options_metavar", "subcommand_metavar"):
            text = getattr(part, name, None)
            if text:
                setattr(part, name, translate(text.strip(), language))
    command.format_usage = partial(_write_usage, command, language)
    for inner in getattr(command, "commands", {}).values():
        _translate_help(inner, language, context)


def _write_usage(command: Any, language: str, context: Any, formatter: Any) -> None:
    """Write the first line of a command's help, whose first word Typer never translates."""
    pieces = " ".join(command.collect_usage_pieces(context))
    formatter.write_usage(context.command_path, pieces, translate("Usage: ", language))


def show_version(*, value: bool) -> None:
    """Write the version and end the program."""
    if value:
        import typer

        typer.echo(__version__)
        raise typer.Exit


@contextmanager
def progress(
    terminal: Terminal, message: Message, total: int | None = None
) -> Iterator[Callable[[int], object]]:
    """Show a bar on the error stream while something long runs.

    Yields a function that counts steps. `total` may be unknown; the bar then only moves, and
    nothing is shown at all for work that takes less than a second or where nobody watches.
    """
    if not terminal.err.is_terminal:
        yield int
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=terminal.err, transient=True)
    task = bar.add_task(terminal.text(message), total=total)
    begun = time.monotonic()

    def step(steps: int) -> None:
        bar.advance(task, steps)
        if not bar.live.is_started and time.monotonic() - begun > _SECONDS_BEFORE_A_BAR:
            bar.start()

    try:
        yield step
    finally:
        bar.stop()
