"""Write docs/seeded-faults.md: what the check finds of the seeded faults, beside other tools.

python tests/faults/table.py           write the page, from a run over all faults
python tests/faults/table.py --check   tell whether our part of the page is what it should be
python tests/faults/table.py --peers   run the other tools too (installs them by name)
"""

import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

sys.path.insert(0, str(Path(__file__).parent))

import peers
from faults import EVERY, FAULTS, HELD_OUT, MISSES, REVISED, found
from seeding import ROOT, Fault, content

from builder.checks import ALL_RULES

PAGE: Final = ROOT / "docs" / "seeded-faults.md"
FIRST_RUN: Final = ROOT / "tests" / "faults" / "heldout.json"
PEERS: Final = "## Beside other tools"
FLOOR: Final = 0.95
EDITORIAL: Final = {
    "E1": "welcome text, at least one module",
    "E2": "owner, publisher, contact",
    "E3": "an open moment's text before the start",
    "E4": "an ordinary form in several modules",
    "E5": "media names without å, ä, ö and spaces",
    "E6": "media size and type within the profile",
    "E7": "alt texts",
    "E8": "captions and text alternatives of film (an author cannot write autoplay)",
    "E9": "films longer than three minutes",
    "E10": "rights of pictures, films and forms",
    "E11": "dates",
    "E12": "times",
    "E13": "abbreviations",
    "E14": "names of diseases",
    "E15": "the reader is du",
    "E16": "nätet, e-legitimation, 1177.se",
    "E17": "short sentences and paragraphs, easy to read",
    "E18": "gendered words",
    "E19": "heading levels, link texts",
    "E20": "technical terms",
    "E21": "words to avoid",
    "E22": "a follow-up on its question's page",
    "E23": "ranges, choices, bands, who sees a score",
    "E24": "HSA-ids",
    "E25": "the day of review",
    "E26": "personal numbers, private telephones and addresses",
}
"""The rules of domain.md section 9 that a machine can check, in short."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the check made of one fault.

    `is_found`: its rule told of its file. `has_line`: at the right line. `is_alone`: and nothing
    else was told at all. `told` is everything, for a fault that is not as it should be.
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


def our_part(outcomes: Outcomes, clean: int = 0) -> str:
    """Return the page up to the other tools; `clean` is how much is found where nothing is wrong."""
    parts = (
        _summary(outcomes, clean),
        _held_out(outcomes),
        _misses(outcomes),
        _editorial(outcomes),
        _rules(outcomes),
        _every(outcomes),
    )
    return "\n\n".join(parts) + "\n\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in lines
    )


def _counts(faults: Sequence[Fault], outcomes: Outcomes) -> tuple[int, int, int, int]:
    of = [outcomes[fault.name] for fault in faults]
    seen = sum(one.is_found for one in of)
    line = sum(one.has_line for one in of)
    return len(of), seen, line, sum(one.is_alone for one in of)


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.1f} %)"


def _summary(outcomes: Outcomes, clean: int) -> str:
    whole, seen, line, alone = _counts(FAULTS, outcomes)
    rows = (
        ("seeded faults", whole),
        ("found, by the rule that is meant", _share(seen, whole)),
        ("and at the right line", _share(line, whole)),
        ("and nothing else beside it", _share(alone, whole)),
        ("found in the content as it is, advice included", clean),
    )
    return (
        "# Seeded faults\n\n"
        f"{whole} mistakes that a designer makes, each made in a copy of `content/`, and what `moment check` "
        "finds of it on 22 November 2026. They stand in `tests/faults/` and were committed before the rules "
        "that they try (but for `first-module-waits` and those of STR019, which came with their rules). `python tests/faults/table.py` writes this page; `tests/faults/test_faults.py` holds "
        "every fault to exactly one finding, of the right rule, in the right file and line, but for the "
        f"misses listed here. Whoever wrote the rules had the faults at hand: the numbers tell what is held to, "
        f"not how the rules do on faults that nobody has seen.\n\n{_table(('', ''), rows)}"
    )


def _held_out(outcomes: Outcomes) -> str:
    first = json.loads(FIRST_RUN.read_text("utf-8"))
    of = [first[one.name] for one in HELD_OUT]
    whole, seen, line, alone = _counts(HELD_OUT, outcomes)
    rows = (
        ("held-out faults", whole, whole),
        ("found", _share(sum(one["found"] for one in of), whole), _share(seen, whole)),
        ("right line", _share(sum(one["right_line"] for one in of), whole), _share(line, whole)),
        ("exactly one", _share(sum(one["exactly_one"] for one in of), whole), _share(alone, whole)),
    )
    missed = [
        (
            f"`{one.name}`",
            one.code,
            one.what,
            "found" if outcomes[one.name].is_alone else MISSES[one.name],
        )
        for one in HELD_OUT
        if not first[one.name]["exactly_one"]
    ]
    return (
        "## Held out\n\n"
        f"{whole} more faults by somebody who had read neither the rules nor the faults above, in other places and of other "
        "sorts than the most obvious. They were run once before anything was mended by them; that first run is the honest "
        f"figure for faults that nobody has seen.\n\n{_table(('', 'first run', 'now'), rows)}\n\n"
        f"What the first run missed:\n\n{_table(('fault', 'rule', 'what', 'now'), missed)}"
    )


def _misses(outcomes: Outcomes) -> str:
    rows = [
        (f"`{one.name}`", one.what, one.code, outcomes[one.name].told, MISSES[one.name])
        for one in EVERY
        if one.name in MISSES
    ]
    missed = _table(("fault", "what", "meant", "told instead", "why"), rows) if rows else "None."
    codes = {one.name: one.code for one in EVERY}
    revised = [(f"`{name}`", codes[name], why) for name, why in sorted(REVISED.items())]
    mended = _table(("fault", "rule", "what changed, and why"), revised) if revised else "None."
    return (
        f"## Misses\n\n{missed}\n\n## Expectations that were changed after the rules were written\n\n"
        f"Not the faults, but where or as what they were expected.\n\n{mended}"
    )


def _editorial(outcomes: Outcomes) -> str:
    rows = []
    for name, short in EDITORIAL.items():
        own = [one for one in FAULTS if name in one.rules.split()]
        codes = ", ".join(sorted({one.code for one in own}))
        rows.append((name, short, codes, *_counts(own, outcomes)))
    head = ("", "rule", "codes", "faults", "found", "right line", "exactly one")
    return (
        "## The editorial rules E1 to E26\n\n"
        f"What 1177's guidelines and the form contract ask for, and a machine can check.\n\n{_table(head, rows)}"
    )


def _rules(outcomes: Outcomes) -> str:
    rows = []
    for rule in sorted(ALL_RULES, key=lambda one: one.code):
        own = [one for one in FAULTS if one.code == rule.code]
        rows.append((rule.code, rule.name, rule.severity, *_counts(own, outcomes)))
    head = ("code", "rule", "severity", "faults", "found", "right line", "exactly one")
    return f"## By rule\n\n{_table(head, rows)}"


def _every(outcomes: Outcomes) -> str:
    rows = [
        (
            one.code,
            f"`{one.name}`",
            one.what,
            "" if outcomes[one.name].is_alone else outcomes[one.name].told,
        )
        for one in sorted(FAULTS, key=lambda one: one.code)
    ]
    head = ("meant", "fault", "what", "told, if not just that")
    return f"## Every fault\n\n{_table(head, rows)}"


# ------------------------------------------------------------------------------------ the other tools


def peers_part(outcomes: Outcomes) -> str:
    """Return the part of the page about other tools, from what was written down last."""
    told = peers.results()
    schema, linter = told[peers.SCHEMA_CHECK], told[peers.LINTER]
    by_schema = [one for one in peers.YAML_FAULTS if one.name in schema["faults"]]
    by_linter = [one for one in peers.FORM_FAULTS if one.name in linter["faults"]]
    inexpressible = len(peers.FORM_FAULTS) - len(by_linter)
    return (
        f"{PEERS}\n\n"
        "The faults in how YAML is written, in keys, words and shapes, and in what a form means, through the nearest "
        "tools of others (`python tests/faults/table.py --peers`; what they said is kept in "
        "`tests/faults/peers.json`). A tool is given the line where any line it names is the right one.\n\n"
        f"### {peers.SCHEMA_CHECK} {schema['version']}, with our JSON Schemas\n\n"
        "It reads one file and knows no other. For what its YAML parser refuses it names a line, for what "
        "the schema refuses a path such as `$.pages[0].questions[2]`; its messages are the schema's.\n\n"
        f"{_beside('check-jsonschema', by_schema, schema['faults'], outcomes)}\n\n"
        f"### SurveyJS's linter, survey-core {linter['version']}\n\n"
        "It reads SurveyJS's own JSON, so the faulty forms were put into it by a small translation "
        "(`tests/faults/peers.py`): questions, ranges, choices and conditions as they are, scores and flags "
        f"as calculated values. {inexpressible} faults in bands and occasions have no counterpart there and are left out. "
        "A follow-up on another page is allowed in SurveyJS, and no fault to it. Its places are paths in that JSON.\n\n"
        f"{_beside('SurveyJS', by_linter, linter['faults'], outcomes)}\n"
    )


def _beside(
    name: str, faults: Sequence[Fault], seen: Mapping[str, peers.Seen], outcomes: Outcomes
) -> str:
    theirs = [seen[one.name] for one in faults]
    sums: dict[str, Callable[[peers.Seen], bool]] = {
        "found": lambda one: one["findings"] > 0,
        "right line": lambda one: one["line"],
        "exactly one": lambda one: one["findings"] == 1,
    }
    whole, *ours = _counts(faults, outcomes)
    total = _table(
        ("", "faults", *sums),
        (
            ("moment check", whole, *ours),
            (name, whole, *(sum(bool(test(one)) for one in theirs) for test in sums.values())),
        ),
    )
    rows = [
        (
            f"`{one.name}`",
            one.code if outcomes[one.name].is_alone else f"({outcomes[one.name].told})",
            _plain(seen[one.name]["says"]) or "–",
        )
        for one in faults
    ]
    return f"{total}\n\n{_table(('fault', 'moment check', name), rows)}"


def _plain(text: str) -> str:
    """Return a message as it can stand in a table."""
    return re.sub(r"([<>*_\[\]`])", r"\\\1", text)


def split(page: str) -> tuple[str, str]:
    """Return our part of a page, and the rest."""
    ours, mark, rest = page.partition(PEERS)
    return ours, mark + rest


def main(arguments: Sequence[str]) -> int:
    """Write the page, or check it."""
    if "--check" in arguments:
        is_right = PAGE.is_file() and split(PAGE.read_text("utf-8"))[0] == our_part(expected())
        sys.stdout.write(
            "" if is_right else f"{PAGE.name} is not what the faults give: write it anew\n"
        )
        return 0 if is_right else 1
    if "--peers" in arguments:
        peers.write()
    outcomes = {fault.name: run(fault) for fault in EVERY}
    clean = len(found(content()))
    PAGE.write_text(our_part(outcomes, clean) + peers_part(outcomes), "utf-8")
    whole, seen, line, alone = _counts(FAULTS, outcomes)
    sys.stdout.write(f"{whole} faults: {seen} found, {line} at the right line, {alone} alone\n")
    return 0 if seen >= FLOOR * whole else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
