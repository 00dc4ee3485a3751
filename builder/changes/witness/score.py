"""Witnesses to changes of a score: whose sum or level is another, and what follows from it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from builder.changes.kinds import Change, Kind
from builder.changes.witness.example import NAME_AT, Witness
from builder.changes.witness.trial import Answers, Test, Trial, Trials
from builder.changes.witness.words import come_to, joined, whoever
from builder.forms import Outcome
from builder.message import Message, mark, tell
from builder.model import Form, Score

_SEEN_BY: Final = {"staff": mark("the staff"), "resident": mark("the resident")}


def choice_counts(change: Change, trials: Trials) -> Witness | None:
    """Find who gave an answer that gives other points, with what they come to."""
    name = change.subject[NAME_AT]
    value = change.subject[-1] if "choice" in change.subject else change.key.removesuffix("-score")
    counting = {s.id for form in (trials.old, trials.new) for s in form.scores if name in s.of}
    return _score_differs(trials, counting, [name], lambda one: _holds(one.answers, name, value))


def _holds(answers: Answers, name: str, value: str) -> bool:
    given = answers.get(name, ())
    if isinstance(given, str):
        return given == value
    return value in (given.values() if isinstance(given, Mapping) else given)


def score_changed(change: Change, trials: Trials) -> Witness | None:
    """Find whose score, or level, is another."""
    if change.key == "visible-to":
        return _score_seen(trials, change.subject[NAME_AT])
    name, part = change.subject[NAME_AT], change.subject[-1]
    is_level = "band" in change.subject
    return _score_differs(
        trials, {name}, [], lambda one: not is_level or part in _levels(one, name)
    )


def _score_differs(
    trials: Trials, names: set[str], first: list[str], is_about: Test
) -> Witness | None:
    names = names & {*_scores(trials.old)} & {*_scores(trials.new)}
    if not names:
        return None

    def differs(trial: Trial) -> bool:
        return trial.fits_both and is_about(trial) and bool(_differ(trial, names))

    def stands_out(trial: Trial) -> bool:
        levels = [_levels(trial, name) for name in names]
        return any(before and after and before != after for before, after in levels) or (
            trial.before.flags != trial.after.flags
        )

    trial = trials.find(differs, stands_out=stands_out)
    if trial is None:
        return None
    apart = _differ(trial, names)
    flags = {*trial.before.flags} ^ {*trial.after.flags}
    pairs = ((trials.old, trial.before), (trials.new, trial.after))
    before, after = (come_to(form, outcome, apart, flags) for form, outcome in pairs)
    return Witness(
        _who(trial, trials, [*first, *_counted(trials, apart)]), before, after, trial.answers
    )


def _levels(trial: Trial, name: str) -> tuple[str | None, str | None]:
    return trial.before.bands[name], trial.after.bands[name]


def _result(outcome: Outcome, name: str) -> tuple[Decimal | None, str | None]:
    return outcome.scores[name], outcome.bands[name]


def _differ(trial: Trial, names: set[str]) -> set[str]:
    """Return the scores that come to something else, or to another level."""
    return {one for one in names if _result(trial.before, one) != _result(trial.after, one)}


def score_gone(change: Change, trials: Trials) -> Witness | None:
    """Find who has a score that is no more, or gets one that was not."""
    is_gone, name = change.kind is Kind.SCORE_REMOVED, change.subject[NAME_AT]
    form = trials.old if is_gone else trials.new

    def has(trial: Trial) -> bool:
        outcome = trial.before if is_gone else trial.after
        return trial.fits_both and outcome.scores[name] is not None

    trial = trials.find(has)
    if trial is None:
        return None
    there = come_to(form, trial.before if is_gone else trial.after, {name}, ())
    gone = tell("there is no such score")
    who = _who(trial, trials, _counted(trials, {name}))
    return Witness(who, *((there, gone) if is_gone else (gone, there)), trial.answers)


def _score_seen(trials: Trials, name: str) -> Witness | None:
    """Find who has a score that others are shown than before."""
    trial = trials.find(lambda one: one.fits_both and None not in _values(one, name))
    if trial is None:
        return None
    pairs = ((trials.old, trial.before), (trials.new, trial.after))
    before, after = (
        joined([come_to(form, outcome, {name}, ()), _audience(_scores(form)[name])])
        for form, outcome in pairs
    )
    return Witness(_who(trial, trials, _counted(trials, {name})), before, after, trial.answers)


def _values(trial: Trial, name: str) -> tuple[Decimal | None, Decimal | None]:
    return trial.before.scores[name], trial.after.scores[name]


def _audience(score: Score) -> Message:
    who = [tell(_SEEN_BY[one]) for one in score.visible_to]
    return tell("{who} can see it", who=joined(who)) if who else tell("nobody can see it")


def _counted(trials: Trials, names: set[str]) -> list[str]:
    """Return the questions that some scores count."""
    scores = [score for form in (trials.old, trials.new) for score in form.scores]
    return [question for score in scores if score.id in names for question in score.of]


def _who(trial: Trial, trials: Trials, counted: list[str]) -> Message:
    """Return who answered what is counted, what is left unanswered last."""
    first = counted[:1] if counted[:1] and counted[0] in trial.answers else []
    shown = {*trial.before.shown, *trial.after.shown}
    rest = sorted(
        (name for name in counted if name in shown),
        key=lambda name: name not in trial.answers,
    )
    return whoever(trial.answers, [*first, *rest], trials.old, trials.new)


def _scores(form: Form) -> Mapping[str, Score]:
    return {score.id: score for score in form.scores}
