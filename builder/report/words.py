"""How findings are worded in every format."""

from typing import Final

from builder.checks import Finding, Severity
from builder.message import Message, mark, tell, tell_number

SEVERITIES: Final = {
    Severity.ERROR: mark("error"),
    Severity.WARNING: mark("warning"),
    Severity.ADVICE: mark("advice"),
}
MENDABLE: Final = mark("moment fix mends this")


def count_words(severity: Severity, n: int) -> Message:
    """Say how many findings of a severity there are."""
    match severity:
        case Severity.ERROR:
            return tell_number("{n} error", "{n} errors", n)
        case Severity.WARNING:
            return tell_number("{n} warning", "{n} warnings", n)
        case Severity.ADVICE:
            return tell_number("{n} piece of advice", "{n} pieces of advice", n)


def place_words(finding: Finding, language: str) -> str:
    """Return where a finding stands in the author's words, with a capital; empty if unknown."""
    return capital(", ".join(one.in_language(language) for one in finding.place))


def whole_words(finding: Finding, language: str) -> str:
    """Return the message after its place, as one sentence."""
    message, place = finding.message.in_language(language), place_words(finding, language)
    return f"{place}: {message}" if place else message


def waiver_words(finding: Finding, language: str) -> str:
    """Return who answers for a waived warning, how long and why; empty for any other finding."""
    waiver = finding.waiver
    if waiver is None:
        return ""
    message = tell(
        "{who}, until {day}: {reason}",
        who=waiver.who,
        day=waiver.until.isoformat(),
        reason=waiver.reason,
    )
    return message.in_language(language)


def capital(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]
