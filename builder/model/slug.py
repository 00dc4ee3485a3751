"""Ids and names made of what an author has written: a–z, 0–9 and hyphens."""

import re
import unicodedata
from collections.abc import Container
from itertools import count
from typing import Final

_LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "a", "ð": "d", "ø": "o", "þ": "th", "đ": "d", "ł": "l", "ı": "i"}
)
"""Letters that Unicode does not take apart into a letter and a mark."""
_LONGEST: Final = 40


def plain_letters(text: str) -> str:
    """Return `text` in small letters without marks: `Sömn é` becomes `somn e`."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).lower())
    letters = "".join(one for one in apart if not unicodedata.combining(one))
    return letters.lower().translate(_LETTERS)


def slug(text: str) -> str:
    """Return an id made of a text; empty where it holds no letter or figure.

    `Bättre sömn` becomes `battre-somn`. What is longer than 40 characters ends with a whole word.
    """
    whole = re.sub(r"[^a-z0-9]+", "-", plain_letters(text)).strip("-")
    if len(whole) <= _LONGEST:
        return whole
    return whole[: _LONGEST + 1].rpartition("-")[0] or whole[:_LONGEST]


def numbered(name: str, taken: Container[str]) -> str:
    """Return `name`, or with the first number that makes it one of its own: `somn-2`."""
    if name not in taken:
        return name
    return next(one for n in count(2) if (one := f"{name}-{n}") not in taken)
