"""Every kind of change: its code, its level, its name and why it has that level.

This table is the policy, the manual page and the code; to change the policy is to change a row,
with a decision in `docs/adr/`. An unknown difference is MAJOR.
"""

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Final

from builder.manifest import canonical, digest
from builder.message import Message, mark
from builder.package import Route

_FINGERPRINT: Final = 11
"""Hexadecimal digits: 44 bits are enough to tell the changes of one moment apart."""


class Level(IntEnum):
    """What a change asks of the version number.

    `DECIDE` counts as `MAJOR` until a publisher has decided otherwise.
    """

    NONE = 0
    MINOR = 1
    DECIDE = 2
    MAJOR = 3

    @property
    def word(self) -> str:
        """The level as it is written in JSON."""
        return self.name.lower()


class Touch(Enum):
    """Whom or what a change touches, of those who have started; the value is what it is called."""

    ANSWERS = mark("stored answers")
    PROGRESS = mark("progress")
    MEANING = mark("clinical meaning")
    TEXT = mark("text only")

    @property
    def word(self) -> str:
        """What is touched, as it is written in JSON."""
        return self.name.lower()


class Kind(Enum):
    """Code, level, what it touches, name, and the reason for the level."""

    # fmt: off
    SETTING_CHANGED = ("CHG001", Level.MAJOR, Touch.MEANING, "setting-changed", mark("it changes what the moment promises, or to whom"))
    FUNCTION_CHANGED = ("CHG002", Level.MAJOR, Touch.PROGRESS, "function-changed", mark("a function appears or disappears for the resident"))
    RESULT_CHANGED = ("CHG003", Level.MAJOR, Touch.MEANING, "result-changed", mark("staff and residents see other results than before"))
    REMINDER_CHANGED = ("CHG004", Level.MAJOR, Touch.PROGRESS, "reminder-changed", mark("reminders come, or stay away, that did not before"))
    MODULE_ADDED = ("CHG010", Level.MAJOR, Touch.PROGRESS, "module-added", mark("new text sections do not reach started moments"))
    MODULE_REMOVED = ("CHG011", Level.MAJOR, Touch.PROGRESS, "module-removed", mark("a resident in the middle of it would lose their place"))
    MODULE_START_CHANGED = ("CHG012", Level.MAJOR, Touch.PROGRESS, "module-start-changed", mark("the module would open at another time than planned"))
    SECTION_ADDED = ("CHG013", Level.MAJOR, Touch.PROGRESS, "section-added", mark("new text sections do not reach started moments"))
    SECTION_REMOVED = ("CHG014", Level.MAJOR, Touch.PROGRESS, "section-removed", mark("a resident in the middle of it would lose their place"))
    STEP_ADDED = ("CHG015", Level.MAJOR, Touch.PROGRESS, "step-added", mark("new text sections do not reach started moments"))
    STEP_REMOVED = ("CHG016", Level.MAJOR, Touch.PROGRESS, "step-removed", mark("a resident in the middle of it would lose their place"))
    ORDER_CHANGED = ("CHG017", Level.MAJOR, Touch.PROGRESS, "order-changed", mark("the modules open one after another, so the order is part of the progress"))
    FREE_ORDER_CHANGED = ("CHG018", Level.MINOR, Touch.TEXT, "free-order-changed", mark("the order is free, so nobody's progress is touched"))
    PAGE_ADDED = ("CHG019", Level.MAJOR, Touch.MEANING, "page-added", mark("new text sections do not reach started moments"))
    PAGE_REMOVED = ("CHG020", Level.MAJOR, Touch.MEANING, "page-removed", mark("a text that was promised is gone"))
    FORM_ADDED = ("CHG030", Level.MAJOR, Touch.ANSWERS, "form-added", mark("new forms do not reach started moments"))
    FORM_REMOVED = ("CHG031", Level.MAJOR, Touch.ANSWERS, "form-removed", mark("stored answers lose their form"))
    FORM_CHANGED = ("CHG032", Level.MAJOR, Touch.ANSWERS, "form-changed", mark("it changes how answers are gathered or kept"))
    FORM_PLACED = ("CHG033", Level.MAJOR, Touch.PROGRESS, "form-placed", mark("residents meet a form where there was none"))
    FORM_TAKEN = ("CHG034", Level.MAJOR, Touch.PROGRESS, "form-taken", mark("residents no longer meet the form where it was"))
    QUESTION_ADDED = ("CHG040", Level.MAJOR, Touch.ANSWERS, "question-added", mark("answers already given lack it"))
    QUESTION_REMOVED = ("CHG041", Level.MAJOR, Touch.ANSWERS, "question-removed", mark("stored answers lose their question"))
    QUESTION_CHANGED = ("CHG042", Level.MAJOR, Touch.ANSWERS, "question-changed", mark("the same answer would mean something else"))
    CONDITION_CHANGED = ("CHG043", Level.MAJOR, Touch.ANSWERS, "condition-changed", mark("some residents meet other questions than before"))
    CHOICE_ADDED = ("CHG044", Level.MAJOR, Touch.ANSWERS, "choice-added", mark("earlier answers were given among fewer choices"))
    CHOICE_REMOVED = ("CHG045", Level.MAJOR, Touch.ANSWERS, "choice-removed", mark("stored answers hold a value that is gone"))
    CHOICE_SCORE_CHANGED = ("CHG046", Level.MAJOR, Touch.MEANING, "choice-score-changed", mark("the same answers give another score"))
    SCORE_ADDED = ("CHG047", Level.MAJOR, Touch.MEANING, "score-added", mark("answers already given get a meaning they did not have"))
    SCORE_REMOVED = ("CHG048", Level.MAJOR, Touch.MEANING, "score-removed", mark("a score that was followed is gone"))
    SCORE_CHANGED = ("CHG049", Level.MAJOR, Touch.MEANING, "score-changed", mark("the same answers give another score or another level"))
    FLAG_ADDED = ("CHG050", Level.MAJOR, Touch.MEANING, "flag-added", mark("new flags do not reach started moments"))
    FLAG_REMOVED = ("CHG051", Level.MAJOR, Touch.MEANING, "flag-removed", mark("a signal that someone waits for would never come"))
    FLAG_CHANGED = ("CHG052", Level.MAJOR, Touch.MEANING, "flag-changed", mark("the flag is raised for others, or reaches others, than before"))
    FORM_TEXT_REWORDED = ("CHG053", Level.DECIDE, Touch.MEANING, "form-text-reworded", mark("another wording can get another answer"))
    FORM_ORDER_CHANGED = ("CHG054", Level.DECIDE, Touch.MEANING, "form-order-changed", mark("another order can get another answer"))
    QUESTION_MARKED = ("CHG055", Level.NONE, Touch.TEXT, "question-marked", mark("the mark steers what is checked, and nobody sees it"))
    MEDIUM_ADDED = ("CHG060", Level.MAJOR, Touch.MEANING, "medium-added", mark("new films and pictures do not reach started moments"))
    MEDIUM_REMOVED = ("CHG061", Level.MAJOR, Touch.MEANING, "medium-removed", mark("something that was shown is gone"))
    MEDIUM_REPLACED = ("CHG062", Level.DECIDE, Touch.MEANING, "medium-replaced", mark("the new file may show or say something else"))
    MEDIUM_TEXT_CHANGED = ("CHG063", Level.DECIDE, Touch.MEANING, "medium-text-changed", mark("captions and descriptions are what some residents have instead"))
    MEDIUM_DETAILS_CHANGED = ("CHG064", Level.MINOR, Touch.TEXT, "medium-details-changed", mark("what is shown is the same"))
    MEDIUM_ALIKE = ("CHG066", Level.MINOR, Touch.TEXT, "medium-alike", mark("the new file looks or sounds as the old one"))
    MEDIUM_MOVED = ("CHG065", Level.DECIDE, Touch.MEANING, "medium-moved", mark("a picture that moves may illustrate something else"))
    NUMBER_CHANGED = ("CHG070", Level.DECIDE, Touch.MEANING, "number-changed", mark("a number, time, dose or telephone number is acted on"))
    NEGATION_CHANGED = ("CHG071", Level.DECIDE, Touch.MEANING, "negation-changed", mark("a “not” that comes or goes turns the meaning round"))
    LINK_CHANGED = ("CHG072", Level.DECIDE, Touch.MEANING, "link-changed", mark("the link leads somewhere else"))
    PARAGRAPH_ADDED = ("CHG073", Level.DECIDE, Touch.MEANING, "paragraph-added", mark("a whole paragraph can carry an instruction of its own"))
    TEXT_REWRITTEN = ("CHG074", Level.DECIDE, Touch.MEANING, "text-rewritten", mark("so much is rewritten that someone must say whether it means the same"))
    TEXT_REWORDED = ("CHG075", Level.MINOR, Touch.TEXT, "text-reworded", mark("wording and spelling reach started moments"))
    TITLE_REWORDED = ("CHG076", Level.MINOR, Touch.TEXT, "title-reworded", mark("wording and spelling reach started moments"))
    TELEPHONE_CHANGED = ("CHG077", Level.DECIDE, Touch.MEANING, "telephone-changed", mark("somebody in need calls the number that stands there"))
    KEY_WORD_CHANGED = ("CHG078", Level.DECIDE, Touch.MEANING, "key-word-changed", mark("the word steers what is done, when, how much, or by whom"))
    PARAGRAPH_REMOVED = ("CHG079", Level.DECIDE, Touch.MEANING, "paragraph-removed", mark("an instruction or a warning may be gone with it"))
    SENTENCE_ADDED = ("CHG080", Level.DECIDE, Touch.MEANING, "sentence-added", mark("a sentence can carry an instruction of its own"))
    SENTENCE_REMOVED = ("CHG081", Level.DECIDE, Touch.MEANING, "sentence-removed", mark("an instruction or a warning may be gone with it"))
    PARAGRAPH_MOVED = ("CHG082", Level.DECIDE, Touch.MEANING, "paragraph-moved", mark("the same words can mean something else in another place"))
    MEDICINE_CHANGED = ("CHG083", Level.DECIDE, Touch.MEANING, "medicine-changed", mark("the dose may now be of something else"))
    FORMATTING = ("CHG090", Level.NONE, Touch.TEXT, "formatting", mark("it reads the same"))
    UNKNOWN = ("CHG099", Level.MAJOR, Touch.MEANING, "unknown", mark("a difference that is not known to be harmless is not treated as harmless"))
    # fmt: on

    def __init__(self, code: str, level: Level, touches: Touch, title: str, reason: str) -> None:
        self.code = code
        self.level = level
        self.touches = touches
        self.title = title
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two packages of a moment.

    `subject` is the route to what differs; `message` says what differs; `old` and `new` are what
    stood and stands there, whole, as texts; empty where there is none.
    """

    kind: Kind
    subject: Route
    message: Message
    old: str = ""
    new: str = ""
    line: int | None = None
    """The line of the new page's Markdown, counted from 0."""
    old_line: int | None = None
    """The line of the old page's Markdown, counted from 0."""
    key: str = ""
    """What else tells it from others of its kind in the same place: a word, or digests."""

    @property
    def level(self) -> Level:
        """What it asks of the version number."""
        return self.kind.level

    @property
    def fingerprint(self) -> str:
        """A short name that lasts as long as the change: no line, commit or other change is in it.

        A decision is bound to it, and lapses when what changed is changed again.
        """
        said = [self.kind.code, list(self.subject), self.old, self.new, self.key]
        return f"c{digest(canonical(said))[:_FINGERPRINT]}"  # never a number to YAML
