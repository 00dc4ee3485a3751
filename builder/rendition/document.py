"""A package as the document that sites show: JSON with HTML in it."""

from collections.abc import Iterator
from typing import Final

from builder.manifest import Json, canonical
from builder.model import Form, Question
from builder.package import Package, PackedBlob, PackedModule, PackedPage, PackedSection
from builder.rendition.atlas import (
    CAPTIONS_SUFFIX,
    Atlas,
    file_address,
    form_anchor,
    media_address,
    module_anchor,
    step_prefix,
)
from builder.rendition.clean import clean
from builder.rendition.form import numbers_of, show_form
from builder.rendition.prose import Place, Prose, plain
from builder.rendition.words import Voice

FORMAT: Final = 1
KIND: Final = "html"
_PAGE_LEVEL, _SECTION_LEVEL, _STEP_LEVEL = 3, 3, 4
"""The outline of a moment's page: h1 the moment, h2 a module or page, h3 a section, h4 a step."""


def render(package: Package) -> bytes:
    """Return the HTML rendition of a package, as canonical JSON; the same package, the same bytes.

    All HTML in it is clean, and its media addresses count from the site's root (`at_depth`).
    Where a form stands there is a paragraph of the class `form-here` with a link to it; the form
    itself is in `forms`, with headings that fit the first such place.
    """
    return canonical(_Document(package).json())


class _Document:
    """Renders the parts of one package."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.voice = Voice(package.language)
        self.atlas = Atlas.of(package)
        self.prose = Prose(self.atlas, self.voice)
        self._form_levels: dict[str, int] = {}

    def json(self) -> Json:
        package = self.package
        opening = self._page(package.opening, "opening") if package.opening else None
        data = {
            "format": FORMAT,
            "kind": KIND,
            "moment": package.moment,
            "language": package.language,
            "title": package.title,
            "welcome": self._page(package.welcome, "welcome"),
            "modules": [self._module(module) for module in package.modules],
            "functions": package.functions.model_dump(by_alias=True),
            "results": list(self._results()),
            "reminders": list(self._reminders()),
            "media": list(self._media()),
        }
        if package.intended_use:
            data["intended-use"] = package.intended_use
        if opening:
            data["opening"] = opening
        if package.staff:
            data["staff"] = self._page(package.staff, "staff")
        if cover := self._cover():
            data["cover"] = cover
        return data | {"forms": [self._form(form) for form in package.forms]}

    def _page(self, page: PackedPage, name: str) -> Json:
        return {"title": plain(page.title), "html": self._html(page, Place(name, _PAGE_LEVEL))}

    def _html(self, page: PackedPage, place: Place) -> str:
        for meaning in page.links.values():
            kind, _, name = meaning.partition(":")
            if kind == "form":
                self._form_levels.setdefault(name, place.level)
        return clean(self.prose.html(page, place))

    def _module(self, module: PackedModule) -> Json:
        data: dict[str, Json] = {
            "id": module.id,
            "anchor": module_anchor(module.id),
            "title": plain(module.title),
            "starts": module.starts,
            "introduction": "",
        }
        if module.days is not None:
            data["days"] = module.days
        if module.introduction:
            data["introduction"] = self._html(
                module.introduction, Place(step_prefix(module.id), _PAGE_LEVEL)
            )
        data["sections"] = [self._section(section, module.id) for section in module.sections]
        return data

    def _section(self, section: PackedSection, module: str) -> Json:
        """Render a section; one that is itself one step has its text right below its heading."""
        prefix = step_prefix(module)
        steps = [
            {
                "id": step.id,
                "anchor": f"{prefix}_{step.id}",
                "title": plain(step.title),
                "html": self._html(step, Place(prefix, _STEP_LEVEL + (step.id != section.id))),
            }
            for step in section.steps
        ]
        anchor = f"{prefix}_{section.id}"
        return {"id": section.id, "anchor": anchor, "title": plain(section.title), "steps": steps}

    def _form(self, form: Form) -> Json:
        level = self._form_levels.get(form.id, _SECTION_LEVEL)
        return {
            "id": form.id,
            "anchor": form_anchor(form.id),
            "title": form.title,
            "type": form.type,
            "questions": len(numbers_of(form)),
            "flags": len(form.flags),
            "names": dict(_names(form)),
            "html": clean(show_form(form, level, self.voice, self.atlas)),
        }

    def _results(self) -> Iterator[Json]:
        for view in self.package.results:
            form = self._find(view.form)
            questions = {question.id: question.text for _, question in form.walk()} if form else {}
            scores = {score.id: score.title for score in form.scores} if form else {}
            yield {
                "id": view.id,
                "title": view.title,
                "form": form.title if form else view.form,
                "of": questions.get(view.question or "") or scores.get(view.score or "") or "",
                "show": view.show,
                "visible-to": sorted(view.visible_to),
            }

    def _reminders(self) -> Iterator[Json]:
        for reminder in self.package.reminders:
            form = self._find(reminder.form)
            yield {
                "id": reminder.id,
                "form": form.title if form else reminder.form,
                "after-days": reminder.after_days,
                "to": reminder.to,
                "text": reminder.text,
            }

    def _find(self, name: str) -> Form | None:
        return next((form for form in self.package.forms if form.id == name), None)

    def _media(self) -> Iterator[Json]:
        """Yield the files that the HTML shows: where each goes, and which bytes it is."""
        for medium in self.package.media:
            yield _file(medium.file, file_address(medium))
            if medium.captions:
                yield _file(medium.captions, media_address(medium.captions, CAPTIONS_SUFFIX))

    def _cover(self) -> str | None:
        """Return the first picture that says something, for the card in the catalogue."""
        pictures = {m.id: m for m in self.package.media if m.kind == "picture" and not m.decorative}
        for page in self._pages():
            for meaning in sorted(page.links.values(), key=lambda value: _first_use(page, value)):
                medium = pictures.get(meaning.removeprefix("media:"))
                if medium:
                    return file_address(medium)
        return None

    def _pages(self) -> Iterator[PackedPage]:
        yield self.package.welcome
        for module in self.package.modules:
            if module.introduction:
                yield module.introduction
            for section in module.sections:
                yield from section.steps


def _first_use(page: PackedPage, meaning: str) -> int:
    written = next(address for address, other in page.links.items() if other == meaning)
    return page.markdown.find(written)


def _names(form: Form) -> Iterator[tuple[str, str]]:
    """Yield what the parts of a form are called, by their routes inside it."""
    for occasion in form.occasions:
        yield f"occasion/{occasion.id}", occasion.title
    for page in form.pages:
        yield f"page/{page.id}", page.title
    for _, question in form.walk():
        yield from _question_names(question)
    for score in form.scores:
        yield f"score/{score.id}", score.title
        for band in score.bands:
            yield f"score/{score.id}/band/{band.id}", band.text
    for flag in form.flags:
        yield f"flag/{flag.id}", flag.text


def _question_names(question: Question) -> Iterator[tuple[str, str]]:
    route = f"question/{question.id}"
    yield route, question.text
    for choice in getattr(question, "choices", ()):
        yield f"{route}/choice/{choice.value}", choice.text
    for row in getattr(question, "rows", ()):
        yield f"{route}/row/{row.id}", row.text


def _file(blob: PackedBlob, address: str) -> Json:
    return {"path": address, "sha256": blob.sha256, "length": blob.length}
