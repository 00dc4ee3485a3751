"""Boundary examples: answers on both sides of every cut-off, for a person to read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from builder.forms.analysis import Analysis
from builder.forms.answer import Answer, is_number, steps_of, values_of
from builder.forms.condition import Walked, holds, leaves_of
from builder.forms.evaluate import Outcome, Sheet, evaluate
from builder.forms.options import TooLargeError, bounds_of
from builder.forms.plan import Query
from builder.forms.score import Item
from builder.model import Condition, Form, MultipleChoiceQuestion, Question, Score, exact

Given: TypeAlias = str | tuple[str, ...] | Mapping[str, str]
"""An answer as an example writes it."""

_SOME_WORDS: Final = "…"
_FIRST: Final = {"number": "0", "date": "2026-01-15", "time": "12:00"}
"""What is answered where the question does not say what comes first."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """Answers that come just below, at or just above a cut-off, and what they come to.

    `name` is the id of a score, or of a question whose number decides something; `value` is what
    it is here.
    """

    subject: Literal["score", "question"]
    name: str
    cut: Decimal
    value: Decimal
    answers: Mapping[str, Given]
    outcome: Outcome


def boundaries(analysis: Analysis) -> tuple[Boundary, ...]:
    """Return the boundary examples of a form: cut-off by cut-off, lowest value first.

    Scores that are too large to go through have none.
    """
    scores = (one for score in analysis.form.scores for one in _around_score(analysis, score))
    questions = (
        one
        for _, question in analysis.form.walk()
        if is_number(question)
        for one in _around_question(analysis, question)
    )
    return (*scores, *questions)


def _around_score(analysis: Analysis, score: Score) -> Iterator[Boundary]:
    values = sorted(one for one in analysis.values(score) or () if one is not None)
    cuts = {cut: tuple(_around(cut, values)) for cut in sorted(_cuts_of(analysis, score))}
    wanted = {value for near in cuts.values() for value in near}
    if not wanted:
        return
    try:
        found = analysis.trace(Query(scores=(score,))).answers_for(score, wanted)
    except TooLargeError:  # it was decided beside others, and is too much on its own way
        return
    for cut, near in cuts.items():
        for value in near:
            answers = completed(analysis.form, as_given(found[value]))
            outcome = evaluate(analysis.form, answers)
            yield Boundary("score", score.id, cut, value, answers, outcome)


def _cuts_of(analysis: Analysis, score: Score) -> Iterator[Decimal]:
    """Yield the numbers at which something else begins: a band, a flag, a follow-up."""
    first = min((band.from_ for band in score.bands), default=None)
    yield from (band.from_ for band in score.bands if band.from_ != first)
    for leaf in _comparisons(analysis.form):
        if leaf.score == score.id:
            yield from bounds_of(leaf)


def _comparisons(form: Form) -> Iterator[Condition]:
    whens = [question.when for _, question in form.walk() if question.when]
    for condition in (*whens, *(flag.when for flag in form.flags)):
        yield from (leaf.condition for leaf in leaves_of((), condition))


def _around(cut: Decimal, values: Iterable[Decimal]) -> Iterator[Decimal]:
    """Yield of some values, in their order, the last below a cut, the cut, the first above."""
    below = [value for value in values if value < cut]
    above = [value for value in values if value > cut]
    yield from below[-1:]
    yield from (value for value in values if value == cut)
    yield from above[:1]


def _around_question(analysis: Analysis, question: Question) -> Iterator[Boundary]:
    """Yield what happens around each number that a question's answer is compared with."""
    leaves = [leaf for leaf in _comparisons(analysis.form) if leaf.question == question.id]
    told: set[Decimal] = set()
    for condition, leaf in _deciding(analysis.form, question):
        for cut in bounds_of(leaf):
            if cut in told or not leaves:
                continue
            told.add(cut)
            base = _answers_when(analysis, condition)
            values = [*_numbers_around(question, cut)] if base is not None else []
            numbers = [{question.id: exact(value)} for value in values]
            quiet = _quietened(analysis.form, condition, base or {}, numbers)
            for value, number in zip(values, numbers, strict=True):
                answers = completed(analysis.form, {**quiet, **number})
                outcome = evaluate(analysis.form, answers)
                yield Boundary("question", question.id, cut, value, answers, outcome)


def _quietened(
    form: Form,
    condition: Condition,
    answers: Mapping[str, Given],
    numbers: Sequence[Mapping[str, Given]],
) -> Mapping[str, Given]:
    """Return answers without those that are not needed for the number to decide a condition."""
    for name in [*answers]:
        rest = {key: answer for key, answer in answers.items() if key != name}
        if len({_is_met(form, condition, {**rest, **number}) for number in numbers}) > 1:
            answers = rest
    return answers


def _is_met(form: Form, condition: Condition, answers: Mapping[str, Given]) -> bool:
    sheet = Sheet(form)
    for _, question in form.walk():
        sheet.ask(question, answers.get(question.id))
    return holds(condition, sheet.asked_for)


def _deciding(form: Form, question: Question) -> Iterator[tuple[Condition, Condition]]:
    """Yield the conditions that speak of a question, each with the comparison that does."""
    whens = [one.when for _, one in form.walk() if one.when]
    for condition in (*(flag.when for flag in form.flags), *whens):
        leaves: Iterator[Walked] = leaves_of((), condition)
        yield from (
            (condition, leaf.condition) for leaf in leaves if leaf.condition.question == question.id
        )


def _answers_when(analysis: Analysis, condition: Condition) -> dict[str, Given] | None:
    """Return answers that make a condition true, so that one number alone decides."""
    if True not in (analysis.can_be(condition) or ()):
        return None
    try:
        found = analysis.trace(Query((condition,))).answers_when(condition)
    except TooLargeError:
        return None
    return None if found is None else as_given(found)


def _numbers_around(question: Question, cut: Decimal) -> Iterator[Decimal]:
    """Yield the answers just below, at and just above a number, as far as they can be given."""
    if question.type not in {"number", "scale"}:
        return
    start, step = steps_of(question)
    at = start + (cut - start) // step * step
    for value in (at - step, at, at + step):
        is_low = question.min is not None and value < question.min
        is_high = question.max is not None and value > question.max
        if not is_low and not is_high:
            yield value


def as_given(answers: Mapping[Item, Answer]) -> dict[str, Given]:
    """Return answers as an example writes them, in the order of the form."""
    given: dict[str, Given] = {}
    for item, answer in reversed([*answers.items()]):
        name = item.question.id
        if item.row is not None:
            rows = given.get(name)
            given[name] = {**(rows if isinstance(rows, Mapping) else {}), item.row: str(answer)}
        else:
            given[name] = _written(item.question, answer)
    return given


def _written(question: Question, answer: Answer) -> Given:
    match answer:
        case Decimal():
            return exact(answer)
        case frozenset():
            return tuple(value for value in values_of(question) if value in answer)
        case Mapping():
            return dict(answer)
        case _:
            return _FIRST.get(question.type, answer)


def completed(form: Form, answers: Mapping[str, Given]) -> dict[str, Given]:
    """Return answers with those that are required beside them, in the order of the form.

    What is filled in is what raises the fewest flags, so that only what is tried out is seen;
    among such, what can be answered first.
    """
    sheet, given = Sheet(form), dict[str, Given]()
    for _, question in form.walk():
        answer = answers.get(question.id)
        if question.type != "info" and question.required and not _is_whole(question, answer):
            answer = _quietest(form, {**answers, **given}, question)
        before = len(sheet.shown)
        sheet.ask(question, answer)
        if answer is not None and len(sheet.shown) > before:
            given[question.id] = answer
    return given


def _quietest(form: Form, answers: Mapping[str, Given], question: Question) -> Given:
    """Return the answer to a question that raises the fewest flags, given the other answers."""
    there = answers.get(question.id)

    def loudness(answer: Given) -> tuple[bool, int]:
        outcome = evaluate(form, {**answers, question.id: answer})
        is_wrong = any(one.question == question.id for one in outcome.faults)
        return is_wrong, len(outcome.flags)

    return min(_candidates(question, there), key=loudness)


def _is_whole(question: Question, answer: Given | None) -> bool:
    if answer is None:
        return False
    rows = [row.id for row in question.rows] if question.type == "matrix" else []
    return not isinstance(answer, Mapping) or all(row in answer for row in rows)


def _candidates(question: Question, answer: Given | None) -> Sequence[Given]:
    """Return some things that can be answered; of a matrix, for the rows that lack an answer."""
    values = values_of(question)
    if question.type == "matrix":
        there = answer if isinstance(answer, Mapping) else {}
        return [{row.id: there.get(row.id, one) for row in question.rows} for one in values]
    if isinstance(question, MultipleChoiceQuestion):
        n = question.min_choices or 1
        return [values[at : at + n] for at in range(max(len(values) - n, 0) + 1)]
    if values:
        return ("no", "yes") if question.type == "yes-no" else values
    least, most = getattr(question, "min", None), getattr(question, "max", None)
    if is_number(question):
        return [exact(end) for end in (least, most) if end is not None] or [_FIRST["number"]]
    return [_FIRST.get(question.type, _SOME_WORDS) if least is None else str(least)]
