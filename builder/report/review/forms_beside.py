"""Two versions of a form beside each other, as residents meet it: question by question, by id."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from builder.model import Form
from builder.package import Route
from builder.report.review.beside import Row, changed
from builder.report.review.tree import Node, html_of, parse

Unit: TypeAlias = tuple[str, str]
"""What a part of a form is, and its id: ("question", "sovtid"), ("top", "")."""
_PICTURE: Final = re.compile(r' src="([^"]*)"')
_FORM: Final = '<section class="form">'


def form_rows(
    old: tuple[Form, str] | None, new: tuple[Form, str] | None, subjects: Iterable[Route]
) -> list[Row]:
    """Return two versions of a form row by row; each is the form and its HTML.

    `subjects` are the routes inside the form of what has changed: only that is marked, so that a
    question that has but got another number counts as alike.
    """
    if old is None or new is None:
        return [Row("added", "", new[1])] if new else [Row("removed", old[1] if old else "", "")]
    before, after = (dict(_units(form, html)) for form, html in (old, new))
    touched = {_unit(route) for route in subjects}
    found = []
    for unit in _in_order(list(before), list(after)):
        pair = before.get(unit, ""), after.get(unit, "")
        if not pair[0]:
            found.append(Row("added", *pair))
        elif not pair[1]:
            found.append(Row("removed", *pair))
        elif unit in touched or _drawn(pair[0]) != _drawn(pair[1]):
            found.append(changed(*pair))
        else:
            found.append(Row("same", *pair))
    return found


def _drawn(html: str) -> list[str]:
    return _PICTURE.findall(html)


def _unit(route: Route) -> Unit:
    match route:
        case (("question" | "score" | "flag" | "page") as kind, name, *_):
            return kind, name
        case _:
            return "top", ""


def _in_order(old: list[Unit], new: list[Unit]) -> list[Unit]:
    """Return the units in the new order, those that are gone after what they stood after."""
    order = list(new)
    for n, unit in enumerate(old):
        if unit not in new:
            above = old[n - 1] if n else None
            order.insert(order.index(above) + 1 if above in order else 0, unit)
    return order


def _units(form: Form, html: str) -> Iterator[tuple[Unit, str]]:
    """Yield the parts of a form's HTML, each inside what it needs to look as it does there.

    They stand in the order of the model, which is how each is told apart.
    """
    names = {
        "question": iter([question.id for _, question in form.walk()]),
        "page": iter([page.id for page in form.pages]),
        "score": iter([score.id for score in form.scores]),
        "flag": iter([flag.id for flag in form.flags]),
    }
    section = next(one for one in parse(html) if isinstance(one, Node))
    for part in section.elements():
        if "top" in part.classes:
            yield ("top", ""), _within("", part.html)
        elif "page" in part.classes:
            head = html_of([one for one in part.inside if not _is_list(one)])
            yield ("page", next(names["page"])), _within('<div class="page">', head)
            for question in _questions(part):
                yield ("question", next(names["question"])), _asked(question)
        elif "after" in part.classes:
            for one in part.elements():
                for kind in one.classes & {"score", "flag"}:
                    yield (kind, next(names[kind])), _within('<div class="after">', one.html)


def _is_list(part: Node | str) -> bool:
    return isinstance(part, Node) and "questions" in part.classes


def _questions(page: Node) -> Iterator[Node]:
    lists = (one for one in page.elements() if _is_list(one))
    return (question for one in lists for question in one.elements())


def _asked(question: Node) -> str:
    inside = f'<ul class="questions">{question.html}</ul>'
    return _within('<div class="page">', inside)


def _within(opening: str, html: str) -> str:
    closing = "</div>" if opening else ""
    return f"{_FORM}{opening}{html}{closing}</section>"
