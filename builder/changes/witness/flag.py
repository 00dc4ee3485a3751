"""Witnesses to changes of a flag: who raises it in one version only, or whom it reaches."""

from collections.abc import Iterator
from typing import Final

from builder.changes.kinds import Change
from builder.changes.witness.example import NAME_AT, Witness
from builder.changes.witness.trial import Answers, Trial, Trials
from builder.changes.witness.words import asked_by, joined, short, whoever
from builder.forms.boundary import completed
from builder.message import Message, mark, tell
from builder.model import FlagRule, Form

_TO: Final = {"staff": mark("it reaches the staff"), "resident": mark("it reaches the resident")}
_PRIORITY: Final = {
    "high": mark("it has high priority"),
    "normal": mark("it has normal priority"),
}


def flag_differs(change: Change, trials: Trials) -> Witness | None:
    """Find answers by which a flag is raised in one version and not in the other."""
    name = change.subject[NAME_AT]
    flags = [_flag(form, name) for form in (trials.old, trials.new)]
    if all(flags) and change.key != "when":
        return _flag_reaches(trials, flags, name)

    def differs(trial: Trial) -> bool:
        return trial.fits_both and (name in trial.before.flags) != (name in trial.after.flags)

    old, new = (flag.when if flag else None for flag in flags)
    first = [*trials.between(old, new, None), *_raising(trials, flags)]
    trial = trials.find(differs, *first)
    if trial is None:
        return None
    before, after = (
        _raised(flag, is_there=name in outcome.flags)
        for flag, outcome in zip(flags, (trial.before, trial.after), strict=True)
    )
    return Witness(_who(trial, trials, flags), before, after, trial.answers)


def _raising(trials: Trials, flags: list[FlagRule | None]) -> Iterator[Answers]:
    for form, flag in zip((trials.old, trials.new), flags, strict=True):
        found = trials.making(form, flag.when, None) if flag else None
        if found is not None:
            yield completed(form, found)


def _raised(flag: FlagRule | None, *, is_there: bool) -> Message:
    if flag is None:
        return tell("there is no such flag")
    if is_there:
        return tell("the flag “{text}” is raised", text=short(flag.text))
    return tell("the flag “{text}” is not raised", text=short(flag.text))


def _flag_reaches(trials: Trials, flags: list[FlagRule | None], name: str) -> Witness | None:
    """Find who raises a flag in both versions, of which another is told or otherwise."""

    def raises(trial: Trial) -> bool:
        return trial.fits_both and name in trial.before.flags and name in trial.after.flags

    trial = trials.find(raises, *_raising(trials, flags))
    if trial is None:
        return None
    before, after = (
        joined([_raised(flag, is_there=True), tell(_TO[flag.to]), tell(_PRIORITY[flag.priority])])
        for flag in flags
        if flag
    )
    return Witness(_who(trial, trials, flags), before, after, trial.answers)


def _who(trial: Trial, trials: Trials, flags: list[FlagRule | None]) -> Message:
    """Return who answered what the flag asks for."""
    pairs = zip((trials.old, trials.new), flags, strict=True)
    matter = [name for form, flag in pairs if flag for name in asked_by(flag.when, form)]
    return whoever(trial.answers, _given_first(matter, trial), trials.old, trials.new)


def _given_first(names: list[str], trial: Trial) -> list[str]:
    """Return what was answered before what was not."""
    return sorted(names, key=lambda name: name not in trial.answers)


def _flag(form: Form, name: str) -> FlagRule | None:
    return next((flag for flag in form.flags if flag.id == name), None)
