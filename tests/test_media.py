"""Media as they are: every type of ours made here, then cut, mixed up, mangled and made huge."""

import io
import struct
import zlib
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from builder.manifest import digest
from builder.media import MAX_PIXELS, TYPE_BY_SUFFIX, MediaFacts, inspect, type_of_name

CLAIMS = sorted(set(TYPE_BY_SUFFIX.values()), key=lambda one: one.name)
BY_NAME = {one.name: one for one in CLAIMS}


def picture(kind: str, frames: int = 1, **options: Any) -> bytes:
    out = io.BytesIO()
    images = [Image.new("RGB", (40, 30), (n * 50, 90, 110)) for n in range(frames)]
    if frames > 1:
        options |= {"save_all": True, "append_images": images[1:]}
    images[0].save(out, kind, **options)
    return out.getvalue()


def stream(container: str, *codecs: str) -> bytes:
    """Return half a second of film, sound or both."""
    import av

    out = io.BytesIO()
    with av.open(out, "w", format=container) as file:
        streams = [file.add_stream(codec, rate=_rate(codec)) for codec in codecs]
        for one in streams:
            if one.type == "video":
                one.width, one.height, one.pix_fmt = 64, 48, "yuv420p"
        for one in streams:
            for frame in _frames(one):
                for packet in one.encode(frame):
                    file.mux(packet)
            for packet in one.encode():
                file.mux(packet)
    return out.getvalue()


def _rate(codec: str) -> int:
    return 10 if codec == "mpeg4" else 44100


def _frames(one: Any) -> list[Any]:
    import av

    if one.type == "video":
        return [av.VideoFrame(64, 48, "yuv420p") for _ in range(5)]
    frames = []
    for n in range(20):
        frame = av.AudioFrame(format=one.format.name, layout="stereo", samples=1152)
        frame.sample_rate, frame.pts = 44100, n * 1152
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frames.append(frame)
    return frames


@cache
def real() -> dict[str, bytes]:
    """One small real file of every type."""
    return {
        "jpeg": picture("JPEG"),
        "png": picture("PNG"),
        "webp": picture("WEBP"),
        "mp4": stream("mp4", "mpeg4", "aac"),
        "mp3": stream("mp3", "mp3"),
        "m4a": stream("ipod", "aac"),
        "vtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\nHej\n",
        "markdown": "# Å\n".encode(),
    }


@pytest.mark.parametrize("name", BY_NAME)
def test_every_type_of_ours_is_known(name: str) -> None:
    data = real()[name]
    facts = inspect(data, BY_NAME[name])
    assert (facts.type, facts.fault) == (BY_NAME[name], None)
    assert (facts.sha256, facts.length) == (digest(data), len(data))
    sizes = {"jpeg": (40, 30), "png": (40, 30), "webp": (40, 30), "mp4": (64, 48)}
    assert (facts.width, facts.height) == sizes.get(name, (0, 0))
    assert (0.4 < facts.seconds < 0.7) == (name in {"mp3", "mp4", "m4a"})


def test_a_film_without_sound_is_a_film() -> None:
    assert inspect(stream("mp4", "mpeg4"), BY_NAME["mp4"]).type == BY_NAME["mp4"]


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
    ("container", "codec", "name"), [("wav", "pcm_s16le", "wav"), ("matroska", "mpeg4", "matroska")]
)
def test_other_streams_are_named_and_refused(container: str, codec: str, name: str) -> None:
    facts = inspect(stream(container, codec), BY_NAME["mp4"])
    assert facts.type is None
    assert name in str(facts.fault)


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_animated_pictures_keep_their_type_and_size(kind: str) -> None:
    facts = inspect(picture(kind, frames=3), BY_NAME[kind.lower()])
    assert (facts.type, facts.width, facts.height) == (BY_NAME[kind.lower()], 40, 30)


@pytest.mark.parametrize("claimed", [one for one in CLAIMS if one.name != "markdown"])
@pytest.mark.parametrize("data", [b"", b"\0", b"\0" * 5000, b"<svg xmlns='x'/>", b"<script>"])
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
    if end < 8:
        assert facts.fault


@pytest.mark.parametrize("name", ["jpeg", "png", "webp", "mp4", "m4a", "mp3"])
@pytest.mark.parametrize(
    "tail", [b"<script>alert(1)</script>", b"PK\3\4" + b"\0" * 60, b"%PDF-1.7"]
)
def test_a_polyglot_is_what_it_begins_as(name: str, tail: bytes) -> None:
    facts = inspect(real()[name] + tail, BY_NAME[name])
    assert facts.type == BY_NAME[name]
    before = inspect(tail + real()[name], BY_NAME[name])
    assert before.type is None or before.type.name == name


def test_a_decompression_bomb_is_refused_unopened() -> None:
    side = int(MAX_PIXELS**0.5) + 1
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
    facts = inspect(data, BY_NAME["png"])
    assert facts.type is None
    assert "more pixels than can be opened safely" in str(facts.fault)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\xff\xfe", "not text in UTF-8"),
        (b"", "begins with the word WEBVTT"),
        (b"1\n00:00 --> 00:01", "begins with the word WEBVTT"),
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


def _is_sound(facts: MediaFacts) -> None:
    assert (facts.type is None) == (facts.fault is not None)
    assert min(facts.width, facts.height, facts.seconds) >= 0
    if facts.fault:
        facts.fault.in_language("sv")


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
        at = data.draw(st.integers(0, min(len(mangled) - 1, 400)))
        mangled[at] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(mangled)) | st.just(len(mangled)))
    _is_sound(inspect(bytes(mangled[:end]), claimed))
