"""What stands around every page: language, addresses, policy, the theme's main template."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder.site.words import words_in

THEME: Final = Path(__file__).parent / "theme"
ASSETS: Final = THEME / "assets"
_POLICY: Final = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; script-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the site: `path` from the site's root, `html` of its main part.

    `digest` names the page's own content; what stands around it is not in it. `scripts` are the
    addresses, from the root, of the scripts that it needs.
    """

    path: str
    title: str
    html: str
    digest: str
    scripts: tuple[str, ...] = ()

    @property
    def root(self) -> str:
        """How this page reaches the site's root: empty, or `../`."""
        return "../" * self.path.count("/")


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of one site have in common. `live` is for previews: pages that reload."""

    title: str
    language: str
    live: bool = False

    @property
    def policy(self) -> str:
        """The Content-Security-Policy of every page."""
        return f"{_POLICY}; connect-src 'self'" if self.live else _POLICY

    def context(self, page: SitePage) -> dict[str, object]:
        """Return what the main template asks for."""
        return {
            "frame": self,
            "site_page": page,
            "main": Markup(page.html),  # noqa: S704 - our templates escaped it, and rendition cleaned the rest
            "words": words_in(self.language),
        }


@cache
def templates() -> Environment:
    """Return the theme's templates; they escape what they are given."""
    return Environment(
        loader=FileSystemLoader(THEME),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def whole(page: SitePage, frame: Frame) -> bytes:
    """Return a whole page as MkDocs would write it, without MkDocs."""
    return templates().get_template("main.html").render(frame.context(page)).encode()
