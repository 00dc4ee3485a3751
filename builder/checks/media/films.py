"""MED: what is wrong with a film or a sound."""

from collections.abc import Iterator

from builder.checks.media.looked import KILOBYTE, Looked, whole
from builder.checks.rule import Severity, rule
from builder.content import MomentContent
from builder.message import tell
from builder.model import PictureLimits
from builder.problem import Problem, Rework, Span, Work


@rule("MED004", "too-long", MomentContent, Severity.WARNING)
def too_long(content: MomentContent) -> Iterator[Problem]:
    """A film or a sound is longer than the profile allows.

    Why: few watch to the end of a long film; two short ones are better.
    """
    for path, facts, limits in _streams(content):
        if limits and not isinstance(limits, PictureLimits) and facts.seconds > limits.max_seconds:
            message = tell(
                "it lasts {seconds} seconds; at most {most}",
                seconds=round(facts.seconds),
                most=limits.max_seconds,
            )
            yield Problem(path, Span(path), message)


@rule("MED009", "unshowable-codec", MomentContent)
def unshowable_codec(content: MomentContent) -> Iterator[Problem]:
    """A film or a sound is coded in a way that not every browser can show or play.

    Why: many telephones film in HEVC, which their own maker's browser shows and others do not:
    the resident would see a black square. H.264 with 8 bits and 4:2:0, and AAC or MP3, are
    understood everywhere.
    """
    for path, facts, _ in _streams(content):
        if facts.codec:
            yield Problem(path, Span(path), facts.codec)


@rule("MED010", "high-bitrate", MomentContent, Severity.WARNING)
def high_bitrate(content: MomentContent) -> Iterator[Problem]:
    """A film or a sound needs more of the network each second than the profile allows.

    Why: on a telephone in the country it stops again and again to fetch more. A film of people
    who talk needs less than half of the limit. Where `content/profile.yaml` says nothing, the
    limits are our own: 4,000 kilobits for each second of film, and 256 for sound.
    """
    for path, facts, limits in _streams(content):
        if limits is None or isinstance(limits, PictureLimits) or facts.codec:
            continue
        is_too_large = facts.length > limits.max_kilobytes * KILOBYTE  # MED002 says it already
        if facts.seconds >= 1 and facts.kilobits > limits.max_kilobits and not is_too_large:
            message = tell(
                "it needs {kilobits} kilobits each second; at most {most}",
                kilobits=facts.kilobits,
                most=limits.max_kilobits,
            )
            yield Problem(path, Span(path), message)


@rule("MED011", "silent", MomentContent, Severity.WARNING)
def silent(content: MomentContent) -> Iterator[Problem]:
    """Nothing is heard in a sound, or in a film that has sound.

    Why: whoever listens believes that something is broken. Most often the microphone was off. A
    film that is meant to be silent is saved without sound.
    """
    for path, facts, _ in _streams(content):
        if facts.is_silent:
            yield Problem(path, Span(path), tell("nothing is heard from beginning to end"))


@rule("MED012", "not-streamable", MomentContent)
def not_streamable(content: MomentContent) -> Iterator[Problem]:
    """The index of a film or a sound stands at its end, so that all of it must be fetched first.

    Why: the resident presses play and nothing happens, on a slow network for minutes. The film
    itself need not be made anew: only its index is moved.
    """
    for path, facts, _ in _streams(content):
        if not facts.is_streamable and facts.codec is None:
            message = tell("it cannot begin before all of it is fetched: the index stands last")
            yield Problem(path, Span(path), message, fix=Rework(path, Work.STREAM))


def _streams(content: MomentContent) -> Iterator[Looked]:
    """Yield the films and sounds that are whole."""
    return (one for one in whole(content) if not isinstance(one.limits, PictureLimits))


RULES = (too_long, unshowable_codec, high_bitrate, silent, not_streamable)
