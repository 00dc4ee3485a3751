"""What differs in one text: a title, a question, an alt text."""

from collections.abc import Iterator
from typing import Final

from builder.changes.kinds import Change, Kind
from builder.changes.prose.salience import Comparison, compare_wording
from builder.message import tell
from builder.package import Route

DEFAULT_PERCENT: Final = 30
_SHORTEST_REWRITTEN: Final = 8
"""A text with fewer words than this is not said to be rewritten."""


def compare_text(old: str, new: str, subject: Route, otherwise: Kind) -> Iterator[Change]:
    """Yield what differs between two texts; `otherwise` is the kind when nothing salient does."""
    if old == new:
        return
    if not (old and new) and otherwise is Kind.TEXT_REWORDED:
        kind = Kind.SENTENCE_ADDED if new else Kind.SENTENCE_REMOVED
        message = tell("the text is new") if new else tell("the text was removed")
        yield Change(kind, subject, message, old, new)
        return
    comparison = compare_wording(old, new)
    if old and new and comparison.salient:
        for one in comparison.salient:
            yield Change(one.kind, subject, one.message, old, new, key=one.key)
        return
    rewritten = otherwise is not Kind.FORM_TEXT_REWORDED and (
        comparison.is_beyond or is_rewritten([comparison], DEFAULT_PERCENT)
    )
    kind = Kind.TEXT_REWRITTEN if rewritten else otherwise
    message = tell("much of the text was rewritten") if rewritten else tell("the text was reworded")
    yield Change(kind, subject, message, old, new)


def is_rewritten(compared: list[Comparison], percent: int) -> bool:
    """Tell whether more than `percent` of the words of texts are other words."""
    words = sum(one.words for one in compared)
    changed = sum(one.changed for one in compared)
    return words >= 2 * _SHORTEST_REWRITTEN and 100 * changed > percent * words
