"""What became of the examples of forms: for people, and as JSON for machines."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Final, TypeAlias

from builder.forms import Contribution, Item, Mismatch
from builder.forms.condition import leaves_of
from builder.message import Message, mark, tell, tell_number
from builder.model import Condition
from builder.rendition.form import numbers_of
from builder.rendition.score import score_views
from builder.report.answers import TOTALS, Answers
from builder.report.blocks import Block, Cell, Heading, Line, Remark, Table, bad, cells, good, note
from builder.report.proven import Tested, Tried, Unread
from builder.report.unread import unread_blocks
from builder.report.words import capital

Json: TypeAlias = Any
_ANSWER: Final = mark("Answer")
_MISSING: Final = "–"


def proof_blocks(
    tested: Sequence[Tested], unread: Sequence[Unread], language: str
) -> Iterator[Block]:
    """Yield the report of a test: form by form, then what no example speaks of, and the sum."""
    for one in tested:
        if one.tried:
            yield from _FormReport(one, language).blocks()
    yield from _without_examples(tested, language)
    yield from unread_blocks(unread, language)
    for message, style in _summary(tested, unread):
        yield Line(message.in_language(language), style=style)


class _FormReport:
    """The report of one form, in one language."""

    def __init__(self, tested: Tested, language: str) -> None:
        self._tested = tested
        self._answers = Answers(tested.form, language)

    def blocks(self) -> Iterator[Block]:
        form = self._tested.form
        yield Heading(form.title, self._tested.path)
        for one in self._tested.tried:
            if one.holds:
                yield good(one.proof.example.title)
            else:
                yield from self._failing(one)
        yield from self._unproved()

    def _failing(self, one: Tried) -> Iterator[Block]:
        line = self._say(tell("line {n}", n=one.line))
        yield bad(one.proof.example.title, line)
        if one.unfit:  # nothing else is worth saying of an example that is about something else
            for stray in one.unfit:
                yield Line(capital(self._say(stray.message)), style="bold", depth=2)
            return
        for message in self._differences(one):
            yield Line(capital(self._say(message)), style="bold", depth=2)
        scores = dict.fromkeys(m.score for m in one.proof.mismatches if m.score)
        for name in scores:
            yield from self._counted(one, name)
        conditions = (self._condition(mismatch) for mismatch in one.proof.mismatches)
        asked = self._asked(one, [condition for condition in conditions if condition])
        if asked:
            head = (self._word(mark("What it depends on")), self._word(_ANSWER))
            yield Table(head, tuple(asked), depth=2)

    def _say(self, message: Message) -> str:
        return self._answers.say(message)

    def _word(self, text: str) -> str:
        return self._answers.word(text)

    def _differences(self, one: Tried) -> Iterator[Message]:
        """Yield what differs from what was expected, in the author's words."""
        for mismatch in one.proof.mismatches:
            values = dict(mismatch.message.values)
            values |= self._words(one, mismatch)
            yield replace(mismatch.message, values=tuple(values.items()))

    def _words(self, one: Tried, mismatch: Mismatch) -> dict[str, str]:
        """Return the words for the ids in what is said of a mismatch."""
        answers, outcome = self._answers, one.proof.outcome
        expect = one.proof.example.expect
        match mismatch.at:
            case ("expect", "scores", str(name)):
                expected, got = expect.scores[name], outcome.scores.get(name)
                words = {"expected": answers.value(expected), "got": answers.value(got)}
                return {"name": answers.score(name), **words}
            case ("expect", "bands", str(name)):
                expected_band = answers.quoted_band(name, expect.bands[name])
                got_band = answers.quoted_band(name, outcome.bands.get(name))
                return {"name": answers.score(name), "expected": expected_band, "got": got_band}
            case ("expect", "flags", *_):
                return {"name": answers.flag(_name_in(mismatch))}
            case _:
                return {"name": answers.question(_name_in(mismatch))}

    def _counted(self, one: Tried, name: str) -> Iterator[Block]:
        """Yield the table of what each answer gave a score."""
        outcome, answers = one.proof.outcome, self._answers
        parts = outcome.contributions.get(name, ())
        if not parts:
            return
        head = (answers.score(name), self._word(_ANSWER), self._word(mark("Points")))
        total = (
            self._word(TOTALS[answers.scores[name].method]),
            self._given(parts),
            answers.value(outcome.scores[name]),
        )
        rows = (*self._contributions(parts, outcome.shown), cells(*total))
        yield Table(head, rows, depth=2, numbers=True, total=True)
        if any(part.points is None for part in parts):
            views = score_views(answers.form, numbers_of(answers.form), answers.voice)
            missing = next(view.missing for view in views if view.score.id == name)
            yield Remark(missing, depth=2)

    def _given(self, parts: Sequence[Contribution]) -> str:
        given = sum(part.points is not None for part in parts)
        if given == len(parts):
            return ""
        return self._say(tell("{given} of {n} counted", given=given, n=len(parts)))

    def _contributions(
        self, parts: Sequence[Contribution], shown: tuple[str, ...]
    ) -> Iterator[tuple[Cell, ...]]:
        """Yield a row for each item; the rows of a matrix stand under its question."""
        answers = self._answers
        for name, group in groupby(parts, key=lambda part: part.item.question.id):
            members = list(group)
            if members[0].item.row:
                yield cells(answers.question(name), "", "")
            for part in members:
                points = _MISSING if part.points is None else answers.voice.number(part.points)
                label = f"· {answers.row(part.item)}" if part.item.row else answers.question(name)
                yield cells(label, answers.counted(part, shown), points)

    def _condition(self, mismatch: Mismatch) -> Condition | None:
        """Return the condition that decides what a mismatch is about, if one does."""
        name = _name_in(mismatch)
        match mismatch.at:
            case ("expect", "flags", *_):
                return self._answers.flags[name].when
            case ("expect", "shown" | "hidden", *_):
                return self._answers.questions[name].when
            case _:
                return None

    def _asked(self, one: Tried, conditions: Sequence[Condition]) -> list[tuple[Cell, ...]]:
        """Return a row for each question and score that some conditions speak of."""
        answers, outcome = self._answers, one.proof.outcome
        found: dict[str, str] = {}
        for leaf in (leaf.condition for when in conditions for leaf in leaves_of((), when)):
            if leaf.score:
                found[answers.score(leaf.score)] = answers.value(outcome.scores.get(leaf.score))
            elif leaf.question in answers.questions:
                item = Item(answers.questions[leaf.question], leaf.row)
                given = answers.given(item, one.proof.example.answers, outcome.shown)
                found[answers.item(item)] = given
        return [cells(*pair) for pair in found.items()]

    def _unproved(self) -> Iterator[Block]:
        """Yield the bands and flags that no example shows at work."""
        bands = [
            self._say(tell("the band “{text}”", text=self._answers.band(*pair)))
            for pair, is_proved in self._tested.bands.items()
            if not is_proved
        ]
        flags = [
            self._say(tell("the flag “{text}”", text=self._answers.flag(name)))
            for name, is_proved in self._tested.flags.items()
            if not is_proved
        ]
        if bands or flags:
            message = tell("No example shows {names}", names=", ".join([*bands, *flags]))
            yield note(self._say(message))


def _name_in(mismatch: Mismatch) -> str:
    """Return the id that a mismatch is about."""
    return str(dict(mismatch.message.values)["name"])


def _without_examples(tested: Sequence[Tested], language: str) -> Iterator[Block]:
    bare = [one for one in tested if not one.tried]
    if bare:
        yield Heading(tell("Forms without examples").in_language(language))
        for one in bare:
            yield note(one.form.title, one.path)


def _summary(tested: Sequence[Tested], unread: Sequence[Unread]) -> Iterator[tuple[Message, str]]:
    """Yield how much was tested and whether it holds, each line with its style."""
    tried = [one for form in tested for one in form.tried]
    failing = sum(not one.holds for one in tried)
    forms = tell_number("{n} form", "{n} forms", len(tested))
    examples = tell_number("{n} example", "{n} examples", len(tried))
    if failing:
        message = tell_number(
            "{forms}, {examples}: {n} does not hold.",
            "{forms}, {examples}: {n} do not hold.",
            failing,
            forms=forms,
            examples=examples,
        )
        yield message, "bold red"
    elif tried:
        yield tell("{forms}, {examples}: all hold.", forms=forms, examples=examples), "green"
    elif tested:
        yield tell("{forms} without examples: nothing was tried.", forms=forms), "bold"
    elif not unread:
        yield tell("There are no forms here: nothing was tried."), "bold"
    if unread:
        message = tell_number("{n} form cannot be read.", "{n} forms cannot be read.", len(unread))
        yield message, "bold red"
    bands = [proved for form in tested for proved in form.bands.values()]
    flags = [proved for form in tested for proved in form.flags.values()]
    counts = ((mark("bands {n} of {all}"), bands), (mark("flags {n} of {all}"), flags))
    parts = [tell(text, n=sum(some), all=len(some)) for text, some in counts if some]
    if len(parts) > 1:
        parts = [tell("{first}, {last}", first=parts[0], last=parts[1])]
    for part in parts:
        yield tell("With an example that holds: {parts}.", parts=part), ""
