"""IDN: ids, by which a thing stays itself when it is moved or retitled."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Protocol

from builder.checks.rule import rule
from builder.content import Library, MomentContent, Sources
from builder.content.heading_ids import heading_ids
from builder.message import Message, mark, tell
from builder.model import Form, MatrixQuestion, Question
from builder.problem import Pointer, Problem, Span
from builder.tree import CONTENT, normal

_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TUF_ROLES: Final = frozenset({"root", "targets", "snapshot", "timestamp"})
_SITE_FOLDERS: Final = frozenset({"assets", "handbook", "media"})
"""What stands beside the publishers' folders in the catalogue's site."""
_TWICE: Final = mark("the id “{id}” is used twice; the first stands on line {line}")


@rule("IDN001", "missing-id", MomentContent)
def missing_id(content: MomentContent) -> Iterator[Problem]:
    """A module, section or step heading has no id.

    Why: by its id a step stays the same when it is retitled or moved, so that a resident's
    progress is kept. A training unit's moment, which is never published, may do without.

    Bad, in `modules/start.md`:

        # Start {#start}

        ## Om sömn

        Alla sover dåligt ibland.

    Good, in `modules/start.md`:

        # Start {#start}

        ## Om sömn {#om-somn}

        Alla sover dåligt ibland.
    """
    if content.library.is_training(content.publisher):
        return
    fixes = heading_ids(content)
    for module in content.modules.values():
        for heading in module.walk_headings():
            if heading.id is None:
                message = tell(
                    "the heading “{text}” has no id: end it with {{#an-id}}", text=heading.text
                )
                yield Problem(module.page.path, heading.span, message, fix=fixes.get(heading.span))


@rule("IDN002", "malformed-id", MomentContent)
def malformed_id(content: MomentContent) -> Iterator[Problem]:
    """The id of a heading is not made of a–z, 0–9 and single hyphens.

    Why: ids become addresses, file names and keys in stored answers.

    Bad, in `modules/start.md`:

        # Start {#start}

        ## Om sömn {#Om_Sömn}

        Alla sover dåligt ibland.

    Good, in `modules/start.md`:

        # Start {#start}

        ## Om sömn {#om-somn}

        Alla sover dåligt ibland.
    """
    for module in content.modules.values():
        for heading in module.walk_headings():
            if heading.id is not None and not _ID.fullmatch(heading.id):
                message = tell(
                    "“{value}” is not an id: only a–z, 0–9 and single hyphens between them",
                    value=heading.id,
                )
                yield Problem(module.page.path, heading.span, message)


@rule("IDN003", "duplicate-id", Sources)
def duplicate_id(sources: Sources) -> Iterator[Problem]:
    """Two things of the same sort have the same id.

    Why: one of them would be taken for the other: a link, an answer or a score would be wrong.

    Bad, in `modules/start.md`:

        # Start {#start}

        ## Om sömn {#om-somn}

        Alla sover dåligt ibland.

        ## Om kvällen {#om-somn}

        Dämpa ljuset.

    Good, in `modules/start.md`:

        # Start {#start}

        ## Om sömn {#om-somn}

        Alla sover dåligt ibland.

        ## Om kvällen {#om-kvallen}

        Dämpa ljuset.
    """
    if isinstance(sources, MomentContent):
        yield from _in_headings(sources)
        yield from _among_modules(sources)
        yield from _among_forms(sources)
        yield from _in_settings(sources)
    for path, form in sources.walk_forms():
        yield from _in_form(sources, path, form)
    if isinstance(sources, Library):
        yield from _in_publishers(sources)


def _in_headings(content: MomentContent) -> Iterator[Problem]:
    for module in content.modules.values():
        first: dict[str, int] = {}
        for heading in module.walk_headings():
            if heading.id is None:
                continue
            if heading.id in first:
                message = tell(_TWICE, id=heading.id, line=first[heading.id])
                yield Problem(module.page.path, heading.span, message)
            first.setdefault(heading.id, heading.first_line)


def _among_modules(content: MomentContent) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for path, module in content.modules.items():
        name = module.heading.id
        if name in first:
            yield Problem(
                module.page.path, module.heading.span, _elsewhere(name or "", first[name or ""])
            )
        elif name:
            first[name] = path


def _among_forms(content: MomentContent) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for path, form in content.walk_forms():
        if form.id in first:
            yield Problem(path, ("id",), _elsewhere(form.id, first[form.id]))
        first.setdefault(form.id, path)


def _elsewhere(name: str, path: str) -> Message:
    return tell("the id “{id}” is already used in {path}", id=name, path=path.rpartition("/")[2])


def _in_settings(content: MomentContent) -> Iterator[Problem]:
    if content.media_list:
        path = content.path("media/media.yaml")
        yield from _twice(content, path, _ids("media", content.media_list.media))
    if content.moment:
        path = content.path("moment.yaml")
        yield from _twice(content, path, _ids("results", content.moment.results))
        yield from _twice(content, path, _ids("reminders", content.moment.reminders))
        files = [
            (("modules", n, "file"), normal(one.file))
            for n, one in enumerate(content.moment.modules)
        ]
        yield from _twice(content, path, files)


def _in_form(sources: Sources, path: str, form: Form) -> Iterator[Problem]:
    groups: tuple[tuple[str, Sequence[_Named]], ...] = (
        ("pages", form.pages),
        ("occasions", form.occasions),
        ("scores", form.scores),
        ("flags", form.flags),
    )
    for key, values in groups:
        yield from _twice(sources, path, _ids(key, values))
    yield from _twice(sources, path, [((*at, "id"), question.id) for at, question in form.walk()])
    for at, question in form.walk():
        yield from _in_question(sources, path, at, question)
    for n, score in enumerate(form.scores):
        bands = [(("scores", n, "bands", m, "id"), band.id) for m, band in enumerate(score.bands)]
        yield from _twice(sources, path, bands)


def _in_question(sources: Sources, path: str, at: Pointer, question: Question) -> Iterator[Problem]:
    choices = [
        ((*at, "choices", n, "value"), one.value)
        for n, one in enumerate(getattr(question, "choices", ()))
    ]
    yield from _twice(sources, path, choices)
    if isinstance(question, MatrixQuestion):
        yield from _twice(
            sources, path, [((*at, "rows", n, "id"), one.id) for n, one in enumerate(question.rows)]
        )


def _in_publishers(library: Library) -> Iterator[Problem]:
    for name, publisher in library.publishers.items():
        path = f"{CONTENT}/publishers/{name}.yaml"
        yield from _twice(library, path, _ids("people", publisher.people))
        yield from _twice(library, path, _ids("care-providers", publisher.care_providers))


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def _ids(key: str, values: Sequence[_Named]) -> list[tuple[Pointer, str]]:
    """Return where each id of a list stands."""
    return [((key, n, "id"), one.id) for n, one in enumerate(values)]


def _twice(sources: Sources, path: str, ids: Iterable[tuple[Pointer, str]]) -> Iterator[Problem]:
    first: dict[str, Pointer] = {}
    for at, name in ids:
        if name in first:
            line = sources.place(path, first[name]).line
            yield Problem(path, at, tell(_TWICE, id=name, line=line))
        first.setdefault(name, at)


@rule("IDN004", "duplicate-moment", Library)
def duplicate_moment(library: Library) -> Iterator[Problem]:
    """Two moments of one publisher have the same id.

    Why: in the catalogue they would be one moment.
    """
    first: dict[str, str] = {}
    for key in library.keys:
        if key.id is None:
            continue
        if key.name in first:
            path = f"{key.folder}/moment.yaml"
            message = tell(
                "the id “{id}” is already used in {path}", id=key.id, path=first[key.name]
            )
            yield Problem(path, Span(path, key.line, 1, key.line, 1), message)
        first.setdefault(key.name, key.folder)


@rule("IDN005", "unknown-publisher", Library)
def unknown_publisher(library: Library) -> Iterator[Problem]:
    """A folder of moments belongs to no publisher, or a publisher's file is named otherwise.

    Why: the publisher decides who may publish. The names root, targets, snapshot and timestamp
    are taken by the catalogue's signatures; assets, handbook and media by its site.
    """
    for name, publisher in library.publishers.items():
        path = f"{CONTENT}/publishers/{name}.yaml"
        if publisher.id != name:
            yield Problem(
                path,
                ("id",),
                tell(
                    "the id “{id}” and the file's name “{name}” must be the same",
                    id=publisher.id,
                    name=name,
                ),
            )
        if publisher.id in _TUF_ROLES | _SITE_FOLDERS:
            yield Problem(
                path, ("id",), tell("a publisher may not be called “{id}”", id=publisher.id)
            )
    files = {path.rpartition("/")[2].removesuffix(".yaml") for path in library.tree}
    for folder in library.folders:
        name = folder.split("/")[-2]
        if name not in files:
            path = f"{folder}/moment.yaml"
            yield Problem(
                path,
                Span(path),
                tell("there is no publisher “{name}” in content/publishers", name=name),
            )


RULES = (missing_id, malformed_id, duplicate_id, duplicate_moment, unknown_publisher)
