"""Every seeded fault with a fix: mended, nothing else touched, and once is enough."""

import difflib
from collections.abc import Mapping

import pytest
from faults import FAULTS, found
from mended import DAY, files_of
from seeding import Fault, LinkElsewhere

from builder.content.library import moment_folder
from builder.content.sources import plain_text
from builder.mending import Plan, Wish, make_plan
from builder.tree import Tree

_MOMENTS = "content/moments/"
_NUMBERS = {
    "STR": (6, 10, 12, 14, 15, 16, 17, 18, 19),
    "NAM": (1,),
    "IDN": (1,),
    "REF": (3, 5, 14),
    "MED": (2, 3, 5, 8, 12, 13),
    "WRD": (1, 2, 3, 4, 6),
}
MENDABLE = {f"{family}{n:03}" for family, numbers in _NUMBERS.items() for n in numbers}
"""Codes of the rules that know of a fix, for some of what they find."""


def _tree(files: Mapping[str, bytes]) -> Tree:
    return Tree.of({path: one for path, one in files.items() if not isinstance(one, LinkElsewhere)})


def _plan(fault: Fault, files: Mapping[str, bytes]) -> Plan:
    """Return what is mended; only the moment with the fault is read, if it is in one."""
    folder = moment_folder(fault.seeded().path)
    return make_plan(_tree(files), Wish(DAY, [folder] if folder.startswith(_MOMENTS) else []))


@pytest.mark.parametrize(
    "fault", [one for one in FAULTS if one.code in MENDABLE], ids=lambda one: one.name
)
def test_a_seeded_fault_is_mended(fault: Fault) -> None:
    """A fault without a fix is left exactly as it is."""
    files = fault.seeded().files
    plan = _plan(fault, files)
    if plan.is_empty:
        assert not any(one.fix for one in plan.left)
        return
    assert plan.left == ()
    assert make_plan(Tree.of(files_of(plan)), Wish(DAY, [_folder(fault, plan)])).is_empty
    for path, new in plan.draft.written.items():
        origin = plan.draft.origin(path)
        if not any(one.path == origin for one in plan.remade):
            assert _changed_lines(files[origin], new) <= 3


def test_every_rule_with_a_fix_is_tried() -> None:
    """The list above is right for every twentieth fault; all of them would take minutes."""
    codes = {one.code for fault in FAULTS[::20] for one in found(fault.seeded().files) if one.fix}
    assert codes <= MENDABLE


def _folder(fault: Fault, plan: Plan) -> str:
    """Return the folder of the moment with the fault, under its new name."""
    old = moment_folder(fault.seeded().path)
    return next((one for one in plan.look.only if one.casefold() == old.casefold()), old)


def _changed_lines(old: bytes, new: bytes) -> int:
    """Return how many lines are other or new."""
    lines = difflib.ndiff(plain_text(old).split("\n"), plain_text(new).split("\n"))
    return sum(line.startswith("+") for line in lines)
