"""Building again: only what changed, and never half of it."""

import json
import re
import shutil

import base
import pytest

from builder.catalogue import Catalogue
from builder.checks import ALL_RULES
from builder.errors import BuilderError, CatalogueError, IntegrityError
from builder.site import BuildResult, build, shell
from builder.site.ledger import NAME, Ledger
from published import publish

HANDBOOK = len(ALL_RULES) + 1
"""The handbook's pages, which are made again only with the builder or the language."""
ALL = HANDBOOK + 2
SHOWN = "# Start {#start}\n\n![Ett rum](../media/rum.png)\n"


@pytest.fixture
def catalogue(tmp_path):
    made = Catalogue(tmp_path / "published")
    publish(made, base.tree({"modules/start.md": SHOWN}), "2026-11-01T08:00:00Z")
    return made


@pytest.fixture
def site(tmp_path):
    return tmp_path / "site"


def contents(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_the_first_build_writes_everything(catalogue, site):
    assert build(catalogue, site, "sv") == BuildResult(ALL, ALL)
    assert {"index.html", "prov/prov.html", "assets/catalogue.js"} <= contents(site).keys()


def test_an_unchanged_catalogue_writes_nothing(catalogue, site):
    build(catalogue, site, "sv")
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    assert build(catalogue, site, "sv") == BuildResult(0, ALL)
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before


def test_building_twice_elsewhere_gives_the_same_bytes(catalogue, site, tmp_path):
    build(catalogue, site, "sv")
    build(catalogue, tmp_path / "other", "sv")
    assert contents(site) == contents(tmp_path / "other")


def test_another_language_writes_everything(catalogue, site):
    build(catalogue, site, "sv")
    assert build(catalogue, site, "en") == BuildResult(ALL, ALL)
    assert "Development catalogue" in (site / "index.html").read_text("utf-8")


def test_a_change_writes_its_page_and_the_front_page(catalogue, site):
    build(catalogue, site, "sv")
    changed = base.tree({"modules/start.md": SHOWN.replace("Ett rum", "Rummet")})
    publish(catalogue, changed, "2026-11-02T08:00:00Z")
    assert build(catalogue, site, "sv") == BuildResult(2, ALL)
    assert "Rummet" in (site / "prov/prov.html").read_text("utf-8")


def test_what_only_a_form_shows_is_on_the_shelf_too(site, tmp_path):
    form = base.FORM.replace(
        "type: yes-no", "type: yes-no, picture: {file: ../media/bild.png, alt: En vy.}"
    )
    view = base.picture(size=(60, 20))
    page = "# Start {#start}\n\n[Enkät](../forms/enkat.yaml)\n"
    changes = {"forms/enkat.yaml": form, "media/bild.png": view, "modules/start.md": page}
    made = Catalogue(tmp_path / "other")
    publish(made, base.tree({**changes, "modules/grund.md": None}), "2026-11-01T08:00:00Z")
    build(made, site, "sv")
    (shown,) = (site / "media").iterdir()
    assert shown.read_bytes() == view
    (image,) = re.findall("<img [^>]*>", (site / "prov/prov.html").read_text("utf-8"))
    assert f'src="../media/{shown.name}"' in image
    assert 'alt="En vy."' in image


def test_media_that_nothing_shows_any_more_is_removed(catalogue, site):
    build(catalogue, site, "sv")
    (picture,) = (site / "media").iterdir()
    publish(catalogue, base.tree(base.BARE), "2026-11-02T08:00:00Z")
    build(catalogue, site, "sv")
    assert not picture.exists()
    assert not picture.parent.exists()


def test_a_moment_that_is_gone_takes_its_page_along(catalogue, site, tmp_path):
    build(catalogue, site, "sv")
    settings = base.SETTINGS.replace("id: prov", "id: annat")
    other = Catalogue(tmp_path / "other")
    publish(other, base.tree({"moment.yaml": settings}), "2026-11-01T08:00:00Z")
    build(other, site, "sv")
    assert not (site / "prov/prov.html").exists()
    assert (site / "prov/annat.html").exists()


def test_what_others_put_in_the_folder_stays(catalogue, site):
    site.mkdir()
    (site / "CNAME").write_text("a.example")
    build(catalogue, site, "sv")
    build(catalogue, site, "en")
    assert (site / "CNAME").read_text() == "a.example"


@pytest.mark.parametrize("lost", ["index.html", "prov/prov.html", "media", NAME])
def test_what_is_lost_is_made_again(catalogue, site, lost):
    build(catalogue, site, "sv")
    whole = contents(site)
    target = site / lost
    shutil.rmtree(target) if target.is_dir() else target.unlink()
    build(catalogue, site, "sv")
    assert contents(site) == whole


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1]", b'{"format": 1, "moments": 3}'])
def test_a_damaged_ledger_costs_a_whole_build(catalogue, site, damage):
    build(catalogue, site, "sv")
    (site / NAME).write_bytes(damage)
    assert build(catalogue, site, "sv") == BuildResult(ALL, ALL)


@pytest.mark.parametrize("path", ["../treasure", "/treasure", "a/../../treasure"])
def test_a_ledger_never_removes_what_lies_outside(catalogue, site, path):
    build(catalogue, site, "sv")
    treasure = site.parent / "treasure"
    treasure.write_text("mine")
    ledger = json.loads((site / NAME).read_bytes())
    ledger["files"].append(path)
    (site / NAME).write_text(json.dumps(ledger))
    build(catalogue, site, "sv")
    assert treasure.read_text() == "mine"


def test_a_build_that_is_killed_leaves_the_old_site(catalogue, site, monkeypatch):
    build(catalogue, site, "sv")
    before = contents(site)
    publish(catalogue, base.tree({"modules/start.md": SHOWN + "\nMer.\n"}), "2026-11-02T08:00:00Z")

    def die(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(shell, "run_mkdocs", die)
    with pytest.raises(KeyboardInterrupt):
        build(catalogue, site, "sv")
    assert contents(site) == before
    monkeypatch.undo()
    assert build(catalogue, site, "sv") == BuildResult(2, ALL)


def test_what_a_killed_build_left_is_cleared(catalogue, site):
    left = site.parent / ".site-build-old"
    left.mkdir()
    (left / "index.html").write_text("half")
    build(catalogue, site, "sv")
    assert not left.exists()


def test_where_links_are_not_possible_media_are_copied(catalogue, site, monkeypatch):
    from pathlib import Path

    def refuse(*_):
        raise OSError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    build(catalogue, site, "sv")
    (picture,) = (site / "media").iterdir()
    assert picture.stat().st_nlink == 1


def test_a_damaged_medium_is_never_shown(catalogue, site):
    (blob,) = (catalogue.folder / "blobs").iterdir()
    blob.write_bytes(b"other")
    with pytest.raises(IntegrityError):
        build(catalogue, site, "sv")
    assert not (site / "index.html").exists()


def test_no_catalogue_no_site(tmp_path):
    with pytest.raises(CatalogueError):
        build(Catalogue(tmp_path / "none"), tmp_path / "site", "sv")


def test_a_publisher_may_be_called_anything(tmp_path, site):
    """MkDocs has its own ideas of `templates`, `index` and `readme`."""
    files = {
        path.replace("content/moments/prov/prov", "content/moments/templates/readme"): data
        for path, data in base.files(
            {"moment.yaml": base.SETTINGS.replace("id: prov", "id: readme")}
        ).items()
    }
    files["content/publishers/templates.yaml"] = base.PUBLISHER.replace(
        "id: prov", "id: templates"
    ).encode()
    made = Catalogue(tmp_path / "published")
    publish(made, base.Tree.of(files), "2026-11-01T08:00:00Z")
    build(made, site, "sv")
    assert (site / "templates/readme.html").is_file()


def test_many_moments_are_made_in_processes(tmp_path, site):
    files = {k: v for k, v in base.files().items() if not k.startswith(base.MOMENT)}
    for n in range(45):
        one = base.files({"moment.yaml": base.SETTINGS.replace("id: prov", f"id: m-{n}")})
        files |= {k.replace(base.MOMENT, f"content/moments/prov/m-{n}"): v for k, v in one.items()}
    made = Catalogue(tmp_path / "published")
    publish(made, base.Tree.of(files), "2026-11-01T08:00:00Z")
    assert build(made, site, "sv") == BuildResult(ALL + 44, ALL + 44)
    assert build(made, site, "sv") == BuildResult(0, ALL + 44)


def test_faults_of_mkdocs_are_ours(tmp_path, monkeypatch):
    from mkdocs.exceptions import BuildError

    def fail(*_):
        raise BuildError("no")

    monkeypatch.setattr(shell, "run_mkdocs", fail)
    with pytest.raises(BuilderError):
        shell.write_pages([], {}, shell.Frame("K", "sv"), tmp_path)


def test_the_ledger_reads_what_it_wrote(catalogue, site):
    build(catalogue, site, "sv")
    ledger = Ledger.read(site)
    ledger.write(site)
    assert Ledger.read(site) == ledger
    assert json.loads((site / NAME).read_bytes())["format"] == 1
