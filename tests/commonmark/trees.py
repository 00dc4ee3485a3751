"""HTML as the tree that it says, so that two spellings of one document are equal."""

import re
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from typing import Final, TypeAlias

_SPACE: Final = re.compile(r"[ \t\n]+")
_VOID: Final = frozenset({"br", "hr", "img"})
_BLOCKS: Final = frozenset(
    {"blockquote", "br", "div", "figcaption", "figure", "hr", "li", "ol", "p", "pre", "ul"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "table", "tbody", "td", "th", "thead", "tr"}
)


class Node:
    """An element. `children` are elements, texts, and what raw HTML holds besides."""

    __slots__ = ("attributes", "children", "tag")

    def __init__(
        self, tag: str, attributes: dict[str, str | None], children: Sequence["Child"] = ()
    ) -> None:
        self.tag, self.attributes = tag, attributes
        self.children: list[Child] = list(children)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Node) and self._value == other._value

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        attributes = "".join(f" {name}={value!r}" for name, value in self.attributes.items())
        return f"<{self.tag}{attributes}>{self.children}"

    @property
    def _value(self) -> object:
        return (self.tag, self.attributes, self.children)

    def all(self, *tags: str) -> list["Node"]:
        """Return the elements of some kinds, in the order of the document."""
        found = []
        for child in self.children:
            if isinstance(child, Node):
                found += [child] if child.tag in tags else []
                found += child.all(*tags)
        return found


Child: TypeAlias = Node | str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        self._open[-1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Node(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if any(node.tag == tag for node in self._open[1:]):
            while self._open.pop().tag != tag:
                pass
        else:
            self._open[-1].children.append(Node(f"/{tag}", {}))

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        self._open[-1].children.append(Node("!--", {"text": data}))

    def handle_decl(self, decl: str) -> None:
        self._open[-1].children.append(Node("!", {"text": decl}))

    def handle_pi(self, data: str) -> None:
        self._open[-1].children.append(Node("?", {"text": data}))

    def unknown_decl(self, data: str) -> None:
        self._open[-1].children.append(Node("![", {"text": data}))


Change: TypeAlias = Callable[[Node], list[Child]]


def read(html: str, change: Change = lambda node: [node]) -> Node:
    """Return the document; `change` puts other nodes in the place of each, innermost first."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    _rebuild(reader.root, change, exact=False)
    return reader.root


def _rebuild(node: Node, change: Change, *, exact: bool) -> None:
    """Change what is inside `node`, join its texts, and let white space count as a browser does."""
    exact = exact or node.tag in {"code", "pre"}
    inside: list[Child] = []
    for child in node.children:
        if isinstance(child, Node):
            _rebuild(child, change, exact=exact)
            inside += change(child)
        else:
            inside.append(child)
    node.children = _joined(inside)
    if not exact:
        node.children = _tightened(node.children, node.tag)


def _joined(children: list[Child]) -> list[Child]:
    joined: list[Child] = []
    for child in children:
        if isinstance(child, str) and joined and isinstance(joined[-1], str):
            joined[-1] += child
        elif child != "":
            joined.append(child)
    return joined


def _tightened(children: list[Child], tag: str) -> list[Child]:
    """Fold white space, and leave it out at the edges of blocks."""
    tight: list[Child] = []
    for n, child in enumerate(children):
        if isinstance(child, Node):
            tight.append(child)
            continue
        text = _SPACE.sub(" ", child)
        if _is_edge(children[n - 1] if n else None, tag):
            text = text.lstrip(" ")
        if _is_edge(children[n + 1] if n + 1 < len(children) else None, tag):
            text = text.rstrip(" ")
        if text:
            tight.append(text)
    return tight


def _is_edge(neighbour: Child | None, tag: str) -> bool:
    if neighbour is None:
        return tag in _BLOCKS or not tag
    return isinstance(neighbour, Node) and neighbour.tag in _BLOCKS
