"""Links that came out as letters, since something about their marks is not quite right."""

import re
from typing import Final

from builder.source import Page
from builder.source.prose import Prose, ProseKind

_ADDRESS: Final = r"(?:\.{0,2}/|https?:|www\.|media/|forms/)"
_LINKS: Final = (
    re.compile(r"!?\[[^\[\]]*\]\([^()]*\)?"),
    re.compile(rf"!?\[[^\[\]]*\] \({_ADDRESS}[^()]*\)?"),
    re.compile(rf"\([^()]*\)\[{_ADDRESS}[^\[\]]*\]"),
)
_OPENING: Final = re.compile(r"\]\(\s*<?")
_ODD: Final = re.compile(r"\] \(|\]\s*$|\)\[")


def broken_link(prose: Prose) -> re.Match[str] | None:
    """Return where a reader sees the marks of a link, beside code and alternative texts."""
    if prose.kind in {ProseKind.CODE, ProseKind.ALT}:
        return None
    found = (pattern.search(prose.text) for pattern in _LINKS)
    return next((one for one in found if one and not is_code(prose, one.start())), None)


def is_code(prose: Prose, at: int) -> bool:
    """Tell whether what stands at a place in a text is code."""
    return any(first <= at < last for first, last in prose.code)


def has_broken_link(page: Page) -> bool:
    """Tell whether a page shows the marks of a link."""
    return _is_odd(page) and any(broken_link(prose) for prose in page.prose)


def _is_odd(page: Page) -> bool:
    """Tell whether brackets stand where no link is; what a reader sees takes longer to find."""
    addresses = {(link.span.line, link.span.column) for link in page.links}
    for number, line in enumerate(page.lines, 1):
        if ("]" in line or "[" in line) and (
            _ODD.search(line)
            or any((number, one.end() + 1) not in addresses for one in _OPENING.finditer(line))
        ):
            return True
    return False
