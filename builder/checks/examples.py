"""FRM: examples that fail, that name what is not there, or that are missing."""

from collections.abc import Iterator
from typing import Final

from builder.checks.near import near
from builder.checks.rule import Judgement, Sees, Severity, rule
from builder.content import Library, MomentContent, Sources
from builder.forms import Analysis, Contribution, Proof, Unfit, prove, unfit_names
from builder.message import Message, mark, tell, tell_number
from builder.model import Form, exact
from builder.model.scalars import NO_VALUE
from builder.problem import Problem
from builder.tree import normal

_NOT_THERE: Final = {
    "question": mark("the form has no question “{name}”"),
    "row": mark("the matrix has no row “{name}”"),
    "choice": mark("the question has no choice “{name}”"),
    "score": mark("the form has no score “{name}”"),
    "band": mark("the score has no band “{name}”"),
    "flag": mark("the form has no flag “{name}”"),
}


@rule("FRM028", "failing-example", Sources, sees=Sees.JUDGEMENT)
def failing_example(sources: Sources, judgement: Judgement) -> Iterator[Problem]:
    """An example's answers do not give what the example says they should.

    Why: the form or the example is wrong, and people's care depends on which. `moment test` shows
    all examples with what each answer gave.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: scale, text: "Hur orolig är du?", min: 0, max: 10, min-text: Inte alls, max-text: Mycket}
        scores:
          - {id: summa, title: Summa, method: sum, of: [oro], missing: {policy: no-score}, visible-to: [staff]}
        examples:
          - id: orolig
            title: Den som är mycket orolig får högsta summan
            answers: {oro: 10}
            expect: {scores: {summa: 9}}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: scale, text: "Hur orolig är du?", min: 0, max: 10, min-text: Inte alls, max-text: Mycket}
        scores:
          - {id: summa, title: Summa, method: sum, of: [oro], missing: {policy: no-score}, visible-to: [staff]}
        examples:
          - id: orolig
            title: Den som är mycket orolig får högsta summan
            answers: {oro: 10}
            expect: {scores: {summa: 10}}
    """
    for path, analysis in _sound(sources, judgement):
        for n, example in enumerate(analysis.form.examples):
            if any(unfit_names(analysis.names, example)):
                continue
            proof = prove(analysis.form, example)
            if not proof.holds:
                first = proof.mismatches[0]
                yield Problem(path, ("examples", n, *first.at), _failure(proof))


def _failure(proof: Proof) -> Message:
    """Say what first differs, what each answer gave, and how much more differs."""
    first, more = proof.mismatches[0], len(proof.mismatches) - 1
    message = first.message
    if first.score and proof.outcome.contributions.get(first.score):
        counted = ", ".join(map(counted_said, proof.outcome.contributions[first.score]))
        message = tell("{difference} (counted: {items})", difference=message, items=counted)
    if more:
        message = tell_number(
            "{difference}, and {n} thing more",
            "{difference}, and {n} things more",
            more,
            difference=message,
        )
    return message


def counted_said(part: Contribution) -> str:
    """Return an item and its points, a dash for what is missing."""
    name = part.item.question.id
    name = f"{name}.{part.item.row}" if part.item.row else name
    return f"{name} {'–' if part.points is None else exact(part.points)}"


@rule("FRM029", "unproved-band", Sources, sees=Sees.JUDGEMENT)
def unproved_band(sources: Sources, judgement: Judgement) -> Iterator[Problem]:
    """No example ends in the band.

    Why: in production every band is shown at work by at least one example, so that whoever
    approves can read what answers lead to it. `moment test --boundaries` suggests some.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: scale, text: "Hur orolig är du?", min: 0, max: 10, min-text: Inte alls, max-text: Mycket}
        scores:
          - id: summa
            title: Summa
            method: sum
            of: [oro]
            missing: {policy: no-score}
            visible-to: [staff]
            bands:
              - {id: lag, from: 0, to: 4, text: Låg}
              - {id: hog, from: 5, to: 10, text: Hög}
        examples:
          - {id: lugn, title: Den som är lugn, answers: {oro: 4}, expect: {bands: {summa: lag}}}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: scale, text: "Hur orolig är du?", min: 0, max: 10, min-text: Inte alls, max-text: Mycket}
        scores:
          - id: summa
            title: Summa
            method: sum
            of: [oro]
            missing: {policy: no-score}
            visible-to: [staff]
            bands:
              - {id: lag, from: 0, to: 4, text: Låg}
              - {id: hog, from: 5, to: 10, text: Hög}
        examples:
          - {id: lugn, title: Den som är lugn, answers: {oro: 4}, expect: {bands: {summa: lag}}}
          - {id: orolig, title: Den som är orolig, answers: {oro: 5}, expect: {bands: {summa: hog}}}
    """
    for path, analysis in _in_production(sources, judgement):
        form = analysis.form
        shown = {pair for example in form.examples for pair in example.expect.bands.items()}
        for n, score in enumerate(form.scores):
            for m, band in enumerate(score.bands):
                if (score.id, band.id) not in shown and analysis.may_reach(score, band):
                    message = tell("no example ends in the band “{text}”", text=band.text)
                    yield Problem(path, ("scores", n, "bands", m, "id"), message)


@rule("FRM030", "unproved-flag", Sources, sees=Sees.JUDGEMENT)
def unproved_flag(sources: Sources, judgement: Judgement) -> Iterator[Problem]:
    """No example raises the flag.

    Why: in production every flag is shown at work by at least one example, so that whoever
    approves can read what answers raise it.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        flags:
          - {id: oro, when: {question: oro, is: "yes"}, to: resident, priority: normal, text: Prata med någon.}
        examples:
          - {id: lugn, title: Den som är lugn, answers: {oro: "no"}, expect: {flags: []}}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        flags:
          - {id: oro, when: {question: oro, is: "yes"}, to: resident, priority: normal, text: Prata med någon.}
        examples:
          - {id: orolig, title: Den som är orolig, answers: {oro: "yes"}, expect: {flags: [oro]}}
          - {id: lugn, title: Den som är lugn, answers: {oro: "no"}, expect: {flags: []}}
    """
    for path, analysis in _in_production(sources, judgement):
        raised = {name for one in analysis.form.examples for name in one.expect.flags or ()}
        for n, flag in enumerate(analysis.form.flags):
            if flag.id not in raised and analysis.may_be_true(flag.when):
                message = tell("no example raises the flag “{name}”", name=flag.id)
                yield Problem(path, ("flags", n, "id"), message)


def _sound(
    sources: Sources, judgement: Judgement, codes: tuple[str, ...] = ("FRM", "IDN")
) -> Iterator[tuple[str, Analysis]]:
    """Yield the forms without errors of their own: what these do to examples is told there."""
    faulty = {
        finding.span.path
        for finding in judgement.findings
        if finding.code.startswith(codes) and finding.severity is Severity.ERROR
    }
    for path, analysis in sources.walk_analyses():
        if path not in faulty:
            yield path, analysis


def _in_production(sources: Sources, judgement: Judgement) -> Iterator[tuple[str, Analysis]]:
    for path, analysis in _sound(sources, judgement):
        if not _is_training(sources, path, analysis.form):
            yield path, analysis


def _is_training(sources: Sources, path: str, form: Form) -> bool:
    """Tell whether only training units use a form; one in a library may be led to by others."""
    match sources:
        case Library():
            users = (key.publisher for key in sources.keys if normal(path) in (key.forms or ()))
            return all(map(sources.is_training, (form.owner or "", *users)))
        case MomentContent():
            return sources.library.is_training(sources.publisher)
        case _:
            return False


@rule("FRM031", "unfit-example", Sources, sees=Sees.JUDGEMENT)
def unfit_example(sources: Sources, judgement: Judgement) -> Iterator[Problem]:
    """An example names a question, choice, score, band or flag that the form does not have.

    Why: it would prove nothing.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        examples:
          - {id: orolig, title: Den som är orolig, answers: {orro: "yes"}, expect: {shown: [oro]}}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        examples:
          - {id: orolig, title: Den som är orolig, answers: {oro: "yes"}, expect: {shown: [oro]}}
    """
    for path, analysis in _sound(sources, judgement, ("FRM001", "IDN")):
        for n, example in enumerate(analysis.form.examples):
            for unfit in unfit_names(analysis.names, example):
                at = ("examples", n, *unfit.at)
                yield Problem(path, at, unfit_said(unfit), on_key=unfit.on_key)


def unfit_said(unfit: Unfit) -> Message:
    """Say that a name is not there, and which may be meant."""
    message = tell(_NOT_THERE[unfit.kind], name=unfit.name)
    likely = near(unfit.name, unfit.names)
    if not likely and unfit.name in {"ja", "nej"} and "yes" in unfit.names:
        likely = "yes" if unfit.name == "ja" else "no"
    if likely:
        return tell("{problem}; did you mean “{near}”?", problem=message, near=likely)
    if unfit.kind == "band":
        return tell("{problem}; without a band it is {none}", problem=message, none=NO_VALUE)
    return message


RULES = (failing_example, unproved_band, unproved_flag, unfit_example)
