"""Markdown as headings, links, tables and prose: the place of each, and laws for any text."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.problem import Span
from builder.source import markdown
from builder.source.markdown import Page, parse_markdown
from builder.source.prose import Prose

CONTENT = sorted((Path(__file__).parent.parent / "content").rglob("*.md"))
LINE_STARTS = ("# A", "## B {#b}", "- ", "* ", "+ ", "1. ", "1) ", "> ", ">", "    ", "\t", "  ")
BLOCKS = (
    "---",
    "***",
    "_ _ _",
    "===",
    "--",
    "=",
    "```",
    "~~~",
    "|-|-|",
    "-|-",
    "|",
    "a|b",
    "\u00a0",
)
INLINE = (
    *("{#x}", r"\{#x}", "`", "``", "[a](b)", "![a](b.png)", "[a]", "[a]: /u", "[a]:", "](", "<b>"),
    *(
        "<!--",
        "-->",
        "<?",
        "<x.se>",
        "<http://x.se>",
        "<a@b.se>",
        "<",
        ">",
        "&amp;",
        "\\",
        "å",
        "😀",
    ),
    *(
        "e\u0301",
        "[å](<ö ä>)",
        '[a](b "t")',
        "[a][a]",
        "[a][]",
        "![",
        "[",
        "]",
        "(",
        ")",
        '"',
        "**",
    ),
    *("_", "x", "#", "\ufeff", "\x00", " ", "\n", "\n\n", "\n"),
)
TEXTS = st.lists(st.sampled_from((*LINE_STARTS, *BLOCKS, *INLINE)), max_size=14).map("".join)


def _written(page: Page, span: Span) -> str:
    assert span.end_line == span.line
    return page.lines[span.line - 1][span.column - 1 : span.end_column - 1]


def _places(text: str) -> list[tuple[str, int, int]]:
    """Return the address of each link as it is written, with its line and column."""
    page = parse_markdown("x.md", text)
    return [(_written(page, one.span), one.span.line, one.span.column) for one in page.links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A {#a}", (1, "A", "a", "A")),
        ("# A {#a} \t", (1, "A", "a", "A")),
        ("# A {#a} #", (1, "A", "a", "A")),
        ("## A{#a}", (2, "A", "a", "A")),
        (r"# A \{#x}", (1, r"A \{#x}", None, r"A \{#x}")),
        (r"# A \\{#x}", (1, r"A \\", "x", r"A \\")),
        ("# A {#a} {#b}", (1, "A {#a}", "b", "A {#a}")),
        ("# A {#a} b", (1, "A {#a} b", None, "A {#a} b")),
        ("# {#a}", (1, "", "a", "")),
        ("# A {#}", (1, "A", "", "A")),
        ("# A {#å ö}", (1, "A {#å ö}", None, "A {#å ö}")),
        ("# A {#Ö_1}", (1, "A", "Ö_1", "A")),
        ("# A `kod` {#a}", (1, "A `kod`", "a", "A `kod`")),
        ("# 😀 å {#a}", (1, "😀 å", "a", "😀 å")),
        ("A {#a}\n===", (1, "A", "a", "A")),
        ("A\nB {#b}\n---", (2, "A\nB", "b", "A")),
        ("   ### A {#a}", (3, "A", "a", "A")),
        ("#\tA", (1, "A", None, "A")),
    ],
)
def test_headings(text: str, expected: tuple[int, str, str | None, str]) -> None:
    page = parse_markdown("x.md", text)
    (one,) = page.headings
    assert (one.level, one.text, one.id, _written(page, one.span)) == expected
    assert (one.first_line, one.last_line) == (1, text.count("\n") + 1)


def test_an_id_inside_a_code_span_is_code() -> None:
    (one,) = parse_markdown("x.md", "# Skriv `{#id}`").headings
    assert (one.text, one.id) == ("Skriv `{#id}`", None)


def test_only_headings_outside_lists_quotes_and_code_count() -> None:
    text = "- # a\n\n> # b\n\n```\n# c\n```\n\n    # d\n\n#e\n\n# f\n"
    assert [one.text for one in parse_markdown("x.md", text).headings] == ["f"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b)", [("b", 1, 5)]),
        ("![a](b.png)", [("b.png", 1, 6)]),
        ("[a](<b c>)", [("b c", 1, 6)]),
        ("[a](  b  )", [("b", 1, 7)]),
        ("[a](\nb\n)", [("b", 2, 1)]),
        ('![a](b.png "en text")', [("b.png", 1, 6)]),
        ("[a [b] c](d)", [("d", 1, 11)]),
        ("[a `]` c](d)", [("d", 1, 11)]),
        (r"[a \] c](d)", [("d", 1, 10)]),
        ("[![a](b.png)](c)", [("c", 1, 15), ("b.png", 1, 7)]),
        ("å 😀 [a](b)", [("b", 1, 9)]),
        ("e\u0301 [å](<ä ö>)", [("ä ö", 1, 9)]),
        ("[a](%C3%A5)", [("%C3%A5", 1, 5)]),
        ("a [b](c) [b](c)", [("c", 1, 7), ("c", 1, 14)]),
        ("a\nb [c](d)\n  e [f](g)", [("d", 2, 7), ("g", 3, 9)]),
        ("- a [b](c)\n  d [e](f)", [("c", 1, 9), ("f", 2, 9)]),
        ("1. a\n   > [b](c)", [("c", 2, 10)]),
        ("> a\n> [b](c)\n[d](e)", [("c", 2, 7), ("e", 3, 5)]),
        ("# A [b](c) {#a}", [("c", 1, 9)]),
        ("[a](b)\n===", [("b", 1, 5)]),
        ("| a | b |\n|-|-|\n| [x](y) | [x](y) |", [("y", 3, 7), ("y", 3, 16)]),
        (
            "a [x](y)|[x](y)\n-|-\n[x](y)|a [x](y)",
            [*[("y", 1, 7), ("y", 1, 14)], *[("y", 3, 5), ("y", 3, 14)]],
        ),
        ("<https://x.se>", [("https://x.se", 1, 2)]),
        ("a <b@c.se>\n<b@c.se>", [("b@c.se", 1, 4), ("b@c.se", 2, 2)]),
        ("\u00a0\na [b](c)", [("c", 2, 7)]),
        ("- \u00a0\n  a [b](c)", [("c", 2, 9)]),
        ("`[a](b)`\n\n    [a](b)\n\n```\n[a](b)\n```\n\n\\[a](b)", []),
    ],
)
def test_where_an_address_is_written(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert _places(text) == expected


def test_what_a_link_says() -> None:
    text = 'x ![en *bild*\nhär](%C3%A5.png "rub\\"rik") [**a** `b`](c#d)'
    image, link = parse_markdown("x.md", text).links
    assert (image.kind, image.target, image.text, image.title) == (
        *("image", "å.png", "en bild här", 'rub"rik'),
    )
    assert (link.kind, link.target, link.text, link.title) == ("link", "c#d", "a b", "")


@pytest.mark.parametrize("use", ["[a]", "[a][]", "[b][a]", "![a]"])
def test_a_reference_is_placed_where_it_is_used(use: str) -> None:
    page = parse_markdown("x.md", f'text {use}.\n\n[A]: <ö.md> "t"\n')
    (one,) = page.links
    assert (one.target, one.title, _written(page, one.span)) == ("ö.md", "t", use)
    assert page.definitions == {"A": ("ö.md", "t")}


def test_a_definition_that_nobody_uses_is_known() -> None:
    page = parse_markdown("x.md", "[a]: b\n[a]: c\n")
    assert (page.links, page.definitions) == ((), {"A": ("b", "")})


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("[a](b)", True),
        ("  [a](b)  ", True),
        ("x\n\n[a](b)\n\nx", True),
        ("[a]\n\n[a]: b", True),
        ("![a](b)", True),
        ("[*a* b](b)", True),
        ("[a](b).", False),
        ("x [a](b)", False),
        ("[a](b)\nx", False),
        ("- [a](b)", False),
        ("> [a](b)", False),
        ("# [a](b)", False),
        ("|[a](b)|\n|-|", False),
        ("**[a](b)**", False),
    ],
)
def test_alone(text: str, alone: bool) -> None:
    assert [one.alone for one in parse_markdown("x.md", text).links] == [alone]


def test_two_links_in_a_paragraph_are_not_alone() -> None:
    page = parse_markdown("x.md", "[a](b)[c](d)\n\n[a](b)\n[c](d)\n\n[![a](b)](c)")
    assert [one.alone for one in page.links] == [False] * 4 + [True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <b>c</b>", [("<b>", 1, 3), ("</b>", 1, 7)]),
        (
            "<i>a</i> <i>b</i>",
            [*[("<i>", 1, 1), ("</i>", 1, 5)], *[("<i>", 1, 10), ("</i>", 1, 14)]],
        ),
        ("`<b>` <b>", [("<b>", 1, 7)]),
        ("a\nb <!-- c -->", [("<!-- c -->", 2, 3)]),
        ("<div>\na\n</div>", [("<div>", 1, 1)]),
        ("  <!-- a -->", [("<!-- a -->", 1, 3)]),
        ("- a\n\n  <p>b</p>", [("<p>b</p>", 3, 3)]),
        ("> <script>x</script>", [("<script>x</script>", 1, 3)]),
        ("|a|\n|-|\n|<br>|", [("<br>", 3, 2)]),
        ("`<b>` \\<b> &lt;b> 1 < 2", []),
    ],
)
def test_raw_html(text: str, expected: list[tuple[str, int, int]]) -> None:
    page = parse_markdown("x.md", text)
    assert [(_written(page, one), one.line, one.column) for one in page.html] == expected


def test_text_of_a_page() -> None:
    page = parse_markdown("x.md", "# A\n\n\n b \n\nc\n\n")
    assert (page.text(2, 7), page.text(1, 1), page.text(2, 3)) == (" b \n\nc", "# A", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ett **två** *tre*.", [("paragraph", "Ett två tre.")]),
        ("a\n  b  \nc\\\nd", [("paragraph", "a b c d")]),
        ("# A **b** {#c}", [("heading", "A b")]),
        ("A\nB {#b}\n---", [("heading", "A B")]),
        ("[A *b*](c.md 'd') e", [("paragraph", "A b e")]),
        ("[b](b) b", [("paragraph", "b b")]),
        ("se [a](b-och) och [c](d 'och') och", [("paragraph", "se a och c och")]),
        ("<https://å.se> a", [("paragraph", "https://å.se a")]),
        ("<https://a.se/%C3%A5> b", [("paragraph", "https://a.se/å b")]),
        ("1177&period;se &amp; \\*a\\*", [("paragraph", "1177.se & *a*")]),
        ("a `b  c` d", [("paragraph", "a b  c d")]),
        ("``a ` b`` c", [("paragraph", "a ` b c")]),
        ("a <b>c</b> d", [("paragraph", "a c d")]),
        ("![a *b*](c.png 'd') e", [("alt", "a b"), ("caption", "d"), ("paragraph", "e")]),
        ("![a](c.png)", [("alt", "a")]),
        ("![](c.png 'd &amp; e')", [("caption", "d & e")]),
        ("[![a](b)](c) d", [("alt", "a"), ("paragraph", "d")]),
        ("[a][b]\n\n[b]: c 'd'", [("paragraph", "a")]),
        ("![a][b]\n\n[b]: c 'd'", [("caption", "d"), ("alt", "a")]),
        ("- a\n- b\n  c\nd\n\n1. e", [("item", "a"), ("item", "b c d"), ("item", "e")]),
        ("a\n2. b\n- c\n", [("paragraph", "a 2. b"), ("item", "c")]),
        ("a\n2. b\n- c", [("paragraph", "a 2. b"), ("item", "c")]),
        ("a\n1. b\n2. c", [("paragraph", "a"), ("item", "b"), ("item", "c")]),
        ("> a\n> b\n\n> - c", [("quote", "a b"), ("item", "c")]),
        ("|a|*b*|\n|-|-|\n||c \\| d|", [("cell", "a"), ("cell", "b"), ("cell", "c | d")]),
        ("a\n\n```\nb\n```\n\n    c\n    d", [("paragraph", "a"), ("code", "b"), ("code", "c d")]),
        ("<div>\na\n</div>\n\nb", [("paragraph", "b")]),
        ("\\#\n\n***\n\n\u00a0\n\na", [("paragraph", "#"), ("paragraph", "a")]),
    ],
)  # fmt: skip
def test_prose_is_what_a_reader_sees(text: str, expected: list[tuple[str, str]]) -> None:
    prose = parse_markdown("x.md", text).prose
    assert [(one.kind, one.text) for one in prose] == expected


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("Ett **två** tre", "två", (1, 7, 1, 10)),
        ("Ett **två** tre", "två tre", (1, 7, 1, 16)),
        ("a\n  b c", "b", (2, 3, 2, 4)),
        ("a\n  b c", "a b", (1, 1, 2, 4)),
        ("- a\n- b c", "c", (2, 5, 2, 6)),
        ("> > a", "a", (1, 5, 1, 6)),
        ("1. 1", "1", (1, 4, 1, 5)),
        ("# A b {#c}", "b", (1, 5, 1, 6)),
        ("[a](b) [c](d)", "c", (1, 9, 1, 10)),
        ("![a b](c.png 'd e')", "b", (1, 5, 1, 6)),
        ("![a b](c.png 'd e')", "e", (1, 17, 1, 18)),
        ("|a|a b|\n|-|-|\n|c|d|", "b", (1, 6, 1, 7)),
        ("|a|a|\n|-|-|\n|d|  d e |", "e", (3, 8, 3, 9)),
        ("a &amp; b", "& b", (1, 3, 1, 10)),
        ("a &amp; b", "&", (1, 3, 1, 8)),
        ("![][b]\n\n[b]: c 'd'", "d", (1, 1, 1, 7)),
        ("    a b", "b", (1, 7, 1, 8)),
        ("a `b c` d", "c", (1, 6, 1, 7)),
    ],
)
def test_words_are_placed_where_they_are_written(
    text: str, words: str, place: tuple[int, int, int, int]
) -> None:
    found = [one for one in parse_markdown("x.md", text).prose if words in one.text]
    start = found[-1].text.rindex(words)
    assert found[-1].span(start, start + len(words)) == Span("x.md", *place)


def test_code_is_known_in_prose() -> None:
    (one,) = parse_markdown("x.md", "a `b` c `d`").prose
    assert [one.text[start:end] for start, end in one.code] == ["b", "d"]
    assert one.span() == Span("x.md", 1, 1, 1, 11)


def test_tables() -> None:
    (one,) = parse_markdown("x.md", "a\n\n| A | |B|\n|-|-|-|\n| c | [d](e) |\n").tables
    header = [
        (cell.text, cell.span.line, cell.span.column, cell.span.end_column) for cell in one.header
    ]
    assert header == [("A", 3, 2, 5), ("", 3, 6, 7), ("B", 3, 8, 9)]
    assert [[cell.text for cell in row] for row in one.rows] == [["c", "[d](e)", ""]]


def test_a_table_without_bars_at_its_sides() -> None:
    (one,) = parse_markdown("x.md", "A | B\n-|-\nc\\|d | e").tables
    assert [(cell.text, cell.span.column, cell.span.end_column) for cell in one.header] == [
        *(("A", 1, 3), ("B", 4, 6)),
    ]
    assert [(cell.text, cell.span.column) for row in one.rows for cell in row] == [
        *(("c|d", 1), ("e", 7)),
    ]


def _spans(page: Page) -> Iterator[Span]:
    yield from (one.span for one in (*page.headings, *page.links))
    yield from page.html
    for table in page.tables:
        yield from (cell.span for row in (table.header, *table.rows) for cell in row)


def _lies_inside(page: Page, span: Span) -> bool:
    if not 1 <= span.line == span.end_line <= len(page.lines):
        return False
    return 1 <= span.column <= span.end_column <= len(page.lines[span.line - 1]) + 1


def _with_all_rules(text: str) -> Page:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "_plain_prose", lambda text: iter(()))
        return parse_markdown("x.md", text)


def _hold_prose(page: Page, prose: Prose) -> None:
    assert prose.text == prose.text.strip() != ""
    assert "\n" not in prose.text
    ends = [*(piece[0] for piece in prose.pieces[1:]), len(prose.text)]
    for (start, line, column, width), end in zip(prose.pieces, ends, strict=True):
        written = page.lines[line - 1][column - 1 :]
        assert width or written.startswith(prose.text[start:end].rstrip(" ")) or "|" in written
        assert 0 <= width <= len(written)


def _hold(text: str) -> None:
    page = parse_markdown("x.md", text)
    whole = _with_all_rules(text)
    assert (page, page.prose) == (whole, whole.prose)
    for span in _spans(page):
        assert _lies_inside(page, span), span
    for prose in page.prose:
        _hold_prose(page, prose)
    for one in page.headings:
        assert 1 <= one.first_line <= one.last_line <= len(page.lines)


@settings(max_examples=600)
@given(TEXTS)
@example("\u00a0\n<b>")
@example("- \u00a0\n    <http://x.se>    #")
@example("|a|\n|-|\n|\\|[b](c)|")
@example("")
def test_what_is_left_out_holds_nothing_and_places_lie_inside(text: str) -> None:
    _hold(text)


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_every_text_is_markdown(text: str) -> None:
    _hold(text)


@settings(max_examples=60)
@given(st.sampled_from(CONTENT), st.integers(0, 4000), st.sampled_from((*BLOCKS, *INLINE)))
def test_mangled_content_is_markdown(path: Path, at: int, fragment: str) -> None:
    text = path.read_text(encoding="utf-8")[:4000]
    _hold(text[:at] + fragment + text[at:])


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_every_address_in_the_real_content_is_where_it_says(path: Path) -> None:
    page = parse_markdown("x.md", path.read_text(encoding="utf-8"))
    for one in page.links:
        assert unquote(_written(page, one.span)) == one.target.removeprefix("mailto:")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000,
        "![" * 3000,
        "> " * 400 + "a",
        "- " * 400 + "a",
        "`" * 5001,
        "*a_" * 1500,
        "<" * 5000,
    ],
)
def test_a_hostile_page_is_read(text: str) -> None:
    assert parse_markdown("x.md", text).links == ()
