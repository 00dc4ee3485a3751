"""Plain language as data: packs of words to avoid, and how hard a text is to read."""

from builder.wording.match import Match, find
from builder.wording.pack import Limits, Pack, packs_of, read_pack
from builder.wording.readability import Readability, measure, sentences, words

__all__ = [
    "Limits",
    "Match",
    "Pack",
    "Readability",
    "find",
    "measure",
    "packs_of",
    "read_pack",
    "sentences",
    "words",
]
