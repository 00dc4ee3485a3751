"""A catalogue of the demo moments, published twice, in a folder."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from builder.catalogue import Catalogue
from builder.site import build
from builder.tree import Tree, read_folder
from published import publish

REPOSITORY = Path(__file__).parents[2]
EDITED = "content/moments/norrvik/battre-somn/modules/varva-ner.md"
NOTE = "content/moments/norrvik/battre-somn/changes/musik.md"


@pytest.fixture(scope="session")
def demo() -> Tree:
    """The demo library as it stands."""
    return read_folder(REPOSITORY)


@pytest.fixture(scope="session")
def catalogue(demo, tmp_path_factory) -> Catalogue:
    """A catalogue that holds the demo moments, one of them in two versions."""
    made = Catalogue(tmp_path_factory.mktemp("published"))
    publish(made, demo, "2026-11-01T08:00:00Z")
    files = {path: demo[path] for path in demo}
    files[EDITED] += "\n## Musik {#musik}\n\nLugn musik kan hjälpa.\n".encode()
    files[NOTE] = b"# Nytt om musik\n\nDelen **Varva ner** har ett nytt avsnitt.\n"
    publish(made, Tree.of(files), "2026-11-20T08:00:00Z")
    return made


@pytest.fixture(scope="session")
def site(catalogue, tmp_path_factory) -> Path:
    """The Swedish site of that catalogue."""
    folder = tmp_path_factory.mktemp("site") / "site"
    build(catalogue, folder, "sv")
    return folder
