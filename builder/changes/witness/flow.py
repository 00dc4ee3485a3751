"""Witnesses to changes of the way through a moment: who meets what, and what comes next."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Final, Protocol

from builder.changes.kinds import Change, Kind
from builder.changes.witness.example import Witness
from builder.message import Message, mark, tell, tell_number
from builder.package import Package, PackedModule


class _Place(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


_READS: Final = {
    "module": mark("whoever is in the module “{title}”"),
    "section": mark("whoever is in the section “{title}”"),
    "step": mark("whoever has read as far as the step “{title}”"),
    "form": mark("whoever has filled in “{title}”"),
}
_GONE: Final = {
    "module": mark("the module does not exist"),
    "section": mark("the section does not exist"),
    "step": mark("the step does not exist"),
    "form": mark("the form does not exist"),
}
_THERE: Final = {
    "module": mark("the module is there"),
    "section": mark("the section is there"),
    "step": mark("the step is there"),
    "form": mark("the form is there, with the answers"),
}
_STARTS: Final = {
    "at-once": mark("it opens at once"),
    "by-staff": mark("it opens when the staff open it"),
    "after-previous": mark("it opens when the module before it is done"),
}


def flow_witness(change: Change, old: Package, new: Package) -> Witness | None:
    """Return somebody on their way through a moment who is touched by a change, if there is one."""
    seek = _SEEKERS.get(change.kind)
    return seek(change, old, new) if seek else None


def _gone(change: Change, old: Package, new: Package) -> Witness | None:
    """Tell of who is in a part that is no more."""
    part, here = change.subject[-2], _find(change, old)
    if here is None or _find(change, new) is not None:
        return None
    who = tell(_READS[part], title=here.title)
    return Witness(who, tell(_THERE[part]), tell(_GONE[part]))


def _new(change: Change, old: Package, new: Package) -> Witness | None:
    """Tell of who has come past the place where something new stands."""
    part, here = change.subject[-2], _find(change, new)
    if here is None or _find(change, old) is not None:
        return None
    gone, there = tell(_GONE[part]), tell(_THERE[part])
    above = _above(change, new)
    if part == "form":
        who = tell("whoever comes to the form “{title}”", title=here.title)
        there = tell("it is there to be filled in")
    elif above is None:
        who = tell("whoever comes to “{title}”", title=here.title)
    else:
        who = tell("whoever comes from “{above}”", above=above.title)
        there = tell("“{title}” comes next", title=here.title)
        gone = tell("“{title}” does not exist", title=here.title)
    return Witness(who, gone, there)


def _find(change: Change, package: Package) -> _Place | None:
    """Return the part that a change is of, where a package has it."""
    return next((one for one in _beside(change, package) if one.id == change.subject[-1]), None)


def _above(change: Change, package: Package) -> _Place | None:
    """Return the part that stands before the one that a change is of."""
    pairs = pairwise(_beside(change, package))
    return next((one for one, other in pairs if other.id == change.subject[-1]), None)


def _beside(change: Change, package: Package) -> Sequence[_Place]:
    """Return the parts among which stands the one that a change is of."""
    match change.subject[-2]:
        case "form":
            return package.forms
        case "module":
            return package.modules
        case part:
            return _within(package, change.subject[1], part)


def _within(package: Package, module: str, part: str) -> Sequence[_Place]:
    sections = [one for it in package.modules if it.id == module for one in it.sections]
    return sections if part == "section" else [one for it in sections for one in it.steps]


def _start(change: Change, old: Package, new: Package) -> Witness | None:
    name = change.subject[-1]
    before, after = (next((m for m in one.modules if m.id == name), None) for one in (old, new))
    if before is None or after is None:
        return None
    who = tell("whoever waits for the module “{title}”", title=before.title)
    return Witness(who, _opens(before), _opens(after))


def _opens(module: PackedModule) -> Message:
    if module.days is not None:
        return tell_number(
            "it opens {n} day after the moment started",
            "it opens {n} days after the moment started",
            module.days,
        )
    return tell(_STARTS.get(module.starts, module.starts))


def _order(change: Change, old: Package, new: Package) -> Witness | None:
    """Tell of the first place after which something else comes."""
    if change.subject[0] == "module":
        orders = [_within(one, change.subject[1], "step") for one in (old, new)]
    else:
        orders = [one.modules for one in (old, new)]
    following = [_following(order) for order in orders]
    for here in orders[0]:
        before, after = (one.get(here.id) for one in following)
        is_in_both = all(here.id in {one.id for one in order} for order in orders)
        if is_in_both and (before and before.id) != (after and after.id):
            who = tell("whoever is done with “{title}”", title=here.title)
            return Witness(who, _next(before), _next(after))
    return None


def _following(order: Sequence[_Place]) -> Mapping[str, _Place]:
    return {one.id: other for one, other in pairwise(order)}


def _next(place: _Place | None) -> Message:
    if place is None:
        return tell("nothing comes next")
    return tell("“{title}” comes next", title=place.title)


_SEEKERS: Final[Mapping[Kind, Callable[[Change, Package, Package], Witness | None]]] = {
    Kind.MODULE_REMOVED: _gone,
    Kind.SECTION_REMOVED: _gone,
    Kind.STEP_REMOVED: _gone,
    Kind.FORM_REMOVED: _gone,
    Kind.MODULE_ADDED: _new,
    Kind.SECTION_ADDED: _new,
    Kind.STEP_ADDED: _new,
    Kind.FORM_ADDED: _new,
    Kind.MODULE_START_CHANGED: _start,
    Kind.ORDER_CHANGED: _order,
}
