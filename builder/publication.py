"""Publish: from a clean commit of checked content to a catalogue that has grown."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.catalogue import Catalogue
from builder.checks import Finding
from builder.content import Library, MomentKey, read_library, read_moment
from builder.content.library import MOMENT_DEPTH
from builder.errors import RefusedError
from builder.message import tell
from builder.release import Outcome, draft_against, outcome
from builder.repository import Repository
from builder.survey import survey
from builder.tree import Tree, read_folder

Step = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published, or the findings that stopped it."""

    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]


def choose(root: Path, names: Sequence[str]) -> list[str]:
    """Return the folders of the moments to publish: those named, or every production moment.

    A name is `<publisher>/<id>` or a folder. Raises RefusedError for a training unit's moment and
    for one that is not there.
    """
    tree = read_folder(root)
    library = read_library(tree)
    if not names:
        return [folder for folder in library.folders if not library.is_training(_publisher(folder))]
    by_name = {key.name: key.folder for key in _keys(tree, library)}
    chosen = []
    for name in names:
        folder = by_name.get(name) or (
            name.rstrip("/") if name.rstrip("/") in library.folders else None
        )
        if folder is None:
            raise RefusedError(tell("there is no moment “{name}”", name=name))
        if library.is_training(_publisher(folder)):
            raise RefusedError(
                tell("{name} belongs to a training unit, which can never publish", name=name)
            )
        chosen.append(folder)
    return chosen


def _publisher(folder: str) -> str:
    return folder.split("/")[-2]


def _keys(tree: Tree, library: Library) -> list[MomentKey]:
    parts = tree.split(MOMENT_DEPTH)
    return [read_moment(parts[folder], folder, library).key for folder in library.folders]


def publish(
    root: Path,
    folder: Path,
    moments: Sequence[str],
    today: dt.date,
    *,
    rehearse: bool = False,
    step: Step = int,
) -> Publication:
    """Publish the moments in the folders `moments` to the catalogue in `folder`.

    With `rehearse` nothing is written. Errors, and warnings that no waiver in force `today`
    covers, stop it and are returned; raises
    RefusedError when the content is not committed, CatalogueError when the catalogue would change.
    """
    repository = Repository(root)
    commit = repository.head()
    repository.refuse_unsaved()
    # What is published is read anew: a size and a time are no proof of what a file holds.
    result = survey(root, today, moments, cache=False)
    found = [finding for finding in result.findings if finding.stops_release]
    if found:
        return Publication(tuple(found), ())
    tree = read_folder(root)
    library = read_library(tree)
    if library.profile is None:
        raise RefusedError(tell("there is no profile.yaml that can be read"))
    parts = tree.split(MOMENT_DEPTH)
    catalogue = Catalogue(folder)
    outcomes: list[Outcome] = []
    with catalogue.writing():
        metadata = catalogue.metadata()
        for name in moments:
            content = read_moment(parts[name], name, library)
            history = catalogue.find(content.key.name, metadata)
            outcomes.append(
                outcome(draft_against(history, content, catalogue), history, content, commit)
            )
            step(1)
        tags = [one.tag for one in outcomes if one.tag]
        repository.refuse_other_tags(tags)
        additions = [one.addition for one in outcomes if one.addition]
        if additions and not rehearse:
            catalogue.add(additions, library.profile.title)
            repository.tag(tags)
    return Publication((), tuple(outcomes))
