"""A review in every format: hostile texts, many moments, narrow windows, both languages."""

import base64
import hashlib
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import base
import pytest
import reviews
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from rich.console import Console

from builder.message import LANGUAGES
from builder.report.review import (
    LIMIT,
    MARKER,
    markdown_review,
    page_review,
    review_json,
    show_review,
)
from builder.report.review.fitting import size
from builder.report.review.gate import passed
from builder.review import MomentReview, Review
from builder.terminal import Terminal

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "schemas/review.schema.json").read_text(encoding="utf-8")
)
PARSER = MarkdownIt("gfm-like", {"html": True, "linkify": False})
EVIL = "@alla </details> | `x` ``` #12 ![y](https://z.example/y.png) <script>alert(1)</script> [k](javascript:a)"
NOTE = f"# Not {EVIL}\n\n{EVIL}\n\n- {EVIL}\n"


def everything() -> MomentReview:
    """Return a review with something in every part of it."""
    moved = reviews.FORM.replace("to: 1, text", "to: 2, text").replace("from: 2", "from: 3")
    extra = '      - {id: ny, type: yes-no, text: "En ny fråga?"}\n'
    return reviews.reviewed(
        {reviews.STEP: reviews.page("Ta 2 tabletter. " + "Vila en stund. " * 12, "![Ett rum.](../media/rum.png)"), "forms/enkat.yaml": reviews.FORM},
        {
            reviews.STEP: reviews.page("Ta 3 tabletter. " + "Vila en lång stund. " * 12, "![Ett rum.](../media/rum.png)", "Ett nytt stycke."),
            "forms/enkat.yaml": moved.replace("    questions:\n", f"    questions:\n{extra}"),
            "media/rum.png": base.picture(size=(90, 20)),
            "changes/nytt.md": "# Nytt\n\nVi har ändrat dosen.\n",
        },
    )  # fmt: skip


def hostile() -> MomentReview:
    """Return a review whose every text tries to break out."""
    evil = json.dumps(EVIL)
    form = reviews.FORM.replace("title: Enkät", f"title: {evil}").replace(
        "text: Lite oro", f"text: {evil}"
    )
    changed = (
        form.replace("text: Hur ofta känner du oro?", f"text: {evil}")
        .replace("to: 1", "to: 2")
        .replace("from: 2", "from: 3")
    )
    return reviews.reviewed(
        {"forms/enkat.yaml": form, reviews.STEP: reviews.page("Ta 2 tabletter.")},
        {
            "forms/enkat.yaml": changed,
            reviews.STEP: reviews.page(f"Ta 3 tabletter. {EVIL}", EVIL),
            "moment.yaml": base.SETTINGS.replace("title: Prov", f"title: {evil}"),
            "changes/ond.md": NOTE,
        },
    )


CASES = {"everything": everything, "hostile": hostile}


def _tokens(markdown: str) -> list[object]:
    tokens = PARSER.parse(markdown)
    return [*tokens, *(child for token in tokens for child in token.children or [])]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_markdown_holds_nothing_but_text_and_what_is_ours(name: str, language: str) -> None:
    text = markdown_review(reviews.whole(CASES[name]()), language)
    assert text.startswith(f"{MARKER}\n## ")
    kinds = {token.type for token in _tokens(text)}
    assert "image" not in kinds
    assert "link_open" not in kinds
    html = [
        token.content.strip()
        for token in _tokens(text)
        if token.type in {"html_block", "html_inline"}
    ]
    assert html[0] == MARKER
    for one in html[1:]:
        assert re.fullmatch(r"<details><summary>[^<>@`#]*</summary>|</details>", one), one
    assert sum("<details>" in one for one in html) == sum("</details>" in one for one in html)
    outside = re.sub(r"(?s)^(`{3,}).*?^\1$|`[^`\n]*`", "", text, flags=re.MULTILINE)
    assert not re.search(r"@[a-z0-9]|\\?#\d", outside.replace(MARKER, ""))


def test_many_moments_stay_under_the_limit_and_are_counted() -> None:
    many = reviews.whole(*([hostile(), everything()] * 8))
    for limit in (LIMIT, 20_000, 4000):
        text = markdown_review(many, "en", limit)
        assert size(text) <= limit
        html = [t.content for t in _tokens(text) if t.type in {"html_block", "html_inline"}]
        assert sum("<details>" in one for one in html) == sum("</details>" in one for one in html)
        _whole_tables_and_fences(text)
        left = re.search(r"\*\*(\d+) more moments? (?:is|are) not shown here", text)
        assert text.count("\n### ") + int(left[1] if left else 0) == 16


def _whole_tables_and_fences(text: str) -> None:
    for token in PARSER.parse(text):
        if token.type == "fence":
            assert text.split("\n")[token.map[1] - 1].startswith("```")
    for table in re.findall(r"(?:^\|.*\|$\n?)+", text, re.MULTILINE):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table.strip().split("\n")}
        assert len(widths) == 1, table


def test_the_limit_of_one_moment_says_how_many_more_there_are() -> None:
    new = "".join(
        f"      - {{id: ny-{n}, type: yes-no, text: Är det här fråga {n}?}}\n" for n in range(60)
    )
    review = reviews.reviewed(
        {"forms/enkat.yaml": base.FORM},
        {"forms/enkat.yaml": base.FORM.replace("    questions:\n", f"    questions:\n{new}")},
    )
    whole = markdown_review(reviews.whole(review), "en", 1_000_000)
    part = markdown_review(reviews.whole(review), "en", 8000)
    assert size(part) <= 8000
    shown, left = part.count("```diff"), re.findall(r"… and (\d+) more", part)
    assert shown + int(left[0]) == whole.count("```diff")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_json_conforms(name: str, language: str) -> None:
    value = review_json(reviews.whole(CASES[name]()), language)
    assert [
        error.message
        for error in Draft202012Validator(SCHEMA).iter_errors(json.loads(json.dumps(value)))
    ] == []
    (moment,) = value["moments"]
    assert moment["level"] == "major"
    assert moment["approvals"]["missing"] == 1
    assert len({one["fingerprint"] for one in moment["changes"]}) == len(moment["changes"])


def test_json_of_nothing_and_of_a_first_release_conforms() -> None:
    first = replace(
        everything(),
        draft=replace(everything().draft, base=None, changes=()),
        changes=(),
        readings=(),
        moved=(),
    )
    for review in (Review("catalogue", None, ()), reviews.whole(first, against="tags")):
        for language in LANGUAGES:
            value = json.loads(json.dumps(review_json(review, language)))
            assert [e.message for e in Draft202012Validator(SCHEMA).iter_errors(value)] == []
            assert markdown_review(review, language).startswith(MARKER)
            assert "</html>" in page_review(review, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_the_page_needs_nothing_beside_itself(name: str, language: str) -> None:
    page = page_review(reviews.whole(CASES[name]()), language)
    assert "<script" not in page
    for address in re.findall(
        r"""\s(?:src|srcset|action|data|poster|background)=["']?([^"'\s>]*)""", page
    ):
        assert address.startswith("data:image/")
    assert "url(" not in page
    assert "@import" not in page
    assert "<link" not in page
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = re.search('Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("name", CASES)
def test_the_gate_has_nothing_left_to_take(name: str) -> None:
    page = page_review(reviews.whole(CASES[name]()), "sv")
    body = page[page.index("<body>") + 7 : page.index("</body>")]
    assert passed(body).strip() == body.strip()
    tags = " ".join(re.findall('<(?:"[^"]*"|[^<>"])*>', body))
    assert not re.search(r"\son\w+=|javascript:|<iframe|<object|\sstyle=", tags)


def test_the_gate_takes_what_is_not_ours() -> None:
    dirty = '<p onclick="x">a<img src="data:text/html,x"><img src="data:image/svg+xml;base64,x"><a href="data:text/html,x">b</a><svg></svg></p>'
    assert passed(dirty) == "<p>a<img><img><a>b</a></p>"


def test_both_pictures_are_shown_and_what_differs_is_marked() -> None:
    page = page_review(reviews.whole(everything()), "sv")
    shown = re.findall(r'<(ins|del)><img src="data:image/png;base64,([^"]*)"', page)
    assert {kind for kind, _ in shown} == {"ins", "del"}
    assert len({data for _, data in shown}) == 2
    assert "<del>2</del>" in page
    assert "<ins>3</ins>" in page
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))


def test_a_picture_that_is_not_at_hand_is_named() -> None:
    review = replace(everything(), old_bytes=lambda _: None)
    page = page_review(reviews.whole(review), "sv")
    assert re.search(r'<del><span class="chip"><strong>[^<]*</strong> Ett rum\.</span></del>', page)


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", CASES)
def test_the_terminal_is_kept_within_its_width(name: str, width: int) -> None:
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=True, color_system="truecolor", no_color=True
    )
    show_review(reviews.whole(CASES[name]()), Terminal("sv", console, console))
    lines = re.sub("\x1b\\[[0-9;]*m", "", out.getvalue()).split("\n")
    copied = re.compile(r"\s*(?:# |level:|content/)|.*content/moments")
    assert [line for line in lines if len(line) > width and not copied.match(line)] == []
    assert not re.search("\x1b\\[[0-9;]*3[0-9]m", out.getvalue())


def test_each_format_says_the_same_changes() -> None:
    review = everything()
    out = io.StringIO()
    console = Console(file=out, width=120)
    show_review(reviews.whole(review), Terminal("sv", console, console))
    texts = (
        out.getvalue(),
        markdown_review(reviews.whole(review), "sv"),
        page_review(reviews.whole(review), "sv"),
    )
    for told in review.changes:
        for text in (*texts, json.dumps(review_json(reviews.whole(review), "sv"))):
            assert told.change.fingerprint in text
