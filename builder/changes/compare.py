"""Compare two packages of one moment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.changes.form import compare_forms
from builder.changes.kinds import Change, Kind
from builder.changes.match import came_and_went, match
from builder.changes.media import NO_FILES, Files, compare_media
from builder.changes.prose import compare_pages, compare_text
from builder.manifest import canonical
from builder.message import mark, tell
from builder.model import Reminder, ResultView, kebab
from builder.package import (
    Package,
    PackedModule,
    PackedPage,
    PackedSection,
    PackedStep,
    Route,
)

_WHOLE: Final = {Kind.FORM_ADDED, Kind.FORM_REMOVED, Kind.MEDIUM_ADDED, Kind.MEDIUM_REMOVED}
_PLACED: Final = {Kind.FORM_PLACED, Kind.FORM_TAKEN, Kind.MEDIUM_MOVED}
"""What a page shows; told by the form's or the medium's own change where that is new or gone."""
_PROMISES: Final = ("kind", "language", "audience", "intended_use", "open")


REWRITTEN_PERCENT: Final = 30
"""A larger share of changed words is a rewriting, unless the profile says otherwise: our number."""


def compare(
    old: Package,
    new: Package,
    files: Files = NO_FILES,
    percent: int = REWRITTEN_PERCENT,
) -> list[Change]:
    """Return every change that leads from `old` to `new`; for unequal packages at least one.

    `files` reads media of both; a page of which more than `percent` of the words differ is
    rewritten.
    """
    comparison = _Comparison(files, percent)
    changes = [
        *_settings(old, new),
        *comparison.pages(old, new),
        *comparison.modules(old, new),
        *_forms(old, new),
        *comparison.media(old, new),
    ]
    whole = {
        ("form:" if c.subject[0] == "form" else "media:") + c.subject[1]
        for c in changes
        if c.kind in _WHOLE
    }
    changes = [c for c in changes if not (c.kind in _PLACED and (c.old in whole or c.new in whole))]
    if not changes and old != new:
        changes.append(
            Change(Kind.UNKNOWN, ("settings",), tell("something changed that is not known"))
        )
    return changes


def _settings(old: Package, new: Package) -> Iterator[Change]:
    if old.moment != new.moment or old.format != new.format:
        yield Change(
            Kind.UNKNOWN, ("settings", "id"), tell("it is another moment"), old.moment, new.moment
        )
    for name in ("title", "summary"):
        yield from compare_text(
            getattr(old, name), getattr(new, name), ("settings", name), Kind.TITLE_REWORDED
        )
    for name in _PROMISES:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            message = tell("“{key}” changed", key=kebab(name))
            yield Change(
                Kind.SETTING_CHANGED,
                ("settings", kebab(name)),
                message,
                str(before or ""),
                str(after or ""),
            )
    yield from _functions(old, new)
    yield from _views(old.results, new.results, "results", Kind.RESULT_CHANGED)
    yield from _views(old.reminders, new.reminders, "reminders", Kind.REMINDER_CHANGED)


def _views(
    old: Sequence[ResultView | Reminder], new: Sequence[ResultView | Reminder], key: str, kind: Kind
) -> Iterator[Change]:
    """Compare what staff and residents are shown or sent; mere words are compared as words."""
    subject = ("settings", key)
    if _wordless(old) == _wordless(new):
        for before, after in zip(old, new, strict=True):
            said = Kind.TITLE_REWORDED if isinstance(after, ResultView) else Kind.TEXT_REWORDED
            yield from compare_text(_words(before), _words(after), subject, said)
    else:
        texts = ("\n".join(_wordless(old)), "\n".join(_wordless(new)))
        yield Change(kind, subject, tell("“{key}” changed", key=key), *texts)


def _words(view: ResultView | Reminder) -> str:
    return view.title if isinstance(view, ResultView) else view.text


def _wordless(views: Sequence[ResultView | Reminder]) -> list[str]:
    """Return what views are, but for what they say, each as text."""
    return [
        canonical(
            view.model_dump(
                mode="json", by_alias=True, exclude_defaults=True, exclude={"title", "text"}
            )
        ).decode()
        for view in views
    ]


def _functions(old: Package, new: Package) -> Iterator[Change]:
    for name in type(new.functions).model_fields:
        if getattr(old.functions, name) != getattr(new.functions, name):
            on = getattr(new.functions, name)
            message = (
                tell("the function “{key}” was turned on", key=kebab(name))
                if on
                else tell("the function “{key}” was turned off", key=kebab(name))
            )
            subject = ("settings", "functions")
            yield Change(Kind.FUNCTION_CHANGED, subject, message, key=f"{kebab(name)} {on}")


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Compares what is read, seen and heard."""

    files: Files
    percent: int

    def pages(self, old: Package, new: Package) -> Iterator[Change]:
        for name, route in (("welcome", "welcome"), ("opening", "open"), ("staff", "staff")):
            yield from self._page(getattr(old, name), getattr(new, name), (route,))

    def _page(
        self, old: PackedPage | None, new: PackedPage | None, subject: Route
    ) -> Iterator[Change]:
        if old and new:
            yield from compare_pages(old, new, subject, self.percent)
        elif new:
            yield Change(Kind.PAGE_ADDED, subject, tell("the text is new"), "", new.title)
        elif old:
            yield Change(Kind.PAGE_REMOVED, subject, tell("the text was removed"), old.title)

    def modules(self, old: Package, new: Package) -> Iterator[Change]:
        modules = match(old.modules, new.modules)
        yield from came_and_went(
            modules,
            (),
            "module",
            (Kind.MODULE_REMOVED, mark("the module was removed")),
            (Kind.MODULE_ADDED, mark("the module is new")),
        )
        order = _order(old, new)
        for before, after in modules.kept:
            yield from self._module(before, after, order)
        if modules.reordered:
            message = tell("the modules come in another order")
            names = (_named(old.modules), _named(new.modules))
            yield Change(order, ("settings", "modules"), message, *names)

    def _module(self, old: PackedModule, new: PackedModule, order: Kind) -> Iterator[Change]:
        subject = ("module", new.id)
        yield from _start(old, new, subject)
        yield from compare_text(old.title, new.title, subject, Kind.TITLE_REWORDED)
        yield from self._introduction(old, new, subject)
        yield from _sections(old, new, subject)
        steps = match(_steps(old), _steps(new))
        yield from came_and_went(
            steps,
            subject,
            "step",
            (Kind.STEP_REMOVED, mark("the step was removed")),
            (Kind.STEP_ADDED, mark("the step is new")),
            but=_in_whole_sections(old, new),
        )
        for before, after in steps.kept:
            yield from compare_pages(before, after, (*subject, "step", after.id), self.percent)
        if steps.reordered or _moved(old, new, steps.kept):
            names = (_named(_steps(old)), _named(_steps(new)))
            yield Change(order, subject, tell("the steps come in another order"), *names)

    def _introduction(
        self, old: PackedModule, new: PackedModule, subject: Route
    ) -> Iterator[Change]:
        """Compare the introductions; their title is the module's, which is compared already."""
        before, after = (
            one.introduction and one.introduction.model_copy(update={"title": ""})
            for one in (old, new)
        )
        yield from self._page(before, after, subject)

    def media(self, old: Package, new: Package) -> Iterator[Change]:
        media = match(old.media, new.media)
        yield from came_and_went(
            media,
            (),
            "medium",
            (Kind.MEDIUM_REMOVED, mark("the medium is no longer shown")),
            (Kind.MEDIUM_ADDED, mark("the medium is new")),
        )
        for before, after in media.kept:
            if before != after:
                subject = ("medium", after.id)
                yield from compare_media(before, after, subject, self.files)
                route = (*subject, "transcript", "text")
                yield from self._page(before.transcript, after.transcript, route)


def _start(old: PackedModule, new: PackedModule, subject: Route) -> Iterator[Change]:
    if (old.starts, old.days) != (new.starts, new.days):
        starts = [f"{one.starts} {one.days or ''}".strip() for one in (old, new)]
        message = tell("it starts {new} instead of {old}", old=starts[0], new=starts[1])
        yield Change(Kind.MODULE_START_CHANGED, subject, message, starts[0], starts[1])


def _order(old: Package, new: Package) -> Kind:
    sequential = any(module.starts == "after-previous" for module in (*old.modules, *new.modules))
    return Kind.ORDER_CHANGED if sequential else Kind.FREE_ORDER_CHANGED


def _named(parts: Sequence[PackedModule | PackedStep]) -> str:
    return ", ".join(part.id for part in parts)


def _steps(module: PackedModule) -> list[PackedStep]:
    return [step for section in module.sections for step in section.steps]


def _in_whole_sections(old: PackedModule, new: PackedModule) -> set[str]:
    """Return the steps that came or went with their section: the section's change tells it."""
    sections = match(old.sections, new.sections)
    return {step.id for one in (*sections.removed, *sections.added) for step in one.steps}


def _sections(old: PackedModule, new: PackedModule, subject: Route) -> Iterator[Change]:
    sections = match(old.sections, new.sections)
    yield from came_and_went(
        sections,
        subject,
        "section",
        (Kind.SECTION_REMOVED, mark("the section was removed")),
        (Kind.SECTION_ADDED, mark("the section is new")),
    )
    for before, after in sections.kept:
        if not (
            _is_one_step(before) and _is_one_step(after)
        ):  # whose title is compared as the step's
            route = (*subject, "section", after.id)
            yield from compare_text(before.title, after.title, route, Kind.TITLE_REWORDED)


def _is_one_step(section: PackedSection) -> bool:
    return len(section.steps) == 1 and section.steps[0].id == section.id


def _moved(
    old: PackedModule, new: PackedModule, kept: tuple[tuple[PackedStep, PackedStep], ...]
) -> bool:
    """Tell whether a step that was kept stands in another section, both sections being kept."""
    homes = [
        {step.id: section.id for section in one.sections for step in section.steps}
        for one in (old, new)
    ]
    return any(homes[0][after.id] != homes[1][after.id] for _, after in kept)


def _forms(old: Package, new: Package) -> Iterator[Change]:
    forms = match(old.forms, new.forms)
    yield from came_and_went(
        forms,
        (),
        "form",
        (Kind.FORM_REMOVED, mark("the form was removed")),
        (Kind.FORM_ADDED, mark("the form is new")),
    )
    for before, after in forms.kept:
        if before != after:
            unknown = Change(
                Kind.UNKNOWN, ("form", after.id), tell("something changed that is not known")
            )
            yield from list(compare_forms(before, after, ("form", after.id))) or [unknown]
