"""Pack a moment: what its authors wrote, with where each part stands and the media it needs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from builder.content import ModuleText, MomentContent, Step
from builder.content.moment import MEDIA_LIST, SETTINGS
from builder.content.pictures import resolved
from builder.errors import RefusedError
from builder.manifest import FORMAT, Blob
from builder.media import MediaKind, type_of_name
from builder.message import tell
from builder.model import Form, FormPage, Medium, ModuleEntry, Question
from builder.package import (
    Definition,
    Package,
    PackedBlob,
    PackedMedium,
    PackedModule,
    PackedPage,
    PackedSection,
    PackedStep,
    Route,
)
from builder.problem import Pointer, Span
from builder.source import Heading, Link, Page
from builder.source.page import LinkKind
from builder.tree import normal

_KIND_AND_ID: Final = 2
"""Every part of a route is named by these two."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A package, its bytes, where each part stands in the sources, and the media to carry along.

    `blobs` maps a digest to the path of the file; `places` maps routes to where parts stand, and
    `texts` maps the routes of pages to where their Markdown begins.
    """

    package: Package
    data: bytes = field(repr=False)
    places: Mapping[Route, Span] = field(repr=False)
    texts: Mapping[Route, Span] = field(repr=False)
    blobs: Mapping[str, str] = field(repr=False)

    @property
    def blob(self) -> Blob:
        """The package's digest and length."""
        return Blob.of(self.data)

    def place(self, route: Route, line: int | None = None) -> Span | None:
        """Return where `route` stands, or the nearest part around it; None if nothing is known.

        With `line` that line of the page's Markdown is meant, counted from 0.
        """
        if line is not None and route in self.texts:
            begins = self.texts[route]
            return Span(begins.path, begins.line + line, 1, begins.line + line, 1)
        while route and route not in self.places:
            route = route[:-_KIND_AND_ID] if len(route) > _KIND_AND_ID else route[:-1]
        return self.places.get(route)


def can_be_packed(content: MomentContent) -> bool:
    """Tell whether there is enough of a moment to pack: its settings and its welcome text."""
    return content.moment is not None and content.welcome is not None


def pack(content: MomentContent) -> Packed:
    """Pack a moment; raise RefusedError where there are no settings or no welcome text.

    What a link or a list names and is not there is left out: a draft with errors can be looked
    at, and publishing refuses errors before it packs.
    """
    moment = content.moment
    if moment is None or content.welcome is None:
        raise RefusedError(
            tell("{folder} cannot be put together yet: see moment check", folder=content.folder)
        )
    packer = _Packer(content)
    modules = tuple(
        packer.module(content.modules[path], entry)
        for entry in moment.modules
        if (path := normal(content.path(entry.file))) in content.modules
    )
    package = Package(
        format=FORMAT,
        moment=content.key.name,
        title=moment.title,
        kind=moment.kind,
        language=moment.language,
        summary=moment.summary,
        audience=moment.audience,
        **{"intended-use": moment.intended_use},
        open=moment.open,
        functions=moment.functions,
        welcome=packer.page(content.welcome, ("welcome",)),
        opening=packer.page(content.open, ("open",)) if content.open and moment.open else None,
        staff=packer.page(content.staff, ("staff",)) if content.staff else None,
        modules=modules,
        results=moment.results,
        reminders=moment.reminders,
        forms=tuple(sorted(packer.forms.values(), key=lambda form: form.id)),
        media=packer.media(),
    )
    packer.place_settings()
    return Packed(package, package.to_bytes(), packer.places, packer.texts, packer.blobs)


class _Packer:
    """Gathers forms, media and places while the pages of one moment are packed."""

    def __init__(self, content: MomentContent) -> None:
        self.content = content
        self.forms: dict[str, Form] = {}
        self.places: dict[Route, Span] = {}
        self.texts: dict[Route, Span] = {}
        self.blobs: dict[str, str] = {}
        self._media: dict[str, Medium] = {}

    def page(self, page: Page, route: Route) -> PackedPage:
        """Pack a page that is one text."""
        heading = page.headings[0] if page.headings else None
        self.places[route] = heading.span if heading else Span(page.path)
        first = heading.last_line + 1 if heading else 1
        return PackedPage(
            title=heading.text if heading else "", **self._body(page, first, len(page.lines), route)
        )

    def module(self, module: ModuleText, entry: ModuleEntry) -> PackedModule:
        """Pack a module with its sections and steps."""
        name = _id(module.heading)
        self.places["module", name] = module.heading.span
        introduction = None
        if module.page.text(module.first_line, module.last_line):
            introduction = PackedPage(
                title=module.heading.text,
                **self._body(module.page, module.first_line, module.last_line, ("module", name)),
            )
        return PackedModule(
            id=name,
            title=module.heading.text,
            starts=entry.starts,
            days=entry.days,
            introduction=introduction,
            sections=tuple(self._sections(module, name)),
        )

    def _sections(self, module: ModuleText, name: str) -> Iterator[PackedSection]:
        for section in module.sections:
            section_id = _id(section.heading)
            self.places["module", name, "section", section_id] = section.heading.span
            steps = tuple(self._step(module.page, step, name) for step in section.steps)
            yield PackedSection(id=section_id, title=section.heading.text, steps=steps)

    def _step(self, page: Page, step: Step, module: str) -> PackedStep:
        name = _id(step.heading)
        route = ("module", module, "step", name)
        self.places[route] = step.heading.span
        body = self._body(page, step.first_line, step.last_line, route)
        return PackedStep(id=name, title=step.heading.text, **body)

    def _body(self, page: Page, first: int, last: int, route: Route) -> dict[str, Any]:
        """Return the Markdown of some lines with what its addresses mean."""
        text = page.text(first, last)
        begins = next((n for n in range(first, last + 1) if page.lines[n - 1].strip()), first)
        self.texts[route] = Span(page.path, begins, 1, begins, 1)
        links = [link for link in page.links if first <= link.span.line <= last]
        meanings = {
            link.target: meaning for link in links if (meaning := self._meaning(page, link))
        }
        folded = re.sub(r"\s+", " ", text).upper()
        definitions = {
            label: Definition(target=target, title=title)
            for label, (target, title) in page.definitions.items()
            if f"[{label}]" in folded
        }
        return {
            "markdown": text,
            "links": dict(sorted(meanings.items())),
            "definitions": definitions,
        }

    def _meaning(self, page: Page, link: Link) -> str | None:
        """Return what a local address points at, and take it along."""
        file, mark, heading = link.target.partition("#")
        path = self.content.resolve(page.path, file) if file else normal(page.path)
        form = self.content.find_form(path)
        if link.kind is LinkKind.LINK and form:
            self._take_form(form, path)
            return f"form:{form.id}"
        medium = self.content.medium_of(path)
        if link.kind is LinkKind.IMAGE and medium:
            self._media[medium.id] = medium
            return f"media:{medium.id}"
        module = self.content.modules.get(path)
        return f"module:{_id(module.heading)}{mark}{heading}" if module else None

    def _take_form(self, form: Form, path: str) -> None:
        """Take a form along without its examples, which prove it and are no part of it."""
        spelt = self.content.spelt(path)
        pages = tuple(self._form_page(page, path) for page in form.pages) if spelt else form.pages
        self.forms[form.id] = form.model_copy(update={"pages": pages, "examples": ()})
        sources = self.content if spelt else self.content.library
        where = spelt or self.content.library.spelt(path) or path
        for route, at in _routes(form):
            self.places["form", form.id, *route] = sources.place(where, at)

    def _form_page(self, page: FormPage, path: str) -> FormPage:
        questions = tuple(self._question(question, path) for question in page.questions)
        return page.model_copy(update={"questions": questions})

    def _question(self, question: Question, path: str) -> Question:
        """Return a question whose picture, if any, goes by the id of its medium."""
        if question.type == "info" or not question.picture:
            return question
        medium = self.content.medium_of(resolved(path, question.picture.file))
        claimed = type_of_name(medium.file) if medium else None
        if medium is None or claimed is None or claimed.kind is not MediaKind.PICTURE:
            return question
        self._media[medium.id] = medium
        picture = question.picture.model_copy(update={"file": f"media:{medium.id}"})
        return question.model_copy(update={"picture": picture})

    def media(self) -> tuple[PackedMedium, ...]:
        """Pack the media that some page shows, with those that their transcripts show in turn."""
        packed: dict[str, PackedMedium | None] = {}
        while waiting := self._media.keys() - packed.keys():
            for name in sorted(waiting):
                packed[name] = self._medium(self._media[name])
        return tuple(medium for _, medium in sorted(packed.items()) if medium)

    def _medium(self, medium: Medium) -> PackedMedium | None:
        media = self.content.media_list.media if self.content.media_list else ()
        at = ("media", media.index(medium))
        self.places["medium", medium.id] = self.content.place(self.content.path(MEDIA_LIST), at)
        claimed, file = type_of_name(medium.file), self._blob(medium.file)
        if claimed is None or file is None:
            return None
        page = self.content.transcripts.get(normal(self.content.path(f"media/{medium.transcript}")))
        return PackedMedium(
            id=medium.id,
            kind=str(claimed.kind),
            type=claimed.mime,
            file=file,
            rights=medium.rights,
            decorative=medium.decorative and claimed.kind is MediaKind.PICTURE,
            language=medium.language,
            captions=self._blob(medium.captions),
            transcript=self.page(page, ("medium", medium.id, "transcript", "text"))
            if page
            else None,
            **{"audio-description": medium.audio_description},
        )

    def _blob(self, name: str | None) -> PackedBlob | None:
        file = (
            self.content.media_files.get(normal(self.content.path(f"media/{name}")))
            if name
            else None
        )
        if file is None or file.facts is None:
            return None
        self.blobs[file.facts.sha256] = file.path
        return PackedBlob(sha256=file.facts.sha256, length=file.facts.length)

    def place_settings(self) -> None:
        """Note where the settings stand."""
        document = self.content.documents[self.content.spelt(self.content.path(SETTINGS)) or ""]
        for key in document.data:
            self.places["settings", key] = document.locate((key,), on_key=True)
        self.places["settings",] = document.locate(())


def _routes(form: Form) -> Iterator[tuple[Route, Pointer]]:
    """Yield the ways to the parts of a form, and where they stand in its file."""
    yield (), ("id",)
    for n, occasion in enumerate(form.occasions):
        yield ("occasion", occasion.id), ("occasions", n)
    for n, page in enumerate(form.pages):
        yield ("page", page.id), ("pages", n)
    for at, question in form.walk():
        yield from _question_routes(question, at)
    for n, score in enumerate(form.scores):
        yield ("score", score.id), ("scores", n)
        for m, band in enumerate(score.bands):
            yield ("score", score.id, "band", band.id), ("scores", n, "bands", m)
    for n, flag in enumerate(form.flags):
        yield ("flag", flag.id), ("flags", n)


def _question_routes(question: Question, at: Pointer) -> Iterator[tuple[Route, Pointer]]:
    route = ("question", question.id)
    yield route, at
    for n, choice in enumerate(getattr(question, "choices", ())):
        yield (*route, "choice", choice.value), (*at, "choices", n)
    for n, row in enumerate(getattr(question, "rows", ())):
        yield (*route, "row", row.id), (*at, "rows", n)


def _id(heading: Heading) -> str:
    """Return a heading's id; a draft that lacks one gets a stand-in."""
    return heading.id or f"line-{heading.first_line}"
