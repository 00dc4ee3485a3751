"""What `moment init` does with git: a repository, its diff driver, and the hook of a bare one."""

import shlex
import sys
from pathlib import Path
from typing import Final

from builder.errors import SourceError
from builder.founding.forge import repository_around
from builder.founding.put import Item, State, put_program
from builder.founding.templates import render
from builder.message import tell

DRIVER: Final = "moment git-diff"
_SECTION: Final = 'diff "moment"'
_NAME: Final = "git config diff.moment.command"


def set_up_git(folder: Path, branch: str, *, rehearse: bool = False) -> list[Item]:
    """Make a repository where there is none, and let `git diff` in it show what changes mean.

    A driver that somebody has set already stays.
    """
    from git import Repo

    repository = repository_around(folder)
    items = [Item("git init", State.SAME if repository else State.WRITTEN)]
    if repository is None and not rehearse:
        repository = Repo.init(folder, initial_branch=branch)
    if repository is None:
        return [*items, Item(_NAME, State.WRITTEN)]
    with repository.config_reader() as reading:
        there = reading.get_value(_SECTION, "command", default="")
    if there:
        return [*items, Item(_NAME, State.SAME if there == DRIVER else State.OTHER)]
    if not rehearse:
        with repository.config_writer() as writing:
            writing.set_value(_SECTION, "command", DRIVER)
    return [*items, Item(_NAME, State.WRITTEN)]


def install_hook(
    folder: Path, branch: str, catalogue: Path | None, *, rehearse: bool = False
) -> Item:
    """Put the pre-receive hook in the repository `folder`; raise SourceError where there is none.

    The hook runs the Python that runs now: the path of whoever pushes is not to be relied on.
    """
    from git import InvalidGitRepositoryError, NoSuchPathError, Repo

    try:
        inside = Path(Repo(folder).git_dir)
    except (InvalidGitRepositoryError, NoSuchPathError) as error:
        raise SourceError(tell("{path} is no git repository", path=str(folder))) from error
    text = render(
        "pre-receive",
        python=shlex.quote(sys.executable),
        branch=shlex.quote(branch),
        catalogue=shlex.quote(str(catalogue.resolve())) if catalogue else "",
    )
    return put_program(inside / "hooks" / "pre-receive", text, rehearse=rehearse)
