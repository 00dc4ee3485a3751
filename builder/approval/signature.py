"""SSH signatures, made and verified by OpenSSH's own program, `ssh-keygen`.

A signature is made for one purpose (`NAMESPACE`), so that what somebody signed for git or a
server can never be taken for an approval. Whether the key counted on the day is for the verdict.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from builder.approval.envelope import Envelope, fingerprint
from builder.errors import RefusedError
from builder.message import Message, tell

NAMESPACE: Final = "moment-approval"
_PROGRAM: Final = "ssh-keygen"
_SIGNER: Final = "approver"
"""The only name in the list of who may sign; names of people never reach the program."""


def sign(data: bytes, key: Path) -> str:
    """Return the signature over `data` by a secret key, or by an agent's key given its `.pub`.

    The program asks for a passphrase or a touch itself, at the terminal. Raises RefusedError.
    """
    program = _program()
    if not key.is_file():
        raise RefusedError(
            tell("{path}: there is no such key; ssh-keygen -t ed25519 makes one", path=str(key))
        )
    # Not on standard input: then the program could not ask for the passphrase there.
    with tempfile.TemporaryDirectory(prefix="moment-") as folder:
        file = Path(folder) / "statement"
        file.write_bytes(data)
        done = subprocess.run(
            [program, "-Y", "sign", "-f", str(key.absolute()), "-n", NAMESPACE, str(file)],
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=None if _is_touched(key) else subprocess.PIPE,
        )
        if done.returncode:
            raise RefusedError(_refusal(key, (done.stderr or b"").decode(errors="replace")))
        return file.with_name("statement.sig").read_text(encoding="ascii")


def public_key(key: Path) -> str:
    """Return the open key, as one line, of a secret key or of a `.pub`; raise RefusedError."""
    path = key if key.suffix == ".pub" else key.with_name(f"{key.name}.pub")
    if not path.is_file():
        raise RefusedError(
            tell("{path}: there is no such file; it holds the open key", path=str(path))
        )
    line = path.read_text(encoding="utf-8", errors="replace").strip()
    if not fingerprint(line):
        raise RefusedError(tell("{path} holds no open SSH key", path=str(path)))
    return line


def verify(data: bytes, signature: str, key: str) -> Message | None:
    """Return why `signature` is not that of the open key `key` over `data`; None where it is.

    Raises RefusedError where OpenSSH is missing.
    """
    envelope = Envelope.read(signature)
    if envelope is None:
        return tell("what stands in the place of the signature is no SSH signature")
    if envelope.namespace != NAMESPACE:
        return tell(
            "the signature was made for something else (“{namespace}”), not to approve with",
            namespace=envelope.namespace[:60],
        )
    if envelope.key != fingerprint(key):
        return tell("the signature was made with another key ({key})", key=envelope.key)
    if not _holds(data, signature, key):
        return tell("the signature is of other bytes: what was signed has been changed since")
    return None


def _holds(data: bytes, signature: str, key: str) -> bool:
    """Tell whether OpenSSH finds the signature good; the day is not its business."""
    allowed = " ".join((_SIGNER, f'namespaces="{NAMESPACE}"', *key.split()[:2]))
    with tempfile.TemporaryDirectory(prefix="moment-") as folder:
        signers, file = Path(folder) / "signers", Path(folder) / "signature"
        signers.write_text(f"{allowed}\n", encoding="ascii")
        file.write_text(signature, encoding="ascii")
        asked: Sequence[str] = ("-f", str(signers), "-I", _SIGNER, "-n", NAMESPACE, "-s", str(file))
        done = subprocess.run(
            [_program(), "-Y", "verify", *asked], input=data, check=False, capture_output=True
        )
    return done.returncode == 0


def _program() -> str:
    found = shutil.which(_PROGRAM)
    if found is None:
        raise RefusedError(
            tell(
                "the program ssh-keygen is missing, which makes and reads signatures: "
                "install OpenSSH (openssh-client)"
            )
        )
    return found


def _is_touched(key: Path) -> bool:
    """Tell whether a key lives in a stick, which is touched when the program says so on stderr."""
    path = key if key.suffix == ".pub" else key.with_name(f"{key.name}.pub")
    return path.is_file() and path.read_bytes().startswith(b"sk-")


def _refusal(key: Path, said: str) -> Message:
    path = str(key)
    if "passphrase" in said:
        return tell("{path}: that is not the passphrase of the key", path=path)
    if "too open" in said:
        return tell("{path} can be read by others, so it is not used: chmod 600 {path}", path=path)
    if "load public key" in said:
        return tell("{path} is no SSH key that can be signed with", path=path)
    if "No private key" in said or "agent" in said:
        return tell(
            "the secret key of {path} is neither beside it nor in an agent: ssh-add adds it there",
            path=path,
        )
    lines = said.strip().splitlines()
    return tell(
        "{path} could not be signed with: {reason}", path=path, reason=lines[-1] if lines else "?"
    )
