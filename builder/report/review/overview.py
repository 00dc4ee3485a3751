"""What is said of a whole review, in one language."""

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from builder.changes import Level
from builder.message import Message, mark, tell, tell_number
from builder.proposal import NewRegister
from builder.rendition.words import Voice
from builder.report.review.words import BAD, GOOD, NOTE, Point, Words
from builder.review import Review

_AGAINST: Final = {
    "catalogue": mark("Compared with what is published in the catalogue."),
    "tags": mark("Compared with the release tags, since there is no catalogue here."),
}
_AGAINST_BASE: Final = {
    "catalogue": mark(
        "What differs from {base}, compared with what is published in the catalogue."
    ),
    "tags": mark(
        "What differs from {base}, compared with the release tags, since there is no catalogue "
        "here."
    ),
}


class Overview:
    """Says what there is to know before any single moment."""

    def __init__(self, review: Review, language: str) -> None:
        self.review = review
        self.voice = Voice(language)

    def say(self, message: Message) -> str:
        """Return a message in the language."""
        return self.voice.say(message)

    def word(self, text: str) -> str:
        """Return a marked text in the language."""
        return self.voice.word(text)

    @cached_property
    def moments(self) -> tuple[Words, ...]:
        """What is said of each moment."""
        return tuple(Words(one, self.voice.language) for one in self.review.moments)

    @property
    def title(self) -> str:
        """What it comes to, in one line."""
        moments = self.review.moments
        if len(moments) == 1:
            words = self.moments[0]
            return self.say(
                tell(
                    "Review: {title} {versions} {level}",
                    title=words.package.title,
                    versions=words.versions,
                    level=words.level,
                )
            ).replace("  ", " ")
        majors = sum(one.is_release and one.draft.level >= Level.DECIDE for one in moments)
        if majors:
            return self.say(
                tell_number(
                    "Review: {n} moment, {majors} of them MAJOR",
                    "Review: {n} moments, {majors} of them MAJOR",
                    len(moments),
                    majors=majors,
                )
            )
        return self.say(tell_number("Review: {n} moment", "Review: {n} moments", len(moments)))

    @property
    def compared(self) -> str:
        """What was compared with what."""
        review = self.review
        if review.base is None:
            return self.word(_AGAINST[review.against])
        return self.say(tell(_AGAINST_BASE[review.against], base=review.base))

    def points(self) -> Iterator[Point]:
        """Yield the outcome, and what concerns no single moment."""
        yield self._outcome()
        for one in self.review.people:
            yield self._register(one)
        stops = sum(finding.stops_release for finding in self.review.findings)
        if stops:
            message = tell_number(
                "The check found {n} fault in what all moments share",
                "The check found {n} faults in what all moments share",
                stops,
            )
            yield Point(BAD, self.say(message))

    def _outcome(self) -> Point:
        if not self.review.moments and not self.review.people:
            return Point(GOOD, self.say(tell("Nothing is waiting to be published")))
        if self.review.is_ready:
            return Point(GOOD, self.say(tell("Everything is ready to be published")))
        waiting = sum(not one.is_ready for one in self.review.moments)
        if waiting == len(self.review.moments):
            return Point(NOTE, self.say(tell("Not yet ready to be published")))
        message = tell_number(
            "{n} moment is not yet ready to be published",
            "{n} moments are not yet ready to be published",
            waiting,
        )
        return Point(NOTE, self.say(message))

    def _register(self, one: NewRegister) -> Point:
        """Say how a change of a unit's people stands."""
        unit, verdict = one.change.new.title, one.verdict
        if verdict.needed:
            message = tell_number(
                "The people of {unit} change: {there} of {n} approval is there",
                "The people of {unit} change: {there} of {n} approvals are there",
                verdict.needed,
                unit=unit,
                there=len(verdict.counted),
            )
        else:
            message = tell("The people of {unit} change: no approval is asked for", unit=unit)
        reasons = "; ".join(map(self.say, one.change.reasons))
        text = self.say(message) + (f" ({reasons})" if reasons else "")
        return Point(GOOD if verdict.is_enough else BAD, text)
