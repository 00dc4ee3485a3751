"""A picture, film or sound as the reader meets it, with its text version and its source."""

from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder.package import PackedMedium
from builder.rendition.atlas import CAPTIONS_SUFFIX, file_address, media_address
from builder.rendition.words import Voice


@dataclass(frozen=True, slots=True)
class Showing:
    """A medium at one place: with the alternative text and caption that it has there.

    `transcript` is HTML.
    """

    medium: PackedMedium
    alt: str
    caption: str
    transcript: str


@cache
def templates() -> Environment:
    """Return the templates of renditions; they escape what they are given."""
    folder = Path(__file__).parent / "templates"
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def show_medium(showing: Showing, voice: Voice, language: str, *, alone: bool) -> str:
    """Return the HTML: a figure where the medium stands alone, else only the medium itself."""
    medium = showing.medium
    spoken = medium.language or language
    return templates().get_template("medium.html").render(
        medium=medium,
        alone=alone,
        src=file_address(medium),
        alt="" if medium.decorative else showing.alt,
        label=showing.alt,
        caption=showing.caption,
        transcript=Markup(showing.transcript),  # noqa: S704 - our own renderer's, and cleaned as a whole later
        captions=media_address(medium.captions, CAPTIONS_SUFFIX) if medium.captions else None,
        spoken=spoken,
        spoken_name=voice.language_name(spoken),
        words=voice.words,
    ).strip() + ("\n" if alone else "")


def show_missing(alt: str, voice: Voice) -> str:
    """Return what stands where a draft's picture, film or sound is not there."""
    return f'<span class="missing">{escape(voice.words["no_picture"])}: {escape(alt)}</span>'
