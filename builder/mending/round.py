"""One round of mending: the texts first, then the names, then the media."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from builder.checks import Finding
from builder.content.sources import plain_text
from builder.mending.draft import Draft, NewBytes, moved
from builder.mending.references import follow
from builder.mending.text import edited
from builder.mending.works import remade
from builder.model import Profile
from builder.problem import Edit, Edits, Rename, Rework, Span, Work
from builder.source import parse_yaml
from builder.tree import CONTENT, Tree, places, spoken

_PUBLISHERS: Final = f"{CONTENT}/publishers"
_MOMENTS: Final = f"{CONTENT}/moments"


@dataclass(frozen=True, slots=True)
class Renamed:
    """A file or folder that has a new name, and how many references follow."""

    path: str
    name: str
    references: int


@dataclass(frozen=True, slots=True)
class Remade:
    """A medium, by its path on disk, and what was done to it."""

    path: str
    work: Work


@dataclass(frozen=True, slots=True)
class Round:
    """A draft after a round, and what was done in it.

    `failed` are findings whose fix cannot be made, or would make a file unreadable.
    """

    draft: Draft
    mended: tuple[Finding, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    remade: tuple[Remade, ...] = ()
    failed: tuple[Finding, ...] = ()


def make_round(draft: Draft, findings: Sequence[Finding], profile: Profile | None) -> Round:
    """Return the draft with the fixes of the findings made, as far as they do not collide."""
    texts = _mend_texts(draft, findings)
    names = _mend_names(texts.draft, findings)
    media = _mend_media(
        names.draft, findings, profile, {one.path: one.name for one in names.renamed}
    )
    parts = (texts, names, media)
    return Round(
        media.draft,
        tuple(finding for part in parts for finding in part.mended),
        names.renamed,
        media.remade,
        tuple(finding for part in parts for finding in part.failed),
    )


def _mend_texts(draft: Draft, findings: Iterable[Finding]) -> Round:
    kept, edits = _accepted(findings)
    changed = list(_edited(draft.tree, edits))
    spoilt = {one.path for one in changed if _is_spoilt(one)}
    failed = tuple(one for one, fix in kept if spoilt & {edit.span.path for edit in fix.edits})
    mended = tuple(one for one, _ in kept if one not in failed)
    sound = [one for one in changed if one.path not in spoilt]
    return Round(draft.with_files(sound), mended, failed=failed)


def _accepted(findings: Iterable[Finding]) -> tuple[list[tuple[Finding, Edits]], list[Edit]]:
    """Return the fixes that can be made at once; of those that overlap the first one."""
    kept: list[tuple[Finding, Edits]] = []
    edits: dict[Edit, None] = {}
    taken: dict[str, list[Span]] = defaultdict(list)
    for finding in findings:
        if isinstance(finding.fix, Edits):
            new = [edit for edit in finding.fix.edits if edit not in edits]
            if not any(_overlaps(edit.span, taken[edit.span.path]) for edit in new):
                kept.append((finding, finding.fix))
                edits.update(dict.fromkeys(new))
                for edit in new:
                    insort(taken[edit.span.path], edit.span)
    return kept, list(edits)


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    """Tell whether a stretch shares something with others, which are in order and share nothing.

    Insertions at one place share nothing.
    """
    start, end = (span.line, span.column), (span.end_line, span.end_column)
    n = bisect_left(taken, start, key=lambda one: (one.line, one.column))
    if n and (taken[n - 1].end_line, taken[n - 1].end_column) > start:
        return True
    while n < len(taken) and (taken[n].line, taken[n].column) < end:
        if (taken[n].end_line, taken[n].end_column) > start:
            return True
        n += 1
    return False


def _edited(tree: Tree, edits: Iterable[Edit]) -> Iterator[NewBytes]:
    """Yield each file with its edits made, if they change anything."""
    by_path: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_path[edit.span.path].append(edit)
    for path, inside in by_path.items():
        old = tree[path]
        new = edited(old, inside)
        if new != old:
            yield NewBytes(path, old, new)


def _is_spoilt(file: NewBytes) -> bool:
    """Tell whether a YAML file could be read before its edits, and cannot after them."""
    if not file.path.endswith(".yaml"):
        return False
    new = parse_yaml(file.path, plain_text(file.new)).problems
    return bool(new) and not parse_yaml(file.path, plain_text(file.old)).problems


def _mend_names(draft: Draft, findings: Iterable[Finding]) -> Round:
    asked = {one.fix: one for one in findings if isinstance(one.fix, Rename)}
    if not asked:
        return Round(draft)
    following = follow(draft.tree, _possible(draft.tree, asked))
    texts = draft.with_files(list(_edited(draft.tree, following.edits)))
    renamed = tuple(
        Renamed(one.path, one.name, following.counts.get(one.path, 0)) for one in following.renames
    )
    mended = tuple(finding for fix, finding in asked.items() if fix in following.renames)
    return Round(texts.with_names(following.renames), mended, renamed)


def _possible(tree: Tree, renames: Iterable[Rename]) -> Iterator[Rename]:
    """Yield the renames whose new name is free, each with the folder that must bear it too."""
    taken = Counter(spoken(place) for place in _places(tree))
    for rename in renames:
        group = [rename, *_companion(tree, rename)]
        targets = {one: moved(one.path, {one.path: one.name}) for one in group}
        own = Counter(spoken(one.path) for one in group)
        if all(taken[spoken(new)] == own[spoken(new)] for new in targets.values()):
            taken.update(spoken(new) for new in targets.values())
            yield from group


def _companion(tree: Tree, rename: Rename) -> Iterator[Rename]:
    """Yield the rename of the folder with a publisher's moments, when its file is renamed."""
    folder, _, file = rename.path.rpartition("/")
    moments = f"{_MOMENTS}/{PurePosixPath(file).stem}"
    if folder == _PUBLISHERS and moments in _places(tree):
        new = PurePosixPath(rename.name).stem
        yield from [Rename(moments, new)] if not moments.endswith(f"/{new}") else []


def _places(tree: Tree) -> set[str]:
    """Return every file and folder."""
    return places((*tree, *tree.links, *tree.empty_folders))


def _mend_media(
    draft: Draft, findings: Iterable[Finding], profile: Profile | None, names: Mapping[str, str]
) -> Round:
    asked: dict[Rework, list[Finding]] = defaultdict(list)
    for finding in findings:
        if isinstance(finding.fix, Rework):
            asked[finding.fix].append(finding)
    mended, failed, done = list[Finding](), list[Finding](), list[Remade]()
    for fix in sorted(asked, key=lambda one: (one.path, list(Work).index(one.work))):
        path = moved(fix.path, names)
        old = draft.tree[path]
        new = remade(old, fix.work, profile)
        if new is None or new == old:
            failed += asked[fix]
            continue
        mended += asked[fix]
        done.append(Remade(draft.origin(path), fix.work))
        draft = draft.with_files([NewBytes(path, old, new)])
    return Round(draft, tuple(mended), (), tuple(done), tuple(failed))
