"""The numbers of a list's items, where the page refers to an item by its number.

“Gör om punkt 2” means another item when the list begins with another number. Where nothing refers
to a number the items say the same, in the same order, and it is told as another layout.
"""

import re
from collections.abc import Iterator
from typing import Final

from builder.changes.kinds import Change, Kind
from builder.changes.prose.reading import Reading
from builder.message import tell
from builder.package import Route

_LISTS: Final = {"ordered_list_open ol ": "1", "bullet_list_open ul ": "•"}
"""How each list is noted in a reading's layout, and what its first item has unless it is said."""
_REFERENCE: Final = re.compile(
    r"\b(?:punkt(?:en|erna|er)?|steg(?:et|en)?|nummer|nr|övning(?:en|arna|ar)?|step|item|number)"
    r"\.? \d",
    re.IGNORECASE,
)


def compare_numbers(old: Reading, new: Reading, subject: Route) -> Iterator[Change]:
    """Yield each list whose items got other numbers, or lost them, if a sentence refers to one."""
    firsts = [_firsts(one) for one in (old, new)]
    sentences = (*old.sentences, *new.sentences)
    if len(firsts[0]) != len(firsts[1]) or not any(
        _REFERENCE.search(one.text) for one in sentences
    ):
        return
    for place, (before, after) in enumerate(zip(*firsts, strict=True)):
        if before != after:
            message = tell(
                "{what}: “{old}” became “{new}”", what=tell("number"), old=before, new=after
            )
            yield Change(
                Kind.NUMBER_CHANGED,
                subject,
                message,
                f"{before}.",
                f"{after}.",
                key=f"list {place}",
            )


def _firsts(reading: Reading) -> list[str]:
    """Return the number, or else the mark, that each list begins with."""
    return [
        one.removeprefix(noted) or usual
        for one in reading.layout
        for noted, usual in _LISTS.items()
        if one.startswith(noted)
    ]
