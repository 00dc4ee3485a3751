"""Compare a moment with its last release, and make the records of the next one."""

from builder.release.drafting import (
    Base,
    Draft,
    ReadSources,
    Unchanged,
    base_of_sources,
    draft,
    draft_against,
    has_line,
)
from builder.release.listing import listing_changes, listing_of, says_the_same
from builder.release.record import Outcome, decisions_of, notes_of, outcome, waivers_of, witness_of

__all__ = [
    "Base",
    "Draft",
    "Outcome",
    "ReadSources",
    "Unchanged",
    "base_of_sources",
    "decisions_of",
    "draft",
    "draft_against",
    "has_line",
    "listing_changes",
    "listing_of",
    "notes_of",
    "outcome",
    "says_the_same",
    "waivers_of",
    "witness_of",
]
