"""The patterns that an answer in words can be held to: the same to Python and to a browser."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

LONGEST: Final = 200
"""An answer with more characters follows no pattern."""
_MOST_WAYS: Final = 100_000
"""So many ways to divide an answer among the parts are tried at most: a fraction of a second."""
_DEEPEST: Final = 20
_ATOM: Final = r"\\d|\\[^\w\s]|\[\^?(?:\\d|\\[^\w\s]|[^\[\]\\])+\]|[^\\\[\](){}|?*+^$]"
_PIECE: Final = re.compile(rf"(?:{_ATOM})(?P<times>[?*+]|\{{[0-9]{{1,3}}(?:,[0-9]{{0,3}})?\}})?")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that whole answers are matched with, and the fewest characters that follow it."""

    expression: re.Pattern[str]
    least: int

    def follows(self, answer: str) -> bool:
        """Tell whether a whole answer follows the pattern."""
        return len(answer) <= LONGEST and bool(self.expression.fullmatch(answer))


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> Pattern | None:
    r"""Return a pattern, or None where it is none of ours.

    Ours are characters, `.`, `\d`, `[…]`, `|`, groups, and `? * + {m,n}` after a character or a
    class; a group may be followed by `?`. In how many ways an answer can be divided among what is
    repeated is counted and limited, so that no answer takes long to match.
    """
    try:
        reading = _Reading(pattern)
        ways, least = reading.alternatives(0)
        if reading.at < len(pattern) or ways > _MOST_WAYS:
            return None
        return Pattern(re.compile(pattern, re.ASCII), least)
    except (ValueError, re.error):  # `re.error`: a range the wrong way round
        return None


class _Reading:
    """Reads a pattern, counting ways and the fewest characters; raises ValueError if it is none."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self.at = 0

    def _takes(self, character: str) -> bool:
        found = self._pattern.startswith(character, self.at)
        self.at += found
        return found

    def alternatives(self, depth: int) -> tuple[int, int]:
        ways, least = self._sequence(depth)
        while self._takes("|"):
            more, fewer = self._sequence(depth)
            ways, least = ways + more, min(least, fewer)
        return ways, least

    def _sequence(self, depth: int) -> tuple[int, int]:
        ways, least = 1, 0
        while self.at < len(self._pattern) and self._pattern[self.at] not in "|)":
            more, fewest = self._group(depth) if self._takes("(") else self._piece()
            ways, least = ways * more, least + fewest
        return ways, least

    def _group(self, depth: int) -> tuple[int, int]:
        if depth == _DEEPEST:
            raise ValueError
        ways, least = self.alternatives(depth + 1)
        if not self._takes(")"):
            raise ValueError
        return (ways + 1, 0) if self._takes("?") else (ways, least)

    def _piece(self) -> tuple[int, int]:
        piece = _PIECE.match(self._pattern, self.at)
        if piece is None:
            raise ValueError
        self.at = piece.end()
        least, most = _times(piece["times"] or "")
        if most < least:
            raise ValueError
        return most - least + 1, least


def _times(times: str) -> tuple[int, int]:
    """Return how often a character may stand, at least and at most."""
    match times:
        case "":
            return 1, 1
        case "?":
            return 0, 1
        case "*" | "+":
            return int(times == "+"), LONGEST
        case _:
            least, comma, most = times[1:-1].partition(",")
            return int(least), int(most or LONGEST) if comma else int(least)
