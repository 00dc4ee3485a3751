"""Nothing that authors write can become a script."""

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rendered import document

from builder.errors import CatalogueError, IntegrityError
from builder.rendition import at_depth, read_rendition, render_note
from builder.rendition.clean import clean, is_clean

VECTORS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java\tscript:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](&#x6A;avascript:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "![a](data:image/svg+xml;base64,PHN2Zz4=)",
    "![a](javascript:alert(1))",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "[a](vbscript:msgbox(1))",
    "[a]: javascript:alert(1)\n\n[a]",
    '[a](https://a.example "\\" onmouseover=\\"alert(1)")',
    "`<script>`",
    "```\n</code><script>alert(1)</script>\n```",
    '# <script>alert(1)</script> {#x" onclick="alert(1)}',
    "| <script> |\n| :-: |\n| [a](javascript:x) |",
    "<!--><script>alert(1)</script>-->",
    "<math><mtext></p><style><img src onerror=alert(1)></style></mtext></math>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<a href='#' style='position:fixed'>x</a>",
    "<form action=https://a.example><input></form>",
    "<meta http-equiv=refresh content=0>",
    "<base href=//a.example>",
]
FORBIDDEN = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "form",
    "input",
    "meta",
    "base",
    "link",
}


class Watch(HTMLParser):
    """Notes every tag and attribute that could do harm."""

    def __init__(self) -> None:
        super().__init__()
        self.harm: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in FORBIDDEN:
            self.harm.append(tag)
        for name, value in attrs:
            address = name in {"href", "src", "action", "srcdoc", "formaction", "xlink:href"}
            scheme = re.sub(r"[\s\x00-\x1f]", "", value or "").lower().partition(":")[0]
            if name.startswith("on") or name == "style":
                self.harm.append(name)
            elif address and scheme in {"javascript", "data", "vbscript", "file", "blob"}:
                self.harm.append(value)

    handle_startendtag = handle_starttag


def harm_in(html):
    watch = Watch()
    watch.feed(html)
    watch.close()
    return watch.harm


@pytest.mark.parametrize("vector", VECTORS)
def test_known_attacks_are_text(vector):
    html = render_note(vector, "en", 3)
    assert harm_in(html) == []
    assert is_clean(html)


@given(
    st.lists(st.one_of(st.text(max_size=30), st.sampled_from(VECTORS)), max_size=6),
    st.sampled_from(["", "\n", "\n\n", " ", "> ", "- "]),
)
def test_no_markdown_becomes_a_script(parts, between):
    html = render_note(between.join(parts).replace("\r", "\n"), "en", 3)
    assert harm_in(html) == []
    assert clean(html) == html


@given(st.text(max_size=60) | st.sampled_from(VECTORS))
def test_what_is_called_clean_is_harmless(text):
    if is_clean(text):
        assert harm_in(text) == []


def test_titles_are_text_too():
    title = "# <script>alert(1)</script>\n\nText.\n"
    found = document({"welcome.md": title})["welcome"]
    assert found["title"] == "<script>alert(1)</script>"  # text: templates escape it
    assert "<script" not in found["html"]


def test_a_made_up_rendition_is_cleaned():
    made = {
        "format": 1,
        "kind": "html",
        "modules": [{"introduction": "<p>a</p><script>b</script>"}],
    }
    found = read_rendition(json.dumps(made).encode(), "x")
    assert found["modules"][0]["introduction"] == "<p>a</p>"


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"nonsense", b"\xff"])
def test_a_damaged_rendition_is_refused(data):
    with pytest.raises(IntegrityError):
        read_rendition(data, "x")


def test_a_newer_rendition_asks_for_a_newer_builder():
    with pytest.raises(CatalogueError):
        read_rendition(b'{"format": 2, "kind": "html"}', "x")


def test_media_addresses_are_rewritten_and_texts_are_not():
    html = '<img src="media/a.png" alt="src=&quot;media/"> src="media/x" <video src="media/b">'
    assert at_depth(html, "../") == (
        '<img src="../media/a.png" alt="src=&quot;media/"> src="media/x" <video src="../media/b">'
    )
