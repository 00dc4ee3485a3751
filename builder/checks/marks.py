"""STR: Markdown that would be shown to the resident as it is written."""

import re
from collections.abc import Iterator
from typing import Final

from builder.checks.rule import rule
from builder.content import MomentContent
from builder.content.marks import BrokenMark, Meant, broken_marks
from builder.message import mark, tell
from builder.problem import Edit, Edits, Problem, Span
from builder.source import Page

_MESSAGES: Final = {
    Meant.LINK: mark("“{text}” is shown as it is written: a link is written [text](address)"),
    Meant.BOLD: mark("“{text}” is shown as it is written: ** stands right before and after words"),
    Meant.TABLE: mark("“{text}” is not read as a table: its second line is | --- | --- |"),
    Meant.LIST: mark("“{text}” is not read as a list: it is written with a hyphen and a space"),
}
_SPACED: Final = re.compile(r"\]\((?P<target>[^()<>\"]*[^()<>\"\s])(?: \"[^\"]*\")?\)$")
_ITEM: Final = re.compile(r"[ >]*-[^\W\d_]")
_SHOWN: Final = 40


@rule("STR019", "broken-mark", MomentContent)
def broken_mark(content: MomentContent) -> Iterator[Problem]:
    """A link, a table, a list or bold text is not written so that it is read as one.

    Why: the resident would see brackets, asterisks and file names in the text, and no picture or
    form. An address with a space in it stands between < and >, or better, loses its space.

    Bad, in `welcome.md`:

        # Välkommen

        ![Ett ljust rum.](media/stort rum.png)

    Good, in `welcome.md`:

        # Välkommen

        ![Ett ljust rum.](media/rum.png)
    """
    for one in broken_marks(content):
        passage = one.passage
        text = passage.text[one.start :][:_SHOWN] + (
            "…" if len(passage.text) - one.start > _SHOWN else ""
        )
        end = one.end if one.meant is Meant.LINK else max(one.end, one.start + 1)
        message = tell(_MESSAGES[one.meant], text=text)
        yield Problem(passage.path, passage.span(one.start, end), message, fix=_fix(content, one))


def _fix(content: MomentContent, one: BrokenMark) -> Edits | None:
    """Return the edit that makes the marks work, where it is clear which."""
    passage = one.passage
    if one.meant is Meant.LIST and passage.text[one.start] == "-":
        return _spaces(content.pages[passage.path], passage.span(one.start).line)
    written = passage.text[one.start : one.end]
    spaced = _SPACED.search(written) if one.meant is Meant.LINK else None
    if not spaced or " " not in spaced["target"]:
        return None
    if not content.leads_somewhere(content.resolve(passage.path, spaced["target"])):
        return None
    start, end = (one.start + at for at in spaced.span("target"))
    return Edits((Edit(passage.span(start, end), f"<{spaced['target']}>"),))


def _spaces(page: Page, first: int) -> Edits | None:
    """Return the edits that put a space after the hyphens of lines from `first` on."""
    edits: list[Edit] = []
    for number, line in enumerate(page.lines[first - 1 :], first):
        if not _ITEM.match(line):
            break
        at = line.index("-") + 2
        edits.append(Edit(Span(page.path, number, at, number, at), " "))
    return Edits(tuple(edits)) if edits else None


RULES = (broken_mark,)
