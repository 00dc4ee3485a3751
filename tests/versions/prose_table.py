"""Write `docs/prose-edits.md`: every edit of prose with the level fixed and the level computed.

`python tests/versions/prose_table.py` writes it anew.
"""

import difflib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from prose_edits import FOLDER, Edit, read_edits

PAGE = Path(__file__).parents[2] / "docs/prose-edits.md"
FIRST_RUNS = FOLDER / "firstrun.json"
"""What was computed at the first run of each file, of the edits that were not judged as fixed."""
WORDS = {"decide": "avgörs", "major": "avgörs", "minor": "MINOR", "none": "ingen"}

INTRODUCTION = """\
# Prose edits

Ändringar i vårdtexter, var och en med den nivå den ska få. Nivån bestämdes efter vad ändringen betyder för en patient och lades in (7fa4914) innan koden skrevs. Allt innehåll är påhittat. `python tests/versions/prose_table.py` skriver sidan, och `tests/versions/test_prose.py` prövar varje ändring.

*Avgörs* betyder att en utgivare måste säga om ändringen är ofarlig. *MINOR* når dem som redan har startat. *Ingen* är formatering.
"""
EDITS = """\
## Edits that were known

Den som skrev koden läste de här ändringarna först när en första version fanns. Den versionen kördes på dem en gång innan något rättades; det är kolumnen *första körningen*.
"""
HELD_OUT = """\
## Held out

De här ändringarna läste ingen som skrev koden. De kördes en enda gång när koden var klar; det är kolumnen *första körningen*, och den är det ärliga måttet. Sedan rättades det som saknades, i allmänna regler och ordlistor.
"""


def figures(edits: Sequence[Edit], first: dict[str, str]) -> str:
    """Return the table of how many are judged as they should be, at first and now."""
    rows = ["|  | första körningen | nu |", "| --- | --- | --- |"]
    computed = {edit.id: edit.computed for edit in edits}
    runs = [{**computed, **{e.id: e.level for e in edits}, **first}, computed]
    for name, ours in (
        ("avgörs, som de ska", [e for e in edits if e.level == "decide"]),
        ("MINOR, som de ska", [e for e in edits if e.level == "minor"]),
        ("ingen, som de ska", [e for e in edits if e.level == "none"]),
    ):
        hits = [sum(run[e.id] == e.level for e in ours) for run in runs]
        rows.append(f"| {name} | {hits[0]} av {len(ours)} | {hits[1]} av {len(ours)} |")
    silent = [sum(e.level == "decide" != run[e.id] for e in edits) for run in runs]
    asks = [sum(e.level != "decide" == run[e.id] for e in edits) for run in runs]
    rows.append(f"| **viktiga som tigs ihjäl** | {silent[0]} | {silent[1]} |")
    rows.append(f"| ofarliga som ändå frågas om | {asks[0]} | {asks[1]} |")
    return "\n".join(rows)


def table(edits: Sequence[Edit], first: dict[str, str]) -> str:
    """Return a row for each edit."""
    rows = [
        "| id | före → efter | ska bli | blev först | blir | vad som sägs |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for edit in edits:
        said = "; ".join(
            dict.fromkeys(f"`{c.kind.title}` {c.message.in_language('sv')}" for c in edit.changes())
        )
        at_first = WORDS[first.get(edit.id, edit.level)]
        levels = f"{WORDS[edit.level]} | {at_first} | {WORDS[edit.computed]}"
        rows.append(f"| {edit.id} | {excerpt(edit)} | {levels} | {cell(said)} |")
    return "\n".join(rows)


def excerpt(edit: Edit) -> str:
    """Return the words that differ, with some around them."""
    sides = edit.old.split(" "), edit.new.split(" ")
    parts = difflib.SequenceMatcher(None, *sides, autojunk=False).get_opcodes()
    differing = [part for part in parts if part[0] != "equal"]
    first, last = differing[0], differing[-1]
    texts = (
        " ".join(side[max(start - 3, 0) : stop + 3])
        for side, start, stop in ((sides[0], first[1], last[2]), (sides[1], first[3], last[4]))
    )
    return " → ".join(f"`` {cell(short(text))} ``" for text in texts)


def short(text: str, most: int = 140) -> str:
    """Return the beginning of a text."""
    return text if len(text) <= most else f"{text[:most]}…"


def cell(text: str) -> str:
    """Return a text that can stand in a cell."""
    return text.strip().replace("\n", "⏎").replace("|", "\\|").replace("``", "'")


def page() -> str:
    """Return the whole page."""
    firsts: dict[str, dict[str, str]] = json.loads(FIRST_RUNS.read_text(encoding="utf-8"))
    parts = [INTRODUCTION]
    for name, words in (("edits.yaml", EDITS), ("heldout.yaml", HELD_OUT)):
        if name in firsts:
            edits, first = read_edits(name), firsts[name]
            parts += [words, figures(edits, first) + "\n", table(edits, first) + "\n"]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
