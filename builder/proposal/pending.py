"""How a draft stands to its last release, as far as rules need to know."""

import datetime as dt

from builder.changes import Change, Level
from builder.checks import Pending
from builder.manifest import History
from builder.release import Draft


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
