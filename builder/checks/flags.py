"""FRM: flags that are never raised, or always, or that nobody acts on."""

from collections.abc import Iterator

from builder.checks.judging import dead_leaves, dead_part, speaks_of_unseen
from builder.checks.rule import rule
from builder.content import Sources
from builder.forms import ALWAYS, NEVER, Analysis
from builder.message import tell
from builder.model import FlagRule
from builder.problem import Pointer, Problem


def _flags(sources: Sources) -> Iterator[tuple[str, Analysis, Pointer, FlagRule]]:
    for path, analysis in sources.walk_analyses():
        for n, flag in enumerate(analysis.form.flags):
            yield path, analysis, ("flags", n), flag


@rule("FRM016", "flag-never", Sources)
def flag_never(sources: Sources) -> Iterator[Problem]:
    """A flag is never raised, whatever is answered.

    Why: someone relies on a signal that cannot come.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: scale, text: "Hur orolig är du?", min: 0, max: 10, min-text: Inte alls, max-text: Mycket}
        flags:
          - id: oro
            when: {question: oro, at-least: 80}
            to: resident
            priority: normal
            text: Prata med någon du litar på.

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: scale, text: "Hur orolig är du?", min: 0, max: 10, min-text: Inte alls, max-text: Mycket}
        flags:
          - id: oro
            when: {question: oro, at-least: 8}
            to: resident
            priority: normal
            text: Prata med någon du litar på.
    """
    for path, analysis, at, flag in _flags(sources):
        if analysis.can_be(flag.when) != NEVER or speaks_of_unseen(analysis, flag.when):
            continue
        dead = list(dead_leaves(analysis, (*at, "when"), flag.when))
        if analysis.can_be_alone(flag.when) == NEVER:
            verdict = dead[0] if dead else dead_part(analysis, (*at, "when"), flag.when, None)
            yield Problem(path, verdict.at, verdict.message)
        else:
            message = tell("no answers that can be given together raise this flag")
            yield Problem(path, (*at, "when"), message)


@rule("FRM017", "flag-always", Sources)
def flag_always(sources: Sources) -> Iterator[Problem]:
    """A flag is raised whatever is answered.

    Why: a signal that always comes says nothing, and staff stop looking at it.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: scale, text: "Hur orolig är du?", required: true, min: 0, max: 10, min-text: Inte alls, max-text: Mycket}
        flags:
          - id: oro
            when: {question: oro, at-least: 0}
            to: resident
            priority: normal
            text: Prata med någon du litar på.

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: scale, text: "Hur orolig är du?", required: true, min: 0, max: 10, min-text: Inte alls, max-text: Mycket}
        flags:
          - id: oro
            when: {question: oro, at-least: 8}
            to: resident
            priority: normal
            text: Prata med någon du litar på.
    """
    for path, analysis, at, flag in _flags(sources):
        if analysis.can_be(flag.when) == ALWAYS:
            message = tell("this is always true: the flag is raised for everybody")
            yield Problem(path, (*at, "when"), message)


@rule("FRM018", "nobody-acts", Sources)
def nobody_acts(sources: Sources) -> Iterator[Problem]:
    """A flag to staff does not say who acts on it, or how.

    Why: a signal that everybody sees and nobody owns is a risk. Name a role, what it does and
    within what time.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        flags:
          - id: oro
            when: {question: oro, is: "yes"}
            to: staff
            priority: high
            text: Invånaren känner oro.
            who-acts: Ansvarig behandlare

    Good, in `forms/enkat.yaml`, with the rest of the file:

        flags:
          - id: oro
            when: {question: oro, is: "yes"}
            to: staff
            priority: high
            text: Invånaren känner oro.
            who-acts: Ansvarig behandlare
            how: Ringer invånaren samma vardag.
    """
    for path, _, at, flag in _flags(sources):
        if flag.to != "staff" or (flag.who_acts and flag.how):
            continue
        if not flag.who_acts and not flag.how:
            message = tell("say who acts on the flag and how: “who-acts” and “how”")
        elif not flag.who_acts:
            message = tell("say who acts on the flag: “who-acts”")
        else:
            message = tell("say what is done and within what time: “how”")
        yield Problem(path, (*at, "id"), message)


RULES = (flag_never, flag_always, nobody_acts)
