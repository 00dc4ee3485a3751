"""The part of docs/seeded-faults.md about other tools, from what they said when last run."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import peers
from outcome import Outcomes, counts, table
from seeding import Fault

from builder.checks import ALL_RULES

PEERS: Final = "## Beside other tools"
_SUMS: Final[Mapping[str, Callable[[Fault, peers.Seen], bool]]] = {
    "found": lambda _, seen: seen["findings"] > 0,
    "right line": lambda _, seen: seen["line"],
    "exactly one": lambda fault, seen: seen["findings"] == 1 + len(fault.beside),
}
"""What is counted of a tool; two findings are right where a fault makes two things wrong."""


def peers_part(outcomes: Outcomes) -> str:
    """Return what the other tools found, beside what we do."""
    told = peers.results()
    schema = told[peers.SCHEMA_CHECK]
    by_schema = [one for one in peers.YAML_FAULTS if one.name in schema["faults"]]
    return (
        f"{PEERS}\n\n"
        "The faults in how YAML is written, in keys, words and shapes, and in what a form means, through the nearest "
        "tools of others (`python tests/faults/table.py --peers`; what they said is kept in "
        "`tests/faults/peers.json`). A tool has found a fault where it says anything at all that it does not say of the sound "
        "file, and has the line where any line it names is the right one.\n\n"
        f"### {peers.SCHEMA_CHECK} {schema['version']}, with our JSON Schemas\n\n"
        "It reads one file and knows no other. For what its YAML parser refuses it names a line, for what "
        "the schema refuses a path such as `$.pages[0].questions[2]`; its messages are the schema's.\n\n"
        f"{_total(peers.SCHEMA_CHECK, by_schema, schema['faults'], outcomes)}\n\n"
        f"{_each(peers.SCHEMA_CHECK, by_schema, schema['faults'], outcomes)}\n\n"
        f"{_linter_part(told[peers.LINTER], outcomes)}\n"
    )


def _linter_part(linter: Mapping[str, dict[str, peers.Seen]], outcomes: Outcomes) -> str:
    seen = linter["faults"]
    reasons = {one.name: peers.left_out(one) for one in peers.FORM_FAULTS}
    counted = [one for one in peers.FORM_FAULTS if not reasons[one.name]]
    others = [one for one in peers.FORM_FAULTS if reasons[one.name]]
    lost = Counter(reasons.values())
    found_there = Counter(
        reasons[one.name] for one in others if _SUMS["found"](one, seen[one.name])
    )
    left_out = [(why, n, found_there[why]) for why, n in lost.most_common() if why]
    return (
        f"### SurveyJS's linter, survey-core {linter['version']}\n\n"
        f"It reads SurveyJS's own JSON, so all {len(peers.FORM_FAULTS)} faults in what a form means were put into that as somebody would "
        "write it there (`tests/faults/survey.py`): questions, ranges, choices, patterns and conditions with their mistakes, "
        "scores as calculated values, flags as texts that are shown on a condition. Our own export to SurveyJS is not used: it is "
        "for forms without errors and writes `false` for what names nothing, so that the linter would find what the export tells it and "
        f"miss what the export mends. {len(counted)} of the faults are of a kind that it can express. Its messages name a path in "
        "that JSON; it is given no source and names no line, so none can be right.\n\n"
        f"{_total('SurveyJS', counted, seen, outcomes)}\n\n"
        f"By rule:\n\n{_by_rule(counted, seen, outcomes)}\n\n"
        f"The other {len(others)} are left out of its total:\n\n{table(('left out', 'faults', 'found there all the same'), left_out)}\n\n"
        "What SurveyJS allows is a follow-up on another page or before its question, a date that is compared with one day, and scores "
        f"and questions that share one set of names.\n\n{_each('SurveyJS', counted, seen, outcomes)}"
    )


def _total(
    name: str, faults: Sequence[Fault], seen: Mapping[str, peers.Seen], outcomes: Outcomes
) -> str:
    whole, *ours = counts(faults, outcomes)
    theirs = [sum(test(one, seen[one.name]) for one in faults) for test in _SUMS.values()]
    return table(("", "faults", *_SUMS), (("moment check", whole, *ours), (name, whole, *theirs)))


def _by_rule(faults: Sequence[Fault], seen: Mapping[str, peers.Seen], outcomes: Outcomes) -> str:
    rows = []
    for rule in sorted(ALL_RULES, key=lambda one: one.code):
        own = [one for one in faults if one.code == rule.code]
        whole, ours, _, _ = counts(own, outcomes)
        theirs = sum(_SUMS["found"](one, seen[one.name]) for one in own)
        rows += [(rule.code, rule.name, whole, ours, theirs)] if own else []
    return table(("code", "rule", "faults", "moment check", "SurveyJS"), rows)


def _each(
    name: str, faults: Sequence[Fault], seen: Mapping[str, peers.Seen], outcomes: Outcomes
) -> str:
    rows = [
        (
            f"`{one.name}`",
            one.code if outcomes[one.name].is_alone else f"({outcomes[one.name].told})",
            _plain(seen[one.name]["says"]) or "–",
        )
        for one in faults
    ]
    return table(("fault", "moment check", name), rows)


def _plain(text: str) -> str:
    """Return a message as it can stand in a table."""
    return re.sub(r"([<>*_\[\]`])", r"\\\1", text)
