"""Findings as GitLab's Code Quality report, which it shows beside the lines of a merge request."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from builder.checks import Finding, Severity
from builder.manifest import digest
from builder.report.plain import NAMES
from builder.report.words import whole_words

Json: TypeAlias = Any
_SEVERITIES: Final = {
    Severity.ERROR: "critical",
    Severity.WARNING: "major",
    Severity.ADVICE: "info",
}


def code_quality(findings: Iterable[Finding], language: str, folder: str = "") -> Json:
    """Return an entry for each finding that is not waived; paths begin in `folder`."""
    seen: Counter[str] = Counter()
    return [_entry(one, language, folder, seen) for one in findings if not one.waiver]


def _entry(finding: Finding, language: str, folder: str, seen: Counter[str]) -> Json:
    """Return one entry; no line is in its fingerprint, so that it is known again when lines move.

    GitLab shows one of two entries with the same fingerprint, so like findings are numbered.
    """
    said = whole_words(finding, language)
    parts = [finding.code, finding.span.path, finding.anchor, said]
    name = digest("\0".join(parts).encode("utf-8", "surrogateescape"))
    seen[name] += 1
    return {
        "description": f"{finding.code} {said}",
        "check_name": f"{finding.code} {NAMES[finding.code]}",
        "fingerprint": digest(f"{name}:{seen[name]}".encode()),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": f"{folder}{finding.span.path}",
            "lines": {"begin": finding.span.line},
        },
    }
