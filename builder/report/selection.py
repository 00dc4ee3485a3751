"""Which findings are shown and counted: by code or family of codes, and by severity."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from builder.checks import ALL_RULES, Finding, Severity
from builder.checks.near import near
from builder.checks.page import FAMILIES
from builder.errors import RefusedError
from builder.message import LANGUAGES, tell, translate
from builder.report.words import SEVERITIES

CODES: Final = frozenset(rule.code for rule in ALL_RULES)
_NAMES: Final = {rule.name: rule.code for rule in ALL_RULES}
_FAMILY: Final = slice(3)
_ORDER: Final = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes and families, or none for all of them, and the mildest severity that is shown."""

    words: frozenset[str] = frozenset()
    least: Severity = Severity.ADVICE

    def takes(self, finding: Finding) -> bool:
        """Tell whether a finding is shown."""
        is_chosen = not self.words or {finding.code, finding.code[_FAMILY]} & self.words
        return bool(is_chosen) and _ORDER.index(finding.severity) <= _ORDER.index(self.least)


def read_words(text: str) -> frozenset[str]:
    """Read `WRD,MED003`; raises RefusedError for a word that is no code and no family."""
    return frozenset(read_word(word) for word in text.split(",") if word.strip())


def read_word(word: str) -> str:
    """Return the code or family that a word stands for, or raise RefusedError."""
    found = word.strip().upper()
    if found in CODES or found in FAMILIES:
        return found
    likely = _near(word.strip())
    if likely:
        raise RefusedError(
            tell("there is no rule “{code}”; did you mean {near}?", code=word.strip(), near=likely)
        )
    raise RefusedError(
        tell("there is no rule “{code}”: moment rules lists them all", code=word.strip())
    )


def read_severity(word: str) -> Severity:
    """Return the severity that a word of any of our languages means, or raise RefusedError."""
    severities = {
        translate(name, language): severity
        for severity, name in SEVERITIES.items()
        for language in LANGUAGES
    }
    found = unicodedata.normalize("NFC", word.strip()).casefold()
    if found not in severities:
        raise RefusedError(
            tell("--severity is error, warning or advice, not “{word}”", word=word.strip())
        )
    return severities[found]


def _near(word: str) -> str:
    """Return the code that may be meant: by a slip in it, or by a rule's name."""
    return _closest(word.lower(), _NAMES, _NAMES) or _closest(word.upper(), [*CODES, *FAMILIES], {})


def _closest(word: str, words: Iterable[str], codes: dict[str, str]) -> str:
    likely = near(word, sorted(words))
    return codes.get(likely, likely)
