"""A FHIR R4 Questionnaire from anybody as a form of ours, with what was left or changed."""

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from builder.exchange.fhir.export import LICENCE
from builder.exchange.fhir.given import Given, groups, shown, text
from builder.exchange.fhir.ids import Ids
from builder.exchange.fhir.names import Json
from builder.exchange.fhir.paths import Names
from builder.exchange.fhir.places import fill
from builder.exchange.fhir.questions import Setting
from builder.exchange.fhir.recall import (
    Candidate,
    Conditions,
    candidates,
    is_recognised,
    names_in,
    points_of_yes_no,
)
from builder.exchange.fhir.rows import Target, UnreadableError
from builder.exchange.fhir.walk import Computed, Walk
from builder.exchange.loss import Loss
from builder.message import LANGUAGES, Message, mark, tell, translate
from builder.model import WIRE, Form
from builder.problem import Pointer

_LICENCE: Final = "|".join(
    re.escape(translate(LICENCE, one)).replace(re.escape("{licence}"), "") for one in LANGUAGES
)
_DEEPEST: Final = 60
"""Steps of a place: an item within an item takes two."""
_UNREAD: Final = tell("the condition is left out, so that what it hides is always shown")
_RIGHTS: Final = re.compile(rf"© (.+)\n(?:{_LICENCE})(.+)(?:\n((?s:.+)))?")


@dataclass(frozen=True, slots=True)
class Imported:
    """A form, if one could be made; what was left or changed; and why there is none.

    `losses` point into the Questionnaire: ("item", 0, "item", 2).
    """

    form: Form | None
    losses: tuple[Loss, ...] = ()
    problems: tuple[Message, ...] = ()


def from_fhir(data: object, *, language: str = "sv") -> Imported:
    """Return a Questionnaire as a form; nothing is raised, whatever `data` is.

    Places to fill in are written in the Questionnaire's language, or else in `language`.
    """
    if not isinstance(data, dict):
        return _none(tell("a Questionnaire is a group of keys; this is none"))
    if data.get("resourceType") != "Questionnaire":
        if data.get("resourceType") is None:
            return _none(tell("there is no resourceType Questionnaire"))
        type_ = shown(data.get("resourceType"))
        return _none(tell("“{type}” is not a Questionnaire", type=type_))
    given = Given((), data)
    setting = Setting(_language(given, language), _value_sets(given))
    walk = Walk(setting)
    walk.walk(given.groups("item"))
    head = _head(given, walk, setting.language)
    losses = [*walk.losses, *_misplaced(data), *_of_the_form(given), *given.left()]
    if not walk.pages:
        return Imported(None, _sorted(losses), (tell("no question could be read"),))
    form, more = _assemble(head, walk)
    return Imported(form, _sorted([*losses, *more]))


def read_questionnaire(data: bytes, *, language: str = "sv") -> tuple[object, Imported]:
    """Return what a file of JSON holds, and the form that it becomes; nothing is raised."""
    try:
        read = json.loads(data.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError:
        return None, _none(tell("the file is not text in UTF-8"))
    except json.JSONDecodeError as error:
        return None, _none(
            tell(
                "the file is not JSON: line {line}, column {column}",
                line=error.lineno,
                column=error.colno,
            )
        )
    except RecursionError:
        return None, _none(tell("the file is nested too deep to be read"))
    except ValueError:  # a number with thousands of figures
        return None, _none(tell("the file holds a number that cannot be read"))
    return read, from_fhir(read, language=language)


def _none(problem: Message) -> Imported:
    return Imported(None, problems=(problem,))


def _sorted(losses: list[Loss]) -> tuple[Loss, ...]:
    """Return losses in the order of the document, as far as places in lists tell it."""

    def place(loss: Loss) -> list[tuple[str, int]]:
        return [(step, 0) if isinstance(step, str) else ("", step) for step in loss.at]

    return tuple(sorted(losses, key=place))


def _language(given: Given, otherwise: str) -> str:
    stated = given.text("language")[:2].lower()
    return stated if stated in LANGUAGES else otherwise


def _value_sets(given: Given) -> dict[str, Json]:
    contained = given.take("contained")
    return {
        text(one.get("id")): one
        for _, one in groups(contained)
        if one.get("resourceType") == "ValueSet"
    }


def _head(given: Given, walk: Walk, language: str) -> Json:
    """Return the keys of a form that stand before its pages."""
    name, title = given.text("name"), given.text("title")
    head: Json = {
        "id": Ids().take(given.text("id"), name, title, "formular"),
        "title": title or name or fill(mark("the form's name"), language),
        "type": "single",
    }
    introduction = walk.introduction
    if not introduction:
        introduction = given.text("description")
    if introduction:
        head["introduction"] = introduction
    head["rights"] = _rights(given.text("copyright"), language)
    return head


def _rights(copyright_: str, language: str) -> Json:
    """Return rights that are stated as we state them, else places to fill in."""
    ours = _RIGHTS.fullmatch(copyright_)
    holder, licence, attribution = ours.groups() if ours else (None, None, copyright_)
    rights = {
        "holder": holder or fill(mark("who holds the rights"), language),
        "licence": licence or fill(mark("licence or agreement"), language),
    }
    return {**rights, "attribution": attribution} if attribution else rights


def _misplaced(data: Json) -> list[Loss]:
    """Return what in the list of items is no item, at any depth that is read."""
    losses: list[Loss] = []
    waiting: list[tuple[Pointer, Any]] = [((), data)]
    while waiting:
        at, holder = waiting.pop()
        items = holder.get("item", [])
        if not isinstance(items, list):
            losses.append(Loss((*at, "item"), tell("a list of items is expected here")))
            continue
        for n, item in enumerate(items):
            if isinstance(item, dict) and len(at) < _DEEPEST:
                waiting.append(((*at, "item", n), item))
            elif not isinstance(item, dict):
                losses.append(Loss((*at, "item", n), tell("this is no item; it is left out")))
    return losses


def _of_the_form(given: Given) -> list[Loss]:
    """Return what is left of the Questionnaire itself; what says nothing is passed over."""
    losses: list[Loss] = []
    given.take("resourceType")
    if given.take("status") == "retired":
        losses.append(Loss(("status",), tell("the Questionnaire is retired; a form never says so")))
    if given.take("subjectType") not in (None, ["Patient"]):
        losses.append(Loss(("subjectType",), tell("it is about something else than a patient")))
    if not (given.text("title") or given.text("name")):
        losses.append(Loss(("title",), tell("the form has no name; it is to be filled in")))
    if not _RIGHTS.fullmatch(given.text("copyright")):
        message = tell("who holds the rights, and the licence, are to be filled in")
        losses.append(Loss(("copyright",), message))
    return losses


def _assemble(head: Json, walk: Walk) -> tuple[Form, list[Loss]]:
    """Return the form with the scores and the conditions that are recognised as ours."""
    scores, foreign = candidates(walk.computed)
    points = points_of_yes_no(scores)
    for page in walk.pages:
        for entry in page.entries:
            if entry.keys["type"] == "yes-no":
                entry.keys.update(points.get(entry.keys["id"], {}))
    while True:
        form, losses, names = _with_conditions(head, walk, scores)
        known = [one for one in scores if is_recognised(one, names)]
        if len(known) == len(scores):
            break
        foreign += [one.item for one in scores if one not in known]
        scores = known
    return form, [*losses, *map(_uncomputed, foreign)]


def _uncomputed(item: Computed) -> Loss:
    message = tell(
        "“{title}” is computed in a way that we do not know; it is left out",
        title=shown(item.keys["title"]),
    )
    return Loss(item.at, message)


def _with_conditions(
    head: Json, walk: Walk, scores: list[Candidate]
) -> tuple[Form, list[Loss], Names]:
    """Return the form with its conditions, when these are its scores."""
    computed = tuple(one.score for one in scores)
    bare = Form.model_validate({**head, "pages": _pages(walk, {})}, context=WIRE)
    names = Names.of(bare.model_copy(update={"scores": computed}))
    targets = walk.targets | {
        one.item.link: Target({"score": one.score.id}, "Decimal") for one in scores
    }
    whens, losses = _whens(walk, Conditions(names, targets))
    form = Form.model_validate({**head, "pages": _pages(walk, whens)}, context=WIRE)
    return form.model_copy(update={"scores": computed}), losses, names


def _pages(walk: Walk, whens: dict[str, Json]) -> list[Json]:
    return [
        {
            **page.keys,
            "questions": [
                {**one.keys, **({"when": whens[one.keys["id"]]} if one.keys["id"] in whens else {})}
                for one in page.entries
            ],
        }
        for page in walk.pages
    ]


def _whens(walk: Walk, conditions: Conditions) -> tuple[dict[str, Json], list[Loss]]:
    """Return the condition of each question that has one that can be read."""
    whens, losses, asked = dict[str, Json](), dict[Pointer, list[Loss]](), set[str]()
    for entry in (entry for page in walk.pages for entry in page.entries):
        parts: list[Json] = []
        for shown_by in entry.shown:
            try:
                part = conditions.read(shown_by, asked, entry.keys["id"])
            except UnreadableError as error:
                losses[shown_by.at] = [Loss(shown_by.at, one) for one in (_UNREAD, error.message)]
                continue
            for name in sorted(names_in(part) - asked):
                message = tell("“{name}” is asked later, so it has no answer here", name=name)
                losses.setdefault(shown_by.at, [Loss(shown_by.at, message)])
            parts.append(part)
        if parts:
            whens[entry.keys["id"]] = parts[0] if len(parts) == 1 else {"all": parts}
        asked.add(entry.keys["id"])
    return whens, [loss for told in losses.values() for loss in told]
