"""Pictures, films and sounds that are alike and that are not: measured on those of the content."""

import io
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import recorded
from PIL import Image, ImageDraw, ImageEnhance, ImageFont, ImageOps
from retold import film_again, sound_again

from builder.changes import Change, Files, Kind
from builder.changes.media import NO_FILES, compare_media
from builder.manifest import digest
from builder.media.likeness import SPOT, picture_likeness, stream_likeness
from builder.package import PackedMedium

CONTENT = Path(__file__).parent.parent.parent / "content/moments"
CHOSEN = ("andetag.png", "dygnsrytm.jpg", "lampa.webp", "lagom.png", "vagor.webp")
"""A drawing that is almost its own mirror image, a photograph, a small one, signs, and a wide one."""
PICTURES = sorted(path for path in CONTENT.glob("*/*/media/*") if path.name in CHOSEN)
FILM = CONTENT / "sodervik/leva-med-smarta/media/andning.mp4"
SOUND = CONTENT / "sodervik/leva-med-smarta/media/avslappning.mp3"
each_picture = pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)


def saved(picture: Any, kind: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


@cache
def opened(path: Path) -> Any:
    return Image.open(path).convert("RGB")


def scaled(picture: Any, share: float) -> Any:
    size = round(picture.width * share), round(picture.height * share)
    return picture.resize(size, Image.Resampling.BICUBIC)


def inscribed(picture: Any, text: str, share: float) -> Any:
    """Return a picture with a dark text on a light plate, so high a share of it."""
    drawn = picture.copy()
    draw, size = ImageDraw.Draw(drawn), picture.height * share
    at = picture.width // 3, picture.height // 3
    font = ImageFont.load_default(size)
    draw.rectangle(draw.textbbox(at, "8888", font=font), fill="white")
    draw.text(at, text, font=font, fill="black")
    return drawn


# What is done to a picture, and the most that any of the 15 of the content then differed, of 255
ALIKE: dict[str, tuple[Callable[[Any], bytes], int]] = {
    "png": (saved, 0),
    "jpeg, best": (lambda one: saved(one, "JPEG", quality=90), 13),
    "jpeg, middling": (lambda one: saved(one, "JPEG", quality=70), 17),
    "jpeg, poor": (lambda one: saved(one, "JPEG", quality=40), 22),
    "webp": (lambda one: saved(one, "WEBP", quality=60), 19),
    "smaller": (lambda one: saved(scaled(one, 0.6), "JPEG", quality=85), 27),
    "larger": (lambda one: saved(scaled(one, 1.5), "JPEG", quality=85), 8),
    "lighter": (lambda one: saved(ImageEnhance.Brightness(one).enhance(1.08)), 19),
    "darker": (lambda one: saved(ImageEnhance.Brightness(one).enhance(0.93)), 2),
    "harder": (lambda one: saved(ImageEnhance.Contrast(one).enhance(1.1)), 13),
}
UNALIKE: dict[str, Callable[[Any], Any]] = {
    "mirrored": ImageOps.mirror,
    "upside down": ImageOps.flip,
    "turned": lambda one: one.transpose(Image.Transpose.ROTATE_90),
    "half of it": lambda one: one.crop((0, 0, one.width // 2, one.height)),
    "a part of it": lambda one: one.crop((0, 0, one.width // 2, one.height // 2)).resize(one.size),
    "nearer": lambda one: ImageOps.crop(one, one.width // 20).resize(one.size),
    "in grey": lambda one: one.convert("L"),
    "a number on it": lambda one: inscribed(one, "112", 0.2),
    "negative": ImageOps.invert,
    "far fewer pixels": lambda one: scaled(one, 0.2),
    "much darker": lambda one: ImageEnhance.Brightness(one).enhance(0.5),
}


@each_picture
def test_a_picture_that_is_only_saved_anew_is_alike(path: Path) -> None:
    for name, (change, most) in ALIKE.items():
        found = picture_likeness(path.read_bytes(), change(opened(path)))
        assert found.is_alike, (name, found)
        assert found.distance <= most < SPOT, name


@each_picture
def test_a_picture_that_shows_something_else_is_not(path: Path) -> None:
    for name, change in UNALIKE.items():
        found = picture_likeness(path.read_bytes(), saved(change(opened(path))))
        assert not found.is_alike, (name, found)


def test_another_picture_is_another() -> None:
    for one, other in pairwise(PICTURES):
        assert not picture_likeness(one.read_bytes(), other.read_bytes()).is_alike


@each_picture
def test_a_digit_that_changes_is_seen(path: Path) -> None:
    """A digit of 30 pixels where the picture is 1200 wide."""
    picture = opened(path)
    share = picture.width / 40 / picture.height
    before, after = (saved(inscribed(picture, text, share)) for text in ("5 mg", "8 mg"))
    found = picture_likeness(before, after)
    assert not found.is_alike, found
    anew = saved(inscribed(picture, "5 mg", share), "JPEG", quality=80)
    assert picture_likeness(before, anew).is_alike


def test_what_is_decorated_otherwise_but_looks_the_same_is_alike() -> None:
    photograph = Image.open(PICTURES[0]).convert("RGB")
    upright = saved(photograph)
    turned = photograph.transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6  # it is to be shown turned a quarter clockwise
    assert picture_likeness(upright, saved(turned, "JPEG", quality=90, exif=exif)).is_alike
    glass = photograph.convert("RGBA")
    assert picture_likeness(upright, saved(glass)).is_alike


@pytest.mark.parametrize(
    "data",
    [b"", b"x", recorded.real()["mp4"], recorded.picture("WEBP", 3), recorded.photograph()[:900]],
    ids=["nothing", "no picture", "a film", "one that moves", "cut"],
)
def test_what_cannot_be_read_is_unalike_even_to_itself(data: bytes) -> None:
    whole = recorded.photograph()
    for old, new in ((data, whole), (whole, data), (data, data)):
        assert not picture_likeness(old, new).is_alike
    assert picture_likeness(whole, whole).is_alike


def test_a_bomb_is_not_opened() -> None:
    bomb = saved(Image.new("1", (20000, 20000)))
    assert len(bomb) < 200_000
    assert not picture_likeness(bomb, bomb).is_alike


@cache
def first_film() -> bytes:
    """Return the first seconds of the film of the content."""
    return film_again(FILM.read_bytes(), share=0.5, until=6.0)


def film(name: str) -> bytes:
    """Return the film coded anew, with something done to its pictures or its length."""
    done: dict[str, dict[str, Any]] = {
        "anew": {},
        "coarse and small": {"quality": "34", "share": 0.5},
        "mirrored": {"draw": lambda picture, _: ImageOps.mirror(picture)},
        "a text for a second": {
            "draw": lambda picture, at: inscribed(picture, "112", 0.2) if 3 < at < 4 else picture
        },
        "cut": {"until": 4.0},
    }
    return film_again(first_film(), **done[name])


@pytest.mark.parametrize(
    ("name", "alike"),
    [("anew", True), ("coarse and small", True), ("mirrored", False), ("a text for a second", False), ("cut", False)],
)  # fmt: skip
def test_films(name: str, alike: bool) -> None:
    found = stream_likeness(first_film(), film(name))
    assert found.is_alike is alike, found


@cache
def first_sound() -> bytes:
    """Return the first seconds of the sound of the content."""
    return sound_again(SOUND.read_bytes(), until=12.0)


SOUNDS: list[tuple[str, dict[str, Any], bool]] = [
    ("coarse", {"bits": 24000}, True),
    ("in another container", {"coding": ("ipod", "aac")}, True),
    ("at another rate", {"rate": 44100}, True),
    ("louder", {"gain": 1.5}, True),
    ("something is silenced", {"silent": (5.0, 5.6)}, False),
    ("cut", {"until": 9.0}, False),
]


@pytest.mark.parametrize(("name", "done", "alike"), SOUNDS, ids=[one[0] for one in SOUNDS])
def test_sounds(name: str, done: dict[str, Any], alike: bool) -> None:
    found = stream_likeness(first_sound(), sound_again(first_sound(), **done))
    assert found.is_alike is alike, found


def test_films_and_sounds_of_other_kinds_or_that_cannot_be_read_are_unalike() -> None:
    real = recorded.real()
    silent = recorded.stream("mp4", "libx264")
    pairs = [(real["mp4"], silent), (real["mp4"], real["m4a"]), (real["mp3"], b""), (b"x", b"x")]
    for old, new in pairs:
        assert not stream_likeness(old, new).is_alike
        assert not stream_likeness(new, old).is_alike
    assert stream_likeness(real["mp4"], real["mp4"]).is_alike
    assert stream_likeness(real["mp3"], real["m4a"]).is_alike


# ---------------------------------------------------------------------------- what is told of it


def medium(
    data: bytes, mime: str = "image/png", kind: str = "picture", **more: Any
) -> PackedMedium:
    blob = {"sha256": digest(data), "length": len(data)}
    rights = {"holder": "A", "licence": "CC0-1.0"}
    return PackedMedium.model_validate(
        {"id": "rum", "kind": kind, "type": mime, "file": blob, "rights": rights, **more},
        context="wire",
    )


def told(old: PackedMedium, new: PackedMedium, *data: bytes) -> list[Change]:
    read = {digest(one): one for one in data}.get
    return list(compare_media(old, new, ("medium", "rum"), Files(read, read)))


def test_a_file_that_was_replaced_is_told_by_type_and_size() -> None:
    old, new = recorded.photograph(), recorded.photograph("PNG", (200, 150))
    (change,) = told(medium(old, "image/jpeg"), medium(new), old, new)
    assert change.kind is Kind.MEDIUM_REPLACED
    assert change.key == f"{digest(old)} {digest(new)}"
    assert change.old.startswith("JPEG, 400 × 300, ")
    assert change.new.startswith("PNG, 200 × 150, ")


def test_a_file_that_is_alike_asks_nobody_and_one_that_cannot_be_had_does() -> None:
    old = saved(opened(PICTURES[0]))
    new = saved(opened(PICTURES[0]), "JPEG", quality=80)
    pair = medium(old), medium(new, "image/jpeg")
    assert [change.kind for change in told(*pair, old, new)] == [Kind.MEDIUM_ALIKE]
    for some in ((), (old,), (new,)):
        assert [change.kind for change in told(*pair, *some)] == [Kind.MEDIUM_REPLACED]
    assert [one.kind for one in compare_media(*pair, ("medium", "rum"), NO_FILES)] == [
        Kind.MEDIUM_REPLACED
    ]


FIRST = b"WEBVTT\n\n00:00.000 --> 00:01.000\nTa en tablett.\n"
SECOND = b"WEBVTT\n\n00:00.000 --> 00:01.000\nTa inte en tablett.\n"


def captioned(text: bytes | None, **more: Any) -> PackedMedium:
    blob = {"captions": {"sha256": digest(text), "length": len(text)}} if text else {}
    return medium(b"film", "video/mp4", "film", **blob, **more)


def test_captions_are_compared_by_what_they_say() -> None:
    (change,) = told(captioned(FIRST), captioned(SECOND), FIRST, SECOND)
    assert change.kind is Kind.NEGATION_CHANGED
    for one, other in ((FIRST, None), (None, FIRST), (FIRST, SECOND)):
        (change,) = told(captioned(one), captioned(other))
        assert change.kind is Kind.MEDIUM_TEXT_CHANGED
    assert told(captioned(FIRST), captioned(FIRST)) == []


DETAILS = [
    ({"decorative": True}, Kind.MEDIUM_TEXT_CHANGED, ("false", "true")),
    ({"language": "en"}, Kind.MEDIUM_DETAILS_CHANGED, ("", "en")),
    ({"rights": {"holder": "B", "licence": "CC0-1.0"}}, Kind.MEDIUM_DETAILS_CHANGED,
     ("holder: A, licence: CC0-1.0", "holder: B, licence: CC0-1.0")),
]  # fmt: skip


@pytest.mark.parametrize(("more", "kind", "values"), DETAILS)
def test_details_are_told_one_by_one(
    more: dict[str, Any], kind: Kind, values: tuple[str, str]
) -> None:
    (change,) = told(medium(b"x"), medium(b"x", **more))
    assert (change.kind, (change.old, change.new)) == (kind, values)
    (back,) = told(medium(b"x", **more), medium(b"x"))
    assert (back.kind, (back.new, back.old)) == (kind, values)


def test_what_is_only_seen_is_a_text_that_is_read() -> None:
    old, new = (medium(b"x", **{"audio-description": text}) for text in ("Två glas.", "Tre glas."))
    assert {change.kind for change in told(old, new)} == {Kind.NUMBER_CHANGED}
