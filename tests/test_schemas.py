"""The JSON Schemas: up to date, valid, Swedish, and what content and commands are held to."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import base
import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from builder import schemas
from builder.checks import check
from builder.cli import app
from builder.content import read_library, read_moment
from builder.endorsement import Standing
from builder.message import tell
from builder.packing import pack
from builder.release import base_of_sources, draft
from builder.report.approvals import approvals_json
from builder.report.drafts import drafts_json
from builder.report.plain import findings_json
from builder.terminal import run
from builder.tree import Tree

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "schemas").glob("*.schema.json"))
AUTHORED = ("form", "media", "moment", "profile", "publisher")
CONTENT = sorted((ROOT / "content").rglob("*.yaml"))
COMMENT = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


def _schema(name: str) -> Any:
    return json.loads((ROOT / f"schemas/{name}.schema.json").read_text(encoding="utf-8"))


def _errors(name: str, value: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(_schema(name)).iter_errors(value)]


def test_the_committed_schemas_are_those_that_are_generated() -> None:
    made = dict(schemas.schemas())
    assert set(made) == {f"{name}.schema.json" for name in (*AUTHORED, "package")}
    for name, text in made.items():
        assert (ROOT / "schemas" / name).read_text(encoding="utf-8") == text, name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_is_a_valid_schema(path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)
    for part in _parts(schema):
        for reference in [part["$ref"]] if isinstance(part.get("$ref"), str) else []:
            name = reference.removeprefix("#/$defs/")
            assert name in schema["$defs"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_holds_only_words_of_json_schema(path: Path) -> None:
    known = {
        *("$schema", "$defs", "$ref", "title", "description", "type", "enum", "const", "default"),
        *("properties", "required", "additionalProperties", "propertyNames", "minProperties"),
        "patternProperties",
        *("items", "minItems", "maxItems", "uniqueItems", "pattern", "format", "minLength"),
        *("maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
        *("if", "then", "else", "allOf", "anyOf", "not", "examples"),
    }
    for part in _parts(json.loads(path.read_text(encoding="utf-8"))):
        assert set(part) <= known


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema in a schema."""
    if not isinstance(schema, dict):
        return
    yield schema
    for key in ("properties", "patternProperties", "$defs"):
        for inner in schema.get(key, {}).values():
            yield from _parts(inner)
    for key in ("allOf", "anyOf", "oneOf"):
        for inner in schema.get(key, ()):
            yield from _parts(inner)
    for key in ("items", "additionalProperties", "propertyNames", "if", "then", "else", "not"):
        yield from _parts(schema.get(key))


@pytest.mark.parametrize(
    "name", [*AUTHORED, "package", "findings", "changes", "review", "status", "approvals"]
)
def test_there_is_no_bare_one_of(name: str) -> None:
    assert not any("oneOf" in part for part in _parts(_schema(name)))


@pytest.mark.parametrize(
    "name", [*AUTHORED, "findings", "changes", "review", "status", "approvals"]
)
def test_every_property_has_a_title(name: str) -> None:
    objects = [part for part in _parts(_schema(name)) if part.get("type") == "object"]
    strict = [part for part in objects if "additionalProperties" in part]
    assert strict
    for part in strict:
        assert part["additionalProperties"] is False
        for key, inner in part.get("properties", {}).items():
            assert inner.get("title"), key


ENGLISH = re.compile(r"\b(the|of|is|are|a list|when|title|file|name|type|value)\b", re.IGNORECASE)


@pytest.mark.parametrize(
    "name", [*AUTHORED, "findings", "changes", "review", "status", "approvals"]
)
def test_titles_and_descriptions_are_swedish(name: str) -> None:
    schema = _schema(name)
    for part in _parts(schema):
        said = f"{part.get('title', '')} {part.get('description', '')}"
        words = re.sub(r"[a-z-]+:|\b[a-z]+(?:-[a-z]+)+\b", "", said)
        assert not ENGLISH.search(words), said


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_real_content_names_its_schema_and_conforms(path: Path) -> None:
    first = COMMENT.match(path.read_text(encoding="utf-8"))
    assert first, "the first line tells the editor which schema to use"
    name = {"moment.yaml": "moment", "media.yaml": "media", "profile.yaml": "profile"}.get(
        path.name
    )
    name = name or {"forms": "form", "publishers": "publisher"}[path.parent.name]
    target = (path.parent / first[1]).resolve()
    assert target == (ROOT / f"schemas/{name}.schema.json").resolve()
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.yaml_constructors.pop("tag:yaml.org,2002:timestamp", None)
    yaml.constructor.add_constructor(
        "tag:yaml.org,2002:timestamp", lambda _constructor, node: node.value
    )
    assert _errors(name, yaml.load(path.read_text(encoding="utf-8"))) == []


ONE_MISTAKE = [
    ("moment", base.SETTINGS, ("kind",), "behandling"),
    ("moment", base.SETTINGS, ("modules", 0, "starts"), "after-days"),
    ("moment", base.SETTINGS, ("extra",), "x"),
    ("form", base.FORM, ("pages", 0, "questions", 0, "type"), "ja-nej"),
    ("form", base.FORM, ("pages", 0, "questions", 0, "type"), "scale"),
    ("form", base.FORM, ("pages", 0, "questions", 0, "when"), {"question": "a", "ar": "b"}),
]


@pytest.mark.parametrize(("name", "text", "at", "value"), ONE_MISTAKE)
def test_a_mistake_is_told_where_it_stands(
    name: str, text: str, at: tuple[str | int, ...], value: Any
) -> None:
    data = json.loads(json.dumps(YAML(typ="safe").load(text), default=str))
    assert _errors(name, data) == []
    place = data
    for step in at[:-1]:
        place = place[step]
    place[at[-1]] = value
    errors = list(Draft202012Validator(_schema(name)).iter_errors(data))
    assert errors
    assert all(tuple(error.absolute_path) in {at, at[:-1]} for error in errors)


def test_findings_for_machines_conform() -> None:
    library, moment = base.read(
        {"moment.yaml": "a: [", "welcome.md": "<b>", "media/x.png": b"", "modul/å.md": b"\xff"}
    )
    found = [*check(moment, base.DAY), *check(library, base.DAY)]
    assert len(found) > 4
    for language in ("sv", "en"):
        assert _errors("findings", findings_json(found, 1, language)) == []
    assert _errors("findings", findings_json([], 0, "sv")) == []


MODULE = "# Start {#start}\n\n## Ett {#ett}\n\nText.\n\n![Ett rum.](../media/rum.png)\n"


def test_changes_for_machines_conform() -> None:
    old = base_of_sources(base.read({"modules/start.md": MODULE})[1])
    for text in (MODULE.replace("Text", "Ny text"), MODULE.replace("#ett", "#tva"), MODULE):
        new = base.read({"modules/start.md": text, "media/rum.png": base.picture(size=(9, 9))})[1]
        for before in (None, old):
            drafts = [draft(new, pack(new), before)]
            for language in ("sv", "en"):
                assert _errors("changes", drafts_json(drafts, "main", language)) == []


def test_what_the_commands_write_conforms(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "sv")
    base.put(tmp_path, {"welcome.md": ""})
    assert run(app, "moment", ["check", str(tmp_path), "--format", "json"]) == 1
    assert _errors("findings", json.loads(capsys.readouterr().out)) == []
    assert run(app, "moment", ["diff", "--root", str(tmp_path), "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert [one["version"] for one in value["moments"]] == ["1.0"]
    assert _errors("changes", value) == []


def test_who_has_approved_conforms() -> None:
    one = Standing(
        "prov/prov", "a" * 64, 2, ("Utgivare (prov/utgivare)",), ("B",), (), is_ready=False
    )
    blocked = Standing("prov", None, 0, (), (), (tell("{reason}", reason="x"),), is_ready=False)
    assert _errors("approvals", approvals_json([one, blocked], "sv")) == []
    assert _errors("approvals", approvals_json([], "en")) == []


def test_what_fix_writes_conforms(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "sv")
    base.put(
        tmp_path,
        {
            "welcome.md": "# Hej\n\n![Ett rum.](<media/Stor bild.png>)\n",
            "media/Stor bild.png": base.picture(size=(3000, 10)),
            "media/media.yaml": base.MEDIA_LIST
            + "  - {id: stor, file: Stor bild.png, rights: {holder: A, licence: B}}\n",
        },
    )
    assert run(app, "moment", ["fix", str(tmp_path), "--format", "json", "--yes"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert [len(value[key]) for key in ("texts", "names", "media", "left")] == [2, 1, 1, 0]
    assert _errors("mending", value) == []


def test_the_package_of_the_small_library_conforms() -> None:
    tree = Tree.of(base.files({"modules/start.md": MODULE}))
    packed = pack(read_moment(tree, base.MOMENT, read_library(tree)))
    assert _errors("package", json.loads(packed.data)) == []
