"""FRM: forms whose questions, conditions and scores do not fit together."""

import difflib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeAlias

from builder.checks.rule import rule
from builder.content import Sources
from builder.message import Message, tell
from builder.model import (
    Condition,
    Form,
    MultipleChoiceQuestion,
    NumberQuestion,
    ScaleQuestion,
    exact,
)
from builder.problem import Pointer, Problem


@rule("FRM001", "unknown-name", Sources)
def unknown_name(sources: Sources) -> Iterator[Problem]:
    """A condition or a score names a question or score that the form does not have.

    Why: the question would never be shown, the flag never raised, the score never counted.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        flags:
          - id: oro
            when: {question: oroo, is: yes}
            to: resident
            priority: normal
            text: Prata med någon du litar på.

    Good, in `forms/enkat.yaml`, with the rest of the file:

        flags:
          - id: oro
            when: {question: oro, is: yes}
            to: resident
            priority: normal
            text: Prata med någon du litar på.
    """
    for path, form in sources.walk_forms():
        yield from _unknown_names(path, form)


def _unknown_names(path: str, form: Form) -> Iterator[Problem]:
    questions = [question.id for _, question in form.walk()]
    scores = [score.id for score in form.scores]
    for at, condition in _conditions(form):
        for place, leaf in _leaves(at, condition):
            if leaf.question and leaf.question not in questions:
                yield Problem(path, (*place, "question"), _no_question(leaf.question, questions))
            if leaf.score and leaf.score not in scores:
                yield Problem(path, (*place, "score"), _no_score(leaf.score, scores))
    for n, score in enumerate(form.scores):
        for m, name in enumerate(score.of):
            if name not in questions:
                yield Problem(path, ("scores", n, "of", m), _no_question(name, questions))


def _no_question(name: str, names: Sequence[str]) -> Message:
    if near := difflib.get_close_matches(name, names, 1):
        return tell(
            "the form has no question “{name}”; did you mean “{near}”?", name=name, near=near[0]
        )
    return tell("the form has no question “{name}”", name=name)


def _no_score(name: str, names: Sequence[str]) -> Message:
    if near := difflib.get_close_matches(name, names, 1):
        return tell(
            "the form has no score “{name}”; did you mean “{near}”?", name=name, near=near[0]
        )
    return tell("the form has no score “{name}”", name=name)


def _conditions(form: Form) -> Iterator[tuple[Pointer, Condition]]:
    for at, question in form.walk():
        if question.when:
            yield (*at, "when"), question.when
    for n, flag in enumerate(form.flags):
        yield ("flags", n, "when"), flag.when


def _leaves(at: Pointer, condition: Condition) -> Iterator[tuple[Pointer, Condition]]:
    for key, group in (("all", condition.all_), ("any", condition.any_)):
        for n, inner in enumerate(group or ()):
            yield from _leaves((*at, key, n), inner)
    if condition.not_:
        yield from _leaves((*at, "not"), condition.not_)
    if condition.question or condition.score:
        yield at, condition


@rule("FRM002", "follow-up-elsewhere", Sources)
def follow_up_elsewhere(sources: Sources) -> Iterator[Problem]:
    """A follow-up question stands on another page than the question it follows, or before it.

    Why: the resident would answer the first question and never see that another one came, or see
    it come up among answers already given.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?"}
          - id: nasta
            title: Nästa sida
            questions:
              - {id: vad, type: text, text: "Vad oroar dig?", when: {question: oro, is: "yes"}}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?"}
              - {id: vad, type: text, text: "Vad oroar dig?", when: {question: oro, is: "yes"}}
    """
    for path, form in sources.walk_forms():
        places = {question.id: (at[1], at[3]) for at, question in form.walk()}
        for at, question in form.walk():
            for place, leaf in _leaves((*at, "when"), question.when) if question.when else ():
                parent = places.get(leaf.question or "")
                message = _misplaced(leaf.question or "", parent, (at[1], at[3]))
                if message:
                    yield Problem(path, (*place, "question"), message)


def _misplaced(
    name: str, parent: tuple[int | str, int | str] | None, own: tuple[int | str, int | str]
) -> Message | None:
    if parent is None:
        return None
    if parent[0] != own[0]:
        return tell("“{name}” stands on another page: move the question there", name=name)
    if parent == own:
        return tell("the question depends on its own answer")
    if int(parent[1]) > int(own[1]):
        return tell("“{name}” is asked later: a follow-up stands after its question", name=name)
    return None


@rule("FRM003", "impossible-range", Sources)
def impossible_range(sources: Sources) -> Iterator[Problem]:
    """The smallest and the largest that can be answered, or the step between, do not fit.

    Why: the resident would have no answer to give, or could not get past the question.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: timmar, type: number, text: "Hur många timmar sov du?", min: 12, max: 0}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: timmar, type: number, text: "Hur många timmar sov du?", min: 0, max: 12}
    """
    for path, form in sources.walk_forms():
        for at, question in form.walk():
            match question:
                case NumberQuestion() | ScaleQuestion():
                    fault = _range_fault(question.min, question.max, question.step)
                case MultipleChoiceQuestion(min_choices=least, max_choices=most, choices=choices):
                    fault = _choices_fault(least, most, len(choices))
                case _:
                    continue
            if fault:
                key, message = fault
                yield Problem(path, (*at, key), message)


_Fault: TypeAlias = tuple[str, Message]


def _range_fault(
    least: Decimal | None, most: Decimal | None, step: Decimal | None
) -> _Fault | None:
    if least is not None and most is not None and least >= most:
        message = tell(
            "the smallest number, {least}, is not less than the largest, {most}",
            least=exact(least),
            most=exact(most),
        )
        return "min", message
    if step is not None and step <= 0:
        return "step", tell("a step must be more than 0, not {step}", step=exact(step))
    if step is None or least is None or most is None:
        return None
    if step > most - least or (most - least) % step:
        message = tell(
            "steps of {step} from {least} do not reach {most}",
            step=exact(step),
            least=exact(least),
            most=exact(most),
        )
        return "step", message
    return None


def _choices_fault(least: int | None, most: int | None, there: int) -> _Fault | None:
    if least is not None and most is not None and least > most:
        message = tell(
            "at least {least} choices, but at most {most}: no answer is possible",
            least=least,
            most=most,
        )
        return "min-choices", message
    for key, number in (("min-choices", least), ("max-choices", most)):
        if number is not None and number > there:
            message = tell("{number} choices, but there are only {n}", number=number, n=there)
            return key, message
    return None


RULES = (unknown_name, follow_up_elsewhere, impossible_range)
