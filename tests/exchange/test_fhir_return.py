"""There and back: a form that is exported and imported is the same, or a loss says where not."""

import json

import pytest
from corpus import Maker
from test_fhir_valid import ALL_TYPES
from there_and_back import FORM_FILES, differences, form_of, read_form, untold

from builder.exchange.fhir import from_fhir, read_questionnaire, to_fhir
from builder.exchange.yaml_form import write_form
from builder.model import Form
from builder.source import parse_yaml


def there_and_back(form):
    """Return what an export lost, and what is imported again."""
    exported = to_fhir(form, language="sv")
    _, imported = read_questionnaire(json.dumps(exported.data).encode())
    assert imported.form is not None, imported.problems
    return exported, imported


@pytest.mark.parametrize("file", FORM_FILES, ids=lambda file: file.stem)
def test_forms_of_the_library(file):
    form = read_form(file)
    exported, imported = there_and_back(form)
    assert untold(form, imported.form, exported.losses) == []
    assert imported.losses == ()


@pytest.mark.parametrize("start", range(0, 300, 50))
def test_made_up_forms(start):
    for seed in range(start, start + 50):
        form = Maker(seed).form()
        exported, imported = there_and_back(form)
        assert untold(form, imported.form, exported.losses) == [], seed
        again = there_and_back(imported.form)[1].form
        assert again == imported.form, f"{seed}: a second time changes nothing"


def test_every_type_of_question():
    exported, imported = there_and_back(ALL_TYPES)
    assert untold(ALL_TYPES, imported.form, exported.losses) == []
    assert {loss.at for loss in exported.losses} == {("rights", "holder")}


def test_what_is_told_is_really_lost():
    for seed in range(60):
        form = Maker(seed).form()
        exported, imported = there_and_back(form)
        changed = differences(form, imported.form)
        for loss in exported.losses:
            if "when" not in loss.at and loss.at[-1] != "type":
                assert any(at[: len(loss.at)] == loss.at for at in changed), (seed, loss)


def test_scores_and_their_points_are_recognised():
    form = form_of({
        "questions": [
            {"id": "a", "type": "yes-no", "text": "A?", "yes-score": "2", "no-score": "-0.5"},
            {"id": "b", "type": "yes-no", "text": "B?", "no-score": "1",
             "when": {"not": {"all": [{"question": "a", "is": "yes"}]}}},
            {"id": "c", "type": "number", "text": "C?", "when": {"score": "p", "more-than": "0"}},
        ],
        "scores": [
            {"id": "p", "title": "P", "method": "sum", "of": ["b", "a"], "missing": {"policy": "leave-out"},
             "visible-to": ["staff"]},
            {"id": "q", "title": "Q", "method": "max", "of": ["c", "a"], "decimals": 0,
             "missing": {"policy": "count-as-zero", "at-most": 1}, "visible-to": ["staff", "resident"]},
        ],
    })  # fmt: skip
    exported, imported = there_and_back(form)
    assert (imported.form, exported.losses, imported.losses) == (form, (), ())


@pytest.mark.parametrize("key", ["expression", "description"])
def test_a_score_that_was_tampered_with_is_left_out(key):
    form = read_form(next(file for file in FORM_FILES if file.stem == "somnbesvar"))
    data = to_fhir(form).data
    value = data["item"][-1]["extension"][-1]["valueExpression"]
    value[key] = value[key].replace("= 6", ">= 5").replace("no-score", "leave-out")
    imported = from_fhir(data)
    assert imported.form.scores == ()
    assert [str(loss.message) for loss in imported.losses] == [
        "“Sömnbesvär, summa” is computed in a way that we do not know; it is left out"
    ]


def test_the_yaml_reads_back_the_same():
    for form in [
        *map(read_form, FORM_FILES),
        ALL_TYPES,
        *(Maker(seed).form() for seed in range(80)),
    ]:
        document = parse_yaml("forms/prov.yaml", write_form(form, "../form.schema.json"))
        assert document.problems == ()
        assert Form.model_validate(document.data) == form
