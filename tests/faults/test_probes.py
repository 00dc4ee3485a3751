"""The sixteen probes of SurveyJS's linter: each is a seeded fault, or the nearest to one."""

import peers
import pytest
from faults import found
from form_parts import ALSO_THERE
from seeded_probes import FAULTS, FOUND_THERE, INEXPRESSIBLE, PROBES
from seeding import Fault

from builder.checks import Finding

MARKED = {
    "probe-unknown-reference": "arbetsplatsen",
    "probe-duplicate-name": "puls",
    "probe-value-outside-choices": '"5"',
    "probe-two-values-at-once": '{all: [{question: yrsel, is: "1"}, {question: yrsel, is: "2"}]}',
    "probe-empty-range": "{all: [{question: puls, more-than: 100}, {question: puls, less-than: 50}]}",
    "probe-source-never-shown": "{question: kramp, is: yes}",
    "probe-unknown-property": "max-charcters",
    "probe-least-above-most": "200",
    "probe-above-choices": "5",
    "probe-above-choices-as-choices": "more-than",
    "probe-above-words": "more-than",
    "probe-above-total": "7",
    "probe-later-question": "hosta",
    "probe-contradicts-parent": "{all: [{question: ledig, is: sjuk}, {question: arbetar, is: yes}]}",
    "probe-broken-condition": "iss",
    "probe-score-of-score": "belastning",
    "probe-reads-itself": "hosta",
}
"""The very words that each is told of."""


def test_all_sixteen_are_tried() -> None:
    assert len(PROBES) == 16
    assert FOUND_THERE == 10
    assert sorted(name for names in PROBES.values() for name in names) == sorted(
        fault.name for fault in FAULTS
    )


def test_what_cannot_be_expressed_is_one_of_them_and_says_why() -> None:
    assert set(INEXPRESSIBLE) < set(PROBES)
    assert all(reason and not reason.endswith(".") for reason in INEXPRESSIBLE.values())


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: one.name)
def test_each_is_told_of_at_its_line_and_column(fault: Fault) -> None:
    finding = _finding(fault)
    seeded = fault.seeded()
    span = finding.span
    assert (span.path, span.line, span.end_line) == (seeded.path, seeded.line, seeded.line)
    line = seeded.files[span.path].decode().split("\n")[span.line - 1]
    assert line[span.column - 1 : span.end_column - 1] == MARKED[fault.name]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: one.name)
def test_each_is_told_in_swedish_too(fault: Fault) -> None:
    message = _finding(fault).message
    assert message.in_language("sv") != message.in_language("en")


def test_the_page_tells_what_the_linter_does_find_of_the_probes_it_missed() -> None:
    seen = peers.results()[peers.LINTER]["faults"]
    missed = [name for names in list(PROBES.values())[FOUND_THERE:] for name in names]
    assert {name for name in missed if seen[name]["findings"]} == set(ALSO_THERE)


def _finding(fault: Fault) -> Finding:
    (finding,) = [one for one in found(fault.seeded().files) if one.code == fault.code]
    return finding
