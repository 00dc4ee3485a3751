"""Films and sounds coded anew, with something done to them on the way."""

import io
from array import array
from collections.abc import Callable
from typing import Any


def film_again(
    data: bytes,
    draw: Callable[[Any, float], Any] = lambda picture, _: picture,
    share: float = 1,
    quality: str = "28",
    until: float = 1e9,
) -> bytes:
    """Return a film coded anew; `draw` gets each picture and its time in seconds."""
    import av

    out = io.BytesIO()
    with av.open(io.BytesIO(data)) as source, av.open(out, "w", format="mp4") as target:
        seen, heard = source.streams.video[0], source.streams.audio[0]
        picture: Any = target.add_stream("libx264", rate=seen.average_rate)
        picture.width, picture.height = (
            int(side * share) // 2 * 2 for side in (seen.width, seen.height)
        )
        picture.pix_fmt, picture.options = "yuv420p", {"crf": quality, "preset": "ultrafast"}
        sound: Any = target.add_stream("aac", rate=heard.rate)
        for frame in source.decode(seen, heard):
            if frame.time is not None and frame.time > until:
                break
            one: Any = frame
            if isinstance(frame, av.VideoFrame):
                drawn = draw(frame.to_image(), frame.time or 0)
                one = av.VideoFrame.from_image(drawn.resize((picture.width, picture.height)))
                one.pts, one.time_base = frame.pts, frame.time_base
            else:
                one.pts = None
            target.mux((picture if isinstance(frame, av.VideoFrame) else sound).encode(one))
        for stream in (picture, sound):
            target.mux(stream.encode(None))
    return out.getvalue()


def sound_again(
    data: bytes,
    coding: tuple[str, str] = ("mp3", "libmp3lame"),
    bits: int = 64000,
    rate: int = 22050,
    gain: float = 1,
    silent: tuple[float, float] = (0, 0),
    until: float = 1e9,
) -> bytes:
    """Return a sound coded anew, louder, or silent between two times in seconds."""
    import av

    out, (container, codec) = io.BytesIO(), coding
    with av.open(io.BytesIO(data)) as source, av.open(out, "w", format=container) as target:
        sound: Any = target.add_stream(codec, rate=rate)
        sound.bit_rate = bits
        whole = av.AudioResampler(format="s16", layout="mono", rate=rate)
        coded = av.AudioResampler(format=sound.format.name, layout=sound.layout.name, rate=rate)
        for frame in (
            one for some in source.decode(source.streams.audio[0]) for one in whole.resample(some)
        ):
            at = frame.time or 0
            if at > until:
                break
            samples = array("h", bytes(frame.planes[0])[: 2 * frame.samples])
            by = 0 if silent[0] <= at < silent[1] else gain
            louder = array("h", [max(-32768, min(32767, int(sample * by))) for sample in samples])
            plane: Any = frame.planes[0]
            plane.update(louder.tobytes().ljust(plane.buffer_size, b"\0"))
            for one in coded.resample(frame):
                one.pts = None
                target.mux(sound.encode(one))
        target.mux(sound.encode(None))
    return out.getvalue()
