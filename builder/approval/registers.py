"""All registers, released and as they stand: whose approval counts on a day, and why not.

Somebody counts who is a publisher, with the same key, in the released register *and* in the one
that stands in the sources. So nobody becomes a publisher in the change that needs one, and whoever
is taken out of the sources is out at once.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from builder.approval.identity import Identities
from builder.approval.register import PUBLISHER, Register, keys_of
from builder.approval.widening import widenings
from builder.message import Message, tell
from builder.model import Key, Person

_REMOVED: Final = tell("no longer stands in the unit's register of people")
_NOT_YET: Final = tell(
    "is new in the unit's register of people, and counts when that change has been approved "
    "and published"
)
_TRAINING: Final = tell("belongs to a training unit, which can never publish")
_NO_ROLE: Final = tell("is not a publisher (utgivare) in the unit's register of people")
_NO_LONGER: Final = tell("is no longer a publisher (utgivare)")
_NEW_ROLE: Final = tell(
    "is a new publisher (utgivare), and counts when that change has been approved and published"
)
_NO_KEY: Final = tell("has no key in the unit's register of people")
_NEW_KEY: Final = tell(
    "the key is new, and counts when that change has been approved and published"
)
_OLD_KEY: Final = tell("the key has been taken out of the unit's register of people")


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a person's approval counts: with which keys, or why not.

    `keys` gives for each fingerprint the open key, and why it does not count (None where it does).
    """

    person: str
    name: str
    keys: Mapping[str, tuple[str, Message | None]]
    reason: Message | None

    @property
    def counts(self) -> bool:
        """Tell whether this person can approve at all."""
        return self.reason is None and any(why is None for _, why in self.keys.values())


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """A register that is to be released, how many approvals it takes, and what it widens."""

    old: Register | None
    new: Register
    needed: int
    reasons: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Registers:
    """By publisher: the registers that were ever released, oldest first, and the current ones."""

    released: Mapping[str, tuple[Register, ...]]
    current: Mapping[str, Register]
    identities: Identities = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        released = [register for chain in self.released.values() for register in chain]
        identities = Identities.of(released, self.current.values())
        object.__setattr__(self, "identities", identities)

    def last(self, publisher: str) -> Register | None:
        """Return the register that was released last, or None."""
        chain = self.released.get(publisher, ())
        return chain[-1] if chain else None

    def with_released(self, register: Register) -> Self:
        """Return these with one more released; others are approved by it at once."""
        chain = (*self.released.get(register.publisher, ()), register)
        return type(self)({**self.released, register.publisher: chain}, self.current)

    def change(self, publisher: str) -> RegisterChange | None:
        """Return what there is to release of a unit's register; None if it stands as released."""
        old, new = self.last(publisher), self.current.get(publisher)
        if new is None or (old and old.digest == new.digest):
            return None
        if old is None:
            return RegisterChange(None, new, self._needed_to_join())
        reasons = tuple(widenings(old, new))
        return RegisterChange(old, new, needed_for_register(old, new), reasons)

    def _needed_to_join(self) -> int:
        """Return how many approve a new unit: nobody, where the catalogue begins with it."""
        last = [chain[-1] for chain in self.released.values() if chain]
        return max((one.policy.major for one in last if one.kind == "production"), default=0)

    def who_counts(self, publisher: str, today: dt.date) -> dict[str, Standing]:
        """Return everybody who ever stood in a unit's register, and whether they count `today`."""
        chain, now = self.released.get(publisher, ()), self.current.get(publisher)
        ids = {person.id for one in (*chain, *((now,) if now else ())) for person in one.people}
        return {
            f"{publisher}/{id_}": _standing(f"{publisher}/{id_}", chain, now, today)
            for id_ in sorted(ids)
        }


def needed_for_register(old: Register, new: Register) -> int:
    """Return how many approve that `new` follows `old`, by the policy of `old`.

    As many as a MAJOR asks for; one, where something is only taken away or tightened.
    """
    if old.digest == new.digest:
        return 0
    return old.policy.major if any(widenings(old, new)) else min(1, old.policy.major)


def _standing(
    person: str, chain: tuple[Register, ...], now: Register | None, today: dt.date
) -> Standing:
    id_ = person.partition("/")[2]
    versions = [found for one in chain if (found := one.person(id_))]
    was = chain[-1].person(id_) if chain else None
    is_ = now.person(id_) if now else None
    shown = is_ or (versions[-1] if versions else None)
    ever: dict[str, list[Key]] = {}
    for version in (*versions, is_):
        ever |= keys_of(version)
    before, after = keys_of(was), keys_of(is_)
    keys = {
        name: (spans[0].key, _why_not(before.get(name), after.get(name), today))
        for name, spans in ever.items()
    }
    training = any(one and one.kind == "training" for one in (now, chain[-1] if chain else None))
    reason = _TRAINING if training else _reason(was, is_)
    if reason is None and not after:
        reason = _NO_KEY
    return Standing(person, shown.name if shown else id_, keys, reason)


def _reason(was: Person | None, now: Person | None) -> Message | None:
    if now is None:
        return _REMOVED
    if was is None:
        return _NOT_YET
    if PUBLISHER not in now.roles:
        return _NO_LONGER if PUBLISHER in was.roles else _NO_ROLE
    return None if PUBLISHER in was.roles else _NEW_ROLE


def _why_not(was: list[Key] | None, now: list[Key] | None, today: dt.date) -> Message | None:
    if now is None:
        return _OLD_KEY
    if was is None:
        return _NEW_KEY
    return _out_of_force(now, today) or _out_of_force(was, today)


def _out_of_force(spans: list[Key], today: dt.date) -> Message | None:
    """Return why a key is in force in none of its spans of days, both ends counted."""
    said = None
    for span in spans:
        if span.from_ and today < span.from_:
            said = tell("the key counts from {day}", day=span.from_.isoformat())
        elif span.until and today > span.until:
            said = tell("the key counted until {day}", day=span.until.isoformat())
        else:
            return None
    return said
