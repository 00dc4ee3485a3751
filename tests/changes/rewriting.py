"""Conditions written otherwise: some say the same, some only look so."""

from random import Random
from typing import Any

Written = dict[str, Any]


def rewritten(dice: Random, condition: Written) -> Written:
    """Return a condition that is written otherwise, and most often says the same."""
    ways = [_twice_not, _in_a_group, _inside, _by_the_values, _by_the_bound, _by_de_morgan]
    for _ in range(dice.randint(1, 3)):
        condition = dice.choice(ways)(dice, condition)
    return condition


def _twice_not(dice: Random, condition: Written) -> Written:
    return {"not": {"not": condition}}


def _in_a_group(dice: Random, condition: Written) -> Written:
    return {dice.choice(["all", "any"]): [condition] * dice.randint(1, 2)}


def _inside(dice: Random, condition: Written) -> Written:
    for key in ("all", "any"):
        if key in condition:
            parts = [rewritten(dice, part) for part in condition[key]]
            dice.shuffle(parts)
            return {key: parts}
    return {"not": rewritten(dice, condition["not"])} if "not" in condition else condition


def _by_the_values(dice: Random, condition: Written) -> Written:
    turned = {"is": "any-of", "is-not": "none-of"}
    for one, some in turned.items():
        if one in condition:
            rest = {key: value for key, value in condition.items() if key != one}
            return rest | {some: [condition[one]]}
    if "is-not" in condition or "none-of" in condition:
        return condition
    if "answered" in condition:  # not the same where `answered` is of a group of rows
        return {"not": condition | {"answered": not condition["answered"]}}
    return condition


def _by_the_bound(dice: Random, condition: Written) -> Written:
    """Say `at least 1` as `more than 0`, which is the same only where nothing lies between."""
    near = {"at-least": ("more-than", -1), "more-than": ("at-least", 1),
            "at-most": ("less-than", 1), "less-than": ("at-most", -1)}  # fmt: skip
    for one, (other, off) in near.items():
        if one in condition:
            rest = {key: value for key, value in condition.items() if key != one}
            step = dice.choice([0.5, 1])
            return rest | {other: f"{float(condition[one]) + off * step:g}"}
    return condition


def _by_de_morgan(dice: Random, condition: Written) -> Written:
    for key, other in (("all", "any"), ("any", "all")):
        if key in condition:
            return {"not": {other: [{"not": part} for part in condition[key]]}}
    return {"not": condition} if dice.random() < 0.1 else condition
