"""Findings as text for people and JSON for machines."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, Final, TypeAlias

from rich.text import Text

from builder.checks import Finding, Severity
from builder.message import Message, mark, tell, tell_number
from builder.terminal import Terminal

Json: TypeAlias = Any
Lines: TypeAlias = Callable[[str], Sequence[str]]
"""Gives the lines of a source file, none for one that is not text."""

_SEVERITY_WORD: Final = {
    Severity.ERROR: mark("error"),
    Severity.WARNING: mark("warning"),
    Severity.ADVICE: mark("advice"),
}
_SEVERITY_STYLE: Final = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.ADVICE: "bold cyan",
}


def show_findings(
    findings: Sequence[Finding], moments: int, lines: Lines, terminal: Terminal
) -> None:
    """Write findings file by file, each with the line it stands on, and a summary."""
    for path, group in groupby(findings, key=lambda finding: finding.span.path):
        terminal.out.print(Text(path, "bold underline"), soft_wrap=True)
        for finding in group:
            terminal.out.print(_finding(finding, lines(path), terminal), soft_wrap=True)
        terminal.out.print()
    terminal.say(_summary(findings, moments), style="green" if not findings else "bold")


def _finding(finding: Finding, lines: Sequence[str], terminal: Terminal) -> Text:
    span = finding.span
    text = Text(f"  {span.line}:{span.column}".ljust(9))
    word = tell(_SEVERITY_WORD[finding.severity])
    text.append(terminal.text(word), _SEVERITY_STYLE[finding.severity])
    text.append(f" {finding.code}  ", "dim")
    text.append(terminal.text(finding.message))
    if span.line <= len(lines) and lines[span.line - 1].strip() and span.end_column > span.column:
        text.append(_frame(finding, lines[span.line - 1]))
    return text


def _frame(finding: Finding, line: str) -> Text:
    """Return the line and a mark under what is meant; tabs become spaces so that they agree."""
    span = finding.span
    end = span.end_column if span.end_line == span.line else len(line) + 1
    width = max(1, min(end, len(line) + 1) - span.column)
    gutter = f"\n{span.line:>7} │ "
    frame = Text(gutter, "dim")
    frame.append(line.replace("\t", " "))
    frame.append(f"\n{'':>7} │ ", "dim")
    frame.append(" " * (span.column - 1) + "^" * width, _SEVERITY_STYLE[finding.severity])
    return frame


def _summary(findings: Sequence[Finding], moments: int) -> Message:
    if not findings:
        return tell_number(
            "{n} moment checked: nothing to remark.",
            "{n} moments checked: nothing to remark.",
            moments,
        )
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = sum(finding.severity is Severity.WARNING for finding in findings)
    return tell_number(
        "{n} moment checked. Errors: {errors}. Warnings: {warnings}. Advice: {advice}.",
        "{n} moments checked. Errors: {errors}. Warnings: {warnings}. Advice: {advice}.",
        moments,
        errors=errors,
        warnings=warnings,
        advice=len(findings) - errors - warnings,
    )


def findings_json(findings: Iterable[Finding], moments: int, language: str) -> Json:
    """Return findings as plain JSON (schemas/findings.schema.json)."""
    return {
        "findings": [
            {
                "code": finding.code,
                "severity": str(finding.severity),
                "path": finding.span.path,
                "line": finding.span.line,
                "column": finding.span.column,
                "end-line": finding.span.end_line,
                "end-column": finding.span.end_column,
                "message": finding.message.in_language(language),
            }
            for finding in findings
        ],
        "moments": moments,
    }
