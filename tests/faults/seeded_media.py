"""Seeded faults in pictures, films, sounds and captions: real bytes, really broken."""

from collections.abc import Callable
from typing import Final

import made_media as made
from seeding import (
    PAIN,
    PROFILE,
    SLEEP,
    STRESS,
    SURGERY,
    TRIAL,
    Change,
    Fault,
    add,
    drop,
    end,
    fault,
    paragraph,
    rename,
    replace,
    rework,
)

_FILM: Final = f"{PAIN}/media/andning.mp4"
_SOUND: Final = f"{PAIN}/media/avslappning.mp3"
_LIST: Final = f"{PAIN}/media/media.yaml"
_CUES: Final = f"{PAIN}/media/andning.sv.vtt"
_GPS: Final = {1: "N", 2: (59.0, 20.0, 0.0), 3: "E", 4: (18.0, 4.0, 0.0)}
_IFD_EXIF, _IFD_GPS = 0x8769, 0x8825
_ARTIST, _OWNER, _SERIAL = 0x013B, 0xA430, 0xA431
_SHORT_CUES: Final = "WEBVTT\n\n00:00:00.500 --> 00:00:04.000\nAndas in.\n"
_SVG: Final = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>\n'


def _put(path: str, make: Callable[[], bytes]) -> Change:
    """Put other bytes in the place of a file's; they are made when they are asked for."""
    return rework(path, lambda _: make())


KINDS: Final[tuple[Fault, ...]] = (
    fault(
        "jpeg-named-png",
        "a picture called .png is a JPEG",
        "MED001",
        _put(f"{STRESS}/media/andetag.png", made.plain),
        rules="E6",
    ),
    fault(
        "webp-named-jpg",
        "a picture saved from the web as .jpg is a WebP",
        "MED001",
        _put(f"{SLEEP}/media/morgon.jpg", lambda: made.plain("WEBP")),
        rules="E6",
    ),
    fault(
        "page-named-jpg",
        "a picture is really the web page that should have held it",
        "MED001",
        _put(f"{SURGERY}/media/hemma.jpg", lambda: b"<!DOCTYPE html><title>404</title>" * 20),
        rules="E6",
    ),
    fault(
        "gif-shown",
        "a picture is a GIF",
        "MED001",
        rename(f"{STRESS}/media/brygga.jpg", "brygga.gif", linked="brygga.gif"),
        _put(f"{STRESS}/media/brygga.gif", lambda: made.plain("GIF")),
        rules="E6",
    ),
    fault(
        "svg-shown",
        "a picture is an SVG",
        "MED001",
        rename(f"{SURGERY}/media/vaska.png", "vaska.svg", linked="vaska.svg"),
        _put(f"{SURGERY}/media/vaska.svg", _SVG.encode),
        rules="E6",
    ),
    fault(
        "m4a-named-mp3",
        "a sound called .mp3 is AAC from a telephone",
        "MED001",
        _put(_SOUND, lambda: made.recording(kind="ipod")),
        rules="E6",
    ),
    fault(
        "wav-named-mp3",
        "a sound called .mp3 is a WAV",
        "MED001",
        _put(_SOUND, lambda: made.recording(kind="wav")),
        rules="E6",
    ),
    fault(
        "sound-named-mp4",
        "a film is replaced by its sound track alone",
        "MED001",
        _put(_FILM, lambda: made.recording(30, kind="ipod")),
        rules="E6",
    ),
    fault(
        "type-no-longer-allowed",
        "the profile no longer allows a type that is used",
        "MED001",
        replace(PROFILE, "types: [mp3, m4a]", "types: [m4a]"),
        path=_SOUND,
        at=1,
        rules="E6",
    ),
    fault(
        "picture-too-heavy",
        "a picture has 620 kB",
        "MED002",
        _put(f"{SURGERY}/media/vaska.png", made.noise),
        rules="E6",
    ),
    fault(
        "pictures-limit-lowered",
        "the profile's limit for pictures is lowered below one picture",
        "MED002",
        replace(PROFILE, "max-kilobytes: 500\n", "max-kilobytes: 120\n"),
        path=f"{STRESS}/media/andetag.png",
        at=1,
        rules="E6",
    ),
    fault(
        "films-limit-lowered",
        "the profile's limit for films is lowered below the film",
        "MED002",
        replace(PROFILE, "max-kilobytes: 20000", "max-kilobytes: 400"),
        path=_FILM,
        at=1,
        rules="E6",
    ),
    fault(
        "picture-too-wide",
        "a photograph comes straight from the camera's 6000 pixels",
        "MED003",
        _put(f"{SLEEP}/media/sovrum.jpg", lambda: made.plain(size=(6000, 3375))),
        rules="E6",
    ),
    fault(
        "picture-too-high",
        "a picture is a scroll of 4000 pixels",
        "MED003",
        _put(f"{PAIN}/media/lagom.png", lambda: made.plain("PNG", (400, 4000))),
        rules="E6",
    ),
    fault(
        "picture-is-bomb",
        "a picture of 50 kB unfolds into 400 million pixels",
        "MED003",
        _put(f"{STRESS}/media/andetag.png", made.bomb),
        rules="E6",
    ),
    fault(
        "film-too-long",
        "a film lasts more than three minutes",
        "MED004",
        _put(_FILM, lambda: made.film(190)),
        rules="E9",
    ),
    fault(
        "film-limit-lowered",
        "the profile's limit for films is lowered to 20 seconds",
        "MED004",
        replace(PROFILE, "max-seconds: 180", "max-seconds: 20"),
        path=_FILM,
        at=1,
        rules="E9",
    ),
    fault(
        "sound-limit-lowered",
        "the profile's limit for sounds is lowered to 30 seconds",
        "MED004",
        replace(PROFILE, "max-seconds: 900", "max-seconds: 30"),
        path=_SOUND,
        at=1,
    ),
)

DAMAGED: Final[tuple[Fault, ...]] = (
    fault(
        "jpeg-cut-in-half",
        "half a JPEG was uploaded",
        "MED005",
        rework(f"{SLEEP}/media/dygnsrytm.jpg", lambda data: data[: len(data) // 2]),
    ),
    fault(
        "jpeg-cut-at-end",
        "the last hundred bytes of a JPEG are missing",
        "MED005",
        rework(f"{TRIAL}/media/luftballong.jpg", lambda data: data[:-100]),
    ),
    fault(
        "jpeg-empty",
        "a picture was synchronised as an empty file",
        "MED005",
        _put(f"{SURGERY}/media/entre.jpg", bytes),
    ),
    fault(
        "png-cut-in-half",
        "half a PNG was uploaded",
        "MED005",
        rework(f"{PAIN}/media/lagom.png", lambda data: data[: len(data) // 2]),
    ),
    fault(
        "png-without-end",
        "a PNG's last chunk is missing",
        "MED005",
        rework(f"{STRESS}/media/andetag.png", lambda data: data[:-12]),
    ),
    fault(
        "png-chunk-broken",
        "one byte of a PNG's pixels is wrong",
        "MED005",
        rework(f"{SURGERY}/media/vaska.png", made.with_broken_chunk),
    ),
    fault(
        "png-checksum-broken",
        "one byte of a PNG's checksum is wrong",
        "MED005",
        rework(f"{PAIN}/media/lagom.png", made.with_broken_checksum),
    ),
    fault(
        "webp-cut-in-half",
        "half a WebP was uploaded",
        "MED005",
        rework(f"{PAIN}/media/hav.webp", lambda data: data[: len(data) // 2]),
    ),
    fault(
        "film-cut-in-half",
        "half a film was uploaded",
        "MED005",
        rework(_FILM, lambda data: data[: len(data) // 2]),
    ),
    fault(
        "film-cut-at-end",
        "the last hundred bytes of a film are missing",
        "MED005",
        rework(_FILM, lambda data: data[:-100]),
    ),
    fault(
        "sound-cut-in-half",
        "half a sound was uploaded",
        "MED005",
        rework(_SOUND, lambda data: data[: len(data) // 2]),
    ),
    fault(
        "jpeg-with-archive",
        "a ZIP file hides behind a JPEG",
        "MED005",
        end(f"{SLEEP}/media/dagbok.jpg", made.archive()),
    ),
    fault(
        "png-with-archive",
        "a ZIP file hides behind a PNG",
        "MED005",
        end(f"{STRESS}/media/andetag.png", made.archive()),
    ),
    fault(
        "webp-with-page",
        "a web page hides behind a WebP",
        "MED005",
        end(f"{PAIN}/media/vagor.webp", b"<script>alert(1)</script>"),
    ),
    fault(
        "film-with-archive", "a ZIP file hides behind a film", "MED005", end(_FILM, made.archive())
    ),
)

UNSHOWABLE: Final[tuple[Fault, ...]] = (
    fault(
        "webp-animated",
        "a WebP moves",
        "MED006",
        _put(f"{PAIN}/media/hav.webp", lambda: made.animated("WEBP")),
    ),
    fault(
        "png-animated",
        "a PNG moves",
        "MED006",
        _put(f"{SURGERY}/media/vaska.png", lambda: made.animated("PNG")),
    ),
    fault(
        "jpeg-in-cmyk",
        "a picture comes from a printer's studio, in CMYK",
        "MED007",
        rework(f"{PAIN}/media/stig.jpg", made.in_cmyk),
    ),
    fault(
        "jpeg-in-cmyk-again",
        "another picture is saved in CMYK",
        "MED007",
        rework(f"{SURGERY}/media/entre.jpg", made.in_cmyk),
    ),
    fault(
        "photograph-with-position",
        "a photograph tells where it was taken",
        "MED008",
        rework(f"{SLEEP}/media/sovrum.jpg", lambda data: made.with_exif(data, _GPS, _IFD_GPS)),
    ),
    fault(
        "photograph-with-photographer",
        "a photograph names its photographer",
        "MED008",
        rework(
            f"{STRESS}/media/brygga.jpg",
            lambda data: made.with_exif(data, {_ARTIST: "Maja Påhittad"}),
        ),
    ),
    fault(
        "photograph-with-owner",
        "a photograph names the camera's owner",
        "MED008",
        rework(
            f"{SURGERY}/media/hemma.jpg",
            lambda data: made.with_exif(data, {_OWNER: "Maja Påhittad"}, _IFD_EXIF),
        ),
    ),
    fault(
        "photograph-with-serial",
        "a photograph holds the camera's serial number",
        "MED008",
        rework(
            f"{TRIAL}/media/luftballong.jpg",
            lambda data: made.with_exif(data, {_SERIAL: "0042-17"}, _IFD_EXIF),
        ),
    ),
    fault(
        "png-with-author",
        "a PNG names its author",
        "MED008",
        rework(f"{PAIN}/media/lagom.png", made.with_author),
    ),
    fault(
        "film-with-position",
        "a film tells where it was shot",
        "MED008",
        rework(
            _FILM,
            lambda data: made.repacked(
                data, streamable=True, tags={"location": "+59.3333+018.0667/"}
            ),
        ),
    ),
    fault(
        "film-in-hevc",
        "a film from a telephone is in HEVC",
        "MED009",
        _put(_FILM, lambda: made.film(codec="libx265")),
    ),
    fault(
        "film-in-mpeg4",
        "an old film is in MPEG-4 part 2",
        "MED009",
        _put(_FILM, lambda: made.film(codec="mpeg4")),
    ),
    fault(
        "film-with-ac3",
        "a film's sound is in AC-3",
        "MED009",
        _put(_FILM, lambda: made.film(sound="ac3")),
    ),
    fault(
        "film-in-444",
        "a film is exported with colours that browsers cannot show",
        "MED009",
        _put(_FILM, lambda: made.film(pixels="yuv444p")),
    ),
    fault(
        "film-high-bitrate",
        "a film has seven megabits a second",
        "MED010",
        _put(_FILM, lambda: made.film(6, kind="noise")),
        _put(_CUES, _SHORT_CUES.encode),
    ),
    fault(
        "sound-high-bitrate",
        "a voice is saved with the highest bit rate there is",
        "MED010",
        _put(_SOUND, lambda: made.recording(20, bits=320_000)),
    ),
    fault(
        "sound-silent",
        "the microphone was off",
        "MED011",
        _put(_SOUND, lambda: made.recording(loudness=0)),
    ),
    fault(
        "film-silent",
        "a film's sound track is silent",
        "MED011",
        _put(_FILM, lambda: made.film(loudness=0)),
    ),
    fault(
        "film-not-streamable",
        "a film's index stands last",
        "MED012",
        rework(_FILM, lambda data: made.repacked(data, streamable=False)),
    ),
)

WORDS_TO_MEDIA: Final[tuple[Fault, ...]] = (
    fault(
        "captions-without-first-word",
        "the word WEBVTT is missing",
        "MED013",
        drop(_CUES, "WEBVTT", 2),
        at=1,
        rules="E8",
    ),
    fault(
        "captions-with-comma",
        "the times are written with a comma, as in SRT",
        "MED013",
        replace(_CUES, "00:00:11.500 --> 00:00:14.800", "00:00:11,500 --> 00:00:14,800"),
        rules="E8",
    ),
    fault(
        "captions-without-blank-line",
        "there is no blank line between two cues",
        "MED013",
        replace(_CUES, "Andas ut.\n\n00:00:11", "Andas ut.\n00:00:11"),
        rules="E8",
    ),
    fault(
        "captions-short-arrow",
        "an arrow lacks a hyphen",
        "MED013",
        replace(_CUES, "00:00:15.000 --> 00:00:19.300", "00:00:15.000 -> 00:00:19.300"),
        rules="E8",
    ),
    fault(
        "captions-without-thousandths",
        "a time lacks its thousandths",
        "MED013",
        replace(_CUES, "00:00:19.500 -->", "00:00:19 -->"),
        rules="E8",
    ),
    fault(
        "captions-end-before-start",
        "a cue ends before it begins",
        "MED014",
        replace(_CUES, "00:00:15.000 --> 00:00:19.300", "00:00:19.300 --> 00:00:15.000"),
        rules="E8",
    ),
    fault(
        "captions-overlap",
        "a cue begins before the one before it has ended",
        "MED014",
        replace(_CUES, "00:00:11.500 -->", "00:00:10.500 -->"),
        rules="E8",
    ),
    fault(
        "captions-past-the-end",
        "a cue is shown after the film's end",
        "MED014",
        end(_CUES, b"\n00:00:41.000 --> 00:00:43.000\nTack.\n"),
        at="00:00:41",
        rules="E8",
    ),
    fault(
        "captions-key-dropped",
        "the film's captions are left out of media.yaml",
        "MED015",
        drop(_LIST, "    captions:"),
        at="- id: andning-film",
        rules="E8",
    ),
    fault(
        "film-new-without-captions",
        "a new film has no captions",
        "MED015",
        end(
            f"{STRESS}/media/media.yaml",
            b"  - id: andas\n    file: andas.mp4\n    language: sv\n    transcript: andas.md\n"
            + "    rights: {holder: Norrviks enhet för digital vård, licence: CC0-1.0}\n".encode(),
        ),
        add(f"{STRESS}/media/andas.mp4", made.the_film()),
        add(f"{STRESS}/media/andas.md", "# Andas\n\nEn röst säger: Andas in. Andas ut.\n"),
        paragraph(
            f"{STRESS}/modules/aterhamtning.md",
            "Återhämtning är allt",
            "![En cirkel växer och krymper i takt med lugna andetag.](../media/andas.mp4)",
        ),
        rules="E8",
    ),
    fault(
        "film-without-transcript",
        "the film's transcript is left out of media.yaml",
        "MED016",
        drop(_LIST, "    transcript: andning.md"),
        at="- id: andning-film",
        rules="E8",
    ),
    fault(
        "sound-without-transcript",
        "the sound's transcript is left out of media.yaml",
        "MED016",
        drop(_LIST, "    transcript: avslappning.md"),
        at="- id: avslappning",
        rules="E8",
    ),
)

FAULTS: Final = (*KINDS, *DAMAGED, *UNSHOWABLE, *WORDS_TO_MEDIA)
