"""The handbook: a page for each rule, and one that lists them all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Final

from markupsafe import Markup, escape

from builder.checks import ALL_RULES
from builder.checks.page import FAMILIES, RulePage, page_path
from builder.manifest import digest
from builder.message import translate
from builder.site.frame import SitePage, templates
from builder.site.words import SEVERITIES, choice, say, words_in

INDEX_PATH: Final = page_path("index")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A rule as the handbook presents it, in the reader's language."""

    code: str
    severity: str
    page: RulePage

    @property
    def file(self) -> str:
        """The address of its page from the pages beside it."""
        return page_path(self.code).rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class _Family:
    """Rules about one thing."""

    code: str
    title: str
    entries: tuple[_Entry, ...]


@cache
def handbook(language: str) -> Mapping[str, SitePage]:
    """Return the pages of the handbook in one language, by their paths in a site."""
    families = tuple(_families(language))
    pages = [_page(INDEX_PATH, words_in(language).handbook, language, families=families)]
    for family in families:
        for n, entry in enumerate(family.entries):
            title = f"{entry.code} {entry.page.title.replace('`', '')}"
            beside = {
                "before": family.entries[n - 1] if n else None,
                "after": next(iter(family.entries[n + 1 :]), None),
            }
            path = page_path(entry.code)
            pages.append(_page(path, title, language, entry=entry, family=family, **beside))
    return {page.path: page for page in pages}


def _families(language: str) -> Iterator[_Family]:
    entries = [
        _Entry(rule.code, str(rule.severity), RulePage.read(rule.manual).in_language(language))
        for rule in ALL_RULES
    ]
    for code, group in groupby(entries, key=lambda entry: entry.code[:3]):
        yield _Family(code, translate(FAMILIES[code], language), tuple(group))


def _page(path: str, title: str, language: str, **filled: object) -> SitePage:
    template = templates().get_template("handbook.html" if path == INDEX_PATH else "rule.html")
    html = template.render(
        words=words_in(language),
        severity_word=lambda severity: choice(SEVERITIES, severity, language),
        say=lambda message: say(message, language),
        prose=_prose,
        **filled,
    )
    return SitePage(path, title, html, digest(html.encode()))


def _prose(text: str) -> Markup:
    """Return a paragraph with what stands between backticks as code."""
    parts = text.split("`")
    shown = [
        Markup("<code>{}</code>").format(part) if n % 2 else escape(part)
        for n, part in enumerate(parts)
    ]
    return Markup("").join(shown)
