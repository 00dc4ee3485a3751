"""Whether a picture, film or sound is so like another that nobody would call it another.

It is strict: to be asked about a file that was only saved anew costs a minute, to pass over a
picture in which the left hand has become the right may cost more. What cannot be read is unalike.

Pictures are laid on top of each other, both drawn with a longest side of 512 pixels and in the
same brightness; no spot of 3×3 pixels may differ by more than `SPOT` of 255 in any colour. A hash
of 8×8 or 16×16 squares would not do: a digit that is another leaves it as it was. The limits are
our own, measured on the pictures of `content/` (`tests/changes/test_likeness.py` holds the table):
saved anew, smaller, or a little brighter, they differ by at most 27; mirrored, cropped, in grey or
with a digit of 24 pixels changed, by at least 39, but where the digit hardly stands out.
"""

import io
import math
import warnings
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from builder.media.facts import MediaFacts
from builder.media.inspection import MAX_PIXELS, inspect
from builder.media.kind import JPEG, TYPE_BY_SUFFIX, MediaKind
from builder.media.stream import read_stream
from builder.message import Message, mark, tell

_SIDE: Final = 512
"""Pixels of the longest side that pictures are compared at."""
SPOT: Final = 32
_PROPORTION: Final = 0.02
"""How much proportions may differ: what rounding to whole pixels does to a side of 50."""
_ENOUGH: Final = 1000
"""A side of so many pixels shows what a picture shows, however large the old one was."""
_GAIN: Final = 0.2
_SHIFT: Final = 30
"""How much more contrast, and how many levels brighter, is only another way to develop it."""
_MOMENTS: Final = 24
_FILM_SIDE: Final = 128
"""Films are looked at less closely than pictures: coded anew, their edges are softer."""
_MAX_FRAME: Final = 36_000_000
_PADDING, _APART, _SHARE = 0.25, 2.0, 0.01
"""Seconds: what coders put around a sound; the most that two may differ; and the share of it."""
_RATE, _HOP, _WINDOW, _LATE = 8000, 80, 30, 20
"""Sounds are heard at so many samples a second, in hops of a hundredth, in windows of so many hops,
and may begin so many hops earlier or later."""
_DECIBELS: Final = 4.5
_QUIET: Final = -50.0
_FULL: Final = 32768
_UNREADABLE: Final = mark("a film or sound that cannot be read is not compared")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Whether two files are alike, and if not, in what they differ."""

    is_alike: bool
    reason: Message
    distance: float = 0
    """By how much the most unlike spot, or moment, differs; 0 where that was not measured."""

    @classmethod
    def alike(cls, distance: float = 0) -> Self:
        """Nobody would call it another."""
        return cls(is_alike=True, reason=tell("it is alike"), distance=distance)

    @classmethod
    def unalike(cls, reason: Message, distance: float = 0) -> Self:
        """Somebody has to look at it."""
        return cls(is_alike=False, reason=reason, distance=distance)


def described(mime: str, length: int, data: bytes | None) -> str:
    """Return what a file is: `JPEG, 1200 × 800, 96 kB`; less where its bytes cannot be had."""
    names = {one.mime: one for one in TYPE_BY_SUFFIX.values()}
    claimed = names.get(mime)
    parts = [claimed.name.upper() if claimed else mime]
    if claimed and data is not None:
        facts = inspect(data, claimed)
        parts += [f"{facts.width} × {facts.height}"] if facts.width else []
        parts += [f"{round(facts.seconds)} s"] if facts.seconds else []
    return ", ".join([*parts, f"{max(1, round(length / 1000))} kB"])


def picture_likeness(old: bytes, new: bytes) -> Likeness:
    """Tell whether two pictures look alike; what moves, is damaged or is no picture does not."""
    before, after = inspect(old, JPEG), inspect(new, JPEG)
    if not (_is_still(before) and _is_still(after)):
        return Likeness.unalike(tell("a picture that moves or cannot be read is not compared"))
    try:
        pictures = _opened(old), _opened(new)
    except (OSError, SyntaxError, ValueError):  # what Pillow raises for a file it cannot decode
        return Likeness.unalike(tell("a picture that moves or cannot be read is not compared"))
    if max(pictures[1].size) < min(max(before.width, before.height) / 2, _ENOUGH):
        return Likeness.unalike(tell("it has far fewer pixels"))
    return _compared(*pictures)


def _is_still(facts: MediaFacts) -> bool:
    is_picture = facts.type is not None and facts.type.kind is MediaKind.PICTURE
    is_safe = 0 < facts.width * facts.height <= MAX_PIXELS
    return is_picture and is_safe and facts.damage is None and not facts.is_animated


def _opened(data: bytes) -> Any:
    """Return a picture as it is shown: the right way up, on white."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as image:
        warnings.simplefilter("ignore")  # of metadata, which are not looked at here
        upright = ImageOps.exif_transpose(image)
        shown = upright.convert("RGBA")
    ground = Image.new("RGBA", shown.size, "white")
    return Image.alpha_composite(ground, shown).convert("RGB")


def _compared(old: Any, new: Any, side: int = _SIDE, limit: int = SPOT) -> Likeness:
    """Compare two pictures of three colours, with a longest side of so many pixels."""
    proportion = new.width * old.height / (new.height * old.width)
    if abs(proportion - 1) > _PROPORTION:
        return Likeness.unalike(tell("it has other proportions"))
    size = _common_size(old, new, side)
    before, after = (_small(one, size) for one in (old, new))
    developed = _developed(after, before)
    if developed is None:
        return Likeness.unalike(tell("it is much darker, lighter, harder or softer"))
    spot = _unlikest_spot(before, developed)
    if spot > limit:
        return Likeness.unalike(tell("something in it looks otherwise"), spot)
    return Likeness.alike(spot)


def _common_size(old: Any, new: Any, most: int) -> tuple[int, int]:
    """Return the size that both are drawn at, in the old one's proportions, neither enlarged."""
    longest = max(old.size)
    side = min(most, longest, max(new.size))
    return max(1, round(old.width * side / longest)), max(1, round(old.height * side / longest))


def _small(picture: Any, size: tuple[int, int]) -> Any:
    from PIL import Image

    return picture.resize(size, Image.Resampling.BILINEAR)


def _developed(picture: Any, like: Any) -> Any | None:
    """Return a picture as bright and hard as another; None where that takes much."""
    from PIL import ImageStat

    here, there = (ImageStat.Stat(one.convert("L")) for one in (picture, like))
    shift = there.mean[0] - here.mean[0]
    gain = there.stddev[0] / here.stddev[0] if here.stddev[0] >= 1 else 1.0
    if abs(shift) > _SHIFT or abs(gain - 1) > _GAIN:
        return None
    levels = [(level - here.mean[0]) * gain + there.mean[0] for level in range(256)]
    return picture.point([min(255, max(0, round(level))) for level in levels] * 3)


def _unlikest_spot(one: Any, other: Any) -> int:
    """Return by how much two pictures of one size differ where they differ most, of 255."""
    from PIL import ImageChops, ImageFilter

    spots = ImageChops.difference(one, other).filter(ImageFilter.BoxBlur(1))
    extremes: Any = spots.getextrema()  # of each colour, the least and the most
    return int(max(most for _, most in extremes))


def stream_likeness(old: bytes, new: bytes) -> Likeness:
    """Tell whether two films, or two sounds, look and sound alike at the same moments."""
    import av

    before, after = read_stream(old), read_stream(new)
    if before is None or after is None:
        return Likeness.unalike(tell(_UNREADABLE))
    if (before.has_picture, before.has_sound) != (after.has_picture, after.has_sound):
        return Likeness.unalike(tell("the picture or the sound came or went"))
    apart = abs(before.seconds - after.seconds)
    if apart > max(_PADDING, min(_APART, before.seconds * _SHARE)):
        return Likeness.unalike(tell("it is longer or shorter"), apart)
    try:
        seen = _seen(old, new, before.seconds) if before.has_picture else Likeness.alike()
        return _heard(old, new) if seen.is_alike and before.has_sound else seen
    except (av.error.FFmpegError, ValueError):
        return Likeness.unalike(tell(_UNREADABLE))


def _seen(old: bytes, new: bytes, seconds: float) -> Likeness:
    """Compare two films, picture by picture, at some moments."""
    times = [(n + 0.5) * seconds / _MOMENTS for n in range(_MOMENTS)]
    found = Likeness.alike()
    for before, after in zip(_frames_at(old, times), _frames_at(new, times), strict=False):
        one = _compared(before, after, _FILM_SIDE)
        if not one.is_alike:
            return one
        found = max(found, one, key=lambda likeness: likeness.distance)
    return found


def _frames_at(data: bytes, times: Sequence[float]) -> Iterator[Any]:
    """Yield the picture that a film shows at each of some moments, as long as it lasts.

    The film is decoded from its beginning: to seek goes back to the last whole picture each time.
    """
    import av

    waiting = [*reversed(times)]
    with av.open(io.BytesIO(data), "r", options={"max_pixels": str(_MAX_FRAME)}) as container:
        picture: Any = container.streams.video[0]
        picture.thread_type = "AUTO"
        for frame in container.decode(picture):
            if not waiting:
                return
            if (frame.time or 0) >= waiting[-1]:
                waiting.pop()
                yield frame.to_image()


def _heard(old: bytes, new: bytes) -> Likeness:
    """Compare how loud two sounds are, moment by moment."""
    before, after = _loudness(old), _loudness(new)
    apart = min(_loudness_apart(before, after, late) for late in range(-_LATE, _LATE + 1))
    if apart > _DECIBELS:
        return Likeness.unalike(tell("something in it sounds otherwise"), apart)
    return Likeness.alike(apart)


def _loudness(data: bytes) -> list[int]:
    """Return the sums of how loud a sound was so far, at each hundredth of a second."""
    import av

    weave = av.AudioResampler(format="s16", layout="mono", rate=_RATE).resample
    sums, samples = [0], array("h")
    with av.open(io.BytesIO(data), "r") as container:
        for frame in container.decode(container.streams.audio[0]):
            for woven in weave(frame):
                samples.frombytes(bytes(woven.planes[0])[: 2 * woven.samples])
            whole = len(samples) // _HOP * _HOP
            for at in range(0, whole, _HOP):
                sums.append(sums[-1] + sum(map(abs, samples[at : at + _HOP])))
            del samples[:whole]
    return sums


def _loudness_apart(one: Sequence[int], other: Sequence[int], late: int) -> float:
    """Return by how much two sounds differ, once they are as loud, where they differ most.

    A coder puts a little silence before the sound, so the other is taken to be some hops `late`.
    """
    first, second = max(0, -late), max(0, late)
    hops = min(len(one) - first, len(other) - second) - 1
    pairs = [
        (_decibels(one, first + at), _decibels(other, second + at))
        for at in range(0, hops - _WINDOW + 1, _WINDOW)
    ]
    louder = sum(a - b for a, b in pairs) / (len(pairs) or 1)
    return max((abs(a - b - louder) for a, b in pairs), default=0)


def _decibels(sums: Sequence[int], at: int) -> float:
    """Return the mean loudness of a window; what nobody hears is as loud as nothing."""
    mean = (sums[at + _WINDOW] - sums[at]) / (_WINDOW * _HOP)
    return max(_QUIET, 20 * math.log10(max(1, mean) / _FULL))
