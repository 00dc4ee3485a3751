"""REF: media that are shown and not listed, listed and not there, or there and not shown."""

from collections.abc import Iterator

from builder.checks.names import clashes
from builder.checks.near import no_file, spelling
from builder.checks.rule import Severity, rule
from builder.content import MomentContent
from builder.content.moment import MEDIA_LIST
from builder.content.pictures import form_pictures
from builder.media import MediaKind, type_of_name
from builder.message import tell
from builder.problem import Pointer, Problem, Span
from builder.source.page import LinkKind
from builder.tree import normal


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
    for file, at, path in _shown(content):
        if path in content.media_files and content.medium_of(path) is None and path not in told:
            told.add(path)
            message = tell("media/media.yaml does not list “{name}”", name=path.rpartition("/")[2])
            yield Problem(file, at, message)


def _shown(content: MomentContent) -> Iterator[tuple[str, Span | Pointer, str]]:
    """Yield what pages and forms show: where it is said, and the normal path that is shown."""
    for page, link in content.page_links():
        if link.kind is LinkKind.IMAGE and link.is_local:
            yield page.path, link.span, content.resolve(page.path, link.target)
    for one in form_pictures(content):
        yield one.path, one.at, one.target


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
    is_sound = not (content.is_damaged(content.path(MEDIA_LIST)) or any(_medium_faults(content)))
    if content.hides_links() or _hides_pictures(content) or not is_sound:
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
                fix = spelling(content.place(content.path(MEDIA_LIST), at), path, name, content)
                message = no_file(name, path, content, normal(content.path("media")))
                yield Problem(content.path(MEDIA_LIST), at, message, fix=fix)
            elif not name.endswith(suffix):
                message = tell(
                    "“{name}” must be a file that ends with {suffix}", name=name, suffix=suffix
                )
                yield Problem(content.path(MEDIA_LIST), at, message)


RULES = (unlisted_medium, missing_medium, unused_medium)
