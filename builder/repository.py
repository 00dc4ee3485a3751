"""The git repository that a content library lives in."""

import datetime as dt
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Final

from builder.errors import FetchError, NoRepositoryError, RefusedError, SourceError
from builder.message import tell, tell_number
from builder.tree import CONTENT, Tree, is_hidden

if TYPE_CHECKING:
    import git


_SUBMODULE: Final = "160000 "
"""The mode of a commit of another repository that stands where a file would."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its id, and its date in UTC as 2026-11-22T04:00:00Z."""

    id: str
    date: str


@dataclass(frozen=True, slots=True)
class BlobTag:
    """A tag that may mark a blob: its name, and the bytes; None for a commit or something large."""

    name: str
    data: bytes | None


class Repository:
    """The repository around a library; reads through GitPython, one tree walk per revision.

    It may be bare; then the library is at its top, and there are no files on disk to look at.
    """

    def __init__(self, root: Path) -> None:
        try:
            from git import InvalidGitRepositoryError, NoSuchPathError, Repo
        except ImportError as error:  # it looks for git itself as it is imported
            raise SourceError(tell("git is missing: install it")) from error

        self.root = root
        try:
            self._repo = Repo(root, search_parent_directories=True)
        except (InvalidGitRepositoryError, NoSuchPathError) as error:
            raise NoRepositoryError(
                tell("{path} is not in a git repository", path=str(root))
            ) from error
        # What git holds counts, not what this clone puts in its place.
        self._repo.git.update_environment(GIT_NO_REPLACE_OBJECTS="1", GIT_GRAFT_FILE=os.devnull)
        self._refuse_untrusted()
        top = Path(self._repo.working_dir).resolve()
        self._prefix = "." if self.is_bare else root.resolve().relative_to(top).as_posix()

    @property
    def is_bare(self) -> bool:
        """Tell whether this is a repository without files on disk, as on a server."""
        return bool(self._repo.bare)

    def _inside(self, path: str) -> str:
        return path if self._prefix == "." else f"{self._prefix}/{path}"

    def spelt(self, path: str) -> str:
        """Return a path in the repository as the library spells it; `/…` if it lies outside."""
        start = self._inside("")
        return path.removeprefix(start) if path.startswith(start) else f"/{path}"

    def head(self) -> Commit:
        """Return the commit that is checked out; raise SourceError before the first."""
        if not self._repo.head.is_valid():
            raise SourceError(tell("the repository has no commit yet: commit the content first"))
        return _commit(self._repo.head.commit)

    def commit(self, revision: str) -> Commit:
        """Return the commit that a revision names; raise SourceError when there is none."""
        return _commit(self._resolve(revision))

    def has_commit(self, id_: str) -> bool:
        """Tell whether a commit, by its whole id, is in this clone."""
        try:
            return self._resolve(id_).hexsha == id_
        except SourceError:
            return False

    def cut_commits(self) -> frozenset[str]:
        """Return the commits whose parents a shallow clone does not have."""
        file = Path(self._repo.common_dir) / "shallow"
        return (
            frozenset(file.read_text(encoding="ascii").split()) if file.is_file() else frozenset()
        )

    def log(self, revisions: Sequence[str], form: str) -> bytes:
        """Return the commits of `revisions`, children first, in a format, with the raw changes.

        Merges show what differs from every parent; whatever the user has configured.
        """
        options = ("--topo-order", "--raw", "-z", "-c", "-M", "--combined-all-paths", "--root")
        plain = ("--no-abbrev", "--no-color", "--no-mailmap", "--no-show-signature", "--no-notes")
        found: bytes = self._repo.git.log(
            *(*options, *plain, "--no-decorate", "--no-ext-diff", "--encoding=UTF-8"),
            *(f"--format={form}", *revisions, "--"),
            stdout_as_string=False,
            strip_newline_in_stdout=False,
        )
        return found

    def blob(self, id_: str) -> bytes:
        """Return the bytes of a blob."""
        data: bytes = self._repo.odb.stream(bytes.fromhex(id_)).read()
        return data

    def blobs(self, revision: str, path: str) -> dict[str, str]:
        """Return the ids of the files at or below a path of the library, in a revision."""
        import git

        try:
            top = self._resolve(revision).tree / self._inside(path)
        except KeyError:
            return {}
        items = top.traverse() if isinstance(top, git.Tree) else (top,)
        return {
            self.spelt(str(item.path)): item.hexsha for item in items if isinstance(item, git.Blob)
        }

    def changed_files(self, revision: str = "HEAD", until: str | None = None) -> list[str]:
        """Return the content files that differ between two revisions.

        Without `until` what lies on disk is compared, untracked files too. Raises SourceError when
        there is no such revision.
        """
        self._resolve(revision)
        inside = self._inside(CONTENT)
        options = ("--name-only", "--no-renames", "-z", revision)
        if until is not None:
            self._resolve(until)
            changed, untracked = self._repo.git.diff(*options, until, "--", inside), ""
        elif self.is_bare:
            raise SourceError(
                tell("{path} is a bare repository: it has no files on disk", path=str(self.root))
            )
        else:
            changed = self._repo.git.diff(*options, "--", inside)
            untracked = self._repo.git.ls_files(
                "--others", "--exclude-standard", "-z", "--", inside
            )
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
        self._refuse_hidden()

    def _refuse_hidden(self) -> None:
        """Raise RefusedError for content that git does not look at, or was told to overlook."""
        inside = ("-z", "--", self._inside(CONTENT))
        ignored = self._repo.git.ls_files("--others", "--ignored", "--exclude-standard", *inside)
        for path in filter(None, ignored.split("\0")):
            if not any(is_hidden(part) for part in path.split("/")):
                raise RefusedError(
                    tell("{path} is ignored by git: commit it, or move it away", path=path)
                )
        for entry in filter(None, self._repo.git.ls_files("--stage", *inside).split("\0")):
            if entry.startswith(_SUBMODULE):
                path = entry.partition("\t")[2]
                raise RefusedError(
                    tell("{path} is a repository of its own: its files belong here", path=path)
                )
        for entry in filter(None, self._repo.git.ls_files("-v", *inside).split("\0")):
            flag, path = entry.split(" ", 1)
            if flag == "S" or flag.islower():
                raise RefusedError(
                    tell(
                        "git is told to overlook changes in {path}: "
                        "git update-index --no-assume-unchanged --no-skip-worktree {path}",
                        path=path,
                    )
                )

    def refuse_other_tags(self, names: list[str]) -> None:
        """Raise RefusedError when one of the tags marks another commit already."""
        here = self.head().id
        for name in names:
            if name in self._repo.tags and not self._marks(name, here):
                raise RefusedError(
                    tell(
                        "the tag {name} already marks another commit: is this the right catalogue?",
                        name=name,
                    )
                )

    def _marks(self, name: str, commit: str) -> bool:
        """Tell whether a tag marks a commit; anybody can make one that marks something else."""
        try:
            return self._resolve(f"refs/tags/{name}").hexsha == commit
        except SourceError:
            return False

    def tags(self, start: str, merged: str | None = None) -> list[str]:
        """Return the names of the tags that begin with `start`, all or in the past of `merged`."""
        among = ("--merged", merged) if merged else ()
        listed: str = self._repo.git.tag("--list", f"{start}*", *among)
        return sorted(name for name in listed.splitlines() if name.startswith(start))

    def tag(self, names: list[str]) -> None:
        """Mark the commit that is checked out; tags that are there stay as they are."""
        for name in names:
            if name not in self._repo.tags:
                self._repo.create_tag(name)

    def blob_tags(self, start: str, largest: int) -> list[BlobTag]:
        """Return the tags that begin with `start`, and the blobs of at most `largest` bytes."""
        form = "%(objectname) %(refname:lstrip=2)"
        listed = self._repo.git.for_each_ref(f"--format={form}", f"refs/tags/{start}")
        pairs = (line.split(" ", 1) for line in filter(None, listed.split("\n")))
        return [self.blob_tag(name, id_, largest) for id_, name in pairs]

    def blob_tag(self, name: str, id_: str, largest: int) -> BlobTag:
        """Return a tag that marks the object `id_`, which may be large, a commit, or missing."""
        try:
            object_ = self._repo.odb.info(bytes.fromhex(id_))
        except ValueError:  # GitPython's word for an object that is not there
            return BlobTag(name, None)
        fits = object_.type == b"blob" and object_.size <= largest
        return BlobTag(name, self.blob(id_) if fits else None)

    def add_blob_tag(self, name: str, data: bytes) -> None:
        """Keep `data` as a blob and mark it with a new tag; raise RefusedError if it is there."""
        from git import GitCommandError

        with TemporaryFile() as file:
            file.write(data)
            file.seek(0)
            stored = self._repo.git.hash_object("-w", "--stdin", istream=file)
        try:
            self._repo.git.update_ref(f"refs/tags/{name}", stored, "0" * len(stored))
        except GitCommandError as error:
            raise RefusedError(
                tell("git does not take the tag {name}: {reason}", name=name, reason=_said(error))
            ) from error

    def push_tags(self, names: Iterable[str], remote: str) -> None:
        """Send tags to another repository, where none is replaced; raise RefusedError."""
        from git import GitCommandError

        try:
            self._repo.git.push("--", remote, *(f"refs/tags/{name}" for name in names))
        except GitCommandError as error:
            raise RefusedError(
                tell(
                    "{remote} did not take the approvals: {reason}",
                    remote=remote,
                    reason=_said(error),
                )
            ) from error

    def fetch_tags(self, start: str, remote: str) -> None:
        """Bring the tags that begin with `start`; git brings none along that mark blobs.

        Raises FetchError.
        """
        from git import GitCommandError

        both = f"refs/tags/{start}*"
        try:
            self._repo.git.fetch("--no-tags", "--", remote, f"{both}:{both}")
        except GitCommandError as error:
            raise FetchError(
                tell(
                    "the approvals could not be brought from {remote}: {reason}",
                    remote=remote,
                    reason=_said(error),
                )
            ) from error

    def _resolve(self, revision: str) -> "git.Commit":
        from git import BadName, GitCommandError

        try:
            commit = self._repo.commit(revision)
            commit.committed_date  # noqa: B018 - GitPython reads a commit when something is asked
        except (BadName, ValueError, LookupError, GitCommandError) as error:
            raise SourceError(
                tell("there is no revision “{revision}” in this repository", revision=revision)
            ) from error
        return commit

    def _refuse_untrusted(self) -> None:
        """Raise SourceError where git itself will not read the repository."""
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
            raise SourceError(
                tell("git cannot read the repository: {reason}", reason=_said(error))
            ) from error


def _said(error: "git.GitCommandError") -> str:
    """Return what git says is wrong, in one line and without what steers a terminal."""
    said = str(error.stderr).strip().removeprefix("stderr: ").strip("'\n ")
    lines = [line.strip() for line in said.splitlines()]
    telling = [line for line in lines if line.startswith(("error:", "fatal:", "!", "remote:"))]
    shown = (telling or lines or ["?"])[0]
    return "".join(letter for letter in shown if letter.isprintable())


def _commit(commit: "git.Commit") -> Commit:
    date = dt.datetime.fromtimestamp(commit.committed_date, dt.UTC)
    return Commit(commit.hexsha, date.strftime("%Y-%m-%dT%H:%M:%SZ"))
