"""The answers that a choice of FHIR's offers, as choices of ours."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from builder.exchange.fhir.given import Given, decimal, groups, shown, text
from builder.exchange.fhir.ids import Ids
from builder.exchange.fhir.names import ITEM_WEIGHT, ORDINAL, Json
from builder.exchange.fhir.places import fill
from builder.exchange.loss import Loss
from builder.message import mark, tell
from builder.model import exact

_FEWEST: Final = 2
_CODED: Final = ("code", "display", "system", "version", "userSelected", "extension", "id")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen: FHIR's code, in its system, and our value of it."""

    value: str
    text: str
    code: str
    system: str = ""
    score: Decimal | None = None

    def as_choice(self) -> Json:
        """Return the option in the keys of our YAML."""
        score = {} if self.score is None else {"score": exact(self.score)}
        return {"value": self.value, "text": self.text, **score}


@dataclass(slots=True)
class Options:
    """The answers of one question, and what was left out of them."""

    options: list[Option] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    _ids: Ids = field(default_factory=Ids)
    _of_code: dict[str, list[Option]] = field(default_factory=dict)

    def add(self, coding: Any, points: Any = None) -> bool:
        """Add what can be chosen; tell whether it has a text to show."""
        code, system, words = _read(coding)
        if words:
            value = self._ids.take(code, words, "svar")
            option = Option(value, words, code, system, decimal(points))
            self.options.append(option)
            self._of_code.setdefault(code, []).append(option)
        return bool(words)

    def find(self, coding: Any) -> str | None:
        """Return our value of a coding, a text or a number that is one of the answers."""
        code, system, _ = _read(coding)
        options = self._of_code.get(code, ())
        same = (one.value for one in options if system in {"", one.system} or not one.system)
        return next(same, None)

    def choices(self, language: str) -> list[Json]:
        """Return the choices, with places to fill in where they are too few to choose among."""
        choices = [option.as_choice() for option in self.options]
        while len(choices) < _FEWEST:
            value = self._ids.take("svar" if language == "sv" else "answer")
            choices.append({"value": value, "text": fill(mark("an answer to choose"), language)})
        return choices


def options_of(item: Given, contained: dict[str, Json]) -> Options:
    """Return the answers that an item offers, of its own or of a value set in the same file."""
    found = Options()
    for given in item.groups("answerOption"):
        _add(found, given)
    reference = item.take("answerValueSet")
    if reference is not None:
        _add_set(found, item, text(reference), contained)
    elif not found.options:
        found.losses.append(Loss(item.at, tell("it has no answers to choose among")))
    elif len(found.options) < _FEWEST:
        found.losses.append(Loss(item.at, tell("it has only one answer to choose")))
    at = (*item.at, "answerOption")
    changed = [one for one in found.options if one.code != one.value]
    if changed:
        message = tell(
            "the code “{code}” is written “{value}”, and so on",
            code=shown(changed[0].code),
            value=changed[0].value,
        )
        found.losses.append(Loss(at, message))
    if any(one.system for one in found.options):
        found.losses.append(Loss(at, tell("what code system the codes are of is left out")))
    return found


def _add(found: Options, given: Given) -> None:
    value = next((given.take(key) for key in given.keys if key.startswith("value")), None)
    points = given.extension(ORDINAL, ITEM_WEIGHT)
    if isinstance(value, dict):
        inner = Given(given.at, value)
        inner_points = inner.extension(ORDINAL, ITEM_WEIGHT)
        points = inner_points if points is None else points
        for key in _CODED:
            if key != "extension":
                inner.take(key)
        found.losses += inner.left()
    if not found.add(value, points):
        found.losses.append(Loss(given.at, tell("the answer has no text; it is left out")))
    elif points is not None and decimal(points) is None:
        found.losses.append(Loss(given.at, tell("its points are no number that can be used")))
    found.losses += given.left()


def _read(coding: Any) -> tuple[str, str, str]:
    """Return the code, the system and the text of what can be chosen."""
    if isinstance(coding, dict):
        code, display = text(coding.get("code")), text(coding.get("display"))
        return code or display, text(coding.get("system")), display or code
    number = decimal(coding)
    words = text(coding) if number is None else exact(number)
    return words, "", words


def _add_set(found: Options, item: Given, reference: str, contained: dict[str, Json]) -> None:
    """Add the codes of a value set that came along; another is only named."""
    at = (*item.at, "answerValueSet")
    values = contained.get(reference.removeprefix("#")) if reference.startswith("#") else None
    for coding in _codings(values or {}):
        found.add(coding)
    if not found.options:
        message = tell("its answers are in {set}, which did not come along", set=shown(reference))
        found.losses.append(Loss(at, message))


def _codings(values: Json) -> Iterator[Json]:
    expansion, compose = values.get("expansion"), values.get("compose")
    if isinstance(expansion, dict):
        for _, one in groups(expansion.get("contains")):
            yield one
    elif isinstance(compose, dict):
        for _, included in groups(compose.get("include")):
            for _, concept in groups(included.get("concept")):
                yield {**concept, "system": included.get("system")}
