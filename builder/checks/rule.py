"""What a rule is and what it finds."""

import datetime as dt
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from builder.content import Sources, whereabouts
from builder.message import Message
from builder.model import Waiver
from builder.problem import Fix, Problem, Span

S = TypeVar("S", bound=Sources)


class Severity(StrEnum):
    """How much a finding matters: an error stops a release, a warning wants a waiver."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem placed in its file, under the code of the rule that saw it.

    `place` says where in the author's own words, the outermost first. `anchor` is the file and the
    nearest id, which stay the same when lines move: `modules/start.md#om-somn`.
    """

    span: Span
    code: str
    severity: Severity
    message: Message
    place: tuple[Message, ...] = ()
    anchor: str = ""
    fix: Fix | None = None
    waiver: Waiver | None = None

    def __lt__(self, other: "Finding") -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[Span, str, str]:
        return (self.span, self.code, str(self.message))

    @property
    def stops_release(self) -> bool:
        """Tell whether nothing is published because of it."""
        return self.severity is not Severity.ADVICE and self.waiver is None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules about waivers are given: today, what is found, what each code weighs."""

    today: dt.date
    findings: Sequence[Finding]
    severities: Mapping[str, Severity]


@dataclass(frozen=True, slots=True)
class Pending:
    """What the rules about a release are given: how the moment differs from its last one.

    `levels` maps the fingerprint of each change to its level in one word, before any decision;
    `notes` are the ids of the change notes that no release has told; `undecided` are the
    fingerprints that wait for a decision. `last_major` is the day of the last MAJOR release.
    """

    levels: Mapping[str, str]
    notes: frozenset[str] = frozenset()
    undecided: frozenset[str] = frozenset()
    is_first: bool = False
    is_release: bool = True
    is_major: bool = False
    is_undecided: bool = False
    """Whether it would not be MAJOR but for what is undecided."""
    last_major: dt.date | None = None


class Sees(StrEnum):
    """What a rule is given beside the sources."""

    NOTHING = "nothing"
    TODAY = "today"
    JUDGEMENT = "judgement"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Rule(Generic[S]):
    """A named check; the docstring of its function is its page in the manual.

    `of` is what it looks at: `Library`, `MomentContent`, or `Sources` for both. `sees` is what it
    is given besides: today, or the `Judgement` of what the other rules have found.
    """

    code: str
    name: str
    severity: Severity
    of: type[S]
    sees: Sees
    check: Callable[..., Iterator[Problem]]

    @property
    def manual(self) -> str:
        """The rule's page: what is wrong, why, a bad and a good example."""
        return inspect.cleandoc(self.check.__doc__ or "")

    def findings(self, sources: S, *seen: Any) -> Iterator[Finding]:
        """Yield what this rule finds."""
        for problem in self.check(sources, *seen):
            span = sources.locate(problem)
            place, anchor = whereabouts(sources, problem.at, span)
            yield Finding(
                span, self.code, self.severity, problem.message, place, anchor, problem.fix
            )


def rule(
    code: str,
    name: str,
    of: type[S],
    severity: Severity = Severity.ERROR,
    *,
    sees: Sees = Sees.NOTHING,
) -> Callable[[Callable[..., Iterator[Problem]]], Rule[S]]:
    """Make a rule of the decorated check."""
    return lambda check: Rule(code, name, severity, of, sees, check)
