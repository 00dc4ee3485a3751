"""MED: what is wrong with a media file, whether picture, film or sound."""

from collections.abc import Iterator
from typing import Final

from builder.checks.media.looked import KILOBYTE, looked_at, type_fault, whole
from builder.checks.names import name_fault
from builder.checks.rule import rule
from builder.content import MomentContent
from builder.media import MAX_PIXELS, Telling, Trace, type_of_name
from builder.message import Message, mark, tell
from builder.model import PictureLimits
from builder.problem import Problem, Rework, Span, Work


@rule("MED001", "wrong-type", MomentContent)
def wrong_type(content: MomentContent) -> Iterator[Problem]:
    """A media file is not what its name says, cannot be read, or is of a type that is not used.

    Why: the resident's browser would show nothing, or something else. Which types are used is
    written in `content/profile.yaml`.
    """
    for file in content.media_files.values():
        message = type_fault(content, file, type_of_name(file.path))
        # A file whose name must change anyway is looked at again under its new name.
        if message and not name_fault(file.path.rpartition("/")[2]):
            yield Problem(file.path, Span(file.path), message)


@rule("MED002", "too-many-bytes", MomentContent)
def too_many_bytes(content: MomentContent) -> Iterator[Problem]:
    """A media file is larger than the profile allows.

    Why: many residents are on a telephone; a large file takes long to show and may never do.
    """
    for path, facts, limits in whole(content):
        if limits and facts.length > limits.max_kilobytes * KILOBYTE:
            size = -(-facts.length // KILOBYTE)
            message = tell(
                "the file has {size} kB; at most {most} kB", size=size, most=limits.max_kilobytes
            )
            is_picture = isinstance(limits, PictureLimits)
            fix = Rework(path, Work.SHRINK) if is_picture else None
            yield Problem(path, Span(path), message, fix=fix)


@rule("MED003", "too-many-pixels", MomentContent)
def too_many_pixels(content: MomentContent) -> Iterator[Problem]:
    """A picture is wider or higher than the profile allows.

    Why: the browser has to shrink it, which costs the resident time and battery. Nothing is opened
    to find this out, so that a small file that unfolds into a huge picture does no harm here.
    """
    for path, facts, limits in whole(content):
        if isinstance(limits, PictureLimits) and max(facts.width, facts.height) > limits.max_pixels:
            message = tell(
                "the picture is {width} × {height} pixels; at most {most} on a side",
                width=facts.width,
                height=facts.height,
                most=limits.max_pixels,
            )
            can_be_opened = facts.width * facts.height <= MAX_PIXELS
            fix = Rework(path, Work.SHRINK) if can_be_opened else None
            yield Problem(path, Span(path), message, fix=fix)


@rule("MED005", "damaged-file", MomentContent)
def damaged_file(content: MomentContent) -> Iterator[Problem]:
    """A media file is cut off, has come to harm, or goes on after its end.

    Why: one browser shows half of it and the next nothing. What follows after the end of a
    picture is never shown, and may be anything: another picture, or a file that does harm.

    Each part of the file is followed to its end, and checksums are tried where there are any. A
    picture's points and a film's frames are not decoded: harm within them is not always seen.
    """
    for path, facts, _ in looked_at(content):
        if facts.damage:
            fix = Rework(path, Work.STRIP) if facts.damage.can_be_cut else None
            yield Problem(path, Span(path), facts.damage.message, fix=fix)


@rule("MED006", "animated-picture", MomentContent)
def animated_picture(content: MomentContent) -> Iterator[Problem]:
    """A picture moves.

    Why: what moves by itself and cannot be stopped makes it hard to read for many, and some are
    made ill by it. A film can be stopped, and has captions.
    """
    for path, facts, _ in looked_at(content):
        if facts.is_animated and facts.damage is None:
            yield Problem(
                path, Span(path), tell("the picture moves: use a still picture or a film")
            )


@rule("MED007", "colour-mode", MomentContent)
def colour_mode(content: MomentContent) -> Iterator[Problem]:
    """A picture's colours are stored for print or in a way that browsers do not show.

    Why: the colours come out wrong on some screens, and on others there is no picture at all.
    """
    for path, facts, _ in whole(content):
        if facts.colours:
            yield Problem(path, Span(path), facts.colours)


_TOLD: Final = {
    Telling.PLACE: mark("the file tells where it was made ({fields})"),
    Telling.PERSON: mark("the file names a person ({fields})"),
    Telling.DEVICE: mark("the file tells which camera or telephone made it ({fields})"),
    Telling.HIDDEN: mark("the file holds the camera maker's own, unreadable notes ({fields})"),
}


@rule("MED008", "personal-metadata", MomentContent)
def personal_metadata(content: MomentContent) -> Iterator[Problem]:
    """A media file tells, out of sight, where it was made, by whom, or with which camera.

    Why: everyone who fetches the file can read it. A picture taken at home gives the address
    away; a serial number leads to every other picture that the same person has published. Whoever
    is to be named is named in `media/media.yaml`, under `rights`.
    """
    for path, facts, _ in whole(content):
        if facts.traces:
            message = _told(facts.traces)
            yield Problem(path, Span(path), message, fix=Rework(path, Work.STRIP))


def _told(traces: tuple[Trace, ...]) -> Message:
    """Name the fields, and never what stands in them: findings are passed on and kept."""
    fields = ", ".join(trace.field for trace in traces)
    return tell(_TOLD[traces[0].telling], fields=fields)


RULES = (
    wrong_type,
    too_many_bytes,
    too_many_pixels,
    damaged_file,
    animated_picture,
    colour_mode,
    personal_metadata,
)
