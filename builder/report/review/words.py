"""What is said of one moment under review, in one language: the same words in every format."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from builder import rendition
from builder.changes import Level, Touch
from builder.checks import Finding, Severity
from builder.manifest import Json
from builder.message import Message, mark, tell, tell_number
from builder.package import Package, Route
from builder.rendition.words import Voice
from builder.report.drafts import LEVEL_WORD
from builder.report.review.part_text import part_text
from builder.report.words import SEVERITIES, count_words, whole_words
from builder.review import MomentReview, Told
from builder.site.presented import names_of, subject_words

GOOD, BAD, NOTE = "✓", "✗", "!"
"""What is done, what stops a publication, and what somebody should look at."""
SIGNS: Final = {"major": "▲", "decide": "◆", "minor": "●", "none": "○", "first": "★"}
"""What stands beside the word for a level."""

_PAGES: Final = {
    "welcome": mark("Welcome text"),
    "open": mark("Read before starting"),
    "staff": mark("Guidance for staff"),
    "settings": mark("Settings"),
}
_MEDIA: Final = {"picture": mark("Picture"), "film": mark("Film"), "sound": mark("Sound")}
_PRIVATE: Final = "PRV"
_NO_NOTE: Final = "REL001"
"""The finding that a change note is missing, which has a point of its own."""
_FARES: Final = {
    "first": mark("This is the first version: nobody has started it yet."),
    "major": mark(
        "Those who have started keep {old}, and see nothing of this. "
        "To get {new}, a started moment is closed and begun anew."
    ),
    "decide": mark(
        "As long as nobody has decided what is marked “to decide”, this becomes {new}, "
        "and those who have started keep {old}. "
        "If all of it is decided to be MINOR, it reaches them too."
    ),
    "minor": mark("Those who have started get the change when their unit takes {new}."),
    "none": mark("Nothing that residents or staff meet has changed, so there is no new version."),
}
"""How those who have started fare, by the level."""


@dataclass(frozen=True, slots=True)
class Point:
    """One line of what there is to do, or is done."""

    sign: str
    text: str


class Words:
    """Says what there is to know of one moment."""

    def __init__(self, review: MomentReview, language: str) -> None:
        self.review = review
        self.draft = review.draft
        self.voice = Voice(language)
        self.package = review.draft.packed.package
        self.old_package = review.draft.base.package if review.draft.base else None

    def say(self, message: Message) -> str:
        """Return a message in the language."""
        return self.voice.say(message)

    @cached_property
    def document(self) -> Json:
        """The moment as sites show it."""
        return json.loads(rendition.render(self.package))

    @cached_property
    def old_document(self) -> Json:
        """The moment as sites showed it; empty where there is nothing older."""
        return json.loads(rendition.render(self.old_package)) if self.old_package else {}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return names_of(self.old_document) | names_of(self.document)

    @cached_property
    def _media_kinds(self) -> Mapping[str, str]:
        packages = filter(None, (self.old_package, self.package))
        return {medium.id: medium.kind for package in packages for medium in package.media}

    @property
    def versions(self) -> str:
        """The version before and the one after, as far as there are any."""
        base, new = self.draft.base, self.draft.version
        old = str(base.version) if base and base.version else ""
        return " → ".join(filter(None, (old, str(new) if new else "")))

    @property
    def level(self) -> str:
        """The level in a word, or in some where it hangs on what somebody decides."""
        if self.draft.word == Level.DECIDE.word:
            return self.voice.word(mark("MAJOR until somebody decides"))
        return self.voice.word(LEVEL_WORD[self.draft.word])

    @property
    def fare(self) -> str:
        """How those who have started fare."""
        base, version = self.draft.base, self.draft.version
        old = str(base.version) if base and base.version else tell("what they have")
        new = str(version) if version else tell("the new version")
        if self.draft.line is not None and self.review.is_release:
            message = tell(
                "This mends the older {line}.x: it reaches those who have started with {line}.x "
                "when their unit takes {new}.",
                line=self.draft.line,
                new=new,
            )
            return self.say(message)
        return self.say(tell(_FARES[self.draft.word], old=old, new=new))

    @property
    def safety(self) -> str:
        """What it means that a note says that this is about safety; empty where none does."""
        if not self.draft.safety:
            return ""
        return self.say(
            tell(
                "SAFETY: units are told about this in particular, and nothing older is started "
                "any more."
            )
        )

    def reasons(self) -> list[str]:
        """Return why the level is what it is: the reasons of the weightiest changes, each once."""
        if self.draft.base is None or self.draft.level is Level.NONE:
            return []
        weighing = [one for one in self.review.changes if one.level is self.draft.level]
        counts = dict.fromkeys(one.change.kind.reason for one in weighing)
        return [self.voice.word(reason) for reason in counts]

    def touched(self) -> str:
        """Return whom or what the changes touch, with how many of them do."""
        counts = {
            touch: sum(one.change.kind.touches is touch for one in self.review.changes)
            for touch in Touch
        }
        parts = [f"{self.voice.word(touch.value)} ({n})" for touch, n in counts.items() if n]
        return self.voice.all_of(parts) if parts else ""

    def to_do(self) -> Iterator[Point]:
        """Yield what there is to do before this can be published, and what is done."""
        review = self.review
        if review.is_listed and not review.is_release:
            yield Point(NOTE, self.say(tell("Only what the catalogue says of it changes")))
        if review.undecided:
            message = tell_number(
                "{n} change is to be decided",
                "{n} changes are to be decided",
                len(review.undecided),
            )
            yield Point(NOTE, self.say(message))
        yield from self._note_point()
        yield from self._finding_points()
        yield from self._approval_point()

    def _note_point(self) -> Iterator[Point]:
        titles = [self.voice.quoted(note.title) for note in self.draft.notes]
        if titles:
            message = tell("The change note is there: {titles}", titles=", ".join(titles))
            yield Point(GOOD, self.say(message))
        elif self.review.lacks_note:
            yield Point(BAD, self.say(tell("The change note is missing")))

    def _finding_points(self) -> Iterator[Point]:
        stops = [one for one in self.review.stops if one.code != _NO_NOTE]
        counts = [
            count_words(severity, n)
            for severity in Severity
            if (n := sum(finding.severity is severity for finding in stops))
        ]
        if counts:
            found = self.voice.all_of(map(self.say, counts))
            yield Point(BAD, self.say(tell("The check found {found}", found=found)))
        else:
            yield Point(GOOD, self.say(tell("The check found nothing that stops it")))

    def _approval_point(self) -> Iterator[Point]:
        verdict = self.review.verdict
        if self.review.refusal:
            yield Point(BAD, self.say(self.review.refusal))
        if verdict is None:
            return
        if not verdict.needed:
            yield Point(GOOD, self.say(tell("No approval is asked for")))
            return
        message = tell_number(
            "{there} of {n} approval is there",
            "{there} of {n} approvals are there",
            verdict.needed,
            there=len(verdict.counted),
        )
        yield Point(GOOD if verdict.is_enough else BAD, self.say(message))

    def approvals(self) -> Iterator[Point]:
        """Yield who has approved, whose approval does not count and why, and who could."""
        verdict = self.review.verdict
        if verdict is None:
            return
        for one in verdict.counted:
            yield Point(GOOD, one.name)
        for refusal in verdict.refused:
            yield Point(BAD, f"{refusal.name}: {self.say(refusal.reason)}")
        for message in verdict.blocks:
            yield Point(BAD, self.say(message))
        if verdict.missing:
            names = self.voice.one_of(list(verdict.able.values())) if verdict.able else ""
            message = (
                tell("Can approve: {names}", names=names)
                if names
                else tell("Nobody is left who can approve: the publisher unit needs more people")
            )
            yield Point(NOTE, self.say(message))

    @property
    def approve_command(self) -> str:
        """The command that approves, where an approval is missing."""
        line = f" --line {self.draft.line}" if self.draft.line is not None else ""
        return f"moment approve {self.draft.moment}{line}" if self.review.missing else ""

    def where(self, told: Told) -> tuple[str, ...]:
        """Return what a change is about, in the author's words, the outermost first."""
        return self.where_route(told.change.subject)

    def where_route(self, route: Route) -> tuple[str, ...]:
        """Return what a route leads past, in the author's words, the outermost first."""
        kind, *rest = route
        words = subject_words("/".join(route), self._names)
        if kind in _PAGES:
            return (self.voice.word(_PAGES[kind]), *(rest[:1] if kind == "settings" else words))
        if kind == "medium":
            return (self.voice.word(_MEDIA[self._media_kinds[rest[0]]]), rest[0])
        return words

    def place(self, told: Told) -> str:
        """Return the file and line of a change, old and new where they differ."""
        places = [f"{one.path}:{one.line}" for one in (told.place, told.old_place) if one]
        return places[0] if places else ""

    @cached_property
    def private(self) -> frozenset[str]:
        """The files in which the check found personal data: a review travels further than they."""
        found = (one for one in self.review.findings if one.code.startswith(_PRIVATE))
        return frozenset(one.span.path for one in found)

    def is_withheld(self, told: Told) -> bool:
        """Tell whether a change's words stand in a file with personal data, not to be repeated."""
        return any(one.path in self.private for one in (told.place, told.old_place) if one)

    def message(self, told: Told) -> str:
        """Return what a change is, with a capital."""
        if self.is_withheld(told):
            return self.say(
                tell("The words are not repeated here: the check found personal data in the file")
            )
        text = self.say(told.change.message)
        return text[:1].upper() + text[1:]

    def old(self, told: Told) -> str:
        """Return what stood there, whole."""
        return self._said(told, told.change.old, self.old_package if not told.change.new else None)

    def new(self, told: Told) -> str:
        """Return what stands there, whole."""
        return self._said(told, told.change.new, self.package if not told.change.old else None)

    def _said(self, told: Told, text: str, package: Package | None) -> str:
        """Return a text, or all that a part says of which the text is but the name."""
        if self.is_withheld(told):
            return ""
        whole = part_text(package, told.change.subject) if package and text else ""
        return " ".join((whole or text).split())

    def touches(self, told: Told) -> str:
        """Return what a change touches, and why it has its level."""
        kind = told.change.kind
        message = tell(
            "touches {what}: {reason}",
            what=tell(kind.touches.value),
            reason=tell(kind.reason),
        )
        text = self.say(message)
        return text[:1].upper() + text[1:]

    def witness(self, told: Told) -> str:
        """Return an example of somebody whom a change touches; empty where there is none."""
        if told.witness is None or self.is_withheld(told):
            return ""
        return self.say(tell("Example: {example}", example=told.witness))

    def decision(self, told: Told) -> str:
        """Return what was decided about a change, and why; empty where nothing was."""
        if told.decision is None:
            return ""
        level = tell(LEVEL_WORD[told.decision.level])
        reason = told.decision.reason
        return self.say(tell("Decided to be {level}: {reason}", level=level, reason=reason))

    def level_of(self, told: Told) -> str:
        """Return the level of a change in a word."""
        return self.voice.word(LEVEL_WORD[told.level.word])

    def finding(self, finding: Finding) -> str:
        """Return a finding with its severity."""
        severity = self.voice.word(SEVERITIES[finding.severity])
        return f"{severity} {finding.code}: {whole_words(finding, self.voice.language)}"
