"""Films and sounds: their boxes, frames and tags, their coding, and whether anything is heard."""

import struct
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recorded import box, film, id3, real, stream, with_user_data

from builder.media import MediaFacts, inspect
from builder.media.boxes import MAX_BOXES, chunk_offsets, read_boxes
from builder.media.film_traces import told
from builder.media.frames import read_mp3
from builder.media.kind import M4A, MP3, MP4

LAST = stream("mp4", "libx264", "aac")
"""A film with its index last."""


def look(data: bytes) -> MediaFacts:
    return inspect(data, MP4)


def damage(data: bytes) -> str:
    facts = look(data)
    return str(facts.damage.message) if facts.damage else ""


def fields(data: bytes) -> list[str]:
    return [trace.field for trace in look(data).traces]


# Boxes


def test_where_the_index_stands() -> None:
    assert not look(LAST).is_streamable
    assert look(film()).is_streamable
    assert not look(stream("ipod", "aac")).is_streamable
    assert look(stream("mp4", "libx264", movflags="frag_keyframe+empty_moov")).is_streamable


@pytest.mark.parametrize("name", ["mp4", "m4a"])
def test_a_film_that_is_cut_is_told_so_wherever_it_is_cut(name: str) -> None:
    data = real()[name]
    for end in range(12, len(data), 53):
        facts = look(data[:end])
        assert facts.fault is None
        assert damage(data[:end]).startswith("the end of the file is missing"), end


def test_a_cut_film_keeps_the_type_it_claims() -> None:
    assert inspect(LAST[:-900], M4A).type == M4A
    assert inspect(LAST[:-900], MP3).type == MP4


@pytest.mark.parametrize("tail", [b"x", b"\0" * 40, b"<script>alert(1)</script>", b"PK\3\4" * 9])
def test_bytes_after_the_last_box(tail: bytes) -> None:
    facts = look(film() + tail)
    assert facts.damage
    assert facts.damage.can_be_cut
    assert damage(film() + tail).startswith(f"{len(tail)} byte")
    assert (facts.width, facts.height) == (64, 48)


def test_boxes_that_no_player_knows_are_skipped() -> None:
    assert damage(film() + box(b"abcd", b"1234") + box(b"free")) == ""


def test_the_last_box_may_say_that_it_goes_on_to_the_end() -> None:
    data = film()
    at = next(one.start for one in read_boxes(data).boxes if one.kind == b"mdat")
    assert damage(data[:at] + bytes(4) + data[at + 4 :]) == ""


def test_large_boxes() -> None:
    data = film()
    mdat = read_boxes(data).top(b"mdat")
    assert mdat
    large = struct.pack(">I4sQ", 1, b"mdat", mdat.end - mdat.start + 8)
    moved = data[: mdat.start] + large + data[mdat.body : mdat.end]
    assert read_boxes(moved).damage is None
    assert read_boxes(moved[:-1]).damage is not None


def test_an_index_that_is_broken_within() -> None:
    data = bytearray(film())
    track = next(one for one in read_boxes(bytes(data)).boxes if one.kind == b"trak")
    data[track.start + 2] = 0x7F
    assert "damaged at byte" in damage(bytes(data))


def test_an_index_that_points_beyond_the_end() -> None:
    data = bytearray(film())
    table = next(one for one in read_boxes(bytes(data)).boxes if one.kind == b"stco")
    assert all(0 < place < len(data) for place in chunk_offsets(bytes(data), table))
    data[table.body + 8 : table.body + 12] = struct.pack(">I", len(data))
    assert "the end of the file is missing" in damage(bytes(data))


def test_user_data_that_nobody_understands_do_no_harm() -> None:
    assert damage(with_user_data(LAST, b"\0\0\0\0")) == ""
    assert damage(with_user_data(LAST, b"odd words")) == ""


@pytest.mark.parametrize(
    "data", [box(b"free") * 600_000, struct.pack(">I4s", 16, b"moov") * 600_000]
)
def test_very_many_boxes_are_not_followed(data: bytes) -> None:
    before = time.perf_counter()
    boxes = read_boxes(box(b"ftyp", b"isom") + data)
    assert len(boxes.boxes) <= MAX_BOXES
    assert boxes.damage
    assert time.perf_counter() - before < 5


def test_boxes_in_boxes_come_to_an_end() -> None:
    data = b""
    for _ in range(3000):
        data = box(b"trak", data)
    assert look(box(b"ftyp", b"isom") + box(b"moov", data) + box(b"mdat")).type is None


# Coding


@pytest.mark.parametrize(
    ("codecs", "options", "said"),
    [
        (("libx264", "aac"), {}, "None"),
        (("libx264", "mp3"), {}, "None"),
        (("libx264",), {}, "None"),
        (("mpeg4", "aac"), {}, "the picture is coded as MPEG4"),
        (("libx264", "aac"), {"pixels": "yuv444p"}, "the colours are coded as yuv444p"),
        (("libx264", "aac"), {"pixels": "yuv420p10le"}, "the colours are coded as yuv420p10le"),
        (("libx264", "alac"), {}, "the sound is coded as ALAC"),
    ],
)
def test_what_browsers_show(codecs: tuple[str, ...], options: dict[str, Any], said: str) -> None:
    facts = look(stream("mp4", *codecs, **options))
    assert facts.damage is None
    assert str(facts.codec).startswith(said)
    assert facts.has_sound == (len(codecs) == 2)


def test_a_codec_that_nobody_knows() -> None:
    data = film().replace(b"avc1", b"xyz1")
    assert str(look(data).codec).startswith("the picture is coded as ?")


def test_a_film_too_large_to_decode_is_known_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from builder.media import stream as module

    whole = look(film())
    monkeypatch.setattr(module, "_MAX_PIXELS", 64)
    assert look(film()) == whole


def test_sound_in_other_coding_is_told() -> None:
    assert str(inspect(stream("ipod", "alac"), M4A).codec).startswith("the sound is coded as ALAC")


# Silence


@pytest.mark.parametrize("container", ["mp3", "ipod", "mp4"])
@pytest.mark.parametrize(
    ("loudness", "begins", "is_silent"),
    [(0, 0, True), (0.0005, 0, True), (0.01, 0, False), (0.5, 1.5, False), (0.5, 9, True)],
)
def test_silence(container: str, loudness: float, begins: float, is_silent: bool) -> None:
    codecs = {"mp3": ("mp3",), "ipod": ("aac",), "mp4": ("libx264", "aac")}[container]
    data = stream(container, *codecs, seconds=2, loudness=loudness, begins=begins)
    facts = look(data)
    assert facts.has_sound
    assert facts.is_silent == is_silent


@pytest.mark.parametrize("layout", ["mono", "5.1", "7.1"])
@pytest.mark.parametrize("loudness", [0, 0.5])
def test_sound_of_more_channels(layout: str, loudness: float) -> None:
    facts = look(stream("ipod", "aac", layout=layout, loudness=loudness))
    assert (facts.type, facts.codec, facts.is_silent) == (M4A, None, loudness == 0)


def test_a_film_without_sound_is_not_silent() -> None:
    facts = look(stream("mp4", "libx264"))
    assert not facts.has_sound
    assert not facts.is_silent


def test_listening_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    from builder.media import stream as module

    monkeypatch.setattr(module, "_MAX_SAMPLES", 44_100)
    assert not look(stream("mp3", "mp3", seconds=2, loudness=0)).is_silent


# What films tell


PLACE = box(b"\xa9xyz", b"\0\x12\x15\xc7+59.3293+018.0686/")


def item(kind: bytes, text: bytes) -> bytes:
    return box(kind, box(b"data", bytes(8), text))


def keys(*names: bytes) -> bytes:
    entries = b"".join(struct.pack(">I4s", len(name) + 8, b"mdta") + name for name in names)
    return box(b"keys", struct.pack(">II", 0, len(names)), entries)


HANDLER = box(b"hdlr", bytes(25))
NAMES = (b"com.apple.quicktime.model", b"com.apple.quicktime.location.ISO6709", b"x.camera.serial")


@pytest.mark.parametrize(
    ("boxes", "found"),
    [
        ([PLACE], ["©xyz"]),
        ([box(b"loci", bytes(6), b"home\0\1", bytes(14))], ["loci"]),
        ([box(b"loci", bytes(26))], []),
        ([box(b"auth", bytes(4), b"A"), PLACE], ["©xyz", "auth"]),
        ([box(b"\xa9too", b"\0\3\0\0abc")], []),
        ([box(b"meta", bytes(4), HANDLER, box(b"ilst", item(b"\xa9ART", b"A")))], ["©ART"]),
        ([box(b"meta", bytes(4), HANDLER, box(b"ilst", item(b"\xa9nam", b"A")))], []),
        (
            [
                box(
                    b"meta",
                    HANDLER,
                    keys(*NAMES),
                    box(b"ilst", *(item(struct.pack(">I", n), b"x") for n in (1, 2, 3, 4))),
                )
            ],
            ["com.apple.quicktime.location.ISO6709", "x.camera.serial"],
        ),
        ([box(b"meta", HANDLER, box(b"keys", bytes(16)), box(b"ilst", item(bytes(4), b"")))], []),
    ],
)
def test_user_data(boxes: list[bytes], found: list[str]) -> None:
    data = with_user_data(LAST, *boxes)
    assert damage(data) == ""
    assert fields(data) == found
    assert look(data).seconds == look(LAST).seconds


def test_xmp_in_a_film() -> None:
    identity = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
    data = film() + box(b"uuid", identity, b"<x exif:GPSLatitude='59'/>")
    assert fields(data) == ["XMP GPSLatitude"]
    assert fields(film() + box(b"uuid", identity, b"<x/>")) == []
    assert fields(film() + box(b"uuid", bytes(16), b"<x exif:GPSLatitude='59'/>")) == []


# MP3

SOUND = real()["mp3"]
BARE = SOUND[SOUND.index(b"\xff\xfb") :]
OLD = b"TAG" + b"Title".ljust(30, b"\0") + b"Anna".ljust(30, b"\0") + bytes(65)


def sound(data: bytes) -> str:
    facts = inspect(data, MP3)
    assert facts.type == MP3
    return str(facts.damage.message) if facts.damage else ""


@pytest.mark.parametrize(
    "data",
    [
        SOUND,
        BARE,
        SOUND + bytes(400),
        id3() + SOUND,
        BARE + OLD,
        BARE + b"APETAGEX" + struct.pack("<IIII", 2000, 32, 0, 0) + bytes(8) + bytes(32) + OLD,
        BARE + b"TAG+" + bytes(223) + OLD,
        BARE + b"LYRICSBEGIN" + b"000123LYRICS200" + OLD,
        BARE + id3((b"TIT2", "x")),
    ],
)
def test_an_mp3_with_its_tags_is_whole(data: bytes) -> None:
    assert sound(data) == ""
    assert inspect(data, MP3).seconds == pytest.approx(0.5224, abs=0.001)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (BARE[:-1], "the end of the file is missing"),
        (BARE[:-417], "the end of the file is missing"),  # one whole frame: the count tells
        (SOUND[:300], "the end of the file is missing"),
        (id3((b"APIC", "x" * 900))[:500], "the end of the file is missing"),
        (b"junk" + BARE, "4 bytes that are never shown stand before the beginning"),
        (id3() + b"x" + BARE[:-1], "the end of the file is missing"),
        (BARE[:1000] + b"junk" + BARE[1000:], "the file is damaged at byte"),
        (BARE + b"junk", "4 bytes that are never shown follow"),
        (BARE + OLD + b"junk", "4 bytes that are never shown follow"),
        (BARE + b"\xff", "the end of the file is missing"),
    ],
)
def test_an_mp3_that_is_not_whole(data: bytes, said: str) -> None:
    assert sound(data).startswith(said)


def test_a_sound_whose_rate_changes_is_damaged() -> None:
    other = stream("mp3", "mp3", seconds=0.3)
    slow = bytes(other).replace(b"\xff\xfb\x90", b"\xff\xfb\x94")  # 48,000 samples a second
    assert "damaged" in sound(BARE + slow[slow.index(b"\xff\xfb\x94") :])


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (SOUND, []),
        (id3((b"TIT2", "En stund"), (b"TPE1", "Anna")) + BARE, ["ID3 TPE1"]),
        (id3((b"TPE1", ""), (b"TCOM", " ")) + BARE, []),
        (
            id3((b"TPE1", "A"), (b"TPE1", "B"), (b"OWNE", "C"), version=3) + BARE,
            ["ID3 OWNE", "ID3 TPE1"],
        ),
        (BARE + OLD, ["ID3v1 artist"]),
        (BARE + b"TAG" + bytes(125), []),
        (
            BARE
            + b"APETAGEX"
            + struct.pack("<IIII", 2000, 40, 1, 0)
            + bytes(8)
            + struct.pack("<II", 4, 0)
            + b"Artist\0Anna".ljust(32, b"\0"),
            ["APE Artist"],
        ),
        (
            BARE + b"LYRICSBEGINAUT00004Anna000018LYRICS200" + OLD,
            ["ID3v1 artist", "Lyrics3 author"],
        ),
        (b"ID3\2\0\0\0\0\0\x0bTP1\0\0\5\0Anna" + BARE, ["ID3 TP1"]),
        (
            b"ID3\4\0\x40\0\0\0\x14" + b"\0\0\0\6\1\0" + b"TPE1\0\0\0\4\0\0\3Ann" + BARE,
            ["ID3 TPE1"],
        ),
    ],
)
def test_whom_an_mp3_names(data: bytes, found: list[str]) -> None:
    assert sound(data) == ""
    assert [trace.field for trace in inspect(data, MP3).traces] == found


def test_frames_that_are_left_out_at_the_end_are_counted() -> None:
    frames = [at for at in range(len(BARE)) if BARE[at : at + 3] == b"\xff\xfb\x90"]
    for last in frames[-5:]:
        assert sound(BARE[:last]).startswith("the end of the file is missing")
        assert sound(BARE[:last] + OLD + b"tail").startswith("the end of the file is missing")


def test_channels_that_change_on_the_way() -> None:
    quiet = {"loudness": 0, "seconds": 0.3}
    both = [
        data[data.index(b"\xff\xfb") :]
        for data in (stream("mp3", "mp3", layout=name, **quiet) for name in ("stereo", "mono"))
    ]
    facts = inspect(b"".join(both), MP3)
    assert facts.damage is None
    assert not facts.is_silent


def test_sound_that_cannot_be_decoded_is_not_heard() -> None:
    data = bytearray(stream("ipod", "aac", movflags="+faststart"))
    content = read_boxes(bytes(data)).top(b"mdat")
    assert content
    data[content.body : content.end] = b"\x55" * (content.end - content.body)
    assert look(bytes(data)).is_silent


def test_layers_that_are_no_mp3() -> None:
    assert read_mp3(stream("mp2", "mp2")) is None
    assert read_mp3(stream("adts", "aac")) is None
    assert read_mp3(b"\xff\xfb\x90") is None


@pytest.mark.parametrize(
    "data", [b"\xff\xfb\x90\x00" * 1_500_000, b"\xff" * 6_000_000, b"ID3\3\0\0\0\0\0\0" * 600_000]
)
def test_sounds_made_to_wear_us_out(data: bytes) -> None:
    before = time.perf_counter()
    read_mp3(data)
    read_mp3(BARE + data)
    assert time.perf_counter() - before < 5


@settings(max_examples=300)
@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"ID3\3\0\0\0\0\1\0", b"ID3\2\0\0\0\0\0\x20", BARE, BARE + b"APETAGEX"]),
)
def test_no_tags_make_it_raise(data: bytes, before: bytes) -> None:
    read_mp3(before + data)
    read_mp3(before + data + BARE)


@settings(max_examples=300)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [b"moov", b"udta", b"meta", b"ilst", b"keys", b"stco", b"co64", b"mdat", b"uuid"]
            ),
            st.binary(max_size=40),
        ),
        max_size=8,
    )
)
def test_no_boxes_make_it_raise(parts: list[tuple[bytes, bytes]]) -> None:
    data = b""
    for kind, body in parts:
        data = box(kind, body, data)
    data = box(b"ftyp", b"isom") + data
    list(told(data, read_boxes(data)))
