"""What would be published, what it lacks, and who has approved it: what lies on a publisher's desk.

    proposals = propose(Snapshot.on_disk(root), Catalogue(folder), today)

Registers of people come first: whoever is new in one that is approved counts for the moments.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace

from builder.approval import Authorship, tags
from builder.catalogue import Catalogue
from builder.comparison import compare_with_past, touched_since
from builder.content.library import PUBLISHERS
from builder.errors import RefusedError, SourceError
from builder.message import tell
from builder.proposal.desk import Desk
from builder.proposal.earlier import Earlier
from builder.proposal.pending import pending_of, undecided_in
from builder.proposal.released import holds_registers, published_digests, released_by
from builder.proposal.statement import statement_of
from builder.proposal.values import (
    EVERYTHING,
    Case,
    NewRegister,
    Proposal,
    Proposals,
    Scope,
    lacks_of,
    reasons_of,
)
from builder.snapshot import Snapshot, publisher_of

__all__ = [
    "EVERYTHING",
    "Case",
    "NewRegister",
    "Proposal",
    "Proposals",
    "Scope",
    "lacks_of",
    "pending_of",
    "propose",
    "reasons_of",
    "statement_of",
    "undecided_in",
]


def propose(
    here: Snapshot,
    catalogue: Catalogue,
    today: dt.date,
    scope: Scope = EVERYTHING,
    step: Callable[[int], object] = int,
) -> Proposals:
    """Return what would be published, and how it stands; raise SourceError without git."""
    if here.repository is None:
        raise SourceError(tell("the content is not in a git repository"))
    head = here.repository.commit(here.revision) if here.revision else here.repository.head()
    then = Snapshot.at(here.repository, scope.base) if scope.base else None
    folders = here.production if scope.folders is None else list(scope.folders)
    if then:
        touched = touched_since(here, then)
        folders = [folder for folder in folders if folder in touched]
    _refuse_unknown_publishers(here, folders)
    against, compared = compare_with_past(
        here, catalogue, folders, scope.line, step, by_tags=scope.tagged, trusted=scope.trusted
    )
    metadata = catalogue.metadata()
    rolls = catalogue.rolls(metadata)
    in_git = None if metadata else holds_registers(here, here.repository, against, scope)
    released = released_by(rolls, in_git)
    bases = {one.draft.base.commit if one.draft.base else None for one in compared.moments}
    bases |= {chain[-1].commit for chain in released.values()}
    authorship = Authorship.read(here.repository, head.id, bases)
    published = frozenset(published_digests(compared.moments, rolls))
    approvals = tags.read(here.repository, published=published, arriving=scope.arriving)
    desk = Desk(here, head, today, released, authorship, approvals, scope.line)
    people = tuple(desk.people())
    moments = [desk.moment(one) for one in compared.moments]
    if then:
        earlier = Earlier(then, catalogue)
        moments = [replace(one, earlier=earlier.of(one)) for one in moments]
    return Proposals(
        tuple(moments), compared.unchanged, people, against, head, rolls, desk.registers
    )


def _refuse_unknown_publishers(here: Snapshot, folders: Iterable[str]) -> None:
    """Raise RefusedError for moments of a unit whose file is not there, or cannot be read."""
    for folder in folders:
        if publisher_of(folder) not in here.library.publishers:
            path = f"{PUBLISHERS}/{publisher_of(folder)}.yaml"
            raise RefusedError(tell("{path} cannot be read: see moment check", path=path))
