"""What pydantic found, in words for authors, at the right place."""

import difflib
from collections.abc import Iterator
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from builder.message import Message, mark, tell
from builder.problem import Pointer, Problem
from builder.scalar import Plain, Reading

_LIST_KINDS: Final = frozenset({"tuple_type", "list_type"})
_GROUP_KINDS: Final = frozenset({"model_type", "model_attributes_type", "dict_type"})
_BOUNDS: Final = {
    "greater_than_equal": ("ge", mark("{value} is too small: at least {limit}")),
    "less_than_equal": ("le", mark("{value} is too large: at most {limit}")),
}


def shape_problems(
    path: str,
    data: Any,
    model: type[BaseModel],
    error: ValidationError,
) -> Iterator[Problem]:
    """Yield a problem for each mistake, without those that only follow from another."""
    faults = error.errors(include_url=False)
    places = {fault["loc"] for fault in faults}
    for fault in faults:
        at = _without_tags(data, fault["loc"])
        if fault["type"] == "too_short" and any(
            _is_inside(place, fault["loc"]) for place in places
        ):
            continue
        on_key = fault["type"] == "extra_forbidden"
        yield Problem(path, at, _message(fault, data, at, model), on_key=on_key)


def _is_inside(place: Pointer, outer: Pointer) -> bool:
    return len(place) > len(outer) and place[: len(outer)] == outer


def _without_tags(data: Any, location: Pointer) -> Pointer:
    """Drop what pydantic adds after an index: the `type` that chose the member of a union."""
    at: list[str | int] = []
    value, after_index = data, False
    for step in location:
        if after_index and isinstance(value, dict) and value.get("type") == step:
            after_index = False
            continue
        at.append(step)
        after_index = isinstance(step, int)
        value = _inner(value, step)
    return tuple(at)


def _inner(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _message(fault: ErrorDetails, data: Any, at: Pointer, model: type[BaseModel]) -> Message:
    kind, context = fault["type"], fault.get("ctx", {})
    key = str(at[-1]) if at else ""
    if "template" in context:
        template = context["template"]
        return tell(template, value=context["value"])
    if kind in {"missing", "union_tag_not_found"}:
        return tell("the key “{key}” is missing", key=key if kind == "missing" else "type")
    if kind == "extra_forbidden":
        return _unknown_key(key, data, at, model)
    if isinstance(fault["input"], Plain) and fault["input"].reading is Reading.NULL:
        return tell("a value is missing here")
    return _wrong_kind(fault, kind, context, key)


def _wrong_kind(fault: ErrorDetails, kind: str, context: dict[str, Any], key: str) -> Message:
    if kind in {"literal_error", "union_tag_invalid"}:
        return _unknown_word(fault, str(context.get("expected") or context.get("expected_tags")))
    if kind in _LIST_KINDS:
        return tell("a list is expected here")
    if kind in _GROUP_KINDS:
        return tell("a group of keys is expected here")
    if kind == "too_short":
        return tell("the list “{key}” needs at least {n}", key=key, n=int(context["min_length"]))
    if kind in _BOUNDS:
        limit, template = _BOUNDS[kind]
        return tell(template, value=str(fault["input"]), limit=str(context[limit]))
    return tell("this is not what is expected here ({reason})", reason=fault["msg"])


def _unknown_word(fault: ErrorDetails, expected: str) -> Message:
    given = fault["input"]
    word = str(given.get("type", "")) if isinstance(given, dict) else str(given)
    words = [part for part in expected.split("'") if part.strip(" ,") and part.strip() != "or"]
    shown = ", ".join(words)
    near = difflib.get_close_matches(word, words, 1)
    if isinstance(given, list):
        return tell("one word is expected here: {words}", words=shown)
    if near:
        return tell(
            "“{word}” is not one of {words}; did you mean “{near}”?",
            word=word,
            words=shown,
            near=near[0],
        )
    return tell("“{word}” is not one of {words}", word=word, words=shown)


def _unknown_key(key: str, data: Any, at: Pointer, model: type[BaseModel]) -> Message:
    near = difflib.get_close_matches(key, _keys_at(data, at[:-1], model), 1)
    if near:
        return tell("there is no key “{key}” here; did you mean “{near}”?", key=key, near=near[0])
    return tell("there is no key “{key}” here", key=key)


def _keys_at(data: Any, at: Pointer, model: type[BaseModel]) -> list[str]:
    """Return the keys that the model knows where `at` points."""
    schema = model.model_json_schema()
    here, value = schema, data
    for step in at:
        here = _member(_resolve(here, schema), step, value, schema)
        value = _inner(value, step)
    here = _choose(_resolve(here, schema), value, schema)
    return list(here.get("properties", {}))


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
    return _resolve({"$ref": mapping[tag]}, schema) if tag in mapping else part


def _member(
    part: dict[str, Any], step: str | int, value: Any, schema: dict[str, Any]
) -> dict[str, Any]:
    part = _choose(part, value, schema)
    inner: dict[str, Any] = (
        part.get("items", {}) if isinstance(step, int) else part.get("properties", {}).get(step, {})
    )
    return inner
