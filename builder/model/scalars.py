"""The kinds of single values an author can write, strict about what was meant.

Each accepts what YAML 1.2 and the JSON Schema accept, so that the builder and the editor agree.
When a package is read back from canonical JSON the context `WIRE` is given: there the values
have JSON's own types, and exact numbers are text.
"""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, PlainSerializer, ValidationInfo, WithJsonSchema
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from builder.message import mark
from builder.scalar import Plain, Reading

WIRE: Final = "wire"
MAX_DECIMALS: Final = 4
NO_VALUE: Final = "none"
"""How an example says that a score has no value, or is in no band."""
_LIMIT: Final = 10**12
"""Every number is smaller, so that canonical JSON can hold it (RFC 8785: below 2⁵³)."""
_BOUNDS: Final[JsonDict] = {"exclusiveMinimum": -_LIMIT, "exclusiveMaximum": _LIMIT}
_USABLE: Final = mark("“{value}” is not a number that can be used")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_AUTHOR = re.compile(r"[^@\s]+@[^@\s]+")
_HSA_ID = re.compile(r"SE[0-9]{10}-[A-Za-z0-9]{1,18}", re.IGNORECASE)
_KEY = re.compile(
    r"(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-ssh-ed25519@openssh\.com|"
    r"sk-ecdsa-sha2-nistp256@openssh\.com) [A-Za-z0-9+/]{40,}={0,2}( [^\x00-\x1f]*)?"
)
_CHANGE = re.compile(r"c[0-9a-f]{11}")
_FILE = re.compile(r"[^/\\\s]([^/\\]*[^/\\\s])?")
_MODULE_FILE = re.compile(r"modules/[^/\\]+\.md")


def _from_wire(info: ValidationInfo) -> bool:
    return info.context == WIRE


def wrong(kind: str, template: str, value: object = "") -> PydanticCustomError:
    """Return an error that tells `template`, with `{value}`; it travels along to be translated."""
    context = {"template": template, "value": str(value)}
    return PydanticCustomError(kind, template, context)


def read_text(value: object) -> str:
    """Return a text; anything that YAML reads as something else must be quoted."""
    if isinstance(value, Plain):
        if value.reading is Reading.NULL:
            raise wrong("empty", mark("a value is missing here"), value)
        raise wrong("quote", mark('“{value}” must stand in quotes to be a text: "{value}"'), value)
    if not isinstance(value, str):
        raise wrong("text", mark("a text is expected here, not a list or a group of keys"), value)
    if not value.strip():
        raise wrong("empty", mark("a value is missing here"), value)
    return value.strip()


def _is_plain_text(value: object) -> bool:
    """Tell whether a value is written without quotes and is something else than text to YAML."""
    return isinstance(value, Plain) and value.reading is not Reading.NULL


def _matching(pattern: re.Pattern[str], kind: str, template: str) -> BeforeValidator:
    def read(value: object) -> str:
        if _is_plain_text(value) and not pattern.fullmatch(str(value)):
            raise wrong(kind, template, value)  # quotes would not make it right
        text = read_text(value)
        if text != value or not pattern.fullmatch(text):
            raise wrong(kind, template, value)
        return text

    return BeforeValidator(read)


def _schema(pattern: re.Pattern[str]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^{pattern.pattern}$"})


Text = Annotated[
    str, BeforeValidator(read_text), WithJsonSchema({"type": "string", "pattern": r"\S"})
]

Id = Annotated[
    str,
    _matching(
        _ID, "id", mark("“{value}” is not an id: only a–z, 0–9 and single hyphens between them")
    ),
    _schema(_ID),
]

Email = Annotated[
    str, _matching(_EMAIL, "email", mark("“{value}” is not an e-mail address")), _schema(_EMAIL)
]

AuthorEmail = Annotated[
    str, _matching(_AUTHOR, "email", mark("“{value}” is not an e-mail address")), _schema(_AUTHOR)
]
"""An address as git knows it, which may be `anna@laptop`."""

HsaId = Annotated[
    str,
    # Inera's HSA-id: SE, the organisation number, a hyphen, then 1 to 18 letters or digits
    # (31 characters at most); see docs/sources.md, P27.
    _matching(
        _HSA_ID,
        "hsa-id",
        mark("“{value}” is not an HSA-id: SE, ten digits, a hyphen and letters or digits"),
    ),
    WithJsonSchema({"type": "string", "pattern": "^[Ss][Ee][0-9]{10}-[A-Za-z0-9]{1,18}$"}),
]

PublicKey = Annotated[
    str,
    _matching(
        _KEY,
        "public-key",
        mark("“{value}” is not an open SSH key: the line in a file that ends with .pub"),
    ),
    _schema(_KEY),
]
"""One line of a `.pub` file, as `ssh-keygen` writes it; the comment at its end says nothing."""

Fingerprint = Annotated[
    str,
    _matching(
        _CHANGE,
        "fingerprint",
        mark("“{value}” is not the name of a change: twelve characters, as moment diff shows it"),
    ),
    _schema(_CHANGE),
]

FileName = Annotated[
    str,
    _matching(_FILE, "file", mark("“{value}” is not a file name in this folder")),
    _schema(_FILE),
]

ModuleFile = Annotated[
    str,
    _matching(
        _MODULE_FILE, "module-file", mark("“{value}” is not a module's file: modules/<name>.md")
    ),
    _schema(_MODULE_FILE),
]


def _read_whole(value: object, info: ValidationInfo) -> int:
    wire = _from_wire(info) and isinstance(value, int) and not isinstance(value, bool)
    if not wire and not (isinstance(value, Plain) and value.reading is Reading.INTEGER):
        raise _not_a_number("whole", mark("“{value}” is not a whole number"), value)
    number = _decimal(value)
    if abs(number) >= _LIMIT:
        raise wrong("number", _USABLE, value)
    return int(number)


def _decimal(value: object) -> Decimal:
    """Return a number as it is written; YAML 1.2 has 0o17 and 0x1F too."""
    text = str(value)
    if text[:2] in {"0o", "0x"}:
        return Decimal(int(text, 0))
    try:
        return Decimal(text)
    except InvalidOperation:
        raise wrong("number", mark("“{value}” is not a number"), text) from None


def _not_a_number(kind: str, template: str, value: object) -> PydanticCustomError:
    if isinstance(value, str) and re.fullmatch(r"[-+]?[0-9]+,[0-9]+", value):
        return wrong(
            "comma",
            mark("“{value}” is written with a comma; decimals are written with a point"),
            value,
        )
    if isinstance(value, str) and (_DAY.fullmatch(value) or _CLOCK.fullmatch(value)):
        template = mark("“{value}” is a day or a time; a number is expected here")
        return wrong(kind, template, value)
    if isinstance(value, Plain) and value.reading is Reading.NULL:
        return wrong("empty", mark("a value is missing here"), value)
    if isinstance(value, list | dict):
        return wrong(kind, mark("a number is expected here, not a list or a group of keys"), "")
    return wrong(kind, template, value)


Count = Annotated[
    int,
    BeforeValidator(_read_whole),
    Field(ge=0),
    WithJsonSchema({"type": "integer", "minimum": 0, "exclusiveMaximum": _LIMIT}),
]
Positive = Annotated[
    int,
    BeforeValidator(_read_whole),
    Field(ge=1),
    WithJsonSchema({"type": "integer", "minimum": 1, "exclusiveMaximum": _LIMIT}),
]


def _read_number(value: object, info: ValidationInfo) -> Decimal:
    wire = _from_wire(info) and isinstance(value, str)
    plain = isinstance(value, Plain) and value.reading in {Reading.INTEGER, Reading.NUMBER}
    if not (wire or plain):
        raise _not_a_number("number", mark("“{value}” is not a number"), value)
    number = _decimal(value)
    if not number.is_finite() or abs(number) >= _LIMIT:
        raise wrong("number", _USABLE, value)
    if number != round(number, MAX_DECIMALS):
        raise wrong("decimals", mark("“{value}” has more than four decimals"), value)
    return number


def exact(number: Decimal) -> str:
    """Return the one way to write `number`: no exponent, no zeros at the end, no minus zero."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", "0", ""} else text


Number = Annotated[
    Decimal,
    BeforeValidator(_read_number),
    PlainSerializer(exact, return_type=str, when_used="always"),
    WithJsonSchema({"type": "number", **_BOUNDS}, mode="validation"),
    WithJsonSchema(
        {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]{1,4})?$"}, mode="serialization"
    ),
]


def _read_flag(value: object, info: ValidationInfo) -> bool:
    if _from_wire(info) and isinstance(value, bool):
        return value
    if isinstance(value, Plain) and value in {"true", "false"}:
        return value == "true"
    if isinstance(value, Plain) and value.reading is Reading.NULL:
        raise wrong("empty", mark("a value is missing here"), value)
    shown = "" if isinstance(value, list | dict) else value
    if str(shown).casefold() in {"ja", "yes", "on", "sant"}:
        raise wrong("flag", mark("“{value}” is written true here"), shown)
    if str(shown).casefold() in {"nej", "no", "off", "falskt"}:
        raise wrong("flag", mark("“{value}” is written false here"), shown)
    raise wrong("flag", mark("“{value}” is not true or false"), shown)


Flag = Annotated[bool, BeforeValidator(_read_flag)]


def _read_day(value: object) -> dt.date:
    text = str(value) if _is_plain_text(value) else read_text(value)
    if text != value or not _DAY.fullmatch(text):
        raise wrong("day", mark("“{value}” is not a date: year-month-day, like 2026-05-15"), value)
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise wrong("day", mark("“{value}” is not a day that exists"), text) from None


Day = Annotated[
    dt.date,
    BeforeValidator(_read_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": f"^{_DAY.pattern}$"}),
]

Clock = Annotated[
    str,
    _matching(_CLOCK, "clock", mark("“{value}” is not a time of day: hours:minutes, like 07:30")),
    _schema(_CLOCK),
]
"""A time of day; two of them compare as text."""


def _read_value(value: object, info: ValidationInfo) -> str:
    if _from_wire(info) and isinstance(value, str):
        return value
    if isinstance(value, Plain) and value.reading is not Reading.NULL:
        return str(value)
    return read_text(value)


Value = Annotated[
    str,
    BeforeValidator(_read_value),
    WithJsonSchema({"type": ["string", "number", "boolean"], "pattern": r"\S"}, mode="validation"),
    WithJsonSchema({"type": "string"}, mode="serialization"),
]
"""An answer named in a condition: a choice, a number, a day, `yes` or `no`; kept as written."""


def _read_answer(value: object, info: ValidationInfo) -> str | tuple[str, ...] | dict[str, str]:
    if isinstance(value, list | tuple):
        return tuple(_read_value(one, info) for one in value)
    if isinstance(value, dict):
        return {key: _read_value(one, info) for key, one in value.items()}
    return _read_value(value, info)


Answer = Annotated[
    str | tuple[str, ...] | dict[str, str],
    BeforeValidator(_read_answer),
    WithJsonSchema(
        {
            "type": ["string", "number", "boolean", "array", "object"],
            "pattern": r"\S",
            "items": {"type": ["string", "number", "boolean"], "pattern": r"\S"},
            "additionalProperties": {"type": ["string", "number", "boolean"], "pattern": r"\S"},
        }
    ),
]
"""An answer in an example, as written: one value, several chosen ones, or one for each row."""

Expected = Annotated[
    Decimal | None,
    BeforeValidator(lambda value, info: None if value == NO_VALUE else _read_number(value, info)),
    WithJsonSchema(
        {
            "if": {"type": "string"},
            "then": {"const": NO_VALUE},
            "else": {"type": "number", **_BOUNDS},
        }
    ),
]
"""A score that an example expects: a number, or the word `none`."""
