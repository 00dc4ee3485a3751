"""Media made anew."""

from typing import assert_never

from builder.media.rework import streamable, strip
from builder.model import Profile
from builder.problem import Work


def remade(data: bytes, work: Work, profile: Profile | None) -> bytes | None:
    """Return a medium with the work done, or None where it cannot be: damaged, or no limits."""
    match work:
        case Work.STRIP:
            return strip(data)
        case Work.STREAM:
            return streamable(data)
        case Work.SHRINK if profile is None:
            return None
        case Work.SHRINK:
            from builder.media.shrinking import shrink

            limits = profile.media.pictures
            return shrink(data, limits.max_pixels, limits.max_kilobytes)
        case _:
            assert_never(work)
