"""STR: how a file is written: its keys and words, its quotes, and what cannot be seen."""

from collections.abc import Iterator
from typing import Final

from builder.checks.rule import rule
from builder.content import Sources
from builder.message import tell
from builder.problem import Edit, Edits, Problem
from builder.source.breakdown import QUOTED, SINGLE_QUOTED
from builder.source.yaml import walk_texts


@rule("STR009", "duplicate-key", Sources)
def duplicate_key(sources: Sources) -> Iterator[Problem]:
    """A key stands twice in the same group.

    Why: one of the two would be lost, and nobody can tell which one was meant.

    Bad, in `moment.yaml`:

        id: prov
        title: Sömn
        title: Bättre sömn

    Good, in `moment.yaml`, with the rest of the file:

        title: Bättre sömn
    """
    yield from sources.problems["duplicate-key"]


@rule("STR010", "unquoted-colon", Sources)
def unquoted_colon(sources: Sources) -> Iterator[Problem]:
    """A text that holds a colon and a space does not stand in quotes.

    Why: YAML takes what stands before the colon for a key.

    Bad, in `moment.yaml`:

        id: prov
        title: Sömn: en början

    Good, in `moment.yaml`, with the rest of the file:

        title: "Sömn: en början"
    """
    yield from sources.problems["unquoted-colon"]


@rule("STR011", "yaml-shortcut", Sources)
def yaml_shortcut(sources: Sources) -> Iterator[Problem]:
    """An anchor, an alias, a merge key, a tag or a second document is used.

    Why: with YAML's shortcuts a text stands somewhere else than where it is read, so that nobody
    sees what a change touches. Write it out.

    Bad, in `moment.yaml`:

        id: prov
        title: &namn Sömn
        summary: *namn

    Good, in `moment.yaml`, with the rest of the file:

        title: Sömn
        summary: Sömn
    """
    yield from sources.problems["yaml-shortcut"]


@rule("STR012", "odd-character", Sources)
def odd_character(sources: Sources) -> Iterator[Problem]:
    """A character that cannot be seen, or that only looks like a space, stands in the way.

    Why: such characters come along when text is pasted from a web page or from Word. A tab, or a
    space that must not be broken, means something else to YAML than the space that one sees, and
    what has no width splits words that are searched for.

    Bad, in `welcome.md`:

        # Välkommen

        Sömn\u200bdagbok.

    Good, in `welcome.md`:

        # Välkommen

        Sömndagbok.
    """
    yield from sources.problems["odd-character"]


@rule("STR013", "too-large", Sources)
def too_large(sources: Sources) -> Iterator[Problem]:
    """A text file is larger, or nested deeper, than any moment needs.

    Why: it is a mistake, or an attempt to make the program stop. A module has a few thousand
    characters; divide what is longer.
    """
    yield from sources.problems["too-large"]


@rule("STR014", "unknown-key", Sources)
def unknown_key(sources: Sources) -> Iterator[Problem]:
    """There is no such key here.

    Why: what is not understood would silently be left out for the resident.

    Bad, in `moment.yaml`, with the rest of the file:

        tittle: Prov

    Good, in `moment.yaml`, with the rest of the file:

        title: Prov
    """
    yield from sources.problems["unknown-key"]


@rule("STR015", "missing-key", Sources)
def missing_key(sources: Sources) -> Iterator[Problem]:
    """A key that must be there is missing.

    Why: nothing is assumed. Who owns a moment, whom to ask, who holds the rights and who may see a
    score must each be said by somebody.

    Bad, in `moment.yaml`:

        id: prov
        title: Prov
        kind: support
        language: sv
        summary: Ett moment att pröva med.
        audience: Ingen.
        contact: {role: Samordnare, email: samordnare@prov.example}
        available-to: [all]
        review-by: 2030-01-01
        functions: {messages: false, contacts: false, planning: false, activity-plan: false}
        modules:
          - file: modules/start.md
            starts: at-once

    Good, in `moment.yaml`, with the rest of the file:

        owner: Provenheten
    """
    yield from sources.problems["missing-key"]


@rule("STR016", "unknown-word", Sources)
def unknown_word(sources: Sources) -> Iterator[Problem]:
    """A value is not one of the words that can stand here.

    Why: the words are few so that the program can act on them.

    Bad, in `moment.yaml`, with the rest of the file:

        kind: behandling

    Good, in `moment.yaml`, with the rest of the file:

        kind: treatment
    """
    yield from sources.problems["unknown-word"]


@rule("STR017", "unquoted-text", Sources)
def unquoted_text(sources: Sources) -> Iterator[Problem]:
    """A text that YAML takes for a number, or for true or false, does not stand in quotes.

    Why: other programs that read the file would change it: 1.10 becomes 1.1, and 0123 becomes 83.

    Bad, in `moment.yaml`, with the rest of the file:

        title: 2026

    Good, in `moment.yaml`, with the rest of the file:

        title: "2026"
    """
    yield from sources.problems["unquoted-text"]


_TYPOGRAPHIC: Final = frozenset("“”„»«’‘")


@rule("STR018", "smart-quotes", Sources)
def smart_quotes(sources: Sources) -> Iterator[Problem]:
    """A key or a whole value stands in typographic quotes, which YAML takes for letters.

    Why: they come along when text is pasted from Word, and the resident would see them. Write
    straight quotes, or none; a quotation that is meant stands inside straight ones.

    Bad, in `moment.yaml`, with the rest of the file:

        title: “Prov”

    Good, in `moment.yaml`, with the rest of the file:

        title: "Prov"
    """
    yield from sources.problems["smart-quotes"]
    for document in sources.documents.values():
        text = sources.texts[document.path]
        if _TYPOGRAPHIC.isdisjoint(text) or sources.is_damaged(document.path):
            continue
        lines = text.split("\n")
        for at, value in walk_texts(document.data):
            if value[:1].isalnum():
                continue  # nearly all; a quotation mark comes first
            quoted = QUOTED.fullmatch(value) or SINGLE_QUOTED.fullmatch(value)
            if not quoted:
                continue
            span = document.locate(at)
            if lines[span.line - 1].startswith(value[0], span.column - 1):
                inside = quoted["inside"]
                message = tell("“{key}” is written in the wrong sort of quotes", key=inside)
                fix = Edits((Edit(span, f'"{inside}"'),))
                yield Problem(document.path, at, message, fix=fix)


RULES = (
    duplicate_key,
    unquoted_colon,
    yaml_shortcut,
    odd_character,
    too_large,
    unknown_key,
    missing_key,
    unknown_word,
    unquoted_text,
    smart_quotes,
)
