"""The files that `moment init` writes, as templates.

Their marks are « and », which stand in none of the languages that the files are written in.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER: Final = Path(__file__).parent / "templates"


def render(name: str, **values: object) -> str:
    """Return the text of a template with its values; raise UndefinedError where one is missing."""
    return _environment().get_template(name).render(values)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=select_autoescape(()),  # nothing here is HTML
        undefined=StrictUndefined,
        variable_start_string="«",
        variable_end_string="»",
        block_start_string="«%",
        block_end_string="%»",
        comment_start_string="«#",
        comment_end_string="#»",
        trim_blocks=True,
        keep_trailing_newline=True,
    )
