"""The HTML of a package: derived from what the authors wrote, sanitised, the same every time."""

from builder.rendition.clean import at_depth
from builder.rendition.document import render
from builder.rendition.note import render_note
from builder.rendition.reading import read_rendition

__all__ = ["at_depth", "read_rendition", "render", "render_note"]
