"""Real keys, made by OpenSSH, and people who have them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from builder.model import WIRE, Approvals, Person, Publisher


def need_ssh_keygen() -> None:
    """Skip where there is no OpenSSH, except in CI, which must have it."""
    if shutil.which("ssh-keygen") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI has no ssh-keygen")
        pytest.skip("there is no ssh-keygen here")


def make_key(folder: Path, name: str, *options: str) -> Path:
    """Return a new secret key; its open half lies beside it."""
    need_ssh_keygen()
    path = folder / name
    kind = options or ("-t", "ed25519", "-N", "")
    subprocess.run(
        ["ssh-keygen", "-q", "-C", f"{name} å", "-f", str(path), *kind], check=True, timeout=60
    )
    return path


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
