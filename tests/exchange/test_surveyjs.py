"""Forms as JSON for SurveyJS: what stands where, and what is said to be lost.

Whether it means the same is tried in tests/engines.
"""

import json
from typing import Any

import pytest

from builder.exchange.surveyjs import to_answers, to_surveyjs
from builder.model import WIRE, Form

CHOICES = [{"value": "ja", "text": "Ja", "score": "1.5"}, {"value": "nej", "text": "Nej"}]


def form_of(*questions: dict[str, Any], **more: Any) -> Form:
    page = {"id": "sida", "title": "Sidan", "questions": questions}
    head = {"id": "enkat", "title": "Enkät", "type": "single"}
    rights = {"rights": {"holder": "Prov", "licence": "CC0-1.0"}}
    return Form.model_validate({**head, **rights, "pages": [page], **more}, context=WIRE)


def question(kind: str, **more: Any) -> dict[str, Any]:
    keys = {name.replace("_", "-"): value for name, value in more.items()}
    return {"id": "q", "type": kind, "text": "Fråga?", **keys}


def elements(form: Form) -> list[dict[str, Any]]:
    return [one for page in to_surveyjs(form).data["pages"] for one in page["elements"]]


def calculated(form: Form) -> dict[str, str]:
    values = to_surveyjs(form).data["calculatedValues"]
    return {value["name"]: value["expression"] for value in values}


OWN = [
    (question("text"), {"type": "text"}),
    (question("long-text", max_characters=5), {"type": "comment", "maxLength": 5}),
    (
        question("dropdown", choices=CHOICES, required=True),
        {"type": "dropdown", "isRequired": True},
    ),
    (
        question("multiple-choice", choices=CHOICES, min_choices=1, max_choices=1),
        {"type": "checkbox", "maxSelectedChoices": 1},
    ),
    (question("date"), {"type": "text", "inputType": "date"}),
    (question("time"), {"type": "text", "inputType": "time"}),
    (question("number"), {"type": "text", "inputType": "number", "step": 1}),
    (
        question("single-choice", choices=CHOICES),
        {
            "type": "radiogroup",
            "choices": [
                {"value": "ja", "text": "Ja", "score": 1.5},
                {"value": "nej", "text": "Nej"},
            ],
        },
    ),
    (
        question("matrix", choices=CHOICES, rows=[{"id": "mor", "text": "Mor"}], required=True),
        {
            "type": "matrix",
            "isRequired": True,
            "eachRowRequired": True,
            "rows": [{"value": "mor", "text": "Mor"}],
        },
    ),
    (
        question("scale", min="0", max="2", min_text="Inget", max_text="Allt", step="0.5"),
        {
            "type": "rating",
            "rateValues": [0, 0.5, 1, 1.5, 2],
            "minRateDescription": "Inget",
            "maxRateDescription": "Allt",
        },
    ),
    (
        question("scale", min="0", max="100.5", min_text="Inget", max_text="Allt"),
        {"type": "slider", "min": 0, "max": 100, "step": 1},
    ),
    (
        question("yes-no"),
        {"type": "boolean", "valueTrue": "yes", "labelTrue": "Ja", "labelFalse": "Nej"},
    ),
]


@pytest.mark.parametrize(("asked", "expected"), OWN, ids=lambda one: one["type"])
def test_a_question_becomes_an_element(asked, expected):
    (element,) = elements(form_of(asked))
    assert element["name"] == "q"
    assert element["title"] == "Fråga?"
    assert expected.items() <= element.items()
    assert "visibleIf" not in element


def test_help_unit_and_picture_are_shown():
    picture = {"file": "media:kudde", "alt": 'En "kudde"'}
    asked = question("number", help="Ungefär.", unit="timmar", picture=picture)
    image, element = elements(form_of(asked))
    assert image["html"] == '<img src="media:kudde" alt="En &quot;kudde&quot;">'
    assert element["title"] == "Fråga? (timmar)"
    assert element["description"] == "Ungefär."
    decorative = question("yes-no", picture={"file": "media:kudde"})
    assert elements(form_of(decorative))[0]["html"] == '<img src="media:kudde" alt="">'


def test_limits_say_what_is_right_in_the_language_of_the_moment():
    asked = question("number", min="0.5", max="9.5")
    (element,) = elements(form_of(asked))
    assert "step" not in element  # SurveyJS would count it from zero
    english = to_surveyjs(form_of(asked), "en").data["pages"][0]["elements"][0]
    texts = [validator["text"] for validator in english["validators"]]
    assert texts == ["At least 0.5", "At most 9.5", "0.5, 1.5 and so on"]
    assert to_surveyjs(form_of(asked), "en").data["locale"] == "en"


def test_a_pattern_holds_the_whole_answer_without_blanks_around_it():
    (element,) = elements(form_of(question("text", pattern="a|b", pattern_help="a eller b")))
    assert element["maxLength"] == 200
    (validator,) = element["validators"]
    assert validator == {"type": "regex", "regex": r"^\s*(?:a|b)\s*$", "text": "a eller b"}


def test_authors_texts_are_texts_only():
    shown = form_of(question("info", text="<b>1 & 2</b>\n\nFråga {q}?"), title="{q} {locale}")
    data = to_surveyjs(shown).data
    assert "{q}" not in json.dumps(data)
    assert data["title"].replace("\N{WORD JOINER}", "") == "{q} {locale}"
    html = data["pages"][0]["elements"][0]["html"].replace("\N{WORD JOINER}", "")
    assert html == "<p>&lt;b&gt;1 &amp; 2&lt;/b&gt;</p><p>Fråga {q}?</p>"


def test_an_attribution_is_shown():
    rights = {"holder": "Prov", "licence": "CC-BY-4.0", "attribution": "Fritt efter Prov."}
    data = to_surveyjs(form_of(question("yes-no"), rights=rights, introduction="Hej.")).data
    assert data["description"] == "Hej.\n\nFritt efter Prov."


def test_expressions_stay_readable():
    asked = [
        question("yes-no", yes_score="1", no_score="0"),
        question("yes-no", yes_score="1", no_score="0")
        | {"id": "f", "when": {"question": "q", "is": "yes"}},
    ]
    score = {
        "id": "s", "title": "Poäng", "method": "mean", "of": ["q", "f"], "decimals": 1,
        "missing": {"policy": "leave-out"}, "visible-to": ["staff"],
        "bands": [{"id": "lag", "from": "0", "to": "1", "text": "Låg"}],
    }  # fmt: skip
    assert calculated(form_of(*asked, scores=[score])) == {
        "shown_f": "({#q} notempty and {#q} = 'yes')",
        "points_q": "iif({#q} notempty, iif({#q} = 'yes', 1, iif({#q} = 'no', 0)))",
        "answered_f": "({shown_f} = true and {#f} notempty)",
        "points_f": "iif({answered_f} = true, iif({#f} = 'yes', 1, iif({#f} = 'no', 0)))",
        "given_s": "count({points_q}, {points_f})",
        "total_s": "sum({points_q}, {points_f})",
        "halves_s": "{total_s} * 20 + {given_s}",
        "score_s": (
            "iif({given_s} >= 1, "
            "({halves_s} - {halves_s} % ({given_s} * 2)) / ({given_s} * 2) / 10)"
        ),
        "band_s": "iif({score_s} >= 0 and {score_s} <= 1, 'lag')",
    }


def flag(to: str, **more: Any) -> dict[str, Any]:
    return {
        "id": "oro", "when": {"question": "q", "is": "yes"}, "to": to, "priority": "high",
        "text": "Ring 112", **more,
    }  # fmt: skip


def test_a_flag_to_the_resident_is_a_text_on_the_page_of_its_question():
    pages = [
        {"id": "ett", "title": "Ett", "questions": [question("yes-no")]},
        {"id": "tva", "title": "Två", "questions": [question("date") | {"id": "d"}]},
    ]
    data = to_surveyjs(form_of(pages=pages, flags=[flag("resident")])).data
    assert data["pages"][0]["elements"][-1] == {
        "type": "html", "name": "told_oro", "html": "<p>Ring 112</p>",
        "visibleIf": "{flag_oro} = true",
    }  # fmt: skip
    assert len(data["pages"][1]["elements"]) == 1


def test_what_is_for_staff_is_left_out_and_said():
    score = {
        "id": "summa", "title": "Hemlig rubrik", "method": "sum", "of": ["q"],
        "missing": {"policy": "no-score"}, "visible-to": ["staff"],
        "bands": [{"id": "hog", "from": "0", "to": "1", "text": "Hemlig nivå"}],
    }  # fmt: skip
    staff = flag("staff", **{"who-acts": "Hemlig roll", "how": "Hemligt sätt"})
    staff["text"] = "Hemlig text"
    asked = question("yes-no", yes_score="1", no_score="0", sensitive="self-harm")
    example = {"id": "e", "title": "Hemligt", "answers": {}, "expect": {"flags": []}}
    form = form_of(asked, scores=[score], flags=[staff], examples=[example])
    exported = to_surveyjs(form)
    assert "Heml" not in json.dumps(exported.data, ensure_ascii=False)
    assert "self-harm" not in json.dumps(exported.data)
    assert [loss.at for loss in exported.losses] == [
        ("pages", 0, "questions", 0, "sensitive"),
        ("scores", 0),
        ("flags", 0),
        ("examples",),
    ]


def test_ways_of_filling_in_are_lost():
    occasions = [{"id": "fore", "title": "Före"}, {"id": "efter", "title": "Efter"}]
    tabbed = to_surveyjs(form_of(question("yes-no"), type="tabbed", occasions=occasions))
    assert [loss.at for loss in tabbed.losses] == [("occasions",)]
    assert tabbed.data["moment"]["occasions"] == {"fore": "Före", "efter": "Efter"}
    more = {"type": "calendar", "staff-may-add-pages": True}
    calendar = to_surveyjs(form_of(question("yes-no"), **more))
    assert [loss.at for loss in calendar.losses] == [("type",), ("staff-may-add-pages",)]


def test_a_pattern_is_a_loss_only_where_something_asks_for_an_answer():
    asked = question("text", pattern="a")
    after = question("yes-no") | {"id": "f", "when": {"question": "q", "answered": True}}
    assert to_surveyjs(form_of(asked)).losses == ()
    (loss,) = to_surveyjs(form_of(asked, after)).losses
    assert loss.at == ("pages", 0, "questions", 0, "pattern")


def test_a_score_of_numbers_without_ends_can_be_too_large():
    score = {
        "id": "s", "title": "Poäng", "method": "mean", "of": ["q"], "decimals": 3,
        "missing": {"policy": "no-score"}, "visible-to": ["staff"],
    }  # fmt: skip
    endless = to_surveyjs(form_of(question("number"), scores=[score])).losses
    assert len([loss for loss in endless if "too large" in str(loss.message)]) == 1
    bounded = question("number", min="0", max="500")
    assert len(to_surveyjs(form_of(bounded, scores=[score])).losses) == 1


def test_answers_go_by_the_names_and_in_the_types_of_surveyjs():
    rows = [{"id": "length", "text": "Längd"}, {"id": "mor", "text": "Mor"}]
    form = form_of(
        question("number") | {"id": "locale"},
        question("scale", min="0", max="1", min_text="A", max_text="B") | {"id": "s"},
        question("matrix", choices=CHOICES, rows=rows),
        question("multiple-choice", choices=CHOICES) | {"id": "m"},
        question("text") | {"id": "t"},
    )
    answers = {
        "locale": "7.50", "s": "1", "q": {"length": "ja", "mor": "nej"}, "m": ("ja",), "t": "07",
        "okand": "x",
    }  # fmt: skip
    assert to_answers(form, answers) == {
        "locale_": 7.5, "s": 1, "q": {"length_": "ja", "mor": "nej"}, "m": ["ja"], "t": "07",
        "okand": "x",
    }  # fmt: skip
    assert to_answers(form, {"locale": "sju"}) == {"locale_": "sju"}


def test_the_same_form_gives_the_same_bytes():
    asked = [question("yes-no"), question("date") | {"id": "d"}]
    first, again = (json.dumps(to_surveyjs(form_of(*asked)).data) for _ in range(2))
    assert first == again


def test_a_form_with_errors_is_exported_all_the_same():
    nothing = {"question": "finns-inte", "answered": False}
    asked = [
        question("scale", min="3", max="1", min_text="A", max_text="B", when=nothing),
        question("matrix", choices=CHOICES, rows=[{"id": "mor", "text": "Mor"}])
        | {"id": "m", "when": {"question": "m", "row": "far", "is": "ja"}},
        question("text", pattern="(") | {"id": "t", "when": {"score": "borta", "at-least": "1"}},
        question("number", step="0") | {"id": "n", "when": {"question": "q", "is": "abc"}},
    ]
    score = {
        "id": "s", "title": "Poäng", "method": "min", "of": ["finns-inte"],
        "missing": {"policy": "leave-out"}, "visible-to": ["staff"],
    }  # fmt: skip
    raised = flag("resident") | {"when": {"not": nothing}}
    form = form_of(*asked, scores=[score], flags=[raised])
    values = calculated(form)
    assert values["shown_q"] == "true"
    assert (values["shown_m"], values["shown_t"], values["shown_n"]) == ("false",) * 3
    assert values["flag_oro"] == "false"
