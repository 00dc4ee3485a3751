"""The wire formats: what a catalogue says about its moments, and how bytes are named.

Canonical JSON is RFC 8785; a digest is the SHA-256 of bytes, in lower-case hexadecimal.
The history of one moment is an append-only list of records. Each record holds the digest of the
one before it, and the catalogue's metadata holds how many records there are and the digest of the
last: whoever has seen a history can tell whether a later one only adds to it. A history that is
longer than the metadata says is a publication on its way; the records that are announced stand.
The people who may approve are kept in the same way, unit by unit.

    metadata/development.json            serial, and the head of every history and roll
    index/<publisher>/<moment>.json      the history: releases and listings
    index/<publisher>/_people.json       the roll: every register of the unit's people
    packages/<sha256>.json               packages and renditions
    blobs/<sha256>                       media
"""

from builder.manifest.history import Head, History, Metadata, Roll
from builder.manifest.names import (
    METADATA_PATH,
    Blob,
    Version,
    blob_path,
    index_path,
    package_path,
    people_path,
)
from builder.manifest.records import (
    EVERYONE,
    Approval,
    ChangeText,
    Listing,
    Note,
    People,
    Record,
    Release,
    Signature,
    record_digest,
)
from builder.manifest.wire import (
    FORMAT,
    Json,
    canonical,
    digest,
    read_json,
    readable,
    schema_folder,
)

__all__ = [
    "EVERYONE",
    "FORMAT",
    "METADATA_PATH",
    "Approval",
    "Blob",
    "ChangeText",
    "Head",
    "History",
    "Json",
    "Listing",
    "Metadata",
    "Note",
    "People",
    "Record",
    "Release",
    "Roll",
    "Signature",
    "Version",
    "blob_path",
    "canonical",
    "digest",
    "index_path",
    "package_path",
    "people_path",
    "read_json",
    "readable",
    "record_digest",
    "schema_folder",
]
