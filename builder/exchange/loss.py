"""What an export could not carry over, and the export with its losses."""

from dataclasses import dataclass
from typing import Any

from builder.message import Message
from builder.problem import Pointer


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that the other format cannot say; `at` points into the form (a YAML pointer).

    Keys are the author's, with hyphens: ("pages", 0, "questions", 2, "max-characters").
    """

    at: Pointer
    message: Message


@dataclass(frozen=True, slots=True)
class Exported:
    """A form in another format, as plain JSON values, and what was lost; in the form's order."""

    data: dict[str, Any]
    losses: tuple[Loss, ...] = ()
