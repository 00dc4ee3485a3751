"""What is proposed, and how it stands."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from builder.approval import (
    Author,
    RegisterChange,
    Registers,
    Signed,
    Statement,
    Unreadable,
    Verdict,
    judge,
)
from builder.checks import Finding, check
from builder.comparison import Against
from builder.content import MomentContent
from builder.manifest import History, Listing, Roll
from builder.message import Message, tell_number
from builder.release import Draft, Unchanged
from builder.repository import Commit

_SHOWN: Final = 5
"""Approvals that do not count, each with its reason; anybody can make more of them."""


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that a verdict hangs on, so that one more signature can be tried."""

    statement: Statement
    needed: int
    approvals: tuple[Signed | Unreadable, ...]
    registers: Registers
    authors: tuple[Author, ...]
    today: dt.date

    def verdict(self, *more: Signed) -> Verdict:
        """Return what the approvals come to, with `more` beside them."""
        return judge(
            self.statement,
            self.needed,
            (*self.approvals, *more),
            self.registers,
            self.authors,
            self.today,
        )


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be published of one moment, and what it lacks.

    `is_listed` tells whether the catalogue's entry changes too. `verdict` is None where nothing is
    to be published, and where `refusal` tells why the history cannot say who wrote it. `earlier`
    are the fingerprints of the changes that were there already at the revision that a review
    starts from.
    """

    content: MomentContent
    draft: Draft
    history: History | None
    listing: Listing
    listed: Listing | None
    """The catalogue's entry as it stands; None before the first."""
    is_listed: bool
    findings: tuple[Finding, ...] = ()
    case: Case | None = None
    verdict: Verdict | None = None
    refusal: Message | None = None
    earlier: frozenset[str] = frozenset()

    @property
    def is_something(self) -> bool:
        """Whether there is anything to publish."""
        return self.draft.version is not None or self.is_listed

    @property
    def stops(self) -> tuple[Finding, ...]:
        """What it lacks that stops a release."""
        return tuple(one for one in self.findings if one.stops_release)

    def faults(self, today: dt.date) -> list[Finding]:
        """Return what the check finds in the moment that stops a release."""
        return [one for one in check(self.content, today) if one.stops_release]

    @property
    def is_ready(self) -> bool:
        """Whether there is something to publish, and nothing is lacking."""
        return self.verdict is not None and self.verdict.is_enough and not self.stops


@dataclass(frozen=True, slots=True)
class NewRegister:
    """A change of a publisher unit's people, and who has approved it."""

    publisher: str
    change: RegisterChange
    case: Case
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Proposals:
    """Everything that waits, moment by moment; `against` is what it was compared with."""

    moments: tuple[Proposal, ...]
    unchanged: tuple[Unchanged, ...]
    people: tuple[NewRegister, ...]
    against: Against
    head: Commit
    rolls: Mapping[str, Roll]
    registers: Registers


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked about: the moments in `folders`, or all.

    With `base` only what differs from that revision; with `line` the mending of an older major.
    Where no catalogue can be read the release tags stand for it, unless they are not `tagged`.
    """

    folders: Sequence[str] | None = None
    base: str | None = None
    line: int | None = None
    tagged: bool = True
    arriving: Mapping[str, str] = field(default_factory=dict)
    """Approvals that git does not list yet: the names of their tags, and their blobs."""
    trusted: str | None = None
    """The commit that was let in before: without a catalogue, what it holds is taken for released,
    and only the release tags that it stands on."""


EVERYTHING: Final = Scope()


def lacks_of(proposal: Proposal) -> Iterator[Message]:
    """Yield what a proposal lacks, one line each."""
    yield from (finding.message for finding in proposal.stops)
    if proposal.refusal:
        yield proposal.refusal
    if proposal.verdict:
        yield from reasons_of(proposal.verdict)


def reasons_of(verdict: Verdict) -> Iterator[Message]:
    """Yield why a verdict is not enough, one line each."""
    yield from verdict.blocks
    if verdict.missing:
        yield tell_number(
            "{n} more approval is needed", "{n} more approvals are needed", verdict.missing
        )
    yield from (refusal.message for refusal in verdict.refused[:_SHOWN])
    if len(verdict.refused) > _SHOWN:
        more = len(verdict.refused) - _SHOWN
        yield tell_number(
            "{n} more approval does not count", "{n} more approvals do not count", more
        )
