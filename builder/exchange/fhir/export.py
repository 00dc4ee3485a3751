"""A form as a FHIR R4 Questionnaire, with what it cannot carry.

Sources: FHIR R4 (4.0.1) Questionnaire, and Structured Data Capture 3.0.0 for what is computed.
docs/fhir.md tells what travels, for each type of question.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal, TypeAlias

from builder.exchange.fhir.conditions import condition_losses, write_condition, write_path
from builder.exchange.fhir.items import item_of, text_item
from builder.exchange.fhir.names import (
    HIDDEN,
    LARGEST_INTEGER,
    Json,
    extension,
    link_of_page,
    link_of_score,
)
from builder.exchange.fhir.paths import Names
from builder.exchange.fhir.scores import score_expressions
from builder.exchange.loss import Exported, Loss
from builder.message import DEFAULT_LANGUAGE, mark, tell, tell_number, translate
from builder.model import Form, FormPage, Question, Rights, Score, kebab
from builder.problem import Pointer

Status: TypeAlias = Literal["draft", "active", "retired", "unknown"]
LICENCE: Final = mark("Licence: {licence}")
"""The second line of `copyright`; the first is `© ` and who holds the rights."""
_ID: Final = re.compile(r"[a-z0-9-]{1,64}")
_LONGEST_NAME: Final = 255
_COUNTS: Final = ("max_characters", "min_choices", "max_choices")


def to_fhir(
    form: Form, *, language: str = "", base: str = "", status: Status = "draft"
) -> Exported:
    """Return a form as a FHIR R4 Questionnaire in JSON's plain values.

    `language` is what the form is written in, if that is known. `base` is the address under which
    the publisher's own Questionnaires have theirs, like `https://formular.example`; without it
    none is made up.
    """
    names, ours = Names.of(form), language or DEFAULT_LANGUAGE
    items = [item for page in form.pages for item in _page(page, names, ours)]
    data: Json = {
        "resourceType": "Questionnaire",
        **({"id": form.id} if _ID.fullmatch(form.id) else {}),
        **({"language": language} if language else {}),
        **({"url": f"{base.rstrip('/')}/Questionnaire/{form.id}"} if base else {}),
        "name": _name(form.id),
        "title": form.title,
        "status": status,
        "subjectType": ["Patient"],
        "copyright": _copyright(form.rights, ours),
        "item": [
            *([text_item("introduction", "form", form.introduction)] if form.introduction else ()),
            *items,
            *(_score(score, names) for score in form.scores),
        ],
    }
    return Exported(data, tuple(_losses(form)))


def _name(id_: str) -> str:
    """Return a name that programs can use: `Somnbesvar_slut`."""
    return f"F_{id_.replace('-', '_')}"[:_LONGEST_NAME]


def _copyright(rights: Rights, language: str) -> str:
    licence = translate(LICENCE, language).format(licence=_one_line(rights.licence))
    lines = [f"© {_one_line(rights.holder)}", licence]
    return "\n".join([*lines, *([rights.attribution] if rights.attribution else [])])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _page(page: FormPage, names: Names, language: str) -> Iterator[Json]:
    link = link_of_page(page.id)
    items = [text_item("introduction", link, page.introduction)] if page.introduction else []
    items += [_question(question, names, language) for question in page.questions]
    yield {"linkId": link, "text": page.title, "type": "group", "item": items}


def _question(question: Question, names: Names, language: str) -> Json:
    item = item_of(question, language)
    if question.when is None:
        return item
    asked = _asked_before(question, names.questions)
    when = write_condition(question.when, names, asked)
    if "extension" in when:
        names.guard(question.id, write_path(question.when, names, asked))
        when["extension"] = [*item.get("extension", ()), *when["extension"]]
    return {**item, **when}


def _asked_before(question: Question, names: Iterable[str]) -> frozenset[str]:
    asked: list[str] = []
    for name in names:
        if name == question.id:
            break
        asked.append(name)
    return frozenset(asked)


def _score(score: Score, names: Names) -> Json:
    link = link_of_score(score.id)
    hidden = [] if "resident" in score.visible_to else [extension(HIDDEN, "Boolean", value=True)]
    item: Json = {
        "linkId": link,
        "extension": [*hidden, *score_expressions(score, names)],
        "text": score.title,
        "type": "decimal",
        "readOnly": True,
    }
    if score.explanation:
        item["item"] = [text_item("help", link, score.explanation, "help")]
    return item


def _losses(form: Form) -> Iterator[Loss]:
    yield from _of_the_form(form)
    names, met = Names.of(form), set[str]()
    for at, question in form.walk():
        if question.id in met:
            yield Loss((*at, "id"), tell("the id is used twice; FHIR demands that they differ"))
        met.add(question.id)
        yield from _of_a_question(at, question, names)
        yield from _of_points(at, question, form.scores)
    for n, score in enumerate(form.scores):
        yield from _of_a_score(("scores", n), score, names)
    for n, flag in enumerate(form.flags):
        message = tell("the flag “{flag}” has no counterpart: nobody is told", flag=flag.id)
        yield Loss(("flags", n), message)
    if form.examples:
        message = tell_number(
            "{n} example is left out", "{n} examples are left out", len(form.examples)
        )
        yield Loss(("examples",), message)


_LEFT_OUT: Final = {
    "owner": mark("the owner is left out"),
    "one_set_of_answers": mark("that the answers are shared is not said"),
    "occasions": mark("the names of the occasions are left out"),
    "staff_may_add_pages": mark("that staff may add pages is not said"),
}
"""What a form has and a Questionnaire has not."""


def _of_the_form(form: Form) -> Iterator[Loss]:
    if not _ID.fullmatch(form.id):
        yield Loss(("id",), tell("the id is longer than the 64 characters that FHIR allows"))
    if form.type != "single":
        message = tell("each occasion is a response of its own; that there are several is not said")
        yield Loss(("type",), message)
    for field, template in _LEFT_OUT.items():
        if getattr(form, field):
            yield Loss((kebab(field),), tell(template))
    for key in ("holder", "licence"):
        text = getattr(form.rights, key)
        if _one_line(text) != text:
            yield Loss(("rights", key), tell("the text is written on one line"))


def _of_a_question(at: Pointer, question: Question, names: Names) -> Iterator[Loss]:
    if getattr(question, "picture", None):
        yield Loss((*at, "picture"), tell("the picture is left out, with what it shows in words"))
    if getattr(question, "sensitive", None):
        yield Loss((*at, "sensitive"), tell("that the question is sensitive is not said"))
    for field in _COUNTS:
        if (getattr(question, field, None) or 0) > LARGEST_INTEGER:
            message = tell("the number is larger than FHIR allows; it is left out")
            yield Loss((*at, kebab(field)), message)
    if question.when is not None:
        asked = _asked_before(question, names.questions)
        yield from condition_losses((*at, "when"), question.when, names, asked)
        when = write_condition(question.when, names, asked)
        if "extension" in when:
            names.guard(question.id, write_path(question.when, names, asked))


def _of_points(at: Pointer, question: Question, scores: Iterable[Score]) -> Iterator[Loss]:
    """Yield the points of yes and no that no score counts: only scores carry them."""
    if any(question.id in score.of and score.method != "count" for score in scores):
        return
    for field in ("yes_score", "no_score"):
        if getattr(question, field, None) is not None:
            message = tell("no score counts the points, so they are left out")
            yield Loss((*at, kebab(field)), message)


def _of_a_score(at: Pointer, score: Score, names: Names) -> Iterator[Loss]:
    for n, name in enumerate(score.of):
        if name not in names.questions:
            yield Loss((*at, "of", n), tell("there is no question “{name}”", name=name))
    if score.bands:
        message = tell_number("{n} band is left out", "{n} bands are left out", len(score.bands))
        yield Loss((*at, "bands"), message)
    if "staff" not in score.visible_to:
        yield Loss((*at, "visible-to"), tell("that staff do not see the score is not said"))
