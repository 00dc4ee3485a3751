"""One version, for people: what it is, what changed, whom that touches, and who approved it."""

from collections.abc import Mapping
from typing import Final

from builder.manifest import ChangeText, Json, Release
from builder.message import Message, mark, tell, translate
from builder.terminal import Terminal
from builder.unit.result import Described
from builder.unit.show_safety import show_superseded

_LEVELS: Final[Mapping[str, str]] = {
    "first": mark("First version"),
    "major": mark("Does not reach started moments"),
    "minor": mark("Reaches started moments"),
}
_CHANGE_LEVELS: Final[Mapping[str, str]] = {
    "major": mark("Major"),
    "decide": mark("May change the meaning"),
    "minor": mark("Minor"),
    "none": mark("Reads the same"),
}
_TOUCHES: Final[Mapping[str, str]] = {
    "answers": mark("stored answers"),
    "progress": mark("progress"),
    "meaning": mark("clinical meaning"),
    "text": mark("text only"),
}


def show_described(terminal: Terminal, result: Described) -> None:
    """Show one version of a moment."""
    release = result.release
    terminal.say(
        tell(
            "{title} ({moment}) {version}",
            title=release.title,
            moment=result.moment,
            version=str(release.version),
        ),
        "bold",
    )
    _show_standing(terminal, result)
    if result.superseding:
        show_superseded(terminal, release.title, result.moment, result.superseding)
    _show_approval(terminal, release)
    for note in release.notes:
        _heading(terminal, note.title)
        _show_lines(terminal, note.markdown.strip())
    if release.changes:
        _heading(terminal, translate(mark("Changes"), terminal.language))
        reasons = {one["change"]: one for one in release.decisions}
        for change in release.changes:
            _show_change(terminal, change, reasons.get(change.fingerprint))
    if release.waivers:
        _heading(terminal, translate(mark("Waived warnings"), terminal.language))
        for waiver in release.waivers:
            _say_more(terminal, _waiver(waiver))


def _show_standing(terminal: Terminal, result: Described) -> None:
    """Tell the level, the day, whether it is about safety, and what is active here."""
    release = result.release
    level = translate(_LEVELS.get(release.level, release.level), terminal.language)
    terminal.say(tell("{level} · {day}", level=level, day=release.date[:10]))
    if release.safety:
        terminal.say(tell("Released for safety: lower versions are not to be started."), "red")
    if result.active:
        terminal.say(tell("{version} is active in this unit.", version=str(result.active)))


def _show_approval(terminal: Terminal, release: Release) -> None:
    if release.approval is None or not release.approval.by:
        terminal.say(tell("Nobody has approved it; the publisher's rules asked for no approval."))
        return
    names = ", ".join(one.name for one in release.approval.by)
    terminal.say(tell("Approved by {names}.", names=names))


def _show_change(terminal: Terminal, change: ChangeText, decision: Json | None) -> None:
    """Show one change: its level, whom it touches, what it is, and an example."""
    level = translate(_CHANGE_LEVELS.get(change.level, change.level), terminal.language)
    touches = translate(_TOUCHES.get(change.touches, change.touches), terminal.language)
    terminal.say(tell("  {level}, touches {touches}", level=level, touches=touches), "bold")
    where = " › ".join(_place(change.subject))
    text = _in_language(terminal, change.text)
    _show_lines(terminal, f"{where}: {text}" if where else text, 4)
    if change.witness:
        example = _in_language(terminal, change.witness)
        _say_more(terminal, tell("Example: {example}", example=example), 4)
    if decision:
        _say_more(terminal, tell("Decided, because: {reason}", reason=decision["reason"]), 4)


def _place(subject: str) -> list[str]:
    """Return the ids that a route such as `module/varva-ner/step/andas` leads past."""
    steps = subject.split("/")
    pairs = zip(steps[::2], steps[1::2], strict=False)
    return [name for kind, name in pairs if kind != "settings"]


def _waiver(waiver: Json) -> Message:
    return tell(
        "{code} {place}: {reason} ({who}, until {until})",
        code=waiver["code"],
        place=waiver["place"],
        reason=waiver["reason"],
        who=waiver["who"],
        until=waiver["until"],
    )


def _in_language(terminal: Terminal, texts: Mapping[str, str]) -> str:
    return texts.get(terminal.language) or next(iter(texts.values()), "")


def _heading(terminal: Terminal, text: str) -> None:
    terminal.out.print()
    terminal.out.print(text, style="bold", markup=False, highlight=False)


def _say_more(terminal: Terminal, message: Message, margin: int = 2) -> None:
    _show_lines(terminal, terminal.text(message), margin)


def _show_lines(terminal: Terminal, text: str, margin: int = 2) -> None:
    """Write text with a margin, folded at the terminal's width."""
    from rich.padding import Padding
    from rich.text import Text

    terminal.out.print(Padding(Text(text), (0, 0, 0, margin), expand=False))
