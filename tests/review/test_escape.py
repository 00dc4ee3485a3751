"""Author's words in a comment are text and nothing but text, whatever they are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from builder.checks.page import visible
from builder.report.review.escape import difference, fenced, safe

PARSER = MarkdownIt("gfm-like", {"html": True, "linkify": False}).enable(["table", "strikethrough"])
JOINER = "\N{WORD JOINER}"
HOSTILE = [
    "@alla titta", "a @team/inre b", "se #12 och GH-3 och !45 och &6 och %7 och ~x och $9",
    "![bild](//x.example/a.png)", "[klicka](javascript:alert(1))", "<img src=x onerror=alert(1)>",
    "<!-- dold", "--> fram", "</details></summary>", "| a | b |", "a|b", "```\nslut", "```", "`````", "`kod` `` två",
    "# Rubrik", "- lista", "1. lista", "+ plus", "> citat", "---", "***", "===", "__fet__ *kursiv*",
    ":smile: :+1:", "[^1]: fot", "https://x.example/a_b?c=1&d=2#e @x", "www.x.example",
    "namn@prov.example", "\\", "\\`", "&lt;script&gt;", "$x^2$", "a\u202eb\x1b[31m", "[ ] ruta",
    "{:.klass}", "~~bort~~", "\u200b@alla", "<details><summary>@x", "&#64;alla", "[[wiki]]",
]  # fmt: skip
MENTION = re.compile(r"(?<![\w/`])@[a-z0-9]", re.IGNORECASE)
REFERENCE = re.compile(r"(?:[#!$%~&]|\bGH-)\w", re.IGNORECASE)


def _rendered(markdown: str) -> tuple[str, set[str]]:
    """Return the text that is shown, and the kinds of all tokens."""
    kinds, said = set(), []
    for token in PARSER.parse(markdown):
        kinds.add(token.type)
        for child in token.children or []:
            kinds.add(child.type)
            said.append(child.content)
    return "".join(said), kinds


PLAIN = {"paragraph_open", "paragraph_close", "inline", "text", "text_special", "code_inline"}


@given(
    st.one_of(
        st.sampled_from(HOSTILE),
        st.text(max_size=60),
        st.lists(st.sampled_from(HOSTILE)).map(" ".join),
    )
)
def test_what_is_shown_is_what_was_written(text: str) -> None:
    shown, kinds = _rendered(f"x {safe(text)}")
    assert kinds <= PLAIN
    assert shown.replace(JOINER, "").strip() == f"x {visible(' '.join(text.split()))}".strip()


@given(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60)))
def test_it_stays_in_its_cell(text: str) -> None:
    rows = f"| a | b |\n| --- | --- |\n| {safe(text)} | slut |\n"
    tokens = PARSER.parse(rows)
    assert [token.type for token in tokens].count("td_open") == 2
    assert tokens[-1].type == "table_close"
    assert [t.content for t in tokens if t.type == "inline"][-1] == "slut"


@given(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60)))
def test_it_stays_in_its_item(text: str) -> None:
    tokens = PARSER.parse(f"- {safe(text)}\n- slut\n")
    opened = [
        token.type for token in tokens if token.type.endswith("_open") or token.type == "html_block"
    ]
    assert opened.count("list_item_open") == 2
    assert set(opened) <= {"bullet_list_open", "list_item_open", "paragraph_open"}


@pytest.mark.parametrize("text", HOSTILE)
def test_nobody_is_notified_and_nothing_is_linked(text: str) -> None:
    outside = re.sub("`[^`]*`", "", safe(text)).replace("\\", "")
    assert not MENTION.search(outside)
    assert not REFERENCE.search(outside)
    assert "//" not in outside


@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30)), max_size=5))
def test_no_line_ends_a_fence(lines: list[str]) -> None:
    tokens = PARSER.parse(fenced(lines) + "\n\nslut\n")
    assert tokens[0].type == "fence"
    assert tokens[0].content.rstrip("\n") == "\n".join(map(visible, lines)).rstrip("\n")
    assert len(tokens) == 4


@given(st.text(max_size=300), st.text(max_size=300))
def test_each_line_of_a_difference_says_which_side_it_is_of(old: str, new: str) -> None:
    lines = difference(" ".join(old.split()), " ".join(new.split())).split("\n")[1:-1]
    assert all(line.startswith(("- ", "+ ")) for line in lines)
    assert all(len(line) <= 94 for line in lines)
