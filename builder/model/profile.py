"""The policy of one content library: what the domain leaves open, with our own defaults.

No national number is known for any of these (docs/sources.md, "what is not known").
"""

from typing import Literal

from pydantic import Field

from builder.model.part import Part
from builder.model.scalars import Positive, Text


class PictureLimits(Part):
    """What a picture may be."""

    types: tuple[Literal["jpeg", "png", "webp"], ...] = Field(min_length=1, title="Filtyper")
    max_kilobytes: Positive = Field(title="Högst kilobyte", description="1 kilobyte är 1000 byte.")
    max_pixels: Positive = Field(title="Högst bildpunkter per sida")


class FilmLimits(Part):
    """What a film may be."""

    types: tuple[Literal["mp4"], ...] = Field(min_length=1, title="Filtyper")
    max_kilobytes: Positive = Field(title="Högst kilobyte", description="1 kilobyte är 1000 byte.")
    max_seconds: Positive = Field(title="Högst sekunder")


class SoundLimits(Part):
    """What a sound may be."""

    types: tuple[Literal["mp3", "m4a"], ...] = Field(min_length=1, title="Filtyper")
    max_kilobytes: Positive = Field(title="Högst kilobyte", description="1 kilobyte är 1000 byte.")
    max_seconds: Positive = Field(title="Högst sekunder")


class MediaLimits(Part):
    """What media may be."""

    pictures: PictureLimits = Field(title="Bilder")
    films: FilmLimits = Field(title="Filmer")
    sounds: SoundLimits = Field(title="Ljud")


class Profile(Part):
    """What `profile.yaml` says."""

    title: Text = Field(title="Katalogens namn")
    catalogue: Text = Field(
        title="Katalogens plats", description="En mapp, räknad från mappen som rymmer content."
    )
    media: MediaLimits = Field(title="Gränser för medier")
