"""REF: addresses outside the moment. Nothing is fetched: only what is written is looked at."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from builder.checks.rule import Severity, rule
from builder.content import MomentContent
from builder.message import Message, tell
from builder.problem import Edit, Edits, Problem
from builder.source import Link
from builder.source.page import BARE_ADDRESS

_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
_MAIL: Final = re.compile(r"[^@\s?]+@[^@\s?]+\.[^@\s?.]+")
_TELEPHONE: Final = re.compile(r"\+?[0-9][0-9-]*")


@rule("REF014", "malformed-address", MomentContent)
def malformed_address(content: MomentContent) -> Iterator[Problem]:
    """A link to somewhere else is not written as an address that a browser can follow.

    Why: the resident would meet an error instead of what the text promises. An address on the web
    begins with `https://`, an e-mail address with `mailto:` and a telephone number with `tel:`.

    Bad, in `welcome.md`:

        # Välkommen

        Läs mer på [1177 om sömn](www.1177.se/somn).

    Good, in `welcome.md`:

        # Välkommen

        Läs mer på [1177 om sömn](https://www.1177.se/somn).
    """
    for page, link in content.page_links():
        if BARE_ADDRESS.fullmatch(link.target):
            message = tell("“{target}” lacks https:// at its beginning", target=link.target)
            fix = Edits((Edit(link.span, f"https://{link.target}"),))
            yield Problem(page.path, link.span, message, fix=fix)
        elif fault := _fault(link):
            yield Problem(page.path, link.span, fault)


def _fault(link: Link) -> Message | None:
    scheme, colon, rest = link.target.partition(":")
    match scheme.lower():
        case _ if not colon or "/" in scheme or "#" in scheme:
            if link.target.startswith("//"):
                return tell("“{target}” lacks https:// at its beginning", target=link.target)
            return None
        case "http" | "https":
            is_sound = _has_host(link.target)
        case "mailto":
            is_sound = bool(_MAIL.match(rest))
        case "tel":
            is_sound = bool(_TELEPHONE.fullmatch(rest.replace(" ", "")))
        case _:
            return tell(
                "“{target}” is not followed: an address begins with https, mailto or tel",
                target=link.target,
            )
    return None if is_sound else tell("“{target}” is not a whole address", target=link.target)


def _has_host(target: str) -> bool:
    try:
        parts = urlsplit(target)
        host = (parts.hostname or "").encode("idna").decode()
        has_port = parts.port != 0
    except (ValueError, UnicodeError):
        return False
    return has_port and bool(_HOST.fullmatch(host)) and not re.search(r"\s", target)


@rule("REF015", "insecure-address", MomentContent, Severity.WARNING)
def insecure_address(content: MomentContent) -> Iterator[Problem]:
    """A link leads to a site without encryption.

    Why: others on the same network can see what the resident reads, or change it. Most sites
    answer to `https://` as well; try it, and write that.

    Bad, in `welcome.md`:

        # Välkommen

        Läs mer på [Kunskapsbanken](http://kunskap.example/somn).

    Good, in `welcome.md`:

        # Välkommen

        Läs mer på [Kunskapsbanken](https://kunskap.example/somn).
    """
    for page, link in content.page_links():
        if link.target.lower().startswith("http:") and not _fault(link):
            message = tell("“{target}” is not encrypted: try https", target=link.target)
            yield Problem(page.path, link.span, message)


RULES = (malformed_address, insecure_address)
