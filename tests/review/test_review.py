"""What a publisher needs to know, gathered: levels, examples, readability, decisions."""

import base
import pytest
import reviews

from builder.changes import Level
from builder.content import read_library, read_moment
from builder.manifest import Version
from builder.packing import pack
from builder.release import Draft, base_of_sources, draft
from builder.report.review.decisions import pasting
from builder.report.review.tables import compared_forms, lix_rows
from builder.report.review.words import Words
from builder.review import review_of

PLAIN = reviews.page("Ta 2 tabletter varje morgon. Vila sedan en stund.")
CHANGED = reviews.page("Ta 3 tabletter varje morgon. Vila sedan en stund.")
MOVED = reviews.FORM.replace("to: 1, text", "to: 2, text").replace("from: 2", "from: 3")


def test_the_weightiest_change_comes_first() -> None:
    review = reviews.reviewed(
        {reviews.STEP: PLAIN, "forms/enkat.yaml": reviews.FORM},
        {
            reviews.STEP: CHANGED,
            "forms/enkat.yaml": MOVED,
            "welcome.md": "# Välkommen\n\nEn text.\n",
        },
    )
    levels = [told.level for told in review.changes]
    assert levels == sorted(levels, reverse=True)
    assert levels[0] is Level.MAJOR
    assert Level.DECIDE in levels


def test_only_what_comes_out_otherwise_is_shown_with_its_neighbours() -> None:
    review = reviews.reviewed({"forms/enkat.yaml": reviews.FORM}, {"forms/enkat.yaml": MOVED})
    (compared,) = compared_forms(Words(review, "sv"))
    assert [(pair.old, pair.new, pair.is_moved) for pair in compared.pairs] == [
        ("1 (Lite oro)", "1 (Lite oro)", False),
        ("2 (Mycket oro)", "2 (Lite oro)", True),
        ("3 (Mycket oro)", "3 (Mycket oro)", False),
    ]
    moved = compared.pairs[1]
    assert moved.answers
    points = {"Aldrig": 0, "Ibland": 1, "Ofta": 2}
    for pair in compared.pairs:
        given = [answer.rpartition(" – ")[2] for answer in pair.answers]
        assert all(one in points for one in given)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (reviews.FORM, reviews.FORM.replace("Hur ofta känner du oro", "Hur ofta oroar du dig")),
        (reviews.FORM, reviews.FORM),
        (base.FORM, base.FORM.replace("Känner du oro", "Är du orolig")),
    ],
)
def test_a_form_that_counts_as_before_has_no_table(old: str, new: str) -> None:
    review = reviews.reviewed({"forms/enkat.yaml": old}, {"forms/enkat.yaml": new})
    assert review.moved == ()


def test_points_that_change_move_every_sum_they_are_in() -> None:
    heavier = reviews.FORM.replace(
        "{value: ofta, text: Ofta, score: 2}", "{value: ofta, text: Ofta, score: 3}", 1
    )
    heavier = heavier.replace("to: 4", "to: 5")
    review = reviews.reviewed({"forms/enkat.yaml": reviews.FORM}, {"forms/enkat.yaml": heavier})
    (compared,) = compared_forms(Words(review, "sv"))
    assert any(pair.is_moved for pair in compared.pairs)


LONG = "Regelbundna återhämtningsperioder underlättar koncentrationsförmågan. " * 6


def test_lix_is_told_of_texts_that_are_long_enough_and_have_changed() -> None:
    review = reviews.reviewed(
        {reviews.STEP: reviews.page("Vila en stund. " * 15)},
        {reviews.STEP: reviews.page(LONG), "welcome.md": "# Välkommen\n\nEn ny text.\n"},
    )
    (row,) = lix_rows(Words(review, "sv"))
    assert row.page == "Start › Ett"
    assert row.old is not None
    assert row.new is not None
    assert row.old < 45 < row.new
    assert "45" in row.remark


def test_lix_is_not_told_of_another_language() -> None:
    english = base.SETTINGS.replace("language: sv", "language: en")
    review = reviews.reviewed(
        {"moment.yaml": english, reviews.STEP: reviews.page("Rest. " * 30)},
        {"moment.yaml": english, reviews.STEP: reviews.page(LONG)},
    )
    assert list(lix_rows(Words(review, "sv"))) == []


def _with_note(text: str) -> Draft:
    """Return the draft of the changed moment with a change note."""
    before = base.read({reviews.STEP: PLAIN})[1]
    tree = base.tree({reviews.STEP: CHANGED, "changes/dos.md": text})
    library = read_library(tree)
    content = read_moment(tree, base.MOMENT, library)
    return draft(content, pack(content), base_of_sources(before, Version(1, 1)))


NOTES = {
    "none": None,
    "bare": "# Dosen\n\nNi behöver inte göra något.\n",
    "safety": "---\nsafety: true\n---\n# Dosen\n\nNi behöver inte göra något.\n",
    "begun": "---\ndecisions:\n  - change: c3f2a9c1b7d0\n    level: minor\n    reason: Ett skäl.\n---\n# Dosen\n\nText.\n",
}


@pytest.mark.parametrize("name", NOTES)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_lines_can_be_pasted_where_it_is_said(name: str, language: str) -> None:
    note = NOTES[name]
    made_draft = _with_note(note) if note else None
    review = (
        review_of(made_draft)
        if made_draft
        else reviews.reviewed({reviews.STEP: PLAIN}, {reviews.STEP: CHANGED})
    )
    found = pasting(Words(review, language))
    assert found
    lines = "\n".join(found.lines)
    assert "‹" in lines  # as it stands the check finds it
    body = note or "# Dosen\n\nNi behöver inte göra något.\n"
    if body.startswith("---\n"):
        end = body.index("\n---\n", 4)
        pasted = f"{body[:end]}\n{lines}{body[end:]}"
    else:
        pasted = f"{lines}\n{body}"
    decided = _with_note(
        pasted.replace("‹fill in why it means the same›", "Samma.")
        .replace("‹fyll i varför det betyder detsamma›", "Samma.")
        .replace("‹fill in minor or major›", "minor")
        .replace("‹fyll i minor eller major›", "minor")
    )
    assert decided.level is Level.MINOR
    assert pasting(Words(review_of(decided), language)) is None


def test_nothing_is_to_be_decided_where_nothing_is() -> None:
    review = reviews.reviewed({reviews.STEP: PLAIN}, {reviews.STEP: PLAIN})
    assert pasting(Words(review, "sv")) is None


PERSON = "121212-1212"  # the tests' own day and month: no person has it


def test_words_beside_personal_data_are_not_repeated() -> None:
    private = reviews.page(f"Ring {PERSON} när du vill. Ta 3 tabletter.")
    review = reviews.reviewed({reviews.STEP: PLAIN}, {reviews.STEP: private})
    words = Words(review, "sv")
    assert words.private == {f"{base.MOMENT}/modules/start.md"}
    for told in review.changes:
        assert words.is_withheld(told)
        assert PERSON not in words.message(told) + words.old(told) + words.new(told)


def test_ready_is_when_nothing_is_missing() -> None:
    minor = {reviews.STEP: PLAIN.replace("Vila sedan", "Vila därefter")}
    note = {"changes/vila.md": "# Vila\n\nEtt ord är bytt.\n"}
    without = reviews.reviewed({reviews.STEP: PLAIN}, minor, verdict=None)
    assert without.lacks_note
    assert not without.is_ready
    there = reviews.reviewed({reviews.STEP: PLAIN}, minor | note, verdict=None)
    assert [f.code for f in there.stops] == []
    assert there.is_ready
    assert not reviews.reviewed({reviews.STEP: PLAIN}, minor | note).is_ready
