"""The versions of a moment as its page tells them: what changed, why, and who approved it."""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from builder.manifest import ChangeText, Json, Release, Version
from builder.message import tell
from builder.rendition import render_note
from builder.rendition.words import Voice
from builder.site.presented import Presented, names_of, subject_words
from builder.site.words import TOUCHES, choice, say

_NOTE_LEVEL: Final = 5
"""Headings inside a change note: h2 versions, h3 a version, h4 the note."""


def versions(presented: Presented, language: str) -> list[Json]:
    """Return what the list of versions shows of each release, the highest first."""
    names = names_of(presented.rendition)
    safety = presented.safety
    return [
        _version(release, safety.version if safety else None, names, language)
        for release in presented.releases
    ]


def safety_banner(presented: Presented, language: str) -> Json | None:
    """Return what stands first on the page of a moment with a safety release, or None."""
    release = presented.safety
    if release is None:
        return None
    version = str(release.version)
    text = tell(
        "Version {version} was released for safety. Lower versions are not to be started any more.",
        version=version,
    )
    return {
        "version": version,
        "language": release.language,
        "text": say(text, language),
        "about": [note.title for note in release.notes],
    }


def _version(
    release: Release, safe: Version | None, names: Mapping[str, str], language: str
) -> Json:
    decisions = {one["change"]: one["reason"] for one in release.decisions}
    return {
        "version": str(release.version),
        "level": release.level,
        "date": release.date,
        "safety": release.safety,
        "superseded": safe is not None and release.version < safe,
        "commit": release.commit[:10],
        "package": release.package.sha256[:12],
        "changes": [
            _change(change, decisions.get(change.fingerprint, ""), names, language)
            for change in release.changes
        ],
        "notes": [(note.title, _note(note.markdown, release.language)) for note in release.notes],
        "approved": _approved(release, language),
        "waivers": release.waivers,
        "language": release.language,
    }


def _change(change: ChangeText, reason: str, names: Mapping[str, str], language: str) -> Json:
    touches = choice(TOUCHES, change.touches, language)
    return {
        "level": change.level,
        "subject": subject_words(change.subject, names),
        "text": _in_language(change.text, language) or change.code,
        "touches": say(tell("Touches {what}", what=touches), language),
        "example": _in_language(change.witness or {}, language),
        "reason": reason,
    }


def _approved(release: Release, language: str) -> str:
    """Say who approved a release, or plainly that nobody did."""
    by = release.approval.by if release.approval else ()
    if not by:
        nobody = tell("Nobody has approved it; the publisher's rules asked for no approval.")
        return say(nobody, language)
    names = Voice(language).all_of([one.name for one in by])
    return say(tell("Approved by {names}.", names=names), language)


def _in_language(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")


def _note(markdown: str, language: str) -> Markup:
    return Markup(render_note(markdown, language, _NOTE_LEVEL))  # noqa: S704 - cleaned by rendition
