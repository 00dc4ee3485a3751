"""SAF: questions about self-harm, and what must happen when they are answered."""

import re
from collections.abc import Iterator, Sequence

from builder.checks.rule import rule
from builder.content import Library, MomentContent, Sources
from builder.forms import ALWAYS, Analysis, Answer
from builder.message import tell
from builder.model import Profile, Question
from builder.problem import Pointer, Problem


@rule("SAF001", "no-staff-flag", Sources)
def no_staff_flag(sources: Sources) -> Iterator[Problem]:
    """A question about self-harm has no flag to staff that its answer alone raises.

    Why: a resident who answers yes must be seen by somebody, whatever else is answered. The flag
    must speak of this very question, not of a sum that other answers can keep down, and say who
    acts and how.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            introduction: Är det akut, ring 112. Råd får du på telefonnummer 1177.
            questions:
              - {id: tankar, type: yes-no, text: Har du tankar på att skada dig?, sensitive: self-harm}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            introduction: Är det akut, ring 112. Råd får du på telefonnummer 1177.
            questions:
              - {id: tankar, type: yes-no, text: Har du tankar på att skada dig?, sensitive: self-harm}
        flags:
          - id: tankar
            when: {question: tankar, is: "yes"}
            to: staff
            priority: high
            text: Invånaren har tankar på att skada sig.
            who-acts: Ansvarig behandlare
            how: Ringer invånaren samma dag.
    """
    for path, analysis, at, question in _sensitive(sources):
        if question.type == "matrix":
            message = tell(
                "the mark does not say which row it is about: ask this as a question of its own"
            )
            yield Problem(path, (*at, "sensitive"), message)
        elif not _raising(analysis, question):
            message = tell(
                "no answer to this question alone raises a flag to staff that says who acts and how"
            )
            yield Problem(path, (*at, "sensitive"), message)


@rule("SAF002", "no-crisis-text", Sources)
def no_crisis_text(sources: Sources) -> Iterator[Problem]:
    """The answer that alarms staff does not show the resident where to turn.

    Why: staff may first see the flag tomorrow. Whoever gives the answer must at once read the
    telephone numbers: 112 and 1177, or those that `crisis-numbers` in `profile.yaml` lists. They
    may stand in a flag to the resident, in an information text, or always on the page.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: tankar, type: yes-no, text: Har du tankar på att skada dig?, sensitive: self-harm}
        flags:
          - id: tankar
            when: {question: tankar, is: "yes"}
            to: staff
            priority: high
            text: Invånaren har tankar på att skada sig.
            who-acts: Ansvarig behandlare
            how: Ringer invånaren samma dag.

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: tankar, type: yes-no, text: Har du tankar på att skada dig?, sensitive: self-harm}
              - id: stod
                type: info
                text: Ring 112 om det är akut. Råd får du på telefonnummer 1177.
                when: {question: tankar, is: "yes"}
        flags:
          - id: tankar
            when: {question: tankar, is: "yes"}
            to: staff
            priority: high
            text: Invånaren har tankar på att skada sig.
            who-acts: Ansvarig behandlare
            how: Ringer invånaren samma dag.
    """
    numbers = _numbers(sources)
    for path, analysis, at, question in _sensitive(sources):
        raising = _raising(analysis, question)
        if not all(_is_helped(analysis, at, question, one, numbers) for one in raising):
            message = tell(
                "the answer that raises the flag shows the resident no text with {numbers}",
                numbers=", ".join(numbers),
            )
            yield Problem(path, (*at, "sensitive"), message)


def _sensitive(sources: Sources) -> Iterator[tuple[str, Analysis, Pointer, Question]]:
    for path, analysis in sources.walk_analyses():
        for at, question in analysis.form.walk():
            if question.type != "info" and question.sensitive:
                yield path, analysis, at, question


def _numbers(sources: Sources) -> tuple[str, ...]:
    match sources:
        case MomentContent():
            profile = sources.library.profile
        case Library():
            profile = sources.profile
        case _:
            profile = None
    default: tuple[str, ...] = Profile.model_fields["crisis_numbers"].default
    return profile.crisis_numbers if profile else default


def _raising(analysis: Analysis, question: Question) -> tuple[Answer, ...]:
    """Return the answers that by themselves raise a flag to staff with somebody who acts."""
    whens = tuple(
        flag.when
        for flag in analysis.form.flags
        if flag.to == "staff" and flag.who_acts and flag.how
        if analysis.can_be(flag.when) != ALWAYS
    )
    if question.type == "matrix":
        return ()
    return tuple(
        answer
        for answer in analysis.answers_to(question, whens)
        if any(analysis.always(when, {question.id: answer}) for when in whens)
    )


def _is_helped(
    analysis: Analysis, at: Pointer, question: Question, answer: Answer, numbers: Sequence[str]
) -> bool:
    """Tell whether an answer, whatever else is answered, lets the resident read the numbers."""
    form, page = analysis.form, analysis.form.pages[int(at[1])]
    help_ = question.help if question.type != "info" else None
    given = {question.id: answer}
    standing = (form.introduction, page.introduction, question.text, help_)
    flags = (
        flag.text
        for flag in form.flags
        if flag.to == "resident" and analysis.always(flag.when, given)
    )
    infos = (
        info.text
        for info in page.questions
        if info.type == "info" and (not info.when or analysis.always(info.when, given))
    )
    return any(text and _has_all(text, numbers) for text in (*standing, *flags, *infos))


def _has_all(text: str, numbers: Sequence[str]) -> bool:
    return all(re.search(rf"(?<!\d){re.escape(number)}(?!\d)", text) for number in numbers)


RULES = (no_staff_flag, no_crisis_text)
