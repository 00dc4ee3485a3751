"""What the authors wrote, as one immutable value: the package of a moment.

A package has no HTML, no measure that is derived, no version, commit or date, so it is the same
on any machine, on any day and from any builder. Its bytes are canonical JSON; its digest is its
identity. Fields at their defaults are left out, so a field that is added later changes no digest.
"""

import json
from typing import Final, Self, TypeAlias

from pydantic import Field, ValidationError

from builder.errors import IntegrityError
from builder.manifest import canonical, digest
from builder.message import tell
from builder.model import (
    WIRE,
    Form,
    Functions,
    Part,
    Reminder,
    ResultView,
    Rights,
)
from builder.model.moment import Kind

Route: TypeAlias = tuple[str, ...]
"""The way to a part by ids: ("form", "dagbok", "question", "sovtid", "choice", "lange")."""

_OPTIONAL: Final = "The key is left out when there is nothing to say."


class PackedBlob(Part):
    """Some bytes that travel beside the package."""

    sha256: str
    length: int


class Definition(Part):
    """A link reference definition that stands elsewhere in the file."""

    target: str
    title: str = ""


class PackedPage(Part):
    """A title and Markdown as written, and what its local addresses mean.

    `links` maps an address as written to `media:<id>`, `form:<id>`, `module:<id>` or
    `module:<id>#<heading>`, so that a file can change its name and nothing changes.
    """

    title: str
    markdown: str
    links: dict[str, str] = Field({}, description=_OPTIONAL)
    definitions: dict[str, Definition] = Field({}, description=_OPTIONAL)


class PackedStep(PackedPage):
    """One page of a module."""

    id: str


class PackedSection(Part):
    """A section (avsnitt) of a module."""

    id: str
    title: str
    steps: tuple[PackedStep, ...]


class PackedModule(Part):
    """A module, and how it starts."""

    id: str
    title: str
    starts: str
    days: int | None = None
    introduction: PackedPage | None = None
    sections: tuple[PackedSection, ...] = ()


class PackedMedium(Part):
    """A picture, film or sound, by digest."""

    id: str
    kind: str
    type: str
    file: PackedBlob
    rights: Rights
    decorative: bool = False
    language: str | None = None
    captions: PackedBlob | None = None
    transcript: PackedPage | None = None
    audio_description: str | None = None


class Package(Part):
    """One moment as it is published.

    A picture at a question has `media:<id>` for its file; forms have no examples.
    """

    format: int
    moment: str
    title: str
    kind: Kind
    language: str
    summary: str
    audience: str
    intended_use: str | None = None
    open: bool = False
    functions: Functions
    welcome: PackedPage
    opening: PackedPage | None = None
    staff: PackedPage | None = None
    modules: tuple[PackedModule, ...]
    results: tuple[ResultView, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    forms: tuple[Form, ...] = ()
    media: tuple[PackedMedium, ...] = ()

    def to_bytes(self) -> bytes:
        """Return the canonical bytes."""
        return canonical(self.model_dump(mode="json", by_alias=True, exclude_defaults=True))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read a package; raise IntegrityError if it is none."""
        try:
            return cls.model_validate(json.loads(data), context=WIRE)
        except (ValueError, ValidationError) as error:
            name = digest(data)[:12]
            raise IntegrityError(
                tell("the package {name} is damaged: {reason}", name=name, reason=str(error)[:200])
            ) from error
