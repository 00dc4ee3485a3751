"""Conditions and scores recognised as ours: what they say in our words is what they compute.

Our export writes in words (`description`) what each expression computes. The words are believed
only where writing them anew gives the very same expression; anything else is a loss, never a guess.
"""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from pydantic import ValidationError

from builder.exchange.fhir.conditions import write_condition, write_path
from builder.exchange.fhir.ids import Ids, own_part
from builder.exchange.fhir.names import CALCULATED, SHOWN_WHEN, VARIABLE, Json
from builder.exchange.fhir.paths import Names
from builder.exchange.fhir.rows import Target, UnreadableError, read_rows
from builder.exchange.fhir.scores import score_expressions
from builder.exchange.fhir.walk import Computed, Shown
from builder.message import tell
from builder.model import Condition, Score
from builder.source import parse_yaml

_SAID: Final = frozenset({"method", "of", "decimals", "missing"})
_LONGEST_WORDS: Final = 20_000
_LONGEST_PATH: Final = 200_000
_MOST: Final = 200
"""More of our own than any form has; what is from anybody may have any number of them."""
_NUMBER: Final = r"(-?[0-9]{1,12}(?:\.[0-9]{1,4})?|\{\})"
_OF_YES_NO: Final = re.compile(rf"\.answer\.value\.select\(iif\(\$this, {_NUMBER}, {_NUMBER}\)\)")
_AT_LINKS: Final = re.compile(r"\.where\(linkId (?:= |in \()('[^()]*')\){1,2}\Z")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A score as its words say it, and the item that it is to be held against."""

    score: Score
    item: Computed


def candidates(computed: Iterable[Computed]) -> tuple[list[Candidate], list[Computed]]:
    """Return the scores that say in our words what they compute, and the rest."""
    found, rest, ids = list[Candidate](), list[Computed](), Ids()
    for item in computed:
        score = _said_score(item, ids)
        if score:
            found.append(Candidate(score, item))
        else:
            rest.append(item)
    return found, rest


def _said_score(item: Computed, ids: Ids) -> Score | None:
    value = next((one for one in item.expressions if one.get("url") == CALCULATED), {})
    said = _said(value.get("valueExpression"))
    if not isinstance(said, dict) or not said.keys() <= _SAID:
        return None
    id_ = ids.take(own_part(item.link, "score"), item.keys["title"], "poang")
    try:
        read = Score.model_validate({**said, "id": id_, **item.keys})
    except ValidationError:
        return None
    return read


def _said(expression: Any) -> Any:
    """Return what an expression says in our words, as plain data."""
    words = expression.get("description") if isinstance(expression, dict) else None
    if not isinstance(words, str) or len(words) > _LONGEST_WORDS:
        return None
    return parse_yaml("", words).data


def points_of_yes_no(scores: Iterable[Candidate]) -> dict[str, Json]:
    """Return the points of questions answered yes or no, which stand only in expressions."""
    points: dict[str, Json] = {}
    for candidate in scores:
        path = _points_path(candidate.item)
        for found in islice(_OF_YES_NO.finditer(path), _MOST):
            keys = {"yes-score": found[1], "no-score": found[2]}
            stated = {key: number for key, number in keys.items() if number != "{}"}
            points.update((link, stated) for link in _links_before(path[: found.start()]))
    return points


def _links_before(path: str) -> list[str]:
    """Return the link ids of the items that a path ends with, whatever condition they have."""
    linked = _AT_LINKS.search(path)
    if linked is None:
        depth, start = 1, len(path) - 1
        while depth and start > 0:  # back over the condition, to the bracket that opens it
            start -= 1
            depth += {")": 1, "(": -1}.get(path[start], 0)
        linked = _AT_LINKS.search(path[:start].removesuffix(".where"))
    return re.findall(r"'([^']*)'", linked[1]) if linked else []


def _points_path(item: Computed) -> str:
    values = (one.get("valueExpression") for one in item.expressions if one.get("url") == VARIABLE)
    value = next(values, None)
    path = value.get("expression") if isinstance(value, dict) else ""
    return path if isinstance(path, str) and len(path) <= _LONGEST_PATH else ""


def is_recognised(candidate: Candidate, names: Names) -> bool:
    """Tell whether a score computes what it says: written anew it is the same."""
    if not all(name in names.questions for name in candidate.score.of):
        return False
    return score_expressions(candidate.score, names) == list(candidate.item.expressions)


@dataclass(frozen=True, slots=True)
class Conditions:
    """Reads the conditions of questions, in their order."""

    names: Names
    targets: Mapping[str, Target]

    def read(self, shown: Shown, asked: Container[str], owner: str) -> Json:
        """Return a condition in the keys of our YAML; raise UnreadableError for what is none."""
        if shown.path is None:
            rows = shown.rows if isinstance(shown.rows, list) else [shown.rows]
            if not rows:
                raise UnreadableError(tell("it has no rows"))
            return read_rows(rows, shown.behaviour, self.targets)
        if shown.rows is not None:
            raise UnreadableError(tell("it is said in two ways"))
        condition = self._recognised(shown.path, asked)
        self.names.guard(owner, write_path(condition, self.names, asked))
        return condition.model_dump(mode="json", by_alias=True, exclude_none=True)

    def _recognised(self, path: Any, asked: Container[str]) -> Condition:
        said = _said(path)
        unknown = tell("its expression is none that we write")
        try:
            condition = Condition.model_validate(said)
        except ValidationError:
            raise UnreadableError(unknown) from None
        written = write_condition(condition, self.names, asked).get("extension")
        if written != [{"url": SHOWN_WHEN, "valueExpression": path}]:
            raise UnreadableError(unknown)
        return condition


def names_in(condition: Json) -> set[str]:
    """Return the questions that a condition speaks of."""
    parts = [*condition.get("all", ()), *condition.get("any", ())]
    parts += [condition["not"]] if "not" in condition else []
    named = {condition["question"]} if "question" in condition else set()
    return named.union(*map(names_in, parts))
