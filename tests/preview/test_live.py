"""The preview in a real browser: it shows an edit by itself, and stays where one was reading."""

import sys
from pathlib import Path

import base
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "site"))

from browser import Browser

pytestmark = pytest.mark.browser


def test_an_edit_shows_without_a_hand_on_the_browser(root, served):
    browser = Browser()
    try:
        browser.open(f"{served.preview.address}prov/prov.html")
        browser.run("document.querySelector('details.module').open = false")
        browser.run("window.before = true")
        page = root / base.MOMENT / "welcome.md"
        page.write_text("# Välkommen\n\nEn ny rad.\n")
        browser.until(
            "document.readyState === 'complete' && document.body.textContent.includes('En ny rad.')"
        )
        assert browser.run("window.before") is None
        assert browser.run("document.querySelector('details.module').open") is False
        assert [text for text in browser.logged if "Content Security" in text] == []
    finally:
        browser.close()
