"""REF: material that nothing leads to, so that nobody will ever meet it."""

from collections.abc import Iterator

from builder.checks.rule import Severity, rule
from builder.content import Library, MomentContent, Sources
from builder.content.moment import SETTINGS
from builder.message import tell
from builder.problem import Problem, Span
from builder.tree import normal


@rule("REF013", "unused-form", Sources, Severity.WARNING)
def unused_form(sources: Sources) -> Iterator[Problem]:
    """No module leads to a form, so that nobody can answer it.

    Why: either a link is forgotten, or the form is left behind.

    Bad, in `modules/grund.md`:

        # Grunden {#grund}

        ![Ett ljust rum.](../media/rum.png)

        ![En liten bild.](../media/bild.png)

    Good, in `modules/grund.md`:

        # Grunden {#grund}

        [Enkät](../forms/enkat.yaml)

        ![Ett ljust rum.](../media/rum.png)

        ![En liten bild.](../media/bild.png)
    """
    match sources:
        case MomentContent() if not sources.hides_links():
            linked = sources.linked_files()
        case Library(keys=keys) if keys and len(keys) == len(sources.folders):
            if any(key.forms is None for key in keys):
                return
            linked = {path for key in keys for path in key.forms or ()}
        case _:
            return
    for path, form in sources.walk_forms():
        if normal(path) not in linked:
            message = tell("no module leads to the form “{title}”", title=form.title)
            yield Problem(path, Span(path), message)


@rule("REF016", "unreachable-module", MomentContent)
def unreachable_module(content: MomentContent) -> Iterator[Problem]:
    """The first module waits for the one before it, so that it never starts.

    Why: the resident would meet an empty moment.

    Bad, in `moment.yaml`, with the rest of the file:

        modules:
          - file: modules/start.md
            starts: after-previous
          - file: modules/grund.md
            starts: at-once

    Good, in `moment.yaml`, with the rest of the file:

        modules:
          - file: modules/start.md
            starts: at-once
          - file: modules/grund.md
            starts: after-previous
    """
    modules = content.moment.modules if content.moment else ()
    if modules and modules[0].starts == "after-previous":
        message = tell("no module comes before the first one: it would never start")
        yield Problem(content.path(SETTINGS), ("modules", 0, "starts"), message)


RULES = (unused_form, unreachable_module)
