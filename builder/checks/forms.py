"""FRM: forms whose conditions and scores point at something that is not in them."""

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.content import Library, MomentContent, Sources
from builder.message import tell
from builder.model import Condition, Form
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
    if isinstance(sources, Library | MomentContent):
        for path, form in sources.forms.items():
            yield from _in_form(sources.spelt(path) or path, form)


def _in_form(path: str, form: Form) -> Iterator[Problem]:
    questions = {question.id for _, question in form.walk()}
    scores = {score.id for score in form.scores}
    conditions: list[tuple[Pointer, Condition]] = [
        ((*at, "when"), question.when) for at, question in form.walk() if question.when
    ]
    conditions += [(("flags", n, "when"), flag.when) for n, flag in enumerate(form.flags)]
    for at, condition in conditions:
        for place, leaf in _leaves(at, condition):
            if leaf.question and leaf.question not in questions:
                yield Problem(
                    path,
                    (*place, "question"),
                    tell("the form has no question “{name}”", name=leaf.question),
                )
            if leaf.score and leaf.score not in scores:
                yield Problem(
                    path, (*place, "score"), tell("the form has no score “{name}”", name=leaf.score)
                )
    for n, score in enumerate(form.scores):
        for m, name in enumerate(score.of):
            if name not in questions:
                yield Problem(
                    path,
                    ("scores", n, "of", m),
                    tell("the form has no question “{name}”", name=name),
                )


def _leaves(at: Pointer, condition: Condition) -> Iterator[tuple[Pointer, Condition]]:
    for key, group in (("all", condition.all_), ("any", condition.any_)):
        for n, inner in enumerate(group or ()):
            yield from _leaves((*at, key, n), inner)
    if condition.not_:
        yield from _leaves((*at, "not"), condition.not_)
    if condition.question or condition.score:
        yield at, condition


RULES = (unknown_name,)
