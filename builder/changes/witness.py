"""TEMPORARY, by the lead at 14:10 so that others can import; FORMS replaces this file whole."""

from dataclasses import dataclass

from builder.changes.kinds import Change
from builder.message import Message
from builder.package import Package


@dataclass(frozen=True, slots=True)
class Witness:
    """Placeholder: what release.py asks is `witness(...)` and `.told(before, after) -> Message`."""

    message: Message

    def told(self, before: object, after: object) -> Message:
        return self.message


def witness(change: Change, old: Package, new: Package) -> Witness | None:
    return None
