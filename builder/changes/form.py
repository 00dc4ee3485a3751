"""What changed in a form: what is asked, counted and signalled."""

from collections.abc import Iterator
from typing import Final

from builder.changes.condition import Conditions
from builder.changes.field import (
    came_and_went,
    compare_field,
    compare_fields,
    compare_order,
    compare_words,
    limits,
)
from builder.changes.kinds import Change, Kind
from builder.changes.match import match
from builder.changes.question import compare_question
from builder.changes.values import names_of
from builder.message import tell
from builder.model import Band, FlagRule, Form, FormPage, Score
from builder.package import Route

_FORM_APART: Final = frozenset(
    {"id", "pages", "scores", "flags", "title", "introduction", "rights", "owner", "occasions"}
)
_SCORE_APART: Final = frozenset({"id", "title", "explanation", "bands"})
_FLAG_TEXTS: Final = ("text", "who_acts", "how")
_FLAG_APART: Final = frozenset({"id", "when", *_FLAG_TEXTS})


def compare_forms(old: Form, new: Form, subject: Route) -> Iterator[Change]:
    """Yield what differs between two versions of a form."""
    conditions = Conditions(old, new)
    yield from compare_words(old, new, "title", subject, Kind.TITLE_REWORDED)
    yield from compare_words(old, new, "introduction", subject)
    yield from compare_fields(old, new, subject, Kind.FORM_CHANGED, _FORM_APART)
    yield from compare_field(old, new, "rights", subject, Kind.MEDIUM_DETAILS_CHANGED)
    yield from compare_field(old, new, "owner", subject, Kind.FORMATTING)  # nobody meets it
    yield from _occasions(old, new, subject)
    yield from _pages(old, new, subject)
    yield from _questions(old, new, subject, conditions)
    yield from _scores(old, new, subject)
    yield from _flags(old, new, subject, conditions)


def _occasions(old: Form, new: Form, subject: Route) -> Iterator[Change]:
    occasions = match(old.occasions, new.occasions)
    yield from came_and_went(occasions, subject, "occasion")
    for before, after in occasions.kept:
        yield from compare_words(before, after, "title", (*subject, "occasion", after.id))
    yield from compare_order("occasions", old.occasions, new.occasions, subject)


def _pages(old: Form, new: Form, subject: Route) -> Iterator[Change]:
    pages = match(old.pages, new.pages)
    homes = [_homes(form) for form in (old, new)]
    stayed = {name for name, page in homes[1].items() if _is_home(page, homes[0].get(name))}
    yield from came_and_went(pages, subject, "page")
    for before, after in pages.kept:
        route = (*subject, "page", after.id)
        yield from compare_words(before, after, "title", route)
        yield from compare_words(before, after, "introduction", route)
        rest = [[q for q in page.questions if q.id in stayed] for page in (before, after)]
        yield from compare_order("questions", rest[0], rest[1], route)
    yield from compare_order("pages", old.pages, new.pages, subject)
    for name in homes[1]:
        if name in homes[0] and name not in stayed:
            pair = homes[0][name], homes[1][name]
            yield _moved(name, pair, stayed, (*subject, "question", name))


def _homes(form: Form) -> dict[str, FormPage]:
    """Return the page of each question."""
    return {question.id: page for page in form.pages for question in page.questions}


def _is_home(page: FormPage, before: FormPage | None) -> bool:
    return before is not None and before.id == page.id


def _moved(name: str, pages: tuple[FormPage, FormPage], stayed: set[str], subject: Route) -> Change:
    """Tell that a question stands on another page.

    Where it stands is told by the page and, of those that stayed there, the question before it.
    """
    message = tell(
        "the question moved from the page “{old}” to the page “{new}”",
        old=pages[0].title,
        new=pages[1].title,
    )
    before, after = (_place(page, name, stayed) for page in pages)
    return Change(Kind.FORM_ORDER_CHANGED, subject, message, before, after)


def _place(page: FormPage, name: str, stayed: set[str]) -> str:
    names = names_of(page.questions)
    above = [one for one in names[: names.index(name)] if one in stayed]
    return "/".join([page.id, *above[-1:]])


def _questions(old: Form, new: Form, subject: Route, conditions: Conditions) -> Iterator[Change]:
    questions = match([q for _, q in old.walk()], [q for _, q in new.walk()])
    yield from came_and_went(questions, subject, "question")
    for before, after in questions.kept:
        route = (*subject, "question", after.id)
        yield from compare_question(before, after, route)
        yield from conditions.compare(before.when, after.when, route, Kind.CONDITION_CHANGED)


def _scores(old: Form, new: Form, subject: Route) -> Iterator[Change]:
    scores = match(old.scores, new.scores)
    yield from came_and_went(scores, subject, "score")
    for before, after in scores.kept:
        yield from _score(before, after, (*subject, "score", after.id))
    yield from compare_order("scores", old.scores, new.scores, subject)


def _score(old: Score, new: Score, subject: Route) -> Iterator[Change]:
    yield from compare_words(old, new, "title", subject)
    yield from compare_words(old, new, "explanation", subject)
    yield from compare_fields(old, new, subject, Kind.SCORE_CHANGED, _SCORE_APART)
    bands = match(old.bands, new.bands)
    yield from came_and_went(bands, subject, "band")
    for before, after in bands.kept:
        yield from _band(before, after, (*subject, "band", after.id))
    yield from compare_order("bands", old.bands, new.bands, subject)


def _band(old: Band, new: Band, subject: Route) -> Iterator[Change]:
    before, after = limits(old), limits(new)
    if before != after:
        message = tell(
            "the level “{text}” is {new} instead of {old}", text=new.text, old=before, new=after
        )
        yield Change(Kind.SCORE_CHANGED, subject, message, before, after)
    yield from compare_words(old, new, "text", subject)


def _flags(old: Form, new: Form, subject: Route, conditions: Conditions) -> Iterator[Change]:
    flags = match(old.flags, new.flags)
    yield from came_and_went(flags, subject, "flag")
    for before, after in flags.kept:
        route = (*subject, "flag", after.id)
        yield from _flag(before, after, route)
        yield from conditions.compare(before.when, after.when, route, Kind.FLAG_CHANGED)
    yield from compare_order("flags", old.flags, new.flags, subject)


def _flag(old: FlagRule, new: FlagRule, subject: Route) -> Iterator[Change]:
    for name in _FLAG_TEXTS:
        yield from compare_words(old, new, name, subject)
    yield from compare_fields(old, new, subject, Kind.FLAG_CHANGED, _FLAG_APART)
