"""Rows of enableWhen read as a condition."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from builder.exchange.fhir.given import decimal
from builder.exchange.fhir.names import Json, link_of_score
from builder.exchange.fhir.paths import Names, link_of
from builder.exchange.fhir.subjects import kind_of
from builder.forms.score import Item
from builder.message import Message, tell
from builder.model import MatrixQuestion, exact

ValueOf: TypeAlias = Callable[[Any], str | None]
"""Gives which of our values a choice of a row's is, or None."""
_ORDERINGS: Final = {">=": "at-least", "<=": "at-most", ">": "more-than", "<": "less-than"}
_NUMBERS: Final = frozenset({"Integer", "Decimal"})


class UnreadableError(Exception):
    """Rows say what our conditions cannot; it carries why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Target:
    """What a link id leads to: its name in a condition, and how answers to it are read.

    `rows` are the link ids of the whole matrix that it is a row of.
    """

    name: Mapping[str, str]
    kind: str
    rows: tuple[str, ...] = ()
    choice: ValueOf = lambda coding: coding.get("code") if isinstance(coding, dict) else None


@dataclass(frozen=True, slots=True)
class _Row:
    link: str
    operator: str
    value: str


def targets_of(names: Names) -> dict[str, Target]:
    """Return what the link ids of an exported form lead to."""
    targets = {link_of_score(one): Target({"score": one}, "Decimal") for one in names.scores}
    for question in names.questions.values():
        kind = kind_of(question)
        if isinstance(question, MatrixQuestion):
            rows = {row.id: link_of(Item(question, row.id)) for row in question.rows}
            for row, link in rows.items():
                name = {"question": question.id, "row": row}
                targets[link] = Target(name, kind, tuple(rows.values()))
        else:
            targets[question.id] = Target({"question": question.id}, kind)
    return targets


def read_rows(rows: Sequence[Any], behaviour: Any, targets: Mapping[str, Target]) -> Json:
    """Return rows as a condition, in the keys of our YAML, or raise UnreadableError."""
    if len(rows) > 1 and behaviour not in ("all", "any"):
        raise UnreadableError(tell("it is not said whether all or any of the rows should hold"))
    rest, parts = [_read(row, targets) for row in rows], []
    while rest:
        part, used = _first(rest, str(behaviour), targets)
        parts.append(part)
        del rest[:used]
    return parts[0] if len(parts) == 1 else {str(behaviour): parts}


def _read(row: Any, targets: Mapping[str, Target]) -> _Row:
    if not isinstance(row, dict):
        raise UnreadableError(tell("a row of the condition is not a group of keys"))
    link, operator = row.get("question"), str(row.get("operator"))
    if not isinstance(link, str) or link not in targets:
        raise UnreadableError(tell("it names “{link}”, which is no question here", link=str(link)))
    kind, value = next(((k[6:], v) for k, v in row.items() if k.startswith("answer")), ("", None))
    if operator == "exists" and isinstance(value, bool):
        return _Row(link, "exists", str(value).lower())
    read = _value(targets[link], kind, value)
    is_ordered = operator in _ORDERINGS and targets[link].kind in _NUMBERS
    if read is None or not (operator in {"=", "!="} or is_ordered):
        message = tell("“{link}” cannot be compared in this way", link=link)
        raise UnreadableError(message)
    return _Row(link, operator, read)


def _value(target: Target, kind: str, value: Any) -> str | None:
    """Return what a row compares with, if an answer to the target can be that."""
    if target.kind == "Boolean":
        return {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else None
    if target.kind == "Coding":
        chosen = target.choice(value)
        return chosen if isinstance(chosen, str) else None
    if target.kind not in _NUMBERS:
        return None
    if kind == "Quantity" and isinstance(value, dict):
        value = value.get("value")
    found = decimal(value)
    return None if found is None else exact(found)


def _first(rows: Sequence[_Row], behaviour: str, targets: Mapping[str, Target]) -> tuple[Json, int]:
    """Return the first comparison that rows make, and how many of them it takes."""
    row, name = rows[0], dict(targets[rows[0].link].name)
    if row.operator == "exists":
        return _existing(rows, behaviour, targets)
    if row.operator in _ORDERINGS:
        return {**name, _ORDERINGS[row.operator]: row.value}, 1
    if row.operator == "!=":
        return {"not": {**name, "is": row.value}}, 1
    values = _run(rows, "=") if behaviour == "any" else [row.value]
    return {**name, "is": row.value} if len(values) == 1 else {**name, "any-of": values}, len(
        values
    )


def _existing(
    rows: Sequence[_Row], behaviour: str, targets: Mapping[str, Target]
) -> tuple[Json, int]:
    row, target = rows[0], targets[rows[0].link]
    is_there = row.value == "true"
    if is_there and behaviour == "all" and len(rows) > 1 and rows[1].link == row.link:
        values = _run(rows[1:], "!=")
        if values:
            operator = {"is-not": values[0]} if len(values) == 1 else {"none-of": values}
            return {**target.name, **operator}, 1 + len(values)
    whole = [_Row(link, "exists", row.value) for link in target.rows]
    is_joined = len(whole) == 1 or behaviour == ("any" if is_there else "all")
    if whole and is_joined and list(rows[: len(whole)]) == whole:
        return {"question": target.name["question"], "answered": is_there}, len(whole)
    return {**target.name, "answered": is_there}, 1


def _run(rows: Sequence[_Row], operator: str) -> list[str]:
    """Return the values of the rows at the beginning that compare alike with the first one's."""
    values: list[str] = []
    for row in rows:
        if (row.link, row.operator) != (rows[0].link, operator) or row.value in values:
            break
        values.append(row.value)
    return values
