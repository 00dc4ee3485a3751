"""Every page that is generated, held to what every page must be."""

import itertools
import posixpath
import re

import pytest
from strict import read

from builder.site.frame import Frame, SitePage, whole
from builder.site.handbook import handbook
from builder.site.pages import front_page
from builder.site.words import day

PAGES = (
    "index.html",
    "norrvik/battre-somn.html",
    "norrvik/hantera-stress.html",
    "sodervik/infor-operation.html",
    "sodervik/leva-med-smarta.html",
    "handbook/index.html",
    "handbook/REF005.html",
    "handbook/WVR003.html",
)
"""Every sort of page, and every moment's."""


@pytest.fixture(params=PAGES)
def path(request):
    return request.param


@pytest.fixture
def page(site, path):
    return read((site / path).read_text("utf-8"))


def test_all_pages_are_looked_at(site):
    made = {p.relative_to(site).as_posix() for p in site.rglob("*.html")}
    assert made == {*PAGES, *handbook("sv")}


def test_it_is_well_formed(page):
    assert page.faults == []


def test_it_has_one_title_and_leaves_no_level_out(page):
    levels = [int(element.tag[1]) for element in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_picture_has_an_alternative(page):
    assert [image for image in page.all("img") if "alt" not in image.attributes] == []


def test_ids_are_unique_and_labels_point_at_them(page):
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(set(ids)) == len(ids)
    named = {
        element.attributes.get(name)
        for element in page.elements
        for name in ("aria-labelledby", "for")
    }
    assert named - {None} <= set(ids)


def test_links_within_the_site_resolve(site, path, page):
    for element in page.all("a", "img", "script", "link", "video", "audio", "track"):
        address = element.attributes.get("href") or element.attributes.get("src") or ""
        if re.match(r"(https?|mailto|tel):", address):
            continue
        file, _, mark = address.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
        assert (site / target).is_file(), address
        if mark:
            ids = [
                e.attributes.get("id") for e in read((site / target).read_text("utf-8")).elements
            ]
            assert mark in ids, address


def test_no_script_or_style_stands_in_it(page):
    assert page.all("style", "iframe", "object", "embed", "base") == []
    assert [script.text.strip() for script in page.all("script") if script.text.strip()] == []
    names = {name for element in page.elements for name in element.attributes}
    assert {name for name in names if name.startswith("on") or name == "style"} == set()


def test_the_policy_allows_the_site_itself_and_nothing_else(page):
    (policy,) = [
        meta.attributes["content"]
        for meta in page.all("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules.pop("default-src") == rules.pop("base-uri") == rules.pop("form-action") == "'none'"
    assert set(rules.values()) == {"'self'"}
    assert "connect-src" not in rules


def test_nothing_is_asked_of_anyone_else(page):
    for element in page.all("img", "script", "link", "video", "audio", "track"):
        address = element.attributes.get("href") or element.attributes.get("src") or ""
        assert not re.match(r"([a-z]+:)?//", address)


def test_it_says_its_language_and_its_state(page):
    assert page.all("html")[0].attributes["lang"] == "sv"
    assert "Utvecklingskatalog" in page.all("header")[0].text
    assert "Utvecklingskatalog" in page.all("footer")[-1].text


def test_films_have_captions_and_never_start_themselves(page):
    for film in page.all("video", "audio"):
        assert "autoplay" not in film.attributes
        assert "controls" in film.attributes
    assert len(page.all("video")) == len(page.all("track"))


def test_versions_are_told_newest_first(site):
    page = read((site / "norrvik/battre-somn.html").read_text("utf-8"))
    titles = [element.text for element in page.all("h3") if element.text.startswith("Version ")]
    assert titles == ["Version 2.0", "Version 1.0"]
    text = " ".join(page.all("main")[0].text.split())
    assert "Når inte startade moment 20 november 2026" in text
    assert "Nytt om musik Delen Varva ner har ett nytt avsnitt." in text
    assert "Varva ner › Musik" in text
    assert "Commit 0123456789" in text


def test_a_form_is_shown_once_and_linked_from_where_it_returns(site):
    page = read((site / "sodervik/infor-operation.html").read_text("utf-8"))
    forms = [e for e in page.all("section") if e.attributes.get("class") == "form"]
    assert len(forms) == 1
    links = [e.text for e in page.all("p") if e.attributes.get("class") == "form-here"]
    assert len(links) == 1
    assert "Hälsa och levnadsvanor" in links[0]


def test_the_front_page_has_every_moment_without_a_script(site):
    page = read((site / "index.html").read_text("utf-8"))
    titles = [element.text for element in page.all("h2")]
    assert titles == ["Bättre sömn", "Hantera stress", "Inför din operation", "Leva med smärta"]
    cards = [element for element in page.all("li") if "data-moment" in element.attributes]
    assert [card.attributes.get("data-open") for card in cards] == [None, None, None, "yes"]
    assert "hidden" in next(form for form in page.all("form")).attributes


def test_an_empty_catalogue_says_so():
    page = front_page("Empty <one>", (), "en")
    assert "There are no moments here yet." in page.html
    read_back = read(whole(page, Frame("Empty <one>", "en")).decode())
    assert read_back.faults == []
    assert read_back.all("title")[0].text == "Empty <one>"


@pytest.mark.parametrize(
    ("language", "said"), [("sv", "2 november 2026"), ("en", "November 2, 2026")]
)
def test_dates_are_written_as_people_do(language, said):
    assert day("2026-11-02T04:00:00Z", language) == said


def test_titles_are_escaped_around_the_page():
    page = SitePage("a/b.html", "<script>", "<h1>x</h1>", "", ("assets/a.js",))
    text = whole(page, Frame('"K" & <k>', "sv", live=True)).decode()
    assert "<script>" not in text.replace('<script src="../assets', "")
    assert "connect-src 'self'" in text.replace("&#39;", "'")
