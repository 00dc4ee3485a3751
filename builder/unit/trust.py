"""What a unit believes and what it may do: decisions from values alone, no files and no clock."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from builder.errors import IntegrityError, RefusedError, RollbackError
from builder.manifest import (
    Blob,
    Head,
    History,
    Listing,
    Metadata,
    Release,
    package_path,
    read_json,
)
from builder.message import tell
from builder.unit.lock import Lock, Row

LARGEST_FILE: Final = 1 << 31
"""Bytes; nothing in a catalogue is larger, whatever a record says."""

_HSA_ID: Final = re.compile(r"SE[0-9]{10}-[A-Z0-9]{1,18}", re.IGNORECASE)


def hsa_id(text: str) -> str:
    """Return an HSA-id in capitals; raise RefusedError for what is not one."""
    if not _HSA_ID.fullmatch(text):
        raise RefusedError(
            tell(
                "“{value}” is not an HSA-id: SE, ten digits, a hyphen and letters or digits",
                value=text,
            )
        )
    return text.upper()


def accept_metadata(new: Metadata, seen: Metadata | None, *, development: bool) -> None:
    """Raise unless a unit that has seen `seen` may go on to `new`.

    RefusedError when the catalogue is unsigned and the unit does not take such (`development`).
    RollbackError when `new` is older, or lacks what was seen.
    """
    if not development:
        raise RefusedError(
            tell(
                "the catalogue “{title}” is not signed: it is marked as development. A unit takes "
                "such a catalogue only when it was set up with moment-unit init --development",
                title=new.title,
            )
        )
    if seen is None:
        return
    older = new.serial < seen.serial
    differs = (new.heads, new.people) != (seen.heads, seen.people)
    if older or (new.serial == seen.serial and differs):
        raise RollbackError(
            tell(
                "the catalogue is not a later one than what was seen before: its serial number "
                "is {new}, and {seen} has been seen",
                new=new.serial,
                seen=seen.serial,
            )
        )
    for moment in sorted(seen.heads.keys() - new.heads.keys()):
        raise RollbackError(
            tell("{moment} was in the catalogue and is there no longer", moment=moment)
        )
    for publisher, head in sorted(seen.people.items()):
        _refuse_shorter(new.people.get(publisher), head, publisher)


def _refuse_shorter(new: Head | None, seen: Head, publisher: str) -> None:
    """Raise RollbackError when a roll is gone, is shorter, or is as long and another.

    A unit does not read the rolls; this is all that it can tell of them.
    """
    if new is None or new.records < seen.records or (new.records == seen.records and new != seen):
        raise RollbackError(
            tell(
                "the register of people of {publisher} is older than what was seen before, or has "
                "been altered",
                publisher=publisher,
            )
        )


def accept_history(data: bytes, moment: str, head: Head, seen: Head | None = None) -> History:
    """Return the announced part of a history; records after it are a publication on its way.

    Raises IntegrityError unless it is what `head` announces, RollbackError unless it only adds to
    what was `seen`.
    """
    history = History.from_bytes(data, moment).until(head)
    if seen:
        history.follows(seen)
    versions = Counter(release.version for release in history.releases)
    if not versions or not any(isinstance(record, Listing) for record in history.records):
        raise IntegrityError(
            tell("{moment}: the history has no release or no listing", moment=moment)
        )
    for version, times in versions.items():
        if times > 1:
            raise IntegrityError(
                tell("{moment} {version} is published twice", moment=moment, version=str(version))
            )
    return history


def accept_active(rows: Iterable[Row], histories: Mapping[str, History]) -> None:
    """Raise RollbackError unless what is active is still what the histories say was published.

    This holds also where the unit's own copy of the catalogue has been lost.
    """
    for row in rows:
        history = histories.get(row.moment)
        release = history.release(row.version) if history else None
        if release is None or release.package != row.package:
            raise RollbackError(
                tell(
                    "{moment} {version} is active in this unit, but is not in the catalogue as it "
                    "was activated",
                    moment=row.moment,
                    version=str(row.version),
                )
            )


def accept_package(data: bytes, moment: str, package: Blob) -> None:
    """Raise IntegrityError unless `data` is the announced package of this very moment."""
    name = package_path(package.sha256)
    package.verify(data, name)
    value = read_json(data, name, "package")
    if value["moment"] != moment:
        raise IntegrityError(
            tell(
                "the package of {moment} is said to be that of {other}",
                moment=moment,
                other=value["moment"],
            )
        )


def accept_size(blob: Blob, name: str) -> None:
    """Raise IntegrityError for a file that is larger than any catalogue's."""
    if blob.length > LARGEST_FILE:
        raise IntegrityError(tell("{name} is larger than a file of a catalogue may be", name=name))


def refuse_unknown(moment: str, known: Collection[str]) -> None:
    """Raise RefusedError, with what may have been meant, unless `moment` is among the `known`."""
    if moment in known:
        return
    slugs = {one.partition("/")[2]: one for one in sorted(known)}
    near = get_close_matches(moment, known, 1) or get_close_matches(moment, slugs, 1)
    if near:
        raise RefusedError(
            tell(
                "there is no {moment}; did you mean {near}?",
                moment=moment,
                near=slugs.get(near[0], near[0]),
            )
        )
    raise RefusedError(
        tell("there is no {moment}; moment-unit search shows what there is", moment=moment)
    )


def refuse_inactive(moment: str, lock: Lock) -> None:
    """Raise RefusedError unless some version of `moment` is active."""
    if not lock.of(moment):
        raise RefusedError(
            tell(
                "{moment} is not active in this unit; moment-unit activate {moment} activates it",
                moment=moment,
            )
        )


def refuse_unavailable(history: History, provider: str) -> None:
    """Raise RefusedError when the care provider may not use the moment."""
    if not history.listing.allows(provider):
        raise RefusedError(
            tell(
                "{moment} is not available to care provider {provider}",
                moment=history.moment,
                provider=provider,
            )
        )


def choose(history: History, version: str | None) -> Release:
    """Return the release of `version`, or the highest; raise RefusedError when there is none."""
    if version is None:
        return history.latest
    for release in history.releases:
        if str(release.version) == version:
            return release
    raise RefusedError(
        tell(
            "{moment} has no version {version}; it has {versions}",
            moment=history.moment,
            version=version,
            versions=", ".join(str(one.version) for one in history.releases),
        )
    )


def refuse_step(lock: Lock, moment: str, release: Release) -> None:
    """Raise RefusedError unless `activate` may take a unit from what is active to `release`.

    It may take the first version, and a later minor of an active major; a new major is asked for.
    """
    row = lock.row(moment, release.version.major)
    active = lock.of(moment)
    words = {"moment": moment, "version": str(release.version)}
    if row and release.version < row.version:
        raise RefusedError(
            tell(
                "{moment} {active} is active; a unit does not go back to {version}",
                active=str(row.version),
                **words,
            )
        )
    if row or not active:
        return
    words["active"] = str(active[-1].version)
    if release.version < active[-1].version:
        raise RefusedError(
            tell(
                "{moment} {active} is active; the older {version} is not activated beside it",
                **words,
            )
        )
    raise RefusedError(
        tell(
            "{moment} {active} is active, and {version} is a new major version; to let new starts "
            "use it, run moment-unit update --major {moment}",
            **words,
        )
    )


def newer_minor(history: History, row: Row) -> Release | None:
    """Return the latest release of the row's own major when it is newer than the row, or None."""
    latest = history.latest_of(row.version.major)
    return latest if latest and latest.version > row.version else None


def newer_major(history: History, rows: Collection[Row]) -> Release | None:
    """Return the latest release when its major is higher than that of every row, or None."""
    latest = history.latest
    return latest if all(latest.version.major > row.version.major for row in rows) else None


def waiting_majors(
    lock: Lock, histories: Mapping[str, History], provider: str
) -> Iterator[tuple[Row, Release]]:
    """Yield what new starts use, and the newer major that the care provider may ask for."""
    for row in lock.rows:
        history = histories.get(row.moment)
        if history and row.new_starts and history.listing.allows(provider):
            major = newer_major(history, lock.of(row.moment))
            if major:
                yield row, major
