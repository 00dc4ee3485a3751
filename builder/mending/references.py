"""What points at files and folders, and how it points when they have new names."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from builder.content.library import MOMENT_DEPTH, PROFILE
from builder.content.moment import MEDIA_LIST, SETTINGS
from builder.content.sources import Sources
from builder.mending.addresses import Address, page_addresses, yaml_addresses
from builder.mending.draft import moved
from builder.problem import Edit, Rename, Span
from builder.source import parse_yaml
from builder.tree import CONTENT, Tree, normal

_KEYS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    SETTINGS: (("modules", "file"), ("waivers", "place")),
    MEDIA_LIST: (("media", "file"), ("media", "captions"), ("media", "transcript")),
    PROFILE: (("waivers", "place"),),
}
"""Where a YAML file names other files: keys, through the members of lists."""
_FORM_KEYS: Final = (("pages", "questions", "picture", "file"),)
_PICTURE: Final = b"picture"
"""What every form with a picture has in it; the others need not be readable."""
_MOMENTS: Final = f"{CONTENT}/moments/"
_OUT_OF_A_MOMENT: Final = b"../../../"
"""What every link to a shared form has in it."""


@dataclass(frozen=True, slots=True)
class Following:
    """The edits by which references follow renames, and how many follow each, by its path.

    `renames` are those that can be made. The others wait: a file that may point at them cannot be
    read.
    """

    renames: tuple[Rename, ...]
    edits: tuple[Edit, ...]
    counts: Mapping[str, int]


class _UnclearError(Exception):
    """Something that may have to follow cannot be read, or not be told where it is written."""


def follow(tree: Tree, renames: Iterable[Rename]) -> Following:
    """Return how references follow renames of files and folders of the tree."""
    wanted = tuple(renames)
    names = {rename.path: rename.name for rename in wanted}
    scopes = {rename: _scope(rename.path, names) for rename in wanted}
    edits: dict[Span, Edit] = {}
    counts: Counter[str] = Counter()
    blocked: set[str] = set()
    for scope in dict.fromkeys(scopes.values()):
        inside = {one.path: one.name for one in wanted if scopes[one] == scope}
        finder = _Finder(Sources(tree), inside, names)
        try:
            for path in _pointing(tree, scope):
                finder.look(path)
        except _UnclearError:
            blocked.add(scope)
            continue
        edits.update(finder.edits)
        counts += finder.counts
    done = tuple(one for one in wanted if scopes[one] not in blocked)
    return Following(done, tuple(edits.values()), counts)


def _scope(path: str, names: Mapping[str, str]) -> str:
    """Return the folder of the moment in which all that points at a path stands; "" for all."""
    new = moved(path, names)
    inside = new.startswith(_MOMENTS) and new.count("/") >= MOMENT_DEPTH - 1
    return "/".join(path.split("/")[:MOMENT_DEPTH]) if inside else ""


def _pointing(tree: Tree, scope: str) -> list[str]:
    """Return the files that may point into a scope."""
    if scope:
        return [path for path in tree if path.startswith(f"{scope}/")]
    pages = (path for path in tree if path.endswith(".md") and _OUT_OF_A_MOMENT in tree[path])
    return [*([PROFILE] if PROFILE in tree else []), *pages]


@dataclass(slots=True)
class _Finder:
    """Gathers what points at renamed paths; `names` are those, `every` also those of others."""

    sources: Sources
    names: Mapping[str, str]
    every: Mapping[str, str]
    edits: dict[Span, Edit] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    _spoken: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._spoken = {normal(path): path for path in self.names}

    def look(self, path: str) -> None:
        """Take what one file points at; raise _UnclearError where that cannot be told."""
        new = moved(path, self.every)
        name = new if new == PROFILE else "/".join(new.split("/")[MOMENT_DEPTH:])
        found: Iterable[Address] = ()
        if new.endswith(".md"):
            page = self.sources.read_page(path)
            if page is None:
                raise _UnclearError
            found = page_addresses(page)
        elif keys := self._keys(path, name):
            text = self.sources.read_text(path) or ""
            document = parse_yaml(path, text)
            if document.problems:
                raise _UnclearError
            found = yaml_addresses(document, text, keys)
        folder = [] if path == PROFILE else path.split("/")[:-1]
        for address in found:
            self._follow(folder, address)

    def _keys(self, path: str, name: str) -> tuple[tuple[str, ...], ...]:
        """Return where the YAML file that goes by `name` in its moment names other files."""
        if name.startswith("forms/") and name.endswith(".yaml"):
            return _FORM_KEYS if _PICTURE in self.sources.tree[path] else ()
        return _KEYS.get(name, ())

    def _follow(self, folder: list[str], address: Address) -> None:
        """Take the edit of one address, if anything on its way has a new name."""
        here, parts, touched = list(folder), list[str](), list[str]()
        for part in address.written.split("/"):
            name, new = address.read(part), part
            if name == "..":
                del here[-1:]
            elif name not in {"", "."}:
                here.append(name)
                path = self._spoken.get(normal("/".join(here)))
                touched += [path] if path else []
                new = self.names[path] if path else part
            parts.append(new)
        if touched and address.span is None:
            raise _UnclearError
        if touched and address.span:
            self.edits[address.span] = Edit(address.span, address.with_path("/".join(parts)))
            self.counts.update(touched)
