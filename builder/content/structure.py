"""Markdown headings as a module: sections, and steps in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.message import mark, tell
from builder.problem import Edit, Edits, Problem, Span
from builder.source import Heading, Page

MODULE_LEVEL, SECTION_LEVEL, STEP_LEVEL = 1, 2, 3
_FENCE: Final = "---"
_UNSPACED: Final = re.compile(r"(?P<marks>#{1,6})[^\W\d]")


@dataclass(frozen=True, slots=True)
class Step:
    """One page of a module; `first_line` and `last_line` hold its text, without the heading."""

    heading: Heading
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Section:
    """A section (avsnitt): one or more steps. A section without `###` is itself one step."""

    heading: Heading
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ModuleText:
    """A module as its file has it; the introduction stands in `first_line` to `last_line`."""

    page: Page
    heading: Heading
    first_line: int
    last_line: int
    sections: tuple[Section, ...]

    def walk_headings(self) -> Iterator[Heading]:
        """Yield the headings that carry an id: the module's, the sections', the steps'."""
        yield self.heading
        for section in self.sections:
            yield section.heading
            yield from (
                step.heading for step in section.steps if step.heading is not section.heading
            )


def read_structure(page: Page) -> tuple[ModuleText | None, list[Problem]]:
    """Return a page as a module, and what keeps it from being a whole one."""
    if not any(line.strip() for line in page.lines):
        return None, [Problem(page.path, Span(page.path), tell("the file is empty"))]
    headings = [heading for heading in page.headings if heading.level <= STEP_LEVEL]
    if front_matter := _front_matter(page):
        return None, [front_matter]
    problems = list(_heading_problems(page, headings))
    if not headings or headings[0].level != MODULE_LEVEL:
        return None, problems
    ends = [*(heading.first_line - 1 for heading in headings[1:]), len(page.lines)]
    parts = [
        Step(heading, heading.last_line + 1, end)
        for heading, end in zip(headings, ends, strict=True)
    ]
    module, *rest = parts
    sections = tuple(_sections(rest, page, problems))
    text = ModuleText(page, module.heading, module.first_line, module.last_line, sections)
    if not sections and not page.text(module.first_line, module.last_line):
        problems.append(
            Problem(page.path, Span(page.path), tell("the module has a title but no text"))
        )
    return text, problems


def title_problems(page: Page) -> Iterator[Problem]:
    """Yield what is wrong with a page that is one text: welcome, open, staff, transcript."""
    if not any(line.strip() for line in page.lines):
        yield Problem(page.path, Span(page.path), tell("the file is empty"))
    elif front_matter := _front_matter(page):
        yield front_matter
    else:
        yield from _title_problems(page, list(page.headings))


_WRONG_START = mark("a page begins with its title: “# Title”")


def _title_problems(page: Page, headings: list[Heading]) -> Iterator[Problem]:
    yield from _unspaced_headings(page)
    first = next((number for number, line in enumerate(page.lines, 1) if line.strip()), 1)
    if not headings or headings[0].level != MODULE_LEVEL or headings[0].first_line != first:
        yield Problem(
            page.path,
            Span(page.path, first, 1, first, len(page.lines[first - 1]) + 1),
            tell(_WRONG_START),
        )
    for heading in headings[1:]:
        if heading.level == MODULE_LEVEL:
            message = tell(
                "a page has one title; “{text}” is a second one: use ## for a section",
                text=heading.text,
            )
            yield Problem(page.path, heading.span, message)


def _front_matter(page: Page) -> Problem | None:
    """Return the problem of a page that begins with settings between two lines of hyphens."""
    if page.lines[0].rstrip() != _FENCE or _FENCE not in (one.rstrip() for one in page.lines[1:]):
        return None
    message = tell("the page begins with settings for another program: take away what --- encloses")
    return Problem(page.path, Span(page.path, 1, 1, 1, 4), message)


def _unspaced_headings(page: Page) -> Iterator[Problem]:
    """Yield the lines that are meant as headings but lack the space after #."""
    if any("```" in line or "~~~" in line for line in page.lines):
        return
    for number, line in enumerate(page.lines, 1):
        if found := _UNSPACED.match(line):
            marks = len(found["marks"])
            span = Span(page.path, number, 1, number, len(line) + 1)
            space = Span(page.path, number, marks + 1, number, marks + 1)
            message = tell("a heading has a space after {marks}", marks=found["marks"])
            yield Problem(page.path, span, message, fix=Edits((Edit(space, " "),)))


def _heading_problems(page: Page, headings: list[Heading]) -> Iterator[Problem]:
    yield from _title_problems(page, headings)
    previous = 0
    for heading in headings:
        if previous and heading.level == STEP_LEVEL and previous == MODULE_LEVEL:
            message = tell(
                "the step “{text}” stands in no section: a ## comes before the first ###",
                text=heading.text,
            )
            yield Problem(page.path, heading.span, message)
        previous = heading.level
        if not heading.text:
            yield Problem(page.path, heading.span, tell("the heading has no text"))


def _sections(parts: list[Step], page: Page, problems: list[Problem]) -> Iterator[Section]:
    """Gather steps into sections; a second title begins a section too, so that nothing is lost."""
    groups: list[list[Step]] = []
    for part in parts:
        if part.heading.level < STEP_LEVEL or not groups:
            groups.append([part])
        else:
            groups[-1].append(part)
    for head, *steps in groups:
        is_section = head.heading.level < STEP_LEVEL
        if steps and is_section and page.text(head.first_line, head.last_line):
            message = tell("text between a section's heading and its first step belongs in a step")
            line = next(
                n for n in range(head.first_line, head.last_line + 1) if page.lines[n - 1].strip()
            )
            span = Span(page.path, line, 1, line, len(page.lines[line - 1]) + 1)
            problems.append(Problem(page.path, span, message))
        for part in steps or [head]:
            if not page.text(part.first_line, part.last_line):
                message = tell("there is no text under “{text}”", text=part.heading.text)
                problems.append(Problem(page.path, part.heading.span, message))
        yield Section(head.heading, tuple(steps or [head]))
