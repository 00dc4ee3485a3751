"""Expressions of SurveyJS, put together so that they mean to it what they mean to us.

It computes with binary numbers but mends sums and products to as many decimals as their parts
have, so those are exact; quotients are not, and we make none but of whole numbers that divide
evenly. `{#name}` asks for an answer as it stands: "1" and "01" stay two different texts.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from builder.model import exact

TRUE: Final = "true"
FALSE: Final = "false"


def all_of(parts: Iterable[str]) -> str:
    """Return an expression that is true when all parts are."""
    return _joined(parts, "and", TRUE, FALSE)


def any_of(parts: Iterable[str]) -> str:
    """Return an expression that is true when a part is."""
    return _joined(parts, "or", FALSE, TRUE)


def _joined(parts: Iterable[str], word: str, nothing: str, decisive: str) -> str:
    said = [part for part in dict.fromkeys(parts) if part != nothing]
    if decisive in said:
        return decisive
    if len(said) <= 1:
        return said[0] if said else nothing
    return f"({f' {word} '.join(said)})"


def negated(part: str) -> str:
    """Return an expression that is true when the part is not."""
    return {TRUE: FALSE, FALSE: TRUE}.get(part) or f"!({part})"


def given(condition: str, value: str, otherwise: str = "") -> str:
    """Return a value that there is only when the condition holds, or else the other one."""
    if condition in {TRUE, FALSE}:
        return value if condition == TRUE else otherwise
    if not value:
        return otherwise
    return f"iif({condition}, {value}{otherwise and ', '}{otherwise})"


def first_of(cases: Iterable[tuple[str, str]]) -> str:
    """Return the value of the first condition that holds; none where none does."""
    value = ""
    for condition, one in reversed(list(cases)):
        value = given(condition, one, value)
    return value


def called(function: str, parts: Iterable[str]) -> str:
    """Return a function of parts; those without a value are passed over by SurveyJS."""
    return f"{function}({', '.join(parts)})"


def quoted(value: str) -> str:
    """Return an id or a day as text; neither holds an apostrophe."""
    return f"'{value}'"


def number(value: Decimal | int) -> str:
    """Return a number as an expression writes it."""
    return exact(Decimal(value))


def times(value: str | int, factor: int) -> str:
    """Return a product."""
    if isinstance(value, int):
        return str(value * factor)
    return value if factor == 1 else f"({value} * {factor})"


def decimals_of(*values: Decimal) -> int:
    """Return how many decimals the one of the values has that has most."""
    return max((len(exact(value).partition(".")[2]) for value in values), default=0)
