"""Whether the conditions of a form can be true and can be false, and how to say so."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from builder.forms import ALWAYS, NEVER, Analysis
from builder.forms.answer import steps_of
from builder.forms.condition import Walked, leaves_of, named_values, parts_of
from builder.forms.options import bounds_of
from builder.message import Message, mark, tell
from builder.model import Condition, NumberQuestion, ScaleQuestion, exact, kebab
from builder.problem import Pointer

_RANGE: Final = {
    "at_least": mark("“{subject}” is never {value} or more: it goes from {least} to {most}"),
    "at_most": mark("“{subject}” is never {value} or less: it goes from {least} to {most}"),
    "more_than": mark("“{subject}” is never more than {value}: it goes from {least} to {most}"),
    "less_than": mark("“{subject}” is never less than {value}: it goes from {least} to {most}"),
}
_ALL: Final = {
    "at_least": mark("“{subject}” is always {value} or more: it goes from {least} to {most}"),
    "at_most": mark("“{subject}” is always {value} or less: it goes from {least} to {most}"),
    "more_than": mark("“{subject}” is always more than {value}: it goes from {least} to {most}"),
    "less_than": mark("“{subject}” is always less than {value}: it goes from {least} to {most}"),
}
_PAST: Final = mark("“{subject}” is never {value}: it goes from {least} to {most}")
_OFF_THE_STEPS: Final = mark(
    "“{subject}” is never {value}: it goes from {least} to {most} in steps of {step}"
)
_BETWEEN: Final = mark(
    "“{subject}” is never {value}: it takes other values between {least} and {most}"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Something that is so whatever is answered, and where in the condition it is decided."""

    at: Pointer
    message: Message


def dead_part(analysis: Analysis, at: Pointer, condition: Condition, before: str | None) -> Verdict:
    """Return the innermost part for which a condition, or the part, can never be true."""
    here = Walked(at, condition)
    if here.is_leaf:
        return Verdict((*at, kebab(condition.operator)), never_said(analysis, condition))
    for part in parts_of(at, condition):
        if condition.all_ and analysis.can_be_alone(part.condition, before) == NEVER:
            return dead_part(analysis, part.at, part.condition, before)
    if condition.not_:
        return Verdict(at, tell("what stands under “not” is always true"))
    if condition.any_:
        return Verdict(at, tell("none of these can be true"))
    return Verdict(at, tell("these can never be true at once"))


def dead_leaves(analysis: Analysis, at: Pointer, condition: Condition) -> Iterator[Verdict]:
    """Yield the comparisons that no answer makes true, wherever in a condition they stand."""
    for leaf in leaves_of(at, condition):
        if leaf.condition.answered is None and analysis.holds_for(leaf.condition) == NEVER:
            place = (*leaf.at, kebab(leaf.condition.operator))
            yield Verdict(place, never_said(analysis, leaf.condition))


def idle_leaves(analysis: Analysis, at: Pointer, condition: Condition) -> Iterator[Verdict]:
    """Yield the comparisons that every answer makes true."""
    for leaf in leaves_of(at, condition):
        if leaf.condition.answered is None and analysis.holds_for(leaf.condition) == ALWAYS:
            place = (*leaf.at, kebab(leaf.condition.operator))
            yield Verdict(place, always_said(analysis, leaf.condition))


def dead_branches(
    analysis: Analysis, at: Pointer, condition: Condition, before: str | None
) -> Iterator[tuple[Walked, bool]]:
    """Yield the parts of any-groups that can never be true, and whether they cannot even alone.

    A part that speaks of a question which is never shown is told there, and not here.
    """
    for part in parts_of(at, condition):
        if condition.any_ and analysis.can_be(part.condition, before) == NEVER:
            if not speaks_of_unseen(analysis, part.condition):
                yield part, analysis.can_be_alone(part.condition, before) == NEVER
        else:
            yield from dead_branches(analysis, part.at, part.condition, before)


def speaks_of_unseen(analysis: Analysis, condition: Condition) -> str | None:
    """Return a question that a condition depends on and that is never shown, if there is one."""
    for leaf in leaves_of((), condition):
        for name in analysis.names.asked_by(leaf.condition):
            if name in analysis.never_shown:
                return name
    return None


def never_said(analysis: Analysis, leaf: Condition) -> Message:
    """Say that a comparison is never true."""
    return _said(analysis, leaf, _RANGE) or tell(
        "no answer to “{subject}” makes this true", subject=subject_of(analysis, leaf)
    )


def always_said(analysis: Analysis, leaf: Condition) -> Message:
    """Say that a comparison is true of every answer."""
    return _said(analysis, leaf, _ALL) or tell(
        "every answer to “{subject}” makes this true; is “answered: true” meant?",
        subject=subject_of(analysis, leaf),
    )


def _said(analysis: Analysis, leaf: Condition, templates: dict[str, str]) -> Message | None:
    operator, ends = leaf.operator, ends_of(analysis, leaf)
    if ends is None:
        return None
    subject, (least, most) = subject_of(analysis, leaf), map(exact, ends)
    if operator in templates:
        value = exact(getattr(leaf, operator))
        return tell(templates[operator], subject=subject, value=value, least=least, most=most)
    if operator not in {"is_", "any_of"} or templates is not _RANGE:
        return None
    value, template, more = ", ".join(named_values(leaf)), _PAST, dict[str, str]()
    if any(ends[0] < one < ends[1] for one in bounds_of(leaf)):
        question = analysis.names.questions.get(leaf.question or "")
        template = _BETWEEN
        if isinstance(question, NumberQuestion | ScaleQuestion):
            template, more = _OFF_THE_STEPS, {"step": exact(steps_of(question)[1])}
    return tell(template, subject=subject, value=value, least=least, most=most, **more)


def subject_of(analysis: Analysis, leaf: Condition) -> str:
    """Return what a comparison speaks of, in the author's words."""
    if leaf.score is not None:
        return analysis.names.scores[leaf.score].title
    return analysis.names.questions[leaf.question or ""].text


def ends_of(analysis: Analysis, leaf: Condition) -> tuple[Decimal, Decimal] | None:
    """Return the least and the most number that a comparison can meet, if there are such."""
    if leaf.score is not None:
        values = analysis.values(analysis.names.scores[leaf.score]) or frozenset()
        numbers = [value for value in values if value is not None]
        return (min(numbers), max(numbers)) if numbers else None
    question = analysis.names.questions[leaf.question or ""]
    least, most = getattr(question, "min", None), getattr(question, "max", None)
    if isinstance(least, Decimal) and isinstance(most, Decimal):
        return least, most
    return None
