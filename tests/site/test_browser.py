"""The site in a real browser, opened straight from the disk."""

import pytest
from browser import Browser

from builder.checks import ALL_RULES

pytestmark = pytest.mark.browser

WIDEST = max(
    (len(line), f"{rule.code}.html") for rule in ALL_RULES for line in rule.manual.splitlines()
)[1]
"""The rule whose page has the longest line; the handbook's pages are all made alike."""
SEARCH = """
(() => {
  const field = document.getElementById("q");
  field.value = %r;
  field.dispatchEvent(new Event("input", {bubbles: true}));
  return [...document.querySelectorAll(".card:not([hidden]) h2")].map(title => title.textContent);
})()
"""


@pytest.fixture(scope="module")
def browser():
    one = Browser()
    yield one
    one.close()


def test_the_front_page_finds_moments(browser, site):
    browser.open((site / "index.html").as_uri())
    assert browser.run("document.getElementById('finder').hidden") is False
    assert browser.run("document.getElementById('count').textContent") == "4 moment"
    assert browser.run(SEARCH % "SÖMN") == ["Bättre sömn"]
    assert browser.run("document.getElementById('count').textContent") == "1 moment av 4"
    assert browser.run("location.hash") == "#q=S%C3%96MN"
    assert browser.run(SEARCH % "somn dagbok") == ["Bättre sömn"]
    assert browser.run(SEARCH % "rehabilitering")[0] == "Leva med smärta"
    assert browser.run(SEARCH % "finns inte") == []
    assert browser.run("document.getElementById('no-hits').hidden") is False
    assert browser.run("document.getElementById('count').getAttribute('role')") == "status"
    assert browser.logged == []


def test_letters_of_their_own_rank_before_letters_without_dots(browser, site):
    browser.open((site / "index.html").as_uri())
    title = browser.run("window.momentCatalogue[1].texts[0][1]")
    assert title == "Hantera stress"
    browser.run("location.hash = 'open=yes'")
    browser.until("document.querySelectorAll('.card:not([hidden])').length === 1")
    assert browser.run(SEARCH % "smarta") == ["Leva med smärta"]


def test_filters_live_in_the_address(browser, site):
    browser.open((site / "index.html").as_uri() + "#kind=care-plan")
    assert browser.run("document.querySelectorAll('.card:not([hidden])').length") == 1
    assert browser.run("document.querySelector('[name=kind]').value") == "care-plan"
    browser.run("document.getElementById('clear').click()")
    assert browser.run("document.querySelectorAll('.card:not([hidden])').length") == 4
    assert browser.run("location.hash") == ""


def test_a_link_opens_the_module_that_it_leads_to(browser, site):
    page = (site / "norrvik/battre-somn.html").as_uri()
    browser.open(f"{page}#step_varva-ner_musik")
    opened = "[...document.querySelectorAll('details.module[open] h2')].map(title => title.id)"
    assert "module_varva-ner" in browser.run(opened)
    browser.run("document.getElementById('all-modules').click()")
    browser.until("document.querySelectorAll('details.module:not([open])').length === 0")
    assert browser.logged == []


def test_captions_show_from_a_folder_too(browser, site):
    browser.open((site / "sodervik/leva-med-smarta.html").as_uri())
    tracks = (
        "[...document.querySelector('video').textTracks]"
        ".map(track => [track.mode, track.language, track.cues && track.cues.length])"
    )
    browser.until(f"{tracks}.some(track => track[2] > 0)")
    assert ["showing", "sv", 8] in browser.run(tracks)
    assert [text for text in browser.logged if "Content Security" in text] == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_scrolls_sideways(browser, site, width):
    pages = [page for page in site.rglob("*.html") if page.parent.name != "handbook"]
    for page in [*pages, *(site / "handbook" / name for name in ("index.html", WIDEST))]:
        browser.open(page.as_uri(), width)
        browser.run("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        wide = "document.documentElement.scrollWidth"
        assert browser.run(wide) <= width, page.name
        cut = (
            "[...document.querySelectorAll('main *')]"
            ".filter(e => e.checkVisibility() && !e.closest('.table, .hidden'))"
            ".filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
            ".map(e => e.outerHTML.slice(0, 80))"
        )
        assert browser.run(cut) == []


def test_controls_are_large_enough_to_hit(browser, site):
    """WCAG 2.2, 2.5.8: at least 24 by 24, links in running text excepted."""
    for name in ("index.html", "norrvik/battre-somn.html", "handbook/index.html"):
        browser.open((site / name).as_uri())
        small = (
            "[...document.querySelectorAll('button, input, select, summary, nav a, .back a')]"
            ".filter(e => e.checkVisibility()).filter(e => { const r = e.getBoundingClientRect();"
            " return r.height && (r.height < 24 || r.width < 24) && e.type !== 'checkbox'; })"
            ".map(e => e.outerHTML.slice(0, 80))"
        )
        assert browser.run(small) == []
