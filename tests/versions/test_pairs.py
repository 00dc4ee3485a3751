"""Old and new of a little moment: every pair lists all its changes, and the code finds just those.

The pairs were fixed from what an edit means and from the table of kinds, before the code.
"""

import datetime as dt
import difflib
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import paired
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from paired import NotThereError, Pair, Side, Told, changes, edited, listed, read, side, told

from builder.changes import Change, Kind
from builder.checks import Severity, check

DAY = dt.date(2026, 11, 22)
PAIRS = {f"{pair.part}/{pair.id}": pair for pair in paired.pairs()}
UNREACHED = {
    Kind.UNKNOWN: "every field of a package is compared; it is for one that is added later",
}
OPPOSITES = {
    Kind.MODULE_REMOVED: Kind.MODULE_ADDED,
    Kind.SECTION_REMOVED: Kind.SECTION_ADDED,
    Kind.STEP_REMOVED: Kind.STEP_ADDED,
    Kind.PAGE_REMOVED: Kind.PAGE_ADDED,
    Kind.FORM_REMOVED: Kind.FORM_ADDED,
    Kind.FORM_TAKEN: Kind.FORM_PLACED,
    Kind.QUESTION_REMOVED: Kind.QUESTION_ADDED,
    Kind.CHOICE_REMOVED: Kind.CHOICE_ADDED,
    Kind.SCORE_REMOVED: Kind.SCORE_ADDED,
    Kind.FLAG_REMOVED: Kind.FLAG_ADDED,
    Kind.MEDIUM_REMOVED: Kind.MEDIUM_ADDED,
}
BESIDE = ("prose/staff-deadline-changed", "prose/spelling")
"""An edit to stand beside a pair: of the staff's page, or of the welcome where that is edited."""

each_pair = pytest.mark.parametrize("name", PAIRS)


@cache
def sides(name: str) -> tuple[Side, Side]:
    return side(PAIRS[name].old), side(PAIRS[name].new)


# ---------------------------------------------------------------------------- what changed


@each_pair
def test_the_changes_are_all_that_the_pair_lists(name: str) -> None:
    pair, (old, new) = PAIRS[name], sides(name)
    for before, after, rows in ((old, new, pair.forward), (new, old, pair.back)):
        found = changes(before, after)
        assert told(found) == listed(rows)
        assert len({change.fingerprint for change in found}) == len(found)
        assert changes(before, before) == []


# ---------------------------------------------------------------------------- fingerprints


def _spaced(files: dict[str, bytes]) -> dict[str, bytes]:
    """Put a comment first in every YAML file, and one more blank line between all paragraphs."""
    after = {}
    for path, data in files.items():
        after[path] = data
        if path.endswith(".yaml"):
            after[path] = "# En rad ovanför.\n".encode() + data
        elif path.endswith(".md"):
            after[path] = data.replace(b"\n\n", b"\n\n\n")
    return after


def _spoken(found: Iterable[Change]) -> list[str]:
    """Return the fingerprints, but for formatting: more of it in a page is the same change."""
    return sorted(one.fingerprint for one in found if one.kind is not Kind.FORMATTING)


@each_pair
def test_fingerprints_hold_when_lines_move_and_another_page_changes(name: str) -> None:
    pair = PAIRS[name]
    other = PAIRS[BESIDE[paired.full("staff.md") in pair.files]]
    alone = changes(*sides(name)), changes(*sides(f"{other.part}/{other.id}"))
    old = side(_spaced(pair.old))
    new = side(_spaced(edited(edited(pair.old, other.edits), pair.edits)))
    assert _spoken(changes(old, new)) == sorted([*_spoken(alone[0]), *_spoken(alone[1])])


# ---------------------------------------------------------------------------- places


@dataclass(frozen=True)
class Where:
    """Where a change may be placed.

    A row of a pair says `at` which files that is, if not those that are edited; and `beside` where
    the line is another in the same page: of the link whose definition was edited, or of the
    paragraph that stood still while another one moved past it.
    """

    files: set[str]
    beside: bool

    @classmethod
    def of(cls, rows: Iterable[paired.Edit], change: Change, pair: Pair) -> "Where":
        row = next((r for r in rows if listed([r]) == told([change])), {})
        files = {paired.full(one) for one in row.get("at", ())} or pair.files
        return cls(files, bool(row.get("beside")))


def _edited_lines(before: Side, after: Side, path: str) -> set[int]:
    """Return the lines of `after`, counted from 1, that are not as in `before`, and those beside."""
    matcher = difflib.SequenceMatcher(None, before.lines(path), after.lines(path), autojunk=False)
    ranges = [range(b1, b2 + 2) for tag, _, _, b1, b2 in matcher.get_opcodes() if tag != "equal"]
    return set(itertools.chain.from_iterable(ranges))


@each_pair
def test_a_change_is_placed_where_something_was_edited(name: str) -> None:
    pair, (old, new) = PAIRS[name], sides(name)
    for before, after, rows in ((old, new, pair.forward), (new, old, pair.back)):
        for change in changes(before, after):
            where = Where.of(rows, change, pair)
            here = _is_placed(change, change.line, after, before, where)
            there = _is_placed(change, change.old_line, before, after, where)
            assert here or there


def _is_placed(change: Change, line: int | None, on: Side, other: Side, where: Where) -> bool:
    """Tell whether a change has a place on one side, which must be where that side differs."""
    place = on.packed.place(change.subject, line)
    if place is None:  # only what came or went as a whole is nowhere on one side
        assert change.kind in {*OPPOSITES, *OPPOSITES.values()}
        return False
    assert place.path in where.files
    has_lines = line is not None and change.subject in on.packed.texts
    if has_lines and not where.beside and place.path in other.files:
        assert place.line in _edited_lines(other, on, place.path)
    return True


# ---------------------------------------------------------------------------- the pairs themselves


def test_the_moment_has_no_fault() -> None:
    library, moment = read(paired.base_files())
    found = [*check(library, DAY), *check(moment, DAY)]
    assert [one for one in found if one.severity is Severity.ERROR] == []


def test_there_are_enough_pairs_and_each_has_its_own_name() -> None:
    assert len(PAIRS) == len(paired.pairs()) >= 80
    assert all(pair.why and pair.old != pair.new for pair in PAIRS.values())


def test_every_kind_of_change_is_in_some_pair() -> None:
    codes = {row["code"] for pair in PAIRS.values() for row in (*pair.forward, *pair.back)}
    assert {kind.code for kind in Kind if kind not in UNREACHED} == codes


# ---------------------------------------------------------------------------- any two

LOOSE = [
    name
    for name, pair in PAIRS.items()
    if not pair.given and not any("folder" in edit for edit in pair.edits)
]
some_edits = st.lists(st.sampled_from(LOOSE), max_size=6, unique=True)


def _with(names: Iterable[str]) -> Side:
    """Return the moment with the edits of some pairs, but for those that others stand in the way of."""
    files = dict(paired.base_files())
    for name in names:
        try:
            files = edited(files, PAIRS[name].edits)
        except NotThereError:
            continue
    library, content = read(files)
    assume(not any({**content.problems, **library.problems}.values()))
    return side(files)


def _gone(found: Iterable[Change]) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((OPPOSITES[c.kind].code, c.subject) for c in found if c.kind in OPPOSITES)


def _new(found: Iterable[Change]) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((c.kind.code, c.subject) for c in found if c.kind in OPPOSITES.values())


@settings(max_examples=60)
@given(some_edits, some_edits)
def test_any_two_packages_differ_by_what_leads_from_one_to_the_other(
    some: list[str], others: list[str]
) -> None:
    old, new = _with(some), _with(others)
    forward, back = changes(old, new), changes(new, old)
    unequal = old.packed.package != new.packed.package
    assert bool(forward) is bool(back) is unequal
    assert _gone(forward) == _new(back)
    assert _new(forward) == _gone(back)


def test_what_is_listed_as_gone_one_way_is_listed_as_new_the_other() -> None:
    opposite = {gone.code: new.code for gone, new in OPPOSITES.items()}
    both = opposite | {new: gone for gone, new in opposite.items()}

    def whole(rows: Iterable[Told]) -> list[tuple[str, str]]:
        return sorted((code, subject) for code, *_, subject in rows if code in both)

    for pair in PAIRS.values():
        turned = [(both[code], subject) for code, subject in whole(listed(pair.forward))]
        assert sorted(turned) == whole(listed(pair.back)), pair.id
