"""Mending in one line, in memory and on disk."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import base

from builder.mending import Plan, Wish, make_plan, write_plan
from builder.survey import survey
from builder.tree import Tree, read_folder

DAY = dt.date(2026, 11, 22)


def plan_of(changes: Mapping[str, str | bytes | None], **wish: object) -> Plan:
    """Return what is mended in the small library with changes."""
    return make_plan(base.tree(changes), Wish(DAY, **wish))


def files_of(plan: Plan) -> dict[str, bytes]:
    """Return all files as they would be."""
    return {path: plan.draft.tree[path] for path in plan.draft.tree}


def text_of(plan: Plan, name: str) -> str:
    """Return a text of the small library's moment as it would be."""
    path = name if name.startswith("content/") else f"{base.MOMENT}/{name}"
    return plan.draft.tree[path].decode()


def mend(root: Path, **options: object) -> Plan:
    """Mend a library on disk."""
    plan = make_plan(read_folder(root), Wish(DAY))
    write_plan(root, plan, **options)
    return plan


def codes(root: Path) -> list[str]:
    """Return what is found on disk."""
    return [one.code for one in survey(root, DAY, cache=False).findings]


def files(root: Path) -> dict[str, bytes]:
    """Return every file of the content on disk."""
    tree = read_folder(root)
    return {path: tree[path] for path in tree}


def tree_of(root: Path) -> Tree:
    return read_folder(root)
