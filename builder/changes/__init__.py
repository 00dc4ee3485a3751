"""What changed between two packages of a moment, and what it asks of the version number."""

from builder.changes.compare import REWRITTEN_PERCENT, compare
from builder.changes.kinds import Change, Kind, Level, Touch
from builder.changes.media import NO_FILES, Files, Read
from builder.changes.witness import Witness, witness
from builder.manifest import Version

__all__ = [
    "NO_FILES",
    "REWRITTEN_PERCENT",
    "Change",
    "Files",
    "Kind",
    "Level",
    "Read",
    "Touch",
    "Witness",
    "compare",
    "next_version",
    "witness",
]

FIRST = Version(1, 0)


def next_version(base: Version | None, level: Level) -> Version:
    """Return the version after `base`; the first is 1.0, and what is undecided is MAJOR."""
    if base is None:
        return FIRST
    if level >= Level.DECIDE:
        return Version(base.major + 1, 0)
    return Version(base.major, base.minor + 1) if level is Level.MINOR else base
