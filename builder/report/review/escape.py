"""Author's words in Markdown that a forge shows: text and nothing but text.

A forge makes more of text than Markdown does: it notifies whom `@name` names, links `#12`, and
draws `:smile:`. Between such a sign and what follows it a word joiner is put, which nobody sees.
Addresses are shown as code, so that nothing is fetched and nobody is led anywhere.
"""

import re
from collections.abc import Iterable
from textwrap import wrap
from typing import Final

from builder.checks.page import visible

_JOINER: Final = "\N{WORD JOINER}"
_ADDRESS: Final = re.compile(
    r"(?:\w[\w+.-]*:)?//[^\s<>`|]+|www\.[^\s<>`|]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>|#~&!$^=])")
_STARTS: Final = re.compile(r"^(?:(\d+)([.)])|([-+:]))")
"""What would begin a list, or a table's row of rules."""
_SIGNS: Final = re.compile(r"([@#!$%~&^:])(?=[\w\"+-])|\b(GH-)(?=\d)", re.IGNORECASE)
_TICKS: Final = re.compile("`+")
_WIDTH: Final = 92


def safe(text: str) -> str:
    """Return a text on one line that no forge takes for anything but text."""
    line = visible(" ".join(text.split()))
    parts: list[str] = []
    cursor = 0
    for address in _ADDRESS.finditer(line):
        parts += (_text(line[cursor : address.start()]), f"`{address[0]}`")
        cursor = address.end()
    said = "".join([*parts, _text(line[cursor:])])
    return _STARTS.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", said)


def _text(text: str) -> str:
    joined = _SIGNS.sub(lambda sign: sign[0] + _JOINER, text)
    return _MARKUP.sub(r"\\\1", joined)


def code(text: str) -> str:
    """Return one of our own names as code: ids, paths and commands."""
    line = visible(" ".join(text.split())).replace("`", "'").replace("|", "¦")
    return f"`{line}`"


def fenced(lines: Iterable[str], language: str = "") -> str:
    """Return lines that stand as they are; no run of backticks in them ends the fence."""
    shown = [visible(line) for line in lines]
    fence = fence_of(shown)
    return "\n".join([f"{fence}{language}", *shown, fence])


def fence_of(lines: Iterable[str]) -> str:
    """Return a fence that is longer than every run of backticks in the lines."""
    longest = max((len(run) for line in lines for run in _TICKS.findall(line)), default=0)
    return "`" * max(3, longest + 1)


def difference(old: str, new: str) -> str:
    """Return a text before and after, as lines that forges colour and that read well bare."""
    lines = [f"{sign} {line}" for sign, text in (("-", old), ("+", new)) for line in _lines(text)]
    return fenced(lines, "diff")


def _lines(text: str) -> list[str]:
    return wrap(text, _WIDTH, break_on_hyphens=False) if text else []
