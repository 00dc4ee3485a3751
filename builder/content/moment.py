"""One moment: its settings, pages, modules, forms and media."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from builder.content.library import Library, MomentKey
from builder.content.marks import has_broken_link
from builder.content.notes import ChangeNote, read_note
from builder.content.pictures import form_pictures, resolved
from builder.content.sources import MAX_PAGE_BYTES, Sources, plain_text
from builder.content.structure import ModuleText, read_structure, title_problems
from builder.media import MediaFacts, MediaKind, inspect, type_of_name
from builder.model import Form, MediaList, Medium, Moment
from builder.source import Link, Page
from builder.tree import Tree, normal

SETTINGS: Final = "moment.yaml"
WELCOME, OPEN, STAFF = "welcome.md", "open.md", "staff.md"
CHANGES: Final = "changes/"
MEDIA_LIST: Final = "media/media.yaml"
MAX_MEDIA_BYTES: Final = 200_000_000
"""Larger files are not even read; the profile's limits are far below."""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A media file of the moment; `facts` is None where its name claims no type of ours."""

    path: str
    facts: MediaFacts | None


@dataclass(slots=True)
class MomentContent(Sources):
    """Everything in one moment's folder, with the library that it may point into.

    `problems` has two more kinds: `structure` (headings, empty pages) and `media`.
    """

    folder: str = ""
    library: Library = field(default_factory=lambda: Library(Tree.of({})))
    moment: Moment | None = None
    welcome: Page | None = None
    open: Page | None = None
    staff: Page | None = None
    modules: dict[str, ModuleText] = field(default_factory=dict)
    notes: dict[str, ChangeNote] = field(default_factory=dict)
    transcripts: dict[str, Page] = field(default_factory=dict)
    media_list: MediaList | None = None
    media_files: dict[str, MediaFile] = field(default_factory=dict)
    stray: list[str] = field(default_factory=list)

    @property
    def publisher(self) -> str:
        """The publisher's folder name."""
        return self.folder.split("/")[-2]

    @property
    def key(self) -> MomentKey:
        """Which moment this is."""
        forms = tuple(sorted(self.linked_files() & self.library.forms.keys()))
        return MomentKey(
            self.folder,
            self.publisher,
            self.moment.id if self.moment else None,
            self.place(self.path(SETTINGS), ("id",)).line,
            None if self.hides_links() else forms,
        )

    def path(self, name: str) -> str:
        """Return the path of a file in the moment's folder."""
        return f"{self.folder}/{name}"

    def name_of(self, path: str) -> str:
        """Return the normal name of a file in the moment's folder."""
        return normal(path).removeprefix(f"{normal(self.folder)}/")

    def resolve(self, page: str, target: str) -> str:
        """Return the normal path that a link in `page` points at."""
        return resolved(page, target)

    def find_form(self, path: str) -> Form | None:
        """Return the form in the file at a normal path, of the moment or of the library."""
        return self.forms.get(path) or self.library.forms.get(path)

    def medium_of(self, path: str) -> Medium | None:
        """Return what `media.yaml` says of the file at a normal path."""
        media = self.media_list.media if self.media_list else ()
        return next((one for one in media if normal(self.path(f"media/{one.file}")) == path), None)

    def linked_files(self) -> set[str]:
        """Return the normal paths that links and pictures, of pages and of forms, point at."""
        links = ((page, link) for page, link in self.page_links() if link.is_local and link.file)
        linked = {self.resolve(page.path, link.file) for page, link in links}
        return linked | {one.target for one in form_pictures(self)}

    def leads_somewhere(self, path: str) -> bool:
        """Tell whether there is a file at a normal path, in the moment or in what is shared."""
        return bool(self.spelt(path) or self.library.spelt(path))

    def hides_links(self) -> bool:
        """Tell whether a page or a link is so at fault that what it leads to cannot be known."""
        if self.problems["structure"]:
            return True
        if any(self.is_damaged(path) for path in self.tree if path.endswith(".md")):
            return True
        if any(has_broken_link(page) for page in self.pages.values()):
            return True
        return any(not self.leads_somewhere(path) for path in self.linked_files())

    def modules_in_order(self) -> Iterator[ModuleText]:
        """Yield the modules as the settings list them, and then those that they do not list."""
        entries = self.moment.modules if self.moment else ()
        listed = [normal(self.path(entry.file)) for entry in entries]
        for path in dict.fromkeys([*listed, *self.modules]):
            if path in self.modules:
                yield self.modules[path]

    def page_links(self) -> Iterator[tuple[Page, Link]]:
        """Yield every link and picture of every page."""
        for page in self.pages.values():
            for link in page.links:
                yield page, link


def read_moment(tree: Tree, folder: str, library: Library) -> MomentContent:
    """Read one moment. Nothing is refused: what is wrong is in `problems`."""
    content = MomentContent(tree.under(folder), folder=folder, library=library)
    start = len(folder) + 1
    for path in content.tree:
        _read_file(content, path, normal(path[start:]))
    for path in content.stray:
        content.keep_text(path, content.tree)
    return content


def _read_file(content: MomentContent, path: str, name: str) -> None:
    folder, _, file = name.rpartition("/")
    match folder:
        case "":
            _read_top_file(content, path, file)
        case "modules" if file.endswith(".md"):
            _read_module(content, path)
        case "forms" if file.endswith(".yaml"):
            form = content.read_part(path, Form)
            if form:
                content.forms[normal(path)] = form
        case "changes" if file.endswith(".md"):
            note = read_note(content, path)
            if note:
                content.notes[normal(path)] = note
        case "media":
            _read_medium(content, path, file)
        case _:
            content.stray.append(path)


def _read_top_file(content: MomentContent, path: str, file: str) -> None:
    match file:
        case "moment.yaml":
            content.moment = content.read_part(path, Moment)
        case "welcome.md":
            content.welcome = _read_titled_page(content, path)
        case "open.md":
            content.open = _read_titled_page(content, path)
        case "staff.md":
            content.staff = _read_titled_page(content, path)
        case _:
            content.stray.append(path)


def _read_titled_page(content: MomentContent, path: str) -> Page | None:
    page = content.read_page(path)
    if page:
        content.problems["structure"] += title_problems(page)
    return page


def _read_module(content: MomentContent, path: str) -> None:
    page = content.read_page(path)
    if page is None:
        return
    module, problems = read_structure(page)
    content.problems["structure"] += problems
    if module:
        content.modules[normal(path)] = module


def _read_medium(content: MomentContent, path: str, name: str) -> None:
    if name == "media.yaml":
        content.media_list = content.read_part(path, MediaList)
        return
    claimed = type_of_name(path)
    facts = None
    if claimed and content.tree.sizes[path] <= MAX_MEDIA_BYTES:
        if claimed.kind is MediaKind.TEXT and content.read_text(path, MAX_PAGE_BYTES) is None:
            return
        facts = inspect(media_bytes(content.tree, path), claimed)
        if claimed.name == "markdown":
            page = _read_titled_page(content, path)
            if page:
                content.transcripts[normal(path)] = page
    content.media_files[normal(path)] = MediaFile(path, facts)


def media_bytes(tree: Tree, path: str) -> bytes:
    """Return the bytes of a media file as they are published: text in NFC with LF."""
    claimed = type_of_name(path)
    data = tree[path]
    return plain_text(data).encode() if claimed and claimed.kind is MediaKind.TEXT else data
