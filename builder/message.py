"""Texts for people, in Swedish and English: written once in English, translated when shown.

The Swedish texts stand in `builder/locale/sv/LC_MESSAGES/builder.po`; `make generate` gathers new
texts into it and compiles it. A text that is missing there fails the tests.
"""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("sv", "en")
DEFAULT_LANGUAGE: Final = "sv"
"""Most who read our texts write Swedish care content; a locale or `--lang` says otherwise."""

_LOCALES = Path(__file__).parent / "locale"


@dataclass(frozen=True, slots=True)
class Message:
    """A text with its values, not yet in any language."""

    template: str
    values: "tuple[tuple[str, str | int | Message], ...]" = ()
    plural: str = ""

    def in_language(self, language: str) -> str:
        """Return the text in `language` ("sv" or "en")."""
        values = {
            name: value.in_language(language) if isinstance(value, Message) else value
            for name, value in self.values
        }
        catalogue = _catalogue(language)
        if self.plural:
            template = catalogue.ngettext(self.template, self.plural, int(values["n"]))
        else:
            template = catalogue.gettext(self.template)
        return template.format_map(values)

    def __str__(self) -> str:
        return self.in_language("en")


def tell(template: str, **values: str | int | Message) -> Message:
    """Make a message; `template` is English, with `{name}` for each value."""
    return Message(template, tuple(values.items()))


def tell_number(one: str, many: str, n: int, **values: str | int | Message) -> Message:
    """Make a message about `n` things, which it may show as `{n}`."""
    return Message(one, (("n", n), *values.items()), many)


def mark(template: str) -> str:
    """Mark a text for translation where it is only stored, to be told later."""
    return template


def translate(text: str, language: str) -> str:
    """Return a marked text in `language`."""
    return _catalogue(language).gettext(text) if text else text


def choose_language(environment: Mapping[str, str], option: str | None = None) -> str:
    """Return the language that an option, or else the locale, asks for.

    The order among the variables is gettext's: LANGUAGE, LC_ALL, LC_MESSAGES, LANG.
    """
    wishes = [
        option,
        *(environment.get(name) for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")),
    ]
    for wish in wishes:
        if wish and wish[:2].lower() in LANGUAGES:
            return wish[:2].lower()
    return DEFAULT_LANGUAGE


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("builder", _LOCALES, [language], fallback=language == "en")
