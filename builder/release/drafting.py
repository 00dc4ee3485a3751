"""A moment as it stands, beside its last release."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from builder.catalogue import Catalogue
from builder.changes import (
    NO_FILES,
    REWRITTEN_PERCENT,
    Change,
    Files,
    Level,
    Read,
    compare,
    next_version,
)
from builder.content import ChangeNote, MomentContent
from builder.content.moment import media_bytes
from builder.manifest import History, Release, Version, digest
from builder.model import Decision
from builder.package import Package
from builder.packing import Packed, can_be_packed, pack
from builder.problem import Span

ReadSources: TypeAlias = Callable[[Release], MomentContent | None]
"""Reads what a release was made of; None where git does not have it."""


@dataclass(frozen=True, slots=True)
class Base:
    """What a moment is compared with: a package, and its version where it is a release.

    `package` is None where it is the same as the draft's; `packed` is there where the sources of
    that time are, `told` are the change notes that it or an earlier release carried.
    """

    digest: str
    version: Version | None = None
    package: Package | None = field(default=None, repr=False)
    packed: Packed | None = field(default=None, repr=False)
    files: Read = field(default=NO_FILES.old, repr=False)
    commit: str | None = None
    folder: str | None = None
    told: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    """The library forms that it leads to."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A moment as it stands, beside what it is compared with: nothing, where `base` is None.

    `notes` are the change notes that no earlier release carried. `line` is the major version that
    is mended where a later one is out already.
    """

    moment: str
    folder: str
    packed: Packed
    base: Base | None
    changes: tuple[Change, ...] = ()
    notes: tuple[ChangeNote, ...] = ()
    line: int | None = None

    @property
    def decisions(self) -> Mapping[str, Decision]:
        """What the notes decide, by the changes' fingerprints; MAJOR where they contradict."""
        found: dict[str, Decision] = {}
        for note in self.notes:
            for _, decision in note.decisions():
                if decision.level == "major" or decision.change not in found:
                    found[decision.change] = decision
        return found

    def decision_on(self, change: Change) -> Decision | None:
        """Return what was decided about a change that only a person can judge."""
        return self.decisions.get(change.fingerprint) if change.level is Level.DECIDE else None

    def level_of(self, change: Change) -> Level:
        """Return the level that a change has once it is decided."""
        decision = self.decision_on(change)
        if decision is None:
            return change.level
        return Level.MINOR if decision.level == "minor" else Level.MAJOR

    @property
    def level(self) -> Level:
        """The level of the weightiest change; a first release is MAJOR."""
        if self.base is None:
            return Level.MAJOR
        return max(map(self.level_of, self.changes), default=Level.NONE)

    @property
    def is_lowered(self) -> bool:
        """Whether a decision made a change MINOR: that takes as many approvals as a MAJOR."""
        return any(
            change.level is Level.DECIDE and self.level_of(change) is Level.MINOR
            for change in self.changes
        )

    @property
    def version(self) -> Version | None:
        """The version that a release of this draft would get; None when there is none to be."""
        if self.base and (self.level is Level.NONE or self.base.version is None):
            return None
        return next_version(self.base.version if self.base else None, self.level)

    @property
    def word(self) -> str:
        """`first` before the first release, else the level in one word."""
        return self.level.word if self.base else "first"

    @property
    def safety(self) -> bool:
        """Whether a note says that this is about safety."""
        return any(note.settings.safety for note in self.notes)

    def old_place(self, change: Change) -> Span | None:
        """Return where what changed stood; None where the older sources are not at hand."""
        packed = self.base.packed if self.base else None
        return packed.place(change.subject, change.old_line) if packed else None


def draft(
    content: MomentContent, packed: Packed, base: Base | None, line: int | None = None
) -> Draft:
    """Compare a packed moment with what came before it."""
    old = base.package if base else None
    files = Files(base.files if base else NO_FILES.old, _reader(content, packed))
    profile = content.library.profile
    percent = profile.approvals.rewritten_percent if profile else REWRITTEN_PERCENT
    changes = compare(old, packed.package, files, percent) if old else ()
    told = base.told if base else frozenset()
    notes = tuple(note for _, note in sorted(content.notes.items()) if note.id not in told)
    return Draft(content.key.name, content.folder, packed, base, tuple(changes), notes, line)


def _reader(content: MomentContent, packed: Packed) -> Read:
    """Return what reads the media of a moment by digest."""

    def read(sha256: str) -> bytes | None:
        path = packed.blobs.get(sha256)
        return media_bytes(content.tree, path) if path else None

    return read


def base_of_sources(content: MomentContent, version: Version | None = None) -> Base:
    """Return sources as they were at a revision, to compare with; of `version` where released."""
    packed = pack(content)
    told = frozenset(note.id for note in content.notes.values())
    return Base(
        digest(packed.data),
        version,
        packed.package,
        packed,
        _reader(content, packed),
        folder=content.folder,
        told=told,
        forms=frozenset(content.key.forms or ()),
    )


def draft_against(
    history: History | None,
    content: MomentContent,
    catalogue: Catalogue,
    line: int | None = None,
    sources: ReadSources = lambda _: None,
) -> Draft:
    """Compare a moment with its latest release, or with the latest of an older major `line`.

    `sources` reads what a release was made of, where that can be had. Ask `has_line` first.
    """
    packed = pack(content)
    if history is None or not history.releases:
        return draft(content, packed, None)
    latest = (history.latest_of(line) if line else None) or history.latest
    told = (note.id for release in history.lineage(latest) for note in release.notes)
    base = Base(
        latest.package.sha256,
        latest.version,
        files=_published(latest, catalogue),
        commit=latest.commit,
        folder=latest.source,
        told=frozenset(told),
    )
    if latest.package != packed.blob:
        base = _with_sources(base, sources(latest))
        base = replace(base, package=catalogue.package(latest.package))
    return draft(content, packed, base, line)


def _with_sources(base: Base, content: MomentContent | None) -> Base:
    """Return a base with the texts that it was made of, which tell where things stood."""
    if content is None or not can_be_packed(content):
        return base
    return replace(base, packed=pack(content), forms=frozenset(content.key.forms or ()))


def has_line(history: History | None, line: int) -> bool:
    """Tell whether a major is out, and a later one too."""
    return bool(history and history.latest_of(line) and history.latest.version.major > line)


def _published(release: Release, catalogue: Catalogue) -> Read:
    """Return what reads the media of a release by digest."""
    media = {blob.sha256: blob for blob in release.media}

    def read(sha256: str) -> bytes | None:
        return catalogue.blob_bytes(media[sha256]) if sha256 in media else None

    return read


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A moment whose files are as they were when `version` was released."""

    moment: str
    folder: str
    version: str
