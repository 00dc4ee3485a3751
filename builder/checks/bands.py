"""FRM: bands that leave a total without a name, give it two, or wait for one that never comes."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from builder.checks.rule import rule
from builder.content import Sources
from builder.message import Message, mark, tell
from builder.model import Band, Score, exact
from builder.problem import Pointer, Problem

_SUMS: Final = mark("no answers reach this band: the totals go from {least} to {most}")
_SCORES: Final = mark("no answers reach this band: the score goes from {least} to {most}")
_SUMS_AROUND: Final = mark("no answers reach this band: the nearest totals are {below} and {above}")
_SCORES_AROUND: Final = mark(
    "no answers reach this band: the nearest scores are {below} and {above}"
)


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
    for path, analysis in sources.walk_analyses():
        for n, score in enumerate(analysis.form.scores):
            is_sound = all(band.from_ <= band.to for band in score.bands)
            values = analysis.values(score) if score.bands and is_sound else None
            for at, message in _gaps(score, values or frozenset()):
                yield Problem(path, ("scores", n, "bands", *at), message)


def _gaps(score: Score, values: frozenset[Decimal | None]) -> Iterator[tuple[Pointer, Message]]:
    """Yield each stretch of values without a band, at the band that comes after it."""
    bands, told = score.bands, set[Pointer]()
    template = mark("the score {total} falls in no band")
    if score.method == "sum":
        template = mark("the total {total} falls in no band")
    for value in sorted(value for value in values if value is not None):
        if any(band.from_ <= value <= band.to for band in bands):
            continue
        after = [m for m, band in enumerate(bands) if band.from_ > value]
        last = max(range(len(bands)), key=lambda m: bands[m].to)
        at: Pointer = (last, "to")
        if after:
            at = (min(after, key=lambda m: bands[m].from_), "from")
        if at not in told:
            told.add(at)
            yield at, tell(template, total=exact(value))


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


@rule("FRM013", "unreachable-band", Sources)
def unreachable_band(sources: Sources) -> Iterator[Problem]:
    """No answers give a total that falls in the band.

    Why: staff wait for a level that cannot come. Often the limits belong to another version of
    the questions, or a choice lacks its points.

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
              - {id: lag, from: 0, to: 10, text: Låg}
              - {id: hog, from: 11, to: 20, text: Hög}

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
    for path, analysis in sources.walk_analyses():
        for n, score in enumerate(analysis.form.scores):
            numbers = [value for value in analysis.values(score) or () if value is not None]
            if not numbers or analysis.counts_unseen(score):
                continue
            for m, band in enumerate(score.bands):
                if band.from_ <= band.to and not any(
                    band.from_ <= one <= band.to for one in numbers
                ):
                    message = _missed(score, band, numbers)
                    yield Problem(path, ("scores", n, "bands", m, "from"), message)


def _missed(score: Score, band: Band, numbers: Sequence[Decimal]) -> Message:
    """Say which values there are where a band has none: around it, or else from end to end."""
    below = [one for one in numbers if one < band.from_]
    above = [one for one in numbers if one > band.to]
    is_sum = score.method == "sum"
    if below and above:
        template = _SUMS_AROUND if is_sum else _SCORES_AROUND
        return tell(template, below=exact(max(below)), above=exact(min(above)))
    template = _SUMS if is_sum else _SCORES
    return tell(template, least=exact(min(numbers)), most=exact(max(numbers)))


RULES = (band_gap, band_overlap, unreachable_band)
