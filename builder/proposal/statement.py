"""What is signed to approve a proposal, and in which files its authors wrote."""

from typing import Final

from builder.approval import Inputs, Statement
from builder.changes import Level
from builder.content.library import PUBLISHERS
from builder.manifest import Json, Listing, canonical, digest
from builder.proposal.values import Proposal
from builder.release import Draft, decisions_of, notes_of, waivers_of
from builder.snapshot import publisher_of

_APART: Final = frozenset({"type", "previous", "commit", "date", "approval"})
"""What a listing says of itself and not of its moment."""


def statement_of(proposal: Proposal) -> Statement:
    """Return what is signed to approve a proposal."""
    draft = proposal.draft
    return Statement(
        "moment",
        draft.moment,
        {
            "line": draft.line,
            "base": draft.base.digest if draft.base else None,
            "version": str(draft.version) if draft.version else None,
            "level": _level_word(draft) if draft.version else "none",
            "package": draft.packed.blob.sha256,
            "listing": _listing_digest(proposal.listing) if draft.line is None else None,
            "note": _note_digest(draft),
            "decisions": list(decisions_of(draft)),
            "waivers": list(waivers_of(proposal.content)),
            "safety": draft.safety,
        },
    )


def _level_word(draft: Draft) -> str:
    return Level.MAJOR.word if draft.level is Level.DECIDE else draft.word


def _listing_digest(listing: Listing) -> str:
    said: dict[str, Json] = listing.to_json()
    return digest(canonical({key: said[key] for key in said if key not in _APART}))


def _note_digest(draft: Draft) -> str | None:
    notes = notes_of(draft)
    said = [{"id": one.id, "title": one.title, "markdown": one.markdown} for one in notes]
    return digest(canonical(said)) if said else None


def written(proposal: Proposal) -> tuple[str | None, Inputs]:
    """Return since when, and in which files, whoever wrote is an author of what is proposed."""
    draft, base = proposal.draft, proposal.draft.base
    folders = {draft.folder, *((base.folder,) if base and base.folder else ())}
    files = {*(proposal.content.key.forms or ()), *(base.forms if base else ())}
    if proposal.listed and _of_unit(proposal.listed) != _of_unit(proposal.listing):
        files.add(f"{PUBLISHERS}/{publisher_of(draft.folder)}.yaml")
    return base.commit if base else None, Inputs(draft.moment, frozenset(folders), frozenset(files))


def _of_unit(listing: Listing) -> tuple[object, ...]:
    """Return what an entry says that stands in the publisher's file."""
    return listing.publisher, listing.available_to
