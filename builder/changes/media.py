"""What changed in a picture, film or sound: the file, what is said beside it, and its rights."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from builder.changes.field import compare_field, compare_words
from builder.changes.kinds import Change, Kind
from builder.changes.prose import compare_cues
from builder.media.kind import MediaKind
from builder.media.likeness import Likeness, described, picture_likeness, stream_likeness
from builder.message import Message, mark, tell
from builder.package import PackedBlob, PackedMedium, Route

Read = Callable[[str], bytes | None]
"""Gives a file by its sha256; None where it cannot be had."""


def _nothing(_: str) -> bytes | None:
    return None


@dataclass(frozen=True, slots=True)
class Files:
    """Where the files of the old and of the new package are read."""

    old: Read
    new: Read


NO_FILES: Final = Files(_nothing, _nothing)


def compare_media(
    old: PackedMedium, new: PackedMedium, subject: Route, files: Files = NO_FILES
) -> Iterator[Change]:
    """Yield what differs between two versions of a medium, but for its transcript.

    A medium that ceases or begins to be decorative decides: whether the picture says something is
    what its alt text hangs on, and who only hears the page meets more or less than before. The
    language is only what a screen reader is told to speak, as the rights are only words beside.
    """
    if (old.kind, old.type, old.file) != (new.kind, new.type, new.file):
        yield _replaced(old, new, subject, files)
    yield from _captions(old.captions, new.captions, subject, files)
    yield from compare_words(old, new, "audio_description", subject, Kind.TEXT_REWORDED)
    yield from compare_field(old, new, "decorative", subject, Kind.MEDIUM_TEXT_CHANGED)
    for name in ("rights", "language"):
        yield from compare_field(old, new, name, subject, Kind.MEDIUM_DETAILS_CHANGED)


def _replaced(old: PackedMedium, new: PackedMedium, subject: Route, files: Files) -> Change:
    before, after = files.old(old.file.sha256), files.new(new.file.sha256)
    alike = _likeness(old, new, before, after)
    message = tell(
        mark("the file was replaced by one that is alike")
        if alike.is_alike
        else mark("the file was replaced: {reason}"),
        reason=alike.reason,
    )
    kind = Kind.MEDIUM_ALIKE if alike.is_alike else Kind.MEDIUM_REPLACED
    said, says = _told(old, before), _told(new, after)
    return Change(kind, subject, message, said, says, key=_digests(old.file, new.file))


def _told(medium: PackedMedium, data: bytes | None) -> str:
    return described(medium.type, medium.file.length, data)


def _likeness(
    old: PackedMedium, new: PackedMedium, before: bytes | None, after: bytes | None
) -> Likeness:
    if old.kind != new.kind:
        return Likeness.unalike(
            tell("it was a {old} and is a {new}", old=_word(old), new=_word(new))
        )
    if before is None or after is None:
        missing = tell("the old file") if before is None else tell("the new file")
        return Likeness.unalike(tell("{file} cannot be had to compare with", file=missing))
    if before == after:  # only what it is said to be differs
        return Likeness.alike()
    likeness = picture_likeness if new.kind == MediaKind.PICTURE else stream_likeness
    return likeness(before, after)


_WORDS: Final = {"picture": mark("picture"), "film": mark("film"), "sound": mark("sound")}


def _word(medium: PackedMedium) -> Message:
    return tell(_WORDS.get(medium.kind, medium.kind))


def _digests(old: PackedBlob | None, new: PackedBlob | None) -> str:
    return " ".join(one.sha256 if one else "-" for one in (old, new))


def _captions(
    old: PackedBlob | None, new: PackedBlob | None, subject: Route, files: Files
) -> Iterator[Change]:
    """Compare captions by what they say, where both can be read."""
    if old == new:
        return
    before = _text(old, files.old) if old else ""
    after = _text(new, files.new) if new else ""
    if old and new and before and after:
        yield from compare_cues(before, after, subject)
        return
    if not old:
        message = tell("captions are new")
    elif not new:
        message = tell("the captions were removed")
    else:
        message = tell("the captions changed, and cannot be had to compare with")
    key = f"captions {_digests(old, new)}"
    yield Change(Kind.MEDIUM_TEXT_CHANGED, subject, message, before, after, key=key)


def _text(blob: PackedBlob, read: Read) -> str:
    """Return the text of a file; empty where it cannot be had."""
    data = read(blob.sha256)
    return "" if data is None else data.decode("utf-8-sig", errors="replace")
