"""ACC: what stands for a picture, a film or a sound to those who do not see or hear it.

A picture's brackets hold its alt text, and at a question `alt` does. The brackets of a film or a
sound hold its name, which is read out before it is played: it must be there, and be no file name,
but is no sentence.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from builder.checks.rule import Severity, rule
from builder.content import MomentContent
from builder.content.moment import MEDIA_LIST
from builder.content.passages import passages
from builder.content.pictures import form_pictures
from builder.media import MediaKind, type_of_name
from builder.message import Message, mark, tell
from builder.model import Medium
from builder.problem import Pointer, Problem, Span
from builder.source.page import LinkKind
from builder.source.prose import ProseKind
from builder.tree import normal

_MAX_CHARACTERS: Final = 80
_FEWEST_WORDS: Final = 2
_SENTENCE_END: Final = re.compile(r"(?<!\b[Ss]t)(?<!\b[Dd]r)(?<!\b[Nn]r)[.!?…]\s+(?=[A-ZÅÄÖ])")
_PILE: Final = re.compile(r"[\w-]+(?:\s*[,;/]\s*[\w-]+)+\.?")
_FILE_NAME: Final = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|svg|heic|tiff?|bmp|mp4|mov|mp3|m4a|wav)", re.IGNORECASE
)
_CAMERA_NAME: Final = re.compile(
    r"(?:img|dsc[nf]?|dcim|pxl|mvi|vid|screenshot|skärm\w*|image|picture|photo|bild|foto)"
    r"(?:[ _-]*\d[\d ._:-]*(?:kl[\d ._:-]+)?(?:wa\d+)?)|\d[\d _-]+(?:wa\d+)?",
    re.IGNORECASE,
)


@rule("ACC001", "missing-alt", MomentContent)
def missing_alt(content: MomentContent) -> Iterator[Problem]:
    """A picture has no alt text, or a film or a sound no name.

    Why: whoever does not see the picture hears the alt text instead. Only a picture that
    `media/media.yaml` says is decorative is left out when the page is read aloud.

    Bad, in `welcome.md`:

        # Välkommen

        ![](media/rum.png)

    Good, in `welcome.md`:

        # Välkommen

        ![Ett ljust rum med öppet fönster.](media/rum.png)
    """
    for one in _shown(content):
        if one.alt or (one.is_picture and (one.medium is None or one.medium.decorative)):
            continue  # of a picture that is not listed, nobody has said yet that it is decorative
        name = one.target.rpartition("/")[2]
        message = tell(_NO_ALT if one.is_picture else _NO_NAME, name=name)
        yield Problem(one.path, one.at, message)


_NO_ALT: Final = mark("“{name}” has no alt text: say in a sentence what the picture shows")
_NO_NAME: Final = mark("“{name}” has no name: write one between the brackets")


@rule("ACC002", "decorative-text", MomentContent)
def decorative_text(content: MomentContent) -> Iterator[Problem]:
    """A picture that is decorative has an alt text or a caption all the same.

    Why: it says something, or it does not. Take away the text, or `decorative: true` in
    `media/media.yaml`.

    Bad, in `media/media.yaml`:

        media:
          - {id: rum, file: rum.png, decorative: true, rights: {holder: Enheten, licence: CC0-1.0}}
          - {id: bild, file: bild.png, rights: {holder: Enheten, licence: CC0-1.0}}

    Good, in `media/media.yaml`:

        media:
          - {id: rum, file: rum.png, rights: {holder: Enheten, licence: CC0-1.0}}
          - {id: bild, file: bild.png, rights: {holder: Enheten, licence: CC0-1.0}}
    """
    faults: list[_Fault] = []
    for one in _shown(content):
        if one.is_decorative and one.alt:
            message = tell("a decorative picture has no alt text: “{value}”", value=one.alt)
            faults.append((one, ProseKind.ALT, message))
        elif one.is_decorative and one.caption:
            message = tell("a decorative picture has no caption: “{value}”", value=one.caption)
            faults.append((one, ProseKind.CAPTION, message))
    yield from _placed(content, faults)


@rule("ACC003", "alt-sentence", MomentContent, Severity.WARNING)
def alt_sentence(content: MomentContent) -> Iterator[Problem]:
    """An alt text is not one short sentence with a full stop.

    Why: it is read aloud in the midst of the text. One sentence of at most 80 characters can be
    followed, a pile of words cannot, and the full stop makes the voice pause.

    Bad, in `welcome.md`:

        # Välkommen

        ![säng, fönster, natt](media/rum.png)

    Good, in `welcome.md`:

        # Välkommen

        ![En bäddad säng vid ett fönster om natten.](media/rum.png)
    """
    faults: list[_Fault] = []
    for one in _shown(content):
        if one.is_picture and one.alt and not one.is_decorative and not _is_file_name(one):
            message = _sentence_fault(one.alt)
            faults += [(one, ProseKind.ALT, message)] if message else []
    yield from _placed(content, faults)


def _sentence_fault(text: str) -> Message | None:
    words = re.findall(r"[^\W\d_]+", text)
    if len(words) < _FEWEST_WORDS or _PILE.fullmatch(text):
        return tell("“{value}” is no sentence: say what the picture shows", value=text)
    if _SENTENCE_END.search(text):
        return tell("the alt text is several sentences; it should be one")
    if len(text) > _MAX_CHARACTERS:
        return tell(
            "the alt text has {n} characters; at most {most}", n=len(text), most=_MAX_CHARACTERS
        )
    if not text.endswith("."):
        return tell("the alt text does not end with a full stop")
    return None


@rule("ACC004", "alt-file-name", MomentContent)
def alt_file_name(content: MomentContent) -> Iterator[Problem]:
    """An alt text, or the name of a film or a sound, is what the file is called.

    Why: “IMG 2034” read aloud says nothing about what the picture shows.

    Bad, in `welcome.md`:

        # Välkommen

        ![IMG_2034](media/rum.png)

    Good, in `welcome.md`:

        # Välkommen

        ![Ett ljust rum med öppet fönster.](media/rum.png)
    """
    faults: list[_Fault] = []
    for one in _shown(content):
        if _is_file_name(one) and not one.is_decorative:
            message = tell("“{value}” is the name of a file: say what it shows", value=one.alt)
            faults.append((one, ProseKind.ALT, message))
    yield from _placed(content, faults)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A picture, film or sound where it is shown; `medium` is None where it is not listed.

    `at` is where its file is named: a span of a page, or a pointer into a form.
    """

    path: str
    at: Span | Pointer
    target: str
    alt: str
    caption: str
    is_picture: bool
    medium: Medium | None

    @property
    def is_decorative(self) -> bool:
        """Only a picture can say nothing."""
        return self.is_picture and self.medium is not None and self.medium.decorative


_Fault: TypeAlias = tuple[_Shown, ProseKind, Message]
"""What is wrong with the alt text, or the caption, of what is shown."""


def _shown(content: MomentContent) -> Iterator[_Shown]:
    listed = content.media_list.media if content.media_list else ()
    media = {normal(content.path(f"media/{one.file}")): one for one in listed}
    for page, link in content.page_links():
        if link.kind is not LinkKind.IMAGE:
            continue
        path = content.resolve(page.path, link.target)
        kind = type_of_name(path)
        if path in content.media_files and kind and kind.kind is not MediaKind.TEXT:
            said = (link.target, link.text.strip(), link.title.strip())
            is_picture = kind.kind is MediaKind.PICTURE
            yield _Shown(page.path, link.span, *said, is_picture, media.get(path))
    for one in form_pictures(content):
        kind = type_of_name(one.target)
        if one.target in content.media_files and kind and kind.kind is MediaKind.PICTURE:
            said = (one.picture.file, (one.picture.alt or "").strip(), "")
            yield _Shown(one.path, one.at, *said, is_picture=True, medium=media.get(one.target))


def _placed(content: MomentContent, faults: Sequence[_Fault]) -> Iterator[Problem]:
    """Place faults where the text is written: an alt text before its address, a caption after."""
    spans: dict[tuple[str, ProseKind], list[Span]] = defaultdict(list)
    for passage in passages(content) if faults else ():
        if passage.kind is ProseKind.ALT or passage.kind is ProseKind.CAPTION:
            spans[passage.path, passage.kind].append(passage.span())
    for known in spans.values():
        known.sort()
    for one, kind, message in faults:
        if not isinstance(one.at, Span):
            yield Problem(one.path, (*one.at[:-1], "alt"), message)
            continue
        span, known = one.at, spans[one.path, kind]
        n = bisect_left(known, span)
        if kind is ProseKind.ALT:  # a picture by reference is all in its own span
            n = bisect_left(known, Span(span.path, span.end_line, span.end_column)) - 1
        yield Problem(one.path, known[n] if 0 <= n < len(known) else span, message)


def _is_file_name(one: _Shown) -> bool:
    text = one.alt.rstrip(".")
    if len(text) > _MAX_CHARACTERS:
        return False
    stem = one.target.rpartition("/")[2].rpartition(".")[0]
    is_stem = text.casefold() == stem.casefold() and not stem.isalpha()
    return bool(is_stem or _FILE_NAME.fullmatch(text) or _CAMERA_NAME.fullmatch(text))


@rule("ACC011", "unstated-media-language", MomentContent, Severity.WARNING)
def unstated_media_language(content: MomentContent) -> Iterator[Problem]:
    """`media/media.yaml` does not say which language is spoken in a film or a sound.

    Why: captions and text version are read aloud in the language that is stated. Where nothing is
    spoken, a waiver says so.
    """
    for n, medium in enumerate(content.media_list.media if content.media_list else ()):
        kind = type_of_name(medium.file)
        if kind and kind.kind in {MediaKind.FILM, MediaKind.SOUND} and medium.language is None:
            message = tell(
                "“{name}” does not say which language is spoken: write “language: {language}”",
                name=medium.file,
                language=content.moment.language if content.moment else "sv",
            )
            yield Problem(content.path(MEDIA_LIST), ("media", n), message)


RULES = (missing_alt, decorative_text, alt_sentence, alt_file_name, unstated_media_language)
