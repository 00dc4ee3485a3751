"""The story's library is told by its own file; its people have the same keys throughout."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from openssh import make_key
from told import PEOPLE


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with everybody's keys."""
    folder = tmp_path_factory.mktemp("keys")
    for name in PEOPLE:
        make_key(folder, name)
    return folder
