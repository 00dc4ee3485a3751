"""All texts and forms of a moment that differ, each beside what it was."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from builder.manifest import Json
from builder.message import mark
from builder.model import Form
from builder.package import Package, Route
from builder.report.review.beside import Row, Stretch, folded, rows
from builder.report.review.forms_beside import form_rows
from builder.report.review.pictures import Gallery
from builder.report.review.words import Words

_OWN: Final = re.compile(r' (?:id|aria-labelledby)="[^"]*"| href="#[^"]*"')
"""What names a place, of which there would be two, and what leads to one."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One text or form; `where` is what it is called, the outermost first."""

    kind: str
    where: tuple[str, ...]
    stretches: tuple[Stretch, ...]

    @property
    def is_whole(self) -> bool:
        """Whether all of it is new, or gone."""
        fates = {row.fate for stretch in self.stretches for row in stretch.rows}
        return len(fates) == 1 and fates <= {"added", "removed"}


def words_of_media(words: Words) -> Mapping[str, str]:
    """Return what stands in the place of a medium that is not shown."""
    texts = {
        "audio": mark("Sound:"),
        "no_picture": mark("The picture is not at hand:"),
        "same_picture": mark("The same picture:"),
        "video": mark("Film:"),
    }
    return {name: words.voice.word(text) for name, text in texts.items()}


def besides(words: Words) -> Iterator[Beside]:
    """Yield the texts that differ, in the order of reading, and then the forms."""
    review = words.review
    if words.old_package is None:
        return
    said = words_of_media(words)
    old = Gallery(words.old_document, review.old_bytes, said)
    new = Gallery(words.document, review.new_bytes, said)
    for kind, where, found in (*_texts(words), *_forms(words)):
        shown = [_with_media(row, old, new) for row in found]
        if any(row.fate != "same" for row in shown):
            near, least = (1, 2) if kind == "text" else (0, 1)
            yield Beside(kind, where, tuple(folded(shown, near, least)))


def _with_media(row: Row, old: Gallery, new: Gallery) -> Row:
    if row.fate == "same":
        return Row("same", "", new.unchanged(row.new))
    return Row(row.fate, old.shown(row.old), new.shown(row.new))


def _texts(words: Words) -> Iterator[tuple[str, tuple[str, ...], list[Row]]]:
    """Yield the pages that look otherwise than before, for whatever reason."""
    before, after = _pages(words.old_document), _pages(words.document)
    for route in _merged(list(before), list(after)):
        old, new = before.get(route), after.get(route)
        if old != new and not _is_private(route, words):
            titles = old is None or new is None or old.title != new.title
            htmls = (page.html(titled=titles) if page else "" for page in (old, new))
            yield "text", words.where_route(route), rows(*htmls)


def _merged(old: list[Route], new: list[Route]) -> list[Route]:
    """Return the new routes in their order, then those that are gone."""
    return [*new, *(route for route in old if route not in new)]


def _is_private(route: Route, words: Words) -> bool:
    place = words.draft.packed.place(route)
    return place is not None and place.path in words.private


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as sites show it, without what names or leads to places in it."""

    title: str
    body: str

    def html(self, *, titled: bool) -> str:
        title = f'<p class="title">{escape(self.title)}</p>' if titled and self.title else ""
        return title + self.body


def _pages(document: Json) -> dict[Route, _Page]:
    """Return every page by its route, in the order of reading."""
    found: dict[Route, _Page] = {}
    for name, key in (("welcome", "welcome"), ("open", "opening")):
        found |= {(name,): _page(document[key])} if key in document else {}
    for module in document.get("modules", ()):
        route = ("module", module["id"])
        found[route] = _Page("", _bare(module["introduction"]))
        for section in module["sections"]:
            for step in section["steps"]:
                found[*route, "step", step["id"]] = _page(step)
    return found | ({("staff",): _page(document["staff"])} if "staff" in document else {})


def _page(said: Json) -> _Page:
    return _Page(said["title"], _bare(said["html"]))


def _bare(html: str) -> str:
    return _OWN.sub("", html)


def _forms(words: Words) -> Iterator[tuple[str, tuple[str, ...], list[Row]]]:
    subjects = defaultdict[str, list[Route]](list)
    for told in words.review.changes:
        kind, *rest = told.change.subject
        if kind == "form":
            subjects[rest[0]].append(tuple(rest[1:]))
    before, after = (
        _shown_forms(words.old_package, words.old_document),
        _shown_forms(words.package, words.document),
    )
    for name in [*after, *(name for name in before if name not in after)]:
        pair = before.get(name), after.get(name)
        if pair[0] != pair[1] and not _is_private(("form", name), words):
            yield "form", words.where_route(("form", name)), form_rows(*pair, subjects[name])


def _shown_forms(package: Package | None, document: Json) -> dict[str, tuple[Form, str]]:
    htmls = {form["id"]: _bare(form["html"]) for form in document.get("forms", ())}
    return {form.id: (form, htmls[form.id]) for form in (package.forms if package else ())}
