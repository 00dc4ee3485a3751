"""What a release lacks: each rule of REL beside a release, alone and at its line."""

import datetime as dt
from dataclasses import replace

import base
import pytest

from builder.changes import Change, Level
from builder.checks import ALL_RULES, Finding, check_release
from builder.checks.rule import Sees
from builder.manifest import Version
from builder.packing import pack
from builder.proposal import pending_of
from builder.release import Draft, base_of_sources, draft

BEFORE = "# Start {#start}\n\nDämpa ljuset kl. 21. Hör på musik som du tycker om.\n"
NOTE = "# Ny tid\n\nNi behöver inte göra något.\n"
DECIDED = "---\ndecisions:\n{}---\n" + NOTE


def made(changes: dict[str, str | bytes | None]) -> tuple[list[Finding], Draft]:
    """Return what the moment lacks, compared with how it was, released as 1.0."""
    _, old = base.read({**base.BARE, "modules/start.md": BEFORE})
    _, new = base.read({**base.BARE, "modules/start.md": BEFORE, **changes})
    assert not any(new.problems.values()), dict(new.problems)
    one = draft(new, pack(new), base_of_sources(old, Version(1, 0)))
    return check_release(new, pending_of(one, None)), one


def later() -> tuple[dict[str, str], Change]:
    """Return an edit that somebody is to decide about, and the change it is."""
    edit = {"modules/start.md": BEFORE.replace("kl. 21", "kl. 22")}
    _, one = made({**edit})
    (change,) = one.changes
    return edit, change


def decision(change: str, level: str = "minor") -> str:
    return f"  - change: {change}\n    level: {level}\n    reason: Det är samma sak.\n"


def told(found: list[Finding]) -> list[tuple[str, str, int]]:
    return [
        (one.code, one.span.path.removeprefix(f"{base.MOMENT}/"), one.span.line) for one in found
    ]


def test_every_rule_of_rel_is_held_here() -> None:
    rules = [rule.code for rule in ALL_RULES if rule.sees is Sees.RELEASE]
    assert rules == [f"REL{n:03}" for n in range(1, 7)]


def test_nothing_is_lacking_where_nothing_changed_and_for_a_first_release() -> None:
    found, one = made({})
    assert (found, one.version) == ([], None)
    _, content = base.read()
    assert check_release(content, pending_of(draft(content, pack(content), None), None)) == []


def test_a_change_wants_a_note() -> None:
    edit = {"modules/start.md": BEFORE.replace("Hör på", "Lyssna på")}
    found, one = made({**edit})
    assert (told(found), str(one.version)) == ([("REL001", "moment.yaml", 1)], "1.1")
    assert made({**edit, "changes/ord.md": NOTE})[0] == []


def test_a_note_that_was_told_before_tells_nothing_new() -> None:
    old_note = {"changes/gammal.md": NOTE}
    _, old = base.read({**base.BARE, "modules/start.md": BEFORE, **old_note})
    edit = BEFORE.replace("Hör på", "Lyssna på")
    _, new = base.read({**base.BARE, "modules/start.md": edit, **old_note})
    one = draft(new, pack(new), base_of_sources(old, Version(1, 0)))
    assert one.notes == ()
    assert [finding.code for finding in check_release(new, pending_of(one, None))] == ["REL001"]


def test_a_decision_is_bound_to_its_change() -> None:
    edit, change = later()
    good = DECIDED.format(decision(change.fingerprint))
    found, one = made({**edit, "changes/tid.md": good})
    assert (found, str(one.version), one.is_lowered) == ([], "1.1", True)
    again = {"modules/start.md": edit["modules/start.md"].replace("kl. 22", "kl. 23")}
    found, one = made({**again, "changes/tid.md": good})
    assert told(found) == [("REL002", "changes/tid.md", 3), ("REL006", "changes/tid.md", 7)]
    assert str(one.version) == "2.0"


def test_what_is_settled_cannot_be_decided() -> None:
    section = BEFORE + "\n## Mer {#mer}\n\nText.\n"
    _, one = made({"modules/start.md": section})
    (change,) = one.changes
    assert change.level is Level.MAJOR
    found, one = made(
        {"modules/start.md": section, "changes/a.md": DECIDED.format(decision(change.fingerprint))}
    )
    assert told(found) == [("REL003", "changes/a.md", 3)]
    assert str(one.version) == "2.0"


def test_two_notes_that_contradict_are_told_and_the_graver_holds() -> None:
    edit, change = later()
    notes = {
        f"changes/{name}.md": DECIDED.format(decision(change.fingerprint, level))
        for name, level in (("a", "minor"), ("b", "major"))
    }
    found, one = made({**edit, **notes})
    assert told(found) == [("REL004", "changes/b.md", 3)]
    assert str(one.version) == "2.0"


def test_what_is_undecided_is_said_and_stops_nothing() -> None:
    edit, _ = later()
    found, one = made({**edit, "changes/tid.md": NOTE})
    assert told(found) == [("REL006", "changes/tid.md", 1)]
    assert not any(finding.stops_release for finding in found)
    assert str(one.version) == "2.0"


@pytest.mark.parametrize(
    ("day", "codes"), [("2026-01-14", ["REL005"]), ("2026-01-15", []), ("2026-03-01", [])]
)
def test_a_new_major_wants_a_risk_analysis_that_is_no_older_than_the_last(
    day: str, codes: list[str]
) -> None:
    settings = base.ONE_MODULE.replace("date: 2026-01-15", f"date: {day}")
    _, old = base.read({**base.BARE, "modules/start.md": BEFORE})
    section = BEFORE + "\n## Mer {#mer}\n\nText.\n"
    _, new = base.read(
        {**base.BARE, "modules/start.md": section, "moment.yaml": settings, "changes/a.md": NOTE}
    )
    one = draft(new, pack(new), base_of_sources(old, Version(1, 0)))
    pending = pending_of(one, None)
    dated = replace(pending, last_major=dt.date(2026, 1, 15))
    assert [finding.code for finding in check_release(new, dated)] == codes
    minor = replace(dated, is_major=False)
    assert check_release(new, minor) == []


@pytest.mark.parametrize(
    ("above", "code", "line"),
    [
        ("decisions:\n  - change: c3f2a9c1b7d0\n    level: minro\n    reason: Så.\n", "STR005", 4),
        ("decisions:\n  - change: 3F2A9C1B7D04\n    level: minor\n    reason: Så.\n", "STR005", 3),
        ("decisions:\n  - change: c3f2a9c1b7d0\n    level: minor\n", "STR015", 3),
        ("safety: ja\n", "STR005", 2),
        ("safty: true\n", "STR014", 2),
    ],
)
def test_what_is_written_wrong_in_a_note_is_found_at_its_line(
    above: str, code: str, line: int
) -> None:
    found = base.findings({"changes/a.md": f"---\n{above}---\n{NOTE}"})
    assert [(one.span.path.rpartition("/")[2], one.span.line) for one in found] == [("a.md", line)]


def test_a_note_says_that_it_is_about_safety() -> None:
    edit = {"modules/start.md": BEFORE.replace("Hör på", "Lyssna på")}
    _, one = made({**edit, "changes/a.md": f"---\nsafety: true\n---\n{NOTE}"})
    assert one.safety
    assert one.notes[0].markdown == "Ni behöver inte göra något."
