"""A text of no package, such as a change note, by the same parser and through the same gate."""

from builder.package import PackedPage
from builder.rendition.atlas import Atlas
from builder.rendition.clean import clean
from builder.rendition.prose import Place, Prose
from builder.rendition.words import Voice


def render_note(markdown: str, language: str, level: int) -> str:
    """Return Markdown as clean HTML; its uppermost headings get `level` (2 to 6).

    Links to files lead nowhere here, so they become plain text.
    """
    page = PackedPage(title="", markdown=markdown)
    return clean(Prose(Atlas(language, {}, {}), Voice(language)).html(page, Place("", level)))
