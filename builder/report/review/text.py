"""A review in a terminal."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from rich.text import Text

from builder.checks.page import visible
from builder.message import mark, tell
from builder.report.blocks import WIDEST, Block, Cell, Heading, Line, Remark, Table, cells, show
from builder.report.review.decisions import pasting
from builder.report.review.excerpt import excerpts
from builder.report.review.overview import Overview
from builder.report.review.tables import compared_forms, lix_rows, pair_head
from builder.report.review.words import SIGNS, Point, Words
from builder.review import Review, Told
from builder.terminal import Terminal

_STYLES: Final = {
    "first": "bold cyan",
    "major": "bold red",
    "decide": "bold yellow",
    "minor": "bold green",
    "none": "dim",
}
_MOST: Final = 400
"""Characters of a text before, and of one after."""


def show_review(review: Review, terminal: Terminal) -> None:
    """Write a review to a terminal."""
    overview = Overview(review, terminal.language)
    head: list[Block] = [Heading(overview.title), Line(overview.compared, style="dim")]
    show([*head, *map(_line, overview.points())], terminal)
    for words in overview.moments:
        terminal.out.print()
        _Moment(words, terminal).show()


def _line(point: Point) -> Line:
    return Line(point.text, point.sign, depth=1)


class _Moment:
    """Writes what is said of one moment."""

    def __init__(self, words: Words, terminal: Terminal) -> None:
        self._words = words
        self._terminal = terminal
        self._width = min(terminal.out.width, WIDEST)

    def show(self) -> None:
        """Write all of it, in the order of reading."""
        self._headline()
        show(self._opening(), self._terminal)
        self._pasting()
        for level, group in groupby(self._words.review.changes, key=lambda told: told.level):
            alike = list(group)
            word = f"{SIGNS[level.word]} {self._words.level_of(alike[0])}"
            self._print(Text(""))
            self._print(Text(word, _STYLES[level.word]))
            for told in alike:
                self._change(told)
        rest = [*self._compared(), *self._ending()]
        if rest:
            self._print(Text(""))
            show(rest, self._terminal)

    def _print(self, text: Text, indent: int = 0) -> None:
        """Write a text in lines that fit."""
        for line in text.wrap(self._terminal.out, max(self._width - indent, 1)):
            line.rstrip()
            self._terminal.out.print(Text.assemble(" " * indent, line), soft_wrap=True)

    def _headline(self) -> None:
        words, draft = self._words, self._words.draft
        text = Text(visible(words.package.title), "bold underline")
        text.append(f"  {SIGNS[draft.word]} {words.level}", f"{_STYLES[draft.word]} not underline")
        text.append(f"  {words.versions}", "bold not underline")
        text.append(f"  {draft.moment}", "dim not underline not bold")
        self._print(text)

    def _opening(self) -> Iterator[Block]:
        words = self._words
        if words.safety:
            yield Line(words.safety, style="bold red")
        yield Line(words.fare)
        for reason in words.reasons():
            yield Line(words.say(tell("Why: {reasons}", reasons=reason)), depth=1)
        if words.touched():
            yield Line(words.say(tell("It touches: {what}", what=words.touched())), depth=1)
        yield Heading(words.voice.word(mark("Before it is published")), level=2)
        yield from map(_line, words.to_do())

    def _pasting(self) -> None:
        """Write the lines to paste as they are: nothing is wrapped, so that they can be copied."""
        found = pasting(self._words)
        if found is None:
            return
        self._terminal.out.print()
        show([Heading(self._words.voice.word(mark("To decide")), level=2)], self._terminal)
        self._print(Text(visible(found.where)))
        for line in found.lines:
            self._terminal.out.print(Text(line, "yellow"), soft_wrap=True)

    def _change(self, told: Told) -> None:
        words = self._words
        head = Text(visible(" › ".join(words.where(told))), "cyan")
        head.append(f": {visible(words.message(told))}", "bold default")
        self._print(head, 2)
        old, new = excerpts(words.old(told), words.new(told), _MOST)
        for sign, said, style in (("−", old, "red"), ("+", new, "green")):
            if said:
                self._print(Text(f"{sign} {visible(said)}", style), 4)
        facts = [words.touches(told), words.witness(told), words.decision(told)]
        if told.is_earlier:
            facts.append(words.say(tell("Not new in this proposal; not published yet either")))
        for fact in filter(None, facts):
            self._print(Text(visible(fact), "dim"), 4)
        place = "  ".join(filter(None, (words.place(told), told.change.fingerprint)))
        self._terminal.out.print(Text(f"    {visible(place)}", "dim"), soft_wrap=True)

    def _compared(self) -> Iterator[Block]:
        for n, compared in enumerate(compared_forms(self._words)):
            if not n:
                yield Heading(self._words.voice.word(mark("The same answers, before and after")))
            yield Heading(f"{compared.form} › {compared.title}", level=2)
            rows = (
                (Cell(pair.label), Cell(pair.old), Cell(pair.new, is_new=pair.is_moved))
                for pair in compared.pairs
            )
            yield Table(pair_head(self._words), tuple(rows), depth=1)
            for pair in compared.pairs:
                if pair.is_moved:
                    yield Remark(f"{pair.label}: {'; '.join(pair.answers)}", depth=1)

    def _ending(self) -> Iterator[Block]:
        words, word = self._words, self._words.voice.word
        if words.review.findings:
            yield Heading(word(mark("What the check found")))
        for one in words.review.findings:
            sign = "✗" if one.stops_release else "!"
            yield Line(words.finding(one), sign, f"{one.span.path}:{one.span.line}", depth=1)
        approvals = list(words.approvals())
        if approvals:
            yield Heading(word(mark("Approvals")))
            yield from map(_line, approvals)
        if words.approve_command:
            yield Line(words.approve_command, depth=2)
        for note in words.draft.notes:
            yield Heading(word(mark("What units will read")))
            yield Line(note.title, style="bold", depth=1)
            yield Line(" ".join(note.markdown.split()), depth=1)
        rows = [_lix_row(one.page, one.old, one.new, one.remark) for one in lix_rows(words)]
        if rows:
            yield Heading(word(mark("How hard the texts are to read (LIX)")))
            head = (word(mark("Text")), word(mark("Before")), word(mark("After")), "")
            yield Table(head, tuple(rows), depth=1)


def _lix_row(page: str, old: int | None, new: int | None, remark: str) -> tuple[Cell, ...]:
    return cells(page, *("–" if one is None else str(one) for one in (old, new)), remark)
