"""The gate of a protected branch: what a push may do, as git's pre-receive hook asks.

Git gives the hook a line for each ref, `old new ref`, and keeps the new objects apart (in
quarantine) until it has said yes. What is refused is refused whole: no ref of the push is moved.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from builder.errors import SourceError
from builder.message import Message, tell
from builder.repository import Repository

if TYPE_CHECKING:
    import git

_BRANCHES: Final = "refs/heads/"
_TAGS: Final = "refs/tags/"
_LASTING: Final = (f"{_TAGS}approval/", f"{_TAGS}release/")
"""Tags that are proofs: they may come, and never move or go."""
_REPLACED: Final = "refs/replace/"
"""By these git shows other objects than those that are asked for, to whoever judges too."""
_PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class Update:
    """One ref of a push: what it pointed at, what it is to point at, None where nothing."""

    ref: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Push:
    """All that is pushed at once, and what it is held against."""

    updates: tuple[Update, ...]
    branch: str
    catalogue: Path | None = None
    today: dt.date = field(default_factory=lambda: dt.datetime.now().astimezone().date())

    @property
    def new_tags(self) -> dict[str, str]:
        """The objects of tags that come with this push, and that git does not list yet."""
        return {
            one.ref.removeprefix(_TAGS): one.new
            for one in self.updates
            if one.new and one.ref.startswith(_TAGS)
        }


Judge: TypeAlias = Callable[[Repository, str | None, str, Push], list[Message]]
"""Why the content of a commit (the second) may not follow on another (None: on nothing)."""


def read_updates(lines: Iterable[str]) -> tuple[Update, ...]:
    """Return what git tells a pre-receive hook; raise SourceError for any other text."""
    updates = []
    for line in lines:
        parts = line.rstrip("\n").split(" ", _PARTS - 1)
        if len(parts) != _PARTS:
            raise SourceError(
                tell("“{line}” is not what git gives a pre-receive hook", line=line.strip())
            )
        old, new = (None if set(one) == {"0"} else one for one in parts[:2])
        updates.append(Update(parts[2], old, new))
    return tuple(updates)


def refusals(folder: Path, push: Push, judge: Judge) -> list[Message]:
    """Return why the push is refused by the repository `folder`; nothing where it may come in."""
    from git import Repo

    repository = Repository(folder)
    os.environ["GIT_NO_REPLACE_OBJECTS"] = "1"  # judge what is there, not what stands in for it
    with Repo(folder) as bare:
        refused = [one for update in push.updates for one in _refused(update, push.branch, bare)]
    for update in push.updates:
        if update.ref == f"{_BRANCHES}{push.branch}" and update.new and not refused:
            refused += judge(repository, update.old, update.new, push)
    return refused


def _refused(update: Update, branch: str, bare: "git.Repo") -> Iterator[Message]:
    name = update.ref.removeprefix(_TAGS)
    if update.ref.startswith(_REPLACED):
        yield tell("{ref}: objects that stand in for others are not taken here", ref=update.ref)
    elif update.ref.startswith(_LASTING) and update.old and update.new != update.old:
        yield (
            tell("the tag {name} is a proof, and stays where it is", name=name)
            if update.new
            else tell("the tag {name} is a proof, and is never deleted", name=name)
        )
    elif update.ref == f"{_BRANCHES}{branch}" and update.old:
        if update.new is None:
            yield tell("the branch {name} is protected, and is never deleted", name=branch)
        elif not bare.is_ancestor(bare.commit(update.old), bare.commit(update.new)):
            yield tell(
                "the branch {name} is protected: what it holds is never pushed away. "
                "Fetch it, put your commits after it, and push again without force",
                name=branch,
            )
