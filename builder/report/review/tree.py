"""Clean HTML as a tree: of rendition's own making, so that every tag in it is closed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

PIECE: Final = re.compile(r'<(?P<tag>/?[a-z][a-z0-9]*)(?:"[^"]*"|[^<>"])*>|(?P<word>[^<\s]+)|\s+')
"""A tag, a word, or the space between. Exact: no text of clean HTML holds `<`."""
VOID: Final = frozenset({"br", "hr", "img", "track"})
_CLASS: Final = re.compile(r' class="([^"]*)"')


@dataclass(slots=True)
class Node:
    """An element: how it begins, and what is in it."""

    name: str
    opening: str
    inside: "list[Node | str]" = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """The classes that it has."""
        found = _CLASS.search(self.opening)
        return frozenset(found[1].split()) if found else frozenset()

    @property
    def html(self) -> str:
        """The element as it was written."""
        closing = "" if self.name in VOID else f"</{self.name}>"
        return f"{self.opening}{html_of(self.inside)}{closing}"

    def elements(self) -> "Iterator[Node]":
        """Yield the elements right inside."""
        return (one for one in self.inside if isinstance(one, Node))


Content: TypeAlias = list[Node | str]


def html_of(content: Content) -> str:
    """Return content as it was written."""
    return "".join(one if isinstance(one, str) else one.html for one in content)


def parse(html: str) -> Content:
    """Return clean HTML as elements and texts."""
    root = Node("", "")
    way = [root]
    for piece in PIECE.finditer(html):
        tag = piece["tag"]
        if tag is None:
            way[-1].inside.append(piece[0])
        elif tag.startswith("/"):
            way.pop()
        else:
            node = Node(tag, piece[0])
            way[-1].inside.append(node)
            if tag not in VOID:
                way.append(node)
    return root.inside


def blocks(html: str) -> list[str]:
    """Return the outermost elements of a page, and the texts between them."""
    found = (one.html if isinstance(one, Node) else one for one in parse(html))
    return [block for block in found if block.strip()]
