"""CODEOWNERS, made of the publishers' files: who is asked to look at a change of what."""

from collections.abc import Iterable, Mapping
from typing import Final

from builder.content import read_library
from builder.model import Publisher
from builder.tree import CONTENT, Tree

OWNERS: Final = "CODEOWNERS"
"""At the top, where both GitHub and GitLab look for it."""
HEADER: Final = (
    "# Skriven av moment init ur content/publishers. Ändra där, och kör moment init igen.\n"
)
"""How our own file begins; any other is left alone."""
_PUBLISHERS: Final = f"{CONTENT}/publishers/"


def owners(files: Mapping[str, bytes]) -> str:
    """Return the text of CODEOWNERS; `files` are the publishers' files by path.

    A publisher unit's folder and file belong to its publishers, by the first e-mail of each. All
    else belongs to the publishers of every production unit. In both forges the last line that
    fits a path is the one that counts.
    """
    publishers = sorted(read_library(Tree.of(files)).publishers.items())
    producing = [one for _, one in publishers if one.kind == "production"]
    lines = [HEADER]
    unread = sorted(set(files) - {f"{_PUBLISHERS}{name}.yaml" for name, _ in publishers})
    lines += [f"# {path} kan inte läsas än, och har därför ingen ägare.\n" for path in unread]
    lines += _line("*", (mail for one in producing for mail in _emails(one)))
    for name, publisher in publishers:
        mails = _emails(publisher)
        lines += _line(f"/{_PUBLISHERS}{name}.yaml", mails)
        lines += _line(f"/{CONTENT}/moments/{name}/", mails)
    return "".join(lines)


def _emails(publisher: Publisher) -> list[str]:
    return [one.emails[0] for one in publisher.people if "publisher" in one.roles]


def _line(pattern: str, emails: Iterable[str]) -> list[str]:
    """Return one line, or none: a pattern without an owner would take away the others'."""
    mails = dict.fromkeys(emails)
    return [f"{pattern} {' '.join(mails)}\n"] if mails else []


def is_ours(text: str) -> bool:
    """Tell whether a CODEOWNERS was written by us."""
    return text.replace("\r\n", "\n").startswith(HEADER)
