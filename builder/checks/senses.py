"""ACC: text that asks for a language, or for an eye for colours, that its reader may not have."""

import re
from collections.abc import Iterator
from typing import Final

from builder.checks.rule import Severity, rule
from builder.content import Sources
from builder.content.passages import passages
from builder.message import mark, tell
from builder.problem import Problem
from builder.source.prose import ProseKind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SWEDISH: Final = _words(
    "att av de den det dig din ditt dina du då efter eller en ett från får för genom han har hon "
    "hur här inte jag kan man med men mycket många nu när någon och om också på sedan ska som "
    "till under upp ut vad var vi vid är över"
)
_ENGLISH: Final = _words(
    "about after and are because been but by can do does for from have how if in is it its may "
    "more not of on or out should so than that the their them then there these they this to up "
    "was what when where which who will with would you your"
)
_OTHER_LETTER: Final = re.compile("[\u0370-\u1cff\u3040-\ud7ff]")
_ENOUGH_WORDS: Final = 12
_ENOUGH_CHARACTERS: Final = 30

_SHOWN: Final = (
    "(?:knapp|fält|rut|text|länk|linje|kurv|stap|pil|cirk|ring|prick|områd|markering|flik|symbol|"
    "ikon|rad|siffr|punkt|fråg|ord|zon)(?:el|er|or|l?ar|r)?(?:n|en|et|an|na)"
)
_SHOWN_IN_ENGLISH: Final = (
    "(?:button|field|box|text|link|line|curve|bar|arrow|circle|dot|area|tab|symbol|icon|row|"
    "question|word)(?:e?s)?"
)
_COLOUR: Final = "(?:red|green|blue|yellow|orange|purple|pink|black|white|gr[ea]y|brown)"
_COLOUR_ONLY: Final = re.compile(
    r"(?i:\b(?:den|det|de) (?:mörk|ljus)?(?:röda|gröna|blåa?|gula|orangea?|lila|rosa|svarta|vita|"
    rf"gråa?|bruna|turkosa) {_SHOWN}\b)"
    r"(?! (?:som (?:heter|kallas)|där det står|med (?:texten|ordet|namnet)|[\W_]?[A-ZÅÄÖ]))"
    rf"|(?i:\b(?:{_SHOWN}|marker\w+|skriv(?:en|et|na)|visas|står|anges) (?:med|i) (?:rött|grönt|"
    r"blått|gult|orange|lila|rosa|grått|brunt|(?:röd|grön|blå|gul|grå) (?:färg|text))\b)"
    rf"|(?i:\bthe (?:light |dark )?{_COLOUR} {_SHOWN_IN_ENGLISH}\b)"
    r"(?! (?:called|named|labelled|that says|[\W_]?[A-Z]))"
    rf"|(?i:\b(?:{_SHOWN_IN_ENGLISH}|marked|shown|written|highlighted) in {_COLOUR}\b)"
)
"""What to press or read is told by colour, and no name follows."""
_COLOURS: Final = (
    *("röda", "rött", "röd", "grön", "blå", "gul", "orange", "lila"),
    *("rosa", "svarta", "vita", "grå", "brun", "turkos", "red", "green"),
    *("yellow", "purple", "pink", "black", "white", "grey", "gray", "blue"),
)


@rule("ACC010", "other-language", Sources, Severity.ADVICE)
def other_language(sources: Sources) -> Iterator[Problem]:
    """A paragraph is written in another language than the moment.

    Why: a screen reader speaks the moment's language; read by a Swedish voice, English cannot be
    understood. Put what is in another language in a moment of its own.

    Bad, in `welcome.md`:

        # Välkommen

        This is a course for you who want to sleep better. You can read it when you have the time.

    Good, in `welcome.md`:

        # Välkommen

        Det här är en kurs för dig som vill sova bättre. Du kan läsa den när du har tid.
    """
    for passage in passages(sources):
        if len(passage.text) >= _ENOUGH_CHARACTERS and passage.kind is not ProseKind.CODE:
            other = _other_language(passage.text.casefold(), passage.language)
            if other:
                yield Problem(passage.path, passage.span(), tell(other))


def _other_language(text: str, language: str) -> str | None:
    """Say which language a text seems to be in, where that is another one."""
    words = text.split()
    if len(_OTHER_LETTER.findall(text)) * 2 > len(text) - len(words):
        return _NOT_LATIN
    if len(words) < _ENOUGH_WORDS:
        return None
    own, other = (_SWEDISH, _ENGLISH) if language == "sv" else (_ENGLISH, _SWEDISH)
    met = sum(map(other.__contains__, words))
    if met * 5 <= len(words) or met <= 5 * sum(map(own.__contains__, words)):
        return None
    return _IN_ENGLISH if language == "sv" else _IN_SWEDISH


_IN_ENGLISH: Final = mark("this seems to be in English, but the moment is in Swedish")
_IN_SWEDISH: Final = mark("this seems to be in Swedish, but the moment is in English")
_NOT_LATIN: Final = mark("this is written in other letters than the moment's language")


@rule("ACC012", "colour-only", Sources, Severity.ADVICE)
def colour_only(sources: Sources) -> Iterator[Problem]:
    """Something is pointed out by its colour alone.

    Why: who does not tell the colours apart, or has the page read aloud, does not find it. Say
    what it is called, or where it is.

    Bad, in `welcome.md`:

        # Välkommen

        Tryck på den gröna knappen.

    Good, in `welcome.md`:

        # Välkommen

        Tryck på den gröna knappen Spara.
    """
    whole = "\n".join(passage.text for passage in passages(sources))
    named = [colour for colour in _COLOURS if colour in whole]
    for passage in passages(sources):
        if not any(colour in passage.text for colour in named):
            continue  # most passages name none: 2 ms a moment become 0.2
        for match in _COLOUR_ONLY.finditer(passage.text):
            message = tell(
                "“{value}” points out by colour only: say what it is called", value=match[0]
            )
            yield Problem(passage.path, passage.span(*match.span()), message)


RULES = (other_language, colour_only)
