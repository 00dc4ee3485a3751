"""Answers around every cut-off of forms: as tables for people, and as JSON for machines."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby, pairwise
from typing import Any, Final, TypeAlias

from builder.forms import Boundary, Item
from builder.forms.boundary import Given
from builder.message import Message, mark, tell
from builder.model import exact
from builder.report.answers import TOTALS, Answers
from builder.report.blocks import Block, Cell, Heading, Line, Remark, Table, cells, note
from builder.report.proven import Bordered, Unread
from builder.report.unread import unread_blocks, unread_json

Json: TypeAlias = Any
_NO: Final = "–"


def boundary_blocks(
    bordered: Sequence[Bordered], unread: Sequence[Unread], language: str
) -> Iterator[Block]:
    """Yield the cut-offs of each form, and on both sides of each the answers that differ."""
    for one in bordered:
        if one.boundaries or one.unreached:
            yield from _form_blocks(one, Answers(one.form, language))
    bare = [one for one in bordered if not one.boundaries and not one.unreached]
    if bare:
        yield Heading(tell("Forms without cut-offs").in_language(language))
        for one in bare:
            yield Line(one.form.title, beside=one.path, style="dim", depth=1)
    yield from unread_blocks(unread, language)


def _form_blocks(bordered: Bordered, answers: Answers) -> Iterator[Block]:
    yield Heading(bordered.form.title, bordered.path)
    for (_, name, _), rows in _cuts(bordered):
        yield from _CutReport(name, rows, answers).blocks()
    for message in unreached_said(bordered, answers.voice.language):
        yield note(answers.say(message))


def unreached_said(bordered: Bordered, language: str) -> Iterator[Message]:
    """Yield that there are no answers around some cut-offs."""
    answers = Answers(bordered.form, language)
    for name in bordered.unreached:
        title = answers.score(name) if name in answers.scores else answers.question(name)
        yield tell(
            "“{name}” has cut-offs, but no answers around them were found: moment check says why",
            name=title,
        )


_Cut: TypeAlias = tuple[str, str, str]


def _cuts(bordered: Bordered) -> Iterator[tuple[_Cut, tuple[Boundary, ...]]]:
    """Yield the boundary examples of each cut-off: score or question, its id, the number."""

    def cut(one: Boundary) -> _Cut:
        return one.subject, one.name, exact(one.cut)

    for key, group in groupby(bordered.boundaries, key=cut):
        yield key, tuple(group)


class _CutReport:
    """The report of one cut-off: a column for each value around it."""

    def __init__(self, name: str, rows: Sequence[Boundary], answers: Answers) -> None:
        self._name, self._rows, self._answers = name, rows, answers
        self._is_score = rows[0].subject == "score"

    def blocks(self) -> Iterator[Block]:
        answers, first = self._answers, self._rows[0]
        title = answers.score(self._name) if self._is_score else answers.question(self._name)
        cut = answers.voice.number(first.cut)
        yield Heading(
            answers.say(tell("The cut-off {cut} of “{name}”", cut=cut, name=title)), level=2
        )
        word = TOTALS[answers.scores[self._name].method] if self._is_score else mark("Answer")
        head = (answers.word(word), *(answers.voice.number(one.value) for one in self._rows))
        differing, same = self._answered()
        results = (*self._bands(), *self._other_scores(), *self._flags())
        if results and differing:
            differing.insert(0, self._divider(answers.word(mark("Answers that differ:"))))
        yield Table(head, (*results, *differing), depth=1)
        if same:
            message = tell("In all of them: {answers}", answers="; ".join(same))
            yield Remark(answers.say(message), depth=1)

    def _row(self, label: str, said: Callable[[Boundary], str]) -> tuple[Cell, ...]:
        """Return a row of a table, in which what differs from the column before is marked."""
        texts = [said(one) for one in self._rows]
        new = [False, *(before != text for before, text in pairwise(texts))]
        return (Cell(label), *map(Cell, texts, new))

    def _divider(self, label: str) -> tuple[Cell, ...]:
        return cells(label, *("" for _ in self._rows))

    def _bands(self) -> Iterator[tuple[Cell, ...]]:
        if self._is_score and self._answers.scores[self._name].bands:
            yield self._row(
                self._answers.word(mark("Level")),
                lambda one: self._answers.band(self._name, one.outcome.bands[self._name]),
            )

    def _other_scores(self) -> Iterator[tuple[Cell, ...]]:
        """Yield the scores that these answers change besides."""
        for name in self._answers.scores:
            if name != self._name and len({one.outcome.scores[name] for one in self._rows}) > 1:
                yield self._row(self._answers.score(name), partial(self._score, name))

    def _score(self, name: str, one: Boundary) -> str:
        value = self._answers.value(one.outcome.scores[name])
        if not self._answers.scores[name].bands:
            return value
        return f"{value} ({self._answers.band(name, one.outcome.bands[name])})"

    def _flags(self) -> Iterator[tuple[Cell, ...]]:
        """Yield the flags that are raised in some column."""
        for name in self._answers.flags:
            if any(name in one.outcome.flags for one in self._rows):
                label = tell("Flag: {text}", text=self._answers.flag(name))
                yield self._row(self._answers.say(label), partial(self._raised, name))

    def _raised(self, name: str, one: Boundary) -> str:
        return self._answers.word(mark("raised")) if name in one.outcome.flags else _NO

    def _answered(self) -> tuple[list[tuple[Cell, ...]], list[str]]:
        """Return the answers that differ as rows of a table, and the others as words.

        The rows of a matrix stand under its question.
        """
        differing: list[tuple[Cell, ...]] = []
        same: list[str] = []
        matrix = ""
        for item in self._answers.items():
            if item.question.id == self._name and not self._is_score:
                continue
            label, *texts = self._row(self._answers.item(item), partial(self._given, item))
            if not any(cell.is_new for cell in texts):
                if item.question.id in self._rows[0].answers:
                    same.append(f"{label.text} – {texts[0].text}")
            elif item.row is None:
                differing.append((label, *texts))
            else:
                if item.question.id != matrix:
                    differing.append(self._divider(self._answers.question(item.question.id)))
                matrix = item.question.id
                differing.append((Cell(f"· {self._answers.row(item)}"), *texts))
        return differing, same

    def _given(self, item: Item, one: Boundary) -> str:
        if item.question.id in one.outcome.shown and item.question.id not in one.answers:
            return self._answers.word(mark("shown, no answer"))
        return self._answers.given(item, one.answers, one.outcome.shown)


def boundary_json(bordered: Sequence[Bordered], unread: Sequence[Unread]) -> Json:
    """Return answers around cut-offs as plain JSON (schemas/boundaries.schema.json)."""
    return {"forms": [_form_json(one) for one in bordered], "unread": unread_json(unread)}


def _form_json(bordered: Bordered) -> Json:
    return {
        "path": bordered.path,
        "form": bordered.form.id,
        "title": bordered.form.title,
        "cut-offs": [
            {
                "subject": subject,
                "name": name,
                "cut-off": cut,
                "examples": [_example_json(one) for one in rows],
            }
            for (subject, name, cut), rows in _cuts(bordered)
        ],
        "unreached": list(bordered.unreached),
    }


def _example_json(one: Boundary) -> Json:
    outcome = one.outcome
    return {
        "value": exact(one.value),
        "answers": {name: _answer_json(given) for name, given in one.answers.items()},
        "shown": list(outcome.shown),
        "scores": {
            name: None if value is None else exact(value) for name, value in outcome.scores.items()
        },
        "bands": dict(outcome.bands),
        "flags": list(outcome.flags),
    }


def _answer_json(given: Given) -> Json:
    match given:
        case str():
            return given
        case tuple():
            return list(given)
        case _:
            return dict(given)
