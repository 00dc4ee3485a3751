"""Decides what the conditions and scores of a form can come to, in the cheapest way there is."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from builder.forms.answer import Answer
from builder.forms.comparison import Names
from builder.forms.condition import compare, holds, leaves_of, truth_of
from builder.forms.options import Asked, TooLargeError, options_of
from builder.forms.plan import Memory, Query
from builder.forms.reach import Walk
from builder.forms.score import Item
from builder.model import Condition, Question, Score

_FEW_QUESTIONS = 3
"""A walk that counts a score also judges conditions, as long as they speak of no more than these:
each keeps apart what would else be one state."""


class Decider:
    """Finds out what conditions and scores can be; every method raises TooLargeError if it must.

    `beside` are conditions that are judged in the end, as those of flags are.
    """

    def __init__(self, names: Names, beside: Iterable[Condition]) -> None:
        self._names = names
        self._memory = Memory()
        self._beside = tuple(beside)
        self._walks: dict[str, tuple[Walk, tuple[Condition, ...]]] = {}
        self._values: dict[str, frozenset[Decimal | None]] = {}

    def truths(
        self, condition: Condition, before: str | None = None, *, is_free: bool = False
    ) -> frozenset[bool]:
        """Return what a condition can be, at a question or in the end.

        With `is_free` every question that it speaks of is shown to everybody.
        """
        leaves = [leaf.condition for leaf in leaves_of((), condition)]
        questions = {leaf.question for leaf in leaves if leaf.question}
        scores = {leaf.score for leaf in leaves if leaf.score}
        if len(questions) == 1 and not scores:
            question = self._names.questions[next(iter(questions))]
            if question.type != "matrix" and (is_free or question.when is None):
                return _truths_by_one(condition, leaves, question)
        if len(scores) == 1 and before is None and not is_free:
            score = self._names.scores[scores.pop()]
            if not questions:
                return truths_among(self.values(score), lambda one: _is_so(condition, one))
            walk, judged = self._walk_of(score)
            if any(one is condition for one in judged):
                return walk.truths(condition)
        query = Query((condition,), before=before, is_free=is_free)
        return Walk(self._names, query, self._memory).truths(condition)

    def values(self, score: Score) -> frozenset[Decimal | None]:
        """Return every value that a score can have, None among them if it may have none."""
        if score.id not in self._values:
            self._values[score.id] = self._walk_of(score)[0].values(score)
        return self._values[score.id]

    def truths_given(self, condition: Condition, given: Mapping[str, Answer]) -> frozenset[bool]:
        """Return what a condition can be when some questions are answered just so."""

        def known(leaf: Condition) -> bool | None:
            answer = given.get(leaf.question or "") if leaf.row is None else None
            return None if answer is None else compare(leaf, answer)

        truth = truth_of(condition, known)
        if truth is not None:
            return frozenset({truth})
        query = Query((condition,), given=given)
        return Walk(self._names, query, self._memory).truths(condition)

    def trace(self, query: Query) -> Walk:
        """Return a walk that can tell answers; what was worked before does not count against it."""
        return Walk(self._names, query, Memory(), is_traced=True)

    def _walk_of(self, score: Score) -> tuple[Walk, tuple[Condition, ...]]:
        """Return the walk that counts a score, and the conditions that are judged on it."""
        if score.id not in self._walks:
            judged = self._judged_on(score)
            try:
                walk = Walk(self._names, Query(judged, (score,)), self._memory)
            except TooLargeError:
                if not judged:
                    raise
                judged = ()
                walk = Walk(self._names, Query(scores=(score,)), self._memory)
            self._walks[score.id] = walk, judged
        return self._walks[score.id]

    def _judged_on(self, score: Score) -> tuple[Condition, ...]:
        chosen: list[Condition] = []
        asked: set[str] = set()
        for condition in self._beside:
            leaves = [leaf.condition for leaf in leaves_of((), condition)]
            questions = {leaf.question for leaf in leaves if leaf.question}
            is_about_it = {leaf.score for leaf in leaves if leaf.score} == {score.id}
            if is_about_it and questions and len(asked | questions) <= _FEW_QUESTIONS:
                chosen.append(condition)
                asked |= questions
        return tuple(chosen)


def truths_among(
    values: frozenset[Decimal | None], test: Callable[[Decimal | None], bool]
) -> frozenset[bool]:
    """Return what a test says of values, the least and the greatest first: they often tell all."""
    numbers = [value for value in values if value is not None]
    ends = (min(numbers), max(numbers)) if numbers else ()
    found: set[bool] = set()
    for value in (*ends, *values):
        found.add(test(value))
        if len(found) > 1:
            break
    return frozenset(found)


def _truths_by_one(
    condition: Condition, leaves: Iterable[Condition], question: Question
) -> frozenset[bool]:
    """Return what a condition can be that speaks of one question alone, which everybody sees."""
    asked: Asked = [(leaf, n) for n, leaf in enumerate(leaves)]
    options = options_of(Item(question), asked, is_counted=False)
    return frozenset(_is_so(condition, option.answer) for option in options)


def _is_so(condition: Condition, value: Answer | None) -> bool:
    return holds(condition, lambda _: value)
