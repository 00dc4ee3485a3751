"""One draft as the preview presents it: the moment's page, its findings, its media."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from builder.checks import Finding, check
from builder.content import MomentContent
from builder.errors import RefusedError
from builder.manifest import Json, Listing
from builder.model import EVERYONE
from builder.packing import pack
from builder.rendition import read_rendition, render
from builder.site.entry import Entry
from builder.site.presented import FindingText, Presented


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft, read once. `media` maps an address from the site's root to a path in the sources."""

    presented: Presented
    media: Mapping[str, str]

    @property
    def entry(self) -> Entry:
        """What the front page says of it."""
        return Entry.of(self.presented)


def show(content: MomentContent, language: str, today: dt.date) -> Draft:
    """Present a draft; where it cannot be put together yet, only what the check found."""
    findings = tuple(told(check(content, today), language))
    try:
        packed = pack(content)
    except RefusedError:
        return Draft(_presented(content, {}, findings, language), {})
    rendition = read_rendition(render(packed.package), content.folder)
    media = {one["path"]: packed.blobs[one["sha256"]] for one in rendition["media"]}
    return Draft(_presented(content, rendition, findings, language), media)


def name_of(folder: str) -> str:
    """Return `<publisher>/<folder>`, by which a draft goes until it has an id, and afterwards."""
    return "/".join(folder.split("/")[-2:])


def _presented(
    content: MomentContent, rendition: Json, findings: tuple[FindingText, ...], language: str
) -> Presented:
    moment, name = content.moment, name_of(content.folder)
    publisher = content.library.publishers.get(content.publisher)
    return Presented(
        moment=name,
        title=moment.title if moment else name,
        kind=moment.kind if moment else "",
        language=moment.language if moment else language,
        summary=moment.summary if moment else "",
        audience=moment.audience if moment else "",
        open=moment.open if moment else False,
        publisher=publisher.title if publisher else content.publisher,
        listing=_listing(content),
        rendition=rendition,
        findings=findings,
        training=content.library.is_training(content.publisher),
    )


def told(findings: Iterable[Finding], language: str) -> Iterator[FindingText]:
    """Yield findings in the reader's language, without the warnings that are waived."""
    for one in findings:
        if one.waiver:
            continue
        text = one.message.in_language(language)
        place = ", ".join(part.in_language(language) for part in one.place)
        yield FindingText(one.code, str(one.severity), one.span.path, one.span.line, text, place)


def _listing(content: MomentContent) -> Listing | None:
    """Return what the catalogue would say beside the content, with no commit yet."""
    moment, publisher = content.moment, content.library.publishers.get(content.publisher)
    if moment is None:
        return None
    providers = publisher.care_providers if publisher else ()
    chosen = tuple((one.hsa_id, one.title) for one in providers if one.id in moment.available_to)
    return Listing(
        publisher=publisher.title if publisher else content.publisher,
        owner=moment.owner,
        contact_role=moment.contact.role,
        contact_email=moment.contact.email,
        available_to=None if EVERYONE in moment.available_to else tuple(sorted(chosen)),
        review_by=moment.review_by.isoformat(),
        commit="",
        date="",
    )
