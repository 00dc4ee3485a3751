"""WVR: warnings that somebody has answered for, and waivers that answer for nothing."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, Literal

from builder.checks.near import near
from builder.checks.rule import Finding, Judgement, Sees, Severity, rule
from builder.content import Library, MomentContent, Sources
from builder.content.library import PROFILE
from builder.content.moment import SETTINGS
from builder.message import Message, tell
from builder.model import Waiver
from builder.problem import Problem

_FAMILY: Final = "WVR"


def waive(sources: Sources, findings: Iterable[Finding], today: dt.date) -> Iterator[Finding]:
    """Yield the findings, the warnings that a waiver in force covers with their waiver."""
    waivers = [waiver for waiver in waivers_of(sources) if today <= waiver.until]
    for finding in findings:
        waiver = next((one for one in waivers if _covers(one, finding)), None)
        yield finding if waiver is None else replace(finding, waiver=waiver)


def waivers_of(sources: Sources) -> tuple[Waiver, ...]:
    """Return the waivers that stand in the moment's settings, or in the profile for the rest."""
    match sources:
        case MomentContent(moment=settings) if settings:
            return settings.waivers
        case Library(profile=profile) if profile:
            return profile.waivers
        case _:
            return ()


def _file(sources: Sources) -> str:
    return sources.path(SETTINGS) if isinstance(sources, MomentContent) else PROFILE


def _covers(waiver: Waiver, finding: Finding) -> bool:
    is_warning = finding.severity is Severity.WARNING and not finding.code.startswith(_FAMILY)
    return is_warning and waiver.code == finding.code and _is_at(waiver, finding)


def _is_at(waiver: Waiver, finding: Finding) -> bool:
    """Tell whether a finding stands in the file, or at the very place, that a waiver names."""
    return waiver.place in {finding.anchor, finding.anchor.partition("#")[0]}


def _is_met(waiver: Waiver, judgement: Judgement) -> bool:
    return any(one.code == waiver.code and _is_at(waiver, one) for one in judgement.findings)


@rule("WVR001", "unused-waiver", Sources, Severity.WARNING, sees=Sees.JUDGEMENT)
def unused_waiver(sources: Sources, judgement: Judgement) -> Iterator[Problem]:
    """A waiver covers nothing: what it was written for is not found any more.

    Why: a waiver that is left behind would hide the next fault of the same sort without anybody
    having thought of it. Take it away.

    Bad, in `moment.yaml`, with the rest of the file:

        waivers:
          - code: REF012
            place: media/rum.png
            reason: Bilden används i nästa version.
            who: Innehållsansvarig sjuksköterska
            until: 2030-01-01

    Good, in `moment.yaml`, with the rest of the file:

        waivers: []
    """
    for n, waiver in enumerate(waivers_of(sources)):
        is_sound = judgement.today <= waiver.until and not _void(sources, waiver, judgement)
        if is_sound and not _is_met(waiver, judgement):
            yield Problem(
                _file(sources), ("waivers", n, "place"), _unmet(waiver, judgement.findings)
            )


def _unmet(waiver: Waiver, findings: Iterable[Finding]) -> Message:
    """Say that a waiver covers nothing; and where in the same file it would."""
    file = waiver.place.partition("#")[0]
    same = (one.anchor for one in findings if one.code == waiver.code)
    there = min((one for one in same if one.partition("#")[0] == file), default=None)
    if there:
        return tell(
            "{code} does not stand at “{place}”, but at “{there}”",
            code=waiver.code,
            place=waiver.place,
            there=there,
        )
    return tell(
        "{code} is not found in “{place}”: take the waiver away",
        code=waiver.code,
        place=waiver.place,
    )


@rule("WVR002", "expired-waiver", Sources, Severity.WARNING, sees=Sees.TODAY)
def expired_waiver(sources: Sources, today: dt.date) -> Iterator[Problem]:
    """The day until which a waiver holds has passed.

    Why: a waiver is a promise to come back. Mend what it was about, or decide anew.

    Bad, in `moment.yaml`, with the rest of the file:

        waivers:
          - code: REF012
            place: media/rum.png
            reason: Bilden används i nästa version.
            who: Innehållsansvarig sjuksköterska
            until: 2026-01-01

    Good, in `moment.yaml`, with the rest of the file:

        waivers: []
    """
    for n, waiver in enumerate(waivers_of(sources)):
        if today > waiver.until:
            message = tell(
                "the waiver for {code} held until {day}: mend what it is about, or decide anew",
                code=waiver.code,
                day=str(waiver.until),
            )
            yield Problem(_file(sources), ("waivers", n, "until"), message)


@rule("WVR003", "void-waiver", Sources, sees=Sees.JUDGEMENT)
def void_waiver(sources: Sources, judgement: Judgement) -> Iterator[Problem]:
    """A waiver is for something that nobody can answer for.

    Why: only a warning can be waived, in a file that is there. An error is mended before anything
    is published, and advice stops nothing.

    Bad, in `moment.yaml`, with the rest of the file:

        waivers:
          - code: REF003
            place: welcome.md
            reason: Vi hinner inte.
            who: Innehållsansvarig sjuksköterska
            until: 2030-01-01

    Good, in `moment.yaml`, with the rest of the file:

        waivers: []
    """
    for n, waiver in enumerate(waivers_of(sources)):
        fault = _void(sources, waiver, judgement)
        if fault and judgement.today <= waiver.until:
            key, message = fault
            yield Problem(_file(sources), ("waivers", n, key), message)


def _void(
    sources: Sources, waiver: Waiver, judgement: Judgement
) -> tuple[Literal["code", "place"], Message] | None:
    severity = judgement.severities.get(waiver.code)
    if severity is None:
        likely = near(waiver.code.upper(), sorted(judgement.severities))
        if likely:
            return "code", tell(
                "there is no rule “{code}”; did you mean {near}?", code=waiver.code, near=likely
            )
        return "code", tell("there is no rule “{code}”", code=waiver.code)
    if severity is not Severity.WARNING:
        return "code", tell("{code} is no warning: it cannot be waived", code=waiver.code)
    if waiver.code.startswith(_FAMILY):
        return "code", tell("{code} is about waivers: it cannot be waived", code=waiver.code)
    file = waiver.place.partition("#")[0]
    if not (sources.spelt(sources.path(file)) or _is_met(waiver, judgement)):
        return "place", tell("there is no file “{target}”", target=file)
    return None


RULES = (unused_waiver, expired_waiver, void_waiver)
