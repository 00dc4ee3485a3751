"""What changed, and what it costs: the table, the laws, and the levels of the design."""

import base
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.changes import Change, Kind, Level, compare, level_of, next_version
from builder.manifest import Version
from builder.package import Package
from builder.packing import pack

MODULE = """\
# Start {#start}

## Kvällen {#kvallen}

### Ljus {#ljus}

Dämpa ljuset kl. 21.00. Drick inte kaffe på kvällen. Ring 1177 om du undrar över något.

- Läs en bok.
- Lyssna på musik.

Läs mer på [1177.se](https://www.1177.se/somn).

### Ljud {#ljud}

![Ett rum.](../media/rum.png)

[Enkät](../forms/enkat.yaml)
"""
FORM = """\
id: enkat
title: Enkät
type: single
rights: {holder: Provenheten, licence: CC0-1.0}
pages:
  - id: sida
    title: Sidan
    questions:
      - {id: oro, type: yes-no, text: "Känner du oro?"}
      - id: hur-ofta
        type: single-choice
        text: Hur ofta?
        when: {question: oro, is: yes}
        choices:
          - {value: ibland, text: Ibland, score: 1}
          - {value: ofta, text: Ofta, score: 2}
      - {id: tid, type: number, text: Hur länge?, min: 0, max: 24, unit: timmar}
scores:
  - id: summa
    title: Summa
    method: sum
    of: [hur-ofta, tid]
    missing: {policy: no-score}
    visible-to: [staff]
    bands:
      - {id: lag, from: 0, to: 9, text: Låg}
      - {id: hog, from: 10, to: 26, text: Hög}
flags:
  - id: hog-oro
    when: {score: summa, at-least: 10}
    to: staff
    priority: high
    text: Hög oro.
    who-acts: Behandlaren
    how: Ringer inom en dag.
"""
SETTINGS = (
    base.ONE_MODULE
    + """\
  - file: modules/tva.md
    starts: by-staff
results:
  - {id: vy, title: Tid, form: enkat, question: tid, show: table, visible-to: [staff]}
"""
)
MEDIA_LIST = """\
media:
  - {id: rum, file: rum.png, rights: {holder: Provenheten, licence: CC0-1.0}}
"""
STAFF = "# För personal\n\nLäs detta.\n"
FILES: dict[str, str | bytes | None] = {
    **base.BARE,
    "moment.yaml": SETTINGS,
    "modules/start.md": MODULE,
    "modules/tva.md": "# Två {#tva}\n\nText.\n",
    "forms/enkat.yaml": FORM,
    "media/media.yaml": MEDIA_LIST,
    "media/rum.png": base.picture(),
    "staff.md": STAFF,
}


def package(**changes: str) -> Package:
    """Return the moment with some files rewritten; `moment_yaml` stands for moment.yaml."""
    names = {
        "settings": "moment.yaml",
        "module": "modules/start.md",
        "form": "forms/enkat.yaml",
        "welcome": "welcome.md",
        "staff": "staff.md",
        "media": "media/media.yaml",
    }
    texts = {names[key]: text for key, text in changes.items()}
    _, content = base.read({**FILES, **texts})
    assert not any(content.problems.values()), dict(content.problems)
    return pack(content).package


BEFORE = package()


def kinds(changes: list[Change]) -> list[tuple[str, str]]:
    return sorted((change.kind.title, change.level.word) for change in changes)


SOURCES = {
    "settings": SETTINGS,
    "module": MODULE,
    "form": FORM,
    "welcome": "# Välkommen\n\nText.\n",
    "staff": STAFF,
    "media": MEDIA_LIST,
}

# One edit, and every change it is: (file, old text, new text, [(kind, level), ...])
EDITS = [
    ("settings", "title: Prov\n", "title: Ett prov\n", [("title-reworded", "minor")]),
    ("settings", "summary: Ett moment att pröva med.", "summary: Ett moment att prova.", [("title-reworded", "minor")]),
    ("settings", "audience: Ingen.", "audience: Alla.", [("setting-changed", "major")]),
    ("settings", "kind: support", "kind: treatment", [("setting-changed", "major")]),
    ("settings", "messages: false", "messages: true", [("function-changed", "major")]),
    ("settings", "show: table", "show: line-chart", [("result-changed", "major")]),
    ("settings", "starts: by-staff", "starts: after-days\n    days: 7", [("module-start-changed", "major")]),
    ("settings", "  - file: modules/tva.md\n    starts: by-staff\n", "", [("module-removed", "major")]),
    ("settings", "owner: Provenheten", "owner: En annan", []),
    ("settings", "available-to: [all]", "available-to: [norr]", []),
    ("welcome", "Text.", "En text.", [("text-rewritten", "decide")]),
    ("welcome", "Text.", "Text.\n", []),
    ("welcome", "# Välkommen", "# Välkommen hit", [("title-reworded", "minor")]),
    ("module", "kl. 21.00", "kl. 22.00", [("number-changed", "decide")]),
    ("module", "Ring 1177", "Ring 112", [("number-changed", "decide")]),
    ("module", "Drick inte kaffe", "Drick kaffe", [("negation-changed", "decide")]),
    ("module", "Läs en bok.", "Läs en god bok.", [("text-reworded", "minor")]),
    ("module", "- Lyssna på musik.\n", "- Lyssna på musik.\n- Ta en promenad.\n", [("paragraph-changed", "decide"), ("text-reworded", "minor")]),
    ("module", "https://www.1177.se/somn", "https://www.1177.se/stress", [("link-changed", "decide")]),
    ("module", "Läs en bok.", "Läs *en* bok.", [("text-reworded", "minor")]),
    ("module", "Dämpa ljuset kl. 21.00. Drick", "Dämpa ljuset\nkl. 21.00.   Drick", [("formatting", "none")]),
    ("module", "- Läs en bok.\n- Lyssna", "* Läs en bok.\n* Lyssna", [("formatting", "none")]),
    ("module", "### Ljus {#ljus}", "### Ljus på kvällen {#ljus}", [("title-reworded", "minor")]),
    ("module", "### Ljus {#ljus}", "### Ljus {#ljuset}", [("step-added", "major"), ("step-removed", "major")]),
    ("module", "## Kvällen {#kvallen}", "## Din kväll {#kvallen}", [("title-reworded", "minor")]),
    ("module", "[Enkät](../forms/enkat.yaml)\n", "Text.\n", [("form-removed", "major"), ("text-rewritten", "decide")]),
    ("module", "![Ett rum.](../media/rum.png)\n", "Text.\n", [("medium-removed", "major"), ("text-rewritten", "decide")]),
    ("module", "Ett rum.", "Ett mörkt rum.", [("text-reworded", "minor")]),
    ("form", "id: oro,", "id: aro,", None),
    ("form", "type: yes-no", "type: text", [("question-changed", "major")]),
    ("form", "Hur ofta?", "Hur ofta då?", [("form-text-reworded", "decide")]),
    ("form", "score: 2", "score: 3", [("choice-score-changed", "major")]),
    ("form", "value: ofta", "value: jamt", [("choice-added", "major"), ("choice-removed", "major")]),
    ("form", "text: Ofta", "text: Jämt", [("form-text-reworded", "decide")]),
    ("form", "is: yes", "is: no", [("condition-changed", "major")]),
    ("form", "max: 24", "max: 12", [("question-changed", "major")]),
    ("form", "unit: timmar", "unit: minuter", [("form-text-reworded", "decide")]),
    ("form", "to: 9,", "to: 8,", [("score-changed", "major")]),
    ("form", "text: Låg", "text: Lindrig", [("form-text-reworded", "decide")]),
    ("form", "policy: no-score", "policy: count-as-zero", [("score-changed", "major")]),
    ("form", "visible-to: [staff]", "visible-to: [resident]", [("score-changed", "major")]),
    ("form", "method: sum", "method: max", [("score-changed", "major")]),
    ("form", "at-least: 10}", "at-least: 11}", [("flag-changed", "major")]),
    ("form", "priority: high", "priority: normal", [("flag-changed", "major")]),
    ("form", "Ringer inom en dag.", "Skriver inom en dag.", [("form-text-reworded", "decide")]),
    ("form", "Ringer inom en dag.", "Ringer inom 2 dagar.", [("number-changed", "decide")]),
    ("form", "type: single\n", "type: calendar\n", [("form-changed", "major")]),
    ("form", "title: Enkät", "title: Enkäten", [("title-reworded", "minor")]),
    ("form", "licence: CC0-1.0", "licence: CC-BY-4.0", [("medium-details-changed", "minor")]),
    ("media", "licence: CC0-1.0", "licence: CC-BY-4.0", [("medium-details-changed", "minor")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"), EDITS, ids=[f"{e[0]}-{n}" for n, e in enumerate(EDITS)]
)
def test_an_edit_is_the_changes_it_is(
    file: str, old: str, new: str, expected: list[tuple[str, str]] | None
) -> None:
    assert SOURCES[file].count(old) >= 1
    after = package(**{file: SOURCES[file].replace(old, new, 1)})
    changes = compare(BEFORE, after)
    if expected is None:
        assert level_of(changes) is Level.MAJOR
    else:
        assert kinds(changes) == sorted(expected)
    if after != BEFORE:
        assert changes


NEWER_FORM = """\
id: enkat
title: Enkät
type: tabbed
occasions: [{id: fore, title: Före}]
rights: {holder: Provenheten, licence: CC0-1.0}
pages:
  - id: sida
    title: Sidan
    questions:
      - {id: oro, type: yes-no, text: "Oro?", yes-score: 2, no-score: 0, picture: {file: ../media/rum.png, alt: Ett ljust rum.}}
      - {id: kod, type: text, text: "Kod?", pattern: "[0-9]{5}", pattern-help: Skriv siffror.}
      - {id: dag, type: date, text: "Dag?", min: 2026-01-01, max: 2026-12-31}
      - {id: tid, type: time, text: "Tid?", min: "07:00"}
      - id: rutor
        type: matrix
        text: Hur?
        rows: [{id: somn, text: Sömnen}, {id: ork, text: Orken}]
        choices: [{value: bra, text: Bra, score: 0}, {value: daligt, text: Dåligt, score: 1}]
      - {id: mer, type: long-text, text: "Mer?", when: {question: rutor, row: somn, is: daligt}}
scores:
  - id: summa
    title: Summa
    method: sum
    of: [rutor]
    missing: {policy: no-score}
    visible-to: [staff]
    bands: [{id: lag, from: 0, to: 0, text: Låg}, {id: hog, from: 1, to: 2, text: Hög}]
examples:
  - {id: ja, title: Ja, answers: {oro: yes}, expect: {flags: []}}
"""
NEWER = package(form=NEWER_FORM)
QUESTION = ("form", "enkat", "question")
TABLE = ("form", "enkat", "question", "rutor")
WHOLE_PICTURE = ", picture: {file: ../media/rum.png, alt: Ett ljust rum.}"
# One edit of the form above, and the one change it is: (old text, new text, kind, level, subject)
NEWER_EDITS = [
    ("Ett ljust rum.", "Ett mörkt rum.", "form-text-reworded", "decide", (*QUESTION, "oro")),
    ("Ett ljust rum.", "Ett rum med 3 fönster.", "number-changed", "decide", (*QUESTION, "oro")),
    (", alt: Ett ljust rum.", "", "form-text-reworded", "decide", (*QUESTION, "oro")),
    (WHOLE_PICTURE, "", "medium-moved", "decide", (*QUESTION, "oro")),
    ("yes-score: 2", "yes-score: 3", "choice-score-changed", "major", (*QUESTION, "oro")),
    (", no-score: 0", "", "choice-score-changed", "major", (*QUESTION, "oro")),
    ('"Oro?",', '"Oro?", sensitive: self-harm,', "question-changed", "major", (*QUESTION, "oro")),
    ("[0-9]{5}", "[0-9]{6}", "question-changed", "major", (*QUESTION, "kod")),
    ("Skriv siffror.", "Bara siffror.", "form-text-reworded", "decide", (*QUESTION, "kod")),
    ("2026-12-31", "2027-12-31", "question-changed", "major", (*QUESTION, "dag")),
    ('"07:00"', '"08:00"', "question-changed", "major", (*QUESTION, "tid")),
    ("row: somn", "row: ork", "condition-changed", "major", (*QUESTION, "mer")),
    ("text: Orken", "text: Kraften", "form-text-reworded", "decide", (*TABLE, "row", "ork")),
    (", {id: ork, text: Orken}", "", "question-changed", "major", (*TABLE, "row", "ork")),
    ("text: Dåligt", "text: Illa", "form-text-reworded", "decide", (*TABLE, "choice", "daligt")),
    ("score: 1}]", "score: 2}]", "choice-score-changed", "major", (*TABLE, "choice", "daligt")),
    ("text: Hög", "text: Stor", "form-text-reworded", "decide", ("form", "enkat", "score", "summa", "band", "hog")),
    ("to: 2, text: Hög", "to: 1, text: Hög", "score-changed", "major", ("form", "enkat", "score", "summa", "band", "hog")),
    ("title: Före", "title: Innan", "form-text-reworded", "decide", ("form", "enkat", "occasion", "fore")),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "kind", "level", "subject"), NEWER_EDITS)
def test_an_edit_of_a_form_is_one_change_and_says_of_which_part(
    old: str, new: str, kind: str, level: str, subject: tuple[str, ...]
) -> None:
    assert NEWER_FORM.count(old) == 1
    changes = compare(NEWER, package(form=NEWER_FORM.replace(old, new)))
    assert [(c.kind.title, c.level.word, c.subject) for c in changes] == [(kind, level, subject)]


def test_another_picture_is_another_whatever_is_said_of_it() -> None:
    both = MEDIA_LIST + "  - {id: vy, file: vy.png, rights: {holder: A, licence: B}}\n"
    more = {**FILES, "media/media.yaml": both, "media/vy.png": base.picture()}

    def pictured(file: str) -> Package:
        form = NEWER_FORM.replace("rum.png, alt: Ett ljust rum.", f"{file}, alt: Rummet.")
        module = MODULE + "\n![En vy.](../media/vy.png)\n"
        _, content = base.read({**more, "forms/enkat.yaml": form, "modules/start.md": module})
        return pack(content).package

    changes = compare(pictured("rum.png"), pictured("vy.png"))
    assert [(c.kind.title, c.old, c.new) for c in changes] == [
        ("medium-moved", "", "media:vy"),
        ("medium-moved", "media:rum", ""),
    ]


def test_a_picture_that_is_new_or_gone_as_a_whole_is_told_once() -> None:
    module = MODULE.replace("![Ett rum.](../media/rum.png)\n\n", "")
    shown, bare = NEWER_FORM, NEWER_FORM.replace(WHOLE_PICTURE, "")
    _, with_it = base.read({**FILES, "modules/start.md": module, "forms/enkat.yaml": shown})
    _, without = base.read({**FILES, "modules/start.md": module, "forms/enkat.yaml": bare})
    old, new = pack(without).package, pack(with_it).package
    assert kinds(compare(old, new)) == [("medium-added", "major")]
    assert kinds(compare(new, old)) == [("medium-removed", "major")]


def test_examples_are_no_change() -> None:
    added = NEWER_FORM + "  - {id: nej, title: Nej, answers: {oro: no}, expect: {flags: []}}\n"
    for form in (
        added,
        NEWER_FORM.partition("examples:")[0],
        NEWER_FORM.replace("yes}, exp", "no}, exp"),
    ):
        assert form != NEWER_FORM
        assert compare(NEWER, package(form=form)) == []


VARIANTS = [BEFORE, NEWER] + [
    package(**{file: SOURCES[file].replace(old, new, 1)}) for file, old, new, _ in EDITS
]
VARIANTS += [package(form=NEWER_FORM.replace(old, new)) for old, new, *_ in NEWER_EDITS]


@given(st.sampled_from(VARIANTS), st.sampled_from(VARIANTS))
def test_unequal_packages_differ_and_equal_ones_do_not(old: Package, new: Package) -> None:
    assert bool(compare(old, new)) is (old != new)


OPPOSITES = {
    Kind.MODULE_REMOVED: Kind.MODULE_ADDED,
    Kind.SECTION_REMOVED: Kind.SECTION_ADDED,
    Kind.STEP_REMOVED: Kind.STEP_ADDED,
    Kind.FORM_REMOVED: Kind.FORM_ADDED,
    Kind.QUESTION_REMOVED: Kind.QUESTION_ADDED,
    Kind.CHOICE_REMOVED: Kind.CHOICE_ADDED,
    Kind.SCORE_REMOVED: Kind.SCORE_ADDED,
    Kind.FLAG_REMOVED: Kind.FLAG_ADDED,
    Kind.MEDIUM_REMOVED: Kind.MEDIUM_ADDED,
    Kind.PAGE_REMOVED: Kind.PAGE_ADDED,
}


@given(st.sampled_from(VARIANTS), st.sampled_from(VARIANTS))
def test_what_is_removed_one_way_is_added_the_other(old: Package, new: Package) -> None:
    removed = {(OPPOSITES[c.kind], c.subject) for c in compare(old, new) if c.kind in OPPOSITES}
    added = {(c.kind, c.subject) for c in compare(new, old) if c.kind in OPPOSITES.values()}
    assert removed == added


def test_moved_is_not_removed_and_added() -> None:
    parts = MODULE.split("### ")
    moved = parts[0] + "### " + parts[2].rstrip() + "\n\n### " + parts[1]
    assert kinds(compare(BEFORE, package(module=moved))) == [("free-order-changed", "minor")]
    swapped = SETTINGS.replace(
        "modules/start.md\n    starts: at-once\n  - file: modules/tva.md\n    starts: by-staff",
        "modules/tva.md\n    starts: by-staff\n  - file: modules/start.md\n    starts: at-once",
    )
    assert kinds(compare(BEFORE, package(settings=swapped))) == [("free-order-changed", "minor")]
    sequential = SETTINGS.replace("by-staff", "after-previous")
    both = compare(
        package(settings=sequential),
        package(settings=swapped.replace("by-staff", "after-previous")),
    )
    assert kinds(both) == [("order-changed", "major")]


def test_another_file_under_the_same_id_is_for_someone_to_decide() -> None:
    _, content = base.read({**FILES, "media/rum.png": base.picture(size=(50, 40))})
    assert kinds(compare(BEFORE, pack(content).package)) == [("medium-replaced", "decide")]


def test_a_file_that_only_changes_its_name_reads_the_same() -> None:
    renamed = {
        **FILES,
        "media/rum.png": None,
        "media/sovrum.png": base.picture(),
        "media/media.yaml": MEDIA_LIST.replace("rum.png", "sovrum.png"),
        "modules/start.md": MODULE.replace("rum.png", "sovrum.png"),
    }
    _, content = base.read(renamed)
    assert kinds(compare(BEFORE, pack(content).package)) == [("formatting", "none")]


def test_a_removed_page_and_a_new_one() -> None:
    _, content = base.read({**FILES, "staff.md": None})
    without = pack(content).package
    assert kinds(compare(BEFORE, without)) == [("page-removed", "major")]
    assert kinds(compare(without, BEFORE)) == [("page-added", "major")]


def test_codes_are_unique_and_never_without_a_reason() -> None:
    assert len({kind.code for kind in Kind}) == len(Kind)
    assert len({kind.title for kind in Kind}) == len(Kind)
    assert all(kind.reason for kind in Kind)


@pytest.mark.parametrize(
    ("base_version", "level", "expected"),
    [
        (None, Level.MAJOR, "1.0"),
        (Version(1, 0), Level.MINOR, "1.1"),
        (Version(1, 9), Level.MINOR, "1.10"),
        (Version(1, 3), Level.MAJOR, "2.0"),
        (Version(1, 3), Level.DECIDE, "2.0"),
        (Version(1, 3), Level.NONE, "1.3"),
    ],
)
def test_the_next_version(base_version: Version | None, level: Level, expected: str) -> None:
    assert str(next_version(base_version, level)) == expected
