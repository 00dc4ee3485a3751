"""Rules as lists and pages: for the terminal, for machines, and as Markdown."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final, TypeAlias

from rich.text import Text

from builder.checks import Rule
from builder.checks.page import FAMILIES, WHY, RulePage, page_path
from builder.message import mark, tell, translate
from builder.report.findings import STYLES, WIDEST
from builder.report.words import SEVERITIES
from builder.terminal import Terminal

Json: TypeAlias = Any
AnyRule: TypeAlias = Rule[Any]

_PAGES: Final = mark("moment rules REF003 shows the page of a rule; moment rules REF a family.")
_FENCE: Final = "````"
"""One more than an example in Markdown would have."""


def show_rules(rules: Sequence[AnyRule], terminal: Terminal) -> None:
    """List rules by family: code, severity and what is wrong."""
    width = max(len(_severity(rule, terminal)) for rule in rules)
    for family, group in groupby(rules, key=lambda rule: rule.code[:3]):
        title = translate(FAMILIES[family], terminal.language)
        _print(Text.assemble((family, "bold cyan"), "  ", (title, "bold")), terminal)
        for rule in group:
            head = Text.assemble(
                (f"  {rule.code}  ", "bold"),
                (_severity(rule, terminal).ljust(width), STYLES[rule.severity]),
                "  ",
            )
            title = RulePage.read(rule.manual).in_language(terminal.language).title
            _print(head, terminal, title)
        terminal.out.print()
    terminal.say(tell(_PAGES), "dim")


def _severity(rule: AnyRule, terminal: Terminal) -> str:
    return terminal.text(tell(SEVERITIES[rule.severity]))


def show_page(rule: AnyRule, terminal: Terminal) -> None:
    """Write the page of one rule."""
    page = RulePage.read(rule.manual).in_language(terminal.language)
    head = Text.assemble(
        (rule.code, "bold"),
        f"  {rule.name}  ",
        (_severity(rule, terminal), STYLES[rule.severity]),
    )
    _print(head, terminal)
    for paragraph in (page.title, page.reason, *page.remarks):
        terminal.out.print()
        _print(Text(), terminal, paragraph)
    for example in page.examples:
        style = "bold green" if example.is_good else "bold red"
        terminal.out.print()
        _print(Text(f"{terminal.text(example.label)}:", style), terminal)
        terminal.out.print()
        for line in example.lines:
            _print(Text(f"    {line}".rstrip()), terminal)


def _print(head: Text, terminal: Terminal, rest: str = "") -> None:
    """Write a line; `rest` follows it, wrapped under its own beginning."""
    width = min(terminal.out.width, WIDEST) - len(head)
    first, *others = Text(rest).wrap(terminal.out, width) if rest else [Text()]
    for before, line in ((head, first), *((Text(" " * len(head)), line) for line in others)):
        whole = Text.assemble(before, line)
        whole.rstrip()
        terminal.out.print(whole, soft_wrap=True)


def rules_json(rules: Sequence[AnyRule], language: str) -> Json:
    """Return rules and their pages as plain JSON."""
    return {"rules": [_rule_json(rule, language) for rule in rules]}


def _rule_json(rule: AnyRule, language: str) -> Json:
    page = RulePage.read(rule.manual).in_language(language)
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": str(rule.severity),
        "family": translate(FAMILIES[rule.code[:3]], language),
        "title": page.title,
        "why": page.why,
        "remarks": list(page.remarks),
        "examples": [
            {"good": one.is_good, "file": one.file, "part": one.rest, "text": one.text}
            for one in page.examples
        ],
        "page": page_path(rule.code),
    }


def page_markdown(page: RulePage, language: str) -> str:
    """Return a page, already in its language, as Markdown."""
    return "\n\n".join(_blocks(page, language))


def _blocks(page: RulePage, language: str) -> Iterator[str]:
    yield page.title
    if page.why:
        yield f"**{translate(WHY, language)}:** {page.why}"
    yield from page.remarks
    for example in page.examples:
        yield f"**{example.label.in_language(language)}:**"
        yield f"{_FENCE}\n{example.text}\n{_FENCE}"
