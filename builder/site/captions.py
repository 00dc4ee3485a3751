"""Captions as a script: opened from a folder, a page may load a script but no WebVTT file."""

from typing import Final

from builder.rendition.atlas import CAPTIONS_SUFFIX
from builder.site.search import as_script

_SUFFIX: Final = f"{CAPTIONS_SUFFIX}.js"


def is_captions(path: str) -> bool:
    """Tell whether a media file holds captions."""
    return path.endswith(CAPTIONS_SUFFIX)


def script_path(path: str) -> str:
    """Return where the script stands that goes with a captions file."""
    return f"{path.removesuffix(CAPTIONS_SUFFIX)}{_SUFFIX}"


def captions_of(path: str) -> str | None:
    """Return the captions file that the script at `path` goes with, or None for another path."""
    return path.removesuffix(".js") if path.endswith(_SUFFIX) else None


def captions_script(path: str, text: str) -> str:
    """Return the script that hands over the text of the captions file at `path`."""
    name = as_script(path.rpartition("/")[2])
    return f"(window.momentCaptions = window.momentCaptions || {{}})[{name}] = {as_script(text)};\n"
