"""A review as Markdown: a comment on a pull request, within the limits of forges."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from builder.changes import Level
from builder.content import ChangeNote
from builder.message import Message, mark, tell, tell_number
from builder.report.review.decisions import pasting
from builder.report.review.escape import code, difference, fence_of, safe
from builder.report.review.excerpt import excerpts, shortened
from builder.report.review.fitting import Part, fit
from builder.report.review.overview import Overview
from builder.report.review.tables import Compared, Pair, compared_forms, lix_rows, pair_head
from builder.report.review.words import SIGNS, Words
from builder.review import Review, Told
from builder.source import parse_markdown
from builder.source.prose import ProseKind

MARKER: Final = "<!-- moment-review -->"
"""By this a later run of CI finds the comment, to write it anew in its place."""
LIMIT: Final = 60_000
"""Bytes. GitHub takes 65,536 characters, GitLab a million; the number is our own."""
_MOST: Final = 600
"""Characters of a text before, and of one after."""
_TITLE: Final = 160
_CLOSE: Final = "\n</details>"


def markdown_review(review: Review, language: str, limit: int = LIMIT) -> str:
    """Return a review as Markdown of at most `limit` bytes; it begins with the hidden marker."""
    whole = Overview(review, language)
    is_alone = len(whole.moments) == 1
    groups = [tuple(_Moment(words, is_alone=is_alone).parts()) for words in whole.moments]
    tail = safe(whole.say(tell("All of it, beside each other:")))
    tail = f"{tail} {code('moment review --format html --output review.html')}"

    def more(n: int) -> str:
        message = tell_number(
            "{n} more moment is not shown here.", "{n} more moments are not shown here.", n
        )
        return f"**{safe(whole.say(message))}**"

    return fit(_head(whole), groups, tail, more, limit)


def _head(whole: Overview) -> Part:
    """Return the first lines: the sum of it, and with several moments a table of them."""
    lines = [MARKER, f"## {safe(whole.title)}", ""]
    lines += [f"- {point.sign} {safe(point.text)}" for point in whole.points()]
    if len(whole.moments) <= 1:
        return Part("\n".join(lines))
    heads = ("Moment", "Version", whole.word(mark("Level")), whole.word(mark("Left to do")))
    lines += ["", _row(heads), _row(["---"] * len(heads))]
    rows = tuple(
        _row(
            (
                safe(shortened(words.package.title, _TITLE)),
                words.versions or "–",
                f"{SIGNS[words.draft.word]} {safe(words.level)}",
                safe("; ".join(point.text for point in words.to_do() if point.sign != "✓")) or "✓",
            )
        )
        for words in whole.moments
    )
    return Part("\n".join(lines), rows, more=_more_rows)


def _more_rows(n: int) -> str:
    return _row((f"… +{n}", "", "", ""))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


class _Moment:
    """The parts of the document that are about one moment."""

    def __init__(self, words: Words, *, is_alone: bool) -> None:
        self._words = words
        self._is_alone = is_alone

    def parts(self) -> Iterator[Part]:
        """Yield the parts in the order of reading."""
        yield Part(self._opening())
        yield from self._decisions()
        yield from self._changes()
        yield from self._compared()
        yield from self._findings()
        yield from self._approvals()
        yield from self._notes()
        yield from self._lix()

    def _safe(self, message: Message) -> str:
        return safe(self._words.say(message))

    def _heading(self, text: str) -> str:
        return f"{'###' if self._is_alone else '####'} {safe(self._words.voice.word(text))}\n"

    def _more(self, n: int) -> str:
        message = tell_number(
            "… and {n} more: moment review shows it",
            "… and {n} more: moment review shows them",
            n,
        )
        return f"\n*{self._safe(message)}*"

    def _opening(self) -> str:
        words = self._words
        title = safe(shortened(words.package.title, _TITLE))
        level = f"{SIGNS[words.draft.word]} **{safe(words.level)}**"
        facts = " · ".join(filter(None, (level, words.versions, code(words.draft.moment))))
        lines = [] if self._is_alone else [f"### {title}", ""]
        lines += [facts, ""]
        lines += [f"**{safe(words.safety)}**", ""] if words.safety else []
        lines += [safe(words.fare), ""]
        reasons = words.reasons()
        if reasons:
            lines += [f"- {self._safe(tell('Why: {reasons}', reasons='; '.join(reasons)))}"]
        if touched := words.touched():
            lines += [f"- {self._safe(tell('It touches: {what}', what=touched))}"]
        lines += ["", f"**{safe(words.voice.word(mark('Before it is published')))}**", ""]
        lines += [f"- {point.sign} {safe(point.text)}" for point in words.to_do()]
        return "\n".join(lines)

    def _decisions(self) -> Iterator[Part]:
        found = pasting(self._words)
        if found is None:
            return
        fence = fence_of(found.lines)
        head = f"{self._heading(mark('To decide'))}\n{safe(found.where)}\n\n{fence}yaml"
        yield Part(
            "\n".join([head, *found.before]),
            tuple("\n".join(one) for one in found.decisions),
            "\n".join([*found.after, fence]),
            lambda n: f"  # … +{n}",
            rank=1,
        )

    def _changes(self) -> Iterator[Part]:
        changes = self._words.review.changes
        heading = self._heading(mark("What changes"))
        for weighs, group in groupby(changes, key=lambda told: told.level >= Level.DECIDE):
            items = tuple(map(self._change, group))
            if weighs:
                yield Part(heading, items, more=self._more, rank=2)
            else:
                message = tell_number(
                    "{n} change that reaches everybody", "{n} changes that reach everybody",
                    len(items),
                )  # fmt: skip
                before = f"{'' if len(items) < len(changes) else heading}\n{self._open(message)}"
                yield Part(before, items, _CLOSE, self._more, rank=5)

    def _open(self, message: Message) -> str:
        """Return the beginning of what is folded away; its summary holds our own words only."""
        return f"<details><summary>{self._words.say(message)}</summary>\n"

    def _change(self, told: Told) -> str:
        words = self._words
        where = safe(" › ".join(words.where(told)))
        level = f"{SIGNS[told.level.word]} {safe(words.level_of(told))}"
        lines = [f"**{level}** · {where}  ", f"**{safe(shortened(words.message(told), _MOST))}**"]
        old, new = excerpts(words.old(told), words.new(told), _MOST)
        if old or new:
            lines += ["", difference(old, new)]
        facts = [words.touches(told), words.witness(told), words.decision(told)]
        if told.is_earlier:
            facts.append(words.say(tell("Not new in this proposal; not published yet either")))
        lines += ["", *(f"- {safe(shortened(fact, _MOST))}" for fact in facts if fact)]
        place = f"{code(words.place(told))} · " if words.place(told) else ""
        lines.append(f"- {place}{code(told.change.fingerprint)}\n")
        return "\n".join(lines)

    def _compared(self) -> Iterator[Part]:
        for n, compared in enumerate(compared_forms(self._words)):
            title = safe(f"{compared.form} › {compared.title}")
            heading = self._heading(mark("The same answers, before and after")) if not n else ""
            head = (_row(pair_head(self._words)), _row(["---"] * 3))
            rows = tuple(map(_pair, compared.pairs))
            yield Part(
                "\n".join([heading, f"**{title}**", "", *head]),
                rows,
                more=lambda n: _row((f"… +{n}", "", "")),
                rank=3,
            )
            yield self._answers(compared)

    def _answers(self, compared: Compared) -> Part:
        items = tuple(
            f"- {safe(pair.label)}: {safe(shortened('; '.join(pair.answers), _MOST))}"
            for pair in compared.pairs
            if pair.is_moved
        )
        return Part(self._open(tell("The answers")), items, _CLOSE, self._more, rank=6)

    def _findings(self) -> Iterator[Part]:
        findings = self._words.review.findings
        if not findings:
            return
        items = []
        for one in findings:
            sign = "✗" if one.stops_release else "!"
            text = shortened(self._words.finding(one), _MOST)
            items.append(f"- {sign} {safe(text)} ({code(f'{one.span.path}:{one.span.line}')})")
        yield Part(self._heading(mark("What the check found")), tuple(items), "", self._more, 4)

    def _approvals(self) -> Iterator[Part]:
        lines = [f"- {point.sign} {safe(point.text)}" for point in self._words.approvals()]
        if self._words.approve_command:
            lines.append(f"- {code(self._words.approve_command)}")
        if lines:
            yield Part(self._heading(mark("Approvals")), tuple(lines), "", self._more, 4)

    def _notes(self) -> Iterator[Part]:
        heading = self._heading(mark("What units will read"))
        for n, note in enumerate(self._words.draft.notes):
            title = f"> **{safe(note.title)}**"
            lines = tuple(_quoted(note))
            before = f"{'' if n else heading}\n{title}\n>"
            yield Part(before, lines, "", self._more, 5)

    def _lix(self) -> Iterator[Part]:
        rows = list(lix_rows(self._words))
        if not rows:
            return
        word = self._words.voice.word
        head = (word(mark("Text")), word(mark("LIX before")), word(mark("LIX after")), "")
        before = [self._open(tell("How hard the texts are to read (LIX)")), _row(head)]
        cells = (
            (safe(one.page), str(one.old or "–"), str(one.new or "–"), safe(one.remark))
            for one in rows
        )
        before.append(_row(("---", "---:", "---:", "---")))
        yield Part("\n".join(before), tuple(map(_row, cells)), _CLOSE, _more_rows, 7)


def _pair(pair: Pair) -> str:
    """Return a row; what comes out otherwise than before is marked by more than a colour."""
    new = f"**▸ {safe(pair.new)}**" if pair.is_moved else safe(pair.new)
    return _row((safe(pair.label), safe(pair.old), new))


def _quoted(note: ChangeNote) -> Iterator[str]:
    """Yield the text of a change note, block by block."""
    for prose in parse_markdown("", note.markdown).prose:
        item = "- " if prose.kind is ProseKind.ITEM else ""
        yield f"> {item}{safe(prose.text)}" + ("" if item else "\n>")
