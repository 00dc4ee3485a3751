"""Conditions written for FHIR: as rows of enableWhen where that is enough, else as FHIRPath.

R4 reads `!=` as true where there is no answer. Our comparisons are never true then, so that
`is-not` takes two rows: there is an answer, and it is another one.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from builder.exchange.fhir.names import LARGEST_INTEGER, SHOWN_WHEN, Json, expression, number
from builder.exchange.fhir.paths import Names, among, quoted
from builder.exchange.fhir.rows import read_rows, targets_of
from builder.exchange.fhir.subjects import Comparison, NeverError, comparison_of
from builder.exchange.loss import Loss
from builder.exchange.yaml_form import write_on_one_line
from builder.forms.condition import ORDERINGS, leaves_of
from builder.message import tell
from builder.model import WIRE, Condition
from builder.problem import Pointer

_SIGNS: Final = {"at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<"}
_DENIALS: Final = frozenset({"is_not", "none_of"})


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of enableWhen, and `all` or `any` of them; empty where there is one."""

    behaviour: str
    rows: tuple[Json, ...]


def write_condition(condition: Condition, names: Names, asked: Container[str]) -> Json:
    """Return the keys that make an item shown when a condition holds.

    `asked` are the questions before the item: only they have answers by then.
    """
    rows = None
    if not any(leaf.condition.question in names.guards for leaf in leaves_of((), condition)):
        rows = _rows(condition, names, asked)
    if rows is None:
        path, words = write_path(condition, names, asked), write_on_one_line(condition)
        return {"extension": [expression(SHOWN_WHEN, path, description=words)]}
    behaviour = {"enableBehavior": rows.behaviour} if rows.behaviour else {}
    return {"enableWhen": list(rows.rows), **behaviour}


def condition_losses(
    at: Pointer, condition: Condition, names: Names, asked: Container[str]
) -> Iterator[Loss]:
    """Yield what is not written as it stands, though most of it means the same."""
    for leaf in leaves_of(at, condition):
        try:
            _, odd = comparison_of(leaf.condition, names, asked)
        except NeverError as error:
            yield Loss(leaf.at, error.message)
        else:
            for value in odd:
                yield Loss(leaf.at, tell("“{value}” is no answer to this question", value=value))
    written = write_condition(condition, names, asked)
    if "enableWhen" in written:
        read = read_rows(written["enableWhen"], written.get("enableBehavior"), targets_of(names))
        again = Condition.model_validate(read, context=WIRE)
        if again != condition:
            words = write_on_one_line(again)
            yield Loss(at, tell("read back as {words}, which means the same", words=words))


def _rows(condition: Condition, names: Names, asked: Container[str]) -> _Rows | None:
    """Return a condition as rows, or None where rows cannot say it."""
    if condition.all_ is not None:
        return _joined("all", (_rows(one, names, asked) for one in condition.all_))
    if condition.any_ is not None:
        return _joined("any", (_rows(one, names, asked) for one in condition.any_))
    leaf, is_denied = condition.not_ or condition, condition.not_ is not None
    if not (leaf.question or leaf.score) or (is_denied and leaf.is_ is None):
        return None
    try:
        comparison, _ = comparison_of(leaf, names, asked)
    except NeverError:
        return None
    return _compared(comparison, is_denied=is_denied)


def _joined(behaviour: str, parts: Iterable[_Rows | None]) -> _Rows | None:
    there = list(parts)
    rows = [one for one in there if one is not None and one.behaviour in {"", behaviour}]
    if len(rows) < len(there):
        return None
    joined = tuple(row for one in rows for row in one.rows)
    return _Rows(behaviour if len(joined) > 1 else "", joined)


def _compared(comparison: Comparison, *, is_denied: bool) -> _Rows | None:
    subject, operator = comparison.subject, comparison.operator
    kind = subject.kind
    if not subject.links:
        return None
    if operator == "answered":
        return _answered(subject.links, is_there=comparison.values == ("true",))
    if kind == "Integer" and not all(_is_integer(value) for value in comparison.values):
        return None
    sign = "!=" if is_denied or operator in _DENIALS else _SIGNS.get(operator, "=")
    rows = tuple(
        {"question": link, "operator": sign, f"answer{kind}": _plain(value, kind)}
        for link in subject.links
        for value in comparison.values
    )
    if operator in _DENIALS:
        return _Rows("all", (*_answered(subject.links, is_there=True).rows, *rows))
    return _Rows("any" if len(rows) > 1 else "", rows)


def _answered(links: Sequence[str], *, is_there: bool) -> _Rows:
    rows = ({"question": one, "operator": "exists", "answerBoolean": is_there} for one in links)
    behaviour = "any" if is_there else "all"
    return _Rows(behaviour if len(links) > 1 else "", tuple(rows))


def _is_integer(value: str) -> bool:
    exact = Decimal(value)
    return exact == exact.to_integral_value() and abs(exact) <= LARGEST_INTEGER


def _plain(value: str, kind: str) -> bool | int | float | Json:
    if kind == "Boolean":
        return value == "yes"
    return {"code": value} if kind == "Coding" else number(Decimal(value))


def write_path(condition: Condition, names: Names, asked: Container[str]) -> str:
    """Return a condition as FHIRPath that is always true or false, never empty."""
    if condition.not_ is not None:
        return f"{write_path(condition.not_, names, asked)}.not()"
    parts, word = (condition.all_, "and") if condition.all_ else (condition.any_, "or")
    if parts:
        return f"({f' {word} '.join(write_path(part, names, asked) for part in parts)})"
    try:
        comparison, _ = comparison_of(condition, names, asked)
    except NeverError:
        return str(condition.answered is False).lower()
    return _path(comparison)


def _path(comparison: Comparison) -> str:
    subject, operator = comparison.subject, comparison.operator
    if operator == "answered":
        denial = "" if comparison.values == ("true",) else ".not()"
        return f"{subject.path}.exists(){denial}"
    value = f"{subject.value}.code" if subject.kind == "Coding" else subject.value
    if operator in ORDERINGS:
        return f"{subject.path}.where({value} {_SIGNS[operator]} {comparison.values[0]}).exists()"
    literals = [_literal(one, subject.kind) for one in comparison.values]
    found = f"{subject.path}.where({value} {among(literals)}).exists()"
    if operator in _DENIALS:
        return f"({subject.path}.exists() and {found}.not())"
    return found


def _literal(value: str, kind: str) -> str:
    if kind == "Boolean":
        return str(value == "yes").lower()
    return quoted(value) if kind == "Coding" else value
