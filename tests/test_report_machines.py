"""Findings for machines: JSON, annotations, JUnit, and which of them are chosen."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import base
import pytest
import reported
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from builder.checks import Finding, Severity
from builder.cli import app
from builder.errors import RefusedError
from builder.message import tell
from builder.report.github import annotations
from builder.report.junit import junit
from builder.report.plain import findings_json
from builder.report.selection import Selection, read_severity, read_words
from builder.terminal import run

SCHEMA = json.loads(
    (Path(__file__).parent.parent / "schemas/findings.schema.json").read_text("utf-8")
)


def errors(value: Any) -> list[str]:
    validator = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(value)]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_json_conforms(language: str) -> None:
    assert errors(findings_json(reported.ALL, 3, language)) == []


def test_json_tells_what_the_finding_knows() -> None:
    edited, renamed, reworked, *_, waived, _, _ = findings_json(reported.ALL, 3, "en")["findings"]
    assert (edited["name"], edited["page"]) == ("unquoted-text", "handbook/STR017.html")
    assert (edited["place"], edited["anchor"]) == (
        "The form “Enkät”, question 4",
        "forms/enkat.yaml#start",
    )
    assert edited["fix"]["edits"][0] == {
        "path": reported.FORM,
        "line": 3,
        "column": 2,
        "end-line": 3,
        "end-column": 7,
        "text": '"2026"',
    }
    assert renamed["fix"] == {"type": "rename", "path": reported.PICTURE, "name": "somn-bild.png"}
    assert reworked["fix"] == {"type": "rework", "path": reported.PICTURE, "work": "strip"}
    assert renamed["place"] == ""
    assert waived["waiver"] == {
        "reason": "Skrivs om i vår.",
        "who": "Samordnare",
        "until": "2027-05-01",
    }
    assert "fix" not in waived
    assert "waiver" not in renamed


@pytest.mark.parametrize(
    "fix",
    [
        {},
        {"type": "edits"},
        {"type": "edits", "edits": []},
        {"type": "rename", "path": "x", "name": "y", "work": "strip"},
        {"type": "rework", "path": "x", "work": "burn"},
        {"type": "other"},
    ],
)
def test_another_fix_does_not_conform(fix: Any) -> None:
    value = findings_json(reported.ALL, 3, "en")
    value["findings"][0]["fix"] = fix
    assert errors(value)


COMMAND = re.compile(r"::(error|warning|notice) ([^\r\n]+?)::([^\r\n]*)")


def read_annotations(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read annotations as GitHub's runner does."""

    def told(value: str) -> str:
        for code, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            value = value.replace(code, meant)
        return value

    found = []
    for line in text.split("\n")[:-1]:
        command = COMMAND.fullmatch(line)
        assert command, line
        pairs = (one.split("=", 1) for one in command[2].split(","))
        found.append((command[1], {key: told(value) for key, value in pairs}, told(command[3])))
    return found


def test_annotations_stand_beside_the_lines() -> None:
    found = read_annotations(annotations(reported.ALL, "en", "a:b/"))
    assert [one[0] for one in found] == ["error"] * 6 + ["warning", "notice"]
    assert found[4] == (
        "error",
        {
            "file": f"a:b/{reported.PAGE}",
            "line": "3",
            "endLine": "3",
            "col": "2",
            "endColumn": "7",
            "title": "REF003 dangling-link",
        },
        "The module “Start”: there is no file “a.md”",
    )
    assert found[3][1]["file"] == f"a:b/{reported.ODD}".replace("\x01", "▯")
    assert found[3][2] == "“%\r\n::▯,\ud800▯[1m” is odd"
    assert "col" not in found[6][1]


@given(st.text(), st.text(min_size=1))
def test_annotations_hold_anything(message: str, path: str) -> None:
    one = reported.finding(path, place=(), message=tell("{x}", x=message))
    written = annotations([one], "en")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", written)
    ((_, properties, told),) = read_annotations(written)
    assert (properties["file"], told) == (steerless(path), steerless(message))


def steerless(text: str) -> str:
    """Return a text whose control characters are seen, but for the ends of its lines."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", "▯", text).replace("\t", " ")


def read_junit(findings: Sequence[Finding]) -> ET.Element:
    """Read a report, and hold it to the shape that readers of JUnit's XML know."""
    top = ET.fromstring(junit(findings, 3, "en").encode("utf-8"))  # noqa: S314 - ours
    assert top.tag == "testsuites"
    for suite in top:
        assert (suite.tag, *{case.tag for case in suite}) == ("testsuite", "testcase")
        for case in suite:
            assert {"name", "classname"} <= case.attrib.keys()
            assert [one.tag for one in case] in (
                [],
                ["failure"],
                ["skipped"],
                ["system-out"],
                ["failure", "system-out"],
                ["skipped", "system-out"],
            )
    for part in (top, *top):
        counted = [len([*part.iter(tag)]) for tag in ("testcase", "failure", "skipped")]
        assert [int(part.attrib[name]) for name in ("tests", "failures", "skipped")] == counted
    return top


def test_junit_has_a_suite_for_each_moment_and_a_case_for_each_rule_and_file() -> None:
    first, shared, moment = read_junit(reported.ALL)
    assert [case.attrib["name"] for case in first] == ["3 moments checked"]
    assert (shared.attrib["name"], moment.attrib["name"]) == (
        "What all moments share",
        reported.FOLDER,
    )
    cases = {(case.attrib["classname"], case.attrib["name"]): case for case in moment}
    assert len(cases) == len(moment)
    failure = cases[reported.PAGE, "REF003 dangling-link"].find("failure")
    assert failure is not None
    assert failure.attrib["message"] == "The module “Start”: there is no file “a.md”"
    assert [line.split(": ")[0] for line in (failure.text or "").splitlines()] == [
        f"{reported.PAGE}:3:2",
        f"{reported.PAGE}:9:2",
    ]
    skipped = cases[reported.PAGE, "ACC003 alt-sentence"].find("skipped")
    assert skipped is not None
    assert skipped.attrib["message"] == "Samordnare, until 2027-05-01: Skrivs om i vår."
    assert [one.tag for one in shared[0]] == ["system-out"]


def test_a_clean_library_has_a_case_that_passed() -> None:
    ((case,),) = read_junit([])
    assert len(case) == 0


@given(st.text(st.characters()), st.text(min_size=1))
def test_junit_is_well_formed_whatever_it_holds(message: str, path: str) -> None:
    read_junit([reported.finding(path, message=tell("{x}", x=message))])


def test_a_selection_takes_codes_families_and_weight() -> None:
    def taken(words: str, least: Severity = Severity.ADVICE) -> list[str]:
        selection = Selection(read_words(words), least)
        return [one.code for one in reported.ALL if selection.takes(one)]

    assert taken("nam, MED008,") == ["NAM001", "MED008"]
    assert taken("REF") == ["REF003", "REF003", "REF003", "REF012"]
    assert taken("REF", Severity.ERROR) == ["REF003"] * 3
    assert taken("", Severity.WARNING) == [one.code for one in reported.ALL[:-1]]
    assert len(taken("")) == len(reported.ALL)
    with pytest.raises(RefusedError, match="did you mean MED008"):
        read_words("REF,MED0008")


@pytest.mark.parametrize(
    ("word", "severity"),
    [
        ("error", Severity.ERROR),
        ("WARNING", Severity.WARNING),
        ("advice", Severity.ADVICE),
        ("Fel", Severity.ERROR),
        ("varning", Severity.WARNING),
        ("RÅD", Severity.ADVICE),
        ("ra\N{COMBINING RING ABOVE}d", Severity.ADVICE),
    ],
)
def test_a_severity_is_read_in_both_languages(word: str, severity: Severity) -> None:
    assert read_severity(word) is severity


@pytest.fixture
def check(tmp_path, capsys, monkeypatch):
    """Run `moment check` in English on a small library with an error and a warning."""
    base.put(tmp_path / "lib", {"welcome.md": "# V\n\n<b>\n", "media/kvar.png": base.picture()})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setattr("builder.terminal._use_utf8", lambda: None)

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(app, "moment", ["--lang", "en", "check", "lib", *arguments])
        return status, *capsys.readouterr()

    return call


def test_what_is_chosen_decides_the_exit_status(check) -> None:
    assert check("--select", "STR007")[0] == 1
    assert check("--select", "WRD")[0] == 0
    status, out, _ = check("--select", "REF", "--severity", "error")
    assert (status, out) == (
        0,
        "1 moment checked: nothing to remark.\n2 other findings not shown.\n",
    )


def test_an_unknown_code_is_wrong_use(check) -> None:
    status, out, err = check("--select", "STR07")
    assert (status, out) == (2, "")
    assert "did you mean" in err
    for word in ("none", ""):
        told = f"moment: --severity is error, warning or advice, not “{word}”\n"
        assert check("--severity", word) == (2, "", told)
    assert check("--severity", "FEL")[0] == 1


def test_every_format_tells_the_same(check) -> None:
    for form in ("json", "sarif", "github", "junit"):
        status, out, err = check("--format", form)
        assert (status, err) == (1, "")
        assert out.count("HTML may not be used") >= 1
        assert check("--format", form, "--select", "PRV")[0] == 0
    assert "file=lib/content/moments/prov/prov/welcome.md,line=3," in check("-f", "github")[1]
