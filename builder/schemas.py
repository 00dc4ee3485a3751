"""The JSON Schemas, made from the models: editors complete by them, packages are held to them."""

import json
from collections.abc import Iterator
from typing import Any, Final, Literal

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from builder.model import Form, MediaList, Moment, Profile, Publisher
from builder.package import Package

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_AUTHORED: Final[tuple[tuple[str, type[BaseModel], str], ...]] = (
    ("profile", Profile, "Bibliotekets profil"),
    ("publisher", Publisher, "Utgivare"),
    ("moment", Moment, "Moment"),
    ("form", Form, "Formulär"),
    ("media", MediaList, "Medier"),
)
_WIRE: Final[tuple[tuple[str, type[BaseModel], str], ...]] = (("package", Package, "Paket"),)

_BOUNDS: Final = {"ge": "minimum", "le": "maximum"}
"""Pydantic leaves its own words where a validator of ours stands before the bound."""

Json = dict[str, Any]


class _Discriminated(GenerateJsonSchema):
    """Writes a union as `if`/`then` by its discriminator, so that one mistake gives one finding."""

    def tagged_union_schema(self, schema: Any) -> Json:
        union: Json = super().tagged_union_schema(schema)
        tag = union["discriminator"]["propertyName"]
        mapping: Json = union["discriminator"]["mapping"]
        return {
            "type": "object",
            "required": [tag],
            "properties": {tag: {"enum": list(mapping)}},
            "allOf": [
                {
                    "if": {"required": [tag], "properties": {tag: {"const": name}}},
                    "then": {"$ref": reference},
                }
                for name, reference in mapping.items()
            ],
        }

    def nullable_schema(self, schema: Any) -> Json:
        """Leave `null` out: a key without a value is a finding, not a way to say nothing."""
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: Any) -> Json:
        """Refuse names that are no ids, as the builder does."""
        written: Json = super().dict_schema(schema)
        if "patternProperties" in written:
            written["additionalProperties"] = False
        return written

    def default_schema(self, schema: Any) -> Json:
        written: Json = super().default_schema(schema)
        if written.get("default", ...) in (None, []):
            written.pop("default", None)
        return written


def schemas() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each generated schema."""
    for name, model, title in _AUTHORED:
        yield f"{name}.schema.json", _text(model, title, "validation")
    for name, model, title in _WIRE:
        yield f"{name}.schema.json", _text(model, title, "serialization")


def _text(model: type[BaseModel], title: str, mode: Literal["validation", "serialization"]) -> str:
    schema = model.model_json_schema(schema_generator=_Discriminated, mode=mode)
    if mode == "serialization":
        _require_what_has_no_default(schema, model)
    schema.pop("description", None)  # the docstring of the model, for us
    schema = {"$schema": _DIALECT, **schema, "title": title}
    return json.dumps(_plain_titles(schema), ensure_ascii=False, indent=2) + "\n"


def _require_what_has_no_default(schema: Json, model: type[BaseModel]) -> None:
    """Packages leave defaults out, so what has a default is not required on the wire."""
    models = {model.__name__: model, **{inner.__name__: inner for inner in _models_in(model)}}
    for name, part in (*schema.get("$defs", {}).items(), (model.__name__, schema)):
        fields = models[name].model_fields if name in models else {}
        required = [field.alias or key for key, field in fields.items() if field.is_required()]
        if fields:
            part["required"] = required


def _models_in(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    import typing

    seen: set[type[BaseModel]] = set()
    waiting: list[Any] = [model]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            if kind in seen:
                continue
            seen.add(kind)
            yield kind
            waiting += [field.annotation for field in kind.model_fields.values()]
        waiting += typing.get_args(kind)


def _plain_titles(schema: Any) -> Any:
    """Drop what pydantic makes of class names, and write bounds as JSON Schema does."""
    if isinstance(schema, list):
        return [_plain_titles(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {
        _BOUNDS.get(key, key) if isinstance(value, int) else key: _plain_titles(value)
        for key, value in schema.items()
    }
    if "properties" in schema and "additionalProperties" in schema and "$schema" not in schema:
        plain.pop("title", None)
        plain.pop("description", None)
    return plain
