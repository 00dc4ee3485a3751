"""The parts of docs/seeded-faults.md about the analysis of forms: its first run, and the probes."""

from typing import Final

import peers
from analysed import ANALYSED, FIRST_RUN
from faults import FAULTS
from outcome import Outcomes, counts, listed, share, table
from seeded_probes import FOUND_THERE, INEXPRESSIBLE, PROBES

from builder.checks import ALL_RULES


def first_run_part(outcomes: Outcomes) -> str:
    """Return what the form faults gave at first, beside what they give now."""
    whole, seen, _, alone = counts(ANALYSED, outcomes)
    rows = (
        ("form faults", whole, whole),
        (
            "something is found in the right file",
            share(FIRST_RUN["in_its_file"], whole),
            share(seen, whole),
        ),
        (
            "just what is expected, in its place",
            share(len(FIRST_RUN["as_expected"]), whole),
            share(alone, whole),
        ),
    )
    others = [
        (len(one["faults"]), one["told"], one["since"], listed(one["faults"]))
        for one in FIRST_RUN["otherwise"]
    ]
    return (
        "## The first run over the form faults\n\n"
        f"{whole} of the faults are in what a form means: conditions, ranges, scores, bands, flags and examples. They were "
        f"committed ({FIRST_RUN['faults']}) before the analysis of forms ({FIRST_RUN['analysis']}), which was then run on all of them. "
        "That first complete run is kept in `tests/faults/firstrun.json`. No fault was without any finding, but not all were "
        f"told as they should be:\n\n{table(('', 'first run', 'now'), rows)}\n\n"
        "Those that were not stand below. It was the rules and the evaluator of examples that were mended: since their commit none of these "
        f"faults has been changed, and nothing of what is expected.\n\n{table(('faults', 'told at first', 'now', 'which'), others)}"
    )


def probes_part(outcomes: Outcomes) -> str:
    """Return the sixteen probes: what SurveyJS's linter makes of them, and what we do."""
    faults = {one.name: one for one in FAULTS}
    rules = {rule.code: rule.name for rule in ALL_RULES}
    rows = []
    for place, (probe, names) in enumerate(PROBES.items()):
        codes = dict.fromkeys(faults[name].code for name in names)
        is_right = all(outcomes[name].has_line for name in names)
        told = "found, at its line" if is_right else "missed"
        rows.append(
            (
                probe,
                "found" if place < FOUND_THERE else "missed",
                f"the nearest to it: {told}" if probe in INEXPRESSIBLE else told,
                ", ".join(f"{code} {rules[code]}" for code in codes),
                listed(names),
            )
        )
    reasons = "\n".join(
        f"- {probe}: {why}. Tried instead: {faults[PROBES[probe][0]].what.rpartition(': ')[2]}."
        for probe, why in INEXPRESSIBLE.items()
    )
    missed = len(PROBES) - FOUND_THERE
    return (
        "## The sixteen probes of a linter\n\n"
        "The nearest to the analysis of forms elsewhere is SurveyJS's linter (survey-core "
        f"{peers.LINTER_VERSION}). It was tried with {len(PROBES)} defects, written in its own JSON: it found {FOUND_THERE} and missed "
        f"{missed}. These are the same as forms of ours can have them; `tests/faults/test_probes.py` holds each to its line and column, "
        f"and to a message in Swedish and in English.\n\n"
        f"{table(('probe', 'SurveyJS’s linter', 'moment check', 'rule', 'fault'), rows)}\n\n"
        f"{len(INEXPRESSIBLE)} of them cannot be said in our forms at all, and what is found is only the nearest that can:\n\n{reasons}\n\n"
        f"{_told_there()}"
    )


ALSO_THERE: Final = {
    "probe-above-choices": "our question is a scale, whose ends it knows",
    "probe-reads-itself": "ours is the condition of a question and no expression",
}
"""What SurveyJS's linter does find of the probes it missed, as they stand among our faults."""


def _told_there() -> str:
    also = "; ".join(f"`{name}`, since {why}" for name, why in ALSO_THERE.items())
    return (
        f"Put into SurveyJS's JSON as they stand here, some that it missed are found by its linter as well: {also}. "
        "And a condition on a later question is no fault in SurveyJS."
    )
