"""Every kind of change: its code, its level, its name and why it has that level.

This table is the policy, the manual page and the code; to change the policy is to change a row,
with a decision in `docs/adr/`. An unknown difference is MAJOR.
"""

from dataclasses import dataclass
from enum import Enum, IntEnum

from builder.message import Message, mark
from builder.package import Route


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


class Kind(Enum):
    """Code, level, name, and the reason for the level."""

    # fmt: off
    SETTING_CHANGED = ("CHG001", Level.MAJOR, "setting-changed", mark("it changes what the moment promises, or to whom"))
    FUNCTION_CHANGED = ("CHG002", Level.MAJOR, "function-changed", mark("a function appears or disappears for the resident"))
    RESULT_CHANGED = ("CHG003", Level.MAJOR, "result-changed", mark("staff and residents see other results than before"))
    REMINDER_CHANGED = ("CHG004", Level.MAJOR, "reminder-changed", mark("reminders come, or stay away, that did not before"))
    MODULE_ADDED = ("CHG010", Level.MAJOR, "module-added", mark("new text sections do not reach started moments"))
    MODULE_REMOVED = ("CHG011", Level.MAJOR, "module-removed", mark("a resident in the middle of it would lose their place"))
    MODULE_START_CHANGED = ("CHG012", Level.MAJOR, "module-start-changed", mark("the module would open at another time than planned"))
    SECTION_ADDED = ("CHG013", Level.MAJOR, "section-added", mark("new text sections do not reach started moments"))
    SECTION_REMOVED = ("CHG014", Level.MAJOR, "section-removed", mark("a resident in the middle of it would lose their place"))
    STEP_ADDED = ("CHG015", Level.MAJOR, "step-added", mark("new text sections do not reach started moments"))
    STEP_REMOVED = ("CHG016", Level.MAJOR, "step-removed", mark("a resident in the middle of it would lose their place"))
    ORDER_CHANGED = ("CHG017", Level.MAJOR, "order-changed", mark("the modules open one after another, so the order is part of the progress"))
    FREE_ORDER_CHANGED = ("CHG018", Level.MINOR, "free-order-changed", mark("the order is free, so nobody's progress is touched"))
    PAGE_ADDED = ("CHG019", Level.MAJOR, "page-added", mark("new text sections do not reach started moments"))
    PAGE_REMOVED = ("CHG020", Level.MAJOR, "page-removed", mark("a text that was promised is gone"))
    FORM_ADDED = ("CHG030", Level.MAJOR, "form-added", mark("new forms do not reach started moments"))
    FORM_REMOVED = ("CHG031", Level.MAJOR, "form-removed", mark("stored answers lose their form"))
    FORM_CHANGED = ("CHG032", Level.MAJOR, "form-changed", mark("it changes how answers are gathered or kept"))
    FORM_PLACED = ("CHG033", Level.MAJOR, "form-placed", mark("residents meet a form where there was none"))
    FORM_TAKEN = ("CHG034", Level.MAJOR, "form-taken", mark("residents no longer meet the form where it was"))
    QUESTION_ADDED = ("CHG040", Level.MAJOR, "question-added", mark("answers already given lack it"))
    QUESTION_REMOVED = ("CHG041", Level.MAJOR, "question-removed", mark("stored answers lose their question"))
    QUESTION_CHANGED = ("CHG042", Level.MAJOR, "question-changed", mark("the same answer would mean something else"))
    CONDITION_CHANGED = ("CHG043", Level.MAJOR, "condition-changed", mark("some residents meet other questions than before"))
    CHOICE_ADDED = ("CHG044", Level.MAJOR, "choice-added", mark("earlier answers were given among fewer choices"))
    CHOICE_REMOVED = ("CHG045", Level.MAJOR, "choice-removed", mark("stored answers hold a value that is gone"))
    CHOICE_SCORE_CHANGED = ("CHG046", Level.MAJOR, "choice-score-changed", mark("the same answers give another score"))
    SCORE_ADDED = ("CHG047", Level.MAJOR, "score-added", mark("answers already given get a meaning they did not have"))
    SCORE_REMOVED = ("CHG048", Level.MAJOR, "score-removed", mark("a score that was followed is gone"))
    SCORE_CHANGED = ("CHG049", Level.MAJOR, "score-changed", mark("the same answers give another score or another level"))
    FLAG_ADDED = ("CHG050", Level.MAJOR, "flag-added", mark("new flags do not reach started moments"))
    FLAG_REMOVED = ("CHG051", Level.MAJOR, "flag-removed", mark("a signal that someone waits for would never come"))
    FLAG_CHANGED = ("CHG052", Level.MAJOR, "flag-changed", mark("the flag is raised for others, or reaches others, than before"))
    FORM_TEXT_REWORDED = ("CHG053", Level.DECIDE, "form-text-reworded", mark("another wording can get another answer"))
    FORM_ORDER_CHANGED = ("CHG054", Level.DECIDE, "form-order-changed", mark("another order can get another answer"))
    MEDIUM_ADDED = ("CHG060", Level.MAJOR, "medium-added", mark("new films and pictures do not reach started moments"))
    MEDIUM_REMOVED = ("CHG061", Level.MAJOR, "medium-removed", mark("something that was shown is gone"))
    MEDIUM_REPLACED = ("CHG062", Level.DECIDE, "medium-replaced", mark("the new file may show or say something else"))
    MEDIUM_TEXT_CHANGED = ("CHG063", Level.DECIDE, "medium-text-changed", mark("captions and descriptions are what some residents have instead"))
    MEDIUM_DETAILS_CHANGED = ("CHG064", Level.MINOR, "medium-details-changed", mark("what is shown is the same"))
    MEDIUM_MOVED = ("CHG065", Level.DECIDE, "medium-moved", mark("a picture that moves may illustrate something else"))
    NUMBER_CHANGED = ("CHG070", Level.DECIDE, "number-changed", mark("a number, time, dose or telephone number is acted on"))
    NEGATION_CHANGED = ("CHG071", Level.DECIDE, "negation-changed", mark("a “not” that comes or goes turns the meaning round"))
    LINK_CHANGED = ("CHG072", Level.DECIDE, "link-changed", mark("the link leads somewhere else"))
    PARAGRAPH_CHANGED = ("CHG073", Level.DECIDE, "paragraph-changed", mark("a whole paragraph can carry an instruction of its own"))
    TEXT_REWRITTEN = ("CHG074", Level.DECIDE, "text-rewritten", mark("so much is rewritten that someone must say whether it means the same"))
    TEXT_REWORDED = ("CHG075", Level.MINOR, "text-reworded", mark("wording and spelling reach started moments"))
    TITLE_REWORDED = ("CHG076", Level.MINOR, "title-reworded", mark("wording and spelling reach started moments"))
    FORMATTING = ("CHG090", Level.NONE, "formatting", mark("it reads the same"))
    UNKNOWN = ("CHG099", Level.MAJOR, "unknown", mark("a difference that is not known to be harmless is not treated as harmless"))
    # fmt: on

    def __init__(self, code: str, level: Level, title: str, reason: str) -> None:
        self.code = code
        self.level = level
        self.title = title
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two packages of a moment.

    `subject` is the route to what differs; `message` says what differs; `old` and `new` are texts
    to show, empty where there is none.
    """

    kind: Kind
    subject: Route
    message: Message
    old: str = ""
    new: str = ""
    line: int | None = None
    """The first line that differs in a page's Markdown, counted from 0."""

    @property
    def level(self) -> Level:
        """What it asks of the version number."""
        return self.kind.level
