"""What `media.yaml` says of pictures, films and sounds."""

from typing import Literal

from pydantic import Field

from builder.model.part import Part
from builder.model.rights import Rights
from builder.model.scalars import FileName, Flag, Id, Text


class Medium(Part):
    """A picture, a film or a sound and what belongs to it."""

    id: Id = Field(title="Id", description="Mediets id. Filen kan byta namn, id:t består.")
    file: FileName = Field(title="Fil", description="Filens namn i mappen media.")
    rights: Rights = Field(title="Rättigheter")
    decorative: Flag = Field(
        False, title="Dekorativ", description="Bilden säger inget; den har tom alt-text."
    )
    language: Literal["sv", "en"] | None = Field(None, title="Språk", description="Det som talas.")
    captions: FileName | None = Field(
        None, title="Textning", description="WebVTT-fil i mappen media."
    )
    transcript: FileName | None = Field(
        None, title="Textversion", description="Markdown-fil i mappen media."
    )
    audio_description: Text | None = Field(
        None, title="Syntolkning", description="Det som bara syns, i ord."
    )


class MediaList(Part):
    """All media of a moment."""

    media: tuple[Medium, ...] = Field(title="Medier")
