"""Who wrote what goes into a package, since its base; nobody approves what is their own.

Everybody counts who changed a file of the package between the base and the head, and everybody
whom such a commit names as co-author. A file is one of the package's under every name that it had,
and so is what it was renamed or copied from. Where it is uncertain, somebody more is an author.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from builder.approval.holding import Holding
from builder.approval.past import Past
from builder.approval.register import address
from builder.approval.tracing import restore, trace
from builder.repository import Repository
from builder.tree import CONTENT, normal


@dataclass(frozen=True, slots=True)
class Inputs:
    """Where what is approved stands: at the head, and at the base.

    `moment` is `<publisher>/<id>`, "" for a register; `folders` are the moment's, `files` are
    others that go into it. Paths are relative to the library.
    """

    moment: str = ""
    folders: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Author:
    """Somebody who wrote, as git knows them: for instance `path`, in `commit`."""

    email: str
    name: str
    commit: str
    path: str


@dataclass(frozen=True, slots=True)
class Authorship:
    """The authors of whatever a library holds, from one reading of its past."""

    past: Past
    holding: Holding

    @classmethod
    def read(
        cls, repository: Repository, head: str = "HEAD", bases: Collection[str | None] = (None,)
    ) -> Self:
        """Read the past of `head`, for questions about all of `bases` (None: no base)."""
        past = Past.read(repository, head, bases)
        return cls(past, Holding.of(past))

    def authors(self, base: str | None, inputs: Inputs) -> tuple[Author, ...]:
        """Return who wrote the inputs after the commit `base`; None: ever.

        Raises RefusedError where that cannot be known.
        """
        scope = self.past.since(base)
        files = frozenset(map(normal, inputs.files))
        folders = frozenset(map(normal, inputs.folders))
        paths = (*files, *self.holding.paths(inputs.moment, folders, scope))
        found = trace(self.past, paths, scope)
        if base is not None:
            found |= restore(self.past, base, sorted(files | folders), paths, scope)
        authors: dict[str, Author] = {}
        for number, path in sorted(found.items(), reverse=True):
            commit = self.past.commits[number]
            for name, email in commit.people:
                author = Author(email, name, commit.id, path)
                authors.setdefault(address(email), author)
        return tuple(sorted(authors.values()))


def register_inputs(publisher: str) -> Inputs:
    """Return what a publisher's register is made of."""
    files = (f"{CONTENT}/publishers/{publisher}.yaml", f"{CONTENT}/profile.yaml")
    return Inputs(files=frozenset(files))
