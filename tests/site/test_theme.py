"""The theme: readable for everyone, and nobody else's."""

import re

import pytest

from builder.site.frame import THEME

BASE = (THEME / "assets/base.css").read_text("utf-8")
LIGHT, DARK = BASE.split("@media (prefers-color-scheme: dark)")
TEXTS = ("ink", "ink-soft", "deep", "link", "accent")
GROUNDS = ("paper", "surface", "sand", "mist")
PAIRS = [
    *[(text, ground) for text in TEXTS for ground in GROUNDS],
    ("accent", "accent-soft"),
    ("ink", "accent-soft"),
    ("link", "accent-soft"),
    ("surface", "accent"),
    ("amber", "amber-soft"),
    ("bar-ink", "bar"),
    ("bar-soft", "bar"),
]


def tokens(css):
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))


def luminance(color):
    parts = (int(color[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_texts_stand_out(scheme, text, ground):
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    colors = tokens(LIGHT) | (tokens(DARK) if scheme == "dark" else {})
    assert contrast(colors[text], colors[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("part", ["line-strong", "focus"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_controls_and_focus_stand_out(scheme, part, ground):
    """WCAG 2.2, 1.4.11: at least 3 to 1."""
    colors = tokens(LIGHT) | (tokens(DARK) if scheme == "dark" else {})
    assert contrast(colors[part], colors[ground]) >= 3


@pytest.mark.parametrize("file", sorted(THEME.rglob("*.*")), ids=lambda file: file.name)
def test_nothing_comes_from_elsewhere(file):
    text = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"(https?:)?//[a-z]", re.sub(r"^\s*//.*", "", text, flags=re.MULTILINE)), (
        file
    )
    assert "@import" not in text
    assert "@font-face" not in text
    assert "1177" not in text


@pytest.mark.parametrize("file", sorted(THEME.rglob("*.js")), ids=lambda file: file.name)
def test_scripts_write_no_html(file):
    text = file.read_text("utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(", text
    )
