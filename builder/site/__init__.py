"""The catalogue as a site: pages from values, and a build that writes only what changed."""

from builder.site.build import BuildResult, build

__all__ = ["BuildResult", "build"]
