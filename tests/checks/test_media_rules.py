"""MED: each fault of a medium is one finding, where it stands, with its mending where certain."""

import re
from collections.abc import Mapping
from typing import Any

import base
import pytest
from recorded import box, exif, film, photograph, picture, real, stream, with_user_data

from builder.checks import Finding, Severity
from builder.checks.media import RULES
from builder.problem import Edits, Rework, Work

LIST = "media/media.yaml"
WORDS = "# I ord\n\nEn ton hörs.\n"
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:00.400\nEn ton.\n"
RIGHTS = "rights: {holder: Provenheten, licence: CC0-1.0}"
GPS = {1: "N", 2: (59.0, 19.0, 45.0), 3: "E", 4: (18.0, 4.0, 7.0)}


def entry(file: str, **keys: str) -> str:
    keys = {"id": file.split(".", maxsplit=1)[0], "file": file, **keys}
    return (
        "".join(
            f"  {'-' if n == 0 else ' '} {key}: {value}\n"
            for n, (key, value) in enumerate(keys.items())
        )
        + f"    {RIGHTS}\n"
    )


def library(name: str, data: bytes | str, **keys: str) -> dict[str, str | bytes | None]:
    """Return the small library with one more medium, which is shown and listed."""
    keys = keys or {"transcript": "ord.md", "language": "sv"}
    return {
        "modules/start.md": f"# Start {{#start}}\n\n![En ton hörs.](../media/{name})\n",
        LIST: base.MEDIA_LIST + entry(name, **keys),
        f"media/{name}": data,
        **({"media/ord.md": WORDS} if "transcript" in keys else {}),
        **({"media/ton.vtt": CAPTIONS} if "captions" in keys else {}),
    }


FILM = {"transcript": "ord.md", "captions": "ton.vtt", "language": "sv"}


def found(changes: Mapping[str, str | bytes | None]) -> list[Finding]:
    return base.findings(changes)


def one(changes: Mapping[str, str | bytes | None]) -> Finding:
    (finding,) = found(changes)
    return finding


def test_what_is_right_has_no_finding() -> None:
    assert found(library("ton.mp4", film(), **FILM)) == []
    assert found(library("ton.mp3", real()["mp3"])) == []
    assert found(library("ton.m4a", real()["m4a"])) == []
    for name in ("jpg", "png", "webp"):
        data = real()["jpeg" if name == "jpg" else name]
        assert found(library(f"ton.{name}", data, id="ton")) == []


LAST = stream("mp4", "libx264", "aac")
PLACE = box(b"\xa9xyz", b"\0\x12\x15\xc7+59.3293+018.0686/")
WIDE = base.picture("JPEG", (2600, 20))


@pytest.mark.parametrize(
    ("name", "data", "code", "said", "work"),
    [
        ("a.png", real()["jpeg"][:-40], "MED001", "the name ends with .png but the file is JPEG", None),
        ("a.jpg", b"text", "MED001", "the file is not a picture that can be read", None),
        ("a.jpg", picture("GIF"), "MED001", "the picture is of the type GIF, which is not used", None),
        ("a.jpg", real()["jpeg"][:-40], "MED005", "the end of the file is missing: fetch it or export it again", None),
        ("a.png", real()["png"][:60], "MED005", "the end of the file is missing: fetch it or export it again", None),
        ("a.png", real()["png"] + b"PK\3\4", "MED005", "4 bytes that are never shown follow after the end of the file", Work.STRIP),
        ("a.jpg", real()["jpeg"] * 2, "MED005", "a second picture of 653 bytes, which is never shown, follows after the first", Work.STRIP),
        ("a.mp4", film()[:-100], "MED005", "the end of the file is missing: fetch it or export it again", None),
        ("a.mp4", LAST[:-100], "MED005", "the end of the file is missing: fetch it or export it again", None),
        ("a.mp3", real()["mp3"][:-100], "MED005", "the end of the file is missing: fetch it or export it again", None),
        ("a.m4a", real()["m4a"] + b"x", "MED005", "1 byte that is never shown follows after the end of the file", Work.STRIP),
        ("a.png", picture("PNG", frames=2, exif=exif(artist="A")), "MED006", "the picture moves: use a still picture or a film", None),
        ("a.webp", picture("WEBP", frames=2), "MED006", "the picture moves: use a still picture or a film", None),
        ("a.jpg", picture("JPEG", mode="CMYK"), "MED007", "the colours are stored for print (CMYK): export the picture for screens (RGB)", None),
        ("a.jpg", picture("JPEG", exif=exif(gps=GPS, artist="Anna")), "MED008", "the file tells where it was made (GPS, Artist)", Work.STRIP),
        ("a.webp", picture("WEBP", exif=exif(artist="Anna")), "MED008", "the file names a person (Artist)", Work.STRIP),
        ("a.png", picture("PNG", exif=exif(body="123")), "MED008", "the file tells which camera or telephone made it (BodySerialNumber)", Work.STRIP),
        ("a.jpg", picture("JPEG", exif=exif(note=b"note")), "MED008", "the file holds the camera maker's own, unreadable notes (MakerNote)", Work.STRIP),
        ("a.jpg", WIDE, "MED003", "the picture is 2600 × 20 pixels; at most 2400 on a side", Work.SHRINK),
        ("a.jpg", photograph(size=(900, 900), quality=100), "MED002", None, Work.SHRINK),
        ("a.mp4", LAST, "MED012", "it cannot begin before all of it is fetched: the index stands last", Work.STREAM),
        ("a.m4a", stream("ipod", "aac"), "MED012", "it cannot begin before all of it is fetched: the index stands last", Work.STREAM),
        ("a.mp4", stream("mp4", "mpeg4", "aac"), "MED009", "the picture is coded as MPEG4, which many browsers cannot show: export the film as H.264", None),
        ("a.m4a", stream("ipod", "alac"), "MED009", "the sound is coded as ALAC, which many browsers cannot play: export it as AAC", None),
        ("a.mp4", film(loudness=0), "MED011", "nothing is heard from beginning to end", None),
        ("a.mp3", stream("mp3", "mp3", loudness=0), "MED011", "nothing is heard from beginning to end", None),
    ],
)  # fmt: skip
def test_one_fault_is_one_finding(
    name: str, data: bytes, code: str, said: str | None, work: Work | None
) -> None:
    keys = FILM if name.endswith(".mp4") else {}
    keys = keys or ({"id": "a"} if name[-3:] in {"jpg", "png", "ebp"} else {})
    finding = one(library(name, data, **keys))
    path = f"{base.MOMENT}/media/{name}"
    assert (finding.code, finding.span.path, finding.span.line) == (code, path, 1)
    assert said is None or str(finding.message) == said
    assert finding.fix == (Rework(path, work) if work else None)


def test_a_film_that_tells_its_place_is_also_not_streamable() -> None:
    codes = [one.code for one in found(library("a.mp4", with_user_data(LAST, PLACE), **FILM))]
    assert codes == ["MED008", "MED012"]


def test_types_that_are_not_used() -> None:
    changes = library("a.jpg", real()["jpeg"], id="a")
    text = base.PROFILE.replace("[jpeg, png, webp]", "[png]")
    finding = one({**changes, "content/profile.yaml": text})
    assert (finding.code, str(finding.message)) == (
        "MED001",
        "files of the type jpeg are not used here: png",
    )
    assert "MED001" in {one.code for one in found({"media/a.mov": b"x"})}


def test_a_file_too_large_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from builder.content import moment

    monkeypatch.setattr(moment, "MAX_MEDIA_BYTES", 600)
    finding = one(library("a.jpg", real()["jpeg"], id="a"))
    assert str(finding.message) == "the file is too large to be read: 653 bytes"


def test_a_file_whose_name_must_change_is_looked_at_again_then() -> None:
    codes_ = {one.code for one in found({"media/A B.png": b"x"})}
    assert "NAM001" in codes_
    assert "MED001" not in codes_


def test_without_a_profile_there_are_no_limits() -> None:
    codes_ = {
        one.code for one in found({**library("a.jpg", WIDE, id="a"), "content/profile.yaml": None})
    }
    assert "MED003" not in codes_


def test_findings_never_show_what_the_metadata_say() -> None:
    finding = one(library("a.jpg", picture("JPEG", exif=exif(artist="Anna Ek")), id="a"))
    assert "Anna" not in str(finding.message)


def test_warnings() -> None:
    severities = {rule.code: rule.severity for rule in RULES}
    assert {code for code, severity in severities.items() if severity is Severity.WARNING} == {
        *("MED004", "MED010", "MED011")
    }
    assert [rule.code for rule in RULES] == [f"MED{n:03}" for n in range(1, 17)]


def test_a_film_that_is_too_long() -> None:
    short = {"content/profile.yaml": base.PROFILE.replace("max-seconds: 180", "max-seconds: 1")}
    data = film(seconds=2)
    finding = one({**library("a.mp4", data, **FILM), **short})
    assert (finding.code, finding.severity) == ("MED004", Severity.WARNING)
    assert str(finding.message) == "it lasts 2 seconds; at most 1"


@pytest.mark.parametrize(
    ("limits", "codes"),
    [
        ("max-seconds: 180", []),
        ("max-seconds: 180, max-kilobits: 40", ["MED010"]),
        ("max-seconds: 180, max-kilobits: 4000", []),
    ],
)
def test_how_much_of_the_network_a_film_needs(limits: str, codes: list[str]) -> None:
    text = base.PROFILE.replace("max-seconds: 180", limits)
    changes = {**library("a.mp4", film(seconds=2), **FILM), "content/profile.yaml": text}
    assert [one.code for one in found(changes)] == codes
    larger = text.replace("max-kilobytes: 20000", "max-kilobytes: 1")
    assert [one.code for one in found({**changes, "content/profile.yaml": larger})] == ["MED002"]


def test_the_limits_are_ours_where_nothing_is_said() -> None:
    library_, _ = base.read()
    assert library_.profile
    assert library_.profile.media.films.max_kilobits == 4000
    assert library_.profile.media.sounds.max_kilobits == 256


# What stands in the list of media


def listed(name: str, data: bytes, **keys: str) -> list[tuple[str, int, str]]:
    changes = library(name, data, **keys)
    return [(one.code, one.span.line, str(one.message)) for one in found(changes)]


SOUND = {"language": "sv"}


@pytest.mark.parametrize(
    ("name", "data", "keys", "expected"),
    [
        ("a.mp4", film(), {**SOUND, "transcript": "ord.md"}, [("MED015", 4, "the film “a.mp4” has sound but no captions")]),
        ("a.mp4", film(), {**SOUND, "captions": "ton.vtt"}, [("MED016", 4, "the film “a.mp4” has neither a transcript nor an audio description")]),
        ("a.mp4", film(), {**SOUND, "captions": "ton.vtt", "audio-description": "En ton."}, []),
        ("a.mp4", stream("mp4", "libx264", movflags="+faststart"), {**SOUND, "transcript": "ord.md"}, []),
        ("a.mp4", stream("mp4", "libx264", movflags="+faststart"), SOUND, [("MED016", 4, "the film “a.mp4” has neither a transcript nor an audio description")]),
        ("a.mp3", real()["mp3"], SOUND, [("MED016", 4, "the sound “a.mp3” has no transcript")]),
        ("a.mp3", real()["mp3"], {**SOUND, "audio-description": "En ton."}, [("MED016", 4, "the sound “a.mp3” has no transcript")]),
        ("a.mp3", stream("mp3", "mp3", loudness=0), SOUND, [("MED011", 1, "nothing is heard from beginning to end")]),
        ("a.mp4", film()[:-9], SOUND, [("MED005", 1, "the end of the file is missing: fetch it or export it again")]),
    ],
)  # fmt: skip
def test_what_films_and_sounds_need(
    name: str, data: bytes, keys: dict[str, str], expected: list[Any]
) -> None:
    assert listed(name, data, **keys) == expected


def test_a_film_without_anything_lacks_two_things() -> None:
    assert [code for code, *_ in listed("a.mp4", film(), **SOUND)] == ["MED015", "MED016"]


def test_nothing_is_said_where_the_list_cannot_be_read() -> None:
    changes = library("a.mp4", film(), **SOUND)
    changes[LIST] = f"{changes[LIST]}   - oj: [\n"
    assert not {one.code for one in found(changes)} & {"MED015", "MED016"}


def test_what_is_missing_altogether_is_another_rules_business() -> None:
    changes = library("a.mp4", film(), **SOUND)
    changes["media/a.mp4"] = None
    assert {one.code for one in found(changes)} <= {"REF003", "REF007"}


# Captions


def captions(text: str, data: bytes | None = None) -> list[Finding]:
    changes = library("a.mp4", data or film(), **FILM)
    return found({**changes, "media/ton.vtt": text})


def test_a_fault_in_captions_stands_at_its_line_and_is_mended() -> None:
    (finding,) = captions("WEBVTT\n\n00:00,000 --> 00:00.400\nEn ton.\n")
    assert (finding.code, str(finding.span)) == ("MED013", f"{base.MOMENT}/media/ton.vtt:3:1")
    assert isinstance(finding.fix, Edits)
    ((edit),) = finding.fix.edits
    assert (edit.text, edit.span) == ("00:00.000 --> 00:00.400", finding.span)


def test_captions_that_are_saved_on_another_system() -> None:
    (finding,) = captions("\ufeffWEBVTT\r\n\r\n00:00.000 --> 00:00.400\r\nEn & ton.\r\n")
    assert (finding.code, finding.span.line, finding.span.column) == ("MED013", 4, 4)


@pytest.mark.parametrize(
    ("cues", "lines"),
    [
        ([(0, 0.2), (0.2, 0.4)], []),
        ([(0, 0.2), (0.1, 0.4)], [6]),
        ([(0.2, 0.2)], [3]),
        ([(0.3, 0.4), (0.1, 0.2)], [6]),
        ([(0, 1.0)], []),
        ([(0, 1.2)], [3]),
        ([(0, 0.4), (2, 3), (3, 4)], [6]),
    ],
)
def test_when_cues_are_shown(cues: list[tuple[float, float]], lines: list[int]) -> None:
    text = "WEBVTT\n" + "".join(
        f"\n00:{start:06.3f} --> 00:{end:06.3f}\nOrd.\n" for start, end in cues
    )
    assert [(one.code, one.span.line) for one in captions(text)] == [("MED014", n) for n in lines]


def test_captions_of_a_damaged_film_are_not_held_against_its_length() -> None:
    found_ = captions("WEBVTT\n\n00:00.000 --> 00:20.000\nOrd.\n", film()[:-9])
    assert [one.code for one in found_] == ["MED005"]


def test_captions_that_no_film_uses_are_read_all_the_same() -> None:
    changes = {"media/a.vtt": "WEBVTT\n\nHej\n"}
    assert "MED013" in {one.code for one in found(changes)}


_EXAMPLE = re.compile(r"^(Bad|Good), in a captions file:\n\n((?:    .*\n|\n)+)", re.MULTILINE)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_examples_of_captions(rule: Any) -> None:
    examples = dict(_EXAMPLE.findall(rule.manual + "\n"))
    assert bool(examples) == (rule.code in {"MED013", "MED014"})
    for kind, text in examples.items():
        plain = re.sub(r"^    ", "", text, flags=re.MULTILINE).strip("\n") + "\n"
        codes = {one.code for one in captions(plain, film(seconds=9))}
        assert codes == ({rule.code} if kind == "Bad" else set())
