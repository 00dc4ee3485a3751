"""MED: captions, transcripts and audio description, for those who do not hear or do not see."""

from collections.abc import Iterator
from typing import NamedTuple

from builder.checks.media.looked import Looked, whole
from builder.checks.rule import rule
from builder.content import MomentContent
from builder.content.moment import MEDIA_LIST
from builder.media import Captions, Fault, MediaKind, late_fault, timing_faults
from builder.message import tell
from builder.model import Medium
from builder.problem import Edit, Edits, Problem, Span
from builder.tree import normal


@rule("MED013", "wrong-captions", MomentContent)
def wrong_captions(content: MomentContent) -> Iterator[Problem]:
    """A captions file breaks the rules of WebVTT.

    Why: browsers say nothing of it and leave out the words that they do not understand, so the
    fault is met by the resident who needs them.

    Bad, in a captions file:

        WEBVTT

        00:00:01,000 --> 00:00:04,000
        Sitt bekvämt & följ cirkeln.

    Good, in a captions file:

        WEBVTT

        00:00:01.000 --> 00:00:04.000
        Sitt bekvämt och följ cirkeln.
    """
    for path, captions in _captions(content):
        for fault in captions.faults:
            yield _problem(path, fault)


@rule("MED014", "caption-timing", MomentContent)
def caption_timing(content: MomentContent) -> Iterator[Problem]:
    """A cue ends before it begins, lies over another, or is shown when the film is over.

    Why: words that flash by, or hide each other, are read by nobody. A cue may lie over another
    where its settings say where on the picture it stands, as when two speak at once. When the film
    is over is looked at where `media/media.yaml` says which film the captions are for; half a
    second more is let pass.

    Bad, in a captions file:

        WEBVTT

        00:01.000 --> 00:05.000
        Andas in.

        00:04.000 --> 00:08.000
        Andas ut.

    Good, in a captions file:

        WEBVTT

        00:01.000 --> 00:04.000
        Andas in.

        00:04.000 --> 00:08.000
        Andas ut.
    """
    for path, captions in _captions(content):
        for fault in timing_faults(captions.cues):
            yield _problem(path, fault)
    captions_of = {normal(path): captions for path, captions in _captions(content)}
    for one in _listed(content):
        path = normal(content.path(f"media/{one.medium.captions}"))
        if path in captions_of and one.looked.facts.seconds:
            late = late_fault(captions_of[path].cues, one.looked.facts.seconds)
            if late:
                yield _problem(content.spelt(path) or path, late)


@rule("MED015", "missing-captions", MomentContent)
def missing_captions(content: MomentContent) -> Iterator[Problem]:
    """A film has sound but no captions.

    Why: whoever does not hear, or cannot have the sound on, misses what is said. The law on
    accessible public services asks for captions (WCAG 2.1, 1.2.2). A film without sound needs none.

    Bad, in the list of media:

        media:
          - id: andning
            file: andning.mp4
            language: sv
            transcript: andning.md
            rights: {holder: Övningsenheten, licence: CC0-1.0}

    Good, in the list of media:

        media:
          - id: andning
            file: andning.mp4
            language: sv
            captions: andning.vtt
            transcript: andning.md
            rights: {holder: Övningsenheten, licence: CC0-1.0}
    """
    for n, medium, looked in _listed(content):
        facts = looked.facts
        is_film = facts.type is not None and facts.type.kind is MediaKind.FILM
        if is_film and facts.has_sound and not facts.is_silent and medium.captions is None:
            message = tell("the film “{file}” has sound but no captions", file=medium.file)
            yield Problem(content.path(MEDIA_LIST), ("media", n), message)


@rule("MED016", "missing-transcript", MomentContent)
def missing_transcript(content: MomentContent) -> Iterator[Problem]:
    """A sound has no transcript, or a film has neither a transcript nor an audio description.

    Why: whoever does not hear misses all of a sound, and whoever does not see misses what is only
    shown in a film. The law on accessible public services asks for another way to the same thing
    (WCAG 2.1, 1.2.1 and 1.2.3).

    Bad, in the list of media:

        media:
          - id: vila
            file: vila.mp3
            language: sv
            rights: {holder: Övningsenheten, licence: CC0-1.0}

    Good, in the list of media:

        media:
          - id: vila
            file: vila.mp3
            language: sv
            transcript: vila.md
            rights: {holder: Övningsenheten, licence: CC0-1.0}
    """
    for n, medium, looked in _listed(content):
        if medium.transcript is not None or looked.facts.type is None:
            continue
        place = (content.path(MEDIA_LIST), ("media", n))
        if looked.facts.type.kind is MediaKind.SOUND and not looked.facts.is_silent:
            yield Problem(*place, tell("the sound “{file}” has no transcript", file=medium.file))
        elif looked.facts.type.kind is MediaKind.FILM and medium.audio_description is None:
            message = tell(
                "the film “{file}” has neither a transcript nor an audio description",
                file=medium.file,
            )
            yield Problem(*place, message)


class _Listed(NamedTuple):
    """A whole medium and what `media.yaml` says of it, as its member `n`."""

    n: int
    medium: Medium
    looked: Looked


def _listed(content: MomentContent) -> Iterator[_Listed]:
    looked = {normal(one.path): one for one in whole(content)}
    for n, medium in enumerate(content.media_list.media if content.media_list else ()):
        path = normal(content.path(f"media/{medium.file}"))
        if path in looked:
            yield _Listed(n, medium, looked[path])


def _captions(content: MomentContent) -> Iterator[tuple[str, Captions]]:
    for file in content.media_files.values():
        if file.facts and file.facts.captions:
            yield file.path, file.facts.captions


def _problem(path: str, fault: Fault) -> Problem:
    span = Span(path, fault.line, fault.column, fault.line, fault.end_column)
    fix = None if fault.mending is None else Edits((Edit(span, fault.mending),))
    return Problem(path, span, fault.message, fix=fix)


RULES = (wrong_captions, caption_timing, missing_captions, missing_transcript)
