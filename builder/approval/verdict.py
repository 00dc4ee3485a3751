"""Whether enough people have approved: whose approval counts, whose does not, and why not."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from builder.approval.authorship import Author
from builder.approval.difference import differences
from builder.approval.envelope import Envelope
from builder.approval.register import address
from builder.approval.registers import Registers, Standing
from builder.approval.signature import verify
from builder.approval.signed import Signed
from builder.approval.statement import Statement
from builder.approval.tags import Unreadable
from builder.manifest import Approval, Signature
from builder.message import Message, mark, tell

_SHOWN: Final = 12
_LAPSED: Final = tell("approved something else than what stands there now; changed since")
_STRANGER: Final = mark(
    "nobody in the registers has the address {email} ({name}, commit {commit}): write it under "
    "the person's emails in publishers/{unit}.yaml, or in another unit's file"
)
_NOT_RELEASED: Final = mark(
    "the address {email} (commit {commit}) is new under {person}: it counts when the change of "
    "the register has been approved and published"
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An approval that does not count: whose it says it is, and the reason, in one line."""

    tag: str
    name: str
    reason: Message

    @property
    def message(self) -> Message:
        """Who, and why not."""
        return tell("{name}: {reason}", name=self.name, reason=self.reason)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the approvals of a statement come to."""

    statement: Statement
    needed: int
    counted: tuple[Signature, ...]
    refused: tuple[Refusal, ...]
    blocks: tuple[Message, ...]
    """What must be mended before anybody's approval is enough: authors whom nobody knows."""
    able: Mapping[str, str]
    """Those who could approve and have not, and their names."""

    @property
    def missing(self) -> int:
        """How many approvals are still to come."""
        return max(0, self.needed - len(self.counted))

    @property
    def is_enough(self) -> bool:
        """Tell whether what the statement says may be done."""
        return self.needed == 0 or not (self.missing or self.blocks)

    @property
    def proof(self) -> Approval:
        """What a release carries for others to verify."""
        return Approval(self.statement.to_json(), self.counted)


def judge(
    statement: Statement,
    needed: int,
    approvals: Iterable[Signed | Unreadable],
    registers: Registers,
    authors: Sequence[Author],
    today: dt.date,
) -> Verdict:
    """Say whether `needed` people have approved `statement`, on the day of publication.

    Approvals of other moments and registers are passed over. Raises RefusedError where OpenSSH,
    which verifies signatures, is missing.
    """
    bench = _Bench(statement, needed, registers, authors, today)
    counted: dict[str, Signature] = {}
    refused: list[Refusal] = []
    for one in approvals:
        if one.of == statement.of:
            found = bench.weigh(one, counted)
            if isinstance(found, Signature):
                counted[found.person] = found
            else:
                refused.append(found)
    return Verdict(
        statement,
        needed,
        tuple(counted.values()),
        tuple(refused),
        tuple(bench.strangers()),
        dict(bench.others(counted)),
    )


class _Bench:
    """Those who could approve one statement, and those who have written what it is about."""

    def __init__(
        self,
        statement: Statement,
        needed: int,
        registers: Registers,
        authors: Sequence[Author],
        today: dt.date,
    ) -> None:
        self._statement, self._authors = statement, authors
        self._who = registers.identities
        self._works = {person: one for one in authors for person in self._who.people(one.email)}
        self._people = registers.who_counts(statement.publisher, today)
        # A unit with too few left could never mend its register: then other units help.
        if statement.kind == "register" and len(set(map(self._same, self._able()))) < needed:
            for unit in registers.released:
                self._people |= registers.who_counts(unit, today)

    def weigh(self, one: Signed | Unreadable, counted: Collection[str]) -> Signature | Refusal:
        """Return the signature that an approval adds to those who are `counted`, or why none."""
        if isinstance(one, Unreadable):
            return Refusal(one.tag, one.tag, one.reason)
        name = self._who.names.get(one.person, one.person)
        if one.statement.digest != self._statement.digest:
            other = differences(one.statement, self._statement)
            return Refusal(one.tag, name, tell("{reason}: {what}", reason=_LAPSED, what=other))
        standing = self._people.get(one.person)
        if standing is None:
            unit = self._statement.publisher
            return Refusal(one.tag, name, tell("is nobody in the register of {unit}", unit=unit))
        reason = standing.reason or self._conflict(one.person, counted)
        if reason:
            return Refusal(one.tag, name, reason)
        return self._signature(one, standing)

    def _signature(self, one: Signed, standing: Standing) -> Signature | Refusal:
        envelope = Envelope.read(one.signature)
        key, weakness = standing.keys.get(envelope.key if envelope else "", ("", None))
        reason = verify(self._statement.data, one.signature, key) or weakness
        if reason:
            return Refusal(one.tag, standing.name, reason)
        return Signature(one.person, standing.name, key, one.signature)

    def _conflict(self, person: str, counted: Collection[str]) -> Message | None:
        """Return why a person cannot add anything, whatever they sign."""
        if person in self._works:
            work = self._works[person]
            return tell(
                "is an author ({path} in commit {commit}), and nobody approves their own",
                path=work.path,
                commit=work.commit[:_SHOWN],
            )
        for other in counted:
            if other == person:
                return tell("has approved already, and counts once")
            if other in self._same(person):
                return tell(
                    "shares an address or a key with {other}, and the two count once",
                    other=self._who.names[other],
                )
        return None

    def strangers(self) -> Iterator[Message]:
        """Yield the authors whom no released register knows, and what is to be done."""
        for author in self._authors:
            if address(author.email) in self._who.released:
                continue
            known = sorted(self._who.names[one] for one in self._who.people(author.email))
            yield tell(
                _NOT_RELEASED if known else _STRANGER,
                email=author.email,
                name=author.name,
                person=known[0] if known else "",
                commit=author.commit[:_SHOWN],
                unit=self._statement.publisher,
            )

    def others(self, counted: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield those who could still approve, and their names."""
        for person in self._able():
            if self._conflict(person, counted) is None:
                yield person, self._who.names[person]

    def _able(self) -> Iterator[str]:
        for person, standing in self._people.items():
            if standing.counts and person not in self._works:
                yield person

    def _same(self, person: str) -> frozenset[str]:
        return self._who.same[person]
