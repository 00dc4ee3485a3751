"""The patterns that an answer in words can be held to: the same to Python and to a browser."""

import re
from functools import lru_cache
from typing import Final

LONGEST: Final = 200
"""An answer with more characters follows no pattern, so that none can be slow to try."""
_ATOM: Final = r"\\d|\\[^\w\s]|\[\^?(?:\\d|\\[^\w\s]|[^\[\]\\])+\]|[^\\\[\](){}|?*+^$]"
_TOKEN: Final = re.compile(
    rf"(?P<atom>{_ATOM})(?P<times>[?*+]|\{{[0-9]{{1,3}}(?:,[0-9]{{0,3}})?\}})?"
    r"|(?P<open>\()|(?P<close>\))\??|\|"
)


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> re.Pattern[str] | None:
    r"""Return a pattern that whole answers can be matched with, or None where it is none of ours.

    Ours are characters, `.`, `\d`, `[…]`, `|`, groups, and `? * + {m,n}` after a character or a
    class. Nothing is repeated that holds a repetition, so no answer makes the match explode.
    """
    at, depth = 0, 0
    while at < len(pattern):
        token = _TOKEN.match(pattern, at)
        if token is None:
            return None
        depth += (token["open"] is not None) - (token["close"] is not None)
        if depth < 0:
            return None
        at = token.end()
    try:
        return re.compile(pattern, re.ASCII) if not depth else None
    except re.error:  # a range the wrong way round, {3,1}
        return None


def follows(answer: str, pattern: str) -> bool:
    """Tell whether a whole answer follows a pattern; any does if the pattern is none of ours."""
    ours = compiled(pattern)
    return ours is None or (len(answer) <= LONGEST and bool(ours.fullmatch(answer)))
