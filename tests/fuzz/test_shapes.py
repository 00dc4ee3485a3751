"""Never a crash: files that are nearly right, put together rather than torn apart."""

import base
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seeds import CAPTIONED
from shapes import documents, fragments
from target import attempt

FILES = {
    "content/profile.yaml": "profile",
    "content/publishers/prov.yaml": "publisher",
    "content/forms/delad.yaml": "form",
    "forms/enkat.yaml": "form",
    "media/media.yaml": "media",
    "moment.yaml": "moment",
}
NAMES = (
    *FILES,
    *("welcome.md", "open.md", "staff.md", "modules/start.md", "changes/1.md", "media/rum.md"),
    *("media/rum.png", "media/rum.jpg", "media/rum.webp", "media/f.mp4", "media/l.mp3"),
    *("media/l.m4a", "media/f.vtt", "README.md", "x", "modules/x.txt", "content/moments/x"),
)
SHOWN = "# Start {#start}\n\n[Enkät](../forms/enkat.yaml)\n\n![Rum.](../media/rum.png)\n\n"


def _hold(changes: dict[str, str | bytes | None]) -> None:
    result = attempt(base.files({"modules/start.md": SHOWN + "Text.\n", **changes}))
    assert result, f"{result.seconds:.1f} s\n{result.trace}"


@pytest.mark.parametrize("name", FILES)
def test_yaml_near_its_model(name: str) -> None:
    @settings(max_examples=12)
    @given(documents(FILES[name]))
    def law(data: bytes) -> None:
        _hold({name: data})

    law()


@settings(max_examples=30)
@given(st.sampled_from(sorted(FILES)), fragments("yaml"))
def test_yaml_of_fragments(name: str, data: bytes) -> None:
    _hold({name: data})


@settings(max_examples=30)
@given(fragments("markdown", most=40))
def test_markdown_of_fragments(data: bytes) -> None:
    _hold({"modules/start.md": SHOWN.encode() + data, "welcome.md": data})


@settings(max_examples=30)
@given(fragments("webvtt"))
def test_captions_of_fragments(data: bytes) -> None:
    _hold({**CAPTIONED, "media/film.vtt": b"WEBVTT\n\n" + data})


@settings(max_examples=30)
@given(st.sampled_from(NAMES), st.binary(max_size=200))
def test_any_bytes_under_any_name(name: str, data: bytes) -> None:
    _hold({name: data})
