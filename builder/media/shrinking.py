"""Making a picture smaller, until it is within the limits: it is drawn anew, and loses detail."""

import io
from collections.abc import Iterator, Mapping
from typing import Any, Final

from builder.media.exif import bare_exif
from builder.media.facts import MediaFacts
from builder.media.inspection import MAX_PIXELS, inspect
from builder.media.jpeg import EXIF
from builder.media.kind import JPEG, PNG, WEBP, MediaType
from builder.media.rework import strip

_KILOBYTE: Final = 1000
_QUALITIES: Final = (88, 82, 76, 70, 62)
_STEP: Final = 0.85
"""How much smaller the picture gets each time that no quality is enough."""
_LEAST: Final = 200
"""A longest side of fewer pixels shows nothing; the limits cannot be met."""
_COLOURS: Final = 256
_MODES: Final = {"1": "L", "P": "RGB", "PA": "RGBA", "LA": "RGBA"}
"""What has to be changed before it can be drawn smaller."""
_DRAWN: Final = frozenset({"L", "RGB", "RGBA", "CMYK"})


def shrink(data: bytes, max_pixels: int, max_kilobytes: int) -> bytes | None:
    """Return a picture of the same type with at most so many pixels on a side, and kilobytes.

    Its colour profile stays, and which way up it is shown; other metadata go. None for what is no
    picture, is damaged or moves, and where the limits cannot be met.
    """
    facts = inspect(data, JPEG)
    bare = strip(data)
    is_still = facts.type in (JPEG, PNG, WEBP) and not facts.is_animated
    if bare is None or not is_still or facts.width * facts.height > MAX_PIXELS:
        return None
    most = max_kilobytes * _KILOBYTE
    if max(facts.width, facts.height) <= max_pixels and min(len(data), len(bare)) <= most:
        return data if len(data) <= most else bare
    try:
        return _drawn_within(bare, facts, max_pixels, most)
    except (OSError, SyntaxError, ValueError):  # what Pillow raises for a file it cannot decode
        return None


def _drawn_within(data: bytes, facts: MediaFacts, max_pixels: int, most: int) -> bytes | None:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    with Image.open(io.BytesIO(data)) as image:
        side = min(max_pixels, max(image.size))
        # JPEG can be decoded at half or a quarter of its size, which saves time and memory.
        image.draft(None, (2 * side, 2 * side))
        kept = _kept(image.info)
        whole = _drawable(image)
    while whole and facts.type and side >= min(_LEAST, max_pixels):
        drawn = whole.copy()
        drawn.thumbnail((side, side), Image.Resampling.LANCZOS)
        for written in _written(drawn, facts.type, is_lossless=b"VP8L" in data[:64], **kept):
            if len(written) <= most:
                return written
        side = int(side * _STEP)
    return None


def _kept(info: Mapping[Any, Any]) -> dict[str, bytes]:
    """Return what says how the picture is to be shown: its colour profile and which way up."""
    kept = {}
    if info.get("icc_profile"):
        kept["icc_profile"] = info["icc_profile"]
    if exif := bare_exif(info.get("exif", b"").removeprefix(EXIF)):
        kept["exif"] = EXIF + exif
    return kept


def _drawable(image: Any) -> Any:
    """Return the decoded picture in colours that can be drawn smaller, or None."""
    mode = "RGBA" if "transparency" in image.info else _MODES.get(image.mode, image.mode)
    return image.convert(mode) if mode in _DRAWN else None


def _written(image: Any, kind: MediaType, *, is_lossless: bool, **kept: Any) -> Iterator[bytes]:
    """Yield the picture written ever smaller, the best first."""
    from PIL import Image

    if kind == PNG:
        yield _saved(image, "PNG", optimize=True, **kept)
        if image.mode != "L":
            method = Image.Quantize.FASTOCTREE if image.mode == "RGBA" else None
            few = image.quantize(_COLOURS, method)
            yield _saved(few, "PNG", optimize=True, **kept)
        return
    if kind == WEBP and is_lossless:
        yield _saved(image, "WEBP", lossless=True, **kept)
    for quality in _QUALITIES:
        if kind == WEBP:
            yield _saved(image, "WEBP", quality=quality, **kept)
        else:
            yield _saved(image, "JPEG", quality=quality, optimize=True, progressive=True, **kept)


def _saved(image: Any, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()
