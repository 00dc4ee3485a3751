"""What differs between two versions of a page: words that steer, sentences, places, links."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby, takewhile, zip_longest
from typing import Final

from builder.changes.kinds import Change, Kind
from builder.changes.prose.align import Group, align
from builder.changes.prose.lexicon import Sort
from builder.changes.prose.moves import Move, Moves
from builder.changes.prose.numbering import compare_numbers
from builder.changes.prose.reading import Link, Reading, Sentence, read_page
from builder.changes.prose.salience import Comparison, compare_wording
from builder.changes.prose.showing import compare_shown
from builder.changes.prose.texts import DEFAULT_PERCENT, compare_text, is_rewritten
from builder.changes.prose.words import is_courtesy
from builder.message import Message, tell
from builder.package import PackedPage, Route

_SENTENCE: Final = 3
"""Words beside a link that may be a sentence of their own."""


def compare_pages(
    old: PackedPage, new: PackedPage, subject: Route, percent: int = DEFAULT_PERCENT
) -> Iterator[Change]:
    """Yield what differs between two versions of a page's title and Markdown.

    Of a page of which more than `percent` of the words are other words, one change says that it is
    rewritten, besides those that name what a reader acts on.
    """
    yield from compare_text(old.title, new.title, subject, Kind.TITLE_REWORDED)
    if old == new:
        return
    before, after = read_page(old), read_page(new)
    found = list(compare_readings(before, after, subject, percent))
    line = _first_difference(old.markdown, new.markdown)
    if found:
        yield from found
    elif not before.is_as(after):
        message = tell("other words are emphasised, or the layout changed")
        yield Change(Kind.TEXT_REWORDED, subject, message, line=line, old_line=line)
    elif old.title == new.title:
        message = tell("written otherwise, reads the same")
        yield Change(Kind.FORMATTING, subject, message, line=line, old_line=line)


def compare_readings(old: Reading, new: Reading, subject: Route, percent: int) -> Iterator[Change]:
    """Yield what differs between two readings, in the order of the page, no two alike."""
    found = [
        *compare_shown(old.shown, new.shown, subject),
        *compare_numbers(old, new, subject),
        *_Pages(old, new, subject, percent).compare(),
    ]
    found.sort(key=lambda one: (one.old_line or 0) if one.line is None else one.line)
    seen = Counter[tuple[Kind, str, str, str]]()
    for change in found:
        same = change.kind, change.old, change.new, change.key
        seen[same] += 1
        again = f"{change.key} {seen[same]}".strip()
        yield replace(change, key=again) if seen[same] > 1 else change


def _first_difference(old: str, new: str) -> int:
    """Return the first line, counted from 0, that is not as it was."""
    pairs = zip(old.split("\n"), new.split("\n"), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return min(same, new.count("\n"), old.count("\n"))


@dataclass(slots=True)
class _Pages:
    """Two readings; `rewordings` gathers the harmless ones until it is known how many they are."""

    old: Reading
    new: Reading
    subject: Route
    percent: int
    compared: list[Comparison] = field(default_factory=list)
    rewordings: list[Change] = field(default_factory=list)

    def compare(self) -> Iterator[Change]:
        """Yield all that differs in words and places."""
        groups = align(
            [one.text for one in self.old.sentences],
            [one.text for one in self.new.sentences],
            self.old.heads() | self.new.heads(),
        )
        for group in groups:
            if group.old and group.new:
                yield from self._compare_group(group)
        yield from self._whole(groups)
        for move in Moves(self.old, self.new, groups).find():
            yield self._moved(move)
        yield from self._reworded()

    def _sides(self, old: Iterable[int], new: Iterable[int]) -> tuple[list[Sentence], ...]:
        return [self.old.sentences[n] for n in old], [self.new.sentences[n] for n in new]

    def _change(
        self,
        kind: Kind,
        message: Message,
        before: list[Sentence],
        after: list[Sentence],
        key: str = "",
    ) -> Change:
        gone, came = (" ".join(one.text for one in side) for side in (before, after))
        old_line, line = (side[0].line if side else None for side in (before, after))
        return Change(kind, self.subject, message, gone, came, line, old_line, key)

    # ---- sentences that became others ------------------------------------------------------------

    def _compare_group(self, group: Group) -> Iterator[Change]:
        before, after = self._sides(group.old, group.new)
        texts = [" ".join(one.text for one in side) for side in (before, after)]
        links = list(self._links(before, after))
        yield from links
        if texts[0] == texts[1]:
            self._note_same(before, after, is_told=bool(links))
            return
        comparison = compare_wording(*texts)
        names = _names_of_links(before, after)
        salient = [
            one
            for one in comparison.salient
            if not ((links and one.sort is Sort.ADDRESS) or one.is_within(names))
        ]
        for one in salient:
            yield self._change(one.kind, one.message, before, after, one.key)
        # A cell's one word for another is told by itself: 20.00 became 19.30.
        rest = comparison.changed - 2 * len(salient)
        rewritten = group.is_rewritten and rest > 0 and not _is_slight(before, after)
        if comparison.is_beyond or rewritten:
            message = tell("the sentence was rewritten")
            yield self._change(Kind.TEXT_REWRITTEN, message, before, after)
            return
        self.compared.append(comparison)
        if not salient and not links:
            message = tell("the text was reworded")
            self.rewordings.append(self._change(Kind.TEXT_REWORDED, message, before, after))

    def _note_same(self, before: list[Sentence], after: list[Sentence], *, is_told: bool) -> None:
        words = 2 * sum(len(one.text.split()) for one in before)
        self.compared.append(Comparison((), 0, words))
        marks = [[(one.marks, one.text) for one in side] for side in (before, after)]
        if len(before) == len(after) and marks[0] != marks[1] and not is_told:
            message = tell("other words are emphasised")
            self.rewordings.append(
                self._change(Kind.TEXT_REWORDED, message, before, after, "emphasis")
            )

    def _reworded(self) -> Iterator[Change]:
        """Yield the harmless rewordings, or one change for so many that they may not be."""
        worded = [change for change in self.rewordings if change.key != "emphasis"]
        if not (worded and is_rewritten(self.compared, self.percent)):
            yield from self.rewordings
            return
        old, new = " ".join(one.old for one in worded), " ".join(one.new for one in worded)
        message = tell("much of the text was rewritten")
        line, old_line = worded[0].line, worded[0].old_line
        yield Change(Kind.TEXT_REWRITTEN, self.subject, message, old, new, line, old_line)

    def _links(self, before: list[Sentence], after: list[Sentence]) -> Iterator[Change]:
        gone, came = ([link for one in side for link in one.links] for side in (before, after))
        targets = [Counter(link.target for link in side) for side in (gone, came)]
        if targets[0] == targets[1]:
            yield from self._same_links(gone, came, before, after)
            return
        lost = sorted((targets[0] - targets[1]).elements())
        found = sorted((targets[1] - targets[0]).elements())
        for one, two in zip_longest(lost, found, fillvalue=""):
            yield self._change(
                Kind.LINK_CHANGED, _link_message(one, two), before, after, f"{one}→{two}"
            )

    def _same_links(
        self, gone: list[Link], came: list[Link], before: list[Sentence], after: list[Sentence]
    ) -> Iterator[Change]:
        """Yield links that changed places, or what they are called."""
        if [one.target for one in gone] != [one.target for one in came] and Counter(
            (one.text, one.target) for one in gone
        ) != Counter((one.text, one.target) for one in came):
            message = tell("the links changed places")
            yield self._change(Kind.LINK_CHANGED, message, before, after, "places")
        old, new = (" ".join(one.title for one in side if one.title) for side in (gone, came))
        for change in compare_text(old, new, self.subject, Kind.TEXT_REWORDED):
            yield replace(change, line=after[0].line, old_line=before[0].line)

    # ---- sentences that are gone, new or elsewhere -----------------------------------------------

    def _whole(self, groups: list[Group]) -> Iterator[Change]:
        for reading, is_new in ((self.old, False), (self.new, True)):
            alone = {
                n
                for group in groups
                if not (group.old and group.new)
                for n in (group.new if is_new else group.old)
            }
            kept = {one.block for n, one in enumerate(reading.sentences) if n not in alone}
            found = [reading.sentences[n] for n in sorted(alone)]
            for _, together in groupby(found, partial(_row, reading)):
                yield from self._alone(list(together), kept, is_new=is_new)

    def _alone(self, found: list[Sentence], kept: set[int], *, is_new: bool) -> Iterator[Change]:
        """Yield a paragraph, item or row that is gone or new, or else its sentences."""
        sides = ([], found) if is_new else (found, [])
        if found[0].block not in kept:
            kind = Kind.PARAGRAPH_ADDED if is_new else Kind.PARAGRAPH_REMOVED
            message = (
                tell("a paragraph, list item, table row or heading is new")
                if is_new
                else tell("a paragraph, list item, table row or heading was removed")
            )
            yield self._change(kind, message, *sides)
            return
        kind = Kind.SENTENCE_ADDED if is_new else Kind.SENTENCE_REMOVED
        message = tell("a sentence is new") if is_new else tell("a sentence was removed")
        for one in found:
            polite = is_courtesy(one.text)
            sides = ([], [one]) if is_new else ([one], [])
            yield self._change(Kind.TEXT_REWORDED if polite else kind, message, *sides)

    def _moved(self, move: Move) -> Change:
        before, after = self._sides(move.old, move.new)
        kind = Kind.PARAGRAPH_MOVED if move.matters else Kind.TEXT_REWORDED
        message = (
            tell("it moved to where it can mean something else")
            if move.matters
            else tell("it stands elsewhere among its neighbours")
        )
        return self._change(kind, message, before, after, "moved")


def _is_slight(before: list[Sentence], after: list[Sentence]) -> bool:
    """Tell whether sentences without a word in common are kind words, or links to the same."""
    if all(is_courtesy(one.text) for one in (*before, *after)):
        return True
    targets = [{link.target for one in side for link in one.links} for side in (before, after)]
    beside = max(
        len(one.text.split()) - sum(len(link.text.split()) for link in one.links)
        for one in (*before, *after)
    )
    return bool(targets[0]) and targets[0] == targets[1] and beside < _SENTENCE


def _names_of_links(before: list[Sentence], after: list[Sentence]) -> str:
    """Return what links are called that lead where they did: it may say more about the target."""
    sides = [
        {link.target: link.text for one in side for link in one.links} for side in (before, after)
    ]
    kept = sides[0].keys() & sides[1].keys()
    return "\n".join(side[target] for side in sides for target in sorted(kept))


def _row(reading: Reading, sentence: Sentence) -> tuple[int, int]:
    """Return what a sentence comes and goes with: its table row, or else its block."""
    row = reading.blocks[sentence.block].row
    return (row, 0) if row >= 0 else (-1, sentence.block)


def _link_message(old: str, new: str) -> Message:
    if old and new:
        return tell("the link leads to “{new}” instead of “{old}”", old=old, new=new)
    if new:
        return tell("the link to “{new}” is new", new=new)
    return tell("the link to “{old}” is gone", old=old)
