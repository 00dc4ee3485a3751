"""A form written as its author would write it: our YAML, keys in the order of the house."""

import datetime as dt
import re
from collections.abc import Container, Mapping
from decimal import Decimal
from io import StringIO
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.emitter import RoundTripEmitter
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from builder.model import Band, Choice, Condition, Form
from builder.model.form import Expectation, MissingAnswers, Occasion, Picture, Row
from builder.model.part import Part
from builder.model.scalars import NO_VALUE
from builder.scalar import Plain, read_plain

_FIRST: Final = ("id", "type", "text", "help", "picture", "when", "required", "sensitive")
"""How a question begins, whatever its type; the rest follows in the model's order."""
_ON_ONE_LINE: Final = (Band, Choice, MissingAnswers, Occasion, Picture, Row)
_OF_ANSWERS: Final = frozenset({"is_", "is_not", "any_of", "none_of", "answers"})
"""Fields that hold answers: there a number or a day needs no quotes to be kept as written."""
_NUMBER: Final = re.compile(r"0|-?[1-9][0-9]{0,11}(\.[0-9]{0,3}[1-9])?|-?0\.[0-9]{0,3}[1-9]")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNSAFE: Final = re.compile(r"[0-9]+(:[0-9]+)+\Z|[?:-]")
"""What YAML 1.1 reads in base sixty; what may begin a key or a list to libyaml."""
_NO_FOLDING: Final = 1_000_000


class _Emitter(RoundTripEmitter):
    def choose_scalar_style(self) -> Any:
        """Put what needs quotes in double ones, as the handbook does."""
        style = super().choose_scalar_style()
        return '"' if style == "'" else style


def write_form(form: Form, schema: str = "") -> str:
    """Return the YAML of a form; `schema` is the path to its JSON Schema, for editors."""
    head = f"# yaml-language-server: $schema={schema}\n" if schema else ""
    return head + _dump(_part(form))


def write_on_one_line(part: Part, only: Container[str] | None = None) -> str:
    """Return the YAML of a part, or of some keys of it, on one line: `{question: oro, is: yes}`."""
    group = _part(part)
    for key in [key for key in group if only is not None and key not in only]:
        del group[key]
    return _dump(_in_braces(group)).strip()


def _dump(data: CommentedMap) -> str:
    yaml = YAML()
    yaml.Emitter = _Emitter
    yaml.width = _NO_FOLDING
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def _part(part: Part) -> CommentedMap:
    """Return a part as a group of keys, without those that say nothing."""
    fields = type(part).model_fields
    names = list(fields)
    if "type" in fields and "text" in fields:  # a question
        first = [name for name in _FIRST if name in fields]
        names = [*first, *(name for name in fields if name not in first)]
    group = CommentedMap()
    for name in names:
        value, field = getattr(part, name), fields[name]
        if field.is_required() or value != field.get_default():
            group[field.alias or name] = _value(value, is_answer=name in _OF_ANSWERS)
    if isinstance(part, Expectation) and not group:
        group["shown"] = _list((), is_answer=False)
    if isinstance(part, _ON_ONE_LINE) or (isinstance(part, Condition) and _is_leaf(part)):
        _in_braces(group)
    return group


def _is_leaf(condition: Condition) -> bool:
    return bool(condition.question or condition.score)


def _value(value: Any, *, is_answer: bool) -> Any:
    if isinstance(value, str):
        return _answer(value) if is_answer else _text(value)
    if isinstance(value, tuple):
        return _list(value, is_answer=is_answer)
    if isinstance(value, Mapping):
        pairs = ((_text(key), _value(one, is_answer=is_answer)) for key, one in value.items())
        return _in_braces(CommentedMap(pairs))
    if isinstance(value, Decimal):
        return _number(value)
    if value is None:
        return NO_VALUE
    return _part(value) if isinstance(value, Part) else value  # a day, a count, true or false


def _answer(value: str) -> Any:
    if _NUMBER.fullmatch(value):
        return _number(Decimal(value))
    try:
        return dt.date.fromisoformat(value) if _DAY.fullmatch(value) else _text(value)
    except ValueError:  # no day that exists: a word like any other
        return _text(value)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _list(values: tuple[Any, ...], *, is_answer: bool) -> CommentedSeq:
    items = CommentedSeq(_value(one, is_answer=is_answer) for one in values)
    if not any(isinstance(one, Part) for one in values):
        items.fa.set_flow_style()
    return items


def _text(text: str) -> Any:
    if isinstance(read_plain(text), Plain) or _UNSAFE.match(text):
        return DoubleQuotedScalarString(text)
    return LiteralScalarString(text) if "\n" in text else text


def _in_braces(group: Any) -> Any:
    """Let a group, and all that it holds, stand on one line."""
    if isinstance(group, CommentedMap | CommentedSeq):
        group.fa.set_flow_style()
        for key, value in group.items() if isinstance(group, CommentedMap) else enumerate(group):
            group[key] = _in_braces(value)
    return DoubleQuotedScalarString(group) if isinstance(group, LiteralScalarString) else group
