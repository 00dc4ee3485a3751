"""Findings as annotations beside the lines of a change on GitHub.

The form is that of GitHub Actions' workflow commands; columns are left out where a finding spans
lines, since GitHub takes them only within one.
"""

from collections.abc import Iterable
from typing import Final

from builder.checks import Finding, Severity
from builder.checks.page import visible
from builder.report.plain import NAMES
from builder.report.words import whole_words

_COMMANDS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.ADVICE: "notice",
}
_CONTROLS: Final = {code: visible(chr(code)) for code in (*range(0x20), *range(0x7F, 0xA0))}
"""A log is read in terminals, which control characters would steer."""
_DATA: Final = _CONTROLS | str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def annotations(findings: Iterable[Finding], language: str, folder: str = "") -> str:
    """Return a line for each finding that is not waived; paths begin in `folder`."""
    return "".join(_command(one, language, folder) for one in findings if not one.waiver)


def _command(finding: Finding, language: str, folder: str) -> str:
    properties = {"file": f"{folder}{finding.span.path}", **_place(finding)}
    properties["title"] = f"{finding.code} {NAMES[finding.code]}"
    told = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in properties.items())
    message = whole_words(finding, language).translate(_DATA)
    return f"::{_COMMANDS[finding.severity]} {told}::{message}\n"


def _place(finding: Finding) -> dict[str, str]:
    span = finding.span
    place = {"line": str(span.line), "endLine": str(span.end_line)}
    if span.line == span.end_line:
        place |= {"col": str(span.column), "endColumn": str(span.end_column)}
    return place
