"""The media that rules look at, each held to what its name claims."""

from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from builder.content import MediaFile, MomentContent
from builder.media import MediaFacts, MediaKind, MediaType, type_of_name
from builder.message import Message, tell
from builder.model import FilmLimits, MediaLimits, PictureLimits, SoundLimits

Limits: TypeAlias = PictureLimits | FilmLimits | SoundLimits
KILOBYTE: Final = 1000


class Looked(NamedTuple):
    """A picture, film or sound that is what its name claims, and the limits for its kind."""

    path: str
    facts: MediaFacts
    limits: Limits | None


def looked_at(content: MomentContent) -> Iterator[Looked]:
    """Yield the pictures, films and sounds that are what they claim, whole or not."""
    for file in content.media_files.values():
        claimed, facts = type_of_name(file.path), file.facts
        if claimed is None or facts is None or claimed.kind is MediaKind.TEXT:
            continue
        if type_fault(content, file, claimed) is None:
            yield Looked(file.path, facts, limits_of(content, claimed))


def whole(content: MomentContent) -> Iterator[Looked]:
    """Yield those that are neither damaged nor animated: what else is wrong may come of that."""
    for one in looked_at(content):
        if one.facts.damage is None and not one.facts.is_animated:
            yield one


def limits_of(content: MomentContent, claimed: MediaType) -> Limits | None:
    """Return what the profile says of this kind of medium."""
    profile = content.library.profile
    return _limits(profile.media, claimed.kind) if profile else None


def _limits(limits: MediaLimits, kind: MediaKind) -> Limits | None:
    by_kind: dict[MediaKind, Limits] = {
        MediaKind.PICTURE: limits.pictures,
        MediaKind.FILM: limits.films,
        MediaKind.SOUND: limits.sounds,
    }
    return by_kind.get(kind)


def type_fault(
    content: MomentContent, file: MediaFile, claimed: MediaType | None
) -> Message | None:
    """Return why a file is not what its name claims, or is of no type that is used."""
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
    limits = limits_of(content, claimed)
    if limits and claimed.name not in limits.types:
        return tell(
            "files of the type {type} are not used here: {types}",
            type=claimed.name,
            types=", ".join(limits.types),
        )
    return None
