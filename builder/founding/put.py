"""Put a plan's files in a folder: write what is missing, and overwrite nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from builder import durable
from builder.founding.owners import OWNERS, is_ours

_PROGRAM: Final = 0o755


class State(StrEnum):
    """What became of a file or a setting."""

    WRITTEN = "written"
    RENEWED = "renewed"
    SAME = "same"
    OTHER = "other"

    @property
    def is_new(self) -> bool:
        """Tell whether something was written, or in a rehearsal would be."""
        return self in {State.WRITTEN, State.RENEWED}


@dataclass(frozen=True, slots=True)
class Item:
    """A file, or a setting of git, and what became of it."""

    name: str
    state: State


def put(folder: Path, files: Mapping[str, str], *, rehearse: bool = False) -> list[Item]:
    """Write the files that are missing, and a CODEOWNERS of ours anew; with `rehearse` nothing."""
    items = [Item(path, state_of(folder / path, text)) for path, text in files.items()]
    for item in items:
        if item.state.is_new and not rehearse:
            durable.write(folder / item.name, files[item.name].encode())
    return items


def put_program(path: Path, text: str, *, rehearse: bool = False) -> Item:
    """Write a file that can be run, unless there is one."""
    state = state_of(path, text)
    if state.is_new and not rehearse:
        durable.write(path, text.encode())
        path.chmod(_PROGRAM)
    return Item(str(path), state)


def state_of(path: Path, text: str) -> State:
    """Tell what there is at a path to write, or why there is nothing.

    Line ends do not count: git may have made them those of Windows.
    """
    if not (path.exists() or path.is_symlink()):
        return State.WRITTEN
    there = path.read_bytes().replace(b"\r\n", b"\n") if path.is_file() else None
    if there == text.encode():
        return State.SAME
    if path.name == OWNERS and there is not None and is_ours(there.decode("utf-8", "replace")):
        return State.RENEWED
    return State.OTHER
