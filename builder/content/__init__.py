"""Everything under `content/`: the only place where sources, models and media meet."""

from builder.content.library import Library, MomentKey, read_library
from builder.content.moment import MediaFile, MomentContent, read_moment
from builder.content.notes import ChangeNote
from builder.content.sources import Sources
from builder.content.structure import ModuleText, Section, Step
from builder.content.whereabouts import whereabouts

__all__ = [
    "ChangeNote",
    "Library",
    "MediaFile",
    "ModuleText",
    "MomentContent",
    "MomentKey",
    "Section",
    "Sources",
    "Step",
    "read_library",
    "read_moment",
    "whereabouts",
]
