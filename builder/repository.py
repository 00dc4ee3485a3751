"""The git repository that a content library lives in."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from builder.errors import RefusedError, SourceError
from builder.message import tell, tell_number
from builder.tree import CONTENT, Tree, is_hidden

if TYPE_CHECKING:
    import git


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its id, and its date in UTC as 2026-11-22T04:00:00Z."""

    id: str
    date: str


class Repository:
    """The repository around a library; reads through GitPython, one tree walk per revision."""

    def __init__(self, root: Path) -> None:
        from git import InvalidGitRepositoryError, NoSuchPathError, Repo

        self.root = root
        try:
            self._repo = Repo(root, search_parent_directories=True)
        except (InvalidGitRepositoryError, NoSuchPathError) as error:
            raise SourceError(tell("{path} is not in a git repository", path=str(root))) from error
        self._prefix = root.resolve().relative_to(Path(self._repo.working_dir).resolve()).as_posix()

    def _inside(self, path: str) -> str:
        return path if self._prefix == "." else f"{self._prefix}/{path}"

    def head(self) -> Commit:
        """Return the commit that is checked out; raise SourceError before the first."""
        if not self._repo.head.is_valid():
            self._refuse_untrusted()
            raise SourceError(tell("the repository has no commit yet: commit the content first"))
        return _commit(self._repo.head.commit)

    def changed_files(self, revision: str = "HEAD") -> list[str]:
        """Return the content files that differ from `revision`, untracked ones too.

        Raises SourceError when there is no such revision.
        """
        self._resolve(revision)
        inside = self._inside(CONTENT)
        changed = self._repo.git.diff("--name-only", "--no-renames", "-z", revision, "--", inside)
        untracked = self._repo.git.ls_files("--others", "--exclude-standard", "-z", "--", inside)
        skip = len(self._inside("")) if self._prefix != "." else 0
        return sorted({path[skip:] for path in (changed + "\0" + untracked).split("\0") if path})

    def tree(self, revision: str) -> Tree:
        """Return the content at a revision; raise SourceError when there is none."""
        import git

        commit = self._resolve(revision)
        try:
            top = commit.tree / self._inside(CONTENT)
        except KeyError as error:
            raise SourceError(
                tell("{revision} has no folder named content", revision=revision)
            ) from error
        if not isinstance(top, git.Tree):
            raise SourceError(tell("{revision} has no folder named content", revision=revision))
        blobs: dict[str, git.Blob] = {}
        links: set[str] = set()
        skip = len(self._inside("")) if self._prefix != "." else 0
        for item in top.traverse():
            if not isinstance(item, git.Blob):
                continue
            path = str(item.path)[skip:]
            if item.mode == item.link_mode:
                links.add(path)
            elif not any(is_hidden(part) for part in path.split("/")):
                blobs[path] = item

        def read(path: str) -> bytes:
            data: bytes = blobs[path].data_stream.read()
            return data

        return Tree({path: blobs[path].size for path in sorted(blobs)}, read, frozenset(links))

    def refuse_unsaved(self) -> None:
        """Raise RefusedError when content on disk differs from the commit that would be named."""
        changed = self.changed_files()
        if changed:
            raise RefusedError(
                tell_number(
                    "{path} differs from the last commit: commit it first",
                    "{n} files in content differ from the last commit (the first is {path}): "
                    "commit them first",
                    len(changed),
                    path=changed[0],
                )
            )

    def refuse_other_tags(self, names: list[str]) -> None:
        """Raise RefusedError when one of the tags marks another commit already."""
        here = self.head().id
        for name in names:
            if name in self._repo.tags and self._repo.tags[name].commit.hexsha != here:
                raise RefusedError(
                    tell(
                        "the tag {name} already marks another commit: is this the right catalogue?",
                        name=name,
                    )
                )

    def tags(self, start: str) -> list[str]:
        """Return the names of the tags that begin with `start`."""
        return sorted(tag.name for tag in self._repo.tags if tag.name.startswith(start))

    def tag(self, names: list[str]) -> None:
        """Mark the commit that is checked out; tags that are there stay as they are."""
        for name in names:
            if name not in self._repo.tags:
                self._repo.create_tag(name)

    def _resolve(self, revision: str) -> "git.Commit":
        from git import BadName, GitCommandError

        try:
            commit = self._repo.commit(revision)
            commit.committed_date  # noqa: B018 - GitPython reads a commit when something is asked
        except (BadName, ValueError, LookupError, GitCommandError) as error:
            self._refuse_untrusted()
            raise SourceError(
                tell("there is no revision “{revision}” in this repository", revision=revision)
            ) from error
        return commit

    def _refuse_untrusted(self) -> None:
        """Raise SourceError where git itself will not read a folder that another user owns."""
        from git import GitCommandError

        try:
            self._repo.git.rev_parse("--git-dir")
        except GitCommandError as error:
            if "dubious ownership" in str(error.stderr):
                raise SourceError(
                    tell(
                        "another user owns {path}, so git does not trust it: "
                        "git config --global --add safe.directory {path}",
                        path=str(self._repo.working_dir),
                    )
                ) from error


def _commit(commit: "git.Commit") -> Commit:
    date = dt.datetime.fromtimestamp(commit.committed_date, dt.UTC)
    return Commit(commit.hexsha, date.strftime("%Y-%m-%dT%H:%M:%SZ"))
