"""Approve: sign what waits, in one person's name, and keep the signature as a tag."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.approval import Registers, Signed, Verdict, fingerprint, public_key, sign, tags
from builder.errors import RefusedError
from builder.message import Message, tell
from builder.proposal import Case, NewRegister, Proposal, Proposals, lacks_of, reasons_of
from builder.repository import Repository


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be approved: a proposal of a moment, or a register of people."""

    name: str
    proposed: Proposal | NewRegister
    case: Case
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """How something that waits stands: who has approved it, who could, and what it lacks."""

    name: str
    statement: str | None
    """The digest of what is signed; None where the history does not let anybody sign."""
    needed: int
    approvers: tuple[str, ...]
    able: tuple[str, ...]
    lacks: tuple[Message, ...]
    is_ready: bool


def waiting(found: Proposals, names: Sequence[str]) -> list[Standing]:
    """Return how everything stands that waits to be published, or what goes by `names`."""
    standings = [
        _standing(one.publisher, one.verdict, reasons_of(one.verdict), one.verdict.is_enough)
        for one in found.people
    ]
    standings += [
        _standing(one.draft.moment, one.verdict, lacks_of(one), one.is_ready)
        for one in found.moments
        if one.is_something
    ]
    folders = {one.draft.folder: one.draft.moment for one in found.moments}
    wanted = {folders.get(name.rstrip("/"), name) for name in names}
    return [one for one in standings if not wanted or one.name in wanted]


def _standing(
    name: str, verdict: Verdict | None, lacks: Iterable[Message], ready: object
) -> Standing:
    counted = verdict.counted if verdict else ()
    return Standing(
        name,
        verdict.statement.digest if verdict else None,
        verdict.needed if verdict else 0,
        tuple(f"{one.name} ({one.person})" for one in counted),
        tuple(verdict.able.values()) if verdict else (),
        tuple(lacks),
        is_ready=bool(ready),
    )


def items(found: Proposals, names: Sequence[str], person: str) -> list[Item]:
    """Return what waits for approvals: all that `person` can add to, or what goes by `names`.

    A name is a moment's, `<publisher>/<id>` or its folder, or a publisher's, for its register.
    Raises RefusedError for a name that nothing waits under, or that lacks more than approvals.
    """
    waiting = {item.name: item for item in _items(found)}
    if not names:
        return [
            item
            for item in waiting.values()
            if not item.verdict.is_enough
            and (person in item.verdict.able or earlier_tag(item, person))
        ]
    folders = {one.draft.folder: one.draft.moment for one in found.moments}
    return [_named(folders.get(name.rstrip("/"), name), waiting, found) for name in names]


def _items(found: Proposals) -> Iterator[Item]:
    for register in found.people:
        yield Item(register.publisher, register, register.case, register.verdict)
    for one in found.moments:
        if one.case and one.verdict and not one.stops:
            yield Item(one.draft.moment, one, one.case, one.verdict)


def _named(name: str, waiting: dict[str, Item], found: Proposals) -> Item:
    if name in waiting:
        return waiting[name]
    proposal = next((one for one in found.moments if one.draft.moment == name), None)
    if proposal and proposal.refusal:
        raise RefusedError(proposal.refusal)
    if proposal and proposal.stops:
        reason = proposal.stops[0].message
        raise RefusedError(tell("{name} is not ready: {reason}", name=name, reason=reason))
    raise RefusedError(tell("{name}: there is nothing to approve", name=name))


def approver(registers: Registers, key: Path, name: str | None = None) -> str:
    """Return whose key it is, `<publisher>/<person>`, or `name` where several share it.

    Raises RefusedError where the key is nobody's.
    """
    mark = fingerprint(public_key(key))
    owners = [
        register.name_of(person)
        for register in registers.current.values()
        for person in register.people
        if any(fingerprint(one.key) == mark for one in person.keys)
    ]
    if name:
        owners = [one for one in owners if one == name]
    if len(owners) == 1:
        return owners[0]
    if owners:
        raise RefusedError(
            tell("the key belongs to {people}: choose with --as", people=", ".join(owners))
        )
    raise RefusedError(
        tell(
            "{key} is not the key of anybody in content/publishers: write it under keys there",
            key=str(key),
        )
    )


def earlier_tag(item: Item, person: str) -> str | None:
    """Return the tag by which a person has approved an item already, or None."""
    if all(one.person != person for one in item.verdict.counted):
        return None
    return Signed(item.verdict.statement, person, "").tag


def approve(repository: Repository, item: Item, person: str, key: Path) -> Signed:
    """Sign one item in a person's name, and keep it as a tag; return what was signed.

    Raises RefusedError, and keeps nothing, where the approval would not count.
    """
    if isinstance(item.proposed, Proposal):
        for finding in item.proposed.faults(dt.datetime.now().astimezone().date()):
            raise RefusedError(
                tell(
                    "{name} has faults, and is not published with them: {place} {reason}",
                    name=item.name,
                    place=str(finding.span),
                    reason=finding.message,
                )
            )
    case = item.case
    signed = Signed(case.statement, person, sign(case.statement.data, key))
    for refusal in case.verdict(signed).refused:
        if refusal.tag == signed.tag:
            raise RefusedError(refusal.message)
    tags.write(repository, signed, public_key(key))
    return signed
