"""One review, as a value: gathered once, and written by every format."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from builder.approval import Verdict
from builder.changes import NO_FILES, Change, Level, Read
from builder.checks import Finding
from builder.content.moment import media_bytes
from builder.message import Message
from builder.model import Decision
from builder.problem import Span
from builder.proposal import NewRegister, Proposal, Proposals
from builder.release import Draft, witness_of
from builder.review.crossing import MovedForm, moved_forms
from builder.review.reading import Reading, limits_for, readings
from builder.wording import Limits


@dataclass(frozen=True, slots=True)
class Told:
    """One change with all that is said of it.

    `level` is what it has after a decision. What `is_earlier` was there already at the revision
    that is reviewed against, and has not been published either.
    """

    change: Change
    level: Level
    decision: Decision | None = None
    witness: Message | None = None
    place: Span | None = None
    old_place: Span | None = None
    is_earlier: bool = False

    @property
    def is_undecided(self) -> bool:
        """Whether somebody has to say what it means."""
        return self.level is Level.DECIDE


@dataclass(frozen=True, slots=True)
class MomentReview:
    """What is to be known of one moment. `changes` are weightiest first.

    `is_listed` says whether the catalogue entry would change; `refusal` why the history cannot say
    who wrote it. `limits` are those of the texts' language, where there are any.
    """

    draft: Draft
    changes: tuple[Told, ...]
    readings: tuple[Reading, ...] = ()
    moved: tuple[MovedForm, ...] = ()
    findings: tuple[Finding, ...] = ()
    verdict: Verdict | None = None
    refusal: Message | None = None
    is_listed: bool = False
    limits: Limits | None = None
    old_bytes: Read = field(default=NO_FILES.old, repr=False)
    new_bytes: Read = field(default=NO_FILES.old, repr=False)

    @property
    def undecided(self) -> tuple[Told, ...]:
        """The changes that somebody has to decide about."""
        return tuple(told for told in self.changes if told.is_undecided)

    @property
    def is_release(self) -> bool:
        """Whether a new version would be published."""
        return self.draft.base is None or self.draft.level is not Level.NONE

    @property
    def lacks_note(self) -> bool:
        """Whether units would not be told what has changed."""
        return self.is_release and self.draft.base is not None and not self.draft.notes

    @property
    def stops(self) -> tuple[Finding, ...]:
        """The findings that stop a publication."""
        return tuple(finding for finding in self.findings if finding.stops_release)

    @property
    def missing(self) -> int:
        """How many approvals are missing."""
        return self.verdict.missing if self.verdict else 0

    @property
    def is_ready(self) -> bool:
        """Whether nothing but a push of the button is missing."""
        is_enough = self.verdict is None or self.verdict.is_enough
        return is_enough and not (self.lacks_note or self.stops or self.refusal)


@dataclass(frozen=True, slots=True)
class Review:
    """What would be published, beside what is published already.

    `against` is `catalogue` or `tags`; `base` is the revision whose differences are looked at,
    None for all that waits. `findings` are those about what all moments share.
    """

    against: str
    base: str | None
    moments: tuple[MomentReview, ...]
    people: tuple[NewRegister, ...] = ()
    findings: tuple[Finding, ...] = ()
    unchanged: int = 0

    @property
    def is_ready(self) -> bool:
        """Whether nothing stands in the way of publishing all of it."""
        people = all(one.verdict.is_enough for one in self.people)
        shared = any(finding.stops_release for finding in self.findings)
        return people and not shared and all(one.is_ready for one in self.moments)


def review(
    proposals: Proposals, findings: Sequence[Finding] = (), base: str | None = None
) -> Review:
    """Gather what is to be known of all that would be published.

    `findings` are those of a check, which proposals do not hold.
    """
    moments = []
    shown = [one for one in proposals.moments if one.is_something or one.draft.changes]
    for one in shown:
        folder = f"{one.draft.folder}/"
        own = [finding for finding in findings if finding.span.path.startswith(folder)]
        moments.append(_of_proposal(one, own))
    folders = tuple(f"{one.draft.folder}/" for one in proposals.moments)
    shared = tuple(one for one in findings if not one.span.path.startswith(folders))
    unchanged = len(proposals.unchanged) + len(proposals.moments) - len(shown)
    return Review(proposals.against, base, tuple(moments), proposals.people, shared, unchanged)


def _of_proposal(proposal: Proposal, findings: Sequence[Finding]) -> MomentReview:
    content, packed = proposal.content, proposal.draft.packed

    def read(sha256: str) -> bytes | None:
        path = packed.blobs.get(sha256)
        return media_bytes(content.tree, path) if path else None

    return review_of(
        proposal.draft,
        sorted([*findings, *proposal.findings]),
        proposal.verdict,
        refusal=proposal.refusal,
        is_listed=proposal.is_listed,
        earlier=proposal.earlier,
        new_bytes=read,
    )


def review_of(
    draft: Draft,
    findings: Sequence[Finding] = (),
    verdict: Verdict | None = None,
    *,
    refusal: Message | None = None,
    is_listed: bool = False,
    earlier: frozenset[str] = frozenset(),
    new_bytes: Read = NO_FILES.new,
) -> MomentReview:
    """Gather what is to be known of one moment; `earlier` as in `Proposal`."""
    package = draft.packed.package
    old = draft.base.package if draft.base else None
    limits = limits_for(package.language)
    return MomentReview(
        draft=draft,
        changes=tuple(sorted(_told(draft, earlier), key=lambda told: -told.level)),
        readings=tuple(readings(old, package)) if old and limits else (),
        moved=tuple(moved_forms(draft, old)) if old else (),
        findings=tuple(findings),
        verdict=verdict,
        refusal=refusal,
        is_listed=is_listed,
        limits=limits,
        old_bytes=draft.base.files if draft.base else NO_FILES.old,
        new_bytes=new_bytes,
    )


def _told(draft: Draft, earlier: frozenset[str]) -> Iterator[Told]:
    for change in draft.changes:
        yield Told(
            change,
            draft.level_of(change),
            draft.decision_on(change),
            witness_of(draft, change),
            draft.packed.place(change.subject, change.line),
            draft.old_place(change),
            change.fingerprint in earlier,
        )
