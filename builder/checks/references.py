"""REF: what settings name that is not there, and forms that are shared without saying so."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from builder.checks.near import near, no_file, spelling
from builder.checks.rule import Severity, rule
from builder.content import Library, MomentContent
from builder.content.moment import SETTINGS
from builder.message import Message, tell
from builder.model import EVERYONE, Form
from builder.problem import Problem
from builder.source import Link, Page
from builder.source.page import LinkKind
from builder.tree import normal


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
            fix = spelling(content.place(settings, at), path, entry.file, content)
            yield Problem(
                settings, at, no_file(entry.file, path, content, normal(content.folder)), fix=fix
            )


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
            likely = near(name, known)
            message = tell("the publisher has no care provider “{name}”", name=name)
            if likely:
                message = tell(
                    "the publisher has no care provider “{name}”; did you mean “{near}”?",
                    name=name,
                    near=likely,
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
    likely = near(name, names)
    if likely:
        return tell("there is no “{name}”; did you mean “{near}”?", name=name, near=likely)
    return tell("there is no “{name}”", name=name)


@rule("REF011", "form-owner", Library)
def form_owner(library: Library) -> Iterator[Problem]:
    """A form in `content/forms` has no owner among the publishers.

    Why: a form that several moments use needs someone who answers for it.
    """
    for path, form in library.walk_forms():
        if form.owner is None:
            yield Problem(path, (), tell("the key “{key}” is missing", key="owner"))
        elif not library.has_publisher(form.owner):
            message = tell("there is no publisher “{name}” in content/publishers", name=form.owner)
            yield Problem(path, ("owner",), message)


RULES = (
    dangling_module,
    unlisted_module,
    unknown_care_provider,
    shared_form,
    unknown_form,
    form_owner,
)
