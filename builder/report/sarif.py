"""Findings as SARIF 2.1.0, which forges and editors read."""

import json
import os
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final, TypeAlias
from urllib.parse import quote

from builder.checks import ALL_RULES, Finding, Rule, Severity
from builder.checks.page import RulePage
from builder.manifest import digest
from builder.message import Message, tell
from builder.problem import Edit, Edits, Span
from builder.report.handbook import page_markdown
from builder.report.words import MENDABLE, place_words, waiver_words, whole_words
from builder.version import __version__

Json: TypeAlias = Any
_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_INDEX: Final = {rule.code: n for n, rule in enumerate(ALL_RULES)}
_ROOT: Final = "%SRCROOT%"
"""What forges take for the root of the checkout."""


def sarif(findings: Iterable[Finding], language: str, folder: str = "") -> Json:
    """Return findings as a SARIF log; paths begin in `folder`, the library's in the checkout."""
    seen: Counter[str] = Counter()
    results = [_result(one, language, folder, seen) for one in findings]
    driver = {
        "name": "moment-builder",
        "version": __version__,
        "semanticVersion": __version__,
        "language": language,
        "rules": [_rule(one, language) for one in ALL_RULES],
    }
    run = {
        "tool": {"driver": driver},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule[Any], language: str) -> Json:
    page = RulePage.read(rule.manual).in_language(language)
    described = " ".join([page.title, page.why, *page.remarks])
    return {
        "id": rule.code,
        "name": rule.name.title().replace("-", ""),
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": described},
        "help": {"text": described, "markdown": page_markdown(page, language)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, language: str, folder: str, seen: Counter[str]) -> Json:
    level = _LEVELS[finding.severity]
    result = {
        "ruleId": finding.code,
        "ruleIndex": _INDEX[finding.code],
        "level": level,
        "message": {"text": whole_words(finding, language)},
        "locations": [_location(finding, language, folder)],
        "partialFingerprints": _fingerprints(finding, seen),
        "suppressions": _suppressions(finding, language),
    }
    if isinstance(finding.fix, Edits):
        result["fixes"] = [_fix(finding.fix, language, folder)]
    return result


def _location(finding: Finding, language: str, folder: str) -> Json:
    place = place_words(finding, language)
    physical = {
        "artifactLocation": _artifact(finding.span.path, folder),
        "region": _region(finding.span),
    }
    logical = {"fullyQualifiedName": _name(finding), **({"name": place} if place else {})}
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _name(finding: Finding) -> str:
    """Return the file and the nearest id, which stay the same when lines move."""
    _, mark, name = finding.anchor.partition("#")
    return f"{finding.span.path}{mark}{name}"


def _artifact(path: str, folder: str) -> Json:
    return {"uri": quote(os.fsencode(f"{folder}{path}")), "uriBaseId": _ROOT}


def _region(span: Span) -> Json:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _fingerprints(finding: Finding, seen: Counter[str]) -> Json:
    """Name a finding by rule, place and values, so that it is known again when lines move.

    GitHub knows one of the two keys; its number tells like findings in one place apart.
    """
    parts = [finding.code, _name(finding), finding.message.template, finding.message.values]
    name = digest(json.dumps(parts, default=_message_parts).encode())
    seen[name] += 1
    return {"findingInPlace/v1": name, "primaryLocationLineHash": f"{name[:16]}:{seen[name]}"}


def _message_parts(value: object) -> Json:
    """Return the parts of a message that is a value of another one, for JSON."""
    if isinstance(value, Message):
        return [value.template, value.values]
    raise TypeError(f"{type(value).__name__} in a finding")


def _suppressions(finding: Finding, language: str) -> Json:
    if finding.waiver is None:
        return []
    told = waiver_words(finding, language)
    return [{"kind": "external", "status": "accepted", "justification": told}]


def _fix(fix: Edits, language: str, folder: str) -> Json:
    edits = sorted(fix.edits, key=lambda edit: edit.span)
    changes = [
        {
            "artifactLocation": _artifact(path, folder),
            "replacements": [_replacement(edit) for edit in group],
        }
        for path, group in groupby(edits, key=lambda edit: edit.span.path)
    ]
    description = tell(MENDABLE).in_language(language)
    return {"description": {"text": description}, "artifactChanges": changes}


def _replacement(edit: Edit) -> Json:
    return {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
