"""Judges what is proposed: what it lacks, and which approvals count."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from builder.approval import Authorship, Inputs, Signed, Statement, Unreadable, register_inputs
from builder.changes import Level
from builder.checks import check_release
from builder.comparison import Compared
from builder.errors import RefusedError
from builder.message import tell
from builder.proposal.pending import pending_of
from builder.proposal.released import Released, registers
from builder.proposal.statement import statement_of, written
from builder.proposal.values import Case, NewRegister, Proposal
from builder.release import listing_of, says_the_same
from builder.repository import Commit
from builder.snapshot import Snapshot, publisher_of


class Desk:
    """Judges what is proposed: what it lacks, and which approvals count."""

    def __init__(
        self,
        here: Snapshot,
        head: Commit,
        today: dt.date,
        released: Mapping[str, Sequence[Released]],
        authorship: Authorship,
        approvals: Iterable[Signed | Unreadable],
        line: int | None,
    ) -> None:
        self._here, self._head, self._released, self._today = here, head, released, today
        self._authorship = authorship
        self.registers = registers(here, released, line)
        self._approvals: dict[str, list[Signed | Unreadable]] = defaultdict(list)
        for one in approvals:
            self._approvals[one.of].append(one)

    def people(self) -> Iterator[NewRegister]:
        """Yield the registers that have changed; those that are approved hold from now on."""
        # All are asked before the first is released: a catalogue begins with every unit at once.
        changes = {one: self.registers.change(one) for one in sorted(self.registers.current)}
        for publisher, change in changes.items():
            if change is None:
                continue
            old = change.old.digest if change.old else None
            statement = Statement(
                "register", publisher, {"base": old, "register": change.new.digest}
            )
            chain = self._released.get(publisher)
            commit = chain[-1].commit if chain else None
            case = self._case(statement, change.needed, commit, register_inputs(publisher))
            verdict = case.verdict()
            if verdict.is_enough:
                self.registers = self.registers.with_released(change.new)
            yield NewRegister(publisher, change, case, verdict)

    def _case(self, statement: Statement, needed: int, base: str | None, inputs: Inputs) -> Case:
        return Case(
            statement,
            needed,
            tuple(self._approvals[statement.of]),
            self.registers,
            self._authorship.authors(base, inputs),
            self._today,
        )

    def moment(self, compared: Compared) -> Proposal:
        """Return what would be published of a moment, and what it lacks."""
        content, draft, history = compared.content, compared.draft, compared.history
        listing = listing_of(content, self._head)
        listed = history.listing if history else compared.listing
        is_listed = draft.line is None and not says_the_same(listed, listing)
        findings = tuple(check_release(content, pending_of(draft, history)))
        proposal = Proposal(content, draft, history, listing, listed, is_listed, findings)
        if not proposal.is_something:
            return proposal
        try:
            case = self._case(statement_of(proposal), self._needed(proposal), *written(proposal))
        except RefusedError as error:
            return replace(proposal, refusal=error.message)
        return replace(proposal, case=case, verdict=case.verdict())

    def _needed(self, proposal: Proposal) -> int:
        """Return how many approve: by the policy that was released, not by the one proposed."""
        draft = proposal.draft
        publisher = publisher_of(draft.folder)
        register = self.registers.last(publisher)
        if register is None:
            raise RefusedError(
                tell(
                    "nobody has approved the publisher unit {publisher} yet: "
                    "moment approve {publisher}",
                    publisher=publisher,
                )
            )
        policy = register.policy
        here = self._here.profile.approvals.rewritten_percent
        if here != policy.rewritten_percent:
            raise RefusedError(
                tell(
                    "profile.yaml says rewritten-percent {here}, and {released} is approved: "
                    "moment approve {publisher}, or write {released}",
                    here=here,
                    released=policy.rewritten_percent,
                    publisher=publisher,
                )
            )
        if draft.version is None:
            return policy.listing
        if draft.level >= Level.DECIDE or draft.is_lowered:
            return policy.major
        return policy.minor
