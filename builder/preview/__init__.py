"""The drafts of a working tree, on this computer only, shown again at every edit."""

from builder.preview.server import Preview, serve

__all__ = ["Preview", "serve"]
