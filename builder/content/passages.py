"""Everything that somebody reads, in pages and in YAML alike, with the place of every word."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import Final, TypeAlias, TypeVar

from builder.content.library import Library
from builder.content.moment import CHANGES, SETTINGS, STAFF, MomentContent
from builder.content.sources import Sources
from builder.media import Cue
from builder.model import Form, Medium, Question, Score
from builder.model.form import Audience
from builder.problem import Pointer, Span
from builder.source.prose import Piece, Prose, ProseKind


class TextKind(StrEnum):
    """What a text outside the pages is to its reader."""

    TITLE = "title"
    TEXT = "text"
    QUESTION = "question"
    ANSWER = "answer"
    CUE = "cue"


@dataclass(frozen=True, slots=True)
class Passage:
    """One text as its reader meets it, without marks and without line ends.

    `language` is "sv" or "en". `at` is where a text in YAML stands; `code` are the stretches that
    are code.
    """

    kind: ProseKind | TextKind
    audience: Audience
    language: str
    text: str
    path: str
    sources: Sources = field(repr=False, compare=False)
    at: Pointer = ()
    prose: Prose | None = field(repr=False, default=None)

    @property
    def code(self) -> tuple[tuple[int, int], ...]:
        """The stretches of the text that are code."""
        return self.prose.code if self.prose else ()

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Return where `text[start:end]` is written; a whole value where that cannot be told."""
        prose = self.prose or _scalar_prose(self)
        return prose.span(start, end) if prose else self.sources.place(self.path, self.at)

    def stands(self, start: int, end: int) -> bool:
        """Tell whether `text[start:end]` is written just so, on one line and without marks."""
        span = self.span(start, end)
        line = _lines(self.sources, span.path)[span.line - 1]
        written = line[span.column - 1 : span.end_column - 1]
        return span.line == span.end_line and written == self.text[start:end]


_T = TypeVar("_T")


def remembered(read: Callable[[Sources], _T]) -> Callable[[Sources], _T]:
    """Remember what `read` returned last, and for which sources.

    Sources are left alone once they are read, and every rule about words reads the same ones, one
    after the other.
    """
    last: list[tuple[Sources, _T]] = []

    @wraps(read)
    def read_once(sources: Sources) -> _T:
        for known, result in last:
            if known is sources:
                return result
        result = read(sources)
        last[:] = [(sources, result)]
        return result

    return read_once


@remembered
def passages(sources: Sources) -> tuple[Passage, ...]:
    """Return every text of a moment, or of the shared forms, that a resident or staff read."""
    match sources:
        case MomentContent():
            return tuple(_moment_passages(sources))
        case Library():
            return tuple(_library_passages(sources))
        case _:
            return ()


_Text: TypeAlias = tuple[ProseKind | TextKind, Audience, str | None, Pointer]


def _moment_passages(content: MomentContent) -> Iterator[Passage]:
    language = content.moment.language if content.moment else "sv"
    spoken = _languages(content, language)
    for path, page in content.pages.items():
        name = content.name_of(path)
        is_for_staff = name == STAFF or name.startswith(CHANGES)
        audience: Audience = "staff" if is_for_staff else "resident"
        for prose in page.prose:
            yield Passage(
                *(prose.kind, audience, spoken.get(path, language), prose.text, path),
                content,
                prose=prose,
            )
    yield from _placed(content, content.path(SETTINGS), language, _settings_texts(content))
    for path, form in content.walk_forms():
        yield from _placed(content, path, language, _form_texts(form))
    yield from _media_passages(content, spoken, language)


def _library_passages(library: Library) -> Iterator[Passage]:
    for path, form in library.walk_forms():
        texts = list(_form_texts(form))
        language = _guess(" ".join(text for _, _, text, _ in texts if text))
        yield from _placed(library, path, language, texts)


_SWEDISH: Final = re.compile(r"\b(?:och|att|är|du|har|din|ditt|inte|hur|när|för|på|som)\b")
_ENGLISH: Final = re.compile(r"\b(?:and|to|is|you|have|your|not|how|when|for|on|that|the|of)\b")


def _guess(text: str) -> str:
    """Return the language of a shared form, which has none of its own, by its small words."""
    text = text.casefold()
    return "en" if len(_ENGLISH.findall(text)) > len(_SWEDISH.findall(text)) else "sv"


def _placed(
    sources: Sources, path: str, language: str, texts: Sequence[_Text] | Iterator[_Text]
) -> Iterator[Passage]:
    for kind, audience, written, at in texts:
        if written:
            text = " ".join(written.split())
            yield Passage(kind, audience, language, text, path, sources, at)


def _settings_texts(content: MomentContent) -> Iterator[_Text]:
    moment = content.moment
    if moment is None:
        return
    yield TextKind.TITLE, "resident", moment.title, ("title",)
    yield TextKind.TEXT, "resident", moment.summary, ("summary",)
    yield TextKind.TEXT, "staff", moment.audience, ("audience",)
    yield TextKind.TEXT, "staff", moment.intended_use, ("intended-use",)
    for n, view in enumerate(moment.results):
        yield TextKind.TITLE, _reader(view.visible_to), view.title, ("results", n, "title")
    for n, reminder in enumerate(moment.reminders):
        yield TextKind.TEXT, reminder.to, reminder.text, ("reminders", n, "text")


def _reader(visible_to: Sequence[Audience]) -> Audience:
    return "resident" if "resident" in visible_to else "staff"


def _form_texts(form: Form) -> Iterator[_Text]:
    yield TextKind.TITLE, "resident", form.title, ("title",)
    yield TextKind.TEXT, "resident", form.introduction, ("introduction",)
    yield TextKind.TEXT, "resident", form.rights.attribution, ("rights", "attribution")
    for n, occasion in enumerate(form.occasions):
        yield TextKind.TITLE, "resident", occasion.title, ("occasions", n, "title")
    for n, page in enumerate(form.pages):
        yield TextKind.TITLE, "resident", page.title, ("pages", n, "title")
        yield TextKind.TEXT, "resident", page.introduction, ("pages", n, "introduction")
    for at, question in form.walk():
        yield from _question_texts(at, question)
    for n, score in enumerate(form.scores):
        yield from _score_texts(("scores", n), score)
    for n, flag in enumerate(form.flags):
        yield TextKind.TEXT, flag.to, flag.text, ("flags", n, "text")
        yield TextKind.TEXT, "staff", flag.who_acts, ("flags", n, "who-acts")
        yield TextKind.TEXT, "staff", flag.how, ("flags", n, "how")
    for n, example in enumerate(form.examples):
        yield TextKind.TITLE, "staff", example.title, ("examples", n, "title")


def _question_texts(at: Pointer, question: Question) -> Iterator[_Text]:
    kind = TextKind.TEXT if question.type == "info" else TextKind.QUESTION
    yield kind, "resident", question.text, (*at, "text")
    if question.type == "info":
        return
    yield TextKind.TEXT, "resident", question.help, (*at, "help")
    if question.picture:
        yield ProseKind.ALT, "resident", question.picture.alt, (*at, "picture", "alt")
    yield from _answer_texts(at, question)


def _answer_texts(at: Pointer, question: Question) -> Iterator[_Text]:
    """Yield what is read while answering."""
    if question.type == "text":
        yield TextKind.TEXT, "resident", question.pattern_help, (*at, "pattern-help")
    if question.type == "scale":
        yield TextKind.ANSWER, "resident", question.min_text, (*at, "min-text")
        yield TextKind.ANSWER, "resident", question.max_text, (*at, "max-text")
    if question.type == "number":
        yield TextKind.ANSWER, "resident", question.unit, (*at, "unit")
    if question.type == "matrix":
        for n, row in enumerate(question.rows):
            yield TextKind.QUESTION, "resident", row.text, (*at, "rows", n, "text")
    for n, choice in enumerate(getattr(question, "choices", ())):
        yield TextKind.ANSWER, "resident", choice.text, (*at, "choices", n, "text")


def _score_texts(at: Pointer, score: Score) -> Iterator[_Text]:
    audience = _reader(score.visible_to)
    yield TextKind.TITLE, audience, score.title, (*at, "title")
    yield TextKind.TEXT, "resident", score.explanation, (*at, "explanation")
    for n, band in enumerate(score.bands):
        yield TextKind.ANSWER, audience, band.text, (*at, "bands", n, "text")


def _media_passages(
    content: MomentContent, spoken: dict[str, str], language: str
) -> Iterator[Passage]:
    for n, medium in enumerate(_media(content)):
        path = content.path("media/media.yaml")
        texts: list[_Text] = [
            (
                TextKind.TEXT,
                "resident",
                medium.audio_description,
                ("media", n, "audio-description"),
            ),
            (
                TextKind.TEXT,
                "resident",
                medium.rights.attribution,
                ("media", n, "rights", "attribution"),
            ),
        ]
        yield from _placed(content, content.spelt(path) or path, language, texts)
    for file in content.media_files.values():
        captions = file.facts.captions if file.facts else None
        for cue in captions.cues if captions else ():
            for prose in _said(file.path, cue):
                yield Passage(
                    *(TextKind.CUE, "resident", spoken.get(file.path, language), prose.text),
                    file.path,
                    content,
                    prose=prose,
                )


def _media(content: MomentContent) -> tuple[Medium, ...]:
    return content.media_list.media if content.media_list else ()


def _languages(content: MomentContent, language: str) -> dict[str, str]:
    """Return the language of each file that gives the words of a film or a sound."""
    return {
        content.spelt(content.path(f"media/{name}")) or name: medium.language or language
        for medium in _media(content)
        for name in (medium.captions, medium.transcript)
        if name
    }


_SAID: Final = re.compile("<[^>]*>|([^<]+)")


def _said(path: str, cue: Cue) -> Iterator[Prose]:
    """Yield the words of a cue without its tags, if it has any."""
    text, pieces = "", list[Piece]()
    for number, line in cue.words:
        text = f"{text.rstrip()} "
        for part in _SAID.finditer(line):
            words = part[1] or ""
            words = words.lstrip() if text.endswith(" ") else words
            if words:
                pieces.append((len(text) - 1, number, part.end() - len(words) + 1, 0))
                text += words
    if pieces:
        yield Prose(path, ProseKind.PARAGRAPH, text.strip(), tuple(pieces))


def _lines(sources: Sources, path: str) -> list[str]:
    return sources.texts.get(path, "").split("\n")


def _scalar_prose(passage: Passage) -> Prose | None:
    """Find the words of a YAML value again in its file, one after the other.

    A value may be plain, quoted, folded or literal, over any number of lines: between its words
    stands only white space. None where a word is written with an escape.
    """
    place = passage.sources.place(passage.path, passage.at)
    lines = _lines(passage.sources, passage.path)[place.line - 1 : place.end_line]
    number, column = place.line, place.column - 1
    style = lines[0][column : column + 1]
    if style in {"|", ">"}:
        lines, number, column = lines[1:], number + 1, 0
    column += style in {"'", '"'}
    pieces: list[Piece] = []
    for word in re.finditer(r"\S+", passage.text):
        written = _as_written(word[0], style)
        while lines and (column := lines[0].find(written, column)) < 0:
            lines, number, column = lines[1:], number + 1, 0
        if not lines:
            return None
        width = 0 if written == word[0] else len(written)
        pieces.append((word.start(), number, column + 1, width))
        column += len(written)
    return Prose(passage.path, ProseKind.PARAGRAPH, passage.text, tuple(pieces))


def _as_written(word: str, style: str) -> str:
    if style == "'":
        return word.replace("'", "''")
    return word.replace("\\", "\\\\").replace('"', '\\"') if style == '"' else word
