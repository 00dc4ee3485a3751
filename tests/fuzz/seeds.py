"""What the fuzzer begins with: the real content, the manual's examples, small media of every kind."""

import re
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final, TypeAlias

import base
import recorded

from builder.checks import ALL_RULES
from builder.checks.page import Example, RulePage
from builder.content.library import MOMENT_DEPTH, moment_folder
from builder.tree import read_folder

Files: TypeAlias = Mapping[str, bytes]
ROOT: Final = Path(__file__).parents[2]
_TEXT: Final = frozenset({".md", ".vtt", ".yaml"})
_WHOLE: Final = {"moment.yaml": base.SETTINGS, "forms/enkat.yaml": base.FORM}

CAPTIONED: Final[dict[str, str | bytes | None]] = {
    "media/media.yaml": f"{base.MEDIA_LIST}  - id: film\n    file: film.mp4\n    captions: film.vtt\n"
    "    rights: {holder: Provenheten, licence: CC0-1.0}\n",
    "media/film.mp4": recorded.film(),
    "media/film.vtt": "WEBVTT\n\nNOTE Prov\n\n1\n00:00.100 --> 00:00.400 line:-1 align:start\n"
    "<v Anna>Hej <i>du</i> &amp; <00:00.200>andra\n\n00:00:00.400 --> 00:00:00.900\nAndas in.\n",
}
"""A film with captions in the small library."""


@cache
def libraries() -> tuple[Files, ...]:
    """Return small libraries: as many of the content as of the manual, so that neither rules."""
    moments = tuple(_moments())
    examples = (*_examples(), *[base.files(CAPTIONED)] * len(moments))
    return examples + moments * (len(examples) // len(moments))


def _moments() -> Iterator[Files]:
    """Yield what all moments share with one moment each; the files of media are small ones.

    A small file has the same structure as a large one, and is looked through in a hundredth of
    the time.
    """
    tree = read_folder(ROOT)
    moments = {moment_folder(path) for path in tree if path.startswith("content/moments/")}
    shared = {path: data for path, data in tree.items() if not path.startswith("content/moments/")}
    for moment in sorted(moments):
        if moment.count("/") == MOMENT_DEPTH - 1:
            yield shared | {path: _small(path, tree[path]) for path in tree.under(moment)}


def _small(path: str, data: bytes) -> bytes:
    suffix = PurePosixPath(path).suffix
    return data if suffix in _TEXT else media()[f"plain{suffix}"]


def _examples() -> Iterator[Files]:
    """Yield a library for each bad example of the manual: together they come to every rule."""
    for rule in ALL_RULES:
        for example in RulePage.read(rule.manual).examples:
            if example.is_named and not example.is_good:
                yield base.files({example.file: _text(example)})


def _text(example: Example) -> str:
    if not example.rest:
        return example.text
    return "".join((_keys(_WHOLE[example.file]) | _keys(f"{example.text}\n")).values())


def _keys(text: str) -> dict[str, str]:
    """Return the text of each key of the outermost group, as it is written."""
    parts = re.split(r"^(?=[^\s#-])", text, flags=re.MULTILINE)
    return {part.partition(":")[0]: part for part in parts if part}


@cache
def real_media() -> tuple[bytes, ...]:
    """Return the media files of the real content."""
    tree = read_folder(ROOT)
    return tuple(tree[path] for path in tree if PurePosixPath(path).suffix not in _TEXT)


@cache
def media() -> Mapping[str, bytes]:
    """Return small media by what they are called: sound ones, and kinds that a check refuses."""
    jpeg, png = recorded.picture("JPEG"), recorded.picture("PNG")
    exif = recorded.exif(artist="Anna", gps={1: "N", 2: (59.0, 19.0, 30.0)}, owner="A", note=b"x")
    xmp = b'<x:xmpmeta><rdf:li>A</rdf:li><exif:GPSLatitude>59,19N</exif:GPSLatitude dc:creator="A">'
    iptc = b"8BIM\x04\x04\0\0\0\0\0\x09\x1c\x02\x50\0\x04Anna\0"
    text = zlib.compress(b"iptc\n  24\n" + iptc.hex().encode())
    late = recorded.stream("mp4", "libx264", seconds=0.3)
    return {
        "plain.jpg": jpeg,
        "plain.png": png,
        "plain.webp": recorded.picture("WEBP"),
        "plain.mp4": recorded.film(),
        "plain.mp3": recorded.stream("mp3", "mp3", seconds=0.2),
        "plain.m4a": recorded.stream("ipod", "aac", seconds=0.2, movflags="+faststart"),
        "exif.jpg": recorded.with_segment(jpeg, 0xE1, b"Exif\0\0" + exif.removeprefix(b"Exif\0\0")),
        "iptc.jpg": recorded.with_segment(jpeg, 0xED, b"Photoshop 3.0\0" + iptc),
        "xmp.jpg": recorded.with_segment(jpeg, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp),
        "progressive.jpg": recorded.picture("JPEG", progressive=True, comment=b"Anna"),
        "cmyk.jpg": recorded.picture("JPEG", mode="CMYK"),
        "exif.png": recorded.with_chunk(png, b"eXIf", exif.removeprefix(b"Exif\0\0")),
        "text.png": recorded.with_chunk(png, b"tEXt", b"Author\0Anna"),
        "packed.png": recorded.with_chunk(png, b"zTXt", b"Raw profile type iptc\0\0" + text),
        "xmp.png": recorded.with_chunk(png, b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp),
        "deep.png": recorded.picture("PNG", mode="I;16"),
        "animated.png": recorded.picture("PNG", frames=2),
        "animated.webp": recorded.picture("WEBP", frames=2, exif=exif),
        "lossless.webp": recorded.picture("WEBP", lossless=True, xmp=xmp),
        "late.mp4": late,
        "told.mp4": recorded.with_user_data(
            late, recorded.box(b"\xa9xyz", b"\0\x12\x15\xc7+59+018/")
        ),
        "other.mp4": recorded.stream("mp4", "mpeg4", seconds=0.2),
        "pieces.mp4": recorded.stream("mp4", "libx264", movflags="frag_keyframe+empty_moov"),
        "told.mp3": recorded.id3((b"TPE1", "Anna")) + recorded.stream("mp3", "mp3", seconds=0.1),
        "animated.gif": recorded.picture("GIF", frames=2),
        "real.wav": recorded.stream("wav", "pcm_s16le", seconds=0.1),
        "real.mkv": recorded.stream("matroska", "libx264", seconds=0.2),
        "picture.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        "empty": b"",
    }
