"""Numbers in words, in Swedish and English, and how a number is written one way only."""

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
FRACTIONS: Final = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "1/3", "⅔": "2/3"}


@cache
def number_words() -> dict[str, str]:
    """Return what each word for a number is in figures."""
    found = dict[str, str]()
    for ones, tens, joiners in (
        (_SWEDISH, _SWEDISH_TENS, ("",)),
        (_ENGLISH, _ENGLISH_TENS, ("-", "")),
    ):
        found |= {word: str(n) for n, word in enumerate(ones)}
        for ten, word in enumerate(tens, 2):
            found[word] = str(10 * ten)
            for one in range(1, 10):
                found |= {f"{word}{join}{ones[one]}": str(10 * ten + one) for join in joiners}
    found |= {"ett": "1", "hundra": "100", "tusen": "1000", "hundred": "100", "thousand": "1000"}
    for n in range(1, 10):
        word = "ett" if n == 1 else _SWEDISH[n]
        found |= {f"{word}hundra": str(100 * n), f"{word}tusen": str(1000 * n)}
    return found


@cache
def ordinal_words() -> dict[str, str]:
    """Return what each word for a place in a row is in figures."""
    return {
        word: str(n)
        for words in (_SWEDISH_ORDINALS, _ENGLISH_ORDINALS)
        for n, word in enumerate(words, 1)
        if word not in {"andra", "second", "first"}  # which mean other things as well
    }


def canonical_number(written: str) -> str:
    """Return a number written in figures in one way: “1 000,50” is 1000.5."""
    digits = "".join(one for one in written if not one.isspace()).replace(",", ".")
    number = Decimal(digits)
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain.lstrip("0") or "0"
