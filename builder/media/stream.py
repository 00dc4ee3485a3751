"""What FFmpeg makes of a film or a sound: its coding, its length, and whether anything is heard."""

import io
from array import array
from dataclasses import dataclass
from typing import Any, Final

from builder.message import Message, tell

_HEARD: Final = 32
"""−60 dBFS in samples of 16 bits: in a quiet room, with the sound turned up, nobody hears less."""
_MAX_SAMPLES: Final = 100_000_000
"""Half an hour of stereo, and some seconds of work; what is longer is taken to be heard."""
_MAX_PIXELS: Final = 36_000_000
"""8K. FFmpeg tries a frame or two to know a film; a larger one it then leaves undecoded."""
_NAMES: Final = {"mp3float": "mp3", "libx264": "h264"}
_PIXELS: Final = frozenset({"yuv420p", "yuvj420p"})
_SOUNDS: Final = frozenset({"aac", "mp3"})


@dataclass(frozen=True, slots=True)
class Stream:
    """A film or sound; `picture` and `sound` are names of codecs, empty where it has none."""

    containers: tuple[str, ...]
    seconds: float
    width: int = 0
    height: int = 0
    picture: str = ""
    pixels: str = ""
    sound: str = ""
    has_picture: bool = False
    has_sound: bool = False
    is_silent: bool = False

    @property
    def codec(self) -> Message | None:
        """Return why a browser cannot show or play it, or None where it can."""
        if self.has_picture and self.picture != "h264":
            return tell(
                "the picture is coded as {codec}, which many browsers cannot show: "
                "export the film as H.264",
                codec=self.picture.upper() or "?",
            )
        if self.has_picture and self.pixels not in _PIXELS:
            return tell(
                "the colours are coded as {pixels}, which many browsers cannot show: "
                "export the film with 8 bits and 4:2:0 (yuv420p)",
                pixels=self.pixels or "?",
            )
        if self.has_sound and self.sound not in _SOUNDS:
            return tell(
                "the sound is coded as {codec}, which many browsers cannot play: export it as AAC",
                codec=self.sound.upper() or "?",
            )
        return None


def read_stream(data: bytes) -> Stream | None:
    """Ask FFmpeg; None where it cannot read the file. Only as much as needed is decoded."""
    import av

    av.logging.set_level(None)
    options = {"max_pixels": str(_MAX_PIXELS)}
    try:
        with av.open(io.BytesIO(data), "r", options=options) as container:
            return _read(container)
    except (av.error.FFmpegError, ValueError):
        return None


def _read(container: Any) -> Stream:
    import av

    covers = av.stream.Disposition.attached_pic
    pictures = [one for one in container.streams.video if not one.disposition & covers]
    sounds = container.streams.audio
    picture = pictures[0].codec_context if pictures else None
    return Stream(
        containers=tuple(container.format.name.split(",")),
        seconds=max(0.0, (container.duration or 0) / 1_000_000),
        width=picture.width if picture else 0,
        height=picture.height if picture else 0,
        picture=_name(picture),
        pixels=(picture.pix_fmt or "") if picture else "",
        sound=_name(sounds[0].codec_context if sounds else None),
        has_picture=bool(pictures),
        has_sound=bool(sounds),
        is_silent=bool(sounds) and _is_silent(container, sounds[0]),
    )


def _name(context: Any) -> str:
    name = context.name if context else ""
    return _NAMES.get(name, name)


def _is_silent(container: Any, sound: Any) -> bool:
    """Listen until something is heard."""
    import av

    if _name(sound.codec_context) not in _SOUNDS:
        return False
    left = _MAX_SAMPLES
    # PyAV reads beyond the planes of eight channels and more, so they are woven into one first.
    weave = av.AudioResampler(format="s16").resample
    for packet in container.demux(sound):
        try:
            frames = [woven for frame in packet.decode() for woven in weave(frame)]
        except av.error.FFmpegError:  # a player skips what it cannot decode, and so does this
            continue
        except ValueError:  # the number of channels changes on the way: somebody made it
            return False
        for frame in frames:
            samples = array("h", bytes(frame.planes[0])[: 2 * _count(frame)])
            left -= len(samples)
            if left < 0 or max(samples, default=0) > _HEARD or min(samples, default=0) < -_HEARD:
                return False
    return True


def _count(frame: Any) -> int:
    """Return the samples of all channels."""
    return int(frame.samples) * len(frame.layout.channels)
