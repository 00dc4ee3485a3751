"""Witnesses to changes of what is asked: who is asked otherwise, or cannot answer as before."""

from collections.abc import Iterator

from builder.changes.kinds import Change, Kind
from builder.changes.witness.example import NAME_AT, Witness
from builder.changes.witness.trial import Answers, Trial, Trials, givens
from builder.changes.witness.words import asked_by, short, whoever
from builder.forms.boundary import Given
from builder.message import tell
from builder.model import Form, Question


def value_gone(change: Change, trials: Trials) -> Witness | None:
    """Find who chose what cannot be chosen any more, or can choose what could not be before."""
    name, value = change.subject[NAME_AT], change.subject[-1]
    is_gone = change.kind is Kind.CHOICE_REMOVED
    form = trials.old if is_gone else trials.new
    question = _question(form, name)
    for given in _with_value(question, value):
        answers = trials.asked(form, name, given) if question else None
        if answers is not None:
            who = whoever(answers, [name], form)
            there = tell("the answer is kept")
            gone = tell("the choice “{text}” does not exist", text=change.old or change.new)
            return Witness(who, *((there, gone) if is_gone else (gone, there)), answers)
    return None


def _with_value(question: Question | None, value: str) -> Iterator[Given]:
    """Yield answers that hold a value; of a matrix in its first row."""
    if question is None:
        return
    if question.type == "matrix":
        yield {question.rows[0].id: value}
        yield {row.id: value for row in question.rows}
    elif question.type == "multiple-choice":
        yield (value,)
        yield from (one for one in givens(question) if value in one and not isinstance(one, str))
    else:
        yield value


def question_gone(change: Change, trials: Trials) -> Witness | None:
    """Find who answered a question that is no more, or who lacks an answer to a new one."""
    is_gone = change.kind is Kind.QUESTION_REMOVED
    form, name = (trials.old if is_gone else trials.new), change.subject[NAME_AT]
    question = _question(form, name)
    if question is None:
        return None
    said = {"question": short(question.text)}
    there = tell("“{question}” is shown", **said)
    gone = tell("there is no “{question}”", **said)
    for given in givens(question) or (None,):
        answers = trials.asked(form, name, given)
        if answers is not None:
            who = whoever(answers, [name] if given else asked_by(question.when, form), form)
            return Witness(who, *((there, gone) if is_gone else (gone, there)), answers)
    return None


def question_changed(change: Change, trials: Trials) -> Witness | None:
    """Find an answer that can be given in one version and is refused in the other."""
    name = change.subject[NAME_AT]
    questions = [_question(form, name) for form in (trials.old, trials.new)]
    if None in questions:
        return None
    tried: list[Given | None] = [g for q in questions if q for g in (*givens(q), *_rows(q))]
    is_retyped = change.key == "type"  # of what is asked anew, nobody was asked before
    for form in (trials.old,) if is_retyped else (trials.old, trials.new):
        for given in (*tried, None):
            answers = trials.asked(form, name, given)
            seen = _refused(trials, form, name, answers) if answers is not None else None
            if seen:
                return seen
    return None


def _rows(question: Question) -> Iterator[Given]:
    """Yield answers to one row of a matrix at a time."""
    if question.type == "matrix":
        yield from ({row.id: question.choices[0].value} for row in question.rows)


def _refused(trials: Trials, form: Form, name: str, answers: Answers) -> Witness | None:
    trial = trials.put(answers)
    other = trial.after if form is trials.old else trial.before
    fault = next((one.message for one in other.faults if one.question == name), None)
    if fault is None:
        return None
    kept = tell("the answer fits")
    refused = tell("the answer is refused: {reason}", reason=fault)
    before, after = (kept, refused) if form is trials.old else (refused, kept)
    return Witness(whoever(answers, [name], form), before, after, answers)


def shown_otherwise(change: Change, trials: Trials) -> Witness | None:
    """Find answers by which a question is shown in one version and not in the other."""
    name = change.subject[NAME_AT]
    old, new = (_question(form, name) for form in (trials.old, trials.new))
    if old is None or new is None:
        return None

    def differs(trial: Trial) -> bool:
        return trial.fits_both and (name in trial.before.shown) != (name in trial.after.shown)

    trial = trials.find(differs, *trials.between(old.when, new.when, name))
    if trial is None:
        return None
    matter = [*asked_by(old.when, trials.old), *asked_by(new.when, trials.new)]
    who = whoever(trial.answers, matter, trials.old, trials.new)
    before, after = (
        tell("“{question}” is shown", question=short(old.text))
        if name in outcome.shown
        else tell("“{question}” is not shown", question=short(old.text))
        for outcome in (trial.before, trial.after)
    )
    return Witness(who, before, after, trial.answers)


def _question(form: Form, name: str) -> Question | None:
    return next((question for _, question in form.walk() if question.id == name), None)
