"""The same faults through the nearest tools of others; what they see is kept in peers.json.

`check-jsonschema` reads our YAML with our own JSON Schemas. SurveyJS's linter reads its own JSON,
so the forms are put into it as far as they go: questions, ranges, choices and conditions; scores
and flags as calculated values. Bands and occasions have no counterpart there.
Both are fetched by name into a folder that is thrown away; what they say is not part of any test.
"""

import json
import os
import re
import subprocess
import tempfile
import venv
from collections import defaultdict
from pathlib import Path
from typing import Any, Final, TypeAlias

import seeded_forms
import seeded_structure
import seeded_yaml
import yaml
from seeding import ROOT, Fault, Seeded, content

SCHEMA_CHECK: Final = "check-jsonschema"
SCHEMA_CHECK_VERSION: Final = "0.39.0"
LINTER: Final = "survey-core"
LINTER_VERSION: Final = "3.1.1"
RESULTS: Final = Path(__file__).with_name("peers.json")
YAML_FAULTS: Final = (*seeded_yaml.FAULTS, *seeded_forms.FAULTS)
_IDS: Final = {"question-id-twice", "choice-value-twice", "band-id-twice", "occasion-id-twice"}
FORM_FAULTS: Final = (
    *seeded_forms.FAULTS,
    *(one for one in seeded_structure.IDS if one.name in _IDS),
)
NOT_EXPRESSIBLE: Final = frozenset(
    one.name for one in FORM_FAULTS if one.name.startswith(("band-", "occasion-"))
)
"""Bands and occasions have no counterpart in SurveyJS."""

Seen: TypeAlias = dict[str, Any]
"""`findings`: how many; `line`: whether one of them names the right line of the source; `says`."""

_LINT: Final = """
const { lintSurvey } = require("survey-core/linter");
const forms = JSON.parse(require("fs").readFileSync(0, "utf8"));
const told = (form) => lintSurvey(form).findings.map((f) => ({ rule: f.ruleId, path: f.path, says: f.message }));
process.stdout.write(JSON.stringify(Object.fromEntries(Object.entries(forms).map(([k, f]) => [k, told(f)]))));
"""


def write() -> None:
    """Run both tools over the faults, and write down what they saw."""
    with tempfile.TemporaryDirectory() as folder:
        results = {
            SCHEMA_CHECK: {"version": SCHEMA_CHECK_VERSION, "faults": _by_schema(Path(folder))},
            LINTER: {"version": LINTER_VERSION, "faults": _by_linter(Path(folder))},
        }
    RESULTS.write_text(
        json.dumps(results, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8"
    )


def _run(*command: str | Path, folder: Path, given: str = "") -> str:
    done = subprocess.run(
        [os.fspath(part) for part in command],
        cwd=folder,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout:
        raise RuntimeError(done.stderr)
    return done.stdout


# --------------------------------------------------------------------------------- check-jsonschema


def _by_schema(folder: Path) -> dict[str, Seen]:
    venv.create(folder / "venv", with_pip=True)
    bin_ = folder / "venv" / "bin"
    _run(bin_ / "pip", "install", f"{SCHEMA_CHECK}=={SCHEMA_CHECK_VERSION}", folder=folder)
    groups: dict[str, dict[str, tuple[Fault, Seeded]]] = defaultdict(dict)
    for fault in YAML_FAULTS:
        seeded = fault.seeded()
        if seeded.path.endswith(".yaml"):
            file = folder / f"{fault.name}.yaml"
            file.write_bytes(seeded.files[seeded.path])
            groups[_schema_of(seeded.path)][str(file)] = (fault, seeded)
    seen: dict[str, Seen] = {}
    for schema, files in groups.items():
        out = _run(
            bin_ / SCHEMA_CHECK,
            "--schemafile",
            ROOT / "schemas" / schema,
            "-o",
            "json",
            *files,
            folder=folder,
        )
        told: dict[str, list[str]] = defaultdict(list)
        answer = json.loads(out)
        for error in answer.get("errors", ()):
            told[error["filename"]].append(f"{error['path']} {error['message']}")
        for error in answer.get("parse_errors", ()):  # only its text output tells why, and the line
            name = Path(error["filename"]).name
            text = _run(
                bin_ / SCHEMA_CHECK, "--schemafile", ROOT / "schemas" / schema, name, folder=folder
            )
            told[error["filename"]].append(_why(text))
        for file, (fault, seeded) in files.items():
            seen[fault.name] = _seen(told[file], seeded.line)
    return seen


def _schema_of(path: str) -> str:
    name = path.rpartition("/")[2]
    kind = {"moment.yaml": "moment", "media.yaml": "media", "profile.yaml": "profile"}.get(name)
    return f"{kind or ('publisher' if '/publishers/' in path else 'form')}.schema.json"


def _why(text: str) -> str:
    return " ".join(text[text.index("Failed to parse") :].split("\n", 1)[1].split())


def _seen(says: list[str], line: int) -> Seen:
    lines = {int(number) for text in says for number in re.findall(r"line:? (\d+)", text)}
    shown = " ".join(says[0].split())[:160] if says else ""
    return {"findings": len(says), "line": line in lines, "says": shown}


# ---------------------------------------------------------------------------------- SurveyJS's linter


def _by_linter(folder: Path) -> dict[str, Seen]:
    _run("npm", "install", "--prefix", folder, f"{LINTER}@{LINTER_VERSION}", folder=folder)
    seeded = {
        fault.name: fault.seeded() for fault in FORM_FAULTS if fault.name not in NOT_EXPRESSIBLE
    }
    forms = {name: _survey(one.files[_form_of(one)]) for name, one in seeded.items()}
    clean = {path: _survey(content()[path]) for path in {_form_of(one) for one in seeded.values()}}
    told = json.loads(
        _run("node", "-e", _LINT, folder=folder, given=json.dumps({**clean, **forms}))
    )
    seen: dict[str, Seen] = {}
    for name, one in seeded.items():
        known = {(finding["rule"], finding["says"]) for finding in told[_form_of(one)]}
        new = [f for f in told[name] if (f["rule"], f["says"]) not in known]
        seen[name] = _seen([f"{f['rule']} {f['path']}: {f['says']}" for f in new], one.line)
    return seen


def _form_of(seeded: Seeded) -> str:
    """Return the form that was changed."""
    return next(path for path in seeded.files if seeded.files[path] != content().get(path))


def _survey(data: bytes) -> dict[str, Any]:
    form = yaml.load(data, Loader=yaml.BaseLoader)  # noqa: S506 - our own text, as text
    scores = [
        {"name": score["id"], "expression": " + ".join(f"{{{name}}}" for name in score["of"])}
        for score in form.get("scores", ())
    ]
    flags = [
        {"name": f"flag-{flag['id']}", "expression": _expression(flag["when"])}
        for flag in form.get("flags", ())
    ]
    return {
        "pages": [
            {
                "name": page["id"],
                "title": page["title"],
                "elements": [_element(one) for one in page["questions"]],
            }
            for page in form["pages"]
        ],
        "calculatedValues": [*scores, *flags],
    }


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
_PROPERTIES: Final = {
    "scale": {"min": "rateMin", "max": "rateMax", "step": "rateStep"},
    "number": {"min": "min", "max": "max", "step": "step"},
    "multiple-choice": {"min-choices": "minSelectedChoices", "max-choices": "maxSelectedChoices"},
}


def _element(question: dict[str, Any]) -> dict[str, Any]:
    kind = question["type"]
    element: dict[str, Any] = {"type": _TYPES.get(kind, "text"), "name": question["id"]}
    element["html" if kind == "info" else "title"] = question["text"]
    if kind in {"number", "date", "time"}:
        element["inputType"] = kind
    if kind == "yes-no":
        element["choices"] = ["yes", "no"]
    if "choices" in question:
        name = "columns" if kind == "matrix" else "choices"
        element[name] = [
            {"value": one["value"], "text": one["text"]} for one in question["choices"]
        ]
    if "rows" in question:
        element["rows"] = [{"value": one["id"], "text": one["text"]} for one in question["rows"]]
    if "when" in question:
        element["visibleIf"] = _expression(question["when"])
    for ours, theirs in _PROPERTIES.get(kind, {}).items():
        if ours in question:
            element[theirs] = float(question[ours])
    return element


_SIGNS: Final = {
    "is": "=",
    "is-not": "<>",
    "at-least": ">=",
    "at-most": "<=",
    "more-than": ">",
    "less-than": "<",
}


def _expression(condition: dict[str, Any]) -> str:
    for group, word in (("all", " and "), ("any", " or ")):
        if group in condition:
            return word.join(f"({_expression(one)})" for one in condition[group])
    if "not" in condition:
        return f"!({_expression(condition['not'])})"
    name = f"{{{condition.get('question', condition.get('score'))}}}"
    key, value = next(
        (key, value) for key, value in condition.items() if key not in {"question", "score"}
    )
    if key == "answered":
        return f"{name} notempty"
    if key in {"any-of", "none-of"}:
        one_of = " or ".join(_compared(name, "=", one) for one in value)
        return one_of if key == "any-of" else f"!({one_of})"
    return _compared(name, _SIGNS[key], value)


def _compared(name: str, sign: str, value: str) -> str:
    number = re.fullmatch(r"-?[0-9.]+", value)
    return f"{name} {sign} {value if number else repr(value)}"


def results() -> dict[str, Any]:
    """Return what was written down last."""
    told: dict[str, Any] = json.loads(RESULTS.read_text("utf-8"))
    return told


if __name__ == "__main__":
    write()
