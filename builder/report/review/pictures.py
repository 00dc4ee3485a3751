"""The media of a review's page: pictures in the page itself, films and sounds by name."""

import base64
import re
from collections.abc import Mapping
from html import escape
from typing import Final

from builder.changes import Read
from builder.manifest import Json
from builder.media import MediaKind, shrink, type_of_name

_MOST_PIXELS: Final = 720
_MOST_KILOBYTES: Final = 80
_PICTURE: Final = re.compile(r'<img src="(media/[^"]*)" alt="([^"]*)"[^<>]*>')
_PLAYED: Final = re.compile(
    r'<(video|audio) src="media/[^"]*"(?:"[^"]*"|[^<>"])*?aria-label="([^"]*)"[^<>]*>.*?</\1>',
    re.DOTALL,
)


class Gallery:
    """Puts the media of one version of a moment into HTML; each picture is drawn once."""

    def __init__(self, document: Json, read: Read, words: Mapping[str, str]) -> None:
        self._digests = {one["path"]: one["sha256"] for one in document.get("media", ())}
        self._read = read
        self._words = words
        self._drawn: dict[str, str] = {}

    def shown(self, html: str) -> str:
        """Return clean HTML with its pictures in it, as far as they are at hand."""
        return self._named(_PICTURE.sub(lambda found: self._drawing(found[1], found[2]), html))

    def unchanged(self, html: str) -> str:
        """Return clean HTML that only names its pictures: they are as they were."""
        chip = self._words["same_picture"]
        return self._named(_PICTURE.sub(lambda found: _chip(chip, found[2]), html))

    def _named(self, html: str) -> str:
        return _PLAYED.sub(lambda found: _chip(self._words[found[1]], found[2]), html)

    def _drawing(self, address: str, alt: str) -> str:
        if address not in self._drawn:
            self._drawn[address] = self._data(address)
        data = self._drawn[address]
        if not data:
            return _chip(self._words["no_picture"], alt)
        return f'<img src="{data}" alt="{alt}">'

    def _data(self, address: str) -> str:
        """Return a picture as an address that holds it; empty where it cannot be had."""
        kind = type_of_name(address)
        data = self._read(self._digests.get(address, ""))
        if kind is None or kind.kind is not MediaKind.PICTURE or data is None:
            return ""
        small = shrink(data, _MOST_PIXELS, _MOST_KILOBYTES)
        return f"data:{kind.mime};base64,{base64.b64encode(small).decode()}" if small else ""


def _chip(word: str, alt: str) -> str:
    """Return what stands in the place of a medium; `alt` is escaped already."""
    return f'<span class="chip"><strong>{escape(word)}</strong> {alt}</span>'
