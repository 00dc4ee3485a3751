"""What the leaves of conditions speak of, once names and values that lead nowhere are set aside."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Literal, TypeAlias

from builder.exchange.fhir.names import link_of_score
from builder.exchange.fhir.paths import Names, is_whole, items_at, link_of
from builder.exchange.fhir.scores import score_path
from builder.forms.answer import is_number, values_of
from builder.forms.condition import (
    ORDERINGS,
    named_values,
    number_in,
    operators_for,
)
from builder.forms.score import Item
from builder.message import Message, tell
from builder.model import (
    Condition,
    MatrixQuestion,
    NumberQuestion,
    Question,
    ScaleQuestion,
    Score,
    exact,
)

Kind: TypeAlias = Literal["Boolean", "Coding", "Integer", "Decimal", ""]
"""FHIR's type of what is compared; empty where one can only ask whether there is an answer."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a leaf compares: the items with `links`, whose answers stand at `path`."""

    links: tuple[str, ...]
    kind: Kind
    path: str
    value: str = "value"
    """How the value is reached from what stands at `path`."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A leaf that can be written: an operator of ours and the values that an answer can have."""

    subject: Subject
    operator: str
    values: tuple[str, ...]


class NeverError(Exception):
    """A leaf compares with nothing, so that no answer makes it true; says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def subject_of(leaf: Condition, names: Names, asked: Container[str]) -> Subject:
    """Return what a leaf speaks of, where the questions in `asked` are answered by then.

    Raises NeverError where it is not there, or cannot be compared in the leaf's way.
    """
    name = leaf.question or leaf.score or ""
    score, question = names.scores.get(leaf.score or ""), names.questions.get(leaf.question or "")
    if score:
        return _of_score(score, names, asked)
    if question is None or question.id not in asked:
        raise NeverError(
            tell("“{name}” is not asked before this, so it has no answer here", name=name)
        )
    if leaf.operator not in operators_for(question, row=leaf.row is not None):
        raise NeverError(tell("“{name}” cannot be compared in this way", name=name))
    return _of_question(question, leaf.row, names)


def _of_score(score: Score, names: Names, asked: Container[str]) -> Subject:
    if all(name in asked for name in score.of if name in names.questions):
        link = link_of_score(score.id)
        return Subject((link,), "Decimal", f"{items_at([link])}.answer")
    return Subject((), "Decimal", f"({score_path(score, names, asked)})", "$this")


def _of_question(question: Question, row: str | None, names: Names) -> Subject:
    items = [Item(question)]
    if isinstance(question, MatrixQuestion):
        items = [Item(question, one.id) for one in question.rows if row in {None, one.id}]
    if not items or (row is not None and items[0].row is None):
        raise NeverError(tell("there is no row “{row}”", row=str(row)))
    links = tuple(link_of(item) for item in items)
    return Subject(links, kind_of(question), f"{names.items(items)}.answer")


def kind_of(question: Question) -> Kind:
    """Return FHIR's type of what the answers to a question are compared as."""
    if isinstance(question, NumberQuestion | ScaleQuestion):
        return "Integer" if is_whole(question) else "Decimal"
    if question.type == "yes-no":
        return "Boolean"
    return "Coding" if values_of(question) else ""


def comparison_of(
    leaf: Condition, names: Names, asked: Container[str]
) -> tuple[Comparison, tuple[str, ...]]:
    """Return a leaf as what can be written, and the values that no answer can be.

    Raises NeverError where no answer makes it true.
    """
    subject, operator = subject_of(leaf, names, asked), leaf.operator
    if operator == "answered":
        return Comparison(subject, operator, (str(leaf.answered).lower(),)), ()
    if operator in ORDERINGS:
        return Comparison(subject, operator, (exact(getattr(leaf, operator)),)), ()
    question = names.questions.get(leaf.question or "")
    usable = {value: _usable(value, question) for value in named_values(leaf)}
    values = tuple(dict.fromkeys(one for one in usable.values() if one is not None))
    odd = tuple(value for value, one in usable.items() if one is None)
    if values:
        return Comparison(subject, operator, values), odd
    if operator in {"is_", "any_of"}:
        raise NeverError(tell("“{value}” is no answer to this question", value=", ".join(odd)))
    return Comparison(subject, "answered", ("true",)), odd


def _usable(value: str, question: Question | None) -> str | None:
    """Return a value as it is compared, or None where no answer is it."""
    if question is None or is_number(question):
        number = number_in(value)
        return None if number is None else exact(number)
    return value if value in values_of(question) else None
