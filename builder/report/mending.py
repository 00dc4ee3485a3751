"""What is mended, and what is left: text for people, JSON for machines."""

import difflib
from collections.abc import Iterator, Sequence
from typing import Final

from rich.text import Text

from builder.checks import Finding
from builder.checks.page import visible
from builder.content.sources import plain_text
from builder.mending import Plan, Renamed
from builder.message import Message, mark, tell, tell_number
from builder.problem import Work
from builder.report.plain import Json, findings_json
from builder.terminal import Terminal

_MOST_LEFT: Final = 12
"""More than these are counted, not listed."""
_AROUND: Final = 1
"""Lines shown around a change; a paragraph is one long line."""
_KILOBYTE: Final = 1000
_STYLES: Final = {"---": "bold", "+++": "bold", "@@ ": "cyan", "-": "red", "+": "green"}
_DONE: Final = {
    Work.STRIP: mark("without metadata"),
    Work.STREAM: mark("can begin at once"),
    Work.SHRINK: mark("made smaller"),
}


def show_plan(plan: Plan, terminal: Terminal) -> None:
    """Write everything that changes: the texts as a diff, the names, the media."""
    for path in _texts(plan):
        for line in _diff(plan, path):
            style = next((_STYLES[one] for one in _STYLES if line.startswith(one)), "")
            terminal.out.print(Text(visible(line), style), soft_wrap=True)
        terminal.out.print()
    _show_list(tell("New names"), [_name_words(one, terminal) for one in plan.renamed], terminal)
    media = dict.fromkeys(one.path for one in plan.remade)
    _show_list(tell("Media"), [_medium_words(plan, one, terminal) for one in media], terminal)


def show_left(plan: Plan, terminal: Terminal) -> None:
    """Write what is left, which only a person can mend, and what was not asked for."""
    unasked = set(plan.unasked)
    left = [one for one in plan.left if one not in unasked]
    heading = tell_number("{n} finding is left for you", "{n} findings are left for you", len(left))
    lines = [_left_words(one, terminal) for one in left[:_MOST_LEFT]]
    if len(left) > _MOST_LEFT:
        more = tell("and {n} more: moment check shows them", n=len(left) - _MOST_LEFT)
        lines.append(terminal.text(more))
    _show_list(heading, lines, terminal)
    if plan.unasked:
        message = tell_number(
            "{n} more can be mended, but was not asked for.",
            "{n} more can be mended, but were not asked for.",
            len(plan.unasked),
        )
        terminal.say(message, "dim")


def _show_list(heading: Message, lines: Sequence[str], terminal: Terminal) -> None:
    if lines:
        terminal.say(heading, "bold")
        for line in lines:
            terminal.out.print(Text(f"  {visible(line)}"), soft_wrap=True)
        terminal.out.print()


def _texts(plan: Plan) -> Iterator[str]:
    """Yield the changed files that are texts, by their paths in the draft."""
    media = {one.path for one in plan.remade}
    return (path for path in sorted(plan.draft.written) if plan.draft.origin(path) not in media)


def _diff(plan: Plan, path: str) -> Iterator[str]:
    """Yield the unified diff of one text, as its readers see it."""
    origin = plan.draft.origin(path)
    old, new = (
        plain_text(data).split("\n")
        for data in (plan.draft.before[origin], plan.draft.written[path])
    )
    return difflib.unified_diff(old, new, origin, path, lineterm="", n=_AROUND)


def _name_words(renamed: Renamed, terminal: Terminal) -> str:
    path = f"{renamed.path} → {renamed.name}"
    if not renamed.references:
        return path
    follow = tell_number(
        "{path}, {n} reference follows",
        "{path}, {n} references follow",
        renamed.references,
        path=path,
    )
    return terminal.text(follow)


def _medium_words(plan: Plan, path: str, terminal: Terminal) -> str:
    """Return what was done to a medium, and its size before and after."""
    before, after = _lengths(plan, path)
    done = [terminal.text(tell(_DONE[one.work])) for one in plan.remade if one.path == path]
    sizes = [round(before / _KILOBYTE), round(after / _KILOBYTE)]
    message = tell("{before} kB → {after} kB", before=sizes[0], after=sizes[1])
    if sizes[0] == sizes[1]:
        message = tell("{before} → {after} bytes", before=before, after=after)
    return f"{path}: {terminal.text(message)}, {', '.join(done)}"


def _lengths(plan: Plan, path: str) -> tuple[int, int]:
    """Return the bytes of a medium before and after, by its path on disk."""
    new = next(one for one in plan.draft.written if plan.draft.origin(one) == path)
    return len(plan.draft.before[path]), len(plan.draft.written[new])


def _left_words(finding: Finding, terminal: Terminal) -> str:
    span = finding.span
    return f"{span.path}:{span.line}  {finding.code}  {terminal.text(finding.message)}"


def plan_json(plan: Plan, language: str, *, written: bool) -> Json:
    """Return what changes as plain JSON; `written` tells whether it stands on the disk."""
    lengths = {one.path: _lengths(plan, one.path) for one in plan.remade}
    return {
        "written": written,
        "texts": [
            {
                "path": plan.draft.origin(path),
                "new-path": path,
                "diff": "\n".join(_diff(plan, path)),
            }
            for path in _texts(plan)
        ],
        "names": [
            {"path": one.path, "name": one.name, "references": one.references}
            for one in plan.renamed
        ],
        "media": [
            {
                "path": one.path,
                "work": str(one.work),
                "bytes-before": lengths[one.path][0],
                "bytes-after": lengths[one.path][1],
            }
            for one in plan.remade
        ],
        "mended": findings_json(plan.mended, plan.look.moments, language)["findings"],
        "left": findings_json(plan.left, plan.look.moments, language)["findings"],
    }
