"""Examples: answers that are put to a form, and whether it gives what they say it should."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from builder.forms.answer import values_of
from builder.forms.comparison import Names
from builder.forms.evaluate import Outcome, evaluate
from builder.message import Message, tell
from builder.model import Example, Form, MatrixQuestion, exact
from builder.model.scalars import NO_VALUE
from builder.problem import Pointer


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What an example expects and does not get; `at` is counted from the example.

    `score` is the score that it is about, where it is about one.
    """

    at: Pointer
    expected: str
    got: str
    message: Message
    score: str | None = None


@dataclass(frozen=True, slots=True)
class Unfit:
    """A name in an example that the form does not have; `names` are those that it has."""

    at: Pointer
    name: str
    kind: str
    names: tuple[str, ...]
    on_key: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """An example that was run."""

    example: Example
    outcome: Outcome
    mismatches: tuple[Mismatch, ...]

    @property
    def holds(self) -> bool:
        """Tell whether the form gives all that the example expects."""
        return not self.mismatches


def prove(form: Form, example: Example) -> Proof:
    """Put an example's answers to a form and compare what comes of them."""
    outcome = evaluate(form, example.answers)
    return Proof(example, outcome, tuple(_mismatches(example, outcome)))


def unfit_names(names: Names, example: Example) -> Iterator[Unfit]:
    """Yield the names in an example that mean nothing in its form."""
    questions = tuple(names.questions)
    for name, given in example.answers.items():
        question = names.questions.get(name)
        if question is None:
            yield Unfit(("answers", name), name, "question", questions, on_key=True)
        elif isinstance(question, MatrixQuestion) and isinstance(given, Mapping):
            rows = tuple(row.id for row in question.rows)
            for row in given:
                if row not in rows:
                    yield Unfit(("answers", name, row), row, "row", rows, on_key=True)
        elif values_of(question) and name not in (example.expect.invalid or ()):
            yield from _unfit_values(name, given, values_of(question))
    yield from _unfit_expectation(names, example)


def _unfit_values(name: str, given: object, values: tuple[str, ...]) -> Iterator[Unfit]:
    if isinstance(given, str) and given not in values:
        yield Unfit(("answers", name), given, "choice", values)
    elif isinstance(given, tuple):
        for n, one in enumerate(given):
            if one not in values:
                yield Unfit(("answers", name, n), one, "choice", values)


def _unfit_expectation(names: Names, example: Example) -> Iterator[Unfit]:
    expect, scores = example.expect, tuple(names.scores)
    yield from _unfit_lists(names, example)
    for key in ("scores", "bands"):
        for name in getattr(expect, key):
            if name not in scores:
                yield Unfit(("expect", key, name), name, "score", scores, on_key=True)
    for name, band in expect.bands.items():
        bands = tuple(one.id for one in names.scores[name].bands) if name in scores else (band,)
        if band not in {*bands, NO_VALUE}:
            yield Unfit(("expect", "bands", name), band, "band", bands)


def _unfit_lists(names: Names, example: Example) -> Iterator[Unfit]:
    questions, flags = tuple(names.questions), tuple(flag.id for flag in names.form.flags)
    for key, kind, there in (
        ("shown", "question", questions),
        ("hidden", "question", questions),
        ("invalid", "question", questions),
        ("flags", "flag", flags),
    ):
        for n, name in enumerate(getattr(example.expect, key) or ()):
            if name not in there:
                yield Unfit(("expect", key, n), name, kind, there)


def _mismatches(example: Example, outcome: Outcome) -> Iterator[Mismatch]:
    yield from _wrong_answers(example, outcome)
    expect = example.expect
    for key, is_shown in (("shown", True), ("hidden", False)):
        for n, name in enumerate(getattr(expect, key)):
            if (name in outcome.shown) is not is_shown:
                text = (
                    tell("“{name}” should be shown, but is not", name=name)
                    if is_shown
                    else tell("“{name}” should not be shown, but is", name=name)
                )
                got = "hidden" if is_shown else "shown"
                yield Mismatch(("expect", key, n), key, got, text)
    for name, value in expect.scores.items():
        if outcome.scores.get(name) != value:
            yield _differs(
                ("expect", "scores", name), name, _said(value), _said(outcome.scores.get(name))
            )
    for name, band in expect.bands.items():
        got = outcome.bands.get(name) or NO_VALUE
        if got != band:
            yield _differs(("expect", "bands", name), name, band, got)
    yield from _wrong_flags(example, outcome)


def _wrong_answers(example: Example, outcome: Outcome) -> Iterator[Mismatch]:
    """Yield where just other answers are wrong or missing than the example says.

    An example that says nothing of it may leave questions unanswered.
    """
    expected = example.expect.invalid
    faults = [fault for fault in outcome.faults if expected is not None or not fault.is_missing]
    wrong = {fault.question: fault for fault in faults}
    for n, name in enumerate(expected or ()):
        if name not in wrong:
            message = tell("the answer to “{name}” should be wrong, but is accepted", name=name)
            yield Mismatch(("expect", "invalid", n), "invalid", "valid", message)
    for name, fault in wrong.items():
        if name not in (expected or ()):
            at: Pointer = ("answers", name) if expected is None else ("expect", "invalid")
            message = tell(
                "the answers cannot be given: “{name}”: {reason}", name=name, reason=fault.message
            )
            yield Mismatch(at, "valid", "invalid", message)


def _differs(at: Pointer, name: str, expected: str, got: str) -> Mismatch:
    message = tell(
        "“{name}” should be {expected}, but is {got}", name=name, expected=expected, got=got
    )
    return Mismatch(at, expected, got, message, name)


def _wrong_flags(example: Example, outcome: Outcome) -> Iterator[Mismatch]:
    if example.expect.flags is None:
        return
    for n, name in enumerate(example.expect.flags):
        if name not in outcome.flags:
            message = tell("the flag “{name}” should be raised, but is not", name=name)
            yield Mismatch(("expect", "flags", n), name, NO_VALUE, message)
    for name in outcome.flags:
        if name not in example.expect.flags:
            message = tell("the flag “{name}” is raised, but should not be", name=name)
            yield Mismatch(("expect", "flags"), NO_VALUE, name, message)


def _said(value: Decimal | None) -> str:
    return NO_VALUE if value is None else exact(value)
