"""What somebody must decide, as the lines to paste into a change note."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.checks.page import visible
from builder.content import ChangeNote
from builder.message import tell
from builder.report.review.words import Words
from builder.review import Told

_LONGEST: Final = 90


@dataclass(frozen=True, slots=True)
class Pasting:
    """Lines of YAML, decision by decision, and in a sentence where they go."""

    where: str
    before: tuple[str, ...]
    decisions: tuple[tuple[str, ...], ...]
    after: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines."""
        return (*self.before, *(line for one in self.decisions for line in one), *self.after)


def pasting(words: Words) -> Pasting | None:
    """Return what to paste, and where; None where nothing is to be decided.

    The reason is left to be filled in: as it stands, the check finds it.
    """
    undecided = words.review.undecided
    if not undecided:
        return None
    note = next(iter(words.draft.notes), None)
    fence = () if _has_settings(note) else ("---",)
    key = () if note and note.settings.decisions else ("decisions:",)
    lines = tuple(tuple(_lines(told, words, is_first=not n)) for n, told in enumerate(undecided))
    return Pasting(_where(note, words), (*fence, *key), lines, fence)


def _has_settings(note: ChangeNote | None) -> bool:
    return note is not None and bool(note.settings.model_fields_set)


def _where(note: ChangeNote | None, words: Words) -> str:
    if note is None:
        message = tell(
            "Write a change note with moment new note {moment}, and paste this above its title.",
            moment=words.draft.moment,
        )
    elif note.settings.decisions:
        message = tell("Paste this last under “decisions” in {path}.", path=note.path)
    elif _has_settings(note):
        message = tell("Paste this between the two lines --- in {path}.", path=note.path)
    else:
        message = tell("Paste this above the title in {path}.", path=note.path)
    return words.say(message)


def _lines(told: Told, words: Words, *, is_first: bool) -> Iterator[str]:
    comment = f"{' › '.join(words.where(told)[-2:])}: {words.message(told)}"
    yield f"  # {_one_line(comment)}"
    yield f"  - change: {told.change.fingerprint}"
    choice = words.say(tell("minor: reaches those who have started; major: does not"))
    level = words.say(tell("‹fill in minor or major›"))
    yield f"    level: {level}{f'  # {choice}' if is_first else ''}"
    reason = words.say(tell("‹fill in why it means the same›"))
    yield f"    reason: {reason}"


def _one_line(text: str) -> str:
    """Return a text as it can stand in a comment of YAML."""
    line = visible(" ".join(text.split()))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
