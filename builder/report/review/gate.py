"""The last gate before a reader of a review: the whole body of the page goes through it."""

from typing import Final

import nh3

_TAGS: Final = {
    "a", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "img", "ins", "li",
    "main", "nav", "ol", "p", "pre", "section", "span", "strong", "summary", "table", "tbody",
    "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES: Final = {
    "*": {"class", "id", "lang", "aria-hidden", "aria-label", "aria-labelledby"},
    "a": {"href", "rel"},
    "details": {"open"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "pre": {"tabindex"},
    "th": {"scope"},
}
_SCHEMES: Final = {"http", "https", "mailto", "tel", "data"}
_DATA, _PICTURES = "data:", ("data:image/jpeg;", "data:image/png;", "data:image/webp;")


def passed(body: str) -> str:
    """Return the body of a page without anything that is not on our list."""
    return nh3.clean(
        body,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def _kept(tag: str, name: str, value: str) -> str | None:
    """Let data through as pictures only."""
    if name in {"href", "src"} and value.strip().lower().startswith(_DATA):
        return value if tag == "img" and value.startswith(_PICTURES) else None
    return value
