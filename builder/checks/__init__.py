"""Find what is wrong with the content."""

from typing import Any

from builder.checks import forms, identity, media, names, references, structure
from builder.checks.rule import Finding, Rule, Severity
from builder.content import Library, MomentContent

__all__ = ["ALL_RULES", "Finding", "Rule", "Severity", "check"]

ALL_RULES: tuple[Rule[Any], ...] = (
    *structure.RULES,
    *names.RULES,
    *identity.RULES,
    *references.RULES,
    *media.RULES,
    *forms.RULES,
)


def check(sources: Library | MomentContent) -> list[Finding]:
    """Return everything the rules find in one moment, or in what all moments share."""
    found = (
        finding
        for rule in ALL_RULES
        if isinstance(sources, rule.of)
        for finding in rule.findings(sources)
    )
    return sorted(set(found))
