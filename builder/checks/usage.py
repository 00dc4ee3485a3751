"""REF: material that nothing leads to, so that nobody will ever meet it."""

from collections.abc import Iterator

from builder.checks.names import clashes
from builder.checks.rule import Severity, rule
from builder.content import Library, MomentContent, Sources
from builder.content.marks import Meant, broken_marks
from builder.content.moment import MEDIA_LIST, SETTINGS
from builder.media import MediaKind, type_of_name
from builder.message import tell
from builder.problem import Problem, Span
from builder.tree import normal


@rule("REF012", "unused-medium", MomentContent, Severity.WARNING)
def unused_medium(content: MomentContent) -> Iterator[Problem]:
    """A picture, film, sound or text in `media/` is not shown anywhere.

    Why: either it was meant to be seen, or it is left behind and only makes the folder harder to
    look through.

    Bad, in `modules/grund.md`:

        # Grunden {#grund}

        [Enkät](../forms/enkat.yaml)

        ![En liten bild.](../media/bild.png)

    Good, in `modules/grund.md`:

        # Grunden {#grund}

        [Enkät](../forms/enkat.yaml)

        ![En liten bild.](../media/bild.png)

        ![Ett ljust rum.](../media/rum.png)
    """
    if _hides_links(content) or _hides_pictures(content) or not _media_list_is_sound(content):
        return  # most likely a file that was renamed: that is its own finding
    linked = content.linked_files()
    listed: set[str] = set()
    for n, medium in enumerate(content.media_list.media if content.media_list else ()):
        names = [name for name in (medium.file, medium.captions, medium.transcript) if name]
        paths = [normal(content.path(f"media/{name}")) for name in names]
        listed.update(paths)
        if paths[0] not in linked:
            message = tell("“{name}” is not shown anywhere", name=medium.file)
            yield Problem(content.path(MEDIA_LIST), ("media", n, "file"), message)
    clashing, wanted = clashes(content.tree), _wanted_texts(content)
    for path, file in content.media_files.items():
        is_left_over = path not in listed and path not in linked
        if is_left_over and file.path not in clashing and not path.endswith(wanted):
            message = tell("“{name}” is not shown anywhere", name=path.rpartition("/")[2])
            yield Problem(file.path, Span(file.path), message)


def _hides_links(content: MomentContent) -> bool:
    is_broken = any(one.meant is Meant.LINK for one in broken_marks(content))
    return is_broken or content.hides_links()


def _hides_pictures(content: MomentContent) -> bool:
    """Tell whether a form is so at fault that what it shows cannot be known."""
    forms = f"{normal(content.path('forms'))}/"
    return any(normal(path).startswith(forms) and content.is_damaged(path) for path in content.tree)


def _wanted_texts(content: MomentContent) -> tuple[str, ...]:
    """Return the suffixes of texts that some film or sound lacks: that is its own finding."""
    listed = content.media_list.media if content.media_list else ()
    kinds = [(one, type_of_name(one.file)) for one in listed]
    films = [one for one, kind in kinds if kind and kind.kind is MediaKind.FILM]
    sounds = [one for one, kind in kinds if kind and kind.kind is MediaKind.SOUND]
    captions = (".vtt",) if any(one.captions is None for one in films) else ()
    transcripts = (".md",) if any(one.transcript is None for one in (*films, *sounds)) else ()
    return captions + transcripts


def _media_list_is_sound(content: MomentContent) -> bool:
    listed = content.media_list.media if content.media_list else ()
    names = [name for one in listed for name in (one.file, one.captions, one.transcript) if name]
    there = all(content.spelt(content.path(f"media/{name}")) for name in names)
    are_captions = all(one.captions is None or one.captions.endswith(".vtt") for one in listed)
    return there and are_captions and not content.is_damaged(content.path(MEDIA_LIST))


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
        case MomentContent() if not _hides_links(sources):
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


RULES = (unused_medium, unused_form, unreachable_module)
