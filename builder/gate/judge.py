"""Whether the content of a commit may stand on the protected branch."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from builder.catalogue import Catalogue
from builder.checks import Finding, Severity, check
from builder.content.library import moment_folder
from builder.errors import BuilderError
from builder.gate.push import Push
from builder.message import Message, tell, tell_number
from builder.proposal import Scope, lacks_of, propose, reasons_of
from builder.repository import Repository
from builder.snapshot import Snapshot
from builder.tree import CONTENT

_SHOWN: Final = 20
_NO_CATALOGUE: Final = Path("no-catalogue")
"""A folder that is not there: releases are then known by their tags."""


def judge(repository: Repository, old: str | None, new: str, push: Push) -> list[Message]:
    """Return why the content of the commit `new` may not follow on `old` (None: on nothing).

    There may be no errors in what changed; and what changed is approved as it would be published,
    by approvals that are in the repository, or come with the push itself.
    """
    try:
        here = Snapshot.at(repository, new)
        changed = repository.changed_files(old, new) if old else [CONTENT]
        touched = _touched(here, changed)
        return [*_faults(here, touched, push)] or [*_unapproved(here, touched, old, push)]
    except BuilderError as error:
        return [error.message]


def _touched(here: Snapshot, changed: list[str]) -> list[str]:
    """Return the folders of the moments that may differ where some files have changed."""
    touched = {moment_folder(path) for path in changed}
    if touched <= here.library.folders.keys():
        return sorted(touched)
    return list(here.library.folders)  # what is shared has changed, or a moment is gone


def _faults(here: Snapshot, touched: list[str], push: Push) -> Iterator[Message]:
    findings = _errors(here, touched, push)
    for one in findings[:_SHOWN]:
        yield tell("{place} {code} {said}", place=str(one.span), code=one.code, said=one.message)
    if len(findings) > _SHOWN:
        more = len(findings) - _SHOWN
        yield tell_number("… and {n} more error", "… and {n} more errors", more)


def _errors(here: Snapshot, touched: list[str], push: Push) -> list[Finding]:
    """Return the errors in what all moments share, and in the moments that were touched."""
    contents = [here.moment(one) for one in touched]
    if len(contents) == len(here.library.folders):
        here.library.keys = tuple(one.key for one in contents)
    found = [
        *check(here.library, push.today),
        *(one for content in contents for one in check(content, push.today)),
    ]
    return sorted(one for one in found if one.severity is Severity.ERROR)


def _unapproved(
    here: Snapshot, touched: list[str], old: str | None, push: Push
) -> Iterator[Message]:
    """Yield what moments and registers lack to be published."""
    folders = [one for one in touched if one in here.production]
    scope = Scope(folders, arriving=push.new_tags, trusted=old, tagged=old is not None)
    found = propose(here, Catalogue(push.catalogue or _NO_CATALOGUE), push.today, scope)
    for register in found.people:
        if not register.verdict.is_enough:
            for reason in reasons_of(register.verdict):
                yield tell("{name}: {reason}", name=register.publisher, reason=reason)
    for one in found.moments:
        if one.is_something and not one.is_ready:
            for reason in lacks_of(one):
                yield tell("{name}: {reason}", name=one.draft.moment, reason=reason)
