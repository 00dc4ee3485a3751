"""Publish: from a clean commit of checked and approved content to a catalogue that has grown."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.approval import Verdict
from builder.catalogue import Catalogue, NewPeople
from builder.checks import Finding
from builder.content.library import MOMENTS
from builder.errors import RefusedError
from builder.manifest import Approval, People
from builder.message import Message, tell
from builder.proposal import (
    NewRegister,
    Proposal,
    Proposals,
    Scope,
    lacks_of,
    propose,
    reasons_of,
)
from builder.release import Outcome, outcome
from builder.repository import Repository
from builder.snapshot import Snapshot
from builder.survey import survey

Step = Callable[[int], object]
_SAME_ID: Final = "IDN004"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that is not published yet, and why: one line for each thing it lacks."""

    name: str
    reasons: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published, the findings that stopped it, and what waits."""

    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    people: tuple[str, ...] = ()
    """The publisher units whose registers were published."""
    waiting: tuple[Waiting, ...] = ()


def publish(
    root: Path,
    folder: Path,
    names: Sequence[str],
    today: dt.date,
    *,
    line: int | None = None,
    rehearse: bool = False,
    step: Step = int,
) -> Publication:
    """Publish the moments `names`, or all that are ready, to the catalogue in `folder`.

    Approvals are judged on the very day, whatever `today` says of reviews and waivers.

    With `line` an older major is mended; with `rehearse` nothing is written. Errors, and warnings
    that no waiver in force `today` covers, stop it and are returned; so does, for a moment that
    was named, whatever else it lacks. Raises RefusedError when the content is not committed or
    the history cannot be judged, CatalogueError when the catalogue would change.
    """
    repository = Repository(root)
    repository.refuse_unsaved()
    here = Snapshot.at(repository, repository.head().id)
    folders = here.choose(names)
    catalogue = Catalogue(folder)
    with catalogue.writing():
        scope = Scope(folders, line=line, tagged=False)
        found = propose(here, catalogue, dt.datetime.now().astimezone().date(), scope, step)
        if line is not None:
            refuse_line(found.moments, folders, line)
        chosen = [one for one in found.moments if one.is_something]
        findings = _findings(root, today, chosen, is_named=bool(names))
        if findings:
            return Publication(findings, ())
        waiting = tuple(_waiting(found))
        ready = [one for one in chosen if one.is_ready]
        if names and len(ready) < len(chosen):
            return Publication((), (), (), waiting)
        outcomes = tuple(_outcome(one, found) for one in found.moments if one in ready)
        tags = [one.tag for one in outcomes if one.tag]
        repository.refuse_other_tags(tags)
        people = [_new_people(one, found) for one in found.people if one.verdict.is_enough]
        additions = [one.addition for one in outcomes if one.addition]
        if (additions or people) and not rehearse:
            catalogue.add(additions, here.profile.title, people)
            repository.tag(tags)
    return Publication((), outcomes, tuple(one.publisher for one in people), waiting)


def _findings(
    root: Path, today: dt.date, chosen: Sequence[Proposal], *, is_named: bool
) -> tuple[Finding, ...]:
    """Return what stops the publication: in the moments, in what they share, in what is told."""
    if not chosen:
        return ()
    own = [finding for one in chosen for finding in one.faults(today)]
    lacking = [finding for one in chosen if is_named for finding in one.stops]
    shared = [one for one in survey(root, today).findings if _is_shared(one)]
    return tuple(sorted({*own, *lacking, *(one for one in shared if one.stops_release)}))


def _is_shared(finding: Finding) -> bool:
    """Tell whether a finding is about what moments share, or about two that clash."""
    return not finding.span.path.startswith(f"{MOMENTS}/") or finding.code == _SAME_ID


def refuse_line(moments: Sequence[Proposal], folders: Sequence[str], line: int) -> None:
    """Raise RefusedError unless every folder has an older line to mend, with what is MINOR."""
    found = {one.draft.folder for one in moments}
    for folder in folders:
        if folder not in found:
            raise RefusedError(
                tell(
                    "{folder} has no older line {line}.x: without --line the latest is published",
                    folder=folder,
                    line=line,
                )
            )
    for one in moments:
        if one.draft.version and one.draft.version.major != line:
            raise RefusedError(
                tell(
                    "{moment}: version {line}.x only takes MINOR changes, and this is MAJOR",
                    moment=one.draft.moment,
                    line=line,
                )
            )


def _waiting(found: Proposals) -> Iterator[Waiting]:
    """Yield what is not published, register by register and moment by moment."""
    for register in found.people:
        if not register.verdict.is_enough:
            name = f"{register.publisher}.yaml"
            yield Waiting(name, tuple(reasons_of(register.verdict)))
    for one in found.moments:
        if one.is_something and not one.is_ready:
            yield Waiting(one.draft.moment, tuple(lacks_of(one)))


def _outcome(proposal: Proposal, found: Proposals) -> Outcome:
    approval = _proof(proposal.verdict) if proposal.verdict else None
    return outcome(proposal.draft, proposal.history, proposal.content, found.head, approval)


def _new_people(new: NewRegister, found: Proposals) -> NewPeople:
    roll = found.rolls.get(new.publisher)
    record = People(
        register=new.change.new.to_json(),
        commit=found.head.id,
        date=found.head.date,
        approval=_proof(new.verdict),
        previous=roll.head.sha256 if roll else None,
    )
    return NewPeople(new.publisher, record)


def _proof(verdict: Verdict) -> Approval | None:
    """Return the proof that travels with what is published; None where nobody had to approve."""
    return verdict.proof if verdict.counted else None
