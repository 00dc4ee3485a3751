"""Real keys, made by OpenSSH."""

import shutil
import subprocess
from pathlib import Path

import pytest


def need_ssh_keygen() -> None:
    """Skip where there is no OpenSSH; with CI=true what is skipped has failed (conftest.py)."""
    if shutil.which("ssh-keygen") is None:
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
