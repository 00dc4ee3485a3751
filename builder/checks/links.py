"""REF: links and pictures in pages and forms, and what they lead to."""

from collections.abc import Iterator
from posixpath import dirname

from builder.checks.near import near, no_file, respelt, spelling
from builder.checks.rule import rule
from builder.content import MomentContent, Sources
from builder.content.pictures import form_pictures
from builder.content.placing import Placing
from builder.content.structure import STEP_LEVEL
from builder.media import MediaKind, type_of_name
from builder.message import Message, tell
from builder.problem import Edit, Edits, Problem
from builder.source import Link, Page
from builder.source.page import LinkKind
from builder.tree import normal


@rule("REF003", "dangling-link", Sources)
def dangling_link(sources: Sources) -> Iterator[Problem]:
    """A link or picture points at a file that is not there.

    Why: the resident would miss a form or a picture, or meet a dead end. A form in `content/forms`
    can show no pictures: they belong to one moment.

    Bad, in `modules/start.md`:

        # Start {#start}

        [Sömndagbok](../forms/somndagbk.yaml)

    Good, in `modules/start.md`:

        # Start {#start}

        Läs mer på [1177.se](https://www.1177.se).
    """
    if isinstance(sources, MomentContent):
        yield from _dangling_links(sources)
        yield from _dangling_pictures(sources)
        return
    for one in form_pictures(sources):
        message = tell("a form in content/forms can show no pictures: they belong to one moment")
        yield Problem(one.path, one.at, message)


def _dangling_links(content: MomentContent) -> Iterator[Problem]:
    for page, link in content.page_links():
        if not link.is_local or not link.file:
            continue
        path = content.resolve(page.path, link.file)
        if not (content.spelt(path) or content.library.spelt(path)):
            target = respelt(path, link.file, content)
            fragment = link.target.removeprefix(link.file)
            fix = Edits((Edit(link.span, f"{target}{fragment}"),)) if target else None
            start = dirname(normal(page.path))
            yield Problem(page.path, link.span, no_file(link.file, path, content, start), fix=fix)


def _dangling_pictures(content: MomentContent) -> Iterator[Problem]:
    for one in form_pictures(content):
        if not content.leads_somewhere(one.target):
            file, span = one.picture.file, content.place(one.path, one.at)
            message = no_file(file, one.target, content, dirname(normal(one.path)))
            yield Problem(one.path, one.at, message, fix=spelling(span, one.target, file, content))


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
            likely = near(name, ids)
            message = tell("there is no heading with the id “{name}”", name=name)
            if likely:
                message = tell(
                    "there is no heading with the id “{name}”; did you mean “{near}”?",
                    name=name,
                    near=likely,
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
    for one in form_pictures(content):
        kind = type_of_name(one.target)
        is_shown = kind.kind is MediaKind.PICTURE if kind else one.target in content.media_files
        if content.leads_somewhere(one.target) and not is_shown:
            message = tell("“{target}” is not a picture", target=one.picture.file)
            yield Problem(one.path, one.at, message)


def _misplacement(content: MomentContent, page: Page, link: Link, path: str) -> Message | None:
    kind = type_of_name(path)
    is_medium = kind is not None and kind.kind is not MediaKind.TEXT
    if kind is None and path in content.media_files:
        return None  # of a type that is not used: that is its own finding
    if link.kind is LinkKind.IMAGE and not is_medium:
        return tell("“{target}” is not a picture, film or sound", target=link.target)
    if link.kind is LinkKind.LINK and is_medium:
        return tell(
            "a medium is shown with an exclamation mark before the bracket: ![…]({target})",
            target=link.target,
        )
    is_form = link.kind is LinkKind.LINK and path.endswith(".yaml")
    return _form_misplacement(content, page, link, path) if is_form else None


def _form_misplacement(content: MomentContent, page: Page, link: Link, path: str) -> Message | None:
    if "/forms/" not in path:
        return tell("“{target}” is not a form", target=link.target)
    if normal(page.path) not in content.modules:
        return tell("a form can only stand in a module")
    if not link.alone:
        return tell("a form stands in a paragraph of its own, outside lists and quotes")
    return None


RULES = (dangling_link, dangling_heading, misplaced_link)
