"""`moment export form` and `moment import questionnaire`."""

import json

import base
import pytest
from there_and_back import FORM_FILES, read_form

from builder.cli import app
from builder.terminal import run

SLEEP = next(file for file in FORM_FILES if file.stem == "somnbesvar")


@pytest.fixture
def moment(monkeypatch, capsys):
    """Return a function that runs the program and returns its exit status, output and errors."""
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setattr("builder.terminal._use_utf8", lambda: None)

    def once(*arguments):
        status = run(app, "moment", ["--lang", "en", *map(str, arguments)])
        return status, *capsys.readouterr()

    return once


def test_a_form_goes_out_and_comes_back(moment, tmp_path):
    there, back = tmp_path / "sleep.json", tmp_path / "sleep.yaml"
    status, out, errors = moment("export", "form", SLEEP, "--to", "fhir", "--output", there)
    assert (status, out) == (0, f"{there.as_posix()} written\n")
    lines = errors.splitlines()
    place = SLEEP.read_text().split("\n").index("    bands:") + 2
    assert lines[0] == f"{SLEEP.as_posix()}:{place}: 3 bands are left out"
    assert lines[-1] == f"{len(lines) - 1} things were lost or changed"
    data = json.loads(there.read_text())
    assert (data["language"], "url" in data) == ("sv", False)
    assert moment("import", "questionnaire", there, "-o", back)[0] == 0
    whole = read_form(SLEEP)
    assert read_form(back).pages == whole.pages
    assert read_form(back).scores[0].of == whole.scores[0].of


def test_what_is_there_is_not_written_over(moment, tmp_path):
    there = tmp_path / "a.json"
    there.write_text("mine")
    arguments = ("export", "form", SLEEP, "--to", "fhir", "-o", there)
    status, _, errors = moment(*arguments)
    assert (status, there.read_text()) == (3, "mine")
    assert errors == f"moment: {there.as_posix()} is there already; --force writes over it\n"
    assert moment(*arguments, "--force", "--base", "https://formular.example")[0] == 0
    assert (
        json.loads(there.read_text())["url"] == "https://formular.example/Questionnaire/somnbesvar"
    )


@pytest.mark.parametrize("to", ["fhir", "surveyjs"])
def test_without_a_file_it_is_written_here(moment, to):
    status, out, errors = moment("export", "form", SLEEP, "--to", to)
    assert status == 0
    assert json.loads(out)["title"] == "Sömnbesvär"
    assert "lost or changed" in errors


def test_a_form_is_found_by_its_id(moment, tmp_path, monkeypatch):
    root = base.put(tmp_path)
    monkeypatch.chdir(root / "content")
    status, out, errors = moment("export", "form", "enkat", "--to", "fhir")
    assert (status, json.loads(out)["title"]) == (0, "Enkät")
    assert moment("export", "form", "prov/prov", "--to", "fhir") == (0, out, errors)
    assert moment("export", "form", "enkatt", "--to", "fhir") == (
        2, "", "moment: there is no form “enkatt”; did you mean “enkat”?\n",
    )  # fmt: skip
    shared = root / "content" / "forms" / "enkat.yaml"
    shared.parent.mkdir()
    shared.write_text(base.FORM)
    assert moment("export", "form", "enkat", "--to", "fhir") == (
        2, "", f"moment: which of these is meant? content/forms/enkat.yaml, {base.MOMENT}/forms/enkat.yaml\n",
    )  # fmt: skip
    shared.write_text("id: [")
    status, _, errors = moment("export", "form", shared.parent, "--to", "fhir")
    assert (status, errors) == (
        3, "moment: forms/enkat.yaml cannot be read as a form: moment check says why\n",
    )  # fmt: skip


def test_the_file_that_cannot_be_written_is_the_one_asked_for(moment, tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied", "/elsewhere/.a.json.x8k2")

    monkeypatch.setattr("builder.durable.tempfile.mkstemp", refuse)
    output = tmp_path / "a.json"
    assert moment("export", "form", SLEEP, "--to", "fhir", "-o", output) == (
        3, "", f"moment: {output.as_posix()}: Permission denied\n",
    )  # fmt: skip


def test_the_report_as_json(moment, tmp_path):
    status, out, errors = moment("export", "form", SLEEP, "--to", "fhir", "--json")
    report = json.loads(out)
    assert (status, errors, report["output"]) == (0, "", None)
    assert report["data"]["resourceType"] == "Questionnaire"
    assert report["losses"][0]["at"] == ["scores", 0, "bands"]
    file = tmp_path / "q.json"
    file.write_text(
        json.dumps(
            {
                "resourceType": "Questionnaire",
                "item": [{"linkId": "q1", "type": "url", "text": "A?"}],
            }
        )
    )
    target = tmp_path / "content" / "forms" / "a.yaml"
    status, out, errors = moment("import", "questionnaire", file, "--output", target, "--json")
    report = json.loads(out)
    assert (status, errors, report["output"]) == (0, "", target.as_posix())
    assert report["losses"][1] == {
        "at": ["item", 0], "place": "Questionnaire.item[0] “q1”", "message": "an address became a text",
    }  # fmt: skip
    assert target.read_text().startswith(
        "# yaml-language-server: $schema=../../schemas/form.schema.json\nid: formular\n"
    )


@pytest.mark.parametrize(
    ("to", "address"), [("fhir", "formular.example"), ("surveyjs", "https://formular.example")]
)
def test_an_address_is_one_and_goes_with_fhir(moment, to, address):
    status, out, errors = moment("export", "form", SLEEP, "--to", to, "--base", address)
    assert (status, out) == (2, "")
    assert errors == "moment: --base is an address like https://formular.example, with --to fhir\n"


BAD = [
    ("export", "a.yaml", "id: [", "a.yaml cannot be read as a form: moment check says why"),
    ("export", "a.yaml", "id: a", "a.yaml cannot be read as a form: moment check says why"),
    ("import", "a.json", "{", "a.json cannot be made a form: the file is not JSON: line 1, column 2"),
    ("import", "a.json", "[]", "a.json cannot be made a form: a Questionnaire is a group of keys; this is none"),
    ("import", "a.json", '{"a": 1}', "a.json cannot be made a form: there is no resourceType Questionnaire"),
    ("import", "a.json", '{"resourceType": "Patient"}', "a.json cannot be made a form: “Patient” is not a Questionnaire"),
]  # fmt: skip


@pytest.mark.parametrize(("way", "name", "text", "why"), BAD, ids=range(len(BAD)))
def test_what_cannot_be_read_is_refused(moment, way, name, text, why, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text(text)
    arguments = (
        ("export", "form", name, "--to", "fhir")
        if way == "export"
        else ("import", "questionnaire", name)
    )
    assert moment(*arguments) == (3, "", f"moment: {why}\n")
    (tmp_path / name).unlink()
    assert moment(*arguments) == (
        3,
        "",
        f"moment: {name}: No such file or directory\n",
    )


def test_an_imported_form_is_checked_like_any_other(moment, tmp_path):
    root = base.put(tmp_path, base.BARE)
    file = tmp_path / "q.json"
    file.write_text(
        json.dumps(
            {
                "resourceType": "Questionnaire",
                "item": [{"linkId": "a", "type": "boolean", "text": "Sover du?"}],
            }
        )
    )
    target = root / base.MOMENT / "forms" / "ny.yaml"
    assert moment("import", "questionnaire", file, "--output", target)[0] == 0
    status, out, _ = moment("check", root, "--format", "json")
    messages = [one["message"] for one in json.loads(out)["findings"] if one["code"] == "STR008"]
    assert (status, messages) == (1, [
        "fill in: the form's name", "fill in: who holds the rights", "fill in: licence or agreement",
    ])  # fmt: skip
