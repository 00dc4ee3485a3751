"""A form as JSON for SurveyJS 2.5.38, which needs nothing else to show and to count it.

docs/surveyjs.md says what becomes what; tests/engines holds SurveyJS to what `builder.forms`
makes of the same answers.
"""

from collections.abc import Iterator
from typing import Any

from builder.exchange.loss import Exported
from builder.exchange.surveyjs.condition import expression_of
from builder.exchange.surveyjs.elements import elements_of, paragraphs, plain
from builder.exchange.surveyjs.losses import losses_of
from builder.exchange.surveyjs.names import calculated, to_answers
from builder.exchange.surveyjs.score import band_of, score_of
from builder.exchange.surveyjs.sheet import Sheet
from builder.forms.condition import leaves_of
from builder.model import FlagRule, Form

__all__ = ["to_answers", "to_surveyjs"]


def to_surveyjs(form: Form, language: str = "sv") -> Exported:
    """Return a form that has no errors as JSON for SurveyJS, with the losses.

    Questions go by their ids, save the few that SurveyJS takes for something else. `score_x`,
    `band_x` and `flag_x` are calculated values; the language is that of our own few words.
    """
    sheet = Sheet(form)
    _calculate(form, sheet)
    told = _told(form, sheet)
    pages = [
        {
            "name": page.id,
            "title": plain(page.title),
            **({"description": plain(page.introduction)} if page.introduction else {}),
            "elements": [
                *(one for question in page.questions for one in elements_of(question, language)),
                *told.get(place, ()),
            ],
        }
        for place, page in enumerate(form.pages)
    ]
    values = [
        {"name": name, "expression": value} for name, value in sheet.calculated.items() if value
    ]
    data = {**_settings(form, language), "pages": pages, "calculatedValues": values}
    return Exported(data, tuple(losses_of(form, sheet)))


def _settings(form: Form, language: str) -> dict[str, Any]:
    attribution = form.rights.attribution
    description = [plain(text) for text in (form.introduction, attribution) if text]
    return {
        "title": plain(form.title),
        **({"description": "\n\n".join(description)} if description else {}),
        "locale": language,
        "clearInvisibleValues": "onHidden",
        "showQuestionNumbers": "off",
        "moment": _carried(form),
    }


def _carried(form: Form) -> dict[str, Any]:
    """Return what SurveyJS has no use for but a resident may see."""
    scores = {
        score.id: {
            "title": score.title,
            **({"explanation": score.explanation} if score.explanation else {}),
            "bands": {band.id: band.text for band in score.bands},
        }
        for score in form.scores
        if "resident" in score.visible_to
    }
    return {
        "form": form.id,
        "type": form.type,
        **({"owner": form.owner} if form.owner else {}),
        "occasions": {occasion.id: occasion.title for occasion in form.occasions},
        "rights": form.rights.model_dump(by_alias=True, exclude_none=True),
        "scores": scores,
    }


def _calculate(form: Form, sheet: Sheet) -> None:
    """Define what is shown, in the order that it is asked, then scores, bands and flags."""
    for place, question in enumerate(sheet.questions.values()):
        if question.when is not None:
            shown = expression_of(question.when, sheet, place)
            sheet.calculated[calculated("shown", question.id)] = shown
    everything = len(sheet.places)
    for score in form.scores:
        score_of(score, sheet, everything)
        band_of(score, sheet)
    for flag in form.flags:
        raised = expression_of(flag.when, sheet, everything)
        sheet.calculated[calculated("flag", flag.id)] = raised


def _told(form: Form, sheet: Sheet) -> dict[int, list[dict[str, Any]]]:
    """Return the texts of flags to the resident, by the page where the last answer is given."""
    told: dict[int, list[dict[str, Any]]] = {}
    for flag in form.flags:
        if flag.to == "resident":
            element = {
                "type": "html",
                "name": calculated("told", flag.id),
                "html": paragraphs(flag.text),
                "visibleIf": f"{{{calculated('flag', flag.id)}}} = true",
            }
            told.setdefault(max(_pages_of(flag, form, sheet), default=0), []).append(element)
    return told


def _pages_of(flag: FlagRule, form: Form, sheet: Sheet) -> Iterator[int]:
    pages = {question.id: at[1] for at, question in form.walk()}
    for leaf in leaves_of((), flag.when):
        names = [leaf.condition.question or ""]
        if score := sheet.scores.get(leaf.condition.score or ""):
            names = list(score.of)
        yield from (int(pages[name]) for name in names if name in pages)
