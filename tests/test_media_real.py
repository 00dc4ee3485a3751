"""The media of the content itself: whole as they are, and found out when a byte of them goes."""

import random
from pathlib import Path

import pytest

from builder.media import MediaFacts, MediaKind, inspect, streamable, strip, type_of_name

CONTENT = Path(__file__).parent.parent / "content"
FILES = [
    path
    for path in sorted(CONTENT.glob("moments/*/*/media/*"))
    if path.suffix not in {".yaml", ".md"}
]
PICTURES = [path for path in FILES if path.suffix in {".jpg", ".png", ".webp"}]


def look(path: Path, data: bytes) -> MediaFacts:
    claimed = type_of_name(path.name)
    assert claimed
    return inspect(data, claimed)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_is_whole_and_tells_nothing(path: Path) -> None:
    data = path.read_bytes()
    facts = look(path, data)
    assert facts.type == type_of_name(path.name)
    assert (facts.fault, facts.damage, facts.colours, facts.codec) == (None, None, None, None)
    assert facts.traces == ()
    assert facts.is_streamable
    assert not facts.is_animated
    assert not facts.is_silent
    assert facts.captions is None or (facts.captions.cues and not facts.captions.faults)


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_a_picture_that_is_cut_is_always_found_out(path: Path) -> None:
    data = path.read_bytes()
    chance = random.Random(path.name)  # noqa: S311 - the same places every time
    for end in [len(data) - 1, *(chance.randrange(12, len(data)) for _ in range(60))]:
        assert look(path, data[:end]).damage, end
    assert look(path, data + b"\0").damage


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_changed_byte_makes_it_raise(path: Path) -> None:
    data = path.read_bytes()
    chance = random.Random(path.name)  # noqa: S311 - the same places every time
    places = [
        *range(0, min(len(data), 64), 5),
        *(chance.randrange(len(data)) for _ in range(15)),
    ]
    for at in places:
        changed = bytearray(data)
        changed[at] ^= 1 << chance.randrange(8)
        facts = look(path, bytes(changed))
        if path.suffix == ".png":
            assert facts.damage or facts.fault, at
        strip(bytes(changed))
        streamable(bytes(changed))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_is_already_bare(path: Path) -> None:
    claimed = type_of_name(path.name)
    if claimed and claimed.kind in (MediaKind.PICTURE, MediaKind.FILM):
        assert strip(path.read_bytes()) == path.read_bytes()
