"""Media made anew: nothing that is shown or heard changes, and nothing personal is left."""

import io
import struct
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from recorded import (
    box,
    chunk,
    exif,
    film,
    id3,
    photograph,
    picture,
    real,
    stream,
    with_chunk,
    with_segment,
    with_user_data,
)

from builder.media import inspect, shrink, streamable, strip, type_of_name
from builder.media.boxes import read_boxes
from builder.media.kind import JPEG, M4A, MP3, MP4

GPS = {1: "N", 2: (59.0, 19.0, 45.0), 3: "E", 4: (18.0, 4.0, 7.0)}
ALL = {"artist": "A", "owner": "B", "body": "1", "note": b"note", "gps": GPS}
PROFILE = b"\0\0\1\x0cacsp" + b"a colour profile, or so it says" * 9
LAST = stream("mp4", "libx264", "aac")


def stripped(data: bytes) -> bytes:
    bare = strip(data)
    assert bare is not None
    facts = inspect(bare, JPEG)
    assert facts.damage is None
    assert facts.traces == ()
    assert facts.type == inspect(data, JPEG).type
    assert strip(bare) == bare
    return bare


def pixels(data: bytes) -> tuple[str, tuple[int, int], bytes]:
    with Image.open(io.BytesIO(data)) as image:
        return image.mode, image.size, image.tobytes()


def packets(data: bytes) -> list[tuple[int, int | None, int | None, bytes]]:
    """Return every coded picture and sound with its time, in the order of its stream."""
    import av

    with av.open(io.BytesIO(data)) as container:
        found = [
            (one.stream.index, one.pts, one.dts, bytes(one))
            for one in container.demux()
            if one.size
        ]
    return sorted(found, key=lambda one: (one[0], one[2] or 0))


# Without metadata


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {}),
        ("JPEG", {"progressive": True, "comment": b"by Anna"}),
        ("JPEG", {"mode": "CMYK"}),
        ("JPEG", {"mode": "L"}),
        ("PNG", {}),
        ("PNG", {"mode": "P"}),
        ("PNG", {"mode": "RGBA", "dpi": (72, 72)}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True, "mode": "RGBA"}),
        ("WEBP", {"frames": 3}),
        ("PNG", {"frames": 3}),
    ],
)
def test_a_picture_keeps_every_pixel(kind: str, options: dict[str, Any]) -> None:
    data = picture(kind, exif=exif(**ALL), icc_profile=PROFILE, **options)
    assert inspect(data, JPEG).traces
    bare = stripped(data)
    assert pixels(bare) == pixels(data)
    with Image.open(io.BytesIO(bare)) as image:
        assert image.info.get("icc_profile") == PROFILE
        assert dict(image.getexif()) == {}
        assert getattr(image, "n_frames", 1) == options.get("frames", 1)
    assert b"Anna" not in bare


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turned", range(1, 9))
def test_a_picture_keeps_its_way_up(kind: str, turned: int) -> None:
    bare = stripped(picture(kind, exif=exif(orientation=turned, **ALL)))
    with Image.open(io.BytesIO(bare)) as image:
        assert dict(image.getexif()) == ({} if turned == 1 else {0x0112: turned})


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_follows_the_end_of_a_picture_is_cut_off(kind: str) -> None:
    data = picture(kind)
    assert stripped(data + b"<script>") == data
    assert stripped(data + data) == data


def test_a_second_picture_is_cut_off() -> None:
    several = picture("MPO", frames=2)
    assert pixels(stripped(several)) == pixels(picture("JPEG"))


def test_a_bare_picture_stays_as_it_is() -> None:
    for name in ("jpeg", "png", "webp"):
        assert strip(real()[name]) == real()[name]


def test_odd_segments_and_chunks_go() -> None:
    jpeg = with_segment(picture("JPEG"), 0xEB, b"a maker's own")
    assert stripped(jpeg) == picture("JPEG")
    png = with_chunk(with_chunk(picture("PNG"), b"tIME", bytes(7)), b"teXx", b"x")
    assert stripped(png) == picture("PNG")
    webp = picture("WEBP", exif=exif(**ALL))
    body = webp[12:] + b"ODD \3\0\0\0abc\0"
    odd = b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body
    assert stripped(odd) == stripped(webp)


@pytest.mark.parametrize(
    "data",
    [picture("JPEG")[:-9], picture("PNG")[:60], picture("WEBP")[:40], LAST[:-9], b"", b"text"],
)
def test_what_cannot_be_followed_is_left(data: bytes) -> None:
    assert strip(data) is None
    assert streamable(data) is None
    assert shrink(data, 100, 100) is None


PLACE = box(b"\xa9xyz", b"\0\x12\x15\xc7+59.3293+018.0686/")


def test_a_film_loses_its_place_and_nothing_else() -> None:
    meta = box(b"meta", bytes(4), box(b"hdlr", bytes(25)), box(b"ilst", box(b"\xa9ART", b"Anna")))
    title = box(b"\xa9nam", b"\0\3\0\0Hav")
    data = with_user_data(LAST, PLACE, title, meta)
    bare = stripped(data)
    assert len(bare) == len(data)
    assert packets(bare) == packets(data) == packets(LAST)
    assert b"Hav" in bare
    assert b"Anna" not in bare
    assert b"59.3293" not in bare
    assert stripped(data + b"tail") == bare
    assert inspect(bare, MP4).seconds == inspect(LAST, MP4).seconds


def test_a_sound_loses_its_tags_and_nothing_else() -> None:
    sound = real()["mp3"]
    frames = sound[sound.index(b"\xff\xfb") :]
    old = b"TAG" + b"Title".ljust(30, b"\0") + b"Anna".ljust(30, b"\0") + bytes(65)
    for data in (id3((b"TPE1", "Anna")) + frames, frames + old, b"junk" + frames + old + b"tail"):
        bare = strip(data)
        assert bare == frames
        assert inspect(bare, MP3).seconds == inspect(sound, MP3).seconds
    assert stripped(sound) == frames


# The index first


@pytest.mark.parametrize(
    ("container", "codecs", "kind"),
    [("mp4", ("libx264", "aac"), MP4), ("mp4", ("libx264",), MP4), ("ipod", ("aac",), M4A)],
)
def test_an_index_is_moved_and_the_film_is_the_same(
    container: str, codecs: tuple[str, ...], kind: Any
) -> None:
    data = stream(container, *codecs, seconds=3)
    assert not inspect(data, kind).is_streamable
    moved = streamable(data)
    assert moved is not None
    facts = inspect(moved, kind)
    assert (facts.type, facts.damage, facts.is_streamable) == (kind, None, True)
    assert len(moved) == len(data)
    assert packets(moved) == packets(data)
    assert streamable(moved) == moved == streamable(data)


def test_as_ffmpeg_moves_it() -> None:
    ours, theirs = streamable(LAST), film()
    assert ours
    assert packets(ours) == packets(theirs)
    index = read_boxes(theirs).top(b"moov")
    other = read_boxes(ours).top(b"moov")
    assert index
    assert other
    # FFmpeg leaves `free` before the film, and so do we.
    assert theirs[index.start : index.end].replace(b"\0", b"") != b""
    assert other.end - other.start == index.end - index.start


def test_large_places_are_moved_too() -> None:
    table = next(one for one in read_boxes(LAST).boxes if one.kind == b"stco")
    count = int.from_bytes(LAST[table.body + 4 : table.body + 8], "big")
    old = LAST[table.start : table.end]
    places = struct.unpack(f">{count}I", LAST[table.body + 8 : table.end])
    new = box(b"co64", struct.pack(f">II{count}Q", 0, count, *places))
    grown = LAST
    for outer in reversed(
        [one for one in read_boxes(LAST).boxes if one.start < table.start < one.end]
    ):
        size = outer.end - outer.start + len(new) - len(old)
        grown = grown[: outer.start] + struct.pack(">I", size) + grown[outer.start + 4 :]
    grown = grown[: table.start] + new + grown[table.end :]
    assert packets(grown) == packets(LAST)
    moved = streamable(grown)
    assert moved
    assert packets(moved) == packets(LAST)


def test_what_cannot_be_moved_is_left() -> None:
    assert streamable(LAST + b"tail") is None
    assert streamable(with_user_data(LAST, box(b"saio"))) is None
    assert streamable(real()["mp3"]) is None
    assert streamable(picture("PNG")) is None


# Smaller


def measure(data: bytes) -> tuple[int, int, int]:
    facts = inspect(data, JPEG)
    assert facts.damage is None
    return facts.width, facts.height, facts.length


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(("most", "kilobytes"), [(200, 500), (400, 60), (300, 30)])
def test_a_picture_is_made_to_fit(kind: str, most: int, kilobytes: int) -> None:
    data = photograph(kind, exif=exif(**ALL, orientation=6), icc_profile=PROFILE)
    small = shrink(data, most, kilobytes)
    assert small is not None
    width, height, length = measure(small)
    assert max(width, height) <= most
    assert length <= kilobytes * 1000
    assert width / height == pytest.approx(4 / 3, rel=0.02)
    facts = inspect(small, JPEG)
    assert facts.type == inspect(data, JPEG).type
    assert facts.traces == ()
    with Image.open(io.BytesIO(small)) as image:
        assert image.info.get("icc_profile") == PROFILE
        assert dict(image.getexif()) == {0x0112: 6}
    assert shrink(small, most, kilobytes) == small
    assert shrink(data, most, kilobytes) == small


def test_greys_and_lossless_pictures() -> None:
    out = io.BytesIO()
    Image.effect_noise((400, 300), 90).save(out, "PNG")
    small = shrink(out.getvalue(), 400, 40)
    assert small
    assert measure(small)[0] < 400
    lossless = shrink(photograph("WEBP", lossless=True), 200, 500)
    assert lossless
    assert measure(lossless)[:2] == (200, 150)
    assert b"VP8L" in lossless[:40]


def test_no_more_is_taken_than_needed() -> None:
    data = photograph(size=(800, 600), quality=95)
    small = shrink(data, 800, len(data) // 1500)
    assert small
    assert measure(small)[:2] == (800, 600)
    assert shrink(data, 800, 1000) == data
    much = with_segment(data, 0xE1, bytes(60_000))
    assert shrink(much, 800, len(data) // 1000 + 1) == data


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *(("PNG", mode) for mode in ("L", "P", "LA", "RGBA")),
        *(("JPEG", mode) for mode in ("L", "CMYK")),
        ("WEBP", "RGBA"),
    ],
)
def test_all_colours_can_be_drawn_smaller(kind: str, mode: str) -> None:
    small = shrink(picture(kind, mode=mode), 20, 100)
    assert small
    assert measure(small)[:2] == (20, 15)
    assert (b"transparency" in small) is False
    with (
        Image.open(io.BytesIO(small)) as image,
        Image.open(io.BytesIO(picture(kind, mode=mode))) as whole,
    ):
        assert (image.mode == "CMYK") == (mode == "CMYK")
        middle, before = (one.convert("RGB").getpixel((9, 9)) for one in (image, whole))
        assert all(abs(a - b) < 30 for a, b in zip(middle, before, strict=True))


def test_black_and_white_is_drawn_in_greys() -> None:
    small = shrink(picture("PNG", mode="1"), 20, 100)
    assert small
    with Image.open(io.BytesIO(small)) as image:
        assert image.mode == "L"


def test_what_is_clear_stays_clear() -> None:
    image = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    image.paste((200, 10, 10, 255), (0, 0, 300, 150))
    for kind in ("PNG", "WEBP"):
        out = io.BytesIO()
        image.save(out, kind)
        small = shrink(out.getvalue(), 100, 100)
        assert small
        with Image.open(io.BytesIO(small)) as drawn:
            assert drawn.convert("RGBA").getpixel((50, 90))[3] == 0
            assert drawn.convert("RGBA").getpixel((50, 10))[3] == 255


@pytest.mark.parametrize(
    "data", [picture("PNG", frames=3), picture("WEBP", frames=2), real()["mp4"], picture("GIF")]
)
def test_what_cannot_be_made_smaller(data: bytes) -> None:
    assert shrink(data, 20, 1) is None


def test_limits_that_cannot_be_met() -> None:
    assert shrink(photograph("PNG"), 2400, 1) is None


def test_a_picture_of_which_nothing_can_be_decoded() -> None:
    header = struct.pack(">IIBBBBB", 4000, 3000, 8, 2, 0, 0, 0)
    data = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", b"x\x9c\3\0")
        + chunk(b"IEND", b"")
    )
    assert inspect(data, JPEG).damage is None
    assert shrink(data, 100, 100) is None


def test_a_bomb_is_never_decoded() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", b"x\x9c\3\0")
        + chunk(b"IEND", b"")
    )
    before = time.perf_counter()
    assert shrink(data, 100, 100) is None
    assert time.perf_counter() - before < 1


NAMES = {
    "jpeg": "a.jpg",
    "png": "a.png",
    "webp": "a.webp",
    "mp4": "a.mp4",
    "m4a": "a.m4a",
    "mp3": "a.mp3",
}


@settings(max_examples=200)
@given(st.sampled_from(sorted(NAMES)), st.data())
def test_no_mangled_medium_makes_it_raise(name: str, draw: st.DataObject) -> None:
    data = bytearray(real()[name])
    for _ in range(draw.draw(st.integers(1, 6))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    data = data[: draw.draw(st.integers(0, len(data)) | st.just(len(data)))]
    claimed = type_of_name(NAMES[name])
    assert claimed
    for made in (strip(bytes(data)), streamable(bytes(data)), shrink(bytes(data), 20, 1)):
        if made is not None:
            assert inspect(made, claimed).damage is None or made == data
