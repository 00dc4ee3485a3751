"""What an author may have meant by a name that is not there."""

import difflib
from collections.abc import Iterable
from posixpath import relpath

from builder.checks.names import mended_name
from builder.content import MomentContent
from builder.message import Message, tell
from builder.problem import Edit, Edits, Span
from builder.tree import normal


def near(name: str, names: Iterable[str]) -> str:
    """Return the one of `names` that is most like `name`; empty where none is.

    The same letters in another order are likelier than another letter.
    """
    likely = difflib.get_close_matches(name, list(names))
    return min(likely, key=lambda one: sorted(one) != sorted(name), default="")


def no_file(target: str, path: str, content: MomentContent, start: str) -> Message:
    """Say that a file is missing, and which one may be meant, as it is written from `start`."""
    siblings = {normal(one) for one in (*content.tree, *content.library.tree)}
    likely = near(
        path, (one for one in siblings if one.rpartition(".")[2] == path.rpartition(".")[2])
    )
    if likely:
        return tell(
            "there is no file “{target}”; did you mean “{near}”?",
            target=target,
            near=relpath(likely, start),
        )
    return tell("there is no file “{target}”", target=target)


def respelt(path: str, target: str, content: MomentContent) -> str | None:
    """Return `target` as the file is spelt that it means, where only the spelling differs."""
    folder, _, name = path.rpartition("/")
    there = (one.rpartition("/") for one in (*content.tree, *content.library.tree))
    same = [
        file
        for parent, _, file in there
        if normal(parent) == folder and mended_name(file) == mended_name(name)
    ]
    if len(same) != 1 or mended_name(same[0]) != same[0]:
        return None
    start, slash, _ = target.rpartition("/")
    return f"{start}{slash}{same[0]}"


def spelling(span: Span, path: str, target: str, content: MomentContent) -> Edits | None:
    """Return the fix of a file's name that is written in another way than the file's own."""
    name = respelt(path, target, content)
    return Edits((Edit(span, name),)) if name else None
