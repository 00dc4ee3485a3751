"""A warning that somebody answers for, in one place and until a day."""

from pydantic import Field

from builder.model.part import Part
from builder.model.scalars import Day, Text


class Waiver(Part):
    """Why one warning in one place may stand, who says so, and for how long."""

    code: Text = Field(title="Kod", description="Varningens kod, till exempel MED004.")
    place: Text = Field(
        title="Plats",
        description="Filen, och efter # det id som står närmast: modules/somn.md#om-somn.",
    )
    reason: Text = Field(title="Skäl", description="Varför det får vara så här.")
    who: Text = Field(title="Vem", description="Rollen som har bestämt det.")
    until: Day = Field(title="Till och med", description="Sista dagen det gäller.")
