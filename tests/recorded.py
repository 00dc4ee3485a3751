"""Small pictures, films and sounds of every kind, and their parts put together by hand."""

import io
import math
import shutil
import struct
import tempfile
import zlib
from array import array
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image

RATE = 44100


@cache
def picture(kind: str, frames: int = 1, mode: str = "RGB", **options: Any) -> bytes:
    """Return a picture of 40 × 30, or several that move."""
    out = io.BytesIO()
    images = [Image.new("RGB", (40, 30), (n * 50, 90, 110)).convert(mode) for n in range(frames)]
    if frames > 1:
        options |= {"save_all": True, "append_images": images[1:]}
    images[0].save(out, kind, **options)
    return out.getvalue()


def photograph(kind: str = "JPEG", size: tuple[int, int] = (400, 300), **options: Any) -> bytes:
    """Return a picture with enough in it to need some bytes."""
    image = Image.effect_noise(size, 90).convert("RGB")
    image.paste((200, 120, 40), (20, 20, size[0] // 2, size[1] // 3))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


@cache
def stream(
    container: str,
    *codecs: str,
    seconds: float = 0.5,
    loudness: float = 0.5,
    pixels: str = "yuv420p",
    begins: float = 0,
    layout: str = "stereo",
    **options: str,
) -> bytes:
    """Return a film, a sound or both; `loudness` is of a tone that begins after some seconds."""
    import av

    av.logging.set_level(None)
    place = Path(tempfile.mkdtemp()) / "made"  # to move the index FFmpeg opens the file anew
    options = {"fflags": "+bitexact", **options}
    with av.open(str(place), "w", format=container, options=options) as file:
        streams = [file.add_stream(codec, rate=_rate(codec)) for codec in codecs]
        for one in streams:
            if one.type == "video":
                one.width, one.height, one.pix_fmt = 64, 48, pixels
            else:
                one.layout = layout
        for one in streams:
            frames = (
                _images(round(seconds * 10), pixels)
                if one.type == "video"
                else _woven(_tone(one.format.name, seconds, loudness, begins), one)
            )
            for frame in frames:
                for packet in one.encode(frame):
                    file.mux(packet)
            for packet in one.encode():
                file.mux(packet)
    data = place.read_bytes()
    shutil.rmtree(place.parent)
    return data


def _woven(frames: Iterable[Any], one: Any) -> Iterable[Any]:
    """Yield frames of two channels as frames of as many as the stream has."""
    import av

    weaver = av.AudioResampler(format=one.format.name, layout=one.layout.name)
    for frame in frames:
        yield from weaver.resample(frame) if one.layout.name != "stereo" else [frame]


def _rate(codec: str) -> int:
    return RATE if codec in {"aac", "mp3", "pcm_s16le", "alac", "mp2", "flac", "libmp3lame"} else 10


def _images(count: int, pixels: str) -> Iterable[Any]:
    import av

    for n in range(count):
        image = Image.new("RGB", (64, 48), (n * 9 % 256, 90, 200))
        yield av.VideoFrame.from_image(image).reformat(format=pixels)


def _tone(name: str, seconds: float, loudness: float, begins: float) -> Iterable[Any]:
    import av

    kind, full = ("f", 1.0) if name.startswith("flt") else ("h", 32767.0)
    kind, full = ("i", 2147483647.0) if name.startswith("s32") else (kind, full)
    for n in range(round(seconds * RATE / 1152)):
        frame = av.AudioFrame(format=name, layout="stereo", samples=1152)
        frame.sample_rate, frame.pts = RATE, n * 1152
        values = [
            loudness * full * math.sin((n * 1152 + i) / 16) * ((n * 1152 + i) >= begins * RATE)
            for i in range(1152)
        ]
        samples = array(kind, values if kind == "f" else [int(value) for value in values])
        planar = name.endswith("p")
        for plane in frame.planes:
            data = samples if planar else array(kind, [v for v in samples for _ in range(2)])
            plane.update(data.tobytes().ljust(plane.buffer_size, b"\0")[: plane.buffer_size])
        yield frame


def film(**options: Any) -> bytes:
    """Return a film as it should be: H.264 and AAC, its index first."""
    return stream("mp4", "libx264", "aac", **{"movflags": "+faststart", **options})


@cache
def real() -> dict[str, bytes]:
    """Return one small real file of every type."""
    return {
        "jpeg": picture("JPEG"),
        "png": picture("PNG"),
        "webp": picture("WEBP"),
        "mp4": film(),
        "mp3": stream("mp3", "mp3"),
        "m4a": stream("ipod", "aac", movflags="+faststart"),
        "vtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\nHej\n",
        "markdown": "# Å\n".encode(),
    }


def chunk(kind: bytes, body: bytes) -> bytes:
    """Return a chunk of PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG of these chunks."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, body) for kind, body in chunks)


def with_chunk(data: bytes, kind: bytes, body: bytes) -> bytes:
    """Return a PNG with one more chunk after its header."""
    return data[:33] + chunk(kind, body) + data[33:]


def with_segment(data: bytes, marker: int, body: bytes) -> bytes:
    """Return a JPEG with one more segment at its beginning."""
    return data[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body + data[2:]


def box(kind: bytes, *bodies: bytes) -> bytes:
    """Return a box of MP4."""
    body = b"".join(bodies)
    return struct.pack(">I", len(body) + 8) + kind + body


def with_user_data(data: bytes, *boxes: bytes) -> bytes:
    """Return an MP4 whose index comes last, with these boxes in its user data."""
    from builder.media.boxes import read_boxes

    index = read_boxes(data).top(b"moov")
    assert index
    assert index.end == len(data)
    return data[: index.start] + box(b"moov", data[index.body :], box(b"udta", *boxes))


def exif(**fields: Any) -> bytes:
    """Return EXIF with fields by name; `gps` is a place, `orientation` which way is up."""
    made = Image.Exif()
    tags = {"artist": 0x013B, "orientation": 0x0112, "software": 0x0131}
    inner = {"owner": 0xA430, "body": 0xA431, "lens": 0xA435, "note": 0x927C}
    for name, value in fields.items():
        if name == "gps":
            made.get_ifd(0x8825).update(value)
        elif name in inner:
            made.get_ifd(0x8769)[inner[name]] = value
        else:
            made[tags[name]] = value
    return made.tobytes()


def id3(*frames: tuple[bytes, str], version: int = 4) -> bytes:
    """Return an ID3v2 tag."""
    body = b"".join(
        name + struct.pack(">IH", len(text.encode()) + 1, 0) + b"\3" + text.encode()
        for name, text in frames
    )
    size = bytes(len(body) >> shift & 127 for shift in (21, 14, 7, 0))
    return b"ID3" + bytes([version, 0, 0]) + size + body
