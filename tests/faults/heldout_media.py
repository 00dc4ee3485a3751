"""Held-out faults in media and captions, and in what makes a moment accessible.

Written by somebody who had seen neither the rules nor the seeded faults, to measure honest recall.
"""

import io
import random
import tempfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import av
from made_media import film
from PIL import Image, ImageOps
from seeding import PAIN, SLEEP, STRESS, SURGERY, Fault, fault, paragraph, rename, replace
from seeding import rework as remade

_SUBTITLES: Final = f"{PAIN}/media/andning.sv.vtt"
_RATE: Final = 16_000


def _saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    box = io.BytesIO()
    image.save(box, kind, **options)
    return box.getvalue()


def _as_avif(data: bytes) -> bytes:
    return _saved(Image.open(io.BytesIO(data)), "AVIF", quality=60)


def _half_synchronised(data: bytes) -> bytes:
    arrived = len(data) * 55 // 100
    return data[:arrived] + bytes(len(data) - arrived)


def _moving_photo(data: bytes) -> bytes:
    """Return the picture as some telephones save it: with a short film after its end."""
    return data + film(seconds=2)


def _with_position(data: bytes) -> bytes:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (57.0, 30.0, 0.0), 3: "E", 4: (12.0, 15.0, 0.0)}
    return _saved(Image.open(io.BytesIO(data)), "PNG", exif=exif)


def _upright(data: bytes) -> bytes:
    return _saved(ImageOps.fit(Image.open(io.BytesIO(data)), (1800, 3200)), "JPEG", quality=70)


def _noise(seconds: int, loudness: int) -> Iterator[Any]:
    chance = random.Random(1177)  # noqa: S311
    for start in range(0, seconds * _RATE, _RATE):
        samples = (chance.randint(-loudness, loudness) for _ in range(_RATE))
        frame = av.AudioFrame(format="s16p", layout="mono", samples=_RATE)
        frame.planes[0].update(b"".join(one.to_bytes(2, "little", signed=True) for one in samples))
        frame.sample_rate, frame.pts, frame.time_base = _RATE, start, Fraction(1, _RATE)
        yield frame


def _sound(seconds: int, loudness: int, codec: str, kind: str) -> bytes:
    options = {"movflags": "+faststart"} if kind == "ipod" else {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sound"
        with av.open(str(path), "w", format=kind, options=options) as box:
            stream = box.add_stream(codec, rate=_RATE, layout="mono")
            stream.format = "s16p"
            for frame in (*_noise(seconds, loudness), None):
                box.mux(stream.encode(frame))
        return path.read_bytes()


_MEDIA: Final[tuple[Fault, ...]] = (
    fault(
        "held-avif-called-jpg",
        "A picture saved from the web is AVIF, though its name says .jpg",
        "MED001",
        remade(f"{SURGERY}/media/hemma.jpg", _as_avif),
    ),
    fault(
        "held-picture-half-synchronised",
        "The latter half of a picture has not come down from the cloud: it is zeros",
        "MED005",
        remade(f"{SLEEP}/media/dagbok.jpg", _half_synchronised),
    ),
    fault(
        "held-moving-photo",
        "A photo from a telephone carries a short film after its end",
        "MED005",
        remade(f"{SURGERY}/media/entre.jpg", _moving_photo),
    ),
    fault(
        "held-png-with-position",
        "A PNG tells where it was taken",
        "MED008",
        remade(f"{SURGERY}/media/vaska.png", _with_position),
    ),
    fault(
        "held-lossless-sound",
        "The sound is exported as Apple Lossless, which most browsers cannot play",
        "MED009",
        remade(f"{PAIN}/media/avslappning.mp3", lambda _: _sound(10, 900, "alac", "ipod")),
        rename(f"{PAIN}/media/avslappning.mp3", "avslappning.m4a", linked="avslappning.m4a"),
        path=f"{PAIN}/media/avslappning.m4a",
    ),
    fault(
        "held-microphone-off",
        "The microphone was off during the recording: there is the faintest noise only",
        "MED011",
        remade(f"{PAIN}/media/avslappning.mp3", lambda _: _sound(59, 1, "libmp3lame", "mp3")),
    ),
    fault(
        "held-arrow-from-word",
        "Word has made an arrow of the sign between two times",
        "MED013",
        replace(_SUBTITLES, "00:00:11.500 --> 00:00:14.800", "00:00:11.500 → 00:00:14.800"),
    ),
    fault(
        "held-cue-a-minute-late",
        "The last caption ends a minute after the film has",
        "MED014",
        replace(_SUBTITLES, "--> 00:00:29.800", "--> 00:01:29.800"),
    ),
    fault(
        "held-captions-half-renamed",
        "The captions are listed without the language in their name",
        "REF007",
        replace(f"{PAIN}/media/media.yaml", "captions: andning.sv.vtt", "captions: andning.vtt"),
    ),
    fault(
        "held-upright-picture",
        "An upright picture is narrow enough, but too high",
        "MED003",
        remade(f"{STRESS}/media/brygga.jpg", _upright),
    ),
)

_ACCESS: Final[tuple[Fault, ...]] = (
    fault(
        "held-alt-of-two-sentences",
        "An alternative text is two sentences",
        "ACC003",
        replace(
            f"{SURGERY}/modules/hemma-igen.md",
            "En fåtölj med filt intill ett fönster och en golvlampa.",
            "En fåtölj med filt intill ett fönster. En golvlampa lyser bredvid.",
        ),
    ),
    fault(
        "held-alt-is-the-drafts-name",
        "An alternative text is the file's name on the designer's disk",
        "ACC004",
        replace(
            f"{PAIN}/modules/ror-pa-dig.md",
            "En stig slingrar sig genom gröna kullar mot solen.",
            "Stig_slutversion_v2.jpg",
        ),
    ),
    fault(
        "held-skipped-level-for-staff",
        "The first heading below the title of the staff's page is one level too deep",
        "ACC005",
        replace(f"{SURGERY}/staff.md", "## Syfte", "### Syfte"),
    ),
    fault(
        "held-this-link",
        "A link is called “den här länken”",
        "ACC006",
        replace(
            f"{SLEEP}/modules/dagen-och-kvallen.md",
            "[gå upp samma tid varje dag](tiden-i-sangen.md#samma-tid).",
            "gå upp samma tid varje dag, se [den här länken](tiden-i-sangen.md#samma-tid).",
        ),
    ),
    fault(
        "held-one-text-for-two-parts",
        "Two links on a page, to two modules, have one text",
        "ACC007",
        replace(f"{SLEEP}/modules/vidare.md", "[tankar och oro]", "[det du har övat på]"),
        replace(f"{SLEEP}/modules/vidare.md", "[varva ner]", "[det du har övat på]"),
        at="(varva-ner.md)",
    ),
    fault(
        "held-second-column-unnamed",
        "The second column of a table has lost its heading",
        "ACC008",
        replace(
            f"{SLEEP}/modules/tankar-och-oro.md",
            "| Tanken som dyker upp | En tanke som hjälper |",
            "| Tanken som dyker upp | |",
        ),
    ),
    fault(
        "held-english-left",
        "A paragraph of an English programme is left untranslated",
        "ACC010",
        paragraph(
            f"{STRESS}/modules/stanna-upp.md",
            "Välj en vardaglig sak",
            "Breathe in slowly through your nose. Hold your breath for a moment and let your "
            "shoulders drop. Then breathe out through your mouth and feel the tension leave you.",
        ),
    ),
    fault(
        "held-red-bars",
        "The bars of a diagram are told apart by their colour only",
        "ACC012",
        paragraph(
            f"{SLEEP}/modules/vidare.md",
            "Titta på diagrammet",
            "De röda staplarna visar nätter då du sov dåligt.",
        ),
    ),
)

FAULTS: Final = (*_MEDIA, *_ACCESS)
