"""Pictures part by part: what harms them, what they tell, and what browsers cannot show."""

import struct
import time
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recorded import chunk, exif, photograph, picture, png, with_chunk, with_segment

from builder.media import MediaFacts, Telling, Trace, inspect
from builder.media.exif import bare_exif, exif_traces, orientation
from builder.media.kind import JPEG, PNG, WEBP
from builder.media.metadata import iptc_traces, photoshop_traces, xmp_traces

HEADER = struct.pack(">IIBBBBB", 40, 30, 8, 2, 0, 0, 0)
PIXELS = zlib.compress(bytes(30 * 121))
GPS = {1: "N", 2: (59.0, 19.0, 45.0), 3: "E", 4: (18.0, 4.0, 7.0)}
ALL = {"artist": "A", "owner": "B", "body": "1", "lens": "2", "note": b"note", "gps": GPS}


def look(data: bytes) -> MediaFacts:
    return inspect(data, PNG)


def damage(data: bytes) -> str:
    facts = look(data)
    assert facts.fault is None
    return str(facts.damage.message) if facts.damage else ""


def fields(data: bytes) -> list[str]:
    return [trace.field for trace in look(data).traces]


# PNG


@pytest.mark.parametrize(
    ("chunks", "said"),
    [
        ([("IHDR", HEADER), ("IDAT", PIXELS), ("IEND", b"")], ""),
        ([("IHDR", HEADER), ("teST", b"x"), ("IDAT", PIXELS), ("IDAT", b""), ("IEND", b"")], ""),
        ([("IHDR", HEADER), ("IDAT", PIXELS)], "the end of the file is missing"),
        ([("IHDR", HEADER), ("IEND", b"")], "damaged at byte 33"),
        ([("IDAT", PIXELS), ("IHDR", HEADER), ("IEND", b"")], "damaged at byte 8"),
        ([("IHDR", HEADER), ("IHDR", HEADER), ("IDAT", PIXELS)], "damaged at byte 33"),
        ([("IHDR", HEADER), ("NEED", b""), ("IDAT", PIXELS)], "damaged at byte 33"),
        ([("IHDR", HEADER), ("IDAT", b"\0\0no zlib"), ("IEND", b"")], "damaged at byte 33"),
        ([("IHDR", HEADER), ("IDAT", PIXELS), ("PLTE", b"")], "damaged at byte"),
        ([("IHDR", HEADER[:12]), ("IDAT", PIXELS)], "damaged at byte 8"),
        ([("IHDR", bytes(4) + HEADER[4:]), ("IDAT", PIXELS)], "damaged at byte 8"),
        ([("IHDR", HEADER[:8] + b"\3\2\0\0\0"), ("IDAT", PIXELS)], "damaged at byte 8"),
        ([("IHDR", HEADER[:8] + b"\x08\2\0\0\2"), ("IDAT", PIXELS)], "damaged at byte 8"),
        ([("IHDR", HEADER), ("1234", b"")], "damaged at byte 33"),
    ],
)
def test_chunks_of_png(chunks: list[tuple[str, bytes]], said: str) -> None:
    assert damage(png(*((kind.encode(), body) for kind, body in chunks))).startswith(
        said and f"the file is {said}" if "byte" in said else said
    )


def test_every_changed_byte_of_a_png_is_seen() -> None:
    data = picture("PNG")
    for at in range(8, len(data)):
        changed = bytearray(data)
        changed[at] ^= 0x10
        assert damage(bytes(changed)), at


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_bytes_after_the_end(kind: str) -> None:
    data = picture(kind)
    assert damage(data + b"x") == "1 byte that is never shown follows after the end of the file"
    assert "3 bytes" in damage(data + b"\0\0\0")
    facts = look(data + b"PK\3\4")
    assert facts.damage
    assert facts.damage.can_be_cut
    assert (facts.width, facts.height) == (40, 30)


def test_an_animated_png_is_told_by_its_chunk() -> None:
    assert look(with_chunk(picture("PNG"), b"acTL", bytes(8))).is_animated
    assert not look(picture("PNG")).is_animated


def test_sixteen_bits_of_png_are_shown_by_all_browsers() -> None:
    deep = png(
        (b"IHDR", struct.pack(">IIBBBBB", 4, 4, 16, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(4 * 25))),
        (b"IEND", b""),
    )
    assert look(deep).colours is None
    assert look(deep).damage is None


# JPEG


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
def test_jpeg_is_followed_to_its_end(options: dict[str, Any]) -> None:
    data = photograph(**options)
    assert look(data).damage is None
    assert (look(data).width, look(data).height) == (400, 300)
    for end in range(4, len(data), 61):
        assert damage(data[:end]) == "the end of the file is missing: fetch it or export it again"


def test_a_second_picture_after_a_jpeg_is_told() -> None:
    data = picture("JPEG")
    assert damage(data + data).startswith(f"a second picture of {len(data)} bytes")
    several = picture("MPO", frames=2)
    assert "a second picture" in damage(several)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff\xd8\xff\xd9",  # a beginning within
        b"\xff\xd8\xff\xe0\0\1",  # a segment shorter than its own length
        b"\xff\xd8\xff\xe0\0\4abX",  # no marker after a segment
        b"\xff\xd8\xff\xd9",  # nothing but an end
        b"\xff\xd8\xff\xda\0\2\xff\xd9",  # a scan without a frame
        b"\xff\xd8\xff\x00\0\2",
        with_segment(picture("JPEG"), 0xC0, b"\x08\0\0\0\0\0")[:12] + picture("JPEG")[2:],
    ],
)
def test_what_no_jpeg_may_be(data: bytes) -> None:
    assert "damaged at byte" in damage(data) or "missing" in damage(data)


def test_fill_bytes_before_a_marker_are_allowed() -> None:
    data = picture("JPEG")
    assert damage(data[:2] + b"\xff\xff\xff" + data[2:]) == ""


@pytest.mark.parametrize(
    ("mode", "at", "byte", "said"),
    [
        ("CMYK", 0, None, "the colours are stored for print (CMYK)"),
        ("RGB", 4, 12, "each colour has 12 bits"),
        ("RGB", 1, 0xC3, "this kind of JPEG is not shown"),
        ("RGB", 1, 0xC9, "this kind of JPEG is not shown"),
        ("RGB", 1, 0xC1, "None"),
        ("L", 0, None, "None"),
    ],
)
def test_colours_of_jpeg(mode: str, at: int, byte: int | None, said: str) -> None:
    data = bytearray(picture("JPEG", mode=mode))
    if byte is not None:
        data[data.index(b"\xff\xc0") + at] = byte
    facts = look(bytes(data))
    assert facts.damage is None
    assert str(facts.colours).startswith(said)


# WebP


def riff(*chunks: tuple[bytes, bytes], extra: int = 0) -> bytes:
    body = b"".join(
        kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
        for kind, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4 + extra) + b"WEBP" + body


LOSSLESS = b"\x2f" + struct.pack("<I", 39 | 29 << 14) + b"\0\0"
EXTENDED = b"\0\0\0\0" + b"\x27\0\0" + b"\x1d\0\0"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (riff((b"VP8L", LOSSLESS)), ""),
        (riff((b"VP8X", EXTENDED), (b"VP8L", LOSSLESS)), ""),
        (riff((b"VP8X", EXTENDED)), "the end of the file is missing"),
        (riff((b"VP8L", LOSSLESS), extra=9), "the end of the file is missing"),
        (riff((b"VP8L", LOSSLESS), extra=-2) + b"tail", "the file is damaged at byte 12"),
        (riff((b"VP8L", b"\0" + LOSSLESS)), "the file is damaged at byte 12"),
        (riff((b"VP8L", LOSSLESS), extra=3) + b"abc", "the file is damaged at byte"),
        (riff((b"\0\0\0\0", b""), (b"VP8L", LOSSLESS)), "the file is damaged at byte 12"),
        (riff((b"VP8L", LOSSLESS), extra=-1), ""),  # the size leaves the padding out
    ],
)
def test_chunks_of_webp(data: bytes, said: str) -> None:
    assert damage(data).startswith(said)
    if not said:
        assert damage(data) == ""
        assert (look(data).width, look(data).height) == (40, 30)


@pytest.mark.parametrize("options", [{}, {"lossless": True}, {"exif": exif(artist="A")}])
def test_sizes_of_webp(options: dict[str, Any]) -> None:
    facts = look(picture("WEBP", **options))
    assert (facts.type, facts.width, facts.height, facts.damage) == (WEBP, 40, 30, None)


def test_an_animated_webp() -> None:
    assert look(picture("WEBP", frames=2)).is_animated
    flag = bytes([2]) + EXTENDED[1:]
    assert look(riff((b"VP8X", flag), (b"VP8L", LOSSLESS))).is_animated


# What pictures tell


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_exif_is_found_in_every_kind(kind: str) -> None:
    assert fields(picture(kind, exif=exif(**ALL))) == [
        *("GPS", "Artist", "CameraOwnerName", "BodySerialNumber", "LensSerialNumber", "MakerNote")
    ]
    assert fields(picture(kind)) == []
    assert fields(picture(kind, exif=exif(software="Ritprogram", orientation=6))) == []


def test_empty_fields_tell_nothing() -> None:
    assert list(exif_traces(exif(artist="", body="   ", gps={0: b"\2\3\0\0"})[6:])) == []
    assert list(exif_traces(exif(artist=" \0")[6:])) == []


@pytest.mark.parametrize("order", ["<", ">"])
def test_both_orders_of_bytes(order: str) -> None:
    tiff = struct.pack(
        f"{order}2sHIHHHIHHHHI4sI",
        *(b"II" if order == "<" else b"MM", 42, 8, 2),
        *(0x0112, 3, 1, 6, 0),
        *(0x013B, 2, 4, b"Bo\0\0", 0),
    )
    assert orientation(tiff) == 6
    assert list(exif_traces(tiff)) == [Trace(Telling.PERSON, "Artist")]
    assert orientation(bare_exif(tiff)) == 6
    assert list(exif_traces(bare_exif(tiff))) == []


@pytest.mark.parametrize(("written", "read"), [(1, 1), (8, 8), (0, 1), (9, 1)])
def test_orientation(written: int, read: int) -> None:
    tiff = exif(orientation=written)[6:]
    assert orientation(tiff) == read
    assert (bare_exif(tiff) == b"") == (read == 1)
    assert orientation(b"") == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<rdf:Description exif:GPSLatitude='59,19N'/>", ["XMP GPSLatitude"]),
        ('<rdf:Description\n aux:SerialNumber="1" aux:Lens="x"/>', ["XMP SerialNumber"]),
        ("<dc:creator><rdf:Seq><rdf:li>A</rdf:li></rdf:Seq></dc:creator>", ["XMP creator"]),
        ('<Iptc4xmpExt:PersonInImage xml:lang="sv">A</x>', ["XMP PersonInImage"]),
        ("<mwg-rs:RegionInfo>", ["XMP RegionInfo"]),
        ("<dc:creator></dc:creator>", []),
        ("<dc:creator>  </dc:creator>", []),
        ("<dc:creator/>", []),
        ('<rdf:Description exif:GPSLatitude=""/>', []),
        ("<xmp:CreatorTool>Ritprogram</xmp:CreatorTool><dc:title>creator</dc:title>", []),
        ("<x:Owners>A</x:Owners>", []),
    ],
)
def test_xmp(text: str, found: list[str]) -> None:
    assert [trace.field for trace in xmp_traces(text.encode())] == found


def iptc(field: int, text: bytes) -> bytes:
    return b"\x1c\2" + bytes([field]) + struct.pack(">H", len(text)) + text


def resource(kind: int, body: bytes, name: bytes = b"") -> bytes:
    label = bytes([len(name)]) + name
    label += b"\0" * (len(label) % 2)
    return (
        b"8BIM"
        + struct.pack(">H", kind)
        + label
        + struct.pack(">I", len(body))
        + body
        + b"\0" * (len(body) % 2)
    )


def test_iptc_and_photoshops_resources() -> None:
    record = iptc(120, b"text") + iptc(80, b"A") + iptc(122, b"B") + iptc(118, b"")
    assert [trace.field for trace in iptc_traces(record)] == ["IPTC By-line", "IPTC Writer"]
    both = (
        resource(1000, b"odd")
        + resource(0x0404, record, b"a name")
        + resource(0x0422, exif(body="1")[6:])
    )
    assert [trace.field for trace in photoshop_traces(both)] == [
        *("IPTC By-line", "IPTC Writer", "BodySerialNumber")
    ]
    jpeg = with_segment(picture("JPEG"), 0xED, b"Photoshop 3.0\0" + both)
    assert fields(jpeg) == ["IPTC By-line", "IPTC Writer", "BodySerialNumber"]


XMP = b"<x:xmpmeta><rdf:Description exif:GPSLatitude='59'/></x:xmpmeta>"


def test_xmp_in_every_kind() -> None:
    jpeg = with_segment(picture("JPEG"), 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP)
    longer = b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 40 + XMP
    webp = riff((b"VP8X", EXTENDED), (b"VP8L", LOSSLESS), (b"XMP ", XMP))
    text = with_chunk(picture("PNG"), b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)
    packed = b"XML:com.adobe.xmp\0\1\0sv\0\0" + zlib.compress(XMP)
    for data in (
        jpeg,
        with_segment(picture("JPEG"), 0xE1, longer),
        webp,
        text,
        with_chunk(picture("PNG"), b"iTXt", packed),
    ):
        assert look(data).damage is None
        assert fields(data) == ["XMP GPSLatitude"]


def raw(name: str, profile: bytes) -> bytes:
    text = f"\n{name}\n{len(profile):8}\n{profile.hex()}\n".encode()
    return f"Raw profile type {name}".encode() + b"\0\0" + zlib.compress(text)


@pytest.mark.parametrize(
    ("kind", "body", "found"),
    [
        (b"tEXt", b"Author\0Anna", ["Author"]),
        (b"tEXt", b"Author\0 ", []),
        (b"tEXt", b"Title\0Anna", []),
        (b"tEXt", b"Author", []),
        (b"zTXt", b"Artist\0\0" + zlib.compress(b"Anna"), ["Artist"]),
        (b"zTXt", b"Artist\0\0broken", []),
        (b"iTXt", "Creator\0\0\0sv\0Skapare\0Åsa".encode(), ["Creator"]),
        (b"zTXt", raw("exif", exif(artist="A")), ["Artist"]),
        (b"zTXt", raw("APP1", XMP), ["XMP GPSLatitude"]),
        (b"zTXt", raw("iptc", resource(0x0404, iptc(80, b"A"))), ["IPTC By-line"]),
        (b"tEXt", b"Raw profile type exif\0\nexif\n4\nno hexadecimal", []),
        (b"tEXt", b"Raw profile type exif\0short", []),
    ],
)
def test_texts_in_png(kind: bytes, body: bytes, found: list[str]) -> None:
    assert fields(with_chunk(picture("PNG"), kind, body)) == found


def test_traces_are_told_once_and_the_gravest_first() -> None:
    data = picture("JPEG", exif=exif(artist="A", gps=GPS))
    twice = with_segment(data, 0xE1, exif(artist="A", body="1"))
    assert fields(twice) == ["GPS", "Artist", "BodySerialNumber"]


# Against those who want to wear us out


def test_a_kilobyte_that_unpacks_to_a_gigabyte_is_left() -> None:
    bomb = chunk(b"zTXt", b"Author\0\0" + zlib.compress(bytes(20_000_000), 9))
    data = picture("PNG")
    before = time.perf_counter()
    assert look(data[:33] + bomb * 3000 + data[33:]).damage is None
    assert time.perf_counter() - before < 5


@pytest.mark.parametrize(
    ("begin", "middle", "end"),
    [
        (picture("JPEG")[:2], b"\xff\xe1\0\2", picture("JPEG")[2:]),
        (picture("JPEG")[:2], b"\xff\xff\xff\xff", picture("JPEG")[2:]),
        (picture("JPEG")[:-2], b"\xff\0\xff\0", picture("JPEG")[-2:]),
        (picture("PNG")[:33], chunk(b"teST", b""), picture("PNG")[33:]),
        (picture("PNG")[:-12], chunk(b"IDAT", b""), picture("PNG")[-12:]),
        (b"RIFF\xff\xff\xff\x7fWEBP", b"ABCD\0\0\0\0", b""),
        (b"RIFF\xff\xff\xff\x7fWEBP", b"EXIF\4\0\0\0MM\0*", b""),
    ],
)
def test_time_grows_with_the_size_and_no_faster(begin: bytes, middle: bytes, end: bytes) -> None:
    before = time.perf_counter()
    look(begin + middle * (6_000_000 // len(middle)) + end)
    assert time.perf_counter() - before < 5


def test_a_directory_that_points_at_itself_comes_to_an_end() -> None:
    entry = struct.pack(">HHII", 0x8769, 4, 1, 8)
    text = struct.pack(">HHII", 0x013B, 2, 0xFFFFFFFF, 0)
    tiff = b"MM\0*\0\0\0\x08\xff\xff" + entry + text * 60_000
    before = time.perf_counter()
    assert Trace(Telling.PERSON, "Artist") in list(exif_traces(tiff))
    assert time.perf_counter() - before < 5


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_no_metadata_make_it_raise(data: bytes) -> None:
    for read in (exif_traces, xmp_traces, iptc_traces, photoshop_traces):
        list(read(data))
    list(exif_traces(b"MM\0*\0\0\0\x08" + data))
    list(photoshop_traces(b"8BIM\4\4" + data))
    assert 1 <= orientation(data) <= 8


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [b"IDAT", b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"PLTE", b"IEND", b"acTL"]
            ),
            st.binary(max_size=60),
        ),
        max_size=6,
    )
)
def test_no_chunks_make_it_raise(chunks: list[tuple[bytes, bytes]]) -> None:
    look(png((b"IHDR", HEADER), *chunks))
    look(riff((b"VP8X", EXTENDED), *chunks))


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0xC0, 0xFE), st.binary(max_size=60)), max_size=6))
def test_no_segments_make_it_raise(segments: list[tuple[int, bytes]]) -> None:
    data = picture("JPEG")
    for marker, body in segments:
        data = with_segment(data, marker, body)
    inspect(data, JPEG)
