"""The salience of prose: what differs between two texts, and which of it a reader acts on.

`reading` makes a page of sentences, `align` finds which became which, `salience` compares the
words of two, by what `salience.yaml` says that they mean.
"""

from builder.changes.prose.cues import compare_cues
from builder.changes.prose.pages import compare_pages
from builder.changes.prose.texts import compare_text

__all__ = ["compare_cues", "compare_pages", "compare_text"]
