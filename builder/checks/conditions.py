"""FRM: conditions under which a question is shown that can never, or must always, be true."""

from collections.abc import Iterator

from builder.checks.judging import (
    dead_branches,
    dead_leaves,
    dead_part,
    idle_leaves,
    speaks_of_unseen,
)
from builder.checks.rule import rule
from builder.content import Sources
from builder.forms import ALWAYS, NEVER, Analysis, Wrong
from builder.forms.condition import leaves_of
from builder.message import Message, tell, tell_number
from builder.model import Condition, Question
from builder.problem import Pointer, Problem


@rule("FRM002", "follow-up-elsewhere", Sources)
def follow_up_elsewhere(sources: Sources) -> Iterator[Problem]:
    """A follow-up question stands on another page than the question it follows, or before it.

    Why: the resident would answer the first question and never see that another one came, or see
    it come up among answers already given. A condition on a score may stand on a later page, but
    all that the score counts must have been asked by then.

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
    for path, analysis in sources.walk_analyses():
        pages = {question.id: at[1] for at, question in analysis.form.walk()}
        for at, question, condition in _conditions(analysis):
            for leaf in leaves_of((*at, "when"), condition):
                name = leaf.condition.question or ""
                match analysis.names.wrong_in(leaf.condition, question.id):
                    case Wrong.LATER:
                        yield _later(path, leaf.at, leaf.condition, analysis, question)
                    case Wrong.CIRCULAR | Wrong.UNKNOWN_QUESTION:
                        pass
                    case _ if name and pages[name] != at[1]:
                        message = tell(
                            "“{name}” stands on another page: move the question there", name=name
                        )
                        yield Problem(path, (*leaf.at, "question"), message)


def _later(
    path: str, at: Pointer, leaf: Condition, analysis: Analysis, question: Question
) -> Problem:
    if leaf.question:
        message = tell(
            "“{name}” is asked later: a follow-up stands after its question", name=leaf.question
        )
        return Problem(path, (*at, "question"), message)
    asked = analysis.names.asked_by(leaf)
    later = next(name for name in asked if analysis.names.is_later(name, question.id))
    message = tell(
        "the score “{score}” counts “{name}”, which is asked later",
        score=leaf.score or "",
        name=later,
    )
    return Problem(path, (*at, "score"), message)


def _conditions(analysis: Analysis) -> Iterator[tuple[Pointer, Question, Condition]]:
    for at, question in analysis.form.walk():
        if question.when:
            yield at, question, question.when


@rule("FRM008", "never-true", Sources)
def never_true(sources: Sources) -> Iterator[Problem]:
    """A condition, or one of several of which any is enough, can never be true.

    Why: the question would never be shown to anybody, or a part of the condition says something
    else than was meant.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: scale, text: "Hur orolig är du?", min: 0, max: 10, min-text: Inte alls, max-text: Mycket}
              - {id: vad, type: text, text: "Vad oroar dig?", when: {question: oro, at-least: 70}}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: scale, text: "Hur orolig är du?", min: 0, max: 10, min-text: Inte alls, max-text: Mycket}
              - {id: vad, type: text, text: "Vad oroar dig?", when: {question: oro, at-least: 7}}
    """
    for path, analysis in sources.walk_analyses():
        for at, question, condition in _conditions(analysis):
            for place, message in _never(analysis, (*at, "when"), condition, question.id):
                yield Problem(path, place, message)
        for n, flag in enumerate(analysis.form.flags):
            if analysis.can_be(flag.when) not in {None, NEVER, ALWAYS}:
                for place, message in _dead_within(analysis, ("flags", n, "when"), flag.when, None):
                    yield Problem(path, place, message)


def _never(
    analysis: Analysis, at: Pointer, condition: Condition, before: str
) -> Iterator[tuple[Pointer, Message]]:
    truths = analysis.can_be(condition, before)
    if truths == NEVER and analysis.can_be_alone(condition, before) == NEVER:
        verdict = dead_part(analysis, at, condition, before)
        yield verdict.at, verdict.message
    elif truths not in {None, NEVER, ALWAYS}:
        yield from _dead_within(analysis, at, condition, before)


def _dead_within(
    analysis: Analysis, at: Pointer, condition: Condition, before: str | None
) -> Iterator[tuple[Pointer, Message]]:
    """Yield what can never be true within a condition that can."""
    told = {verdict.at: verdict.message for verdict in dead_leaves(analysis, at, condition)}
    for part, is_dead_alone in dead_branches(analysis, at, condition, before):
        if is_dead_alone or before is None:
            verdict = dead_part(analysis, part.at, part.condition, before)
            told.setdefault(verdict.at, verdict.message)
    yield from told.items()


@rule("FRM009", "always-true", Sources)
def always_true(sources: Sources) -> Iterator[Problem]:
    """A condition is true whatever is answered, or says no more than that there is an answer.

    Why: the question is shown to everybody, so the condition does not do what it was written for.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: scale, text: "Hur orolig är du?", required: true, min: 0, max: 10, min-text: Inte alls, max-text: Mycket}
              - {id: vad, type: text, text: "Vad oroar dig?", when: {question: oro, at-least: 0}}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: scale, text: "Hur orolig är du?", required: true, min: 0, max: 10, min-text: Inte alls, max-text: Mycket}
              - {id: vad, type: text, text: "Vad oroar dig?", when: {question: oro, at-least: 1}}
    """
    for path, analysis in sources.walk_analyses():
        for at, question, condition in _conditions(analysis):
            truths = analysis.can_be(condition, question.id)
            idle = list(idle_leaves(analysis, (*at, "when"), condition))
            if truths == ALWAYS and len(idle) != 1:
                message = tell("this is always true: the question is shown to everybody")
                yield Problem(path, (*at, "when"), message)
            elif truths not in {None, NEVER}:
                yield from (Problem(path, one.at, one.message) for one in idle)
        for n, flag in enumerate(analysis.form.flags):
            if analysis.can_be(flag.when) not in {None, NEVER, ALWAYS}:
                for one in idle_leaves(analysis, ("flags", n, "when"), flag.when):
                    yield Problem(path, one.at, one.message)


@rule("FRM010", "contradicts-parent", Sources)
def contradicts_parent(sources: Sources) -> Iterator[Problem]:
    """A condition can be true, but never when the question it follows is shown.

    Why: nobody would ever see the question, and each condition looks right where it stands.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?"}
              - {id: ofta, type: yes-no, text: "Händer det ofta?", when: {question: oro, is: "yes"}}
              - id: vad
                type: text
                text: Vad oroar dig?
                when:
                  all:
                    - {question: oro, is: "no"}
                    - {question: ofta, is: "yes"}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?"}
              - {id: ofta, type: yes-no, text: "Händer det ofta?", when: {question: oro, is: "yes"}}
              - {id: vad, type: text, text: "Vad oroar dig?", when: {question: ofta, is: "yes"}}
    """
    for path, analysis in sources.walk_analyses():
        for at, question, condition in _conditions(analysis):
            place, before = (*at, "when"), question.id
            if analysis.can_be(condition, before) != NEVER:
                yield from _dead_in_context(path, analysis, place, condition, before)
            elif analysis.can_be_alone(condition, before) != NEVER and not speaks_of_unseen(
                analysis, condition
            ):
                yield Problem(path, place, _contradiction(analysis, condition))


def _dead_in_context(
    path: str, analysis: Analysis, at: Pointer, condition: Condition, before: str
) -> Iterator[Problem]:
    for part, is_dead_alone in dead_branches(analysis, at, condition, before):
        if not is_dead_alone:
            yield Problem(path, part.at, _contradiction(analysis, part.condition))


def _contradiction(analysis: Analysis, condition: Condition) -> Message:
    names = [
        name
        for leaf in leaves_of((), condition)
        for name in analysis.names.asked_by(leaf.condition)
    ]
    parent = next(
        (name for name in names if analysis.names.questions[name].when), names[0] if names else ""
    )
    title = analysis.names.questions[parent].text if parent else ""
    return tell(
        "this is never true when “{parent}” is shown: it contradicts that question's own condition",
        parent=title,
    )


@rule("FRM011", "circular", Sources)
def circular(sources: Sources) -> Iterator[Problem]:
    """A question waits for its own answer, by itself or by way of other questions or a score.

    Why: the question could only be shown after it had been answered.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?", when: {question: oro, is: "yes"}}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?"}
    """
    for path, analysis in sources.walk_analyses():
        for at, question, condition in _conditions(analysis):
            for leaf in leaves_of((*at, "when"), condition):
                if analysis.names.wrong_in(leaf.condition, question.id) is Wrong.CIRCULAR:
                    yield _circular(path, leaf.at, leaf.condition, question)


def _circular(path: str, at: Pointer, leaf: Condition, question: Question) -> Problem:
    if leaf.score:
        message = tell(
            "the score “{score}” depends on this very question's answer", score=leaf.score
        )
        return Problem(path, (*at, "score"), message)
    if leaf.question == question.id:
        return Problem(path, (*at, "question"), tell("the question depends on its own answer"))
    message = tell(
        "“{name}” waits for this question, and this question for “{name}”", name=leaf.question or ""
    )
    return Problem(path, (*at, "question"), message)


@rule("FRM012", "unreachable-question", Sources)
def unreachable_question(sources: Sources) -> Iterator[Problem]:
    """A question follows one that is never shown.

    Why: nobody would ever see it. Mend the condition of the question that it follows, and this
    finding goes too.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: scale, text: "Hur orolig är du?", min: 0, max: 10, min-text: Inte alls, max-text: Mycket}
              - {id: ofta, type: yes-no, text: "Händer det ofta?", when: {question: oro, more-than: 10}}
              - {id: vad, type: text, text: "Vad oroar dig?", when: {question: ofta, is: "yes"}}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: scale, text: "Hur orolig är du?", min: 0, max: 10, min-text: Inte alls, max-text: Mycket}
              - {id: ofta, type: yes-no, text: "Händer det ofta?", when: {question: oro, more-than: 5}}
              - {id: vad, type: text, text: "Vad oroar dig?", when: {question: ofta, is: "yes"}}
    """
    for path, analysis in sources.walk_analyses():
        followers: dict[str, list[tuple[Pointer, str]]] = {}
        for at, question, condition in _conditions(analysis):
            if question.id in analysis.never_shown:
                parent = speaks_of_unseen(analysis, condition)
                if parent:
                    root = _root(analysis, parent)
                    followers.setdefault(root, []).append(((*at, "when"), root))
        for root, places in followers.items():
            message = tell_number(
                "the question is never shown, because “{parent}” never is",
                "this question and others ({n} in all) are never shown, because “{parent}” never is",
                len(places),
                parent=analysis.names.questions[root].text,
            )
            yield Problem(path, places[0][0], message)


def _root(analysis: Analysis, name: str) -> str:
    """Return the first question, up the chain, that is never shown because of its own condition."""
    condition = analysis.names.questions[name].when
    parent = speaks_of_unseen(analysis, condition) if condition else None
    return _root(analysis, parent) if parent else name


RULES = (
    follow_up_elsewhere,
    never_true,
    always_true,
    contradicts_parent,
    circular,
    unreachable_question,
)
