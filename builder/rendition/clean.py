"""The last gate before a reader: only the HTML that our own templates write goes through."""

import re
from typing import Final

import nh3

_SCHEMES: Final = {"http", "https", "mailto", "tel"}
_TAGS: Final = {
    "a", "article", "audio", "blockquote", "br", "caption", "code", "dd", "details", "div", "dl",
    "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol",
    "p", "pre", "section", "span", "strong", "summary", "table", "tbody", "td", "th", "thead",
    "tr", "track", "ul", "video",
}  # fmt: skip
_ATTRIBUTES: Final = {
    "*": {"class", "id", "lang", "aria-hidden", "aria-label", "aria-labelledby"},
    "a": {"href", "rel"},
    "audio": {"src", "controls", "preload"},
    "img": {"src", "alt", "loading"},
    "ol": {"start"},
    "th": {"scope"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "video": {"src", "controls", "preload", "playsinline"},
}
_PLAIN_ATTRIBUTES: Final = frozenset[str]().union(*_ATTRIBUTES.values()) - {"href", "src"}
_CLEAN_TAG: Final = re.compile(
    rf"""</?(?:{"|".join(sorted(_TAGS, key=len, reverse=True))})
    (?:\ (?:
        (?:href|src)="(?:\#|https?://|mailto:|tel:|media/)[^"<>]*"
        |(?:{"|".join(sorted(_PLAIN_ATTRIBUTES, key=len, reverse=True))})="[^"<>]*"
    ))*>""",
    re.VERBOSE,
)
_MEDIA_ADDRESS: Final = re.compile(r'(<(?:img|video|audio|track) (?:kind="captions" )?src=")media/')


def clean(html: str) -> str:
    """Return `html` without anything that is not on our list: scripts, styles, frames, handlers."""
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)


def is_clean(html: str) -> bool:
    """Tell whether every tag in `html` is written as `clean` writes those on our list.

    Stricter than `clean`, and some twenty times faster: what it does not know it does not pass.
    """
    return "<" not in _CLEAN_TAG.sub("", html)


def at_depth(html: str, root: str) -> str:
    """Return cleaned `html` for a page that reaches the site's root by `root`, such as `../`.

    Exact, not a guess: in clean HTML no text holds `<` and no attribute holds a quotation mark.
    """
    return _MEDIA_ADDRESS.sub(rf"\g<1>{root}media/", html)


def is_outside(address: str) -> bool:
    """Tell whether an address leads away from the moment, to somewhere a reader may go."""
    scheme, colon, _ = address.partition(":")
    return bool(colon) and scheme.lower() in _SCHEMES
