"""Markdown as the reader meets it."""

import re

import pytest
from rendered import document, step

MEDIA = """\
media:
  - {id: rum, file: rum.png, rights: {holder: A, licence: B, attribution: Drawn by A}}
  - {id: bild, file: bild.png, decorative: true, rights: {holder: A, licence: B}}
  - id: film
    file: film.mp4
    language: sv
    captions: film.vtt
    transcript: film.md
    audio-description: Waves.
    rights: {holder: A, licence: B}
  - {id: ljud, file: ljud.mp3, transcript: film.md, rights: {holder: A, licence: B}}
"""


@pytest.fixture
def media(monkeypatch):
    """A film and a sound that nobody looks into."""
    from builder import media
    from builder.content import moment
    from builder.manifest import digest

    def inspect(data, claimed):
        return media.MediaFacts(digest(data), len(data), claimed)

    monkeypatch.setattr(moment, "inspect", inspect)
    return {
        "media/media.yaml": MEDIA,
        "media/film.mp4": b"film",
        "media/film.vtt": "WEBVTT\n",
        "media/film.md": "# In words\n\n## Part\n\nWaves come and go.\n",
        "media/ljud.mp3": b"sound",
    }


def test_a_picture_alone_is_a_figure(media):
    html = step('![A room](../media/rum.png "Quiet")', media)
    assert re.search(
        r'<figure>\n<img src="media/[0-9a-f]{64}\.png" alt="A room" loading="lazy">\n'
        r'<figcaption>Quiet <span class="source">Drawn by A</span></figcaption>\n</figure>',
        html,
    )


def test_a_picture_in_a_sentence_stays_there(media):
    html = step("Look ![A room](../media/rum.png) here", media)
    assert re.fullmatch(r'<p>Look <img src="media/[^>]*alt="A room"[^>]*> here</p>', html)


def test_a_decorative_picture_has_an_empty_alternative(media):
    html = step("![Never read](../media/bild.png)", media)
    assert 'alt=""' in html
    assert "Never" not in html


def test_a_film_has_captions_and_a_text_version(media):
    html = step("![Waves](../media/film.mp4)", media)
    assert re.search(
        r'<video src="media/[0-9a-f]{64}\.mp4" controls="" preload="metadata" playsinline="" '
        r'aria-label="Waves"><track src="media/[0-9a-f]{64}\.vtt" kind="captions" srclang="sv" '
        r'label="Svenska" default=""></video>',
        html,
    )
    assert "<summary>Text version</summary>" in html
    assert "Waves come and go." in html
    assert "<strong>What is only seen:</strong> Waves." in html
    assert "autoplay" not in html


def test_a_sound_has_a_text_version(media):
    html = step("![Waves](../media/ljud.mp3)", media)
    assert re.search(r'<audio src="media/[^"]*\.mp3" controls="" preload="metadata"', html)
    assert "Waves come and go." in html


def test_a_film_alone_in_a_list_item_keeps_its_text_version(media):
    assert "Waves come and go." in step("- ![Waves](../media/film.mp4)", media)


def test_a_transcript_that_shows_its_own_film_comes_to_an_end(media):
    media["media/film.md"] = "# In words\n\n![Again](film.mp4)\n"
    assert step("![Waves](../media/film.mp4)", media).count("<video") == 2


def test_a_missing_picture_is_told_and_never_fetched():
    html = step("![A room](../media/none.png) ![Far](https://elsewhere.example/x.png)")
    assert "<img" not in html
    assert "The picture is missing: A room" in html
    assert "elsewhere" not in html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("[a](https://a.example)", '<a href="https://a.example" rel="noopener noreferrer">a</a>'),
        (
            "<https://a.example>",
            '<a href="https://a.example" rel="noopener noreferrer">https://a.example</a>',
        ),
        ("[a](mailto:a@a.example)", '<a href="mailto:a@a.example" rel="noopener noreferrer">a</a>'),
        ("[a](tel:112)", '<a href="tel:112" rel="noopener noreferrer">a</a>'),
        ("[a](start.md)", '<a href="#module_start">a</a>'),
        ("[a](start.md#steg)", '<a href="#step_start_steg">a</a>'),
        ("[a](start.md#nowhere)", '<a href="#module_start">a</a>'),
        ("[a](nowhere.md) *b*", "a <em>b</em>"),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("[a](ftp://a.example)", "a"),
        ("[a](//a.example)", "a"),
        ("[a][r]\n\n[r]: start.md#del", '<a href="#step_start_del">a</a>'),
        ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"),
        ("a &lt;script&gt;", "a &lt;script&gt;"),
    ],
)
def test_links_lead_where_a_reader_can_go(markdown, html):
    assert step(markdown) == f"<p>{html}</p>"


def test_a_reference_may_be_defined_in_another_step():
    text = "# Start {#start}\n\n## A {#a}\n\n[there][r]\n\n## B {#b}\n\n[r]: start.md#b\n"
    html = document({"modules/start.md": text})["modules"][0]["sections"][0]["steps"][0]["html"]
    assert '<a href="#step_start_b">there</a>' in html


def test_an_html_block_is_shown_as_text():
    assert step("<div onclick='x'>\nhej\n</div>").startswith("<p>&lt;div onclick='x'&gt;")


def test_code_and_its_language_are_text():
    assert step("```js\n<a>\n```") == "<pre><code>&lt;a&gt;\n</code></pre>"


def test_a_table_scrolls_and_its_headings_are_about_columns():
    html = step("| a | b |\n| - | -: |\n| c | d |")
    assert html.startswith('<div class="table"><table>')
    assert '<th scope="col">a</th>' in html
    assert '<th class="right" scope="col">b</th>' in html or 'scope="col" class="right"' in html
    assert '<td class="right">d</td>' in html
    assert "style" not in html


def test_headings_fit_the_outline_and_leave_no_level_out():
    html = step("#### A {#a}\n\n###### B\n\n##### C\n\n###### D\n\n#### E")
    assert re.findall(r"<(h\d)[^>]*>(\w)", html) == [
        ("h5", "A"), ("h6", "B"), ("h6", "C"), ("h6", "D"), ("h5", "E"),
    ]  # fmt: skip
    assert '<h5 id="step_start_a">A</h5>' in html


def test_pages_begin_below_their_own_title():
    found = document({"welcome.md": "# Welcome *you*\n\n## Next {#next}\n\n[up](#next)\n"})
    assert found["welcome"]["title"] == "Welcome you"
    assert '<h3 id="welcome_next">Next</h3>' in found["welcome"]["html"]
    assert '<a href="#welcome_next">up</a>' in found["welcome"]["html"]


def test_a_form_stands_as_a_link_that_the_site_replaces():
    html = step("[Enkät](../forms/enkat.yaml)")
    assert html == '<p class="form-here"><a href="#form_enkat">Enkät</a></p>'


def test_a_link_to_a_form_in_a_sentence_is_a_link():
    html = step("See [the form](../forms/enkat.yaml).")
    assert html == '<p>See <a href="#form_enkat">the form</a>.</p>'
