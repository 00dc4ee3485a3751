"""Every seeded fault gives exactly one finding, of the right rule, at the right line."""

import peers
import pytest
from analysed import ANALYSED, FIRST_RUN
from faults import EVERY, FAULTS, MISSES, REVISED, found
from outcome import expected, run
from seeding import Fault, content
from table import CHECKED, EDITORIAL, FLOOR, PAGE, our_part, split


def test_the_real_content_is_clean_without_even_advice() -> None:
    assert [(str(one.span), one.code, str(one.message)) for one in found(content())] == []


def test_names_are_unique_and_every_miss_is_a_fault() -> None:
    names = [fault.name for fault in EVERY]
    assert len(set(names)) == len(names)
    assert set(names) >= {*MISSES, *REVISED}


def test_every_rule_and_every_editorial_rule_is_tried() -> None:
    assert {fault.code for fault in FAULTS} == {rule.code for rule in CHECKED}
    assert {name for fault in FAULTS for name in fault.rules.split()} == set(EDITORIAL)


def test_misses_are_few_and_none_is_of_an_editorial_rule() -> None:
    outcomes = expected()
    lost = [fault for fault in FAULTS if not outcomes[fault.name].is_found]
    assert len(FAULTS) >= 150
    assert len(lost) <= (1 - FLOOR) * len(FAULTS)
    assert [fault.name for fault in lost if fault.rules] == []


def test_the_page_tells_what_is_found() -> None:
    assert split(PAGE.read_text("utf-8"))[0] == our_part(expected())


def test_the_first_run_tells_of_every_form_fault_once() -> None:
    others = [name for group in FIRST_RUN["otherwise"] for name in group["faults"]]
    told = sorted([*FIRST_RUN["as_expected"], *others])
    assert told == sorted(fault.name for fault in ANALYSED)
    assert (len(told), len(others)) == (225, 37)


def test_the_linter_finds_nothing_of_what_is_not_counted_against_it() -> None:
    seen = peers.results()[peers.LINTER]["faults"]
    assert set(seen) == {fault.name for fault in peers.FORM_FAULTS}
    left_out = [fault.name for fault in peers.FORM_FAULTS if peers.left_out(fault)]
    assert [name for name in left_out if seen[name]["findings"]] == []


@pytest.mark.parametrize(
    "fault", [one for one in EVERY if one.name not in MISSES], ids=lambda one: one.name
)
def test_a_fault_is_found_once_and_in_its_place(fault: Fault) -> None:
    seeded = fault.seeded()
    told = [(one.code, one.span.path, one.span.line) for one in found(seeded.files)]
    assert told == seeded.expected(fault.code)


@pytest.mark.parametrize(
    "fault", [one for one in EVERY if one.name in MISSES], ids=lambda one: one.name
)
def test_a_miss_that_is_listed_is_one(fault: Fault) -> None:
    assert not run(fault).is_alone
