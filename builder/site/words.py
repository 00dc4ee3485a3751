"""The site's own words, in its reader's language."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from types import SimpleNamespace
from typing import Final

from builder.message import Message, mark, translate
from builder.rendition.words import Voice

KINDS: Final = {
    "treatment": mark("Treatment"),
    "support": mark("Support"),
    "education": mark("Education"),
    "care-plan": mark("Care plan"),
    "assessment": mark("Assessment"),
}
STARTS: Final = {
    "at-once": mark("Opens at once"),
    "by-staff": mark("Opened by staff"),
    "after-previous": mark("Opens when the module before is done"),
}
FUNCTIONS: Final = {
    "messages": mark("Messages"),
    "contacts": mark("Contacts"),
    "planning": mark("Planning"),
    "activity-plan": mark("Activity plan"),
}
RELEASE_LEVELS: Final = {
    "first": mark("First version"),
    "major": mark("Does not reach started moments"),
    "minor": mark("Reaches started moments"),
}
CHANGE_LEVELS: Final = {
    "major": mark("Major"),
    "decide": mark("May change the meaning"),
    "minor": mark("Minor"),
    "none": mark("Reads the same"),
}
TOUCHES: Final = {
    "answers": mark("stored answers"),
    "progress": mark("progress"),
    "meaning": mark("clinical meaning"),
    "text": mark("text only"),
}
AUDIENCES: Final = {"resident": mark("the resident"), "staff": mark("staff")}
CHARTS: Final = {
    "line-chart": mark("Line chart"),
    "bar-chart": mark("Bar chart"),
    "table": mark("Table"),
}
SEVERITIES: Final = {
    "error": mark("error"),
    "warning": mark("warning"),
    "advice": mark("advice"),
}
LANGUAGES: Final = {"sv": mark("Swedish"), "en": mark("English")}
_WORDS: Final = {
    "about": mark("About the moment"),
    "advice_means": mark("A thought about the text. It never stops anything."),
    "all_moments": mark("All moments"),
    "all_publishers": mark("All publishers"),
    "all_providers": mark("All care providers"),
    "audience": mark("For whom"),
    "available_to": mark("Available to"),
    "changes": mark("Changes"),
    "clear_all": mark("Clear all"),
    "close_all": mark("Close all modules"),
    "commit": mark("Commit"),
    "contact": mark("Contact"),
    "content": mark("Content"),
    "contents": mark("Contents"),
    "decided": mark("Decided, because"),
    "development": mark("Development catalogue – not signed"),
    "draft": mark("Draft"),
    "error_means": mark("Must be mended before the moment can be published."),
    "every_kind": mark("All kinds"),
    "everyone": mark("All care providers"),
    "example": mark("Example"),
    "examples": mark("Examples"),
    "filter_kind": mark("Kind"),
    "filter_open": mark("Open moments only"),
    "filter_provider": mark("Available to"),
    "filter_publisher": mark("Publisher"),
    "findings": mark("What the check found"),
    "for_staff": mark("For staff"),
    "form_is": mark("The form stands here, and is shown where it stands first:"),
    "from_form": mark("From the form"),
    "functions": mark("Functions turned on"),
    "handbook": mark("Handbook for those who write moments"),
    "handbook_intro": mark(
        "All content is held to these rules. Each has a code, which moment check and the preview "
        "show beside what they find. Its page says why, and how to write instead."
    ),
    "intro": mark(
        "Here are moments for digital care: treatments, support, education, care plans and "
        "assessments. Read what each moment holds, whom it is for, and what has changed in it."
    ),
    "intended_use": mark("Intended use"),
    "language": mark("Language"),
    "mendable_means": mark(
        "Where a finding says that `moment fix` mends it, that command does it for you."
    ),
    "module": mark("Module"),
    "no_new_starts": mark("No new starts"),
    "no_findings": mark("The check found nothing."),
    "no_functions": mark("None"),
    "no_hits": mark("No moment fits your search. Try fewer or other words."),
    "none": mark("There are no moments here yet."),
    "not_public": mark(
        "This is a catalogue of content for digital care. It is not itself a care service, and it "
        "is not run by or connected to any national service or authority."
    ),
    "not_started": mark(
        "Nothing can be answered or started here. No information about readers is collected."
    ),
    "open": mark("Open moment"),
    "open_all": mark("Open all modules"),
    "open_means": mark("Residents can start it themselves."),
    "opening": mark("Read before starting"),
    "other_forms": mark("Other forms"),
    "owner": mark("Owner"),
    "package": mark("Package"),
    "publisher": mark("Publisher"),
    "reminders": mark("Reminders"),
    "results": mark("Results over time"),
    "review_by": mark("To be reviewed by"),
    "safety": mark("Safety release"),
    "safety_about": mark("What it is about"),
    "search": mark("Search for a moment"),
    "search_hint": mark("Title, subject, audience or owner"),
    "seen_by": mark("Seen by"),
    "shared_findings": mark("What the check found in what all moments share"),
    "shown_as": mark("Shown as"),
    "skip": mark("Skip to the content"),
    "staff": mark("Guidance for staff"),
    "title_shown": mark("Result"),
    "training": mark("Training"),
    "until": mark("until"),
    "version": mark("Version"),
    "versions": mark("Versions"),
    "waivers": mark("Waived warnings"),
    "warning_means": mark(
        "Is mended, or waived in the moment's settings by somebody who says why and until when."
    ),
    "welcome": mark("Welcome text"),
    "why": mark("Why"),
}
"""Single words and fixed phrases, by the name that the templates use."""


@cache
def words_in(language: str) -> SimpleNamespace:
    """Return all fixed phrases in a language, by name."""
    return SimpleNamespace(**{name: translate(text, language) for name, text in _WORDS.items()})


def choice(table: Mapping[str, str], key: str, language: str) -> str:
    """Return the phrase for a key of one of the tables above; an unknown key is shown as it is."""
    return translate(table[key], language) if key in table else key


def day(date: str, language: str) -> str:
    """Return a date that begins `2026-11-22` as people write it."""
    return Voice(language).day(dt.date.fromisoformat(date[:10]))


def say(message: Message, language: str) -> str:
    """Return a message in a language."""
    return message.in_language(language)
