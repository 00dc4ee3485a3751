"""The forms that a path or a name leads to, each looked at in one way."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final, NoReturn, TypeAlias, TypeVar

from builder.checks.examples import unfit_said
from builder.checks.near import near
from builder.content import MomentContent, Sources, read_library
from builder.content.library import MOMENT_DEPTH
from builder.content.moment import SETTINGS
from builder.errors import UsageError
from builder.forms import Analysis, boundaries, prove, unfit_names
from builder.forms.answer import is_number
from builder.forms.condition import leaves_of
from builder.forms.options import bounds_of
from builder.message import DEFAULT_LANGUAGE, tell
from builder.model import Form
from builder.report.proven import Bordered, Stray, Tested, Tried, Unread
from builder.survey import each_moment
from builder.terminal import Terminal, progress
from builder.tree import Tree, find_root, normal, read_folder

_T = TypeVar("_T")
_FOLDERS: Final = frozenset({"forms", "content/forms"})
"""Where forms stand, in a moment and in a library."""
_MOMENTS: Final = "content/moments"
_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


Chosen: TypeAlias = Sequence[tuple[str, Analysis]]
Look: TypeAlias = Callable[[Sources, Chosen], Iterator[_T]]
"""What is done with the forms of some sources that were asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The forms that were asked for: those in a file or folder, or of a name; else all."""

    place: str = ""
    name: str = ""

    def takes(self, path: str, form: Form | None) -> bool:
        """Tell whether a form was asked for; one that cannot be read goes by its file's name."""
        if self.name:
            return self.name in {PurePosixPath(path).stem, form.id if form else ""}
        return self.place in {"", normal(path)} or normal(path).startswith(f"{self.place}/")

    def reaches(self, folder: str) -> bool:
        """Tell whether such a form may stand in a folder or below it."""
        inside = f"{normal(folder)}/"
        return (
            bool(self.name)
            or not self.place
            or f"{self.place}/".startswith(inside)
            or (inside.startswith(f"{self.place}/"))
        )


def look_at(path: Path, look: Look[_T], terminal: Terminal) -> tuple[list[_T], list[Unread]]:
    """Look at every form that a path or a name leads to; also return those that cannot be read.

    Raise UsageError where a name or a file leads to none.
    """
    root, asked = _asked(path)
    tree = read_folder(root)
    library = read_library(tree)
    parts = {
        folder: _forms_of(part, folder)
        for folder, part in tree.split(MOMENT_DEPTH).items()
        if folder in library.folders and asked.reaches(folder)
    }
    work: Callable[[Sources], list[_T | Unread]] = partial(_look, asked=asked, look=look)
    found = work(library)
    with progress(terminal, tell("Reading the forms"), len(parts)) as step:
        for more in each_moment(parts, library, [*parts], work):
            found += more
            step(1)
    if not found and not path.is_dir():
        _refuse(path, asked, tree)
    forms = [one for one in found if not isinstance(one, Unread)]
    return forms, [one for one in found if isinstance(one, Unread)]


def _look(sources: Sources, asked: Asked, look: Look[_T]) -> list[_T | Unread]:
    chosen = [
        (path, analysis)
        for path, analysis in sources.walk_analyses()
        if asked.takes(path, analysis.form)
    ]
    unread = (one for one in _unread(sources) if asked.takes(one.path, None))
    return [*look(sources, chosen), *unread]


def _unread(sources: Sources) -> Iterator[Unread]:
    """Yield the files that should hold a form and do not."""
    for path in sources.tree:
        name = PurePosixPath(sources.name_of(path))
        is_form = name.suffix == ".yaml" and str(name.parent) in _FOLDERS
        if is_form and normal(path) not in sources.forms:
            problems = (one for group in sources.problems.values() for one in group)
            yield Unread(path, sum(one.path == path for one in problems))


def _forms_of(tree: Tree, folder: str) -> Tree:
    """Return only a moment's forms and settings; its media are long to read."""
    sizes = {
        path: size
        for path, size in tree.sizes.items()
        if path == f"{folder}/{SETTINGS}" or path.startswith(f"{folder}/forms/")
    }
    return Tree(sizes, tree.read)


def _asked(path: Path) -> tuple[Path, Asked]:
    """Return the library and what is asked for in it."""
    if path.exists():
        root = find_root(path)
        place = normal(path.resolve().relative_to(root).as_posix())
        return root, Asked(place="" if place == "." else place)
    root, name = find_root(Path()), path.as_posix()
    if "/" in name and (root / _MOMENTS / name).is_dir():
        return root, Asked(place=f"{_MOMENTS}/{name}")
    if not _NAME.fullmatch(name):
        raise UsageError(
            tell("there is no file or folder “{path}”, and it is no form's id", path=name)
        )
    return root, Asked(name=name)


def _refuse(path: Path, asked: Asked, tree: Tree) -> NoReturn:
    if not asked.name:
        raise UsageError(
            tell("{path} is no form: forms are YAML files in a folder named forms", path=str(path))
        )
    meant = next(iter(_moments_named(asked.name, tree)), "")
    if meant:
        raise UsageError(
            tell(
                "there is no form “{name}”; the moment is written {moment}",
                name=asked.name,
                moment=meant,
            )
        )
    forms = [PurePosixPath(one) for one in tree if PurePosixPath(one).parent.name == "forms"]
    likely = near(asked.name, sorted({one.stem for one in forms}))
    if likely:
        raise UsageError(
            tell("there is no form “{name}”; did you mean “{near}”?", name=asked.name, near=likely)
        )
    raise UsageError(
        tell("there is no form “{name}”; a moment is written publisher/id", name=asked.name)
    )


def _moments_named(name: str, tree: Tree) -> Iterator[str]:
    """Yield the moments whose folder has a name, as `<publisher>/<folder>`."""
    for folder in tree.split(MOMENT_DEPTH):
        place = PurePosixPath(folder)
        if place.name == name and str(place.parent.parent) == _MOMENTS:
            yield f"{place.parent.name}/{name}"


def file_of_form(path: Path, terminal: Terminal) -> Path:
    """Return the file of the one form that a path or a name leads to, from the working folder.

    A path with a suffix is a file, whether it is there or not. Raise UsageError where a name or a
    folder leads to no form, or to several.
    """
    if path.suffix or path.is_file():
        return path
    forms, unread = look_at(path, placed, terminal)
    found = [*forms, *(one.path for one in unread)]
    if not found:
        raise UsageError(tell("there is no form in {path}", path=path.as_posix()))
    if len(found) > 1:
        names = ", ".join(found)
        raise UsageError(tell("which of these is meant? {paths}", paths=names))
    return Path(os.path.relpath(_asked(path)[0] / found[0]))


def placed(_sources: Sources, chosen: Chosen) -> Iterator[str]:
    """Yield the paths of forms."""
    yield from (path for path, _ in chosen)


def tested(sources: Sources, chosen: Chosen) -> Iterator[Tested]:
    """Try the examples of forms."""
    for path, analysis in chosen:
        form = analysis.form
        tried = (
            Tried(
                prove(form, example),
                sources.place(path, ("examples", n)).line,
                tuple(
                    Stray(unfit.at, unfit_said(unfit))
                    for unfit in unfit_names(analysis.names, example)
                ),
            )
            for n, example in enumerate(form.examples)
        )
        yield Tested(path, form, tuple(tried))


def bordered(sources: Sources, chosen: Chosen) -> Iterator[Bordered]:
    """Make up answers around the cut-offs of forms."""
    moment = sources.moment if isinstance(sources, MomentContent) else None
    language = moment.language if moment else DEFAULT_LANGUAGE
    for path, analysis in chosen:
        made = boundaries(analysis)
        reached = {one.name for one in made}
        unreached = tuple(name for name in _cut_off(analysis.form) if name not in reached)
        yield Bordered(path, analysis.form, made, unreached, language)


def _cut_off(form: Form) -> Sequence[str]:
    """Return the ids of the scores and the numbers that something begins or ends at."""
    whens = [question.when for _, question in form.walk() if question.when]
    conditions = (*whens, *(flag.when for flag in form.flags))
    leaves = [leaf.condition for when in conditions for leaf in leaves_of((), when)]
    compared = {leaf.score or leaf.question for leaf in leaves if any(bounds_of(leaf))}
    scores = [one.id for one in form.scores if len(one.bands) > 1 or one.id in compared]
    numbers = [one.id for _, one in form.walk() if is_number(one) and one.id in compared]
    return [*scores, *numbers]
