"""Findings as text for people."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final, TypeAlias

from rich.text import Text

from builder.checks import Finding, Severity
from builder.checks.page import visible
from builder.message import Message, tell, tell_number
from builder.problem import Span
from builder.report.frame import frame
from builder.report.words import MENDABLE, SEVERITIES, count_words, place_words, waiver_words
from builder.terminal import Terminal

Lines: TypeAlias = Callable[[str], Sequence[str]]
"""Gives the lines of a source file, none for one that is not text."""

STYLES: Final = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.ADVICE: "bold cyan",
}
_INDENT: Final = 9
_PRIVACY: Final = "PRV"
WIDEST: Final = 100
"""Lines longer than this are hard to read, however wide the window is."""


def show_findings(
    findings: Sequence[Finding],
    moments: int,
    lines: Lines,
    terminal: Terminal,
    *,
    waived: bool = False,
    hidden: Sequence[Finding] = (),
) -> None:
    """Write findings file by file, each with the line it stands on, and a summary.

    Warnings that are waived are only counted, unless `waived`. `hidden` are further findings,
    which were not asked for: they too are counted.
    """
    secret = _secret_lines([*findings, *hidden])
    shown = [finding for finding in findings if waived or not finding.waiver]
    for path, group in groupby(shown, key=lambda finding: finding.span.path):
        terminal.out.print(Text(visible(path), "bold underline"), soft_wrap=True)
        source = lines(path)
        for finding in group:
            is_secret = (path, finding.span.line) in secret
            for line in _finding(finding, () if is_secret else source, terminal):
                line.rstrip()
                terminal.out.print(line, soft_wrap=True)
            terminal.out.print()
    _show_summary(findings, moments, terminal, waived=waived, hidden=len(hidden))


def _secret_lines(findings: Sequence[Finding]) -> set[tuple[str, int]]:
    """Return the lines that hold what a report, which travels further than a file, never repeats.

    They are not shown under other findings on them either.
    """
    return {
        (finding.span.path, line)
        for finding in findings
        if finding.code.startswith(_PRIVACY)
        for line in range(finding.span.line, finding.span.end_line + 1)
    }


def _finding(finding: Finding, lines: Sequence[str], terminal: Terminal) -> Iterator[Text]:
    """Yield the lines of one finding: where, what, the source, and what can be done."""
    width = min(terminal.out.width, WIDEST)
    style = "dim" if finding.waiver else STYLES[finding.severity]
    place = visible(place_words(finding, terminal.language))
    message = visible(terminal.text(finding.message))
    word = terminal.text(_word(finding))
    head = Text.assemble((word, style), (f" {finding.code}  ", "dim"))
    head.append(place or message, "bold" if place else "")
    indent = _position(finding)
    for text in (head, Text(message) if place else Text()):
        yield from _wrapped(text, width, terminal, indent)
        indent = ""
    yield from frame(finding.span, lines, style, width)
    if finding.waiver:
        waiver = visible(waiver_words(finding, terminal.language))
        yield from _wrapped(Text(waiver), width, terminal)
    elif finding.fix:
        yield from _wrapped(Text(terminal.text(tell(MENDABLE)), "green"), width, terminal)


def _wrapped(text: Text, width: int, terminal: Terminal, before: str = "") -> Iterator[Text]:
    """Yield a text as lines under each other; `before` stands in front of the first."""
    for line in text.wrap(terminal.out, max(width - _INDENT, _INDENT)):
        if text:
            yield Text.assemble((before.ljust(_INDENT), "dim"), line)
        before = ""


def _position(finding: Finding) -> str:
    """Return line and column, or nothing where the whole file is meant."""
    span = finding.span
    return "" if span == Span(span.path) else f"  {span.line}:{span.column} "


def _word(finding: Finding) -> Message:
    return tell("waived warning") if finding.waiver else tell(SEVERITIES[finding.severity])


def _show_summary(
    findings: Sequence[Finding], moments: int, terminal: Terminal, *, waived: bool, hidden: int
) -> None:
    standing = [finding for finding in findings if not finding.waiver]
    terminal.say(_outcome(standing, moments, terminal), "bold" if standing else "green")
    mendable = sum(finding.fix is not None for finding in standing)
    if mendable:
        terminal.say(
            tell_number("moment fix mends {n} of them.", "moment fix mends {n} of them.", mendable)
        )
    if len(findings) > len(standing) and not waived:
        message = tell_number(
            "{n} waived warning: --waived shows it.",
            "{n} waived warnings: --waived shows them.",
            len(findings) - len(standing),
        )
        terminal.say(message, "dim")
    if hidden:
        terminal.say(
            tell_number("{n} other finding not shown.", "{n} other findings not shown.", hidden),
            "dim",
        )


def _outcome(standing: Sequence[Finding], moments: int, terminal: Terminal) -> Message:
    """Say what was checked, and how much of each severity was found."""
    if not standing:
        return tell_number(
            "{n} moment checked: nothing to remark.",
            "{n} moments checked: nothing to remark.",
            moments,
        )
    counts = [
        count_words(severity, n)
        for severity in Severity
        if (n := sum(finding.severity is severity for finding in standing))
    ]
    return tell_number(
        "{n} moment checked: {found}.",
        "{n} moments checked: {found}.",
        moments,
        found=", ".join(map(terminal.text, counts)),
    )
