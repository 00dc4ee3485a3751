"""Where something stands, in the author's words, and under which name it stays the same."""

import base
import pytest

from builder.content import Sources, whereabouts
from builder.problem import Pointer, Span
from builder.source import parse_yaml
from builder.source.yaml import walk_texts

FORM = """\
id: dagbok
title: Sömndagbok
type: single
rights: {holder: Provenheten, licence: CC0-1.0}
pages:
  - id: kvall
    title: Kvällen
    questions:
      - {id: oro, type: yes-no, text: "Känner du oro?"}
      - {id: tid, type: number, text: Hur länge?}
      - {id: rad, type: info, text: Nu är det natt.}
  - id: natt
    title: Natten
    questions:
      - id: vaken
        type: single-choice
        text: Hur ofta vaknade du?
        when: {all: [{question: oro, is: yes}, {question: tid, at-least: 1}]}
        choices:
          - {value: aldrig, text: Aldrig, score: 0}
          - {value: ofta, text: Ofta, score: 1}
      - id: kansla
        type: matrix
        text: Hur kändes det?
        rows: [{id: kropp, text: I kroppen}, {id: tanke, text: I tanken}]
        choices: [{value: lugnt, text: Lugnt}, {value: svart, text: Svårt}]
scores:
  - id: summa
    title: Summa
    method: sum
    of: [vaken]
    missing: {policy: no-score}
    visible-to: [staff]
    bands:
      - {id: lag, from: 0, to: 0, text: Låg}
      - {id: hog, from: 1, to: 1, text: Hög}
flags:
  - id: hog-oro
    when: {score: summa, at-least: 1}
    to: staff
    priority: high
    text: Hög oro.
    who-acts: Behandlaren
    how: Ringer inom en dag.
examples:
  - {id: ofta-ger-hog, title: Ofta ger hög, answers: {vaken: ofta}, expect: {bands: {summa: hog}}}
  - {id: delvis, title: En rad, answers: {kansla: {tanke: svart}}, expect: {shown: [kansla]}}
"""
MODULE = """\
# Sömn {#somn}

Inledning.

## Kvällen {#kvallen}

Dagen är slut.

### Ljus {#ljus}

Dämpa ljuset.

#### En liten rubrik

Tänd ett ljus.

### Ljud {#ljud}

Lyssna.

## Natten {#natten}

Sov.
"""
MORE = """\
results:
  - {id: vy, title: Tid, form: dagbok, question: tid, show: table, visible-to: [staff]}
reminders:
  - {id: glom-ej, form: dagbok, after-days: 2, to: resident, text: Hej}
waivers:
  - {code: MED004, place: media/andning.mp4, reason: Snart., who: Vi, until: 2027-05-01}
"""
CHANGES: dict[str, str | bytes | None] = {
    "content/forms/delad.yaml": base.FORM,
    "moment.yaml": base.SETTINGS + MORE,
    "welcome.md": "# Välkommen\n\nText.\n\n## Om {#om}\n\nText.\n\n## Mer\n\nText.\n",
    "open.md": "# Öppet\n\nText.\n",
    "staff.md": "# För personal\n\nText.\n",
    "modules/start.md": MODULE,
    "forms/dagbok.yaml": FORM,
    "changes/nytt.md": "# Nytt\n\nText.\n",
    "media/andning.md": "# Andning\n\nText.\n\n## Andas ut {#ut}\n\nText.\n",
    "media/text.vtt": "WEBVTT\n",
    "media/andning.mp4": b"x",
    "media/vagor.mp3": b"x",
}
LIBRARY, MOMENT = base.read(CHANGES)


def told(sources: Sources, at: Pointer | Span, path: str) -> tuple[str, str]:
    span = at if isinstance(at, Span) else sources.place(path, at)
    words, anchor = whereabouts(sources, at, span)
    return ", ".join(one.in_language("en") for one in words), anchor


def in_file(name: str, at: Pointer | int) -> tuple[str, str]:
    """Return what is told of a pointer or a line in a file of the moment."""
    path = MOMENT.path(name)
    return told(MOMENT, Span(path, at, 3, at, 4) if isinstance(at, int) else at, path)


FORM_NAME = "the form “Sömndagbok”"
IN_YAML: list[tuple[str, Pointer, str, str]] = [
    ("forms/dagbok.yaml", (), FORM_NAME, ""),
    ("forms/dagbok.yaml", ("title",), FORM_NAME, ""),
    ("forms/dagbok.yaml", ("rights", "holder"), FORM_NAME, ""),
    ("forms/dagbok.yaml", ("pages", 1, "title"), FORM_NAME, "#natt"),
    ("forms/dagbok.yaml", ("pages", 0, "questions", 1), f"{FORM_NAME}, question 2", "#tid"),
    ("forms/dagbok.yaml", ("pages", 1, "questions", 0, "text"), f"{FORM_NAME}, question 4", "#vaken"),
    ("forms/dagbok.yaml", ("pages", 1, "questions", 0, "when", "all", 1, "question"), f"{FORM_NAME}, question 4", "#vaken"),
    ("forms/dagbok.yaml", ("pages", 1, "questions", 0, "choices", 1, "text"), f"{FORM_NAME}, question 4, choice 2", "#vaken"),
    ("forms/dagbok.yaml", ("pages", 1, "questions", 1, "rows", 1, "text"), f"{FORM_NAME}, question 5, row 2", "#tanke"),
    ("forms/dagbok.yaml", ("scores", 0, "of", 0), f"{FORM_NAME}, score 1", "#summa"),
    ("forms/dagbok.yaml", ("scores", 0, "bands", 1, "from"), f"{FORM_NAME}, score 1, band 2", "#hog"),
    ("forms/dagbok.yaml", ("flags", 0, "when", "score"), f"{FORM_NAME}, flag 1", "#hog-oro"),
    ("forms/dagbok.yaml", ("examples", 0, "expect", "bands", "summa"), f"{FORM_NAME}, example 1", "#ofta-ger-hog"),
    ("forms/dagbok.yaml", ("examples", 1, "answers", "kansla", "tanke"), f"{FORM_NAME}, example 2", "#delvis"),
    ("moment.yaml", ("title",), "the moment's settings", ""),
    ("moment.yaml", ("modules", 1, "starts"), "the moment's settings, module 2", "#modules/grund.md"),
    ("moment.yaml", ("results", 0, "question"), "the moment's settings, result 1", "#vy"),
    ("moment.yaml", ("reminders", 0, "form"), "the moment's settings, reminder 1", "#glom-ej"),
    ("moment.yaml", ("waivers", 0, "place"), "the moment's settings, waiver 1", ""),
    ("media/media.yaml", ("media", 1, "file"), "the list of media, medium 2", "#bild"),
    ("media/media.yaml", ("media", 0, "rights", "holder"), "the list of media, medium 1", "#rum"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "at", "words", "name"), IN_YAML, ids=[f"{one[0]}-{one[1]}" for one in IN_YAML]
)
def test_a_place_in_yaml(file: str, at: Pointer, words: str, name: str) -> None:
    assert in_file(file, at) == (words, f"{file}{name}")


PUBLISHER, PUBLISHER_NAME = "content/publishers/prov.yaml", "the publisher “Provenheten”"
SHARED: list[tuple[str, Pointer, str, str]] = [
    ("content/profile.yaml", ("media", "films", "types", 0), "the profile", ""),
    (PUBLISHER, ("kind",), PUBLISHER_NAME, ""),
    (PUBLISHER, ("people", 1, "emails", 0), f"{PUBLISHER_NAME}, person 2", "#utgivare"),
    (PUBLISHER, ("care-providers", 0, "hsa-id"), f"{PUBLISHER_NAME}, care provider 1", "#norr"),
    ("content/forms/delad.yaml", ("pages", 0, "questions", 0, "text"), "the form “Enkät”, question 1", "#oro"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "at", "words", "name"), SHARED)
def test_a_place_in_what_moments_share(path: str, at: Pointer, words: str, name: str) -> None:
    assert told(LIBRARY, at, path) == (words, f"{path}{name}")


START = "the module “Sömn”"
IN_PAGES = [
    ("modules/start.md", 1, START, "#somn"),
    ("modules/start.md", 3, START, "#somn"),
    ("modules/start.md", 5, f"{START}, the section “Kvällen”", "#kvallen"),
    ("modules/start.md", 11, f"{START}, the section “Kvällen”, the step “Ljus”", "#ljus"),
    ("modules/start.md", 15, f"{START}, the section “Kvällen”, the step “Ljus”", "#ljus"),
    ("modules/start.md", 19, f"{START}, the section “Kvällen”, the step “Ljud”", "#ljud"),
    ("modules/start.md", 23, f"{START}, the section “Natten”", "#natten"),
    ("welcome.md", 1, "the welcome text", ""),
    ("welcome.md", 3, "the welcome text", ""),
    ("welcome.md", 7, "the welcome text, the section “Om”", "#om"),
    ("welcome.md", 11, "the welcome text, the section “Mer”", ""),
    ("open.md", 3, "the text before the start", ""),
    ("staff.md", 3, "the guidance for staff", ""),
    ("changes/nytt.md", 3, "the change note nytt.md", ""),
    ("media/andning.md", 3, "the text andning.md", ""),
    ("media/andning.md", 7, "the text andning.md, the section “Andas ut”", "#ut"),
    ("media/rum.png", 1, "the picture rum.png", ""),
    ("media/andning.mp4", 1, "the film andning.mp4", ""),
    ("media/vagor.mp3", 1, "the sound vagor.mp3", ""),
    ("media/text.vtt", 1, "the text text.vtt", ""),
    ("lasmig.txt", 1, "", ""),
]


@pytest.mark.parametrize(("file", "line", "words", "name"), IN_PAGES)
def test_a_place_in_a_page_or_at_a_file(file: str, line: int, words: str, name: str) -> None:
    assert in_file(file, line) == (words, f"{file}{name}")


@pytest.mark.parametrize(
    ("text", "line", "words", "name"),
    [
        ("Text före.\n\n# Start {#start}\n\nText.\n", 1, "the module “start”", ""),
        ("", 1, "the module “start”", ""),
        ("# {#start}\n\nText.\n", 3, "the module “start”", "#start"),
        ("# Start\n\nText.\n", 3, "the module “Start”", ""),
        ("# Start {#start}\n\n## Del\n\nText.\n", 5, "the module “Start”, the section “Del”", "#start"),
        ("# Start {#start}\n\n### Steg {#s}\n\nText.\n", 5, "the module “Start”, the step “Steg”", "#s"),
    ],
)  # fmt: skip
def test_a_place_in_an_odd_module(text: str, line: int, words: str, name: str) -> None:
    _, moment = base.read({"modules/start.md": text})
    path = moment.path("modules/start.md")
    expected = (words, f"modules/start.md{name}")
    assert told(moment, Span(path, line, 1, line, 2), path) == expected


UNREADABLE: list[tuple[str, str | bytes | None, str]] = [
    ("forms/dagbok.yaml", "title: Sömn: nu\n", "the form “dagbok”"),
    ("forms/dagbok.yaml", b"title: S\xf6mn\n", "the form “dagbok”"),
    ("forms/dagbok.yaml", "title: [Sömn]\n", "the form “dagbok”"),
    ("forms/dagbok.yaml", "- a\n- b\n", "the form “dagbok”"),
    ("forms/dagbok.yaml", "title: Sömn\ntype: a\n", "the form “Sömn”"),
    ("moment.yaml", "a: [", "the moment's settings"),
    ("moment.yaml", b"\xff", "the moment's settings"),
    ("moment.yaml", None, "the moment's settings"),
    ("media/media.yaml", b"\xff", "the list of media"),
    ("welcome.md", b"\xff", "the welcome text"),
    ("welcome.md", None, "the welcome text"),
    ("modules/start.md", b"\xff", "the module “start”"),
    ("content/publishers/prov.yaml", b"\xff", "the publisher “prov”"),
    ("content/profile.yaml", None, "the profile"),
]


@pytest.mark.parametrize(("file", "text", "words"), UNREADABLE)
def test_a_file_that_cannot_be_read_is_called_by_its_name(
    file: str, text: str | bytes | None, words: str
) -> None:
    library, moment = base.read({file: text})
    sources: Sources = library if file.startswith("content/") else moment
    path = sources.path(file)
    for at in (Span(path), (), ("pages", 0, "questions", 3, "text"), (0, "a"), ("title", 0)):
        assert told(sources, at, path) == (words, file)


BEYOND: list[tuple[str, Pointer, str, str]] = [
    ("forms/dagbok.yaml", ("nowhere",), FORM_NAME, ""),
    ("forms/dagbok.yaml", ("pages", 1, "questions", 0, "help"), f"{FORM_NAME}, question 4", "#vaken"),
    ("forms/dagbok.yaml", ("pages", 1, "questions", 9), f"{FORM_NAME}, question 13", "#natt"),
    ("forms/dagbok.yaml", ("pages", 9, "questions", 0, "text"), FORM_NAME, ""),
    ("forms/dagbok.yaml", ("title", 3, "x", 1), FORM_NAME, ""),
    ("media/media.yaml", ("media", 7), "the list of media, medium 8", ""),
]  # fmt: skip


@pytest.mark.parametrize(("file", "at", "words", "name"), BEYOND)
def test_a_pointer_beyond_the_file_says_as_much_as_can_be_said(
    file: str, at: Pointer, words: str, name: str
) -> None:
    assert in_file(file, at) == (words, f"{file}{name}")


def test_a_span_in_yaml_is_where_its_value_is() -> None:
    """A rule that looks at text says a span; it is told as the pointer there would be."""
    path = MOMENT.path("forms/dagbok.yaml")
    document = parse_yaml(path, FORM)
    for pointer, _ in walk_texts(document.data):
        assert told(MOMENT, document.locate(pointer), path) == told(MOMENT, pointer, path)


def test_every_text_of_every_file_has_a_place_and_an_anchor() -> None:
    for sources in (LIBRARY, MOMENT):
        for path, document in sources.documents.items():
            for pointer, _ in walk_texts(document.data):
                words, anchor = told(sources, pointer, path)
                assert words
                assert anchor.partition("#")[0] == sources.name_of(path)
