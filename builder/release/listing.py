"""The catalogue's entry of a moment, which changes without a version."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from builder.content import MomentContent
from builder.errors import RefusedError
from builder.manifest import EVERYONE, Listing
from builder.message import tell
from builder.repository import Commit


def listing_of(content: MomentContent, commit: Commit) -> Listing:
    """Return what the catalogue is to say of a moment besides its content.

    Raises RefusedError where there are no settings, as `pack` does.
    """
    moment = content.moment
    if moment is None:
        raise RefusedError(
            tell("{folder} cannot be put together yet: see moment check", folder=content.folder)
        )
    publisher = content.library.publishers[content.publisher]
    chosen = [one for one in publisher.care_providers if one.id in moment.available_to]
    everyone = EVERYONE in moment.available_to
    return Listing(
        publisher=publisher.title,
        owner=moment.owner,
        contact_role=moment.contact.role,
        contact_email=moment.contact.email,
        available_to=None if everyone else tuple(sorted((one.hsa_id, one.title) for one in chosen)),
        review_by=moment.review_by.isoformat(),
        commit=commit.id,
        date=commit.date,
    )


def listing_changes(old: Listing | None, new: Listing) -> Iterator[tuple[str, str, str]]:
    """Yield what differs in the catalogue's entry: the key, what stood and what stands there."""
    before, after = (_told(one) if one else {} for one in (old, new))
    for key, said in after.items():
        if before.get(key, "") != said:
            yield key, before.get(key, ""), said


def _told(listing: Listing) -> Mapping[str, str]:
    providers = listing.available_to
    return {
        "publisher": listing.publisher,
        "owner": listing.owner,
        "contact": f"{listing.contact_role}, {listing.contact_email}",
        "available-to": EVERYONE
        if providers is None
        else ", ".join(f"{title} ({hsa_id})" for hsa_id, title in providers),
        "review-by": listing.review_by,
    }


def says_the_same(old: Listing | None, new: Listing) -> bool:
    """Tell whether a listing says what the old one says, wherever and whenever it was written."""
    return old is not None and new == replace(
        old, commit=new.commit, date=new.date, previous=new.previous
    )
