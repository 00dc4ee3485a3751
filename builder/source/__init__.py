"""YAML and Markdown as plain data, with the place of every value. Knows no moment."""

from builder.source.markdown import Heading, Link, Page, parse_markdown
from builder.source.yaml import Document, parse_yaml

__all__ = ["Document", "Heading", "Link", "Page", "parse_markdown", "parse_yaml"]
