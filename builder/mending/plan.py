"""All that is to be mended: round after round, until nothing more is certain."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from builder.checks import Finding
from builder.mending.draft import Draft
from builder.mending.look import Look, look
from builder.mending.round import Remade, Renamed, make_round
from builder.problem import Edits, Rework
from builder.tree import Tree

MOST_ROUNDS: Final = 200
"""A file that cannot be read tells of one mistake at a time; few have this many."""

_Name: TypeAlias = tuple[str, str, int, int, str]
"""A finding by its code, its file on disk, its place and its message."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: on which day, in which moments (none for all), and which findings."""

    today: dt.date
    only: Sequence[str] = ()
    chosen: Callable[[Finding], bool] = bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The draft in which everything certain is mended, how it came about, and what is left."""

    draft: Draft
    look: Look
    wish: Wish
    mended: tuple[Finding, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    remade: tuple[Remade, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to do."""
        return not self.draft.before and not self.draft.moves

    @property
    def left(self) -> tuple[Finding, ...]:
        """What is found afterwards and stops a release."""
        return tuple(one for one in self.look.findings if one.stops_release)

    @property
    def unasked(self) -> tuple[Finding, ...]:
        """What is left only because it was not asked for."""
        return tuple(one for one in self.left if one.fix and not _is_asked_for(one, self))


def make_plan(tree: Tree, wish: Wish, step: Callable[[int], object] = int) -> Plan:
    """Return what is to be mended in a tree; `step` is called with the number of moments read.

    A fix after which the same is found in the same place mends nothing: then all begins anew
    without it.
    """
    refused: set[_Name] = set()
    first = look(Draft.of(tree), wish.today, wish.only, step=step)
    while True:
        plan, useless = _attempt(Plan(Draft.of(tree), first, wish), refused)
        if not useless:
            return plan
        refused |= useless


def _attempt(plan: Plan, refused: set[_Name]) -> tuple[Plan, set[_Name]]:
    """Return the plan after all rounds, and the fixes that turned out to mend nothing."""
    done: set[_Name] = set()
    wish = plan.wish
    for _ in range(MOST_ROUNDS):
        asked = [one for one in plan.look.findings if _is_asked_for(one, plan)]
        wanted = [one for one in asked if _name(one, plan.draft) not in refused]
        useless = done & {_name(one, plan.draft) for one in wanted}
        if useless:
            return plan, useless
        made = make_round(plan.draft, wanted, plan.look.profile)
        refused |= {_name(one, plan.draft) for one in made.failed}
        if not made.mended:
            break
        done |= {_name(one, plan.draft) for one in made.mended if not _only_deletes(one)}
        plan = Plan(
            made.draft,
            look(made.draft, wish.today, wish.only, plan.look),
            wish,
            (*plan.mended, *made.mended),
            (*plan.renamed, *made.renamed),
            (*plan.remade, *made.remade),
        )
    return plan, set()


def _is_asked_for(finding: Finding, plan: Plan) -> bool:
    is_open = finding.fix is not None and finding.waiver is None
    return is_open and plan.look.covers(finding) and plan.wish.chosen(finding)


def _name(finding: Finding, draft: Draft) -> _Name:
    """Return what a finding is told by; the bytes of a medium may change what is said of it."""
    span = finding.span
    said = str(finding.fix.work) if isinstance(finding.fix, Rework) else str(finding.message)
    return (finding.code, draft.origin(span.path), span.line, span.column, said)


def _only_deletes(finding: Finding) -> bool:
    """Tell whether a fix comes nearer to its end even where the same is found again."""
    return isinstance(finding.fix, Edits) and not any(edit.text for edit in finding.fix.edits)
