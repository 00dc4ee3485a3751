"""SAF: questions about self-harm, and what must happen when they are answered."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from builder.checks.rule import Severity, rule
from builder.content import Library, MomentContent, Sources
from builder.forms import ALWAYS, Analysis, Answer
from builder.forms.answer import is_chosen, values_of
from builder.forms.condition import leaves_of
from builder.message import Message, tell
from builder.model import Choice, FlagRule, Profile, Question, exact
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
        elif not any(heard is not False for _, heard in _hearing(analysis, question)):
            yield Problem(path, (*at, "sensitive"), _unheard(analysis, question))


def _unheard(analysis: Analysis, question: Question) -> Message:
    """Say that no answer alone raises a flag, and which flag comes near."""
    flags = _flags_about(analysis, question)
    if not flags:
        return tell("no flag to staff that says who acts and how speaks of this question")
    return tell(
        "no answer to this question alone raises the flag “{flag}”: it waits for something else too",
        flag=flags[0].id,
    )


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
        for answer in (one for one, heard in _hearing(analysis, question) if heard):
            texts = list(_texts_shown(analysis, at, question, answer))
            lacking = min((_lacking(text, numbers) for text in texts), key=len, default=numbers)
            if lacking:
                message = _unhelped(question, answer, numbers, lacking)
                yield Problem(path, (*at, "sensitive"), message)
                break


def _unhelped(
    question: Question, answer: Answer, numbers: Sequence[str], lacking: Sequence[str]
) -> Message:
    said = _said(question, answer)
    if len(lacking) < len(numbers):
        return tell(
            "the text that the answer “{answer}” shows lacks {numbers}",
            answer=said,
            numbers=", ".join(lacking),
        )
    return tell(
        "whoever answers “{answer}” is shown no text with the telephone numbers {numbers}",
        answer=said,
        numbers=", ".join(numbers),
    )


def _said(question: Question, answer: Answer) -> str:
    """Return an answer in the words that the resident sees."""
    choices: tuple[Choice, ...] = getattr(question, "choices", ())
    texts = {choice.value: choice.text for choice in choices}
    match answer:
        case Decimal():
            return exact(answer)
        case frozenset():
            return ", ".join(texts[value] for value in sorted(answer))
        case _:
            return texts.get(str(answer), str(answer))


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


def _flags_about(analysis: Analysis, question: Question) -> tuple[FlagRule, ...]:
    """Return the flags to staff, with somebody who acts, that speak of a question itself."""
    return tuple(
        flag
        for flag in analysis.form.flags
        if flag.to == "staff" and flag.who_acts and flag.how
        if analysis.can_be(flag.when) != ALWAYS
        if any(leaf.condition.question == question.id for leaf in leaves_of((), flag.when))
    )


def _hearing(analysis: Analysis, question: Question) -> tuple[tuple[Answer, bool | None], ...]:
    """Return the answers to a question, and whether each by itself raises such a flag.

    None is not decided: there is too much to go through, which is told at the flag (FRM024).
    """
    if question.type == "matrix":
        return ()
    whens = tuple(flag.when for flag in _flags_about(analysis, question))
    return tuple(
        (answer, _is_heard([analysis.always(when, {question.id: answer}) for when in whens]))
        for answer in analysis.answers_to(question, whens)
    )


def _is_heard(raised: Sequence[bool | None]) -> bool | None:
    return True if True in raised else None if None in raised else False


def _texts_shown(
    analysis: Analysis, at: Pointer, question: Question, answer: Answer
) -> Iterator[str]:
    """Yield what the resident reads who gives an answer, whatever else is answered."""
    form, page, given = analysis.form, analysis.form.pages[int(at[1])], {question.id: answer}
    help_ = question.help if question.type != "info" else None
    standing = (form.introduction, page.introduction, question.text, help_)
    yield from (text for text in standing if text)
    for flag in form.flags:
        if flag.to == "resident" and analysis.always(flag.when, given):
            yield flag.text
    for info in page.questions:
        if info.type == "info" and (not info.when or analysis.always(info.when, given)):
            yield info.text


def _lacking(text: str, numbers: Sequence[str]) -> tuple[str, ...]:
    """Return the telephone numbers that a text does not have."""
    return tuple(
        number
        for number in numbers
        if not re.search(rf"(?<![\d-]){re.escape(number)}(?![- ]?\d)", text)
    )


@rule("SAF004", "silent-answers", Sources, Severity.WARNING)
def silent_answers(sources: Sources) -> Iterator[Problem]:
    """Answers to a question about self-harm raise no flag, and are not the one that means no.

    Why: “sometimes” that reaches nobody may be the answer of the one who dared no more. One answer
    may be silent: no, or one of the choices. Where more are meant to be, waive the warning and say
    why. Of numbers only the order is judged: those that are silent stand together at one end.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            introduction: Är det akut, ring 112. Råd får du på telefonnummer 1177.
            questions:
              - {id: tankar, type: yes-no, text: Har du tankar på att skada dig?, sensitive: self-harm}
        flags:
          - id: tankar
            when: {question: tankar, is: "no"}
            to: staff
            priority: high
            text: Invånaren har tankar på att skada sig.
            who-acts: Ansvarig behandlare
            how: Ringer invånaren samma dag.

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
        answers = _every_answer(analysis, question)
        silent = [answer for answer, heard in answers if heard is False]
        if len(silent) == len(answers) or not _are_odd(question, silent, answers):
            continue
        message = tell(
            "these answers raise no flag to staff: {answers}",
            answers=", ".join(f"“{_said(question, answer)}”" for answer in silent),
        )
        yield Problem(path, (*at, "sensitive"), message)


def _every_answer(analysis: Analysis, question: Question) -> Sequence[tuple[Answer, bool | None]]:
    """Return every value that can be chosen, or every number that stands for others."""
    if not is_chosen(question) or question.type == "matrix":
        return _hearing(analysis, question)
    whens = [flag.when for flag in _flags_about(analysis, question)]
    return [
        (value, _is_heard([analysis.always(when, {question.id: value}) for when in whens]))
        for value in values_of(question)
    ]


def _are_odd(
    question: Question, silent: Sequence[Answer], answers: Sequence[tuple[Answer, bool | None]]
) -> bool:
    if question.type == "yes-no":
        return "yes" in silent
    if question.type in {"single-choice", "dropdown"}:
        return len(silent) > 1
    if question.type in {"number", "scale"}:
        heard = [is_heard is not False for _, is_heard in answers]
        return sum(before is not after for before, after in pairwise(heard)) > 1
    return False


@rule("SAF003", "unmarked-question", Sources, Severity.WARNING)
def unmarked_question(sources: Sources) -> Iterator[Problem]:
    """A question seems to be about self-harm or suicide, and is not marked so.

    Why: nothing is proved of a question that is not marked. Mark it `sensitive: self-harm`, or waive
    the warning where it is about something else.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: tankar, type: yes-no, text: Har du tankar på att skada dig själv?}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            introduction: Är det akut, ring 112. Råd får du på telefonnummer 1177.
            questions:
              - {id: tankar, type: yes-no, text: Har du tankar på att skada dig själv?, sensitive: self-harm}
        flags:
          - id: tankar
            when: {question: tankar, is: "yes"}
            to: staff
            priority: high
            text: Invånaren har tankar på att skada sig.
            who-acts: Ansvarig behandlare
            how: Ringer invånaren samma dag.
    """
    for path, form in sources.walk_forms():
        for at, question in form.walk():
            if question.type == "info" or question.sensitive:
                continue
            rows = question.rows if question.type == "matrix" else ()
            for text in (question.text, question.help, *(row.text for row in rows)):
                if found := _SELF_HARM.search(text or ""):
                    message = tell(
                        "“{words}” seems to be about self-harm: mark it sensitive: self-harm",
                        words=found[0],
                    )
                    yield Problem(path, (*at, "text"), message)
                    break


_SELF_HARM: Final = re.compile(
    r"(?:skad\w+|gjort) (?:dig|mig) (?:själv|illa)|självskad\w+|självmord\w*|suicid\w*"
    r"|(?:ta|tagit|tar) (?:ditt|mitt|sitt) (?:eget )?liv|(?:inte|slippa) (?:vill |vilja |orkar |orka )?leva\b"
    r"|livet inte är värt|självdestruktiv\w*|harm(?:ing|ed)? (?:your|my)self|self-harm\w*|kill(?:ing)? (?:your|my)self",
    re.IGNORECASE,
)
"""Words that such questions use in Swedish and English; others use other words, so this is help and no proof."""


RULES = (no_staff_flag, no_crisis_text, unmarked_question, silent_answers)
