"""Items of a FHIR Questionnaire as questions of ours, in the keys of our YAML."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from builder.exchange.fhir import names as fhir
from builder.exchange.fhir.choices import Options, options_of
from builder.exchange.fhir.given import Given, count, decimal, shown, text
from builder.exchange.fhir.names import Json
from builder.exchange.fhir.places import fill
from builder.exchange.fhir.steps import read_step
from builder.exchange.loss import Loss
from builder.forms.pattern import compiled
from builder.message import Message, mark, tell
from builder.model import exact

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK: Final = re.compile(r"(([01][0-9]|2[0-3]):[0-5][0-9])(:[0-9]{2}(\.[0-9]+)?)?")
_FEWEST: Final = re.compile(r"answer\.empty\(\) or answer\.count\(\) >= ([1-9][0-9]{0,8})")
_IN_A_LIST: Final = frozenset({"drop-down", "autocomplete", "lookup"})
_RANGE: Final = (("min", fhir.MIN_VALUE), ("max", fhir.MAX_VALUE))
_ENDS: Final = (
    ("lower", "min-text", mark("what the lowest value means")),
    ("upper", "max-text", mark("what the highest value means")),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the items of a Questionnaire are read in: a language, and what came along with them."""

    language: str
    contained: dict[str, Json]


@dataclass(slots=True)
class Read:
    """A question that was read: its keys, the answers that it offers, and what was left."""

    keys: Json
    options: Options | None = None
    losses: list[Loss] = field(default_factory=list)


_Reader: TypeAlias = Callable[[Given, Setting], Read]


def read_question(item: Given, setting: Setting) -> Read | None:
    """Return an item as a question, without its id, text and condition; None if it is none."""
    type_ = item.take("type")
    read = _READERS.get(type_) if isinstance(type_, str) else None
    if (
        read
        and item.keys.get("answerOption")
        and type_ not in {"boolean", "display", "open-choice"}
    ):
        read = _choice
    found = read(item, setting) if read else None
    if found and found.keys["type"] != "info":
        found.keys.update({"required": True} if item.flag("required") else {})
    return found


def put_ends(keys: Json, words: dict[str, str], language: str) -> Message | None:
    """Put the words at the ends of a scale, or places to fill in; return that they are missing."""
    for side, key, what in _ENDS:
        keys[key] = words.get(side) or fill(what, language)
    if len(words) == len(_ENDS):
        return None
    return tell("the scale does not say what its ends mean; that is to be filled in")


def _choice(item: Given, setting: Setting) -> Read:
    options = options_of(item, setting.contained)
    kind = "dropdown" if item.control() in _IN_A_LIST else "single-choice"
    is_several = item.flag("repeats")
    found = Read({"type": "multiple-choice" if is_several else kind}, options, options.losses)
    found.keys["choices"] = options.choices(setting.language)
    if is_several:
        _how_many(found, item)
    return found


def _open_choice(item: Given, setting: Setting) -> Read:
    found = _choice(item, setting)
    message = tell("an answer in one’s own words is not possible here, only the choices are")
    found.losses.append(Loss(item.at, message))
    return found


def _number(item: Given, setting: Setting) -> Read:
    del setting
    found = Read({})
    _range(found, item, lambda value: None if (one := decimal(value)) is None else exact(one))
    if item.control() == "slider" and {"min", "max"} <= found.keys.keys():
        found.keys["type"] = "scale"
    else:
        found.keys["type"] = "number"
        _unit(found, item)
    step, message = read_step(item, found.keys)
    if step is not None:
        found.keys["step"] = exact(step)
    if message:
        found.losses.append(Loss(item.at, message))
    return found


def _unit(found: Read, item: Given) -> None:
    unit = item.extension(fhir.UNIT, fhir.UNIT_OPTION)
    if not isinstance(unit, dict):
        return
    words = text(unit.get("display")) or text(unit.get("code"))
    if words:
        found.keys["unit"] = words
    if unit.get("code") or unit.get("system"):
        found.losses.append(Loss(item.at, tell("the unit is kept as a name, without its code")))


def _quantity(item: Given, setting: Setting) -> Read:
    found = _number(item, setting)
    found.losses.append(Loss(item.at, tell("a quantity became a number in one unit")))
    return found


def _boolean(item: Given, setting: Setting) -> Read:
    del setting
    item.control()
    return Read({"type": "yes-no"})


def _day_or_time(item: Given, setting: Setting) -> Read:
    del setting
    if item.keys["type"] == "time":
        found = Read({"type": "time"})
        _range(found, item, _clock)
        return found
    found = Read({"type": "date"})
    _range(found, item, _day)
    if item.keys["type"] == "dateTime":
        found.losses.append(Loss(item.at, tell("a day with a time of day became a day")))
    return found


def _words(item: Given, setting: Setting) -> Read:
    del setting
    is_long = item.keys["type"] == "text"
    found = Read({"type": "long-text" if is_long else "text"})
    if item.keys["type"] == "url":
        found.losses.append(Loss(item.at, tell("an address became a text")))
    given = item.take("maxLength")
    most = count(given)
    if most:
        found.keys["max-characters"] = most
    elif given is not None:
        message = tell("“{value}” is no number of characters", value=shown(given))
        found.losses.append(Loss((*item.at, "maxLength"), message))
    if not is_long:
        _pattern(found, item)
    return found


def _info(item: Given, setting: Setting) -> Read:
    del setting
    item.control()
    return Read({"type": "info"})


_READERS: Final[dict[str, _Reader]] = {
    "boolean": _boolean,
    "choice": _choice,
    "open-choice": _open_choice,
    "integer": _number,
    "decimal": _number,
    "quantity": _quantity,
    "date": _day_or_time,
    "dateTime": _day_or_time,
    "time": _day_or_time,
    "string": _words,
    "text": _words,
    "url": _words,
    "display": _info,
}


def _range(found: Read, item: Given, read: Callable[[Any], str | None]) -> None:
    for key, url in _RANGE:
        given = item.extension(url)
        end = read(given)
        if end is not None:
            found.keys[key] = end
        elif given is not None:
            message = tell("“{value}” cannot be an end of the range", value=shown(given))
            found.losses.append(Loss(item.at, message))


def _day(value: Any) -> str | None:
    day = text(value)[:10]
    return day if _DAY.fullmatch(day) and _is_day(day) else None


def _is_day(day: str) -> bool:
    """Tell whether a day is in the calendar."""
    try:
        dt.date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _clock(value: Any) -> str | None:
    found = _CLOCK.fullmatch(text(value))
    return found[1] if found else None


def _how_many(found: Read, item: Given) -> None:
    for key, url in (("min-choices", fhir.MIN_OCCURS), ("max-choices", fhir.MAX_OCCURS)):
        given = item.extension(url)
        number = count(given)
        if number is not None and (number or key == "min-choices"):
            found.keys[key] = number
        elif given is not None:
            message = tell("“{value}” is no number of choices", value=shown(given))
            found.losses.append(Loss(item.at, message))
    parts = item.parts(fhir.CONSTRAINT)
    fewest = _FEWEST.fullmatch(str(parts.get("expression")))
    if fewest and parts.get("key") == fhir.MIN_CHOICES:
        item.extension(fhir.CONSTRAINT)
        found.keys["min-choices"] = int(fewest[1])


def _pattern(found: Read, item: Given) -> None:
    given = item.extension(fhir.REGEX)
    if given is None:
        return
    pattern = text(given)
    for start, end in (("^(?:", ")$"), ("^", "$")):
        if pattern.startswith(start) and pattern.endswith(end):
            pattern = pattern[len(start) : -len(end)]
            break
    if pattern and compiled(pattern) is not None:
        found.keys["pattern"] = pattern
        words = text(item.extension(fhir.ENTRY_FORMAT))
        found.keys.update({"pattern-help": words} if words else {})
    else:
        message = tell("the pattern {pattern} is none that we can follow", pattern=shown(given))
        found.losses.append(Loss(item.at, message))
