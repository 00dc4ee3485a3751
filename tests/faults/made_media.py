"""Media made for the faults: small, the same each time, and made once."""

import io
import random
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from PIL import Image
from seeding import PAIN, content

_RATE: Final = 16_000
_FILM: Final = f"{PAIN}/media/andning.mp4"


def _saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    """Return a picture of the content, decoded."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@cache
def plain(kind: str = "JPEG", size: tuple[int, int] = (320, 180)) -> bytes:
    """Return a picture of one colour."""
    return _saved(Image.new("RGB", size, (20, 90, 110)), kind)


@cache
def noise() -> bytes:
    """Return a PNG of some 620 kB, which nothing can make smaller."""
    pixels = random.Random(3).randbytes(480 * 430 * 3)  # noqa: S311 - noise, no secret
    return _saved(Image.frombytes("RGB", (480, 430), pixels), "PNG")


@cache
def bomb() -> bytes:
    """Return a PNG of 50 kB that unfolds into 400 million pixels."""
    side = 20_000
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = bytes(1 + side // 8) * 100
    data = b"".join(packer.compress(row) for _ in range(side // 100)) + packer.flush()
    parts = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def with_broken_chunk(png: bytes) -> bytes:
    """Change one byte in the middle of the pixels, so that the checksum no longer holds."""
    at = png.index(b"IDAT") + 2000
    return png[:at] + bytes([png[at] ^ 0x55]) + png[at + 1 :]


def with_broken_checksum(png: bytes) -> bytes:
    """Change the checksum of the last chunk of pixels."""
    at = png.rindex(b"IEND") - 8
    return png[:at] + bytes([png[at] ^ 0xFF]) + png[at + 1 :]


@cache
def archive() -> bytes:
    """Return a small ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr(zipfile.ZipInfo("lista.txt"), "hemligt")
    return out.getvalue()


def animated(kind: str) -> bytes:
    """Return a picture that moves."""
    frames = [Image.new("RGB", (320, 180), (n * 80, 90, 110)) for n in range(3)]
    return _saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=400)


def in_cmyk(data: bytes) -> bytes:
    """Return a picture as a printer's studio delivers it."""
    return _saved(opened(data).convert("CMYK"), "JPEG", quality=82)


def with_exif(data: bytes, tags: dict[int, Any], part: int = 0) -> bytes:
    """Return a JPEG with `tags` in its EXIF, in the `part` (IFD) they belong to."""
    exif = Image.Exif()
    place = exif.get_ifd(part) if part else exif
    for tag, value in tags.items():
        place[tag] = value
    return _saved(opened(data), "JPEG", quality=82, exif=exif)


def with_author(png: bytes) -> bytes:
    """Return a PNG with its author's name in a chunk of text."""
    at = png.index(b"IDAT") - 4
    text = _chunk(b"tEXt", "Author\0Maja Påhittad".encode("latin-1"))
    return png[:at] + text + png[at:]


def _rate(codec: str) -> int:
    return 48_000 if codec == "ac3" else _RATE


def _tone(seconds: float, loudness: float) -> Iterator[Any]:
    import av

    size = 1024
    wave = [round(loudness * 20_000 * (-1 if n // 16 % 2 else 1)) for n in range(size)]
    samples = struct.pack(f"<{size}h", *wave)
    for n in range(round(seconds * _RATE / size)):
        frame = av.AudioFrame(format="s16", layout="mono", samples=size)
        frame.planes[0].update(samples)
        frame.sample_rate, frame.pts = _RATE, n * size
        yield frame


def _heard(stream: Any, seconds: float, loudness: float) -> Iterator[Any]:
    """Yield a tone as the stream's codec wants it."""
    import av

    resampler = av.AudioResampler(stream.format.name, "mono", stream.rate)
    for frame in _tone(seconds, loudness):
        yield from resampler.resample(frame)


def _encode(box: Any, stream: Any, frames: Iterator[Any]) -> None:
    for frame in frames:
        box.mux(stream.encode(frame))
    box.mux(stream.encode(None))


def _pictures(seconds: float, rate: int, size: tuple[int, int], kind: str) -> Iterator[Any]:
    import av

    chance = random.Random(4)  # noqa: S311 - noise, no secret
    still = Image.new("RGB", size, (20, 90, 110))
    for n in range(round(seconds * rate)):
        image = still
        if kind == "noise":
            image = Image.frombytes("RGB", size, chance.randbytes(size[0] * size[1] * 3))
        frame = av.VideoFrame.from_image(image)
        frame.pts = n
        yield frame


@cache
def film(
    seconds: float = 30,
    codec: str = "libx264",
    pixels: str = "yuv420p",
    sound: str = "aac",
    loudness: float = 1,
    kind: str = "plain",
) -> bytes:
    """Return an MP4 of two pictures a second that can be streamed."""
    import av

    av.logging.set_level(None)
    rate, size = (10, (320, 180)) if kind == "noise" else (2, (64, 64))
    options = {"crf": "4", "preset": "ultrafast"} if kind == "noise" else {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "film.mp4")
        with av.open(str(path), "w", options={"movflags": "+faststart"}) as box:
            picture = box.add_stream(codec, rate=rate)
            picture.width, picture.height, picture.pix_fmt = *size, pixels
            picture.options = {**options, "threads": "1", "x265-params": "log-level=none"}
            voice = box.add_stream(sound, rate=_rate(sound), layout="mono", bit_rate=48_000)
            _encode(box, picture, _pictures(seconds, rate, size, kind))
            _encode(box, voice, _heard(voice, seconds, loudness))
        return path.read_bytes()


@cache
def recording(
    seconds: float = 10, loudness: float = 1, bits: int = 48_000, kind: str = "mp3"
) -> bytes:
    """Return a sound: MP3, or what `kind` names."""
    import av

    codec = {"mp3": "libmp3lame", "ipod": "aac", "wav": "pcm_s16le"}[kind]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ljud")
        with av.open(str(path), "w", format=kind) as box:
            rate = 48_000 if bits > 160_000 else _RATE
            stream = box.add_stream(codec, rate=rate, layout="mono", bit_rate=bits)
            _encode(box, stream, _heard(stream, seconds, loudness))
        return path.read_bytes()


def repacked(data: bytes, *, streamable: bool, tags: dict[str, str] | None = None) -> bytes:
    """Return a film or sound in a new container: the same packets, other boxes."""
    import av

    suffix = "mp4" if data[4:8] == b"ftyp" else "mp3"
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, f"old.{suffix}"), Path(folder, f"new.{suffix}")
        old.write_bytes(data)
        options = {"movflags": "+faststart"} if streamable and suffix == "mp4" else {}
        with av.open(str(old)) as source, av.open(str(new), "w", options=options) as target:
            target.metadata.update(tags or {})
            streams = {s.index: target.add_stream_from_template(s) for s in source.streams}
            for packet in source.demux():
                if packet.dts is not None:
                    packet.stream = streams[packet.stream.index]
                    target.mux(packet)
        return new.read_bytes()


def the_film() -> bytes:
    """Return the one film of the content."""
    return content()[_FILM]
