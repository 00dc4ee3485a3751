"""The records that a publication adds to the history of a moment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from builder import rendition
from builder.catalogue import Addition
from builder.changes import Change, Level, witness
from builder.content import MomentContent
from builder.content.moment import media_bytes
from builder.manifest import (
    Approval,
    Blob,
    ChangeText,
    History,
    Json,
    Note,
    Record,
    Release,
    Version,
    record_digest,
)
from builder.message import LANGUAGES, Message, tell
from builder.package import Package
from builder.release.drafting import Draft
from builder.release.listing import listing_of, says_the_same
from builder.repository import Commit
from builder.tree import Tree
from builder.version import __version__

TAG: Final = "release/{moment}/{version}"


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
