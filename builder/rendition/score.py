"""What becomes of the answers: scores with their levels, and flags."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from builder.message import Message, mark, tell, tell_number
from builder.model import FlagRule, Form, Score
from builder.rendition.condition import ConditionSpeaker, Spoken
from builder.rendition.words import Voice

_STRETCH: Final = 3
"""Fewer numbers in a row are shorter one by one."""
_METHODS: Final = {
    "sum": mark("The sum of {questions}"),
    "mean": mark("The mean of {questions}"),
    "count": mark("The number of answers among {questions}"),
    "min": mark("The lowest of {questions}"),
    "max": mark("The highest of {questions}"),
}
_POLICIES: Final = {
    "no-score": mark("If an answer is missing, no score is given."),
    "leave-out": mark("Questions without an answer are left out."),
    "mean-of-answered": mark("A missing answer is replaced by the mean of the given answers."),
    "count-as-zero": mark("A missing answer counts as zero."),
}
_AUDIENCES: Final = {
    frozenset({"staff", "resident"}): mark("Shown to staff and to the resident"),
    frozenset({"staff"}): mark("Shown to staff only"),
    frozenset({"resident"}): mark("Shown to the resident only"),
    frozenset(): mark("Shown to nobody"),
}


@dataclass(frozen=True, slots=True)
class BandView:
    """A level and its limits, as people read them."""

    limits: str
    text: str


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A score in words."""

    score: Score
    method: str
    missing: str
    audience: str
    bands: tuple[BandView, ...]


@dataclass(frozen=True, slots=True)
class FlagView:
    """A flag in words."""

    flag: FlagRule
    when: Spoken


def audience_in_words(audience: Iterable[str], voice: Voice) -> str:
    """Return who sees something."""
    return voice.word(_AUDIENCES[frozenset(audience)])


def score_views(form: Form, numbers: Mapping[str, int], voice: Voice) -> tuple[ScoreView, ...]:
    """Return the scores of a form in words."""
    return tuple(
        ScoreView(
            score,
            _method(score, numbers, voice),
            _missing(score, voice),
            audience_in_words(score.visible_to, voice),
            tuple(BandView(_limits(band.from_, band.to, voice), band.text) for band in score.bands),
        )
        for score in form.scores
    )


def flag_views(form: Form, speaker: ConditionSpeaker) -> tuple[FlagView, ...]:
    """Return the flags of a form in words."""
    return tuple(FlagView(flag, _sentence(speaker.say(flag.when))) for flag in form.flags)


def _sentence(spoken: Spoken) -> Spoken:
    return Spoken(spoken.text[:1].upper() + spoken.text[1:], spoken.parts)


def _method(score: Score, numbers: Mapping[str, int], voice: Voice) -> str:
    questions = _questions(score, numbers, voice)
    said = voice.say(tell(_METHODS[score.method], questions=questions))
    if score.decimals is None:
        return f"{said}."
    rounded = tell_number(", rounded to {n} decimal.", ", rounded to {n} decimals.", score.decimals)
    if score.decimals == 0:
        rounded = tell(", rounded to a whole number.")
    return said + voice.say(rounded)


def _questions(score: Score, numbers: Mapping[str, int], voice: Voice) -> str:
    """Name questions by number; three or more in a row as a stretch."""
    found = sorted(numbers[name] for name in score.of if name in numbers)
    words = voice.all_of(_stretches(found)) if found else "–"
    return voice.say(
        tell_number("question {words}", "questions {words}", len(score.of), words=words)
    )


def _stretches(numbers: list[int]) -> Iterator[str]:
    start = 0
    for n in range(1, len(numbers) + 1):
        if n < len(numbers) and numbers[n] == numbers[n - 1] + 1:
            continue
        run = numbers[start:n]
        if len(run) >= _STRETCH:
            yield f"{run[0]}\N{EN DASH}{run[-1]}"
        else:
            yield from (str(number) for number in run)
        start = n


def _missing(score: Score, voice: Voice) -> str:
    said = voice.word(_POLICIES[score.missing.policy])
    most = score.missing.at_most
    if most is None or score.missing.policy == "no-score":
        return said
    limit: Message = tell_number(
        "If more than {n} answer is missing, no score is given.",
        "If more than {n} answers are missing, no score is given.",
        most,
    )
    return f"{said} {voice.say(limit)}"


def _limits(low: Decimal, high: Decimal, voice: Voice) -> str:
    first, last = voice.number(low), voice.number(high)
    return first if first == last else f"{first}\N{EN DASH}{last}"
