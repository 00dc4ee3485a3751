"""NLM's LHC-Forms shows our exports, and computes the scores that the evaluator does."""

import base64
import json
from decimal import Decimal

import lforms
import pytest
from browser import Browser
from corpus import Maker
from there_and_back import FORM_FILES, form_of, read_form

from builder.exchange.fhir import to_fhir
from builder.forms import evaluate

pytestmark = pytest.mark.browser

SLEEP = next(file for file in FORM_FILES if file.stem == "somnbesvar")
OPTION = """document.getElementById("%s/1/1||%s")?.querySelector("input")"""
FIELD = 'document.getElementById("%s").value'
STRANGE = "constructor"
"""LHC-Forms drops the answer that it loads for a link id of this name, which JavaScript knows."""
SEEDS = range(80)


@pytest.fixture(scope="module")
def page(request, tmp_path_factory):
    """A page that has loaded LHC-Forms."""
    package = lforms.unpacked(request.config.cache.mkdir("npm"))
    one = Browser()
    lforms.open_page(one, package, tmp_path_factory.mktemp("lforms") / "page.html")
    yield one
    one.close()


def test_a_form_is_filled_in_and_its_score_is_ours(page, tmp_path):
    form = read_form(SLEEP)
    questionnaire = to_fhir(form, language="sv").data
    page.run(
        f"LForms.Util.addFormToPage({json.dumps(questionnaire)}, 'form', {{fhirVersion: 'R4'}}).then(() => 1)"
    )
    answers, score = {}, FIELD % "score.besvar-summa/1"
    for place, (_, question) in enumerate(form.walk()):
        assert page.run(score) == "", "a score that lacks answers has no value"
        assert evaluate(form, answers).scores == {"besvar-summa": None}
        choice = question.choices[(place + 1) % len(question.choices)]
        option = OPTION % (question.id, choice.value)
        page.until(f"!!{option}")
        page.run(f"{option}.click()")
        answers[question.id] = choice.value
    expected = evaluate(form, answers).scores["besvar-summa"]
    page.until(f"{score} !== ''")
    assert expected == Decimal(1 + 2 + 3 + 0 + 1 + 2)
    assert Decimal(page.run(score)) == expected
    picture = page.send("Page.captureScreenshot", format="png", captureBeyondViewport=True)
    (tmp_path / "lforms.png").write_bytes(base64.b64decode(picture["data"]))


def outcomes(page, cases):
    """Return (ours, theirs) for forms with answers: what is shown, and the scores."""
    questionnaires = {form.id: to_fhir(form).data for form, _ in cases}
    given = [
        {"questionnaire": data, "response": lforms.response(form, answers, data)}
        for form, answers in cases
        for data in [questionnaires[form.id]]
    ]
    for (form, answers), found in zip(cases, lforms.evaluate_all(page, given), strict=True):
        ours = evaluate(form, answers)
        shown = tuple(question.id for _, question in form.walk() if question.id in found["shown"])
        scores = {
            name: None if value is None else Decimal(str(value))
            for name, value in found["scores"].items()
        }
        yield (form, answers, (ours.shown, dict(ours.scores)), (shown, scores))


def test_made_up_forms_mean_the_same(page):
    cases = []
    for seed in SEEDS:
        maker = Maker(seed)
        form = maker.form()
        if STRANGE not in form.model_dump_json():
            right = frozenset(question["id"] for question in maker.questions)
            cases += [(form, maker.answers(right)) for _ in range(2)]
    assert len(cases) > len(SEEDS)
    for form, answers, ours, theirs in outcomes(page, cases):
        assert theirs == ours, (form.id, answers)


def test_a_wrong_answer_gives_no_score(page):
    cases = []
    for seed in range(1000, 1060):
        maker = Maker(seed)
        maker.chance = lambda share, maker=maker: maker.random.random() < (share or 0)
        form = maker.form()
        if STRANGE in form.model_dump_json() or not form.scores:
            continue
        bare = form.model_copy(update={"pages": tuple(map(always_shown, form.pages))})
        kinds = {
            item["linkId"]: item["type"]
            for page_ in to_fhir(bare).data["item"] for item in page_.get("item", ())
        }  # fmt: skip
        wrong = {question["id"]: maker.wrong(question) for question in maker.questions}
        for name, answer in wrong.items():
            fits = kinds[name] != "integer" or "." not in str(answer)  # no integer can be 2.5
            if answer is not None and fits:
                right = {q["id"]: maker.right(q) for q in maker.questions if q["type"] != "info"}
                cases.append((bare, {**right, name: answer}))
    assert len(cases) > 20
    found = list(outcomes(page, cases))
    for form, answers, ours, theirs in found:
        assert theirs[1] == ours[1], (form.id, answers)
    assert any(None in ours[1].values() for _, _, ours, _ in found)


def always_shown(page_):
    """Return a page whose questions have no conditions."""
    questions = tuple(one.model_copy(update={"when": None}) for one in page_.questions)
    return page_.model_copy(update={"questions": questions})


def mean_form(decimals, points):
    """Return a form with the mean of as many questions as there are points."""
    choices = [
        {"value": f"v{n}", "text": f"Svar {n}", "score": one}
        for n, one in enumerate(dict.fromkeys(points))
    ]
    ids = [f"q{n}" for n, _ in enumerate(points)]
    return form_of({
        "id": f"medel-{decimals}-{len(points)}",
        "questions": [{"id": one, "type": "single-choice", "text": "Hur ofta?", "choices": choices} for one in ids],
        "scores": [{
            "id": "medel", "title": "Medel", "method": "mean", "of": ids, "decimals": decimals,
            "missing": {"policy": "leave-out"}, "visible-to": ["staff"],
        }],
    })  # fmt: skip


@pytest.mark.parametrize(
    ("decimals", "points", "expected"),
    [
        (2, ["1"] * 39 + ["2"], "1.03"),  # 1.025 is just below itself in binary
        (0, ["-2", "-3"], "-3"),  # half away from zero
        (1, ["0.1", "0.2"], "0.2"),  # 0.15, and 0.1 + 0.2 is not 0.3
        (2, ["0.01", "0.005"], "0.01"),
    ],
)
def test_the_last_decimal_is_ours(page, decimals, points, expected):
    form = mean_form(decimals, points)
    values = {choice.score: choice.value for choice in form.pages[0].questions[0].choices}
    answers = {f"q{n}": values[Decimal(one)] for n, one in enumerate(points)}
    [(_, _, ours, theirs)] = outcomes(page, [(form, answers)])
    assert ours[1] == {"medel": Decimal(expected)} == theirs[1]


def test_answers_that_are_hidden_by_an_expression_are_not_counted(page):
    form = form_of({
        "questions": [
            {"id": "a", "type": "yes-no", "text": "A?"},
            {"id": "b", "type": "yes-no", "text": "B?"},
            {"id": "c", "type": "number", "text": "C?", "when": {"not": {"any": [
                {"question": "a", "is": "no"}, {"question": "b", "is": "no"}]}}},
            {"id": "d", "type": "text", "text": "D?", "when": {"question": "c", "at-least": "3"}},
            {"id": "e", "type": "text", "text": "E?", "when": {"not": {"question": "c", "at-least": "3"}}},
        ],
        "scores": [{
            "id": "summa", "title": "Summa", "method": "sum", "of": ["c"],
            "missing": {"policy": "count-as-zero"}, "visible-to": ["staff"],
        }],
    })  # fmt: skip
    cases = [(form, {"a": "yes", "b": b, "c": "5"}) for b in ("yes", "no")]
    found = list(outcomes(page, cases))
    assert [theirs for *_, theirs in found] == [ours for _, _, ours, _ in found]
    assert [ours[1]["summa"] for _, _, ours, _ in found] == [5, 0]
    assert [ours[0] for _, _, ours, _ in found] == [("a", "b", "c", "d"), ("a", "b", "e")]
