"""The same answers under a form as it was and as it is: where they come to something else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.changes import Change, Level
from builder.forms import Outcome, evaluate
from builder.forms.analysis import Analysis
from builder.forms.boundary import Boundary, Given, boundaries
from builder.model import Form
from builder.package import Package
from builder.release import Draft


@dataclass(frozen=True, slots=True)
class Crossing:
    """The same answers under a form as it was and as it is."""

    subject: str
    """The id of the score or question whose cut-off the answers lie at."""
    answers: Mapping[str, Given]
    old: Outcome
    new: Outcome

    @property
    def is_moved(self) -> bool:
        """Whether they come to something else than before."""
        return _signature(self.old) != _signature(self.new)


@dataclass(frozen=True, slots=True)
class MovedForm:
    """A form in which the same answers come to other scores, levels or flags."""

    old: Form
    new: Form
    crossings: tuple[Crossing, ...]


def moved_forms(draft: Draft, old: Package) -> Iterator[MovedForm]:
    """Yield the forms whose answers come to something else, with answers that show it."""
    changed = {c.subject[1] for c in draft.changes if _may_move(c)}
    before = {form.id: form for form in old.forms}
    for form in draft.packed.package.forms:
        if form.id in changed and form.id in before:
            crossings = tuple(_crossings(before[form.id], form))
            if crossings:
                yield MovedForm(before[form.id], form, crossings)


def _may_move(change: Change) -> bool:
    return change.subject[0] == "form" and change.level is Level.MAJOR


def _crossings(old: Form, new: Form) -> Iterator[Crossing]:
    """Yield answers around the cut-offs of both forms, of what comes out otherwise than before.

    Answers that come to the same, before and after, are told once.
    """
    found: dict[str, dict[object, Crossing]] = {}
    for one in _examples(old, new):
        crossing = Crossing(
            one.name, one.answers, evaluate(old, one.answers), evaluate(new, one.answers)
        )
        told = _signature(crossing.old), _signature(crossing.new)
        found.setdefault(one.name, {}).setdefault(told, crossing)
    for crossings in found.values():
        yield from _near_moved([*crossings.values()])


def _near_moved(crossings: Sequence[Crossing]) -> Iterator[Crossing]:
    """Yield what comes out otherwise, with one on each side that does not."""
    moved = [n for n, crossing in enumerate(crossings) if crossing.is_moved]
    near = {n for at in moved for n in (at - 1, at, at + 1)}
    yield from (crossing for n, crossing in enumerate(crossings) if n in near)


def _examples(old: Form, new: Form) -> list[Boundary]:
    both = [*boundaries(Analysis(old)), *boundaries(Analysis(new))]
    return sorted(both, key=lambda one: one.value)


def _signature(outcome: Outcome) -> tuple[object, ...]:
    """Return what answers come to: scores, levels and flags."""
    return (
        tuple(sorted(outcome.scores.items())),
        tuple(sorted(outcome.bands.items())),
        tuple(sorted(outcome.flags)),
    )
