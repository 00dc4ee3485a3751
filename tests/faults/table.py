"""Write docs/seeded-faults.md: what the check finds of the seeded faults, beside other tools.

python tests/faults/table.py           write the page, from a run over all faults
python tests/faults/table.py --check   tell whether our part of the page is what it should be
python tests/faults/table.py --peers   run the other tools too (installs them by name)
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))

import peers
import seeded_marks
from analysed import ANALYSED, IN_FORMS
from beside import PEERS, peers_part
from faults import EVERY, FAULTS, HELD_OUT, MISSES, REVISED, found
from form_parts import first_run_part, probes_part
from outcome import Outcomes, counts, expected, listed, run, share, table
from seeding import ROOT, Fault, content

from builder.checks import ALL_RULES
from builder.checks.rule import Sees

PAGE: Final = ROOT / "docs" / "seeded-faults.md"
_HELD_OUT: Final = {"## Held out": "heldout.json", "## Held out, in forms": "heldout_forms.json"}
"""The two times that somebody wrote faults unseen, with what those gave at first."""
_WITH_THEIR_RULES: Final = (
    "first-module-waits",
    *(one.name for one in seeded_marks.FAULTS),
    *(one.name for one in IN_FORMS if one not in ANALYSED),
)
_RULES_THEN: Final = {
    "FRM001",
    *(f"IDN00{n}" for n in range(1, 6)),
    *(f"MED00{n}" for n in range(1, 5)),
    *(f"NAM00{n}" for n in range(1, 4)),
    *(f"REF{n:03}" for n in range(1, 12)),
    *(f"STR00{n}" for n in range(1, 9)),
}
"""The rules that there were when the first faults were committed; most have been rewritten since."""
_RULES_BEFORE_ANALYSIS: Final = {
    rule.code
    for rule in ALL_RULES
    if not rule.code.startswith(("FRM", "SAF", "REL")) or rule.code <= "FRM005"
}
"""Those that there were when the faults in what forms mean were committed."""
CHECKED: Final = tuple(rule for rule in ALL_RULES if rule.sees is not Sees.RELEASE)
"""The rules that look at content alone; those of a release are tried in tests/versions."""
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


def our_part(outcomes: Outcomes, clean: int = 0) -> str:
    """Return the page up to the other tools; `clean` is how much is found where nothing is wrong."""
    parts = (
        _summary(outcomes, clean),
        first_run_part(outcomes),
        *_held_out(outcomes),
        _misses(outcomes),
        probes_part(outcomes),
        _editorial(outcomes),
        _rules(outcomes),
        _every(outcomes),
    )
    return "\n\n".join(parts) + "\n\n"


def _summary(outcomes: Outcomes, clean: int) -> str:
    whole, seen, line, alone = counts(FAULTS, outcomes)
    rows = (
        ("seeded faults", whole),
        ("found, by the rule that is meant", share(seen, whole)),
        ("and at the right line", share(line, whole)),
        ("and nothing else beside it", share(alone, whole)),
        ("found in the content as it is, advice included", clean),
    )
    return (
        "# Seeded faults\n\n"
        f"{whole} mistakes that a designer makes, each made in a copy of `content/`, and what `moment check` "
        "finds of it on 22 November 2026. `python tests/faults/table.py` writes this page; `tests/faults/test_faults.py` holds "
        "every fault to exactly one finding, of the right rule, in the right file and line, but for the misses listed here"
        f"{_of_two()}. Whoever wrote the rules had the faults at hand: the numbers tell what is held to, not how the rules do "
        f"on faults that nobody has seen.\n\n{table(('', ''), rows)}\n\n{_order()}"
    )


def _of_two() -> str:
    """Tell of the faults that make two things wrong."""
    two = [one.name for one in FAULTS if one.beside]
    return f", and for {len(two)} that make a second thing wrong, of which both are told ({listed(two)})"


def _order() -> str:
    """Tell of how many faults there was a rule already when they were committed."""
    rows = []
    later = {*(one.name for one in ANALYSED), *_WITH_THEIR_RULES}
    groups = (
        ("9aa4e14", [one for one in FAULTS if one.name not in later], _RULES_THEN),
        ("a5e68b8, in what forms mean", ANALYSED, _RULES_BEFORE_ANALYSIS),
    )
    for committed, faults, rules in groups:
        known = sum(one.code in rules for one in faults)
        rows.append((committed, len(faults), len(faults) - known, known))
    rows.append(("with their rules", len(_WITH_THEIR_RULES), 0, len(_WITH_THEIR_RULES)))
    head = ("committed", "faults", "before there was such a rule", "when there was one, if simpler")
    return (
        "They stand in `tests/faults/`, and most were committed before the rules that they try:\n\n"
        f"{table(head, rows)}\n\nThose that came with their rules are {listed(_WITH_THEIR_RULES)}."
    )


def _held_out(outcomes: Outcomes) -> Iterator[str]:
    for title, file in _HELD_OUT.items():
        first = json.loads(Path(__file__).with_name(file).read_text("utf-8"))
        if faults := [one for one in HELD_OUT if one.name in first]:
            yield _held_out_once(title, faults, first, outcomes)


def _held_out_once(
    title: str, faults: Sequence[Fault], first: Mapping[str, Mapping[str, bool]], outcomes: Outcomes
) -> str:
    of = [first[one.name] for one in faults]
    whole, seen, line, alone = counts(faults, outcomes)
    rows = (
        ("held-out faults", whole, whole),
        ("found", share(sum(one["found"] for one in of), whole), share(seen, whole)),
        ("right line", share(sum(one["right_line"] for one in of), whole), share(line, whole)),
        ("exactly one", share(sum(one["exactly_one"] for one in of), whole), share(alone, whole)),
    )
    missed = [
        (
            f"`{one.name}`",
            one.code,
            one.what,
            "found"
            if outcomes[one.name].is_alone
            else MISSES.get(one.name, outcomes[one.name].told),
        )
        for one in faults
        if not first[one.name]["exactly_one"]
    ]
    return (
        f"{title}\n\n"
        f"{whole} more faults by somebody who had read neither the rules nor the other faults, in other places and of other "
        "sorts than the most obvious. They were run once before anything was mended by them; that first run is the honest "
        f"figure for faults that nobody has seen.\n\n{table(('', 'first run', 'now'), rows)}\n\n"
        f"What the first run did not find just so:\n\n{table(('fault', 'rule', 'what', 'now'), missed)}"
    )


def _misses(outcomes: Outcomes) -> str:
    rows = [
        (f"`{one.name}`", one.what, one.code, outcomes[one.name].told, MISSES[one.name])
        for one in EVERY
        if one.name in MISSES
    ]
    missed = table(("fault", "what", "meant", "told instead", "why"), rows) if rows else "None."
    codes = {one.name: one.code for one in EVERY}
    revised = [(f"`{name}`", codes[name], why) for name, why in sorted(REVISED.items())]
    mended = table(("fault", "rule", "what changed, and why"), revised) if revised else "None."
    return (
        f"## Misses\n\n{missed}\n\n## Expectations that were changed after the rules were written\n\n"
        "Where or as what a fault is expected or, where the content has grown since, how it is made.\n\n"
        f"{mended}"
    )


def _editorial(outcomes: Outcomes) -> str:
    rows = []
    for name, short in EDITORIAL.items():
        own = [one for one in FAULTS if name in one.rules.split()]
        codes = ", ".join(sorted({one.code for one in own}))
        rows.append((name, short, codes, *counts(own, outcomes)))
    head = ("", "rule", "codes", "faults", "found", "right line", "exactly one")
    return (
        "## The editorial rules E1 to E26\n\n"
        f"What 1177's guidelines and the form contract ask for, and a machine can check.\n\n{table(head, rows)}"
    )


def _rules(outcomes: Outcomes) -> str:
    rows = []
    for rule in sorted(CHECKED, key=lambda one: one.code):
        own = [one for one in FAULTS if one.code == rule.code]
        rows.append((rule.code, rule.name, rule.severity, *counts(own, outcomes)))
    head = ("code", "rule", "severity", "faults", "found", "right line", "exactly one")
    return f"## By rule\n\n{table(head, rows)}"


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
    return f"## Every fault\n\n{table(head, rows)}"


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
    whole, seen, line, alone = counts(FAULTS, outcomes)
    sys.stdout.write(f"{whole} faults: {seen} found, {line} at the right line, {alone} alone\n")
    return 0 if seen >= FLOOR * whole else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
