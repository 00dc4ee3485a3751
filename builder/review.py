"""What a publisher needs to know of what would be published: gathered once, for every format."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from builder.approval import Verdict
from builder.changes import NO_FILES, Change, Level, Read
from builder.checks import Finding
from builder.content.moment import media_bytes
from builder.forms import Outcome, evaluate
from builder.forms.analysis import Analysis
from builder.forms.boundary import Boundary, Given, boundaries
from builder.message import Message
from builder.model import Decision, Form
from builder.package import Package, PackedPage, Route
from builder.problem import Span
from builder.proposal import NewRegister, Proposal, Proposals
from builder.release import Draft, witness_of
from builder.source import parse_markdown
from builder.source.prose import ProseKind
from builder.wording import Limits, Readability, measure, read_pack

_READABLE: Final = "lasbarhet"
_UNREAD: Final = frozenset({ProseKind.CODE, ProseKind.ALT})


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
class Reading:
    """How hard a text is to read, before and after; None where there is, or was, none."""

    route: Route
    title: str
    old: Readability | None
    new: Readability | None


@dataclass(frozen=True, slots=True)
class Crossing:
    """The same answers under a form as it was and as it is."""

    subject: str
    """The id of the score or question whose cut-off the answers lie at."""
    answers: Mapping[str, Given]
    old: Outcome
    new: Outcome

    @property
    def is_moved(self) -> bool:
        """Whether they come to something else than before."""
        return _signature(self.old) != _signature(self.new)


@dataclass(frozen=True, slots=True)
class MovedForm:
    """A form in which the same answers come to other scores, levels or flags."""

    old: Form
    new: Form
    crossings: tuple[Crossing, ...]


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
    limits = _limits(package.language)
    return MomentReview(
        draft=draft,
        changes=tuple(sorted(_told(draft, earlier), key=lambda told: -told.level)),
        readings=tuple(_readings(old, package)) if old and limits else (),
        moved=tuple(_moved(draft, old)) if old else (),
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


def pages_of(package: Package) -> dict[Route, PackedPage]:
    """Return every text that somebody reads as a page, by its route, in the order of reading."""
    pages: dict[Route, PackedPage] = {}
    for name, page in (("welcome", package.welcome), ("open", package.opening)):
        pages |= {(name,): page} if page else {}
    for module in package.modules:
        route = ("module", module.id)
        pages |= {route: module.introduction} if module.introduction else {}
        for section in module.sections:
            pages |= {(*route, "step", step.id): step for step in section.steps}
    pages |= {("staff",): package.staff} if package.staff else {}
    for medium in package.media:
        if medium.transcript:
            pages["medium", medium.id, "transcript", "text"] = medium.transcript
    return pages


def changed_pages(
    old: Package, new: Package
) -> Iterator[tuple[Route, PackedPage | None, PackedPage | None]]:
    """Yield the texts that differ: the new ones in their order, then those that are gone."""
    before, after = pages_of(old), pages_of(new)
    for route in (*after, *(before.keys() - after.keys())):
        pair = before.get(route), after.get(route)
        if pair[0] != pair[1]:
            yield route, *pair


def _readings(old: Package, new: Package) -> Iterator[Reading]:
    for route, before, after in changed_pages(old, new):
        values = [_readability(page) if page else None for page in (before, after)]
        title = (after or before or new.welcome).title
        if values[0] != values[1]:
            yield Reading(route, title, *values)


def _readability(page: PackedPage) -> Readability:
    prose = parse_markdown("", page.markdown).prose
    return measure([page.title, *(one.text for one in prose if one.kind not in _UNREAD)])


def _limits(language: str) -> Limits | None:
    """Return the limits that LIX is held against, where they are for this language."""
    pack = read_pack(_READABLE)
    return pack.limits if pack.language == language else None


def _moved(draft: Draft, old: Package) -> Iterator[MovedForm]:
    """Yield the forms whose answers come to something else, with answers that show it."""
    changed = {c.subject[1] for c in draft.changes if _may_move(c)}
    before = {form.id: form for form in old.forms}
    for form in draft.packed.package.forms:
        if form.id in changed and form.id in before:
            crossings = tuple(_crossings(before[form.id], form))
            if crossings:
                yield MovedForm(before[form.id], form, crossings)


def _may_move(change: Change) -> bool:
    return change.subject[0] == "form" and change.level is Level.MAJOR


def _crossings(old: Form, new: Form) -> Iterator[Crossing]:
    """Yield answers around the cut-offs of both forms, of what comes out otherwise than before.

    Answers that come to the same, before and after, are told once.
    """
    found: dict[str, dict[object, Crossing]] = {}
    for one in _examples(old, new):
        crossing = Crossing(
            one.name, one.answers, evaluate(old, one.answers), evaluate(new, one.answers)
        )
        told = _signature(crossing.old), _signature(crossing.new)
        found.setdefault(one.name, {}).setdefault(told, crossing)
    for crossings in found.values():
        yield from _near_moved([*crossings.values()])


def _near_moved(crossings: Sequence[Crossing]) -> Iterator[Crossing]:
    """Yield what comes out otherwise, with one on each side that does not."""
    moved = [n for n, crossing in enumerate(crossings) if crossing.is_moved]
    near = {n for at in moved for n in (at - 1, at, at + 1)}
    yield from (crossing for n, crossing in enumerate(crossings) if n in near)


def _examples(old: Form, new: Form) -> list[Boundary]:
    both = [*boundaries(Analysis(old)), *boundaries(Analysis(new))]
    return sorted(both, key=lambda one: one.value)


def _signature(outcome: Outcome) -> tuple[object, ...]:
    """Return what answers come to: scores, levels and flags."""
    return (
        tuple(sorted(outcome.scores.items())),
        tuple(sorted(outcome.bands.items())),
        tuple(sorted(outcome.flags)),
    )
