"""Tells waiting browsers what to show again."""

import threading
from collections.abc import Iterator
from typing import Final

_SECONDS_BETWEEN_SIGNS: Final = 15
"""A browser that hears nothing for long takes the connection for dead."""


class News:
    """A bulletin: whoever waits is told of the latest number and the paths that it is about."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._number = 0
        self._paths: dict[int, frozenset[str]] = {}
        self._closed = False

    def tell(self, paths: frozenset[str]) -> None:
        """Say that the pages at `paths` should be shown again."""
        with self._changed:
            self._number += 1
            self._paths[self._number] = paths
            self._paths.pop(self._number - 100, None)
            self._changed.notify_all()

    def close(self) -> None:
        """Let everyone who waits go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def listen(self) -> Iterator[frozenset[str]]:
        """Yield the paths of each change from now on; an empty set is only a sign of life."""
        seen = self._number
        yield frozenset()
        while not self._closed:
            paths, seen = self._after(seen)
            yield paths

    def _after(self, seen: int) -> tuple[frozenset[str], int]:
        """Wait for news after number `seen`; return its paths and its number."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._closed or self._number > seen, _SECONDS_BETWEEN_SIGNS
            )
            new = [self._paths.get(n, frozenset()) for n in range(seen + 1, self._number + 1)]
            return frozenset[str]().union(*new), self._number
