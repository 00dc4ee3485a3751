"""Packages: the same bytes everywhere, and only what the authors wrote."""

import json
import os
import subprocess
import sys
import unicodedata
from decimal import Decimal
from pathlib import Path

import base
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from builder.content import read_library, read_moment
from builder.errors import IntegrityError, RefusedError
from builder.manifest import digest, schema_folder
from builder.package import Package
from builder.packing import Packed, pack
from builder.tree import Tree, read_folder

ROOT = Path(__file__).parent.parent
SHOWN = {
    "modules/start.md": "# Start {#start}\n\n![Ett rum.](../media/rum.png)\n\n[Enkät](../forms/enkat.yaml)\n"
}


def packed(files: dict[str, bytes], folder: str = base.MOMENT) -> Packed:
    tree = Tree.of(files)
    return pack(read_moment(tree, folder, read_library(tree)))


def real_files() -> dict[str, bytes]:
    tree = read_folder(ROOT)
    return {path: tree[path] for path in tree}


FOLDERS = sorted(read_library(read_folder(ROOT)).folders)
IS_TEXT = (".md", ".yaml", ".vtt")


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_real_content_packs_to_what_its_schema_says(folder: str) -> None:
    result = packed(real_files(), folder)
    schema = json.loads((schema_folder() / "package.schema.json").read_text(encoding="utf-8"))
    assert [
        error.message for error in Draft202012Validator(schema).iter_errors(json.loads(result.data))
    ] == []
    assert Package.from_bytes(result.data) == result.package
    assert Package.from_bytes(result.data).to_bytes() == result.data


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_line_ends_and_normal_form_never_change_a_package(
    folder: str, form: str, line_end: str
) -> None:
    def rewritten(path: str, data: bytes) -> bytes:
        if not path.endswith(IS_TEXT):
            return data
        return unicodedata.normalize(form, data.decode()).replace("\n", line_end).encode()

    files = real_files()
    again = {path: rewritten(path, data) for path, data in files.items()}
    assert packed(again, folder).data == packed(files, folder).data


_SCRIPT = """
import sys
from pathlib import Path
from builder.content import read_library, read_moment
from builder.manifest import digest
from builder.packing import pack
from builder.rendition import render
from builder.tree import read_folder
tree = read_folder(Path(sys.argv[1]))
library = read_library(tree)
for folder in library.folders:
    result = pack(read_moment(tree, folder, library))
    print(digest(result.data), digest(render(result.package)))
"""


def test_the_bytes_are_the_same_in_two_folders_two_time_zones_and_two_hash_seeds(
    tmp_path: Path,
) -> None:
    copy = tmp_path / "en mapp med å"
    copy.mkdir()
    for path, data in real_files().items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes(data)

    def run(root: Path, zone: str, seed: str) -> str:
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        return subprocess.run(
            [sys.executable, "-c", _SCRIPT, str(root)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    first = run(ROOT, "Pacific/Kiritimati", "1")
    assert len(first.split()) == 2 * len(FOLDERS)
    assert run(copy, "America/Los_Angeles", "2") == first


def test_names_of_files_and_folders_are_not_in_the_package_but_for_the_links() -> None:
    before = packed(base.files(SHOWN)).package
    moved = {
        path.replace("/prov/prov/", "/prov/annan-mapp/"): data
        for path, data in base.files(SHOWN).items()
    }
    assert packed(moved, "content/moments/prov/annan-mapp").package == before


def test_what_the_catalogue_entry_says_is_not_in_the_package() -> None:
    before = packed(base.files())
    for old, new in (
        ("owner: Provenheten", "owner: En annan enhet"),
        ("role: Samordnare", "role: Handläggare"),
        ("available-to: [all]", "available-to: [norr]"),
        ("review-by: 2030-01-01", "review-by: 2031-01-01"),
        ("id: prov\ntitle: Prov\n", "# en kommentar\ntitle: Prov\nid: prov\n"),
    ):
        assert old in base.SETTINGS
        assert (
            packed(base.files({"moment.yaml": base.SETTINGS.replace(old, new)})).data == before.data
        )


def test_addresses_mean_ids() -> None:
    page = packed(base.files(SHOWN)).package.modules[0].introduction
    assert page
    assert page.links == {"../media/rum.png": "media:rum", "../forms/enkat.yaml": "form:enkat"}


def test_a_definition_elsewhere_in_the_file_comes_along() -> None:
    text = '# S {#s}\n\n## A {#a}\n\nSe [mer].\n\n## B {#b}\n\nText.\n\n## C {#c}\n\nText.\n\n[mer]: https://www.1177.se "1177"\n'
    package = packed(base.files({"modules/start.md": text})).package
    first, second, _ = (section.steps[0] for section in package.modules[0].sections)
    assert first.definitions["MER"].target == "https://www.1177.se"
    assert second.definitions == {}


def test_every_part_has_a_place() -> None:
    result = packed(base.files(SHOWN))
    for route, line in (
        (("module", "start"), 1),
        (("form", "enkat", "question", "oro"), 10),
        (("settings", "title"), 2),
        (("medium", "rum"), 2),
    ):
        place = result.place(route)
        assert place
        assert place.line == line
    assert result.place(("form", "enkat", "question", "borta")) == result.place(("form", "enkat"))
    assert result.place(("ingenting",)) is None


PICTURED = base.FORM.replace(
    "type: yes-no", "type: yes-no, picture: {file: ../media/bild.png, alt: En bild.}"
)


def pictures(changes: dict[str, str | bytes | None]) -> list[str]:
    """Return what the questions of the only form show."""
    (form,) = packed(base.files({**SHOWN, **changes})).package.forms
    return [q.picture.file for _, q in form.walk() if q.type != "info" and q.picture]


def test_a_picture_of_a_form_goes_by_its_id_and_comes_along() -> None:
    other = base.picture(size=(50, 40))
    one_page = {
        **SHOWN,
        "moment.yaml": base.ONE_MODULE,
        "forms/enkat.yaml": PICTURED,
        "media/bild.png": other,
    }
    result = packed(base.files(one_page))
    (form,) = result.package.forms
    (question,) = form.pages[0].questions
    assert question.type == "yes-no"
    assert question.picture
    assert (question.picture.file, question.picture.alt) == ("media:bild", "En bild.")
    assert [medium.id for medium in result.package.media] == ["bild", "rum"]
    assert f"{base.MOMENT}/media/bild.png" in result.blobs.values()
    assert Package.from_bytes(result.data) == result.package
    renamed = {
        "forms/enkat.yaml": PICTURED.replace("bild.png", "vy.png"),
        "media/media.yaml": base.MEDIA_LIST.replace("bild.png", "vy.png"),
        "media/bild.png": None,
        "media/vy.png": other,
    }
    assert packed(base.files({**one_page, **renamed})).data == result.data


def test_what_is_no_picture_of_the_moments_stays_as_it_is_written() -> None:
    text = base.MEDIA_LIST.replace("rum.png", "rum.vtt")
    assert pictures({"forms/enkat.yaml": PICTURED}) == ["media:bild"]
    for name in ("rum.vtt", "borta.png"):
        form = PICTURED.replace("bild.png", name)
        changed = {"forms/enkat.yaml": form, "media/media.yaml": text, "media/rum.vtt": "WEBVTT\n"}
        assert pictures(changed) == [f"../media/{name}"]


def test_a_shared_form_takes_no_moments_picture_along() -> None:
    address = "../moments/prov/prov/media/bild.png"
    shared = {
        "content/forms/delad.yaml": PICTURED.replace("../media/bild.png", address)
        + "owner: prov\n",
        "modules/start.md": "# Start {#start}\n\n[Delad](../../../../forms/delad.yaml)\n",
        "modules/grund.md": None,
        "moment.yaml": base.ONE_MODULE,
    }
    result = packed(base.files(shared))
    assert result.package.media == ()
    assert address.encode() in result.data


ONE_FORM = "# Start {#start}\n\n[Enkät](../forms/enkat.yaml)\n"
EXAMPLE = "examples:\n  - {id: ja, title: Ja, answers: {oro: yes}, expect: {shown: [oro]}}\n"


def test_examples_are_proof_and_not_content() -> None:
    def data(form: str) -> bytes:
        return packed(base.files({**SHOWN, "forms/enkat.yaml": form})).data

    plain = data(base.FORM)
    assert data(base.FORM + EXAMPLE) == plain
    assert data(base.FORM + EXAMPLE.replace("yes", "no")) == plain
    assert b"expect" not in plain


def test_what_the_model_has_got_since_changes_no_package_that_does_not_use_it() -> None:
    """The digest is that of the builder before pictures, patterns, ranges, rows and examples."""
    shown = {**base.BARE, "forms/enkat.yaml": base.FORM, "modules/start.md": ONE_FORM}
    known = "5da30a499f65b1e1d35307101316f71cdeaf0d24c4c504a9e1b78f1b77a07fea"
    assert digest(packed(base.files(shown)).data) == known


def test_the_parts_of_a_form_have_places() -> None:
    start, _, _ = base.FORM.partition("      - {id: oro")
    form = f"""\
{start}      - id: rutor
        type: matrix
        text: Hur?
        rows:
          - {{id: somn, text: Sömnen}}
        choices:
          - {{value: bra, text: Bra, score: 0}}
          - {{value: daligt, text: Dåligt, score: 1}}
scores:
  - id: summa
    title: Summa
    method: sum
    of: [rutor]
    missing: {{policy: no-score}}
    visible-to: [staff]
    bands:
      - {{id: lag, from: 0, to: 0, text: Låg}}
      - {{id: hog, from: 1, to: 1, text: Hög}}
occasions:
  - {{id: fore, title: Före}}
"""
    result = packed(base.files({**SHOWN, "forms/enkat.yaml": form}))
    lines = form.split("\n")
    for route, name in (
        (("question", "rutor"), "rutor"),
        (("question", "rutor", "row", "somn"), "somn"),
        (("question", "rutor", "choice", "daligt"), "daligt"),
        (("score", "summa"), "summa"),
        (("score", "summa", "band", "hog"), "hog"),
        (("occasion", "fore"), "fore"),
    ):
        place = result.place(("form", "enkat", *route))
        assert place
        assert name in lines[place.line - 1]
    question = result.place(("form", "enkat", "question", "rutor"))
    assert result.place(("form", "enkat", "question", "rutor", "choice", "borta")) == question


def test_a_moment_without_settings_cannot_be_packed() -> None:
    with pytest.raises(RefusedError):
        packed(base.files({"welcome.md": None}))


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"format": 1}', b"\xff"])
def test_what_is_no_package(data: bytes) -> None:
    with pytest.raises(IntegrityError):
        Package.from_bytes(data)


@settings(max_examples=25)
@given(st.decimals(-(10**6), 10**6, places=4))
def test_numbers_are_exact_and_have_one_spelling(number: Decimal) -> None:
    form = base.FORM.replace(
        '{id: oro, type: yes-no, text: "Känner du oro?"}',
        "{id: oro, type: number, text: Hur mycket?, max: %s}",
    )
    plain = packed(base.files({**SHOWN, "forms/enkat.yaml": form % f"{number.normalize():f}"})).data
    padded = packed(base.files({**SHOWN, "forms/enkat.yaml": form % f"{number:.4f}"})).data
    assert digest(plain) == digest(padded)
