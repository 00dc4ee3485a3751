"""Media as they are: every type of ours made here, then cut, mixed up, mangled and made huge."""

import struct
import zlib
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from recorded import picture, real, stream

from builder.manifest import digest
from builder.media import MAX_PIXELS, TYPE_BY_SUFFIX, MediaFacts, inspect, type_of_name

CLAIMS = sorted(set(TYPE_BY_SUFFIX.values()), key=lambda one: one.name)
BY_NAME = {one.name: one for one in CLAIMS}


@pytest.mark.parametrize("name", BY_NAME)
def test_every_type_of_ours_is_known(name: str) -> None:
    data = real()[name]
    facts = inspect(data, BY_NAME[name])
    assert (facts.type, facts.fault, facts.damage) == (BY_NAME[name], None, None)
    assert (facts.sha256, facts.length) == (digest(data), len(data))
    sizes = {"jpeg": (40, 30), "png": (40, 30), "webp": (40, 30), "mp4": (64, 48)}
    assert (facts.width, facts.height) == sizes.get(name, (0, 0))
    assert (0.4 < facts.seconds < 0.7) == (name in {"mp3", "mp4", "m4a"})


def test_a_film_without_sound_is_a_film() -> None:
    assert inspect(stream("mp4", "libx264"), BY_NAME["mp4"]).type == BY_NAME["mp4"]


@pytest.mark.parametrize("claimed", ["jpeg", "png", "webp", "mp4", "mp3", "m4a"])
@pytest.mark.parametrize("name", ["jpeg", "png", "webp", "mp4", "mp3", "m4a"])
def test_a_name_cannot_make_a_file_what_it_is_not(name: str, claimed: str) -> None:
    facts = inspect(real()[name], BY_NAME[claimed])
    if facts.type is not None:
        assert facts.type.name == name
    else:
        assert facts.fault
        assert name != claimed


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO", "PPM"])
def test_other_pictures_are_named_and_refused(kind: str) -> None:
    facts = inspect(picture(kind), BY_NAME["png"])
    assert facts.type is None
    assert kind in str(facts.fault)


@pytest.mark.parametrize(
    ("container", "codec", "name"),
    [
        ("wav", "pcm_s16le", "wav"),
        ("matroska", "libx264", "matroska"),
        ("adts", "aac", "aac"),
        ("mp2", "mp2", "mp2"),
        ("flac", "flac", "flac"),
    ],
)
def test_other_streams_are_named_and_refused(container: str, codec: str, name: str) -> None:
    facts = inspect(stream(container, codec), BY_NAME["mp4"])
    assert facts.type is None
    assert name in str(facts.fault)


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_animated_pictures_keep_their_type_and_size(kind: str) -> None:
    facts = inspect(picture(kind, frames=3), BY_NAME[kind.lower()])
    assert (facts.type, facts.width, facts.height) == (BY_NAME[kind.lower()], 40, 30)
    assert facts.is_animated
    assert facts.damage is None


def test_other_pictures_that_are_too_large_are_refused_unopened() -> None:
    facts = inspect(b"P6 60000 60000 255\n" + bytes(99), BY_NAME["png"])
    assert facts.type is None
    assert str(facts.fault) == "the picture has more pixels than can be opened safely"


@pytest.mark.parametrize("claimed", ["jpeg", "mp4"])
@pytest.mark.parametrize("brand", ["heic", "mif1", "avif"])
def test_a_telephones_picture_is_named(brand: str, claimed: str) -> None:
    data = struct.pack(">I", 24) + b"ftyp" + brand.encode() + bytes(12) + bytes(90)
    facts = inspect(data, BY_NAME[claimed])
    assert facts.type is None
    assert str(facts.fault).startswith("the picture is of the type ")


@pytest.mark.parametrize("claimed", [one for one in CLAIMS if one.name not in {"markdown", "vtt"}])
@pytest.mark.parametrize("data", [b"\0", b"\0" * 5000, b"<svg xmlns='x'/>", b"<script>"])
def test_what_is_no_medium(data: bytes, claimed: Any) -> None:
    facts = inspect(data, claimed)
    assert facts.type is None
    assert facts.fault
    assert facts.length == len(data)


@pytest.mark.parametrize("name", ["jpeg", "png", "webp", "mp4", "m4a", "mp3"])
@pytest.mark.parametrize("end", [0, 1, 8, 12, 20, 40])
def test_a_file_cut_at_its_beginning_is_refused(name: str, end: int) -> None:
    facts = inspect(real()[name][:end], BY_NAME[name])
    assert facts.type is None or facts.type.name == name
    assert (facts.type is None) == (facts.fault is not None)
    assert facts.fault or facts.damage


@pytest.mark.parametrize("name", ["jpeg", "png", "webp", "mp4", "m4a", "mp3"])
@pytest.mark.parametrize(
    "tail", [b"<script>alert(1)</script>", b"PK\3\4" + b"\0" * 60, b"%PDF-1.7"]
)
def test_a_polyglot_is_what_it_begins_as(name: str, tail: bytes) -> None:
    facts = inspect(real()[name] + tail, BY_NAME[name])
    assert facts.type == BY_NAME[name]
    assert facts.damage
    assert facts.damage.can_be_cut
    before = inspect(tail + real()[name], BY_NAME[name])
    assert before.type is None or before.type.name == name


@pytest.mark.parametrize("claimed", [one for one in CLAIMS if one.name not in {"markdown", "vtt"}])
def test_an_empty_file_is_damaged(claimed: Any) -> None:
    facts = inspect(b"", claimed)
    assert (facts.type, facts.fault) == (claimed, None)
    assert "is empty" in str(facts.damage and facts.damage.message)


def test_a_decompression_bomb_is_measured_unopened() -> None:
    side = int(MAX_PIXELS**0.5) + 1
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
    facts = inspect(data, BY_NAME["png"])
    assert (facts.type, facts.width, facts.height) == (BY_NAME["png"], side, side)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\xff\xfe", "not text in UTF-8"),
        (b"", None),
        (b"1\n00:00 --> 00:01", None),
        (b"\xef\xbb\xbfWEBVTT", None),
    ],
)
def test_captions(data: bytes, fault: str | None) -> None:
    facts = inspect(data, BY_NAME["vtt"])
    assert (facts.type is None) == (fault is not None)
    assert (fault or "None") in str(facts.fault)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        *(("a/b.JPG", "jpeg"), ("a.jpeg", "jpeg"), ("a.png.webp", "webp"), ("a.md", "markdown")),
        *(
            ("a.svg", None),
            ("a", None),
            (".png", None),
            ("a.png/b", None),
            ("a.png ", None),
            ("", None),
        ),
    ],
)
def test_the_type_that_a_name_claims(path: str, name: str | None) -> None:
    claimed = type_of_name(path)
    assert (claimed.name if claimed else None) == name


@pytest.mark.parametrize("name", ["jpeg", "png", "webp", "mp4", "m4a", "mp3"])
def test_a_file_is_never_whole_when_it_is_cut(name: str) -> None:
    data = real()[name]
    for end in range(8, len(data), 1 if len(data) < 1000 else 97):
        facts = inspect(data[:end], BY_NAME[name])
        assert facts.fault or facts.damage, end


def test_kilobits_are_of_the_whole_file() -> None:
    assert MediaFacts("", 125_000, None, seconds=10).kilobits == 100
    assert MediaFacts("", 125_000, None).kilobits == 0


def _is_sound(facts: MediaFacts) -> None:
    assert (facts.type is None) == (facts.fault is not None)
    assert min(facts.width, facts.height, facts.seconds) >= 0
    damage = facts.damage.message if facts.damage else None
    faults = [fault.message for fault in facts.captions.faults] if facts.captions else []
    for message in (facts.fault, damage, facts.colours, facts.codec, *faults):
        if message:
            message.in_language("sv")
    assert list(facts.traces) == sorted(set(facts.traces))


@settings(max_examples=150)
@given(st.binary(max_size=300), st.sampled_from(CLAIMS))
@example(b"RIFF\0\0\0\0WEBP", BY_NAME["webp"])
@example(b"\0\0\0\x18ftypmp42\0\0\0\0", BY_NAME["mp4"])
@example(b"ID3\4\0\0\x7f\x7f\x7f\x7f", BY_NAME["mp3"])
def test_no_bytes_make_it_raise(data: bytes, claimed: Any) -> None:
    _is_sound(inspect(data, claimed))


@settings(max_examples=250)
@given(st.sampled_from(CLAIMS), st.sampled_from(CLAIMS), st.data())
def test_no_mangled_medium_makes_it_raise(source: Any, claimed: Any, data: st.DataObject) -> None:
    mangled = bytearray(real()[source.name])
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(
            st.integers(0, min(len(mangled) - 1, 400)) | st.integers(0, len(mangled) - 1)
        )
        mangled[at] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(mangled)) | st.just(len(mangled)))
    _is_sound(inspect(bytes(mangled[:end]), claimed))
