"""Faults in the real content, and no others because of them."""

from pathlib import Path

import base
import pytest

from builder.checks import check
from builder.content import read_library, read_moment
from builder.survey import survey
from builder.tree import Tree, read_folder

ROOT = Path(__file__).parent.parent
MOMENT = "content/moments/norrvik/hantera-stress"


@pytest.fixture
def files() -> dict[str, bytes]:
    tree = read_folder(ROOT)
    return {path: tree[path] for path in tree}


def found(files: dict[str, bytes], folder: str) -> list[tuple[str, str, int, int]]:
    tree = Tree.of(files)
    findings = check(read_moment(tree, folder, read_library(tree)), base.DAY)
    return [
        (f.code, f.span.path.removeprefix(f"{folder}/"), f.span.line, f.span.column)
        for f in findings
    ]


def test_the_real_content_is_clean() -> None:
    result = survey(ROOT, base.DAY, cache=False)
    assert [(str(f.span), f.code, str(f.message)) for f in result.findings] == []
    assert result.moments == 5


def test_a_renamed_picture_a_misspelt_form_and_an_emptied_module(files: dict[str, bytes]) -> None:
    for path in [
        path for path in files if path.startswith(MOMENT) and path.endswith((".md", ".yaml"))
    ]:
        files[path] = files[path].replace(b"andetag.png", "sömn.png".encode())
    files[f"{MOMENT}/media/sömn.png"] = files.pop(f"{MOMENT}/media/andetag.png")
    module = next(
        p
        for p, data in files.items()
        if p.startswith(f"{MOMENT}/modules/") and b"dagens-stress.yaml" in data
    )
    files[module] = files[module].replace(b"dagens-stress.yaml", b"dagens-stres.yaml", 1)
    line = next(
        n
        for n, text in enumerate(files[module].decode().splitlines(), 1)
        if "dagens-stres.yaml" in text
    )
    column = files[module].decode().splitlines()[line - 1].index("](") + 3
    emptied = next(
        p
        for p in files
        if p.startswith(f"{MOMENT}/modules/")
        and p != module
        and "sömn.png" not in files[p].decode()
    )
    files[emptied] = b""
    assert sorted(found(files, MOMENT)) == sorted(
        [
            ("NAM001", "media/sömn.png", 1, 1),
            ("REF003", module.removeprefix(f"{MOMENT}/"), line, column),
            ("STR006", emptied.removeprefix(f"{MOMENT}/"), 1, 1),
        ]
    )


@pytest.mark.parametrize("folder", sorted(read_library(read_folder(ROOT)).folders))
def test_every_module_can_be_emptied_without_a_cascade(
    files: dict[str, bytes], folder: str
) -> None:
    for path in [path for path in files if path.startswith(f"{folder}/modules/")]:
        one_empty = {**files, path: b""}
        assert found(one_empty, folder) == [("STR006", path.removeprefix(f"{folder}/"), 1, 1)]


@pytest.mark.parametrize("folder", sorted(read_library(read_folder(ROOT)).folders))
def test_every_picture_can_be_renamed_without_a_cascade(
    files: dict[str, bytes], folder: str
) -> None:
    pictures = [
        p for p in files if p.startswith(f"{folder}/media/") and p.endswith((".png", ".jpg"))
    ]
    assert pictures
    for path in pictures:
        old = path.rpartition("/")[2]
        changed = {
            p: data.replace(old.encode(), "sömn.png".encode())
            if p.startswith(folder) and p.endswith((".md", ".yaml"))
            else data
            for p, data in files.items()
        }
        changed[path.replace(old, "sömn.png")] = changed.pop(path)
        assert found(changed, folder) == [("NAM001", "media/sömn.png", 1, 1)]
