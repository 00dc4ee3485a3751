"""What an SSH signature says about itself, and the names of open keys; no program is asked."""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import Final, Self

_LARGEST: Final = 16_384
"""Characters; a signature by an RSA key of 16,384 bits has some 6,000."""
_MAGIC: Final = b"SSHSIG"
_ARMOUR: Final = re.compile(
    r"-----BEGIN SSH SIGNATURE-----\r?\n"
    r"([A-Za-z0-9+/=\r\n]+)"
    r"-----END SSH SIGNATURE-----\s*"
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """The open parts of a signature: the key that made it, and what it was made for."""

    key: str
    """As `fingerprint` writes it."""
    namespace: str

    @classmethod
    def read(cls, signature: str) -> Self | None:
        """Read the armour that `ssh-keygen -Y sign` writes; None for anything else.

        The layout is OpenSSH's PROTOCOL.sshsig: magic, version, key, namespace, and more.
        """
        found = _ARMOUR.fullmatch(signature) if len(signature) <= _LARGEST else None
        try:
            data = base64.b64decode("".join(found[1].split()), validate=True) if found else b""
            version, rest = data[len(_MAGIC) : len(_MAGIC) + 4], data[len(_MAGIC) + 4 :]
            key, rest = _string(rest)
            namespace = _string(rest)[0].decode("ascii")
        except (binascii.Error, ValueError):
            return None
        if not data.startswith(_MAGIC) or version != b"\0\0\0\1" or not namespace.isprintable():
            return None
        return cls(_name(key), namespace)


def fingerprint(key: str) -> str:
    """Return the name of an open key, `SHA256:…` as `ssh-keygen -l` writes it; "" for no key.

    The comment and the way its letters are written tell no keys apart.
    """
    try:
        return _name(base64.b64decode(key.split()[1]))
    except (binascii.Error, IndexError, ValueError):
        return ""


def _name(key: bytes) -> str:
    shown = base64.b64encode(hashlib.sha256(key).digest()).decode().rstrip("=")
    return f"SHA256:{shown}"


def _string(data: bytes) -> tuple[bytes, bytes]:
    """Return the string that `data` begins with, and what follows; raise ValueError if cut."""
    length = int.from_bytes(data[:4], "big")
    if len(data) < 4 + length:
        raise ValueError(length)
    return data[4 : 4 + length], data[4 + length :]
