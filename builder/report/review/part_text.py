"""What a part of a moment says, whole: of what is new or gone a title says too little."""

from collections.abc import Iterator

from builder.model import Question
from builder.package import Package, PackedSection, Route
from builder.source import parse_markdown


def part_text(package: Package, route: Route) -> str:
    """Return what stands at a route, on one line; empty for what has no text of its own."""
    match route:
        case ("module", module, "section", name):
            found = (_section(one) for one in _sections(package, module) if one.id == name)
        case ("module", module, "step", name):
            steps = (step for one in _sections(package, module) for step in one.steps)
            found = (_prose(step.markdown) for step in steps if step.id == name)
        case ("form", form, "question", name):
            questions = (q for one in package.forms if one.id == form for _, q in one.walk())
            found = (_question(one) for one in questions if one.id == name)
        case ("welcome" | "open" | "staff",):
            page = {"welcome": package.welcome, "open": package.opening, "staff": package.staff}
            found = (_prose(one.markdown) for one in (page[route[0]],) if one)
        case _:
            return ""
    return next(found, "")


def _sections(package: Package, module: str) -> Iterator[PackedSection]:
    return (section for one in package.modules if one.id == module for section in one.sections)


def _section(section: PackedSection) -> str:
    return " ".join(_prose(step.markdown) for step in section.steps)


def _prose(markdown: str) -> str:
    return " ".join(one.text for one in parse_markdown("", markdown).prose)


def _question(question: Question) -> str:
    """Return a question with the texts that can be chosen."""
    choices = [choice.text for choice in getattr(question, "choices", ())]
    return f"{question.text} ({' · '.join(choices)})" if choices else question.text
