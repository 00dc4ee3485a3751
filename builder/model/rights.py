"""Who holds the rights to a form or a medium."""

from pydantic import Field

from builder.model.part import Part
from builder.model.scalars import Text


class Rights(Part):
    """Rights of a form, a picture, a film or a sound."""

    holder: Text = Field(title="Rättighetshavare", description="Den som har rättigheterna.")
    licence: Text = Field(
        title="Licens", description="Licens eller tillstånd, till exempel CC0-1.0 eller ett avtal."
    )
    attribution: Text | None = Field(
        None, title="Källangivelse", description="Text som ska visas tillsammans med materialet."
    )
