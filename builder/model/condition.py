"""Conditions as data: when a question is shown, when a flag is raised."""

from functools import cached_property
from typing import Final

from pydantic import ConfigDict, Field, JsonValue, model_validator
from pydantic.config import JsonDict

from builder.message import mark
from builder.model.part import Part, kebab
from builder.model.scalars import Flag, Id, Number, Value, wrong

SUBJECTS: Final = ("question", "score")
GROUPS: Final = ("all_", "any_", "not_")
OPERATORS: Final = (
    "is_",
    "is_not",
    "any_of",
    "none_of",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "answered",
)


def _required(*keys: str) -> JsonDict:
    return {"required": [*keys]}


def _none_of(keys: list[str]) -> JsonDict:
    return {"not": {"anyOf": [_required(key) for key in keys]}}


def _one_of(names: tuple[str, ...]) -> JsonDict:
    """Say in JSON Schema that one of the keys stands alone, without a bare `oneOf`."""
    keys = [kebab(name) for name in names]
    alone: list[JsonValue] = [
        {"if": _required(key), "then": _none_of([other for other in keys if other != key])}
        for key in keys
    ]
    return {"anyOf": [_required(key) for key in keys], "allOf": alone}


def _json_schema(schema: JsonDict) -> None:
    subject_or_group = _one_of((*SUBJECTS, *GROUPS))
    operators: JsonDict = {
        "if": {"anyOf": [_required(name) for name in SUBJECTS]},
        "then": _one_of(OPERATORS),
        "else": _none_of([kebab(name) for name in OPERATORS]),
    }
    row: JsonDict = {"if": _required("row"), "then": _required("question")}
    schema["allOf"] = [subject_or_group, operators, row]


class Condition(Part):
    """Something about one question or one score, or a group of conditions.

    Exactly one of `question`, `score`, `all`, `any`, `not`; with a question or a score exactly
    one operator, and with a question that is a matrix one of its rows.
    """

    model_config = ConfigDict(json_schema_extra=_json_schema)

    question: Id | None = Field(None, title="Fråga", description="Frågans id.")
    row: Id | None = Field(None, title="Rad", description="Radens id, när frågan är en matris.")
    score: Id | None = Field(None, title="Poäng", description="Poängens id.")
    all_: tuple["Condition", ...] | None = Field(
        None, min_length=1, title="Alla", description="Alla villkor ska stämma."
    )
    any_: tuple["Condition", ...] | None = Field(
        None, min_length=1, title="Något", description="Minst ett villkor ska stämma."
    )
    not_: "Condition | None" = Field(None, title="Inte", description="Villkoret ska inte stämma.")
    is_: Value | None = Field(None, title="Är", description="Svaret är just detta.")
    is_not: Value | None = Field(None, title="Är inte", description="Svaret är något annat.")
    any_of: tuple[Value, ...] | None = Field(
        None, min_length=1, title="Något av", description="Svaret är något av dessa."
    )
    none_of: tuple[Value, ...] | None = Field(
        None, min_length=1, title="Inget av", description="Svaret är inget av dessa."
    )
    at_least: Number | None = Field(None, title="Minst", description="Så mycket eller mer.")
    at_most: Number | None = Field(None, title="Högst", description="Så mycket eller mindre.")
    more_than: Number | None = Field(None, title="Mer än", description="Mer än så.")
    less_than: Number | None = Field(None, title="Mindre än", description="Mindre än så.")
    answered: Flag | None = Field(None, title="Besvarad", description="Frågan är besvarad.")

    @cached_property
    def operator(self) -> str:
        """The name of the one operator that a comparison has; a group has none."""
        return next((name for name in OPERATORS if getattr(self, name) is not None), "")

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Condition":
        said = [name for name in (*SUBJECTS, *GROUPS) if getattr(self, name) is not None]
        operators = [name for name in OPERATORS if getattr(self, name) is not None]
        if len(said) != 1:
            template = mark("a condition says one of these: question, score, all, any or not")
            raise wrong("condition", template)
        if self.row and not self.question:
            raise wrong(
                "condition", mark("“row” is a row of a question; write “question” beside it")
            )
        if len(operators) != (said[0] in SUBJECTS):
            template = mark("a question or a score is compared in one way: {value}")
            if said[0] in GROUPS:
                template = mark(
                    "all, any and not hold whole conditions; nothing stands beside them"
                )
            keys = ", ".join(kebab(name) for name in OPERATORS)
            raise wrong("operator", template, keys)
        return self
