"""Hold every rule to its page: the bad example gives its code and only it, the good one nothing."""

import re
from itertools import chain

import base
import pytest

from builder.checks import ALL_RULES, Rule
from builder.checks.rule import Sees

_EXAMPLE = re.compile(
    r"^(?P<kind>Bad|Good), in `(?P<file>[^`]+)`(?P<rest>, with the rest of the file)?:\n\n(?P<text>(?:    .*\n|\n)+)",
    re.MULTILINE,
)
_WITHOUT_EXAMPLE = {
    "STR004": "there is no way to leave profile.yaml out of a page",
    "STR013": "it would be too large for a page",
    "NAM002": "two files that clash cannot stand in one folder everywhere",
    "NAM003": "a symbolic link has no text",
    "IDN004": "it takes two moments",
    "IDN005": "it is about the publisher's file",
    "REF009": "it takes three files",
    "REF011": "it is about the library's forms",
    "ACC011": "it takes a film",
    "GOV008": "it is about what is not there",
    **{f"MED{n:03}": "a file's bytes" for n in range(1, 17)},
    **{f"REL{n:03}": "it takes a release to stand beside" for n in range(1, 7)},
}
"""Rules whose examples are files and not text; their own tests stand in test_<family>.py."""
_WITH_ITS_CAUSE = {"FRM012": {"FRM008"}}
"""What a bad example gives beside the rule's own code, since it cannot be had alone."""
_FORM_ONLY = {
    "content/publishers/prov.yaml": base.PUBLISHER.replace("kind: production", "kind: training"),
    "staff.md": "# Till dig som är personal\n\nText.\n",
}
"""What a form needs beside it when its page is about something else: no proof, and some guidance."""
_WHOLE = {"moment.yaml": base.SETTINGS, "forms/enkat.yaml": base.FORM}


def _examples(rule: Rule, kind: str) -> list[re.Match[str]]:
    return [match for match in _EXAMPLE.finditer(rule.manual + "\n") if match["kind"] == kind]


def _changed(example: re.Match[str]) -> dict[str, str]:
    text = re.sub(r"^    ", "", example["text"], flags=re.MULTILINE).strip("\n") + "\n"
    file = example["file"]
    if not example["rest"]:
        return {file: text}
    changed = {file: "".join((_keys(_WHOLE[file]) | _keys(text)).values())}
    return (
        changed | _FORM_ONLY if file == "forms/enkat.yaml" and "examples:" not in text else changed
    )


def _keys(text: str) -> dict[str, str]:
    """Return the text of each key of the outermost group, as it is written."""
    parts = re.split(r"^(?=[^\s#-])", text, flags=re.MULTILINE)
    return {part.partition(":")[0]: part for part in parts if part}


def _cases(kind: str) -> list[pytest.param]:
    return [
        pytest.param(rule, example, id=f"{rule.code}-{n}")
        for rule in ALL_RULES
        if kind == "Good" or rule.sees is not Sees.RELEASE
        for n, example in enumerate(_examples(rule, kind), 1)
    ]


@pytest.mark.parametrize(("rule", "example"), _cases("Bad"))
def test_a_bad_example_is_found(rule: Rule, example: re.Match[str]) -> None:
    expected = {rule.code} | _WITH_ITS_CAUSE.get(rule.code, set())
    assert {finding.code for finding in base.findings(_changed(example))} == expected


@pytest.mark.parametrize(("rule", "example"), _cases("Good"))
def test_a_good_example_is_clean(rule: Rule, example: re.Match[str]) -> None:
    assert base.findings(_changed(example)) == []


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_a_page_says_what_why_and_how(rule: Rule) -> None:
    title = rule.manual.split("\n\n")[0]
    assert title.endswith(".")
    assert "\n\nWhy: " in rule.manual
    if rule.code not in _WITHOUT_EXAMPLE:
        assert _examples(rule, "Bad")
        assert _examples(rule, "Good")


def test_codes_and_names_are_unique_and_in_order() -> None:
    assert len({rule.code for rule in ALL_RULES}) == len(ALL_RULES)
    assert len({rule.name for rule in ALL_RULES}) == len(ALL_RULES)
    families = [rule.code[:3] for rule in ALL_RULES]
    assert list(chain(*([f] * families.count(f) for f in dict.fromkeys(families)))) == families


def test_the_small_library_is_clean() -> None:
    assert base.findings() == []
