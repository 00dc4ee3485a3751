"""A text as words that mean something: “två tabletter”, “2 tabl.” and “2 tabletter” are one."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from builder.changes.prose.days import days_at
from builder.changes.prose.lexicon import Lexicon, Meaning, Sort, read_lexicon
from builder.changes.prose.numerals import (
    ARTICLES,
    FRACTIONS,
    canonical_number,
    number_in_words,
    ordinal_in_words,
)

_RAW: Final = re.compile(
    r"(?P<address>https?://\S{1,2000}|www\.\S{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    r"|[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:se|com|nu|org|net|eu|example)(?![\w-])(?:/\S{0,2000})?)"
    r"|(?P<date>\d{4}-\d\d-\d\d(?!\d))"
    r"|(?P<telephone>(?:\+\d|(?<!\d)0\d)[\d \u00a0\u202f()/–-]{3,20}\d(?!\d))"
    r"|(?P<clock>(?:[01]?\d|2[0-4])[.:][0-5]\d(?![\d,]))"
    r"|(?P<number>(?:(?<![^\s(\[“”\"'<>≤≥=~:])(?<!\d\s)[-−–](?=\d))?"
    r"(?:\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d{1,40})(?:[.,]\d{1,40})?))"
    r"|(?P<word>%|‰|°[cC]?|[^\W\d_]+(?:[-'’:][^\W\d_]+)*)"
    r"|(?P<symbol>[^\w\s])"
)
_SCHEME: Final = re.compile(r"(?:https?://)?(?:www\.)?")
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_ENDS: Final = frozenset('.!?:…“”"«»(–•')
_TELEPHONE_DIGITS: Final = 6
_SHORTEST_TELEPHONE: Final = 3
"""Digits of a number that is called such, as 112."""
_MOST_PIECES: Final = 6
_CALLED: Final = 3
"""So many words may stand between “ring” and the number."""
_NEAR: Final = 3
"""So many words before “om dagen” may say how much."""
_CLOCKS: Final = frozenset({"kl", "klockan"})
_HOURS: Final = 24
_NOON: Final = 12
_MINUS: Final = "-−–"
_DASHES: Final = frozenset("-–—")
_UNTIL: Final = frozenset({"till", "to"})
_LONGEST_QUESTION: Final = 60
_PREFIXES: Final = ("icke-", "non-", "miss", "mot", "dis", "in", "im", "un", "o")
_SHORTEST_STEM: Final = 4
_NOT: Final = Meaning("not: not", Sort.NEGATION, "not")


class _Raw(NamedTuple):
    """A piece of text as it is written, before it is known what it means."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or symbol: what it means, and where it is written.

    `comma` is -1 with a comma before it, 1 with one after it, else 0. Two words are the same when
    they mean the same, wherever they stand.
    """

    meaning: Meaning
    text: str = field(compare=False)
    start: int = field(compare=False)
    comma: int = field(compare=False, default=0)

    @property
    def concept(self) -> str:
        """What words must share to say the same."""
        return self.meaning.concept


def read_words(text: str, others: Collection[str] = ()) -> tuple[Word, ...]:
    """Return the words of a text.

    `others` are the plain words of a text that it is compared with: where that says “farlig”, the
    word “ofarlig” is “inte farlig” here.
    """
    text = _INVISIBLE.sub("", text)
    return _with_commas(tuple(_Reader(text, frozenset(map(_stem, others))).read()), text)


def plain_words(text: str) -> frozenset[str]:
    """Return the words of a text as they are written, in small letters."""
    return frozenset(one.text for one in _raws(text) if one.kind == "word")


def is_courtesy(text: str) -> bool:
    """Tell whether a sentence is nothing but kind words."""
    words = [one.text for one in _raws(text) if one.kind != "symbol"]
    return bool(words) and all(word in read_lexicon().courtesies for word in words)


def _raws(text: str) -> list[_Raw]:
    found = list[_Raw]()
    for match in _RAW.finditer(text):
        kind, written = str(match.lastgroup), match[0]
        if kind == "address":
            written = written.rstrip(".,;:!?)”’")
        elif kind == "word":
            written = written.lower()
        elif kind == "telephone" and sum(map(str.isdigit, written)) < _TELEPHONE_DIGITS:
            kind = "number"
        found.append(_Raw(kind, written, match.start(), match.end()))
    return found


def _with_commas(words: tuple[Word, ...], text: str) -> tuple[Word, ...]:
    """Note at which side of a negation a comma stands: it says what the negation is about."""
    found = list(words)
    for at, word in enumerate(words):
        if word.meaning.sort is Sort.NEGATION:
            before = words[at - 1].start + len(words[at - 1].text) if at else 0
            end = word.start + len(word.text)
            after = words[at + 1].start if at + 1 < len(words) else len(text)
            sides = ("," in text[before : word.start], "," in text[end:after])
            found[at] = replace(word, comma=sides[1] - sides[0])
    return tuple(found)


class _Reader:
    """One pass over the pieces of a text, each time taking the longest that means one thing."""

    def __init__(self, text: str, stems: frozenset[str]) -> None:
        self._shown = text
        self._raws = _raws(text)
        self._pieces = [one.text for one in self._raws]
        self._stems = stems
        self._lexicon: Lexicon = read_lexicon()
        self._at = 0
        self._words: list[Word] = []

    def read(self) -> list[Word]:
        """Return all words."""
        while self._at < len(self._raws):
            first = self._at
            if self._raws[first].kind == "symbol" and self._raws[first].text not in FRACTIONS:
                self._single(self._raws[first])
            elif self._is_conditional():
                self._take_conditional()
            elif not (
                self._days()
                or self._phrase()
                or self._clock()
                or self._telephone()
                or self._quantity()
            ):
                self._single(self._raws[self._at])
            self._at = max(self._at, first + 1)
        return self._words

    def _add(self, meaning: Meaning, count: int) -> bool:
        first, last = self._raws[self._at], self._raws[self._at + count - 1]
        self._words.append(Word(meaning, self._shown[first.start : last.end], first.start))
        self._at += count
        return True

    def _peek(self, ahead: int = 0) -> _Raw:
        at = self._at + ahead
        return self._raws[at] if at < len(self._raws) else _Raw("end", "", 0, 0)

    def _phrase(self) -> bool:
        for length in self._lexicon.lengths.get(self._peek().text, ()):
            pieces = self._raws[self._at : self._at + length]
            meaning = self._lexicon.phrases.get(tuple(one.text for one in pieces))
            if meaning and length > 1:
                return self._add(self._beside_amount(meaning), len(pieces))
        return False

    def _beside_amount(self, meaning: Meaning) -> Meaning:
        near = (word.meaning for word in self._words[-_NEAR:])
        is_rate = any(one.sort is Sort.NUMBER and one.always for one in near)
        return self._lexicon.rates.get(meaning, meaning) if is_rate else meaning

    # ---- numbers -------------------------------------------------------------------------------

    def _value(self, ahead: int) -> tuple[str, int]:
        """Return the number that stands `ahead`, and of how many pieces; "" and 0 for none."""
        for length in self._lexicon.lengths.get(self._peek(ahead).text, ()):
            pieces = tuple(self._peek(ahead + n).text for n in range(length))
            if value := self._lexicon.numbers.get(pieces):
                return value, length
        one = self._peek(ahead)
        if one.text == "minus" != self._peek(ahead + 1).text:
            value, length = self._value(ahead + 1)
            return (f"-{value}", length + 1) if length else ("", 0)
        if one.kind in ("number", "clock"):
            return self._figures(one, ahead)
        if one.text in FRACTIONS:
            return FRACTIONS[one.text], 1
        value = number_in_words(one.text)
        if not value or (one.text in ARTICLES and not self._unit(ahead + 1)[1]):
            return "", 0
        return self._and_a_half(value, ahead)

    def _figures(self, one: _Raw, ahead: int) -> tuple[str, int]:
        sign = "-" if one.text[0] in _MINUS else ""
        value = canonical_number(one.text.lstrip(_MINUS).replace(":", "."))
        after = self._peek(ahead + 1)
        if after.start == one.end and after.text in FRACTIONS:
            return f"{sign}{value}+{FRACTIONS[after.text]}", 2
        slash, lower = after, self._peek(ahead + 2)
        if slash.text == "/" and lower.kind == "number" and lower.start == one.end + 1:
            half = {("1", "2"): "0.5", ("1", "4"): "0.25", ("3", "4"): "0.75"}
            return half.get((one.text, lower.text), f"{one.text}/{lower.text}"), 3
        return self._and_a_half(sign + value, ahead)

    def _and_a_half(self, value: str, ahead: int) -> tuple[str, int]:
        rest = tuple(self._peek(ahead + n).text for n in (1, 2, 3))
        if rest in {("och", "en", "halv"), ("och", "ett", "halvt"), ("and", "a", "half")}:
            return f"{value}.5", 4
        return (f"{value}.5", 3) if rest[:2] == ("och", "halv") else (value, 1)

    def _unit(self, ahead: int) -> tuple[Meaning | None, int]:
        """Return the unit that stands `ahead`, and of how many pieces, “mg/ml” being three."""
        meaning = self._lexicon.units.get(self._peek(ahead).text)
        if not meaning:
            return None, 0
        per = self._lexicon.units.get(self._peek(ahead + 2).text)
        if per and self._peek(ahead + 1).text == "/":
            return replace(meaning, concept=f"{meaning.concept}/{per.concept}"), 3
        return meaning, 1

    def _quantity(self) -> bool:
        """Take a number or a range with its unit: “5–7 dagar”, “en halv tablett”."""
        one = self._peek()
        if one.kind == "date":
            return self._add(Meaning(one.text, Sort.NUMBER, "number", "time"), 1)
        value, length = self._value(0)
        if not length:
            return False
        until = self._peek(length)
        if until.text in _DASHES | _UNTIL:
            more, count = self._value(length + 1)
            if count:
                value, length = f"{value}–{more}", length + 1 + count
        unit, count = self._unit(length)
        if not unit and one.kind == "clock":
            return False
        concept = f"{value} {unit.concept}" if unit else value
        what = unit.what if unit else "number"
        return self._add(Meaning(concept, Sort.NUMBER, "number", what), length + count)

    def _days(self) -> bool:
        """Take “måndag till fredag” or “må-fr” as a range."""
        found = days_at(self._pieces, self._at)
        return found is not None and self._add(*found)

    # ---- times of the day ------------------------------------------------------------------------

    def _clock(self) -> bool:
        """Take “kl. 21”, “klockan halv nio”, “21.00–22.30” or “9 pm” as a time of the day."""
        said = self._peek().text in _CLOCKS
        ahead = 1 + (self._peek(1).text == ".") if said else 0
        time, length = self._time(ahead, said=said)
        if not length:
            return False
        ahead += length
        if self._peek(ahead).text in _DASHES | _UNTIL:
            until, length = self._time(ahead + 1, said=True)
            if length:
                time, ahead = f"{time}–{until}", ahead + 1 + length
        if not said and self._unit(ahead)[1]:
            return False
        return self._add(Meaning(f"clock {time}", Sort.NUMBER, "number", "time"), ahead)

    def _time(self, ahead: int, *, said: bool) -> tuple[str, int]:
        one, after = self._peek(ahead), self._peek(ahead + 1)
        if one.text == "halv" and not self._unit(ahead + 2)[1]:
            hour = number_in_words(after.text) or after.text
            return (f"{int(hour) - 1}:30", 2) if _is_hour(hour) and hour != "0" else ("", 0)
        if one.kind == "clock":
            hour, minute = re.split("[.:]", one.text)
        else:
            hour, minute = number_in_words(one.text) or one.text, "00"
        if not _is_hour(hour) or not (said or one.kind == "clock" or after.text in ("am", "pm")):
            return "", 0
        late = _NOON if after.text == "pm" and int(hour) != _NOON else 0
        return f"{int(hour) + late}:{minute}", 1 + (after.text in ("am", "pm"))

    # ---- telephone numbers -----------------------------------------------------------------------

    def _telephone(self) -> bool:
        """Take digits that are to be called, whatever spaces are among them."""
        one, count = self._peek(), 1
        if one.kind == "telephone":
            return self._call(one.text, 1)
        if one.kind != "number" or not one.text.replace(" ", "").isdigit():
            return False
        digits, end = one.text, one.end
        while (
            count < _MOST_PIECES
            and (more := self._peek(count)).kind == "number"
            and more.start == end + 1
        ):
            digits, end, count = digits + more.text, more.end, count + 1
        digits = "".join(filter(str.isdigit, digits))
        called = any(
            before.text in self._lexicon.calling
            for before in self._raws[max(self._at - _CALLED, 0) : self._at]
        )
        if digits in self._lexicon.telephones or (called and len(digits) >= _SHORTEST_TELEPHONE):
            return not self._unit(count)[1] and self._call(digits, count)
        return False

    def _call(self, written: str, count: int) -> bool:
        digits = "".join(filter(str.isdigit, written))
        if written.startswith("+46"):
            digits = "0" + digits[2:].lstrip("0")
        return self._add(Meaning(f"telephone {digits}", Sort.TELEPHONE, "telephone"), count)

    # ---- “Har du feber, ring” -------------------------------------------------------------------

    def _is_conditional(self) -> bool:
        """Tell whether a sentence that is no question begins with a verb and then its subject."""
        begins = self._at == 0 or self._raws[self._at - 1].text in _ENDS
        verb, subject = self._peek().text, self._peek(1).text
        if not (begins and verb in self._lexicon.conditional and subject in self._lexicon.subjects):
            return False
        rest = self._raws[self._at : self._at + _LONGEST_QUESTION]
        return next((one.text for one in rest if one.text in "?.!"), "") != "?"

    def _take_conditional(self) -> None:
        verb, subject = self._peek(), self._peek(1)
        self._words.append(
            Word(self._lexicon.word("om"), self._shown[verb.start : verb.end], verb.start)
        )
        self._at += 1
        self._word(subject)
        self._at -= 2
        self._word(verb)
        self._at += 1

    # ---- all else --------------------------------------------------------------------------------

    def _single(self, one: _Raw) -> None:
        if one.kind == "symbol":
            if one.text == "&":
                self._add(self._lexicon.word("och"), 1)
            elif _steers(one.text):
                self._add(Meaning(one.text, Sort.KEY_WORD, "symbol"), 1)
        elif one.kind == "address":
            self._add(Meaning(_SCHEME.sub("", one.text.lower()), Sort.ADDRESS, "address"), 1)
        elif one.kind == "word":
            self._word(one)
        else:
            self._add(Meaning(one.text, Sort.NUMBER, "number", "number"), 1)

    def _word(self, one: _Raw) -> None:
        if one.text in ARTICLES:
            meaning = Meaning("1", Sort.NUMBER, "number", "number", always=False)
        elif place := ordinal_in_words(one.text):
            meaning = Meaning(f"{place}:", Sort.NUMBER, "number", "number")
        elif self._is_negated(one.text):
            self._words.append(Word(_NOT, self._shown[one.start : one.end], one.start))
            meaning = self._lexicon.word(
                next(one.text[len(p) :] for p in _PREFIXES if one.text.startswith(p))
            )
        else:
            meaning = self._meaning(one)
        self._add(meaning, 1)

    def _meaning(self, one: _Raw) -> Meaning:
        unit = self._lexicon.units.get(one.text)
        meaning = self._lexicon.word(one.text)
        if meaning.sort is not Sort.PLAIN:
            return meaning
        if unit and len(one.text) > 1:
            return unit
        if any(map(str.isnumeric, one.text)):
            return Meaning(one.text, Sort.NUMBER, "number", "number")
        written = self._shown[one.start : one.end]
        inside = self._at > 0 and self._raws[self._at - 1].text not in _ENDS
        if inside and written[0].isupper() and len(written) > 1:
            return Meaning(one.text, Sort.NAME, "name")
        return self._lexicon.beginning(one.text)

    def _is_negated(self, word: str) -> bool:
        return any(
            word.startswith(prefix)
            and len(word) - len(prefix) >= _SHORTEST_STEM
            and _stem(word[len(prefix) :]) in self._stems
            for prefix in _PREFIXES
        )


def _is_hour(text: str) -> bool:
    return text.isdecimal() and len(text) <= len(str(_HOURS)) and int(text) <= _HOURS


def _stem(word: str) -> str:
    """Return an adjective without what agrees with its noun: farligt, farliga → farlig."""
    return word[:-1] if word[-1:] in ("t", "a") else word


def _steers(symbol: str) -> bool:
    """Tell whether a symbol says something of its own, as ≥, →, ✗ and ☎ do, and marks do not."""
    kind = unicodedata.category(symbol)
    return (kind[0] == "S" and kind != "Sk" and symbol != "|") or kind == "Cf"
