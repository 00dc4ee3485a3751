"""What is found in a draft: everything at first, afterwards only in what has changed."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

from builder.checks import Finding, check
from builder.content import MomentContent, MomentKey, read_library
from builder.content.library import MOMENT_DEPTH, moment_folder
from builder.mending.draft import Draft, narrowed
from builder.model import Profile
from builder.survey import each_moment
from builder.tree import Tree

_Signature: TypeAlias = tuple[tuple[str, str, bytes | None], ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was found in one moment, which was as `signature` says."""

    signature: _Signature
    key: MomentKey
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What is found in a draft. `only` are the moments that were asked for, or none for all."""

    findings: tuple[Finding, ...] = ()
    profile: Profile | None = None
    only: tuple[str, ...] = ()
    shared: _Signature = ()
    seen: Mapping[str, _Seen] = field(default_factory=dict, repr=False)

    @property
    def moments(self) -> int:
        """How many moments were looked at."""
        return len(self.seen)

    def covers(self, finding: Finding) -> bool:
        """Tell whether a finding stands in what was asked for."""
        return not self.only or moment_folder(finding.span.path) in self.only


def look(
    draft: Draft,
    today: dt.date,
    only: Sequence[str] = (),
    before: Look | None = None,
    step: Callable[[int], object] = int,
) -> Look:
    """Return what is found in a draft, as of `today`.

    `only` are folders of moments as they are on disk. What has not changed since `before` is not
    read again.
    """
    library = read_library(draft.tree)
    parts = {
        folder: narrowed(part)
        for folder, part in draft.tree.split(MOMENT_DEPTH).items()
        if folder in library.folders
    }
    origins = {folder: _origin(draft, folder, part) for folder, part in parts.items()}
    wanted = [folder for folder in parts if not only or origins[folder] in only]
    shared = _signature(draft, library.tree)
    seen = dict(before.seen) if before and before.shared == shared else {}
    signatures = {folder: _signature(draft, parts[folder]) for folder in wanted}
    stale = [one for one in wanted if one not in seen or seen[one].signature != signatures[one]]
    for folder, (key, findings) in zip(
        stale, each_moment(parts, library, stale, partial(_look, today=today)), strict=True
    ):
        seen[folder] = _Seen(signatures[folder], key, findings)
        step(1)
    seen = {folder: seen[folder] for folder in wanted}
    if not only:
        library.keys = tuple(one.key for one in seen.values())
    found = [finding for one in seen.values() for finding in one.findings]
    findings = tuple(sorted([*found, *check(library, today)]))
    return Look(findings, library.profile, tuple(wanted) if only else (), shared, seen)


def _look(content: MomentContent, today: dt.date) -> tuple[MomentKey, tuple[Finding, ...]]:
    return content.key, tuple(check(content, today))


def _origin(draft: Draft, folder: str, part: Tree) -> str:
    """Return the folder on disk of a moment of the draft."""
    return moment_folder(draft.origin(next(iter(part), f"{folder}/")))


def _signature(draft: Draft, part: Tree) -> _Signature:
    """Return what is another one whenever something in a part of the draft is."""
    return tuple((path, draft.origin(path), draft.written.get(path)) for path in part)
