import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from openssh import make_key


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return the secret key of somebody, the same each time."""
    folder = tmp_path_factory.mktemp("keys")
    keys: dict[str, Path] = {}

    def of(name: str) -> Path:
        if name not in keys:
            keys[name] = make_key(folder, name)
        return keys[name]

    return of
