"""An approval as it travels: a statement, who approves it, and the signature over its bytes."""

from dataclasses import dataclass
from typing import Final, Self

from builder.approval.statement import Statement
from builder.manifest import FORMAT, Json, read_json, readable

PREFIX: Final = "approval/"
_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Signed:
    """One person's signature over a statement; whether it holds is for the verdict to say."""

    statement: Statement
    person: str
    """`<publisher>/<person>`."""
    signature: str

    @property
    def tag(self) -> str:
        """The name of its git tag, `approval/<of>/<12 digits>/<unit>.<person>`."""
        person = self.person.replace("/", ".")
        return f"{PREFIX}{self.of}/{short(self.statement.digest)}/{person}"

    @property
    def of(self) -> str:
        """The moment or publisher that it is kept under."""
        return self.statement.of

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {
            "format": FORMAT,
            "statement": self.statement.to_json(),
            "person": self.person,
            "signature": self.signature,
        }

    def to_bytes(self) -> bytes:
        """Return the bytes that a tag holds."""
        return readable(self.to_json())

    @classmethod
    def from_bytes(cls, data: bytes, name: str) -> Self:
        """Read what `to_bytes` wrote; raise IntegrityError or CatalogueError about `name`."""
        json_ = read_json(data, name, "approval")
        statement = Statement.from_json(json_["statement"], name)
        return cls(statement, json_["person"], json_["signature"])


def short(digest: str) -> str:
    """Return as much of a statement's digest as stands in the names of its tags."""
    return digest[:_DIGITS]
