"""The pages of rules as values, and `moment rules` at the terminal."""

import json
from collections.abc import Callable

import pytest

from builder.checks import ALL_RULES
from builder.checks.page import FAMILIES, Example, RulePage, page_path, visible
from builder.cli import app
from builder.report.handbook import page_markdown
from builder.report.selection import read_word
from builder.terminal import run

MANUAL = """\
A link leads
nowhere in `modules/`.

Why: the resident would
meet a dead end.

There is more to say.

Bad, in `modules/start.md`:

    # Start {#start}

    [x](y.md)

Good, in `moment.yaml`, with the rest of the file:

    modules: []

Bad, in a captions file:

    00:01 --> 00:00
"""


def test_a_manual_is_taken_apart() -> None:
    page = RulePage.read(MANUAL.rstrip("\n"))
    assert page.title == "A link leads nowhere in `modules/`."
    assert page.reason == "Why: the resident would meet a dead end."
    assert page.why == "The resident would meet a dead end."
    assert page.remarks == ("There is more to say.",)
    assert page.examples == (
        Example(
            is_good=False,
            file="modules/start.md",
            is_named=True,
            rest=False,
            text="# Start {#start}\n\n[x](y.md)",
        ),
        Example(is_good=True, file="moment.yaml", is_named=True, rest=True, text="modules: []"),
        Example(
            is_good=False,
            file="a captions file",
            is_named=False,
            rest=False,
            text="00:01 --> 00:00",
        ),
    )
    assert page.prose == (page.title, page.reason, *page.remarks, "a captions file")
    assert page.in_language("en") == page


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_nothing_of_a_manual_is_lost(rule) -> None:
    page = RulePage.read(rule.manual)
    examples = (text for one in page.examples for text in (str(one.label), one.text))
    shown = " ".join([*page.prose, *examples])
    assert [word for word in rule.manual.split() if word.strip(":,`") not in shown] == []


def test_every_family_has_a_name_and_every_name_a_family() -> None:
    assert {rule.code[:3] for rule in ALL_RULES} <= FAMILIES.keys()


def test_what_cannot_be_seen_is_shown() -> None:
    assert visible("a\tb\u200bc\x1b[31m\N{NO-BREAK SPACE}å") == "a b▯c▯[31m▯å"


def test_a_page_in_markdown() -> None:
    told = page_markdown(RulePage.read(MANUAL.rstrip("\n")), "en")
    assert told.startswith("A link leads nowhere in `modules/`.\n\n**Why:** The resident")
    assert "**Bad, in modules/start.md:**\n\n````\n# Start {#start}\n\n[x](y.md)\n````" in told


@pytest.fixture
def rules(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """Run `moment rules` in English, 80 columns wide."""
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("builder.terminal._use_utf8", lambda: None)

    def call(*arguments: str, status: int = 0) -> str:
        assert run(app, "moment", ["--lang", "en", "rules", *arguments]) == status
        given = capsys.readouterr()
        return given.err if status else given.out

    return call


def test_all_rules_are_listed_by_family(rules) -> None:
    lines = rules().splitlines()
    listed = [line.split()[0] for line in lines if line[2:5] in FAMILIES]
    assert listed == [rule.code for rule in ALL_RULES]
    assert "REF  Links and what is linked to" in lines
    assert "  REF003  error    A link or picture points at a file that is not there." in lines
    assert max(map(len, lines)) <= 80


def test_a_family_is_listed(rules) -> None:
    shown = rules("wvr")
    assert shown.startswith("WVR  Waived warnings\n  WVR001  warning  ")
    assert "REF003  " not in shown


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_a_page_is_shown(rules, rule) -> None:
    shown = rules(rule.code.lower())
    assert shown.startswith(f"{rule.code}  {rule.name}  {rule.severity}\n\n")
    page = RulePage.read(rule.manual)
    for example in page.examples:
        assert f"{example.label}:\n" in shown
        assert "\n".join(f"    {line}".rstrip() for line in example.lines) in shown
    prose = [line for line in shown.splitlines() if not line.startswith("    ")]
    assert max(map(len, prose)) <= 80


def test_rules_for_machines(rules) -> None:
    (one,) = json.loads(rules("REF003", "--format", "json"))["rules"]
    assert (one["code"], one["name"], one["severity"]) == ("REF003", "dangling-link", "error")
    assert one["page"] == page_path("REF003") == "handbook/REF003.html"
    assert [example["good"] for example in one["examples"]] == [False, True]
    assert len(json.loads(rules("-f", "json"))["rules"]) == len(ALL_RULES)


@pytest.mark.parametrize(
    ("word", "meant"), [("RFE003", "REF003"), ("dangling-lnk", "REF003"), ("REFS", "REF")]
)
def test_a_slip_is_met_with_a_suggestion(rules, word: str, meant: str) -> None:
    assert f"did you mean {meant}" in rules(word, status=3)


def test_words_for_rules() -> None:
    assert [read_word(word) for word in (" ref003 ", "Wvr")] == ["REF003", "WVR"]
