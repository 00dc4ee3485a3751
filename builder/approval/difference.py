"""What differs between what was approved and what stands there now, in people's words."""

from collections.abc import Iterator
from functools import reduce
from typing import Final

from builder.approval.statement import Statement
from builder.manifest import Json
from builder.message import Message, mark, tell

_NAMED: Final = {
    "package": mark("the text, forms or media"),
    "listing": mark("the entry in the catalogue"),
    "note": mark("the change note"),
    "decisions": mark("the decisions about single changes"),
    "waivers": mark("the accepted warnings"),
    "safety": mark("whether it is about safety"),
    "register": mark("the register of people"),
    "base": mark("what it is compared with, since something has been published in between"),
}
_VALUED: Final = {
    "version": mark("the version ({new}, approved: {old})"),
    "level": mark("the level ({new}, approved: {old})"),
    "line": mark("the line ({new}, approved: {old})"),
}


def differences(approved: Statement, now: Statement) -> Message:
    """Return what differs between two different statements about the same thing, in one line."""
    return reduce(_joined, _differences(approved, now))


def _joined(first: Message, second: Message) -> Message:
    return tell("{first}, {second}", first=first, second=second)


def _differences(approved: Statement, now: Statement) -> Iterator[Message]:
    for key in (*_VALUED, *_NAMED):
        old, new = approved.body.get(key), now.body.get(key)
        if old != new and key in _VALUED:
            yield tell(_VALUED[key], old=_shown(old), new=_shown(new))
        elif old != new:
            yield tell(_NAMED[key])


def _shown(value: Json) -> str:
    return "–" if value is None else str(value)
