"""What was proposed already at the revision that a review starts from."""

from builder.catalogue import Catalogue
from builder.content import MomentContent
from builder.packing import can_be_packed
from builder.proposal.values import Proposal
from builder.release import Draft, draft_against
from builder.snapshot import Snapshot


class Earlier:
    """The changes that the moments had at a revision already."""

    def __init__(self, then: Snapshot, catalogue: Catalogue) -> None:
        self._then, self._catalogue = then, catalogue
        self._folders: dict[str, str] | None = None

    def of(self, proposal: Proposal) -> frozenset[str]:
        """Return the fingerprints of what a moment had changed by then since its release."""
        content = self._content(proposal.draft)
        if content is None or not can_be_packed(content):
            return frozenset()
        was = draft_against(proposal.history, content, self._catalogue, proposal.draft.line)
        return frozenset(one.fingerprint for one in was.changes)

    def _content(self, draft: Draft) -> MomentContent | None:
        """Return a moment as it was: in the same folder or, where that was renamed, in any."""
        if draft.folder in self._then.library.folders:
            content = self._then.moment(draft.folder)
            if content.key.name == draft.moment:
                return content
        if self._folders is None:
            folders = self._then.library.folders
            self._folders = {self._then.moment(one).key.name: one for one in folders}
        folder = self._folders.get(draft.moment)
        return self._then.moment(folder) if folder else None
