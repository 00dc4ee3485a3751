"""STR: files that cannot be read as what they should be."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from builder.checks.rule import Severity, rule
from builder.content import Library, MomentContent, Sources
from builder.content.library import PROFILE
from builder.content.moment import OPEN, SETTINGS, WELCOME
from builder.message import tell
from builder.problem import Problem, Span


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


RULES = (
    unreadable_file,
    wrong_shape,
    missing_file,
    missing_profile,
    stray_file,
    wrong_structure,
    raw_html,
    unfilled_place,
)
