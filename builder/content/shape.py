"""What pydantic found, in words for authors, at the right place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from builder.content.ids import missing_ids
from builder.content.keys import Meant, keys_at, meant_key, meant_word
from builder.message import Message, mark, tell
from builder.problem import Edit, Edits, Kind, Pointer, Problem
from builder.scalar import Plain, Reading
from builder.source import Document
from builder.source.yaml import value_at

_LIST_KINDS: Final = frozenset({"tuple_type", "list_type"})
_GROUP_KINDS: Final = frozenset({"model_type", "model_attributes_type", "dict_type"})
_BOUNDS: Final = {
    "greater_than_equal": ("ge", mark("{value} is too small: at least {limit}")),
    "less_than_equal": ("le", mark("{value} is too large: at most {limit}")),
}


def shape_problems(
    document: Document, model: type[BaseModel], error: ValidationError
) -> Iterator[Problem]:
    """Yield a problem for each mistake, without those that only follow from another."""
    faults = error.errors(include_url=False)
    places = {fault["loc"] for fault in faults}
    mistakes = [_Mistake.of(fault, document, model) for fault in faults]
    misspelt = {(*one.at[:-1], one.meant.word) for one in mistakes if one.on_key and one.meant}
    ids = missing_ids(document, [one.at for one in mistakes if one.type == "missing"])
    for mistake in mistakes:
        place = mistake.fault["loc"]
        if mistake.type == "too_short" and any(_is_inside(one, place) for one in places):
            continue
        if mistake.type == "missing" and mistake.at in misspelt:
            continue  # it is there, misspelt
        yield mistake.problem(document, ids.get(mistake.at))


_KINDS: Final[dict[str, Kind]] = {
    "missing": "missing-key",
    "union_tag_not_found": "missing-key",
    "extra_forbidden": "unknown-key",
    "literal_error": "unknown-word",
    "union_tag_invalid": "unknown-word",
    "quote": "unquoted-text",
}
"""What pydantic, and our own scalars, call a mistake, and what it is to an author."""
_UNSTATED: Final[dict[str, tuple[Kind, str]]] = {
    "missing": (
        "unstated-policy",
        mark("say what becomes of the score when an answer is missing: “missing” and a policy"),
    ),
    "policy": (
        "unstated-policy",
        mark("the policy is missing: no-score, leave-out, mean-of-answered or count-as-zero"),
    ),
    "visible-to": (
        "unstated-audience",
        mark("say who sees the score: visible-to: [staff], [resident] or both"),
    ),
}
"""Keys of a score that are missed for a reason of their own."""


@dataclass(frozen=True, slots=True)
class _Mistake:
    """One fault that pydantic found, as an author would see it."""

    fault: ErrorDetails
    at: Pointer
    kind: Kind
    meant: Meant | None

    @classmethod
    def of(cls, fault: ErrorDetails, document: Document, model: type[BaseModel]) -> "_Mistake":
        at = _without_tags(document.data, fault["loc"])
        if fault["type"] == "union_tag_invalid":
            at = (*at, "type")
        kind, meant = _kind(fault, at), None
        known = keys_at(document.data, at[:-1], model) if kind in _MISSPELT else {}
        if kind == "unknown-key":
            meant = meant_key(str(at[-1]), known)
            group = value_at(document.data, at[:-1])
            if meant and isinstance(group, dict) and meant.word in group:
                meant = Meant(meant.word, certain=False)  # it is there already
        elif kind == "unknown-word":
            description = known.get(str(at[-1]), {}).get("description", "")
            meant = meant_word(_word(fault["input"]), _words(fault), description)
        return cls(fault, at, kind, meant)

    @property
    def type(self) -> str:
        return self.fault["type"]

    @property
    def on_key(self) -> bool:
        return self.kind == "unknown-key"

    def problem(self, document: Document, insertion: Edits | None) -> Problem:
        fix = insertion or self._fix(document)
        return Problem(document.path, self.at, self._message(), self.on_key, fix, self.kind)

    def _fix(self, document: Document) -> Edits | None:
        span = document.locate(self.at, on_key=self.on_key)
        if self.kind == "unquoted-text":
            return Edits((Edit(span, f'"{value_at(document.data, self.at)}"'),))
        return Edits((Edit(span, self.meant.word),)) if self.meant and self.meant.certain else None

    def _message(self) -> Message:
        fault, context = self.fault, self.fault.get("ctx", {})
        key = str(self.at[-1]) if self.at else ""
        if "template" in context:
            template = context["template"]
            return tell(template, value=context["value"])
        if self.type == "missing" or self.kind == "missing-key":
            return _missing_key(key if self.type == "missing" else "type", self.kind)
        if self.kind == "unknown-key":
            return _unknown_key(key, self.meant)
        if isinstance(fault["input"], Plain) and fault["input"].reading is Reading.NULL:
            return tell("a value is missing here")
        if self.type in {"literal_error", "union_tag_invalid"}:
            return _unknown_word(fault, _words(fault), self.meant)
        return _wrong_kind(fault, key)


_MISSPELT: Final = frozenset({"unknown-key", "unknown-word"})


def _kind(fault: ErrorDetails, at: Pointer) -> Kind:
    if fault["type"] == "missing" and at[0] == "scores" and at[-1] in _UNSTATED:
        return _UNSTATED[str(at[-1])][0]
    is_word = isinstance(fault["input"], str | dict)
    if fault["type"] in {"literal_error", "union_tag_invalid"} and not is_word:
        return "shape"
    return _KINDS.get(fault["type"], "shape")


def _missing_key(key: str, kind: Kind) -> Message:
    unstated = _UNSTATED.get(key)
    if unstated and unstated[0] == kind:
        return tell(unstated[1])
    return tell("the key “{key}” is missing", key=key)


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
        value = value_at(value, (step,))
    return tuple(at)


def _wrong_kind(fault: ErrorDetails, key: str) -> Message:
    kind, context = fault["type"], fault.get("ctx", {})
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


def _unknown_word(fault: ErrorDetails, words: list[str], meant: Meant | None) -> Message:
    given = fault["input"]
    word, shown = _word(given), ", ".join(words)
    if isinstance(given, list):
        return tell("one word is expected here: {words}", words=shown)
    if meant and meant.certain:
        return tell("“{word}” is written “{near}”", word=word, near=meant.word)
    if meant:
        return tell(
            "“{word}” is not one of {words}; did you mean “{near}”?",
            word=word,
            words=shown,
            near=meant.word,
        )
    return tell("“{word}” is not one of {words}", word=word, words=shown)


def _word(given: Any) -> str:
    """Return the word that was given; a group of keys was given with it as its `type`."""
    return str(given.get("type", "")) if isinstance(given, dict) else str(given)


def _words(fault: ErrorDetails) -> list[str]:
    context = fault.get("ctx", {})
    expected = str(context.get("expected") or context.get("expected_tags"))
    return [part for part in expected.split("'") if part.strip(" ,") and part.strip() != "or"]


def _unknown_key(key: str, meant: Meant | None) -> Message:
    if meant is None:
        return tell("there is no key “{key}” here", key=key)
    if meant.certain:
        return tell("the key “{key}” is written “{near}”", key=key, near=meant.word)
    return tell("there is no key “{key}” here; did you mean “{near}”?", key=key, near=meant.word)
