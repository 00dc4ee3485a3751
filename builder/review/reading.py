"""How hard the texts of a moment are to read, before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.package import Package, PackedPage, Route
from builder.source import parse_markdown
from builder.source.prose import ProseKind
from builder.wording import Limits, Readability, measure, read_pack

_READABLE: Final = "lasbarhet"
_UNREAD: Final = frozenset({ProseKind.CODE, ProseKind.ALT})


@dataclass(frozen=True, slots=True)
class Reading:
    """How hard a text is to read, before and after; None where there is, or was, none."""

    route: Route
    title: str
    old: Readability | None
    new: Readability | None


def _pages(package: Package) -> dict[Route, PackedPage]:
    """Return every text that somebody reads as a page, by its route, in the order of reading."""
    pages: dict[Route, PackedPage] = {}
    for name, page in (("welcome", package.welcome), ("open", package.opening)):
        pages |= {(name,): page} if page else {}
    for module in package.modules:
        route = ("module", module.id)
        pages |= {route: module.introduction} if module.introduction else {}
        for section in module.sections:
            pages |= {(*route, "step", step.id): step for step in section.steps}
    pages |= {("staff",): package.staff} if package.staff else {}
    for medium in package.media:
        if medium.transcript:
            pages["medium", medium.id, "transcript", "text"] = medium.transcript
    return pages


def _changed(
    old: Package, new: Package
) -> Iterator[tuple[Route, PackedPage | None, PackedPage | None]]:
    """Yield the texts that differ: the new ones in their order, then those that are gone."""
    before, after = _pages(old), _pages(new)
    for route in (*after, *(route for route in before if route not in after)):
        pair = before.get(route), after.get(route)
        if pair[0] != pair[1]:
            yield route, *pair


def readings(old: Package, new: Package) -> Iterator[Reading]:
    """Yield the texts whose words have changed, with how hard they were and are to read."""
    for route, before, after in _changed(old, new):
        values = [_readability(page) if page else None for page in (before, after)]
        title = (after or before or new.welcome).title
        if values[0] != values[1]:
            yield Reading(route, title, *values)


def _readability(page: PackedPage) -> Readability:
    prose = parse_markdown("", page.markdown).prose
    return measure([page.title, *(one.text for one in prose if one.kind not in _UNREAD)])


def limits_for(language: str) -> Limits | None:
    """Return the limits that LIX is held against, where they are for this language."""
    pack = read_pack(_READABLE)
    return pack.limits if pack.language == language else None
