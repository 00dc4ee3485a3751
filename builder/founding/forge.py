"""Where a repository is looked after: GitHub, GitLab, both or neither; and how that is known."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.message import Message, tell

if TYPE_CHECKING:
    import git


class Forge(StrEnum):
    """A place that runs our checks and publishes."""

    GITHUB = "github"
    GITLAB = "gitlab"


BOTH: Final = (Forge.GITHUB, Forge.GITLAB)
WORKFLOW: Final = {
    Forge.GITHUB: ".github/workflows/moment.yml",
    Forge.GITLAB: ".gitlab-ci.yml",
}
"""The file that each forge reads."""
DRIVEN: Final = b"diff=moment"
"""What our .gitattributes holds and no other."""


@dataclass(frozen=True, slots=True)
class Guess:
    """The forges to write files for, and why it is those."""

    forges: tuple[Forge, ...]
    reason: Message


def guess(folder: Path) -> Guess:
    """Return the forges that a repository's remotes, or else the files in it, speak of.

    Where nothing does both are taken: a file for the other forge does no harm, and is easily
    deleted; a repository that nobody checks does. One that was made without them gets none later.
    """
    repository = repository_around(folder)
    if repository and Path(repository.working_dir).resolve() != folder.resolve():
        top = str(repository.working_dir)
        message = tell(
            "The folder lies in the repository {top}. A forge reads its files only at the top, "
            "so none are written.",
            top=top,
        )
        return Guess((), message)
    addresses = [url for remote in repository.remotes for url in remote.urls] if repository else []
    known = tuple(forge for forge in BOTH if any(forge in _host(url) for url in addresses))
    known = known or tuple(forge for forge in BOTH if (folder / WORKFLOW[forge]).exists())
    if known:
        return Guess(known, tell("Forge: {names}.", names=", ".join(known)))
    if _is_founded(folder):
        return Guess((), tell("The repository was made without files for a forge, and gets none."))
    message = tell(
        "No remote says where the repository will be looked after, so there are files for both "
        "GitHub and GitLab. Delete those you do not need, or choose with --forge."
    )
    return Guess(BOTH, message)


def repository_around(folder: Path) -> "git.Repo | None":
    """Return the git repository that a folder lies in, or will when it is made; or None."""
    from git import InvalidGitRepositoryError, Repo

    place = folder.resolve()
    nearest = next(one for one in (place, *place.parents) if one.is_dir())
    try:
        return Repo(nearest, search_parent_directories=True)
    except InvalidGitRepositoryError:
        return None


def _is_founded(folder: Path) -> bool:
    """Tell whether `moment init` has been here: it is run once in every clone, to set up git."""
    attributes = folder / ".gitattributes"
    return attributes.is_file() and DRIVEN in attributes.read_bytes()


def _host(address: str) -> str:
    """Return the part of a remote's address that names a computer, in small letters."""
    rest = address.partition("://")[2] or address
    return rest.partition("/")[0].rpartition("@")[2].partition(":")[0].lower()
