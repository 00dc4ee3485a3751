"""The policy of one content library: what the domain leaves open, with our own defaults.

No national number is known for any of these (docs/sources.md, "what is not known").
"""

from typing import Literal, TypeAlias

from pydantic import Field

from builder.model.part import Part
from builder.model.scalars import Count, Positive, Text, Value
from builder.model.waiver import Waiver


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
    max_kilobits: Positive = Field(
        4000,
        title="Högst kilobit per sekund",
        description="Hela filens. Sägs inget gäller 4000, som är vår egen gräns.",
    )


class SoundLimits(Part):
    """What a sound may be."""

    types: tuple[Literal["mp3", "m4a"], ...] = Field(min_length=1, title="Filtyper")
    max_kilobytes: Positive = Field(title="Högst kilobyte", description="1 kilobyte är 1000 byte.")
    max_seconds: Positive = Field(title="Högst sekunder")
    max_kilobits: Positive = Field(
        256,
        title="Högst kilobit per sekund",
        description="Hela filens. Sägs inget gäller 256, som är vår egen gräns.",
    )


class MediaLimits(Part):
    """What media may be."""

    pictures: PictureLimits = Field(title="Bilder")
    films: FilmLimits = Field(title="Filmer")
    sounds: SoundLimits = Field(title="Ljud")


class Approvals(Part):
    """How many publishers approve before something is published, and what they are asked about.

    It is part of the register that a catalogue keeps: to change it is itself approved.
    """

    minor: Count = Field(1, title="För en MINOR-version")
    major: Count = Field(2, title="För en MAJOR-version och för personregistret")
    listing: Count = Field(1, title="För uppgifter i katalogen")
    rewritten_percent: Positive = Field(
        30,
        title="Omskrivet, procent",
        description="Är en större andel av orden i ett steg ändrad räknas det som omskrivet, "
        "och någon behöver bestämma om det betyder detsamma. Vår egen gräns.",
    )


WordingPack: TypeAlias = Literal[
    "datum-och-tid",
    "forkortningar",
    "sjukdomsnamn",
    "du-tilltal",
    "1177-ord",
    "1177-direkt",
    "konsneutralt",
    "svara-ord",
    "lasbarhet",
]
"""The packs that come with the builder (`builder/wording/packs`)."""


class Profile(Part):
    """What `profile.yaml` says."""

    title: Text = Field(title="Katalogens namn")
    catalogue: Text = Field(
        title="Katalogens plats", description="En mapp, räknad från mappen som rymmer content."
    )
    media: MediaLimits = Field(title="Gränser för medier")
    wording: tuple[WordingPack, ...] = Field(
        (), title="Språkpaket", description="Vilka paket med språkråd som texterna prövas mot."
    )
    approvals: Approvals = Field(
        Approvals(),
        title="Godkännanden",
        description="Hur många utgivare som godkänner innan något publiceras. "
        "Sägs inget gäller 1 för MINOR, 2 för MAJOR och 1 för katalogens uppgifter.",
    )
    crisis_numbers: tuple[Value, ...] = Field(
        ("112", "1177"),
        min_length=1,
        title="Telefonnummer i kris",
        description="De nummer som en invånare alltid ska få vid en fråga om självskada. "
        "Sägs inget gäller 112 och 1177.",
    )
    waivers: tuple[Waiver, ...] = Field(
        (), title="Godtagna varningar", description="I det som momenten delar."
    )
