"""People who have keys."""

from pathlib import Path

from builder.model import WIRE, Approvals, Person, Publisher


def open_key(key: Path) -> str:
    return key.with_name(f"{key.name}.pub").read_text(encoding="utf-8").strip()


def person(id_: str, *keys: object, roles: str = "publisher", emails: str = "") -> Person:
    """Return somebody; a key is an open key, or a whole row of the register."""
    rows = [key if isinstance(key, dict) else {"key": key} for key in keys]
    return Person.model_validate(
        {
            "id": id_,
            "name": id_.capitalize(),
            "emails": (emails or f"{id_}@prov.example").split(),
            "roles": roles.split(),
            "keys": rows,
        },
        context=WIRE,
    )


def unit(
    *people: Person, id_: str = "norrvik", kind: str = "production", title: str = "Enheten"
) -> Publisher:
    return Publisher.model_validate(
        {"id": id_, "title": title, "kind": kind, "people": people}, context=WIRE
    )


POLICY = Approvals()
