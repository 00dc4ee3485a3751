"""A publisher unit: its people and the care providers it publishes to."""

from typing import Literal

from pydantic import Field

from builder.model.part import Part
from builder.model.scalars import Email, HsaId, Id, Text


class Person(Part):
    """Someone who designs or publishes."""

    id: Id = Field(title="Id")
    name: Text = Field(title="Namn")
    emails: tuple[Email, ...] = Field(
        min_length=1, title="E-post", description="Alla adresser personen skriver i git med."
    )
    roles: tuple[Literal["designer", "publisher"], ...] = Field(min_length=1, title="Roller")
    keys: tuple[Text, ...] = Field((), title="Nycklar", description="Öppna SSH-nycklar.")


class CareProvider(Part):
    """A care provider that the publisher can make moments available to."""

    id: Id = Field(title="Id")
    title: Text = Field(title="Namn")
    hsa_id: HsaId = Field(title="HSA-id")


class Publisher(Part):
    """What `publishers/<publisher>.yaml` says."""

    id: Id = Field(title="Id", description="Samma som filens namn.")
    title: Text = Field(title="Namn")
    kind: Literal["production", "training"] = Field(
        title="Slag",
        description="production: utgivarenhet. "
        "training: utbildningsutgivarenhet, kan aldrig publicera.",
    )
    people: tuple[Person, ...] = Field(title="Personer")
    care_providers: tuple[CareProvider, ...] = Field((), title="Vårdgivare")
