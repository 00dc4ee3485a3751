"""The 225 faults in what a form means, and what they gave when they were first run.

They were committed before the analysis of forms. Faults that came later, with rules of their own,
stand beside them in the same files; firstrun.json tells which are which.
"""

import json
from pathlib import Path
from typing import Any, Final

import seeded_conditions
import seeded_flags
import seeded_probes
import seeded_scores
from seeding import Fault

FIRST_RUN: Final[dict[str, Any]] = json.loads(
    Path(__file__).with_name("firstrun.json").read_text("utf-8")
)
"""`as_expected` and, by what was `told` instead, the `faults` of `otherwise`."""
_NAMES: Final = {
    *FIRST_RUN["as_expected"],
    *(name for group in FIRST_RUN["otherwise"] for name in group["faults"]),
}
IN_FORMS: Final[tuple[Fault, ...]] = (
    *seeded_conditions.FAULTS,
    *seeded_scores.FAULTS,
    *seeded_flags.FAULTS,
    *seeded_probes.FAULTS,
)
ANALYSED: Final = tuple(one for one in IN_FORMS if one.name in _NAMES)
