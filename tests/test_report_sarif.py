"""Findings as SARIF, held to the official schema, which npm brings."""

import hashlib
import json
import tarfile
from typing import Any

import base
import npm
import pytest
import reported
from jsonschema import Draft4Validator, FormatChecker

from builder.checks import ALL_RULES
from builder.message import Message, tell, tell_number
from builder.problem import Span
from builder.report.sarif import sarif
from builder.version import __version__

PACKAGE = ("@microsoft/jest-sarif", "1.0.0-beta.0")
"""The smallest package that holds the schema as Microsoft, its editor, publishes it."""
MEMBER = "package/lib/schemas/sarif-2.1.0-rtm.5.json"
SHA256 = "2d99159ae54a3eea97f81781cff48780548657c35949f4b7f25e99a2ba4de4f8"


@pytest.fixture(scope="module")
def schema(request: pytest.FixtureRequest) -> Any:
    try:
        package = npm.package(*PACKAGE, request.config.cache.mkdir("npm"))
    except npm.UnobtainableError as error:
        pytest.skip(str(error))
    with tarfile.open(package) as archive:
        member = archive.extractfile(MEMBER)
        assert member
        data = member.read()
    assert hashlib.sha256(data).hexdigest() == SHA256
    return json.loads(data.decode("utf-8-sig"))


def results(*findings: Any, folder: str = "") -> list[Any]:
    (run,) = sarif(findings or reported.ALL, "en", folder)["runs"]
    return run["results"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_log_conforms(schema: Any, language: str) -> None:
    found = base.findings({"moment.yaml": "a: [", "welcome.md": "<b>", "modul/å.md": b"\xff"})
    validator = Draft4Validator(schema, format_checker=FormatChecker())
    for findings in (reported.ALL, found, []):
        log = json.loads(json.dumps(sarif(findings, language, "a b/")))
        assert [error.message for error in validator.iter_errors(log)] == []


def test_rules_stand_with_their_pages() -> None:
    (run,) = sarif([], "en")["runs"]
    driver = run["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in ALL_RULES]
    one = next(rule for rule in driver["rules"] if rule["id"] == "REF003")
    assert one["name"] == "DanglingLink"
    assert one["shortDescription"]["text"].startswith("A link or picture points")
    assert "**Bad, in modules/start.md:**" in one["help"]["markdown"]
    assert one["defaultConfiguration"] == {"level": "error"}
    assert all(driver["rules"][one["ruleIndex"]]["id"] == one["ruleId"] for one in results())
    assert (driver["language"], run["language"]) == ("en", "en")
    assert driver["version"] == driver["semanticVersion"] == __version__
    assert run["columnKind"] == "unicodeCodePoints"


def test_a_result_stands_in_its_file_and_in_the_authors_words() -> None:
    ((location,),) = (one["locations"] for one in results(reported.ALL[0], folder="å/"))
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": f"%C3%A5/{reported.FORM}", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 2, "endLine": 3, "endColumn": 7},
    }
    (logical,) = location["logicalLocations"]
    assert logical == {
        "name": "The form “Enkät”, question 4",
        "fullyQualifiedName": f"{reported.FORM}#start",
    }


def test_addresses_are_plain_ascii() -> None:
    for one in results():
        uri = one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.isascii()
        assert not set(uri) & set(' \n"<>:,')
    assert results(reported.ALL[3])[0]["locations"][0]["physicalLocation"]["artifactLocation"][
        "uri"
    ].endswith("a%25%2C%3Ab%0A%22%3C%26%01%FF.md")


def test_a_finding_is_known_again_when_lines_move() -> None:
    def prints(*spans: Span, **given: Any) -> list[Any]:
        found = [reported.finding(span=span, **given) for span in spans]
        return [one["partialFingerprints"] for one in results(*found)]

    here, there = Span(reported.PAGE, 3, 2, 3, 7), Span(reported.PAGE, 90, 1, 90, 6)
    assert prints(here) == prints(there)
    first, second = prints(here, there)
    assert first["findingInPlace/v1"] == second["findingInPlace/v1"]
    assert first["primaryLocationLineHash"] != second["primaryLocationLineHash"]
    for other in ({"code": "REF004"}, {"anchor": "modules/start.md#annat"}):
        assert prints(here, **other) != prints(here)
    assert prints(Span("content/moments/prov/annat/modules/start.md")) != prints(here)


def test_a_message_within_a_message_is_part_of_what_a_finding_is_known_by() -> None:
    def prints(message: Message) -> Any:
        (one,) = results(reported.finding(message=message))
        return one["partialFingerprints"]["findingInPlace/v1"]

    inner = [tell("“{name}” should be {n}", name="summa", n=n) for n in (1, 2)]
    outer = [tell("{difference} (counted: {items})", difference=one, items="a") for one in inner]
    assert prints(outer[0]) != prints(outer[1])
    more = [tell_number("{difference}, and {n} more", "", 2, difference=one) for one in outer]
    assert len({prints(one) for one in (*inner, *outer, *more)}) == 6


def test_edits_are_replacements_in_order() -> None:
    (fix,) = results(reported.ALL[0])[0]["fixes"]
    (change,) = fix["artifactChanges"]
    first, second = change["replacements"]
    assert first["deletedRegion"] == {
        "startLine": 2,
        "startColumn": 1,
        "endLine": 2,
        "endColumn": 1,
    }
    assert (first["insertedContent"], second["insertedContent"]) == (
        {"text": "# å\n"},
        {"text": '"2026"'},
    )
    assert "fixes" not in results(reported.ALL[1])[0]


def test_a_waived_warning_is_suppressed() -> None:
    suppressions = [one["suppressions"] for one in results()]
    (one,) = suppressions.pop(6)
    assert (one["kind"], one["status"]) == ("external", "accepted")
    assert one["justification"] == "Samordnare, until 2027-05-01: Skrivs om i vår."
    assert not any(suppressions)


def test_levels() -> None:
    assert [one["level"] for one in results()] == ["error"] * 6 + ["warning", "warning", "note"]
