"""The case of the issue: a picture with an impossible name, used all over a moment."""

from collections.abc import Callable
from pathlib import Path

import pytest
from mended import codes, files, mend
from PIL import Image

MOMENT = "content/moments/norrvik/battre-somn"
NAME = "Sömn Bild (1).PNG"
SEEN = "![Ett sovrum på natten med månen utanför fönstret.]"
SHOWN = {
    "modules/valkommen.md": f'{SEEN}(<../media/{NAME}> "Lugn och mörker hjälper kroppen att sova.")',
    "modules/varva-ner.md": f"{SEEN}(../media/S%C3%B6mn%20Bild%20%281%29.PNG)",
    "modules/vidare.md": f"{SEEN}[rummet]\n\n[rummet]: <../media/So\u0308mn Bild (1).PNG> 'Rummet'",
    "welcome.md": f"{SEEN}(<media/{NAME}>)",
}
MENDED = {
    "modules/valkommen.md": f'{SEEN}(<../media/somn-bild-1.png> "Lugn och mörker hjälper kroppen att sova.")',
    "modules/varva-ner.md": f"{SEEN}(../media/somn-bild-1.png)",
    "modules/vidare.md": f"{SEEN}[rummet]\n\n[rummet]: <../media/somn-bild-1.png> 'Rummet'",
    "welcome.md": f"{SEEN}(<media/somn-bild-1.png>)",
}


def _insert(path: Path, text: str) -> None:
    """Show the picture after the first paragraph, in place of another if there is one."""
    paragraphs = path.read_text().split("\n\n")
    place = next((n for n, one in enumerate(paragraphs) if one.startswith("![")), None)
    paragraphs[place or 2 : (place or 1) + 1] = [text]
    path.write_text("\n\n".join(paragraphs))


@pytest.fixture
def root(real: Path) -> Path:
    """The real content, with the picture of the bedroom renamed by hand and shown in four places."""
    moment = real / MOMENT
    Image.open(moment / "media/sovrum.jpg").resize((480, 270)).save(moment / "media" / NAME, "PNG")
    (moment / "media/sovrum.jpg").unlink()
    listed = (moment / "media/media.yaml").read_text()
    (moment / "media/media.yaml").write_text(
        listed.replace("file: sovrum.jpg", f"file: {NAME}  # ny bild")
    )
    for name, text in SHOWN.items():
        _insert(moment / name, text)
    return real


def test_the_name_and_all_that_points_at_it_is_mended(
    root: Path, committed: Callable[[Path], Callable[..., str]]
) -> None:
    assert codes(root) == ["NAM001"]
    git = committed(root)
    plan = mend(root)
    assert codes(root) == []
    assert [(one.name, one.references) for one in plan.renamed] == [("somn-bild-1.png", 5)]
    for name, text in MENDED.items():
        assert text in (root / MOMENT / name).read_text()
    assert "file: somn-bild-1.png  # ny bild\n" in (root / MOMENT / "media/media.yaml").read_text()
    git("add", "-A")
    assert git("diff", "--cached", "-M", "--numstat").splitlines() == [
        f"1\t1\t{MOMENT}/media/media.yaml",
        f"-\t-\t{MOMENT}/media/{{{NAME} => somn-bild-1.png}}",
        f"1\t1\t{MOMENT}/modules/valkommen.md",
        f"1\t1\t{MOMENT}/modules/varva-ner.md",
        f"1\t1\t{MOMENT}/modules/vidare.md",
        f"1\t1\t{MOMENT}/welcome.md",
    ]


def test_a_second_run_changes_nothing(root: Path) -> None:
    mend(root)
    before = files(root)
    assert mend(root).is_empty
    assert files(root) == before


def test_a_decomposed_name_is_found_and_mended(root: Path) -> None:
    old = root / MOMENT / "media" / NAME
    old.rename(old.with_name("So\u0308mn Bild (1).PNG"))
    assert codes(root) == ["NAM001"]
    mend(root)
    assert codes(root) == []
    assert (root / MOMENT / "media/somn-bild-1.png").is_file()


def test_other_moments_are_left_alone(root: Path) -> None:
    before = files(root)
    mend(root)
    others = {path for path, data in files(root).items() if before.get(path) != data}
    assert all(path.startswith(MOMENT) for path in others)
