"""REL: what a release needs, seen beside the release before it.

These rules are held where a moment is compared with the catalogue (`moment diff`, `review`,
`publish`); `moment check` does not know what has been published.
"""

from collections.abc import Iterator
from typing import Final

from builder.checks.rule import Pending, Sees, Severity, rule
from builder.content import ChangeNote, MomentContent
from builder.content.moment import SETTINGS
from builder.message import tell, tell_number
from builder.problem import Pointer, Problem, Span

_SETTLED: Final = {"major": "MAJOR", "minor": "MINOR", "none": "–"}


@rule("REL001", "missing-note", MomentContent, sees=Sees.RELEASE)
def missing_note(content: MomentContent, pending: Pending) -> Iterator[Problem]:
    """The moment has changed, and no change note says what.

    Why: those who run the moment at a care unit read the note, and tell staff and residents. They
    need to know what is new and whether they are to do anything. `moment new note` writes the
    beginning of one.

    Good, in `changes/tydligare-ovning.md`:

        # Tydligare övning

        En mening i övningen är tydligare. Ni behöver inte göra något.
    """
    if pending.is_release and not pending.is_first and not pending.notes:
        message = tell(
            "what has changed is not told: write a change note (moment new note {moment} …)",
            moment=content.key.name,
        )
        yield Problem(content.path(SETTINGS), (), message)


@rule("REL002", "unknown-decision", MomentContent, sees=Sees.RELEASE)
def unknown_decision(content: MomentContent, pending: Pending) -> Iterator[Problem]:
    """A change note decides about a change that is not there.

    Why: a decision is about one change, word for word. Where the text has been changed again, or
    changed back, somebody has to look at it again. `moment diff` shows the changes and what each
    is called.

    Bad, in `changes/tydligare-ovning.md`:

        ---
        decisions:
          - change: c00000000000
            level: minor
            reason: Numret är detsamma.
        ---
        # Tydligare övning

        En mening i övningen är tydligare.

    Good, in `changes/tydligare-ovning.md`:

        # Tydligare övning

        En mening i övningen är tydligare.
    """
    for note, at, change in _decided(content, pending):
        if change not in pending.levels:
            message = tell(
                "there is no change {change} any more: look at moment diff, and decide anew",
                change=change,
            )
            yield Problem(note.path, at, message)


@rule("REL003", "needless-decision", MomentContent, sees=Sees.RELEASE)
def needless_decision(content: MomentContent, pending: Pending) -> Iterator[Problem]:
    """A change note decides about a change whose level is settled.

    Why: only what is marked “to decide” is for a person to judge. A removed question is MAJOR
    whatever somebody thinks, since answers that are stored depend on it.

    Good, in `changes/tydligare-ovning.md`:

        # Tydligare övning

        En mening i övningen är tydligare.
    """
    for note, at, change in _decided(content, pending):
        level = pending.levels.get(change, "decide")
        if level in _SETTLED:
            message = tell(
                "the change {change} is {level}; there is nothing to decide",
                change=change,
                level=_SETTLED[level],
            )
            yield Problem(note.path, at, message)


@rule("REL004", "contradicting-decisions", MomentContent, sees=Sees.RELEASE)
def contradicting_decisions(content: MomentContent, pending: Pending) -> Iterator[Problem]:
    """Two change notes decide differently about the same change.

    Why: nobody can tell which of them holds. Keep the one that is meant.

    Good, in `changes/tydligare-ovning.md`:

        # Tydligare övning

        En mening i övningen är tydligare.
    """
    first: dict[str, tuple[str, str]] = {}
    for note in _fresh(content, pending):
        for at, decision in note.decisions():
            level, said = first.setdefault(decision.change, (decision.level, note.id))
            if level != decision.level:
                message = tell(
                    "{change} is decided otherwise in “{note}”", change=decision.change, note=said
                )
                yield Problem(note.path, at, message)


@rule("REL005", "outdated-risk-analysis", MomentContent, sees=Sees.RELEASE)
def outdated_risk_analysis(content: MomentContent, pending: Pending) -> Iterator[Problem]:
    """The risk analysis is older than the last MAJOR version, and a new MAJOR is on its way.

    Why: a MAJOR version changes what residents do, answer or are told. What can go wrong with it is
    gone through anew, with care staff taking part, before it is published.

    Good, in `moment.yaml`, with the rest of the file:

        risk-analysis:
          date: 2026-09-15
          participants: En sjuksköterska, en psykolog och en designer
    """
    analysis = content.moment.risk_analysis if content.moment else None
    last = pending.last_major
    if analysis and last and pending.is_major and analysis.date < last:
        message = tell(
            "the risks were gone through on {day}, before the last MAJOR version of {last}: "
            "go through them anew",
            day=analysis.date.isoformat(),
            last=last.isoformat(),
        )
        yield Problem(content.path(SETTINGS), ("risk-analysis", "date"), message)


@rule("REL006", "undecided-change", MomentContent, Severity.ADVICE, sees=Sees.RELEASE)
def undecided_change(content: MomentContent, pending: Pending) -> Iterator[Problem]:
    """The version is MAJOR only because nobody has decided about some changes.

    Why: a number, a “not” or a new paragraph may mean something else to a resident, or nothing at
    all; only a person can tell. Decide in the change note, with a reason, or let it be MAJOR: then
    it does not reach those who have started.

    Good, in `changes/tydligare-ovning.md`:

        # Tydligare övning

        En mening i övningen är tydligare.
    """
    if pending.undecided and pending.is_undecided:
        message = tell_number(
            "{n} change is to be decided; it is published as MAJOR otherwise",
            "{n} changes are to be decided; they are published as MAJOR otherwise",
            len(pending.undecided),
        )
        fresh = next(iter(_fresh(content, pending)), None)
        at = fresh.page.headings[0].span if fresh else Span(content.path(SETTINGS))
        yield Problem(at.path, at, message)


def _fresh(content: MomentContent, pending: Pending) -> Iterator[ChangeNote]:
    """Yield the change notes that no release has told yet."""
    for _, note in sorted(content.notes.items()):
        if note.id in pending.notes:
            yield note


def _decided(content: MomentContent, pending: Pending) -> Iterator[tuple[ChangeNote, Pointer, str]]:
    for note in _fresh(content, pending):
        for at, decision in note.decisions():
            yield note, at, decision.change


RULES = (
    missing_note,
    unknown_decision,
    needless_decision,
    contradicting_decisions,
    outdated_risk_analysis,
    undecided_change,
)
