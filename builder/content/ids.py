"""Ids that an author left out of a YAML file, made of what stands there."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from builder.model.slug import numbered, slug
from builder.problem import Edit, Edits, Pointer, Span
from builder.scalar import Plain, read_plain
from builder.source import Document
from builder.source.yaml import value_at

_ID_KEYS: Final = frozenset({"id", "value"})
_NAMING_KEYS: Final = ("title", "name", "text", "file")


def missing_ids(document: Document, missing: Iterable[Pointer]) -> dict[Pointer, Edits]:
    """Return the edits that write those of the missing keys that are ids.

    The id is made of the title, the name, the text or the file beside it, and is like no other id
    of the file. A choice's value is like no other among the choices. What has nothing to be named
    by gets no id.
    """
    taken: dict[Pointer, set[str]] = {}
    found: dict[Pointer, Edits] = {}
    for at in missing:
        part = value_at(document.data, at[:-1])
        name = _name(document.path, at, part) if at[-1] in _ID_KEYS and part else ""
        if not name:
            continue
        realm = () if at[-1] == "id" else at[:-2]
        if realm not in taken:
            taken[realm] = set(_texts(value_at(document.data, realm), str(at[-1])))
        name = numbered(name, taken[realm])
        taken[realm].add(name)
        found[at] = Edits((_first_key(document, at, name),))
    return found


def _name(path: str, at: Pointer, part: Any) -> str:
    """Return the id of a part by its title; a file's own by its name, a moment's by its folder."""
    if len(at) == 1:
        file = PurePosixPath(path)
        is_form = file.parent.name == "forms"
        return slug(file.parent.name if file.stem == "moment" and not is_form else file.stem)
    texts = (part.get(key) for key in _NAMING_KEYS)
    text = next((one for one in texts if isinstance(one, str) and one.strip()), "")
    return slug(PurePosixPath(text).stem if text == part.get("file") else text)


def _first_key(document: Document, at: Pointer, name: str) -> Edit:
    """Return the edit that writes a key before the others: on a line of its own, or in braces."""
    first = document.keys[(*at[:-1], next(iter(value_at(document.data, at[:-1]))))]
    line, column = first[:2]
    value = f'"{name}"' if isinstance(read_plain(name), Plain) else name
    is_block = document.values[at[:-1]][:2] == (line, column)
    end = f"\n{' ' * (column - 1)}" if is_block else ", "
    return Edit(Span(document.path, line, column, line, column), f"{at[-1]}: {value}{end}")


def _texts(data: Any, key: str) -> Iterator[str]:
    """Yield what stands at `key` anywhere in the data."""
    if isinstance(data, dict) and isinstance(data.get(key), str):
        yield data[key]
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for one in inner:
        yield from _texts(one, key)
