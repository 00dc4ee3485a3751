"""Settings of cues and regions in WebVTT: where on the picture the words stand."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from builder.media.cue import Fault, Line, shown
from builder.message import mark, tell

_PERCENT: Final = r"(?:0*100(?:\.0+)?|0*[0-9]{1,2}(?:\.[0-9]+)?)%"
_CUE: Final = {
    name: re.compile(value)
    for name, value in {
        "vertical": "rl|lr",
        "line": rf"(?:{_PERCENT}|-?[0-9]+)(?:,(?:start|center|end))?",
        "position": rf"{_PERCENT}(?:,(?:line-left|center|line-right))?",
        "size": _PERCENT,
        "align": "start|center|end|left|right",
        "region": r"\S+",
    }.items()
}
_REGION: Final = {
    name: re.compile(value)
    for name, value in {
        "id": r"\S+",
        "width": _PERCENT,
        "lines": "[0-9]+",
        "regionanchor": f"{_PERCENT},{_PERCENT}",
        "viewportanchor": f"{_PERCENT},{_PERCENT}",
        "scroll": "up",
    }.items()
}
_WORD: Final = re.compile(r"[^ \t]+")
_PLACES: Final = frozenset({"line", "position", "region", "vertical"})


def is_placed(text: str) -> bool:
    """Tell whether settings say where on the picture the cue stands."""
    return any(word[0].partition(":")[0] in _PLACES for word in _WORD.finditer(text))


def cue_setting_faults(line: Line, start: int, regions: set[str]) -> Iterator[Fault]:
    """Yield what is wrong with the settings that begin at an index of a line of times."""
    yield from _faults(line, start, _CUE, set())
    for word in _WORD.finditer(line.text, start):
        name, _, value = word[0].partition(":")
        if name == "region" and value and value not in regions:
            yield _fault(line, word, mark("there is no region “{setting}”"), value)


def region_faults(first: Line, lines: Iterable[Line], regions: set[str]) -> Iterator[Fault]:
    """Yield what is wrong with a region that begins on a line; its id is added to `regions`."""
    seen: set[str] = set()
    for line in lines:
        yield from _faults(line, 0, _REGION, seen)
        for word in _WORD.finditer(line.text):
            name, _, value = word[0].partition(":")
            if name == "id" and value in regions:
                yield _fault(line, word, mark("the region “{setting}” already exists"), value)
            if name == "id":
                regions.add(value)
    if "id" not in seen:
        message = tell("the region has no id, so no cue can stand in it")
        yield Fault(first.number, 1, len(first.text) + 1, message)


def _faults(
    line: Line, start: int, known: Mapping[str, re.Pattern[str]], seen: set[str]
) -> Iterator[Fault]:
    for word in _WORD.finditer(line.text, start):
        name, _, value = word[0].partition(":")
        if name not in known or not known[name].fullmatch(value):
            yield _fault(line, word, mark("“{setting}” is no setting that WebVTT knows"), word[0])
        elif name in seen:
            yield _fault(line, word, mark("“{setting}” is set twice"), name)
        seen.add(name)


def _fault(line: Line, word: re.Match[str], template: str, setting: str) -> Fault:
    message = tell(template, setting=shown(setting))
    return Fault(line.number, word.start() + 1, word.end() + 1, message)
