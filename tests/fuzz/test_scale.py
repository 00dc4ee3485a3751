"""Never for long: 6 kB of nothing but one thing is read in seconds, whatever the thing is."""

import base
import pytest
from target import attempt

LENGTH = 6000


@pytest.mark.parametrize(
    "piece",
    [
        *("# \n", "[a](b) ", "[", "<b>", "*a ", "> ", "Ni\n", "etc. ", "00:29.800\nVila.\n"),
        "19121212-1212 ",
    ],
    ids=repr,
)
def test_much_of_one_thing(piece: str) -> None:
    text = f"# Start {{#start}}\n\n{piece * (LENGTH // len(piece))}"
    result = attempt(base.files({**base.BARE, "modules/start.md": text}))
    assert result, f"{result.seconds:.1f} s\n{result.trace}"
