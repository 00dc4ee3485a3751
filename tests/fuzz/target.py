"""What every case must come through: the whole check, all that is told of it, and the rendition."""

import datetime as dt
import io
import json
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from rich.console import Console
from seeds import Files

import builder
from builder.checks import Finding, check, days_that_matter
from builder.content import Library, MomentContent, read_library, read_moment
from builder.content.library import MOMENT_DEPTH
from builder.content.sources import plain_text
from builder.mending import Wish, make_plan
from builder.mending.plan import MOST_ROUNDS
from builder.message import LANGUAGES
from builder.packing import pack
from builder.problem import Span
from builder.rendition import render
from builder.report.findings import show_findings
from builder.report.github import annotations
from builder.report.junit import junit
from builder.report.plain import findings_json
from builder.report.sarif import sarif
from builder.terminal import Terminal
from builder.tree import Tree

TODAY: Final = dt.date(2026, 11, 22)
MOST_SECONDS: Final = 5.0
_SHOWN: Final = 500
"""Findings that are written as text at most: each takes a millisecond."""
_HOME: Final = Path(builder.__file__).parent


class BrokenLawError(Exception):
    """What is always so was not so: `law` in short, the same for all cases that break it."""

    def __init__(self, law: str, finding: Finding) -> None:
        super().__init__(f"{law}: {finding.code} at {finding.span!r}: {finding.message}")
        self.name = f"{law}: {finding.code}"


@dataclass(frozen=True, slots=True)
class Result:
    """How a case went: seconds of the processor for the check, and what was raised, if anything."""

    seconds: float
    fault: str = ""
    trace: str = ""

    def __bool__(self) -> bool:
        return not self.fault and self.seconds < MOST_SECONDS


def attempt(files: Files, *, mending: bool = False) -> Result:
    """Run everything on a library, mending only where that is asked for; return how it went."""
    begun = time.process_time()
    seconds = 0.0
    try:
        run(files)
        seconds = time.process_time() - begun
        if mending:
            mend(files)
    except Exception as error:  # noqa: BLE001 - any at all is a defect
        return Result(seconds, _name(error), traceback.format_exc())
    return Result(seconds)


def _name(error: Exception) -> str:
    """Return what two cases with the same fault share."""
    if isinstance(error, BrokenLawError):
        return error.name
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if Path(one.filename).is_relative_to(_HOME)] or frames
    return f"{type(error).__name__} in {Path(ours[-1].filename).name}, {ours[-1].name}"


def run(files: Files) -> None:
    """Check a library, tell what was found in each way there is, and show what can be shown."""
    tree = Tree.of(files)
    library = read_library(tree)
    parts = tree.split(MOMENT_DEPTH)
    moments = [read_moment(parts[folder], folder, library) for folder in library.folders]
    library.keys = tuple(content.key for content in moments)
    everything: list[Library | MomentContent] = [library, *moments]
    found = sorted(one for sources in everything for one in check(sources, TODAY))
    for sources in everything:
        days_that_matter(sources)
    lines = _lines_of(files)
    _tell(found, len(moments), lines)
    for content in moments:
        if content.moment and content.welcome:
            render(pack(content).package)
    for one in found:
        if not _is_somewhere(one.span, lines(one.span.path)):
            raise BrokenLawError("stands somewhere", one)


def mend(files: Files) -> None:
    """Mend what is certain, and see that there is nothing more to mend afterwards."""
    wish = Wish(TODAY)
    plan = make_plan(Tree.of(files), wish)
    if len(plan.mended) >= MOST_ROUNDS:
        return  # faults that hide each other: so many at a time, and the next run goes on
    again = make_plan(Tree.of(dict(plan.draft.tree)), wish)
    for finding in again.mended:
        raise BrokenLawError("mended at once", finding)


def _tell(found: Sequence[Finding], moments: int, lines: Callable[[str], Sequence[str]]) -> None:
    """Write what was found, in one format and language by turns: they take longest of all."""
    turn = len(found)
    language = LANGUAGES[turn // 5 % 2]
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", errors="replace")  # as terminal.py makes it
    console = Console(file=out, emoji=False, force_terminal=True)
    terminal = Terminal(language, console, console)
    match turn % 5:
        case 0:
            show_findings(found[:_SHOWN], moments, lines, terminal, waived=True)
        case 1:
            terminal.json(findings_json(found, moments, language))
        case 2:
            terminal.json(sarif(found, language, ""))
        case 3:
            out.write(annotations(found, language, ""))
        case _:
            ET.fromstring(junit(found, moments, language))  # noqa: S314 - our own
    for finding in found:
        json.dumps([finding.message.in_language(one) for one in LANGUAGES])
    out.flush()


def _lines_of(files: Files) -> Callable[[str], Sequence[str]]:
    @cache
    def lines(path: str) -> Sequence[str]:
        try:
            return plain_text(files.get(path, b"")).split("\n")
        except UnicodeDecodeError:
            return ()

    return lines


def _is_somewhere(span: Span, lines: Sequence[str]) -> bool:
    """Tell whether a file has the lines and columns of a place.

    What is missing at the end of a line is pointed at there, one column wide.
    """
    begins, ends = (span.line, span.column), (span.end_line, span.end_column)
    if span == Span(span.path) or not lines:
        return (1, 1) <= begins <= ends
    return (
        (1, 1) <= begins <= ends
        and span.end_line <= len(lines)
        and 1 <= span.column <= len(lines[span.line - 1]) + 1
        and 1 <= span.end_column <= len(lines[span.end_line - 1]) + 2
    )
