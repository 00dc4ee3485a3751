"""What answers make of a form: what is shown, what is wrong, scores, bands and flags.

docs/forms.md says what each of these means; nothing here raises for any answers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from builder.forms.answer import Answer, Fault, UnfitError, read_answer
from builder.forms.condition import holds, operators_for
from builder.forms.score import (
    Item,
    Tally,
    band_of,
    items_of,
    points_of,
    points_of_values,
    value_of,
)
from builder.message import tell
from builder.model import Condition, Form, MatrixQuestion, Question, Score


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one item gave a score: its answer and its points, None for what is missing."""

    item: Item
    answer: Answer | None
    points: Decimal | None
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What answers come to.

    `shown` are ids of questions, in their order; `scores` and `bands` map the id of every score to
    its value and its band's id, or None; `flags` are the ids of those that are raised.
    """

    shown: tuple[str, ...]
    faults: tuple[Fault, ...]
    scores: Mapping[str, Decimal | None]
    bands: Mapping[str, str | None]
    flags: tuple[str, ...]
    contributions: Mapping[str, tuple[Contribution, ...]]


def evaluate(form: Form, answers: Mapping[str, object]) -> Outcome:
    """Return what answers come to, whatever they are; a wrong answer is a fault and no answer."""
    sheet = Sheet(form)
    for _, question in form.walk():
        sheet.ask(question, answers.get(question.id))
    sheet.refuse_unknown(answers)
    scores = {score.id: sheet.value(score) for score in form.scores}
    bands = {score.id: band_of(score, scores[score.id]) for score in form.scores}
    return Outcome(
        shown=tuple(sheet.shown),
        faults=tuple(sheet.faults),
        scores=scores,
        bands={name: band.id if band else None for name, band in bands.items()},
        flags=tuple(flag.id for flag in form.flags if holds(flag.when, sheet.asked_for)),
        contributions={score.id: tuple(sheet.contributions(score)) for score in form.scores},
    )


@dataclass(slots=True)
class Sheet:
    """A form that is being filled in, question by question in their order."""

    form: Form
    shown: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    _wrong: set[str] = field(default_factory=set)
    _questions: dict[str, Question] = field(init=False)
    _scores: dict[str, Score] = field(init=False)

    def __post_init__(self) -> None:
        self._questions = {question.id: question for _, question in self.form.walk()}
        self._scores = {score.id: score for score in self.form.scores}

    def ask(self, question: Question, given: object) -> None:
        """Show a question if its condition holds by now, and take the answer."""
        if question.when is not None and not holds(question.when, self.asked_for):
            return
        self.shown.append(question.id)
        try:
            answer = read_answer(question, given)
        except UnfitError as error:
            self._wrong.add(question.id)
            self.faults.append(Fault(question.id, error.message, error.row))
            return
        if answer is not None:
            self.answers[question.id] = answer
        self.faults += _missing(question, answer)

    def refuse_unknown(self, answers: Mapping[str, object]) -> None:
        """Say of every answer that no question asks for it."""
        for name in answers:
            if name not in self._questions:
                message = tell("the form has no question “{name}”", name=name)
                self.faults.append(Fault(str(name), message))

    def asked_for(self, leaf: Condition) -> Answer | None:
        """Return what a leaf of a condition speaks of, as it stands by now.

        A comparison that does not fit its question is given nothing, and so is never true.
        """
        if leaf.score is not None:
            score = self._scores.get(leaf.score)
            return self.value(score) if score else None
        question = self._questions.get(leaf.question or "")
        if question is None or leaf.operator not in operators_for(
            question, row=leaf.row is not None
        ):
            return None
        return Item(question, leaf.row).answer(self.answers)

    def value(self, score: Score) -> Decimal | None:
        """Return what a score comes to by now; None where a counted answer is wrong."""
        contributions = list(self.contributions(score))
        if any(one.is_wrong for one in contributions):
            return None
        return value_of(score, Tally.of([one.points for one in contributions]))

    def contributions(self, score: Score) -> Iterator[Contribution]:
        """Yield what each item gives a score."""
        for item in items_of(score, self._questions):
            answer = item.answer(self.answers)
            points = points_of(answer, points_of_values(item.question))
            if score.method == "count":
                points = None if answer is None else Decimal(1)
            yield Contribution(item, answer, points, item.question.id in self._wrong)


def _missing(question: Question, answer: Answer | None) -> Iterator[Fault]:
    if question.type == "info" or not question.required:
        return
    if isinstance(question, MatrixQuestion):
        given = answer if isinstance(answer, Mapping) else {}
        for row in question.rows:
            if row.id not in given:
                yield Fault(question.id, tell("this row must be answered"), row.id, is_missing=True)
    elif answer is None:
        yield Fault(question.id, tell("this question must be answered"), is_missing=True)
