"""Bring from a source what the unit does not have, and believe it before it is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from builder.errors import IntegrityError
from builder.manifest import (
    METADATA_PATH,
    Blob,
    History,
    Metadata,
    Release,
    blob_path,
    index_path,
    package_path,
)
from builder.message import tell
from builder.unit.fetch import Source
from builder.unit.lock import Lock
from builder.unit.store import State, Store
from builder.unit.trust import (
    accept_active,
    accept_history,
    accept_metadata,
    accept_package,
    accept_size,
)

LARGEST_INDEX: Final = 1 << 26
"""Bytes; metadata or a history that is larger is refused unread."""


@dataclass(frozen=True, slots=True)
class News:
    """A catalogue that is believed and not yet kept: all of it but the unchanged histories."""

    metadata: Metadata
    histories: Mapping[str, History]
    """By moment: the histories that are new, have new records, or were damaged here."""
    state: State
    """Vouches for the histories that are here."""


def bring_news(
    source: Source, store: Store, seen: Metadata | None, lock: Lock, *, development: bool
) -> News:
    """Bring the metadata and the histories that have changed since `seen`; write nothing.

    Raises FetchError when they cannot be brought; RefusedError or TrustError when they are not to
    be believed, or do not hold what is active.
    """
    metadata = Metadata.from_bytes(_read_index(source, METADATA_PATH))
    accept_metadata(metadata, seen, development=development)
    before = seen.heads if seen else {}
    state = store.state(seen)
    histories = {
        moment: accept_history(
            _read_index(source, index_path(moment)), moment, head, before.get(moment)
        )
        for moment, head in sorted(metadata.heads.items())
        if head != before.get(moment) or not store.has_history(moment, state)
    }
    unchanged = metadata.heads.keys() - histories.keys()
    accept_active((row for row in lock.rows if row.moment not in unchanged), histories)
    return News(metadata, histories, state)


def files_of(release: Release) -> Iterator[tuple[str, Blob]]:
    """Yield the path and the digest of every file that a release consists of."""
    yield package_path(release.package.sha256), release.package
    yield package_path(release.html.sha256), release.html
    for medium in release.media:
        yield blob_path(medium.sha256), medium


def bring_release(source: Source, store: Store, moment: str, release: Release) -> None:
    """See to it that every file of a release is here and is what the catalogue announced.

    The package is checked first and kept last. Raises FetchError when a file cannot be brought,
    IntegrityError when it is not as announced or is another moment's.
    """
    package, html = release.package, release.html
    content = _bring_file(source, store, package_path(package.sha256), package)
    accept_package(content, moment, package)
    rendition = _bring_file(source, store, package_path(html.sha256), html)
    for medium in release.media:
        path = blob_path(medium.sha256)
        store.keep(path, _bring_file(source, store, path, medium))
    store.keep(package_path(html.sha256), rendition)
    store.keep(package_path(package.sha256), content)


def _bring_file(source: Source, store: Store, path: str, blob: Blob) -> bytes:
    """Return a file from here, or else from the source."""
    accept_size(blob, path)
    data = store.find(path, blob)
    if data is None:
        data = source.read(path, blob.length + 1)  # one more, so that a longer file is seen
        blob.verify(data, path)
    return data


def _read_index(source: Source, path: str) -> bytes:
    data = source.read(path, LARGEST_INDEX + 1)
    if len(data) > LARGEST_INDEX:
        raise IntegrityError(tell("{name} is larger than a file of a catalogue may be", name=path))
    return data
