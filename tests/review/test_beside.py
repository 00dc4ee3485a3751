"""Texts beside each other: nothing is lost, and what is marked is what differs."""

import re
from html import escape

import pytest
import reviews
from hypothesis import given
from hypothesis import strategies as st

from builder.report.review.beside import Row, changed, folded, rows
from builder.report.review.forms_beside import form_rows
from builder.report.review.tree import blocks, html_of, parse
from builder.report.review.words import Words

WORDS = st.lists(
    st.sampled_from(["du", "inte", "20", "minuter", "ring", "<b>", "&", "“x”"]), max_size=8
)
INLINE = WORDS.map(lambda words: escape(" ".join(words)))
BLOCK = st.one_of(
    INLINE.map(lambda text: f"<p>{text}</p>"),
    st.lists(INLINE, min_size=1, max_size=3).map(lambda li: f"<ul>{''.join(f'<li>{x}</li>' for x in li)}</ul>"),
    INLINE.map(lambda text: f'<p><a href="https://x.example/{len(text)}">{text}</a> <em>och</em></p>'),
    st.integers(0, 3).map(lambda n: f'<figure><img src="media/{n}.png" alt="En &quot;bild&quot;"></figure>'),
)  # fmt: skip
PAGE = st.lists(BLOCK, max_size=6).map("\n".join)
MARKS = re.compile("</?(?:ins|del)>")


def bare(html: str) -> str:
    return MARKS.sub("", html)


@given(PAGE)
def test_a_tree_is_what_was_written(html: str) -> None:
    assert html_of(parse(html)) == html
    assert "".join(blocks(html)) == html.replace("\n", "")


@given(PAGE, PAGE)
def test_nothing_is_lost(old: str, new: str) -> None:
    found = rows(old, new)
    assert bare("".join(row.old for row in found)) == "".join(blocks(old))
    assert bare("".join(row.new for row in found)) == "".join(blocks(new))


@given(PAGE)
def test_what_is_the_same_is_alike(html: str) -> None:
    assert {row.fate for row in rows(html, html)} <= {"same"}


@given(PAGE, PAGE)
def test_the_other_way_round_it_is_mirrored(old: str, new: str) -> None:
    there, back = rows(old, new), rows(new, old)
    assert any(row.fate != "same" for row in there) == any(row.fate != "same" for row in back)


@given(BLOCK, BLOCK)
def test_what_is_left_without_the_marked_words_is_alike(old: str, new: str) -> None:
    row = changed(old, new)
    assert bare(row.old) == old
    assert bare(row.new) == new
    kept = [
        re.sub("<(ins|del)>.*?</\\1>", " ", html, flags=re.DOTALL) for html in (row.old, row.new)
    ]
    assert _read(kept[0]) == _read(kept[1])


def _read(html: str) -> list[str]:
    return re.sub("<[^>]*>", " ", html).split()


@given(BLOCK, BLOCK)
def test_marks_never_cross_another_element(old: str, new: str) -> None:
    for html in (changed(old, new).old, changed(old, new).new):
        for marked in re.findall("<(?:ins|del)>(.*?)</(?:ins|del)>", html, re.DOTALL):
            assert not re.search("<(?!img)", marked)


def test_a_link_that_leads_elsewhere_differs() -> None:
    (row,) = rows(
        '<p>Läs <a href="https://a.example">mer</a>.</p>',
        '<p>Läs <a href="https://b.example">mer</a>.</p>',
    )
    assert row.new == '<p>Läs <a href="https://b.example"><ins>mer</ins></a>.</p>'


def test_a_picture_with_other_bytes_differs() -> None:
    (row,) = rows(
        '<p>Se <img src="media/a.png" alt="x"></p>', '<p>Se <img src="media/b.png" alt="x"></p>'
    )
    assert row.new == '<p>Se <ins><img src="media/b.png" alt="x"></ins></p>'


@given(
    st.lists(st.sampled_from(["same", "changed", "added"]), max_size=12),
    st.integers(0, 2),
    st.integers(1, 3),
)
def test_folding_keeps_every_row_and_hides_no_difference(
    fates: list[str], near: int, least: int
) -> None:
    found = [Row(fate, str(n), str(n)) for n, fate in enumerate(fates)]
    stretches = folded(found, near, least)
    assert [row for stretch in stretches for row in stretch.rows] == found
    for stretch in stretches:
        if stretch.folded:
            assert {row.fate for row in stretch.rows} == {"same"}
            assert len(stretch.rows) >= least


def _form(old: str, new: str) -> list[Row]:
    review = reviews.reviewed({"forms/enkat.yaml": old}, {"forms/enkat.yaml": new})
    words = Words(review, "sv")
    sides = [
        (package.forms[0], document["forms"][0]["html"])
        for package, document in (
            (words.old_package, words.old_document),
            (words.package, words.document),
        )
    ]
    return form_rows(*sides, [told.change.subject[2:] for told in review.changes])


NEW_QUESTION = "    questions:\n      - {id: ny, type: yes-no, text: En helt ny fråga?}\n"


def test_questions_that_only_got_another_number_are_alike() -> None:
    found = _form(reviews.FORM, reviews.FORM.replace("    questions:\n", NEW_QUESTION))
    assert [row.fate for row in found] == ["same", "same", "added", "same", "same", "same"]
    assert "En helt ny fråga?" in found[2].new


def test_a_reworded_question_is_marked_word_by_word() -> None:
    found = _form(reviews.FORM, reviews.FORM.replace("ofta känner du oro", "ofta har du känt oro"))
    (row,) = [row for row in found if row.fate != "same"]
    assert "<del>känner</del>" in row.old
    assert "<ins>har</ins> du <ins>känt</ins>" in row.new


def test_a_removed_question_stands_where_it_stood() -> None:
    longer = reviews.FORM.replace("    questions:\n", NEW_QUESTION)
    found = _form(longer, reviews.FORM)
    assert [row.fate for row in found] == ["same", "same", "removed", "same", "same", "same"]


def test_a_band_that_moves_is_marked_in_its_score() -> None:
    moved = reviews.FORM.replace("to: 1, text", "to: 2, text").replace("from: 2", "from: 3")
    (row,) = [row for row in _form(reviews.FORM, moved) if row.fate != "same"]
    assert row.old.count("<del>") == row.new.count("<ins>") == 2


def test_every_part_of_a_form_is_there_once() -> None:
    found = _form(reviews.FORM, reviews.FORM)
    assert [row.fate for row in found] == ["same"] * 5
    said = "".join(row.new for row in found)
    for text in (
        "Enkät",
        "Sidan",
        "Hur ofta känner du oro?",
        "Hur ofta sover du dåligt?",
        "Mycket oro",
    ):
        assert text in said


@pytest.mark.parametrize(
    "html", ["<p>a</p>", "<ul><li>a</li></ul>", '<p><img src="media/a.png" alt="a > b"></p>']
)
def test_attributes_may_hold_what_ends_a_tag(html: str) -> None:
    assert html_of(parse(html)) == html
