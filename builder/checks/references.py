"""REF: what points at something that is not there, or not where it may be."""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from builder.checks.names import mended_name
from builder.checks.rule import Severity, rule
from builder.content import Library, MomentContent
from builder.content.moment import MEDIA_LIST, SETTINGS
from builder.content.placing import Placing
from builder.content.structure import STEP_LEVEL
from builder.media import MediaKind, type_of_name
from builder.message import Message, tell
from builder.model import EVERYONE, Form
from builder.problem import Edit, Edits, Problem, Span
from builder.source import Link, Page
from builder.source.markdown import LinkKind
from builder.tree import normal


def _near(name: str, names: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(name, list(names), 1)), "")


def _no_file(target: str, path: str, content: MomentContent) -> Message:
    """Say that a file is missing, and which one may be meant."""
    siblings = {normal(one) for one in (*content.tree, *content.library.tree)}
    near = _near(
        path, (one for one in siblings if one.rpartition(".")[2] == path.rpartition(".")[2])
    )
    if near:
        return tell(
            "there is no file “{target}”; did you mean “{near}”?",
            target=target,
            near=near.rpartition("/")[2],
        )
    return tell("there is no file “{target}”", target=target)


def _respelt(path: str, target: str, content: MomentContent) -> str | None:
    """Return `target` as the file is spelt that it means, where only the spelling differs."""
    folder, _, name = path.rpartition("/")
    there = (one.rpartition("/") for one in (*content.tree, *content.library.tree))
    same = [
        file
        for parent, _, file in there
        if normal(parent) == folder and mended_name(file) == mended_name(name)
    ]
    if len(same) != 1 or mended_name(same[0]) != same[0]:
        return None
    start, slash, _ = target.rpartition("/")
    return f"{start}{slash}{same[0]}"


def _spelling(span: Span, path: str, target: str, content: MomentContent) -> Edits | None:
    """Return the fix of a file's name that is written in another way than the file's own."""
    respelt = _respelt(path, target, content)
    return Edits((Edit(span, respelt),)) if respelt else None


@rule("REF001", "dangling-module", MomentContent)
def dangling_module(content: MomentContent) -> Iterator[Problem]:
    """`moment.yaml` lists a module whose file is not there.

    Why: the resident would meet a dead end.

    Bad, in `moment.yaml`, with the rest of the file:

        modules:
          - file: modules/strat.md
            starts: at-once
          - file: modules/grund.md
            starts: at-once

    Good, in `moment.yaml`, with the rest of the file:

        modules:
          - file: modules/start.md
            starts: at-once
          - file: modules/grund.md
            starts: at-once
    """
    for n, entry in enumerate(content.moment.modules if content.moment else ()):
        path = normal(content.path(entry.file))
        if not content.spelt(path):
            settings, at = content.path(SETTINGS), ("modules", n, "file")
            fix = _spelling(content.place(settings, at), path, entry.file, content)
            yield Problem(settings, at, _no_file(entry.file, path, content), fix=fix)


@rule("REF002", "unlisted-module", MomentContent, Severity.WARNING)
def unlisted_module(content: MomentContent) -> Iterator[Problem]:
    """A file in `modules/` is not listed in `moment.yaml`.

    Why: the module will not be published, and nobody will see it.

    Bad, in `modules/kvar.md`:

        # Kvar {#kvar}

        Text.

    Good, in `modules/start.md`:

        # Start {#start}

        Text.
    """
    if not content.moment:
        return
    listed = {normal(content.path(entry.file)) for entry in content.moment.modules}
    if any(not content.spelt(path) for path in listed):
        return  # most likely this is the file that a misspelt entry means
    for path, module in content.modules.items():
        if path not in listed:
            message = tell("moment.yaml does not list this module; it will not be published")
            yield Problem(module.page.path, module.heading.span, message)


@rule("REF003", "dangling-link", MomentContent)
def dangling_link(content: MomentContent) -> Iterator[Problem]:
    """A link or picture points at a file that is not there.

    Why: the resident would miss a form or a picture, or meet a dead end.

    Bad, in `modules/start.md`:

        # Start {#start}

        [Sömndagbok](../forms/somndagbk.yaml)

    Good, in `modules/start.md`:

        # Start {#start}

        Läs mer på [1177.se](https://www.1177.se).
    """
    for page, link in content.page_links():
        if not link.is_local or not link.file:
            continue
        path = content.resolve(page.path, link.file)
        if not (content.spelt(path) or content.library.spelt(path)):
            target = _respelt(path, link.file, content)
            fragment = link.target.removeprefix(link.file)
            fix = Edits((Edit(link.span, f"{target}{fragment}"),)) if target else None
            yield Problem(page.path, link.span, _no_file(link.file, path, content), fix=fix)


@rule("REF004", "dangling-heading", MomentContent)
def dangling_heading(content: MomentContent) -> Iterator[Problem]:
    """A link points at a heading that is not there.

    Why: the resident would land somewhere else than the text promises.

    Bad, in `modules/start.md`:

        # Start {#start}

        Läs [mer om natten](#natten).

    Good, in `modules/start.md`:

        # Start {#start}

        Läs [från början](#start).
    """
    for page, link in content.page_links():
        file, mark, name = link.target.partition("#")
        if not (link.is_local and mark):
            continue
        target = content.pages.get(
            content.spelt(content.resolve(page.path, file) if file else page.path) or ""
        )
        if target is None or not target.headings:
            continue  # an emptied page is its own finding; that its headings are gone follows
        if any(one.id is None for one in target.headings if one.level <= STEP_LEVEL):
            continue  # and so is a heading without an id, which may be the one that is meant
        ids = [heading.id for heading in target.headings if heading.id]
        if name not in ids:
            near = _near(name, ids)
            message = tell("there is no heading with the id “{name}”", name=name)
            if near:
                message = tell(
                    "there is no heading with the id “{name}”; did you mean “{near}”?",
                    name=name,
                    near=near,
                )
            yield Problem(page.path, link.span, message)


@rule("REF005", "misplaced-link", MomentContent)
def misplaced_link(content: MomentContent) -> Iterator[Problem]:
    """A link to a form or a medium does not stand where it is shown as one.

    Why: a form is shown where a paragraph holds only a link to it, in a module; inside a sentence
    or a list it would be a dead link. A medium is written with an exclamation mark first.

    Bad, in `modules/start.md`:

        # Start {#start}

        Fyll i [enkäten](../forms/enkat.yaml) först.

    Good, in `modules/start.md`:

        # Start {#start}

        Fyll i enkäten först:

        [Enkät](../forms/enkat.yaml)
    """
    placings: dict[str, Placing] = {}
    for page, link in content.page_links():
        if not link.is_local:
            continue
        path = content.resolve(page.path, link.file)
        if not (content.spelt(path) or content.library.spelt(path)):
            continue
        message = _misplacement(content, page, link, path)
        if message:
            if page.path not in placings:
                placings[page.path] = Placing.of(content, page)
            fix = placings[page.path].fix(link, path) if link.kind is LinkKind.LINK else None
            yield Problem(page.path, link.span, message, fix=fix)


def _misplacement(content: MomentContent, page: Page, link: Link, path: str) -> Message | None:
    kind = type_of_name(path)
    if kind is None and path in content.media_files:
        return None  # of a type that is not used: that is its own finding
    if link.kind is LinkKind.IMAGE:
        shows = kind is not None and kind.kind is not MediaKind.TEXT
        return (
            None
            if shows
            else tell("“{target}” is not a picture, film or sound", target=link.target)
        )
    if kind and kind.kind is not MediaKind.TEXT:
        return tell(
            "a medium is shown with an exclamation mark before the bracket: ![…]({target})",
            target=link.target,
        )
    if not path.endswith(".yaml"):
        return None
    if "/forms/" not in path:
        return tell("“{target}” is not a form", target=link.target)
    if normal(page.path) not in content.modules:
        return tell("a form can only stand in a module")
    return (
        None
        if link.alone
        else tell("a form stands in a paragraph of its own, outside lists and quotes")
    )


@rule("REF006", "unlisted-medium", MomentContent)
def unlisted_medium(content: MomentContent) -> Iterator[Problem]:
    """A picture, film or sound is shown but `media/media.yaml` does not list it.

    Why: the list says who holds the rights, and that is needed before anything is published.

    Bad, in `media/media.yaml`:

        media:
          - id: rum
            file: rum.png
            rights: {holder: Övningsenheten, licence: CC0-1.0}

    Good, in `media/media.yaml`:

        media:
          - id: rum
            file: rum.png
            rights: {holder: Övningsenheten, licence: CC0-1.0}
          - id: bild
            file: bild.png
            rights: {holder: Övningsenheten, licence: CC0-1.0}
    """
    if content.media_list is None and content.spelt(content.path(MEDIA_LIST)):
        return
    if any(_medium_faults(content)):
        return  # most likely it is listed under a name that is misspelt
    told: set[str] = set()
    for page, link in content.page_links():
        path = content.resolve(page.path, link.target)
        shown = link.kind is LinkKind.IMAGE and link.is_local and path in content.media_files
        if shown and content.medium_of(path) is None and path not in told:
            told.add(path)
            yield Problem(
                page.path,
                link.span,
                tell("media/media.yaml does not list “{name}”", name=path.rpartition("/")[2]),
            )


@rule("REF007", "missing-medium", MomentContent)
def missing_medium(content: MomentContent) -> Iterator[Problem]:
    """`media/media.yaml` names a file that is not there, or captions that are no captions.

    Why: a film without its captions shuts people out.

    Bad, in `media/media.yaml`:

        media:
          - id: rum
            file: rum.png
            captions: rum.vtt
            rights: {holder: Övningsenheten, licence: CC0-1.0}
          - id: bild
            file: bild.png
            rights: {holder: Övningsenheten, licence: CC0-1.0}

    Good, in `media/media.yaml`:

        media:
          - id: rum
            file: rum.png
            rights: {holder: Övningsenheten, licence: CC0-1.0}
          - id: bild
            file: bild.png
            rights: {holder: Övningsenheten, licence: CC0-1.0}
    """
    yield from _medium_faults(content)


def _medium_faults(content: MomentContent) -> Iterator[Problem]:
    for n, medium in enumerate(content.media_list.media if content.media_list else ()):
        for key, name, suffix in (
            ("file", medium.file, ""),
            ("captions", medium.captions, ".vtt"),
            ("transcript", medium.transcript, ".md"),
        ):
            if name is None:
                continue
            path = normal(content.path(f"media/{name}"))
            at = ("media", n, key)
            if not content.spelt(path):
                fix = _spelling(content.place(content.path(MEDIA_LIST), at), path, name, content)
                yield Problem(content.path(MEDIA_LIST), at, _no_file(name, path, content), fix=fix)
            elif not name.endswith(suffix):
                message = tell(
                    "“{name}” must be a file that ends with {suffix}", name=name, suffix=suffix
                )
                yield Problem(content.path(MEDIA_LIST), at, message)


@rule("REF008", "unknown-care-provider", MomentContent)
def unknown_care_provider(content: MomentContent) -> Iterator[Problem]:
    """`available-to` names a care provider that the publisher's file does not have.

    Why: the moment would reach nobody, or somebody else than was meant.

    Bad, in `moment.yaml`, with the rest of the file:

        available-to: [norrvikk]

    Good, in `moment.yaml`, with the rest of the file:

        available-to: [all]
    """
    publisher = content.library.publishers.get(content.publisher)
    if content.moment is None or publisher is None:
        return
    known = [one.id for one in publisher.care_providers]
    names = content.moment.available_to
    for n, name in enumerate(names):
        at = ("available-to", n)
        if name == EVERYONE and len(names) > 1:
            yield Problem(
                content.path(SETTINGS), at, tell("“all” stands alone: it means every care provider")
            )
        elif name not in {EVERYONE, *known}:
            near = _near(name, known)
            message = tell("the publisher has no care provider “{name}”", name=name)
            if near:
                message = tell(
                    "the publisher has no care provider “{name}”; did you mean “{near}”?",
                    name=name,
                    near=near,
                )
            yield Problem(content.path(SETTINGS), at, message)


@rule("REF009", "shared-form", MomentContent)
def shared_form(content: MomentContent) -> Iterator[Problem]:
    """An ordinary form stands in several modules and does not say that it is one and the same.

    Why: what the resident changes in one module changes in all of them, and staff see only the
    latest answers. If that is meant, write `one-set-of-answers: true` in the form; if not, make a
    copy of the form for each module. Tabbed and calendar forms keep every occasion.
    """
    places: dict[str, list[tuple[Page, Link]]] = defaultdict(list)
    for module in content.modules_in_order():
        paths: dict[str, Link] = {}
        for link in module.page.links:
            if link.kind is LinkKind.LINK and link.is_local and link.alone:
                paths.setdefault(content.resolve(module.page.path, link.target), link)
        for path, link in paths.items():
            places[path].append((module.page, link))
    for path, links in places.items():
        form = content.find_form(path)
        if form and form.type == "single" and not form.one_set_of_answers:
            for page, link in links[1:]:
                message = tell(
                    "the form “{title}” already stands in {file}: the answers would be shared; "
                    "write “one-set-of-answers: true” in the form, or link to a copy",
                    title=form.title,
                    file=links[0][0].path.rpartition("/")[2],
                )
                yield Problem(page.path, link.span, message)


@rule("REF010", "unknown-form", MomentContent)
def unknown_form(content: MomentContent) -> Iterator[Problem]:
    """A result view or a reminder names a form, question or score that is not there.

    Why: staff would look at an empty chart, or the reminder would never come.

    Bad, in `moment.yaml`, with the rest of the file:

        reminders:
          - id: paminn
            form: dagbok
            after-days: 2
            to: resident
            text: Glöm inte dagboken.

    Good, in `moment.yaml`, with the rest of the file:

        reminders:
          - id: paminn
            form: enkat
            after-days: 2
            to: resident
            text: Glöm inte enkäten.
    """
    damaged = (
        one for part in (content, content.library) for one in part.tree if part.is_damaged(one)
    )
    if content.moment is None or any(damaged):
        return
    forms = {form.id: form for form in (*content.library.forms.values(), *content.forms.values())}
    users = [
        *((("results", n, "form"), one.form) for n, one in enumerate(content.moment.results)),
        *((("reminders", n, "form"), one.form) for n, one in enumerate(content.moment.reminders)),
    ]
    for at, name in users:
        if name not in forms:
            yield Problem(content.path(SETTINGS), at, _no_name(name, forms))
    for n, view in enumerate(content.moment.results):
        if view.form in forms:
            yield from _view_problems(
                content.path(SETTINGS), n, view.question, view.score, forms[view.form]
            )


def _view_problems(
    path: str, n: int, question: str | None, score: str | None, form: Form
) -> Iterator[Problem]:
    questions = [one.id for _, one in form.walk()]
    scores = [one.id for one in form.scores]
    if question and question not in questions:
        yield Problem(path, ("results", n, "question"), _no_name(question, questions))
    if score and score not in scores:
        yield Problem(path, ("results", n, "score"), _no_name(score, scores))


def _no_name(name: str, names: Iterable[str]) -> Message:
    near = _near(name, names)
    if near:
        return tell("there is no “{name}”; did you mean “{near}”?", name=name, near=near)
    return tell("there is no “{name}”", name=name)


@rule("REF011", "form-owner", Library)
def form_owner(library: Library) -> Iterator[Problem]:
    """A form in `content/forms` has no owner among the publishers.

    Why: a form that several moments use needs someone who answers for it.
    """
    for path, form in library.forms.items():
        if form.owner is None:
            yield Problem(
                library.spelt(path) or path, (), tell("the key “{key}” is missing", key="owner")
            )
        elif not library.has_publisher(form.owner):
            message = tell("there is no publisher “{name}” in content/publishers", name=form.owner)
            yield Problem(library.spelt(path) or path, ("owner",), message)


RULES = (
    dangling_module,
    unlisted_module,
    dangling_link,
    dangling_heading,
    misplaced_link,
    unlisted_medium,
    missing_medium,
    unknown_care_provider,
    shared_form,
    unknown_form,
    form_owner,
)
