"""Questionnaires from anybody: what is left or changed is named, nothing is guessed or raised."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from there_and_back import form_of

from builder.exchange.fhir import from_fhir, read_questionnaire, to_fhir
from builder.exchange.yaml_form import write_form
from builder.model import Form
from builder.source import parse_yaml

HL7 = "http://hl7.org/fhir/StructureDefinition"
RIGHTS = (("copyright",), "who holds the rights, and the licence, are to be filled in")


def control(code):
    """Return an extension that says how an item is shown."""
    return {
        "url": f"{HL7}/questionnaire-itemControl",
        "valueCodeableConcept": {"coding": [{"code": code}]},
    }


def questionnaire(*items, **keys):
    """Return a Questionnaire with items."""
    return {
        "resourceType": "Questionnaire",
        "status": "active",
        "title": "Prov",
        "language": "en",
        "item": [*items],
        **keys,
    }


def item(type_="string", link="a", **keys):
    """Return an item."""
    return {"linkId": link, "text": f"{link}?", "type": type_, **keys}


def option(code, **keys):
    """Return an answer to choose."""
    return {"valueCoding": {"code": code, "display": code.title()}, **keys}


def read(*items, **keys):
    """Return the questions that items become, in the keys of our YAML, and the losses."""
    imported = from_fhir(questionnaire(*items, **keys))
    told = [(loss.at, str(loss.message)) for loss in imported.losses]
    assert told.pop(told.index(RIGHTS)) == RIGHTS
    if imported.form is None:
        return None, told
    again = parse_yaml("form.yaml", write_form(imported.form))
    assert Form.model_validate(again.data) == imported.form
    questions = [
        question.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        for _, question in imported.form.walk()
    ]
    return questions, told


def test_a_questionnaire_of_another_maker():
    data = questionnaire(
        item("group", "/1", text="Nätter", item=[
            item("display", "/1/0", text="Tänk på i går."),
            item("choice", "/1/1", prefix="1.", required=True, answerOption=[
                {"valueCoding": {"system": "http://loinc.org", "code": "LA6568-5", "display": "Inte alls"},
                 "extension": [{"url": f"{HL7}/itemWeight", "valueDecimal": 0}]},
                {"valueCoding": {"system": "http://loinc.org", "code": "LA6569-3", "display": "Ibland",
                                 "extension": [{"url": f"{HL7}/ordinalValue", "valueDecimal": 1.5}]}},
            ]),
            item("integer", "/1/2", text="Timmar", enableWhen=[
                {"question": "/1/1", "operator": "=", "answerCoding": {"system": "http://loinc.org", "code": "LA6569-3"}}]),
        ]),
        copyright="© 2026 Någon annan. Med ensamrätt.", publisher="Någon annan", id="ABC.1", name="Nights",
    )  # fmt: skip
    imported = from_fhir(data)
    assert (
        write_form(imported.form)
        == """\
id: abc-1
title: Prov
type: single
rights:
  holder: ‹fill in who holds the rights›
  licence: ‹fill in licence or agreement›
  attribution: © 2026 Någon annan. Med ensamrätt.
pages:
  - id: "1"
    title: Nätter
    questions:
      - id: 1-0
        type: info
        text: Tänk på i går.
      - id: 1-1
        type: single-choice
        text: /1/1?
        required: true
        choices:
          - {value: la6568-5, text: Inte alls, score: 0}
          - {value: la6569-3, text: Ibland, score: 1.5}
      - id: 1-2
        type: number
        text: Timmar
        when: {question: 1-1, is: la6569-3}
"""
    )
    assert [(loss.at, str(loss.message)) for loss in imported.losses] == [
        RIGHTS,
        (
            ("item", 0, "item", 1, "answerOption"),
            "the code “LA6568-5” is written “la6568-5”, and so on",
        ),
        (("item", 0, "item", 1, "answerOption"), "what code system the codes are of is left out"),
        (("item", 0, "item", 1, "prefix"), "“prefix” is left out"),
        (("publisher",), "“publisher” is left out"),
    ]


ODD = [
    (item("string", maxLength=0), {"type": "text"}, ["“0” is no number of characters"]),
    (item("string", maxLength=8, code=[{"code": "x"}]), {"type": "text", "max-characters": 8}, ["“code” is left out"]),
    (item("url"), {"type": "text"}, ["an address became a text"]),
    (item("text", initial=[{"valueString": "Hej"}], readOnly=True), {"type": "long-text"},
     ["“initial” is left out", "“readOnly” is left out"]),
    (item("string", repeats=True), {"type": "text"}, ["“repeats” is left out"]),
    (item("string", extension=[{"url": f"{HL7}/regex", "valueString": "^[A-Z]{3}$"}, {"url": f"{HL7}/entryFormat", "valueString": "ABC"}]),
     {"type": "text", "pattern": "[A-Z]{3}", "pattern-help": "ABC"}, []),
    (item("string", extension=[{"url": f"{HL7}/regex", "valueString": "(a+)+b(?=c)"}]), {"type": "text"},
     ["the pattern (a+)+b(?=c) is none that we can follow"]),
    (item("integer"), {"type": "number"}, []),
    (item("decimal"), {"type": "number", "step": "0.0001"},
     ["how many decimals there may be is not said, or too many; four may be"]),
    (item("decimal", extension=[{"url": f"{HL7}/maxDecimalPlaces", "valueInteger": 1}, {"url": f"{HL7}/minValue", "valueDecimal": -0.5}]),
     {"type": "number", "step": "0.1", "min": "-0.5"}, []),
    (item("integer", extension=[{"url": f"{HL7}/maxValue", "valueInteger": "ten"}]), {"type": "number"},
     ["“ten” cannot be an end of the range"]),
    (item("quantity", extension=[{"url": f"{HL7}/maxDecimalPlaces", "valueInteger": 0},
                                 {"url": f"{HL7}/questionnaire-unit", "valueCoding": {"code": "kg", "system": "http://unitsofmeasure.org"}}]),
     {"type": "number", "unit": "kg"}, ["a quantity became a number in one unit", "the unit is kept as a name, without its code"]),
    (item("integer", extension=[control("slider"), {"url": f"{HL7}/minValue", "valueInteger": 0}, {"url": f"{HL7}/maxValue", "valueInteger": 10},
                                {"url": f"{HL7}/questionnaire-sliderStepValue", "valueInteger": 2}]),
     {"type": "scale", "min": "0", "max": "10", "step": "2", "min-text": "‹fill in what the lowest value means›",
      "max-text": "‹fill in what the highest value means›"},
     ["the scale does not say what its ends mean; that is to be filled in"]),
    (item("dateTime", extension=[{"url": f"{HL7}/minValue", "valueDateTime": "2026-01-01T10:00:00Z"}]),
     {"type": "date", "min": "2026-01-01"}, ["a day with a time of day became a day"]),
    (item("date", extension=[{"url": f"{HL7}/maxValue", "valueDate": "2026-02-30"}]), {"type": "date"},
     ["“2026-02-30” cannot be an end of the range"]),
    (item("time", extension=[{"url": f"{HL7}/minValue", "valueTime": "07:30:00"}]), {"type": "time", "min": "07:30"}, []),
    (item("open-choice", answerOption=[option("x"), option("y", initialSelected=True)]),
     {"type": "single-choice", "choices": [{"value": "x", "text": "X"}, {"value": "y", "text": "Y"}]},
     ["an answer in one’s own words is not possible here, only the choices are", "“initialSelected” is left out"]),
    (item("choice", answerValueSet="http://värden.example/set"),
     {"type": "single-choice", "choices": [{"value": "answer", "text": "‹fill in an answer to choose›"}, {"value": "answer-2", "text": "‹fill in an answer to choose›"}]},
     ["its answers are in http://värden.example/set, which did not come along"]),
    (item("choice", repeats=True, answerOption=[option("x"), option("x"), {"valueString": "Ö"}, {"valueInteger": 4}, {"valueCoding": {}}, 7]),
     {"type": "multiple-choice", "choices": [{"value": "x", "text": "X"}, {"value": "x-2", "text": "X"}, {"value": "o", "text": "Ö"}, {"value": "4", "text": "4"}]},
     ["the answer has no text; it is left out", "the code “x” is written “x-2”, and so on"]),
    (item("boolean", text=None), {"type": "yes-no", "text": "‹fill in the question›"}, ["the question has no text; it is to be filled in"]),
    (item("string", extension=["nonsense", {"url": "http://x.example/y", "valueCode": "z"}]), {"type": "text"},
     ["the extension nonsense is left out", "the extension http://x.example/y is left out"]),
    (item("string", required="yes", text="A\x00\ud800B\tC "), {"type": "text", "text": "AB C"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("given_item", "expected", "told"), ODD, ids=range(len(ODD)))
def test_an_item_and_what_becomes_of_it(given_item, expected, told):
    [question], losses = read(given_item)
    assert question == {"id": "a", "text": "a?", **expected}
    assert sorted(message for _, message in losses) == sorted(told)


@pytest.mark.parametrize(
    "type_", ["attachment", "reference", "question", "Group", "", None, 7, [], {}]
)
def test_what_cannot_be_asked_is_left_out_by_name(type_):
    questions, losses = read(item("boolean"), item(type_, "b"))
    assert [one["id"] for one in questions] == ["a"]
    [(at, message)] = losses
    assert at == ("item", 1)
    assert "is left out" in message


WHENS = [
    ([{"question": "a", "operator": "=", "answerBoolean": True}], None, {"question": "a", "is": "yes"}),
    ([{"question": "a", "operator": "!=", "answerBoolean": True}], None, {"not": {"question": "a", "is": "yes"}}),
    ([{"question": "a", "operator": "exists", "answerBoolean": False}], None, {"question": "a", "answered": False}),
    ([{"question": "n", "operator": ">", "answerQuantity": {"value": 3}}], "all", {"question": "n", "more-than": "3"}),
    ([{"question": "c", "operator": "=", "answerCoding": {"code": "x"}}, {"question": "c", "operator": "=", "answerCoding": {"code": "y"}}],
     "any", {"question": "c", "any-of": ["x", "y"]}),
    ([{"question": "c", "operator": "exists", "answerBoolean": True}, {"question": "c", "operator": "!=", "answerCoding": {"code": "x"}},
      {"question": "a", "operator": "=", "answerBoolean": False}], "all",
     {"all": [{"question": "c", "is-not": "x"}, {"question": "a", "is": "no"}]}),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "behaviour", "expected"), WHENS, ids=range(len(WHENS)))
def test_conditions(rows, behaviour, expected):
    asked = [
        item("boolean"),
        item("integer", "n"),
        item("choice", "c", answerOption=[option("x"), option("y")]),
    ]
    questions, losses = read(*asked, item("string", "z", enableWhen=rows, enableBehavior=behaviour))
    assert questions[-1]["when"] == expected
    assert losses == []


UNREAD = [
    ([{"question": "gone", "operator": "=", "answerBoolean": True}], None, "it names “gone”, which is no question here"),
    ([{"question": "z", "operator": "=", "answerString": "x"}], None, "“z” cannot be compared in this way"),
    ([{"question": "a", "operator": "=", "answerString": "yes"}], None, "“a” cannot be compared in this way"),
    ([{"question": "a", "operator": "=", "answerBoolean": True}] * 2, None, "it is not said whether all or any of the rows should hold"),
    ([{"question": "a", "operator": "~", "answerBoolean": True}], None, "“a” cannot be compared in this way"),
    ([{"question": "c", "operator": "=", "answerCoding": {"code": "other"}}], None, "“c” cannot be compared in this way"),
    ([], None, "it has no rows"),
    (["x"], None, "a row of the condition is not a group of keys"),
    ("x", None, "a row of the condition is not a group of keys"),
    ([{"question": ["a"], "operator": "="}], None, "it names “['a']”, which is no question here"),
    ([{"question": "later", "operator": "=", "answerBoolean": True}], None, None),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "behaviour", "why"), UNREAD, ids=range(len(UNREAD)))
def test_a_condition_that_cannot_be_read_is_left_out_and_told(rows, behaviour, why):
    asked = [
        item("boolean"),
        item("string", "z"),
        item("choice", "c", answerOption=[option("x"), option("y")]),
    ]
    hidden = item("string", "h", enableWhen=rows, enableBehavior=behaviour)
    questions, losses = read(*asked, hidden, item("boolean", "later"))
    messages = [message for at, message in losses if at == ("item", 3)]
    if why is None:
        assert messages == ["“later” is asked later, so it has no answer here"]
        return
    assert "when" not in questions[3]
    assert messages == ["the condition is left out, so that what it hides is always shown", why]


def test_a_foreign_expression_is_never_guessed_at():
    url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
    path = {
        "language": "text/fhirpath",
        "expression": "%resource.item.count() > 1",
        "description": "{question: a, is: yes}",
    }
    questions, losses = read(
        item("boolean"),
        item("string", "b", extension=[{"url": f"{url}enableWhenExpression", "valueExpression": path}]),
        item("decimal", "s", readOnly=True, extension=[{"url": f"{url}calculatedExpression", "valueExpression": path}]),
        item("string", "c", enableWhen=[{"question": "s", "operator": ">", "answerDecimal": 1}]),
    )  # fmt: skip
    assert [one["id"] for one in questions] == ["a", "b", "c"]
    assert not any("when" in one for one in questions)
    assert [message for _, message in losses] == [
        "the condition is left out, so that what it hides is always shown",
        "its expression is none that we write",
        "“s?” is computed in a way that we do not know; it is left out",
        "the condition is left out, so that what it hides is always shown",
        "it names “s”, which is no question here",
    ]


def test_groups_in_groups_and_questions_in_questions_are_laid_flat():
    when = [{"question": "a", "operator": "=", "answerBoolean": True}]
    imported = from_fhir(questionnaire(
        item("boolean"),
        item("group", "g", text="Sidan", enableWhen=when, item=[
            item("group", "g.1", text="Del", repeats=True, item=[item("string", "b")]),
            item("boolean", "c", item=[
                item("display", "c.h", text="Hjälp.", extension=[control("help")]),
                item("string", "d", enableWhen=[{"question": "c", "operator": "=", "answerBoolean": False}])]),
        ]),
        item("group", "t", text="Tom", item=[]),
    ))  # fmt: skip
    form = imported.form
    assert [(page.title, [question.id for question in page.questions]) for page in form.pages] == [
        ("Your answers", ["a"]), ("Sidan", ["g-1", "b", "c", "d"]),
    ]  # fmt: skip
    whens = {question.id: question.when for _, question in form.walk()}
    assert whens["b"].model_dump(by_alias=True, exclude_none=True) == {"question": "a", "is": "yes"}
    assert [part.question for part in whens["d"].all_] == ["a", "c"]
    assert next(question.help for _, question in form.walk() if question.id == "c") == "Hjälp."
    told = {str(loss.message) for loss in imported.losses}
    assert told >= {
        "the page’s condition stands at each of its questions",
        "the group within the page is laid flat; its heading is a text",
        "“repeats” is left out",
        "the page has no questions; it is left out",
    }


def test_value_sets_that_came_along_are_read():
    sets = [
        {"resourceType": "ValueSet", "id": "v", "expansion": {"contains": [{"code": "x", "display": "X"}, {"code": "y"}]}},
        {"resourceType": "ValueSet", "id": "w", "compose": {"include": [{"system": "http://s.example", "concept": [{"code": "p"}, {"code": "q"}]}]}},
    ]  # fmt: skip
    questions, losses = read(
        item("choice", answerValueSet="#v"),
        item("choice", "b", answerValueSet="#w"),
        contained=sets,
    )
    assert [[choice["value"] for choice in one["choices"]] for one in questions] == [
        ["x", "y"],
        ["p", "q"],
    ]
    assert [message for _, message in losses] == ["what code system the codes are of is left out"]


def test_link_ids_used_twice_are_told_apart():
    questions, losses = read(item("boolean"), item("boolean"), item("boolean", ""))
    assert [one["id"] for one in questions] == ["a", "a-2", "fraga"]
    assert [message for _, message in losses] == [
        "the link id “a” is used before; conditions mean the first"
    ]


def test_a_table_of_choices_is_a_matrix_only_when_its_rows_are_alike():
    def row(link, *codes, **keys):
        return item("choice", link, answerOption=[option(code) for code in codes], **keys)

    def group(*rows):
        return item("group", "m", extension=[control("table")], item=[*rows])

    [matrix], losses = read(
        group(row("r", "x", "y", required=True), row("s", "x", "y", required=True))
    )
    assert (matrix["type"], [one["id"] for one in matrix["rows"]], losses) == (
        "matrix",
        ["r", "s"],
        [],
    )
    for rows in (
        [row("r", "x", "y"), row("s", "x", "z")],
        [row("r", "x", "y"), row("s", "x", "y", required=True)],
    ):
        questions, _ = read(group(*rows))
        assert [one["type"] for one in questions] == ["single-choice", "single-choice"]


NO_FORM = [
    (None, "a Questionnaire is a group of keys; this is none"),
    ([], "a Questionnaire is a group of keys; this is none"),
    ({}, "there is no resourceType Questionnaire"),
    ({"resourceType": "Patient"}, "“Patient” is not a Questionnaire"),
    ({"resourceType": "Questionnaire"}, "no question could be read"),
    ({"resourceType": "Questionnaire", "item": "x"}, "no question could be read"),
    (questionnaire(3, None, []), "no question could be read"),
    (questionnaire(item("group", item=[item("attachment", "b")])), "no question could be read"),
]


@pytest.mark.parametrize(("data", "why"), NO_FORM, ids=range(len(NO_FORM)))
def test_what_is_no_form_says_why(data, why):
    imported = from_fhir(data)
    assert imported.form is None
    assert [str(problem) for problem in imported.problems] == [why]


FILES = [
    (b"", "the file is not JSON: line 1, column 1"),
    (b'{"a": 1,}', "the file is not JSON: line 1, column 9"),
    (b"\xff\xfe", "the file is not text in UTF-8"),
    (b'{"a":' * 200_000, "the file is nested too deep to be read"),
    (b"[" + b"9" * 10_000 + b"]", "the file holds a number that cannot be read"),
    (b"[NaN, Infinity]", "a Questionnaire is a group of keys; this is none"),
]


@pytest.mark.parametrize(("data", "why"), FILES, ids=range(len(FILES)))
def test_a_file_that_cannot_be_read_says_why(data, why):
    _, imported = read_questionnaire(data)
    assert [str(problem) for problem in imported.problems] == [why]


def test_ten_thousand_items_are_read_in_their_time():
    items = [item("choice", "same", answerOption=[option("x")] * 3) for _ in range(10_000)]
    begun = time.process_time()
    imported = from_fhir(questionnaire(*items))
    assert len(imported.form.pages[0].questions) == 10_000
    assert imported.form.pages[0].questions[-1].id == "same-10000"
    assert time.process_time() - begun < 30, "it takes about five seconds"


def test_what_is_nested_too_deep_is_left_out():
    inner = item("string", "deepest")
    for depth in range(5_000):
        inner = item("group", f"g{depth}", item=[inner])
    questions, losses = read(item("boolean"), inner)
    assert "deepest" not in [one["id"] for one in questions]
    assert "it is nested deeper than 30 levels" in [message for _, message in losses]


WORDS = st.sampled_from([
    "Questionnaire", "group", "choice", "integer", "decimal", "display", "boolean", "a", "b", "x", "=", "!=", "exists", "all", "table",
    "slider", "help", f"{HL7}/questionnaire-itemControl", f"{HL7}/minValue", "", "\x00", "\ud800", "#v",
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression", "{method: sum, of: [a], missing: {policy: no-score}}",
])  # fmt: skip
KEYS = st.sampled_from([
    "linkId", "text", "type", "item", "answerOption", "valueCoding", "code", "display", "enableWhen", "enableBehavior", "question",
    "operator", "answerBoolean", "answerCoding", "extension", "url", "valueInteger", "valueExpression", "expression", "description",
    "required", "repeats", "contained", "answerValueSet", "title", "language", "copyright", "valueCodeableConcept", "coding", "maxLength",
])  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=30,
)
ITEMS = st.fixed_dictionaries(
    {"type": WORDS | VALUES, "linkId": WORDS | VALUES},
    optional=dict.fromkeys(
        ("text", "enableWhen", "answerOption", "extension", "item", "required", "repeats"), VALUES
    ),
)


@given(VALUES, st.lists(ITEMS, max_size=5))
def test_nothing_is_raised_and_what_is_made_is_a_form(data, items):
    from_fhir(data)
    keys = data if isinstance(data, dict) else {}
    imported = from_fhir({**keys, "resourceType": "Questionnaire", "item": items})
    if imported.form is not None:
        document = parse_yaml("form.yaml", write_form(imported.form))
        assert document.problems == ()
        assert Form.model_validate(document.data) == imported.form
    assert (imported.form is None) == bool(imported.problems)


@given(st.data())
def test_an_export_that_was_tampered_with_raises_nothing(data):
    form = form_of({"questions": [
        {"id": "a", "type": "yes-no", "text": "A?", "yes-score": "1"},
        {"id": "b", "type": "number", "text": "B?", "step": "0.5", "when": {"not": {"all": [{"question": "a", "answered": True}]}}},
    ], "scores": [{"id": "s", "title": "S", "method": "sum", "of": ["a", "b"], "missing": {"policy": "leave-out"}, "visible-to": []}]})  # fmt: skip
    exported = json.loads(json.dumps(to_fhir(form).data))
    for _ in range(data.draw(st.integers(1, 3))):
        holder = exported
        while True:
            places = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            if not places:
                break
            place = data.draw(st.sampled_from(places))
            if not isinstance(holder[place], dict | list) or data.draw(st.integers(0, 3)) == 0:
                holder[place] = data.draw(VALUES)
                break
            holder = holder[place]
    imported = from_fhir(exported)
    assert (imported.form is None) == bool(imported.problems)
