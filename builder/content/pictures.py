"""Pictures at the questions of forms, and the files that they point at."""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from builder.content.sources import Sources
from builder.model.form import Picture
from builder.problem import Pointer
from builder.tree import normal


@dataclass(frozen=True, slots=True)
class FormPicture:
    """A picture of the form in the file `path`; `at` is where its own file is named there."""

    path: str
    at: Pointer
    picture: Picture

    @property
    def target(self) -> str:
        """The normal path that the picture points at."""
        return resolved(self.path, self.picture.file)


def form_pictures(sources: Sources) -> Iterator[FormPicture]:
    """Yield the pictures in the forms of a moment, or in those that moments share."""
    for path, form in sources.walk_forms():
        for at, question in form.walk():
            if question.type != "info" and question.picture:
                yield FormPicture(path, (*at, "picture", "file"), question.picture)


def resolved(path: str, target: str) -> str:
    """Return the normal path that an address in the file `path` points at."""
    return normal(normpath(join(dirname(path), target)))
