"""GOV: whether what is written about rights says whose they are."""

import re
from collections.abc import Iterator
from typing import Final

from builder.checks.rule import rule
from builder.content import MomentContent, Sources
from builder.content.moment import MEDIA_LIST
from builder.message import mark, tell
from builder.model import Rights
from builder.problem import Pointer, Problem

_SAYS_NOTHING: Final = re.compile(
    r"(?:okän[dt]a?|oklart?|unknown|unclear|utreds|saknas|tbd|tbc|todo|vet (?:ej|inte))\b.*"
    r"|(?:ej|inte) (?:klara?|klart|angive[nt]|känd|känt|bestämt)|not (?:known|stated|clear)"
    r"|(?:kommer|klart|anges|fylls i) senare|ingen aning|inge[nt]|inga|none|n a|na|nn|x+|test"
    r"|(?:(?:från|på|hämtad från|hittad på|from|the|from the) )?"
    r"(?:google(?: bilder| images)?|internet|nätet|webben|web|bildsök|bing|pinterest|facebook)"
)


@rule("GOV009", "unclear-rights", Sources)
def unclear_rights(sources: Sources) -> Iterator[Problem]:
    """The rights to a form, a picture, a film or a sound are filled in with words that say nothing.

    Why: nothing may be shown before it is known who holds the rights, and that they allow it. That
    something stands on the web gives no right to use it.

    Bad, in `media/media.yaml`:

        media:
          - {id: rum, file: rum.png, rights: {holder: Okänd fotograf, licence: CC0-1.0}}
          - {id: bild, file: bild.png, rights: {holder: Provenheten, licence: CC0-1.0}}

    Good, in `media/media.yaml`:

        media:
          - {id: rum, file: rum.png, rights: {holder: Provenheten, licence: CC0-1.0}}
          - {id: bild, file: bild.png, rights: {holder: Provenheten, licence: CC0-1.0}}
    """
    for path, form in sources.walk_forms():
        yield from _unclear(path, ("rights",), form.rights)
    if isinstance(sources, MomentContent) and sources.media_list:
        for n, medium in enumerate(sources.media_list.media):
            yield from _unclear(sources.path(MEDIA_LIST), ("media", n, "rights"), medium.rights)


def _unclear(path: str, at: Pointer, rights: Rights) -> Iterator[Problem]:
    for key, value, template in (
        ("holder", rights.holder, mark("“{value}” does not say who holds the rights")),
        ("licence", rights.licence, mark("“{value}” is no licence and no agreement")),
        ("attribution", rights.attribution, mark("“{value}” does not say where it comes from")),
    ):
        words = " ".join(re.findall(r"\w+", value.casefold())) if value else "something"
        if not words or _SAYS_NOTHING.fullmatch(words):
            yield Problem(path, (*at, key), tell(template, value=value or ""))


RULES = (unclear_rights,)
