"""ACC: headings, links and tables by which everybody finds the way."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from builder.checks.rule import Severity, rule
from builder.content import MomentContent
from builder.content.structure import MODULE_LEVEL, STEP_LEVEL
from builder.message import tell
from builder.problem import Problem
from builder.source import Link, Page
from builder.source.page import LinkKind
from builder.tree import normal

_LETTER: Final = re.compile(r"[^\W\d_]|\d{3}")
"""A number of three digits or more, like 112 or 1177, is a name."""
_ENTITY: Final = re.compile(r"&#?\w+;")

_VAGUE: Final = frozenset(
    (
        # Swedish
        "den här länken", "denna länk", "den här sidan", "denna sida", "detta", "följ länken",
        "fortsätt", "gå hit", "gå vidare", "hit", "här", "info", "information", "klicka",
        "klicka här", "klicka på länken", "ladda ner", "ladda ned", "länk", "länken", "länk till",
        "läs mer", "läs mera", "läs mer här", "läs mer om det här", "läs vidare", "mer", "mer här",
        "mer info", "mer information", "mera", "se här", "se länk", "se mer", "sida", "sidan",
        "till sidan", "tryck här", "vidare", "visa mer", "webbplats", "webbsida", "öppna",
        # English
        "click", "click here", "click this link", "continue", "details", "download", "go",
        "go here", "here", "learn more", "link", "more", "more here", "more info",
        "more information", "open", "page", "read", "read more", "read more here", "see here",
        "see more", "tap here", "this", "this link", "this page", "website",
    )
)  # fmt: skip
"""Texts of links that say nothing where they are read alone, as a screen reader lists them."""
_BARE_ADDRESS: Final = re.compile(r"(?:https?:|www\.)\S*|[\w-]+(?:\.[\w-]+)+/\S+", re.IGNORECASE)


@rule("ACC005", "skipped-heading", MomentContent)
def skipped_heading(content: MomentContent) -> Iterator[Problem]:
    """A heading is more than one level below the heading before it.

    Why: whoever finds the way by headings would look for the level that is missing.

    Bad, in `modules/start.md`:

        # Start {#start}

        ## Om sömn {#om-somn}

        Alla sover dåligt ibland.

        #### Om natten

        Mörker hjälper.

    Good, in `modules/start.md`:

        # Start {#start}

        ## Om sömn {#om-somn}

        Alla sover dåligt ibland.

        ## Om natten {#om-natten}

        Mörker hjälper.
    """
    for page in content.pages.values():
        is_module = normal(page.path) in content.modules
        for above, heading in pairwise(page.headings):
            is_stray_step = is_module and (above.level, heading.level) == (MODULE_LEVEL, STEP_LEVEL)
            if heading.level > above.level + 1 and not is_stray_step:
                message = tell(
                    "“{text}” skips a level: after {above} comes {below}",
                    text=heading.text,
                    above="#" * above.level,
                    below="#" * (above.level + 1),
                )
                yield Problem(page.path, heading.span, message)


@rule("ACC006", "vague-link", MomentContent, Severity.WARNING)
def vague_link(content: MomentContent) -> Iterator[Problem]:
    """The text of a link does not say where it leads.

    Why: links are often read one by one, without the text around them. “Läs mer” is then the same
    everywhere, and an address is spelt letter by letter.

    Bad, in `welcome.md`:

        # Välkommen

        [Läs mer](https://www.1177.se) om sömn.

    Good, in `welcome.md`:

        # Välkommen

        Läs [om sömn på 1177.se](https://www.1177.se).
    """
    for page, link in _text_links(content):
        text = _said(link)
        if not text:
            yield Problem(page.path, link.span, tell("the link has no text"))
        elif text in _VAGUE:
            message = tell("“{text}” does not say where the link leads", text=link.text.strip())
            yield Problem(page.path, link.span, message)
        elif _BARE_ADDRESS.fullmatch(text):
            message = tell("the text of the link is an address; say what is there instead")
            yield Problem(page.path, link.span, message)


@rule("ACC007", "same-link-text", MomentContent, Severity.WARNING)
def same_link_text(content: MomentContent) -> Iterator[Problem]:
    """Two links on a page have the same text and lead to different places.

    Why: whoever hears the links one by one cannot tell them apart.

    Bad, in `welcome.md`:

        # Välkommen

        Läs [råd om sömn](https://www.1177.se/somn) och [råd om sömn](https://www.1177.se/barn).

    Good, in `welcome.md`:

        # Välkommen

        Läs [råd om sömn](https://www.1177.se/somn) och [råd för barn](https://www.1177.se/barn).
    """
    first: dict[tuple[str, str], str] = {}
    for page, link in _text_links(content):
        text = _said(link)
        if not text or text in _VAGUE or _BARE_ADDRESS.fullmatch(text):
            continue
        file, hash_, name = link.target.partition("#")
        target = file if ":" in file else content.resolve(page.path, file) if file else page.path
        if first.setdefault((page.path, text), target + hash_ + name) != target + hash_ + name:
            message = tell("“{text}” already leads elsewhere on this page", text=link.text.strip())
            yield Problem(page.path, link.span, message)


def _text_links(content: MomentContent) -> Iterator[tuple[Page, Link]]:
    for page, link in content.page_links():
        if link.kind is LinkKind.LINK:
            yield page, link


def _said(link: Link) -> str:
    """Return the text of a link as it is heard."""
    return " ".join(link.text.casefold().split()).strip(" .,:;!?…>»→()[]“”\"'")


_WIDE: Final = 3
"""From so many columns on, the first may hold the rows' own headings and need none."""


@rule("ACC008", "empty-table-header", MomentContent)
def empty_table_header(content: MomentContent) -> Iterator[Problem]:
    """A table has a column without a heading.

    Why: in a long table the heading is read with every cell, so that one knows what it is about.

    Bad, in `welcome.md`:

        # Välkommen

        | När | |
        | --- | --- |
        | Kvällen | Dämpa ljuset. |

    Good, in `welcome.md`:

        # Välkommen

        | När | Gör så här |
        | --- | --- |
        | Kvällen | Dämpa ljuset. |
    """
    for page in content.pages.values():
        for table in page.tables:
            empty = [cell for cell in table.header if not cell.text.strip()]
            if len(empty) == len(table.header):
                yield Problem(
                    page.path, empty[0].span, tell("the table's columns have no headings")
                )
                continue
            for cell in empty:
                has_row_headings = cell is table.header[0] and len(table.header) >= _WIDE
                if not has_row_headings:
                    yield Problem(page.path, cell.span, tell("the column has no heading"))


@rule("ACC009", "wordless-heading", MomentContent)
def wordless_heading(content: MomentContent) -> Iterator[Problem]:
    """A heading has no words: only emoji, punctuation or a stray digit, or nothing.

    Why: headings are how one finds the way, also when the page is read aloud.

    Bad, in `modules/start.md`:

        # Start {#start}

        ## 🌙 {#natt}

        Mörker hjälper.

    Good, in `modules/start.md`:

        # Start {#start}

        ## 🌙 På natten {#natt}

        Mörker hjälper.
    """
    for page in content.pages.values():
        is_module = normal(page.path) in content.modules
        for heading in page.headings:
            if not heading.text and not (is_module and heading.level <= STEP_LEVEL):
                yield Problem(page.path, heading.span, tell("the heading has no text"))
            elif heading.text and not _LETTER.search(_ENTITY.sub("", heading.text)):
                message = tell("“{text}” has no words", text=heading.text)
                yield Problem(page.path, heading.span, message)


RULES = (skipped_heading, vague_link, same_link_text, empty_table_header, wordless_heading)
