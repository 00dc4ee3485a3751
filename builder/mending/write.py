"""The draft onto the disk: the originals that are kept, the texts, and the new names last.

References are written before what they point at has its new name. A run that is stopped half way
leaves files with their old names and references to the new ones, and the next run gives the
names. Every file has its old bytes or its new ones at any moment.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final, TypeAlias

from builder import durable
from builder.errors import RefusedError
from builder.mending.plan import Plan
from builder.message import tell
from builder.problem import Rename, Work
from builder.survey import CACHE
from builder.tree import CONTENT, Tree, read_folder

_IGNORE_ALL: Final = b"*\n"
"""What keeps git from looking at a folder."""

_KNOWS_WHO: Final = os.access in os.supports_effective_ids


@dataclass(frozen=True, slots=True)
class Keep:
    """Copy an original to where it is kept."""

    path: str
    target: Path


@dataclass(frozen=True, slots=True)
class Write:
    """Put new bytes in a file that holds `old`."""

    path: str
    old: bytes
    new: bytes


Step: TypeAlias = Keep | Write | Rename


def write_plan(root: Path, plan: Plan, keep: Path | None = None) -> None:
    """Write what a plan says; `keep` is a folder for the originals of what was made smaller.

    Raises RefusedError, before anything is written, when the content is not as it was when the
    plan was made, or when somebody else is mending it; OSError when a file cannot be written.
    """
    steps = list(steps_of(plan, keep))
    with _alone(root):
        _refuse_changes(plan.draft.source, read_folder(root))
        for step in steps:
            _refuse_what_cannot_be_written(root, step)
        if keep and keep.resolve().is_relative_to(root.resolve()) and not keep.exists():
            durable.write(keep / ".gitignore", _IGNORE_ALL)
        for step in steps:
            carry_out(root, step)


def steps_of(plan: Plan, keep: Path | None = None) -> Iterator[Step]:
    """Yield what is written, in order."""
    draft = plan.draft
    for one in plan.remade:
        if keep and one.work is Work.SHRINK:
            yield Keep(one.path, keep / one.path.removeprefix(f"{CONTENT}/"))
    for path, new in sorted(draft.written.items()):
        old = draft.before[draft.origin(path)]
        if new != old:
            yield Write(draft.origin(path), old, new)
    yield from draft.moves


def carry_out(root: Path, step: Step) -> None:
    """Take one step. Raises RefusedError when a file is not as it was."""
    match step:
        case Keep():
            _keep(root / step.path, step.target)
        case Write():
            path = root / step.path
            if path.is_symlink() or path.read_bytes() != step.old:
                raise _changed(step.path)
            mode = stat.S_IMODE(path.stat().st_mode)
            durable.write(path, step.new)
            path.chmod(mode)
        case Rename():
            _move(root / step.path, step.name)


def _keep(path: Path, target: Path) -> None:
    """Copy a file; what is already there under the name is never overwritten."""
    data = path.read_bytes()
    names = (target if n == 1 else target.with_stem(f"{target.stem}-{n}") for n in count(1))
    free = next(one for one in names if not one.exists() or one.read_bytes() == data)
    durable.write_once(free, data)


def _move(path: Path, name: str) -> None:
    """Give a file or folder a new name.

    Where a disk takes both names for one file, it goes by way of a third, by which the next run
    would find it if this one were stopped in between.
    """
    target = path.with_name(name)
    if os.path.lexists(target):
        if not target.samefile(path):
            raise RefusedError(tell("{path} is there already: nothing more is written", path=name))
        between = target.with_stem(f"{target.stem}-")
        path = path.rename(between)
    path.rename(target)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Let one process at a time mend a library; raise RefusedError when another one does."""
    from filelock import FileLock, Timeout

    if not (root / CACHE / ".gitignore").exists():
        durable.write(root / CACHE / ".gitignore", _IGNORE_ALL)
    try:
        with FileLock(root / CACHE / "fix.lock", timeout=0):
            yield
    except Timeout as error:
        raise RefusedError(tell("somebody else is mending this library right now")) from error


def _refuse_changes(then: Tree, now: Tree) -> None:
    """Raise RefusedError unless every file is as it was."""
    for path in sorted({*then, *now, *then.links, *now.links}):
        was = (then.sizes.get(path), then.times.get(path), path in then.links)
        if was != (now.sizes.get(path), now.times.get(path), path in now.links):
            raise _changed(path)


def _changed(path: str) -> RefusedError:
    return RefusedError(
        tell("{path} has changed meanwhile: nothing more is written, run again", path=path)
    )


def _refuse_what_cannot_be_written(root: Path, step: Step) -> None:
    """Raise PermissionError for a file or folder that is only to be read."""
    path = root / step.path
    wanted = [path, path.parent] if isinstance(step, Write) else [path.parent]
    for one in wanted if not isinstance(step, Keep) else ():
        if one.exists() and not os.access(one, os.W_OK, effective_ids=_KNOWS_WHO):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(one))
