"""What a rule is and what it finds."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from builder.content import Sources
from builder.message import Message
from builder.problem import Problem, Span

S = TypeVar("S", bound=Sources)


class Severity(StrEnum):
    """How much a finding matters: an error stops a release, a warning wants a waiver."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem placed in its file, under the code of the rule that saw it."""

    span: Span
    code: str
    severity: Severity
    message: Message

    def __lt__(self, other: "Finding") -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[Span, str, str]:
        return (self.span, self.code, str(self.message))


@dataclass(frozen=True, slots=True)
class Rule(Generic[S]):
    """A named check; the docstring of its function is its page in the manual.

    `of` is what it looks at: `Library`, `MomentContent`, or `Sources` for both.
    """

    code: str
    name: str
    severity: Severity
    of: type[S]
    check: Callable[[S], Iterator[Problem]]

    @property
    def manual(self) -> str:
        """The rule's page: what is wrong, why, a bad and a good example."""
        return inspect.cleandoc(self.check.__doc__ or "")

    def findings(self, sources: S) -> Iterator[Finding]:
        """Yield what this rule finds."""
        for problem in self.check(sources):
            yield Finding(sources.locate(problem), self.code, self.severity, problem.message)


def rule(
    code: str, name: str, of: type[S], severity: Severity = Severity.ERROR
) -> Callable[[Callable[[S], Iterator[Problem]]], Rule[S]]:
    """Make a rule of the decorated check."""
    return lambda check: Rule(code, name, severity, of, check)
