"""Publishes drafts straight into a catalogue, without approval or git."""

from builder.catalogue import Catalogue
from builder.content import read_library, read_moment
from builder.release import draft_against, outcome
from builder.repository import Commit
from builder.tree import Tree

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def publish(catalogue: Catalogue, tree: Tree, date: str, title: str = "Demokatalogen") -> None:
    """Publish what has changed in every moment that is not a training unit's."""
    library = read_library(tree)
    additions = []
    for folder in library.folders:
        if not library.is_training(folder.split("/")[-2]):
            content = read_moment(tree, folder, library)
            history = catalogue.find(content.key.name)
            draft = draft_against(history, content, catalogue)
            additions.append(outcome(draft, history, content, Commit(COMMIT, date)).addition)
    with catalogue.writing():
        catalogue.add([one for one in additions if one], title)
