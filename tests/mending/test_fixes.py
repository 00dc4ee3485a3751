"""The fixes themselves: ids that are missing, forms and media that stand in the wrong place."""

import base
import pytest
from mended import plan_of, text_of

HEADINGS = {
    "## Om sömn": "## Om sömn {#om-somn}",
    "## Om [sömn](grund.md) ##": "## Om [sömn](grund.md) {#om-somn} ##",
    "##   **Om** `sömn`  ": "##   **Om** `sömn` {#om-somn}  ",
    "Om\nsömn\n---": "Om\nsömn {#om-somn}\n---",
    "Om sömn  \n-------": "Om sömn {#om-somn}  \n-------",
    "## Om sömn {om-natten}": "## Om sömn {#om-natten}",
    "## Om sömn {#Om Natten}": "## Om sömn {#om-natten}",
    "## Om sömn {}": "## Om sömn {} {#om-somn}",
    "## Start": "## Start {#start-2}",
    "## Om \\{#x}": "## Om \\{#x} {#om-x}",
    "## Det här är en rubrik som är alldeles för lång för ett id": "## Det här är en rubrik som är alldeles för lång för ett id {#det-har-ar-en-rubrik-som-ar-alldeles-for}",
    "## 😀": "## 😀",
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_gets_an_id(heading: str) -> None:
    page = "# Start {#start}\n\n%s\n\nText.\n"
    plan = plan_of({"modules/start.md": page % heading})
    assert text_of(plan, "modules/start.md") == page % HEADINGS[heading]


def test_ids_are_unique_in_the_moment() -> None:
    page = "# Om sömn\n\n## Om sömn\n\nText.\n\n## Om sömn {#om-somn-2}\n\nText.\n"
    plan = plan_of(
        {
            "modules/start.md": page,
            "modules/grund.md": base.GROUND.replace("{#grund}", "{#om-somn}"),
        }
    )
    assert plan.left == ()
    lines = text_of(plan, "modules/start.md").split("\n")
    assert (lines[0], lines[2]) == ("# Om sömn {#om-somn-3}", "## Om sömn {#om-somn-4}")


def test_a_heading_gets_the_id_that_is_linked_to() -> None:
    page = "# Start {#start}\n\nLäs [mer om natten](#natten).\n\n## Om sömn\n\nText.\n"
    plan = plan_of({"modules/start.md": page})
    assert plan.left == ()
    assert "## Om sömn {#natten}\n" in text_of(plan, "modules/start.md")


def test_which_heading_is_linked_to_is_not_guessed() -> None:
    page = (
        "# Start {#start}\n\nLäs [mer om natten](#natten).\n\n## Ett\n\nText.\n\n## Två\n\nText.\n"
    )
    plan = plan_of({"modules/start.md": page})
    assert {one.code for one in plan.left} == {"REF004"}


IDS = {
    "in braces": ("{id: oro, type", "{type", "{id: kanner-du-oro, type"),
    "in braces with a space": ("{id: oro, type", "{  type", "{  id: kanner-du-oro, type"),
    "in a block": ("  - id: sida\n    title", "  - title", "  - id: sidan\n    title"),
    "after a comment": (
        "  - id: sida\n    title",
        "  - # sidan\n    title",
        "  - # sidan\n    id: sidan\n    title",
    ),
    "of the form": ("id: enkat\n", "", "id: enkat\n"),
    "after a first line": ("id: enkat\n", "# a\n", "# a\nid: enkat\n"),
}


@pytest.mark.parametrize("case", IDS)
def test_what_has_no_id_in_a_form_gets_one(case: str) -> None:
    old, seeded, mended = IDS[case]
    plan = plan_of({"forms/enkat.yaml": base.FORM.replace(old, seeded, 1)})
    assert plan.left == ()
    assert text_of(plan, "forms/enkat.yaml") == base.FORM.replace(old, mended, 1)


def test_choices_get_values_of_their_own() -> None:
    choices = '          - {text: Ja}\n          - text: ja\n          - {value: ja-2, text: Jo}\n          - text: "1"\n'
    question = f"      - id: x\n        type: single-choice\n        text: Hur?\n        choices:\n{choices}"
    plan = plan_of({"forms/enkat.yaml": base.FORM + question})
    assert plan.left == ()
    assert text_of(plan, "forms/enkat.yaml").endswith(
        "          - {value: ja, text: Ja}\n          - value: ja-3\n            text: ja\n"
        '          - {value: ja-2, text: Jo}\n          - value: "1"\n            text: "1"\n'
    )


def test_media_and_the_moment_itself_get_ids() -> None:
    listed = base.MEDIA_LIST.replace("id: rum, ", "")
    plan = plan_of(
        {"media/media.yaml": listed, "moment.yaml": base.SETTINGS.removeprefix("id: prov\n")}
    )
    assert text_of(plan, "media/media.yaml") == base.MEDIA_LIST
    assert text_of(plan, "moment.yaml") == base.SETTINGS


def test_what_has_no_name_gets_no_id() -> None:
    plan = plan_of(
        {"media/media.yaml": base.MEDIA_LIST.replace("{id: rum, file: rum.png", "{file: '?'")}
    )
    assert plan.is_empty


LINK = "[enkäten](../forms/enkat.yaml)"
SHOWN = "[Enkät](../forms/enkat.yaml)"
PLACES = {
    f"Fyll i {LINK} först.": f"Fyll i enkäten först.\n\n{SHOWN}",
    f"Fyll i\n{LINK} först.\nSedan.": f"Fyll i\nenkäten först.\nSedan.\n\n{SHOWN}",
    f"Fyll i {LINK}.\n## Mer {{#mer}}\n\nText.": f"Fyll i enkäten.\n\n{SHOWN}\n\n## Mer {{#mer}}\n\nText.",
    f"Fyll i {LINK}:\n- ett\n- två": f"Fyll i enkäten:\n\n{SHOWN}\n\n- ett\n- två",
    f"- Fyll i {LINK}.\n- Två\n\n\nSlut.": f"- Fyll i enkäten.\n- Två\n\n{SHOWN}\n\n\nSlut.",
    f"> Fyll i {LINK}.\n> Två": f"> Fyll i enkäten.\n> Två\n\n{SHOWN}",
    f"| a |\n|---|\n| {LINK} |": f"| a |\n|---|\n| enkäten |\n\n{SHOWN}",
    f"- {LINK}": LINK,
    f"Text:\n- {LINK}": f"Text:\n\n{LINK}",
    f"> {LINK}": LINK,
    f"1. **{LINK}**!": LINK,
    f"{LINK}.": LINK,
    f"{LINK}, tack": f"enkäten, tack\n\n{SHOWN}",
    'Fyll i [en *k* \\] ät](<../forms/enkat.yaml> "T").': 'Fyll i en *k* \\] ät.\n\n[Enkät](<../forms/enkat.yaml> "T")',
    f"{SHOWN}\n\nFyll i {LINK}.": f"{SHOWN}\n\nFyll i enkäten.",
    f"Fyll i {LINK} eller {LINK}.": f"Fyll i enkäten eller enkäten.\n\n{SHOWN}",
    "[Ett ljust rum.](../media/rum.png)": "![Ett ljust rum.](../media/rum.png)",
}
LEFT = (
    f"## Om {LINK} {{#om}}\n\nText.",
    "Fyll i [enkäten][e].\n\n[e]: ../forms/enkat.yaml",
    "Se [rummet](../media/rum.png).",
)


@pytest.mark.parametrize("text", PLACES)
def test_forms_and_media_are_put_where_they_are_shown(text: str) -> None:
    plan = plan_of({"modules/start.md": f"# Start {{#start}}\n\n{text}\n"})
    assert text_of(plan, "modules/start.md") == f"# Start {{#start}}\n\n{PLACES[text]}\n"
    assert not [one for one in plan.left if one.code == "REF005"]


@pytest.mark.parametrize("text", LEFT)
def test_what_is_not_certain_is_left(text: str) -> None:
    plan = plan_of({"modules/start.md": f"# Start {{#start}}\n\n{text}\n"})
    assert plan.is_empty
    assert "REF005" in [one.code for one in plan.left]


def test_a_form_in_the_welcome_text_is_left() -> None:
    plan = plan_of({"welcome.md": "# Välkommen\n\n[Enkät](forms/enkat.yaml)\n"})
    assert plan.is_empty
