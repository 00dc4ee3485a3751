"""Mend what is certain: from findings to changed files, and only then onto the disk."""

from builder.mending.plan import Plan, Wish, make_plan
from builder.mending.round import Remade, Renamed
from builder.mending.write import write_plan

__all__ = ["Plan", "Remade", "Renamed", "Wish", "make_plan", "write_plan"]
