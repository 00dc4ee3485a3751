"""Where something stands, in the author's own words: “Formulär Sömndagbok, fråga 4”."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter
from pathlib import PurePosixPath
from typing import Any, Final

from builder.content.library import PROFILE
from builder.content.sources import Sources
from builder.media import MediaKind, type_of_name
from builder.message import Message, mark, tell
from builder.problem import Pointer, Span
from builder.source import Heading, Page
from builder.source.yaml import innermost, value_at

_LONGEST: Final = 60
_PAGES: Final = {
    "welcome.md": mark("the welcome text"),
    "open.md": mark("the text before the start"),
    "staff.md": mark("the guidance for staff"),
}
_MEDIA: Final = {
    MediaKind.PICTURE: mark("the picture {name}"),
    MediaKind.FILM: mark("the film {name}"),
    MediaKind.SOUND: mark("the sound {name}"),
    MediaKind.TEXT: mark("the text {name}"),
}
_HEADINGS: Final = {
    1: mark("the module “{title}”"),
    2: mark("the section “{title}”"),
    3: mark("the step “{title}”"),
}
_ITEMS: Final = {
    "questions": mark("question {n}"),
    "rows": mark("row {n}"),
    "choices": mark("choice {n}"),
    "scores": mark("score {n}"),
    "bands": mark("band {n}"),
    "flags": mark("flag {n}"),
    "examples": mark("example {n}"),
    "occasions": mark("occasion {n}"),
    "modules": mark("module {n}"),
    "results": mark("result {n}"),
    "reminders": mark("reminder {n}"),
    "waivers": mark("waiver {n}"),
    "media": mark("medium {n}"),
    "people": mark("person {n}"),
    "care-providers": mark("care provider {n}"),
}
"""What the members of a list are called; pages of a form are left out, questions are counted on."""


def whereabouts(
    sources: Sources, at: Pointer | Span, span: Span
) -> tuple[tuple[Message, ...], str]:
    """Return where `at`, which `span` covers, stands: in words, and as `<file>#<nearest id>`."""
    file = sources.name_of(span.path)
    document = sources.documents.get(span.path)
    if document is not None:
        pointer = innermost(document, span) if isinstance(at, Span) else at
        title = document.data.get("title") if isinstance(document.data, dict) else None
        words = (*_yaml_words(file, title), *_item_words(document.data, pointer))
        return words, _anchor(file, _nearest_id(document.data, pointer))
    page = sources.pages.get(span.path)
    if page is not None:
        trail = _trail(page, span.line)
        name = next((one.id for one in reversed(trail) if one.id), None)
        return tuple(_page_words(file, trail)), _anchor(file, name)
    return tuple(_file_words(file)), file


def _short(text: str) -> str:
    """Return how a text begins: a heading may be a page long where a line break is lost."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def _anchor(file: str, name: str | None) -> str:
    return f"{file}#{name}" if name else file


def _yaml_words(file: str, title: Any) -> Iterator[Message]:
    """Yield what a YAML file is called; by its name where its title cannot be read."""
    shown = title if isinstance(title, str) else PurePosixPath(file).stem
    if "forms/" in file:
        yield tell("the form “{title}”", title=_short(shown))
    elif "publishers/" in file:
        yield tell("the publisher “{title}”", title=_short(shown))
    elif file == "moment.yaml":
        yield tell("the moment's settings")
    elif file == "media/media.yaml":
        yield tell("the list of media")
    elif file == PROFILE:
        yield tell("the profile")


def _item_words(data: Any, pointer: Pointer) -> Iterator[Message]:
    value, before = data, 0
    for key, index in pairwise(pointer):
        if not isinstance(value, dict) or not isinstance(key, str):
            value = value_at(value, (key,))
            continue
        value = value.get(key)
        if not isinstance(index, int):
            continue
        if key == "pages":
            before = _questions_before(value, index)
        elif key in _ITEMS:
            yield tell(_ITEMS[key], n=index + 1 + (before if key == "questions" else 0))


def _questions_before(pages: Any, index: int) -> int:
    """Return how many questions stand on the pages before, as the one who answers counts them."""
    earlier = pages[:index] if isinstance(pages, list) else []
    lists = [page.get("questions") for page in earlier if isinstance(page, dict)]
    return sum(len(one) for one in lists if isinstance(one, list))


def _nearest_id(data: Any, pointer: Pointer) -> str | None:
    """Return the id of the innermost part that has one around a value, but not the file's."""
    name, value = None, data
    for step in pointer:
        value = value_at(value, (step,))
        if isinstance(value, dict):
            found = value.get("id", value.get("file"))
            name = found if isinstance(found, str) else name
    return name


def _trail(page: Page, line: int) -> list[Heading]:
    """Return the headings that a line stands under, the outermost first."""
    last = bisect_right(page.headings, line, key=attrgetter("first_line"))
    heading = page.headings[last - 1] if last else None
    trail: list[Heading] = []
    while heading:
        trail.insert(0, heading)
        heading = heading.outer
    return trail


def _page_words(file: str, trail: list[Heading]) -> Iterator[Message]:
    is_module = file.startswith("modules/")
    words = [
        tell(_HEADINGS[heading.level], title=_short(heading.text))
        for heading in trail
        if heading.text and (is_module or heading.level > 1) and heading.level in _HEADINGS
    ]
    if not (is_module and words):
        yield from _file_words(file)
    yield from words


def _file_words(file: str) -> Iterator[Message]:
    name = file.rpartition("/")[2]
    kind = type_of_name(file)
    if file in _PAGES:
        yield tell(_PAGES[file])
    elif file.endswith(".yaml"):
        yield from _yaml_words(file, None)
    elif file.startswith("modules/"):
        yield tell(_HEADINGS[1], title=PurePosixPath(file).stem)
    elif file.startswith("changes/"):
        yield tell("the change note {name}", name=name)
    elif file.startswith("media/") and kind:
        yield tell(_MEDIA[kind.kind], name=name)
