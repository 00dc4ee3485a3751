"""Items in the midst of a sentence: “feber, yrsel eller utslag” is a list too."""

from typing import Final

from builder.changes.prose.lexicon import read_lexicon
from builder.changes.prose.words import Word

_JOINERS: Final = frozenset({"joined: and", "joined: or"})
_LONGEST: Final = 4
_AHEAD: Final = 5
_MARKS: Final = frozenset(",;/:")


def is_item(text: str, words: tuple[Word, ...], start: int, stop: int) -> bool:
    """Tell whether `words[start:stop]` are one item of an enumeration in `text`."""
    item = words[start:stop]
    names = [word for word in item if word.concept not in _JOINERS]
    if not 0 < len(names) <= _LONGEST or all(map(_is_empty, names)):
        return False
    left = start == 0 or _is_joined(text, words, start)
    right = stop == len(words) or _is_joined(text, words, stop)
    joined = len(names) < len(item) or any(
        _is_joined(text, words, at) for at in (start, stop) if 0 < at < len(words)
    )
    ahead = words[stop : stop + _AHEAD]
    first = len(names) == 1 and right and any(word.concept in _JOINERS for word in ahead)
    return (left and right and joined) or first


def _is_empty(word: Word) -> bool:
    lexicon = read_lexicon()
    written = word.text.lower()
    return any(
        written in one for one in (lexicon.fillers, lexicon.courtesies, lexicon.function_words)
    )


def is_after_comma(text: str, words: tuple[Word, ...], at: int) -> bool:
    """Tell whether a comma stands between `words[at]` and the word before it."""
    return "," in text[words[at - 1].start + len(words[at - 1].text) : words[at].start]


def _is_joined(text: str, words: tuple[Word, ...], at: int) -> bool:
    """Tell whether a comma, “och” or “eller” stands between two words, or is one of them."""
    one, two = words[at - 1], words[at]
    between = text[one.start + len(one.text) : two.start]
    return bool(_MARKS & set(between)) or bool({one.concept, two.concept} & _JOINERS)
