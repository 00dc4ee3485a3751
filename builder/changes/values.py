"""What stands in a field, whole and as text: the same in every language, so that it has one name.

Names are those that authors write; two values that differ are never written alike.
"""

import json
import re
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Final

from builder.manifest import canonical, digest
from builder.model import Condition, Part, exact, kebab

_BARE: Final = re.compile(r"[\w.:-]+")
_DIGITS: Final = 12


def in_text(value: object) -> str:
    """Return a field's value as text; empty where nothing stands there."""
    match value:
        case None:
            text = ""
        case bool():
            text = str(value).lower()
        case Decimal():
            text = exact(value)
        case tuple():
            text = ", ".join(map(in_text, value))
        case Condition():
            text = condition_in_text(value)
        case Part():
            text = part_in_text(value)
        case _:
            text = str(value)
    return text


def part_in_text(part: Part, but: Collection[str] = ()) -> str:
    """Return the fields that a part states, but for some, each with its name."""
    stated = (
        (name, getattr(part, name))
        for name, field in type(part).model_fields.items()
        if name not in but and getattr(part, name) != field.default
    )
    return ", ".join(f"{kebab(name)}: {_held(value)}" for name, value in stated)


def _held(value: object) -> str:
    """Return a value as it stands in a part: free text in quotes."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_held, value))}]"
    if isinstance(value, Part):
        return f"({in_text(value)})"
    text = in_text(value)
    is_bare = not isinstance(value, str) or _BARE.fullmatch(text)
    return text if is_bare else json.dumps(text, ensure_ascii=False)


def condition_in_text(condition: Condition) -> str:
    """Return a condition in the words that authors write: `all(oro is yes, score sum at-least 9)`.

    A question is told by its id, so that a question of another wording is no other condition.
    """
    for name, group in (("all", condition.all_), ("any", condition.any_)):
        if group is not None:
            return f"{name}({', '.join(map(condition_in_text, group))})"
    if condition.not_ is not None:
        return f"not({condition_in_text(condition.not_)})"
    row = f"/{condition.row}" if condition.row else ""
    subject = f"score {condition.score}" if condition.score else f"{condition.question}{row}"
    value = getattr(condition, condition.operator)
    said = f"({in_text(value)})" if isinstance(value, tuple) else in_text(value)
    return f"{subject} {kebab(condition.operator)} {said}"


def digest_of(part: Part) -> str:
    """Return a short name of all that a part says, for a part that comes or goes as a whole."""
    said = part.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return digest(canonical(said))[:_DIGITS]


def names_of(parts: Iterable[object], key: str = "id") -> list[str]:
    """Return the ids of some parts, in their order."""
    return [str(getattr(part, key)) for part in parts]
