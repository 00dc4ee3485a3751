"""What residents and staff read: every text, by whom it is read, and the place of its words."""

import re
from collections import Counter
from pathlib import Path

import base
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.content import Library, MomentContent, Sources, read_library, read_moment
from builder.content.passages import Passage, passages
from builder.tree import Tree, read_folder

SETTINGS = (
    base.SETTINGS.replace("Ingen.", "Vuxna.")
    + """\
results:
  - {id: a, title: Båda ser, form: enkat, question: oro, show: table, visible-to: [staff, resident]}
  - {id: b, title: Personalen ser, form: enkat, question: oro, show: table, visible-to: [staff]}
reminders:
  - {id: c, form: enkat, after-days: 1, to: resident, text: Kom ihåg.}
  - {id: d, form: enkat, after-days: 1, to: staff, text: Fråga.}
"""
)
FORM = """\
id: enkat
title: Enkät
type: tabbed
introduction: Först.
rights: {holder: Provenheten, licence: CC0-1.0, attribution: Efter oss.}
occasions: [{id: a, title: Flik}]
pages:
  - id: sida
    title: Sidan
    introduction: Överst.
    questions:
      - {id: a, type: info, text: Upplysning.}
      - {id: b, type: number, text: Antal?, unit: gånger, help: Ungefär.}
      - {id: c, type: scale, text: Hur?, min: 0, max: 9, min-text: Inte, max-text: Mest}
      - id: d
        type: matrix
        text: Raderna?
        rows: [{id: e, text: Rad}]
        choices: [{value: a, text: Ja, score: 1}, {value: b, text: Nej, score: 0}]
      - {id: g, type: text, text: Kod?, picture: {file: ../media/rum.png, alt: Ett rum.}, pattern: "[0-9]", pattern-help: En siffra.}
scores:
  - id: summa
    title: Summan
    method: sum
    of: [d]
    missing: {policy: no-score}
    visible-to: [staff]
    explanation: Så räknas den.
    bands: [{id: a, from: 0, to: 1, text: Lite}]
flags:
  - id: f
    when: {question: b, at-least: 1}
    to: resident
    priority: normal
    text: Rådet.
    who-acts: Sköterskan
    how: Ringer.
examples:
  - {id: h, title: Mest av allt, answers: {c: 9}, expect: {shown: [c]}}
"""
MEDIA = """\
media:
  - id: rum
    file: rum.png
    rights: {holder: A, licence: B, attribution: Foto av oss.}
    language: en
    captions: rum.vtt
    transcript: rum.md
    audio-description: Ett rum syns.
"""
CUES = """\
WEBVTT
NOTE inget
av detta

STYLE
::cue {}

1
00:01.000 --> 00:02.000 line:0
<v Ann>Look at
  the <i>room</i>.

00:02.500 --> 00:03.000
<i></i>

00:03.000 --> 00:04.000
Done.
"""


def read(changes: dict[str, str | bytes | None]) -> MomentContent:
    return base.read(changes)[1]


def told(sources: Sources, name: str) -> list[tuple[str, str, str, str]]:
    return [
        (str(one.kind), one.audience, one.language, one.text)
        for one in passages(sources)
        if one.path.endswith(name)
    ]


def sv(*rows: tuple[str, str, str]) -> list[tuple[str, str, str, str]]:
    return [(kind, audience, "sv", text) for kind, audience, text in rows]


def test_the_settings() -> None:
    assert told(read({"moment.yaml": SETTINGS}), "moment.yaml") == sv(
        ("title", "resident", "Prov"),
        ("text", "resident", "Ett moment att pröva med."),
        ("text", "staff", "Vuxna."),
        ("text", "staff", "Att prövas, och inget annat."),
        ("title", "resident", "Båda ser"),
        ("title", "staff", "Personalen ser"),
        ("text", "resident", "Kom ihåg."),
        ("text", "staff", "Fråga."),
    )


def test_a_form() -> None:
    assert told(read({"forms/enkat.yaml": FORM}), "enkat.yaml") == sv(
        ("title", "resident", "Enkät"),
        ("text", "resident", "Först."),
        ("text", "resident", "Efter oss."),
        ("title", "resident", "Flik"),
        ("title", "resident", "Sidan"),
        ("text", "resident", "Överst."),
        ("text", "resident", "Upplysning."),
        ("question", "resident", "Antal?"),
        ("text", "resident", "Ungefär."),
        ("answer", "resident", "gånger"),
        ("question", "resident", "Hur?"),
        ("answer", "resident", "Inte"),
        ("answer", "resident", "Mest"),
        ("question", "resident", "Raderna?"),
        ("question", "resident", "Rad"),
        ("answer", "resident", "Ja"),
        ("answer", "resident", "Nej"),
        ("question", "resident", "Kod?"),
        ("alt", "resident", "Ett rum."),
        ("text", "resident", "En siffra."),
        ("title", "staff", "Summan"),
        ("text", "resident", "Så räknas den."),
        ("answer", "staff", "Lite"),
        ("text", "resident", "Rådet."),
        ("text", "staff", "Sköterskan"),
        ("text", "staff", "Ringer."),
        ("title", "staff", "Mest av allt"),
    )


def test_media_and_what_belongs_to_them() -> None:
    content = read(
        {"media/media.yaml": MEDIA, "media/rum.vtt": CUES, "media/rum.md": "# Room\n\nA room.\n"}
    )
    assert told(content, "media.yaml") == sv(
        ("text", "resident", "Ett rum syns."), ("text", "resident", "Foto av oss.")
    )
    assert told(content, "rum.md") == [
        ("heading", "resident", "en", "Room"),
        ("paragraph", "resident", "en", "A room."),
    ]
    assert told(content, "rum.vtt") == [
        ("cue", "resident", "en", "Look at the room."),
        ("cue", "resident", "en", "Done."),
    ]
    first = next(one for one in passages(content) if one.text.startswith("Look"))
    span = first.span(5, 16)
    assert (span.line, span.column, span.end_line, span.end_column) == (10, 13, 11, 14)
    assert first.stands(0, 7)
    assert first.stands(12, 16)
    assert not first.stands(8, 16)


def test_pages_and_who_reads_them() -> None:
    content = read(
        {"staff.md": "# Till dig\n", "changes/nytt.md": "# Nytt\n", "open.md": "# Öppet\n"}
    )
    assert told(content, "staff.md") == sv(("heading", "staff", "Till dig"))
    assert told(content, "nytt.md") == sv(("heading", "staff", "Nytt"))
    assert told(content, "open.md") == sv(("heading", "resident", "Öppet"))
    assert told(content, "start.md") == sv(
        ("heading", "resident", "Start"), ("paragraph", "resident", "Text.")
    )


def test_what_cannot_be_read_is_left_out() -> None:
    content = read({"moment.yaml": "a: [", "forms/enkat.yaml": "b", "media/media.yaml": "c"})
    assert {one.path.rpartition("/")[2] for one in passages(content)} == {
        *("welcome.md", "start.md", "grund.md"),
    }
    assert {one.language for one in passages(content)} == {"sv"}


def test_the_language_is_the_moments() -> None:
    content = read({"moment.yaml": base.SETTINGS.replace("language: sv", "language: en")})
    assert {one.language for one in passages(content)} == {"en"}


@pytest.mark.parametrize(
    ("question", "language"),
    [("Hur ofta har du sovit för lite?", "sv"), ("How often have you slept for too long?", "en"), ("Oro?", "sv")],
)  # fmt: skip
def test_a_shared_form_is_in_the_language_of_its_small_words(question: str, language: str) -> None:
    form = base.FORM.replace("Känner du oro?", question)
    library, _ = base.read({"content/forms/delad.yaml": f"{form}owner: prov\n"})
    assert {one.language for one in passages(library)} == {language}


def test_sources_of_no_kind_have_none() -> None:
    assert passages(Sources(Tree.of({}))) == ()


def test_the_last_answer_is_remembered_for_the_same_sources_only() -> None:
    one, two = read({}), read({"welcome.md": "# Två\n"})
    assert passages(one) is passages(one)
    assert passages(one) != passages(two)
    assert told(one, "welcome.md")[0] == ("heading", "resident", "sv", "Välkommen")


@pytest.mark.parametrize(
    ("written", "words", "place"),
    [
        ("Du sover, t ex gott", "t ex", (5, 20, 5, 24)),
        ("'Du sover t ex'", "t ex", (5, 20, 5, 24)),
        ("'Du ''sover'' t ex'", "t ex", (5, 24, 5, 28)),
        ("'Du ''sover'' t ex'", "'sover'", (5, 14, 5, 23)),
        ("'''a'''", "'a'", (5, 11, 5, 16)),
        (r'"Du \"sover\" t ex"', "t ex", (5, 24, 5, 28)),
        ('"Du \\\n  sover t\n  ex"', "sover t", (6, 3, 6, 10)),
        ('"Du sover\n\n  t ex"', "t ex", (7, 3, 7, 7)),
        (r'"Du sov\u00e5 t ex"', "t ex", (5, 10, 5, 29)),
        ("Du sover\n  t ex\n  gott", "t ex", (6, 3, 6, 7)),
        ("Du sover t\n  ex gott", "t ex", (5, 19, 6, 5)),
        (">-\n  Du sover\n  t ex\n\n  gott", "gott", (9, 3, 9, 7)),
        ("|\n  | Du\n  t ex", "| Du", (6, 3, 6, 7)),
        ("|\n    t ex\n    t\n    t ex", "t t ex", (7, 5, 8, 9)),
    ],
)
def test_words_in_yaml_are_placed_where_they_are_written(
    written: str, words: str, place: tuple[int, int, int, int]
) -> None:
    settings = base.SETTINGS.replace("summary: Ett moment att pröva med.", f"summary: {written}")
    content = read({"moment.yaml": settings})
    (one,) = (one for one in passages(content) if one.at == ("summary",))
    start = one.text.rindex(words)
    span = one.span(start, start + len(words))
    assert (span.line, span.column, span.end_line, span.end_column) == place
    line = settings.split("\n")[place[0] - 1]
    exact = place[0] == place[2] and line[place[1] - 1 : place[3] - 1] == words
    assert one.stands(start, start + len(words)) == exact


WORDS = st.text(st.sampled_from("aåÖ'\"\\:#-|>{[ \u00a0"), min_size=1, max_size=30)


@settings(max_examples=200)
@given(WORDS.filter(str.strip), st.sampled_from([None, "'", '"', "|", ">"]), st.integers(8, 30))
def test_what_stands_in_yaml_reads_so(text: str, style: str | None, width: int) -> None:
    quoted = yaml.dump(
        {"summary": f"A {text}."}, default_style=style, width=width, allow_unicode=True
    )
    written = re.sub(r"""^["']summary["']""", "summary", re.sub(r"^!!\S+ ", "", quoted))
    if not written.startswith("summary:"):
        return
    changed = base.SETTINGS.replace("summary: Ett moment att pröva med.\n", written)
    found = [one for one in passages(read({"moment.yaml": changed})) if one.at == ("summary",)]
    for one in found:
        assert one.text == " ".join(f"A {text}.".split())
        _hold(one, changed.split("\n"))


def _hold(passage: Passage, lines: list[str]) -> None:
    """Hold that every word lies in the file, and stands where it is said to stand."""
    for word in re.finditer(r"\S+", passage.text):
        span = passage.span(*word.span())
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert span.column <= len(lines[span.line - 1]) + 1
        if passage.stands(*word.span()):
            assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == word[0]


def test_every_word_of_the_real_content_has_its_place() -> None:
    root = Path(__file__).parent.parent
    tree = read_folder(root)
    library = read_library(tree)
    count: Counter[bool] = Counter()
    for sources in _all(tree, library):
        for one in passages(sources):
            _hold(one, sources.texts[one.path].split("\n"))
            count.update(one.stands(*word.span()) for word in re.finditer(r"\S+", one.text))
    assert count[True] > 5000
    assert count[False] < 20  # the last word of what is marked, with the stop after it


def _all(tree: Tree, library: Library) -> list[Sources]:
    return [library, *(read_moment(tree, folder, library) for folder in library.folders)]
