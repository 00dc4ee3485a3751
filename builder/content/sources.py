"""The files of one part of the library, read and typed, with what was met on the way."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, TypeVar

from pydantic import ValidationError

from builder.content.shape import shape_problems
from builder.forms import Analysis
from builder.message import tell
from builder.model import Form, Part
from builder.problem import Edit, Edits, Kind, Pointer, Problem, Span
from builder.source import Document, Page, parse_markdown, parse_yaml
from builder.source.yaml import MAX_BYTES
from builder.tree import Tree, normal

_P = TypeVar("_P", bound=Part)


MAX_PAGE_BYTES: Final = 200_000
"""A module has a few thousand bytes; a page of brackets this large is still read in seconds."""
UNFILLED: Final = "‹"
"""How a place begins that a skeleton leaves to be filled in: ‹fyll i namnet›."""
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
"""Also what ends a line to YAML 1.1 and to nobody else, and spaces without width."""
_BREAKS: Final = "\x0b\x0c\x85\u2028\u2029"
"""Those that stand between words in the program that the text was pasted from."""
_NOTES: Final = (".md", ".txt", ".yaml", ".yml")
"""How files end that somebody may have written in, wherever they stand."""
_HARMLESS: Final[frozenset[Kind]] = frozenset({"structure", "unfilled"})
"""What a reader meets in a file that it can read all the same."""
_PLACE: Final = re.compile(f"{UNFILLED}(fyll i|fill in) ?([^›]*)›")


def plain_text(data: bytes, errors: Literal["strict", "replace"] = "strict") -> str:
    """Return text in NFC with LF, so that packages agree everywhere.

    Raises UnicodeDecodeError for what is no UTF-8, unless `errors` is "replace".
    """
    text = data.decode("utf-8-sig", errors)
    text = text if text.isascii() else unicodedata.normalize("NFC", text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _unfilled(path: str, text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        for place in _PLACE.finditer(line):
            span = Span(path, number, place.start() + 1, number, place.end() + 1)
            yield Problem(path, span, tell("fill in: {what}", what=place[2] or "…"))


def _invisible(path: str, text: str) -> Problem:
    """Return the first character that cannot be seen, with the fix of them all."""
    edits = tuple(
        Edit(Span(path, number, at + 1, number, at + 2), _instead(line, at))
        for number, line in enumerate(text.split("\n"), 1)
        for at in (found.start() for found in _INVISIBLE.finditer(line))
    )
    message = tell("an invisible character stands here; delete it")
    return Problem(path, edits[0].span, message, fix=Edits(edits), kind="odd-character")


def _instead(line: str, at: int) -> str:
    before, after = line[:at][-1:].strip(), line[at + 1 :][:1].strip()
    return " " if line[at] in _BREAKS and before and after else ""


@dataclass(slots=True)
class Sources:
    """Files and what they mean. Filled while reading, and left alone afterwards.

    `problems` holds what the readers met, by its kind; the rules of STR give it code and severity.
    `texts` are the files that could be read as text, in NFC with LF.
    """

    tree: Tree = field(repr=False)
    texts: dict[str, str] = field(default_factory=dict, repr=False)
    documents: dict[str, Document] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    """By their normal paths."""
    problems: dict[str, list[Problem]] = field(default_factory=lambda: defaultdict(list))
    _analyses: dict[str, Analysis] = field(default_factory=dict, repr=False)
    _spelling: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._spelling.update((normal(path), path) for path in self.tree)

    def spelt(self, path: str) -> str | None:
        """Return the path of a file as it is spelt on disk, or None if there is none."""
        return self._spelling.get(normal(path))

    def path(self, name: str) -> str:
        """Return the path of the file that goes by `name` in these sources."""
        return name

    def name_of(self, path: str) -> str:
        """Return the normal name that a file goes by in these sources."""
        return normal(path)

    def walk_forms(self) -> Iterator[tuple[str, Form]]:
        """Yield the forms, each with its path as it is spelt on disk."""
        for path, form in self.forms.items():
            yield self.spelt(path) or path, form

    def walk_analyses(self) -> Iterator[tuple[str, Analysis]]:
        """Yield what is found out about each form, with its path as it is spelt on disk."""
        for path, form in self.walk_forms():
            if path not in self._analyses:
                self._analyses[path] = Analysis(form)
            yield path, self._analyses[path]

    def is_damaged(self, path: str) -> bool:
        """Tell whether a file could not be read, or not as what it should be."""
        damage = (one for kind, one in self.problems.items() if kind not in _HARMLESS)
        return any(one.path == path for problems in damage for one in problems)

    def report(self, problem: Problem) -> None:
        """Keep what a reader met."""
        self.problems[problem.kind].append(problem)

    def locate(self, problem: Problem) -> Span:
        """Return where a problem stands."""
        if isinstance(problem.at, Span):
            return problem.at
        return self.place(problem.path, problem.at, on_key=problem.on_key)

    def place(self, path: str, pointer: Pointer, *, on_key: bool = False) -> Span:
        """Return where a value of a YAML file stands."""
        document = self.documents.get(path)
        return document.locate(pointer, on_key=on_key) if document else Span(path)

    def read_text(self, path: str, most: int = MAX_BYTES) -> str | None:
        """Return a file's text in NFC with LF, or None where it cannot be read."""
        if self.tree.sizes[path] > most:
            message = tell(
                "the file has {n} bytes; at most {most} are read",
                n=self.tree.sizes[path],
                most=most,
            )
            self.report(Problem(path, Span(path), message, kind="too-large"))
            return None
        data = self.tree[path]
        try:
            text = plain_text(data)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            before = data[data.rfind(b"\n", 0, error.start) + 1 : error.start]
            column = len(before.decode("utf-8", "replace")) + 1
            span = Span(path, line, column, line, column + 1)
            message = tell("the text is not saved as UTF-8: choose UTF-8 when you save it")
            self.report(Problem(path, span, message, kind="unreadable"))
            return None
        if _INVISIBLE.search(text):
            self.report(_invisible(path, text))
            return None
        if UNFILLED in text:
            self.problems["unfilled"] += _unfilled(path, text)
        self.texts[path] = text
        return text

    def keep_text(self, path: str, tree: Tree) -> None:
        """Keep the text of a file that is nothing to us: nobody's number may stand in it either."""
        if path.endswith(_NOTES) and tree.sizes[path] <= MAX_BYTES:
            self.texts[path] = plain_text(tree[path], "replace")

    def read_page(self, path: str) -> Page | None:
        """Read a Markdown file."""
        text = self.read_text(path, MAX_PAGE_BYTES)
        if text is None:
            return None
        page = self.pages[path] = parse_markdown(path, text)
        return page

    def read_part(self, path: str, model: type[_P]) -> _P | None:
        """Read a YAML file as `model`; None where it is not one, and the problems say why."""
        text = self.read_text(path)
        return None if text is None else self.read_values(path, text, model)

    def read_values(self, path: str, text: str, model: type[_P]) -> _P | None:
        """Read YAML `text` of a file as `model`; None where it is not one."""
        document = self.documents[path] = parse_yaml(path, text)
        for problem in document.problems:
            self.report(problem)
        if document.problems:
            return None
        try:
            return model.model_validate(document.data)
        except ValidationError as error:
            for problem in shape_problems(document, model, error):
                if not self._is_unfilled(problem):
                    self.report(problem)
            return None

    def _is_unfilled(self, problem: Problem) -> bool:
        """Tell whether a value is wrong only because it is still to be filled in."""
        line = self.locate(problem).line
        places = self.problems["unfilled"]
        return any(
            place.path == problem.path and place.at.line == line
            for place in places
            if isinstance(place.at, Span)
        )
