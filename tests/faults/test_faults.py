"""Every seeded fault gives exactly one finding, of the right rule, at the right line."""

import pytest
from faults import EVERY, FAULTS, MISSES, REVISED, found
from seeding import Fault, content
from table import EDITORIAL, FLOOR, PAGE, expected, our_part, run, split

from builder.checks import ALL_RULES


def test_the_real_content_is_clean_without_even_advice() -> None:
    assert [(str(one.span), one.code, str(one.message)) for one in found(content())] == []


def test_names_are_unique_and_every_miss_is_a_fault() -> None:
    names = [fault.name for fault in EVERY]
    assert len(set(names)) == len(names)
    assert set(names) >= {*MISSES, *REVISED}


def test_every_rule_and_every_editorial_rule_is_tried() -> None:
    assert {fault.code for fault in FAULTS} == {rule.code for rule in ALL_RULES}
    assert {name for fault in FAULTS for name in fault.rules.split()} == set(EDITORIAL)


def test_misses_are_few_and_none_is_of_an_editorial_rule() -> None:
    outcomes = expected()
    lost = [fault for fault in FAULTS if not outcomes[fault.name].is_found]
    assert len(FAULTS) >= 150
    assert len(lost) <= (1 - FLOOR) * len(FAULTS)
    assert [fault.name for fault in lost if fault.rules] == []


def test_the_page_tells_what_is_found() -> None:
    assert split(PAGE.read_text("utf-8"))[0] == our_part(expected())


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
