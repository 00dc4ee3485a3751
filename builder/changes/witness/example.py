"""One person whom a change touches: what they did, and what comes of it before and after."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from builder.forms.boundary import Given
from builder.message import Message, tell

NAME_AT: Final = 3
"""Where the route of a change within a form names the part: ("form", "dagbok", "flag", "oro")."""


@dataclass(frozen=True, slots=True)
class Witness:
    """What somebody did, what comes of it in the old version, and what in the new one.

    `answers` are all that were given, by the ids of questions; empty where it is about no form.
    """

    who: Message
    before: Message
    after: Message
    answers: Mapping[str, Given] = field(default_factory=dict)

    def told(self, old: str | Message, new: str | Message) -> Message:
        """Return it in one sentence; `old` and `new` are what the versions are called."""
        return tell(
            "{who}: in {old} {before}; in {new} {after}",
            who=self.who,
            old=old,
            before=self.before,
            new=new,
            after=self.after,
        )
