"""Our own words around the author's, in the language of the moment."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from builder.message import Message, mark, tell, translate
from builder.model import exact

_WORDS: Final = {
    "audio_description": mark("What is only seen"),
    "band": mark("Level"),
    "flags": mark("Flags"),
    "high": mark("High priority"),
    "how": mark("What is done"),
    "missing_answers": mark("Missing answers"),
    "no": mark("No"),
    "no_picture": mark("The picture is missing"),
    "normal": mark("Normal priority"),
    "occasions": mark("Occasions"),
    "points": mark("Points"),
    "required": mark("Must be answered"),
    "row": mark("Row"),
    "scores": mark("Scores"),
    "self-harm": mark("Concerns self-harm or suicide. Only staff see this mark."),
    "staff_may_add_pages": mark("Staff may add pages."),
    "the_score_is": mark("How it is counted"),
    "to_resident": mark("To the resident"),
    "to_staff": mark("To staff"),
    "transcript": mark("Text version"),
    "when": mark("When"),
    "who_acts": mark("Who acts"),
    "yes": mark("Yes"),
}
"""Single words and fixed phrases, by the name that the templates use."""

_MONTHS: Final = (
    mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"),
    mark("July"), mark("August"), mark("September"), mark("October"), mark("November"),
    mark("December"),
)  # fmt: skip
_LANGUAGE_NAMES: Final = {"sv": "Svenska", "en": "English"}


@dataclass(frozen=True, slots=True)
class Voice:
    """Says our own words in one language ("sv" or "en")."""

    language: str

    def say(self, message: Message) -> str:
        """Return a message in this voice's language."""
        return message.in_language(self.language)

    def word(self, text: str) -> str:
        """Return a marked text in this voice's language."""
        return translate(text, self.language)

    @property
    def words(self) -> dict[str, str]:
        """All fixed phrases, for the templates."""
        return {name: self.word(text) for name, text in _WORDS.items()}

    def number(self, number: Decimal | int) -> str:
        """Return a number as people write it: with a comma in Swedish."""
        text = exact(Decimal(number)).replace("-", "\N{MINUS SIGN}")
        return text.replace(".", ",") if self.language == "sv" else text

    def day(self, day: dt.date) -> str:
        """Return a day with its month in letters and the whole year."""
        month = self.word(_MONTHS[day.month - 1])
        return self.say(tell("{month} {day}, {year}", day=day.day, month=month, year=day.year))

    def clock(self, clock: str) -> str:
        """Return a time of day, `07:30`: with a full stop and no nought first in Swedish."""
        return clock.removeprefix("0").replace(":", ".") if self.language == "sv" else clock

    def quoted(self, text: str) -> str:
        """Return a text in quotation marks."""
        return self.say(tell("“{text}”", text=text))

    def one_of(self, parts: Iterable[str]) -> str:
        """Return parts as `a, b or c`."""
        return self._joined(parts, mark("{first} or {last}"))

    def all_of(self, parts: Iterable[str]) -> str:
        """Return parts as `a, b and c`."""
        return self._joined(parts, mark("{first} and {last}"))

    def _joined(self, parts: Iterable[str], template: str) -> str:
        *first, last = parts
        return self.say(tell(template, first=", ".join(first), last=last)) if first else last

    def language_name(self, language: str) -> str:
        """Return what a language calls itself."""
        return _LANGUAGE_NAMES.get(language, language)
