"""What a change of a register lets happen that could not happen before."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from builder.approval.register import Register, keys_of
from builder.message import Message, tell
from builder.model import Key, Person

_NEVER: Final = (dt.date.min, dt.date.max)


def widenings(old: Register, new: Register) -> Iterator[Message]:
    """Yield what is new or wider; nothing, where something was only taken away or tightened.

    Whatever is not known to be narrower is wider.
    """
    if new.title != old.title:
        yield tell("the unit is called “{new}”, not “{old}”", new=new.title, old=old.title)
    if new.kind != old.kind and new.kind == "production":
        yield tell("the unit was a training unit, and now it can publish")
    before = old.policy.model_dump(by_alias=True)
    for level, number in new.policy.model_dump(by_alias=True).items():
        if number != before[level]:  # also more: nobody might be left who can take it back
            yield tell(
                "the rules of approval change ({level}: {new}, before {old})",
                level=level,
                new=number,
                old=before[level],
            )
    for person in new.people:
        was = old.person(person.id)
        if was is None:
            yield tell("{name} is new", name=person.name)
        else:
            yield from _of_person(was, person)


def _of_person(old: Person, new: Person) -> Iterator[Message]:
    name = new.name
    if name != old.name:
        yield tell("{id} is called “{new}”, not “{old}”", id=new.id, new=name, old=old.name)
    for role in sorted(set(new.roles) - set(old.roles)):
        yield tell("{name} gets the role {role}", name=name, role=role)
    for email in sorted(set(new.emails) - set(old.emails)):
        yield tell("{name} gets the address {email}", name=name, email=email)
    known = keys_of(old)
    for fingerprint, spans in keys_of(new).items():
        if fingerprint not in known:
            yield tell("{name} gets a key ({key})", name=name, key=fingerprint)
        elif not all(any(_covers(was, span) for was in known[fingerprint]) for span in spans):
            yield tell("a key of {name} is in force for longer ({key})", name=name, key=fingerprint)


def _covers(old: Key, new: Key) -> bool:
    first, last = _NEVER
    return (old.from_ or first) <= (new.from_ or first) and (new.until or last) <= (
        old.until or last
    )
