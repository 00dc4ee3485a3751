"""What the tests of the unit share: a catalogue, a unit that reads it, and a check of refusals."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builder.errors import BuilderError
from builder.message import Message
from builder.unit.client import Unit
from tests.unit.simulator import PROVIDER, SLEEP, STRESS, UNIT, Catalogue

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


@pytest.fixture
def catalogue() -> Catalogue:
    """A catalogue with two moments at 1.0."""
    catalogue = Catalogue()
    catalogue.publish(SLEEP, "1.0")
    catalogue.publish(STRESS, "1.0")
    return catalogue


@pytest.fixture
def notes() -> list[Message]:
    """What the unit told beside its results."""
    return []


@pytest.fixture
def bare(tmp_path: Path, catalogue: Catalogue, notes: list[Message]) -> Unit:
    """A unit that is not set up."""
    return Unit(tmp_path / "unit", NOW, notes.append, lambda _: catalogue)


@pytest.fixture
def unit(bare: Unit) -> Unit:
    """A unit that is set up on the catalogue and has nothing active."""
    bare.init("/catalogue", UNIT, PROVIDER, development=True)
    return bare


def lock_bytes(unit: Unit) -> bytes | None:
    """The bytes of the lock file, or None."""
    path = unit.home / "activations.lock"
    return path.read_bytes() if path.exists() else None


@pytest.fixture
def refuses(unit: Unit) -> Callable[..., object]:
    """A check that an act raises and leaves `activations.lock` as it was, byte for byte."""

    @contextmanager
    def check(kind: type[BaseException], match: str | None = None) -> Iterator[None]:
        before = lock_bytes(unit)
        with pytest.raises(kind, match=match) as caught:
            yield
        assert lock_bytes(unit) == before
        if issubclass(kind, BuilderError):
            assert "\n" not in str(caught.value)

    return check
