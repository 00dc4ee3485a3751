"""The same faults through the nearest tools of others; what they see is kept in peers.json.

`check-jsonschema` reads our YAML with our own JSON Schemas. SurveyJS's linter reads its own JSON, so
the forms are put into it, see survey.py; what it has no notion of is not counted against it.
Both are fetched by name into a folder that is thrown away; what they say is not part of any test.
"""

import json
import os
import re
import subprocess
import tempfile
import venv
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from textwrap import shorten
from typing import Any, Final, TypeAlias

import seeded_forms
import seeded_structure
import seeded_yaml
from analysed import ANALYSED
from seeding import ROOT, Fault, Seeded, content
from survey import Json, survey
from workbench import PROVED, TRAINING

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
    *ANALYSED,
)
SOUND: Final = {bench.path: bench.text.encode() for bench in (TRAINING, PROVED)}
"""The forms that stand nowhere in the content but among the faults."""
REACH: Final = "how far a score reaches"
ALLOWED: Final = "what SurveyJS allows"
NOT_COUNTED: Final[Mapping[str, frozenset[str]]] = {
    "points, scores and bands": frozenset({
        "FRM004", "FRM005", "FRM013", "FRM014", "FRM015", "FRM019", "FRM020", "FRM021", "FRM022",
        "FRM023", "FRM024", "FRM025", "FRM032", "band-id-twice",
    }),
    "who acts on a flag, and where to call": frozenset({"FRM018", "SAF001", "SAF002"}),
    "kinds of forms, and their occasions": frozenset({"FRM026", "occasion-id-twice"}),
    "examples": frozenset({"FRM028", "FRM029", "FRM030", "FRM031"}),
    "files and alt texts of pictures": frozenset({"ACC003", "REF003"}),
    ALLOWED: frozenset({
        "FRM002", "date-is", "time-is", "long-text-is", "probe-score-of-score",
        "question-named-as-score", "score-named-as-question",
    }),
}  # fmt: skip
"""What is not held against SurveyJS's linter, by codes and names of faults.

The last is no fault there: a follow-up may stand on any page, a date can be compared with one day,
and scores and questions share one set of names and can count each other.
"""
_ABOUT_VALUES: Final = frozenset({"FRM006", "FRM008", "FRM009", "FRM010", "FRM016", "FRM017"})


def left_out(fault: Fault) -> str:
    """Return why a fault is not held against SurveyJS's linter; nothing for one that is."""
    said = {fault.code, fault.name}
    why = next((why for why, faults in NOT_COUNTED.items() if not faults.isdisjoint(said)), "")
    return why or (REACH if fault.code in _ABOUT_VALUES and _is_about_score(fault) else "")


def _is_about_score(fault: Fault) -> bool:
    """Tell whether the condition that is wrong names a score."""
    seeded = fault.seeded()
    return b"{score: " in seeded.files[seeded.path].split(b"\n")[seeded.line - 1]


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
    shown = shorten(says[0], 160, placeholder=" …") if says else ""
    return {"findings": len(says), "line": line in lines, "says": shown}


# ---------------------------------------------------------------------------------- SurveyJS's linter


def _by_linter(folder: Path) -> dict[str, Seen]:
    _run("npm", "install", "--prefix", folder, f"{LINTER}@{LINTER_VERSION}", folder=folder)
    forms: dict[str, Json] = {}
    sound: dict[str, str] = {}
    for fault in FORM_FAULTS:
        path, data = _faulty(fault.seeded())
        sound[fault.name] = path
        forms |= {fault.name: survey(data), path: survey(SOUND.get(path) or content()[path])}
    told = json.loads(_run("node", "-e", _LINT, folder=folder, given=json.dumps(forms)))
    seen: dict[str, Seen] = {}
    for name, path in sound.items():
        known = {(finding["rule"], finding["says"]) for finding in told[path]}
        new = [one for one in told[name] if (one["rule"], one["says"]) not in known]
        # it is given no source and names no line of it
        seen[name] = _seen([f"{one['rule']} {one['path']}: {one['says']}" for one in new], 0)
    return seen


def _faulty(seeded: Seeded) -> tuple[str, bytes]:
    """Return the form that was changed or put there."""
    path = next(
        path
        for path in seeded.files
        if path.endswith(".yaml")
        and "/forms/" in path
        and seeded.files[path] != content().get(path)
    )
    return path, seeded.files[path]


def results() -> dict[str, Any]:
    """Return what was written down last."""
    told: dict[str, Any] = json.loads(RESULTS.read_text("utf-8"))
    return told


if __name__ == "__main__":
    write()
