"""The rendition as a whole."""

import json

import base
from rendered import ENGLISH, document, package

from builder.manifest import canonical
from builder.rendition import read_rendition, render

SHOWN = {
    "modules/start.md": "# Start {#start}\n\n![R](../media/rum.png)\n\n[E](../forms/enkat.yaml)\n",
    "moment.yaml": ENGLISH
    + "results:\n  - id: r\n    title: Worry\n    form: enkat\n    question: oro\n    show: table\n"
    + "    visible-to: [staff]\n"
    + "reminders:\n  - {id: p, form: enkat, after-days: 2, to: resident, text: Hello}\n",
}


def test_the_same_package_gives_the_same_bytes():
    made = package(SHOWN)
    assert render(made) == render(type(made).from_bytes(made.to_bytes()))


def test_it_is_canonical_and_read_back_as_it_is():
    data = render(package(SHOWN))
    assert canonical(json.loads(data)) == data
    assert read_rendition(data, "x") == json.loads(data)


def test_it_names_its_media_and_its_cover():
    found = document(SHOWN)
    (medium,) = found["media"]
    assert medium["path"] == f"media/{medium['sha256']}.png"
    assert found["cover"] == medium["path"]


def test_results_and_reminders_say_what_they_are_about():
    found = document(SHOWN)
    assert found["results"][0] | {"form": "Enkät", "of": "Känner du oro?"} == found["results"][0]
    assert found["reminders"] == [
        {"id": "p", "form": "Enkät", "after-days": 2, "to": "resident", "text": "Hello"}
    ]


def test_a_section_that_is_one_step_has_its_heading_once():
    found = document(
        {"modules/start.md": "# Start {#start}\n\n## Del {#del}\n\nHej.\n\n#### Mer\n"}
    )
    (section,) = found["modules"][0]["sections"]
    assert section["anchor"] == section["steps"][0]["anchor"] == "step_start_del"
    assert "<h4>Mer</h4>" in section["steps"][0]["html"]


def test_it_names_the_media_of_forms_too():
    form = base.FORM.replace(
        "type: yes-no", "type: yes-no, picture: {file: ../media/bild.png, alt: A.}"
    )
    text = "# Start {#start}\n\n[E](../forms/enkat.yaml)\n"
    found = document(
        {"modules/start.md": text, "forms/enkat.yaml": form, "media/bild.png": base.picture()}
    )
    (medium,) = found["media"]
    assert f'src="{medium["path"]}"' in found["forms"][0]["html"]
    assert "cover" not in found


def test_names_of_the_smaller_parts_of_a_form():
    matrix = (
        "      - id: m\n        type: matrix\n        text: Hur?\n        rows: [{id: r, text: Rad}]\n"
        "        choices: [{value: a, text: Bra}, {value: b, text: Illa}]\n"
        "occasions: [{id: o, title: Före}]\n"
    )
    assert document({**SHOWN, "forms/enkat.yaml": base.FORM + matrix})["forms"][0]["names"] == {
        "occasion/o": "Före",
        "page/sida": "Sidan",
        "question/oro": "Känner du oro?",
        "question/m": "Hur?",
        "question/m/choice/a": "Bra",
        "question/m/choice/b": "Illa",
        "question/m/row/r": "Rad",
    }


def test_names_of_the_parts_of_a_form():
    assert document(SHOWN)["forms"][0]["names"] == {
        "page/sida": "Sidan",
        "question/oro": "Känner du oro?",
    }
