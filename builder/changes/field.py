"""What changed in the fields of a form, whatever they are of: texts, values, lists and orders."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from builder.changes.kinds import Change, Kind
from builder.changes.match import Match
from builder.changes.prose import compare_text
from builder.changes.values import digest_of, in_text, names_of
from builder.message import Message, mark, tell
from builder.model import Band, Part, Rights, kebab
from builder.package import Route

_OWN_TEXTS: Final = frozenset({"text", "title"})
_UNORDERED: Final = frozenset({"of", "visible_to"})
"""Lists in which the order says nothing."""
_ORDERS: Final = {
    "bands": mark("the levels come in another order"),
    "choices": mark("the choices come in another order"),
    "flags": mark("the flags come in another order"),
    "occasions": mark("the tabs come in another order"),
    "pages": mark("the pages come in another order"),
    "questions": mark("the questions come in another order"),
    "rows": mark("the rows come in another order"),
    "scores": mark("the scores come in another order"),
}
_GONE: Final = {
    "band": (Kind.SCORE_CHANGED, mark("the level “{text}” was removed")),
    "choice": (Kind.CHOICE_REMOVED, mark("the choice “{text}” was removed")),
    "flag": (Kind.FLAG_REMOVED, mark("the flag was removed")),
    "occasion": (Kind.FORM_CHANGED, mark("the tab “{text}” was removed")),
    "page": (Kind.FORM_CHANGED, mark("the page “{text}” was removed")),
    "question": (Kind.QUESTION_REMOVED, mark("the question was removed")),
    "row": (Kind.QUESTION_CHANGED, mark("the row “{text}” was removed")),
    "score": (Kind.SCORE_REMOVED, mark("the score was removed")),
}
"""What is told of a part that is gone, by what it is called in routes."""
_NEW: Final = {
    "band": (Kind.SCORE_CHANGED, mark("the level “{text}” is new")),
    "choice": (Kind.CHOICE_ADDED, mark("the choice “{text}” is new")),
    "flag": (Kind.FLAG_ADDED, mark("the flag is new")),
    "occasion": (Kind.FORM_CHANGED, mark("the tab “{text}” is new")),
    "page": (Kind.FORM_CHANGED, mark("the page “{text}” is new")),
    "question": (Kind.QUESTION_ADDED, mark("the question is new")),
    "row": (Kind.QUESTION_CHANGED, mark("the row “{text}” is new")),
    "score": (Kind.SCORE_ADDED, mark("the score is new")),
}


def came_and_went(parts: Match[Any], subject: Route, name: str) -> Iterator[Change]:
    """Yield a change for each part that is gone or new, with a digest of all that it says."""
    for part in parts.removed:
        kind, template = _GONE[name]
        text = _called(part)
        message = tell(template, text=text)
        yield Change(kind, _route(subject, name, part), message, text, key=_digest(part))
    for part in parts.added:
        kind, template = _NEW[name]
        text = _called(part)
        message = tell(template, text=text)
        yield Change(kind, _route(subject, name, part), message, "", text, key=_digest(part))


def _route(subject: Route, name: str, part: Any) -> Route:
    return (*subject, name, part.value if name == "choice" else part.id)


def _digest(part: Part) -> str:
    """Return a digest of a part; of a page, without its questions, which are compared as such."""
    return digest_of(
        part.model_copy(update={"questions": ()}) if hasattr(part, "questions") else part
    )


def _called(part: Any) -> str:
    """Return what people call a part: its title or its text; of a level also where it lies."""
    if isinstance(part, Band):
        return f"{part.text} ({limits(part)})"
    return str(getattr(part, "title", "") or part.text)


def limits(band: Band) -> str:
    """Return where a level begins and ends."""
    return f"{in_text(band.from_)}–{in_text(band.to)}"


def compare_order(
    name: str, old: Sequence[object], new: Sequence[object], subject: Route, key: str = "id"
) -> Iterator[Change]:
    """Yield a change where what both have comes in another order."""
    before, after = names_of(old, key), names_of(new, key)
    kept = [[one for one in before if one in after], [one for one in after if one in before]]
    if kept[0] != kept[1]:
        said, says = (", ".join(names) for names in kept)
        yield Change(Kind.FORM_ORDER_CHANGED, subject, tell(_ORDERS[name]), said, says, key=name)


def compare_words(
    old: Part, new: Part, name: str, subject: Route, kind: Kind = Kind.FORM_TEXT_REWORDED
) -> Iterator[Change]:
    """Compare a text that both may have; the message says which, unless it is the part's own."""
    before, after = (getattr(one, name, None) or "" for one in (old, new))
    for change in compare_text(before, after, subject, kind):
        if name in _OWN_TEXTS:
            yield change
        else:
            message = tell("“{key}”: {what}", key=kebab(name), what=change.message)
            yield replace(change, message=message, key=f"{kebab(name)} {change.key}".strip())


def compare_fields(
    old: Part, new: Part, subject: Route, kind: Kind, but: frozenset[str]
) -> Iterator[Change]:
    """Compare the fields of two parts of one type, but for those compared elsewhere."""
    for name in type(new).model_fields:
        if name not in but:
            yield from compare_field(old, new, name, subject, kind)


def compare_field(old: Part, new: Part, name: str, subject: Route, kind: Kind) -> Iterator[Change]:
    """Compare a field that both may have."""
    before, after = getattr(old, name, None), getattr(new, name, None)
    if before == after:
        return
    said, says, key = in_text(before), in_text(after), kebab(name)
    if name in _UNORDERED and sorted(before or ()) == sorted(after or ()):
        message = tell("“{key}” is in another order, which says nothing", key=key)
        yield Change(Kind.FORMATTING, subject, message, said, says, key=key)
    else:
        is_rights = isinstance(before or after, Rights)
        message = (
            tell("the rights are worded otherwise") if is_rights else _changed(key, said, says)
        )
        yield Change(kind, subject, message, said, says, key=key)


def _changed(key: str, old: str, new: str) -> Message:
    if not old:
        return tell("“{key}” is {new}; before, nothing was stated", key=key, new=new)
    if not new:
        return tell("“{key}” is not stated any more; before, it was {old}", key=key, old=old)
    return tell("“{key}” is {new} instead of {old}", key=key, old=old, new=new)
