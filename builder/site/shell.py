"""MkDocs as a shell: it lays the theme around finished pages, and adds nothing of its own.

MkDocs meets each page as an empty Markdown file and the plugin below gives it its content, so
Python-Markdown never touches a text. There is no navigation tree, no search of MkDocs', and no
plugin but this one, which is made here and never installed.
"""

import logging
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, StrictUndefined
from mkdocs.commands.build import build as run_mkdocs
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from builder.errors import BuilderError
from builder.message import tell
from builder.site.frame import THEME, Frame, SitePage

_LOG: Final = logging.getLogger("mkdocs")
_INCLUDED: Final = InclusionLevel.NOT_IN_NAV
"""Said outright: MkDocs would leave out a publisher whose id is `templates`."""


class _NoOptions(Config):  # type: ignore[no-untyped-call] # MkDocs leaves the hook untyped
    """Our plugin is never configured: it is made with all that it needs."""


class _Pages(BasePlugin[_NoOptions]):  # type: ignore[no-untyped-call] # as above
    """Hands finished pages and generated assets to MkDocs."""

    def __init__(self, pages: Iterable[SitePage], assets: Mapping[str, str], frame: Frame) -> None:
        super().__init__()
        self._pages = {_source(page): page for page in pages}
        self._assets = assets
        self._frame = frame

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Name our pages and assets among the files that MkDocs is to make."""
        for source in self._pages:
            files.append(File.generated(config, source, content="", inclusion=_INCLUDED))
        for path, content in self._assets.items():
            files.append(File.generated(config, path, content=content, inclusion=_INCLUDED))
        return files

    def on_env(self, env: Environment, **_: object) -> Environment:
        """Make the theme's templates escape what they are given, as they do in a preview."""
        env.autoescape = True
        env.undefined = StrictUndefined
        env.trim_blocks = env.lstrip_blocks = True
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, **_: object
    ) -> TemplateContext:
        """Give the template one of our pages."""
        found: dict[str, Any] = self._frame.context(self._pages[page.file.src_uri])
        return TemplateContext(**{**context, **found})  # type: ignore[typeddict-item] # our own keys


def _source(page: SitePage) -> str:
    """Return the name of the Markdown file that MkDocs takes a page for."""
    return f"{page.path.removesuffix('.html')}.md"


def write_pages(
    pages: Iterable[SitePage], assets: Mapping[str, str], frame: Frame, folder: Path
) -> None:
    """Write pages, the theme's assets and generated `assets` (text by path) to an empty `folder`.

    Raises BuilderError when MkDocs cannot.
    """
    with tempfile.TemporaryDirectory(prefix="moment-site-") as empty, _quiet():
        config = MkDocsConfig()
        config.load_dict(
            {
                "site_name": frame.title,
                "docs_dir": empty,
                "site_dir": str(folder),
                "theme": {"name": None, "custom_dir": str(THEME)},
                "use_directory_urls": False,
                "plugins": [],
                "nav": [],
            }
        )
        errors, _ = config.validate()
        if errors:
            raise BuilderError(tell("the site could not be built: {reason}", reason=str(errors[0])))
        config.theme.static_templates.clear()  # no site map: addresses are not known here
        config.plugins["moments"] = _Pages(pages, assets, frame)
        try:
            run_mkdocs(config)
        except MkDocsException as error:
            raise BuilderError(
                tell("the site could not be built: {reason}", reason=str(error))
            ) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep MkDocs' log to itself: what matters is raised."""
    level, spreads = _LOG.level, _LOG.propagate
    _LOG.setLevel(logging.CRITICAL)
    _LOG.propagate = False
    try:
        yield
    finally:
        _LOG.setLevel(level)
        _LOG.propagate = spreads
