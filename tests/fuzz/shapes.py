"""Hypothesis strategies for files that are nearly what they should be."""

import json
from typing import Any, Final

import yaml
from hypothesis import strategies as st
from palettes import WORDS
from seeds import ROOT

_SCALARS: Final = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.text(max_size=20),
    st.sampled_from(
        ["", "a", "oro", "prov", "start", "1", "2026-01-01", "‹fyll i›", "media/rum.png"]
    ),
)
_KNOWN: Final = ("oro", "prov", "start", "modules/start.md", "a@b.example", "SE0000000009-A")
_BY_TYPE: Final = {
    "boolean": st.booleans(),
    "integer": st.integers(-2, 400),
    "number": st.one_of(st.integers(-2, 100), st.floats(-10, 10)),
}
_DEEPEST: Final = 7


def fragments(kind: str, most: int = 25) -> st.SearchStrategy[bytes]:
    """Return text put together from what means something in a format, with words between."""
    pieces = (*(word.decode(errors="ignore") for word in WORDS[kind]), "\n", "\n\n", " ", "ord")
    return st.lists(st.sampled_from(pieces), max_size=most).map(lambda all_: "".join(all_).encode())


def documents(name: str) -> st.SearchStrategy[bytes]:
    """Return YAML that is nearly what `schemas/<name>.schema.json` describes."""
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    values = _Schema(schema).near(schema, 0)
    return st.builds(_written, values, st.sampled_from([True, False, None]))


def _written(value: Any, flow: bool | None) -> bytes:
    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, default_flow_style=flow)
    return text.encode("utf-8", "surrogatepass")


class _Schema:
    """Values that fit a JSON Schema, but for one in twenty of any kind."""

    def __init__(self, whole: dict[str, Any]) -> None:
        self._definitions = whole.get("$defs", {})

    def near(self, part: dict[str, Any], depth: int) -> st.SearchStrategy[Any]:
        """Return values for a part of the schema; far down anything goes, so that it ends."""
        fitting = st.deferred(lambda: self._fitting(part, depth)) if depth < _DEEPEST else _SCALARS
        return st.integers(0, 19).flatmap(lambda n: fitting if n else _SCALARS)

    def _fitting(self, part: dict[str, Any], depth: int) -> st.SearchStrategy[Any]:
        if "$ref" in part:
            part = self._definitions[part["$ref"].rpartition("/")[2]]
        if "const" in part or "enum" in part:
            return st.sampled_from(part.get("enum") or [part["const"]])
        kind = part.get("type")
        if options := part.get("oneOf") or (part.get("anyOf") if kind is None else None):
            return st.one_of([self.near(one, depth) for one in options])
        if kind == "object":
            return self._objects(part, depth)
        if kind == "array":
            few = part.get("minItems", 0)
            return st.lists(self.near(part.get("items", {}), depth + 1), min_size=few, max_size=3)
        return _strings(part) if kind == "string" else _BY_TYPE.get(str(kind), _SCALARS)

    def _objects(self, part: dict[str, Any], depth: int) -> st.SearchStrategy[Any]:
        values = {
            key: self.near(inner, depth + 1)
            for key, inner in part.get("properties", {}).items()
            if isinstance(inner, dict)
        }
        required = values.keys() & part.get("required", ())
        return st.fixed_dictionaries(
            {key: values[key] for key in values if key in required},
            optional={key: values[key] for key in values if key not in required},
        )


def _strings(part: dict[str, Any]) -> st.SearchStrategy[str]:
    if part.get("format") == "date":
        return st.dates().map(str)
    free = (
        st.from_regex(part["pattern"], fullmatch=True)
        if "pattern" in part
        else st.text(max_size=20)
    )
    return st.one_of(st.sampled_from(_KNOWN), free)
