"""The sixteen probes of SurveyJS's linter: each is a seeded fault, or the nearest to one."""

from seeded_probes import FAULTS, FOUND_THERE, INEXPRESSIBLE, PROBES


def test_all_sixteen_are_tried() -> None:
    assert len(PROBES) == 16
    assert FOUND_THERE == 10
    assert sorted(name for names in PROBES.values() for name in names) == sorted(
        fault.name for fault in FAULTS
    )


def test_what_cannot_be_expressed_is_one_of_them_and_says_why() -> None:
    assert set(INEXPRESSIBLE) < set(PROBES)
    assert all(reason and not reason.endswith(".") for reason in INEXPRESSIBLE.values())
