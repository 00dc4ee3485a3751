"""Read a rendition that someone else may have made: nothing in it is believed to be clean."""

import json
from typing import Final

from builder.errors import CatalogueError, IntegrityError
from builder.manifest import Json
from builder.message import tell
from builder.rendition.clean import clean, is_clean
from builder.rendition.document import FORMAT, KIND

_HTML_KEYS: Final = frozenset({"html", "introduction"})


def read_rendition(data: bytes, name: str) -> Json:
    """Return the document in `data` with its HTML cleaned again.

    Raises IntegrityError when it is damaged, CatalogueError when a newer builder made it.
    """
    try:
        document = json.loads(data)
        known = document["format"] == FORMAT and document["kind"] == KIND
    except (ValueError, KeyError, TypeError) as error:
        raise IntegrityError(tell("{name} is damaged: it is not a rendition", name=name)) from error
    if not known:
        raise CatalogueError(
            tell(
                "{name} has format {format}; a newer moment-builder is needed",
                name=name,
                format=str(document["format"]),
            )
        )
    return _cleaned(document)


def _cleaned(value: Json) -> Json:
    if isinstance(value, dict):
        return {
            key: _clean(inner) if _is_html(key, inner) else _cleaned(inner)
            for key, inner in value.items()
        }
    return [_cleaned(inner) for inner in value] if isinstance(value, list) else value


def _clean(html: str) -> str:
    return html if is_clean(html) else clean(html)


def _is_html(key: str, value: Json) -> bool:
    return key in _HTML_KEYS and isinstance(value, str)
