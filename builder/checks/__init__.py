"""Find what is wrong with the content."""

import datetime as dt
from typing import Any, Final

from builder.checks import (
    access,
    addresses,
    alternatives,
    bands,
    conditions,
    examples,
    flags,
    forms,
    governance,
    identity,
    links,
    listing,
    marks,
    media,
    names,
    privacy,
    readability,
    references,
    releasing,
    rights,
    safety,
    scores,
    senses,
    structure,
    usage,
    waivers,
    wording,
    writing,
)
from builder.checks.page import FAMILIES
from builder.checks.rule import Finding, Judgement, Pending, Rule, Sees, Severity
from builder.content import Library, MomentContent

__all__ = [
    "ALL_RULES",
    "Finding",
    "Pending",
    "Rule",
    "Severity",
    "check",
    "check_release",
    "days_that_matter",
]

_RULES: tuple[Rule[Any], ...] = (
    *structure.RULES,
    *writing.RULES,
    *marks.RULES,
    *names.RULES,
    *identity.RULES,
    *references.RULES,
    *links.RULES,
    *listing.RULES,
    *usage.RULES,
    *addresses.RULES,
    *media.RULES,
    *alternatives.RULES,
    *access.RULES,
    *senses.RULES,
    *wording.RULES,
    *readability.RULES,
    *governance.RULES,
    *rights.RULES,
    *privacy.RULES,
    *forms.RULES,
    *bands.RULES,
    *conditions.RULES,
    *scores.RULES,
    *flags.RULES,
    *examples.RULES,
    *safety.RULES,
    *waivers.RULES,
    *releasing.RULES,
)
_ORDER: Final = tuple(FAMILIES)
ALL_RULES: Final = tuple(sorted(_RULES, key=lambda rule: (_ORDER.index(rule.code[:3]), rule.code)))
"""Every rule, family by family, in the order of their codes."""


_SEVERITIES: Final = {rule.code: rule.severity for rule in ALL_RULES}


def check(sources: Library | MomentContent, today: dt.date) -> list[Finding]:
    """Return everything the rules find in one moment, or in what all moments share."""
    rules = [rule for rule in ALL_RULES if isinstance(sources, rule.of)]
    found: set[Finding] = set()
    for rule in rules:
        if rule.sees in {Sees.NOTHING, Sees.TODAY}:
            seen = (today,) if rule.sees is Sees.TODAY else ()
            found.update(rule.findings(sources, *seen))
    judgement = Judgement(today, tuple(found), _SEVERITIES)
    for rule in rules:
        if rule.sees is Sees.JUDGEMENT:
            found.update(rule.findings(sources, judgement))
    return sorted(waivers.waive(sources, found, today))


def check_release(content: MomentContent, pending: Pending) -> list[Finding]:
    """Return what a moment lacks to be released, seen beside its last release."""
    rules = [rule for rule in ALL_RULES if rule.sees is Sees.RELEASE]
    return sorted({found for rule in rules for found in rule.findings(content, pending)})


def days_that_matter(sources: Library | MomentContent) -> list[dt.date]:
    """Return the days that dated rules hold today against.

    What is found stays the same for as long as today stands to each of them as it did.
    """
    days = [waiver.until for waiver in waivers.waivers_of(sources)]
    moment = sources.moment if isinstance(sources, MomentContent) else None
    if moment:
        days.append(moment.review_by)
        days += [moment.risk_analysis.date] if moment.risk_analysis else []
    return days
