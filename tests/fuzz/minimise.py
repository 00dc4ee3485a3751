"""The smallest library that still has the fault."""

from collections.abc import Callable
from typing import TypeAlias

from seeds import Files

_Fails: TypeAlias = Callable[[Files], bool]


def minimise(files: Files, fails: _Fails) -> dict[str, bytes]:
    """Leave out files, and then parts of those that are left, for as long as it still fails."""
    least = dict(files)
    for path in sorted(files):
        fewer = {other: data for other, data in least.items() if other != path}
        least = fewer if fails(fewer) else least
    for path in sorted(least, key=lambda path: len(least[path])):
        least[path] = _cut(least[path], lambda data, path=path: fails({**least, path: data}))
    return least


def _cut(data: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """Leave out stretches: halves first, then ever shorter ones, down to single bytes."""
    width = len(data)
    while width:
        at = 0
        while at < len(data):
            shorter = data[:at] + data[at + width :]
            if fails(shorter):
                data = shorter
            else:
                at += width
        width //= 2
    return data
