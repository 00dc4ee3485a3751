"""The versions on a moment's page: levels, reasons, examples, approvals, and what is about safety."""

import json
import shutil
from dataclasses import replace

import pytest
from browser import Browser
from strict import read

from builder.content import read_library, read_moment
from builder.manifest import (
    Approval,
    ChangeText,
    History,
    Json,
    Listing,
    Note,
    Release,
    Signature,
    Version,
)
from builder.packing import pack
from builder.rendition import render
from builder.site.entry import Entry
from builder.site.frame import ASSETS, Frame, whole
from builder.site.pages import front_page, moment_page
from builder.site.presented import Presented

SIGNED = Approval(
    {"format": 1, "kind": "moment"},
    (
        Signature("norrvik/utgivare-1", "Kim Ek", "ssh-ed25519 AAAA", "-----BEGIN"),
        Signature("norrvik/utgivare-2", "Alex <b>Lind</b>", "ssh-ed25519 BBBB", "-----BEGIN"),
    ),
)
CHANGES = (
    ChangeText(
        "CHG077",
        "minor",
        "meaning",
        "module/varva-ner",
        "c3f2a9c1b7d0",
        {"sv": "telefonnumret 0123-45 67 är nu 0123-456 70", "en": "the number is new"},
    ),
    ChangeText(
        "CHG045",
        "major",
        "answers",
        "form/somndagbok",
        "0a1b2c3d4e5f",
        {"sv": "valet “ibland” är borta", "en": "the choice “ibland” is gone"},
        {"sv": "Den som svarade “ibland” i 1.1 …", "en": "Somebody who answered “ibland” …"},
    ),
)
DECISION = {"change": "c3f2a9c1b7d0", "level": "minor", "reason": "Numret är <samma>."}
WAIVER = {
    "code": "RDB001",
    "place": "modules/varva-ner.md#ett-id-som-ar-langre-an-vad-som-ryms-pa-en-rad-i-en-telefon",
    "reason": "Måste stå ordagrant.",
    "who": "Verksamhetschef",
    "until": "2027-01-31",
}
NOTE = Note("fel-nummer", "Fel telefonnummer", "Numret till jouren var fel.\n\nRing alla.")


@pytest.fixture(scope="session")
def first(demo) -> tuple[History, Json]:
    """A history with the first release of a demo moment, and the moment's rendition."""
    content = read_moment(demo, "content/moments/norrvik/battre-somn", read_library(demo))
    packed = pack(content)
    made = Release(
        version=Version(1, 0),
        level="first",
        base=None,
        package=packed.blob,
        html=packed.blob,
        media=(),
        title="Bättre sömn",
        kind="treatment",
        language="sv",
        summary="För dig som sover dåligt.",
        audience="Vuxna",
        open=False,
        changes=(),
        notes=(),
        commit="0" * 40,
        date="2026-11-22T04:00:00Z",
        builder="0.1.0",
    )
    listing = Listing(
        "Norrvik", "Enheten", "Samordnare", "a@norrvik.example", None, "2027-10-01", "0" * 40, ""
    )
    return History("norrvik/battre-somn", (made, listing)), json.loads(render(packed.package))


def published(first: tuple[History, Json], **safety: bool) -> Presented:
    """Present a moment with 1.0, 2.0 and then 1.1; `safety` says which are about safety."""
    history, rendition = first
    made = history.latest

    def release(version: str, level: str, **values: object) -> Release:
        is_safe = safety.get(f"v{version.replace('.', '_')}", False)
        return replace(made, version=Version.parse(version), level=level, safety=is_safe, **values)

    two = release(
        "2.0",
        "major",
        changes=CHANGES,
        notes=(NOTE,),
        decisions=(DECISION,),
        waivers=(WAIVER,),
        approval=SIGNED,
    )
    records = (*history.records, two, release("1.1", "minor", notes=(NOTE,), changes=CHANGES[:1]))
    return Presented.of(History(history.moment, records), rendition)


def shown(presented: Presented, language: str = "en"):
    page = read(whole(moment_page(presented, language), Frame("K", language)).decode())
    assert page.faults == []
    return page


def release_texts(page) -> dict[str, str]:
    """Return the text of each version on a page, by its title."""
    items = [e for e in page.all("li") if e.attributes.get("class", "").startswith("release")]
    texts = [" ".join(item.text.split()) for item in items]
    return {" ".join(text.split()[:2]): text for text in texts}


def test_a_release_tells_what_changed_why_and_who_approved_it(first):
    texts = release_texts(shown(published(first)))
    assert list(texts) == ["Version 2.0", "Version 1.1", "Version 1.0"]
    two = texts["Version 2.0"]
    for told in (
        "Does not reach started moments",
        "Fel telefonnummer Numret till jouren var fel.",
        "Minor Touches clinical meaning",
        "Major Touches stored answers",
        "Decided, because: Numret är <samma>.",
        "Example: Somebody who answered “ibland” …",
        "RDB001 modules/varva-ner.md#ett-id",
        "Måste stå ordagrant. Verksamhetschef, until January 31, 2027",
        "Approved by Kim Ek and Alex <b>Lind</b>.",
    ):
        assert told in two
    assert "Decided" not in texts["Version 1.1"]
    assert "Example" not in texts["Version 1.1"]
    assert "Waived warnings" not in texts["Version 1.1"]


def test_what_nobody_has_approved_says_so(first):
    texts = release_texts(shown(published(first)))
    assert "Nobody has approved it" in texts["Version 1.1"]
    assert "Nobody has approved it" not in texts["Version 2.0"]


def test_without_safety_nothing_alarms(first):
    page = shown(published(first))
    assert [e for e in page.elements if e.attributes.get("class") in {"alarm", "safety"}] == []


@pytest.mark.parametrize(
    ("safety", "version", "stopped"),
    [
        ({"v2_0": True}, "2.0", {"Version 1.1", "Version 1.0"}),
        ({"v1_1": True}, "1.1", {"Version 1.0"}),
        ({"v1_1": True, "v2_0": True}, "2.0", {"Version 1.1", "Version 1.0"}),
    ],
)
def test_a_safety_release_stands_first_and_stops_what_is_lower(first, safety, version, stopped):
    presented = published(first, **safety)
    page = shown(presented)
    (banner,) = [e for e in page.all("section") if e.attributes.get("class") == "safety"]
    assert f"Version {version} was released for safety" in banner.text
    assert "Fel telefonnummer" in banner.text
    assert f"#version_{version}" in [e.attributes.get("href") for e in page.all("a")]
    assert f"version_{version}" in [e.attributes.get("id") for e in page.all("h3")]
    texts = release_texts(page)
    assert {title for title, text in texts.items() if "No new starts" in text} == stopped
    marked = {title for title, text in texts.items() if "Safety release" in text}
    assert marked == {f"Version {name[1:].replace('_', '.')}" for name in safety}
    card = read(front_page("K", [Entry.of(presented)], "en").html)
    assert f"Safety release {version}" in card.all("li")[0].text


def test_a_card_is_written_and_read(first):
    entry = Entry.of(published(first, v2_0=True))
    assert entry.safety == "2.0"
    assert Entry.from_json(entry.to_json()) == entry


@pytest.mark.browser
def test_the_versions_fit_a_telephone(first, tmp_path):
    presented = published(first, v2_0=True)
    shutil.copytree(ASSETS, tmp_path / "assets")
    file = tmp_path / presented.path
    file.parent.mkdir()
    file.write_bytes(whole(moment_page(presented, "sv"), Frame("K", "sv")))
    browser = Browser()
    try:
        for width in (320, 390, 1280):
            browser.open(file.as_uri(), width)
            browser.run("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            out = (
                "[...document.querySelectorAll('.safety *, .versions *')]"
                ".filter(e => e.getBoundingClientRect().right > innerWidth)"
                ".map(e => e.outerHTML.slice(0, 80))"
            )
            assert browser.run(out) == []
            alarms = "[...document.querySelectorAll('.alarm')].map(e => e.checkVisibility())"
            assert browser.run(alarms) == [True, True, True]
    finally:
        browser.close()
