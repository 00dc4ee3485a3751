"""YAML scalars that are not text to YAML 1.2: what the source hands over and the models judge.

The core schema of YAML 1.2.2 (section 10.3.2) reads a *plain* scalar, one without quotes, as
null, a boolean, an integer or a number when it looks like one. The reader keeps the characters
and says what they would be read as; the model decides whether that is what is meant. So `no`,
`12:30` and `2026-01-01` are text, and `1.10`, `0123` and `~` are told apart from text.
"""

import re
from enum import StrEnum
from typing import Self

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEAN = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_NUMBER = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_FIRST = frozenset("-+.0123456789~nNtTfF")


class Reading(StrEnum):
    """What YAML 1.2 makes of a plain scalar that is not text."""

    NULL = "null"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    NUMBER = "number"


class Plain(str):
    """A plain scalar that YAML 1.2 does not read as text."""

    __slots__ = ("reading",)
    reading: Reading

    def __new__(cls, value: str, reading: Reading) -> Self:
        """Keep the characters of `value` and what they would be read as."""
        self = super().__new__(cls, value)
        self.reading = reading
        return self

    def __reduce__(self) -> tuple[type["Plain"], tuple[str, Reading]]:
        return (Plain, (str(self), self.reading))


def read_plain(value: str) -> str:
    """Return `value` as it is if YAML 1.2 reads it as text, else as a `Plain`."""
    if value and value[0] not in _FIRST:
        return value
    if value in _NULL:
        return Plain(value, Reading.NULL)
    if value in _BOOLEAN:
        return Plain(value, Reading.BOOLEAN)
    if _INTEGER.fullmatch(value):
        return Plain(value, Reading.INTEGER)
    if _NUMBER.fullmatch(value):
        return Plain(value, Reading.NUMBER)
    return value
