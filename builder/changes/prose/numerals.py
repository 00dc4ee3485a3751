"""Numbers in words, in Swedish and English, and how a number is written one way only."""

import re
from decimal import Decimal
from functools import cache
from typing import Final

_SWEDISH: Final = [
    "noll",
    "en",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
    "tretton",
    "fjorton",
    "femton",
    "sexton",
    "sjutton",
    "arton",
    "nitton",
]
_SWEDISH_TENS: Final = [
    "tjugo",
    "trettio",
    "fyrtio",
    "femtio",
    "sextio",
    "sjuttio",
    "åttio",
    "nittio",
]
_ENGLISH: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ENGLISH_TENS: Final = [
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
]
_SWEDISH_ORDINALS: Final = [
    "första",
    "andra",
    "tredje",
    "fjärde",
    "femte",
    "sjätte",
    "sjunde",
    "åttonde",
    "nionde",
    "tionde",
    "elfte",
    "tolfte",
]
_ENGLISH_ORDINALS: Final = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
ARTICLES: Final = frozenset({"en", "ett", "a", "an", "one"})
"""Words that are “1” beside a unit, or where another number stands instead."""
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|\.000)")
_EITHER: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
FRACTIONS: Final = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "1/3", "⅔": "2/3"}


_THOUSAND: Final = 1000
_SCALES: Final = (
    ("tusen", _THOUSAND),
    ("thousand", _THOUSAND),
    ("hundra", 100),
    ("hundred", 100),
)
_LONGEST: Final = 60


@cache
def _small_numbers() -> dict[str, int]:
    """Return each word for a number below a hundred."""
    found = {"ett": 1, "et": 1}
    for ones, tens, joiners in (
        (_SWEDISH, _SWEDISH_TENS, ("",)),
        (_ENGLISH, _ENGLISH_TENS, ("-", "")),
    ):
        found |= {word: n for n, word in enumerate(ones)}
        for ten, word in enumerate(tens, 2):
            found[word] = 10 * ten
            for n in range(1, 10):
                found |= {f"{word}{join}{ones[n]}": 10 * ten + n for join in joiners}
    return found | {f"{word}ett": 10 * ten + 1 for ten, word in enumerate(_SWEDISH_TENS, 2)}


def number_in_words(word: str) -> str:
    """Return a number in words as figures: “tvåhundrafemtio” is 250; "" for any other word."""
    value = None if word == "et" or len(word) > _LONGEST else _value(word)
    return "" if value is None else str(value)


def _value(word: str) -> int | None:
    for name, scale in _SCALES:
        before, found, after = word.partition(name)
        if found:
            many = _value(before) if before else 1
            rest = _value(after) if after else 0
            if many is None or rest is None or not (0 < many < _THOUSAND and rest < scale):
                return None
            return many * scale + rest
    return _small_numbers().get(word)


def ordinal_in_words(word: str) -> str:
    """Return a place in a row as figures: “tjugotredje” is 23; "" for any other word."""
    return _ordinals().get(word, "")


@cache
def _ordinals() -> dict[str, str]:
    ones = [*_SWEDISH_ORDINALS, *(f"{word}de" for word in _SWEDISH[13:])]
    found = dict[str, str]()
    for words, tens, join, ending in (
        (ones, _SWEDISH_TENS, "", "nde"),
        (_ENGLISH_ORDINALS, _ENGLISH_TENS, "-", ""),
    ):
        found |= {word: str(n) for n, word in enumerate(words, 1)}
        for ten, name in enumerate(tens, 2):
            found |= {f"{name}{join}{words[n]}": str(10 * ten + n + 1) for n in range(9)}
            if ending:
                found[f"{name}{ending}"] = str(10 * ten)
    for word in ("andra", "second", "first"):  # which mean other things as well
        del found[word]
    return found


def canonical_number(written: str) -> str:
    """Return a number written in figures in one way: “1 000,50” is 1000.5, “10.000” is 10000.

    “1.500” can be one and a half or fifteen hundred, and stays as it is written.
    """
    digits = "".join(one for one in written if not one.isspace())
    if _THOUSANDS.fullmatch(digits):
        return digits.replace(".", "")
    if digits == written and _EITHER.fullmatch(digits):
        return digits
    plain = f"{Decimal(digits.replace(',', '.')):f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain.lstrip("0") or "0"
