"""The search index: a classic script, so that a page from a folder (`file://`) can load it."""

import json
from collections.abc import Iterable
from typing import Final

from builder.manifest import Json
from builder.site.entry import Entry

INDEX_PATH: Final = "assets/catalogue.js"
SCRIPT_PATH: Final = "assets/search.js"
_TITLE, _MODULE, _SECTION, _SUMMARY = 8, 4, 3, 2
_LINE_ENDS: Final = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029", "<": "\\u003c"})
"""Characters that would end a line of script, or begin a tag, are written as escapes."""


def index(entries: Iterable[Entry]) -> str:
    """Return the script that hands the index to the search: texts with their weights, by moment."""
    return f"window.momentCatalogue = {as_script([_row(entry) for entry in entries])};\n"


def as_script(value: Json) -> str:
    """Return plain JSON as it may stand in a script, on one line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_LINE_ENDS)


def _row(entry: Entry) -> Json:
    texts = [
        [_TITLE, entry.title],
        [_MODULE, " · ".join(entry.modules)],
        [_SECTION, " · ".join(entry.sections)],
        [_SUMMARY, f"{entry.summary} · {entry.audience}"],
        [_SUMMARY, f"{entry.owner} · {entry.publisher}"],
    ]
    return {"moment": entry.moment, "texts": texts}
