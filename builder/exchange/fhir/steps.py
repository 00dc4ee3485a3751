"""How far apart the numbers of an item are."""

import re
from decimal import Decimal
from typing import Final

from builder.exchange.fhir.given import Given, count, decimal
from builder.exchange.fhir.names import (
    CONSTRAINT,
    MAX_DECIMALS,
    SLIDER_STEP,
    STEP,
    WHOLE_STEPS,
    Json,
)
from builder.exchange.fhir.paths import on_step
from builder.message import Message, tell
from builder.model import NumberQuestion, scalars

_STEP: Final = re.compile(r"(\* 1000000\)\.round\(\) )?mod ([0-9]{1,20}(?:\.[0-9]{1,10})?) = 0\)")


def read_step(item: Given, keys: Json) -> tuple[Decimal | None, Message | None]:
    """Return the step of an item, None for whole numbers, and what became of it if it changed."""
    of_slider = decimal(item.extension(SLIDER_STEP))
    of_constraint = _held_to(item, keys)
    places = item.extension(MAX_DECIMALS)
    if of_constraint is not None:
        is_stated = item.parts(CONSTRAINT).get("key") == STEP
        return (of_constraint if is_stated else None), None
    if of_slider is not None and of_slider > 0:
        return of_slider, None
    if item.keys.get("type") == "integer" or count(places) == 0:
        return None, None
    few = count(places)
    if few is not None and few <= scalars.MAX_DECIMALS:
        return Decimal(1).scaleb(-few), None
    step = Decimal(1).scaleb(-scalars.MAX_DECIMALS)
    return step, tell("how many decimals there may be is not said, or too many; four may be")


def _held_to(item: Given, keys: Json) -> Decimal | None:
    """Return the step that a constraint of ours holds an item to; it is taken only then."""
    parts = item.parts(CONSTRAINT)
    path = str(parts.get("expression"))
    found = _STEP.search(path)
    if parts.get("key") not in (STEP, WHOLE_STEPS) or not found:
        return None
    step = Decimal(found[2]) / (1_000_000 if found[1] else 1)
    least, most = (Decimal(keys[key]) if key in keys else None for key in ("min", "max"))
    if step != round(step, scalars.MAX_DECIMALS) or not step:
        return None
    question = NumberQuestion.model_construct(
        id="", type="number", text="", min=least, max=most, step=step
    )
    if path != f"answer.value.all({on_step(question)})":
        return None
    item.extension(CONSTRAINT)
    return step
