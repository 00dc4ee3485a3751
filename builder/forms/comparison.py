"""What is wrong with one comparison, before anyone asks whether it can be true."""

from collections.abc import Iterator, Mapping
from enum import Enum, auto
from functools import cached_property

from builder.forms.answer import is_number, values_of
from builder.forms.condition import (
    leaves_of,
    named_values,
    number_in,
    operators_for,
)
from builder.model import Condition, Form, MatrixQuestion, Question, Score


class Wrong(Enum):
    """What can be wrong with a comparison; the first of these that is."""

    UNKNOWN_QUESTION = auto()
    UNKNOWN_SCORE = auto()
    UNFIT_ROW = auto()
    UNKNOWN_ROW = auto()
    CIRCULAR = auto()
    LATER = auto()
    OPERATOR = auto()
    VALUE = auto()


class Names:
    """The questions and scores of a form by their ids, and what depends on what."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.questions: Mapping[str, Question] = {q.id: q for _, q in form.walk()}
        self.scores: Mapping[str, Score] = {score.id: score for score in form.scores}
        self.order: Mapping[str, int] = {name: n for n, name in enumerate(self.questions)}
        """The place of each question in the form."""

    def is_later(self, name: str, asked_at: str) -> bool:
        """Tell whether a question stands at another one, or after it."""
        return self.order[name] >= self.order[asked_at]

    @cached_property
    def _waits_for(self) -> Mapping[str, frozenset[str]]:
        """Which questions the condition of each one speaks of, or counts."""
        return {
            name: frozenset(self._spoken_of(question.when)) if question.when else frozenset()
            for name, question in self.questions.items()
        }

    def _spoken_of(self, condition: Condition) -> Iterator[str]:
        for leaf in leaves_of((), condition):
            yield from self.asked_by(leaf.condition)

    def asked_by(self, leaf: Condition) -> tuple[str, ...]:
        """Return the questions that a comparison depends on: its own, or those of its score."""
        score = self.scores.get(leaf.score or "")
        names = score.of if score else (leaf.question or "",)
        return tuple(name for name in names if name in self.questions)

    def depends_on(self, name: str, other: str) -> bool:
        """Tell whether a question is shown or not, in the end, because of another one."""
        waiting, seen = [name], {name}
        while waiting:
            for one in self._waits_for[waiting.pop()]:
                if one == other:
                    return True
                if one not in seen:
                    seen.add(one)
                    waiting.append(one)
        return False

    def wrong_in(self, leaf: Condition, asked_at: str | None) -> Wrong | None:
        """Return what is wrong with a comparison in the condition of a question, or of a flag."""
        if leaf.score is not None:
            if leaf.score not in self.scores:
                return Wrong.UNKNOWN_SCORE
        elif wrong := self._wrong_question(leaf):
            return wrong
        if asked_at is not None and (wrong := self._wrong_order(leaf, asked_at)):
            return wrong
        return self._wrong_value(leaf)

    def _wrong_question(self, leaf: Condition) -> Wrong | None:
        question = self.questions.get(leaf.question or "")
        if question is None:
            return Wrong.UNKNOWN_QUESTION
        if leaf.row is not None:
            if not isinstance(question, MatrixQuestion):
                return Wrong.UNFIT_ROW
            if leaf.row not in {row.id for row in question.rows}:
                return Wrong.UNKNOWN_ROW
        return None

    def _wrong_order(self, leaf: Condition, asked_at: str) -> Wrong | None:
        later = [name for name in self.asked_by(leaf) if self.is_later(name, asked_at)]
        if any(name == asked_at or self.depends_on(name, asked_at) for name in later):
            return Wrong.CIRCULAR
        return Wrong.LATER if later else None

    def _wrong_value(self, leaf: Condition) -> Wrong | None:
        if leaf.score is not None:
            return None if all(map(_is_a_number, named_values(leaf))) else Wrong.VALUE
        question = self.questions[leaf.question or ""]
        if leaf.operator not in operators_for(question, row=leaf.row is not None):
            return Wrong.OPERATOR
        return Wrong.VALUE if self.unknown_values(leaf) else None

    def unknown_values(self, leaf: Condition) -> tuple[str, ...]:
        """Return the values of a comparison that can be no answer to its question."""
        question = self.questions.get(leaf.question or "")
        if question is None or is_number(question):
            return tuple(value for value in named_values(leaf) if not _is_a_number(value))
        return tuple(value for value in named_values(leaf) if value not in values_of(question))

    def is_sound(self, condition: Condition, asked_at: str | None) -> bool:
        """Tell whether every comparison of a condition can be judged."""
        return all(
            self.wrong_in(leaf.condition, asked_at) is None for leaf in leaves_of((), condition)
        )


def _is_a_number(value: str) -> bool:
    return number_in(value) is not None
