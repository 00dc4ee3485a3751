"""Compare a moment with its last release, and make the records of the next one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from builder import rendition
from builder.catalogue import Addition, Catalogue
from builder.changes import (
    NO_FILES,
    REWRITTEN_PERCENT,
    Change,
    Files,
    Level,
    Read,
    compare,
    next_version,
    witness,
)
from builder.content import ChangeNote, MomentContent
from builder.content.moment import media_bytes
from builder.manifest import (
    EVERYONE,
    Approval,
    Blob,
    ChangeText,
    History,
    Json,
    Listing,
    Note,
    Record,
    Release,
    Version,
    digest,
    record_digest,
)
from builder.message import LANGUAGES, Message, tell
from builder.model import Decision
from builder.package import Package
from builder.packing import Packed, can_be_packed, pack
from builder.problem import Span
from builder.repository import Commit
from builder.tree import Tree
from builder.version import __version__

TAG: Final = "release/{moment}/{version}"
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a publication does for one moment: a version, a new listing only, or nothing."""

    draft: Draft
    addition: Addition | None

    @property
    def version(self) -> Version | None:
        """The version that is published, or None."""
        return self.draft.version

    @property
    def tag(self) -> str | None:
        """The tag that marks the commit, where there is a version."""
        return TAG.format(moment=self.draft.moment, version=self.version) if self.version else None


def outcome(
    draft: Draft,
    history: History | None,
    content: MomentContent,
    commit: Commit,
    approval: Approval | None = None,
) -> Outcome:
    """Return what publishing `draft` adds to the catalogue after `history`."""
    records: list[Record] = []
    previous = record_digest(history.records[-1]) if history else None
    packages: dict[str, bytes] = {}
    if draft.version:
        html = rendition.render(draft.packed.package)
        made = _release(draft, content, commit, draft.version, Blob.of(html))
        release = replace(made, approval=approval, previous=previous)
        previous = record_digest(release)
        records.append(release)
        packages = {release.package.sha256: draft.packed.data, release.html.sha256: html}
    listing = replace(listing_of(content, commit), approval=approval, previous=previous)
    if draft.line is None and not says_the_same(history.listing if history else None, listing):
        records.append(listing)
    blobs = _Blobs(content.tree, draft.packed.blobs if draft.version else {})
    addition = Addition(draft.moment, tuple(records), packages, blobs) if records else None
    return Outcome(draft, addition)


class _Blobs(Mapping[str, bytes]):
    """The media of a moment by digest, read when asked for."""

    def __init__(self, tree: Tree, paths: Mapping[str, str]) -> None:
        self._tree, self._paths = tree, paths

    def __getitem__(self, sha256: str) -> bytes:
        return media_bytes(self._tree, self._paths[sha256])

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def _release(
    draft: Draft, content: MomentContent, commit: Commit, version: Version, html: Blob
) -> Release:
    package = draft.packed.package
    return Release(
        version=version,
        level=draft.word if draft.level is not Level.DECIDE else Level.MAJOR.word,
        base=draft.base.digest if draft.base else None,
        package=draft.packed.blob,
        html=html,
        media=tuple(sorted(_media(package))),
        title=package.title,
        kind=package.kind,
        language=package.language,
        summary=package.summary,
        audience=package.audience,
        open=package.open,
        changes=tuple(_change_text(draft, change) for change in draft.changes),
        notes=notes_of(draft),
        commit=commit.id,
        date=commit.date,
        builder=__version__,
        source=draft.folder,
        safety=draft.safety,
        decisions=tuple(decisions_of(draft)),
        waivers=tuple(waivers_of(content)),
    )


def notes_of(draft: Draft) -> tuple[Note, ...]:
    """Return what units are told about the release of a draft."""
    return tuple(Note(note.id, note.title, note.markdown) for note in draft.notes)


def decisions_of(draft: Draft) -> Iterator[Json]:
    """Yield what was decided about the changes of a draft, as plain JSON."""
    for change in draft.changes:
        decision = draft.decision_on(change)
        if decision:
            yield decision.model_dump(mode="json")


def waivers_of(content: MomentContent) -> Iterator[Json]:
    """Yield the warnings of a moment that somebody answers for, as plain JSON."""
    for waiver in content.moment.waivers if content.moment else ():
        yield waiver.model_dump(mode="json")


def _media(package: Package) -> set[Blob]:
    files = [file for medium in package.media for file in (medium.file, medium.captions) if file]
    return {Blob(file.sha256, file.length) for file in files}


def _change_text(draft: Draft, change: Change) -> ChangeText:
    seen = witness_of(draft, change)
    return ChangeText(
        code=change.kind.code,
        level=draft.level_of(change).word,
        touches=change.kind.touches.word,
        subject="/".join(change.subject),
        fingerprint=change.fingerprint,
        text=_in_all_languages(change.message),
        witness=_in_all_languages(seen) if seen else None,
    )


def witness_of(draft: Draft, change: Change) -> Message | None:
    """Return an example of somebody whom a change touches, or None."""
    base, version = draft.base, draft.version
    if base is None or base.package is None:
        return None
    before = str(base.version) if base.version else tell("the earlier text")
    seen = witness(change, base.package, draft.packed.package)
    return (
        seen.told(before, str(version) if version else tell("the text as it is now"))
        if seen
        else None
    )


def _in_all_languages(message: Message) -> Mapping[str, str]:
    return {language: message.in_language(language) for language in LANGUAGES}


def listing_of(content: MomentContent, commit: Commit) -> Listing:
    """Return what the catalogue is to say of a moment besides its content."""
    moment = content.moment
    publisher = content.library.publishers[content.publisher]
    assert moment, "an unchecked moment was published"  # noqa: S101 - a fault of ours
    chosen = [one for one in publisher.care_providers if one.id in moment.available_to]
    everyone = EVERYONE in moment.available_to
    return Listing(
        publisher=publisher.title,
        owner=moment.owner,
        contact_role=moment.contact.role,
        contact_email=moment.contact.email,
        available_to=None if everyone else tuple(sorted((one.hsa_id, one.title) for one in chosen)),
        review_by=moment.review_by.isoformat(),
        commit=commit.id,
        date=commit.date,
    )


def listing_changes(old: Listing | None, new: Listing) -> Iterator[tuple[str, str, str]]:
    """Yield what differs in the catalogue's entry: the key, what stood and what stands there."""
    before, after = (_told(one) if one else {} for one in (old, new))
    for key, said in after.items():
        if before.get(key, "") != said:
            yield key, before.get(key, ""), said


def _told(listing: Listing) -> Mapping[str, str]:
    providers = listing.available_to
    return {
        "publisher": listing.publisher,
        "owner": listing.owner,
        "contact": f"{listing.contact_role}, {listing.contact_email}",
        "available-to": EVERYONE
        if providers is None
        else ", ".join(f"{title} ({hsa_id})" for hsa_id, title in providers),
        "review-by": listing.review_by,
    }


def says_the_same(old: Listing | None, new: Listing) -> bool:
    """Tell whether a listing says what the old one says, wherever and whenever it was written."""
    return old is not None and new == replace(
        old, commit=new.commit, date=new.date, previous=new.previous
    )
