"""Findings as JSON for machines."""

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from builder.checks import ALL_RULES, Finding
from builder.checks.page import page_path
from builder.problem import Edit, Edits, Fix, Rename, Rework, Span
from builder.report.words import place_words

Json: TypeAlias = Any
NAMES: Final = {rule.code: rule.name for rule in ALL_RULES}


def findings_json(findings: Iterable[Finding], moments: int, language: str) -> Json:
    """Return findings as plain JSON (schemas/findings.schema.json)."""
    return {"findings": [_finding(one, language) for one in findings], "moments": moments}


def _finding(finding: Finding, language: str) -> dict[str, Json]:
    plain = {
        "code": finding.code,
        "name": NAMES[finding.code],
        "severity": str(finding.severity),
        "page": page_path(finding.code),
        **_span(finding.span),
        "place": place_words(finding, language),
        "anchor": finding.anchor,
        "message": finding.message.in_language(language),
    }
    if finding.fix:
        plain["fix"] = _fix(finding.fix)
    if finding.waiver:
        waiver = finding.waiver
        plain["waiver"] = {
            "reason": waiver.reason,
            "who": waiver.who,
            "until": waiver.until.isoformat(),
        }
    return plain


def _fix(fix: Fix) -> Json:
    match fix:
        case Edits():
            return {"type": "edits", "edits": [_edit(one) for one in fix.edits]}
        case Rename():
            return {"type": "rename", "path": fix.path, "name": fix.name}
        case Rework():
            return {"type": "rework", "path": fix.path, "work": str(fix.work)}


def _edit(edit: Edit) -> Json:
    return {**_span(edit.span), "text": edit.text}


def _span(span: Span) -> dict[str, Json]:
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end-line": span.end_line,
        "end-column": span.end_column,
    }
