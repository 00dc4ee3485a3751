"""A publisher unit: its people and the care providers it publishes to."""

from typing import Literal

from pydantic import Field

from builder.model.part import Part
from builder.model.scalars import AuthorEmail, Day, HsaId, Id, PublicKey, Text


class Key(Part):
    """An open SSH key, and the days between which what it signs counts."""

    key: PublicKey = Field(
        title="Öppen nyckel",
        description="En rad ur en fil som slutar på .pub: ssh-ed25519 AAAA… Aldrig den hemliga.",
    )
    from_: Day | None = Field(None, alias="from", title="Från och med")
    until: Day | None = Field(None, title="Till och med")


class Person(Part):
    """Someone who designs or publishes."""

    id: Id = Field(title="Id")
    name: Text = Field(title="Namn")
    emails: tuple[AuthorEmail, ...] = Field(
        min_length=1, title="E-post", description="Alla adresser personen skriver i git med."
    )
    roles: tuple[Literal["designer", "publisher"], ...] = Field(min_length=1, title="Roller")
    keys: tuple[Key, ...] = Field(
        (), title="Nycklar", description="Öppna SSH-nycklar, som en utgivare godkänner med."
    )


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
