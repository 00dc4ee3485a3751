"""The builder and the editor agree: a model and its JSON Schema accept the same YAML."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import base
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend
from pydantic import BaseModel
from pydantic import ValidationError as Refused

from builder.model import Condition, Form, MediaList, Moment, Profile, Publisher, exact
from builder.scalar import Plain, Reading
from builder.source import parse_yaml

ROOT = Path(__file__).parent.parent
MODELS: dict[str, type[BaseModel]] = {
    "moment": Moment,
    "form": Form,
    "media": MediaList,
    "publisher": Publisher,
    "profile": Profile,
}
PLACES = {
    "moment": "moments/*/*/moment.yaml",
    "form": "**/forms/*.yaml",
    "media": "moments/*/*/media/media.yaml",
    "publisher": "publishers/*.yaml",
    "profile": "profile.yaml",
}
EVERY_FORM = """\
id: allt
title: Allt
type: tabbed
owner: prov
occasions: [{id: fore, title: Före}]
one-set-of-answers: true
staff-may-add-pages: false
introduction: Text.
rights: {holder: A, licence: B, attribution: C}
pages:
  - id: sida
    title: Sidan
    introduction: Text.
    questions:
      - id: a
        type: text
        text: A
        help: B
        picture: {file: ../media/a.webp, alt: B}
        required: true
        max-characters: 5
        pattern: "[a-z]{5}"
        pattern-help: C
      - {id: b, type: long-text, text: A, max-characters: 5}
      - {id: c, type: number, text: A, min: 0, max: 1.5, step: 0.5, unit: timmar}
      - {id: d, type: date, text: A, min: 2026-05-15, max: 2026-12-31}
      - {id: e, type: time, text: A, min: "07:30", max: "23:00"}
      - {id: f, type: yes-no, text: A, yes-score: 1, no-score: 0, when: {question: a, answered: true}}
      - id: g
        type: single-choice
        text: A
        choices: [{value: x, text: X, score: 1}, {value: y, text: Y}]
        when:
          all:
            - {question: a, is: yes}
            - {any: [{question: c, at-least: 1}, {score: s, less-than: 2}]}
            - {not: {question: c, any-of: [1, två]}}
            - {question: k, row: r, is: x}
      - id: h
        type: multiple-choice
        text: A
        choices: [{value: x, text: X}, {value: y, text: Y}]
        sensitive: self-harm
        min-choices: 0
        max-choices: 2
      - {id: i, type: dropdown, text: A, choices: [{value: x, text: X}, {value: y, text: Y}]}
      - {id: j, type: scale, text: A, min: 0, max: 10, step: 1, min-text: B, max-text: C}
      - id: k
        type: matrix
        text: A
        rows: [{id: r, text: R}]
        choices: [{value: x, text: X}, {value: y, text: Y}]
      - {id: l, type: info, text: A, when: {question: c, is-not: 1}}
scores:
  - id: s
    title: S
    method: mean
    of: [c]
    decimals: 1
    missing: {policy: leave-out, at-most: 1}
    visible-to: [staff, resident]
    explanation: Text.
    bands: [{id: lag, from: 0, to: 1.5, text: Låg}]
flags:
  - id: f
    when: {score: s, more-than: 1}
    to: staff
    priority: high
    text: Text
    who-acts: A
    how: B
examples:
  - id: e
    title: A
    answers: {a: ord, c: 1.5, f: yes, h: [x, y], k: {r: x}}
    expect: {shown: [a], hidden: [g], invalid: [b], scores: {s: 1.5}, bands: {s: lag}, flags: [f]}
  - {id: i, title: A, answers: {}, expect: {scores: {s: none}, bands: {s: none}, flags: []}}
"""
EVERY_MOMENT = (
    base.SETTINGS
    + """\
results:
  - {id: a, title: A, form: enkat, question: oro, show: table, visible-to: [staff]}
  - {id: b, title: B, form: enkat, score: s, show: line-chart, visible-to: [resident]}
reminders: [{id: p, form: enkat, after-days: 2, to: resident, text: Hej}]
waivers: [{code: MED004, place: media/film.mp4, reason: A, who: B, until: 2026-05-15}]
"""
)
EVERY_MEDIUM = """\
media:
  - id: film
    file: film.mp4
    rights: {holder: A, licence: B}
    decorative: false
    language: sv
    captions: film.vtt
    transcript: film.md
    audio-description: Text
"""
EVERY_PROFILE = (
    base.PROFILE
    + """\
waivers:
  - code: GOV005
    place: content/publishers/prov.yaml
    reason: A
    who: B
    until: 2026-05-15
"""
)
SCALARS = (
    *("no", "yes", "12:30", "1.10", "0123", "0x1F", "0o17", "~", "null", "0,5", "1e3", "true"),
    *("false", "0", "-1", "4", "1", "+2", "-0", "0.12345678", "1000000000000", "-1e12", "1e999"),
    *("99999999999999999999", "9" * 5000, ".5", "2026-02-29", "2026-05-15", "2026-5-1", "all"),
    *("staff", "single", "text", "scale", "after-days", "at-once", "ord", "Två Ord", "a--b", "å-b"),
    *(
        "modules/x.md",
        "modules/a/b.md",
        "x.png",
        "a@b.se",
        "a@b",
        "SE0000000009-X",
        "se0000000009-x",
    ),
)
QUOTED = tuple(
    json.dumps(text)
    for text in (
        *("", " ", "\t\n", "\u00a0", "no", "1", "true", "null", " ord", "ord ", "ord\n", "0.5"),
        *("2026-05-15", " 2026-05-15", "a@b.se ", "x.png\n", "modules/x.md\n", "å\u0308 b"),
    )
)
GROUPS = ("[]", "{}", "[[]]", "[ord]", "{a: b}", "[staff, staff]", "[1, no]", "[null]")
EXTRA = ("id", "type", "when", "days", "score", "question", "is", "any", "nytt", "1", "true", "x-y")
KINDS = ("scalar", "scalar", "scalar", "drop", "add", "again", "empty", "group")

# The few places where they differ, and why.
EXCEPTIONS: Mapping[str, str] = {
    "True": "the builder takes only the spellings true and false; to an editor they are one",
    "decimals": "JSON Schema has no exact way to bound decimals: multipleOf counts in binary",
    "5.0": "JSON Schema calls 5.0 a whole number; the builder wants it written as one",
    ".inf": "JSON has no infinity and no NaN; editors read them as numbers",
}


def _schema_validator(name: str) -> Draft202012Validator:
    """Check as an editor does: `$` is the very end (ECMA 262), and dates must exist."""

    def pattern(_: Any, written: str, instance: Any, __: Any) -> Iterator[ValidationError]:
        if isinstance(instance, str) and not re.search(re.sub(r"\$$", r"\\Z", written), instance):
            yield ValidationError(f"{instance!r} does not match {written!r}")

    file, _, part = name.partition("#")
    schema = json.loads((ROOT / f"schemas/{file}.schema.json").read_text(encoding="utf-8"))
    if part:
        schema = {"$ref": f"#/$defs/{part}", "$defs": schema["$defs"]}
    checker = Draft202012Validator.FORMAT_CHECKER
    return extend(Draft202012Validator, {"pattern": pattern})(schema, format_checker=checker)


EDITORS = {name: _schema_validator(name) for name in MODELS}
EDITORS["condition"] = _schema_validator("form#Condition")


def _typed(data: Any) -> Any:  # noqa: PLR0911 - one for each kind of value
    """Return plain data as a reader of YAML 1.2's core schema types it."""
    if isinstance(data, dict):
        return {key: _typed(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_typed(value) for value in data]
    if not isinstance(data, Plain):
        return data
    match data.reading:
        case Reading.NULL:
            return None
        case Reading.BOOLEAN:
            return data.lower() == "true"
        case Reading.INTEGER if data[:2] in {"0o", "0x"}:
            return int(data, 0)
        case _:
            return _number(data)


def _number(data: Plain) -> float:
    if data.reading is Reading.INTEGER and len(data) < 300:
        return int(data)
    return float(re.sub(r"\.(inf|nan)", r"\1", data.lower()))


def _accepts(name: str, data: Any) -> tuple[bool, bool]:
    try:
        MODELS.get(name, Condition).model_validate(data)
        builder = True
    except Refused:
        builder = False
    return builder, EDITORS[name].is_valid(_typed(data))


def _texts(name: str) -> list[str]:
    made = {
        "moment": [base.SETTINGS, EVERY_MOMENT],
        "form": [base.FORM, EVERY_FORM],
        "media": [base.MEDIA_LIST, EVERY_MEDIUM, "media: []\n"],
        "publisher": [base.PUBLISHER],
        "profile": [base.PROFILE, EVERY_PROFILE],
    }
    real = sorted((ROOT / "content").glob(PLACES[name]))
    assert real
    return [*made[name], *(path.read_text(encoding="utf-8") for path in real)]


def _read(text: str) -> Any:
    document = parse_yaml("x.yaml", text)
    assert document.problems == (), document.problems
    return document.data


TEXTS = {name: _texts(name) for name in MODELS}


@pytest.mark.parametrize("name", MODELS)
def test_both_accept_the_real_content_and_every_key(name: str) -> None:
    for text in TEXTS[name]:
        assert _accepts(name, _read(text)) == (True, True), text


def test_the_full_examples_use_every_key() -> None:
    for name, text in (("form", EVERY_FORM), ("moment", EVERY_MOMENT), ("media", EVERY_MEDIUM)):
        schema = EDITORS[name].schema
        known = {key for part in (schema, *schema["$defs"].values()) for key in part["properties"]}
        used = {step for at, _ in _walk(_read(text)) for step in at if isinstance(step, str)}
        assert known - used <= {"days", "none-of", "at-most", "attribution"}


def _walk(data: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    yield at, data
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for step, inner in items if isinstance(data, dict | list) else ():
        yield from _walk(inner, (*at, step))


def _changed(data: Any, draw: Any) -> None:
    """Make one mistake somewhere in `data`; scalars come through the reader, as in a file."""
    at, value = draw(st.sampled_from(list(_walk(data))[1:]))
    parent = data
    for step in at[:-1]:
        parent = parent[step]
    kind = draw(st.sampled_from(KINDS))
    if kind == "drop":
        del parent[at[-1]]
    elif kind == "add" and isinstance(value, dict):
        value[draw(st.sampled_from(EXTRA))] = _read(draw(st.sampled_from(SCALARS)))
    elif kind == "again" and isinstance(value, list) and value:
        value.append(value[0])
    elif kind == "empty" and isinstance(value, list | dict):
        value.clear()
    else:
        written = GROUPS if kind == "group" else (*SCALARS, *QUOTED)
        parent[at[-1]] = _read(f"- {draw(st.sampled_from(written))}")[0]


@pytest.mark.parametrize("name", MODELS)
@settings(max_examples=60)
@given(st.data())
def test_they_accept_the_same(name: str, data: st.DataObject) -> None:
    value = _read(data.draw(st.sampled_from(TEXTS[name])))
    for _ in range(data.draw(st.integers(1, 2))):
        if value:
            _changed(value, data.draw)
    builder, editor = _accepts(name, value)
    assert builder == editor or _is_exception(value)


def _is_exception(data: Any) -> bool:
    """Tell whether one of the listed exceptions can be why; each has a test of its own."""
    return any(str(value) in {"0.12345678", "1e3"} for _, value in _walk(data))


SINGLE = {
    "moment": ("open", "available-to", "review-by", "title", "language", "contact"),
    "form": ("one-set-of-answers", "owner", "type", "introduction", "flags"),
    "publisher": ("kind", "care-providers", "people"),
    "profile": ("catalogue", "media"),
}


@pytest.mark.parametrize(("name", "key"), [(name, key) for name in SINGLE for key in SINGLE[name]])
def test_they_accept_the_same_in_every_spelling(name: str, key: str) -> None:
    for written in (*SCALARS, *QUOTED, *GROUPS):
        data = _read(TEXTS[name][0])
        data[key] = _read(f"- {written}")[0]
        builder, editor = _accepts(name, data)
        assert builder == editor, written


WHOLE = _read(EVERY_FORM)
QUESTION = [
    *(("step", "number"), ("min", "scale"), ("max-characters", "text"), ("required", "yes-no")),
    *(("help", "date"), ("id", "time"), ("type", "text"), ("choices", "dropdown")),
    *(("rows", "matrix"), ("when", "info"), ("min", "date"), ("max", "time")),
    *(("picture", "text"), ("pattern", "text"), ("yes-score", "yes-no")),
    ("sensitive", "multiple-choice"),
]


@pytest.mark.parametrize(("key", "kind"), QUESTION)
def test_they_accept_the_same_question(key: str, kind: str) -> None:
    for written in (*SCALARS, *QUOTED, *GROUPS):
        data = _read(base.FORM)
        question = next(q for q in WHOLE["pages"][0]["questions"] if q["type"] == kind).copy()
        data["pages"][0]["questions"] = [question]
        question[key] = _read(f"- {written}")[0]
        builder, editor = _accepts("form", data)
        assert builder == editor or _is_exception(written), written


EXAMPLE: list[tuple[str | int, ...]] = [
    *(("id",), ("title",), ("answers",), ("answers", "a"), ("answers", "h"), ("answers", "h", 0)),
    *(("answers", "k", "r"), ("answers", "x-y"), ("answers", "X"), ("expect",)),
    *(("expect", "shown"), ("expect", "shown", 0), ("expect", "scores"), ("expect", "scores", "s")),
    *(("expect", "bands", "s"), ("expect", "flags"), ("expect", "flags", 0)),
    ("expect", "nytt"),
]


@pytest.mark.parametrize("at", EXAMPLE)
def test_they_accept_the_same_example(at: tuple[str | int, ...]) -> None:
    for written in (*SCALARS, *QUOTED, *GROUPS, "none", "None", '"none"', "'1'", "[a, [b]]"):
        data = _read(EVERY_FORM)
        place = data["examples"][0]
        for step in at[:-1]:
            place = place[step]
        place[at[-1]] = _read(f"- {written}")[0]
        builder, editor = _accepts("form", data)
        assert builder == editor or _is_exception(written), written


OPERATORS = (
    "is",
    "is-not",
    "any-of",
    "none-of",
    "at-least",
    "answered",
    "question",
    "score",
    "all",
    "not",
)


@pytest.mark.parametrize("operator", OPERATORS)
def test_they_accept_the_same_condition(operator: str) -> None:
    for written in (*SCALARS, *QUOTED, *GROUPS, "[{question: a, is: b}]", "{score: s, at-most: 1}"):
        for other in (
            {},
            {"question": "a"},
            {"score": "s", "is": "b"},
            {"any": [{"question": "a"}]},
        ):
            data = {**other, operator: _read(f"- {written}")[0]}
            builder, editor = _accepts("condition", data)
            assert builder == editor or _is_exception(written), (written, other)


EXPECTED_EXCEPTIONS = [
    ("moment", "open", "True", "True"),
    ("moment", "open", "FALSE", "True"),
    ("form", "min", "0.12345", "decimals"),
    ("form", "min", "1e-5", "decimals"),
    ("moment", "days", "5.0", "5.0"),
    ("moment", "days", "1e1", "5.0"),
    ("form", "min", ".inf", ".inf"),
    ("form", "min", ".nan", ".inf"),
]


@pytest.mark.parametrize(("name", "key", "written", "reason"), EXPECTED_EXCEPTIONS)
def test_the_exceptions_are_those_that_are_listed(
    name: str, key: str, written: str, reason: str
) -> None:
    assert EXCEPTIONS[reason]
    data = _read(EVERY_MOMENT if name == "moment" else EVERY_FORM)
    place = data
    if key == "min":
        place = data["pages"][0]["questions"][2]
    if key == "days":
        place = data["modules"][0]
        place["starts"] = "after-days"
    place[key] = _read(f"- {written}")[0]
    builder, _ = _accepts(name, data)
    assert builder is False


@settings(max_examples=200)
@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_number_is_written_in_one_way(number: Any) -> None:
    text = exact(number)
    assert re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]{0,3}[1-9])?", text)
    assert text != "-0"
    assert type(number)(text) == number
