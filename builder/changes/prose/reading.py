"""A page as it is read: blocks with their sentences, where each stands, and what is shown."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from urllib.parse import unquote

from markdown_it.token import Token

from builder.package import PackedPage
from builder.source.parser import markdown_parser
from builder.wording import sentences

NOWHERE: Final = -1
_SPACES: Final = re.compile(r"[\s\u00a0]+")
_MANY_STOPS: Final = re.compile(r"[.!?…]{20}")
"""No end of a sentence; looking for one would take quadratic time."""
_PARTS: Final = {"softbreak": " ", "hardbreak": " "}


class Link(NamedTuple):
    """A link: its words, and where it leads, by meaning."""

    text: str
    target: str
    title: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in block number `block`; `marks` is what of it is emphasised, linked or code."""

    text: str
    block: int
    line: int
    marks: tuple[tuple[str, int, int], ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, item, cell, heading or code.

    `homes` are the blocks that say what it is about: the heading, the words before its list, or the
    head of its row and that of its column. `row` is the same for all cells of a row.
    """

    kind: str
    line: int
    homes: tuple[int, ...]
    ordered: bool = False
    row: int = NOWHERE


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture, film or form, with the words that go with it; `home` is its heading."""

    target: str
    alt: str
    caption: str
    line: int
    home: int


@dataclass(slots=True)
class Reading:
    """A page; two pages with the same `layout`, sentences and things shown read the same."""

    blocks: list[Block] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    layout: list[str] = field(default_factory=list)

    def is_as(self, other: "Reading") -> bool:
        """Tell whether both read the same; on which lines they are written is no matter."""
        return self.said() == other.said()

    def heads(self) -> set[str]:
        """Return the sentences that others hang from."""
        homes = {home for block in self.blocks for home in block.homes}
        return {one.text for one in self.sentences if one.block in homes}

    def said(self) -> list[object]:
        """Return all that a reader meets, but not on which lines it is written."""
        return [
            self.layout,
            [(one.text, one.block, one.marks, one.links) for one in self.sentences],
            [(one.target, one.alt, one.caption) for one in self.shown],
        ]


def read_page(page: PackedPage) -> Reading:
    """Read a page's Markdown."""
    references = {
        label: {"href": d.target, "title": d.title} for label, d in page.definitions.items()
    }
    reader = _Reader(page)
    for token in markdown_parser().parse(page.markdown, {"references": references}):
        reader.take(token)
    return reader.reading


@dataclass(slots=True)
class _List:
    """A list that is being read; `lead` says what it is a list of."""

    ordered: bool
    lead: int
    item: int = NOWHERE
    """The block that its last item begins with."""


@dataclass(slots=True)
class _Table:
    """A table that is being read: the blocks that head its columns, and its last row."""

    heads: list[int] = field(default_factory=list)
    row: int = NOWHERE
    cells: list[int] = field(default_factory=list)


class _Reader:
    """One pass over the tokens of a page."""

    def __init__(self, page: PackedPage) -> None:
        self.reading = Reading()
        self._page = page
        self._line = 0
        self._heading = NOWHERE
        self._kind = "paragraph"
        self._lists: list[_List] = []
        self._table = _Table()
        self._rows = 0

    def take(self, token: Token) -> None:
        """Take one token."""
        if token.map:
            self._line = token.map[0]
        if token.type == "inline":
            self._take_inline(token)
            return
        # The number of an item is told by where its list starts.
        info = token.info if token.type == "fence" else token.attrGet("start") or ""
        self.reading.layout.append(f"{token.type} {token.tag} {info}")
        if token.type in ("fence", "code_block", "html_block"):
            self._take_code(token)
        elif token.nesting:
            self._take_frame(token)

    def _take_frame(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._lists.append(_List(token.type[0] == "o", self._lead()))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._lists[-1].item = NOWHERE
            case "table_open":
                self._table = _Table()
            case "tr_open":
                self._rows += 1
                self._table.row, self._table.cells = self._rows, []
            case "heading_open" | "th_open" | "td_open" | "paragraph_open":
                self._kind = token.type.removesuffix("_open")
            case _:
                pass

    def _lead(self) -> int:
        """Return the block that a list which begins here hangs from."""
        if self._lists and self._lists[-1].item != NOWHERE:
            return self._lists[-1].item
        last = len(self.reading.blocks) - 1
        is_lead = last >= 0 and self.reading.blocks[last].kind in ("paragraph", "heading")
        return last if is_lead else self._heading

    # ---- blocks ----------------------------------------------------------------------------------

    def _add_block(self) -> int:
        number, blocks = len(self.reading.blocks), self.reading.blocks
        if self._kind in ("th", "td"):
            blocks.append(Block("cell", self._line, self._cell(number), row=self._table.row))
        elif self._kind == "heading":
            blocks.append(Block("heading", self._line, ()))
            self._heading = number
        elif self._lists and self._lists[-1].item == NOWHERE:
            last = self._lists[-1]
            blocks.append(Block("item", self._line, (last.lead,), last.ordered))
            last.item = number
        else:
            home = self._lists[-1].item if self._lists else self._heading
            blocks.append(Block("paragraph", self._line, (home,)))
        return number

    def _cell(self, number: int) -> tuple[int, ...]:
        """Note a cell, and return the cells that head its row and its column."""
        table = self._table
        column = len(table.cells)
        table.cells.append(number)
        if self._kind == "th":
            table.heads.append(number)
            return ()
        head = table.heads[column] if column < len(table.heads) else NOWHERE
        return (table.cells[0], head) if column else (head,)

    def _take_code(self, token: Token) -> None:
        self._kind = "code"
        number, first = self._add_block(), self._line + (token.type == "fence")
        for at, line in enumerate(token.content.split("\n")):
            if text := _SPACES.sub(" ", line).strip():
                self.reading.sentences.append(Sentence(text, number, first + at))

    def _take_inline(self, token: Token) -> None:
        children = token.children or []
        if form := self._form_alone(children):
            name = "".join(child.content for child in children)
            self.reading.shown.append(Shown(form, name, "", self._line, self._heading))
            self.reading.layout.append("form")
            return
        text = _Text(self._line)
        for child in children:
            self._take_child(child, text)
        if text.text.strip() or self._kind in ("th", "td"):
            self.reading.sentences += text.sentences(self._add_block())

    def _form_alone(self, children: list[Token]) -> str:
        if not children or children[0].type != "link_open" or children[-1].type != "link_close":
            return ""
        target = self._target(children[0], "href")
        return target if target.startswith("form:") else ""

    def _take_child(self, child: Token, text: "_Text") -> None:
        if child.type == "image":
            target, title = self._target(child, "src"), str(child.attrGet("title") or "")
            alt = "".join(_PARTS.get(one.type, one.content) for one in child.children or [])
            self.reading.layout.append("shown")
            self.reading.shown.append(
                Shown(target, _SPACES.sub(" ", alt), title, text.line, self._heading)
            )
        elif child.type == "link_open":
            target = self._target(child, "href")
            if target.startswith("form:"):
                self.reading.shown.append(Shown(target, "", "", text.line, self._heading))
            text.open(("link", target, str(child.attrGet("title") or "")))
        elif child.nesting > 0:
            text.open((child.tag, "", ""))
        elif child.nesting < 0:
            text.close()
        else:
            if child.type == "hardbreak":
                self.reading.layout.append(child.type)
            text.add(child)

    def _target(self, token: Token, name: str) -> str:
        address = str(token.attrGet(name) or "")
        return self._page.links.get(unquote(address), address)


class _Text:
    """The text of a block that is being read, with what is marked in it."""

    def __init__(self, line: int) -> None:
        self.text = ""
        self.line = line
        self._lines = [(0, line)]
        self._open: list[tuple[int, tuple[str, str, str]]] = []
        self._marks: list[tuple[str, int, int]] = []
        self._links: list[tuple[int, int, str, str]] = []

    def add(self, child: Token) -> None:
        """Add what is neither a link's end nor a picture."""
        if child.type == "html_inline":
            self._marks.append((child.content, len(self.text), len(self.text) + 1))
            return
        start = len(self.text)
        said = _SPACES.sub(" ", _PARTS.get(child.type, child.content))
        self.text += said.lstrip() if self.text[-1:] in ("", " ") else said
        if child.type in _PARTS:
            self.line += 1
            self._lines.append((len(self.text), self.line))
        if child.type in ("hardbreak", "code_inline"):
            self._marks.append((child.type, start, len(self.text)))

    def open(self, mark: tuple[str, str, str]) -> None:
        """Begin what is emphasised or linked."""
        self._open.append((len(self.text), mark))

    def close(self) -> None:
        """End what was begun last."""
        start, (name, target, title) = self._open.pop()
        self._marks.append((name, start, len(self.text)))
        if name == "link":
            self._links.append((start, len(self.text), target, title))

    def sentences(self, block: int) -> Iterator[Sentence]:
        """Yield the sentences, each with its own marks and links."""
        at, text = 0, self.text
        for one in [text.strip()] if _MANY_STOPS.search(text) else sentences(text):
            start = text.index(one, at)
            at = start + len(one)
            line = self._lines[bisect_right(self._lines, (start, 1 << 60)) - 1][1]
            marks = sorted(
                (name, max(a, start) - start, min(b, at) - start)
                for name, a, b in self._marks
                if a < at and b > start
            )
            links = [
                Link(text[a:b], target, title)
                for a, b, target, title in self._links
                if start <= a < at or (a == b == at)
            ]
            yield Sentence(one, block, line, tuple(marks), tuple(links))
