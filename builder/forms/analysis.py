"""What is true of a form whatever is answered: decided exactly, or said to be too large."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Final

from builder.forms.answer import Answer, steps_of, values_of
from builder.forms.comparison import Names
from builder.forms.condition import compare, leaves_of
from builder.forms.decide import Decider, truths_among
from builder.forms.options import TooLargeError, options_of
from builder.forms.pattern import LONGEST, compiled
from builder.forms.plan import Query
from builder.forms.reach import Walk
from builder.forms.score import Item, items_of, points_of_values
from builder.model import (
    Band,
    Condition,
    Form,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    ScaleQuestion,
    Score,
    TextQuestion,
)
from builder.problem import Pointer

NEVER: Final = frozenset({False})
ALWAYS: Final = frozenset({True})


class Analysis:
    """One form, and what was found out about all answers to it.

    Nothing is worked out before it is asked for. What is not decided, because a part of it is at
    fault in another way or because there is too much to go through, is None; `too_large` then
    tells whether it was the latter.
    """

    def __init__(self, form: Form) -> None:
        self.form = form
        self.names = Names(form)
        self._truths: dict[tuple[int, str | None, bool], frozenset[bool] | None] = {}
        self._values: dict[str, frozenset[Decimal | None] | None] = {}
        self._countable: dict[str, bool] = {}
        self._held: dict[int, frozenset[bool] | None] = {}
        self.too_large: set[int] = set()
        """The ids, as of `id()`, of conditions and scores with too much to go through."""
        self._decider = Decider(
            self.names, [one.when for one in form.flags if self._is_decidable(one.when, None)]
        )

    def can_be(self, condition: Condition, before: str | None = None) -> frozenset[bool] | None:
        """Return whether a condition can be true, and can be false, at a question or in the end."""
        return self._decide(condition, before, is_free=False)

    def can_be_alone(
        self, condition: Condition, before: str | None = None
    ) -> frozenset[bool] | None:
        """Return the same, as if every question that it speaks of were shown to everybody."""
        return self._decide(condition, before, is_free=True)

    def _decide(
        self, condition: Condition, before: str | None, *, is_free: bool
    ) -> frozenset[bool] | None:
        key = (id(condition), before, is_free)
        if key not in self._truths:
            self._truths[key] = None
            if self._is_decidable(condition, before):
                self._truths[key] = self._work_out(condition, before, is_free=is_free)
        return self._truths[key]

    def _work_out(
        self, condition: Condition, before: str | None, *, is_free: bool
    ) -> frozenset[bool] | None:
        try:
            return self._decider.truths(condition, before, is_free=is_free)
        except TooLargeError:
            self.too_large.add(id(condition))
            return None

    def values(self, score: Score) -> frozenset[Decimal | None] | None:
        """Return every value that a score can have, None among them if it may have none."""
        if score.id not in self._values:
            self._values[score.id] = None
            if self._can_count(score):
                try:
                    self._values[score.id] = self._decider.values(score)
                except TooLargeError:
                    self.too_large.add(id(score))
        return self._values[score.id]

    def trace(self, query: Query) -> Walk:
        """Return a walk that can tell answers; raise TooLargeError if there are too many."""
        return self._decider.trace(query)

    def always(self, condition: Condition, given: Mapping[str, Answer]) -> bool | None:
        """Tell whether certain answers make a condition true, whatever else is answered."""
        if not self._is_decidable(condition, None):
            return None
        try:
            return self._decider.truths_given(condition, given) == ALWAYS
        except TooLargeError:
            return None

    def answers_to(
        self, question: Question, conditions: tuple[Condition, ...]
    ) -> tuple[Answer, ...]:
        """Return answers to a question that stand for all, as far as conditions speak of it."""
        leaves = [leaf.condition for one in conditions for leaf in leaves_of((), one)]
        asked = [(leaf, n) for n, leaf in enumerate(leaves) if leaf.question == question.id]
        try:
            options = options_of(Item(question), asked, is_counted=False)
        except TooLargeError:  # told where the comparisons stand
            return ()
        return tuple(option.answer for option in options if option.answer is not None)

    def holds_for(self, leaf: Condition) -> frozenset[bool] | None:
        """Return whether a comparison can be true, and false, of what has an answer or a value."""
        if id(leaf) not in self._held:
            self._held[id(leaf)] = self._find_held(leaf)
        return self._held[id(leaf)]

    def _find_held(self, leaf: Condition) -> frozenset[bool] | None:
        if self.names.wrong_in(leaf, None) is not None:
            return None
        if leaf.score is not None:
            values = self.values(self.names.scores[leaf.score])
            there = values and values - {None}
            return truths_among(there, lambda value: compare(leaf, value)) if there else None
        question = self.names.questions[leaf.question or ""]
        if question.id in self._impossible:
            return None
        item = Item(question, leaf.row)
        try:
            options = options_of(item, [(leaf, 0)], is_counted=False)
        except TooLargeError:
            return None
        return frozenset(bool(one.truths) for one in options if one.answer is not None)

    @cached_property
    def never_shown(self) -> frozenset[str]:
        """The questions that no answers make appear."""
        return frozenset(
            question.id
            for _, question in self.form.walk()
            if question.when and self.can_be(question.when, question.id) == NEVER
        )

    @cached_property
    def _impossible(self) -> frozenset[str]:
        """The questions of which nothing can be said: none fits, or who sees them is unclear."""
        found: set[str] = set()
        for _, question in self.form.walk():
            leaves = leaves_of((), question.when) if question.when else ()
            asked = {name for leaf in leaves for name in self.names.asked_by(leaf.condition)}
            unclear = question.when and not self.names.is_sound(question.when, question.id)
            if unclear or asked & found or not has_answers(question):
                found.add(question.id)
        return frozenset(found)

    def _is_decidable(self, condition: Condition, before: str | None) -> bool:
        if not self.names.is_sound(condition, before):
            return False
        for leaf in leaves_of((), condition):
            if self._impossible & {*self.names.asked_by(leaf.condition)}:
                return False
            score = self.names.scores.get(leaf.condition.score or "")
            if score and not self._can_count(score):
                return False
        return True

    def _can_count(self, score: Score) -> bool:
        if score.id not in self._countable:
            self._countable[score.id] = all(self._is_countable(name, score) for name in score.of)
        return self._countable[score.id]

    def _is_countable(self, name: str, score: Score) -> bool:
        question = self.names.questions.get(name)
        if question is None or name in self._impossible or len(set(score.of)) < len(score.of):
            return False
        return score.method == "count" or gives_points(question)

    def may_reach(self, score: Score, band: Band) -> bool:
        """Tell whether answers can lead to a band; they may where that is not decided."""
        if id(score) in self.too_large:
            return True
        values = self.values(score) or ()
        return any(value is not None and band.from_ <= value <= band.to for value in values)

    def may_be_true(self, condition: Condition) -> bool:
        """Tell whether a condition can be true; it may where that is not decided."""
        return True in (self.can_be(condition) or ()) or id(condition) in self.too_large

    def counts_unseen(self, score: Score) -> bool:
        """Tell whether a score counts a question that is never shown."""
        return bool(self.never_shown & {*score.of})

    @cached_property
    def undecided(self) -> tuple[Pointer, ...]:
        """Where something rests on what is too much to go through; once for each score."""
        found: list[Pointer] = []
        told: set[str] = set()
        for n, score in enumerate(self.form.scores):
            self.values(score)
            if score.bands and id(score) in self.too_large:
                told.add(score.id)
                found.append(("scores", n, "of"))
        whens = [((*at, "when"), one.when, one.id) for at, one in self.form.walk() if one.when]
        flags = [(("flags", n, "when"), one.when, None) for n, one in enumerate(self.form.flags)]
        for at, condition, before in (*whens, *flags):
            self.can_be(condition, before)
            scores = {leaf.condition.score for leaf in leaves_of((), condition)}
            if id(condition) in self.too_large and not scores & told:
                found.append(at)
        return tuple(found)

    def items(self, score: Score) -> tuple[Item, ...]:
        """Return what a score counts."""
        return tuple(items_of(score, self.names.questions))


def gives_points(question: Question) -> bool:
    """Tell whether some answer to a question is worth points."""
    if question.type in {"number", "scale"}:
        return True
    return any(points is not None for points in points_of_values(question).values())


def has_answers(question: Question) -> bool:
    """Tell whether a question's limits fit together and leave something to answer."""
    least, most = getattr(question, "min", None), getattr(question, "max", None)
    if isinstance(question, MultipleChoiceQuestion):
        least, most = question.min_choices or 1, question.max_choices
        return least <= len(values_of(question)) and (most is None or least <= most)
    if isinstance(question, TextQuestion):
        pattern = compiled(question.pattern) if question.pattern else None
        return pattern is None or pattern.least <= (question.max_characters or LONGEST)
    if least is None or most is None:
        return True
    if isinstance(question, NumberQuestion | ScaleQuestion):
        return bool(least < most and (most - least) % steps_of(question)[1] == 0)
    return bool(least <= most)
