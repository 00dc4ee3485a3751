"""The handbook in the site: every rule, in the reader's language, and only made when it must be."""

import itertools
import posixpath
from dataclasses import replace

import base
import pytest
from strict import read

from builder.catalogue import Catalogue
from builder.checks import ALL_RULES
from builder.checks.page import RulePage, page_path
from builder.preview.drafts import Drafts
from builder.site import build, ledger
from builder.site.frame import Frame, whole
from builder.site.handbook import INDEX_PATH, handbook
from published import publish


@pytest.fixture
def catalogue(tmp_path):
    made = Catalogue(tmp_path / "published")
    publish(made, base.tree(), "2026-11-01T08:00:00Z")
    return made


@pytest.fixture(params=["sv", "en"])
def language(request):
    return request.param


def test_there_is_a_page_for_every_rule_and_one_for_them_all(language):
    assert {*handbook(language)} == {INDEX_PATH, *(page_path(rule.code) for rule in ALL_RULES)}


def test_every_page_is_well_formed_and_leads_only_to_pages_that_are_there(language):
    pages = handbook(language)
    for path, page in pages.items():
        found = read(whole(page, Frame("Katalogen", language)).decode())
        assert found.faults == [], path
        levels = [int(one.tag[1]) for one in found.all("h1", "h2", "h3")]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
        for link in found.all("a"):
            target = posixpath.normpath(posixpath.join("handbook", link.attributes["href"]))
            file = target.partition("#")[0]
            assert file in {*pages, "index.html"} or link.attributes["href"].startswith("#"), target


def test_a_page_shows_all_of_its_rule():
    for rule in ALL_RULES:
        page = RulePage.read(rule.manual)
        found = read(handbook("en")[page_path(rule.code)].html)
        text = " ".join(found.elements[0].text.split()) + " ".join(
            one.text for one in found.elements
        )
        codes = [one.text for one in found.all("code")]
        for part in (page.title, page.why, *page.remarks):
            assert all(piece in text + " ".join(codes) for piece in part.split("`") if piece), part
        for example in page.examples:
            assert "\n".join(example.lines) in codes
            assert str(example.label) in text


def test_pages_beside_each_other_are_linked_within_their_family():
    html = handbook("en")[page_path("IDN001")].html
    assert 'class="after" href="IDN002.html"' in html
    assert 'class="before"' not in html


def test_it_is_made_anew_only_when_the_builder_or_the_language_is_another(
    catalogue, tmp_path, monkeypatch
):
    site = tmp_path / "site"
    build(catalogue, site, "sv")
    page = site / page_path("REF003")
    before = page.stat().st_mtime_ns
    publish(
        catalogue,
        base.tree({"modules/start.md": "# S {#start}\n\nNytt.\n"}),
        "2026-11-02T08:00:00Z",
    )
    assert build(catalogue, site, "sv").pages_written == 2
    assert page.stat().st_mtime_ns == before
    build(catalogue, site, "en")
    assert "A link or picture points at a file" in page.read_text("utf-8")
    monkeypatch.setattr(ledger, "__version__", "9.9")
    assert build(catalogue, site, "en").pages_written == len(ALL_RULES) + 3


@pytest.mark.parametrize("lost", ["handbook/index.html", "handbook/REF003.html", "handbook"])
def test_a_page_that_is_lost_is_made_again(catalogue, tmp_path, lost):
    site = tmp_path / "site"
    build(catalogue, site, "sv")
    target = site / lost
    target.rename(tmp_path / "taken")
    build(catalogue, site, "sv")
    assert target.exists()


def test_the_page_of_a_rule_that_is_gone_goes_too(catalogue, tmp_path, monkeypatch):
    site = tmp_path / "site"
    build(catalogue, site, "sv")
    fewer = {path: page for path, page in handbook("sv").items() if "REF003" not in path}
    monkeypatch.setattr("builder.site.handbook.handbook", lambda _: fewer)
    monkeypatch.setattr(ledger, "__version__", "9.9")
    build(catalogue, site, "sv")
    assert not (site / page_path("REF003")).exists()
    assert (site / page_path("REF004")).exists()


def test_a_change_in_a_rule_or_a_text_is_another_builder(tmp_path, monkeypatch):
    site = tmp_path / "site"
    for name in ("checks/x.py", "locale/x.mo", "rendition/x.py", "site/x.py"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("")
    monkeypatch.setattr(ledger, "__file__", str(site / "ledger.py"))
    names = {ledger.code_digest()}
    for name in ("checks/x.py", "locale/x.mo"):
        (tmp_path / name).write_text("y")
        names.add(ledger.code_digest())
    assert len(names) == 3


def test_the_preview_shows_the_same_pages_and_leads_to_them(tmp_path):
    base.put(tmp_path, {"welcome.md": "# V\n\n<b>\n"})
    drafts = Drafts(tmp_path, "en")
    moment = drafts.page("prov/prov.html")
    assert moment
    assert 'href="../handbook/STR007.html"' in moment.html
    assert "<span>The welcome text</span>" in moment.html
    page = drafts.page("handbook/STR007.html")
    assert page == handbook("en")["handbook/STR007.html"]
    assert replace(page, path=INDEX_PATH) != drafts.page(INDEX_PATH)
    assert drafts.page("handbook/STR999.html") is None
