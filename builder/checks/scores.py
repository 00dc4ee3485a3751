"""FRM: scores that cannot be counted, or whose making is not stated."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from builder.checks.rule import Severity, rule
from builder.content import Sources
from builder.forms import Analysis, gives_points
from builder.message import mark, tell, tell_number
from builder.model import Choice, Score
from builder.problem import Pointer, Problem


def _scores(sources: Sources) -> Iterator[tuple[str, Analysis, Pointer, Score]]:
    for path, analysis in sources.walk_analyses():
        for n, score in enumerate(analysis.form.scores):
            yield path, analysis, ("scores", n), score


@rule("FRM014", "never-complete", Sources)
def never_complete(sources: Sources) -> Iterator[Problem]:
    """A score has no value, whatever is answered.

    Why: nobody would ever get the score, its bands or its flags. Often two of its questions are
    never shown to the same resident, and the policy no-score asks for every answer.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?", yes-score: 1, no-score: 0}
              - {id: ofta, type: yes-no, text: "Händer det ofta?", yes-score: 1, no-score: 0, when: {question: oro, is: "yes"}}
              - {id: forr, type: yes-no, text: "Var du orolig förr?", yes-score: 1, no-score: 0, when: {question: oro, is: "no"}}
        scores:
          - id: summa
            title: Summa
            method: sum
            of: [oro, ofta, forr]
            missing: {policy: no-score}
            visible-to: [staff]

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?", yes-score: 1, no-score: 0}
              - {id: ofta, type: yes-no, text: "Händer det ofta?", yes-score: 1, no-score: 0, when: {question: oro, is: "yes"}}
              - {id: forr, type: yes-no, text: "Var du orolig förr?", yes-score: 1, no-score: 0, when: {question: oro, is: "no"}}
        scores:
          - id: summa
            title: Summa
            method: sum
            of: [oro, ofta, forr]
            missing: {policy: count-as-zero}
            visible-to: [staff]
    """
    for path, analysis, at, score in _scores(sources):
        values = analysis.values(score)
        if values is not None and values <= {None} and not analysis.counts_unseen(score):
            message = tell("the score never has a value: some answer is always missing")
            yield Problem(path, (*at, "id"), message)


@rule("FRM015", "no-points", Sources)
def no_points(sources: Sources) -> Iterator[Problem]:
    """A score counts a question whose answers give no points.

    Why: the answer counts as missing, always. Choices give points by `score`, yes and no by
    `yes-score` and `no-score`; words, dates and times give none.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        scores:
          - id: summa
            title: Summa
            method: sum
            of: [oro]
            missing: {policy: no-score}
            visible-to: [staff]

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?", yes-score: 1, no-score: 0}
        scores:
          - id: summa
            title: Summa
            method: sum
            of: [oro]
            missing: {policy: no-score}
            visible-to: [staff]
    """
    for path, analysis, at, score in _scores(sources):
        for n, name in enumerate(score.of):
            question = analysis.names.questions.get(name)
            if question is None:
                continue
            if question.type == "info":
                message = tell("“{name}” is a text: there is nothing to answer", name=name)
            elif score.method != "count" and not gives_points(question):
                message = tell("no answer to “{name}” gives any points", name=name)
            else:
                continue
            yield Problem(path, (*at, "of", n), message)


@rule("FRM019", "unexplained-score", Sources)
def unexplained_score(sources: Sources) -> Iterator[Problem]:
    """The resident sees a score that nothing explains.

    Why: a bare number about one's own health worries, or comforts, without reason. Say what the
    number is, what a high one means, and what it is not.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?", yes-score: 1, no-score: 0}
        scores:
          - id: summa
            title: Summa
            method: sum
            of: [oro]
            missing: {policy: no-score}
            visible-to: [staff, resident]

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?", yes-score: 1, no-score: 0}
        scores:
          - id: summa
            title: Summa
            method: sum
            of: [oro]
            missing: {policy: no-score}
            visible-to: [staff, resident]
            explanation: Ett betyder att du känner oro. Det är ingen diagnos.
    """
    for path, _, at, score in _scores(sources):
        if "resident" in score.visible_to and not score.explanation:
            message = tell("the resident sees this score: explain it with “explanation”")
            yield Problem(path, (*at, "id"), message)


@rule("FRM020", "uneven-points", Sources, Severity.ADVICE)
def uneven_points(sources: Sources) -> Iterator[Problem]:
    """The points of the choices do not rise, or fall, all the way in the order they stand.

    Why: it is often a slip, such as two choices that changed places or points that were copied from
    the choice above. Where it is meant, leave it.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - id: oro
                type: single-choice
                text: Hur ofta känner du oro?
                choices:
                  - {value: aldrig, text: Aldrig, score: 0}
                  - {value: ibland, text: Ibland, score: 2}
                  - {value: ofta, text: Ofta, score: 1}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - id: oro
                type: single-choice
                text: Hur ofta känner du oro?
                choices:
                  - {value: aldrig, text: Aldrig, score: 0}
                  - {value: ibland, text: Ibland, score: 1}
                  - {value: ofta, text: Ofta, score: 2}
    """
    for path, form in sources.walk_forms():
        for at, question in form.walk():
            if question.type in {"single-choice", "dropdown", "matrix"}:
                for turn, template in _turns(question.choices):
                    message = tell(template, text=question.choices[turn].text)
                    yield Problem(path, (*at, "choices", turn, "score"), message)
                    break


_UP_AND_DOWN: Final = mark("the points go up and down: “{text}” breaks their order")
_STANDS_STILL: Final = mark("“{text}” gives the same points as the choice above")


def _turns(choices: Sequence[Choice]) -> Iterator[tuple[int, str]]:
    """Yield where points that rose fall, or fell rise; and where they stand still in between.

    Choices that all give one of two points, such as right and wrong, are no scale.
    """
    scored = [(n, choice.score) for n, choice in enumerate(choices) if choice.score is not None]
    steps = [(n, after - before) for (_, before), (n, after) in pairwise(scored)]
    moves = [step for step in steps if step[1]]
    for (_, one), (n, other) in pairwise(moves):
        if (one > 0) != (other > 0):
            yield n, _UP_AND_DOWN
    if len(moves) > 1:
        yield from ((n, _STANDS_STILL) for n, step in steps if not step)


@rule("FRM021", "unstated-policy", Sources)
def unstated_policy(sources: Sources) -> Iterator[Problem]:
    """A score does not say what happens when an answer is missing.

    Why: systems choose differently in silence, and the same answers then give different scores.
    The policies are no-score, leave-out, mean-of-answered and count-as-zero.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?", yes-score: 1, no-score: 0}
        scores:
          - {id: summa, title: Summa, method: sum, of: [oro], visible-to: [staff]}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?", yes-score: 1, no-score: 0}
        scores:
          - {id: summa, title: Summa, method: sum, of: [oro], missing: {policy: no-score}, visible-to: [staff]}
    """
    yield from sources.problems["unstated-policy"]


@rule("FRM022", "unstated-audience", Sources)
def unstated_audience(sources: Sources) -> Iterator[Problem]:
    """A score does not say who sees it.

    Why: in the national service contract a result that says nothing is shown to the resident
    (docs/sources.md). Here it must be stated, also when nobody but staff shall see it.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?", yes-score: 1, no-score: 0}
        scores:
          - {id: summa, title: Summa, method: sum, of: [oro], missing: {policy: no-score}}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?", yes-score: 1, no-score: 0}
        scores:
          - {id: summa, title: Summa, method: sum, of: [oro], missing: {policy: no-score}, visible-to: [staff]}
    """
    yield from sources.problems["unstated-audience"]


@rule("FRM023", "unstated-rounding", Sources)
def unstated_rounding(sources: Sources) -> Iterator[Problem]:
    """A score that divides does not say to how many decimals it is rounded.

    Why: 2.666… falls in another band than 2.7, so the rounding decides who gets help. It is done
    before any band or flag looks at the number.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?", yes-score: 1, no-score: 0}
        scores:
          - {id: medel, title: Medel, method: mean, of: [oro], missing: {policy: no-score}, visible-to: [staff]}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?", yes-score: 1, no-score: 0}
        scores:
          - {id: medel, title: Medel, method: mean, decimals: 1, of: [oro], missing: {policy: no-score}, visible-to: [staff]}
    """
    for path, _, at, score in _scores(sources):
        divides = score.method == "mean" or (
            score.method == "sum" and score.missing.policy == "mean-of-answered"
        )
        if divides and score.decimals is None:
            message = tell("say how the score is rounded: decimals: 0, 1, 2, 3 or 4")
            yield Problem(path, (*at, "id"), message)


@rule("FRM024", "undecided", Sources, Severity.ADVICE)
def undecided(sources: Sources) -> Iterator[Problem]:
    """There are too many possible answers to tell what a score or a condition can come to.

    Why: bands, flags and conditions that depend on it are not proved. Give numbers an end (`min`
    and `max`) and a `step` that is no finer than needed.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: timmar, type: number, text: "Hur många timmar sov du?", min: 0}
        scores:
          - id: summa
            title: Summa
            method: sum
            of: [timmar]
            missing: {policy: no-score}
            visible-to: [staff]
            bands:
              - {id: kort, from: 0, to: 5, text: Kort sömn}
              - {id: lang, from: 6, to: 24, text: Lång sömn}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: timmar, type: number, text: "Hur många timmar sov du?", min: 0, max: 24}
        scores:
          - id: summa
            title: Summa
            method: sum
            of: [timmar]
            missing: {policy: no-score}
            visible-to: [staff]
            bands:
              - {id: kort, from: 0, to: 5, text: Kort sömn}
              - {id: lang, from: 6, to: 24, text: Lång sömn}
    """
    for path, analysis in sources.walk_analyses():
        for at in analysis.undecided:
            message = tell(
                "too many combinations of answers are possible to prove this; a coarser step or fewer questions would help"
            )
            yield Problem(path, at, message)


@rule("FRM025", "idle-policy", Sources, Severity.WARNING)
def idle_policy(sources: Sources) -> Iterator[Problem]:
    """A limit on how many answers may be missing has no effect.

    Why: whoever reads the form believes that there is a limit. With no-score no answer may be
    missing at all, and a limit as large as the number of answers lets all of them be missing.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?", yes-score: 1, no-score: 0}
        scores:
          - {id: summa, title: Summa, method: sum, of: [oro], missing: {policy: no-score, at-most: 1}, visible-to: [staff]}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?", yes-score: 1, no-score: 0}
        scores:
          - {id: summa, title: Summa, method: sum, of: [oro], missing: {policy: no-score}, visible-to: [staff]}
    """
    for path, analysis, at, score in _scores(sources):
        most, items = score.missing.at_most, len(analysis.items(score))
        if most is None:
            continue
        if score.missing.policy == "no-score":
            message = tell("with no-score no answer may be missing: “at-most” has no effect")
        elif items and most >= items:
            message = tell_number(
                "the score counts {n} answer: at most {most} missing is no limit",
                "the score counts {n} answers: at most {most} missing is no limit",
                items,
                most=most,
            )
        else:
            continue
        yield Problem(path, (*at, "missing", "at-most"), message)


@rule("FRM032", "counted-twice", Sources)
def counted_twice(sources: Sources) -> Iterator[Problem]:
    """A score counts the same question twice.

    Why: its answer would weigh double, and the highest score would be another than was meant.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?", yes-score: 1, no-score: 0}
        scores:
          - {id: summa, title: Summa, method: sum, of: [oro, oro], missing: {policy: no-score}, visible-to: [staff]}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?", yes-score: 1, no-score: 0}
        scores:
          - {id: summa, title: Summa, method: sum, of: [oro], missing: {policy: no-score}, visible-to: [staff]}
    """
    for path, _, at, score in _scores(sources):
        for n, name in enumerate(score.of):
            if name in score.of[:n]:
                message = tell("“{name}” is already counted", name=name)
                yield Problem(path, (*at, "of", n), message)


RULES = (
    never_complete,
    no_points,
    unexplained_score,
    uneven_points,
    unstated_policy,
    unstated_audience,
    unstated_rounding,
    undecided,
    idle_policy,
    counted_twice,
)
