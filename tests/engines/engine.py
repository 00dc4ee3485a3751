"""The same answers given to our evaluator and to SurveyJS, and where they differ."""

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from builder.exchange.surveyjs import to_answers, to_surveyjs
from builder.exchange.surveyjs.names import name_of
from builder.forms import Outcome, evaluate
from builder.model import Form

_RUNNER = Path(__file__).with_name("surveyjs.js")
_SECONDS = 300


@dataclass(frozen=True)
class Filled:
    """A form, the form that SurveyJS is given in its name, and sets of answers."""

    form: Form
    data: Mapping[str, Any]
    sets: Sequence[Mapping[str, Any]]
    fault: str = ""
    """What has been changed in `data`, to see whether it is found."""

    @classmethod
    def of(cls, form: Form, sets: Sequence[Mapping[str, Any]]) -> "Filled":
        return cls(form, to_surveyjs(form).data, sets)


def answer(core: Path, filled: Sequence[Filled]) -> Iterator[tuple[Filled, list[Any]]]:
    """Yield forms with what SurveyJS makes of each set of answers; one process for all."""
    forms = [
        {"form": one.data, "sets": [to_answers(one.form, answers) for answers in one.sets]}
        for one in filled
    ]
    run = subprocess.run(
        ["node", "--max-semi-space-size=64", str(_RUNNER), str(core)],
        input=json.dumps(forms), capture_output=True, text=True, timeout=_SECONDS, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stderr == "", run.stderr
    outcomes = json.loads(run.stdout, parse_float=Decimal, parse_int=Decimal)
    return zip(filled, outcomes, strict=True)


@dataclass(frozen=True)
class Difference:
    """What the engines say of the same answers, where that is not the same."""

    form: str
    fault: str
    answers: Mapping[str, Any]
    ours: Any
    theirs: Any


def differences(core: Path, filled: Sequence[Filled]) -> list[Difference]:
    """Return what differs between the engines."""
    return [
        Difference(one.form.id, one.fault, answers, ours, theirs)
        for one, outcomes in answer(core, filled)
        for answers, outcome in zip(one.sets, outcomes, strict=True)
        for ours, theirs in _pairs(said_by_us(one.form, evaluate(one.form, answers)), outcome)
        if ours != theirs
    ]


def _pairs(ours: dict[str, Any], theirs: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    values = theirs["values"]
    yield ours["values"], {name: values.get(name) for name in ours["values"]}
    for key in ("shown", "wrong"):
        yield ours[key], {name for name in theirs[key] if not name.startswith("picture_")}


def said_by_us(form: Form, outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as SurveyJS tells it."""
    told = [f"told_{flag.id}" for flag in form.flags if flag.to == "resident"]
    raised = {f"told_{name}" for name in outcome.flags}
    return {
        "shown": {*map(name_of, outcome.shown), *raised.intersection(told)},
        "wrong": {name_of(fault.question) for fault in outcome.faults},
        "values": {
            **{f"score_{name}": value for name, value in outcome.scores.items()},
            **{f"band_{name}": band for name, band in outcome.bands.items()},
            **{f"flag_{flag.id}": flag.id in outcome.flags for flag in form.flags},
        },
    }
