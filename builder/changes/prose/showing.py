"""What a page began or ceased to show: pictures, films, forms, and the words that go with them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.changes.kinds import Change, Kind
from builder.changes.prose.align import align
from builder.changes.prose.reading import Shown
from builder.changes.prose.texts import compare_text
from builder.message import tell
from builder.package import Route


def compare_shown(old: Sequence[Shown], new: Sequence[Shown], subject: Route) -> Iterator[Change]:
    """Yield what is shown no longer, or new, or elsewhere; then what is said of it otherwise."""
    for group in align([one.target for one in old], [one.target for one in new]):
        before, after = [old[n] for n in group.old], [new[n] for n in group.new]
        if [one.target for one in before] != [one.target for one in after]:
            yield from (_came(one, subject) for one in after)
            yield from (_went(one, subject) for one in before)
            continue
        for one, two in zip(before, after, strict=True):
            if group.is_moved:
                yield _moved(two, one, subject)
            yield from _words(one, two, subject)


def _name(target: str) -> str:
    return target.partition(":")[2] if target.startswith(("form:", "media:")) else target


def _came(one: Shown, subject: Route) -> Change:
    kind = Kind.FORM_PLACED if one.target.startswith("form:") else Kind.MEDIUM_MOVED
    message = tell("“{name}” is now shown here", name=_name(one.target))
    return Change(kind, subject, message, "", one.target, one.line)


def _went(one: Shown, subject: Route) -> Change:
    kind = Kind.FORM_TAKEN if one.target.startswith("form:") else Kind.MEDIUM_MOVED
    message = tell("“{name}” is no longer shown here", name=_name(one.target))
    return Change(kind, subject, message, one.target, "", None, one.line)


def _moved(new: Shown, old: Shown, subject: Route) -> Change:
    kind = Kind.PARAGRAPH_MOVED if new.target.startswith("form:") else Kind.MEDIUM_MOVED
    message = tell("“{name}” is shown elsewhere among the others", name=_name(new.target))
    return Change(kind, subject, message, old.target, new.target, new.line, old.line)


def _words(old: Shown, new: Shown, subject: Route) -> Iterator[Change]:
    for before, after in ((old.alt, new.alt), (old.caption, new.caption)):
        for change in compare_text(before, after, subject, Kind.TEXT_REWORDED):
            yield replace(change, line=new.line, old_line=old.line)
