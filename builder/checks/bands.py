"""FRM: bands that leave a total without a name, or give it two."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from builder.checks.rule import rule
from builder.content import Sources
from builder.message import Message, tell
from builder.model import (
    Form,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    ScaleQuestion,
    Score,
    exact,
)
from builder.model.form import Band
from builder.problem import Pointer, Problem

_MOST_TOTALS: Final = 20_000
"""More different totals than this are not gone through; no questionnaire in use has them."""


@rule("FRM004", "band-gap", Sources)
def band_gap(sources: Sources) -> Iterator[Problem]:
    """A total that answers can give falls in no band.

    Why: for just those residents staff would see a number and no word for what it means, or miss
    that it is high.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: scale, text: "Hur orolig är du?", min: 0, max: 10, min-text: Inte alls, max-text: Mycket}
        scores:
          - id: summa
            title: Summa
            method: sum
            of: [oro]
            missing: {policy: no-score}
            visible-to: [staff]
            bands:
              - {id: lag, from: 0, to: 3, text: Låg}
              - {id: hog, from: 5, to: 10, text: Hög}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: scale, text: "Hur orolig är du?", min: 0, max: 10, min-text: Inte alls, max-text: Mycket}
        scores:
          - id: summa
            title: Summa
            method: sum
            of: [oro]
            missing: {policy: no-score}
            visible-to: [staff]
            bands:
              - {id: lag, from: 0, to: 4, text: Låg}
              - {id: hog, from: 5, to: 10, text: Hög}
    """
    for path, form in sources.walk_forms():
        for n, score in enumerate(form.scores):
            for at, message in _gaps(form, score):
                yield Problem(path, ("scores", n, "bands", *at), message)


def _gaps(form: Form, score: Score) -> Iterator[tuple[Pointer, Message]]:
    """Yield each stretch of totals without a band, at the band that comes after it."""
    bands = score.bands
    totals = reachable_totals(form, score) if bands else None
    told: set[Pointer] = set()
    for total in sorted(totals or ()):
        if any(band.from_ <= total <= band.to for band in bands):
            continue
        after = [m for m, band in enumerate(bands) if band.from_ > total]
        last = max(range(len(bands)), key=lambda m: bands[m].to)
        at: Pointer = (last, "to")
        if after:
            at = (min(after, key=lambda m: bands[m].from_), "from")
        if at not in told:
            told.add(at)
            yield at, tell("the total {total} falls in no band", total=exact(total))


def reachable_totals(form: Form, score: Score) -> set[Decimal] | None:
    """Return every total that complete answers give; None where that is not counted here.

    Counted are sums of choices with scores, of scales and of numbers with both ends.
    """
    questions = {question.id: question for _, question in form.walk()}
    if score.method != "sum" or any(name not in questions for name in score.of):
        return None
    totals = {Decimal(0)}
    for name in score.of:
        points = _points(questions[name])
        if points is None or len(totals) * len(points) > _MOST_TOTALS * 10:
            return None
        totals = {total + point for total in totals for point in points}
        if len(totals) > _MOST_TOTALS:
            return None
    return totals


def _points(question: Question) -> set[Decimal] | None:
    """Return what one answer can add; None where answers have no number."""
    match question:
        case MultipleChoiceQuestion():
            return None
        case ScaleQuestion(min=least, max=most, step=step):
            return _steps(least, most, step or Decimal(1))
        case NumberQuestion(min=Decimal() as least, max=Decimal() as most, step=step):
            return _steps(least, most, step or Decimal(1))
        case _:
            pass
    scores = [choice.score for choice in getattr(question, "choices", ())]
    return {one for one in scores if one is not None} if scores and None not in scores else None


def _steps(least: Decimal, most: Decimal, step: Decimal) -> set[Decimal] | None:
    if step <= 0 or most < least or (most - least) / step > _MOST_TOTALS:
        return None
    return {least + step * n for n in range(int((most - least) / step) + 1)}


@rule("FRM005", "band-overlap", Sources)
def band_overlap(sources: Sources) -> Iterator[Problem]:
    """Two bands of a score hold the same total, or a band ends before it begins.

    Why: nobody could tell which of the two a resident is in. Both ends belong to a band.

    Bad, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: scale, text: "Hur orolig är du?", min: 0, max: 10, min-text: Inte alls, max-text: Mycket}
        scores:
          - id: summa
            title: Summa
            method: sum
            of: [oro]
            missing: {policy: no-score}
            visible-to: [staff]
            bands:
              - {id: lag, from: 0, to: 5, text: Låg}
              - {id: hog, from: 5, to: 10, text: Hög}

    Good, in `forms/enkat.yaml`, with the rest of the file:

        pages:
          - id: sida
            title: Sidan
            questions:
              - {id: oro, type: scale, text: "Hur orolig är du?", min: 0, max: 10, min-text: Inte alls, max-text: Mycket}
        scores:
          - id: summa
            title: Summa
            method: sum
            of: [oro]
            missing: {policy: no-score}
            visible-to: [staff]
            bands:
              - {id: lag, from: 0, to: 4, text: Låg}
              - {id: hog, from: 5, to: 10, text: Hög}
    """
    for path, form in sources.walk_forms():
        for n, score in enumerate(form.scores):
            for m, message in _overlaps(score.bands):
                yield Problem(path, ("scores", n, "bands", m, "from"), message)


def _overlaps(bands: tuple[Band, ...]) -> Iterator[tuple[int, Message]]:
    for m, band in enumerate(bands):
        if band.from_ > band.to:
            message = tell(
                "the band ends at {to}, before it begins at {start}",
                to=exact(band.to),
                start=exact(band.from_),
            )
            yield m, message
    sound = [(band.from_, m) for m, band in enumerate(bands) if band.from_ <= band.to]
    for (_, first), (_, second) in pairwise(sorted(sound)):
        if bands[second].from_ <= bands[first].to:
            message = tell(
                "“{other}” also holds {total}",
                other=bands[first].text,
                total=exact(bands[second].from_),
            )
            yield second, message


RULES = (band_gap, band_overlap)
