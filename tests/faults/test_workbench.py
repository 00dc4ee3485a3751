"""The workbench is sound: whatever is found in a fault of it comes from the fault."""

import pytest
from faults import found
from seeding import content
from workbench import PROVED, TRAINING, Bench


@pytest.mark.parametrize("where", [TRAINING, PROVED], ids=["training", "production"])
def test_the_workbench_is_clean_without_even_advice(where: Bench) -> None:
    files = dict(content())
    for change in where.put(where.text):
        change(files)
    assert [(str(one.span), one.code, str(one.message)) for one in found(files)] == []
