"""Draw, film and record the media of the demo content.

Everything the demo moments show is made here, from nothing but shapes, sines and a speech
synthesiser, so the whole of it may be given away (CC0-1.0). Run it with the project's Python:

    .venv/bin/python tests/demo/media.py            # everything
    .venv/bin/python tests/demo/media.py stig.jpg   # only what is named

Pictures need Pillow; film and sound need PyAV and `espeak-ng` with its Swedish voice.
The same versions of these give the same bytes.
"""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
import wave
from array import array
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import av
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from av.audio.stream import AudioStream
    from av.container import OutputContainer

Point: TypeAlias = "tuple[float, float]"
Box: TypeAlias = "tuple[float, float, float, float]"
Stops: TypeAlias = "Sequence[tuple[float, str]]"
Paint: TypeAlias = "str | Stops"

MOMENTS = Path(__file__).parents[2] / "content" / "moments"
ESPEAK = "/usr/bin/espeak-ng"

# One palette: deep blue-green, sand, a warm coral accent, off-white.
INK = "#0c2a33"
DEEP = "#123f4a"
TEAL = "#1f5d67"
SEA = "#3d8087"
MIST = "#8dbab5"
FOAM = "#cfe3dc"
CREAM = "#fbf6ec"
SAND = "#efdfc3"
DUNE = "#dcc39a"
CLAY = "#b98f68"
BARK = "#6f5446"
CORAL = "#ee8a6c"
EMBER = "#d9694f"
BLUSH = "#f6c3a6"

WIDTH, HEIGHT = 1200, 675
FINE = 3  # pictures are drawn this many times larger, then made smaller: smooth edges


# ---------------------------------------------------------------------------- drawing


def mixed(one: str, other: str, share: float) -> str:
    """Give the colour that lies `share` of the way from one colour to the other."""
    pairs = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def gradient(size: tuple[int, int], stops: Stops, *, across: bool = False) -> Image.Image:
    """Give an image with colours flowing downwards, or from left to right."""
    length = size[0] if across else size[1]
    strip = Image.new("RGB", (length, 1) if across else (1, length))
    for step in range(length):
        at = step / max(1, length - 1)
        low = max((s for s in stops if s[0] <= at), default=stops[0], key=lambda s: s[0])
        high = min((s for s in stops if s[0] > at), default=stops[-1], key=lambda s: s[0])
        span = high[0] - low[0]
        colour = mixed(low[1], high[1], (at - low[0]) / span if span > 0 else 0)
        pixel = (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))
        strip.putpixel((step, 0) if across else (0, step), pixel)
    return strip.resize(size)


def bezier(a: Point, b: Point, c: Point, d: Point, steps: int = 40) -> list[Point]:
    """Give points along a cubic curve from `a` to `d`."""
    points = []
    for step in range(steps + 1):
        t = step / steps
        u = 1 - t
        k = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        points.append(
            (
                k[0] * a[0] + k[1] * b[0] + k[2] * c[0] + k[3] * d[0],
                k[0] * a[1] + k[1] * b[1] + k[2] * c[1] + k[3] * d[1],
            )
        )
    return points


def scatter(count: int, box: Box) -> Iterable[tuple[int, float, float]]:
    """Give points spread evenly, and always the same, over a box."""
    for i in range(count):
        x = box[0] + (0.5 + i * 0.754877666) % 1 * (box[2] - box[0])
        y = box[1] + (0.5 + i * 0.569840291) % 1 * (box[3] - box[1])
        yield i, x, y


class Scene:
    """A picture under way. Measures are in the finished picture's pixels."""

    def __init__(self, background: Paint, width: int = WIDTH, height: int = HEIGHT) -> None:
        """Begin with a background, one colour or a flow of colours downwards."""
        self.width, self.height = width, height
        self.size = (width * FINE, height * FINE)
        self.image = Image.new("RGB", self.size)
        self.clip: Image.Image | None = None
        self._paint(Image.new("L", self.size, 255), background, 1.0, (0, 0, width, height))

    def _paint(self, mask: Image.Image, paint: Paint, alpha: float, box: Box) -> None:
        edges = (
            max(0, math.floor(box[0] * FINE)),
            max(0, math.floor(box[1] * FINE)),
            min(self.size[0], math.ceil(box[2] * FINE) + 1),
            min(self.size[1], math.ceil(box[3] * FINE) + 1),
        )
        if edges[0] >= edges[2] or edges[1] >= edges[3]:
            return
        part = mask.crop(edges)
        if self.clip is not None:
            part = ImageChops.multiply(part, self.clip.crop(edges))
        if alpha < 1:
            part = part.point(lambda value: round(value * alpha))
        if isinstance(paint, str):
            fill = Image.new("RGB", part.size, paint)
        else:
            fill = gradient(part.size, paint)
        self.image.paste(fill, edges[:2], part)

    def shape(
        self,
        draw: Callable[[ImageDraw.ImageDraw], None],
        paint: Paint,
        alpha: float = 1,
        blur: float = 0,
    ) -> None:
        """Fill whatever is drawn in white, in enlarged pixels, on a black mask."""
        mask = Image.new("L", self.size)
        draw(ImageDraw.Draw(mask))
        box = mask.getbbox()
        if box is None:
            return
        if blur:
            small = mask.resize((self.size[0] // 6, self.size[1] // 6))
            small = small.filter(ImageFilter.GaussianBlur(blur * FINE / 6))
            mask = small.resize(self.size, Image.Resampling.BICUBIC)
        grow = blur * 3 * FINE
        self._paint(
            mask,
            paint,
            alpha,
            (
                (box[0] - grow) / FINE,
                (box[1] - grow) / FINE,
                (box[2] + grow) / FINE,
                (box[3] + grow) / FINE,
            ),
        )

    def poly(
        self, points: Sequence[Point], paint: Paint, alpha: float = 1, blur: float = 0
    ) -> None:
        """Fill a polygon."""
        large = [(x * FINE, y * FINE) for x, y in points]
        self.shape(lambda d: d.polygon(large, fill=255), paint, alpha, blur)

    def oval(self, box: Box, paint: Paint, alpha: float = 1, blur: float = 0) -> None:
        """Fill an ellipse."""
        large = tuple(v * FINE for v in box)
        self.shape(lambda d: d.ellipse(large, fill=255), paint, alpha, blur)

    def disc(self, at: Point, radius: float, paint: Paint, alpha: float = 1) -> None:
        """Fill a circle."""
        x, y = at
        self.oval((x - radius, y - radius, x + radius, y + radius), paint, alpha)

    def ring(self, at: Point, radius: float, width: float, paint: Paint, alpha: float = 1) -> None:
        """Draw a circle's edge."""
        x, y = at[0] * FINE, at[1] * FINE
        r = radius * FINE
        self.shape(
            lambda d: d.ellipse(
                (x - r, y - r, x + r, y + r), outline=255, width=round(width * FINE)
            ),
            paint,
            alpha,
            0,
        )

    def rect(
        self, box: Box, paint: Paint, radius: float = 0, alpha: float = 1, blur: float = 0
    ) -> None:
        """Fill a rectangle, with rounded corners if wanted."""
        large = tuple(v * FINE for v in box)
        self.shape(
            lambda d: d.rounded_rectangle(large, radius * FINE, fill=255), paint, alpha, blur
        )

    def line(self, points: Sequence[Point], width: float, paint: Paint, alpha: float = 1) -> None:
        """Draw a line with round ends and joints."""
        large = [(x * FINE, y * FINE) for x, y in points]
        w = width * FINE

        def draw(d: ImageDraw.ImageDraw) -> None:
            d.line(large, fill=255, width=round(w), joint="curve")
            for x, y in (large[0], large[-1]):
                d.ellipse((x - w / 2, y - w / 2, x + w / 2, y + w / 2), fill=255)

        self.shape(draw, paint, alpha, 0)

    def glow(self, at: Point, radius: float, colour: str, alpha: float = 1) -> None:
        """Let light spread from a point."""
        size = round(radius * 2 * FINE)
        light = Image.radial_gradient("L").resize((size, size), Image.Resampling.BICUBIC)
        light = light.point(lambda v: round(255 * max(0.0, 1 - v / 180) ** 2))
        mask = Image.new("L", self.size)
        mask.paste(light, (round((at[0] - radius) * FINE), round((at[1] - radius) * FINE)))
        box = (at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius)
        self._paint(mask, colour, alpha, box)

    def hills(self, level: float, height: float, length: float, phase: float, paint: Paint) -> None:
        """Draw a soft ridge across the whole picture, filled down to its lower edge."""
        bottom = self.height + 4
        top = []
        for x in range(-4, self.width + 5, 4):
            a = x / length * math.tau + phase
            top.append((x, level - height * (0.65 * math.sin(a) + 0.35 * math.sin(1.9 * a + 1))))
        self.poly([*top, (self.width + 4, bottom), (-4, bottom)], paint)

    def text(self, at: Point, words: str, size: float, colour: str, anchor: str = "mm") -> None:
        """Write words."""
        large = (at[0] * FINE, at[1] * FINE)
        self.shape(lambda d: letter(d, large, words, size * FINE, anchor), colour, 1, 0)

    def within(self, draw: Callable[[ImageDraw.ImageDraw], None] | None) -> None:
        """Keep what follows inside a shape (drawn in enlarged pixels), or set it free again."""
        self.clip = None
        if draw is not None:
            self.clip = Image.new("L", self.size)
            draw(ImageDraw.Draw(self.clip))

    def within_box(self, box: Box, radius: float = 0) -> None:
        """Keep what follows inside a box."""
        large = tuple(v * FINE for v in box)
        self.within(lambda d: d.rounded_rectangle(large, radius * FINE, fill=255))

    def finished(self) -> Image.Image:
        """Give the picture in its finished size."""
        return self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)


# The letters that Pillow brings along know no marks: the marks are drawn here.
MARKED = {"å": ("a", "ring"), "ä": ("a", "dots"), "ö": ("o", "dots"), "é": ("e", "acute")}


def letter(d: ImageDraw.ImageDraw, at: Point, words: str, size: float, anchor: str) -> None:
    """Write words in white with Pillow's own letters, so that no font of the machine is needed."""
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        message = "Pillow is built without FreeType"
        raise TypeError(message)
    plain = "".join(MARKED.get(sign, (sign, ""))[0] for sign in words)
    left = at[0] - (font.getlength(plain) / 2 if anchor[0] == "m" else 0)
    base = at[1] + size * 0.36
    d.text((left, base), plain, 255, font, "ls")
    for i, sign in enumerate(words):
        if sign not in MARKED:
            continue
        start = left + font.getlength(plain[:i])
        x = (start + left + font.getlength(plain[: i + 1])) / 2
        mark(d, (x, base - size * 0.655), size, MARKED[sign][1])


def mark(d: ImageDraw.ImageDraw, at: Point, size: float, kind: str) -> None:
    """Draw a letter's mark."""
    x, y = at
    if kind == "dots":
        for dx in (-0.115, 0.115):
            middle, r = x + dx * size, size * 0.056
            d.ellipse((middle - r, y - r, middle + r, y + r), fill=255)
    elif kind == "ring":
        r = size * 0.115
        y -= size * 0.035
        d.ellipse((x - r, y - r, x + r, y + r), outline=255, width=round(size * 0.055))
    else:
        w, h = size * 0.05, size * 0.075
        d.polygon(
            [(x - w, y + h), (x + w * 0.4, y + h), (x + w * 3, y - h), (x + w * 0.8, y - h)],
            fill=255,
        )


# --------------------------------------------------------------------- things in pictures


def stars(scene: Scene, count: int, box: Box) -> None:
    """Strew small stars."""
    for i, x, y in scatter(count, box):
        scene.disc((x, y), 0.9 + (i % 4) * 0.45, CREAM, 0.35 + (i % 5) * 0.13)


def crescent(scene: Scene, at: Point, radius: float, dark: str) -> None:
    """Hang up a moon."""
    scene.glow(at, radius * 5, SAND, 0.5)
    scene.disc(at, radius, [(0, CREAM), (1, SAND)])
    for dx, dy, r in ((-0.3, -0.25, 0.2), (0.3, 0.2, 0.26), (-0.2, 0.45, 0.13)):
        scene.disc((at[0] + dx * radius, at[1] + dy * radius), r * radius, dark, 0.12)


def cloud(scene: Scene, at: Point, size: float, alpha: float) -> None:
    """Let a cloud drift by."""
    x, y = at[0] * FINE, at[1] * FINE
    unit = size * FINE

    def draw(d: ImageDraw.ImageDraw) -> None:
        puffs = ((-1.3, 0.1, 0.5), (-0.55, -0.25, 0.75), (0.4, -0.1, 0.62), (1.2, 0.15, 0.42))
        for dx, dy, r in puffs:
            cx, cy, cr = x + dx * unit, y + dy * unit, r * unit
            d.ellipse((cx - cr, cy - cr, cx + cr, cy + cr), fill=255)
        flat = (x - 1.8 * unit, y, x + 1.62 * unit, y + 0.6 * unit)
        d.rounded_rectangle(flat, 0.3 * unit, fill=255)

    scene.shape(draw, CREAM, alpha)


def round_tree(scene: Scene, at: Point, size: float, colour: str) -> None:
    """Plant a tree with a round crown."""
    x, y = at
    scene.oval((x - size * 0.55, y - 5, x + size * 0.75, y + 6), INK, 0.18)
    scene.rect((x - size * 0.06, y - size, x + size * 0.06, y), BARK, size * 0.05)
    scene.oval(
        (x - size * 0.5, y - size * 1.75, x + size * 0.5, y - size * 0.45),
        [(0, mixed(colour, FOAM, 0.28)), (1, colour)],
    )
    scene.line([(x, y - size * 0.3), (x, y - size * 1.2)], max(1.2, size * 0.035), BARK, 0.55)
    scene.line(
        [(x, y - size * 0.75), (x + size * 0.2, y - size * 1.02)], max(1, size * 0.03), BARK, 0.55
    )


def spruce(scene: Scene, at: Point, size: float, colour: str) -> None:
    """Plant a spruce."""
    x, y = at
    scene.rect((x - size * 0.03, y - size * 0.12, x + size * 0.03, y), BARK)
    for low, wide in ((0.08, 0.26), (0.34, 0.2), (0.6, 0.14)):
        scene.poly(
            [
                (x - size * wide, y - size * low),
                (x, y - size * (low + 0.44)),
                (x + size * wide, y - size * low),
            ],
            colour,
        )


def leaf(scene: Scene, base: Point, tip: Point, width: float, paint: Paint) -> None:
    """Draw one leaf from base to tip."""
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    nx, ny = -dy * width, dx * width
    one = (base[0] + dx * 0.4 + nx, base[1] + dy * 0.4 + ny)
    two = (base[0] + dx * 0.4 - nx, base[1] + dy * 0.4 - ny)
    scene.poly([*bezier(base, one, one, tip, 20), *bezier(tip, two, two, base, 20)], paint)


def twig(scene: Scene, base: Point, tip: Point, leaves: int, colour: str) -> None:
    """Draw a twig with leaves in pairs."""
    bend = ((base[0] + tip[0]) / 2 + (tip[0] - base[0]) * 0.1, (base[1] + tip[1]) / 2)
    stem = bezier(base, bend, bend, tip, 30)
    scene.line(stem, 2.4, mixed(colour, INK, 0.2))
    for i in range(leaves):
        x, y = stem[round((0.3 + 0.68 * i / leaves) * 30)]
        reach = 34 - i * 2
        for side in (-1, 1):
            leaf(scene, (x, y), (x + side * reach, y - reach * 0.62), 0.42, colour)
    leaf(scene, stem[-1], (tip[0] + (tip[0] - base[0]) * 0.1, tip[1] - 30), 0.3, colour)


def potted(scene: Scene, at: Point, size: float) -> None:
    """Put a big-leaved plant on the floor."""
    x, y = at
    scene.oval((x - size * 0.5, y - 8, x + size * 0.6, y + 10), INK, 0.18)
    for i, (dx, dy) in enumerate(
        (
            (-0.75, -1.3),
            (0.8, -1.25),
            (-0.45, -1.85),
            (0.5, -1.8),
            (0, -2.15),
            (-0.95, -0.8),
            (0.95, -0.8),
        )
    ):
        tone = (SEA, TEAL, mixed(SEA, MIST, 0.35))[i % 3]
        base = (x + dx * 4, y - size * 0.6)
        leaf(scene, base, (x + dx * size, y + dy * size), 0.24, tone)
        scene.line([base, (x + dx * size * 0.85, y + dy * size * 0.9)], 1.6, FOAM, 0.4)
    scene.poly(
        [
            (x - size * 0.42, y - size * 0.72),
            (x + size * 0.42, y - size * 0.72),
            (x + size * 0.3, y),
            (x - size * 0.3, y),
        ],
        [(0, CORAL), (1, EMBER)],
    )
    scene.rect((x - size * 0.46, y - size * 0.78, x + size * 0.46, y - size * 0.62), BLUSH, 4)


def cup(scene: Scene, at: Point, size: float, colour: str) -> None:
    """Put down a steaming cup on a saucer."""
    x, y = at
    scene.oval((x - size, y - size * 0.16, x + size, y + size * 0.22), INK, 0.16, 3)
    scene.oval((x - size * 0.95, y - size * 0.2, x + size * 0.95, y + size * 0.16), CREAM)
    scene.oval((x - size * 0.6, y - size * 0.15, x + size * 0.6, y + size * 0.07), DUNE, 0.5)
    scene.ring((x + size * 0.62, y - size * 0.5), size * 0.26, size * 0.1, colour)
    body = [
        (x - size * 0.62, y - size * 0.9),
        *bezier(
            (x - size * 0.6, y - size * 0.6),
            (x - size * 0.56, y - size * 0.1),
            (x - size * 0.4, y),
            (x, y),
        ),
        *bezier(
            (x, y),
            (x + size * 0.4, y),
            (x + size * 0.56, y - size * 0.1),
            (x + size * 0.6, y - size * 0.6),
        ),
        (x + size * 0.62, y - size * 0.9),
    ]
    scene.poly(body, [(0, mixed(colour, CREAM, 0.2)), (1, colour)])
    scene.oval(
        (x - size * 0.62, y - size * 1.04, x + size * 0.62, y - size * 0.76),
        mixed(colour, CREAM, 0.35),
    )
    scene.oval((x - size * 0.54, y - size, x + size * 0.54, y - size * 0.79), BARK)
    for dx in (-0.22, 0.2):
        sx = x + dx * size
        curl = bezier(
            (sx, y - size * 1.1),
            (sx - size * 0.3, y - size * 1.45),
            (sx + size * 0.35, y - size * 1.6),
            (sx, y - size * 2),
        )
        scene.line(curl, size * 0.07, CREAM, 0.55)


def window(scene: Scene, box: Box, sky: Stops, view: Callable[[], None], frame: str) -> None:
    """Open a window onto a view."""
    left, top, right, bottom = box
    scene.rect((left - 14, top - 14, right + 14, bottom + 14), frame, 6)
    scene.within_box(box, 2)
    scene.rect(box, sky)
    view()
    scene.within(None)
    middle = (left + right) / 2
    scene.rect((middle - 5, top, middle + 5, bottom), frame)
    scene.rect((left, top + (bottom - top) * 0.36, right, top + (bottom - top) * 0.36 + 8), frame)
    scene.rect((left - 30, bottom + 12, right + 30, bottom + 28), mixed(frame, INK, 0.12), 5)


def curtain(scene: Scene, box: Box, colour: str, *, swing: float) -> None:
    """Hang a curtain, drawn in at the middle by `swing` pixels."""
    left, top, right, bottom = box
    inner = right if swing > 0 else left
    outer = left if swing > 0 else right
    for i in range(6):
        a, b = i / 6, (i + 1) / 6
        tone = mixed(colour, INK, 0.05 + 0.09 * (i % 2))
        edges = []
        for share in (a, b):
            x = outer + (inner - outer) * share
            pull = swing * share
            edges.append(
                bezier(
                    (x, top),
                    (x - pull * 0.1, top + 140),
                    (x - pull, bottom - 180),
                    (x - pull * 0.8, bottom),
                )
            )
        scene.poly([*edges[0], *reversed(edges[1])], tone)


# ------------------------------------------------------------------------------- pictures


@dataclass(frozen=True)
class Mood:
    """The colours of the bedroom at one time of the day."""

    night: bool
    wall: Stops
    floor: Stops
    sky: Stops
    ridges: tuple[str, str, str]
    frame: str
    curtain: str
    wood: str
    linen: str
    cover: str
    fold: str


NIGHT = Mood(
    night=True,
    wall=[(0, "#0f333d"), (1, "#1b505b")],
    floor=[(0, "#173f48"), (1, "#0e2b33")],
    sky=[(0, "#0a2129"), (0.7, "#1c5560"), (1, "#35747b")],
    ridges=("#1d525c", "#15414b", "#0f323b"),
    frame="#2f6b73",
    curtain="#2b666f",
    wood="#3b4a4b",
    linen="#cdd9d3",
    cover="#3f7f86",
    fold="#9fbfb9",
)
MORNING = Mood(
    night=False,
    wall=[(0, "#f4e7cf"), (1, "#f9efdf")],
    floor=[(0, "#d9b98c"), (1, "#c69f74")],
    sky=[(0, "#a9d0cb"), (0.55, "#f7dcc0"), (1, "#f6c3a6")],
    ridges=("#8dbab5", "#5e9a9b", "#3d8087"),
    frame="#fffaf1",
    curtain="#f3c9ae",
    wood="#a97c58",
    linen="#fffaf1",
    cover="#4c8d92",
    fold="#e9f1eb",
)


def bedroom(mood: Mood) -> Image.Image:
    """Draw a bedroom with a bed in front of a window."""
    s = Scene(mood.wall)
    light = SAND if mood.night else "#fff3d6"

    def view() -> None:
        if mood.night:
            stars(s, 46, (440, 70, 860, 290))
            crescent(s, (770, 148), 38, TEAL)
        else:
            s.glow((745, 262), 230, CREAM, 0.95)
            s.disc((745, 262), 40, [(0, "#fff6df"), (1, BLUSH)])
        for i, colour in enumerate(mood.ridges):
            s.hills(296 + i * 32, 26 - i * 4, 420 + i * 130, 1.2 + i * 2.1, colour)

    window(s, (440, 74, 860, 384), mood.sky, view, mood.frame)
    s.rect((330, 44, 970, 54), mixed(mood.wood, INK, 0.2), 5)
    curtain(s, (346, 52, 470, 546), mood.curtain, swing=46)
    curtain(s, (830, 52, 954, 546), mood.curtain, swing=-46)
    s.rect((0, 556, 1200, 675), mood.floor)
    s.rect((0, 548, 1200, 558), mixed(mood.frame, mood.wall[1][1], 0.4))
    s.oval((210, 590, 1010, 668), mixed(mood.curtain, mood.floor[0][1], 0.45), 0.9)
    s.oval((250, 599, 970, 659), mixed(mood.linen, mood.floor[0][1], 0.6), 0.55)
    s.poly(
        [(452, 390), (850, 390), (1010, 660), (560, 660)], light, 0.09 if mood.night else 0.22, 14
    )
    bed(s, mood)
    bedside(s, mood, light)
    potted(s, (1068, 618), 82)
    if mood.night:
        s.rect((0, 0, 1200, 675), "#0a2630", alpha=0.16)
        s.glow((770, 148), 330, SAND, 0.16)
    return s.finished()


def bed(s: Scene, mood: Mood) -> None:
    """Make the bed."""
    dark = mixed(mood.wood, INK, 0.25)
    s.rect((262, 372, 300, 622), [(0, mood.wood), (1, dark)], 14)
    s.rect((918, 470, 946, 622), [(0, mood.wood), (1, dark)], 12)
    s.rect((280, 548, 930, 596), [(0, mood.wood), (1, dark)], 6)
    s.rect((296, 496, 922, 560), [(0, mood.linen), (1, mixed(mood.linen, DEEP, 0.25))], 20)
    pillow = mixed(mood.linen, CREAM, 0.4)
    shade = mixed(mood.linen, DEEP, 0.3)
    s.poly(
        [
            *bezier((304, 470), (330, 408), (400, 416), (470, 430)),
            *bezier((470, 430), (500, 450), (490, 500), (462, 508)),
            *bezier((462, 508), (400, 516), (340, 516), (304, 508)),
        ],
        [(0, pillow), (1, shade)],
    )
    top = bezier((446, 488), (560, 420), (760, 470), (936, 462), 60)
    s.poly(
        [*top, (942, 560), *bezier((930, 586), (760, 566), (600, 600), (440, 574), 40)],
        [(0, mixed(mood.cover, FOAM, 0.12)), (1, mixed(mood.cover, INK, 0.28))],
    )
    for start, bend, end in (
        ((600, 462), 30, (560, 578)),
        ((720, 458), 36, (690, 574)),
        ((836, 462), 24, (816, 572)),
    ):
        curve = bezier(start, (start[0] + bend, start[1] + 40), (end[0] + bend, end[1] - 50), end)
        s.line(curve, 2.4, mixed(mood.cover, INK, 0.4), 0.4)
    s.poly(
        [
            *bezier((446, 488), (480, 462), (520, 452), (566, 452)),
            *bezier((566, 452), (530, 490), (520, 540), (520, 584)),
            *bezier((520, 584), (490, 584), (460, 580), (440, 574)),
        ],
        [(0, mood.fold), (1, mixed(mood.fold, DEEP, 0.3))],
    )


def bedside(s: Scene, mood: Mood, light: str) -> None:
    """Put a table with a lamp beside the bed."""
    dark = mixed(mood.wood, INK, 0.3)
    s.rect((120, 500, 232, 514), mood.wood, 4)
    s.rect((130, 514, 222, 620), [(0, mixed(mood.wood, INK, 0.12)), (1, dark)], 4)
    s.rect((140, 528, 212, 562), mixed(mood.wood, INK, 0.26), 4)
    s.disc((176, 545), 4, light, 0.8)
    s.rect((171, 436, 179, 500), mixed(mood.wood, light, 0.3), 3)
    s.oval((150, 490, 200, 504), mixed(mood.wood, light, 0.25))
    if mood.night:
        s.glow((175, 410), 190, CORAL, 0.34)
    shade = [(0, mixed(CORAL, SAND, 0.35)), (1, CORAL)] if mood.night else [(0, SAND), (1, DUNE)]
    s.poly([(150, 372), (200, 372), (220, 440), (130, 440)], shade)


def lights_out() -> Image.Image:
    """Draw a bedside lamp that has been switched off, and a pillow in the moonlight."""
    s = Scene([(0, "#0c2b34"), (1, "#1a4c57")], 800, 450)
    s.glow((690, 40), 420, SAND, 0.28)
    s.poly([(520, 0), (800, 0), (800, 230), (330, 450), (150, 450)], FOAM, 0.07, 16)
    s.rect((0, 352, 330, 366), [(0, "#5a625b"), (1, "#3b4a4b")], 5)
    s.rect((18, 366, 312, 450), [(0, "#303f42"), (1, "#22333a")])
    s.rect((52, 392, 278, 450), "#1c2d34", 6)
    s.disc((165, 424), 6, SAND, 0.55)
    s.oval((70, 338, 182, 362), "#46534f")
    s.rect((120, 186, 132, 348), [(0, "#6b6a5f"), (1, "#46534f")], 5)
    s.poly([(84, 62), (168, 62), (206, 196), (46, 196)], [(0, "#86685f"), (1, "#5f5552")])
    s.poly([(140, 62), (168, 62), (206, 196), (160, 196)], FOAM, 0.12, 4)
    s.line([(166, 196), (166, 246)], 2, DUNE, 0.7)
    s.disc((166, 251), 5, DUNE)
    s.poly([(244, 288), (296, 288), (288, 356), (252, 356)], FOAM, 0.26)
    s.poly([(248, 312), (292, 312), (288, 354), (252, 354)], MIST, 0.4)
    pillow(s)
    return s.finished()


def pillow(s: Scene) -> None:
    """Lay a pillow on the bed, with the duvet folded down below it."""
    s.rect((352, 366, 820, 470), [(0, "#8fa8a6"), (1, "#5d8084")], 24)
    s.poly(
        [
            *bezier((372, 386), (350, 250), (420, 226), (520, 240)),
            *bezier((520, 240), (600, 218), (700, 214), (782, 252)),
            *bezier((782, 252), (840, 300), (830, 370), (790, 392)),
            *bezier((790, 392), (660, 406), (500, 406), (372, 386)),
        ],
        [(0, "#d8e2dc"), (1, "#8ba7a6")],
    )
    for start, bend, end in (((519, 241), 26, (540, 284)), ((700, 222), -16, (688, 256))):
        middle = ((start[0] + end[0]) / 2 + bend, (start[1] + end[1]) / 2)
        s.line(bezier(start, middle, middle, end), 2.2, DEEP, 0.16)
    s.poly(
        [
            *bezier((470, 450), (520, 386), (660, 398), (800, 372)),
            (800, 450),
        ],
        [(0, "#4f8d93"), (1, "#2c6670")],
    )


def diary() -> Image.Image:
    """Draw a kitchen table with an open diary."""
    s = Scene([(0, "#f3e6cf"), (1, "#faf1e2")])

    def view() -> None:
        s.glow((420, 170), 260, CREAM, 0.95)
        s.disc((420, 170), 42, [(0, "#fffaf0"), (1, BLUSH)])
        cloud(s, (760, 110), 34, 0.6)
        for i, colour in enumerate((MIST, "#65a0a0", SEA)):
            s.hills(232 + i * 36, 30, 420 + i * 140, 0.4 + i * 2.4, colour)

    window(s, (250, 44, 950, 318), [(0, "#a9d0cb"), (0.7, "#f5dfc6"), (1, BLUSH)], view, CREAM)
    s.rect((0, 352, 1200, 675), [(0, "#cfa679"), (0.3, "#d9b488"), (1, "#c3966a")])
    s.rect((0, 350, 1200, 364), "#e6c79d")
    for i, y in enumerate((414, 486, 572)):
        s.line([(0, y + i * 2), (400, y - 5), (1200, y + 3)], 2, BARK, 0.13)
    s.poly([(300, 366), (900, 366), (1160, 675), (60, 675)], "#fff3d6", 0.2, 20)
    book(s)
    twigs(s)
    cup(s, (1030, 514), 72, CORAL)
    return s.finished()


def book(s: Scene) -> None:
    """Lay an open book on the table."""
    s.poly([(318, 452), (884, 452), (940, 634), (262, 634)], INK, 0.3, 9)
    s.poly([(312, 436), (888, 436), (938, 624), (262, 624)], [(0, SEA), (1, DEEP)])
    for side in (-1, 1):

        def at(x: float, y: float, side: int = side) -> Point:
            return (600 + side * x, y)

        top = bezier(at(0, 438), at(60, 414), at(180, 420), at(276, 428))
        low = bezier(at(322, 612), at(210, 600), at(80, 592), at(0, 618))
        tone = [(0, "#fffdf6"), (1, "#f1e7d4" if side < 0 else "#f7eedd")]
        s.poly(
            [
                *bezier(at(0, 444), at(60, 422), at(180, 428), at(280, 436)),
                *bezier(at(328, 620), at(210, 608), at(80, 602), at(0, 626)),
            ],
            DUNE,
        )
        s.poly([*top, *low], tone)
        for i in range(7):
            share = 0.16 + i * 0.118
            y, wide = 430 + 180 * share, 276 + 46 * share
            full = 0.5 if (side, i) == (1, 6) else 0.86
            curve = bezier(
                at(36 + 5 * share, y + 2),
                at(90, y - 8),
                at(wide * 0.6, y - 10),
                at(wide * full, y - 4),
            )
            s.line(curve, 2, MIST if i else CORAL, 0.9)
        for wide in (22, 14, 7):
            s.poly([at(0, 440), at(wide, 433), at(wide, 612), at(0, 618)], BARK, 0.07)
    for i, colour in enumerate((CORAL, CORAL, CORAL, BLUSH, BLUSH)):
        s.disc((646 + i * 42, 472 - i * 0.5), 8, colour)
    s.poly([(738, 582), (878, 485), (885, 495), (745, 592)], [(0, TEAL), (1, DEEP)])
    s.poly([(738, 582), (745, 592), (728, 595)], SAND)
    s.poly([(860, 497), (878, 485), (885, 495), (867, 508)], CORAL)


def twigs(s: Scene) -> None:
    """Put a vase with twigs on the table."""
    s.oval((110, 524, 290, 560), INK, 0.22, 6)
    for dx, dy in ((-104, -186), (-4, -262), (98, -178)):
        twig(s, (190, 432), (190 + dx, 432 + dy), 5, mixed(SEA, MIST, 0.25 + abs(dx) / 300))
    s.poly(
        [
            (166, 408),
            *bezier((170, 436), (112, 456), (118, 530), (160, 544)),
            *bezier((160, 544), (180, 548), (200, 548), (220, 544)),
            *bezier((220, 544), (262, 530), (268, 456), (210, 436)),
            (214, 408),
        ],
        [(0, CREAM), (1, "#dfd0b4")],
    )
    s.oval((165, 401, 215, 415), "#d8c6a5")
    s.line(bezier((128, 486), (150, 500), (230, 500), (252, 486)), 4, CORAL, 0.85)


def day_and_night() -> Image.Image:
    """Draw how the sun and the moon follow the hours."""
    s = Scene(INK)
    sky = [(0, INK), (0.12, DEEP), (0.28, "#4a8f93"), (0.42, "#b0d6ce"), (0.5, "#c4e0d7")]
    sky += [(1 - at, colour) for at, colour in reversed(sky[:-1])]
    s.image.paste(gradient(s.size, sky, across=True))
    stars(s, 26, (10, 20, 190, 420))
    stars(s, 26, (1010, 20, 1190, 420))

    def arc(share: float) -> Point:
        a = math.pi * (1 - share)
        return (600 + 470 * math.cos(a), 478 - 350 * math.sin(a))

    s.glow((270, 560), 420, CORAL, 0.75)
    s.glow((930, 560), 420, CORAL, 0.75)
    s.glow((600, 560), 620, "#fbe3c6", 0.8)
    s.glow(arc(0.5), 250, CREAM, 0.95)
    for i in range(49):
        share = 0.02 + i * 0.02
        s.disc(arc(share), 3.4, CREAM, 0.85)
    for share, r in ((0.22, 30), (0.78, 30)):
        s.glow(arc(share), 120, CREAM, 0.6)
        s.disc(arc(share), r, [(0, CORAL), (1, BLUSH)])
    s.disc(arc(0.5), 54, [(0, "#fff9e8"), (1, "#f8d9a8")])
    crescent(s, arc(0.04), 32, TEAL)
    crescent(s, arc(0.96), 32, TEAL)
    s.hills(500, 26, 760, 0.3, [(0, "#4c8d92"), (1, TEAL)])
    s.hills(548, 22, 560, 2.2, [(0, "#24626c"), (1, DEEP)])
    for x, size in ((250, 50), (288, 66), (900, 60), (938, 46)):
        spruce(s, (x, 560), size * 1.5, DEEP)
    s.hills(590, 12, 900, 1.2, [(0, DEEP), (1, INK)])
    for x, word in ((90, "Natt"), (330, "Morgon"), (600, "Dag"), (870, "Kväll"), (1110, "Natt")):
        s.text((x, 632), word, 30, CREAM)
    return s.finished()


def path() -> Image.Image:
    """Draw a path that winds through hills."""
    s = Scene([(0, "#9ccac6"), (0.45, "#f3e3c8"), (0.62, BLUSH)])
    s.glow((770, 236), 380, CREAM, 0.95)
    s.disc((770, 236), 58, [(0, "#fffaf0"), (1, "#f9cfa9")])
    cloud(s, (260, 130), 44, 0.6)
    cloud(s, (1010, 96), 32, 0.5)
    for i, colour in enumerate(("#a8cbc4", "#86b6b1", "#639e9e")):
        s.hills(300 + i * 40, 36 - i * 4, 620 - i * 60, 0.6 + i * 1.9, colour)
    for at_x, at_y, size in (
        (92, 398, 74),
        (132, 404, 92),
        (176, 400, 66),
        (1060, 392, 78),
        (1104, 398, 96),
    ):
        spruce(s, (at_x, at_y + 16), size, "#3f8086")
    s.hills(428, 24, 900, 2.6, [(0, "#5b9a92"), (1, SEA)])
    s.hills(500, 20, 1300, 4.6, [(0, "#4a8b87"), (0.5, TEAL), (1, DEEP)])
    left, right = [], []
    for step in range(81):
        t = step / 80
        y = 680 - 262 * t
        near = (1 - t) ** 1.7
        x = 610 + 210 * math.sin(t * 5.6 + 2.9) * (0.12 + 0.88 * (1 - t)) + 90 * t
        half = 2.5 + 126 * near
        left.append((x - half, y))
        right.append((x + half, y))
    s.poly([*left, *reversed(right)], [(0, "#f9e6c6"), (1, DUNE)])
    s.line(left[:-2], 3, CREAM, 0.35)
    for at_x, at_y, size in ((925, 500, 90), (372, 500, 84)):
        round_tree(s, (at_x, at_y), size, SEA)
    for at_x, at_y, size in ((240, 566, 150), (1010, 560, 170)):
        round_tree(s, (at_x, at_y), size, mixed(TEAL, SEA, 0.35))
    for i, x, y in scatter(46, (20, 540, 1190, 668)):
        centre = (
            min(left, key=lambda p: abs(p[1] - y))[0],
            min(right, key=lambda p: abs(p[1] - y))[0],
        )
        if not centre[0] - 16 < x < centre[1] + 16:
            s.line([(x, y), (x + 2, y - 12)], 2, MIST, 0.6)
            s.disc((x + 2, y - 14), 3.6, (CORAL, CREAM, BLUSH)[i % 3], 0.95)
    for at_x, at_y in ((520, 170), (556, 150), (588, 178)):
        s.line(
            bezier((at_x - 12, at_y - 4), (at_x - 6, at_y - 9), (at_x - 2, at_y - 4), (at_x, at_y)),
            2.2,
            TEAL,
            0.7,
        )
        s.line(
            bezier((at_x, at_y), (at_x + 2, at_y - 4), (at_x + 6, at_y - 9), (at_x + 12, at_y - 4)),
            2.2,
            TEAL,
            0.7,
        )
    return s.finished()


def pace() -> Image.Image:
    """Draw an uneven pace and an even one."""
    s = Scene(CREAM)
    s.rect((36, 30, 1164, 645), "#fffdf8", 26)
    for i in range(6):
        s.line([(110, 140 + i * 80), (1100, 140 + i * 80)], 1.6, SAND, 0.9)
    uneven: list[Point] = [(120, 420)]
    for i in range(5):
        x = 120 + i * 190
        uneven += bezier(
            (x, 420 + i * 14), (x + 36, 400), (x + 52, 190 + i * 32), (x + 84, 180 + i * 34), 14
        )
        uneven += bezier(
            (x + 84, 180 + i * 34),
            (x + 112, 190 + i * 32),
            (x + 116, 440 + i * 14),
            (x + 190, 434 + i * 14),
            14,
        )
    even = bezier((120, 470), (420, 462), (760, 330), (1084, 218), 60)
    s.poly([*even, (1084, 540), (120, 540)], [(0, FOAM), (1, "#fffdf8")], 0.75)
    s.line(uneven, 7, CORAL)
    s.line(even, 10, TEAL)
    s.disc((120, 470), 11, TEAL)
    s.disc((1084, 218), 24, FOAM)
    s.disc((1084, 218), 14, TEAL)
    s.line([(110, 560), (1096, 560)], 3, DEEP, 0.7)
    s.poly([(1094, 550), (1116, 560), (1094, 570)], DEEP, 0.7)
    s.text((112, 598), "Dag för dag", 28, DEEP, "lm")
    s.disc((122, 92), 11, CORAL)
    s.text((146, 92), "Allt på en gång", 32, EMBER, "lm")
    s.disc((440, 92), 11, TEAL)
    s.text((464, 92), "Lagom takt", 32, TEAL, "lm")
    return s.finished()


def waves() -> Image.Image:
    """Draw a quiet pattern of waves."""
    s = Scene([(0, CREAM), (1, SAND)], 1200, 300)
    for i, colour in enumerate((FOAM, BLUSH, MIST, SEA, TEAL, DEEP)):
        s.hills(96 + i * 36, 20 - i, 520 + i * 55, i * 1.35, colour)
    return s.finished()


def sea() -> Image.Image:
    """Draw a sunset over a still sea."""
    s = Scene([(0, DEEP), (0.25, "#3f8288"), (0.42, "#e9b596"), (0.53, "#fbdcb6"), (1, CORAL)])
    s.glow((600, 352), 420, "#fff0cf", 0.95)
    s.disc((600, 340), 72, [(0, "#fff6df"), (1, "#ffc79b")])
    for at_x, at_y, size, alpha in (
        (250, 150, 40, 0.22),
        (880, 112, 52, 0.2),
        (1040, 210, 26, 0.25),
    ):
        cloud(s, (at_x, at_y), size, alpha)
    s.rect((0, 372, 1200, 676), [(0, "#e7b493"), (0.16, "#7fa9a3"), (0.5, TEAL), (1, INK)])
    for i in range(26):
        y = 378 + i * i * 0.42 + i * 3
        wide = (64 + 74 * ((i * 0.618) % 1)) * (1 - i / 60) + i * 2
        shift = 26 * math.sin(i * 2.1)
        high = 1.6 + i * 0.14
        s.rect(
            (600 + shift - wide, y, 600 + shift + wide, y + high),
            "#ffe9c4",
            high / 2,
            0.75 - i * 0.02,
        )
    for i, x, y in scatter(60, (0, 396, 1200, 660)):
        wide = 14 + (y - 380) * 0.16 + (i % 5) * 4
        s.rect((x - wide, y, x + wide, y + 2), FOAM, 1, 0.16)
    islands(s)
    return s.finished()


def islands(s: Scene) -> None:
    """Let islands rise from the sea."""
    s.poly([*bezier((-10, 376), (90, 330), (220, 350), (330, 376)), (-10, 380)], "#3c6f73")
    s.poly([*bezier((860, 376), (950, 348), (1100, 322), (1210, 350)), (1210, 378)], "#3c6f73")
    s.poly(
        [*bezier((-10, 400), (60, 352), (170, 366), (250, 402)), (-10, 404)], [(0, TEAL), (1, INK)]
    )
    for x, y, size in ((22, 372, 78), (54, 374, 96), (92, 374, 70), (196, 388, 48)):
        spruce(s, (x, y), size, INK)
    s.rect((126, 352, 168, 380), EMBER)
    s.poly([(118, 354), (147, 332), (176, 354)], INK)
    s.rect((134, 360, 144, 370), "#ffe1a8")
    s.rect((152, 360, 160, 380), CREAM, alpha=0.9)
    s.poly(
        [*bezier((930, 416), (1000, 372), (1120, 366), (1210, 384)), (1210, 420)],
        [(0, TEAL), (1, INK)],
    )
    for x, y, size in ((1050, 384, 80), (1090, 382, 108), (1130, 382, 88), (1172, 386, 70)):
        spruce(s, (x, y), size, INK)
    s.poly([(806, 414), (880, 414), (868, 430), (818, 430)], INK)
    s.rect((841, 320, 844, 416), INK)
    s.poly([(848, 326), (848, 406), (884, 406)], CREAM, 0.95)
    s.poly([(838, 338), (838, 406), (810, 406)], BLUSH, 0.95)
    s.poly([(816, 434), (872, 434), (850, 492), (838, 492)], INK, 0.25, 3)


def entrance() -> Image.Image:
    """Draw the entrance of a hospital."""
    s = Scene([(0, "#8fc2c0"), (0.5, "#dcebdf"), (0.8, "#fae3c8")])
    s.glow((1010, 150), 330, CREAM, 0.9)
    s.disc((1010, 150), 46, "#fff8e6")
    cloud(s, (170, 110), 42, 0.75)
    cloud(s, (640, 66), 30, 0.6)
    s.hills(430, 30, 520, 1.2, MIST)
    s.rect((150, 176, 1050, 548), [(0, "#fffaf0"), (1, SAND)], 8)
    s.rect((138, 160, 1062, 186), TEAL, 6)
    glass = [(0, "#bcdcd8"), (1, "#7fb2b0")]
    for row in (216, 316):
        for x in (196, 284, 372, 780, 868, 956):
            s.rect((x - 6, row - 6, x + 62, row + 76), "#e2cfae", 5)
            s.rect((x, row, x + 56, row + 70), glass, 3)
            s.poly(
                [(x + 4, row + 62), (x + 36, row + 4), (x + 50, row + 4), (x + 18, row + 62)],
                CREAM,
                0.3,
            )
            s.rect((x + 26, row, x + 30, row + 70), "#e2cfae")
    s.rect((452, 160, 748, 548), [(0, "#f7ead2"), (1, "#ead7b4")])
    s.disc((600, 236), 42, CORAL)
    heart(s, (600, 240), 25, CREAM)
    s.rect((470, 352, 730, 548), "#e2cfae", 4)
    s.rect((482, 362, 718, 548), [(0, "#a9d2cf"), (1, "#e8dcc0")])
    s.glow((600, 480), 150, "#fff1cf", 0.8)
    potted(s, (540, 540), 34)
    s.rect((596, 362, 604, 548), "#fffaf0")
    for x in (482, 714):
        s.rect((x, 362, x + 5, 548), "#fffaf0")
    s.poly([(500, 530), (560, 372), (584, 372), (524, 530)], CREAM, 0.28)
    s.poly([(620, 530), (680, 372), (704, 372), (644, 530)], CREAM, 0.28)
    s.rect((586, 450, 591, 492), TEAL, 2)
    s.rect((609, 450, 614, 492), TEAL, 2)
    s.rect((430, 296, 770, 350), [(0, TEAL), (1, DEEP)], 8)
    s.text((600, 322), "Entré", 34, CREAM)
    for x in (446, 742):
        s.rect((x, 350, x + 12, 552), "#fffaf0", 3)
    s.rect((0, 546, 1200, 676), [(0, "#79ada3"), (1, SEA)])
    s.poly([(470, 546), (730, 546), (980, 680), (220, 680)], [(0, "#f8e8cc"), (1, DUNE)])
    for i in range(1, 4):
        y = 546 + i * i * 13
        s.line([(470 - (y - 546) * 1.87, y), (730 + (y - 546) * 1.87, y)], 2, CLAY, 0.25)
    for x, y, size in ((82, 566, 160), (1122, 572, 176)):
        round_tree(s, (x, y), size, mixed(TEAL, SEA, 0.4))
    for x, r in (
        (214, 30),
        (262, 38),
        (318, 32),
        (372, 27),
        (826, 28),
        (878, 36),
        (934, 40),
        (988, 30),
    ):
        s.oval(
            (x - r * 1.2, 552 - r * 1.2, x + r * 1.2, 552 + r * 0.5), [(0, "#5d9c97"), (1, TEAL)]
        )
        s.disc((x - 8, 540 - r * 0.3), 4, CORAL, 0.95)
        s.disc((x + 12, 548 - r * 0.4), 4, BLUSH, 0.95)
    return s.finished()


def heart(s: Scene, at: Point, size: float, colour: str) -> None:
    """Draw a heart."""
    x, y = at
    low = (x, y + size * 0.75)
    dip = (x, y - size * 0.3)
    s.poly(
        [
            *bezier(low, (x - size * 1.5, y - size * 0.25), (x - size * 0.6, y - size * 1.2), dip),
            *bezier(dip, (x + size * 0.6, y - size * 1.2), (x + size * 1.5, y - size * 0.25), low),
        ],
        colour,
    )


def home() -> Image.Image:
    """Draw an armchair by a window."""
    s = Scene([(0, "#2b6a72"), (1, "#3f8086")])

    def view() -> None:
        s.glow((250, 180), 240, CREAM, 0.9)
        s.disc((250, 180), 38, "#fff6df")
        for i, colour in enumerate((FOAM, MIST, "#65a0a0")):
            s.hills(272 + i * 34, 26, 330 + i * 110, 0.9 + i * 2, colour)

    window(s, (130, 70, 470, 390), [(0, "#a9d0cb"), (0.7, "#f5dfc6"), (1, BLUSH)], view, CREAM)
    for x, tone, inner in ((650, SAND, CORAL), (782, BLUSH, TEAL)):
        s.rect((x, 92, x + 104, 226), CREAM, 4)
        s.rect((x + 12, 104, x + 92, 214), tone)
        s.within_box((x + 12, 104, x + 92, 214))
        s.disc((x + 60, 150), 20, inner)
        s.oval((x - 30, 176, x + 80, 270), mixed(inner, INK, 0.25))
        s.oval((x + 30, 188, x + 150, 270), mixed(inner, CREAM, 0.35))
        s.within(None)
    s.rect((0, 540, 1200, 676), [(0, "#cfa679"), (1, "#b88a60")])
    s.rect((0, 530, 1200, 544), CREAM, alpha=0.85)
    s.oval((330, 572, 1010, 664), SAND)
    s.oval((372, 582, 968, 654), BLUSH, 0.55)
    s.poly([(140, 396), (460, 396), (700, 676), (300, 676)], "#fff3d6", 0.13, 16)
    floor_lamp(s)
    armchair(s)
    s.oval((836, 596, 976, 618), INK, 0.2, 4)
    s.rect((900, 520, 912, 604), BARK, 3)
    s.oval((868, 598, 944, 612), BARK)
    s.oval((832, 504, 980, 530), CLAY)
    s.oval((832, 499, 980, 525), "#d7b084")
    cup(s, (890, 512), 30, CREAM)
    potted(s, (178, 618), 84)
    return s.finished()


def floor_lamp(s: Scene) -> None:
    """Stand a lamp on the floor."""
    s.oval((1010, 596, 1110, 618), INK, 0.4)
    s.rect((1056, 240, 1063, 606), INK, 3)
    s.glow((1060, 250), 300, "#ffe3ae", 0.6)
    s.poly([(1020, 158), (1100, 158), (1134, 262), (986, 262)], [(0, SAND), (1, "#fff3d6")])


def armchair(s: Scene) -> None:
    """Place an armchair with a blanket."""
    s.oval((420, 588, 800, 632), INK, 0.28, 7)
    for x in (474, 730):
        s.poly([(x - 9, 566), (x + 9, 566), (x + 4, 618), (x - 4, 618)], BARK)
    s.rect((470, 272, 736, 540), [(0, CORAL), (1, EMBER)], 58)
    s.rect((492, 292, 714, 500), [(0, "#f29a7d"), (1, CORAL)], 44)
    s.rect((476, 458, 730, 572), [(0, "#f0937a"), (1, EMBER)], 20)
    s.rect((494, 442, 712, 502), [(0, "#f6a88d"), (1, CORAL)], 24)
    for x in (424, 706):
        s.rect((x, 404, x + 78, 580), [(0, CORAL), (1, "#c95c45")], 34)
        s.rect((x + 10, 412, x + 68, 440), "#f4a184", 14, 0.6)
    s.poly(
        [
            *bezier((600, 262), (650, 256), (700, 262), (744, 290)),
            *bezier((744, 290), (758, 360), (752, 400), (760, 470)),
            *bezier((760, 470), (720, 486), (680, 478), (640, 490)),
            *bezier((640, 490), (632, 420), (606, 340), (600, 262)),
        ],
        [(0, CREAM), (1, SAND)],
    )
    for i, colour in enumerate((SEA, MIST, SEA)):
        y = 318 + i * 52
        s.line(bezier((611 + i * 10, y), (660, y - 8), (710, y + 4), (750, y - 6)), 8, colour, 0.85)
    for i in range(11):
        hem = 643 + i * 11.4
        s.line([(hem, 486 - i * 1.2), (hem - 1, 504 - i * 1.2)], 3, SAND)
    s.rect((520, 384, 616, 468), [(0, SEA), (1, TEAL)], 20)
    s.line(bezier((534, 410), (560, 400), (580, 420), (604, 404)), 3, FOAM, 0.7)
    s.line(bezier((534, 434), (560, 424), (580, 444), (604, 428)), 3, FOAM, 0.7)


def bag() -> Image.Image:
    """Draw a bag packed for the hospital."""
    s = Scene([(0, FOAM), (1, "#e3efe6")])
    s.disc((600, 300), 262, "#f8ead2")
    s.disc((600, 300), 222, "#fbf2e1")
    s.rect((0, 540, 1200, 676), [(0, "#d9b488"), (1, "#c39a6d")])
    s.rect((0, 536, 1200, 550), "#ecd2aa")
    s.oval((330, 574, 880, 628), INK, 0.25, 8)
    s.line(bezier((500, 420), (490, 214), (710, 214), (700, 420), 60), 13, mixed(BARK, DUNE, 0.3))
    s.rect((680, 196, 754, 420), [(0, MIST), (1, SEA)], 20)
    s.rect((696, 168, 738, 204), DEEP, 8)
    s.rect((690, 236, 702, 380), CREAM, 6, 0.5)
    s.rect((430, 262, 664, 330), SAND, 24)
    s.rect((430, 300, 664, 370), CREAM, 24)
    for x in (474, 508, 592, 626):
        s.rect((x, 262, x + 12, 330), CORAL, alpha=0.75)
        s.rect((x, 301, x + 12, 370), SEA, alpha=0.6)
    s.poly([(566, 214), (648, 196), (690, 380), (600, 400)], [(0, TEAL), (1, DEEP)])
    s.poly([(574, 222), (582, 220), (620, 396), (606, 398)], CREAM, 0.9)
    body = [
        *bezier((376, 366), (500, 352), (700, 352), (824, 366)),
        *bezier((846, 440), (866, 540), (858, 592), (816, 602)),
        *bezier((816, 602), (680, 612), (520, 612), (384, 602)),
        *bezier((342, 592), (334, 540), (354, 440), (376, 366)),
    ]
    s.poly(body, [(0, CORAL), (1, EMBER)])
    s.poly(
        [*bezier((376, 366), (500, 352), (700, 352), (824, 366)), (829, 392), (371, 392)], "#f4a184"
    )
    handle = bezier((476, 470), (470, 250), (730, 250), (724, 470), 60)
    s.line(handle, 15, BARK)
    for x in (476, 724):
        s.rect((x - 16, 446, x + 16, 498), BARK, 6)
        s.disc((x, 484), 4, DUNE)
    s.rect((520, 462, 680, 570), "#e07a60", 14)
    s.rect((520, 462, 680, 490), "#f0967a", 12)
    s.rect((548, 508, 652, 552), CREAM, 6)
    heart(s, (600, 530), 14, CORAL)
    slippers(s)
    glasses(s)
    return s.finished()


def slippers(s: Scene) -> None:
    """Put a pair of slippers beside the bag."""
    for x, y in ((936, 600), (1016, 612)):
        s.oval((x - 62, y + 6, x + 66, y + 34), INK, 0.2, 4)
        s.oval((x - 62, y - 6, x + 62, y + 26), mixed(TEAL, INK, 0.2))
        s.oval((x - 58, y - 10, x + 60, y + 18), SAND)
        s.poly(
            [
                *bezier((x - 4, y - 10), (x + 8, y - 44), (x + 62, y - 36), (x + 64, y + 6)),
                *bezier((x + 64, y + 6), (x + 50, y + 28), (x + 10, y + 26), (x - 10, y + 18)),
            ],
            [(0, SEA), (1, TEAL)],
        )


def glasses(s: Scene) -> None:
    """Lay a paper and a pair of glasses on the table."""
    s.poly([(112, 580), (296, 572), (320, 640), (96, 650)], INK, 0.2, 4)
    s.poly([(116, 574), (292, 566), (314, 632), (98, 642)], "#fffdf6")
    for i in range(4):
        y = 588 + i * 12
        s.line([(134 - i * 4, y), (276 + i * 3, y - 6)], 2.4, MIST)
    s.line([(134, 580), (200, 577)], 4, CORAL)
    for x in (186, 246):
        s.ring((x, 616), 22, 4, INK)
        s.disc((x, 616), 18, FOAM, 0.4)
    s.line(bezier((206, 612), (212, 604), (220, 604), (226, 612)), 4, INK)


def jetty() -> Image.Image:
    """Draw a jetty at a still lake."""
    s = Scene([(0, "#2c6b74"), (0.22, "#79aba8"), (0.42, "#f3d6b5"), (0.5, BLUSH)])
    s.glow((330, 286), 360, "#fff2d4", 0.95)
    s.disc((330, 286), 50, [(0, "#fffaf0"), (1, "#ffd0a6")])
    cloud(s, (820, 120), 44, 0.35)
    cloud(s, (1030, 180), 28, 0.3)
    ridges = (
        (318, 34, 620, 0.8, "#8fb9b3"),
        (338, 26, 460, 2.9, "#5d9898"),
        (352, 14, 340, 4.4, "#2f6f77"),
    )
    for level, height, length, phase, colour in ridges:
        s.hills(level, height, length, phase, colour)
    for i, x, _ in scatter(34, (520, 0, 1210, 1)):
        spruce(s, (x, 372), 44 + (i * 7) % 34, mixed(DEEP, TEAL, (i % 3) / 3))
    for i, x, _ in scatter(9, (-10, 0, 190, 1)):
        spruce(s, (x, 372), 36 + (i * 7) % 30, mixed(DEEP, TEAL, (i % 3) / 3))
    upper = s.image.crop((0, 60 * FINE, s.size[0], 372 * FINE)).transpose(
        Image.Transpose.FLIP_TOP_BOTTOM
    )
    upper = upper.filter(ImageFilter.GaussianBlur(4 * FINE))
    s.image.paste(upper, (0, 372 * FINE))
    s.rect((0, 372, 1200, 676), [(0, SEA), (0.5, TEAL), (1, INK)], alpha=0.5)
    for i, x, y in scatter(70, (0, 386, 1200, 670)):
        wide = 12 + (y - 372) * 0.18 + (i % 5) * 5
        s.rect((x - wide, y, x + wide, y + 1.8), CREAM, 1, 0.13)
    for i in range(14):
        y = 382 + i * i * 0.9 + i * 3
        wide = 34 + 20 * ((i * 0.618) % 1) - i
        s.rect(
            (
                330 - wide + 12 * math.sin(i * 2.2),
                y,
                330 + wide + 12 * math.sin(i * 2.2),
                y + 2 + i * 0.12,
            ),
            "#fff0d0",
            1,
            0.6 - i * 0.03,
        )
    planks(s)
    reeds(s)
    return s.finished()


def planks(s: Scene) -> None:
    """Build the jetty, plank by plank."""

    def edge(t: float) -> tuple[float, float, float]:
        depth = t**1.7
        return 458 + 230 * depth, 640 - 70 * depth - 0.5 * (46 + 180 * depth), (46 + 180 * depth)

    s.poly([(596, 470), (676, 470), (900, 690), (420, 690)], INK, 0.3, 8)
    for t in (0.08, 0.46, 0.8):
        y, left, wide = edge(t)
        for x in (left - 2, left + wide + 2):
            thick = 5 + 9 * t
            s.rect(
                (x - thick, y - 10 - 22 * t, x + thick, y + 40 + 40 * t), [(0, CLAY), (1, BARK)], 3
            )
    count = 15
    for i in range(count):
        (y0, l0, w0), (y1, l1, w1) = edge(i / count), edge((i + 0.9) / count)
        tone = mixed("#d9b488", CLAY, 0.15 + 0.3 * ((i * 0.618) % 1))
        s.poly([(l0, y0), (l0 + w0, y0), (l1 + w1, y1), (l1, y1)], tone)
        s.line([(l1, y1), (l1 + w1, y1)], 1.5 + i * 0.2, BARK, 0.6)
    s.glow((640, 424), 110, "#ffdf9f", 0.5)
    s.rect((628, 428, 650, 458), "#ffe7b5", 4)
    for box in ((624, 424, 654, 430), (624, 456, 654, 462), (637, 428, 640, 458)):
        s.rect(box, INK, 2)
    s.ring((639, 418), 8, 2.4, INK)


def reeds(s: Scene) -> None:
    """Let reeds grow at the shore."""
    for i, x, y in scatter(34, (930, 640, 1190, 690)):
        high = 90 + (i * 37) % 100
        lean = ((i * 13) % 30) - 15
        s.line(
            bezier(
                (x, y), (x, y - high * 0.5), (x + lean * 0.4, y - high * 0.8), (x + lean, y - high)
            ),
            3,
            mixed(DEEP, SEA, (i % 4) / 4),
        )
        if i % 3 == 0:
            s.rect((x + lean - 4, y - high - 26, x + lean + 4, y - high + 6), BARK, 4)
    for x, y in ((150, 560), (236, 596), (92, 612)):
        s.oval((x - 42, y - 11, x + 42, y + 11), mixed(SEA, MIST, 0.2))
        s.oval((x - 36, y - 9, x + 36, y + 5), mixed(SEA, MIST, 0.4))
        s.line([(x, y - 1), (x + 36, y - 5)], 2, TEAL, 0.6)
    for dx, colour in ((-14, BLUSH), (-5, CREAM), (5, CREAM), (14, BLUSH)):
        leaf(s, (150, 556), (150 + dx, 530 - (14 - abs(dx)) * 0.5), 0.4, colour)


def breath() -> Image.Image:
    """Draw rings that widen like a breath."""
    s = Scene([(0, "#16505b"), (1, DEEP)])
    centre = (600, 312)
    s.glow(centre, 520, SEA, 0.8)
    for i, r in enumerate((244, 204, 168)):
        s.disc(centre, r, MIST, 0.10 + 0.05 * i)
        s.ring(centre, r, 2, FOAM, 0.35 + 0.15 * i)
    flower(s, centre, 1)
    for i in range(48):
        a = i * math.tau / 48
        dot = (centre[0] + 272 * math.cos(a), centre[1] + 272 * math.sin(a))
        s.disc(dot, 2.2 + (i % 4 == 0) * 1.6, SAND, 0.75)
    s.hills(620, 16, 700, 0.4, TEAL)
    s.hills(648, 14, 520, 2.4, "#0f3640")
    return s.finished()


def flower(s: Scene, at: Point, size: float) -> None:
    """Draw the flower of circles that stands for a breath."""
    x, y = at
    for i in range(8):
        a = i * math.tau / 8
        petal = (x + 56 * size * math.cos(a), y + 56 * size * math.sin(a))
        s.disc(petal, 76 * size, BLUSH if i % 2 else FOAM, 0.2)
    s.glow(at, 128 * size, CREAM, 0.85)
    s.disc(at, 44 * size, [(0, CREAM), (1, BLUSH)])


def balloon() -> Image.Image:
    """Draw a balloon over hills."""
    s = Scene([(0, "#7fb7b6"), (0.5, "#f2e4cb"), (0.75, BLUSH)])
    s.glow((270, 330), 330, CREAM, 0.9)
    s.disc((270, 330), 46, "#fff6df")
    for x, y, size, alpha in (
        (170, 130, 46, 0.7),
        (1030, 190, 52, 0.65),
        (880, 80, 28, 0.5),
        (420, 240, 24, 0.5),
    ):
        cloud(s, (x, y), size, alpha)
    for i, colour in enumerate(("#a3c8c1", "#7fb1ad", "#5b9898", SEA, TEAL)):
        s.hills(432 + i * 48, 34 - i * 3, 700 - i * 60, 0.3 + i * 1.7, colour)
        if colour == SEA:
            for x, size in ((110, 80), (150, 104), (196, 86), (980, 92), (1024, 116), (1072, 84)):
                spruce(s, (x, 596), size, DEEP)
    x, y, r = 640, 222, 158

    def outline(wide: float) -> list[Point]:
        right = [
            *bezier(
                (x, y - r),
                (x + r * 0.75 * wide, y - r),
                (x + r * 1.08 * wide, y - r * 0.4),
                (x + r * wide, y + r * 0.12),
            ),
            *bezier(
                (x + r * wide, y + r * 0.12),
                (x + r * 0.9 * wide, y + r * 0.62),
                (x + 40 * wide, y + r * 0.98),
                (x + 26 * wide, y + r * 1.2),
            ),
        ]
        return [*right, *reversed([(2 * x - px, py) for px, py in right])]

    for wide, colour in ((1, EMBER), (0.8, SAND), (0.56, CORAL), (0.28, CREAM)):
        s.poly(outline(wide), colour)
    s.within(lambda d: d.polygon([(px * FINE, py * FINE) for px, py in outline(1)], fill=255))
    s.oval((x + 54, y - r * 1.1, x + r * 1.9, y + r * 1.4), INK, 0.10, 20)
    s.oval((x - r * 0.9, y - r * 0.85, x - r * 0.2, y + r * 0.3), CREAM, 0.24, 16)
    s.within(None)
    for dx in (-24, -8, 8, 24):
        s.line([(x + dx, y + r * 1.19), (x + dx * 0.9, y + r * 1.5)], 2, BARK)
    s.rect((x - 28, y + r * 1.18, x + 28, y + r * 1.22), DEEP, 3)
    s.rect((x - 27, y + r * 1.47, x + 27, y + r * 1.72), [(0, CLAY), (1, BARK)], 7)
    s.rect((x - 30, y + r * 1.45, x + 30, y + r * 1.51), DUNE, 4)
    for bx, by in ((356, 150), (392, 134), (930, 330)):
        s.line(
            bezier((bx - 12, by - 4), (bx - 6, by - 9), (bx - 2, by - 4), (bx, by)), 2.2, DEEP, 0.6
        )
        s.line(
            bezier((bx, by), (bx + 2, by - 4), (bx + 6, by - 9), (bx + 12, by - 4)), 2.2, DEEP, 0.6
        )
    return s.finished()


# -------------------------------------------------------------------------- film and sound

RATE = 22_050  # what espeak-ng gives
FRAMES = 25
CHORD = (110.0, 164.81, 220.0, 277.18, 329.63)


@dataclass(frozen=True)
class Cue:
    """Words said, and from when to when."""

    start: float
    end: float
    words: str


OPENING, INWARD, OUTWARD, ROUNDS, CLOSING = 3.5, 3.5, 4.5, 3, 2.5
LENGTH = OPENING + ROUNDS * (INWARD + OUTWARD) + CLOSING


def breathing_cues() -> list[Cue]:
    """Give what is said in the film."""
    cues = [Cue(0.4, OPENING - 0.2, "Sitt bekvämt och följ cirkeln.")]
    for i in range(ROUNDS):
        start = OPENING + i * (INWARD + OUTWARD)
        cues.append(Cue(start, start + INWARD - 0.2, "Andas in."))
        cues.append(Cue(start + INWARD, start + INWARD + OUTWARD - 0.2, "Andas ut."))
    cues.append(Cue(LENGTH - CLOSING + 0.2, LENGTH - 0.2, "Vila en stund."))
    return cues


GUIDE = (
    "Sätt dig, eller lägg dig, så skönt du kan.",
    "Blunda om du vill.",
    "Andas in, lugnt, genom näsan.",
    "Andas ut, långsamt.",
    "Känn hur axlarna sjunker.",
    "Låt händerna bli tunga och varma.",
    "Känn hur underlaget bär hela din kropp.",
    "Andas in.",
    "Andas ut, och vila.",
    "När du är klar rör du lite på fingrarna.",
    "Öppna ögonen i din egen takt.",
    "Ta med dig lugnet.",
)
PAUSE = 1.1


def spoken(words: str) -> array[float]:
    """Let the synthesiser say something slowly, softened."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "said.wav"
        command = [ESPEAK, "-v", "sv", "-s", "118", "-p", "32", "-g", "4", "-w", str(file), words]
        subprocess.run(command, check=True)
        with wave.open(str(file)) as sound:
            if (sound.getframerate(), sound.getsampwidth(), sound.getnchannels()) != (RATE, 2, 1):
                message = "espeak-ng gave another kind of sound than expected"
                raise ValueError(message)
            samples = array("h", sound.readframes(sound.getnframes()))
    soft = array("d")
    one = two = 0.0
    for sample in samples:
        one += 0.62 * (sample / 32768 - one)
        two += 0.62 * (one - two)
        soft.append(two)
    return soft


def pad(seconds: float) -> array[float]:
    """Give a very soft chord that comes and goes."""
    count = round(seconds * RATE)
    sound = array("d", bytes(8 * count))
    for i, tone in enumerate(CHORD):
        turn = math.tau * tone / RATE
        for begin in range(0, count, 64):
            at = begin / RATE
            swell = 0.55 + 0.45 * math.sin(math.tau * at / (7.3 + 1.7 * i) + i * 1.9)
            edge = min(1.0, at / 2.5, max(0.0, (seconds - at) / 2.5))
            loud = 0.03 * swell * edge / (1 + 0.35 * i)
            for n in range(begin, min(begin + 64, count)):
                sound[n] += loud * math.sin(turn * n)
    return sound


def mixture(seconds: float, cues: Iterable[Cue]) -> bytes:
    """Lay the words over the chord, with a little room around them."""
    sound = pad(seconds)
    for cue in cues:
        said = spoken(cue.words)
        first = round(cue.start * RATE)
        for delay, loud in ((0, 0.8), (0.037, 0.12), (0.061, 0.09), (0.097, 0.06), (0.151, 0.03)):
            shift = first + round(delay * RATE)
            for n in range(min(len(said), len(sound) - shift)):
                sound[shift + n] += loud * said[n]
    most = max(1.0, max(abs(value) for value in sound) / 0.9)
    whole = array("h", (round(value / most * 32767) for value in sound))
    if sys.byteorder == "big":
        whole.byteswap()
    return whole.tobytes()


def add_sound(box: OutputContainer, stream: AudioStream, sound: bytes) -> None:
    """Encode sound into a container."""
    step = 1024
    for begin in range(0, len(sound) // 2, step):
        part = sound[begin * 2 : (begin + step) * 2]
        frame = av.AudioFrame(format="s16", layout="mono", samples=len(part) // 2)
        frame.planes[0].update(part.ljust(frame.planes[0].buffer_size, b"\0"))
        frame.sample_rate = RATE
        frame.pts = begin
        frame.time_base = Fraction(1, RATE)
        box.mux(stream.encode(frame))
    box.mux(stream.encode(None))


def guide_cues() -> tuple[list[Cue], float]:
    """Give when each sentence of the listening exercise is said, and how long all of it takes."""
    at, cues = 2.0, []
    for words in GUIDE:
        length = len(spoken(words)) / RATE
        cues.append(Cue(at, at + length, words))
        at += length + PAUSE
    return cues, at + 1.5


def relaxation(target: Path) -> None:
    """Record the listening exercise and write down what is said."""
    cues, seconds = guide_cues()
    with av.open(str(target), "w", options={"fflags": "+bitexact"}) as box:
        stream = box.add_stream("libmp3lame", rate=RATE, layout="mono", bit_rate=48_000)
        add_sound(box, stream, mixture(seconds, cues))
    said = "\n\n".join(GUIDE)
    target.with_suffix(".md").write_text(f"# En kort stund av vila\n\n{said}\n", "utf-8")


def opened(at: float) -> tuple[float, str]:
    """Give how far the circle is open at a time (0 to 1), and the word to show."""
    since = at - OPENING
    turn = INWARD + OUTWARD
    if since < 0:
        return 0, "Sitt bekvämt"
    if since >= ROUNDS * turn:
        return 0, "Vila en stund"
    inside = since % turn
    if inside < INWARD:
        return (1 - math.cos(math.pi * inside / INWARD)) / 2, "Andas in"
    return (1 + math.cos(math.pi * (inside - INWARD) / OUTWARD)) / 2, "Andas ut"


def stage() -> Image.Image:
    """Draw what stands still in the film."""
    s = Scene([(0, "#1a5863"), (1, DEEP)], 960, 540)
    s.glow((480, 206), 430, SEA, 0.75)
    s.ring((480, 206), 178, 2, FOAM, 0.45)
    for i in range(48):
        a = i * math.tau / 48
        s.disc((480 + 190 * math.cos(a), 206 + 190 * math.sin(a)), 1.8 + (i % 4 == 0), SAND, 0.6)
    s.hills(502, 11, 620, 0.4, TEAL)
    s.hills(518, 9, 480, 2.4, "#0f3640")
    return s.finished()


def petals(still: Image.Image, size: float) -> Image.Image:
    """Draw the flower over the still picture, as large as the breath is deep."""
    side, fine = 360, 2
    corner = (480 - side // 2, 206 - side // 2)
    large = still.crop((*corner, corner[0] + side, corner[1] + side))
    large = large.resize((side * fine, side * fine), Image.Resampling.BICUBIC)
    middle = side * fine / 2

    def lay(x: float, y: float, r: float, colour: str, alpha: float) -> None:
        left, top = round(x - r - 2), round(y - r - 2)
        mask = Image.new("L", (round(2 * r + 5), round(2 * r + 5)))
        edges = (x - r - left, y - r - top, x + r - left, y + r - top)
        ImageDraw.Draw(mask).ellipse(edges, fill=round(255 * alpha))
        large.paste(Image.new("RGB", mask.size, colour), (left, top), mask)

    unit = fine * (0.5 + 0.8 * size)
    for i in range(8):
        a = i * math.tau / 8 + size * 0.4
        petal = (middle + 56 * unit * math.cos(a), middle + 56 * unit * math.sin(a))
        lay(*petal, 76 * unit, BLUSH if i % 2 else FOAM, 0.2)
    for i in range(10):
        lay(middle, middle, (84 - 4 * i) * unit, CREAM, 0.05)
    lay(middle, middle, 44 * unit, "#fdeede", 1)
    picture = still.copy()
    picture.paste(large.resize((side, side), Image.Resampling.LANCZOS), corner)
    return picture


def written(words: str) -> Image.Image:
    """Give words as a mask for the film."""
    large = Image.new("L", (960 * FINE, 70 * FINE))
    letter(ImageDraw.Draw(large), (480 * FINE, 34 * FINE), words, 38 * FINE, "mm")
    return large.resize((960, 70), Image.Resampling.LANCZOS)


def film_frames() -> Iterable[Image.Image]:
    """Give the pictures of the film, one by one."""
    still = stage()
    masks: dict[str, Image.Image] = {}
    shown, since = "", 0
    for number in range(round(LENGTH * FRAMES)):
        size, words = opened(number / FRAMES)
        if words != shown:
            shown, since = words, number
        picture = petals(still, size)
        mask = masks.setdefault(words, written(words))
        clear = min(1.0, (number - since) / (FRAMES * 0.5))
        faded = mask.point(lambda value, clear=clear: round(value * clear))
        picture.paste(Image.new("RGB", mask.size, CREAM), (0, 414), faded)
        yield picture


def clock(seconds: float) -> str:
    """Write a time as WebVTT wants it."""
    whole = round(seconds * 1000)
    minutes, rest = divmod(whole, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def breathing(target: Path) -> None:
    """Make the film, its captions and its text alternative."""
    cues = breathing_cues()
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(str(target), "w", options=options) as box:
        picture = box.add_stream("libx264", rate=FRAMES)
        picture.width, picture.height, picture.pix_fmt = 960, 540, "yuv420p"
        picture.options = {"crf": "25", "preset": "slow", "threads": "1"}
        sound = box.add_stream("aac", rate=RATE, layout="mono", bit_rate=48_000)
        for image in film_frames():
            frame = av.VideoFrame.from_image(image)  # type: ignore[no-untyped-call]
            box.mux(picture.encode(frame))
        box.mux(picture.encode(None))
        add_sound(box, sound, mixture(LENGTH, cues))
    lines = [f"{clock(c.start)} --> {clock(c.end)}\n{c.words}\n" for c in cues]
    target.with_suffix(".sv.vtt").write_text("WEBVTT\n\n" + "\n".join(lines), "utf-8")
    target.with_suffix(".md").write_text(breathing_text(), "utf-8")


def breathing_text() -> str:
    """Write down what is seen and said in the film."""
    return f"""# Andas lugnt

Filmen är en halv minut lång. Bilden visar en blomma av ljusa cirklar mot en blågrön bakgrund. \
En mjuk ton hörs hela tiden.

En röst säger: Sitt bekvämt och följ cirkeln.

Sedan växer cirkeln långsamt, och rösten säger: Andas in.

Cirkeln krymper långsamt, och rösten säger: Andas ut.

Det upprepas {("", "", "två", "tre", "fyra")[ROUNDS]} gånger. Orden står också i bilden.

Till sist är cirkeln liten och stilla, och rösten säger: Vila en stund.
"""


# ------------------------------------------------------------------------------ everything

PICTURES: dict[str, Callable[[], Image.Image]] = {
    "norrvik/battre-somn/sovrum.jpg": lambda: bedroom(NIGHT),
    "norrvik/battre-somn/morgon.jpg": lambda: bedroom(MORNING),
    "norrvik/battre-somn/dagbok.jpg": diary,
    "norrvik/battre-somn/dygnsrytm.jpg": day_and_night,
    "norrvik/battre-somn/lampa.webp": lights_out,
    "norrvik/hantera-stress/brygga.jpg": jetty,
    "norrvik/hantera-stress/andetag.png": breath,
    "sodervik/leva-med-smarta/stig.jpg": path,
    "sodervik/leva-med-smarta/lagom.png": pace,
    "sodervik/leva-med-smarta/vagor.webp": waves,
    "sodervik/leva-med-smarta/hav.webp": sea,
    "sodervik/infor-operation/vaska.png": bag,
    "sodervik/infor-operation/entre.jpg": entrance,
    "sodervik/infor-operation/hemma.jpg": home,
    "ovning/prova-pa/luftballong.jpg": balloon,
}
RECORDINGS: dict[str, Callable[[Path], None]] = {
    "sodervik/leva-med-smarta/andning.mp4": breathing,
    "sodervik/leva-med-smarta/avslappning.mp3": relaxation,
}


def saved(picture: Image.Image, target: Path) -> None:
    """Write a picture in the format its name says."""
    if target.suffix == ".jpg":
        picture.save(target, quality=82, optimize=True, progressive=True)
    elif target.suffix == ".webp":
        picture.save(target, quality=82, method=6)
    else:
        picture.save(target, optimize=True)


def main(names: Sequence[str]) -> int:
    """Make all the media, or those whose file names are given."""
    for place in (*PICTURES, *RECORDINGS):
        moment, name = place.rsplit("/", 1)
        if names and name not in names:
            continue
        target = MOMENTS / moment / "media" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if place in PICTURES:
            saved(PICTURES[place](), target)
        else:
            RECORDINGS[place](target)
        sys.stdout.write(f"{target.stat().st_size:>8} {place}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
