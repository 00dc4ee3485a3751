"""The registers of people that hold: released by the catalogue or, without one, by git."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.approval import Register, Registers
from builder.comparison import Against, Compared, latest_tagged
from builder.manifest import People, Record, Roll, canonical, digest
from builder.proposal.values import Scope
from builder.repository import Repository
from builder.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Released:
    """A register of people that was released, and the commit that it came from."""

    register: Register
    commit: str


def released_by(rolls: Mapping[str, Roll], in_git: Snapshot | None) -> dict[str, list[Released]]:
    """Return the registers that were released, oldest first: by the catalogue, else by git."""
    if in_git is None:
        return {
            publisher: [
                Released(Register.from_json(record.register), record.commit)
                for record in roll.records
            ]
            for publisher, roll in rolls.items()
        }
    commit = in_git.revision or ""
    return {publisher: [Released(register, commit)] for publisher, register in _of(in_git).items()}


def holds_registers(
    here: Snapshot, repository: Repository, against: Against, scope: Scope
) -> Snapshot | None:
    """Return the library whose registers hold where there is no catalogue; None for the first."""
    if scope.trusted:
        return Snapshot.at(repository, scope.trusted)
    return latest_tagged(here) if against == "tags" else None


def _of(snapshot: Snapshot) -> dict[str, Register]:
    policy = snapshot.profile.approvals
    publishers = snapshot.library.publishers
    return {name: Register.of(publisher, policy) for name, publisher in publishers.items()}


def registers(
    here: Snapshot, released: Mapping[str, Sequence[Released]], line: int | None
) -> Registers:
    """Return the registers that hold; the branch of an older line has old ones, which do not."""
    chains = {name: tuple(one.register for one in chain) for name, chain in released.items()}
    if line is not None:
        return Registers(chains, {name: chain[-1] for name, chain in chains.items()})
    return Registers(chains, _of(here))


def published_digests(moments: Iterable[Compared], rolls: Mapping[str, Roll]) -> Iterator[str]:
    """Yield the digests of the statements that past publications were approved by."""
    histories = (one.history for one in moments if one.history)
    records: list[Record | People] = [record for one in histories for record in one.records]
    for record in (*records, *(record for roll in rolls.values() for record in roll.records)):
        if record.approval:
            yield digest(canonical(record.approval.statement))
