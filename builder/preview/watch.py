"""Watch the sources, and tell what to show again."""

import threading
from collections.abc import Callable
from typing import Final

from watchfiles import watch as watch_files

from builder.errors import SourceError
from builder.message import Message, tell_number
from builder.preview.drafts import Drafts
from builder.preview.news import News
from builder.site.pages import FRONT_PATH
from builder.tree import CONTENT

_STEP_MILLISECONDS: Final = 30
_MOST_MILLISECONDS: Final = 200
_QUIET_MILLISECONDS: Final = 300
"""Editors write in several strokes: wait for a quiet step, and never longer than this."""


def watch(
    drafts: Drafts, news: News, stop: threading.Event, say: Callable[[Message], object]
) -> None:
    """Refresh the drafts at every change until `stop` is set."""
    rounds = watch_files(
        drafts.root / CONTENT,
        stop_event=stop,
        step=_STEP_MILLISECONDS,
        debounce=_MOST_MILLISECONDS,
        rust_timeout=_QUIET_MILLISECONDS,
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    settled = False
    for changes in rounds:
        # one more look when it is quiet: what is written into a new folder before the system
        # watches that folder is never told of, nor what was written before the watch began
        if changes or not settled:
            _refresh(drafts, news, say)
        settled = not changes


def _refresh(drafts: Drafts, news: News, say: Callable[[Message], object]) -> None:
    try:
        changed = drafts.refresh()
    except (SourceError, OSError):  # a folder is being moved or replaced: the next look tells
        return
    if changed:
        news.tell(changed)
    for path in sorted(changed - {FRONT_PATH}):
        _say_what_changed(drafts, path, say)


def _say_what_changed(drafts: Drafts, path: str, say: Callable[[Message], object]) -> None:
    count = drafts.findings(path)
    if count is not None:
        name = path.removesuffix(".html")
        say(tell_number("{name}: {n} finding", "{name}: {n} findings", count, name=name))
