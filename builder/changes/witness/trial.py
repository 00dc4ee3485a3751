"""Answers that are put to two versions of a form, to find somebody whom a change touches."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Final, TypeVar

from builder.changes.condition import unlike_of
from builder.forms import Analysis, Outcome, boundaries, evaluate
from builder.forms.answer import steps_of, values_of
from builder.forms.boundary import Given, as_given, completed
from builder.forms.options import TooLargeError
from builder.forms.plan import Query
from builder.manifest import digest
from builder.model import (
    Condition,
    Form,
    MatrixQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    ScaleQuestion,
    exact,
)

T = TypeVar("T")
Answers = Mapping[str, Given]
_TRIES: Final = 300
"""Answers spread over all there are; some hundreds are put to a form in part of a second."""
_MOST_BOUNDARIES: Final = 100
_SKIPPED: Final = 0.15
"""The share of questions that are left unanswered where that is allowed."""
_UNLIMITED: Final = 10
"""Steps up to the greatest answer to a question that has none."""
_HALF: Final = 0.5
_WORD: Final = "Lagom"
_DAY, _TIME = "2026-01-15", "12:00"


@dataclass(frozen=True, slots=True)
class Trial:
    """Some answers, and what comes of them before and after."""

    answers: Answers
    before: Outcome
    after: Outcome

    @property
    def is_real(self) -> bool:
        """Tell whether somebody can have given them: all that is asked in a version fits it."""
        return not self.before.faults or not self.after.faults

    @property
    def fits_both(self) -> bool:
        """Tell whether no answer is wrong in either version; one may lack an answer."""
        faults = (*self.before.faults, *self.after.faults)
        return self.is_real and all(one.is_missing for one in faults)


Test = Callable[[Trial], bool]


class Trials:
    """Two versions of a form, and all answers that were put to them."""

    def __init__(self, old: Form, new: Form) -> None:
        self.old, self.new = old, new
        self._analyses = (Analysis(old), Analysis(new))
        self._names = tuple({question.id for _, question in form.walk()} for form in (old, new))
        self._kept: list[Condition] = []
        self._tried: list[Trial] | None = None

    def put(self, answers: Answers) -> Trial:
        """Put answers to both versions, each as far as it asks for them."""
        asked = [{k: v for k, v in answers.items() if k in names} for names in self._names]
        before, after = evaluate(self.old, asked[0]), evaluate(self.new, asked[1])
        shown = {*before.shown, *after.shown}
        kept = {name: given for name, given in answers.items() if name in shown}
        return Trial(kept, before, after)

    def find(self, test: Test, *first: Answers, stands_out: Test | None = None) -> Trial | None:
        """Return a trial that passes a test with as few answers as can be, if one is found.

        Those that stand out are preferred to the others, and `first` to all that are searched.
        """
        found = [one for one in map(self.put, first) if one.is_real and test(one)]
        found = found or [one for one in self._searched() if test(one)]
        if not found:
            return None
        best = [one for one in found if stands_out and stands_out(one)] or found
        return self._fewest(min(best, key=lambda one: len(one.answers)), test)

    def _fewest(self, trial: Trial, test: Test) -> Trial:
        """Leave out every answer that is not needed."""
        for name in [*trial.answers]:
            rest = {key: given for key, given in trial.answers.items() if key != name}
            less = self.put(rest)
            if less.is_real and _is_as_whole(less, trial) and test(less):
                trial = less
        return trial

    def _searched(self) -> Sequence[Trial]:
        if self._tried is None:
            tried = (self.put(answers) for answers in self._made())
            self._tried = [one for one in tried if one.is_real]
        return self._tried

    def _made(self) -> Iterator[Answers]:
        """Yield answers that may tell: the ends, all but one, around each cut-off, and others."""
        for form, analysis in zip((self.old, self.new), self._analyses, strict=True):
            for at in (0, -1):
                whole = {q.id: given[at] for _, q in form.walk() if (given := givens(q))}
                yield whole
                yield from ({k: v for k, v in whole.items() if k != name} for name in whole)
            yield completed(form, {})
            near = islice(boundaries(analysis), _MOST_BOUNDARIES)
            yield from (one.answers for one in near)
        yield from (_spread((self.old, self.new)[n % 2], n) for n in range(_TRIES))

    def asked(self, form: Form, name: str, given: Given | None) -> Answers | None:
        """Return answers to a version by which a question is shown and answered just so, if any."""
        question = next(one for _, one in form.walk() if one.id == name)
        base = self.making(form, question.when, name) if question.when else {}
        if base is None:
            return None
        answers = completed(form, {**base, name: given} if given else base)
        outcome = evaluate(form, answers)
        is_as_said = name in outcome.shown and answers.get(name) == given
        return answers if is_as_said and not outcome.faults else None

    def making(self, form: Form, condition: Condition, asked_at: str | None) -> Answers | None:
        """Return answers to a version that make a condition true, if there are any."""
        analysis = self._analyses[form is self.new]
        self._kept.append(condition)  # an analysis knows it by where it is in memory
        if True not in (analysis.can_be(condition, asked_at) or ()):
            return None
        try:
            found = analysis.trace(Query((condition,), before=asked_at)).answers_when(condition)
        except TooLargeError:
            return None
        return None if found is None else as_given(found)

    def between(
        self, old: Condition | None, new: Condition | None, asked_at: str | None
    ) -> Iterator[Answers]:
        """Yield answers for which just one of two conditions is true; None is always true."""
        unlike = unlike_of(old, new)
        if unlike is None:
            return
        for form in (self.old, self.new):
            found = self.making(form, unlike, asked_at)
            if found is not None:
                yield completed(form, found)


@lru_cache(maxsize=4)
def trials_of(old: Form, new: Form) -> Trials:
    """Return trials of two versions; they are asked about change by change, so they are kept."""
    return Trials(old, new)


def _is_as_whole(less: Trial, trial: Trial) -> bool:
    """Tell whether answers still fit the versions that they did."""
    return (bool(less.before.faults), bool(less.after.faults)) == (
        bool(trial.before.faults),
        bool(trial.after.faults),
    )


def givens(question: Question) -> Sequence[Given]:
    """Return some answers to a question as an example writes them, the lowest first."""
    values = values_of(question)
    match question:
        case MatrixQuestion():
            return [{row.id: value for row in question.rows} for value in values]
        case MultipleChoiceQuestion():
            least, most = question.min_choices or 1, question.max_choices or len(values)
            few = [values[at : at + least] for at in range(len(values) - least + 1)]
            return [*few, values[:most]]
        case _ if values:
            return ("no", "yes") if question.type == "yes-no" else values
        case NumberQuestion() | ScaleQuestion():
            return [exact(number) for number in _numbers(question)]
        case _:
            return _others(question)


def _numbers(question: NumberQuestion | ScaleQuestion) -> tuple[Decimal, Decimal, Decimal]:
    """Return the least, something between and the greatest number that can be answered."""
    start, step = steps_of(question)
    least = question.min if question.min is not None else Decimal(0)
    most = question.max if question.max is not None else least + _UNLIMITED * step
    middle = start + ((least + most) / 2 - start) // step * step
    return least, max(least, middle), most


def _others(question: Question) -> Sequence[Given]:
    """Return answers in words, days or times."""
    if question.type == "info":
        return ()
    usual = {"date": _DAY, "time": _TIME}.get(question.type, _WORD)
    ends = [str(end) for key in ("min", "max") if (end := getattr(question, key, None)) is not None]
    longest = getattr(question, "max_characters", None)
    return [*ends, usual, *(["x" * longest] if longest else [])]


def _spread(form: Form, n: int) -> Answers:
    """Return the n-th of many answers that are spread over all there are, alike every time."""
    answers: dict[str, Given] = {}
    for _, question in form.walk():
        is_skipped = not question.required if question.type != "info" else True
        if not is_skipped or (question.type != "info" and _share(n, question.id) > _SKIPPED):
            answers[question.id] = _one(question, n)
    return answers


def _share(n: int, name: str) -> float:
    """Return a number from 0 up to 1 that looks like chance and is none."""
    return int(digest(f"{n} {name}".encode())[:8], 16) / 16**8


def _among(some: Sequence[T], n: int, name: str) -> T:
    return some[int(_share(n, f"{name} value") * len(some))]


def _one(question: Question, n: int) -> Given:
    values, name = values_of(question), question.id
    if isinstance(question, MatrixQuestion):
        return {row.id: _among(values, n, f"{name} {row.id}") for row in question.rows}
    if isinstance(question, MultipleChoiceQuestion):
        chosen = tuple(value for value in values if _share(n, f"{name} {value}") < _HALF)
        return chosen or _among(givens(question), n, name)
    if isinstance(question, NumberQuestion | ScaleQuestion):
        (least, *_, most), (_, step) = _numbers(question), steps_of(question)
        steps = int((most - least) / step) + 1
        return exact(least + step * int(_share(n, f"{name} value") * steps))
    return _among(givens(question), n, name)
