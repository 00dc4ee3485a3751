"""A register: who approves in one publisher unit, with which keys, and how many it takes."""

import unicodedata
from dataclasses import dataclass, field
from typing import Any, Final, Literal, Self, TypeAlias

from pydantic import ValidationError

from builder.approval.envelope import fingerprint
from builder.errors import IntegrityError
from builder.manifest import FORMAT, Json, canonical, digest
from builder.message import tell
from builder.model import WIRE, Approvals, Key, Person, Publisher

PUBLISHER: Final = "publisher"
_OF_UNIT: Final = ("title", "kind", "people")
Unit: TypeAlias = Literal["production", "training"]


@dataclass(frozen=True, slots=True)
class Register:
    """The people of one publisher unit and its policy; released, and approved, like a moment.

    In one order and spelling, so that only what means something is a change.
    """

    publisher: str
    title: str
    kind: Unit
    people: tuple[Person, ...]
    policy: Approvals = field(default_factory=Approvals)

    @classmethod
    def of(cls, publisher: Publisher, policy: Approvals) -> Self:
        """Return the register that a publisher's file and the profile's policy make."""
        people = sorted(map(_ordered, publisher.people), key=lambda person: person.id)
        return cls(publisher.id, publisher.title, publisher.kind, tuple(people), policy)

    @property
    def data(self) -> bytes:
        """The bytes that are named in a statement."""
        return canonical(self.to_json())

    @property
    def digest(self) -> str:
        """The name of those bytes."""
        return digest(self.data)

    def person(self, id_: str) -> Person | None:
        """Return the person of that id, or None."""
        return next((person for person in self.people if person.id == id_), None)

    def name_of(self, person: Person) -> str:
        """Return `<publisher>/<person>`."""
        return f"{self.publisher}/{person.id}"

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return {
            "format": FORMAT,
            "publisher": self.publisher,
            "title": self.title,
            "kind": self.kind,
            "people": [_to_json(person) for person in self.people],
            "policy": self.policy.model_dump(by_alias=True),
        }

    @classmethod
    def from_json(cls, data: Json) -> Self:
        """Read what `to_json` wrote; raise IntegrityError unless it is just that."""
        try:
            unit = {"id": data["publisher"], **{key: data[key] for key in _OF_UNIT}}
            publisher = Publisher.model_validate(unit, context=WIRE)
            read = cls.of(publisher, Approvals.model_validate(data["policy"], context=WIRE))
            is_itself = read.data == canonical(data)
        except (ValidationError, KeyError, TypeError):
            is_itself = False
        if not is_itself:
            raise IntegrityError(tell("a register of people in the catalogue is damaged"))
        return read


def address(email: str) -> str:
    """Return an e-mail address in the spelling to compare by."""
    return unicodedata.normalize("NFC", email).strip().casefold()


def _ordered(person: Person) -> Person:
    keys = {(_bare(key.key), key.from_, key.until) for key in person.keys}
    return person.model_copy(
        update={
            "emails": tuple(sorted({address(email) for email in person.emails})),
            "roles": tuple(sorted(set(person.roles))),
            "keys": tuple(
                Key.model_construct(key=key, from_=from_, until=until)
                for key, from_, until in sorted(keys, key=str)
            ),
        }
    )


def _bare(key: str) -> str:
    """Return an open key without the comment at its end."""
    return " ".join(key.split()[:2])


def _to_json(person: Person) -> dict[str, Any]:
    return person.model_dump(mode="json", by_alias=True, exclude_none=True)


def keys_of(person: Person | None) -> dict[str, list[Key]]:
    """Return a person's keys by fingerprint; the same key can stand there for several spans."""
    found: dict[str, list[Key]] = {}
    for key in person.keys if person else ():
        found.setdefault(fingerprint(key.key), []).append(key)
    return found
