"""Everything that answers can make of a form, exactly: one walk over all of them at once.

The questions are gone through in their order, as a resident meets them. What has been answered is
kept only as far as it can still matter: which comparisons are true, and what each score has
counted. Answers that agree in that are one state, so a form of twenty questions has a few hundred
states where it has 4²⁰ ways to be answered. The sums of a state are the bits of one whole number:
to answer with `p` points shifts them all by `p` at once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final, TypeAlias

from builder.forms.answer import Answer
from builder.forms.comparison import Names
from builder.forms.condition import Truth, compare, least, opposite
from builder.forms.options import Option, TooLargeError
from builder.forms.plan import Key, Memory, Move, Plan, Query, Step, key_of
from builder.forms.score import Item, in_decimals
from builder.model import Condition, Score

_MOST_WORK: Final = 400_000
"""Steps between states, and sums looked at, beyond which a walk is given up: a few seconds."""
_SUMS_AT_ONCE: Final = 12
"""Shifting 2 to this many sums costs about as much as a step."""


State: TypeAlias = tuple[int, tuple[int, ...], tuple[int | None, ...]]
"""What answers so far have in common, but for their sums: bit n of the first says that comparison
n is true; then, for every score, how many answers were given (as far as it matters) and the extreme
of their points.
"""
States: TypeAlias = dict[State, int]
"""Which sums are reached in each state: bit n for the n-th."""
Value: TypeAlias = Callable[[str], Decimal | None]
Test: TypeAlias = Callable[[int, Value | None], Truth]
"""A condition put to a state's truths and scores; undecided as long as no scores are told."""


class Walk:
    """A walk over all answers that a query depends on; raise TooLargeError if too many.

    Only a walk that is traced keeps its way, so that answers can be told that lead to its end.
    """

    def __init__(
        self, names: Names, query: Query, memory: Memory, *, is_traced: bool = False
    ) -> None:
        self._plan = Plan(names, query, memory)
        self._tests: dict[int, Test] = {}
        self._memory, self._work = memory, 0
        self._places = {one.score.id: n for n, one in enumerate(self._plan.counters)}
        nothing: State = (0, (0,) * len(self._places), (None,) * len(self._places))
        self._layers: list[States] = [{nothing: 1}]
        self._left = self._plan.start
        for step in self._plan.steps:
            after = self._take(step, self._layers[-1])
            self._layers = [*self._layers, after] if is_traced else [after]
            self._left = step.left

    def _take(self, step: Step, before: States) -> States:
        """Return the states after one more item."""
        after: States = {}
        for state, sums in before.items():
            shown, hidden = (sums, 0) if step.when is None else self._split(step.when, state, sums)
            if shown:
                for move in step.moves:
                    self._count(len(move.shifts), shown, step.item)
                    key = self._next(state, step, move)
                    after[key] = after.get(key, 0) | move.add_to(shown)
            if hidden and step.hidden:
                key = self._next(state, step, step.hidden)
                after[key] = after.get(key, 0) | step.hidden.add_to(hidden)
        return after

    def _count(self, times: int, sums: int, item: Item | None = None) -> None:
        """Count work done so many times on some sums; raise TooLargeError past the limit."""
        work = times * (1 + (sums.bit_length() >> _SUMS_AT_ONCE))
        self._work += work
        self._memory.spend(work)
        if self._work > _MOST_WORK:
            raise TooLargeError(item)

    def _next(self, state: State, step: Step, move: Move) -> State:
        truths, given, extremes = state
        truths = truths & step.live | move.truths
        if not step.tracked_by:
            return truths, given, extremes
        option = move.options[0]
        counts, ends = list(given), list(extremes)
        for at in step.tracked_by:
            counter = self._plan.counters[at]
            counts[at] = counter.count(counts[at], option, step.left[at])
            if not counter.adds:
                ends[at] = counter.extreme(ends[at], option)
        return truths, tuple(counts), tuple(ends)

    def _split(self, condition: Condition | None, state: State, sums: int) -> tuple[int, int]:
        """Return the sums of a state with which a condition holds, and the others."""
        if condition is None:
            return sums, 0
        test, truths = self._test(condition), state[0]
        decided = test(truths, None)
        if decided is not None:
            return (sums, 0) if decided else (0, sums)
        true = 0
        self._count(2 * sums.bit_count(), 0)
        for index in _indices(sums):
            if test(truths, self._values_in(state, index)):
                true |= 1 << index
        return true, sums & ~true

    def _values_in(self, state: State, index: int) -> Value:
        def value(name: str) -> Decimal | None:
            at = self._places.get(name)
            return None if at is None else self._value(at, state, index)

        return value

    def _value(self, at: int, state: State, index: int) -> Decimal | None:
        _, given, extremes = state
        return self._plan.counters[at].value(given[at], extremes[at], index, self._left[at])

    def _test(self, condition: Condition) -> Test:
        if id(condition) not in self._tests:
            self._tests[id(condition)] = _compile(condition, self._plan.bits)
        return self._tests[id(condition)]

    def truths(self, condition: Condition) -> frozenset[bool]:
        """Return what one of the conditions can be in the end: true, false, or either."""
        found: set[bool] = set()
        for state, sums in self._layers[-1].items():
            ends = sums & -sums | 1 << sums.bit_length() - 1
            for some in (ends, sums):  # the least and the greatest sum often tell all
                true, false = self._split(condition, state, some)
                found |= {True} if true else set()
                found |= {False} if false else set()
                if len(found) > 1:
                    return frozenset(found)
        return frozenset(found)

    def values(self, score: Score) -> frozenset[Decimal | None]:
        """Return every value that one of the scores can have in the end, None for no value."""
        at = self._places[score.id]
        alike: dict[tuple[int, int | None], int] = {}
        for (_, given, extremes), sums in self._layers[-1].items():
            key = (given[at], extremes[at])
            alike[key] = alike.get(key, 0) | sums
        counter, left = self._plan.counters[at], self._left[at]
        self._count(sum(sums.bit_count() for sums in alike.values()), 0)
        found: set[int | None] = set()
        for (count, extreme), sums in alike.items():
            found |= counter.whole_values(count, extreme, _indices(sums), left)
        return frozenset(in_decimals(score, whole) for whole in found)

    def _ends(self, score: Score) -> Iterator[tuple[Decimal | None, State, int]]:
        at = self._places[score.id]
        for state, sums in self._layers[-1].items():
            for index in _indices(sums):
                yield self._value(at, state, index), state, index

    def answers_for(
        self, score: Score, values: Iterable[Decimal]
    ) -> dict[Decimal, dict[Item, Answer]]:
        """Return for each of some values of a score answers that lead to it."""
        wanted, found = set(values), dict[Decimal, dict[Item, Answer]]()
        for value, state, index in self._ends(score):
            if value in wanted and value not in found and value is not None:
                found[value] = self._trace(state, index)
        return found

    def answers_when(self, condition: Condition) -> dict[Item, Answer] | None:
        """Return answers that make one of the conditions true, if there are any."""
        for state, sums in self._layers[-1].items():
            true, _ = self._split(condition, state, sums)
            if true:
                return self._trace(state, next(_indices(true)))
        return None

    def _trace(self, state: State, index: int) -> dict[Item, Answer]:
        """Return answers that lead to one of the last states, found from the end."""
        answers: dict[Item, Answer] = {}
        left_before = [self._plan.start, *(step.left for step in self._plan.steps)]
        left_in_the_end = self._left
        for n in range(len(self._plan.steps) - 1, -1, -1):
            self._left = left_before[n]
            step = self._plan.steps[n]
            option, state, index = self._step_back(step, self._layers[n], state, index)
            if option.answer is not None:
                answers[step.item] = option.answer
        self._left = left_in_the_end
        return answers

    def _step_back(
        self, step: Step, before: States, state: State, index: int
    ) -> tuple[Option, State, int]:
        for earlier, sums in before.items():
            shown, hidden = self._split(step.when, earlier, sums)
            moves = [(move, shown) for move in step.moves]
            moves += [(step.hidden, hidden)] if step.hidden else []
            for move, there in moves:
                if not there or self._next(earlier, step, move) != state:
                    continue
                for option, shift in zip(move.options, move.shifts, strict=True):
                    if index >= shift and there >> (index - shift) & 1:
                        return option, earlier, index - shift
        message = "every state was reached from one before it"
        raise AssertionError(message)


def _indices(sums: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set."""
    text = bin(sums)[:1:-1]
    at = text.find("1")
    while at >= 0:
        yield at
        at = text.find("1", at + 1)


def _compile(condition: Condition, bits: Mapping[Key, int]) -> Test:
    """Return a condition as a test of a state's truths and scores."""
    if condition.all_ is not None:
        every = [_compile(part, bits) for part in condition.all_]
        return lambda truths, value: least(test(truths, value) for test in every)
    if condition.any_ is not None:
        some = [_compile(part, bits) for part in condition.any_]
        return lambda truths, value: opposite(least(opposite(test(truths, value)) for test in some))
    if condition.not_ is not None:
        inner = _compile(condition.not_, bits)
        return lambda truths, value: opposite(inner(truths, value))
    if condition.score is not None:
        score = condition.score
        return lambda _, value: None if value is None else compare(condition, value(score))
    bit, wanted = bits[key_of(condition)], condition.answered is not False
    return lambda truths, _: bool(truths >> bit & 1) is wanted
