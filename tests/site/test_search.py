"""The index that the search reads."""

import json

from builder.site.entry import Entry, in_order
from builder.site.search import index

ENTRY = Entry(
    moment="a/b",
    title="</script><b>\u2028",
    kind="support",
    summary="Kort.",
    audience="Alla",
    publisher="Enheten",
    owner="Ägaren",
    version="1.0",
    date="2026-11-22T04:00:00Z",
    open=True,
    cover="",
    providers=(("SE1", "Norr"),),
    modules=("Ett", "Två"),
    sections=("Del",),
)


def test_the_index_is_a_script_that_no_title_can_break():
    script = index([ENTRY])
    assert script.startswith("window.momentCatalogue = [")
    assert "<" not in script
    assert "\u2028" not in script
    (row,) = json.loads(script.partition(" = ")[2].rstrip(";\n"))
    assert row["texts"][0][1] == ENTRY.title
    assert [weight for weight, _ in row["texts"]] == sorted(
        (w for w, _ in row["texts"]), reverse=True
    )


def test_an_entry_reads_what_it_wrote():
    assert Entry.from_json(json.loads(json.dumps(ENTRY.to_json()))) == ENTRY


def test_titles_are_ordered_as_in_swedish():
    titles = ["Ö", "Z", "a", "Å", "Ä"]
    entries = [Entry.from_json(ENTRY.to_json() | {"title": title}) for title in titles]
    assert [entry.title for entry in sorted(entries, key=in_order)] == ["a", "Z", "Å", "Ä", "Ö"]
