"""Findings as people read them: in a window of 80 columns, in their own words."""

import io
from collections.abc import Sequence

import pytest
import reported
from rich.cells import cell_len
from rich.console import Console

from builder.checks import Finding
from builder.checks.page import visible
from builder.problem import Span
from builder.report.findings import show_findings
from builder.report.frame import frame
from builder.terminal import Terminal

LINES = ("# Start {#start}", "", "x12345x", "![Ett rum", "som är ljust", "ab](rum.png)")


def shown(
    findings: Sequence[Finding], lines: Sequence[str] = LINES, width: int = 80, **given: object
) -> str:
    out = Console(file=io.StringIO(), width=width, color_system=None, emoji=False)
    terminal = Terminal("en", out, out)
    show_findings(findings, 2, lambda _: lines, terminal, **given)
    return out.file.getvalue()


def test_a_finding_tells_place_message_source_and_what_can_be_done() -> None:
    told = shown(reported.ALL[:1])
    assert told == (
        f"{reported.FORM}\n"
        "  3:2    error STR017  The form “Enkät”, question 4\n"
        "         there is no file “a.md”\n"
        "      3 │ x12345x\n"
        "        │  ^^^^^\n"
        "         moment fix mends this\n"
        "\n"
        "2 moments checked: 1 error.\n"
        "moment fix mends 1 of them.\n"
    )


def test_a_whole_file_has_no_line() -> None:
    told = shown([reported.ALL[1]])
    assert f"{reported.PICTURE}\n         error NAM001  there is no file “a.md”\n" in told
    assert "│" not in told


def test_lines_are_wrapped_under_their_own_beginning() -> None:
    told = shown(reported.ALL, width=40)
    assert all(cell_len(line) <= 40 for line in told.splitlines() if line.startswith(" "))
    assert "  3:2    error STR017  The form “Enkät”,\n         question 4\n" in told


def test_nothing_of_the_content_steers_the_terminal() -> None:
    odd = reported.finding(reported.ODD, place=(reported.ALL[3].message,))
    told = shown([odd], ("", "", "\x1b[31m\x07"))
    assert "\x1b" not in told
    assert "\x07" not in told
    assert "▯[31m▯" in told


def test_lines_that_hold_what_is_private_are_never_shown() -> None:
    private = reported.finding(code="PRV001")
    for told in (
        shown([private]),
        shown([private, reported.finding()]),
        shown([reported.finding()], hidden=[private]),
    ):
        assert "  3:2    error " in told
        assert "x12345x" not in told
    assert "x12345x" in shown([private, reported.finding(reported.FORM)])


def test_waived_warnings_are_counted_and_shown_when_asked_for() -> None:
    waived = [reported.ALL[6]]
    assert shown(waived) == (
        "2 moments checked: nothing to remark.\n1 waived warning: --waived shows it.\n"
    )
    told = shown(waived, waived=True)
    assert "waived warning ACC003  The module “Start”" in told
    assert "         Samordnare, until 2027-05-01: Skrivs om i vår.\n" in told
    assert told.endswith("\n2 moments checked: nothing to remark.\n")


def test_the_summary_counts_only_what_there_is() -> None:
    told = shown(reported.ALL, hidden=reported.ALL[:1])
    assert told.endswith(
        "\n2 moments checked: 6 errors, 1 warning, 1 piece of advice.\n"
        "moment fix mends 3 of them.\n"
        "1 waived warning: --waived shows it.\n"
        "1 other finding not shown.\n"
    )
    assert shown([]) == "2 moments checked: nothing to remark.\n"


def framed(line: str, start: int, end: int, width: int) -> tuple[str, str]:
    first, second = frame(Span("x", 1, start, 1, end), [line], "", width)
    return first.plain[10:], second.plain[10:]


@pytest.mark.parametrize(
    ("line", "start", "end", "expected"),
    [
        ("short", 2, 4, ("short", " ^^")),
        ("short", 6, 7, ("short", "     ^")),
        ("short", 3, 99, ("short", "  ^^^")),
        ("a\tb", 3, 4, ("a b", "  ^")),
        ("😀 b", 3, 4, ("😀 b", "   ^")),
        ("å" * 50, 1, 3, ("å" * 29 + "…", "^^")),
        ("å" * 50, 49, 51, ("…" + "å" * 29, " " * 28 + "^^")),
        ("å" * 90, 41, 43, ("…" + "å" * 28 + "…", " " * 17 + "^^")),
        ("å" * 90, 1, 91, ("å" * 29 + "…", "^" * 30)),
    ],
)
def test_the_mark_stands_under_what_is_meant(
    line: str, start: int, end: int, expected: tuple[str, str]
) -> None:
    assert framed(line, start, end, 40) == expected


def test_a_line_as_long_as_a_file_is_cut_before_it_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[int] = []

    def looking(line: str) -> str:
        seen.append(len(line))
        return visible(line)

    monkeypatch.setattr("builder.report.frame.visible", looking)
    frame(Span("x", 1, 500_000, 1, 900_000), ["\0" * 1_000_000], "", 80)
    assert max(seen) <= 80


@pytest.mark.parametrize("line", ["\xa0", "\x1f", "\u2028"])
def test_odd_space_is_framed_and_plain_space_is_not(line: str) -> None:
    assert framed(line, 1, 2, 40) == ("▯", "^")
    assert frame(Span("x", 1, 1, 1, 2), [" \t"], "", 80) == []


def test_what_spans_lines_is_marked_to_the_end_of_the_first() -> None:
    first, second = frame(Span("x", 4, 3, 6, 2), LINES, "", 80)
    assert (first.plain[10:], second.plain[10:]) == ("![Ett rum", "  ^^^^^^^")


@pytest.mark.parametrize("span", [Span("x"), Span("x", 2, 1, 2, 1), Span("x", 99, 1, 99, 5)])
def test_nothing_is_framed_where_nothing_is_marked(span: Span) -> None:
    assert frame(span, LINES, "", 80) == []
