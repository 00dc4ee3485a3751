"""Ids of ours made of FHIR's link ids and codes, each one of its own."""

import re
from dataclasses import dataclass, field
from typing import Final

from builder.model.slug import slug

_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST: Final = 200
"""An id that is already one of ours is kept, but for one that is absurd."""


def is_id(text: str) -> bool:
    """Tell whether a text can be an id of ours as it is."""
    return len(text) <= _LONGEST and _ID.fullmatch(text) is not None


def own_part(link: str, *kinds: str) -> str:
    """Return the id that our export put last in a link id, `page.natten`; else the link id."""
    head, _, last = link.rpartition(".")
    return last if head in kinds and is_id(last) else link


@dataclass(slots=True)
class Ids:
    """Ids that are taken."""

    _last: dict[str, int] = field(default_factory=dict)

    def take(self, name: str, *otherwise: str) -> str:
        """Return an id made of `name`, or of the first of some texts that can make one."""
        whole = name if is_id(name) else next(filter(None, map(slug, (name, *otherwise))), "id")
        free = whole
        while free in self._last:
            self._last[whole] += 1
            free = f"{whole}-{self._last[whole]}"
        self._last[free] = 1
        return free
