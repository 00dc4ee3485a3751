"""Where a page or a YAML file names other files, as it is written there."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

from markdown_it.common.utils import unescapeAll

from builder.problem import Pointer, Span
from builder.source import Document, Page
from builder.source.parser import block_parser

_DEFINITION: Final = re.compile(
    r"\[(?:[^\[\]\\]|\\.)+\]:[ \t]*(?:\n[ \t>]*)?(?:<(?P<inside>[^<>\n]*)>|(?P<plain>\S+))"
)


def decoded(text: str) -> str:
    """Return a part of a Markdown address as it is meant: `S%C3%B6mn` is `Sömn`."""
    return unquote(unescapeAll(text))


@dataclass(frozen=True, slots=True)
class Address:
    """One place that names a file.

    `raw` is the source in `span`, `written` the path in it without a `#`, of which `read` gives
    each part as it is meant. `span` is None where it cannot be told where it is written.
    """

    span: Span | None
    raw: str
    written: str
    read: Callable[[str], str] = str

    def with_path(self, path: str) -> str:
        """Return the source with another path."""
        is_there = self.written in self.raw
        return self.raw.replace(self.written, path, 1) if is_there else f'"{path}"'


def page_addresses(page: Page) -> Iterator[Address]:
    """Yield the address of every link, picture and link definition of a page."""
    defined = {address for address, _ in page.definitions.values()}
    for link in page.links:
        raw = _source(page.lines, link.span)
        if decoded(raw) == link.target:
            yield Address(link.span, raw, raw.partition("#")[0], decoded)
        elif link.target not in defined:
            yield Address(None, link.target, link.file)
    if page.definitions:
        yield from _definitions(page)


def _definitions(page: Page) -> Iterator[Address]:
    env: dict[str, Any] = {}
    block_parser().parse("\n".join(page.lines), env)
    for one in (*env["references"].values(), *env.get("duplicate_refs", ())):
        first, last = one["map"]
        text, target = "\n".join(page.lines[first:last]), unquote(one["href"])
        found = _DEFINITION.search(text)
        group = "inside" if found and found["inside"] is not None else "plain"
        if found is None or decoded(found[group]) != target:
            yield Address(None, target, target.partition("#")[0])
            continue
        line = first + 1 + text.count("\n", 0, found.start(group))
        column = found.start(group) - text.rfind("\n", 0, found.start(group))
        span = Span(page.path, line, column, line, column + len(found[group]))
        yield Address(span, found[group], found[group].partition("#")[0], decoded)


def yaml_addresses(
    document: Document, text: str, paths: Iterable[tuple[str, ...]]
) -> Iterator[Address]:
    """Yield what stands at `paths`: keys, of every member of the lists on the way."""
    lines = text.split("\n")
    for path in paths:
        for at, value in _values(document.data, path):
            span = document.locate(at)
            file = value.partition("#")[0] if path[-1] == "place" else value
            yield Address(span, _source(lines, span), file)


def _values(data: Any, path: tuple[str, ...], at: Pointer = ()) -> Iterator[tuple[Pointer, str]]:
    if isinstance(data, list):
        for n, member in enumerate(data):
            yield from _values(member, path, (*at, n))
    elif isinstance(data, dict) and path:
        yield from _values(data.get(path[0]), path[1:], (*at, path[0]))
    elif isinstance(data, str) and data and not path:
        yield at, data


def _source(lines: tuple[str, ...] | list[str], span: Span) -> str:
    """Return what stands in a span."""
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    first, last = lines[span.line - 1][span.column - 1 :], ""
    if span.end_line <= len(lines):
        last = lines[span.end_line - 1][: span.end_column - 1]
    return "\n".join([first, *lines[span.line : span.end_line - 1], last])
