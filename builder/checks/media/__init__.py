"""MED: media that cannot be shown, that tell too much, or that shut people out."""

from builder.checks.media import captions, files, films

RULES = tuple(sorted((*files.RULES, *films.RULES, *captions.RULES), key=lambda rule: rule.code))
