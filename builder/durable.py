"""Write files so that a reader finds the old bytes or the new ones, never half of them."""

import os
import tempfile
from pathlib import Path


def write(path: Path, data: bytes) -> None:
    """Write `data` to `path` by way of a temporary file beside it, flushed before it is renamed.

    Raises OSError when the disk is full or read-only; `path` is then as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_once(path: Path, data: bytes) -> None:
    """Write a file that is named by its content, unless it is there already."""
    if not (path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data):
        write(path, data)
