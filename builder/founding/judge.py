"""Whether the content of a commit may stand on the protected branch."""

import datetime as dt
from typing import Final

from builder.checks import Finding, Severity, check
from builder.content import read_library, read_moment
from builder.content.library import MOMENT_DEPTH, moment_folder
from builder.errors import SourceError
from builder.founding.gate import Push
from builder.message import Message, tell, tell_number
from builder.repository import Repository
from builder.tree import CONTENT

_SHOWN: Final = 20


def judge(repository: Repository, old: str | None, new: str, push: Push) -> list[Message]:
    """Return why the content of the commit `new` may not follow on `old` (None: on nothing).

    TODO-LEAD: the approvals that production moments lack, against `push.catalogue`, or without
    one against `old`; `push.new_tags` come with the push itself.
    """
    try:
        findings = _errors(repository, old, new, push.today)
    except SourceError as error:
        return [error.message]
    told = [
        tell("{place} {code} {said}", place=str(one.span), code=one.code, said=one.message)
        for one in findings[:_SHOWN]
    ]
    if len(findings) > _SHOWN:
        more = len(findings) - _SHOWN
        told.append(tell_number("… and {n} more error", "… and {n} more errors", more))
    return told


def _errors(repository: Repository, old: str | None, new: str, today: dt.date) -> list[Finding]:
    """Return the errors in what all moments share, and in the moments that `new` changes."""
    tree = repository.tree(new)
    library = read_library(tree)
    parts = tree.split(MOMENT_DEPTH)
    touched = _touched(repository, old, new)
    if not touched <= library.folders.keys():  # what is shared, or a moment that is gone
        touched = set(library.folders)
    contents = [read_moment(parts[one], one, library) for one in sorted(touched)]
    if len(contents) == len(library.folders):
        library.keys = tuple(one.key for one in contents)
    found = [
        *check(library, today),
        *(one for content in contents for one in check(content, today)),
    ]
    return sorted(one for one in found if one.severity is Severity.ERROR)


def _touched(repository: Repository, old: str | None, new: str) -> set[str]:
    """Return the folders, or the shared files, that two commits have different."""
    from git import Repo

    if old is None:
        return {CONTENT}
    with Repo(repository.root) as bare:
        names = bare.git.diff("--name-only", "--no-renames", "-z", old, new, "--", CONTENT)
    return {moment_folder(path) for path in names.split("\0") if path}
