"""`moment diff`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from builder.cli.options import (
    CatalogueOption,
    Format,
    FormatOption,
    LineOption,
    RootOption,
    catalogue_folder,
    terminal_of,
)
from builder.message import mark, tell
from builder.terminal import Terminal

if TYPE_CHECKING:
    from builder.comparison import Comparison

HELP = mark(
    "Show what changed in meaning, and whether it is MAJOR or MINOR.\n\n"
    "Without a revision the content is compared with the last release of each moment in the "
    "catalogue; with one, with the content at that revision.\n\n"
    "Example: [bold]moment diff main[/]"
)


def diff(
    context: typer.Context,
    revision: Annotated[
        str | None,
        typer.Argument(help=mark("A commit, branch or tag to compare with."), show_default=False),
    ] = None,
    format_: FormatOption = Format.TEXT,
    line: LineOption = None,
    catalogue: CatalogueOption = None,
    root: RootOption = Path(),
) -> None:
    """Compare the working tree with the catalogue or with a revision."""
    from builder.report.drafts import drafts_json, show_drafts
    from builder.tree import find_root

    terminal = terminal_of(context)
    base, result = _compare(find_root(root), revision, catalogue, line, terminal)
    for path in filter(None, (one.damaged for one in result.moments)):
        terminal.note(
            tell("{path} cannot be read, and seems gone below: see moment check", path=path),
            "yellow",
        )
    if format_ is Format.JSON:
        terminal.json(drafts_json(result.drafts, base, terminal.language, result.unchanged))
    else:
        show_drafts(result.drafts, terminal, len(result.unchanged))


def _compare(
    root: Path, revision: str | None, folder: Path | None, line: int | None, terminal: Terminal
) -> "tuple[str, Comparison]":
    from builder.catalogue import Catalogue
    from builder.comparison import against_revision, compare_with_past
    from builder.snapshot import Snapshot

    here = Snapshot.on_disk(root)
    if revision:
        return revision, against_revision(here, revision)
    known = Catalogue(catalogue_folder(root, folder))
    against, compared = compare_with_past(here, known, line=line)
    if against == "tags":
        terminal.note(
            tell(
                "There is no catalogue in {path}: comparing with the release tags.",
                path=str(known.folder),
            )
        )
    return against, compared
