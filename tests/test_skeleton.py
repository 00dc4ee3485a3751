"""The beginnings that `moment new` writes: clean once filled in, and nothing is overwritten."""

import datetime as dt
import re
from pathlib import Path

import base
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.errors import BuilderError, RefusedError
from builder.forms import evaluate
from builder.model import Form
from builder.skeleton import find_moment, new_form, new_module, new_moment, slug
from builder.source import parse_yaml
from builder.survey import survey

TODAY = dt.date(2026, 11, 22)
NEW = "content/moments/prov/sova-gott"
KINDS = ("treatment", "support", "education", "care-plan", "assessment")
TITLES = (
    "Sova gott",
    "Sömn: en början",
    "‹x›",
    "no",
    "12",
    '"a" \\ #b',
    "# {#x}",
    "- å",
    "a" * 200,
)

FILLED = {
    "email": "sova@prov.example",
    "date": "2026-11-01",
    "participants": "En sjuksköterska och en designer",
}
"""What is filled in where not any text will do."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return base.put(tmp_path)


def moment(root: Path, name: str = "prov/sova-gott", title: str | None = None, **more: str) -> None:
    new_moment(root, name, title, more.get("kind", "support"), more.get("language", "sv"), TODAY)


def codes(root: Path) -> set[str]:
    return {one.code for one in survey(root, base.DAY, cache=False).findings}


def fill(root: Path) -> None:
    """Do as an author would: put a text in every place that is to be filled in."""
    for path in (root / "content").rglob("*"):
        if path.suffix in {".md", ".yaml"}:
            text = path.read_text(encoding="utf-8")
            for key, value in FILLED.items():
                text = re.sub(f"(?<={key}: )‹[^›]*›", value, text)
            path.write_text(re.sub("‹[^›]*›", "Ifyllt", text), encoding="utf-8")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_new_moment_is_clean_once_filled_in(root: Path, kind: str, language: str) -> None:
    moment(root, kind=kind, language=language)
    assert codes(root) == {"STR008"}
    fill(root)
    assert codes(root) == set()
    settings_ = (root / NEW / "moment.yaml").read_text()
    assert re.search("^review-by: .2027-11-22.$", settings_, re.MULTILINE)
    assert f"kind: {kind}\n" in settings_


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("kind", ["single", "tabbed", "calendar"])
def test_modules_and_forms_are_clean_once_filled_in(root: Path, kind: str, language: str) -> None:
    moment(root, language=language)
    new_module(root, "prov/sova-gott", "kvallen", None, language)
    new_form(root, "prov/sova-gott", "dagbok", None, kind, language)
    fill(root)
    module = root / NEW / "modules/kvallen.md"
    read = {"sv": "Läs en bok. ", "en": "Read a book. "}[language] * 14
    module.write_text(f"{module.read_text()}\n{read}\n\n[Dagbok](../forms/dagbok.yaml)\n")
    assert codes(root) == set()


@pytest.mark.parametrize("name", ["dagbok", "no", "12", "2026-01-15"])
def test_the_examples_of_a_new_form_hold(root: Path, name: str) -> None:
    """They prove every level, and what becomes of a missing answer."""
    moment(root)
    new_form(root, "prov/sova-gott", name, None, "single", "sv")
    fill(root)
    text = (root / NEW / f"forms/{name}.yaml").read_text(encoding="utf-8")
    form = Form.model_validate(parse_yaml("x.yaml", text).data)
    (score,) = form.scores
    assert form.id == name
    bands = []
    for example in form.examples:
        outcome = evaluate(form, example.answers)
        assert outcome.scores == example.expect.scores
        bands.append(outcome.bands[score.id])
        assert example.expect.bands == {score.id: bands[-1] or "none"}
    assert bands == ["high", "low", None]


def test_every_place_to_fill_in_is_told_once(root: Path) -> None:
    moment(root)
    found = survey(root, base.DAY, cache=False).findings
    written = "".join(path.read_text() for path in (root / NEW).rglob("*") if path.is_file())
    assert len(found) == written.count("‹") > 0
    for one in found:
        line = (root / one.span.path).read_text().split("\n")[one.span.line - 1]
        assert line[one.span.column - 1] == "‹"
        assert line[one.span.end_column - 2] == "›"


def test_paths_are_told_in_order(root: Path) -> None:
    done = new_moment(root, "prov/sova-gott", None, "support", "sv", TODAY)
    assert done.paths == tuple(
        f"{NEW}/{name}"
        for name in ("moment.yaml", "welcome.md", "staff.md", "modules/borja-har.md")
    )
    assert all((root / path).is_file() for path in done.paths)
    again = new_module(root, f"{NEW}/", "tva", "Två", "sv")
    assert again.paths == (f"{NEW}/modules/tva.md", f"{NEW}/moment.yaml")


@pytest.mark.parametrize("title", TITLES)
def test_any_title_survives(root: Path, title: str) -> None:
    moment(root, title=title)
    new_form(root, "prov/sova-gott", "dagbok", title, "single", "sv")
    for name in ("moment.yaml", "forms/dagbok.yaml"):
        document = parse_yaml(name, (root / NEW / name).read_text())
        assert document.problems == ()
        assert (document.data["title"], type(document.data["title"])) == (title, str)


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=30).filter(lambda text: text.strip() and text.isprintable()))
def test_any_printable_title_survives(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    root = base.put(tmp_path_factory.mktemp("root"))
    moment(root, title=title)
    text = (root / NEW / "moment.yaml").read_text(encoding="utf-8")
    assert parse_yaml("x.yaml", text).data["title"] == title


WRITTEN = """\
# Först en kommentar
id: prov
title: 'Prov'   # namnet
kind: support
language: sv
summary: >-
  En lång
  text.
audience: "Ingen"
owner: Provenheten
contact: {role: Samordnare, email: samordnare@prov.example}
available-to: [all]
review-by: 2030-01-01
risk-analysis: {date: 2026-01-15, participants: En sjuksköterska och en designer}
functions: {messages: false, contacts: false, planning: false, activity-plan: false}

modules:
  # den första
  - file: modules/start.md
    starts: at-once  # genast
  - file: modules/grund.md
    starts: at-once
# Sist en kommentar
"""


def test_a_new_module_is_listed_and_everything_else_is_kept(root: Path) -> None:
    path = root / base.MOMENT / "moment.yaml"
    path.write_text(WRITTEN)
    new_module(root, "prov/prov", "tva", "Två", "sv")
    text = path.read_text()
    entry = "  - file: modules/tva.md\n    starts: by-staff\n"
    assert text.count(entry) == 1
    kept = text.replace(entry, "")
    assert sorted(kept.split("\n")) == sorted(WRITTEN.split("\n"))
    assert text.index("modules/start.md") < text.index("modules/tva.md")
    new_module(root, "prov/prov", "tre", "Tre", "sv")
    assert path.read_text().index("modules/tva.md") < path.read_text().index("modules/tre.md")


def test_line_ends_of_windows_and_long_lines_do_not_disturb(root: Path) -> None:
    path = root / base.MOMENT / "moment.yaml"
    long = WRITTEN.replace("Provenheten", "Provenheten " * 40)
    path.write_bytes(long.replace("\n", "\r\n").encode())
    new_module(root, "prov/prov", "tva", "Två", "sv")
    assert parse_yaml("x", path.read_text()).data["owner"] == ("Provenheten " * 40).strip()
    assert codes(root) <= {"STR008"}


def all_bytes(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_what_is_there_is_never_overwritten(root: Path) -> None:
    moment(root)
    new_module(root, "prov/sova-gott", "tva", None, "sv")
    new_form(root, "prov/sova-gott", "dagbok", None, "single", "sv")
    before = all_bytes(root)
    for again in (
        lambda: moment(root, title="Annat"),
        lambda: new_module(root, "prov/sova-gott", "tva", "Annat", "sv"),
        lambda: new_form(root, "prov/sova-gott", "dagbok", "Annat", "tabbed", "sv"),
    ):
        with pytest.raises(RefusedError, match="is there already; nothing was written"):
            again()
    assert all_bytes(root) == before


def test_an_id_that_another_folder_has_taken(root: Path) -> None:
    moment(root, "prov/start")
    assert "IDN004" not in codes(root)


BAD_IDS = (
    "",
    "Å",
    "a b",
    "a--b",
    "-a",
    "a_b",
    "../x",
    "a/b",
    "a.b",
    "a\n",
    "A",
    "/",
    "a/../../x",
    "..",
)


@pytest.mark.parametrize("name", BAD_IDS)
def test_bad_ids_are_refused_and_nothing_is_written(root: Path, name: str) -> None:
    before = all_bytes(root)
    for ask in (
        lambda: moment(root, f"prov/{name}"),
        lambda: new_module(root, "prov/prov", name, None, "sv"),
        lambda: new_form(root, "prov/prov", name, None, "single", "sv"),
    ):
        with pytest.raises(RefusedError, match="cannot be an id"):
            ask()
    assert all_bytes(root) == before


@pytest.mark.parametrize("name", ["annan/x", "x", "", "/", "../prov/x", "Prov/x", "prov.yaml/x"])
def test_unknown_publishers_are_refused(root: Path, name: str) -> None:
    before = all_bytes(root)
    with pytest.raises(RefusedError, match="there is no publisher"):
        moment(root, name)
    assert all_bytes(root) == before


@pytest.mark.parametrize("name", ["prov/annat", "prov", "", "/", "content", "../prov", "x/prov"])
def test_unknown_moments_are_refused(root: Path, name: str) -> None:
    for ask in (
        lambda: find_moment(root, name),
        lambda: new_module(root, name, "tva", None, "sv"),
        lambda: new_form(root, name, "tva", None, "single", "sv"),
    ):
        with pytest.raises(RefusedError, match="there is no moment"):
            ask()


def test_a_moment_is_found_by_folder_by_name_and_by_its_id(root: Path) -> None:
    (root / base.MOMENT).rename(root / "content/moments/prov/mapp")
    for name in (
        "prov/prov",
        "prov/mapp",
        "content/moments/prov/mapp",
        "content/moments/prov/mapp/",
    ):
        assert find_moment(root, name) == "content/moments/prov/mapp"


BROKEN = [
    "",
    "id: [",
    "id: prov\n",
    "modules: text\n",
    "modules:\n",
    "- a\n",
    "a: &x b\n",
    "modules: {a: b}\n",
]


@pytest.mark.parametrize("text", BROKEN)
def test_settings_that_cannot_be_read_are_left_alone(root: Path, text: str) -> None:
    (root / base.MOMENT / "moment.yaml").write_text(text)
    before = all_bytes(root)
    with pytest.raises(BuilderError):
        new_module(root, "prov/prov", "tva", None, "sv")
    assert all_bytes(root) == before


def test_settings_that_are_missing(root: Path) -> None:
    (root / base.MOMENT / "moment.yaml").unlink()
    with pytest.raises((BuilderError, FileNotFoundError)):
        new_module(root, "prov/prov", "tva", None, "sv")


def test_a_full_disk_leaves_no_half_module(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = all_bytes(root)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("builder.durable.os.fsync", fail)
    with pytest.raises(OSError, match="No space"):
        new_module(root, "prov/prov", "tva", None, "sv")
    assert all_bytes(root) == before


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Bättre sömn", "battre-somn"),
        ("  Å, Ä & Ö!  ", "a-a-o"),
        ("Œuvre № 5", "uvre-no-5"),
        ("日本", ""),
        ("--", ""),
    ],
)
def test_slug(title: str, expected: str) -> None:
    assert slug(title) == expected
