"""What a change in one file means, for `git diff`: the file alone, without what stands around it.

Git calls a driver with the two versions of one file. Each is put into a moment that holds nothing
else, and the two moments are compared as any others are. What cannot be read so, or says nothing
to residents or staff, is shown as git would: line by line.
"""

import difflib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from rich.text import Text

from builder.changes import Change, compare
from builder.content import MomentContent, read_library, read_moment
from builder.content.sources import plain_text
from builder.message import tell
from builder.model.slug import slug
from builder.packing import Packed, pack
from builder.report.drafts import change_line
from builder.terminal import Terminal
from builder.tree import Tree

NOWHERE: Final = "/dev/null"
"""What git gives for a file that is new, or gone."""
_FOLDER: Final = "content/moments/file/alone"
_MODULE: Final = "modules/file.md"
_SETTINGS: Final = """\
id: alone
title: T
kind: support
language: sv
summary: S
audience: A
owner: O
contact: {role: R, email: r@file.example}
available-to: [all]
open: true
review-by: 2000-01-01
functions: {messages: false, contacts: false, planning: false, activity-plan: false}
modules:
  - file: modules/file.md
    starts: at-once
"""
_PAGE: Final = "# T\n\nT\n"
_Files: TypeAlias = Mapping[str, str | bytes]
_Around: TypeAlias = Callable[[bytes], _Files]
"""Makes of a file's bytes what must stand beside it for it to be read and packed."""


@dataclass(frozen=True, slots=True)
class Side:
    """One version of a file: its path in the repository, and its bytes, or None for no file."""

    path: str
    data: bytes | None

    @classmethod
    def read(cls, path: str, file: str) -> "Side":
        """Read the file that git has put its version in."""
        return cls(path, None if file == NOWHERE else Path(file).read_bytes())


@dataclass(frozen=True, slots=True)
class _Role:
    """What a file is by its path: its name in the moment made for it, and what it needs around it.

    `about` is how the routes of all that it says begin; empty where they begin in many ways.
    """

    pattern: str
    name: str
    about: str
    around: _Around


def show_file(old: Side, new: Side, terminal: Terminal) -> None:
    """Write what a change of one file means, or the lines that differ."""
    told = _meaning(old, new, terminal)
    terminal.out.print(Text(f"moment diff a/{old.path} b/{new.path}", "bold"), soft_wrap=True)
    if told is None:
        _show_lines(old, new, terminal)
    elif not told:
        terminal.say(tell("  no change in what this file says"), "dim")
    else:
        for text in told:
            terminal.out.print(text, soft_wrap=True)


def _meaning(old: Side, new: Side, terminal: Terminal) -> list[Text] | None:
    """Return each change as text; None where a version cannot be read.

    Git ends at once when its driver fails, with the rest unshown. So a fault of ours is told beside
    the result, and the lines are shown.
    """
    role = _role(new.path)
    if role is None or role != _role(old.path):
        return None
    try:
        before, after = _packed(old, role), _packed(new, role)
        if before is None or after is None:
            return None
        changes = compare(before.package, after.package)
        own = [one for one in changes if not role.about or one.subject[0] == role.about]
        return [_told(one, after, f"{_FOLDER}/{role.name}", terminal) for one in own]
    except Exception as error:  # git drops the rest of its diff when a driver fails
        if os.environ.get("MOMENT_DEBUG"):
            raise
        fault = f"{type(error).__name__}: {error}"
        terminal.note(tell("{path} is shown line by line ({fault})", path=new.path, fault=fault))
        return None


def show_unmerged(path: str, terminal: Terminal) -> None:
    """Say that a file is in conflict: git then gives nothing but its path."""
    terminal.say(tell("* {path} is not merged yet", path=path))


def _packed(side: Side, role: _Role) -> Packed | None:
    """Return a moment that holds nothing but this file; None where the file has faults."""
    if side.data is None:
        return None
    content = _moment({**role.around(side.data), role.name: side.data})
    return pack(content) if _is_sound(content, content.path(role.name)) else None


def _is_sound(content: MomentContent, path: str) -> bool:
    """Tell whether a file was read without fault, and its parts can be told apart."""
    faults = (one for kind, told in content.problems.items() if kind != "unfilled" for one in told)
    if any(one.path == path for one in faults):
        return False
    return path not in content.modules or all(one.id for one in content.pages[path].headings)


def _moment(files: _Files) -> MomentContent:
    basic: _Files = {"moment.yaml": _SETTINGS, "welcome.md": _PAGE, _MODULE: _module("t")}
    tree = Tree.of(
        {
            f"{_FOLDER}/{name}": text if isinstance(text, bytes) else text.encode()
            for name, text in {**basic, **files}.items()
        }
    )
    return read_moment(tree, _FOLDER, read_library(tree))


def _module(name: str) -> str:
    """Return a module that says nothing."""
    return f"# T {{#{name}}}\n\n## T {{#{name}-1}}\n\nT\n"


def _nothing(_: bytes) -> _Files:
    return {}


def _a_link(_: bytes) -> _Files:
    """A form is packed where a page shows it."""
    return {_MODULE: f"{_module('t')}\n[F](../forms/file.yaml)\n"}


def _modules(data: bytes) -> _Files:
    """The modules that the settings list are there, and hold nothing."""
    moment = _moment({"moment.yaml": data}).moment
    entries = moment.modules if moment else ()
    return {one.file: _module(slug(Path(one.file).stem) or "t") for one in entries}


def _media(data: bytes) -> _Files:
    """The media that the list names are there and shown; what they hold is their names."""
    listed = _moment({"media/media.yaml": data}).media_list
    media = listed.media if listed else ()
    files: dict[str, str | bytes] = {}
    for one in media:
        files[f"media/{one.file}"] = one.file
        files |= {f"media/{name}": name for name in (one.captions,) if name}
        files |= {f"media/{name}": _PAGE for name in (one.transcript,) if name}
    shown = "".join(f"\n![A](<../media/{one.file}>)\n" for one in media)
    return {**files, _MODULE: f"{_module('t')}{shown}"}


_ROLES: Final = (
    _Role(r"(^|/)modules/[^/]+\.md$", _MODULE, "module", _nothing),
    _Role(r"(^|/)welcome\.md$", "welcome.md", "welcome", _nothing),
    _Role(r"(^|/)open\.md$", "open.md", "open", _nothing),
    _Role(r"(^|/)staff\.md$", "staff.md", "staff", _nothing),
    _Role(r"(^|/)forms/[^/]+\.yaml$", "forms/file.yaml", "form", _a_link),
    _Role(r"(^|/)moment\.yaml$", "moment.yaml", "", _modules),
    _Role(r"(^|/)media/media\.yaml$", "media/media.yaml", "medium", _media),
)


def _role(path: str) -> _Role | None:
    """Return what the file at a path is in a moment; None where it is in none."""
    return next((one for one in _ROLES if re.search(one.pattern, path)), None)


def _told(change: Change, after: Packed, file: str, terminal: Terminal) -> Text:
    text = change_line(change, change.level, terminal)
    for sign, said, style in (("−", change.old, "red"), ("+", change.new, "green")):
        for line in said.split("\n") if said else ():
            text.append(f"\n      {sign} {line}", style)
    place = after.place(change.subject, change.line)
    if place and place.path == file:
        where = terminal.text(tell("line {line}", line=place.line))
        text.append(f"\n      {where}", "dim")
    return text


def _show_lines(old: Side, new: Side, terminal: Terminal) -> None:
    """Write the lines that differ, as git itself would."""
    if old.data is None or new.data is None:
        terminal.say(
            tell("  the file is new") if old.data is None else tell("  the file was removed"), "dim"
        )
    try:
        before, after = (plain_text(side.data or b"").splitlines() for side in (old, new))
    except UnicodeDecodeError:
        terminal.say(tell("  the file is no text"))
        return
    for line in difflib.unified_diff(
        before, after, _label("a", old), _label("b", new), lineterm=""
    ):
        style = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
        terminal.out.print(Text(line, style), soft_wrap=True)


def _label(sign: str, side: Side) -> str:
    return NOWHERE if side.data is None else f"{sign}/{side.path}"
