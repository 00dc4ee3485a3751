"""A form as the JSON that somebody would write for SurveyJS, with its mistakes still in it.

Not the product's own export: that is for forms without errors, and where a condition names nothing
it writes `false`. A linter would be told of the mistake by us. Here names, values and comparisons
stay as the author wrote them, and a key or a comparison that there is none of keeps its name. What
SurveyJS has no place for (points, bands, who acts on a flag, examples) is left out.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

import yaml

Json: TypeAlias = dict[str, Any]

_TYPES: Final = {
    "long-text": "comment",
    "yes-no": "radiogroup",
    "single-choice": "radiogroup",
    "multiple-choice": "checkbox",
    "dropdown": "dropdown",
    "scale": "rating",
    "matrix": "matrix",
    "info": "html",
}
"""What is not here is `text`, with its type as `inputType` where it is one of `_TYPED`."""
_TYPED: Final = frozenset({"number", "date", "time"})
_PROPERTIES: Final[Mapping[str, Mapping[str, str]]] = {
    "scale": {"min": "rateMin", "max": "rateMax", "step": "rateStep"},
    "number": {"min": "min", "max": "max", "step": "step"},
    "date": {"min": "min", "max": "max"},
    "time": {"min": "min", "max": "max"},
    "multiple-choice": {"min-choices": "minSelectedChoices", "max-choices": "maxSelectedChoices"},
}
_LEFT_OUT: Final = frozenset({
    "choices", "help", "id", "max", "max-characters", "max-choices", "max-text", "min",
    "min-choices", "min-text", "no-score", "pattern", "pattern-help", "picture", "required", "rows",
    "sensitive", "step", "text", "type", "unit", "when", "yes-score",
})  # fmt: skip
"""The keys of a question: what is not among them is a mistake, and stands in the JSON as it is."""
_METHODS: Final = {"mean": "avg", "min": "min", "max": "max"}
_SIGNS: Final = {
    "is": "=",
    "is-not": "<>",
    "at-least": ">=",
    "at-most": "<=",
    "more-than": ">",
    "less-than": "<",
    "any-of": "anyof",
    "none-of": "noneof",
}
_OF_SEVERAL: Final = {"is": "contains", "is-not": "notcontains"}


def survey(data: bytes) -> Json:
    """Return a form: scores are calculated values, and flags texts on a last page."""
    form = yaml.BaseLoader(data).get_single_data()
    asked = [one for page in form["pages"] for one in page["questions"]]
    several = frozenset(one["id"] for one in asked if one["type"] == "multiple-choice")
    pages = [
        {
            "name": page["id"],
            "title": page["title"],
            "elements": [_element(one, several) for one in page["questions"]],
        }
        for page in form["pages"]
    ]
    if flags := [_flag(one, several) for one in form.get("flags", ())]:
        pages.append({"name": "flags", "elements": flags})
    return {"pages": pages, "calculatedValues": [_score(one) for one in form.get("scores", ())]}


def _element(question: Json, several: frozenset[str]) -> Json:
    kind = question["type"]
    element = {"type": _TYPES.get(kind, "text"), "name": question["id"]}
    element["html" if kind == "info" else "title"] = question["text"]
    element |= {"inputType": kind} if kind in _TYPED else {}
    element |= {"isRequired": True} if question.get("required") == "true" else {}
    choices = [{"value": one["value"], "text": one["text"]} for one in question.get("choices", ())]
    if kind == "yes-no":
        choices = [{"value": "yes", "text": "Ja"}, {"value": "no", "text": "Nej"}]
    if choices:
        element["columns" if kind == "matrix" else "choices"] = choices
    if "rows" in question:
        element["rows"] = [{"value": one["id"], "text": one["text"]} for one in question["rows"]]
    if "when" in question:
        element["visibleIf"] = _expression(question["when"], several)
    if "pattern" in question:
        element["validators"] = [{"type": "regex", "regex": question["pattern"]}]
    properties = _PROPERTIES.get(kind, {})
    element |= {properties[key]: _amount(question[key]) for key in question if key in properties}
    return element | {key: question[key] for key in question if key not in _LEFT_OUT}


def _score(score: Json) -> Json:
    parts = ", ".join(f"{{{name}}}" for name in score["of"])
    return {"name": score["id"], "expression": f"{_METHODS.get(score['method'], 'sum')}({parts})"}


def _flag(flag: Json, several: frozenset[str]) -> Json:
    shown = _expression(flag["when"], several)
    return {"type": "html", "name": f"flag-{flag['id']}", "html": flag["text"], "visibleIf": shown}


def _expression(condition: Json, several: frozenset[str]) -> str:
    for group, word in (("all", " and "), ("any", " or ")):
        if group in condition:
            return word.join(f"({_expression(one, several)})" for one in condition[group])
    if "not" in condition:
        return f"!({_expression(condition['not'], several)})"
    named = {key: condition[key] for key in ("question", "score", "row") if key in condition}
    key, value = next((key, value) for key, value in condition.items() if key not in named)
    name = f"{{{'.'.join(named.values())}}}"
    if key == "answered":
        return f"{name} {'notempty' if value == 'true' else 'empty'}"
    signs = _OF_SEVERAL if named.get("question") in several and key in _OF_SEVERAL else _SIGNS
    return f"{name} {signs.get(key, key)} {_value(value)}"


def _value(value: str | list[str]) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return value if _is_number(value) else f"'{value}'"


def _amount(value: str) -> float | str:
    return float(value) if _is_number(value) else value


def _is_number(value: str) -> bool:
    return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value) is not None
