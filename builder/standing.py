"""How every moment stands: what is published, what waits, and when it is to be looked through.

It is for planning: which of it can go out together, and what is missing before it can.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from builder.approval import Verdict
from builder.catalogue import Catalogue
from builder.changes import Level
from builder.manifest import History, Version
from builder.proposal import Proposal, Proposals
from builder.release import Draft
from builder.snapshot import Snapshot

SOON = 60
"""So many days before its day a review is planned. Our own default."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits to be published of one moment; `stops` counts what it lacks beside approvals."""

    draft: Draft
    is_listed: bool
    undecided: int
    lacks_note: bool
    stops: int
    verdict: Verdict | None

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing."""
        return self.verdict is not None and self.verdict.is_enough and not self.stops


@dataclass(frozen=True, slots=True)
class MomentStanding:
    """How one moment stands on a day.

    `released` is the latest version, and `lines` are the latest versions of older majors, which
    somebody may still be in the middle of. `days_left` counts to the day of review.
    """

    moment: str
    title: str
    released: Version | None
    released_on: dt.date | None
    lines: tuple[Version, ...]
    review_by: dt.date | None
    days_left: int | None
    waiting: Waiting | None = None

    def is_soon(self, within: int) -> bool:
        """Whether the day of review comes within so many days, or has passed."""
        return self.days_left is not None and self.days_left <= within

    @property
    def is_overdue(self) -> bool:
        """Whether the day of review has passed."""
        return self.days_left is not None and self.days_left < 0


@dataclass(frozen=True, slots=True)
class Status:
    """How every production moment stands, with what needs work first."""

    moments: tuple[MomentStanding, ...]
    today: dt.date
    against: str
    within: int = field(default=SOON)


def status(
    here: Snapshot,
    catalogue: Catalogue,
    proposals: Proposals,
    today: dt.date,
    within: int = SOON,
) -> Status:
    """Return how every production moment stands, with what needs work first."""
    found = [*_proposed(proposals, today), *_unchanged(here, catalogue, proposals, today)]
    moments = sorted(found, key=lambda one: _urgency(one, within))
    return Status(tuple(moments), today, proposals.against, within)


def _urgency(one: MomentStanding, within: int) -> tuple[object, ...]:
    """Return what moments are sorted by.

    First what is about safety, then what waits and lacks something, what is overdue, what is ready
    to go out, what is soon to be looked through, and the rest.
    """
    waiting = one.waiting
    if waiting and not waiting.is_ready:
        group = 0
    elif one.is_overdue:
        group = 1
    else:
        group = 2 if waiting else 3 if one.is_soon(within) else 4
    is_safety = bool(waiting and waiting.draft.safety)
    weight = -waiting.draft.level if waiting else 0
    return not is_safety, group, weight, one.review_by or dt.date.max, one.moment


def _proposed(proposals: Proposals, today: dt.date) -> Iterator[MomentStanding]:
    for one in proposals.moments:
        base, version = one.draft.base, one.draft.base.version if one.draft.base else None
        listed = one.listing.review_by
        yield MomentStanding(
            moment=one.draft.moment,
            title=one.draft.packed.package.title,
            released=version if base else None,
            released_on=_day_of(one.history, version),
            lines=_lines(one.history),
            review_by=dt.date.fromisoformat(listed),
            days_left=_days_left(listed, today),
            waiting=_waiting(one) if one.is_something else None,
        )


def _waiting(one: Proposal) -> Waiting:
    draft = one.draft
    undecided = sum(draft.level_of(change) is Level.DECIDE for change in draft.changes)
    is_release = draft.base is not None and draft.version is not None
    stops = sum(finding.stops_release for finding in one.findings) + (one.refusal is not None)
    return Waiting(
        draft, one.is_listed, undecided, is_release and not draft.notes, stops, one.verdict
    )


def _unchanged(
    here: Snapshot, catalogue: Catalogue, proposals: Proposals, today: dt.date
) -> Iterator[MomentStanding]:
    """Yield the moments whose files are as they were when they were released."""
    metadata = catalogue.metadata()
    for one in proposals.unchanged:
        history = catalogue.find(one.moment, metadata)
        version = Version.parse(one.version)
        listed = history.listing.review_by if history else _review_by(here, one.folder)
        yield MomentStanding(
            moment=one.moment,
            title=history.latest.title if history else one.moment,
            released=version,
            released_on=_day_of(history, version),
            lines=_lines(history),
            review_by=dt.date.fromisoformat(listed) if listed else None,
            days_left=_days_left(listed, today) if listed else None,
        )


def _review_by(here: Snapshot, folder: str) -> str:
    moment = here.moment(folder).moment
    return moment.review_by.isoformat() if moment else ""


def _days_left(listed: str, today: dt.date) -> int:
    return (dt.date.fromisoformat(listed) - today).days


def _day_of(history: History | None, version: Version | None) -> dt.date | None:
    """Return the day that a version is of."""
    for release in history.releases if history else ():
        if release.version == version:
            return dt.datetime.fromisoformat(release.date).date()
    return None


def _lines(history: History | None) -> tuple[Version, ...]:
    """Return the latest version of each major but the latest."""
    latest: dict[int, Version] = {}
    for release in history.releases if history else ():
        version = release.version
        latest[version.major] = max(version, latest.get(version.major, version))
    return tuple(_all_but_last(latest[major] for major in sorted(latest)))


def _all_but_last(versions: Iterable[Version]) -> list[Version]:
    return [*versions][:-1]
