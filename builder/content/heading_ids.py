"""Ids for the headings that have none, made of their words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from builder.content.moment import MomentContent
from builder.model.slug import numbered, slug
from builder.problem import Edit, Edits, Span
from builder.source import Heading, Page
from builder.tree import normal

_TARGET: Final = re.compile(r"\]\([^)]*\)")
_BRACES: Final = re.compile(r"(?<!\\)\{(?P<inside>[^{}]*)\}\s*$")


def heading_ids(content: MomentContent) -> Mapping[Span, Edits]:
    """Return the edits that write an id on each heading without one, by where the heading stands.

    An id is like no other in the moment. What stands in braces already was meant as the id; so
    was what links to the page ask for, where that can only be this heading.
    """
    walks = [(one.page, list(one.walk_headings())) for one in content.modules.values()]
    taken = {heading.id for _, headings in walks for heading in headings if heading.id}
    edits: dict[Span, Edits] = {}
    for page, headings in walks:
        without = [heading for heading in headings if heading.id is None]
        for heading in without:
            end = _End.of(page, heading)
            asked = _asked_for(content, page) if len(without) == 1 else ""
            wanted = end.inside or asked or slug(_TARGET.sub("]", heading.text))
            if wanted:
                name = numbered(wanted, taken)
                taken.add(name)
                edits[heading.span] = end.with_id(name)
    return edits


@dataclass(frozen=True, slots=True)
class _End:
    """Where a heading's text ends, and the id that its author meant to write there."""

    span: Span
    inside: str
    space: str

    @classmethod
    def of(cls, page: Page, heading: Heading) -> Self:
        line, end = heading.span.end_line, heading.span.end_column
        if heading.last_line > heading.first_line:  # a row of = or - stands under the text
            line = heading.last_line - 1
            end = len(page.lines[line - 1].rstrip()) + 1
        text = page.lines[line - 1][: end - 1]
        braces = _BRACES.search(text)
        inside = slug(braces["inside"]) if braces else ""
        start = braces.start() if braces and inside else len(text)
        space = "" if text[:start].endswith((" ", "\t")) else " "
        return cls(Span(page.path, line, start + 1, line, end), inside, space)

    def with_id(self, name: str) -> Edits:
        return Edits((Edit(self.span, f"{self.space}{{#{name}}}"),))


def _asked_for(content: MomentContent, page: Page) -> str:
    """Return the one id that links to a page name and that none of its headings has."""
    ids = {heading.id for heading in page.headings}
    asked: set[str] = set()
    for source, link in content.page_links():
        file, mark, name = link.target.partition("#")
        path = content.resolve(source.path, file) if file else normal(source.path)
        if link.is_local and mark and path == normal(page.path) and name not in ids:
            asked.add(name)
    name = next(iter(asked), "")
    return name if asked == {slug(name)} else ""
