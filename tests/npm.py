"""Brings a package of npm's for a test: once, into a folder that git does not know."""

import subprocess
import tempfile
from pathlib import Path


class UnobtainableError(Exception):
    """The package is not here and cannot be brought."""


def package(name: str, version: str, folder: Path) -> Path:
    """Return a package as the archive that npm keeps, brought into `folder` if need be.

    It appears whole, for several processes may want it at once.
    """
    file = f"{name.removeprefix('@').replace('/', '-')}-{version}.tgz"
    if not (folder / file).is_file():
        with tempfile.TemporaryDirectory(dir=folder) as workshop:
            command = ["npm", "pack", "--silent", f"{name}@{version}"]
            try:
                subprocess.run(command, cwd=workshop, check=True, capture_output=True, timeout=120)
            except (OSError, subprocess.SubprocessError) as error:
                message = f"npm cannot bring {name} {version}: {error}"
                raise UnobtainableError(message) from error
            (Path(workshop) / file).replace(folder / file)
    return folder / file
