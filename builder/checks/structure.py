"""STR: files that cannot be read as what they should be."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from builder.checks.rule import Severity, rule
from builder.content import Library, MomentContent, Sources
from builder.content.library import PROFILE
from builder.content.moment import OPEN, SETTINGS, WELCOME
from builder.message import tell
from builder.problem import Edit, Edits, Problem, Span
from builder.source.yaml import QUOTED, SINGLE_QUOTED, walk_texts


@rule("STR001", "unreadable-file", Sources)
def unreadable_file(sources: Sources) -> Iterator[Problem]:
    """The file cannot be read as YAML, or is not text in UTF-8.

    Why: nothing in the file can be trusted until it can be read. The commonest causes are a line
    that is not indented like its neighbours, and a quotation mark that is never closed.

    Bad, in `moment.yaml`:

        id: prov
        title: "Sömn

    Good, in `moment.yaml`, with the rest of the file:

        title: "Sömn"
    """
    yield from sources.problems["unreadable"]


@rule("STR002", "wrong-shape", Sources)
def wrong_shape(sources: Sources) -> Iterator[Problem]:
    """A value is of the wrong sort: not the number, the date, the id or the list that is meant.

    Why: what is not understood would silently be left out for the resident.

    Bad, in `moment.yaml`, with the rest of the file:

        review-by: 1 januari 2030

    Good, in `moment.yaml`, with the rest of the file:

        review-by: 2030-01-01
    """
    yield from sources.problems["shape"]


@rule("STR003", "missing-file", MomentContent)
def missing_file(content: MomentContent) -> Iterator[Problem]:
    """A file that every moment must have is not there.

    Why: a moment has settings and a welcome text, and an open moment has a text that residents
    read before they start it.

    Bad, in `moment.yaml`, with the rest of the file:

        open: true

    Good, in `moment.yaml`, with the rest of the file:

        open: false
    """
    needed = [SETTINGS]
    if content.spelt(content.path(SETTINGS)):
        needed.append(WELCOME)
    if content.moment and content.moment.open:
        needed.append(OPEN)
    for name in needed:
        path = content.path(name)
        if not content.spelt(path):
            yield Problem(path, Span(path), tell("the moment has no {name}", name=name))


@rule("STR004", "missing-profile", Library)
def missing_profile(library: Library) -> Iterator[Problem]:
    """The library has no profile.yaml.

    Why: the profile says where the catalogue is and what media may be; nothing is assumed.
    """
    if not library.spelt(PROFILE):
        yield Problem(
            PROFILE,
            Span(PROFILE),
            tell("the library has no profile.yaml: is this the right folder?"),
        )


@rule("STR005", "stray-file", Sources, Severity.WARNING)
def stray_file(sources: Sources) -> Iterator[Problem]:
    """A file stands where nothing is looked for, so nobody will ever see it.

    Why: most often a folder or a suffix is misspelt.

    Bad, in `modul/tva.md`:

        # Två {#tva}

        Text.

    Good, in `welcome.md`:

        # Välkommen

        Text.
    """
    stray = sources.stray if isinstance(sources, Library | MomentContent) else ()
    missing = [one.path for one in missing_file.check(sources)] if _is_moment(sources) else []
    for path in stray:
        is_meant = any(_might_be(path, one) for one in missing)
        if not path.endswith("/README.md") and not is_meant:
            yield Problem(
                path, Span(path), tell("this file is not looked for here; it will not be published")
            )


def _is_moment(sources: Sources) -> bool:
    return isinstance(sources, MomentContent)


def _might_be(path: str, missing: str) -> bool:
    """Tell whether a stray file may be the missing one under another name."""
    one, other = PurePosixPath(path), PurePosixPath(missing)
    return one.parent == other.parent and one.suffix[:2] == other.suffix[:2]


@rule("STR006", "wrong-structure", MomentContent)
def wrong_structure(content: MomentContent) -> Iterator[Problem]:
    """The headings do not make modules, sections and steps, or there is no text under one.

    Why: `#` is the module, `##` a section and `###` a step, which is one page for the resident. A
    text that belongs to no step would be shown nowhere, and an empty page helps nobody.

    Bad, in `modules/start.md`:

        # Start {#start}

        ## Om sömn {#om-somn}

    Good, in `modules/start.md`:

        # Start {#start}

        ## Om sömn {#om-somn}

        Alla sover dåligt ibland.
    """
    yield from content.problems["structure"]


@rule("STR007", "raw-html", MomentContent)
def raw_html(content: MomentContent) -> Iterator[Problem]:
    """A page holds raw HTML.

    Why: HTML can hide text from the checks and carry scripts; what Markdown cannot say is not used.

    Bad, in `welcome.md`:

        # Välkommen

        Läs <b>noga</b>.

    Good, in `welcome.md`:

        # Välkommen

        Läs **noga**.
    """
    for page in content.pages.values():
        has_begun = False
        for span in page.html:
            is_end = page.lines[span.line - 1].startswith("</", span.column - 1)
            if not (is_end and has_begun):
                yield Problem(page.path, span, tell("HTML may not be used; write it in Markdown"))
            has_begun = has_begun or not is_end


@rule("STR008", "unfilled-place", Sources)
def unfilled_place(sources: Sources) -> Iterator[Problem]:
    """A place that a skeleton left to be filled in is still as it was.

    Why: `moment new` writes what a moment needs and marks what only its author knows.

    Bad, in `welcome.md`:

        # Välkommen

        ‹fyll i vad momentet handlar om›

    Good, in `welcome.md`:

        # Välkommen

        Här får du lära dig mer om sömn.
    """
    yield from sources.problems["unfilled"]


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
        if sources.is_damaged(document.path):
            continue
        lines = sources.texts[document.path].split("\n")
        for at, value in walk_texts(document.data):
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
    unreadable_file,
    wrong_shape,
    missing_file,
    missing_profile,
    stray_file,
    wrong_structure,
    raw_html,
    unfilled_place,
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
