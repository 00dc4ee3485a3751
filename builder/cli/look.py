"""`moment preview` and `moment site`."""

from pathlib import Path
from typing import Annotated

import typer

from builder.cli.options import CatalogueOption, RootOption, catalogue_folder, terminal_of
from builder.message import mark, tell
from builder.terminal import progress

PREVIEW_HELP = mark(
    "Show the drafts in a browser on this computer; an edit shows at once.\n\n"
    "Nobody else can reach it. End with Ctrl-C.\n\n"
    "Example: [bold]moment preview[/], then open the address it writes."
)
SITE_HELP = mark(
    "Build the catalogue as a site: search, every moment, every version.\n\n"
    "The site also works opened straight from the disk.\n\n"
    "Example: [bold]moment site[/], then open published/site/index.html."
)


def preview(
    context: typer.Context,
    root: RootOption = Path(),
    port: Annotated[
        int,
        typer.Option(help=mark("The port on this computer; 0 takes a free one."), min=0, max=65535),
    ] = 8040,
) -> None:
    """Serve the drafts on loopback until interrupted."""
    from builder.preview import serve
    from builder.tree import find_root

    terminal = terminal_of(context)
    serve(find_root(root), ("127.0.0.1", port), terminal.language, terminal.note)


def site(
    context: typer.Context,
    catalogue: CatalogueOption = None,
    out: Annotated[
        Path | None, typer.Option(help=mark("Where to; site/ in the catalogue otherwise."))
    ] = None,
    root: RootOption = Path(),
) -> None:
    """Build the site of a catalogue."""
    from builder.catalogue import Catalogue
    from builder.site import build
    from builder.tree import find_root

    terminal = terminal_of(context)
    folder = catalogue or catalogue_folder(find_root(root), None)
    target = (out or folder / "site").resolve()
    with progress(terminal, tell("Building the site")):
        result = build(Catalogue(folder), target, terminal.language)
    terminal.say(
        tell(
            "{path}: {written} of {total} pages written.",
            path=str(target / "index.html"),
            written=result.pages_written,
            total=result.pages_total,
        )
    )
