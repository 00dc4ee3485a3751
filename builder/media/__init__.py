"""What a media file is: its real type, size and length, whatever it is called. Knows no moment."""

from builder.media.cue import Captions, Cue, Fault
from builder.media.facts import Damage, MediaFacts, Telling, Trace
from builder.media.inspection import MAX_PIXELS, inspect
from builder.media.kind import TYPE_BY_SUFFIX, MediaKind, MediaType, type_of_name
from builder.media.rework import streamable, strip
from builder.media.shrinking import shrink
from builder.media.timing import late_fault, timing_faults

__all__ = [
    "MAX_PIXELS",
    "TYPE_BY_SUFFIX",
    "Captions",
    "Cue",
    "Damage",
    "Fault",
    "MediaFacts",
    "MediaKind",
    "MediaType",
    "Telling",
    "Trace",
    "inspect",
    "late_fault",
    "shrink",
    "streamable",
    "strip",
    "timing_faults",
    "type_of_name",
]
