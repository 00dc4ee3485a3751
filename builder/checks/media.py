"""MED: media that cannot be shown, or that are larger than the profile allows."""

from collections.abc import Iterator
from typing import Final, TypeAlias

from builder.checks.names import name_fault
from builder.checks.rule import rule
from builder.content import MediaFile, MomentContent
from builder.media import MediaFacts, MediaKind, MediaType, type_of_name
from builder.message import Message, tell
from builder.model import FilmLimits, MediaLimits, PictureLimits, SoundLimits
from builder.problem import Problem, Span

_KILOBYTE: Final = 1000
Limits: TypeAlias = PictureLimits | FilmLimits | SoundLimits


def _limits(limits: MediaLimits, kind: MediaKind) -> Limits | None:
    by_kind: dict[MediaKind, Limits] = {
        MediaKind.PICTURE: limits.pictures,
        MediaKind.FILM: limits.films,
        MediaKind.SOUND: limits.sounds,
    }
    return by_kind.get(kind)


@rule("MED001", "wrong-type", MomentContent)
def wrong_type(content: MomentContent) -> Iterator[Problem]:
    """A media file is not what its name says, cannot be read, or is of a type that is not used.

    Why: the resident's browser would show nothing, or something else. Which types are used is
    written in `content/profile.yaml`.
    """
    for file in content.media_files.values():
        claimed = type_of_name(file.path)
        message = _type_fault(content, file, claimed)
        # A file whose name must change anyway is looked at again under its new name.
        if message and not name_fault(file.path.rpartition("/")[2]):
            yield Problem(file.path, Span(file.path), message)


def _type_fault(
    content: MomentContent, file: MediaFile, claimed: MediaType | None
) -> Message | None:
    suffix = file.path.rpartition(".")[2]
    if claimed is None:
        return tell("files that end with .{suffix} are not used", suffix=suffix)
    facts = file.facts
    if facts is None:
        return tell("the file is too large to be read: {n} bytes", n=content.tree.sizes[file.path])
    if facts.fault:
        return facts.fault
    if facts.type != claimed and facts.type is not None:
        return tell(
            "the name ends with .{suffix} but the file is {real}",
            suffix=suffix,
            real=facts.type.name.upper(),
        )
    limits = content.library.profile and _limits(content.library.profile.media, claimed.kind)
    if limits and claimed.name not in limits.types:
        return tell(
            "files of the type {type} are not used here: {types}",
            type=claimed.name,
            types=", ".join(limits.types),
        )
    return None


def _sound_files(content: MomentContent) -> Iterator[tuple[MediaFile, MediaFacts, Limits]]:
    """Yield the files that can be read, with the limits for their kind."""
    profile = content.library.profile
    for file in content.media_files.values():
        if profile and file.facts and file.facts.type:
            limits = _limits(profile.media, file.facts.type.kind)
            if limits:
                yield file, file.facts, limits


@rule("MED002", "too-many-bytes", MomentContent)
def too_many_bytes(content: MomentContent) -> Iterator[Problem]:
    """A media file is larger than the profile allows.

    Why: many residents are on a telephone; a large file takes long to show and may never do.
    """
    for file, facts, limits in _sound_files(content):
        if facts.length > limits.max_kilobytes * _KILOBYTE:
            size = -(-facts.length // _KILOBYTE)
            message = tell(
                "the file has {size} kB; at most {most} kB", size=size, most=limits.max_kilobytes
            )
            yield Problem(file.path, Span(file.path), message)


@rule("MED003", "too-many-pixels", MomentContent)
def too_many_pixels(content: MomentContent) -> Iterator[Problem]:
    """A picture is wider or higher than the profile allows.

    Why: the browser has to shrink it, which costs the resident time and battery.
    """
    for file, facts, limits in _sound_files(content):
        if isinstance(limits, PictureLimits) and max(facts.width, facts.height) > limits.max_pixels:
            message = tell(
                "the picture is {width} × {height} pixels; at most {most} on a side",
                width=facts.width,
                height=facts.height,
                most=limits.max_pixels,
            )
            yield Problem(file.path, Span(file.path), message)


@rule("MED004", "too-long", MomentContent)
def too_long(content: MomentContent) -> Iterator[Problem]:
    """A film or a sound is longer than the profile allows.

    Why: few watch to the end of a long film; two short ones are better.
    """
    for file, facts, limits in _sound_files(content):
        if not isinstance(limits, PictureLimits) and facts.seconds > limits.max_seconds:
            message = tell(
                "it lasts {seconds} seconds; at most {most}",
                seconds=round(facts.seconds),
                most=limits.max_seconds,
            )
            yield Problem(file.path, Span(file.path), message)


RULES = (wrong_type, too_many_bytes, too_many_pixels, too_long)
