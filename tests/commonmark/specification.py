"""The examples of CommonMark's specification, brought by npm and kept out of the repository.

The text is CC BY-SA, and this project holds no copies of others' work: it is fetched once into a
folder that git does not know, and every reading compares it with a digest.
"""

import hashlib
import re
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

VERSION: Final = "0.31.2"
_PACKAGE: Final = f"commonmark-spec-{VERSION}.tgz"
_SHA256: Final = "257c41ad946f7a1414a499aca402a1aa8fdac3678532266611348c1cf54f4b80"
_FENCE: Final = "`" * 32
_EXAMPLE: Final = re.compile(
    rf"^{_FENCE} example\n(.*?)^\.\n(.*?)^{_FENCE}$", re.DOTALL | re.MULTILINE
)


class UnobtainableError(Exception):
    """The specification is not here and cannot be brought."""


@dataclass(frozen=True, slots=True)
class Example:
    """Markdown and the HTML that it means; numbered from 1 as in the specification."""

    number: int
    markdown: str
    html: str


def examples(folder: Path) -> list[Example]:
    """Return the examples, fetched into `folder` if need be; raise UnobtainableError."""
    package = folder / _PACKAGE
    if not package.is_file():
        _fetch(package)
    with tarfile.open(package) as archive:
        member = archive.extractfile("package/spec.txt")
        text = member.read() if member else b""
    if hashlib.sha256(text).hexdigest() != _SHA256:
        raise UnobtainableError(f"{package}: not the specification that was asked for")
    found = _EXAMPLE.findall(text.decode().replace("→", "\t"))
    return [Example(number, *pair) for number, pair in enumerate(found, 1)]


def _fetch(package: Path) -> None:
    """Bring the package; it appears whole, for several processes may want it at once."""
    with tempfile.TemporaryDirectory(dir=package.parent) as workshop:
        command = ["npm", "pack", "--silent", f"commonmark-spec@{VERSION}"]
        try:
            subprocess.run(command, cwd=workshop, check=True, capture_output=True, timeout=120)
        except (OSError, subprocess.SubprocessError) as error:
            raise UnobtainableError(
                f"npm cannot bring commonmark-spec {VERSION}: {error}"
            ) from error
        (Path(workshop) / _PACKAGE).replace(package)
