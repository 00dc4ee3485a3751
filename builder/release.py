"""Compare a moment with its last release, and make the records of the next one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from builder import rendition
from builder.catalogue import Addition, Catalogue
from builder.changes import Change, Level, compare, level_of, next_version
from builder.content import MomentContent
from builder.content.moment import media_bytes
from builder.manifest import (
    EVERYONE,
    Blob,
    ChangeText,
    History,
    Listing,
    Note,
    Record,
    Release,
    Version,
    digest,
    record_digest,
)
from builder.message import LANGUAGES
from builder.package import Package
from builder.packing import Packed, pack
from builder.repository import Commit
from builder.tree import Tree
from builder.version import __version__

TAG: Final = "release/{moment}/{version}"


@dataclass(frozen=True, slots=True)
class Base:
    """What a moment is compared with: a package, and its version where it is a release."""

    package: str
    version: Version | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A moment as it stands, beside what it is compared with: nothing, where `base` is None."""

    moment: str
    folder: str
    packed: Packed
    base: Base | None
    changes: tuple[Change, ...] = ()

    @property
    def level(self) -> Level:
        """The level of the weightiest change; a first release is MAJOR."""
        return level_of(self.changes) if self.base else Level.MAJOR

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


def draft(
    content: MomentContent, packed: Packed, old: Package | None, version: Version | None
) -> Draft:
    """Compare a packed moment with an older package, of `version` where it was released."""
    base = Base(digest(old.to_bytes()), version) if old else None
    changes = compare(old, packed.package) if old else []
    return Draft(content.key.name, content.folder, packed, base, tuple(changes))


def draft_against(history: History | None, content: MomentContent, catalogue: Catalogue) -> Draft:
    """Compare a moment with its latest release; a package with the same digest is not even read."""
    packed = pack(content)
    latest = history.latest if history and history.releases else None
    if latest and latest.package == packed.blob:
        return Draft(
            content.key.name, content.folder, packed, Base(latest.package.sha256, latest.version)
        )
    old = catalogue.package(latest.package) if latest else None
    return draft(content, packed, old, latest.version if latest else None)


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
    draft: Draft, history: History | None, content: MomentContent, commit: Commit
) -> Outcome:
    """Return what publishing `draft` adds to the catalogue after `history`."""
    records: list[Record] = []
    previous = record_digest(history.records[-1]) if history else None
    packages: dict[str, bytes] = {}
    if draft.version:
        html = rendition.render(draft.packed.package)
        notes = tuple(_notes(content, history))
        release = replace(
            _release(draft, notes, commit, draft.version, Blob.of(html)), previous=previous
        )
        previous = record_digest(release)
        records.append(release)
        packages = {release.package.sha256: draft.packed.data, release.html.sha256: html}
    listing = replace(_listing(content, commit), previous=previous)
    if not _says_the_same(history.listing if history else None, listing):
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
    draft: Draft, notes: tuple[Note, ...], commit: Commit, version: Version, html: Blob
) -> Release:
    package = draft.packed.package
    return Release(
        version=version,
        level=draft.word if draft.level is not Level.DECIDE else Level.MAJOR.word,
        base=draft.base.package if draft.base else None,
        package=draft.packed.blob,
        html=html,
        media=tuple(sorted(_media(package))),
        title=package.title,
        kind=package.kind,
        language=package.language,
        summary=package.summary,
        audience=package.audience,
        open=package.open,
        changes=tuple(_change_text(change) for change in draft.changes),
        notes=notes,
        commit=commit.id,
        date=commit.date,
        builder=__version__,
        source=draft.folder,
    )


def _media(package: Package) -> set[Blob]:
    files = [file for medium in package.media for file in (medium.file, medium.captions) if file]
    return {Blob(file.sha256, file.length) for file in files}


def _change_text(change: Change) -> ChangeText:
    texts = {language: change.message.in_language(language) for language in LANGUAGES}
    return ChangeText(change.kind.code, change.level.word, "/".join(change.subject), texts)


def _notes(content: MomentContent, history: History | None) -> Iterator[Note]:
    """Yield the change notes that no earlier release carries."""
    told = {note.id for release in (history.releases if history else ()) for note in release.notes}
    for path, page in sorted(content.notes.items()):
        name = path.rpartition("/")[2].removesuffix(".md")
        if name not in told and page.headings:
            heading = page.headings[0]
            yield Note(name, heading.text, page.text(heading.last_line + 1, len(page.lines)))


def _listing(content: MomentContent, commit: Commit) -> Listing:
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


def _says_the_same(old: Listing | None, new: Listing) -> bool:
    """Tell whether a listing says what the old one says, wherever and whenever it was written."""
    return old is not None and new == replace(
        old, commit=new.commit, date=new.date, previous=new.previous
    )
