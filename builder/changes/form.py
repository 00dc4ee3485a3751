"""What changed in a form: what is asked, counted and signalled."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from builder.changes.kinds import Change, Kind
from builder.changes.match import came_and_went, match
from builder.changes.prose import compare_text
from builder.message import Message, mark, tell
from builder.model import Band, Choice, FlagRule, Form, Part, Question, Score, kebab
from builder.model.form import Picture
from builder.package import Route

_PARTS: Final = frozenset(
    {"id", "pages", "scores", "flags", "title", "introduction", "rights", "occasions"}
)
_QUESTION_TEXTS: Final = ("text", "help", "pattern_help", "min_text", "max_text", "unit")
_ANSWER_SCORES: Final = ("yes_score", "no_score")
_COMPARED_APART: Final = frozenset(
    {"id", "when", "picture", "choices", "rows", *_ANSWER_SCORES, *_QUESTION_TEXTS}
)


def compare_forms(old: Form, new: Form, subject: Route) -> Iterator[Change]:
    """Yield what differs between two versions of a form."""
    for name, kind in (("title", Kind.TITLE_REWORDED), ("introduction", Kind.FORM_TEXT_REWORDED)):
        yield from _text(getattr(old, name), getattr(new, name), subject, kind)
    yield from _fields(old, new, subject, Kind.FORM_CHANGED, _PARTS)
    if old.rights != new.rights:
        yield Change(Kind.MEDIUM_DETAILS_CHANGED, subject, tell("the rights are worded otherwise"))
    if old.occasions != new.occasions:
        yield from _list("occasions", old.occasions, new.occasions, subject, Kind.FORM_CHANGED)
    yield from _pages(old, new, subject)
    yield from _questions(old, new, subject)
    yield from _scores(old, new, subject)
    yield from _flags(old, new, subject)


def _pages(old: Form, new: Form, subject: Route) -> Iterator[Change]:
    pages = match(old.pages, new.pages)
    for page in (*pages.removed, *pages.added):
        yield Change(
            Kind.FORM_CHANGED,
            (*subject, "page", page.id),
            tell("the page “{title}” came or went", title=page.title),
        )
    for before, after in pages.kept:
        route = (*subject, "page", after.id)
        for name in ("title", "introduction"):
            yield from _text(
                getattr(before, name), getattr(after, name), route, Kind.FORM_TEXT_REWORDED
            )
    places_before = {q.id: page.id for page in old.pages for q in page.questions}
    places_after = {q.id: page.id for page in new.pages for q in page.questions}
    moved = [
        name
        for name in places_after
        if name in places_before and places_before[name] != places_after[name]
    ]
    for name in moved:
        yield Change(
            Kind.FORM_ORDER_CHANGED,
            (*subject, "question", name),
            tell("the question moved to another page"),
        )
    if pages.reordered:
        yield Change(Kind.FORM_ORDER_CHANGED, subject, tell("the pages come in another order"))


def _questions(old: Form, new: Form, subject: Route) -> Iterator[Change]:
    questions = match([q for _, q in old.walk()], [q for _, q in new.walk()])
    yield from came_and_went(
        questions,
        subject,
        "question",
        (Kind.QUESTION_REMOVED, mark("the question was removed")),
        (Kind.QUESTION_ADDED, mark("the question is new")),
    )
    for before, after in questions.kept:
        yield from _question(before, after, (*subject, "question", after.id))
    if questions.reordered:
        yield Change(Kind.FORM_ORDER_CHANGED, subject, tell("the questions come in another order"))


def _question(old: Question, new: Question, subject: Route) -> Iterator[Change]:
    if old.type != new.type:
        message = tell("the question changed from {old} to {new}", old=old.type, new=new.type)
        yield Change(Kind.QUESTION_CHANGED, subject, message, old.type, new.type)
        return
    for name in _QUESTION_TEXTS:
        yield from _text(
            getattr(old, name, None), getattr(new, name, None), subject, Kind.FORM_TEXT_REWORDED
        )
    if old.when != new.when:
        yield Change(Kind.CONDITION_CHANGED, subject, tell("it is shown under another condition"))
    for name in _ANSWER_SCORES:
        yield from _field(old, new, name, subject, Kind.CHOICE_SCORE_CHANGED)
    yield from _fields(old, new, subject, Kind.QUESTION_CHANGED, _COMPARED_APART)
    yield from _picture(getattr(old, "picture", None), getattr(new, "picture", None), subject)
    yield from _choices(getattr(old, "choices", ()), getattr(new, "choices", ()), subject)
    yield from _list(
        "rows", getattr(old, "rows", ()), getattr(new, "rows", ()), subject, Kind.QUESTION_CHANGED
    )


def _picture(old: Picture | None, new: Picture | None, subject: Route) -> Iterator[Change]:
    """Compare what is shown at a question; another picture has an alt text of its own."""
    gone, came = (one.file if one else "" for one in (old, new))
    if old and new and gone == came:
        yield from _text(old.alt, new.alt, subject, Kind.FORM_TEXT_REWORDED)
        return
    if came:
        message = tell("“{name}” is now shown here", name=came.removeprefix("media:"))
        yield Change(Kind.MEDIUM_MOVED, subject, message, "", came)
    if gone:
        message = tell("“{name}” is no longer shown here", name=gone.removeprefix("media:"))
        yield Change(Kind.MEDIUM_MOVED, subject, message, gone, "")


def _choices(old: Sequence[Any], new: Sequence[Any], subject: Route) -> Iterator[Change]:
    choices = match(old, new, "value")
    for choice in choices.removed:
        message = tell("the choice “{text}” was removed", text=choice.text)
        route = (*subject, "choice", choice.value)
        yield Change(Kind.CHOICE_REMOVED, route, message, choice.value)
    for choice in choices.added:
        message = tell("the choice “{text}” is new", text=choice.text)
        route = (*subject, "choice", choice.value)
        yield Change(Kind.CHOICE_ADDED, route, message, "", choice.value)
    for before, after in choices.kept:
        yield from _choice(before, after, (*subject, "choice", after.value))
    if choices.reordered:
        yield Change(Kind.FORM_ORDER_CHANGED, subject, tell("the choices come in another order"))


def _choice(old: Choice, new: Choice, subject: Route) -> Iterator[Change]:
    if old.score != new.score:
        before, after = _shown(old.score), _shown(new.score)
        message = tell(
            "the choice “{text}” gives {new} points instead of {old}",
            text=new.text,
            old=before,
            new=after,
        )
        yield Change(Kind.CHOICE_SCORE_CHANGED, subject, message, before, after)
    yield from _text(old.text, new.text, subject, Kind.FORM_TEXT_REWORDED)


def _scores(old: Form, new: Form, subject: Route) -> Iterator[Change]:
    scores = match(old.scores, new.scores)
    yield from came_and_went(
        scores,
        subject,
        "score",
        (Kind.SCORE_REMOVED, mark("the score was removed")),
        (Kind.SCORE_ADDED, mark("the score is new")),
    )
    for before, after in scores.kept:
        yield from _score(before, after, (*subject, "score", after.id))
    if scores.reordered:
        yield Change(Kind.FORM_ORDER_CHANGED, subject, tell("the scores come in another order"))


def _score(old: Score, new: Score, subject: Route) -> Iterator[Change]:
    for name in ("title", "explanation"):
        yield from _text(getattr(old, name), getattr(new, name), subject, Kind.FORM_TEXT_REWORDED)
    yield from _fields(
        old, new, subject, Kind.SCORE_CHANGED, {"id", "title", "explanation", "bands"}
    )
    bands = match(old.bands, new.bands)
    for band in (*bands.removed, *bands.added):
        message = tell("the level “{text}” came or went", text=band.text)
        yield Change(Kind.SCORE_CHANGED, (*subject, "band", band.id), message)
    for before, after in bands.kept:
        yield from _band(before, after, (*subject, "band", after.id))
    if bands.reordered:
        yield Change(Kind.FORM_ORDER_CHANGED, subject, tell("the levels come in another order"))


def _band(old: Band, new: Band, subject: Route) -> Iterator[Change]:
    if (old.from_, old.to) != (new.from_, new.to):
        before, after = (f"{_shown(band.from_)}–{_shown(band.to)}" for band in (old, new))
        message = tell(
            "the level “{text}” is {new} instead of {old}", text=new.text, old=before, new=after
        )
        yield Change(Kind.SCORE_CHANGED, subject, message, before, after)
    yield from _text(old.text, new.text, subject, Kind.FORM_TEXT_REWORDED)


def _flags(old: Form, new: Form, subject: Route) -> Iterator[Change]:
    flags = match(old.flags, new.flags)
    yield from came_and_went(
        flags,
        subject,
        "flag",
        (Kind.FLAG_REMOVED, mark("the flag was removed")),
        (Kind.FLAG_ADDED, mark("the flag is new")),
    )
    for before, after in flags.kept:
        yield from _flag(before, after, (*subject, "flag", after.id))
    if flags.reordered:
        yield Change(Kind.FORM_ORDER_CHANGED, subject, tell("the flags come in another order"))


def _flag(old: FlagRule, new: FlagRule, subject: Route) -> Iterator[Change]:
    texts = ("text", "who_acts", "how")
    for name in texts:
        yield from _text(getattr(old, name), getattr(new, name), subject, Kind.FORM_TEXT_REWORDED)
    yield from _fields(old, new, subject, Kind.FLAG_CHANGED, {"id", *texts})


def _list(
    name: str, old: Sequence[Any], new: Sequence[Any], subject: Route, kind: Kind
) -> Iterator[Change]:
    """Compare occasions or rows: things with an id and one text."""
    items = match(old, new)
    part = name.removesuffix("s")
    for item in (*items.removed, *items.added):
        message = tell("“{id}” came or went among {name}", id=item.id, name=name)
        yield Change(kind, (*subject, part, item.id), message)
    for before, after in items.kept:
        old_text, new_text = (
            getattr(one, "text", None) or getattr(one, "title", "") for one in (before, after)
        )
        route = (*subject, part, after.id)
        yield from _text(old_text, new_text, route, Kind.FORM_TEXT_REWORDED)
    if items.reordered:
        yield Change(
            Kind.FORM_ORDER_CHANGED, subject, tell("{name} come in another order", name=name)
        )


def _text(old: str | None, new: str | None, subject: Route, kind: Kind) -> Iterator[Change]:
    yield from compare_text(old or "", new or "", subject, kind)


def _fields(
    old: Part, new: Part, subject: Route, kind: Kind, but: frozenset[str] | set[str]
) -> Iterator[Change]:
    """Compare the fields of two parts of one type, but for those compared elsewhere."""
    for name in type(new).model_fields:
        if name not in but:
            yield from _field(old, new, name, subject, kind)


def _field(old: Part, new: Part, name: str, subject: Route, kind: Kind) -> Iterator[Change]:
    before, after = getattr(old, name, None), getattr(new, name, None)
    if before != after:
        yield Change(kind, subject, _changed(name, before, after), _shown(before), _shown(after))


def _changed(name: str, old: object, new: object) -> Message:
    if isinstance(old, Part) or isinstance(new, Part):
        return tell("“{key}” changed", key=kebab(name))
    return tell(
        "“{key}” is {new} instead of {old}", key=kebab(name), old=_shown(old), new=_shown(new)
    )


def _shown(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if isinstance(value, Part) else str(value)
