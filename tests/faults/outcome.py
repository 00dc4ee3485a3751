"""What the check made of each fault, and how that is put into tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from faults import EVERY, MISSES, found
from seeding import Fault


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the check made of one fault.

    `is_found`: its rule told of its file. `has_line`: at the right line. `is_alone`: and nothing
    was told that is not expected. `told` is everything, for a fault that is not as it should be.
    """

    is_found: bool
    has_line: bool
    is_alone: bool
    told: str = ""


Outcomes: TypeAlias = Mapping[str, Outcome]
_PERFECT: Final = Outcome(is_found=True, has_line=True, is_alone=True)


def run(fault: Fault) -> Outcome:
    """Try one fault."""
    seeded = fault.seeded()
    told = [(one.code, one.span.path, one.span.line) for one in found(seeded.files)]
    same = [line for code, path, line in told if (code, path) == (fault.code, seeded.path)]
    is_alone = told == seeded.expected(fault.code)
    shown = ", ".join(f"{code} {path.rpartition('/')[2]}:{line}" for code, path, line in told)
    return Outcome(bool(same), seeded.line in same, is_alone, shown or "nothing")


def expected() -> dict[str, Outcome]:
    """Return the outcomes that test_faults.py holds to: only what is listed as missed is tried."""
    return {one.name: run(one) if one.name in MISSES else _PERFECT for one in EVERY}


def counts(faults: Sequence[Fault], outcomes: Outcomes) -> tuple[int, int, int, int]:
    """Return how many there are, are found, are found at the right line, and exactly so."""
    of = [outcomes[fault.name] for fault in faults]
    seen = sum(one.is_found for one in of)
    line = sum(one.has_line for one in of)
    return len(of), seen, line, sum(one.is_alone for one in of)


def share(part: int, whole: int) -> str:
    """Return a number with what it is in percent."""
    return f"{part} ({100 * part / whole:.1f} %)"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in lines
    )


def listed(names: Iterable[str]) -> str:
    """Return names of faults in a row."""
    return ", ".join(f"`{name}`" for name in names)
