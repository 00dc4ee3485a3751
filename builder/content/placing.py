"""Where a form or a medium is shown: a form in a paragraph of its own, a medium with its mark."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Final, Self

from builder.content.moment import MomentContent
from builder.media import MediaKind, type_of_name
from builder.problem import Edit, Edits, Span
from builder.source import Link, Page
from builder.source.written import Surroundings, Written, blocks, written_link
from builder.tree import normal

_MARKS_BEFORE: Final = re.compile(r"[\s>*_+-]*(?:[0-9]{1,9}[.)][\s*_]*)?")
_MARKS_AFTER: Final = re.compile(r"[\s*_.,:;!?]*")
_MARKDOWN: Final = re.compile(r"[\\\[\]*_`<]")


@dataclass(frozen=True, slots=True)
class Placing:
    """Finds where the forms and media of a page are to be shown."""

    content: MomentContent
    page: Page
    shown: frozenset[str]
    """The normal paths of what stands in a paragraph of its own already."""
    blocks: tuple[Surroundings, ...]

    @classmethod
    def of(cls, content: MomentContent, page: Page) -> Self:
        """Look at a page once, for all of its links."""
        alone = (link for link in page.links if link.alone and link.is_local)
        shown = frozenset(content.resolve(page.path, link.file) for link in alone)
        return cls(content, page, shown, tuple(blocks(page)))

    def fix(self, link: Link, path: str) -> Edits | None:
        """Return the edits by which the file at `path` is shown; None where they are not certain.

        A form's link moves below the paragraph, list or quote that it stands in; its text stays.
        """
        written, kind = written_link(self.page, link), type_of_name(path)
        if written is None:
            return None
        if kind and kind.kind is not MediaKind.TEXT:
            mark = _insertion(self.page, written.span.line, written.span.column, "!")
            return Edits((mark,)) if link.alone else None
        form, around = self.content.find_form(path), self._around(written.span.line)
        is_module = normal(self.page.path) in self.content.modules
        if form is None or around is None or not is_module:
            return None
        if path in self.shown:
            return Edits((Edit(written.span, written.text),))
        unwrapped = _unwrapped(self.page, written, around)
        return unwrapped or _moved(self.page, written, around, form.title)

    def _around(self, line: int) -> Surroundings | None:
        """Return the block of a line, unless it is a heading."""
        n = bisect_right(self.blocks, line, key=lambda block: block.first) - 1
        is_inside = n >= 0 and line <= self.blocks[n].last
        return self.blocks[n] if is_inside and self.blocks[n].kind != "heading_open" else None


def _unwrapped(page: Page, written: Written, around: Surroundings) -> Edits | None:
    """Return what takes everything else away, where that is only marks: a dash, a full stop."""
    line, span = page.lines[written.span.line - 1], written.span
    before, after = line[: span.column - 1], line[span.end_column - 1 :]
    if around.first != around.last or not (
        _MARKS_BEFORE.fullmatch(before) and _MARKS_AFTER.fullmatch(after)
    ):
        return None
    above = page.lines[written.span.line - 2] if written.span.line > 1 else ""
    edits = (
        Edit(replace(span, column=1, end_column=span.column), "\n" if above.strip() else ""),
        Edit(replace(span, column=span.end_column, end_column=len(line) + 1), ""),
    )
    return Edits(tuple(edit for edit in edits if edit.span.column < edit.span.end_column))


def _moved(page: Page, written: Written, around: Surroundings, title: str) -> Edits:
    """Return what leaves the words of a link where they are, and puts the link below."""
    shown = _MARKDOWN.sub(r"\\\g<0>", title)
    follows = page.lines[around.last : around.last + 1]
    end = "\n" if follows and follows[0].strip() else ""
    below = f"\n\n[{shown}]{written.address}{end}"
    column = len(page.lines[around.last - 1]) + 1
    place = _insertion(page, around.last, column, below)
    return Edits((Edit(written.span, written.text), place))


def _insertion(page: Page, line: int, column: int, text: str) -> Edit:
    return Edit(Span(page.path, line, column, line, column), text)
