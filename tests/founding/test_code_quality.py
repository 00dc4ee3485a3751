"""Findings for GitLab: known again when lines move, told apart where they are alike."""

import base

from builder.checks import check
from builder.content import read_library, read_moment
from builder.report.gitlab import code_quality
from builder.tree import Tree


def entries(text: str) -> list[dict[str, object]]:
    tree = Tree.of(base.files({"welcome.md": text}))
    findings = check(read_moment(tree, base.MOMENT, read_library(tree)), base.DAY)
    return code_quality(findings, "en", "inre/")


def test_an_entry_says_what_where_and_how_much() -> None:
    (entry,) = entries("# Välkommen\n\n<b>Text</b>.\n")
    assert str(entry["description"]).startswith(str(entry["check_name"]).split(" ")[0])
    assert entry["severity"] == "critical"
    assert entry["location"] == {"path": f"inre/{base.MOMENT}/welcome.md", "lines": {"begin": 3}}


def test_the_fingerprint_holds_when_lines_move_and_likes_are_told_apart() -> None:
    before = entries("# Välkommen\n\n<b>Text.\n")
    after = entries("# Välkommen\n\nEtt stycke till.\n\n<b>Text.\n\n<b>Text.\n")
    names = [one["fingerprint"] for one in after]
    assert names[0] == before[0]["fingerprint"]
    assert len(set(names)) == len(names) == 2
