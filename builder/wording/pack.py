"""A pack of wording: what is said otherwise, why, and who says so; in YAML, so that others write.

A region that writes a pack of its own follows this model; its texts are in the pack's language.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field, model_validator

from builder.content import Library, MomentContent, Sources
from builder.model.form import Audience
from builder.model.part import Part
from builder.model.scalars import Flag, Id, Positive, Text
from builder.source import parse_yaml


class Entry(Part):
    """Words, or a pattern, and what is said instead.

    Words are found in any case and as whole words; `*` at the end stands for any ending. A pattern
    is Python's, and minds case; `write` may use its named groups. Either it is about figures, or
    `about` names words of which one must be in the text: that makes the search fast.
    """

    words: tuple[Text, ...] = ()
    pattern: Text | None = None
    about: tuple[Text, ...] = ()
    write: Text | None = None
    """The exact replacement, offered as a fix; `lower` means the same words in small letters."""
    suggest: Text | None = None
    """A plainer word, where a replacement would need another form or another sentence."""
    why: Text | None = None
    why_en: Text | None = None
    """What is wrong and what to do, where no words are given."""
    capital: Flag = False
    """Only words that begin with a capital inside a sentence."""
    ends_sentence: Flag = False
    """The words may be the last of a sentence, whose stop is then kept."""
    address: Flag = False
    """The pattern is about addresses, which are otherwise left alone."""
    only_in: tuple[Text, ...] = ()
    """Kinds of text: question, answer, title, heading, cell…"""
    unless: tuple[Text, ...] = ()
    """Words that make it right when they stand in the same passage."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Entry":
        if bool(self.words) == bool(self.pattern):
            raise ValueError("an entry has either words or a pattern")
        said = [one for one in (self.write, self.suggest, self.why) if one is not None]
        if len(said) != 1:
            raise ValueError("an entry says one of write, suggest and why")
        if self.pattern and not (self.about or r"\d" in self.pattern):
            raise ValueError("a pattern without figures says which words it is about")
        re.compile(self.pattern or "")
        return self


class Guideline(Part):
    """The entries of one rule, and whose texts they are for."""

    code: Text
    readers: tuple[Audience, ...] = ("resident", "staff")
    not_in: tuple[Text, ...] = ()
    """Kinds of text that are left alone."""
    whole: Flag = True
    """Also where the words are all that the text says, as a choice may."""
    quoted: Flag = True
    """Whether what stands in quotation marks is judged too."""
    explained: Flag = False
    """Whether a word that is explained in the same file is right."""
    entries: tuple[Entry, ...] = Field(min_length=1)


class Limits(Part):
    """How long and how hard a text may be."""

    max_sentence_words: Positive
    max_paragraph_words: Positive
    max_lix: Positive
    min_lix_words: Positive
    """LIX says nothing about a step with fewer words than this."""


class Pack(Part):
    """One pack."""

    name: Id
    language: Literal["sv", "en"]
    title: Text
    sources: tuple[Text, ...] = Field(min_length=1)
    months: tuple[Text, ...] = ()
    guidelines: tuple[Guideline, ...] = ()
    limits: Limits | None = None


@cache
def read_pack(name: str) -> Pack:
    """Read one of the packs that come with the builder."""
    path = f"packs/{name}.yaml"
    text = (files("builder.wording") / path).read_text(encoding="utf-8")
    return Pack.model_validate(parse_yaml(path, text).data)


def packs_of(sources: Sources) -> Sequence[str]:
    """Return the names of the packs that the profile chooses."""
    library = sources.library if isinstance(sources, MomentContent) else sources
    profile = library.profile if isinstance(library, Library) else None
    return profile.wording if profile else ()
