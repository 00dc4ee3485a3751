"""STR: files that cannot be read as what they should be."""

from collections.abc import Iterator

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
    that is not indented like its neighbours, and a text with a colon that is not in quotes.

    Bad, in `moment.yaml`:

        id: prov
        title: Sömn: en början

    Good, in `moment.yaml`, with the rest of the file:

        title: "Sömn: en början"
    """
    yield from sources.problems["unreadable"]


@rule("STR002", "wrong-shape", Sources)
def wrong_shape(sources: Sources) -> Iterator[Problem]:
    """A key is missing or unknown, or a value is of the wrong kind.

    Why: what is not understood would silently be left out for the resident.

    Bad, in `moment.yaml`, with the rest of the file:

        kind: behandling

    Good, in `moment.yaml`, with the rest of the file:

        kind: treatment
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
    for path in stray:
        if not path.endswith("/README.md"):
            yield Problem(
                path, Span(path), tell("this file is not looked for here; it will not be published")
            )


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
        for span in page.html:
            yield Problem(page.path, span, tell("HTML may not be used; write it in Markdown"))


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
