"""Which commits made some files what they are, through renames, copies and merges."""

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from builder.approval.past import Commits, Past, Touch, members

Written: TypeAlias = dict[int, str]
"""By the number of a commit: one of the files that it wrote."""

_EMPTY: Final = frozenset(
    (
        "",
        "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
    )
)
"""No file, and the file without a byte (to git with SHA-1 and SHA-256): nobody has written it."""


def trace(past: Past, paths: Iterable[str], scope: Commits) -> Written:
    """Return the commits of `scope` that wrote the files, or what these were made from.

    What a file was renamed from counts in all of the scope, since git merges follow renames; what
    it was copied from counts until the copy was made.
    """
    written: Written = {}
    scopes: dict[str, Commits] = {}
    todo = [(path, scope) for path in paths]
    while todo:
        path, within = todo.pop()
        known = scopes.get(path, 0)
        if not within & ~known:
            continue
        scopes[path] = within = known | within
        for touch in past.touches.get(path, ()):
            if within >> touch.number & 1:
                if touch.change.is_own:
                    written.setdefault(touch.number, path)
                todo += _origins(past, touch, path, within)
    return written


def _origins(past: Past, touch: Touch, path: str, within: Commits) -> Iterator[tuple[str, Commits]]:
    """Yield where the file that a touch made came from, and which commits count there."""
    change = touch.change
    if change.path != path:
        return  # moved away from here: where it went is another file
    for source, _ in change.sources:
        if source != path:
            yield source, within
    if change.blob not in {*_EMPTY, *(blob for _, blob in change.sources)}:
        before = within & past.reach[touch.number]
        for source in copied_from(past, change.blob, touch.number):
            if source != path:
                yield source, before


def copied_from(past: Past, blob: str, number: int) -> set[str]:
    """Return what a file was copied from, when a commit made it hold a blob.

    Of all files that held it then, those that had held it longest: the others are copies too.
    """
    writers = past.writers[blob]
    found: set[str] = set()
    older = writers.commits & past.reach[number] & ~(1 << number)
    while older:
        first = next(members(older))
        older &= ~(1 << first)
        held = {
            one.change.path for one in writers.touches[first] if _holds_still(past, one, number)
        }
        if held:
            found |= held
            older &= ~past.onward[first]
    return found


def _holds_still(past: Past, writer: Touch, number: int) -> bool:
    """Tell whether what `writer` wrote may still have stood there before a later commit.

    On another branch it may, so only a change that no line of commits passes by is an end.
    """
    path, blob = writer.change.path, writer.change.blob
    return not any(
        other.outcome(path) != blob
        and past.is_before(writer.number, other.number)
        and past.is_before(other.number, number)
        and past.is_on_every_way(other.number, writer.number, number)
        for other in past.touches[path]
    )


def restore(
    past: Past, base: str, places: Iterable[str], paths: Iterable[str], scope: Commits
) -> Written:
    """Return the merges that brought back what the base no longer held.

    A branch from before the base still holds the old text of a file. A merge that takes that text
    changes the file since the base, though nobody has written anything since then. `places` are
    the files and folders of the package, `paths` all files that ever were there.
    """
    older = past.older_parents(base, scope)
    if not older or not _has_moved_on(past, base, older, paths):
        return {}
    now: dict[str, str] = {}
    then: dict[str, str] = {}
    for place in places:
        now |= past.repository.blobs(past.head, place)
        then |= past.repository.blobs(base, place)
    written: Written = {}
    for path in sorted(now.keys() | then.keys()):
        result = now.get(path, "")
        if result != then.get(path, "") and not _is_explained(past, path, result, scope):
            written |= dict.fromkeys(_choosers(past, path, scope), path)
    return written


def _has_moved_on(past: Past, base: str, older: Iterable[str], paths: Iterable[str]) -> bool:
    """Tell whether a file may have changed from an older commit to the base."""
    if base not in past.numbers:
        return True  # what lies before the base has not been read
    common = past.reach[past.numbers[base]]
    since = 0
    for one in older:
        since |= common & ~(past.reach[past.numbers[one]] if one in past.numbers else 0)
    return any(since >> touch.number & 1 for path in paths for touch in past.touches.get(path, ()))


def _is_explained(past: Past, path: str, result: str, scope: Commits) -> bool:
    return any(
        touch.change.is_own and touch.outcome(path) == result and scope >> touch.number & 1
        for touch in past.touches.get(path, ())
    )


def _choosers(past: Past, path: str, scope: Commits) -> Iterator[int]:
    """Yield the merges that took a file from one parent while another had something else."""
    for number in members(scope):
        commit = past.commits[number]
        if len(commit.parents) > 1:
            found = {past.repository.blobs(parent, path).get(path) for parent in commit.parents}
            if len(found) > 1:
                yield number
