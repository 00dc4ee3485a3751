"""What a form becomes in FHIR, and what is told that cannot be carried."""

import pytest
from there_and_back import form_of

from builder.exchange.fhir import to_fhir

YES_NO = {"id": "a", "type": "yes-no", "text": "A?"}
CHOICES = [
    {"value": value, "text": value.upper(), "score": str(n)} for n, value in enumerate("xyz")
]
SINGLE = {"id": "c", "type": "single-choice", "text": "C?", "choices": CHOICES}
SEVERAL = {"id": "m", "type": "multiple-choice", "text": "M?", "choices": CHOICES}
NUMBER = {"id": "n", "type": "number", "text": "N?", "min": "0", "max": "9"}
MATRIX = {"id": "t", "type": "matrix", "text": "T?", "choices": CHOICES,
          "rows": [{"id": "r", "text": "R"}, {"id": "s", "text": "S"}]}  # fmt: skip
SCORE = {"id": "p", "title": "P", "method": "sum", "of": ["c", "n"], "missing": {"policy": "no-score"},
         "visible-to": ["staff", "resident"]}  # fmt: skip
EXISTS = {"operator": "exists", "answerBoolean": True}
ROWS = [
    ({"question": "a", "is": "yes"}, [{"question": "a", "operator": "=", "answerBoolean": True}], None),
    ({"question": "c", "is-not": "x"},
     [{"question": "c", **EXISTS}, {"question": "c", "operator": "!=", "answerCoding": {"code": "x"}}], "all"),
    ({"not": {"question": "c", "is": "x"}}, [{"question": "c", "operator": "!=", "answerCoding": {"code": "x"}}], None),
    ({"question": "m", "none-of": ["x", "y"]},
     [{"question": "m", **EXISTS}, *({"question": "m", "operator": "!=", "answerCoding": {"code": one}} for one in "xy")], "all"),
    ({"question": "n", "any-of": ["1", "2"]},
     [{"question": "n", "operator": "=", "answerInteger": one} for one in (1, 2)], "any"),
    ({"all": [{"question": "a", "answered": True}, {"question": "n", "less-than": "3"}]},
     [{"question": "a", **EXISTS}, {"question": "n", "operator": "<", "answerInteger": 3}], "all"),
    ({"question": "t", "answered": False},
     [{"question": f"row.t.{row}", "operator": "exists", "answerBoolean": False} for row in "rs"], "all"),
    ({"question": "t", "row": "r", "is": "x"},
     [{"question": "row.t.r", "operator": "=", "answerCoding": {"code": "x"}}], None),
    ({"score": "p", "at-least": "2.5"}, [{"question": "score.p", "operator": ">=", "answerDecimal": 2.5}], None),
]  # fmt: skip


def asking(when):
    """Return a form whose last question has a condition."""
    last = {"id": "z", "type": "text", "text": "Z?", "when": when}
    return form_of(
        {"questions": [YES_NO, SINGLE, SEVERAL, NUMBER, MATRIX, last], "scores": [SCORE]}
    )


def last_item(data):
    """Return the last question of the first page."""
    return data["item"][0]["item"][-1]


def told(exported):
    """Return where something is lost, and what is told of it."""
    return [(loss.at, str(loss.message)) for loss in exported.losses]


@pytest.mark.parametrize(("when", "rows", "behaviour"), ROWS, ids=range(len(ROWS)))
def test_a_flat_condition_is_rows(when, rows, behaviour):
    exported = to_fhir(asking(when))
    item = last_item(exported.data)
    assert item["enableWhen"] == rows
    assert item.get("enableBehavior") == behaviour
    assert "extension" not in item
    assert exported.losses == ()


def test_another_condition_is_an_expression_that_says_so_in_our_words():
    when = {
        "any": [
            {"question": "a", "is": "no"},
            {"all": [{"question": "n", "more-than": "3"}, {"question": "c", "is-not": "x"}]},
        ]
    }
    [extension] = last_item(to_fhir(asking(when)).data)["extension"]
    assert extension == {
        "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression",
        "valueExpression": {
            "description": "{any: [{question: a, is: no}, {all: [{question: n, more-than: 3}, {question: c, is-not: x}]}]}",
            "language": "text/fhirpath",
            "expression": "(%resource.repeat(item).where(linkId = 'a').answer.where(value = false).exists() or "
            "(%resource.repeat(item).where(linkId = 'n').answer.where(value > 3).exists() and "
            "(%resource.repeat(item).where(linkId = 'c').answer.exists() and "
            "%resource.repeat(item).where(linkId = 'c').answer.where(value.code = 'x').exists().not())))",
        },
    }


NEVER = [
    ({"question": "z", "answered": True}, "“z” is not asked before this, so it has no answer here"),
    ({"question": "gone", "is": "x"}, "“gone” is not asked before this, so it has no answer here"),
    ({"score": "gone", "at-least": "1"}, "“gone” is not asked before this, so it has no answer here"),
    ({"question": "c", "at-least": "1"}, "“c” cannot be compared in this way"),
    ({"question": "t", "row": "gone", "is": "x"}, "there is no row “gone”"),
    ({"question": "a", "row": "r", "is": "yes"}, "there is no row “r”"),
    ({"question": "c", "is": "gone"}, "“gone” is no answer to this question"),
]  # fmt: skip


@pytest.mark.parametrize(("when", "message"), NEVER, ids=range(len(NEVER)))
def test_what_no_answer_makes_true_is_false_and_told(when, message):
    exported = to_fhir(asking(when))
    assert last_item(exported.data)["extension"][0]["valueExpression"]["expression"] == "false"
    assert told(exported) == [(("pages", 0, "questions", 5, "when"), message)]


def test_another_way_of_writing_the_same_is_told():
    when = {"any": [{"question": "c", "is": "x"}, {"question": "c", "is": "y"}]}
    assert told(to_fhir(asking(when))) == [
        (
            ("pages", 0, "questions", 5, "when"),
            "read back as {question: c, any-of: [x, y]}, which means the same",
        )
    ]


def computed(**keys):
    """Return the expression of a score."""
    form = form_of(
        {"questions": [YES_NO, SINGLE, SEVERAL, NUMBER, MATRIX], "scores": [{**SCORE, **keys}]}
    )
    return [
        one["valueExpression"]["expression"]
        for one in to_fhir(form).data["item"][-1]["extension"]
        if "valueExpression" in one
    ]


def test_points_are_gathered_in_the_order_of_the_score():
    points, _ = computed(of=["t", "c", "n", "a", "m"])
    there = "%resource.repeat(item).where(linkId "
    assert points == (
        f"{there}in ('row.t.r' | 'row.t.s' | 'c')).answer.value.weight()"
        f".combine({there}= 'n').answer.value)"
        f".combine({there}= 'a').answer.value.select(iif($this, {{}}, {{}})))"
        f".combine({there}= 'm').answer.value.weight().aggregate(iif($total.empty(), $this, $total + $this)))"
    )


BEYOND = (
    "%resource.repeat(item).where(linkId = 'n').answer.value.where($this < 0 or $this > 9).exists()"
)
POLICIES = [
    ({"of": ["c"]}, "iif(%points.count() = 1, %points.aggregate($this + $total, 0), {})"),
    ({"of": ["c"], "missing": {"policy": "leave-out"}}, "iif(%points.count() >= 1, %points.aggregate($this + $total, 0), {})"),
    ({"of": ["c", "t"], "missing": {"policy": "leave-out", "at-most": 1}},
     "iif(%points.count() >= 2, %points.aggregate($this + $total, 0), {})"),
    ({"of": ["c"], "missing": {"policy": "count-as-zero"}}, "%points.aggregate($this + $total, 0)"),
    ({"of": ["c"], "method": "count", "missing": {"policy": "leave-out"}}, "%points.count()"),
    ({"of": ["c", "t"], "method": "mean", "decimals": 1, "missing": {"policy": "leave-out"}},
     "iif(%points.count() >= 1, (((%points.aggregate($this + $total, 0)) * 20 + %points.count()) div (%points.count() * 2)) / 10, {})"),
    ({"of": ["c", "t"], "method": "mean", "decimals": 0, "missing": {"policy": "count-as-zero"}},
     "(((%points.aggregate($this + $total, 0)) * 2 + 3) div (6))"),
    ({"of": ["c", "t"], "decimals": 2, "missing": {"policy": "mean-of-answered"}},
     "iif(%points.count() >= 1, (((%points.aggregate($this + $total, 0) * 3) * 200 + %points.count()) div (%points.count() * 2)) / 100, {})"),
    ({"of": ["n"], "missing": {"policy": "count-as-zero"}},
     f"iif(({BEYOND}).not(), %points.aggregate($this + $total, 0), {{}})"),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "expected"), POLICIES, ids=range(len(POLICIES)))
def test_what_a_score_comes_to(keys, expected):
    assert computed(**keys)[1] == expected


def test_no_address_is_made_up():
    form = form_of({"questions": [YES_NO]})
    bare = to_fhir(form).data
    assert {"url", "language"}.isdisjoint(bare)
    assert bare["copyright"].splitlines()[0] == "© Provenheten"
    assert bare["copyright"].endswith(": CC0-1.0")
    stated = to_fhir(form, language="en", base="https://formular.example/", status="active").data
    assert (stated["url"], stated["status"]) == (
        "https://formular.example/Questionnaire/prov",
        "active",
    )
    assert (stated["language"], stated["copyright"]) == ("en", "© Provenheten\nLicence: CC0-1.0")


def test_everything_that_is_not_carried_is_named():
    form = form_of({
        "type": "tabbed", "owner": "prov", "one-set-of-answers": True, "staff-may-add-pages": True,
        "occasions": [{"id": "a", "title": "Före"}], "rights": {"holder": "A", "licence": "B\nC"},
        "questions": [
            {**YES_NO, "picture": {"file": "../media/a.png"}, "sensitive": "self-harm", "yes-score": "1"},
            {"id": "w", "type": "text", "text": "W?", "max-characters": 3_000_000_000}, SINGLE, NUMBER, YES_NO,
        ],
        "scores": [{**SCORE, "visible-to": ["resident"], "of": ["c", "gone"], "bands": [{"id": "b", "from": "0", "to": "9", "text": "B"}]}],
        "flags": [{"id": "f", "when": {"question": "a", "is": "yes"}, "to": "staff", "priority": "high", "text": "F"}],
        "examples": [{"id": "e", "title": "E", "answers": {"a": "yes"}, "expect": {"flags": ["f"]}}],
    })  # fmt: skip
    assert [at for at, _ in told(to_fhir(form))] == [
        ("type",), ("owner",), ("one-set-of-answers",), ("occasions",), ("staff-may-add-pages",), ("rights", "licence"),
        ("pages", 0, "questions", 0, "picture"), ("pages", 0, "questions", 0, "sensitive"), ("pages", 0, "questions", 0, "yes-score"),
        ("pages", 0, "questions", 1, "max-characters"), ("pages", 0, "questions", 4, "id"),
        ("scores", 0, "of", 1), ("scores", 0, "bands"), ("scores", 0, "visible-to"), ("flags", 0), ("examples",),
    ]  # fmt: skip
