"""All drafts of a library, read when somebody looks, and again only where something changed."""

import datetime as dt
import threading
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from builder.checks import check
from builder.content import Library, read_library, read_moment
from builder.content.library import MOMENT_DEPTH
from builder.message import translate
from builder.preview.draft import Draft, name_of, show, told
from builder.preview.words import INTRODUCTION
from builder.site.frame import Frame, SitePage
from builder.site.handbook import handbook
from builder.site.pages import FRONT_PATH, front_page, moment_page
from builder.site.presented import page_path
from builder.site.search import INDEX_PATH, index
from builder.survey import each_moment
from builder.tree import Tree, read_folder


@dataclass(slots=True)
class _State:
    """What is known of the sources. `drafts` and `pages` hold what has been looked at."""

    shared: Tree
    library: Library
    parts: dict[str, Tree]
    today: dt.date
    drafts: dict[str, Draft] = field(default_factory=dict)
    pages: dict[str, SitePage] = field(default_factory=dict)


class Drafts:
    """The drafts in a working tree; safe to ask from several threads."""

    def __init__(self, root: Path, language: str) -> None:
        self.root = root
        self._language = language
        self._lock = threading.RLock()
        self._state = self._read()

    @property
    def frame(self) -> Frame:
        """What stands around every page."""
        profile = self._state.library.profile
        return Frame(profile.title if profile else self.root.name, self._language, live=True)

    def look_at_all(self) -> int:
        """Read every moment, on all processors, and return how many.

        Call it before threads start: it may start processes.
        """
        with self._lock:
            state = self._state
            work = partial(show, language=self._language, today=state.today)
            drafts = each_moment(state.parts, state.library, list(state.parts), work)
            state.drafts.update(zip(state.parts, drafts, strict=True))
            return len(state.drafts)

    def refresh(self) -> frozenset[str]:
        """Read what changed since last time; return the paths of the pages to show again."""
        with self._lock:
            old, new = self._state, self._read()
            is_shared = not _equal(old.shared, new.shared)
            kept: set[str] = set()
            if not is_shared:
                new.library = old.library
                kept = {one for one, part in new.parts.items() if _equal(old.parts.get(one), part)}
                new.drafts = {one: draft for one, draft in old.drafts.items() if one in kept}
                new.pages = {one: page for one, page in old.pages.items() if one in kept}
            self._state = new
            changed = {
                page_path(name_of(one)) for one in (old.parts.keys() | new.parts.keys()) - kept
            }
            return frozenset(changed | {FRONT_PATH}) if changed or is_shared else frozenset()

    def _read(self) -> _State:
        tree = read_folder(self.root)
        library = read_library(tree)
        parts = {f: part for f, part in tree.split(MOMENT_DEPTH).items() if f in library.folders}
        return _State(library.tree, library, parts, dt.datetime.now().astimezone().date())

    def page(self, path: str) -> SitePage | None:
        """Return the page at a path from the site's root, or None."""
        with self._lock:
            if path == FRONT_PATH:
                return self._front()
            folder = self._folder(path)
            if folder is None:
                return handbook(self._language).get(path)
            pages = self._state.pages
            if folder not in pages:
                pages[folder] = moment_page(self._draft(folder).presented, self._language)
            return pages[folder]

    def media(self, address: str) -> Path | None:
        """Return the file behind a media address that some page shows, or None."""
        with self._lock:
            found = (draft.media.get(address) for draft in self._state.drafts.values())
            path = next((path for path in found if path), None)
            return self.root / path if path else None

    def script(self, path: str) -> str | None:
        """Return a generated script, or None."""
        if path != INDEX_PATH:
            return None
        with self._lock:
            return index(self._draft(folder).entry for folder in self._state.parts)

    def findings(self, path: str) -> int | None:
        """Return the number of findings on a moment's page, or None when the moment is gone."""
        with self._lock:
            folder = self._folder(path)
            return len(self._draft(folder).presented.findings) if folder else None

    def _folder(self, path: str) -> str | None:
        return next((one for one in self._state.parts if page_path(name_of(one)) == path), None)

    def _draft(self, folder: str) -> Draft:
        state = self._state
        if folder not in state.drafts:
            content = read_moment(state.parts[folder], folder, state.library)
            state.drafts[folder] = show(content, self._language, state.today)
        return state.drafts[folder]

    def _front(self) -> SitePage:
        state = self._state
        entries = [self._draft(folder).entry for folder in state.parts]
        findings = tuple(told(check(state.library, state.today), self._language))
        introduction = translate(INTRODUCTION, self._language)
        return front_page(self.frame.title, entries, self._language, introduction, findings)


def _equal(old: Tree | None, new: Tree) -> bool:
    """Tell whether a part of the tree looks untouched."""
    return (
        old is not None
        and old.sizes == new.sizes
        and old.times == new.times
        and old.links == new.links
    )
