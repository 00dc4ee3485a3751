"""What an approver signs: one release of a moment, or one register of people, to the byte."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, Self, TypeAlias

from builder.manifest import FORMAT, Json, canonical, digest, read_json

Kind: TypeAlias = Literal["moment", "register"]

_NAMED_BY: Final[Mapping[Kind, str]] = {"moment": "moment", "register": "publisher"}


@dataclass(frozen=True, slots=True)
class Statement:
    """What is approved, without a commit or a date: the same bytes are the same statement.

    `of` is a moment, `norrvik/battre-somn`, or a publisher, `norrvik`. `body` is what
    `schemas/statement.schema.json` asks for beside format, kind and that name.
    """

    kind: Kind
    of: str
    body: Mapping[str, Json]

    @property
    def publisher(self) -> str:
        """The publisher whose people approve this."""
        return self.of.partition("/")[0]

    @property
    def data(self) -> bytes:
        """The bytes that are signed."""
        return canonical(self.to_json())

    @property
    def digest(self) -> str:
        """The name of those bytes."""
        return digest(self.data)

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {"format": FORMAT, "kind": self.kind, _NAMED_BY[self.kind]: self.of, **self.body}

    @classmethod
    def from_json(cls, data: Json, name: str) -> Self:
        """Read what `to_json` wrote; raise IntegrityError, about `name`, unless it is just that."""
        body = dict(read_json(canonical(data), name, "statement"))
        del body["format"]
        kind: Kind = body.pop("kind")
        return cls(kind, body.pop(_NAMED_BY[kind]), body)
