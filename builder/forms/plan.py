"""What a walk over all answers asks, in which order, and what each answer does to its state."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from math import gcd
from typing import Final, NamedTuple, TypeAlias

from builder.forms.answer import Answer
from builder.forms.comparison import Names
from builder.forms.condition import leaves_of
from builder.forms.counter import Counter, Known
from builder.forms.options import Asked, Option, TooLargeError, nothing_to, option_of, options_of
from builder.forms.score import Item, items_of
from builder.model import Condition, MatrixQuestion, Question, Score

_MOST_WORK: Final = 800_000
"""Steps, sums and answers that are gone through for one form in all: a few seconds."""
_MOST_SUMS: Final = 1 << 18
"""Sums, or combinations of several scores' sums, beyond these are not gone through."""

Key: TypeAlias = tuple[object, ...]
"""What two comparisons share that say the same."""


class Move(NamedTuple):
    """Answers that lead to the same state, and what each adds to the index of the sums."""

    options: tuple[Option, ...]
    shifts: tuple[int, ...]
    truths: int
    """The bits of what the answers make true, as far as it still matters."""

    def add_to(self, sums: int) -> int:
        """Return the sums after any of the answers."""
        after = 0
        for shift in self.shifts:
            after |= sums << shift
        return after


class Step(NamedTuple):
    """One item that is asked, unless its question's condition hides it."""

    item: Item
    when: Condition | None
    moves: tuple[Move, ...]
    hidden: Move | None
    """What it does to be hidden; None for a question that always is shown."""
    live: int
    """The bits of the comparisons that can still matter afterwards."""
    tracked_by: tuple[int, ...]
    """The places of the scores that count it and keep more of it than a sum."""
    left: tuple[int, ...]
    """For every score, how many items are still to be asked afterwards."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a walk is to find out.

    `before` stops it at a question: what stands there or later has not been answered. `given`
    fixes the answers of some questions, which are then shown. `is_free` takes every question as
    shown.
    """

    conditions: tuple[Condition, ...] = ()
    scores: tuple[Score, ...] = ()
    before: str | None = None
    given: Mapping[str, Answer] = field(default_factory=dict)
    is_free: bool = False


@dataclass(slots=True)
class Memory:
    """What several walks over the same form need not work out again, and how much they worked."""

    options: dict[tuple[str, str | None, bool], tuple[Option, ...]] = field(default_factory=dict)
    values: dict[str, Known] = field(default_factory=lambda: defaultdict(dict))
    work: int = 0

    def spend(self, work: int) -> None:
        """Note work that is done; raise TooLargeError when it is too much for one form."""
        self.work += work
        if self.work > _MOST_WORK:
            raise TooLargeError


class Plan:
    """The steps of a walk over those questions that a query depends on, and no others.

    Raise TooLargeError where there is too much to go through.
    """

    def __init__(self, names: Names, query: Query, memory: Memory) -> None:
        self._names, self._query, self._memory = names, query, memory
        self._end = names.order.get(query.before or "", len(names.order))
        asked, counted = self._closure()
        self._whens = {} if query.is_free else _whens(names, asked)
        conditions = (*query.conditions, *self._whens.values())
        self.bits = _number(conditions)
        about = self._comparisons(conditions)
        scores = [names.scores[name] for name in counted]
        items = [sum(1 for _ in items_of(score, names.questions)) for score in scores]
        shown = [item for name in asked for item in _items(names.questions[name])]
        options = [self._options(item, about[item.question.id, item.row], scores) for item in shown]
        memory.spend(sum(map(len, options)))
        self.counters = tuple(self._counters(scores, items, shown, options))
        self.start = tuple(items)
        self.steps = tuple(self._steps(shown, options, about, items))

    def _closure(self) -> tuple[list[str], list[str]]:
        """Return the questions and the scores that the query depends on, in their order."""
        names, order = self._names, self._names.order
        asked, counted = set[str](), {score.id for score in self._query.scores}
        named = {*self._query.given, *(name for one in counted for name in names.scores[one].of)}
        waiting = [*self._query.conditions]
        while waiting or named - asked:
            new, asked = named - asked, asked | named
            if not self._query.is_free:
                waiting += _whens(names, [name for name in new if self._is_asked(name)]).values()
            for condition in waiting:
                for leaf in leaves_of((), condition):
                    named |= {leaf.condition.question or ""}
                    score = names.scores.get(leaf.condition.score or "")
                    if score and score.id not in counted:
                        counted.add(score.id)
                        named |= {*score.of}
            waiting = []
        shown = sorted(filter(self._is_asked, asked), key=order.__getitem__)
        return shown, [name for name in names.scores if name in counted]

    def _is_asked(self, name: str) -> bool:
        return self._names.order.get(name, self._end) < self._end

    def _comparisons(
        self, conditions: Iterable[Condition]
    ) -> Mapping[tuple[str, str | None], Asked]:
        """Return the comparisons that speak of each item: of a matrix as a whole, all its rows."""
        found: dict[tuple[str, str | None], dict[int, Condition]] = defaultdict(dict)
        for condition in conditions:
            for leaf in leaves_of((), condition):
                name = leaf.condition.question or ""
                for item in _items(self._names.questions[name]) if self._is_asked(name) else ():
                    if leaf.condition.row in {None, item.row}:
                        bit = self.bits[key_of(leaf.condition)]
                        found[item.question.id, item.row][bit] = leaf.condition
        return defaultdict(
            tuple,
            {
                item: tuple((leaf, bit) for bit, leaf in leaves.items())
                for item, leaves in found.items()
            },
        )

    def _options(self, item: Item, about: Asked, scores: Sequence[Score]) -> tuple[Option, ...]:
        name = item.question.id
        if name in self._query.given:
            return (option_of(item, self._query.given[name], about),)
        is_counted = any(name in score.of for score in scores)
        if about:
            return options_of(item, about, is_counted=is_counted)
        key = (name, item.row, is_counted)
        if key not in self._memory.options:
            self._memory.options[key] = options_of(item, about, is_counted=is_counted)
        return self._memory.options[key]

    def _counters(
        self,
        scores: Sequence[Score],
        items: Sequence[int],
        shown: Sequence[Item],
        options: Sequence[tuple[Option, ...]],
    ) -> Iterator[Counter]:
        """Yield the scores, each that adds with its place among the bits."""
        stride = 1
        for score, count in zip(scores, items, strict=True):
            counter = Counter.of(score, count, self._memory.values[score.id], stride)
            if counter.adds:
                points = [
                    {0, *(counter.gives(one) or 0 for one in some)}
                    for item, some in zip(shown, options, strict=True)
                    if item.question.id in score.of
                ]
                apart = [one - min(some) for some in points for one in some]
                unit = reduce(gcd, apart, 0) or 1
                span = sum(max(some) - min(some) for some in points) // unit + 1
                lowest = sum(min(some) for some in points)
                counter = replace(counter, lowest=lowest, unit=unit, span=span)
                stride *= span
            if stride > _MOST_SUMS:
                raise TooLargeError
            yield counter

    def _steps(
        self,
        shown: Sequence[Item],
        options: Sequence[tuple[Option, ...]],
        about: Mapping[tuple[str, str | None], Asked],
        items: Sequence[int],
    ) -> Iterator[Step]:
        """Yield the steps, each with the comparisons that are still needed after it."""
        live = self._live_after(shown)
        left = [*items]
        for item, some, alive in zip(shown, options, live, strict=True):
            name = item.question.id
            counted_by = [n for n, one in enumerate(self.counters) if name in one.score.of]
            for n in counted_by:
                left[n] -= 1
            counters = [self.counters[n] for n in counted_by]
            when, hidden = self._whens.get(name), None
            if when is not None and name not in self._query.given:
                nothing = nothing_to(about[name, item.row])
                hidden = _moves([nothing], counters, alive, some)[0]
            tracked_by = tuple(n for n in counted_by if self.counters[n].is_tracked)
            moves = tuple(_moves(some, counters, alive))
            yield Step(item, when, moves, hidden, alive, tracked_by, tuple(left))

    def _live_after(self, shown: Sequence[Item]) -> list[int]:
        """Return for each item the bits that are looked at after it."""
        live = [self._mask(self._query.conditions)]
        for item in reversed(shown):
            when = self._whens.get(item.question.id)
            live.append(live[-1] | (self._mask((when,)) if when else 0))
        return live[-2::-1]

    def _mask(self, conditions: Iterable[Condition]) -> int:
        bits = 0
        for condition in conditions:
            for leaf in leaves_of((), condition):
                if leaf.condition.question:
                    bits |= 1 << self.bits[key_of(leaf.condition)]
        return bits


def key_of(leaf: Condition) -> Key:
    """Return what two comparisons share that say the same; `answered: false` is `answered`."""
    value = True if leaf.operator == "answered" else getattr(leaf, leaf.operator)
    return (leaf.question, leaf.row, leaf.operator, value)


def _number(conditions: Iterable[Condition]) -> dict[Key, int]:
    keys = (
        key_of(leaf.condition)
        for condition in conditions
        for leaf in leaves_of((), condition)
        if leaf.condition.question
    )
    return {key: bit for bit, key in enumerate(dict.fromkeys(keys))}


def _whens(names: Names, questions: Iterable[str]) -> dict[str, Condition]:
    """Return the conditions of some questions."""
    found = ((name, names.questions[name].when) for name in questions)
    return {name: when for name, when in found if when is not None}


def _items(question: Question) -> Iterator[Item]:
    if isinstance(question, MatrixQuestion):
        yield from (Item(question, row.id) for row in question.rows)
    else:
        yield Item(question)


def _moves(
    options: Sequence[Option],
    counters: Sequence[Counter],
    live: int,
    among: Sequence[Option] = (),
) -> list[Move]:
    """Return what each answer does, like ones together; points are counted from the lowest."""
    if not counters:
        unlike = {one.truths & live: one for one in options}
        return [Move((one,), (0,), truths) for truths, one in unlike.items()]
    gives = [[counter.gives(option) for option in options] for counter in counters]
    lowest = [
        min(0, *(counter.gives(one) or 0 for one in among or options), 0) for counter in counters
    ]
    found: dict[tuple[object, ...], list[tuple[Option, int]]] = {}
    for n, option in enumerate(options):
        shift = 0
        kind: tuple[object, ...] = (option.truths & live,)
        for counter, given, low in zip(counters, gives, lowest, strict=True):
            points = given[n]
            if counter.adds:
                shift += ((points or 0) - low) // counter.unit * counter.stride
                kind += (points is None,)
            else:
                kind += (points,)
        found.setdefault(kind, []).append((option, shift))
    return [
        Move(
            tuple(one for one, _ in same),
            tuple(shift for _, shift in same),
            same[0][0].truths & live,
        )
        for same in found.values()
    ]
