"""What a change note says beside its text: whether it is about safety, and what it decides."""

from typing import Literal

from pydantic import Field

from builder.model.part import Part
from builder.model.scalars import Fingerprint, Flag, Text


class Decision(Part):
    """That a change, which only a person can judge, is MINOR or MAJOR; and why."""

    change: Fingerprint = Field(
        title="Ändring", description="Ändringens tecken, som moment diff visar det."
    )
    level: Literal["minor", "major"] = Field(
        title="Nivå",
        description="minor: når startade moment. major: når dem inte.",
    )
    reason: Text = Field(title="Skäl", description="Varför ändringen har den nivån.")


class NoteSettings(Part):
    """What stands between the two lines `---` above the title of `changes/<slug>.md`."""

    safety: Flag = Field(
        False,
        title="Säkerhet",
        description="true: enheterna får veta det särskilt, och äldre MAJOR startas inte längre.",
    )
    decisions: tuple[Decision, ...] = Field((), title="Beslut")
