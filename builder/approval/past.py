"""The history of a library as sets of commits, so that what led to what is found at once.

A set of commits is a whole number with a bit for each, oldest first: 2,000 commits and all that
each stands on are half a megabyte, and 1,000 moments are judged in seconds.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Self, TypeAlias

from builder.approval.log import FileChange, Logged, read_log
from builder.errors import RefusedError
from builder.message import Message, tell
from builder.repository import Repository

Commits: TypeAlias = int
"""A set of commits: bit n is the commit of number n."""
_SHOWN: Final = 12
_SHALLOW: Final = tell(
    "this clone is shallow and does not reach back to the last release, so who wrote what cannot "
    "be told: git fetch --unshallow"
)


@dataclass(frozen=True, slots=True)
class Touch:
    """That a commit, by its number, changed a file, or moved it away."""

    number: int
    change: FileChange

    def outcome(self, path: str) -> str:
        """Return the blob that it left at a path; "" where it took the file away from there."""
        return self.change.blob if self.change.path == path else ""


@dataclass(slots=True)
class Writers:
    """The commits that made some file hold a blob, and what they did, by their numbers."""

    commits: Commits = 0
    touches: dict[int, list[Touch]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True)
class Past:
    """The commits that a revision stands on: all, or those after one base."""

    repository: Repository
    head: str
    commits: tuple[Logged, ...]
    """Oldest first: parents before their children."""
    numbers: Mapping[str, int]
    reach: tuple[Commits, ...]
    """For each commit: itself and all that it stands on."""
    onward: tuple[Commits, ...]
    """For each commit: itself and all that stand on it."""
    children: Mapping[str, Commits]
    """For each commit that is a parent, by its id: those that stand on it at once."""
    touches: Mapping[str, list[Touch]]
    writers: Mapping[str, Writers]
    """By blob: the changes that made some file hold it."""
    older: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)
    """What `older_parents` has answered: it is asked for every moment of a publication."""

    @classmethod
    def read(
        cls, repository: Repository, head: str = "HEAD", bases: Collection[str | None] = (None,)
    ) -> Self:
        """Read the history of `head` in one call of git, for questions about all of `bases`.

        None among them is a base before everything. Raises SourceError if there is no such head.
        """
        id_ = repository.commit(head).id
        only = next(iter(set(bases))) if len(set(bases)) == 1 else None
        base = only if only and repository.has_commit(only) else None
        logged = read_log(repository, id_, *([f"^{base}"] if base else []))
        commits = tuple(reversed(logged))
        numbers = {commit.id: number for number, commit in enumerate(commits)}
        return cls(repository, id_, commits, numbers, *_kin(commits, numbers), *_index(commits))

    def since(self, base: str | None) -> Commits:
        """Return the commits of the head that are not in `base`.

        Raises RefusedError where that cannot be known: the base is not in this clone, the head
        does not descend from it, or the clone is shallow and ends before it.
        """
        cut = self.repository.cut_commits()
        if not self._knows(base):
            raise RefusedError(_SHALLOW if cut else self._lost(str(base)))
        found = self.reach[self.numbers[self.head]] if self.commits else 0
        if base is not None and base in self.numbers:
            found &= ~self.reach[self.numbers[base]]
        if cut and any(self.commits[number].id in cut for number in members(found)):
            raise RefusedError(_SHALLOW)
        return found

    def _knows(self, base: str | None) -> bool:
        """Tell whether the head stands on a base."""
        if base is None or base == self.head or base in self.numbers:
            return True
        return any(base in commit.parents for commit in self.commits)

    def _lost(self, base: str) -> Message:
        if not self.repository.has_commit(base):
            return tell(
                "the last release was made from commit {base}, which is not in this clone: "
                "fetch it, with git fetch or from whoever published it",
                base=base[:_SHOWN],
            )
        return tell(
            "commit {head} does not descend from {base}, which the last release was made from: "
            "merge or rebase onto it first",
            head=self.head[:_SHOWN],
            base=base[:_SHOWN],
        )

    def older_parents(self, base: str, scope: Commits) -> frozenset[str]:
        """Return the commits from before `base` that something after it stands on."""
        if base not in self.older:
            nowhere = len(self.commits)
            parents = frozenset(
                parent
                for parent, children in self.children.items()
                if children & scope and not scope >> self.numbers.get(parent, nowhere) & 1
            )
            self.older[base] = parents - {base}
        return self.older[base]

    def is_before(self, first: int, second: int) -> bool:
        """Tell whether the second commit stands on the first, and is another."""
        return first != second and bool(self.reach[second] >> first & 1)

    def is_on_every_way(self, middle: int, first: int, last: int) -> bool:
        """Tell whether no line of commits leads from `first` to `last` past `middle`."""
        between = self.reach[last] & self.onward[first]
        return not between & ~(self.reach[middle] | self.onward[middle])


def _kin(
    commits: Sequence[Logged], numbers: Mapping[str, int]
) -> tuple[tuple[Commits, ...], tuple[Commits, ...], dict[str, Commits]]:
    """Return all that each commit stands on, all that stand on it, and its children."""
    children: dict[str, Commits] = defaultdict(int)
    reach = [1 << number for number in range(len(commits))]
    onward = list(reach)
    parents = [[numbers[one] for one in commit.parents if one in numbers] for commit in commits]
    for number, above in enumerate(parents):
        for parent in above:
            reach[number] |= reach[parent]
    for number in reversed(range(len(commits))):
        for parent in parents[number]:
            onward[parent] |= onward[number]
        for name in commits[number].parents:
            children[name] |= 1 << number
    return tuple(reach), tuple(onward), dict(children)


def _index(commits: Iterable[Logged]) -> tuple[dict[str, list[Touch]], dict[str, Writers]]:
    """Return the changes by every path that they touch, and by the blob that they make."""
    touches: dict[str, list[Touch]] = defaultdict(list)
    writers: dict[str, Writers] = defaultdict(Writers)
    for number, commit in enumerate(commits):
        for change in commit.changes:
            touch = Touch(number, change)
            for path in {change.path, *(path for path, _ in change.sources)}:
                touches[path].append(touch)
            writers[change.blob].commits |= 1 << number
            writers[change.blob].touches[number].append(touch)
    return dict(touches), dict(writers)


def members(commits: Commits) -> Iterator[int]:
    """Yield the numbers of a set of commits, the lowest first."""
    while commits:
        lowest = commits & -commits
        yield lowest.bit_length() - 1
        commits ^= lowest
