"""The table of changes, the next version, and pictures that forms and pages share.

What each edit is stands in tests/versions: more than two hundred pairs, and the laws over them.
"""

import base
import pytest

from builder.changes import Change, Kind, Level, compare, next_version
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
WHOLE_PICTURE = ", picture: {file: ../media/rum.png, alt: Ett ljust rum.}"


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
