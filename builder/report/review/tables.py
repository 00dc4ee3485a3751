"""Tables of a review: the same answers before and after, and how hard the texts are to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from builder.forms import Item, Outcome
from builder.message import mark, tell
from builder.report.answers import Answers
from builder.report.review.words import Words
from builder.review import Crossing, MovedForm, Reading

_NO: Final = "–"
_MOST_ANSWERS: Final = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """What the same answers came to, and come to; `is_moved` where that differs."""

    label: str
    old: str
    new: str
    is_moved: bool
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Answers around one cut-off of a form; `title` is that of the score or the question."""

    form: str
    title: str
    pairs: tuple[Pair, ...]


def compared_forms(words: Words) -> Iterator[Compared]:
    """Yield what comes out otherwise than before, form by form and cut-off by cut-off."""
    for moved in words.review.moved:
        speaker = _Speaker(moved, words)
        for subject, group in groupby(moved.crossings, key=lambda one: one.subject):
            crossings = list(group)
            differing = speaker.differing(crossings)
            pairs = [speaker.pair(n, one, differing) for n, one in enumerate(crossings, 1)]
            yield Compared(moved.new.title, speaker.title(subject), tuple(pairs))


class _Speaker:
    """Says what answers come to, in the words of the form as it was and as it is."""

    def __init__(self, moved: MovedForm, words: Words) -> None:
        self._old = Answers(moved.old, words.voice.language)
        self._new = Answers(moved.new, words.voice.language)
        self._words = words

    def title(self, subject: str) -> str:
        """Return the title of a score, or the text of a question."""
        for answers in (self._new, self._old):
            if subject in answers.scores:
                return answers.score(subject)
            if subject in answers.questions:
                return answers.question(subject)
        return subject

    def pair(self, n: int, crossing: Crossing, differing: list[Item]) -> Pair:
        """Return one row."""
        label = self._words.say(tell("Example {n}", n=n))
        old, new = self._outcome(crossing.old, self._old), self._outcome(crossing.new, self._new)
        given = tuple(self._answer(item, crossing) for item in differing)
        return Pair(label, old, new, crossing.is_moved, given)

    def _outcome(self, outcome: Outcome, answers: Answers) -> str:
        """Say what answers come to; the only score of a form needs no name."""
        several = len(outcome.scores) > 1
        parts = [
            (f"{answers.score(name)}: " if several else "")
            + f"{answers.value(value)}{self._band(outcome, name, answers)}"
            for name, value in outcome.scores.items()
        ]
        for name in outcome.flags:
            flag = tell("flag “{text}”", text=answers.flag(name))
            parts.append(self._words.say(flag))
        return "; ".join(parts) or _NO

    def _band(self, outcome: Outcome, name: str, answers: Answers) -> str:
        if not answers.scores[name].bands or outcome.scores[name] is None:
            return ""
        return f" ({answers.band(name, outcome.bands[name])})"

    def differing(self, crossings: list[Crossing]) -> list[Item]:
        """Return what is answered differently in the examples; some of it where it is much."""
        found = [
            item
            for item in self._new.items()
            if len({self._given(item, one) for one in crossings}) > 1 or len(crossings) == 1
        ]
        return found[:_MOST_ANSWERS]

    def _answer(self, item: Item, crossing: Crossing) -> str:
        return f"{self._new.item(item)} – {self._given(item, crossing)}"

    def _given(self, item: Item, crossing: Crossing) -> str:
        return self._new.given(item, crossing.answers, crossing.new.shown)


def pair_head(words: Words) -> tuple[str, str, str]:
    """Return what stands above a table of pairs."""
    return (
        words.voice.word(mark("The same answers")),
        words.voice.word(mark("Before")),
        words.voice.word(mark("After")),
    )


@dataclass(frozen=True, slots=True)
class Lix:
    """LIX of one text, before and after; `remark` is what is worth saying of it."""

    page: str
    old: int | None
    new: int | None
    remark: str = ""


def lix_rows(words: Words) -> Iterator[Lix]:
    """Yield the texts that have changed, with how hard they are to read; short ones are left out.

    LIX says little about a few sentences.
    """
    limits = words.review.limits
    for reading in words.review.readings:
        if limits is None:
            return
        old, new = (
            one.lix if one and len(one.words) >= limits.min_lix_words else None
            for one in (reading.old, reading.new)
        )
        if old is not None or new is not None:
            yield Lix(_page_title(reading, words), old, new, _remark(new, limits.max_lix, words))


def _page_title(reading: Reading, words: Words) -> str:
    return " › ".join(words.where_route(reading.route)) or reading.title


def _remark(lix: int | None, most: int, words: Words) -> str:
    if lix is None or lix <= most:
        return ""
    return words.say(tell("more than {most} is hard to read", most=most))
