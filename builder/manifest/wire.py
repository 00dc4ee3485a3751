"""JSON as it travels: the one way to write it, its digest, and how it is held to its schema."""

import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, TypeAlias

import rfc8785

from builder.errors import CatalogueError, IntegrityError
from builder.message import tell

FORMAT: Final = 1
_CONTROL: Final = re.compile(rb"(?<!\\)(?:\\\\)*\\(?:u00[01]|[bf])|\x7f|\xc2[\x80-\x9f]")
"""Characters that steer a terminal, as JSON writes them."""

Json: TypeAlias = Any
"""Plain JSON: dict, list, str, int, bool or None."""


def canonical(value: Json) -> bytes:
    """Return the one way to write `value` in bytes (RFC 8785)."""
    return rfc8785.dumps(value)


def digest(data: bytes) -> str:
    """Return the name of `data`: its SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_json(data: bytes, name: str, schema: str) -> Json:
    """Return JSON held to `schemas/<schema>.schema.json`; raise IntegrityError if it is not."""
    try:
        value = _parsed(data)
    except (ValueError, RecursionError) as error:
        raise IntegrityError(
            tell("{name} is damaged: it is not JSON that can be used", name=name)
        ) from error
    if isinstance(value, dict) and value.get("format", FORMAT) != FORMAT:
        raise CatalogueError(
            tell(
                "{name} has format {format}; a newer moment-builder is needed",
                name=name,
                format=str(value["format"]),
            )
        )
    fault = next(iter(_validator(schema).iter_errors(value)), None)
    if fault:
        raise IntegrityError(
            tell(
                "{name} is damaged: {place}: {reason}",
                name=name,
                place=fault.json_path,
                reason=fault.message[:200],
            )
        )
    return value


def _parsed(data: bytes) -> Json:
    """Return JSON; raise ValueError for what has no canonical bytes, or would steer a terminal."""
    value = json.loads(data, parse_float=_refuse_fraction, parse_int=_small_integer)
    steering = _CONTROL.search(json.dumps(value, ensure_ascii=False).encode())
    if steering:
        raise ValueError(steering[0])
    return value


def _refuse_fraction(text: str) -> None:
    """Raise ValueError: nothing on the wire is a fraction; exact numbers are text."""
    raise ValueError(text)


def _small_integer(text: str) -> int:
    """Return an integer; raise ValueError for one that canonical JSON cannot hold (RFC 8785)."""
    number = int(text)
    if abs(number) >= 1 << 53:
        raise ValueError(text)
    return number


def schema_folder() -> Path:
    """Return the folder of the JSON Schemas, in a wheel or in the repository."""
    packed = Path(str(files("builder"))) / "json_schemas"
    return packed if packed.is_dir() else Path(__file__).parents[2] / "schemas"


@cache
def _validator(schema: str) -> Any:
    from jsonschema import Draft202012Validator

    text = (schema_folder() / f"{schema}.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def readable(value: Json) -> bytes:
    """Return JSON that people can read and git can diff: sorted keys, two spaces."""
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
