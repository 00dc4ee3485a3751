"""Forms that cannot be read: named, with how to see why."""

import shlex
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from builder.message import tell, tell_number
from builder.report.blocks import Block, Heading, Line, bad
from builder.report.proven import Unread

Json: TypeAlias = Any


def unread_blocks(unread: Sequence[Unread], language: str) -> Iterator[Block]:
    """Yield the forms that cannot be read."""
    if not unread:
        return
    yield Heading(tell("Forms that cannot be read").in_language(language))
    for one in unread:
        found = tell_number("{n} finding", "{n} findings", one.findings).in_language(language)
        yield bad(one.path, found)
        command = f"moment check {shlex.quote(one.path)}"
        shows = tell("{command} shows what is wrong", command=command)
        yield Line(shows.in_language(language), depth=2)


def unread_json(unread: Sequence[Unread]) -> Json:
    """Return the forms that cannot be read as plain JSON."""
    return [{"path": one.path, "findings": one.findings} for one in unread]
