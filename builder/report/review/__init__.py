"""A review of what would be published: in a terminal, as Markdown, as JSON, and as a page."""

from builder.report.review.markdown import LIMIT, MARKER, markdown_review
from builder.report.review.page import page_review
from builder.report.review.plain import review_json
from builder.report.review.text import show_review

__all__ = ["LIMIT", "MARKER", "markdown_review", "page_review", "review_json", "show_review"]
