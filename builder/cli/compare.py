"""`moment diff`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from builder.cli.options import (
    CatalogueOption,
    Format,
    FormatOption,
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
    catalogue: CatalogueOption = None,
    root: RootOption = Path(),
) -> None:
    """Compare the working tree with the catalogue or with a revision."""
    from builder.report.drafts import drafts_json, show_drafts
    from builder.tree import find_root

    terminal = terminal_of(context)
    base, result = _compare(find_root(root), revision, catalogue, terminal)
    if format_ is Format.JSON:
        terminal.json(drafts_json(result.drafts, base, terminal.language, result.unchanged))
    else:
        show_drafts(result.drafts, terminal, len(result.unchanged))


def _compare(
    root: Path, revision: str | None, folder: Path | None, terminal: Terminal
) -> "tuple[str, Comparison]":
    from builder.catalogue import Catalogue
    from builder.comparison import (
        against_catalogue,
        against_revision,
        against_tags,
        has_release_tags,
    )

    if revision:
        return revision, against_revision(root, revision)
    catalogue = Catalogue(catalogue_folder(root, folder))
    if catalogue.metadata() is None and has_release_tags(root):
        terminal.note(
            tell(
                "There is no catalogue in {path}: comparing with the release tags.",
                path=str(catalogue.folder),
            )
        )
        return "tags", against_tags(root)
    return "catalogue", against_catalogue(root, catalogue)
