"""What would be published, what it lacks, and who has approved it: what lies on a publisher's desk.

    proposals = propose(Snapshot.on_disk(root), Catalogue(folder), today)

Registers of people come first: whoever is new in one that is approved counts for the moments.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from builder.approval import (
    Author,
    Authorship,
    Inputs,
    Register,
    RegisterChange,
    Registers,
    Signed,
    Statement,
    Unreadable,
    Verdict,
    judge,
    register_inputs,
    tags,
)
from builder.catalogue import Catalogue
from builder.changes import Change, Level
from builder.checks import Finding, Pending, check, check_release
from builder.comparison import (
    Against,
    Compared,
    compare_with_past,
    latest_tagged,
    touched_since,
)
from builder.content import MomentContent
from builder.content.library import PUBLISHERS
from builder.errors import RefusedError, SourceError
from builder.manifest import History, Json, Listing, People, Record, Roll, canonical, digest
from builder.message import Message, tell, tell_number
from builder.packing import can_be_packed
from builder.release import (
    Draft,
    Unchanged,
    decisions_of,
    draft_against,
    listing_of,
    notes_of,
    says_the_same,
    waivers_of,
)
from builder.repository import Commit, Repository
from builder.snapshot import Snapshot, publisher_of

_SHOWN: Final = 5
"""Approvals that do not count, each with its reason; anybody can make more of them."""
_APART: Final = frozenset({"type", "previous", "commit", "date", "approval"})
"""What a listing says of itself and not of its moment."""


@dataclass(frozen=True, slots=True)
class Released:
    """A register of people that was released, and the commit that it came from."""

    register: Register
    commit: str


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


def _refuse_unknown_publishers(here: Snapshot, folders: Iterable[str]) -> None:
    """Raise RefusedError for moments of a unit whose file is not there, or cannot be read."""
    for folder in folders:
        if publisher_of(folder) not in here.library.publishers:
            path = f"{PUBLISHERS}/{publisher_of(folder)}.yaml"
            raise RefusedError(tell("{path} cannot be read: see moment check", path=path))


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
    in_git = None if metadata else _holds_registers(here, here.repository, against, scope)
    released = _released(rolls, in_git)
    bases = {one.draft.base.commit if one.draft.base else None for one in compared.moments}
    bases |= {chain[-1].commit for chain in released.values()}
    authorship = Authorship.read(here.repository, head.id, bases)
    published = frozenset(_published(compared.moments, rolls))
    approvals = tags.read(here.repository, published=published, arriving=scope.arriving)
    desk = _Desk(here, head, today, released, authorship, approvals, scope.line)
    people = tuple(desk.people())
    moments = [desk.moment(one) for one in compared.moments]
    if then:
        earlier = _Earlier(then, catalogue)
        moments = [replace(one, earlier=earlier.of(one)) for one in moments]
    return Proposals(
        tuple(moments), compared.unchanged, people, against, head, rolls, desk.registers
    )


class _Desk:
    """Judges what is proposed: what it lacks, and which approvals count."""

    def __init__(
        self,
        here: Snapshot,
        head: Commit,
        today: dt.date,
        released: Mapping[str, Sequence[Released]],
        authorship: Authorship,
        approvals: Iterable[Signed | Unreadable],
        line: int | None,
    ) -> None:
        self._here, self._head, self._released, self._today = here, head, released, today
        self._authorship = authorship
        self.registers = _registers(here, released, line)
        self._approvals: dict[str, list[Signed | Unreadable]] = defaultdict(list)
        for one in approvals:
            self._approvals[one.of].append(one)

    def people(self) -> Iterator[NewRegister]:
        """Yield the registers that have changed; those that are approved hold from now on."""
        # All are asked before the first is released: a catalogue begins with every unit at once.
        changes = {one: self.registers.change(one) for one in sorted(self.registers.current)}
        for publisher, change in changes.items():
            if change is None:
                continue
            old = change.old.digest if change.old else None
            statement = Statement(
                "register", publisher, {"base": old, "register": change.new.digest}
            )
            chain = self._released.get(publisher)
            commit = chain[-1].commit if chain else None
            case = self._case(statement, change.needed, commit, register_inputs(publisher))
            verdict = case.verdict()
            if verdict.is_enough:
                self.registers = self.registers.with_released(change.new)
            yield NewRegister(publisher, change, case, verdict)

    def _case(self, statement: Statement, needed: int, base: str | None, inputs: Inputs) -> Case:
        return Case(
            statement,
            needed,
            tuple(self._approvals[statement.of]),
            self.registers,
            self._authorship.authors(base, inputs),
            self._today,
        )

    def moment(self, compared: Compared) -> Proposal:
        """Return what would be published of a moment, and what it lacks."""
        content, draft, history = compared.content, compared.draft, compared.history
        listing = listing_of(content, self._head)
        listed = history.listing if history else compared.listing
        is_listed = draft.line is None and not says_the_same(listed, listing)
        findings = tuple(check_release(content, pending_of(draft, history)))
        proposal = Proposal(content, draft, history, listing, listed, is_listed, findings)
        if not proposal.is_something:
            return proposal
        try:
            case = self._case(statement_of(proposal), self._needed(proposal), *_written(proposal))
        except RefusedError as error:
            return replace(proposal, refusal=error.message)
        return replace(proposal, case=case, verdict=case.verdict())

    def _needed(self, proposal: Proposal) -> int:
        """Return how many approve: by the policy that was released, not by the one proposed."""
        draft = proposal.draft
        publisher = publisher_of(draft.folder)
        register = self.registers.last(publisher)
        if register is None:
            raise RefusedError(
                tell(
                    "nobody has approved the publisher unit {publisher} yet: "
                    "moment approve {publisher}",
                    publisher=publisher,
                )
            )
        policy = register.policy
        if policy.rewritten_percent != self._here.profile.approvals.rewritten_percent:
            raise RefusedError(
                tell(
                    "nobody has approved the new rules in profile.yaml yet: "
                    "moment approve {publisher}",
                    publisher=publisher,
                )
            )
        if draft.version is None:
            return policy.listing
        if draft.level >= Level.DECIDE or draft.is_lowered:
            return policy.major
        return policy.minor


def _released(rolls: Mapping[str, Roll], in_git: Snapshot | None) -> dict[str, list[Released]]:
    """Return the registers that were released, oldest first: by the catalogue, else by git."""
    if in_git is None:
        return {
            publisher: [
                Released(Register.from_json(record.register), record.commit)
                for record in roll.records
            ]
            for publisher, roll in rolls.items()
        }
    commit = in_git.revision or ""
    return {publisher: [Released(register, commit)] for publisher, register in _of(in_git).items()}


def _holds_registers(
    here: Snapshot, repository: Repository, against: Against, scope: Scope
) -> Snapshot | None:
    """Return the library whose registers hold where there is no catalogue; None for the first."""
    if scope.trusted:
        return Snapshot.at(repository, scope.trusted)
    return latest_tagged(here) if against == "tags" else None


def _of(snapshot: Snapshot) -> dict[str, Register]:
    policy = snapshot.profile.approvals
    publishers = snapshot.library.publishers
    return {name: Register.of(publisher, policy) for name, publisher in publishers.items()}


def _registers(
    here: Snapshot, released: Mapping[str, Sequence[Released]], line: int | None
) -> Registers:
    """Return the registers that hold; the branch of an older line has old ones, which do not."""
    chains = {name: tuple(one.register for one in chain) for name, chain in released.items()}
    if line is not None:
        return Registers(chains, {name: chain[-1] for name, chain in chains.items()})
    return Registers(chains, _of(here))


def _published(moments: Iterable[Compared], rolls: Mapping[str, Roll]) -> Iterator[str]:
    """Yield the digests of the statements that past publications were approved by."""
    histories = (one.history for one in moments if one.history)
    records: list[Record | People] = [record for one in histories for record in one.records]
    for record in (*records, *(record for roll in rolls.values() for record in roll.records)):
        if record.approval:
            yield digest(canonical(record.approval.statement))


def _written(proposal: Proposal) -> tuple[str | None, Inputs]:
    """Return since when, and in which files, whoever wrote is an author of what is proposed."""
    draft, base = proposal.draft, proposal.draft.base
    folders = {draft.folder, *((base.folder,) if base and base.folder else ())}
    files = {*(proposal.content.key.forms or ()), *(base.forms if base else ())}
    if proposal.listed and _of_unit(proposal.listed) != _of_unit(proposal.listing):
        files.add(f"{PUBLISHERS}/{publisher_of(draft.folder)}.yaml")
    return base.commit if base else None, Inputs(draft.moment, frozenset(folders), frozenset(files))


def _of_unit(listing: Listing) -> tuple[object, ...]:
    """Return what an entry says that stands in the publisher's file."""
    return listing.publisher, listing.available_to


def statement_of(proposal: Proposal) -> Statement:
    """Return what is signed to approve a proposal."""
    draft = proposal.draft
    return Statement(
        "moment",
        draft.moment,
        {
            "line": draft.line,
            "base": draft.base.digest if draft.base else None,
            "version": str(draft.version) if draft.version else None,
            "level": _level_word(draft) if draft.version else "none",
            "package": draft.packed.blob.sha256,
            "listing": _listing_digest(proposal.listing) if draft.line is None else None,
            "note": _note_digest(draft),
            "decisions": list(decisions_of(draft)),
            "waivers": list(waivers_of(proposal.content)),
            "safety": draft.safety,
        },
    )


def _level_word(draft: Draft) -> str:
    return Level.MAJOR.word if draft.level is Level.DECIDE else draft.word


def _listing_digest(listing: Listing) -> str:
    said: dict[str, Json] = listing.to_json()
    return digest(canonical({key: said[key] for key in said if key not in _APART}))


def _note_digest(draft: Draft) -> str | None:
    notes = notes_of(draft)
    said = [{"id": one.id, "title": one.title, "markdown": one.markdown} for one in notes]
    return digest(canonical(said)) if said else None


def undecided_in(draft: Draft) -> tuple[Change, ...]:
    """Return the changes of a draft that somebody is to decide about."""
    waiting = (one for one in draft.changes if one.level is Level.DECIDE)
    return tuple(one for one in waiting if draft.decision_on(one) is None)


def pending_of(draft: Draft, history: History | None) -> Pending:
    """Return how a draft stands to its last release, as far as rules need to know."""
    undecided = {one.fingerprint for one in undecided_in(draft)}
    settled = [one for one in draft.changes if one.fingerprint not in undecided]
    return Pending(
        levels={one.fingerprint: one.level.word for one in draft.changes},
        notes=frozenset(note.id for note in draft.notes),
        undecided=frozenset(undecided),
        is_first=draft.base is None,
        is_release=draft.base is None or draft.level > Level.NONE,
        is_major=draft.base is not None and draft.level >= Level.DECIDE,
        is_undecided=all(draft.level_of(one) < Level.DECIDE for one in settled),
        last_major=_last_major(history),
    )


def _last_major(history: History | None) -> dt.date | None:
    releases = history.releases if history else ()
    majors = [one for one in releases if one.version.minor == 0]
    if not majors:
        return None
    return dt.datetime.fromisoformat(max(majors, key=lambda one: one.version).date).date()


class _Earlier:
    """The changes that the moments had at a revision already."""

    def __init__(self, then: Snapshot, catalogue: Catalogue) -> None:
        self._then, self._catalogue = then, catalogue
        self._folders: dict[str, str] | None = None

    def of(self, proposal: Proposal) -> frozenset[str]:
        """Return the fingerprints of what a moment had changed by then since its release."""
        content = self._content(proposal.draft)
        if content is None or not can_be_packed(content):
            return frozenset()
        was = draft_against(proposal.history, content, self._catalogue, proposal.draft.line)
        return frozenset(one.fingerprint for one in was.changes)

    def _content(self, draft: Draft) -> MomentContent | None:
        """Return a moment as it was: in the same folder or, where that was renamed, in any."""
        if draft.folder in self._then.library.folders:
            content = self._then.moment(draft.folder)
            if content.key.name == draft.moment:
                return content
        if self._folders is None:
            folders = self._then.library.folders
            self._folders = {self._then.moment(one).key.name: one for one in folders}
        folder = self._folders.get(draft.moment)
        return self._then.moment(folder) if folder else None


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
