"""FRM: forms whose names, values, limits and settings do not fit together."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, TypeAlias

from builder.checks.near import near
from builder.checks.rule import Severity, rule
from builder.content import Sources
from builder.forms import Analysis, Wrong, compiled
from builder.forms.answer import is_number, values_of
from builder.forms.condition import Walked, leaves_of, named_values, operators_for
from builder.message import Message, mark, tell
from builder.model import (
    OPERATORS,
    Condition,
    DateQuestion,
    Form,
    MatrixQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    ScaleQuestion,
    TextQuestion,
    TimeQuestion,
    exact,
    kebab,
)
from builder.problem import Edit, Edits, Pointer, Problem

_YES_NO: Final = {"ja": "yes", "nej": "no", "true": "yes", "false": "no"}


def _leaves(analysis: Analysis) -> Iterator[tuple[Walked, str | None]]:
    """Yield every comparison of a form, and the question in whose condition it stands."""
    for at, question in analysis.form.walk():
        for leaf in leaves_of((*at, "when"), question.when) if question.when else ():
            yield leaf, question.id
    for n, flag in enumerate(analysis.form.flags):
        for leaf in leaves_of(("flags", n, "when"), flag.when):
            yield leaf, None


@rule("FRM001", "unknown-name", Sources)
def unknown_name(sources: Sources) -> Iterator[Problem]:
    """A condition or a score names a question, row or score that the form does not have.

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
    for path, analysis in sources.walk_analyses():
        questions = tuple(analysis.names.questions)
        for leaf, asked_at in _leaves(analysis):
            if unknown := _unknown_in(analysis, leaf.condition, asked_at):
                key, message = unknown
                yield Problem(path, (*leaf.at, key), message)
        for n, score in enumerate(analysis.form.scores):
            for m, name in enumerate(score.of):
                if name not in questions:
                    message = _no_such(_NO_QUESTION, name, questions)
                    yield Problem(path, ("scores", n, "of", m), message)


_Fault: TypeAlias = tuple[str, Message]
"""The key that is at fault, and what is wrong with it."""
_NO_QUESTION: Final = mark("the form has no question “{name}”")
_NO_SCORE: Final = mark("the form has no score “{name}”")
_NO_ROW: Final = mark("the matrix has no row “{name}”")


def _unknown_in(analysis: Analysis, leaf: Condition, asked_at: str | None) -> _Fault | None:
    wrong = analysis.names.wrong_in(leaf, asked_at)
    if wrong is Wrong.UNKNOWN_QUESTION:
        names = tuple(analysis.names.questions)
        return "question", _no_such(_NO_QUESTION, leaf.question or "", names)
    if wrong is Wrong.UNKNOWN_SCORE:
        return "score", _no_such(_NO_SCORE, leaf.score or "", tuple(analysis.names.scores))
    if wrong is Wrong.UNKNOWN_ROW:
        return "row", _no_such(_NO_ROW, leaf.row or "", _rows(analysis, leaf))
    return None


def _no_such(template: str, name: str, names: tuple[str, ...]) -> Message:
    message = tell(template, name=name)
    if likely := near(name, names):
        return tell("{problem}; did you mean “{near}”?", problem=message, near=likely)
    return message


def _rows(analysis: Analysis, leaf: Condition) -> tuple[str, ...]:
    question = analysis.names.questions[leaf.question or ""]
    return tuple(row.id for row in question.rows) if isinstance(question, MatrixQuestion) else ()


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
                case DateQuestion() | TimeQuestion():
                    fault = _time_fault(question)
                case TextQuestion():
                    fault = _words_fault(question)
                case MultipleChoiceQuestion(min_choices=least, max_choices=most, choices=choices):
                    fault = _choices_fault(least, most, len(choices))
                case _:
                    continue
            if fault:
                key, message = fault
                yield Problem(path, (*at, key), message)


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
    if least is None or most is None:
        return None
    return _step_fault(least, most, step)


def _step_fault(least: Decimal, most: Decimal, step: Decimal | None) -> _Fault | None:
    apart = Decimal(1) if step is None else step
    if apart <= most - least and (most - least) % apart == 0:
        return None
    if step is None:
        message = tell(
            "whole numbers from {least} do not reach {most}: give the numbers a “step”",
            least=exact(least),
            most=exact(most),
        )
        return "max", message
    message = tell(
        "steps of {step} from {least} do not reach {most}",
        step=exact(step),
        least=exact(least),
        most=exact(most),
    )
    return "step", message


def _time_fault(question: DateQuestion | TimeQuestion) -> _Fault | None:
    least, most = (None if end is None else str(end) for end in (question.min, question.max))
    if least is None or most is None or least < most:
        return None
    return "min", tell("{least} is not before {most}", least=least, most=most)


def _words_fault(question: TextQuestion) -> _Fault | None:
    pattern = compiled(question.pattern) if question.pattern else None
    most = question.max_characters
    if pattern is None or most is None or pattern.least <= most:
        return None
    message = tell(
        "the pattern asks for at least {least} characters, but at most {most} fit",
        least=pattern.least,
        most=most,
    )
    return "max-characters", message


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


@rule("FRM006", "unknown-value", Sources)
def unknown_value(sources: Sources) -> Iterator[Problem]:
    """A condition names a value that is no answer to its question.

    Why: the comparison is never true, or always. A choice goes by its `value`, not by its text; a
    yes-no question by `yes` and `no`.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        flags:
          - id: oro
            when: {question: oro, is: ja}
            to: resident
            priority: normal
            text: Prata med någon du litar på.

    Good, in `forms/enkat.yaml`, with the rest of the file:

        flags:
          - id: oro
            when: {question: oro, is: "yes"}
            to: resident
            priority: normal
            text: Prata med någon du litar på.
    """
    for path, analysis in sources.walk_analyses():
        for leaf, asked_at in _leaves(analysis):
            if analysis.names.wrong_in(leaf.condition, asked_at) is Wrong.VALUE:
                for value in analysis.names.unknown_values(leaf.condition):
                    at = (*leaf.at, *_place_of(leaf.condition, value))
                    yield _unknown_value(sources, path, at, analysis, leaf.condition, value)


def _place_of(leaf: Condition, value: str) -> Pointer:
    operator = leaf.operator
    if operator in {"any_of", "none_of"}:
        return kebab(operator), named_values(leaf).index(value)
    return (kebab(operator),)


def _unknown_value(
    sources: Sources, path: str, at: Pointer, analysis: Analysis, leaf: Condition, value: str
) -> Problem:
    question = analysis.names.questions.get(leaf.question or "")
    if question is None or is_number(question):
        return Problem(path, at, tell("“{value}” is not a number", value=value))
    values = values_of(question)
    meant = _YES_NO.get(value.casefold()) if question.type == "yes-no" else None
    by_text = [one.value for one in getattr(question, "choices", ()) if one.text == value]
    meant = meant or (by_text[0] if len(by_text) == 1 else None)
    if meant:
        message = tell("“{value}” is written {meant} here", value=value, meant=meant)
        edit = Edit(sources.place(path, at), f'"{meant}"' if meant in {"yes", "no"} else meant)
        return Problem(path, at, message, fix=Edits((edit,)))
    likely = near(value, values)
    message = tell(
        "“{value}” is no answer to the question: {values}", value=value, values=", ".join(values)
    )
    if likely:
        message = tell(
            "“{value}” is no answer to the question; did you mean “{near}”?",
            value=value,
            near=likely,
        )
    return Problem(path, at, message)


@rule("FRM007", "wrong-comparison", Sources)
def wrong_comparison(sources: Sources) -> Iterator[Problem]:
    """A question is compared in a way that its answers do not allow.

    Why: the comparison is never true. Numbers and scales can be more or less than something,
    choices can be this or that, and of words, dates and times only `answered` can be asked.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        flags:
          - id: oro
            when: {question: oro, at-least: 1}
            to: resident
            priority: normal
            text: Prata med någon du litar på.

    Good, in `forms/enkat.yaml`, with the rest of the file:

        flags:
          - id: oro
            when: {question: oro, is: "yes"}
            to: resident
            priority: normal
            text: Prata med någon du litar på.
    """
    for path, analysis in sources.walk_analyses():
        for leaf, asked_at in _leaves(analysis):
            wrong, name = analysis.names.wrong_in(leaf.condition, asked_at), leaf.condition.question
            if wrong is Wrong.UNFIT_ROW:
                message = tell("“{name}” has no rows: only a matrix has", name=name or "")
                yield Problem(path, (*leaf.at, "row"), message)
            elif wrong is Wrong.OPERATOR:
                at = (*leaf.at, kebab(leaf.condition.operator))
                yield Problem(path, at, _unfit(analysis, leaf.condition), on_key=True)


def _unfit(analysis: Analysis, leaf: Condition) -> Message:
    question = analysis.names.questions[leaf.question or ""]
    operator, name = kebab(leaf.operator), question.id
    fit = operators_for(question, row=leaf.row is not None)
    if isinstance(question, MatrixQuestion):
        return tell(
            "name the row of “{name}” that “{operator}” is about", name=name, operator=operator
        )
    if not fit:
        return tell("“{name}” is a text: there is nothing to answer", name=name)
    return tell(
        "“{operator}” does not fit “{name}”, which is of type {type}; what fits is {fit}",
        operator=operator,
        name=name,
        type=question.type,
        fit=", ".join(kebab(one) for one in OPERATORS if one in fit),
    )


@rule("FRM026", "unfit-setting", Sources)
def unfit_setting(sources: Sources) -> Iterator[Problem]:
    """A setting belongs to another type of form, or one that this type needs is missing.

    Why: the setting would have no effect. Only a tabbed form has occasions, and it needs some;
    only to a calendar form can staff add pages; only an ordinary form (`single`) can have one set
    of answers wherever it stands.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        occasions:
          - {id: fore, title: Före}
          - {id: efter, title: Efter}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        type: tabbed
        one-set-of-answers: false
        occasions:
          - {id: fore, title: Före}
          - {id: efter, title: Efter}
    """
    for path, form in sources.walk_forms():
        for key, message in _unfit_settings(form):
            yield Problem(path, (key,), message)


def _unfit_settings(form: Form) -> Iterator[_Fault]:
    if form.occasions and form.type != "tabbed":
        yield "occasions", tell("only a tabbed form has occasions: type: tabbed")
    if form.type == "tabbed" and not form.occasions:
        yield "type", tell("a tabbed form needs its occasions: one for each tab")
    if form.staff_may_add_pages and form.type != "calendar":
        yield "staff-may-add-pages", tell("only a calendar form can get more pages: type: calendar")
    if form.one_set_of_answers and form.type != "single":
        message = tell("a tabbed or a calendar form keeps every occasion's answers apart")
        yield "one-set-of-answers", message


@rule("FRM027", "bad-pattern", Sources)
def bad_pattern(sources: Sources) -> Iterator[Problem]:
    r"""A pattern cannot be read, has parts that not every browser reads alike, or lacks its words.

    Why: a resident could not get past the question, and would not know why. A pattern may hold
    characters, `.`, `\d` for a digit, `[…]`, groups, `|`, and `? * + {m,n}` after a character.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: kod, type: text, text: "Vilken kod fick du?", pattern: "[0-9{4}", pattern-help: Fyra siffror}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: kod, type: text, text: "Vilken kod fick du?", pattern: "[0-9]{4}", pattern-help: Fyra siffror}
    """
    for path, form in sources.walk_forms():
        for at, question in form.walk():
            if not isinstance(question, TextQuestion):
                continue
            if question.pattern is not None and compiled(question.pattern) is None:
                message = tell(
                    "this pattern cannot be read, or repeats too freely: write how often, like {example}",
                    example="[a-z]{1,30}",
                )
                yield Problem(path, (*at, "pattern"), message)
            elif question.pattern is not None and question.pattern_help is None:
                message = tell("say the pattern in words too: “pattern-help”")
                yield Problem(path, (*at, "pattern"), message)
            elif question.pattern is None and question.pattern_help is not None:
                yield Problem(path, (*at, "pattern-help"), tell("there is no pattern to explain"))


@rule("FRM033", "asked-twice", Sources, Severity.ADVICE)
def asked_twice(sources: Sources) -> Iterator[Problem]:
    """Two questions of a form have the same words.

    Why: the resident wonders what differs, and staff cannot tell the answers apart. Often one was
    copied to be changed, and was not. Where only one of them is ever shown, leave it.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?"}
              - {id: stress, type: yes-no, text: "Känner du oro?"}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: yes-no, text: "Känner du oro?"}
              - {id: stress, type: yes-no, text: "Känner du stress?"}
    """
    for path, form in sources.walk_forms():
        first: dict[str, str] = {}
        for at, question in form.walk():
            if question.type == "info":
                continue
            earlier = first.setdefault(question.text.casefold(), question.id)
            if earlier != question.id:
                message = tell("the question “{name}” has the same words", name=earlier)
                yield Problem(path, (*at, "text"), message)


RULES = (
    unknown_name,
    impossible_range,
    unknown_value,
    wrong_comparison,
    unfit_setting,
    bad_pattern,
    asked_twice,
)
