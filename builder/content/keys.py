"""Which keys and words the model knows at a place, and which one an author most likely means."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pydantic import BaseModel

from builder.problem import Pointer
from builder.source.yaml import value_at

_WORDS: Final = re.compile(r"(?P<word>[a-z][a-z-]*): (?P<meaning>[^.:]+)\.")
"""How descriptions explain words: `treatment: behandling. support: stöd.`"""


@dataclass(frozen=True, slots=True)
class Meant:
    """The key or word that is meant; certain where only the spelling or the language differs."""

    word: str
    certain: bool


def meant_key(key: str, known: Mapping[str, dict[str, Any]]) -> Meant | None:
    """Return the known key that `key` means: by its Swedish title, or by likeness."""
    titles = {_plain(part["title"]): name for name, part in known.items() if "title" in part}
    alias = next((one for one in _ALIASES.get(_plain(key), ()) if one in known), None)
    return _meant(key, known, {**titles, **({_plain(key): alias} if alias else {})})


_ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("value",),
    "value": ("id",),
    "options": ("choices",),
    "alternatives": ("choices",),
    "answers": ("choices",),
    "label": ("text", "title"),
    "name": ("title", "text"),
    "question": ("text",),
    "image": ("picture",),
    "src": ("file",),
    "regex": ("pattern",),
}
"""Keys that other programs, or other parts of ours, call the same thing by."""


def meant_word(word: str, known: Iterable[str], description: str) -> Meant | None:
    """Return the known word that `word` means: by what the description says, or by likeness."""
    meanings = {_plain(one["meaning"]): one["word"] for one in _WORDS.finditer(description)}
    return _meant(word, known, meanings)


def _meant(given: str, known: Iterable[str], meanings: Mapping[str, str]) -> Meant | None:
    names = {_plain(name): name for name in known}
    words = {**{one: word for one, word in meanings.items() if word in names.values()}, **names}
    if certain := words.get(_plain(given)):
        return Meant(certain, certain=True)
    likely = difflib.get_close_matches(_plain(given), list(words), 1)
    return Meant(words[likely[0]], certain=False) if likely else None


def _plain(word: str) -> str:
    return re.sub(r"[\s_-]+", "-", word.strip().casefold())


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def keys_at(data: Any, at: Pointer, model: type[BaseModel]) -> dict[str, dict[str, Any]]:
    """Return the keys that the model knows where `at` points, each with its JSON Schema."""
    schema = _schema(model)
    here, value = schema, data
    for step in at:
        here = _member(_resolve(here, schema), step, value, schema)
        value = value_at(value, (step,))
    here = _choose(_resolve(here, schema), value, schema)
    keys: dict[str, dict[str, Any]] = here.get("properties", {})
    return keys


def _resolve(part: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in part:
        part = schema["$defs"][part["$ref"].rpartition("/")[2]]
    options = [_resolve(option, schema) for option in part.get("anyOf", ())]
    real = [option for option in options if option.get("type") != "null"]
    return real[0] if real and "properties" not in part and "oneOf" not in part else part


def _choose(part: dict[str, Any], value: Any, schema: dict[str, Any]) -> dict[str, Any]:
    """Return the member of a union that the value's `type` names."""
    mapping = part.get("discriminator", {}).get("mapping", {})
    tag = value.get("type") if isinstance(value, dict) else None
    is_known = isinstance(tag, str) and tag in mapping
    return _resolve({"$ref": mapping[tag]}, schema) if is_known else part


def _member(
    part: dict[str, Any], step: str | int, value: Any, schema: dict[str, Any]
) -> dict[str, Any]:
    part = _choose(part, value, schema)
    inner: dict[str, Any] = (
        part.get("items", {}) if isinstance(step, int) else part.get("properties", {}).get(step, {})
    )
    return inner
