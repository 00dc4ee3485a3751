"""What differs between two texts that say about the same, and which of it a reader acts on.

Every word that steers and comes, goes, moves or is replaced is told, one by one. What is left is
another wording.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from builder.changes.prose.enumeration import is_after_comma, is_item
from builder.changes.prose.finding import Finding, told_apart
from builder.changes.prose.lexicon import Meaning, Sort, read_lexicon
from builder.changes.prose.subsequence import Pairs, common
from builder.changes.prose.words import Word, plain_words, read_words

Words = tuple[Word, ...]

_PLAIN_WEIGHT: Final = 8
_SALIENT_WEIGHT: Final = 7
"""Less than a plain word's: where one of two may be taken to have moved, it is the salient one."""
_LINKING: Final = frozenset({"joined", "if and when", "not", "in time"})
_SPAN_OR_BOTH: Final = frozenset({"like: to", "joined: and"})
"""“1 maj till 3 maj” is three days, “1 maj och 3 maj” is two."""
_CLAUSE: Final = 5
"""So many words more in one place are a clause, which can carry an instruction of its own."""
_MAX_RUN: Final = 400
_SHORTEST_CONTENT: Final = 4
_LONGEST_TURN: Final = 24
_MAX_TURNED: Final = 120
_QUESTION: Final = re.compile(r"\?(?![^\s\W])")
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two texts; the counts are words on both sides together.

    With `is_beyond` so many words differ in one place that none of them is named.
    """

    salient: tuple[Finding, ...]
    changed: int
    words: int
    is_beyond: bool = False


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two texts."""

    text: str
    words: Words


@dataclass(frozen=True, slots=True)
class _Run:
    """Where words differ: from `start` to `stop` in the old words, `begin` to `end` in the new."""

    start: int
    stop: int
    begin: int
    end: int

    def words(self, old: _Side, new: _Side) -> tuple[Words, Words]:
        """Return the words that went and those that came."""
        return old.words[self.start : self.stop], new.words[self.begin : self.end]


def compare_wording(old: str, new: str) -> Comparison:
    """Return what differs between two texts; the same, the other way round, for the other way."""
    if new < old:
        turned = compare_wording(new, old)
        return replace(turned, salient=tuple(one.turned() for one in turned.salient))
    vocabularies = plain_words(old), plain_words(new)
    before = _Side(old, read_words(old, vocabularies[1]))
    after = _Side(new, read_words(new, vocabularies[0]))
    pairs = _kept(before, after)
    runs = list(_runs(pairs, before, after))
    changed = sum(run.stop - run.start + run.end - run.begin for run in runs)
    words = len(before.words) + len(after.words)
    if any(run.stop - run.start + run.end - run.begin > _MAX_RUN for run in runs):
        return Comparison((), changed, words, is_beyond=True)
    found = _findings(pairs, runs, before, after)
    if found and (_is_only_when(found, before) or _is_turned_round(before, after)):
        found = []
    found += [*_exchanged(before, after), *_asked(old, new)]
    return Comparison(tuple(told_apart(found)), changed, words)


def _kept(old: _Side, new: _Side) -> Pairs:
    return common(old.words, new.words, _weigh)


def _weigh(word: Word) -> int:
    return _PLAIN_WEIGHT if word.meaning.sort is Sort.PLAIN else _SALIENT_WEIGHT


def _runs(pairs: Pairs, old: _Side, new: _Side) -> Iterator[_Run]:
    start = begin = 0
    for a, b in [*pairs, (len(old.words), len(new.words))]:
        if start < a or begin < b:
            yield _Run(start, a, begin, b)
        start, begin = a + 1, b + 1


def _is_turned_round(old: _Side, new: _Side) -> bool:
    """Tell whether all that differs is that the beginning of the one is the end of the other.

    “Har du feber, ring oss” says what “Ring oss, har du feber” says. A last part that both have
    after a comma is left out of it.
    """
    if max(len(old.words), len(new.words)) > _MAX_TURNED:
        return False
    old, new = _without_tail(old, new)
    for length in range(1, min(len(old.words), len(new.words), _LONGEST_TURN)):
        for first, second, is_old in ((old, new, True), (new, old, False)):
            turned = first.words[:length]
            if turned != second.words[-length:] or not (length > 1 or _is_adverbial(turned[0])):
                continue
            other = replace(second, words=second.words[:-length])
            for words in _subject_first(first.words[length:]):
                rest = replace(first, words=words)
                sides = (rest, other) if is_old else (other, rest)
                pairs = _kept(*sides)
                if not _findings(pairs, list(_runs(pairs, *sides)), *sides):
                    return True
    return False


def _without_tail(old: _Side, new: _Side) -> tuple[_Side, _Side]:
    """Return both without the last words that they share, from a comma on."""
    pairs = zip(old.words[:0:-1], new.words[:0:-1], strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    for length in range(same, 0, -1):
        if all(
            is_after_comma(side.text, side.words, len(side.words) - length) for side in (old, new)
        ):
            sides = (replace(side, words=side.words[:-length]) for side in (old, new))
            return next(sides), next(sides)
    return old, new


def _subject_first(words: Words) -> Iterator[Words]:
    """Yield the words as they stand and, of “kan du …”, as “du kan …”."""
    yield words
    if len(words) > 1:
        yield (words[1], words[0], *words[2:])


def _is_only_when(found: list[Finding], old: _Side) -> bool:
    """Tell whether one word that says when or how often moved in a sentence of a single clause."""
    simple = not any(word.meaning.family in _LINKING for word in old.words)
    return simple and len(found) == 1 and found[0].is_moved and found[0].what == "time"


def _is_adverbial(word: Word) -> bool:
    """Tell whether a word says by itself when or whether something is: “på kvällen”."""
    is_phrase = " " in word.text and word.meaning.sort is not Sort.NEGATION
    return is_phrase or word.meaning.what == "time"


def _findings(pairs: Pairs, runs: list[_Run], old: _Side, new: _Side) -> list[Finding]:
    """Return all that matters, with what went in one place and came in another as moved."""
    found = [one for run in runs for one in _in_run(run, old, new)]
    found += _reached_otherwise(pairs, old, new)
    return _with_moved(found)


def _in_run(run: _Run, old: _Side, new: _Side) -> Iterator[Finding]:
    gone, came = run.words(old, new)
    counted = [
        [word for word in words if _counts(word.meaning, others)]
        for words, others in ((gone, came), (came, gone))
    ]
    for one in _paired(*counted):
        is_medicine = one.sort is Sort.NAME and _is_of_a_dose(run, old, new)
        yield replace(one, what="medicine", sort=Sort.MEDICINE) if is_medicine else one
    if not any(counted):
        yield from _unsaid(run, old, new)


def _counts(meaning: Meaning, others: Words) -> bool:
    """Tell whether it matters that a word came or went where `others` stand on the other side."""
    if meaning.sort is Sort.PLAIN:
        return False
    return meaning.always or any(
        (meaning.family == one.meaning.family and meaning != one.meaning)
        or {meaning.concept, one.concept} == _SPAN_OR_BOTH
        for one in others
    )


def _paired(gone: list[Word], came: list[Word]) -> Iterator[Finding]:
    """Yield what became what: a word of the same family if there is one, else of the same sort."""
    left = list(came)
    for one in gone:
        alike = [two for two in left if two.meaning.sort is one.meaning.sort]
        kin = [two for two in alike if two.meaning.family == one.meaning.family] or alike
        if kin:
            left.remove(kin[0])
        yield Finding.of(one, kin[0] if kin else None)
    for one in left:
        yield Finding.of(None, one)


def _with_moved(found: list[Finding]) -> list[Finding]:
    kept = list[Finding]()
    for one in found:
        other = next((two for two in kept if two.is_the_place_of(one)), None)
        if other:
            kept[kept.index(other)] = other.moved(one)
        else:
            kept.append(one)
    return kept


def _reached_otherwise(pairs: Pairs, old: _Side, new: _Side) -> Iterator[Finding]:
    """Yield the negations whose comma stands on their other side: “inte, …” and “…, inte”."""
    for a, b in pairs:
        one, two = old.words[a], new.words[b]
        if one.comma * two.comma < 0:
            yield replace(Finding.of(one, two), is_moved=True)


def _exchanged(old: _Side, new: _Side) -> Iterator[Finding]:
    """Yield what is turned round a word that relates it: “syran i vattnet”, “vattnet i syran”."""
    triples = [zip(side.words, side.words[1:], side.words[2:], strict=False) for side in (old, new)]
    turned = {(c, b, a): (a, b, c) for a, b, c in triples[1] if _relates(b) and a != c}
    for triple in triples[0]:
        others = turned.get(triple)
        if others and all(_is_content(one) or one.meaning.sort is not Sort.PLAIN for one in triple):
            said = [" ".join(one.text for one in side) for side in (triple, others)]
            yield Finding("key-word", Sort.KEY_WORD, said[0], said[1])


def _relates(word: Word) -> bool:
    return word.meaning.family in ("like", "in time") or word.concept in ("än", "than")


def _asked(old: str, new: str) -> list[Finding]:
    """Return an instruction that became a question, or the other way: “Du får dricka?”."""
    asked = [len(_QUESTION.findall(text)) for text in (old, new)]
    if asked[0] == asked[1] or _is_question(new if asked[1] > asked[0] else old):
        return []
    said = [(text.split() or [""])[-1] for text in (old, new)]
    return [Finding("key-word", Sort.KEY_WORD, said[0], said[1])]


def _is_question(text: str) -> bool:
    """Tell whether the words ask, with or without a mark: “Hur mår du”, “Röker du”."""
    lexicon = read_lexicon()
    first, second, *_ = [*_WORD.findall(text.lower()), "", ""]
    return first in lexicon.asking or (second in lexicon.subjects and "," not in text)


# ---- what the words of a run do not say by themselves --------------------------------------------


def _unsaid(run: _Run, old: _Side, new: _Side) -> Iterator[Finding]:
    """Yield what a run without a salient word is: another medicine, an item or a clause."""
    gone, came = (" ".join(word.text for word in words) for words in run.words(old, new))
    more = (run.end - run.begin) - (run.stop - run.start)
    if _is_of_a_dose(run, old, new):
        yield Finding("medicine", Sort.MEDICINE, gone, came)
    elif abs(more) >= _CLAUSE:
        yield Finding("clause", Sort.PLAIN, gone, came)
    elif (not gone and is_item(new.text, new.words, run.begin, run.end)) or (
        not came and is_item(old.text, old.words, run.start, run.stop)
    ):
        yield Finding("item", Sort.KEY_WORD, gone, came)


def _is_of_a_dose(run: _Run, old: _Side, new: _Side) -> bool:
    """Tell whether content words stand right after a dose, or others than before right before."""
    sides = (old.words, run.start, run.stop), (new.words, run.begin, run.end)
    content = [any(map(_is_content, words[start:stop])) for words, start, stop in sides]
    follows = [_is_dose(words[:start][::-1]) for words, start, _ in sides]
    precedes = [_is_dose(words[stop:]) for words, _, stop in sides]
    return (any(content) and any(follows)) or (all(content) and any(precedes))


def _is_dose(words: Words) -> bool:
    """Tell whether the first word that is no function word is an amount of medicine."""
    near = (word for word in words[:3] if word.text.lower() not in read_lexicon().function_words)
    first = next(near, None)
    return first is not None and first.meaning.what == "dose"


def _is_content(word: Word) -> bool:
    lexicon = read_lexicon()
    return (
        (word.meaning.sort in (Sort.PLAIN, Sort.NAME) or word.meaning.family.startswith("-"))
        and len(word.text) >= _SHORTEST_CONTENT
        and word.text.lower() not in lexicon.function_words
    )
